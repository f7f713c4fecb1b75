// How long a cover may last, and where it stands today.
import { type Day, daysBetween } from '#kit/day.ts'
import type { Cover } from './cover.ts'

/** Half a year: whoever is away for longer hands the files over. */
export const longestCover = 183

export const coverFits = (today: Day, { from_on, until_on }: Pick<Cover, 'from_on' | 'until_on'>): boolean =>
  until_on >= from_on && until_on >= today && daysBetween(from_on, until_on) <= longestCover

export type CoverPhase = 'asked' | 'to_come' | 'running' | 'over'
export const phaseOf = (
  today: Day,
  { status, from_on, until_on }: Pick<Cover, 'status' | 'from_on' | 'until_on'>,
): CoverPhase => {
  if (status === 'ended' || status === 'declined' || until_on < today) return 'over'
  if (status === 'asked') return 'asked'
  return from_on > today ? 'to_come' : 'running'
}
