// Whether a person may live in a unit, with those who are there: whom it admits, and exclusions read both ways. What
// nobody said refuses nothing, except where someone may be a minor or may meet whom they must not.
import type { Day } from '#kit/day.ts'
import { ageRange, presumedMinor } from '#people/age.rules.ts'
import type { Card } from '#people/card.ts'
import { excludes, keyOf, type LiveExclusion } from '#people/exclusion.rules.ts'
import type { Assignment, ExcludedKind, Someone } from '#people/exclusion.ts'
import type { Misfit } from './stay.ts'
import { sectionOfKind, type Unit } from './unit.ts'

/** Somebody who is there or wants to be: their card, what they are called, whom they must not meet. */
export interface Neighbour {
  card: Card
  names: string[]
  exclusions: LiveExclusion[]
}

const misfit = (key: Misfit['key'], values: Misfit['values'] = {}): Misfit => ({ key, values })

type Rules = Pick<Unit, 'admits' | 'admission'>

const sexMisfit = ({ admits }: Rules, { gender }: Card, minor: boolean): Misfit[] => {
  if (admits.sex !== 'women' && admits.sex !== 'men') return []
  if (gender === 'not_said') return [misfit('sex_unknown')]
  // "Women and minors" takes boys in.
  if (admits.sex === 'women' && gender === 'man') {
    return minor && admits.minors === 'admitted' ? [] : [misfit('only_women')]
  }
  return admits.sex === 'men' && gender === 'woman' ? [misfit('only_men')] : []
}

const ageMisfit = ({ admits }: Rules, card: Card, minor: boolean, today: Day): Misfit[] => {
  const { min_age, max_age, minors } = admits
  // Whose age is in doubt has no year that decides anything.
  const years = card.birth_year === null || card.age_in_doubt ? null : ageRange(card.birth_year, today)
  const forAdults = minors === 'not_admitted' || (min_age !== null && min_age >= 18)
  if (forAdults && minor) return [misfit(years && years.to < 18 ? 'only_adults' : 'age_unknown')]
  if (forAdults && !years) return [misfit('age_unknown')]
  if (minors === 'only' && !minor && years) return [misfit('only_minors')]
  if (max_age !== null && years && years.from > max_age) return [misfit('too_old', { age: max_age })]
  return min_age !== null && years && years.to < min_age ? [misfit('too_young', { age: min_age })] : []
}

export const ruleMisfits = (rules: Rules, card: Card, today: Day): Misfit[] => {
  const minor = presumedMinor(card, today)
  const { admits, admission } = rules
  return [
    ...sexMisfit(rules, card, minor),
    ...ageMisfit(rules, card, minor, today),
    ...(card.has_children_with_her && admits.minors === 'not_admitted' && !admits.mothers_with_children
      ? [misfit('with_children')]
      : []),
    ...(card.irregular_status === 'yes' && admission.without_papers === 'no' ? [misfit('papers_asked')] : []),
  ]
}

export const asSomeone = ({ card, names }: Neighbour): Someone[] => {
  const country = card.country ?? null
  const spoken = card.languages.length > 0 ? card.languages : [null]
  const communities = spoken.map((language) => ({ country, language }))
  return [...new Set([card.alias, ...names])].map((name, at) => ({ name, ...(at === 0 && { communities }) }))
}

export const keyOfUnit = (unit_id: string): string => keyOf('shelter', unit_id)

export interface HouseOf {
  unit: Pick<Unit, 'unit_id' | 'kind' | 'name' | 'service_id' | 'province'>
  organisation: { organisation_id: string; name: string }
  address: string | null
}

/** The unit and those in it, as an assignment that may be held against what the newcomer must not meet. */
export const toUnit = ({ unit, organisation, address }: HouseOf, there: readonly Neighbour[]): Assignment => ({
  kind: sectionOfKind(unit.kind) === 'home' ? 'shelter' : 'course',
  key: keyOfUnit(unit.unit_id),
  people: there.flatMap(asSomeone),
  organisations: [organisation],
  service: { service_id: unit.service_id ?? unit.unit_id, name: unit.name },
  places: [{ country: 'ES', ...(unit.province && { province: unit.province }), ...(address && { address }) }],
})

const amongPeople: readonly ExcludedKind[] = ['person', 'staff', 'community']

/** Both ways: whom the newcomer must not meet, and who of those there must not meet the newcomer. Never who it is. */
export const meetingMisfits = (
  house: HouseOf,
  newcomer: Neighbour,
  there: readonly Neighbour[],
  today: Day,
): Misfit[] => {
  const { because } = excludes(newcomer.exclusions, toUnit(house, there), today)
  const meetsThem = because.some(({ kind }) => amongPeople.includes(kind))
  const meetsPlace = because.some(({ kind }) => !amongPeople.includes(kind))
  const arrival: Assignment = { kind: 'shelter', key: keyOfUnit(house.unit.unit_id), people: asSomeone(newcomer) }
  const theyMeet = there.some(({ exclusions }) => excludes(exclusions, arrival, today).excluded)
  return [
    ...(meetsThem || theyMeet ? [misfit('must_not_meet')] : []),
    ...(meetsPlace ? [misfit('must_not_come_here')] : []),
  ]
}

/** Asked in this order: the most urgent first, then whoever waits longest. */
const urgencies = ['today', 'this_week', 'this_month', 'can_wait'] as const
export const waitingOrder = (
  a: { urgency: (typeof urgencies)[number]; since: string; waiting_id: string },
  b: typeof a,
): number =>
  urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
  (a.since < b.since ? -1 : a.since > b.since ? 1 : a.waiting_id < b.waiting_id ? -1 : 1)

type Waits = Parameters<typeof waitingOrder>[0] & { hand_place: number | null; moved_at: string | null }

/** The rule's order, and in it those whom somebody put elsewhere by hand: the others keep their order among each other. */
export const handOrder = <Row extends Waits>(rows: readonly Row[]): (Row & { by_rule: number })[] => {
  const ruled = [...rows].sort(waitingOrder).map((row, at) => ({ ...row, by_rule: at + 1 }))
  const order = ruled.filter(({ hand_place }) => hand_place === null)
  const moved = ruled
    .filter(({ hand_place }) => hand_place !== null)
    .sort((a, b) => a.hand_place! - b.hand_place! || (a.moved_at! > b.moved_at! ? -1 : 1))
  for (const row of moved) order.splice(Math.min(row.hand_place! - 1, order.length), 0, row)
  return order
}

/** What is left of a hold, for the countdown; null once its hours are over. */
export const holdLeft = (until_at: string, now: number): { hours: number; minutes: number } | null => {
  const left = Math.ceil((Date.parse(until_at) - now) / 60_000)
  return left <= 0 ? null : { hours: Math.floor(left / 60), minutes: left % 60 }
}
