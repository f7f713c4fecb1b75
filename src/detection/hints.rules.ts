// What is missing to say more: for each gap a sentence, and the few signs that would close it.
import { type Noted, showsAct, showsMeans } from './noted.rules.ts'
import type { Direction, Said } from './reading.ts'
import type { Sign, Signs } from './signs.rules.ts'

const atMost = 5

/** The first few that were not noted. */
const firstOf = (candidates: Sign[] | undefined, { all, who }: Noted, count: number): string[] => {
  const found: string[] = []
  for (const sign of candidates ?? []) {
    if (found.length === count) break
    if (sign.of.has(who) && !all.includes(sign)) found.push(sign.code)
  }
  return found
}

const ofDimension = (signs: Signs, noted: Noted, dimension: string, count = atMost): string[] =>
  firstOf(signs.in_dimension[noted.who].get(dimension), noted, count)

const ofGroup = (signs: Signs, noted: Noted, group: string, count = atMost): string[] =>
  firstOf(signs.in_group.get(group), noted, count)

/** Dimensions with one strong or two medium signs, and groups one short of several: one more would do. */
const nearly = (signs: Signs, noted: Noted): string[] => {
  const { who, in_dimension, in_group, dimensions } = noted
  const points = (weighed: Sign[]): number => {
    let sum = 0
    for (const { weighs } of weighed) sum += { S: 2, M: 1, W: 0 }[weighs[who]!.strength]
    return sum
  }
  const near = [...in_dimension].filter(([name, weighed]) => !dimensions.has(name) && points(weighed) >= 2)
  const short = signs.several.filter(({ code, needed }) => in_group.get(code)?.length === needed[who] - 1)
  return [
    ...near.flatMap(([dimension]) => ofDimension(signs, noted, dimension, 3)),
    ...short.flatMap(({ code }) => ofGroup(signs, noted, code, 3)),
  ]
}

export const hintsOf = (signs: Signs, noted: Noted, found: Direction[]): Said[] => {
  const { who, age, all, labour, other_purpose, deceived, unknown } = noted
  const hint = (key: string, codes: string[] = []): Said => ({
    key: `signs.missing.${key}`,
    codes: codes.slice(0, atMost),
  })
  const purpose = labour || other_purpose
  const bound = found.includes('exploited_worker')
  const means = showsMeans(noted)
  const close = found.includes('trafficking') ? [] : [...new Set(nearly(signs, noted))]
  return [
    ...(age === 'unsure' ? [hint('age')] : []),
    ...(who === 'adult' && all.some(({ of }) => !of.has('adult'))
      ? [
          hint(
            'child_beside',
            all.filter(({ of }) => !of.has('adult')).map(({ code }) => code),
          ),
        ]
      : []),
    ...(who === 'minor' && purpose && !showsAct(noted) ? [hint('act', ofGroup(signs, noted, 'act'))] : []),
    ...(who === 'adult' && purpose && !means && !deceived
      ? [hint('means', ofDimension(signs, noted, 'coercion'))]
      : []),
    ...(bound && (means || deceived) ? [hint('coercion', ofDimension(signs, noted, 'coercion'))] : []),
    ...(!purpose && means ? [hint('exploitation', ofDimension(signs, noted, 'exploitation'))] : []),
    ...(close.length > 0 ? [hint('one_more', close)] : []),
    ...(unknown.length > 0 ? [hint('unknown', unknown)] : []),
  ]
}
