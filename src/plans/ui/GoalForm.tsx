// Writing a goal in her words and changing it. What is typed survives a crash and a colleague who was faster.
import { needsInstrument } from '#assessments/assessment.ts'
import { needName } from '#assessments/ui/need-words.ts'
import { type CaseFile, openFile } from '#cases/case.ts'
import { choose, currentOf, differing } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ConflictDialog,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Section,
  Select,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { sectionOfNeed } from '../plan.rules.ts'
import { addGoal, changeGoal, type Goal, GoalStatus, readPlan } from '../plan.ts'

const invalidates = [readPlan, readTimeline, openFile]
const longest = 2_000

interface NewProps {
  file: CaseFile
  need?: string | undefined
  onDone: () => void
}

export function NewGoal({ file, need, onDone }: NewProps) {
  const { case_id, writes } = file
  const [draft, setDraft, clear, returned] = useDraft(`goal ${case_id} ${need ?? ''}`, {
    goal_id: newId(),
    need: need ?? null,
    words: '',
  })
  const add = useWrite(addGoal, { invalidates })
  const mine = needsInstrument.domains
    .map(({ code }) => code)
    .filter((code) => writes.includes(sectionOfNeed(code) ?? 'identity'))
  const save = () =>
    draft.need &&
    add.mutate(
      { case_id, goal_id: draft.goal_id, need: draft.need, words: draft.words },
      {
        onSuccess: () => {
          clear()
          toast(t('plans.goal.saved'))
          onDone()
        },
      },
    )
  return (
    <Section title={need ? t('plans.goal.new_for', { need: needName(need) }) : t('plans.goal.new')}>
      <Form problem={add.error} onSubmit={save}>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        {!need && (
          <Select
            name="need"
            label={t('plans.goal.need')}
            isRequired
            width="short"
            options={mine.map((id) => ({ id, label: needName(id) }))}
            value={draft.need}
            onChange={(next) => setDraft({ ...draft, need: next })}
          />
        )}
        <TextArea
          name="words"
          label={t('plans.goal.words')}
          description={t('plans.goal.words_why')}
          isRequired
          rows={3}
          maxLength={longest}
          value={draft.words}
          onChange={(words) => setDraft({ ...draft, words })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('plans.goal.save')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}

interface ChangeProps {
  file: CaseFile
  goal: Goal
  onDone: () => void
}

export function ChangeGoal({ file, goal, onDone }: ChangeProps) {
  const { goal_id } = goal
  const [draft, setDraft, clear, returned] = useDraft(`goal ${goal_id}`, {
    version: goal.version,
    words: goal.words,
    status: goal.status,
  })
  const change = useWrite(changeGoal, { invalidates })
  const current = currentOf<Goal>(change.error)
  const leave = () => {
    clear()
    onDone()
  }
  const save = (answers = draft) =>
    change.mutate(
      { case_id: file.case_id, goal_id, ...answers },
      {
        onSuccess: () => {
          toast(t('plans.goal.changed'))
          leave()
        },
      },
    )
  const statusName = (status: string) => t(`plans.status.${status}`)
  return (
    <Form problem={current ? null : change.error} onSubmit={() => save()}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <TextArea
        name="words"
        label={t('plans.goal.words')}
        isRequired
        rows={3}
        maxLength={longest}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
      />
      <RadioGroup
        name="status"
        label={t('plans.goal.status')}
        inline
        options={GoalStatus.options.map((id) => ({ id, label: statusName(id) }))}
        value={draft.status}
        onChange={(status) => setDraft({ ...draft, status: status as GoalStatus })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={change.isPending}>
          {t('plans.goal.save')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing([
            { name: 'words', label: t('plans.goal.words'), mine: draft.words, theirs: current.words },
            {
              name: 'status',
              label: t('plans.goal.status'),
              mine: statusName(draft.status),
              theirs: statusName(current.status),
            },
          ])}
          onClose={() => change.reset()}
          onResolve={(choice) => {
            const { words, status } = current
            const chosen = choose({ words: draft.words, status: draft.status }, { words, status }, choice)
            save({ ...chosen, version: current.version })
          }}
        />
      )}
    </Form>
  )
}
