// Which services fit a need of this person, best first, with the reasons in words; and the nearest misses with why not
// and what would make them fit. What nobody stated is never a "no": it is said as "ask". Pure, and independent of the
// order of the directory. Thousands are only added up; the few that are shown are told.

import type { DirectoryService } from '#directory/directory.ts'
import type { Province } from '#facts/facts.ts'
import type { Day } from '#kit/day.ts'
import type { AdmissionRules } from './admission.ts'
import { weighBarriers, weighTravel } from './barriers.rules.ts'
import { type Reach, reachOf, whereabouts } from './distance.rules.ts'
import type { LocalTime } from './hours.rules.ts'
import { candidatesOf, type Indexed, indexOf } from './index.rules.ts'
import type { Match, MatchNeed, MatchPerson, MatchReason, MatchResult, MatchWeights } from './match.ts'
import { ageRange, weighExcluded, weighObstacles } from './obstacles.rules.ts'
import { type Part, type PartName, partNames } from './parts.ts'
import { type FreePlaces, placesKept, placesTold, weighPlaces } from './places.rules.ts'
import { type MatchContext, weighHours, weighLanguages, weighPlace, weighSureness, weighWho } from './reasons.rules.ts'
import { type Sink, Tally, Told } from './sink.rules.ts'

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
  (a.indexed.id < b.indexed.id ? -1 : 1)

/** The first so many of what is offered, in order, and how many there were. */
class First {
  readonly list: Ranked[] = []
  total = 0
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  offer(indexed: Indexed, score: number, hardness: number, km: number | null): void {
    this.total += 1
    const { list } = this
    const full = list.length >= this.#most
    const last = full ? list.at(-1) : undefined
    if (full && (!last || hardness > last.hardness || (hardness === last.hardness && score < last.score))) return
    const found = { indexed, score, hardness, km }
    if (this.#most === far) {
      list.push(found)
      return
    }
    let at = list.length
    while (at > 0 && nearestFirst(found, list[at - 1]!) < 0) at -= 1
    list.splice(at, 0, found)
    if (list.length > this.#most) list.pop()
  }

  sorted(): Ranked[] {
    return this.#most === far ? this.list.sort(nearestFirst) : this.list
  }
}

interface Sum {
  score: number
  hardness: number
}
const nothingFree: ReadonlyMap<string, readonly FreePlaces[]> = new Map()
const nothingKnown: ReadonlyMap<string, readonly MatchReason[]> = new Map()

/** The rules for one question: each part by itself, and a whole service through one sink. */
const rulesFor = (question: MatchQuestion) => {
  const { need, person, services, provinces, weights, rules, today, excludedBy } = question
  const { clock = null, standing = nothingKnown, holds = 90, free = nothingFree } = question
  const age = ageRange(person, today)
  const index = indexOf(services)
  const from = whereabouts(person.country, person.province, provinces)
  const context: MatchContext = { need, person, age, weights, today, clock, holds }
  const reached: Reach[] = []
  const reachOfEach = ({ parts }: Indexed): Reach => {
    reached[parts.where] ??= reachOf(index.examples.where[parts.where]!, from)
    return reached[parts.where]!
  }
  const part: { [Name in PartName]: (service: Part<Name>, sink: Sink, reach: Reach) => void } = {
    who: (service, sink) => {
      weighObstacles(service, person, age, sink)
      weighWho(service, context, sink)
    },
    spoken: (service, sink) => weighLanguages(service, person, weights, sink),
    asks: (service, sink) => weighBarriers(service, person.barriers, rules, sink),
    where: (service, sink, reach) => {
      weighTravel(service, reach, person.barriers, sink)
      weighPlace(service, reach, weights, sink)
    },
    sure: (service, sink) => weighSureness(service, context, sink),
    hours: (service, sink) => weighHours(service, context, sink),
    places: (service, sink) => weighPlaces(placesTold(service, today), need.urgency, sink),
  }
  /** What only this one service says: places kept here, earlier answers, and what she must not meet. */
  const own = ({ service, id }: Indexed, sink: Sink): void => {
    const rows = free.size > 0 ? free.get(id) : undefined
    if (rows) weighPlaces(placesKept(rows), need.urgency, sink)
    if (standing.size > 0)
      for (const { key, weight, values } of standing.get(id) ?? []) sink.add(key, weight, () => values)
    if (excludedBy) weighExcluded(excludedBy(service), sink)
  }
  const offers = (service: DirectoryService, sink: Sink): void =>
    sink.say('offers', () => ({ kinds: service.kinds.filter((kind) => need.kinds.includes(kind)).sort() }))
  return { index, reachOfEach, part, own, offers, keptPlaces: free }
}

const rank = (question: MatchQuestion) => {
  const { need, person, weights, rules, shown = { best: far, near_misses: far } } = question
  const ruled = rulesFor(question)
  const { index, reachOfEach, part, own, keptPlaces } = ruled
  const tally = new Tally(weights, rules)
  const hasOwn = question.excludedBy !== undefined || (question.standing?.size ?? 0) > 0 || keptPlaces.size > 0
  const best = new First(shown.best)
  const misses = new First(shown.near_misses)
  const sums = Object.fromEntries(partNames.map((name) => [name, []])) as unknown as Record<PartName, Sum[]>
  /** Weighed when the first service says it. */
  const sumOf = (name: PartName, indexed: Indexed): Sum => {
    const number = indexed.parts[name]
    let sum = sums[name][number]
    if (sum === undefined) {
      tally.begin()
      part[name](index.examples[name][number]!, tally, reachOfEach(indexed))
      sum = { score: tally.score, hardness: tally.hardness }
      sums[name][number] = sum
    }
    return sum
  }
  const offer = (indexed: Indexed): void => {
    let score = weights.offers
    let hardness = 0
    for (const name of partNames) {
      if (name === 'places' && keptPlaces.size > 0 && keptPlaces.has(indexed.id)) continue
      const sum = sumOf(name, indexed)
      score += sum.score
      hardness += sum.hardness
    }
    if (hasOwn) {
      tally.begin()
      own(indexed, tally)
      score += tally.score
      hardness += tally.hardness
    }
    ;(hardness === 0 ? best : misses).offer(indexed, score, hardness, reachOfEach(indexed).km)
  }
  const { here, elsewhere } = candidatesOf(index, need.kinds, person.country)
  for (const each of here) offer(each)
  // Another country is further away than anything else: where enough is nearer, they are only counted.
  if (misses.list.length < shown.near_misses) for (const each of elsewhere) offer(each)
  else misses.total += elsewhere.length
  return { best, misses, ruled }
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
  const { best, misses, ruled } = rank(question)
  const { reachOfEach, part, own, offers, keptPlaces } = ruled
  const told = ({ indexed, score, km }: Ranked): Match => {
    const { service } = indexed
    const sink = new Told(weights, rules, open)
    offers(service, sink)
    own(indexed, sink)
    for (const name of partNames)
      if (name !== 'places' || !keptPlaces.has(indexed.id)) part[name](service, sink, reachOfEach(indexed))
    return { service_id: service.id, score, reasons: sink.reasons, obstacles: sink.obstacles, distance_km: km }
  }
  return {
    best: best.sorted().map(told),
    best_total: best.total,
    near_misses: misses.sorted().map(told),
    misses_total: misses.total,
  }
}
