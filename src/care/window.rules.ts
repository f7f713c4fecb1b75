// What is left of the hours in which a help is of use. Hours are counted on the line of time, so a clock that is set
// forward or back in the night takes none away and gives none.
import type { Moment } from '#kit/day.ts'
import type { Answered, EventKind, EventWords, HelpWindow, RunningWindow } from './window.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const stateOf = (window: HelpWindow, from: number, to: number, now: number): RunningWindow['state'] => {
  if (now > to + window.hours * hourMs) return 'over'
  if (now > from + window.hours * hourMs) return 'may_be_over'
  return now <= from + window.sooner * hourMs ? 'soonest' : 'running'
}

export const windowsFor = (known: readonly HelpWindow[], kinds: readonly EventKind[]): HelpWindow[] =>
  known.filter((window) => window.for.some((kind) => kinds.includes(kind)))

/** Those that close first stand first; what was answered keeps its place, so that nothing jumps away under a hand. */
export const runningWindows = (
  known: readonly HelpWindow[],
  event: Pick<EventWords, 'kinds' | 'from' | 'to'>,
  answers: readonly Answered[],
  now: Moment,
): RunningWindow[] => {
  const [from, to, at] = [Date.parse(event.from), Date.parse(event.to), Date.parse(now)]
  return windowsFor(known, event.kinds)
    .map((window) => ({
      code: window.code,
      hours: window.hours,
      sooner: window.sooner,
      confidence: window.confidence,
      state: stateOf(window, from, to, at),
      left: {
        from: Math.floor((from + window.hours * hourMs - at) / minuteMs),
        to: Math.floor((to + window.hours * hourMs - at) / minuteMs),
      },
      closes_at: new Date(from + window.hours * hourMs).toISOString(),
      answered: answers.find(({ code }) => code === window.code) ?? null,
    }))
    .sort((a, b) => a.hours - b.hours || (a.code < b.code ? -1 : 1))
}

/** Settled: somebody said what became of it. What is only on the way is not. */
export const isSettled = ({ answered }: RunningWindow): boolean => answered !== null && answered.answer !== 'on_the_way'

/** When the first help without a last word may be over; null once each has one. Past moments count: nothing lapses unseen. */
export const nextClosing = (running: readonly RunningWindow[]): Moment | null =>
  running
    .filter((each) => !isSettled(each))
    .map(({ closes_at }) => closes_at)
    .sort()[0] ?? null

export const eventObstacle = ({ from, to }: Pick<EventWords, 'from' | 'to'>, now: Moment): string | null => {
  if (Date.parse(to) < Date.parse(from)) return 'care.event_backwards'
  return Date.parse(from) > Date.parse(now) ? 'care.event_ahead' : null
}

/** Too late is what the clock says and nobody's choice: it is said only of hours that may be over. */
export const answerObstacle = (window: RunningWindow | undefined, answer: Answered['answer']): string | null => {
  if (!window) return 'care.no_such_window'
  return answer === 'too_late' && (window.state === 'soonest' || window.state === 'running')
    ? 'care.not_too_late'
    : null
}
