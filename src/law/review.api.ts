// What a lawyer signs, as one hash, and what may be said beside a deadline of the rule that drives it.
import { createHash } from 'node:crypto'
import { deskLanguages } from '#language/languages.ts'
import { loadTexts } from '#language/load-texts.ts'
import type { RuleReview, RuleStanding } from './pack.ts'
import { signedText, standingOf, wordsIn } from './review.rules.ts'
import type { LawRule } from './rule.ts'

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>

let texts: Texts | undefined
/** Every language that has its own words: a lawyer signs what is read, whoever reads it. */
const houseTexts = (): Texts => {
  texts ??= Object.fromEntries(deskLanguages().map(({ code }) => [code, loadTexts(code, (file) => /^law-/.test(file))]))
  return texts
}

/** Of a rule with these words; for a folder that keeps words of its own. */
export const hashWith = (rule: LawRule, words: Texts): string =>
  createHash('sha256')
    .update(signedText(rule, wordsIn(words, rule.id)))
    .digest('hex')

const hashes = new WeakMap<LawRule, string>()

/** Of one text of one version; a pack's rules are counted once each. */
export const ruleHash = (rule: LawRule): string => {
  const known = hashes.get(rule)
  if (known) return known
  const hash = hashWith(rule, houseTexts())
  hashes.set(rule, hash)
  return hash
}

/** Beside every deadline: who signed exactly this text. `reviewsOf(tx, …)` gives the reviews in their order. */
export const reviewedBy = (rule: LawRule, reviews: readonly RuleReview[]): RuleStanding =>
  standingOf(rule, ruleHash(rule), reviews)
