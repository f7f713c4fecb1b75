import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sections } from '#access/access.ts'
import needs from '#data/instruments/needs.json' with { type: 'json' }
import { addDays } from '#kit/day.ts'
import { dueGroup, inHerOrder, isOverdue, nextDueDay, type Owner, ownerObstacle, sectionOfNeed } from './plan.rules.ts'
import { GoalStatus } from './plan.ts'

const today = '2026-11-21'
const aDay = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days))
const aStep = fc.record({ due_on: aDay, done_on: fc.option(aDay) })
const aGoal = fc.record({ status: fc.constantFrom(...GoalStatus.options), actions: fc.array(aStep, { maxLength: 4 }) })

test('every need has a section of the file', () => {
  for (const { code } of needs.domains) assert.ok(sections.includes(sectionOfNeed(code)!), code)
  assert.equal(sectionOfNeed('wealth'), undefined)
})

test('the next due day is one of the open days, and none of them is earlier', () => {
  fc.assert(
    fc.property(fc.array(aGoal), fc.option(aDay), fc.array(aStep), (goals, review, followUps) => {
      const open = [
        ...goals.filter(({ status }) => status === 'open').flatMap(({ actions }) => actions),
        ...followUps,
      ].filter(({ done_on }) => done_on === null)
      const days = [...open.map(({ due_on }) => due_on), ...(review ? [review] : [])]
      const next = nextDueDay(goals, review, followUps)
      if (days.length === 0) assert.equal(next, null)
      else {
        assert.ok(next !== null && days.includes(next))
        assert.ok(days.every((day) => day >= next))
      }
    }),
  )
})

test('a step stands in one group of the day, and is overdue in just one of them', () => {
  fc.assert(
    fc.property(aDay, (due_on) => {
      const group = dueGroup(due_on, today)
      assert.equal(group === 'overdue', isOverdue({ due_on, done_on: null }, today))
      assert.equal(group === 'today', due_on === today)
      assert.equal(group === 'coming', due_on > today && due_on <= addDays(today, 7))
    }),
  )
  assert.equal(isOverdue({ due_on: '2026-11-01', done_on: '2026-11-20' }, today), false)
})

test('a step belongs to her, to whoever writes it, to a colleague or partner who can read it, or to somebody named', () => {
  const [me, colleague, partner] = ['a', 'b', 'p']
  const team = [
    { kind: 'team', staff_id: colleague, organisation_id: null, sections: ['work'] },
    { kind: 'consent', staff_id: null, organisation_id: partner, sections: ['work'] },
  ]
  const obstacle = (owner: Owner, section: 'work' | 'mind' = 'work') => ownerObstacle(owner, section, team, me)
  const staff = (owner_id: string | null) => ({ owner_kind: 'staff' as const, owner_id })
  const house = (owner_organisation_id: string | null) => ({
    ...{ owner_kind: 'partner' as const, owner_id: null, owner_organisation_id },
  })
  assert.equal(obstacle({ owner_kind: 'person', owner_id: null }), null)
  assert.equal(obstacle(staff(me), 'mind'), null)
  assert.equal(obstacle(staff(colleague)), null)
  assert.equal(obstacle(staff(colleague), 'mind'), 'plan.owner_does_not_see')
  assert.equal(obstacle(staff('c')), 'plan.owner_not_on_the_file')
  assert.equal(obstacle(staff(null)), 'plan.owner_missing')
  assert.equal(obstacle({ owner_kind: 'person', owner_id: me }), 'plan.owner_missing')
  assert.equal(obstacle(house(partner)), null)
  assert.equal(obstacle(house(partner), 'mind'), 'plan.owner_does_not_see')
  assert.equal(obstacle(house('q')), 'plan.partner_not_on_the_file')
  assert.equal(obstacle(house(null)), 'plan.owner_missing')
  assert.equal(obstacle({ owner_kind: 'other', owner_id: null }), 'plan.owner_missing')
  assert.equal(obstacle({ owner_kind: 'other', owner_id: null, who: 'her sister' }), null)
})

test('goals stand in her order; of two alike the older comes first', () => {
  const goal = (goal_id: string, place: number, set_on: string) => ({ goal_id, place, set_on })
  const given = [goal('c', 1, '2026-01-01'), goal('b', 0, '2026-03-01'), goal('a', 0, '2026-02-01')]
  assert.deepEqual(
    inHerOrder(given).map(({ goal_id }) => goal_id),
    ['a', 'b', 'c'],
  )
})
