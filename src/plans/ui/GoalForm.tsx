// Writing a goal in her words and changing it. What is typed survives a crash and a colleague who was faster.
import { needsInstrument } from '#assessments/assessment.ts'
import { needName } from '#assessments/ui/need-words.ts'
import { type CaseFile, openFile } from '#cases/case.ts'
import { choose, currentOf, differing } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, ConflictDialog, Form, FormActions, Notice, RadioGroup, Section, Select, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readAsks } from '../ask.ts'
import { sectionOfNeed } from '../plan.rules.ts'
import { addGoal, changeGoal, type Goal, GoalStatus, readPlan } from '../plan.ts'
import { readVersions } from '../version.ts'
import { emptyGoal, GoalFields } from './GoalFields.tsx'

const invalidates = [readPlan, readAsks, readVersions, readTimeline, openFile]

interface NewProps {
  file: CaseFile
  need?: string | undefined
  onDone: () => void
}

export function NewGoal({ file, need, onDone }: NewProps) {
  const { case_id, writes } = file
  const [draft, setDraft, clear, returned] = useDraft(`her goal ${case_id} ${need ?? ''}`, {
    goal_id: newId(),
    need: need ?? null,
    ...emptyGoal(file),
  })
  const add = useWrite(addGoal, { invalidates })
  const mine = needsInstrument.domains
    .map(({ code }) => code)
    .filter((code) => writes.includes(sectionOfNeed(code) ?? 'identity'))
  const save = () =>
    draft.need &&
    add.mutate(
      { case_id, ...draft, need: draft.need },
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
        <GoalFields focused answers={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
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

type Answers = Pick<Goal, 'words' | 'language' | 'translation' | 'why' | 'change' | 'waits_until' | 'status'>
const answersOf = ({ words, language, translation, why, change, waits_until, status }: Answers): Answers => ({
  ...{ words, language, translation, why, change, waits_until, status },
})

/** An answer in words, to be laid beside a colleague's. */
const spoken: { [Name in keyof Answers]: (value: Answers[Name]) => string } = {
  words: (value) => value,
  language: (value) => (value ? languageName(value) : ''),
  translation: (value) => value,
  why: (value) => value,
  change: (value) => (value ? t(`plans.change.${value}`) : ''),
  waits_until: (value) => (value ? day(value, 'long') : ''),
  status: (value) => t(`plans.status.${value}`),
}
const labels: Record<keyof Answers, string> = {
  words: 'plans.goal.words',
  language: 'plans.goal.language',
  translation: 'plans.goal.translation',
  why: 'plans.goal.why',
  change: 'plans.goal.change_stage',
  waits_until: 'plans.goal.waits_until',
  status: 'plans.goal.status',
}
const names = Object.keys(labels) as (keyof Answers)[]
const say = (answers: Answers, name: keyof Answers): string =>
  (spoken[name] as (value: unknown) => string)(answers[name])

export function ChangeGoal({ file, goal, onDone }: ChangeProps) {
  const { goal_id } = goal
  const [draft, setDraft, clear, returned] = useDraft(`change of goal ${goal_id}`, {
    version: goal.version,
    ...answersOf(goal),
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
  return (
    <Form problem={current ? null : change.error} onSubmit={() => save()}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <RadioGroup
        name="status"
        label={t('plans.goal.status')}
        inline
        options={GoalStatus.options.map((id) => ({ id, label: t(`plans.status.${id}`) }))}
        value={draft.status}
        onChange={(status) => setDraft({ ...draft, status: status as GoalStatus })}
      />
      <GoalFields
        answers={draft}
        waits={draft.status === 'waiting'}
        onChange={(next) => setDraft({ ...draft, ...next })}
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
          fields={differing(
            names.map((name) => ({
              name,
              label: t(labels[name]),
              mine: say(draft, name),
              theirs: say(current, name),
            })),
          )}
          onClose={() => change.reset()}
          onResolve={(choice) => {
            const { version: _version, ...mine } = draft
            save({ ...choose(mine, answersOf(current), choice), version: current.version })
          }}
        />
      )}
    </Form>
  )
}
