// Giving what was decided to someone: a colleague on the file, or a partner that can read what is asked of it.
import type { CaseFile } from '#cases/case.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Form, FormActions, Notice, Select, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Agency, ConferenceItem } from '../conference.ts'
import { setTask } from '../task.ts'
import { invalidates } from './reads.ts'

interface Props {
  file: CaseFile
  item: ConferenceItem
  agencies: Agency[]
  today: string
  onDone: () => void
}

export function TaskForm({ file, item, agencies, today, onDone }: Props) {
  const { case_id, team } = file
  const { section, item_id } = item
  const { actor } = useSession()
  const [draft, setDraft, clear, returned] = useDraft(`conference task of ${item_id}`, {
    task_id: newId(),
    words: '',
    owner: actor.staff_id,
    due_on: addDays(today, 7) as string | null,
  })
  const give = useWrite(setTask, { invalidates })
  const colleagues = team.filter(
    ({ kind, staff_id, sections }) =>
      kind === 'team' && staff_id && staff_id !== actor.staff_id && sections.includes(section),
  )
  const partners = agencies.filter(({ live, sections }) => live && sections.includes(section))
  const owners = [
    { id: actor.staff_id, label: t('conferences.task.me') },
    ...colleagues.map(({ staff_id, name }) => ({ id: staff_id!, label: name })),
    ...partners.map(({ organisation_id, name }) => ({ id: organisation_id, label: name })),
  ]
  const leave = () => {
    clear()
    onDone()
  }
  const save = () => {
    const { task_id, words, due_on } = draft
    if (!due_on) return
    const partner = partners.find(({ organisation_id }) => organisation_id === draft.owner)
    const owner = partner
      ? ({ kind: 'agency', organisation_id: draft.owner } as const)
      : ({ kind: 'staff', staff_id: draft.owner } as const)
    give.mutate(
      { case_id, item_id, task_id, words, owner, due_on },
      {
        onSuccess: () => {
          toast(t('conferences.task.given'))
          leave()
        },
      },
    )
  }
  return (
    <Form problem={give.error} onSubmit={save}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <TextArea
        name="words"
        label={t('conferences.task.words')}
        isRequired
        rows={2}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
      />
      <Select
        label={t('conferences.task.owner')}
        description={t('conferences.task.owner_why')}
        options={owners}
        value={draft.owner}
        onChange={(owner) => setDraft({ ...draft, owner: String(owner) })}
      />
      <DateField
        name="due_on"
        label={t('conferences.task.due_on')}
        isRequired
        min={today}
        value={draft.due_on}
        onChange={(due_on) => setDraft({ ...draft, due_on })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={give.isPending}>
          {t('conferences.task.give')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
