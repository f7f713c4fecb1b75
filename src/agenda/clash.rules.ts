// Whether somebody would have to be in two places at once, the way between them counted.
import type { Day, Moment } from '#kit/day.ts'
import type { Clash } from './clash.ts'

export interface Slot {
  starts_at: Moment
  ends_at: Moment
  /** Minutes on the way there, and back. */
  away_before: number
  away_after: number
}

/** What is in the way of a colleague, of the person or of the interpreter. */
export interface Taken extends Slot {
  whom: Clash['whom']
  staff_id: string | null
  name: string | null
}

const minute = 60_000

/**
 * Between two the longer of the way back from the first and the way to the second has to fit; who goes straight from one to
 * the other does not go both.
 */
export const clash = (one: Slot, other: Slot): 'time' | 'travel' | null => {
  const [first, second] = [one, other].sort(
    (a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at) || Date.parse(a.ends_at) - Date.parse(b.ends_at),
  ) as [Slot, Slot]
  const gap = Date.parse(second.starts_at) - Date.parse(first.ends_at)
  if (gap < 0) return 'time'
  return gap < Math.max(first.away_after, second.away_before) * minute ? 'travel' : null
}

export const clashesOf = (wanted: Slot & { on: Day }, taken: readonly Taken[]): Clash[] =>
  taken.flatMap((each) => {
    const how = clash(wanted, each)
    if (!how) return []
    const { whom, staff_id, name } = each
    const { from, until } = awayOf(each)
    return [{ whom, staff_id, name, on: wanted.on, starts_at: from, ends_at: until, travel: how === 'travel' }]
  })

/** All the time it takes, with the way there and back. */
export const awayOf = ({ starts_at, ends_at, away_before, away_after }: Slot): { from: Moment; until: Moment } => ({
  from: new Date(Date.parse(starts_at) - away_before * minute).toISOString(),
  until: new Date(Date.parse(ends_at) + away_after * minute).toISOString(),
})

/** What `freeBusy` answers, as moments: for drawing. */
export const spansOf = (from: Moment, taken: string): { starts_at: Moment; ends_at: Moment }[] => {
  const at = (minutes: number) => new Date(Date.parse(from) + minutes * minute).toISOString()
  return taken.split(' ').map((span) => {
    const [begin, end] = span.split('/').map(Number) as [number, number]
    return { starts_at: at(begin), ends_at: at(end) }
  })
}
