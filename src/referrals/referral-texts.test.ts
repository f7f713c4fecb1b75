// Everything a referral can say has its words in each language of the desk: codes, states, and why something was refused.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadFacts } from '#facts/load.ts'
import { loadTexts } from '#language/load-texts.ts'
import { AgeGroup, ReferralStatus, ReferralSummary, Urgency } from './referral.ts'
import { referralFacts } from './referral-facts.ts'

const facts = loadFacts()
const { codes } = facts
const sourceOf = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const problems = [...['referral.rules.ts', 'clock.rules.ts', 'referral.api.ts', 'talk.api.ts', 'exception.api.ts']]
  .map(sourceOf)
  .flatMap((text) => [...text.matchAll(/'(referral\.[a-z_]+)'/g)].map((match) => match[1]!))
const keys = [
  ...['decline_reasons', 'referral_outcomes', 'lawful_exceptions'].flatMap((list) =>
    codes[list]!.codes.map(({ code }) => `codes.${list}.${code}`),
  ),
  ...referralFacts(facts).steps.map((code) => `referrals.handover.${code}`),
  ...ReferralStatus.options.map((each) => `referrals.status.${each}`),
  ...AgeGroup.options.map((each) => `referrals.age.${each}`),
  ...Urgency.options.map((each) => `referrals.urgency.${each}`),
  ...Object.keys(ReferralSummary.shape).map((each) => `referrals.field.${each}`),
  ...problems.map((each) => `problem.${each}`),
]

test('every code, state and refusal has its words', () => {
  assert.ok(problems.length > 8)
  for (const language of ['en', 'es', 'it']) {
    const texts = loadTexts(language)
    for (const key of keys) assert.ok(key in texts, `${language}: ${key}`)
  }
})
