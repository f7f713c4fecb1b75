// Where things stand on the page of a week: the hours of the clock on the wall as rows, with the hour that comes twice or
// not at all when summer time turns, and what overlaps laid side by side.
import { parseAbsolute } from '@internationalized/date'
import { addDays, type Day, type Moment } from '#kit/day.ts'

export interface Span {
  starts_at: Moment
  ends_at: Moment
}
export interface Wall {
  day: Day
  /** Minutes since midnight as the clock shows them. */
  minutes: number
  /** In the hour that comes twice: the second time. */
  again: boolean
}
/** A row of the page. */
export interface Hour {
  hour: number
  again: boolean
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** By how much the clock there is ahead of UTC. */
const offset = (at: number, zone: string): number => parseAbsolute(new Date(at).toISOString(), zone).offset
/** What the clock shows there, told as if it were UTC. */
const shown = (at: number, zone: string): number => at + offset(at, zone)

export const wallOf = (moment: Moment | number, zone: string): Wall => {
  const at = typeof moment === 'number' ? moment : Date.parse(moment)
  const wall = shown(at, zone)
  const earlier = offset(at - 3 * hourMs, zone)
  const fellBack = earlier - offset(at, zone)
  return {
    day: new Date(wall).toISOString().slice(0, 10),
    minutes: Math.floor((wall - Math.floor(wall / dayMs) * dayMs) / minuteMs),
    again: fellBack > 0 && offset(at - fellBack, zone) === earlier,
  }
}

/** The hour of a day that the clock shows twice or leaps over; null on the days that have 24. */
export const turnOf = (day: Day, zone: string): { hour: number; what: 'twice' | 'skipped' } | null => {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const near = midnight - offset(midnight, zone)
  const before = offset(near - 12 * hourMs, zone)
  const after = offset(near + 36 * hourMs, zone)
  if (before === after) return null
  for (let at = midnight - before; at < midnight + dayMs - after; at += 30 * minuteMs) {
    if (offset(at, zone) === before) continue
    const leaps = after > before
    const wall = shown(at, zone) - (leaps ? after - before : 0)
    return { hour: new Date(wall).getUTCHours(), what: leaps ? 'skipped' : 'twice' }
  }
  return null
}

/** The hours a page shows when nothing lies outside them. */
const usual = { from: 8, to: 20 }

interface Part {
  day: Day
  from: Wall | null
  until: Wall | null
}
/** The part of a span that lies on a day: null where it began before or goes on after it; undefined when none does. */
const partOn = (day: Day, span: Span, zone: string): Part | undefined => {
  const from = wallOf(span.starts_at, zone)
  const until = wallOf(span.ends_at, zone)
  if (from.day > day || until.day < day || (until.day === day && until.minutes === 0 && from.day < day))
    return undefined
  return { day, from: from.day < day ? null : from, until: until.day > day ? null : until }
}
const fromMinutes = ({ from }: Part): number => from?.minutes ?? 0
const untilMinutes = ({ until }: Part): number => until?.minutes ?? 24 * 60

/** What fills the usual hours stands above them, as what is true of the whole day. */
const isWhole = (part: Part): boolean => fromMinutes(part) <= usual.from * 60 && untilMinutes(part) >= usual.to * 60

/** The rows of a page of these days: the usual hours, more where something lies outside, and the hour that comes twice. */
export const hoursOf = (days: Day[], spans: Span[], zone: string): Hour[] => {
  const parts = days
    .flatMap((day) => spans.map((span) => partOn(day, span, zone)))
    .filter((part) => part !== undefined && !isWhole(part)) as Part[]
  const from = Math.min(usual.from, ...parts.map((part) => Math.floor(fromMinutes(part) / 60)))
  const to = Math.max(usual.to, ...parts.map((part) => Math.ceil(untilMinutes(part) / 60)))
  const twice = new Set(
    days.map((day) => turnOf(day, zone)).flatMap((turn) => (turn?.what === 'twice' ? turn.hour : [])),
  )
  return Array.from({ length: to - from }, (_, at) => from + at).flatMap((hour) => [
    { hour, again: false },
    ...(twice.has(hour) ? [{ hour, again: true }] : []),
  ])
}

/** How many rows from the top. */
const heightOf = ({ minutes, again }: Wall, hours: Hour[]): number => {
  const hour = Math.floor(minutes / 60)
  const row = hours.findIndex((each) => each.hour === hour && each.again === again)
  if (row >= 0) return row + (minutes % 60) / 60
  return hour < (hours[0]?.hour ?? 0) ? 0 : hours.length
}

export interface Placed<Of> {
  of: Of
  /** Rows from the top, and until where. */
  top: number
  bottom: number
  /** Of how many columns the first it takes, and how many it takes. */
  column: number
  columns: number
  width: number
}

/** Shorter than this many rows nothing can be read. */
const least = 0.5

interface Standing<Of> {
  of: Of
  top: number
  bottom: number
  /** What is drawn: never less than can be read. */
  end: number
  column: number
}

const overlap = (one: { top: number; end: number }, other: { top: number; end: number }): boolean =>
  one.top < other.end && other.top < one.end

/** Each in the first free column; those that touch each other, however far apart, share the width. */
export const sideBySide = <Of>(things: { of: Of; top: number; bottom: number }[]): Placed<Of>[] => {
  const sorted: Standing<Of>[] = things
    .map((each) => ({ ...each, end: Math.max(each.bottom, each.top + least), column: 0 }))
    .sort((a, b) => a.top - b.top || b.end - a.end)
  const groups: Standing<Of>[][] = []
  let reaches = Number.NEGATIVE_INFINITY
  for (const each of sorted) {
    if (each.top >= reaches) groups.push([])
    const group = groups.at(-1)!
    const taken = new Set(group.filter((other) => overlap(each, other)).map(({ column }) => column))
    while (taken.has(each.column)) each.column += 1
    group.push(each)
    reaches = Math.max(reaches, each.end)
  }
  return groups.flatMap((group) => {
    const columns = Math.max(...group.map(({ column }) => column)) + 1
    return group.map((each) => {
      const next = group.filter((other) => other.column > each.column && overlap(each, other))
      const width = Math.min(columns, ...next.map(({ column }) => column)) - each.column
      return { of: each.of, top: each.top, bottom: each.bottom, column: each.column, columns, width }
    })
  })
}

export interface DayPage<Of> {
  day: Day
  turn: ReturnType<typeof turnOf>
  /** What is true of the whole day, above the hours. */
  whole: Of[]
  placed: Placed<Of>[]
}

export const dayPage = <Of extends Span>(day: Day, spans: Of[], hours: Hour[], zone: string): DayPage<Of> => {
  const parts = spans.flatMap((of) => {
    const part = partOn(day, of, zone)
    return part ? [{ of, part }] : []
  })
  return {
    day,
    turn: turnOf(day, zone),
    whole: parts.filter(({ part }) => isWhole(part)).map(({ of }) => of),
    placed: sideBySide(
      parts
        .filter(({ part }) => !isWhole(part))
        .map(({ of, part: { from, until } }) => ({
          of,
          top: from ? heightOf(from, hours) : 0,
          bottom: until ? heightOf(until, hours) : hours.length,
        })),
    ),
  }
}

/** What lies on a day, first what is true of all of it. */
export const onDay = <Of extends Span>(day: Day, spans: Of[], zone: string): Of[] =>
  spans
    .flatMap((of) => {
      const part = partOn(day, of, zone)
      return part ? [{ of, at: isWhole(part) ? -1 : fromMinutes(part) }] : []
    })
    .sort((a, b) => a.at - b.at)
    .map(({ of }) => of)

export const views = ['day', 'week', 'month', 'team'] as const
export type View = (typeof views)[number]

const mondayOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** The days a view of this day shows: weeks begin on Monday, and a month is shown in whole weeks. */
export const daysOf = (view: View, day: Day): Day[] => {
  if (view === 'day') return [day]
  const first = mondayOf(view === 'month' ? `${day.slice(0, 7)}-01` : day)
  const weeks = view !== 'month' ? 1 : addDays(first, 35).slice(0, 7) === day.slice(0, 7) ? 6 : 5
  return Array.from({ length: weeks * 7 }, (_, at) => addDays(first, at))
}
