// How fresh a record of the directory is: somebody vouched for it and until when, or it was only looked up, or it is
// time to ask again. An old number in front of somebody in danger is worse than none.
import { addDays, type Day, daysBetween } from '#kit/day.ts'
import type { DirectoryService } from './directory.ts'
import type { Freshness } from './freshness.ts'

export interface FreshnessDays {
  /** What a service confirms itself holds this long. */
  assured: number
  /** A vouched record is announced this many days before. */
  ending: number
  /** A record nobody vouched for holds this many days from the day it was looked up. */
  looked_up: number
}

/** Of data/codes/freshness.json; read in the browser as on the server. */
export const freshnessDays = ({ codes }: { codes: readonly { code: string; days?: unknown }[] }): FreshnessDays => {
  const days = (name: string): number => {
    const found = codes.find(({ code }) => code === name)?.days
    if (typeof found !== 'number') throw new Error(`data/codes/freshness.json: "${name}" has no days`)
    return found
  }
  return { assured: days('assured'), ending: days('ending'), looked_up: days('looked_up') }
}

export const freshnessOf = (
  { assured, checked_on }: Pick<DirectoryService, 'assured' | 'checked_on'>,
  limits: FreshnessDays,
  today: Day,
): Freshness => {
  const until = assured?.until ?? addDays(checked_on, limits.looked_up)
  const days = daysBetween(today, until)
  const state = assured
    ? days < 0
      ? 'lapsed'
      : days <= limits.ending
        ? 'ending'
        : 'assured'
    : days < 0
      ? 'old'
      : 'looked_up'
  return { state, until, days, by: assured?.by ?? null }
}

/** Whether somebody should ask the service again. */
export const toCheckAgain = ({ state }: Freshness): boolean =>
  state === 'lapsed' || state === 'old' || state === 'ending'
