// Each time one meets in an episode: planned, and then how it went, without a word of reproach.
import { useState } from 'react'
import type { OnTop } from '#gate/use-form.tsx'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  DateField,
  EmptyState,
  List,
  ListItem,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { Attendance, type Episode, keepSession, MetAt, type Session, SessionInterpreter } from '../episode.ts'
import { careLists } from '../lists.ts'
import { CareForm } from './CareForm.tsx'
import { joined, type SideProps, whenOf } from './care-words.ts'
import { choices, choicesOrNone, fromNone, orNone, useCareForm } from './writing.ts'

type Props = SideProps & { episode: Episode }

const tones = {
  planned: 'calm',
  came: 'good',
  cancelled: 'neutral',
  cancelled_by_us: 'neutral',
  did_not_come: 'warning',
  moved: 'neutral',
} as const

const away: readonly Attendance[] = ['cancelled', 'cancelled_by_us', 'did_not_come']

const answersOf = ({ on_day, clock, minutes, attendance, reason, interpreter, place, words }: Session) => ({
  ...{ on_day: on_day as string | null, clock, minutes: minutes ? String(minutes) : '', attendance },
  ...{ reason: reason as string | null, interpreter, place, words },
  ...{ moved_on: null as string | null, moved_clock: '' },
})
type Answers = ReturnType<typeof answersOf>

const saidOf = (): OnTop<Answers, Session>['said'] => ({
  on_day: [t('care.session.day'), (value) => (value ? day(value, 'weekday') : '')],
  clock: [t('care.hour'), (value) => value],
  minutes: [t('care.session.minutes'), (value) => value],
  attendance: [t('care.attendance'), (value) => t(`care.attendance.${value}`)],
  reason: [t('care.absence'), (value) => (value ? t(`care.absence.${value}`) : '')],
  interpreter: [t('care.interpreter'), (value) => t(`care.interpreter.${value}`)],
  place: [t('care.place'), (value) => t(`care.place.${value}`)],
  words: [t('care.session.words'), (value) => value],
})

function SessionForm({
  file,
  today,
  episode,
  session,
  last,
  onDone,
}: Props & { session: Session | null; last: Session | undefined; onDone: () => void }) {
  const [session_id] = useState(session?.session_id ?? newId)
  const [next_id] = useState(newId)
  const form = useCareForm<typeof keepSession, Answers, Session>(
    keepSession,
    session ? `session ${session.session_id}` : `session of ${episode.episode_id}`,
    session
      ? // Whoever opens a planned one mostly comes to say that it was held.
        { ...answersOf(session), attendance: session.attendance === 'planned' ? 'came' : session.attendance }
      : {
          ...{ on_day: today, clock: '', minutes: '', attendance: 'planned', reason: null },
          // What held last time is offered: most meet in one place, with one interpreter.
          ...{ interpreter: last?.interpreter ?? 'not_needed', place: last?.place ?? 'office' },
          ...{ words: '', moved_on: null, moved_clock: '' },
        },
    onDone,
    { record: session, answersOf, said: saidOf() },
  )
  const { answers, set } = form
  const { attendance, moved_on, moved_clock, minutes } = answers
  const save = () =>
    form.save((told, version) => {
      const { moved_on: to, moved_clock: clock, minutes: long, ...rest } = told
      return {
        ...{ case_id: file.case_id, episode_id: episode.episode_id, session_id, version },
        ...{ ...rest, minutes: long === '' ? null : Number(long) },
        reason: away.includes(rest.attendance) ? rest.reason : null,
        moved_to: rest.attendance === 'moved' && to ? { session_id: next_id, on_day: to, clock } : null,
      } as never
    })
  const possible = Attendance.options.filter((each) => session !== null || each !== 'moved')
  return (
    <CareForm {...form} action={t('care.session.save')} onSave={save}>
      <div className="care-clock">
        <DateField
          name="on_day"
          label={t('care.session.day')}
          isRequired
          value={answers.on_day}
          onChange={(on_day) => set({ on_day })}
        />
        <TextField
          name="clock"
          label={t('care.hour')}
          type="time"
          ltr
          width="short"
          value={answers.clock}
          onChange={(clock) => set({ clock })}
        />
        <TextField
          name="minutes"
          label={t('care.session.minutes')}
          type="number"
          width="short"
          value={minutes}
          onChange={(next) => set({ minutes: next })}
        />
      </div>
      <RadioGroup
        label={t('care.attendance')}
        options={choices(possible, 'care.attendance')}
        value={attendance}
        onChange={(next) => set({ attendance: next as Attendance })}
      />
      {away.includes(attendance) && (
        <Select
          name="reason"
          label={t('care.absence')}
          description={t('care.absence_why')}
          isRequired={attendance === 'did_not_come'}
          options={choicesOrNone(
            careLists.absence_reasons.map(({ code }) => code),
            'care.absence',
            'care.absence.none',
          )}
          value={orNone(answers.reason)}
          onChange={(next) => set({ reason: fromNone(next) })}
        />
      )}
      {attendance === 'moved' && (
        <div className="care-clock">
          <DateField
            name="moved_to.on_day"
            label={t('care.session.moved_to')}
            isRequired
            value={moved_on}
            onChange={(next) => set({ moved_on: next })}
          />
          <TextField
            label={t('care.hour')}
            type="time"
            ltr
            width="short"
            value={moved_clock}
            onChange={(next) => set({ moved_clock: next })}
          />
        </div>
      )}
      <Select
        label={t('care.interpreter')}
        options={choices(SessionInterpreter.options, 'care.interpreter')}
        value={answers.interpreter}
        onChange={(next) => set({ interpreter: next as Session['interpreter'] })}
      />
      <Select
        label={t('care.place')}
        options={choices(MetAt.options, 'care.place')}
        value={answers.place}
        onChange={(next) => set({ place: next as Session['place'] })}
      />
      <TextArea
        name="words"
        label={t('care.session.words')}
        description={t('care.session.words_why')}
        rows={2}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
    </CareForm>
  )
}

export function Sessions(props: Props) {
  const { file, care, episode } = props
  const [writing, setWriting] = useState<string | null>(null)
  const sessions = care.sessions.filter(({ episode_id }) => episode_id === episode.episode_id)
  const mayWrite = file.writes.includes(episode.section)
  const chosen = sessions.find(({ session_id }) => session_id === writing)
  const last = sessions.find(({ attendance }) => attendance !== 'moved')
  const done = () => setWriting(null)
  if (writing)
    return (
      <div className="care-part">
        <SessionForm {...props} session={chosen ?? null} last={last} onDone={done} />
      </div>
    )
  return (
    <div className="care-part">
      {mayWrite && episode.status === 'open' && (
        <div>
          <Button icon="add" onPress={() => setWriting('new')}>
            {t('care.session.plan')}
          </Button>
        </div>
      )}
      {sessions.length === 0 && <EmptyState icon="calendar" title={t('care.sessions.none')} />}
      <List label={t('care.sessions.title')}>
        {sessions.map((session) => (
          <ListItem
            key={session.session_id}
            title={whenOf(session)}
            detail={joined(
              session.minutes !== null && t('care.session.n_minutes', { minutes: session.minutes }),
              t(`care.place.${session.place}`),
              session.interpreter !== 'not_needed' &&
                t('care.interpreter_line', { how: t(`care.interpreter.${session.interpreter}`) }),
              session.reason && t(`care.absence.${session.reason}`),
              session.words,
            )}
            aside={
              <>
                <Badge tone={tones[session.attendance]}>{t(`care.attendance.${session.attendance}`)}</Badge>
                {mayWrite && session.attendance !== 'moved' && (
                  <Button
                    small
                    kind="quiet"
                    aria-label={t(
                      session.attendance === 'planned' ? 'care.session.say_of' : 'care.session.correct_of',
                      {
                        when: whenOf(session),
                      },
                    )}
                    onPress={() => setWriting(session.session_id)}
                  >
                    {t(session.attendance === 'planned' ? 'care.session.say' : 'care.notes.correct')}
                  </Button>
                )}
              </>
            }
          />
        ))}
      </List>
    </div>
  )
}
