// When a consent opens something, day by day, and which terms can be recorded at all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import { consentObstacle, consentState, findCover, longestConsent } from './consent.rules.ts'
import type { Consent } from './consent.ts'

const today = '2026-11-21'
const days = fc.integer({ min: -200, max: 200 })
const terms = (starts: number, ends: number, withdrawn_at: string | null = null) => ({
  starts_on: addDays(today, starts),
  ends_on: addDays(today, ends),
  withdrawn_at,
})
const aConsent = (change: Partial<Consent>): Consent => ({
  consent_id: '1',
  recipient_organisation_id: 'olmo',
  recipient_service_id: null,
  recipient_name: 'Refugio del Olmo',
  sections: ['identity'],
  for_good: [],
  purpose: 'shelter',
  given_by: 'person',
  how: 'spoken',
  language: 'ne',
  with_interpreter: true,
  recorded_by: '2',
  recorded_at: '2026-11-21T10:00:00Z',
  state: 'live',
  ...terms(0, 30),
  ...change,
})

test('it lives from its first day to the day before its last, and never after a withdrawal', () => {
  assert.equal(consentState(terms(0, 1), today), 'live')
  assert.equal(consentState(terms(-30, 0), today), 'ended')
  assert.equal(consentState(terms(1, 30), today), 'later')
  fc.assert(
    fc.property(days, days, fc.boolean(), (starts, ends, withdrawn) => {
      const state = consentState(terms(starts, ends, withdrawn ? '2026-11-21T09:00:00Z' : null), today)
      assert.equal(state === 'live', !withdrawn && starts <= 0 && ends > 0)
    }),
  )
})

test('what can be recorded is at most ninety days, ends after it starts and after today', () => {
  const by = (given_by: string, starts: number, ends: number, minor = false, for_good: Consent['for_good'] = []) =>
    consentObstacle({ ...terms(starts, ends), given_by, sections: ['home'], for_good }, today, minor)
  assert.equal(by('person', 0, 30), null)
  assert.equal(by('person', 0, longestConsent), null)
  assert.equal(by('person', 0, longestConsent + 1), 'consent.too_long')
  assert.equal(by('person', 0, 30, false, ['home']), null)
  assert.equal(by('person', 0, 30, false, ['home', 'mind']), 'consent.more_for_good')
  assert.equal(by('person', 5, 5), 'consent.ends_before_it_starts')
  assert.equal(by('person', -20, 0), 'consent.already_over')
  assert.equal(by('person', 0, 30, true), 'consent.minor_alone')
  assert.equal(by('minor_with_guardian', 0, 30, true), null)
  fc.assert(
    fc.property(days, days, (starts, ends) => {
      if (by('person', starts, ends) === null) assert.ok(ends > starts && ends - starts <= 90 && ends > 0)
    }),
  )
})

test('a cover is a live consent to this very recipient, the one that lasts longest', () => {
  const long = aConsent({ consent_id: 'long', ...terms(-5, 40) })
  const others = [
    aConsent({ consent_id: 'short', ...terms(0, 10) }),
    aConsent({ consent_id: 'later', ...terms(3, 60) }),
    aConsent({ consent_id: 'over', ...terms(-90, -1) }),
    aConsent({ consent_id: 'withdrawn', ...terms(0, 80, '2026-11-21T09:00:00Z') }),
    aConsent({ consent_id: 'elsewhere', recipient_organisation_id: 'fresno', ...terms(0, 80) }),
  ]
  assert.equal(findCover([...others, long], 'olmo', today)?.consent_id, 'long')
  assert.equal(findCover(others.slice(1), 'olmo', today), undefined)
})
