// Every point a service gains or loses for this person is a reason one can read and weigh anew. A fact nobody stated
// costs a little and is said as a question to ask.
import type { Day } from '#kit/day.ts'
import type { DirectoryService } from '#services/directory.ts'
import type { Reach } from '#services/distance.rules.ts'
import type { MatchNeed, MatchPerson, MatchReason, MatchValues, MatchWeights, WeightName } from '#services/match.ts'
import { closesAt, isOpenAt, type LocalTime, opensNext } from '#services/match_hours.rules.ts'
import { hoursOf, type Indexed } from '#services/match_index.rules.ts'
import type { AgeRange } from '#services/match_obstacles.rules.ts'
import type { Sink } from '#services/match_sink.rules.ts'

export interface MatchContext {
  need: MatchNeed
  person: MatchPerson
  age: AgeRange
  weights: MatchWeights
  today: Day
  /** The same day as days since 1970. */
  day: number
  /** By the clock of where the service is; null: not known. */
  clock: LocalTime | null
  /** Days a line holds that was looked up and that nobody vouched for. */
  holds: number
  /** What its earlier answers say of a service. */
  standing: ReadonlyMap<string, readonly MatchReason[]>
}

/** A text of more than five years is a lead, not a fact. */
const yearsUntilOld = 5

const languages = (service: DirectoryService, { languages: hers }: MatchPerson, weights: MatchWeights, sink: Sink) => {
  const common = (sure: boolean): string[] =>
    service.languages
      .filter((each) => hers.includes(each) && !(sure && service.languages_to_confirm.includes(each)))
      .sort()
  const { interpretation } = service
  // The best way counts, whatever the weights: one more language can then never lower a service.
  let best: WeightName = 'interpreter_needed'
  let values: (() => MatchValues) | undefined
  const way = (name: WeightName, told: () => MatchValues) => {
    if (weights[name] < weights[best]) return
    best = name
    values = told
  }
  if (interpretation) way('interpreter_offered', () => ({ interpretation }))
  let some = false
  let sure = false
  for (const each of service.languages) {
    if (!hers.includes(each)) continue
    some = true
    if (!service.languages_to_confirm.includes(each)) sure = true
  }
  if (some) way('language_to_confirm', () => ({ languages: common(false) }))
  if (sure) way('language_common', () => ({ languages: common(true) }))
  sink.say(best, values)
}

const admitted = ({ admits }: DirectoryService, { gender }: MatchPerson, sink: Sink): void => {
  const trans = gender === 'trans_woman' || gender === 'trans_man' || gender === 'non_binary'
  if (trans && admits.trans) sink.say('trans_stated')
  else if (admits.general) sink.say('admits_everyone')
  else if (trans) sink.say('trans_ask')
  else if (admits.sex === 'unknown' || (admits.sex !== 'any' && gender === 'unknown')) sink.say('admits_not_stated')
  else if (admits.sex === 'women' && gender === 'man') sink.say('admits_not_stated')
  else sink.say('admits_stated', () => ({ admitted: admits.sex }))
}

const minors = ({ admits }: DirectoryService, age: AgeRange, sink: Sink): void => {
  if (age.minor) sink.say(admits.minors === 'admitted' || admits.minors === 'only' ? 'minors_stated' : 'minors_ask')
}

const children = (service: DirectoryService, person: MatchPerson, sink: Sink): void => {
  if (!person.has_children_with_her) return
  if (service.admits.mothers_with_children) sink.say('children_stated')
  // Only where one sleeps does it decide whether she can go at all.
  else if (service.hidden_location) sink.say('children_ask')
}

const papers = (service: DirectoryService, person: MatchPerson, sink: Sink): void => {
  if (person.irregular === false) return
  if (service.irregular_status === 'accepted') sink.say('irregular_accepted')
  else if (person.irregular || service.irregular_status === 'not_accepted') sink.say('irregular_ask')
}

const exploitation = ({ exploitation: forms }: DirectoryService, person: MatchPerson, sink: Sink): void => {
  const form = person.exploitation
  if (form && forms.length > 0)
    sink.say(forms.includes(form) || forms.includes('all') ? 'exploitation_same' : 'exploitation_other')
}

const expertise = ({ specialised_in_trafficking, accreditation }: DirectoryService, sink: Sink): void => {
  if (specialised_in_trafficking) sink.say('specialised')
  if (accreditation) sink.say('accredited', () => ({ by: accreditation.by, day: accreditation.on }))
}

const costNames = { free: 'free', paid: 'paid', unknown: 'cost_ask' } as const

const freshness = ({ service, checked, source_year }: Indexed, context: MatchContext, sink: Sink): void => {
  const { confidence, checked_on, source_date, assured } = service
  const { today, day, holds } = context
  sink.say(confidence, () => ({ day: checked_on }))
  if (assured)
    sink.say(assured.until >= today ? 'assured' : 'assured_past', () => ({ by: assured.by, day: assured.until }))
  else if (day - checked > holds) sink.say('check_again', () => ({ day: checked_on }))
  if (source_year !== null && Number(today.slice(0, 4)) - source_year > yearsUntilOld)
    sink.say('old_text', () => ({ date: source_date! }))
}

const hours = (indexed: Indexed, { clock, need }: MatchContext, sink: Sink): void => {
  const { schedules } = indexed.service
  if (clock === null || schedules.length === 0) return
  const open = hoursOf(indexed, clock.day)
  if (isOpenAt(open, clock.minute))
    sink.say(need.urgency === 'today' ? 'open_now_urgent' : 'open_now', () => ({ time: closesAt(open, clock.minute) }))
  else
    sink.say('opens_at', () => {
      const next = opensNext(schedules, clock)
      return next ? { known: 'yes', ...next } : { known: 'no' }
    })
}

/** One travels to a shelter in another region, not every week to a lawyer there. */
const coverage = ({ coverage: found }: Reach, { hidden_location }: DirectoryService, sink: Sink): void => {
  if (found !== 'other_country') sink.say(found === 'elsewhere' && hidden_location ? 'elsewhere_shelter' : found)
}

/** Adding 0 keeps "minus nothing" from being written as -0. */
const distance = ({ km }: Reach, { per_100_km }: MatchWeights, sink: Sink): void => {
  if (km !== null && km !== 0)
    sink.add('match.reason.distance', Math.round((per_100_km * km) / 100) + 0, () => ({ km }))
}

export const weighReasons = (indexed: Indexed, reach: Reach, context: MatchContext, sink: Sink): void => {
  const { service } = indexed
  const { need, person, age, weights, standing } = context
  sink.say('offers', () => ({ kinds: service.kinds.filter((kind) => need.kinds.includes(kind)).sort() }))
  coverage(reach, service, sink)
  languages(service, person, weights, sink)
  admitted(service, person, sink)
  minors(service, age, sink)
  children(service, person, sink)
  papers(service, person, sink)
  exploitation(service, person, sink)
  expertise(service, sink)
  sink.say(costNames[service.cost])
  hours(indexed, context, sink)
  freshness(indexed, context, sink)
  distance(reach, weights, sink)
  for (const { key, weight, values } of standing.get(service.id) ?? []) sink.add(key, weight, () => values)
}
