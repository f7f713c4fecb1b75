// Signs of a possible case as data: each has one code and one text, and lies in as many lists as know it. A list with
// weights says how strong a sign is; a list without says only how many together are a reason to look further.
import { z } from 'zod'
import { Code, FactFile } from '#facts/facts.ts'

/** How sure we are: read in the source, read in somebody else's words, or known without a source at hand. */
export const Confidence = z.enum(['checked', 'secondary', 'memory'])
export type Confidence = z.infer<typeof Confidence>
export const Strength = z.enum(['S', 'M', 'W'])
export type Strength = z.infer<typeof Strength>
export const ForWhom = z.enum(['adult', 'minor', 'both'])
export type ForWhom = z.infer<typeof ForWhom>
/** The three things article 3 of the Palermo Protocol asks about. */
export const Element = z.enum(['act', 'means', 'purpose'])
export type Element = z.infer<typeof Element>

export const SignGroup = z.object({
  code: Code,
  /** What a sign of this group is a sign of. */
  shows: z.array(Element),
  /** What several of this group together may point to. */
  direction: Code.optional(),
})
export type SignGroup = z.infer<typeof SignGroup>

export const Indicator = z.strictObject({
  code: Code,
  group: Code,
  strength: Strength.optional(),
  /** Else as the list says. */
  for: ForWhom.optional(),
  confidence: Confidence.optional(),
  /** Where this one row is from, when it is not where the list is from. */
  origin: z.string().min(10).optional(),
  /** It also shows that somebody was brought, moved, housed or received. */
  act: z.literal(true).optional(),
  direction: Code.optional(),
  /** What to do when this one is seen, whatever else there is. */
  calls_for: z.array(Code).min(1).optional(),
})
export type Indicator = z.infer<typeof Indicator>

/** A sign that another list tells whole: the same code and the same text. With a group, it counts in that group too. */
export const SignRef = z.strictObject({ ref: Code, group: Code.optional() })
export type SignRef = z.infer<typeof SignRef>

export const IndicatorList = FactFile.extend({
  id: Code,
  for: ForWhom,
  confidence: Confidence,
  weighted: z.boolean(),
  /** How many of one group are several. */
  several: z.object({ adult: z.int().min(1), minor: z.int().min(1), source: z.string().min(10) }).nullable(),
  groups: z.array(SignGroup),
  indicators: z.array(z.union([Indicator, SignRef])).min(1),
})
  .refine((list) => new Set(list.indicators.map(codeOf)).size === list.indicators.length, 'a sign appears twice')
  .refine(
    (list) => !list.weighted || list.indicators.every((each) => 'code' in each && each.strength !== undefined),
    'a weighted list has a sign without its weight',
  )
  .refine(
    (list) => list.weighted || list.indicators.every((each) => !('code' in each) || each.strength === undefined),
    'a list without weights has a sign with one',
  )
export type IndicatorList = z.infer<typeof IndicatorList>

export type IndicatorLists = Record<string, IndicatorList>

export const codeOf = (each: Indicator | SignRef): string => ('code' in each ? each.code : each.ref)

/** What is wrong between the lists: a reference to nothing, a group nobody describes. */
export const faultsBetween = (lists: IndicatorLists): string[] => {
  const all = Object.values(lists)
  const told = new Set(all.flatMap((list) => list.indicators.flatMap((each) => ('code' in each ? [each.code] : []))))
  const groups = new Set(all.flatMap((list) => list.groups.map(({ code }) => code)))
  return all.flatMap((list) =>
    list.indicators.flatMap((each) => [
      ...('ref' in each && !told.has(each.ref) ? [`${list.id}: no list tells the sign ${each.ref}`] : []),
      ...(each.group && !groups.has(each.group) ? [`${list.id}: unknown group ${each.group}`] : []),
    ]),
  )
}
