// Days as whole numbers, and which of them are working days in a place. No time zone and no clock comes near a count: a day is
// a day on the wall of the place, whatever the clocks do in its night.
import type { Holidays } from '#agenda/holidays.ts'
import type { Day } from '#kit/day.ts'

/** Days since 1 January 1970. */
export type DayNumber = number

export interface Civil {
  year: number
  month: number
  date: number
}

export const numberOf = (year: number, month: number, date: number): DayNumber => {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

export const civilOf = (day: DayNumber): Civil => {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100))
  const part = Math.floor((5 * ofYear + 2) / 153)
  const month = part + (part < 10 ? 3 : -9)
  return {
    year: years + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: ofYear - Math.floor((153 * part + 2) / 5) + 1,
  }
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const lengthOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : lengths[month - 1]!

/** The same few thousand days are read and written over and over: each is put together once. */
const read = new Map<Day, DayNumber>()
const written = new Map<DayNumber, Day>()
const mostKept = 40_000

export const toNumber = (day: Day): DayNumber => {
  const known = read.get(day)
  if (known !== undefined) return known
  const number = numberOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)))
  if (read.size < mostKept) read.set(day, number)
  return number
}

export const toDay = (day: DayNumber): Day => {
  const known = written.get(day)
  if (known) return known
  const { year, month, date } = civilOf(day)
  const text = `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`
  if (written.size < mostKept) written.set(day, text)
  return text
}

/** From a date to the same date so many months on; a shorter month ends on its last day. */
export const monthsOn = (day: DayNumber, months: number): { day: DayNumber; shortened: boolean } => {
  const { year, month, date } = civilOf(day)
  const index = year * 12 + month - 1 + months
  const [inYear, inMonth] = [Math.floor(index / 12), (index % 12) + 1]
  const last = lengthOfMonth(inYear, inMonth)
  return { day: numberOf(inYear, inMonth, Math.min(date, last)), shortened: date > last }
}

/** 0 is Sunday, as everywhere in JavaScript. */
export const weekdayOf = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7
export const isWeekend = (day: DayNumber): boolean => {
  const weekday = weekdayOf(day)
  return weekday === 0 || weekday === 6
}

/** The working days of one place. */
export interface PlaceDays {
  isWorking: (day: DayNumber) => boolean
  /** Outside these days only weekends are known to be free. */
  knownFrom: DayNumber
  knownUntil: DayNumber
  /** A town was named and its own feasts of that year are not known here. */
  lacksTown: (day: DayNumber) => boolean
  /** Days on which the courts do not count, as months and dates; both ends belong to it. */
  closedForCourts: { from: Civil; until: Civil }[]
}

const weekendsAlone: PlaceDays = {
  isWorking: (day) => !isWeekend(day),
  knownFrom: Number.NEGATIVE_INFINITY,
  knownUntil: Number.POSITIVE_INFINITY,
  lacksTown: () => false,
  closedForCourts: [],
}

const monthAndDate = (text: string): Civil => ({
  year: 0,
  month: Number(text.slice(0, 2)),
  date: Number(text.slice(3, 5)),
})

const placeDaysOf = (calendar: Holidays, province: string | null, townCode: string | null): PlaceDays => {
  const [from, until] = [toNumber(calendar.valid_from), toNumber(calendar.valid_until)]
  const free = new Uint8Array(until - from + 1)
  for (let day = from; day <= until; day += 1) if (isWeekend(day)) free[day - from] = 1
  const region = province ? calendar.regions.find(({ provinces }) => provinces.includes(province)) : undefined
  const town = townCode ? calendar.towns.find(({ code }) => code === townCode) : undefined
  for (const { on } of [...calendar.everywhere, ...(region?.days ?? []), ...(town?.days ?? [])])
    free[toNumber(on) - from] = 1
  const townYears = new Set(town?.years)
  return {
    isWorking: (day) => (day < from || day > until ? !isWeekend(day) : free[day - from] === 0),
    knownFrom: from,
    knownUntil: until,
    lacksTown: (day) => townCode !== null && calendar.towns.length > 0 && !townYears.has(civilOf(day).year),
    closedForCourts: calendar.closed
      .filter((each) => each.for === 'court')
      .map((each) => ({ from: monthAndDate(each.from), until: monthAndDate(each.until) })),
  }
}

const kept = new WeakMap<Holidays, Map<string, PlaceDays>>()

/** A calendar is laid out once for each place that is asked for. */
export const workingDays = (calendar: Holidays | null, province: string | null, town: string | null): PlaceDays => {
  if (!calendar) return weekendsAlone
  let places = kept.get(calendar)
  if (!places) {
    places = new Map()
    kept.set(calendar, places)
  }
  const key = `${province ?? ''}/${town ?? ''}`
  const known = places.get(key)
  if (known) return known
  const days = placeDaysOf(calendar, province, town)
  places.set(key, days)
  return days
}

/** The first working day from this one on, itself among them. */
export const nextWorking = (days: PlaceDays, day: DayNumber): DayNumber => {
  let at = day
  while (!days.isWorking(at)) at += 1
  return at
}

export const previousWorking = (days: PlaceDays, day: DayNumber): DayNumber => {
  let at = day
  while (!days.isWorking(at)) at -= 1
  return at
}
