// Tables of what may be written down and what is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GuardianStatus } from './guardian.ts'
import type { Heard, InterestQuestion } from './heard.ts'
import { pathway } from './pathway.ts'
import {
  aheadObstacle,
  askingObstacle,
  callsObstacle,
  guardianRecordObstacle,
  interestObstacle,
} from './records.rules.ts'

test('only a guardian who was appointed may consent, and one who is there has a name', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...GuardianStatus.options),
      fc.boolean(),
      fc.constantFrom('', 'Ana'),
      (status, may_consent, name) => {
        const allowed = guardianRecordObstacle({ status, may_consent, name, since_on: null }) === null
        if (allowed && may_consent) assert.equal(status, 'appointed')
        if (allowed && ['appointed', 'conflict'].includes(status)) assert.notEqual(name, '')
      },
    ),
  )
  assert.equal(guardianRecordObstacle({ status: 'none', may_consent: false, name: '', since_on: null }), null)
  assert.equal(guardianRecordObstacle({ status: 'conflict', may_consent: false, name: 'Tía', since_on: null }), null)
})

test('nobody is asked who would expose the child, while the family is not known to be safe', () => {
  const ask = (asked: string[], safe: boolean) => askingObstacle(asked, pathway.whom_to_ask, safe)
  assert.equal(ask(['police_channel', 'protection_body'], false), null)
  assert.equal(ask(['family'], false), 'minor.asking_exposes')
  assert.equal(ask(['police_channel', 'consulate'], false), 'minor.asking_exposes')
  assert.equal(ask(['family'], true), null)
  assert.equal(ask(['neighbours'], true), 'minor.unknown_whom')
})

test('a decision starts from the child: heard in own words, or with the reason why not yet', () => {
  const record = {
    question: 'where_to_live' as InterestQuestion,
    heard: ['child', 'lawyer'] as Heard[],
    child_words: 'I want to stay with the girls.',
    not_heard_why: '',
    decided_on: '2026-11-20',
    review_on: '2026-12-20',
  }
  assert.equal(interestObstacle(record, false), null)
  assert.equal(interestObstacle({ ...record, child_words: '' }, true), 'minor.child_words_needed')
  assert.equal(interestObstacle({ ...record, heard: ['lawyer'] }, true), 'minor.not_heard_why_needed')
  assert.equal(interestObstacle({ ...record, heard: ['lawyer'], not_heard_why: 'In hospital.' }, true), null)
  assert.equal(interestObstacle({ ...record, review_on: record.decided_on }, true), 'minor.review_after_decision')
  for (const question of ['contact_with_family', 'return_to_family', 'return_to_country'] as const) {
    assert.equal(interestObstacle({ ...record, question }, false), 'minor.family_not_safe')
    assert.equal(interestObstacle({ ...record, question }, true), null)
  }
  assert.equal(interestObstacle({ ...record, heard: ['child', 'family'] }, false), 'minor.family_not_safe')
})

test('no plan calls the family, and nothing is told ahead of its time', () => {
  const call = { by: 'on_duty' as const, who: '', within_hours: 2 }
  assert.equal(callsObstacle([{ ...call, whom: 'police' }], false), null)
  assert.equal(
    callsObstacle(
      [
        { ...call, whom: 'police' },
        { ...call, whom: 'family' },
      ],
      false,
    ),
    'minor.family_not_safe',
  )
  assert.equal(callsObstacle([{ ...call, whom: 'family' }], true), null)
  const now = '2026-11-22T10:00:00.000Z'
  assert.equal(aheadObstacle('2026-11-22', now), null)
  assert.equal(aheadObstacle('2026-11-23', now), 'minor.not_yet')
  assert.equal(aheadObstacle('2026-11-22T10:30:00+01:00', now), null)
  assert.equal(aheadObstacle('2026-11-22T10:30:00Z', now), 'minor.not_yet')
})
