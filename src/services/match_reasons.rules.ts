// Every point a service gains or loses for this person is a reason one can read and weigh anew. A fact nobody stated
// costs a little and is said as a question to ask.
import { type Day, daysBetween } from '#kit/day.ts'
import type { DirectoryService } from '#services/directory.ts'
import type { Coverage } from '#services/distance.rules.ts'
import type { MatchNeed, MatchPerson, MatchReason, MatchValues, MatchWeights, WeightName } from '#services/match.ts'
import type { AgeRange } from '#services/match_obstacles.rules.ts'

export interface MatchContext {
  need: MatchNeed
  person: MatchPerson
  age: AgeRange
  weights: MatchWeights
  today: Day
}

interface Said {
  name: WeightName
  values?: MatchValues
}

/** Lines are called again every 90 days; a text of more than five years is a lead, not a fact. */
const daysUntilCheck = 90
const yearsUntilOld = 5

const languages = (service: DirectoryService, person: MatchPerson, weights: MatchWeights): Said => {
  const common = service.languages.filter((language) => person.languages.includes(language)).sort()
  const sure = common.filter((language) => !service.languages_to_confirm.includes(language))
  const ways: Said[] = [{ name: 'interpreter_needed' }]
  if (service.interpretation)
    ways.push({ name: 'interpreter_offered', values: { interpretation: service.interpretation } })
  if (common.length > 0) ways.push({ name: 'language_to_confirm', values: { languages: common } })
  if (sure.length > 0) ways.push({ name: 'language_common', values: { languages: sure } })
  // The best way counts, whatever the weights: one more language can then never lower a service.
  return ways.reduce((best, way) => (weights[way.name] >= weights[best.name] ? way : best))
}

const admitted = ({ admits }: DirectoryService, { gender }: MatchPerson): Said => {
  const trans = gender === 'trans_woman' || gender === 'trans_man' || gender === 'non_binary'
  if (trans && admits.trans) return { name: 'trans_stated' }
  if (admits.general) return { name: 'admits_everyone' }
  if (trans) return { name: 'trans_ask' }
  if (admits.sex === 'unknown' || (admits.sex !== 'any' && gender === 'unknown')) return { name: 'admits_not_stated' }
  if (admits.sex === 'women' && gender === 'man') return { name: 'admits_not_stated' }
  return { name: 'admits_stated', values: { admitted: admits.sex } }
}

const minors = ({ admits }: DirectoryService, age: AgeRange): Said[] => {
  if (!age.minor) return []
  return [{ name: admits.minors === 'admitted' || admits.minors === 'only' ? 'minors_stated' : 'minors_ask' }]
}

const children = (service: DirectoryService, person: MatchPerson): Said[] => {
  if (!person.has_children_with_her) return []
  if (service.admits.mothers_with_children) return [{ name: 'children_stated' }]
  // Only where one sleeps does it decide whether she can go at all.
  return service.hidden_location ? [{ name: 'children_ask' }] : []
}

const papers = (service: DirectoryService, person: MatchPerson): Said[] => {
  if (person.irregular === false) return []
  if (service.irregular_status === 'accepted') return [{ name: 'irregular_accepted' }]
  return person.irregular || service.irregular_status === 'not_accepted' ? [{ name: 'irregular_ask' }] : []
}

const exploitation = ({ exploitation: forms }: DirectoryService, { exploitation: form }: MatchPerson): Said[] => {
  if (!form || forms.length === 0) return []
  return [{ name: forms.includes(form) || forms.includes('all') ? 'exploitation_same' : 'exploitation_other' }]
}

const costNames = { free: 'free', paid: 'paid', unknown: 'cost_ask' } as const
const availabilityNames = {
  open: 'open',
  waiting_list: 'waiting_list',
  full: null,
  unknown: 'availability_ask',
} as const

const availability = (service: DirectoryService): Said[] => {
  const name = availabilityNames[service.availability]
  return name ? [{ name }] : []
}

const freshness = ({ confidence, checked_on, source_date }: DirectoryService, today: Day): Said[] => {
  const old = source_date !== null && Number(today.slice(0, 4)) - Number(source_date.slice(0, 4)) > yearsUntilOld
  return [
    { name: confidence, values: { day: checked_on } },
    ...(daysBetween(checked_on, today) > daysUntilCheck
      ? [{ name: 'check_again', values: { day: checked_on } } as const]
      : []),
    ...(old ? [{ name: 'old_text', values: { date: source_date } } as const] : []),
  ]
}

/** One travels to a shelter in another region, not every week to a lawyer there. */
const coverage = (found: Coverage, { hidden_location }: DirectoryService): Said[] => {
  if (found === 'other_country') return []
  return [{ name: found === 'elsewhere' && hidden_location ? 'elsewhere_shelter' : found }]
}

/** Adding 0 keeps "minus nothing" from being written as -0. */
const distance = (km: number | null, { per_100_km }: MatchWeights): MatchReason[] =>
  km === null || km === 0
    ? []
    : [{ key: 'match.reason.distance', values: { km }, weight: Math.round((per_100_km * km) / 100) + 0 }]

export const reasonsFor = (
  service: DirectoryService,
  reach: { coverage: Coverage; km: number | null },
  { need, person, age, weights, today }: MatchContext,
): MatchReason[] => {
  const said: Said[] = [
    { name: 'offers', values: { kinds: service.kinds.filter((kind) => need.kinds.includes(kind)).sort() } },
    ...coverage(reach.coverage, service),
    languages(service, person, weights),
    admitted(service, person),
    ...minors(service, age),
    ...children(service, person),
    ...papers(service, person),
    ...exploitation(service, person),
    ...(service.specialised_in_trafficking ? [{ name: 'specialised' } as const] : []),
    { name: costNames[service.cost] },
    ...availability(service),
    ...freshness(service, today),
  ]
  const reasons = said.map(({ name, values = {} }) => ({ key: `match.reason.${name}`, values, weight: weights[name] }))
  return [...reasons, ...distance(reach.km, weights)]
}
