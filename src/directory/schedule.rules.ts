// Opening hours as the recurrence rule other systems exchange, and whether a door is open on a day.
import { type Day, daysBetween } from '#kit/day.ts'
import { Schedule, Weekday } from './directory.ts'

const weekday = (day: Day): Weekday => Weekday.options[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!
const dateOf = (day: Day): number => Number(day.slice(8))
const lastDateOf = (day: Day): number =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()

const inMonth = ({ days, weeks, month_days }: Schedule, day: Day): boolean => {
  if (days.length === 0) return month_days.includes(dateOf(day))
  if (!days.includes(weekday(day))) return false
  const nth = Math.ceil(dateOf(day) / 7)
  const isLast = dateOf(day) + 7 > lastDateOf(day)
  return weeks.length === 0 || weeks.includes(nth) || (isLast && weeks.includes(-1))
}

const monthOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
/** Weeks begin on Monday; day 0 of our count was a Thursday. */
const weekOf = (day: Day): number => Math.floor((daysBetween('1970-01-01', day) + 3) / 7)

/** Open on this day. Every second week or month is counted from the day it holds from; without one it may be open. */
export const opensOn = (schedule: Schedule, day: Day): boolean => {
  const { freq, every, days, valid_from, valid_to } = schedule
  if ((valid_from && day < valid_from) || (valid_to && day > valid_to)) return false
  if (freq === 'MONTHLY') {
    const turn = valid_from ? (monthOf(day) - monthOf(valid_from)) % every === 0 : true
    return turn && inMonth(schedule, day)
  }
  const turn = valid_from ? (weekOf(day) - weekOf(valid_from)) % every === 0 : true
  return turn && days.includes(weekday(day))
}

/** As RRULE of RFC 5545 says it: `byday` may carry the week of the month. */
export const recurrenceOf = ({ freq, every, days, weeks, month_days }: Schedule) => ({
  freq,
  interval: every,
  byday:
    days.length === 0
      ? null
      : (freq === 'MONTHLY' && weeks.length > 0
          ? weeks.flatMap((week) => days.map((day) => `${week}${day}`))
          : days
        ).join(','),
  bymonthday: days.length === 0 && month_days.length > 0 ? month_days.join(',') : null,
})

interface Recurrence {
  freq?: string | null | undefined
  interval?: number | null | undefined
  byday?: string | null | undefined
  bymonthday?: string | number | null | undefined
}

/** The parts of a schedule that its recurrence says; nothing where it says more than we can keep. */
export const readRecurrence = ({ freq, interval, byday, bymonthday }: Recurrence) => {
  const named = (byday ?? '').split(',').filter(Boolean)
  const parts = named.map((each) => /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(each.trim()))
  if (parts.some((part) => part === null)) return null
  const days = [...new Set(parts.map((part) => part![2] as Weekday))]
  const weeks = [...new Set(parts.flatMap((part) => (part![1] ? [Number(part![1])] : [])))]
  // "1MO,3TU" is not "each first and third Monday and Tuesday".
  if (weeks.length > 0 && parts.length !== days.length * weeks.length) return null
  const month_days = String(bymonthday ?? '')
    .split(',')
    .filter(Boolean)
    .map(Number)
  const read = {
    freq: freq === 'MONTHLY' ? ('MONTHLY' as const) : ('WEEKLY' as const),
    every: interval ?? 1,
    days,
    weeks,
    month_days: days.length > 0 ? [] : month_days,
  }
  const shape = { ...read, opens_at: '00:00', closes_at: '00:00' }
  return (freq === 'WEEKLY' || freq === 'MONTHLY' || !freq) && Schedule.safeParse(shape).success ? read : null
}
