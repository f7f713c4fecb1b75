// Hours that count: each help with what is left of its hours, until somebody says what became of it. The clinician decides.
import { useEffect, useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import {
  Badge,
  Button,
  Dialog,
  List,
  ListItem,
  Name,
  Notice,
  Prose,
  RadioGroup,
  Section,
  TextArea,
} from '#kit/ui/index.ts'
import { list, moment, t } from '#language/here.ts'
import { answerObstacle, isSettled, runningWindows } from '../window.rules.ts'
import { answerWindow, type CareEvent, type RunningWindow, WindowAnswer, windows } from '../window.ts'
import { CareForm } from './CareForm.tsx'
import { leftOf, type SideProps } from './care-words.ts'
import { EventForm } from './EventForm.tsx'
import { choices, useCareForm } from './writing.ts'

/** Red is for the last half day: what has time is not shouted. */
const toneOf = ({ state, left }: RunningWindow): 'danger' | 'warning' | 'calm' | 'neutral' => {
  if (state === 'over') return 'neutral'
  if (state === 'may_be_over') return 'warning'
  if (left.from <= 12 * 60) return 'danger'
  return left.from <= 48 * 60 ? 'warning' : 'calm'
}

/** Counted on this screen minute by minute from what the server said the moment was. */
const useNow = (said: string): string => {
  const [opened] = useState(() => Date.now())
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setPassed(Date.now() - opened), 30_000)
    return () => clearInterval(timer)
  }, [opened])
  return new Date(Date.parse(said) + passed).toISOString()
}

function AnswerDialog({
  case_id,
  event,
  window,
  onDone,
}: {
  case_id: string
  event: CareEvent
  window: RunningWindow
  onDone: () => void
}) {
  // Another help of the same event may be answered meanwhile: only what is said of this one can clash.
  const answersOf = (of: CareEvent) => {
    const answered = of.windows.find(({ code }) => code === window.code)?.answered
    return { answer: (answered?.answer ?? null) as WindowAnswer | null, words: answered?.words ?? '' }
  }
  const stands = answersOf(event)
  const form = useCareForm<typeof answerWindow, ReturnType<typeof answersOf>, CareEvent>(
    answerWindow,
    `hours ${event.event_id} ${window.code}`,
    { ...stands, answer: stands.answer ?? 'on_the_way' },
    onDone,
    {
      record: event,
      answersOf,
      said: {
        answer: [t('care.hours.answer'), (value) => (value ? t(`care.hours.answer.${value}`) : '')],
        words: [t('care.hours.words'), (value) => value],
      },
    },
  )
  const { answers, set } = form
  const possible = WindowAnswer.options.filter((each) => answerObstacle(window, each) === null)
  return (
    <Dialog isOpen title={t(`care.window.${window.code}`)} onClose={form.leave}>
      <p>{t(`care.window.${window.code}.is`)}</p>
      <p className="care-quiet">
        {t('care.hours.source', { hours: window.hours })} {t('care.unreviewed')}
      </p>
      <CareForm
        {...form}
        action={t('care.hours.save_answer')}
        onSave={() =>
          form.save(
            (said, version) => ({ case_id, event_id: event.event_id, version, code: window.code, ...said }) as never,
          )
        }
      >
        <RadioGroup
          label={t('care.hours.answer')}
          options={choices(possible, 'care.hours.answer')}
          value={answers.answer ?? 'on_the_way'}
          onChange={(answer) => set({ answer: answer as WindowAnswer })}
        />
        <TextArea
          name="words"
          label={t('care.hours.words')}
          rows={2}
          value={answers.words}
          onChange={(words) => set({ words })}
        />
      </CareForm>
    </Dialog>
  )
}

function OneEvent({ file, care, event }: SideProps & { event: CareEvent }) {
  const now = useNow(care.now)
  const { nameOf } = useColleagues()
  const [answering, setAnswering] = useState<string | null>(null)
  const [changing, setChanging] = useState(false)
  const mayWrite = file.writes.includes('health')
  const answers = event.windows.flatMap(({ answered }) => answered ?? [])
  const running = runningWindows(windows.windows, event, answers, now)
  const asked = running.find(({ code }) => code === answering)
  const between =
    event.from === event.to
      ? moment(event.from)
      : t('care.hours.between', { from: moment(event.from), to: moment(event.to) })
  return (
    <div className="care-event">
      <p className="care-line">
        <strong>{list(event.kinds.map((each) => t(`care.event.${each}`)))}</strong>
        <span className="care-quiet">{between}</span>
        {mayWrite && (
          <Button
            small
            kind="quiet"
            icon="edit"
            aria-label={t('care.hours.change')}
            onPress={() => setChanging(true)}
          />
        )}
      </p>
      {event.words && <Prose>{event.words}</Prose>}
      <List label={t('care.hours.title')}>
        {running.map((window) => (
          <ListItem
            key={window.code}
            title={t(`care.window.${window.code}`)}
            detail={
              window.answered ? (
                <>
                  {t('care.hours.answered', {
                    answer:
                      window.answered.answer === 'on_the_way'
                        ? t('care.hours.under_way')
                        : t(`care.hours.answer.${window.answered.answer}`),
                    when: moment(window.answered.at),
                  })}
                  {', '}
                  <Name>{nameOf(window.answered.by)}</Name>
                  {window.answered.words && (
                    <>
                      {': '}
                      <bdi dir="auto">{window.answered.words}</bdi>
                    </>
                  )}
                </>
              ) : (
                <>
                  {t(`care.window.${window.code}.is`)}
                  {window.state === 'soonest' && window.sooner < window.hours && (
                    <> {t('care.hours.best', { hours: window.sooner })}</>
                  )}
                </>
              )
            }
            aside={
              <>
                {isSettled(window) ? (
                  <Badge tone="good" icon="check">
                    {t('care.hours.settled')}
                  </Badge>
                ) : (
                  <Badge tone={toneOf(window)} icon="clock">
                    {leftOf(window)}
                  </Badge>
                )}
                {mayWrite && (
                  <Button
                    small
                    kind={isSettled(window) ? 'quiet' : 'secondary'}
                    aria-label={t('care.hours.say_of', { help: t(`care.window.${window.code}`) })}
                    onPress={() => setAnswering(window.code)}
                  >
                    {t('care.hours.say')}
                  </Button>
                )}
              </>
            }
          />
        ))}
      </List>
      {asked && <AnswerDialog case_id={file.case_id} event={event} window={asked} onDone={() => setAnswering(null)} />}
      {changing && <EventForm case_id={file.case_id} event={event} onDone={() => setChanging(false)} />}
    </div>
  )
}

export function HoursThatCount(props: SideProps) {
  const { file, care } = props
  const [writing, setWriting] = useState(false)
  const [past, setPast] = useState(false)
  const mayWrite = file.writes.includes('health')
  const open = care.events.filter((event) => event.windows.some((window) => !isSettled(window)))
  const settled = care.events.filter((event) => !open.includes(event))
  if (care.events.length === 0 && !mayWrite) return null
  const form = writing && <EventForm case_id={file.case_id} event={null} onDone={() => setWriting(false)} />
  const begin = mayWrite && (
    <Button {...(open.length === 0 && { small: true, kind: 'quiet' })} icon="clock" onPress={() => setWriting(true)}>
      {t('care.hours.begin')}
    </Button>
  )
  if (open.length === 0 && !past)
    return (
      <div className="care-bar">
        {begin}
        {settled.length > 0 && (
          <Button small kind="quiet" onPress={() => setPast(true)}>
            {t('care.hours.show_settled', { count: settled.length })}
          </Button>
        )}
        {form}
      </div>
    )
  return (
    <Section title={t('care.hours.title')} lead={t('care.hours.lead')} actions={begin}>
      {[...open, ...(past ? settled : [])].map((event) => (
        <OneEvent key={event.event_id} {...props} event={event} />
      ))}
      <Notice>{t('care.clinician_decides')}</Notice>
      {form}
    </Section>
  )
}
