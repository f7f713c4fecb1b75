// What the noted signs come to, before anything is concluded from it: which dimensions are positive by their weights, of
// which groups several were noted, and which of the three elements of the Palermo Protocol they show.
import type { Element, Strength } from '#facts/indicators.ts'
import type { AgeGroup } from './reading.ts'
import type { Sign, Signs, Who } from './signs.rules.ts'

/** The six dimensions of the ILO lists. */
export const dimensions = [
  'deceptive_recruitment',
  'coercive_recruitment',
  'recruitment_vulnerability',
  'exploitation',
  'coercion',
  'vulnerability',
] as const
export type Dimension = (typeof dimensions)[number]

export type Weights = Record<Strength, number>

/** Two strong; one strong and another; three medium; two medium and a weak one. */
export const isPositive = ({ S, M, W }: Weights): boolean =>
  S >= 2 || (S === 1 && M + W >= 1) || M >= 3 || (M === 2 && W >= 1)

/** What the noted signs come to, before anything is concluded from it. */
export interface Noted {
  who: Who
  age: AgeGroup
  /** Every known sign that was noted, in the order of the lists. */
  all: Sign[]
  /** Those that are signs for somebody of this age. */
  counted: Sign[]
  unknown: string[]
  dimensions: Set<string>
  /** Groups without weights of which several were noted. */
  several: Set<string>
  /** Directions that a noted purpose or several signs of a group name. */
  named: Set<string>
  labour: boolean
  other_purpose: boolean
  /** Force, threats or power over the person, noted as such or by the signs of pressure where the person is now. */
  forced: boolean
  deceived: boolean
}

const positiveOf = (counted: Sign[], who: Who): Set<string> => {
  const weights = new Map<string, Weights>()
  for (const { weighs } of counted) {
    const weight = weighs[who]
    if (!weight) continue
    const sum = weights.get(weight.dimension) ?? { S: 0, M: 0, W: 0 }
    sum[weight.strength]++
    weights.set(weight.dimension, sum)
  }
  return new Set([...weights].filter(([, sum]) => isPositive(sum)).map(([dimension]) => dimension))
}

export const countIn = (counted: Sign[], group: string): number => {
  let count = 0
  for (const { groups } of counted) if (groups.has(group)) count++
  return count
}

const shows = (signs: Signs, sign: Sign, who: Who, element: Element): boolean => {
  const weighed = sign.weighs[who]?.dimension
  if (weighed && signs.groups.get(weighed)?.shows.includes(element)) return true
  for (const group of sign.groups) if (signs.groups.get(group)?.shows.includes(element)) return true
  return false
}

const hasGroup = (counted: Sign[], group: string): boolean => counted.some((sign) => sign.groups.has(group))

export const takeIn = (signs: Signs, codes: string[], age: AgeGroup): Noted => {
  const who = age === 'adult' ? 'adult' : 'minor'
  const wanted = new Set(codes)
  const all = [...wanted].flatMap((code) => signs.all.get(code) ?? []).sort((a, b) => a.place - b.place)
  const counted = all.filter((sign) => sign.of.has(who))
  const positive = positiveOf(counted, who)
  const several = signs.several.filter(({ code, needed }) => countIn(counted, code) >= needed[who])
  const purposes = counted.filter((sign) => sign.direction)
  const labourPurposes = purposes.filter(({ direction }) => direction === 'forced_labour')
  const severalOf = new Set(several.map(({ code }) => code))
  return {
    who,
    age,
    all,
    counted,
    unknown: [...wanted].filter((code) => !signs.all.has(code)).sort(),
    dimensions: positive,
    several: severalOf,
    named: new Set([...several.map(({ direction }) => direction), ...purposes.map(({ direction }) => direction!)]),
    labour: positive.has('exploitation') || severalOf.has('labour') || labourPurposes.length > 0,
    other_purpose:
      ['sexual', 'domestic', 'begging_crime'].some((group) => severalOf.has(group)) ||
      purposes.length > labourPurposes.length,
    forced: positive.has('coercion') || hasGroup(counted, 'means'),
    deceived: positive.has('deceptive_recruitment') || hasGroup(counted, 'deception'),
  }
}

/** Any of the dimensions of means but deception. */
export const hasHeavyMeans = ({ dimensions, forced }: Noted): boolean =>
  forced || ['coercive_recruitment', 'recruitment_vulnerability', 'vulnerability'].some((each) => dimensions.has(each))

export const hasPalermo = ({ counted }: Noted): boolean =>
  hasGroup(counted, 'act') &&
  (hasGroup(counted, 'means') || hasGroup(counted, 'deception')) &&
  hasGroup(counted, 'purpose')

export const showsAct = (signs: Signs, { counted, who }: Noted): boolean =>
  counted.some((sign) => sign.act || shows(signs, sign, who, 'act'))

export const showsMeans = (signs: Signs, { counted, who }: Noted): boolean =>
  counted.some((sign) => shows(signs, sign, who, 'means'))
