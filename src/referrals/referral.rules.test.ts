import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Section, sections } from '#access/access.ts'
import {
  ageGroupOf,
  answerObstacle,
  choiceObstacle,
  consentObstacle,
  dueDayObstacle,
  followsObstacle,
  goesOn,
  nextSteps,
  scopeObstacle,
  showsHer,
  summaryOf,
  whatGoes,
} from './referral.rules.ts'
import { ReferralStatus, ReferralSummary } from './referral.ts'

const today = '2026-11-21'

test('an age leaves as a group; in doubt she is a minor', () => {
  const group = (birth_year: number | null, age_in_doubt = false) => ageGroupOf({ birth_year, age_in_doubt }, today)
  assert.equal(group(null), 'not_known')
  assert.equal(group(null, true), 'presumed_minor')
  assert.equal(group(2010), 'under_18')
  assert.equal(group(2008), 'presumed_minor')
  assert.equal(group(2007), '18_24')
  assert.equal(group(1998), '25_39')
  assert.equal(group(1998, true), 'presumed_minor')
  assert.equal(group(1950), '65_and_over')
})

test('a summary never carries alias, country, year, province or papers', () => {
  const card = {
    alias: 'ALIAS-CANARY',
    languages: ['ne'],
    country: 'NP',
    birth_year: 1998,
    age_in_doubt: false,
    gender: 'woman' as const,
    interpreter_needed: true,
    province: '08',
    has_children_with_her: true,
    irregular_status: 'yes' as const,
  }
  const summary = summaryOf(card, { need: 'housing', urgency: 'today', words: '' }, today)
  assert.deepEqual(Object.keys(summary).sort(), Object.keys(ReferralSummary.shape).sort())
  assert.doesNotMatch(JSON.stringify(summary), /ALIAS|NP|1998|08/)
})

test('nothing comes after declined, withdrawn and ended, and nothing of her is shown then', () => {
  for (const status of ReferralStatus.options) {
    const { answers, withdraw } = nextSteps(status)
    const over = ['declined', 'withdrawn', 'ended'].includes(status)
    assert.equal(answers.length === 0 && !withdraw, over)
    assert.equal(showsHer(status, true), !over)
    assert.equal(showsHer(status, false), false)
  }
})

test('an answer can be asked for within a month', () => {
  assert.equal(dueDayObstacle('2026-11-20', today), 'referral.due_day_out_of_range')
  assert.equal(dueDayObstacle('2027-01-20', today), 'referral.due_day_out_of_range')
  assert.equal(dueDayObstacle(today, today), null)
})

test('no more than she agreed to, and no longer', () => {
  const consent = { sections: ['home', 'health'] as Section[], for_good: ['home'] as Section[], ends_on: '2026-12-01' }
  const scope = (sections: Section[] | null, until_on: string | null, kind: 'referral' | 'transfer' = 'referral') =>
    scopeObstacle({ kind, sections, until_on }, consent, today)
  assert.equal(scope(null, null), null)
  assert.equal(scope(['home'], '2026-11-25'), null)
  assert.equal(scope(['home', 'mind'], null), 'referral.more_than_consent')
  for (const day of [today, '2026-12-02']) assert.equal(scope(null, day), 'referral.until_out_of_range')
  assert.equal(scope(null, null, 'transfer'), null)
  assert.equal(scope(['health'], null, 'transfer'), 'referral.nothing_goes')
})

test('of what was chosen the part for good goes along, the rest is read, and nothing is both', () => {
  const some = fc.subarray([...sections])
  fc.assert(
    fc.property(some, fc.option(some), (agreed, chosen) => {
      fc.pre(agreed.length > 0)
      const for_good = agreed.filter((_, at) => at % 2 === 0)
      const { goes, reads } = whatGoes({ sections: agreed, for_good }, chosen)
      const asked = agreed.filter((each) => chosen === null || chosen.includes(each))
      assert.deepEqual([...goes, ...reads].sort(), [...asked].sort())
      assert.ok(goes.every((each) => for_good.includes(each)) && !reads.some((each) => for_good.includes(each)))
    }),
  )
})

test('a referral stands on a consent or on an exception; an exception opens and transfers nothing', () => {
  const wish = { kind: 'referral' as const, consent_id: 'c', exception_id: null, sections: null, until_on: null }
  const ask = (change: object) => choiceObstacle({ ...wish, ...change })
  assert.equal(ask({}), null)
  assert.equal(ask({ consent_id: null }), 'referral.no_consent')
  assert.equal(ask({ exception_id: 'x' }), 'referral.no_consent')
  const told = { consent_id: null, exception_id: 'x' }
  assert.equal(ask(told), null)
  assert.equal(ask({ ...told, sections: ['home'] }), 'referral.exception_opens_nothing')
  assert.equal(ask({ ...told, kind: 'transfer' }), 'referral.exception_opens_nothing')
  assert.equal(ask({ kind: 'transfer' }), null)
})

test('one follows another only when that has come to an end', () => {
  assert.equal(followsObstacle(undefined), 'referral.follows_nothing')
  for (const status of ReferralStatus.options) assert.equal(followsObstacle({ status }) === null, !goesOn(status))
})

test('only a live consent to this very partner carries a referral', () => {
  const consent = { recipient_organisation_id: 'a', starts_on: '2026-11-01', ends_on: '2026-12-01', withdrawn_at: null }
  assert.equal(consentObstacle(consent, 'a', today), null)
  assert.equal(consentObstacle(undefined, 'a', today), 'referral.no_consent')
  assert.equal(consentObstacle(consent, 'b', today), 'referral.consent_for_another')
  assert.equal(consentObstacle({ ...consent, ends_on: today }, 'a', today), 'referral.consent_not_live')
  assert.equal(consentObstacle({ ...consent, starts_on: '2026-11-22' }, 'a', today), 'referral.consent_not_live')
  const withdrawn = { ...consent, withdrawn_at: '2026-11-20T10:00:00Z' }
  assert.equal(consentObstacle(withdrawn, 'a', today), 'referral.consent_not_live')
})

test('a no takes a reason from the list, an end an outcome, a yes none', () => {
  const codes = { decline_reasons: ['full'], referral_outcomes: ['need_met'] }
  const ask = (answer: 'accepted' | 'declined' | 'ended', reason: string | null) =>
    answerObstacle({ answer, reason }, codes)
  assert.equal(ask('accepted', null), null)
  assert.equal(ask('accepted', 'full'), 'referral.no_reason_for_yes')
  assert.equal(ask('declined', 'full'), null)
  assert.equal(ask('ended', 'need_met'), null)
  for (const reason of [null, 'need_met', 'because'])
    assert.equal(ask('declined', reason), 'referral.decline_reason_needed')
  for (const reason of [null, 'full', 'because']) assert.equal(ask('ended', reason), 'referral.outcome_needed')
})
