// Planning or changing a step: what, who and by when. She herself may be the one who takes it.
import { type CaseFile, listFiles, openFile } from '#cases/case.ts'
import { choose, currentOf, differing } from '#cases/ui/conflict.ts'
import { today } from '#cases/ui/now.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ConflictDialog,
  DateField,
  Form,
  FormActions,
  Notice,
  Select,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { addAction, changeAction, type PlanAction, readPlan } from '../plan.ts'

interface Props {
  file: CaseFile
  goal: Pick<PlanAction, 'goal_id' | 'section'>
  action?: PlanAction
  onDone: () => void
}

interface Draft {
  action_id: string
  version: number
  words: string
  /** A colleague, or `person` for herself. */
  owner: string
  due_on: string | null
}

const herself = 'person'
const ownerOf = ({ owner_id }: PlanAction): string => owner_id ?? herself

/** Whoever can read this section of the file, and she herself. */
const useOwners = ({ team, card }: CaseFile, section: PlanAction['section']) => {
  const { actor } = useSession()
  const members = team.filter(
    ({ kind, staff_id, sections }) =>
      kind === 'team' && staff_id && staff_id !== actor.staff_id && sections.includes(section),
  )
  return [
    { id: actor.staff_id, label: t('plans.step.me') },
    { id: herself, label: t('plans.step.herself', { name: card.alias }) },
    ...members.map(({ staff_id, name }) => ({ id: staff_id!, label: name })),
  ]
}

export function ActionForm({ file, goal, action, onDone }: Props) {
  const { case_id } = file
  const { actor } = useSession()
  const owners = useOwners(file, goal.section)
  const [draft, setDraft, clear, returned] = useDraft<Draft>(`step ${action?.action_id ?? `of ${goal.goal_id}`}`, {
    action_id: action?.action_id ?? newId(),
    version: action?.version ?? 0,
    words: action?.words ?? '',
    owner: action ? ownerOf(action) : actor.staff_id,
    due_on: action?.due_on ?? addDays(today(), 7),
  })
  const invalidates = [readPlan, readTimeline, openFile, listFiles]
  const add = useWrite(addAction, { invalidates })
  const change = useWrite(changeAction, { invalidates })
  const current = currentOf<PlanAction>(change.error)
  const leave = () => {
    clear()
    onDone()
  }
  const onSuccess = () => {
    toast(t('plans.step.saved'))
    leave()
  }
  const save = ({ action_id, version, words, owner, due_on }: Draft) => {
    if (!due_on) return
    const of =
      owner === herself
        ? { owner_kind: 'person' as const, owner_id: null }
        : { owner_kind: 'staff' as const, owner_id: owner }
    const step = { case_id, action_id, words, ...of, due_on }
    if (action) change.mutate({ ...step, version }, { onSuccess })
    else add.mutate({ ...step, goal_id: goal.goal_id }, { onSuccess })
  }
  const nameOf = (owner: string) => owners.find(({ id }) => id === owner)?.label ?? t('cases.colleague')
  return (
    <Form problem={current ? null : (add.error ?? change.error)} onSubmit={() => save(draft)}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <TextField
        name="words"
        label={t('plans.step.words')}
        isRequired
        maxLength={300}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
      />
      <Select
        name="owner_id"
        label={t('plans.step.owner')}
        width="short"
        options={owners}
        value={draft.owner}
        onChange={(owner) => setDraft({ ...draft, owner })}
      />
      <DateField
        name="due_on"
        label={t('plans.step.due_on')}
        isRequired
        value={draft.due_on}
        onChange={(due_on) => setDraft({ ...draft, due_on })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={add.isPending || change.isPending}>
          {t('plans.step.save')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing([
            { name: 'words', label: t('plans.step.words'), mine: draft.words, theirs: current.words },
            {
              name: 'owner',
              label: t('plans.step.owner'),
              mine: nameOf(draft.owner),
              theirs: nameOf(ownerOf(current)),
            },
            {
              name: 'due_on',
              label: t('plans.step.due_on'),
              mine: draft.due_on ? day(draft.due_on, 'long') : '',
              theirs: day(current.due_on, 'long'),
            },
          ])}
          onClose={() => change.reset()}
          onResolve={(choice) => {
            const theirs = { words: current.words, owner: ownerOf(current), due_on: current.due_on }
            const { words, owner, due_on } = draft
            save({ ...draft, ...choose({ words, owner, due_on }, theirs, choice), version: current.version })
          }}
        />
      )}
    </Form>
  )
}
