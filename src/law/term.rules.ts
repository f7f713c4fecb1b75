// When a term ends: counted by the hour, the day, the month or the year, standing still while something suspends it, and
// moved where its last day is not a working day. Every step taken is named, so that a lawyer can count it again.
import type { Day } from '#kit/day.ts'
import {
  civilOf,
  type DayNumber,
  isWeekend,
  lengthOfMonth,
  monthsOn,
  nextWorking,
  numberOf,
  type PlaceDays,
  previousWorking,
  toDay,
} from './days.rules.ts'
import type { Step } from './reckoning.ts'
import type { Term } from './rule.ts'

export interface Began {
  day: DayNumber
  /** Minutes since midnight; null where the hour is not known: the first of the day is taken. */
  minute: number | null
}

/** The clock stood still after the first day and until the end of the last: those days do not count. */
export interface Pause {
  from: Began
  until: Began
}

export interface Due {
  day: DayNumber
  minute: number | null
  steps: Step[]
}

const minutesOfDay = 1440
const step = (code: string, values: Step['values'] = {}): Step => ({ code, values })

export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
export const minuteOf = (at: string | null): number | null =>
  at === null ? null : Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5))

const isPaused = (pauses: readonly Pause[], day: DayNumber): boolean =>
  pauses.some(({ from, until }) => day > from.day && day <= until.day)
const pausedDays = (pauses: readonly Pause[]): number =>
  pauses.reduce((days, { from, until }) => days + until.day - from.day, 0)

/** Working days after (or from) the start; names those that were passed over though they are no weekend. */
const workingDaysOn = (began: DayNumber, n: number, sameDay: boolean, days: PlaceDays, pauses: readonly Pause[]) => {
  const free: Day[] = []
  let at = sameDay ? began - 1 : began
  for (let left = n; left > 0; ) {
    at += 1
    if (!days.isWorking(at)) {
      if (!isWeekend(at)) free.push(toDay(at))
    } else if (!isPaused(pauses, at)) left -= 1
  }
  return { at, free }
}
const countedDays = (began: Began, term: Term, days: PlaceDays, pauses: readonly Pause[]): Due => {
  const sameDay = term.from === 'same_day'
  if (term.count === 'working') {
    const { at, free } = workingDaysOn(began.day, term.n, sameDay, days, pauses)
    const steps = [step('working_days', { n: term.n, on: toDay(at) })]
    if (free.length) steps.push(step('free_days', { days: free.join(' ') }))
    return { day: at, minute: null, steps }
  }
  const day = began.day + term.n - (sameDay ? 1 : 0) + pausedDays(pauses)
  return { day, minute: null, steps: [step('calendar_days', { n: term.n, on: toDay(day) })] }
}

const isWholeMonth = ({ from, until }: Pause): boolean => {
  const [first, last] = [civilOf(from.day + 1), civilOf(until.day)]
  return first.date === 1 && first.month === last.month && last.date === lengthOfMonth(last.year, last.month)
}

/** A closure of a whole month is a month more, so that the date stays the date; any other stretch is so many days more. */
const countedMonths = (began: Began, term: Term, pauses: readonly Pause[], closed: readonly Pause[]): Due => {
  const more = closed.filter(isWholeMonth).length
  const reached = monthsOn(began.day, (term.unit === 'year' ? term.n * 12 : term.n) + more)
  // From the 31st on a month of 30 days is whole with its 30th, whether or not the first day is one of it.
  const plain = reached.day - (term.from === 'same_day' && !reached.shortened ? 1 : 0)
  const steps = [step(term.unit === 'year' ? 'years' : 'months', { n: term.n, on: toDay(plain) })]
  if (reached.shortened) steps.push(step('month_end', { on: toDay(plain) }))
  const rest = closed.filter((each) => !isWholeMonth(each))
  return { day: plain + pausedDays(pauses) + pausedDays(rest), minute: null, steps }
}

const countedHours = (began: Began, term: Term, days: PlaceDays, pauses: readonly Pause[]): Due => {
  const steps: Step[] = began.minute === null ? [step('hour_unknown', { on: toDay(began.day) })] : []
  const minute = began.minute ?? 0
  if (term.count === 'working') {
    let at = began.day
    let left = term.n * 60
    const room = (day: DayNumber): number =>
      days.isWorking(day) && !isPaused(pauses, day) ? minutesOfDay - (day === began.day ? minute : 0) : 0
    while (room(at) < left) {
      left -= room(at)
      at += 1
    }
    const end = (at === began.day ? minute : 0) + left
    // The last minute of a day is written as its end, not as the first of a day on which nothing runs.
    const reached = end === minutesOfDay ? { day: at, minute: minutesOfDay - 1 } : { day: at, minute: end }
    steps.push(step('working_hours', { n: term.n, on: toDay(reached.day), at: timeOf(reached.minute) }))
    return { ...reached, steps }
  }
  const stood = pauses.reduce(
    (all, { from, until }) =>
      all + (until.day - from.day) * minutesOfDay + ((until.minute ?? 0) - (from.minute ?? until.minute ?? 0)),
    0,
  )
  const total = minute + term.n * 60 + stood
  const reached = { day: began.day + Math.floor(total / minutesOfDay), minute: total % minutesOfDay }
  steps.push(step('calendar_hours', { n: term.n, on: toDay(reached.day), at: timeOf(reached.minute) }))
  return { ...reached, steps }
}

/** The stretches of these years in which the courts of the place are closed, as pauses of whole days. */
const closures = (days: PlaceDays, fromYear: number, untilYear: number): Pause[] => {
  const found: Pause[] = []
  for (let year = fromYear - 1; year <= untilYear; year += 1)
    for (const { from, until } of days.closedForCourts) {
      const over = until.month < from.month ? year + 1 : year
      found.push({
        from: { day: numberOf(year, from.month, from.date) - 1, minute: null },
        until: { day: numberOf(over, until.month, until.date), minute: null },
      })
    }
  return found.sort((a, b) => a.from.day - b.from.day)
}

/** A start within a closure counts from its last day, and each closure on the way adds what it took. */
const withCourtsClosed = (
  began: Began,
  days: PlaceDays,
  count: (began: Began, closed: readonly Pause[]) => Due,
): Due => {
  const year = civilOf(began.day).year
  let start = began
  const all = closures(days, year, year + 1)
  const inside = all.find(({ from, until }) => start.day > from.day && start.day < until.day)
  if (inside) start = { day: inside.until.day, minute: null }
  const met: Pause[] = []
  let due = count(start, met)
  for (const closure of closures(days, year, civilOf(due.day).year + 2)) {
    if (closure.from.day < start.day || closure.from.day >= due.day) continue
    met.push(closure)
    due = count(start, met)
  }
  const steps = (inside ? [inside, ...met] : met).map(({ from, until }) =>
    step('court_closed', { from: toDay(from.day + 1), until: toDay(until.day) }),
  )
  return { ...due, steps: [...steps, ...due.steps] }
}

const rolled = (due: Due, term: Term, days: PlaceDays): Due => {
  if (days.isWorking(due.day)) return due
  if (term.roll === 'stays') return { ...due, steps: [...due.steps, step('stays_on_free_day', { on: toDay(due.day) })] }
  const day = term.roll === 'next_working' ? nextWorking(days, due.day) : previousWorking(days, due.day)
  const moved = step(term.roll === 'next_working' ? 'rolled' : 'rolled_back', { from: toDay(due.day), on: toDay(day) })
  // An hour that is moved forward comes with the beginning of that day: never later than anybody could read it.
  const minute = due.minute !== null && term.roll === 'next_working' ? 0 : null
  return { day, minute, steps: [...due.steps, moved] }
}

const counted = (
  began: Began,
  term: Term,
  days: PlaceDays,
  pauses: readonly Pause[],
  closed: readonly Pause[],
): Due => {
  if (term.unit === 'month' || term.unit === 'year') return countedMonths(began, term, pauses, closed)
  const still = closed.length ? [...pauses, ...closed] : pauses
  return term.unit === 'hour' ? countedHours(began, term, days, still) : countedDays(began, term, days, still)
}

const whatIsNotKnown = (began: Began, due: Due, term: Term, days: PlaceDays): Step[] => {
  const usesCalendar = term.count === 'working' || term.roll !== 'stays'
  if (!usesCalendar) return []
  const steps: Step[] = []
  if (due.day > days.knownUntil || began.day < days.knownFrom)
    steps.push(step('calendar_ends', { from: toDay(days.knownFrom), until: toDay(days.knownUntil) }))
  else if (days.lacksTown(due.day)) steps.push(step('town_unknown', { year: String(civilOf(due.day).year) }))
  return steps
}

/** The day a term ends, its minute where hours are counted, and how that came about. */
export const endOf = (began: Began, term: Term, days: PlaceDays, pauses: readonly Pause[] = []): Due => {
  const count = (from: Began, closed: readonly Pause[]) => counted(from, term, days, pauses, closed)
  const first: Step[] = []
  if (term.unit !== 'hour')
    first.push(
      term.from === 'same_day'
        ? step('same_day', { on: toDay(began.day) })
        : step('next_day', { on: toDay(began.day + 1) }),
    )
  for (const { from, until } of pauses)
    first.push(step('suspended', { from: toDay(from.day), until: toDay(until.day), days: until.day - from.day }))
  const plain =
    term.pauses === 'court_closed' && days.closedForCourts.length > 0
      ? withCourtsClosed(began, days, count)
      : count(began, [])
  const due = rolled(plain, term, days)
  return { ...due, steps: [...first, ...due.steps, ...whatIsNotKnown(began, due, term, days)] }
}
