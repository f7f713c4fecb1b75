// What supervisor and worker say to each other about the work with this file. Nobody else reads it.
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useDraft } from '#gate/draft.ts'
import { usePages } from '#gate/pages.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Form,
  FormActions,
  Loaded,
  Notice,
  Prose,
  Section,
  Select,
  TextArea,
  Timeline,
  toast,
} from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { readSupervision, type SupervisionNote, writeSupervision } from '../supervision.ts'
import { useChoice } from './who.ts'

/** To whom: a supervisor writes to those on the file, a worker to those who answer for the office. */
const useOthers = (file: CaseFile) => {
  const { colleagues } = useColleagues()
  const { actor } = useSession()
  const me = colleagues.find(({ staff_id }) => staff_id === actor.staff_id)
  const answers = (roles: string[]) => roles.includes('coordinator') || roles.includes('director')
  const onFile = new Set(file.team.flatMap(({ kind, staff_id }) => (kind === 'team' && staff_id ? [staff_id] : [])))
  const iSupervise = me !== undefined && answers(me.roles)
  const nearest = [...colleagues].sort(
    (a, b) => Number(b.roles.includes('coordinator')) - Number(a.roles.includes('coordinator')),
  )
  return nearest
    .filter(({ staff_id }) => staff_id !== actor.staff_id)
    .filter(({ staff_id, roles, office_id }) =>
      iSupervise ? onFile.has(staff_id) : onFile.has(actor.staff_id) && answers(roles) && office_id === file.office_id,
    )
}

function SupervisionForm({ file, others }: { file: CaseFile; others: ReturnType<typeof useOthers> }) {
  const { case_id } = file
  const fresh = () => ({ note_id: newId(), with_id: others[0]?.staff_id ?? null, text: '' })
  const [draft, setDraft, clear, returned] = useDraft(`supervision ${case_id}`, fresh())
  const write = useWrite(writeSupervision, { invalidates: [readSupervision] })
  const with_id = draft.with_id ?? others[0]?.staff_id ?? null
  const save = () =>
    with_id &&
    write.mutate(
      { case_id, note_id: draft.note_id, with_id, text: draft.text },
      {
        onSuccess: () => {
          setDraft(fresh())
          clear()
          toast(t('team.supervision.saved'))
        },
      },
    )
  return (
    <Form problem={write.error} onSubmit={() => void save()}>
      {returned && draft.text !== '' && <Notice>{t('cases.draft_returned')}</Notice>}
      <Select
        name="with_id"
        label={t('team.supervision.with')}
        isRequired
        width="short"
        options={others.map(({ staff_id, name }) => ({ id: staff_id, label: name }))}
        value={with_id}
        onChange={(chosen) => setDraft({ ...draft, with_id: chosen })}
      />
      <TextArea
        name="text"
        label={t('team.supervision.text')}
        description={t('team.supervision.text_why')}
        isRequired
        rows={3}
        maxLength={8_000}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
      />
      <FormActions>
        <Button type="submit" busy={write.isPending}>
          {t('team.supervision.save')}
        </Button>
      </FormActions>
    </Form>
  )
}

/** To whom it was written: the other one of the two. */
const readerOf = ({ author_id, worker_id, supervisor_id }: SupervisionNote) =>
  author_id === worker_id ? supervisor_id : worker_id

export function Supervision({ file }: { file: CaseFile }) {
  const { nameOf } = useChoice()
  const { actor } = useSession()
  const others = useOthers(file)
  const pages = usePages(readSupervision, { case_id: file.case_id }, ({ notes }) => notes)
  return (
    <Section title={t('team.supervision.title')} lead={t('team.supervision.lead')}>
      <Loaded of={pages}>
        {(notes) => (
          <>
            <Timeline
              label={t('team.supervision.title')}
              entries={notes.map((note) => ({
                id: note.note_id,
                icon: 'note' as const,
                at: note.written_at,
                when: moment(note.written_at),
                title: t('team.supervision.from_to', {
                  from: nameOf(note.author_id),
                  to: nameOf(readerOf(note)),
                  me: actor.staff_id === note.author_id ? 'from' : actor.staff_id === readerOf(note) ? 'to' : 'neither',
                }),
                body: <Prose>{note.text}</Prose>,
              }))}
            />
            {pages.more && (
              <Button onPress={pages.more} busy={pages.busy}>
                {t('cases.more')}
              </Button>
            )}
          </>
        )}
      </Loaded>
      {others.length > 0 && <SupervisionForm file={file} others={others} />}
    </Section>
  )
}
