// Which services fit a need of this person, best first, with the reasons in words; and the nearest misses with why not
// and what would make them fit. What nobody stated is never a "no": it is said as "ask". Pure, and independent of the
// order of the directory. Thousands are only added up; the few that are shown are told.
import type { Province } from '#facts/facts.ts'
import type { Day } from '#kit/day.ts'
import type { AdmissionRules } from '#services/admission.ts'
import type { DirectoryService } from '#services/directory.ts'
import { type Reach, whereabouts } from '#services/distance.rules.ts'
import type { Match, MatchNeed, MatchPerson, MatchReason, MatchResult, MatchWeights } from '#services/match.ts'
import { weighBarriers } from '#services/match_barriers.rules.ts'
import type { LocalTime } from '#services/match_hours.rules.ts'
import { candidatesOf, dayNumber, type Indexed, indexOf, reachesFrom } from '#services/match_index.rules.ts'
import { ageRange, weighObstacles } from '#services/match_obstacles.rules.ts'
import { type FreePlaces, placesNow, weighPlaces } from '#services/match_places.rules.ts'
import { type MatchContext, weighReasons } from '#services/match_reasons.rules.ts'
import { type Sink, Tally, Told } from '#services/match_sink.rules.ts'

export interface MatchQuestion {
  need: MatchNeed
  person: MatchPerson
  services: readonly DirectoryService[]
  provinces: Province[]
  weights: MatchWeights
  rules: AdmissionRules
  today: Day
  /** The kinds of what the person must not meet that this service is one of. */
  excludedBy?: ((service: DirectoryService) => readonly string[]) | undefined
  clock?: LocalTime | null
  free?: ReadonlyMap<string, readonly FreePlaces[]>
  standing?: ReadonlyMap<string, readonly MatchReason[]>
  /** Days a line holds that nobody vouched for. */
  holds?: number
  /** The sections of her file whoever reads the answer may open; all of them unless given. */
  open?: ReadonlySet<string> | null
  /** How many of each are told; all of them unless given. */
  shown?: { best: number; near_misses: number }
}

export interface Ranked {
  indexed: Indexed
  score: number
  hardness: number
  km: number | null
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
const far = Number.POSITIVE_INFINITY
/** The id decides the last tie, so the same question always gives the same list. */
const nearestFirst = (a: Ranked, b: Ranked): number =>
  compare(a.hardness, b.hardness) ||
  compare(b.score, a.score) ||
  compare(a.km ?? far, b.km ?? far) ||
  (a.indexed.service.id < b.indexed.service.id ? -1 : 1)

/** The first so many of what is offered, in order, and how many there were. */
class First {
  readonly list: Ranked[] = []
  total = 0
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  offer(found: Ranked): void {
    this.total += 1
    const { list } = this
    if (this.#most === far) {
      list.push(found)
      return
    }
    const last = list.at(-1)
    if (list.length >= this.#most && (last === undefined || nearestFirst(found, last) > 0)) return
    let at = list.length
    while (at > 0 && nearestFirst(found, list[at - 1]!) < 0) at -= 1
    list.splice(at, 0, found)
    if (list.length > this.#most) list.pop()
  }

  sorted(): Ranked[] {
    return this.#most === far ? this.list.sort(nearestFirst) : this.list
  }
}

const nothingFree: ReadonlyMap<string, readonly FreePlaces[]> = new Map()
const nothingKnown: ReadonlyMap<string, readonly MatchReason[]> = new Map()
const nothingExcluded: readonly string[] = []

const readyToWeigh = (question: MatchQuestion) => {
  const { need, person, services, provinces, weights, rules, today, excludedBy, free = nothingFree } = question
  const { clock = null, standing = nothingKnown, holds = 90 } = question
  const age = ageRange(person, today)
  const index = indexOf(services)
  const reachOfEach = reachesFrom(index, whereabouts(person.country, person.province, provinces))
  const context: MatchContext = { need, person, age, weights, today, day: dayNumber(today), clock, standing, holds }
  /** Every rule, once, for one service. */
  const weigh = (indexed: Indexed, reach: Reach, sink: Sink): void => {
    const { service } = indexed
    const excluded = excludedBy ? excludedBy(service) : nothingExcluded
    weighObstacles(service, person, age, reach.coverage, excluded, sink)
    weighPlaces(placesNow(indexed, free, context.day), need.urgency, sink)
    weighBarriers(service, person.barriers, reach, rules, sink)
    weighReasons(indexed, reach, context, sink)
  }
  return { index, reachOfEach, weigh }
}

const rank = (question: MatchQuestion) => {
  const { need, person, weights, rules, shown = { best: far, near_misses: far } } = question
  const { index, reachOfEach, weigh } = readyToWeigh(question)
  const tally = new Tally(weights, rules)
  const best = new First(shown.best)
  const misses = new First(shown.near_misses)
  const offer = (indexed: Indexed): void => {
    const reach = reachOfEach(indexed)
    tally.begin()
    weigh(indexed, reach, tally)
    const { score, hardness } = tally
    ;(hardness === 0 ? best : misses).offer({ indexed, score, hardness, km: reach.km })
  }
  const { here, elsewhere } = candidatesOf(index, need.kinds, person.country)
  for (const each of here) offer(each)
  // Another country is further away than anything else: where enough is nearer, they are only counted.
  if (misses.list.length < shown.near_misses) for (const each of elsewhere) offer(each)
  else misses.total += elsewhere.size
  return { best, misses, reachOfEach, weigh }
}

/** All that fit, best first, without a word: for whoever puts several answers together. */
export const fitting = (question: MatchQuestion): Ranked[] =>
  rank({ ...question, shown: { best: far, near_misses: 0 } }).best.sorted()

/** How many fit: how hard it is to find something for her. */
export const countFitting = (question: MatchQuestion): number =>
  rank({ ...question, shown: { best: 0, near_misses: 0 } }).best.total

/** Services that offer none of the kinds asked for are in neither list. */
export const matchServices = (question: MatchQuestion): MatchResult => {
  const { weights, rules, open = null } = question
  const { best, misses, reachOfEach, weigh } = rank(question)
  const told = ({ indexed, score, km }: Ranked): Match => {
    const sink = new Told(weights, rules, open)
    weigh(indexed, reachOfEach(indexed), sink)
    return {
      service_id: indexed.service.id,
      score,
      reasons: sink.reasons,
      obstacles: sink.obstacles,
      distance_km: km,
    }
  }
  return {
    best: best.sorted().map(told),
    best_total: best.total,
    near_misses: misses.sorted().map(told),
    misses_total: misses.total,
  }
}
