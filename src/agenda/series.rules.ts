// On which days an appointment comes again. Days left out do not count: ten lessons are ten lessons.
import { addDays, addMonths, type Day, daysBetween } from '#kit/day.ts'
import { mostInSeries, type Repeats } from './series.ts'

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`
const lastOfMonth = (day: Day): Day => addDays(addMonths(firstOfMonth(day), 1), -1)

/** Which of its weekday in its month a day is: the first, the second … */
export const placeInMonth = (day: Day): number => Math.ceil(Number(day.slice(8)) / 7)

/** The n-th of a weekday in the month of a day; nothing where the month has no fifth. */
export const nthWeekday = (month: Day, weekday: number, nth: number): Day | null => {
  const first = firstOfMonth(month)
  const day = addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7)
  return day.slice(0, 7) === first.slice(0, 7) ? day : null
}

export const lastWeekday = (month: Day, weekday: number): Day => {
  const last = lastOfMonth(month)
  return addDays(last, -((weekdayOf(last) - weekday + 7) % 7))
}

/** Nobody plans further ahead than this. */
const longestDays = 366 * 5

function* candidates(first: Day, { unit, every, weekdays, month_by }: Repeats): Generator<Day> {
  const beyond = addDays(first, longestDays)
  if (unit === 'day') for (let day = first; day <= beyond; day = addDays(day, every)) yield day
  if (unit === 'week') {
    const wanted = weekdays.length > 0 ? weekdays : [weekdayOf(first)]
    const monday = addDays(first, 1 - weekdayOf(first))
    for (let day = first; day <= beyond; day = addDays(day, 1)) {
      const week = Math.floor(daysBetween(monday, day) / 7)
      if (week % every === 0 && wanted.includes(weekdayOf(day))) yield day
    }
  }
  if (unit === 'month') {
    for (let step = 0; ; step += every) {
      const month = addMonths(firstOfMonth(first), step)
      if (month > beyond) return
      const day =
        month_by === 'date'
          ? addMonths(first, step)
          : month_by === 'weekday'
            ? nthWeekday(month, weekdayOf(first), placeInMonth(first))
            : lastWeekday(month, weekdayOf(first))
      if (day !== null && day >= first) yield day
    }
  }
}

export const daysOfSeries = (first: Day, repeats: Repeats, isFree: (day: Day) => boolean): Day[] => {
  const { until, count, except, holidays } = repeats
  const days: Day[] = []
  for (const day of candidates(first, repeats)) {
    if ((until !== null && day > until) || days.length >= (count ?? mostInSeries)) break
    if (!except.includes(day) && !(holidays === 'skip' && isFree(day))) days.push(day)
  }
  return days
}

/** Of days that were left out or called off, those on which another rule would come again all the same. */
export const exceptionsThatFit = (first: Day, repeats: Repeats, left_out: readonly Day[]): Day[] => {
  const most = repeats.count === null ? { count: null } : { count: mostInSeries }
  const on = new Set(daysOfSeries(first, { ...repeats, ...most, except: [], holidays: 'keep' }, () => false))
  return [...new Set(left_out)].filter((day) => day > first && on.has(day)).sort()
}
