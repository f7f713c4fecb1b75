// Ways, days and hours of a rule of contact in words.
import { list, locale, t } from '#language/here.ts'
import type { Way } from '../safe-contact.ts'

/** 1 January 2024 was a Monday. */
export const weekdayName = (weekday: number, width: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale(), { weekday: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)))

export const daysWords = ({ days }: Pick<Way, 'days'>): string =>
  days.length === 0 ? t('people.contact.no_day') : list([...days].sort().map((each) => weekdayName(each)))

/** Whole, so that it reads 17:00 in every direction: an hour put together inside a sentence turns around in Arabic. */
export const clockHour = (hour: number): string => `${hour}:00`

export const hoursWords = (way: Pick<Way, 'days' | 'from_hour' | 'to_hour'>): string => {
  const hours =
    way.from_hour === 0 && way.to_hour === 24
      ? t('people.contact.any_hour')
      : t('people.contact.hours', { from: clockHour(way.from_hour), to: clockHour(way.to_hour) })
  return way.days.length === 7 ? hours : `${daysWords(way)}, ${hours}`
}

/** Where people are reached from here most, then every other zone this browser knows. */
const nearZones = ['Europe/Madrid', 'Atlantic/Canary', 'Europe/Rome', 'Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Dhaka']
export const zoneOptions = (chosen: string) => {
  const known = Intl.supportedValuesOf?.('timeZone') ?? []
  return [...new Set([...nearZones, chosen, ...known])].map((id) => ({ id, label: id.replaceAll('_', ' ') }))
}
