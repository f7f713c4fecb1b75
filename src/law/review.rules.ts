// Whether what is shown of a rule was signed: by this organisation's own lawyer, for exactly this text. A signature of another
// text says only that somebody once looked.
import type { RuleReview, RuleStanding, Verdict } from './pack.ts'
import type { LawRule } from './rule.ts'

/** Language → the last part of the key → what is read. */
export type RuleWords = Record<string, Record<string, string>>

const parts = ['title', 'means', 'unless', 'verify'] as const

/** The words of one rule, of whatever languages there are. */
export const wordsIn = (
  texts: Readonly<Record<string, Readonly<Record<string, string>>>>,
  rule_id: string,
): RuleWords => {
  const of = (from: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      parts.flatMap((part) => {
        const text = from[`law.rule.${rule_id}.${part}`]
        return text === undefined ? [] : [[part, text]]
      }),
    )
  return Object.fromEntries(Object.entries(texts).map(([code, from]) => [code, of(from)]))
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]))
}

/** What a signature stands for, letter by letter: the rule without its own review, and its words in every language. */
export const signedText = ({ reviewed_by: _, reviewed_on: __, ...rule }: LawRule, words: RuleWords): string =>
  JSON.stringify(inOrder({ rule, words }))

type Signed = Pick<RuleReview, 'rule_id' | 'rule_from' | 'rule_hash' | 'verdict' | 'name' | 'on'>

const standings = { stands: 'reviewed', wrong: 'wrong', look_again: 'look_again' } as const satisfies Record<
  Verdict,
  string
>

/** The reviews are in order, the latest first. A pack that comes signed stands until somebody here says otherwise. */
export const standingOf = (rule: LawRule, hash: string, reviews: readonly Signed[]): RuleStanding => {
  const ofRule = reviews.filter(({ rule_id, rule_from }) => rule_id === rule.id && rule_from === rule.valid_from)
  const ofText = ofRule.find(({ rule_hash }) => rule_hash === hash)
  if (ofText) return { standing: standings[ofText.verdict], name: ofText.name, on: ofText.on }
  if (rule.reviewed_by !== null) return { standing: 'reviewed', name: rule.reviewed_by, on: rule.reviewed_on }
  const [before] = ofRule
  return before
    ? { standing: 'changed', name: before.name, on: before.on }
    : { standing: 'unreviewed', name: null, on: null }
}
