// Which services to ask again, and which first: people sent in vain weigh more than a day that passed. Whoever was asked
// lately is left in peace.
import type { DirectoryService } from '#directory/directory.ts'
import { type FreshnessDays, freshnessOf } from '#directory/freshness.rules.ts'
import type { Freshness } from '#directory/freshness.ts'
import { type Day, daysBetween } from '#kit/day.ts'
import type { MatchReason } from './match.ts'

export interface Question {
  service: DirectoryService
  freshness: Freshness
  standing: readonly MatchReason[]
}
interface Known {
  /** Only of services somebody was referred to. */
  standing: ReadonlyMap<string, readonly MatchReason[]>
  /** By service: the last day it was asked. */
  asked: ReadonlyMap<string, Day>
  limits: FreshnessDays
  today: Day
}

/** Nobody is asked again sooner. */
export const daysOfPeace = 30

/** Nobody vouched for it yet: it matters only where people are sent. */
const isDue = ({ state }: Freshness, isUsed: boolean): boolean =>
  state === 'lapsed' || state === 'ending' || (state === 'old' && isUsed)

export const toAskAgain = (services: readonly DirectoryService[], known: Known): Question[] => {
  const { standing, asked, limits, today } = known
  const inPeace = (day: Day | undefined) => day !== undefined && daysBetween(day, today) < daysOfPeace
  return services
    .filter(({ id, status, assured }) => {
      if (status !== 'active' && status !== 'temporarily_closed') return false
      return !inPeace(asked.get(id)) && !inPeace(assured?.on)
    })
    .map((service) => ({
      service,
      freshness: freshnessOf(service, limits, today),
      standing: standing.get(service.id) ?? [],
    }))
    .filter((each) => each.standing.length > 0 || isDue(each.freshness, standing.has(each.service.id)))
    .sort(
      (a, b) =>
        Number(b.standing.length > 0) - Number(a.standing.length > 0) ||
        a.freshness.days - b.freshness.days ||
        (a.service.id < b.service.id ? -1 : 1),
    )
}
