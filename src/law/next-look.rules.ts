// The first day on which the reckoning of a file would come out otherwise by itself, so that nobody has to reckon it sooner.
import { addDays, type Day } from '#kit/day.ts'
import type { Happening, Item } from './reckoning.ts'

const daysOf = ({ starts_on, readings, state, steps, closed_by, silence }: Item): Day[] => {
  if (silence || closed_by || state === 'taken_away') return state === 'coming' ? [starts_on] : []
  const ends = steps.find(({ code }) => code === 'version_ends')?.values.on
  return [
    starts_on,
    ...(typeof ends === 'string' ? [addDays(ends, 1)] : []),
    // On the last day it rings, on the day after it is past; what ends with a day makes things happen on it.
    ...readings.flatMap(({ due_on }) => [due_on, addDays(due_on, 1)]),
  ]
}

/** `happenings` are those that were reckoned: one that lies ahead changes what it meets on its day. */
export const nextLookOn = (
  items: readonly Item[],
  today: Day,
  happenings: readonly Pick<Happening, 'on'>[] = [],
): Day | null => {
  let next: Day | null = null
  for (const day of [...items.flatMap(daysOf), ...happenings.map(({ on }) => on)])
    if (day > today && (next === null || day < next)) next = day
  return next
}
