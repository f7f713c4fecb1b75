// Whether an assignment would bring a person together with what they must not meet. In doubt it does: a name that may be
// the same, a village that is not known. A wrong no costs a question to a colleague; a wrong yes may cost a life.
import type { Day } from '#kit/day.ts'
import type {
  Assignment,
  AssignmentKind,
  Excluded,
  ExcludedWhat,
  OverrideFor,
  Someone,
  Somewhere,
} from './exclusion.ts'
import { compareNames } from './name-match.rules.ts'
import { likenessOfWords, wordsOf } from './name-words.rules.ts'

export interface LiveExclusion {
  exclusion_id: string
  what: ExcludedWhat
  since_on: Day
  until_on: Day | null
}
export interface ExclusionDecision {
  excluded: boolean
  because: Excluded[]
}

/** In any script, and when every word of the shorter name sounds like one of the longer: "Sunita" may be Sunita Gurung. */
export const mayBeSameName = (one: string, other: string): boolean => {
  if (compareNames(one, other).same) return true
  const [mine, theirs] = [wordsOf(one), wordsOf(other)]
  const [short, long] = [mine, theirs]
    .map(({ words }) => words.filter(({ kind }) => kind === 'name' || kind === 'common'))
    .sort((a, b) => a.length - b.length) as [typeof mine.words, typeof mine.words]
  if (short.length === 0) return one.trim() !== '' && one.trim() === other.trim()
  const strict = mine.strict && theirs.strict
  return short.every((word) => long.some((each) => likenessOfWords(word, each, strict) >= alike))
}
const alike = 0.82

/** Letters and digits alone, whatever script, accents and punctuation: numbers of houses count. */
const plain = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const smallWords = new Set([
  'de',
  'del',
  'la',
  'las',
  'el',
  'los',
  'y',
  'the',
  'of',
  'di',
  'da',
  'c',
  'calle',
  'street',
  'sl',
  'sa',
  'sll',
  'asociacion',
  'fundacion',
])
const tellingWords = (text: string): string[] => {
  const words = plain(text)
  const telling = words.filter((word) => !smallWords.has(word) && !/^\p{L}$/u.test(word))
  return telling.length > 0 ? telling : words
}
/** Every telling word of the one stands in the other: "Bar Sol" is "Bar Restaurante El Sol, S.L.". */
const mayBeSameThing = (one: string, other: string): boolean => {
  const [short, long] = [tellingWords(one), tellingWords(other)].sort((a, b) => a.length - b.length) as [
    string[],
    string[],
  ]
  return short.length > 0 && short.every((word) => long.includes(word))
}
const sameTown = (one: string, other: string): boolean => plain(one).join(' ') === plain(other).join(' ')

const matchesSomeone = (what: ExcludedWhat, who: Someone): boolean => {
  if (what.kind === 'staff') return what.staff_id === who.staff_id || mayBeSameName(what.name, who.name)
  if (what.kind === 'person')
    return (what.related_id !== null && what.related_id === who.related_id) || mayBeSameName(what.name, who.name)
  if (what.kind === 'community') return (who.communities ?? []).some((each) => matchesCommunity(what, each))
  return false
}

/** What is known of both and differs tells them apart; what is not known does not. At least one thing is the same. */
const matchesCommunity = (
  what: Extract<ExcludedWhat, { kind: 'community' }>,
  them: NonNullable<Someone['communities']>[number],
): boolean => {
  const pairs: [string | null | undefined, string | null | undefined][] = [
    [what.country, them.country],
    [what.region, them.region],
    [what.language, them.language],
    [what.group, them.group],
  ]
  const known = pairs.filter(([mine, theirs]) => mine && theirs)
  return known.length > 0 && known.every(([mine, theirs]) => mayBeSameThing(mine!, theirs!))
}

const matchesPlace = (what: ExcludedWhat, place: Somewhere): boolean => {
  if (what.kind === 'area') {
    if (place.country && place.country !== what.country) return false
    if (what.town) return Boolean(place.town && sameTown(what.town, place.town)) || townIn(place.address, what.town)
    if (what.province) return place.province === what.province
    return place.country === what.country
  }
  if (what.kind !== 'place') return false
  if (what.town && place.town && !sameTown(what.town, place.town)) return false
  return Boolean(place.address && mayBeSameThing(what.name, place.address))
}
const townIn = (address: string | undefined, town: string): boolean =>
  Boolean(address && plain(town).every((word) => plain(address).includes(word)))

/** There and back are the same road, whatever lies between. */
const matchesRoute = (what: ExcludedWhat, stops: string[]): boolean => {
  const passes = (town: string) => stops.some((stop) => sameTown(stop, town))
  if (what.kind === 'route') return passes(what.from) && passes(what.to)
  if (what.kind === 'area') return Boolean(what.town) && passes(what.town)
  return what.kind === 'place' && stops.some((stop) => mayBeSameThing(what.name, stop))
}

const meets = (what: ExcludedWhat, assignment: Assignment): boolean => {
  const { people = [], organisations = [], service, places = [], stops = [] } = assignment
  if (people.some((each) => matchesSomeone(what, each))) return true
  if (places.some((each) => matchesPlace(what, each))) return true
  if (stops.length > 0 && matchesRoute(what, stops)) return true
  if (what.kind === 'organisation')
    return organisations.some(
      ({ organisation_id, name }) =>
        (organisation_id !== undefined && organisation_id === what.organisation_id) || mayBeSameThing(what.name, name),
    )
  // A service may be called by its provider's name, and a job or a course by that of a person.
  if (what.kind === 'service')
    return Boolean(service && (service.service_id === what.service_id || mayBeSameThing(what.name, service.name)))
  return false
}

/** An assignment on a day is held to that day; one without a day begins now and meets whatever is still to come. */
const isLive = ({ since_on, until_on }: LiveExclusion, { on }: Assignment, today: Day): boolean =>
  (until_on === null || until_on >= (on ?? today)) && (on === undefined || since_on <= on)

export const excludes = (
  exclusions: readonly LiveExclusion[],
  assignment: Assignment,
  today: Day,
): ExclusionDecision => {
  const because = exclusions
    .filter((each) => isLive(each, assignment, today) && meets(each.what, assignment))
    .map(({ exclusion_id, what }) => ({ exclusion_id, kind: what.kind }))
  return { excluded: because.length > 0, because }
}

/** The same assignment has the same key wherever it comes from, and no other has it. */
export const keyOf = (kind: AssignmentKind, ...ids: (string | null)[]): string => JSON.stringify([kind, ...ids])

export const keyOfOverride = (wish: OverrideFor): string => {
  if (wish.kind === 'team_member') return keyOf('team_member', wish.staff_id)
  if (wish.kind === 'shelter') return keyOf('shelter', wish.unit_id)
  if (wish.kind === 'appointment') return keyOf('appointment', wish.appointment_id)
  return keyOf('referral', wish.organisation_id, wish.service_id)
}

/** A colleague as a member of the team, for a day or for good. */
export const toColleague = ({ staff_id, name }: { staff_id: string; name: string }): Assignment => ({
  kind: 'team_member',
  key: keyOf('team_member', staff_id),
  people: [{ staff_id, name }],
})

/** A partner, and the service it is asked for when one was chosen. */
export const toPartner = (
  { organisation_id, name }: { organisation_id: string; name: string },
  service: { id: string; name: string; places: Somewhere[] } | null,
): Assignment => ({
  kind: 'referral',
  key: keyOf('referral', organisation_id, service?.id ?? null),
  organisations: [{ organisation_id, name }],
  ...(service && { service: { service_id: service.id, name: service.name }, places: service.places }),
})
