// A jurisdiction as a pack of rules to be read and signed: how sure each rule is, who looked at it, and what a lawyer of this
// organisation said of exactly this text. Another text, or other words of it, makes it unreviewed again.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { LawRule, PackHead, PackId, RuleId } from './rule.ts'

/** What a lawyer says of a rule as it is written here. */
export const verdicts = ['stands', 'wrong', 'look_again'] as const
export const Verdict = z.enum(verdicts)
export type Verdict = z.infer<typeof Verdict>

/** Of the rule and its words in every language of the desk: the same as long as no letter of them changes. */
export const RuleHash = z.string().regex(/^[0-9a-f]{64}$/)

export const RuleReview = z.object({
  review_id: Id,
  pack_id: PackId,
  rule_id: RuleId,
  /** Which version of the rule. */
  rule_from: Day,
  rule_hash: RuleHash,
  verdict: Verdict,
  /** Who signed, as they sign: name and, where there is one, bar and number. */
  name: z.string(),
  on: Day,
})
export type RuleReview = z.infer<typeof RuleReview>

/** `changed`: somebody signed, but another text than the one of today. */
export const standings = ['unreviewed', 'reviewed', 'wrong', 'look_again', 'changed'] as const
export const Standing = z.enum(standings)
export type Standing = z.infer<typeof Standing>

/** What may be said of a rule beside every deadline it drives. */
export const RuleStanding = z.object({ standing: Standing, name: z.string().nullable(), on: Day.nullable() })
export type RuleStanding = z.infer<typeof RuleStanding>

export const PackRule = LawRule.extend({
  hash: RuleHash,
  review: RuleStanding,
  /** Latest first, of this version, with what was said. */
  reviews: z.array(RuleReview.omit({ pack_id: true, rule_id: true }).extend({ words: z.string() })),
})
export type PackRule = z.infer<typeof PackRule>

export const PackCount = PackHead.pick({
  ...{ id: true, country: true, above: true, source: true, valid_from: true, valid_until: true },
}).extend({
  rules: z.int(),
  checked: z.int(),
  secondary: z.int(),
  memory: z.int(),
  /** A lawyer must look something up before it is relied on. */
  verify: z.int(),
  reviewed: z.int(),
  unreviewed: z.int(),
  /** Said to be wrong, or to be looked at again. */
  doubted: z.int(),
})
export type PackCount = z.infer<typeof PackCount>

export const readPacks = endpoint({
  method: 'GET',
  path: '/api/law/packs',
  action: 'law.packs',
  summary: 'The packs of law, how sure their rules are and how many a lawyer of this organisation has signed.',
  input: z.object({}),
  reply: z.object({ packs: z.array(PackCount) }),
})

export const readPack = endpoint({
  method: 'GET',
  path: '/api/law/packs/:pack_id',
  action: 'law.packs',
  summary: 'Every rule of a pack with its article, its source and what was said of it when it was reviewed.',
  input: z.object({ pack_id: PackId }),
  reply: z.object({ pack: PackHead, rules: z.array(PackRule), may_review: z.boolean() }),
})

export const reviewRule = endpoint({
  method: 'POST',
  path: '/api/law/packs/:pack_id/rules/:rule_id/review',
  action: 'law.review',
  summary: 'Signs what a lawyer says of exactly this text of a rule; refused when the text has changed meanwhile.',
  input: z.object({
    pack_id: PackId,
    rule_id: RuleId,
    rule_from: Day,
    rule_hash: RuleHash,
    review_id: Id,
    verdict: Verdict,
    name: Line(120),
    /** The day it was signed; a sheet signed on paper is written down later. */
    on: Day,
    words: OptionalProse(4_000).default(''),
  }),
  reply: z.object({ review_id: Id }),
})
