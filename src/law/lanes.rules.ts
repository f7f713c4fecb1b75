// The tracks of a file laid over time, so that a term of two days and a permit of five years are both seen: the nearer to
// today, the more room a day has.
import { type Day, daysBetween } from '#kit/day.ts'
import type { Item, ItemState } from './reckoning.ts'
import { type Track, tracks } from './rule.ts'

/** Days around today within which time is drawn nearly evenly. */
const evenDays = 14
/** What began longer ago stands at the edge. */
const mostPast = 800
const leastPast = 21
const leastFuture = 45

const drawn = (days: number): number => Math.asinh(days / evenDays)

export interface Axis {
  today: Day
  past: number
  future: number
}

/** From the first thing that began until the last that ends, never narrower than a few weeks around today. */
export const axisOf = (items: Item[], today: Day): Axis => {
  const days = items.flatMap((item) => [item.starts_on, endOf(item)]).map((on) => (on ? daysBetween(today, on) : 0))
  return {
    today,
    past: Math.min(mostPast, Math.max(leastPast, ...days.map((each) => -each))),
    future: Math.max(leastFuture, ...days) + 3,
  }
}

/** Where a day stands between the start (0) and the end (1) of the axis. */
export const placeOf = ({ today, past, future }: Axis, on: Day): number => {
  const days = Math.max(-past, Math.min(future, daysBetween(today, on)))
  return (drawn(days) + drawn(past)) / (drawn(future) + drawn(past))
}

/** Marks of the axis, in days from today; those too near to the one before are left out. */
const marks = [-730, -365, -180, -90, -30, -7, 0, 7, 30, 90, 180, 365, 730, 1826, 3652]
const leastApart = 0.17

export const marksOf = (axis: Axis): { days: number; place: number }[] => {
  const place = (days: number) => (drawn(days) + drawn(axis.past)) / (drawn(axis.future) + drawn(axis.past))
  const here = place(0)
  const kept = [{ days: 0, place: here }]
  const ahead = marks.filter((days) => days > 0 && days <= axis.future)
  const behind = marks.filter((days) => days < 0 && days >= -axis.past).reverse()
  for (const side of [ahead, behind]) {
    let last = here
    for (const days of side) {
      const at = place(days)
      if (Math.abs(at - last) < leastApart || at > 0.96 || at < 0.04) continue
      kept.push({ days, place: at })
      last = at
    }
  }
  return kept.sort((a, b) => a.days - b.days)
}

/** What is over and asks nothing of anybody any more. */
const over: ReadonlySet<ItemState> = new Set(['met', 'late', 'silence', 'ended', 'taken_away'])
export const isOver = ({ state }: Pick<Item, 'state'>): boolean => over.has(state)

/** Its last day, where it has one: closed, fallen silent, or due. */
export const endOf = ({ closed_by, silence, due_on }: Item): Day | null =>
  closed_by?.on ?? (silence && due_on && silence.on < due_on ? silence.on : due_on)

export interface Bar {
  from: number
  until: number
  /** It holds on without an end. */
  open: boolean
  /** A later day by another reading that can be defended. */
  also: number | null
}

export const barOf = (axis: Axis, item: Item): Bar => {
  const end = endOf(item)
  const later = item.readings.map(({ due_on }) => due_on).sort()
  const last = later.at(-1)
  return {
    from: placeOf(axis, item.starts_on),
    until: end ? placeOf(axis, end) : 1,
    open: end === null,
    also: last && end && last > end && !isOver(item) ? placeOf(axis, last) : null,
  }
}

export interface Lane<Row extends Item> {
  track: Track
  /** What is counted, and so can be drawn. */
  rows: Row[]
  /** Rights, duties and notes that hold without a count. */
  holds: Row[]
  /** How many are over and not among the rows. */
  hidden: number
}

/** What presses comes first within its lane. */
const urgency: Record<ItemState, number> = {
  ...{ overdue: 0, due: 0, running: 1, suspended: 1, coming: 2, stands: 3 },
  ...{ silence: 4, met: 4, late: 4, ended: 4, taken_away: 5 },
}
const inOrder = (a: Item, b: Item): number =>
  urgency[a.state] - urgency[b.state] ||
  (a.due_on ?? '9999').localeCompare(b.due_on ?? '9999') ||
  a.starts_on.localeCompare(b.starts_on) ||
  a.rule_id.localeCompare(b.rule_id)

const isCounted = ({ due_on, kind, state }: Item): boolean =>
  due_on !== null || kind === 'deadline' || state === 'suspended'

/** One lane a track, in the order of the tracks; what is over only where one asks for it. */
export const lanesOf = <Row extends Item>(items: Row[], withOver: boolean): Lane<Row>[] =>
  tracks
    .map((track) => {
      const all = items.filter((item) => item.track === track)
      const shown = (withOver ? all : all.filter((item) => !isOver(item))).sort(inOrder)
      const rows = shown.filter(isCounted)
      const holds = shown.filter((item) => !isCounted(item))
      return { track, rows, holds, hidden: all.length - shown.length }
    })
    .filter(({ rows, holds, hidden }) => rows.length + holds.length + hidden > 0)

/** What comes next: terms somebody must keep, the overdue first, then by day. A period is known by an end that is to come. */
export const nextOf = <Row extends Item>(items: Row[], today: Day): Row[] =>
  items
    .filter((item) => item.due_on !== null && !isOver(item))
    .filter(({ kind, due_on }) => kind === 'deadline' || (kind === 'period' && due_on! >= today))
    .sort((a, b) => a.due_on!.localeCompare(b.due_on!) || a.rule_id.localeCompare(b.rule_id))
