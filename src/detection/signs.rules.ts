// The lists of signs turned round for reading: what each sign weighs, counts in and calls for, over all the lists.
import { codeOf, type Element, type IndicatorLists, type SignGroup, type Strength } from '#facts/indicators.ts'

export type Who = 'adult' | 'minor'

export interface Sign {
  code: string
  /** Its place in one order for every reader, so that the same signs always give the same answer. */
  place: number
  /** Where the lists with weights put it: the dimension and the strength, for each age. */
  weighs: Partial<Record<Who, { dimension: string; strength: Strength }>>
  /** The groups without weights it counts in. */
  groups: Set<string>
  /** Whose sign it is; most are both's. */
  of: Set<Who>
  /** Which of the three things of the Palermo Protocol it is a sign of. */
  shows: Record<Who, Set<Element>>
  direction: string | undefined
  calls_for: Set<string>
}

export interface Several {
  code: string
  direction: string
  needed: Record<Who, number>
}

export interface Signs {
  all: Map<string, Sign>
  groups: Map<string, SignGroup>
  /** Groups of which several together are a reason to look further. */
  several: Several[]
  /** The signs of each dimension, strongest first, and of each group: what is offered as missing. */
  in_dimension: Record<Who, Map<string, Sign[]>>
  in_group: Map<string, Sign[]>
}

const bothAges: Who[] = ['adult', 'minor']
const agesOf = (who: 'adult' | 'minor' | 'both'): Who[] => (who === 'both' ? bothAges : [who])

const emptySign = (code: string, place: number): Sign => ({
  code,
  place,
  weighs: {},
  groups: new Set(),
  of: new Set(),
  shows: { adult: new Set(), minor: new Set() },
  direction: undefined,
  calls_for: new Set(),
})

const rank = { S: 0, M: 1, W: 2 }

const inDimension = (all: Map<string, Sign>, who: Who): Map<string, Sign[]> => {
  const weighed = [...all.values()].filter(({ weighs }) => weighs[who])
  const strongestFirst = weighed.toSorted((a, b) => rank[a.weighs[who]!.strength] - rank[b.weighs[who]!.strength])
  return Map.groupBy(strongestFirst, ({ weighs }) => weighs[who]!.dimension)
}

const inGroup = (all: Map<string, Sign>): Map<string, Sign[]> => {
  const codes = new Set([...all.values()].flatMap(({ groups }) => [...groups]))
  return new Map([...codes].map((code) => [code, [...all.values()].filter(({ groups }) => groups.has(code))]))
}

const addShown = (sign: Sign, groups: Map<string, SignGroup>): void => {
  for (const who of bothAges) {
    const weighed = sign.weighs[who]
    for (const group of weighed ? [...sign.groups, weighed.dimension] : sign.groups)
      for (const element of groups.get(group)?.shows ?? []) sign.shows[who].add(element)
  }
}

const prepare = (lists: IndicatorLists): Signs => {
  const all = new Map<string, Sign>()
  const groups = new Map<string, SignGroup>()
  const several: Several[] = []
  for (const list of Object.values(lists).toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    for (const group of list.groups) {
      groups.set(group.code, group)
      if (list.several && group.direction)
        several.push({ code: group.code, direction: group.direction, needed: list.several })
    }
    for (const each of list.indicators) {
      const code = codeOf(each)
      const sign = all.get(code) ?? emptySign(code, all.size)
      all.set(code, sign)
      if (each.group && !list.weighted) sign.groups.add(each.group)
      if ('ref' in each) continue
      for (const who of agesOf(each.for ?? list.for)) {
        sign.of.add(who)
        if (each.strength) sign.weighs[who] = { dimension: each.group, strength: each.strength }
      }
      if (each.act) for (const who of bothAges) sign.shows[who].add('act')
      if (each.direction) sign.direction = each.direction
      for (const step of each.calls_for ?? []) sign.calls_for.add(step)
    }
  }
  for (const sign of all.values()) addShown(sign, groups)
  return {
    all,
    groups,
    several,
    in_dimension: { adult: inDimension(all, 'adult'), minor: inDimension(all, 'minor') },
    in_group: inGroup(all),
  }
}

const prepared = new WeakMap<IndicatorLists, Signs>()

/** Turning the lists round takes a while and they do not change: done once for each set of lists. */
export const signsOf = (lists: IndicatorLists): Signs => {
  const known = prepared.get(lists)
  if (known) return known
  const signs = prepare(lists)
  prepared.set(lists, signs)
  return signs
}
