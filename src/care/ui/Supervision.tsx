// Who besides the author reads these notes: the supervisor the therapist names, and whom a recorded decision handed them to.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { newId } from '#kit/id.ts'
import { Button, ErrorNotice, List, ListItem, Name, RadioGroup, Select, TextArea } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Episode } from '../episode.ts'
import { endSupervision, handOverNotes, NoteHandOver, nameSupervisor, takeBackHandOver } from '../private-note.ts'
import { CareForm } from './CareForm.tsx'
import type { SideProps } from './care-words.ts'
import { choices, useCareDeed, useCareForm } from './writing.ts'

type Props = SideProps & { episode: Episode; me: string }
type FormProps = Props & { onDone: () => void }

const others = ({ care }: Pick<Props, 'care'>, but: string[]) =>
  care.therapists
    .filter(({ staff_id }) => !but.includes(staff_id))
    .map(({ staff_id, name }) => ({ id: staff_id, label: name }))

function SupervisorForm(props: FormProps) {
  const { file, episode, me, onDone } = props
  const options = others(props, [me])
  const first = { supervision_id: newId(), supervisor_id: options[0]?.id ?? null }
  const form = useCareForm(nameSupervisor, `supervisor ${episode.episode_id}`, first, onDone)
  const ids = { case_id: file.case_id, episode_id: episode.episode_id }
  return (
    <CareForm
      {...form}
      action={t('care.supervisor.name')}
      onSave={() => form.save({ ...ids, ...form.answers } as never)}
    >
      <Select
        name="supervisor_id"
        label={t('care.supervisor')}
        description={t('care.supervisor.why')}
        isRequired
        options={options}
        value={form.answers.supervisor_id}
        onChange={(supervisor_id) => form.set({ supervisor_id })}
      />
    </CareForm>
  )
}

function HandOverForm({ from_id, ...props }: FormProps & { from_id: string }) {
  const { file, episode, me, onDone } = props
  const options = others(props, [me, from_id])
  const first = {
    hand_over_id: newId(),
    to_id: options[0]?.id ?? null,
    asked: 'agreed' as NoteHandOver['asked'],
    why: '',
  }
  const form = useCareForm(handOverNotes, `hand over ${episode.episode_id} ${from_id}`, first, onDone)
  const { answers, set } = form
  const ids = { case_id: file.case_id, episode_id: episode.episode_id, from_id }
  return (
    <CareForm {...form} action={t('care.hand_over.save')} onSave={() => form.save({ ...ids, ...answers } as never)}>
      <p>{t('care.hand_over.lead')}</p>
      <Select
        name="to_id"
        label={t('care.hand_over.to')}
        isRequired
        options={options}
        value={answers.to_id}
        onChange={(to_id) => set({ to_id })}
      />
      <RadioGroup
        label={t('care.hand_over.asked')}
        options={choices(NoteHandOver.shape.asked.options, 'care.hand_over.asked')}
        value={answers.asked}
        onChange={(asked) => set({ asked: asked as NoteHandOver['asked'] })}
      />
      <TextArea
        name="why"
        label={t('care.hand_over.why')}
        isRequired
        rows={2}
        value={answers.why}
        onChange={(why) => set({ why })}
      />
    </CareForm>
  )
}

export function Supervision(props: Props) {
  const { file, care, episode, me } = props
  const { nameOf } = useColleagues()
  const [doing, setDoing] = useState<'supervisor' | 'hand_over' | null>(null)
  const end = useCareDeed(endSupervision)
  const takeBack = useCareDeed(takeBackHandOver)
  const ids = { case_id: file.case_id, episode_id: episode.episode_id }
  const supervisions = care.supervisions.filter(({ episode_id }) => episode_id === episode.episode_id)
  const handed = care.hand_overs.filter(({ episode_id }) => episode_id === episode.episode_id)
  const isTherapist = episode.staff_id === me
  const supervised = supervisions.find(({ supervisor_id }) => supervisor_id === me)
  const author = isTherapist ? me : supervised?.therapist_id
  const done = () => setDoing(null)
  const problem = end.error ?? takeBack.error
  return (
    <div className="care-part">
      {problem && <ErrorNotice problem={problem} />}
      <List label={t('care.supervisor.list')}>
        {supervisions.map(({ supervision_id, supervisor_id, therapist_id, from_at }) => (
          <ListItem
            key={supervision_id}
            icon="people"
            title={
              <>
                {t('care.supervisor')}
                {': '}
                <Name>{nameOf(supervisor_id)}</Name>
              </>
            }
            detail={
              therapist_id === me
                ? t('care.supervisor.since', { day: day(from_at.slice(0, 10)) })
                : t('care.supervisor.of', { name: nameOf(therapist_id), day: day(from_at.slice(0, 10)) })
            }
            aside={
              [therapist_id, supervisor_id].includes(me) && (
                <Button
                  small
                  kind="quiet"
                  busy={end.isPending}
                  onPress={() => end.mutate({ ...ids, supervision_id } as never)}
                >
                  {t('care.supervisor.end')}
                </Button>
              )
            }
          />
        ))}
        {handed.map(({ hand_over_id, from_id, to_id, decided_by, decided_at, asked, why }) => (
          <ListItem
            key={hand_over_id}
            icon="forward"
            title={t('care.hand_over.line', { from: nameOf(from_id), to: nameOf(to_id) })}
            detail={
              <>
                {t('care.hand_over.decided', { name: nameOf(decided_by), day: day(decided_at.slice(0, 10)) })}
                {' · '}
                {t(`care.hand_over.asked.${asked}`)}
                {' · '}
                <bdi dir="auto">{why}</bdi>
              </>
            }
            aside={
              [from_id, decided_by].includes(me) && (
                <Button
                  small
                  kind="quiet"
                  busy={takeBack.isPending}
                  onPress={() => takeBack.mutate({ ...ids, hand_over_id } as never)}
                >
                  {t('care.hand_over.take_back')}
                </Button>
              )
            }
          />
        ))}
      </List>
      {doing === 'supervisor' && <SupervisorForm {...props} onDone={done} />}
      {doing === 'hand_over' && author && <HandOverForm {...props} from_id={author} onDone={done} />}
      {doing === null && (
        <div className="form-actions">
          {isTherapist && others(props, [me]).length > 0 && (
            <Button small kind="quiet" icon="people" onPress={() => setDoing('supervisor')}>
              {t(supervisions.length > 0 ? 'care.supervisor.change' : 'care.supervisor.name')}
            </Button>
          )}
          {author && others(props, [me, author]).length > 0 && (
            <Button small kind="quiet" icon="forward" onPress={() => setDoing('hand_over')}>
              {t('care.hand_over.begin')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
