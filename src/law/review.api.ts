// What a lawyer signs, as one hash, and what may be said beside a deadline of the rule that drives it.
import { createHash } from 'node:crypto'
import { deskLanguages } from '#language/languages.ts'
import { loadTexts } from '#language/load-texts.ts'
import type { RuleReview, RuleStanding } from './pack.ts'
import { type RuleWords, signedText, standingOf } from './review.rules.ts'
import type { LawRule } from './rule.ts'

/** The last part of a key of words a signature covers. */
export const wordKinds = ['title', 'means', 'unless', 'verify'] as const

let texts: Map<string, Record<string, string>> | undefined
/** Every language that has its own words: a lawyer signs what is read, whoever reads it. */
const lawTexts = () => {
  texts ??= new Map(deskLanguages().map(({ code }) => [code, loadTexts(code, (file) => /^law-/.test(file))]))
  return texts
}

export const wordsOf = (rule_id: string): RuleWords => {
  const of = (from: Record<string, string>) =>
    Object.fromEntries(
      wordKinds.flatMap((kind) => {
        const text = from[`law.rule.${rule_id}.${kind}`]
        return text === undefined ? [] : [[kind, text]]
      }),
    )
  return Object.fromEntries([...lawTexts()].map(([code, from]) => [code, of(from)]))
}

const hashes = new WeakMap<LawRule, string>()

/** Of one text of one version; a pack's rules are counted once each. */
export const ruleHash = (rule: LawRule): string => {
  const known = hashes.get(rule)
  if (known) return known
  const hash = createHash('sha256')
    .update(signedText(rule, wordsOf(rule.id)))
    .digest('hex')
  hashes.set(rule, hash)
  return hash
}

/** Beside every deadline: who signed exactly this text. `reviewsOf(tx, …)` gives the reviews in their order. */
export const reviewedBy = (rule: LawRule, reviews: readonly RuleReview[]): RuleStanding =>
  standingOf(rule, ruleHash(rule), reviews)
