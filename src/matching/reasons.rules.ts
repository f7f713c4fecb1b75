// Every point a service gains or loses for this person is a reason one can read and weigh anew. A fact nobody stated
// costs a little and is said as a question to ask.
import { type Day, daysBetween } from '#kit/day.ts'
import type { Reach } from './distance.rules.ts'
import { closesAt, hoursOn, isOpenAt, type LocalTime, opensNext } from './hours.rules.ts'
import type { MatchNeed, MatchPerson, MatchValues, MatchWeights, WeightName } from './match.ts'
import type { AgeRange } from './obstacles.rules.ts'
import type { Part } from './parts.ts'
import type { Sink } from './sink.rules.ts'

export interface MatchContext {
  need: MatchNeed
  person: MatchPerson
  age: AgeRange
  weights: MatchWeights
  today: Day
  /** By the clock of where the service is; null: not known. */
  clock: LocalTime | null
  /** Days a line holds that was looked up and that nobody vouched for. */
  holds: number
}

/** A text of more than five years is a lead, not a fact. */
const yearsUntilOld = 5

export const weighLanguages = (
  service: Part<'spoken'>,
  { languages: hers }: MatchPerson,
  weights: MatchWeights,
  sink: Sink,
): void => {
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

const admitted = ({ admits }: Part<'who'>, { gender }: MatchPerson, sink: Sink): void => {
  const trans = gender === 'trans_woman' || gender === 'trans_man' || gender === 'non_binary'
  if (trans && admits.trans) sink.say('trans_stated')
  else if (admits.general) sink.say('admits_everyone')
  else if (trans) sink.say('trans_ask')
  else if (admits.sex === 'unknown' || (admits.sex !== 'any' && gender === 'unknown')) sink.say('admits_not_stated')
  else if (admits.sex === 'women' && gender === 'man') sink.say('admits_not_stated')
  else sink.say('admits_stated', () => ({ admitted: admits.sex }))
}

const minors = ({ admits }: Part<'who'>, age: AgeRange, sink: Sink): void => {
  if (age.minor) sink.say(admits.minors === 'admitted' || admits.minors === 'only' ? 'minors_stated' : 'minors_ask')
}

const children = (service: Part<'who'>, person: MatchPerson, sink: Sink): void => {
  if (!person.has_children_with_her) return
  if (service.admits.mothers_with_children) sink.say('children_stated')
  // Only where one sleeps does it decide whether she can go at all.
  else if (service.hidden_location) sink.say('children_ask')
}

const papers = (service: Part<'who'>, person: MatchPerson, sink: Sink): void => {
  if (person.irregular === false) return
  if (service.irregular_status === 'accepted') sink.say('irregular_accepted')
  else if (person.irregular || service.irregular_status === 'not_accepted') sink.say('irregular_ask')
}

const exploitation = ({ exploitation: forms }: Part<'who'>, person: MatchPerson, sink: Sink): void => {
  const form = person.exploitation
  if (form && forms.length > 0)
    sink.say(forms.includes(form) || forms.includes('all') ? 'exploitation_same' : 'exploitation_other')
}

const expertise = ({ specialised_in_trafficking, accreditation }: Part<'who'>, sink: Sink): void => {
  if (specialised_in_trafficking) sink.say('specialised')
  if (accreditation) sink.say('accredited', () => ({ by: accreditation.by, day: accreditation.on }))
}

const costNames = { free: 'free', paid: 'paid', unknown: 'cost_ask' } as const

export const weighSureness = (service: Part<'sure'>, { today, holds }: MatchContext, sink: Sink): void => {
  const { confidence, checked_on, source_date, assured } = service
  sink.say(confidence, () => ({ day: checked_on }))
  if (assured)
    sink.say(assured.until >= today ? 'assured' : 'assured_past', () => ({ by: assured.by, day: assured.until }))
  else if (daysBetween(checked_on, today) > holds) sink.say('check_again', () => ({ day: checked_on }))
  if (source_date !== null && Number(today.slice(0, 4)) - Number(source_date.slice(0, 4)) > yearsUntilOld)
    sink.say('old_text', () => ({ date: source_date }))
}

export const weighHours = ({ schedules }: Part<'hours'>, { clock, need }: MatchContext, sink: Sink): void => {
  if (clock === null || schedules.length === 0) return
  const open = hoursOn(schedules, clock.day)
  if (isOpenAt(open, clock.minute))
    sink.say(need.urgency === 'today' ? 'open_now_urgent' : 'open_now', () => ({ time: closesAt(open, clock.minute) }))
  else
    sink.say('opens_at', () => {
      const next = opensNext(schedules, clock)
      return next ? { known: 'yes', ...next } : { known: 'no' }
    })
}

/** Adding 0 keeps "minus nothing" from being written as -0. */
const distance = ({ km }: Reach, { per_100_km }: MatchWeights, sink: Sink): void => {
  if (km !== null && km !== 0)
    sink.add('match.reason.distance', Math.round((per_100_km * km) / 100) + 0, () => ({ km }))
}

/** One travels to a shelter in another region, not every week to a lawyer there. */
export const weighPlace = (
  { hidden_location }: Part<'where'>,
  reach: Reach,
  weights: MatchWeights,
  sink: Sink,
): void => {
  const { coverage } = reach
  if (coverage !== 'other_country')
    sink.say(coverage === 'elsewhere' && hidden_location ? 'elsewhere_shelter' : coverage)
  distance(reach, weights, sink)
}

export const weighWho = (service: Part<'who'>, { person, age }: MatchContext, sink: Sink): void => {
  admitted(service, person, sink)
  minors(service, age, sink)
  children(service, person, sink)
  papers(service, person, sink)
  exploitation(service, person, sink)
  expertise(service, sink)
  sink.say(costNames[service.cost])
}
