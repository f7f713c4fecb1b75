// The presumption of minority (Directive 2011/36/EU, art. 13.2; Council of Europe Convention, art. 10.3): whoever may be
// under 18 is treated as a minor until something with a date and a ground says otherwise. Missing data never ends it.
import type { Day } from '#kit/day.ts'
import type { AgeDecision, AgeEstimate } from './age.ts'
import type { Card } from './card.ts'
import type { Birth, Identity } from './identity.ts'

const ofAge = 18

/** Age range in whole years that a birth year allows on a day. */
export const ageRange = (birth_year: number, today: Day): { from: number; to: number } => {
  const year = Number(today.slice(0, 4))
  return { from: year - birth_year - 1, to: year - birth_year }
}

/** Someone whose age is in doubt, or who may still be under 18, is treated as a minor (Directive 2011/36/EU, art. 13.2). */
export const presumedMinor = (card: Pick<Card, 'birth_year' | 'age_in_doubt'>, today: Day): boolean =>
  card.age_in_doubt || (card.birth_year !== null && ageRange(card.birth_year, today).from < ofAge)

/** Whole years from one day to another; negative when `to` lies before. */
export const wholeYears = (from: Day, to: Day): number =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0)

/** The youngest someone may be today by an estimate; 0 when nobody said from which age. */
export const youngestBy = ({ on, from }: AgeEstimate, today: Day): number =>
  from === null ? 0 : from + wholeYears(on, today)

/** The youngest someone may be today by what is known of the birth; null when nothing is. */
export const youngestByBirth = ({ date, from_year, to_year }: Birth, today: Day): number | null => {
  if (date) return wholeYears(date, today)
  if (to_year !== null) return Number(today.slice(0, 4)) - to_year - 1
  return from_year === null ? null : 0
}

/** The latest decision; of two on one day, the one written last. */
export const latestDecision = (decisions: readonly AgeDecision[]): AgeDecision | undefined =>
  decisions.reduce<AgeDecision | undefined>((last, each) => (!last || each.on >= last.on ? each : last), undefined)

export type PresumptionReason = 'decided' | 'born' | 'estimated' | 'card' | 'none'
export interface Presumption {
  minor: boolean
  because: PresumptionReason
}

const byIdentity = ({ age, birth }: Identity, today: Day): Presumption => {
  const youngest = youngestByBirth(birth, today)
  const decided = latestDecision(age.decisions)
  if (birth.certainty === 'documented' && youngest !== null && (birth.date || !decided))
    return { minor: youngest < ofAge, because: 'born' }
  // A doubt written down after a decision opens the question again.
  const since = age.estimates.filter((each) => !decided || each.on > decided.on)
  const young = since.some((each) => youngestBy(each, today) < ofAge)
  if (decided?.treated_as === 'minor') return { minor: true, because: 'decided' }
  if (young) return { minor: true, because: 'estimated' }
  if (decided) return { minor: false, because: 'decided' }
  if (youngest !== null && youngest < ofAge) return { minor: true, because: 'born' }
  return { minor: false, because: 'none' }
}

/** Card and identity together: either is enough to presume, and it takes both to stop. */
export const presumptionOf = (
  card: Pick<Card, 'birth_year' | 'age_in_doubt'>,
  identity: Identity | null,
  today: Day,
): Presumption => {
  const known = identity ? byIdentity(identity, today) : { minor: false, because: 'none' as const }
  if (known.minor) return known
  return presumedMinor(card, today) ? { minor: true, because: 'card' } : known
}

/** Whether a change would end the presumption without a new decision that says when and on what ground. */
export const endsWithoutGround = (before: Identity, after: Identity, today: Day): boolean => {
  if (!byIdentity(before, today).minor || byIdentity(after, today).minor) return false
  const latest = latestDecision(after.age.decisions)
  const known = new Set(before.age.decisions.map((each) => JSON.stringify(each)))
  return latest?.treated_as !== 'adult' || known.has(JSON.stringify(latest))
}

export type CardAge = Pick<Card, 'birth_year' | 'age_in_doubt'>

/** What the card would say of the age if it followed the identity. Where the identity is silent the card stays. */
export const cardAgeBy = (card: CardAge, identity: Identity, today: Day): CardAge => {
  const { date, from_year, to_year } = identity.birth
  const earliest = date ? Number(date.slice(0, 4)) : from_year
  const latest = date ? earliest : to_year
  const within =
    card.birth_year !== null &&
    (earliest === null || card.birth_year >= earliest) &&
    (latest === null || card.birth_year <= latest)
  // Of several years the latest, so that nobody is made older than they may be.
  const birth_year = within ? card.birth_year : (latest ?? earliest ?? card.birth_year)
  const { minor, because } = byIdentity(identity, today)
  if (minor)
    return {
      birth_year,
      age_in_doubt: card.age_in_doubt || !presumedMinor({ ...card, birth_year, age_in_doubt: false }, today),
    }
  return { birth_year, age_in_doubt: because === 'none' ? card.age_in_doubt : false }
}

export const cardAgeDiffers = (card: CardAge, identity: Identity, today: Day): boolean => {
  const by = cardAgeBy(card, identity, today)
  return by.birth_year !== card.birth_year || by.age_in_doubt !== card.age_in_doubt
}
