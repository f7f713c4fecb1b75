// Which services fit a need of this person, best first, with the reasons in words; and the nearest misses with why
// not. What nobody stated is never a "no": it is said as "ask". Pure, and independent of the order of the directory.

import type { Province } from '#facts/facts.ts'
import type { Day } from '#kit/day.ts'
import type { DirectoryService } from '#services/directory.ts'
import { reachOf, whereabouts } from '#services/distance.rules.ts'
import type { Match, MatchNeed, MatchPerson, MatchResult, MatchWeights } from '#services/match.ts'
import { ageRange, obstaclesFor } from '#services/match_obstacles.rules.ts'
import { reasonsFor } from '#services/match_reasons.rules.ts'

export interface MatchQuestion {
  need: MatchNeed
  person: MatchPerson
  services: readonly DirectoryService[]
  provinces: Province[]
  weights: MatchWeights
  today: Day
  /** The kinds of what the person must not meet that this service is one of. */
  excludedBy?: (service: DirectoryService) => readonly string[]
}

const km = ({ distance_km }: Match) => distance_km ?? Number.POSITIVE_INFINITY
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)

/** What the person must not meet comes after what one could talk about, and another country after that. */
const hardness = ({ obstacles }: Match) =>
  obstacles.length +
  (obstacles.some(({ key }) => key === 'match.obstacle.other_country') ? 10 : 0) +
  (obstacles.some(({ key }) => key === 'match.obstacle.excluded') ? 5 : 0)

/** The id decides the last tie, so the same question always gives the same list. */
const nearestFirst = (a: Match, b: Match): number =>
  compare(hardness(a), hardness(b)) ||
  compare(b.score, a.score) ||
  compare(km(a), km(b)) ||
  (a.service_id < b.service_id ? -1 : 1)

/** Services that offer none of the kinds asked for are in neither list. */
export const matchServices = ({
  need,
  person,
  services,
  provinces,
  weights,
  today,
  excludedBy,
}: MatchQuestion): MatchResult => {
  const age = ageRange(person, today)
  const from = whereabouts(person.country, person.province, provinces)
  const context = { need, person, age, weights, today }
  const matches = services
    .filter((service) => service.kinds.some((kind) => need.kinds.includes(kind)))
    .map((service): Match => {
      const reach = reachOf(service, from)
      const reasons = reasonsFor(service, reach, context)
      return {
        service_id: service.id,
        score: reasons.reduce((sum, reason) => sum + reason.weight, 0),
        reasons,
        obstacles: obstaclesFor(service, person, age, reach.coverage, excludedBy?.(service)),
        distance_km: reach.km,
      }
    })
    .sort(nearestFirst)
  const fits = (match: Match) => match.obstacles.length === 0
  return { best: matches.filter(fits), near_misses: matches.filter((match) => !fits(match)) }
}
