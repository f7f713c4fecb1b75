// One episode of care: who, what for, each time one met, and for its therapist the notes of the therapy.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useSession } from '#gate/session.ts'
import { Badge, Button, DateField, Dialog, Facts, Name, Prose, Select, Tabs, TextArea } from '#kit/ui/index.ts'
import { day, isolate, list, t } from '#language/here.ts'
import { cameOf } from '../episode.rules.ts'
import { closeEpisode, type Episode } from '../episode.ts'
import { careLists } from '../lists.ts'
import { CareForm } from './CareForm.tsx'
import { providerOf, type SideProps } from './care-words.ts'
import { EpisodeForm } from './EpisodeForm.tsx'
import { PrivateNotes } from './PrivateNotes.tsx'
import { Sessions } from './Sessions.tsx'
import { choices, useCareDeed, useCareForm } from './writing.ts'

type Props = SideProps & { episode: Episode }

const endOf = ({ closed_on, close_reason, closing }: Episode) => ({
  closed_on: closed_on as string | null,
  close_reason: close_reason as string | null,
  closing,
})

function CloseForm({ file, today, episode, onDone }: Props & { onDone: () => void }) {
  const { case_id } = file
  const { episode_id, opened_on } = episode
  const form = useCareForm<typeof closeEpisode, ReturnType<typeof endOf>, Episode>(
    closeEpisode,
    `close ${episode_id}`,
    { closed_on: today, close_reason: 'goals_reached', closing: '' },
    onDone,
    {
      record: episode,
      answersOf: endOf,
      said: {
        closed_on: [t('care.episode.closed_on'), (value) => (value ? day(value, 'long') : '')],
        close_reason: [t('care.close'), (value) => (value ? t(`care.close.${value}`) : '')],
        closing: [t('care.episode.closing'), (value) => value],
      },
    },
  )
  const { answers, set } = form
  return (
    <CareForm
      {...form}
      action={t('care.episode.end')}
      onSave={() => form.save((said, version) => ({ case_id, episode_id, version, ...said }) as never)}
    >
      <Select
        name="close_reason"
        label={t('care.close')}
        isRequired
        options={choices(
          careLists.close_reasons.map(({ code }) => code),
          'care.close',
        )}
        value={answers.close_reason}
        onChange={(next) => set({ close_reason: next ?? 'other' })}
      />
      <DateField
        name="closed_on"
        label={t('care.episode.closed_on')}
        isRequired
        min={opened_on}
        max={today}
        value={answers.closed_on}
        onChange={(closed_on) => set({ closed_on })}
      />
      <TextArea
        name="closing"
        label={t('care.episode.closing')}
        description={t('care.episode.closing_why')}
        rows={3}
        value={answers.closing}
        onChange={(closing) => set({ closing })}
      />
    </CareForm>
  )
}

function About({ care, episode }: Pick<Props, 'care' | 'episode'>) {
  const { nameOf } = useColleagues()
  const sessions = care.sessions.filter(({ episode_id }) => episode_id === episode.episode_id)
  const { came, agreed } = cameOf(sessions)
  const reads = care.reads.filter(({ instrument }) => episode.instruments.includes(instrument))
  const instruments = episode.instruments.map((id) => {
    const read = reads.find(({ instrument }) => instrument === id)
    const name = isolate(id.toUpperCase())
    return read ? t('care.episode.instrument_on', { name, day: isolate(day(read.taken_on)) }) : name
  })
  return (
    <>
      <Facts
        items={[
          { label: t('care.provider'), value: <Name>{providerOf(episode, nameOf)}</Name> },
          { label: t('care.episode.opened_on'), value: day(episode.opened_on, 'long') },
          ...(agreed > 0
            ? [{ label: t('care.episode.attendance'), value: t('care.episode.came', { came, agreed }) }]
            : []),
          ...(episode.planned_sessions
            ? [{ label: t('care.episode.planned'), value: String(episode.planned_sessions) }]
            : []),
          ...(instruments.length > 0 ? [{ label: t('care.episode.instruments'), value: list(instruments) }] : []),
          ...(episode.closed_on
            ? [
                { label: t('care.episode.closed_on'), value: day(episode.closed_on, 'long') },
                { label: t('care.close'), value: t(`care.close.${episode.close_reason}`) },
              ]
            : []),
        ]}
      />
      {episode.goals.length > 0 && (
        <div>
          <h3 className="care-head">{t('care.episode.goals')}</h3>
          <ul className="care-goals">
            {episode.goals.map((goal) => (
              <li key={goal}>
                <bdi dir="auto">{goal}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      {episode.words && <Prose>{episode.words}</Prose>}
      {episode.closing && (
        <div>
          <h3 className="care-head">{t('care.episode.closing')}</h3>
          <Prose>{episode.closing}</Prose>
        </div>
      )}
    </>
  )
}

export function EpisodeDialog({ onClose, ...props }: Props & { onClose: () => void }) {
  const { file, episode } = props
  const { actor, may } = useSession()
  const [doing, setDoing] = useState<'change' | 'end' | null>(null)
  const reopen = useCareDeed(closeEpisode)
  const mayWrite = file.writes.includes(episode.section)
  const { case_id } = file
  const { episode_id, version, closing } = episode
  const done = () => setDoing(null)
  const about = (
    <div className="care-part">
      <About {...props} />
      {doing === 'end' && <CloseForm {...props} onDone={done} />}
      {mayWrite && doing === null && (
        <div className="form-actions">
          <Button icon="edit" onPress={() => setDoing('change')}>
            {t('care.episode.change')}
          </Button>
          {episode.status === 'open' ? (
            <Button kind="quiet" onPress={() => setDoing('end')}>
              {t('care.episode.end')}
            </Button>
          ) : (
            <Button
              kind="quiet"
              busy={reopen.isPending}
              onPress={() =>
                reopen.mutate({ case_id, episode_id, version, closed_on: null, close_reason: null, closing } as never)
              }
            >
              {t('care.episode.reopen')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
  const notes = episode.section === 'mind' && may['therapy_notes.open'] && file.writes.includes('mind')
  if (doing === 'change') return <EpisodeForm {...props} onDone={done} />
  return (
    <Dialog isOpen wide title={t(`care.kind.${episode.kind}`)} onClose={onClose}>
      {episode.status === 'closed' && (
        <p>
          <Badge>{t('care.episode.closed')}</Badge>
        </p>
      )}
      <Tabs
        label={t(`care.kind.${episode.kind}`)}
        items={[
          { id: 'about', label: t('care.episode.about'), content: about },
          { id: 'sessions', label: t('care.sessions.title'), content: <Sessions {...props} /> },
          ...(notes
            ? [
                {
                  id: 'notes',
                  label: t('care.notes.title'),
                  content: <PrivateNotes {...props} me={actor.staff_id} />,
                },
              ]
            : []),
        ]}
      />
    </Dialog>
  )
}
