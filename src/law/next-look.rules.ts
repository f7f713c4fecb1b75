// The first day on which the reckoning of a file would come out otherwise by itself, so that nobody has to reckon it sooner.
import type { Day } from '#kit/day.ts'
import { type DayNumber, toDay, toNumber } from './days.rules.ts'
import type { Happening, Item } from './reckoning.ts'

const never = Number.POSITIVE_INFINITY

/** `happenings` are those that were reckoned: one that lies ahead changes what it meets on its day. */
export const nextLookOn = (
  items: readonly Item[],
  today: Day,
  happenings: readonly Pick<Happening, 'on'>[] = [],
): Day | null => {
  const now = toNumber(today)
  let next: DayNumber = never
  const look = (day: DayNumber): void => {
    if (day > now && day < next) next = day
  }
  for (const { on } of happenings) look(toNumber(on))
  for (const { starts_on, readings, state, steps, closed_by, silence } of items) {
    if (starts_on > today) look(toNumber(starts_on))
    if (silence || closed_by || state === 'taken_away') continue
    const ends = steps.find(({ code }) => code === 'version_ends')?.values.on
    if (typeof ends === 'string') look(toNumber(ends) + 1)
    // On the last day it rings, on the day after it is past; what ends with a day makes things happen on it.
    for (const { due_on } of readings) {
      const due = toNumber(due_on)
      look(due)
      look(due + 1)
    }
  }
  return next === never ? null : toDay(next)
}
