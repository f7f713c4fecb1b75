// The hours of a referral: never earlier than what the sender asked for, reminders before escalation, and a way back
// that closes.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadFacts } from '#facts/load.ts'
import { clockState, expectedDayObstacle, hoursOf, hoursOfWait, proposedDueDay, undoUntil } from './clock.rules.ts'
import { dueDayObstacle } from './referral.rules.ts'
import { ReferralStatus, Urgency } from './referral.ts'
import { referralFacts } from './referral-facts.ts'

const { clocks } = referralFacts(loadFacts())
const sent_at = '2026-11-21T10:00:00.000Z'
const today = '2026-11-21'

test('the day we propose is one we accept, and its hours run in order', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Urgency.options), fc.integer({ min: 0, max: 20_000 * 24 }), (urgency, hours) => {
      const moment = new Date(hours * 3_600_000).toISOString()
      const proposed = proposedDueDay(urgency, moment.slice(0, 10), clocks)
      assert.equal(dueDayObstacle(proposed, moment.slice(0, 10)), null)
      const { look_due_at, answer_due_at, escalate_at } = hoursOf(urgency, moment, proposed, clocks)
      assert.ok(look_due_at <= answer_due_at && answer_due_at < escalate_at)
    }),
  )
})

test('whoever asks later gives longer, whoever asks earlier less', () => {
  const by = (day: string) => hoursOf('this_week', sent_at, day, clocks).answer_due_at
  assert.equal(by('2026-11-24'), '2026-11-24T10:00:00.000Z')
  assert.equal(by('2026-11-28'), '2026-11-29T00:00:00.000Z')
  assert.equal(by(today), '2026-11-22T00:00:00.000Z')
  assert.equal(hoursOf('today', sent_at, today, clocks).answer_due_at, '2026-11-21T14:00:00.000Z')
})

test('first a look is late, then the answer, then the coordinator is told; an answer stops the clock', () => {
  const referral = {
    ...{ status: 'sent' as const, looked_at: null as string | null, answer_due_on: today },
    ...hoursOf('today', sent_at, today, clocks),
  }
  const at = (hours: number, change: object = {}) =>
    clockState({ ...referral, ...change }, new Date(Date.parse(sent_at) + hours * 3_600_000).toISOString())
  assert.deepEqual(
    [0, 1, 4, 6].map((hours) => at(hours)),
    ['runs', 'not_looked', 'late', 'escalated'],
  )
  assert.equal(at(1, { looked_at: sent_at }), 'runs')
  assert.equal(at(6, { status: 'waiting', ...hoursOfWait('2026-12-01') }), 'runs')
  for (const status of ReferralStatus.options.filter((each) => each !== 'sent' && each !== 'waiting'))
    assert.equal(at(99, { status }), 'stopped')
  const ofOld = { ...referral, look_due_at: null, answer_due_at: null, escalate_at: null }
  assert.equal(clockState(ofOld, '2026-11-21T23:00:00Z'), 'runs')
  assert.equal(clockState(ofOld, '2026-11-22T00:00:00Z'), 'late')
})

test('undone within five minutes and unseen, as the database has it too', () => {
  const until = (now: string, change: object = {}) =>
    undoUntil({ status: 'sent', sent_at, looked_at: null, ...change }, now, clocks)
  assert.equal(until('2026-11-21T10:04:59Z'), '2026-11-21T10:05:00.000Z')
  assert.equal(until('2026-11-21T10:05:00Z'), null)
  assert.equal(until(sent_at, { looked_at: sent_at }), null)
  assert.equal(until(sent_at, { status: 'accepted' }), null)
  const sql = readFileSync(new URL('../../db/migrations/0109_referral_clock.sql', import.meta.url), 'utf8')
  assert.match(sql, new RegExp(`interval '${clocks.undo_minutes} minutes'`))
})

test('a waiting list has a day, from tomorrow on', () => {
  assert.equal(expectedDayObstacle(null, today), 'referral.expected_day_needed')
  for (const day of [today, '2027-12-01'])
    assert.equal(expectedDayObstacle(day, today), 'referral.expected_day_out_of_range')
  assert.equal(expectedDayObstacle('2026-11-22', today), null)
})
