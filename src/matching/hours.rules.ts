// Whether a door is open at this minute, and when it opens next, by the clock of where it is.

import type { Schedule } from '#directory/directory.ts'
import { opensOn } from '#directory/schedule.rules.ts'
import { addDays, type Day, type Moment } from '#kit/day.ts'
import type { TimeZones } from './admission.ts'

/** Minutes of the day. */
export interface Hours {
  from: number
  to: number
}

/** A day and a minute by one clock. */
export interface LocalTime {
  day: Day
  minute: number
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const wholeDay = 24 * 60

/** What is open of a day, and what of the night before reaches into it. */
export const hoursOn = (schedules: readonly Schedule[], day: Day): Hours[] => {
  const found: Hours[] = []
  for (const schedule of schedules) {
    const [from, to] = [minuteOf(schedule.opens_at), minuteOf(schedule.closes_at)]
    const overnight = to <= from
    if (opensOn(schedule, day)) found.push({ from, to: overnight ? wholeDay : to })
    if (overnight && to > 0 && opensOn(schedule, addDays(day, -1))) found.push({ from: 0, to })
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to)
}

export const isOpenAt = (hours: readonly Hours[], minute: number): boolean =>
  hours.some(({ from, to }) => minute >= from && minute < to)

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Within a week from now; null where nothing is stated. */
export const opensNext = (schedules: readonly Schedule[], now: LocalTime): { day: Day; time: string } | null => {
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = addDays(now.day, ahead)
    const next = hoursOn(schedules, day).find(({ from }) => ahead > 0 || from > now.minute)
    if (next) return { day, time: timeOf(next.from) }
  }
  return null
}

/** Until when it is open that is open now. */
export const closesAt = (hours: readonly Hours[], minute: number): string =>
  timeOf(Math.max(...hours.filter(({ from, to }) => minute >= from && minute < to).map(({ to }) => to)) % wholeDay)

export const zoneOf = ({ zones }: TimeZones, country: string, province: string | null): string | null =>
  zones.find(
    (each) => each.country === country && (each.provinces.length === 0 || each.provinces.includes(province ?? '')),
  )?.zone ?? null

const clocks = new Map<string, Intl.DateTimeFormat>()
/** A moment by the clock of a zone. */
export const localTime = (now: Moment, zone: string): LocalTime => {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    } as Intl.DateTimeFormatOptions)
  clocks.set(zone, clock)
  const parts = Object.fromEntries(clock.formatToParts(new Date(now)).map(({ type, value }) => [type, value]))
  return { day: `${parts.year}-${parts.month}-${parts.day}`, minute: Number(parts.hour) * 60 + Number(parts.minute) }
}
