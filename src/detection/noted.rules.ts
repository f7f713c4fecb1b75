// What the noted signs come to, before anything is concluded from it: which dimensions are positive by their weights, of
// which groups several were noted, and which of the three elements of the Palermo Protocol they show.
import type { Strength } from '#facts/indicators.ts'
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
  /** The counted ones where they count. */
  in_dimension: Map<string, Sign[]>
  in_group: Map<string, Sign[]>
  unknown: string[]
  /** Dimensions that are positive. */
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

const weigh = (weighed: Sign[], who: Who): Weights => {
  const sum = { S: 0, M: 0, W: 0 }
  for (const { weighs } of weighed) sum[weighs[who]!.strength]++
  return sum
}

const put = (into: Map<string, Sign[]>, name: string, sign: Sign): void => {
  const found = into.get(name)
  if (found) found.push(sign)
  else into.set(name, [sign])
}

/** The counted signs where they count: by dimension with their weights, by group without. */
const place = (counted: Sign[], who: Who) => {
  const in_dimension = new Map<string, Sign[]>()
  const in_group = new Map<string, Sign[]>()
  for (const sign of counted) {
    const weighed = sign.weighs[who]
    if (weighed) put(in_dimension, weighed.dimension, sign)
    for (const group of sign.groups) put(in_group, group, sign)
  }
  return { in_dimension, in_group }
}

export const takeIn = (signs: Signs, codes: readonly string[], age: AgeGroup): Noted => {
  const who = age === 'adult' ? 'adult' : 'minor'
  const wanted = new Set(codes)
  const all: Sign[] = []
  for (const code of wanted) {
    const sign = signs.all.get(code)
    if (sign) all.push(sign)
  }
  all.sort((a, b) => a.place - b.place)
  const counted = all.filter((sign) => sign.of.has(who))
  const { in_dimension, in_group } = place(counted, who)
  const positive = [...in_dimension].filter(([, weighed]) => isPositive(weigh(weighed, who))).map(([name]) => name)
  const several = signs.several.filter(({ code, needed }) => (in_group.get(code)?.length ?? 0) >= needed[who])
  const purposes = counted.filter((sign) => sign.direction)
  const labourPurposes = purposes.filter(({ direction }) => direction === 'forced_labour')
  const dimensions = new Set(positive)
  const severalOf = new Set(several.map(({ code }) => code))
  return {
    ...{ who, age, all, counted, in_dimension, in_group, dimensions },
    unknown: all.length === wanted.size ? [] : [...wanted].filter((code) => !signs.all.has(code)).sort(),
    several: severalOf,
    named: new Set([...several.map(({ direction }) => direction), ...purposes.map(({ direction }) => direction!)]),
    labour: dimensions.has('exploitation') || severalOf.has('labour') || labourPurposes.length > 0,
    other_purpose:
      ['sexual', 'domestic', 'begging_crime'].some((group) => severalOf.has(group)) ||
      purposes.length > labourPurposes.length,
    forced: dimensions.has('coercion') || in_group.has('means'),
    deceived: dimensions.has('deceptive_recruitment') || in_group.has('deception'),
  }
}

/** Any of the dimensions of means but deception. */
export const hasHeavyMeans = ({ dimensions, forced }: Noted): boolean =>
  forced || ['coercive_recruitment', 'recruitment_vulnerability', 'vulnerability'].some((each) => dimensions.has(each))

export const hasPalermo = ({ in_group }: Noted): boolean =>
  in_group.has('act') && (in_group.has('means') || in_group.has('deception')) && in_group.has('purpose')

export const showsAct = ({ counted, who }: Noted): boolean => counted.some((sign) => sign.shows[who].has('act'))
export const showsMeans = ({ counted, who }: Noted): boolean => counted.some((sign) => sign.shows[who].has('means'))
