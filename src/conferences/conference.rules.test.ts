// Tables of who may be invited, who sees which item, and whom a task may go to.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Section } from '#access/access.ts'
import {
  agencyObstacle,
  endObstacle,
  inviteObstacle,
  isTaskOverdue,
  itemsFor,
  markObstacle,
} from './conference.rules.ts'
import { TaskStatus } from './task.ts'

const section = fc.constantFrom(...Section.options)
const sections = fc.uniqueArray(section)

test('an item is seen through its section and through nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ section })), sections, (items, open) => {
      const seen = itemsFor(items, open)
      assert.ok(seen.every((item) => open.includes(item.section)))
      assert.ok(items.every((item) => seen.includes(item) || !open.includes(item.section)))
    }),
  )
})

test('only a partner let in on this very consent is invited, and once', () => {
  const shelter = { organisation_id: 'shelter', consent_id: 'one' }
  const access = { kind: 'consent', organisation_id: 'shelter', basis: 'one' }
  assert.equal(inviteObstacle([], []), null)
  assert.equal(inviteObstacle([shelter], [access]), null)
  assert.equal(inviteObstacle([shelter], []), 'conference.no_live_consent')
  assert.equal(inviteObstacle([shelter], [{ ...access, basis: 'two' }]), 'conference.no_live_consent')
  assert.equal(inviteObstacle([shelter], [{ ...access, organisation_id: 'law' }]), 'conference.no_live_consent')
  assert.equal(inviteObstacle([shelter], [{ ...access, kind: 'team' }]), 'conference.no_live_consent')
  assert.equal(inviteObstacle([shelter, shelter], [access]), 'conference.invited_twice')
})

test('a partner is given no task it could not read', () => {
  const owner = { kind: 'agency' as const, organisation_id: 'shelter' }
  fc.assert(
    fc.property(section, sections, fc.boolean(), (of, opened, live) => {
      const agency = { organisation_id: 'shelter', name: '', consent_id: 'one', named: true, live, sections: opened }
      assert.equal(agencyObstacle(owner, of, [agency]) === null, live && opened.includes(of))
      assert.equal(agencyObstacle(owner, of, [{ ...agency, organisation_id: 'law' }]), 'conference.not_invited')
      assert.equal(agencyObstacle({ kind: 'staff', staff_id: 'me' }, of, []), null)
    }),
  )
})

test('no conference is held before the person was asked, and none twice', () => {
  assert.equal(endObstacle({ status: 'planned', asked: 'not_yet' }, 'held'), 'conference.ask_first')
  assert.equal(endObstacle({ status: 'planned', asked: 'yes' }, 'held'), null)
  assert.equal(endObstacle({ status: 'planned', asked: 'not_safe' }, 'held'), null)
  assert.equal(endObstacle({ status: 'planned', asked: 'not_yet' }, 'cancelled'), null)
  for (const status of ['held', 'cancelled'])
    assert.equal(endObstacle({ status, asked: 'yes' }, 'held'), 'conference.over')
})

test('the own team answers for its own, drops what is not, and says why it cannot', () => {
  for (const status of TaskStatus.options) {
    const agency = markObstacle({ owner_kind: 'agency', status: 'open' }, { status, answer: 'x' })
    assert.equal(agency === null, status === 'dropped')
    assert.equal(markObstacle({ owner_kind: 'staff', status: 'open' }, { status, answer: 'x' }), null)
  }
  assert.equal(
    markObstacle({ owner_kind: 'staff', status: 'open' }, { status: 'cannot', answer: '' }),
    'conference.say_why',
  )
  assert.equal(isTaskOverdue({ due_on: '2026-11-20', status: 'doing' }, '2026-11-22'), true)
  assert.equal(isTaskOverdue({ due_on: '2026-11-20', status: 'done' }, '2026-11-22'), false)
})
