import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sections } from '#access/access.ts'
import needs from '#data/instruments/needs.json' with { type: 'json' }
import { addDays } from '#kit/day.ts'
import { dueGroup, isOverdue, needsWithoutGoal, nextDueDay, ownerObstacle, sectionOfNeed } from './plan.rules.ts'
import { GoalStatus } from './plan.ts'

const today = '2026-11-21'
const aDay = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days))
const aStep = fc.record({ due_on: aDay, done_on: fc.option(aDay) })
const aGoal = fc.record({ status: fc.constantFrom(...GoalStatus.options), actions: fc.array(aStep, { maxLength: 4 }) })

test('every need has a section of the file', () => {
  for (const { code } of needs.domains) assert.ok(sections.includes(sectionOfNeed(code)!), code)
  assert.equal(sectionOfNeed('wealth'), undefined)
})

test('a high need asks until an open goal answers it, and asks again once that goal is closed', () => {
  const asking = [
    { domain: 'mind', level: 4 },
    { domain: 'work', level: 3 },
  ]
  const open = [...sections]
  assert.deepEqual(
    needsWithoutGoal(asking, [], open).map(({ need }) => need),
    ['mind', 'work'],
  )
  assert.deepEqual(
    needsWithoutGoal(asking, [{ need: 'mind', status: 'open' }], open).map(({ need }) => need),
    ['work'],
  )
  assert.equal(needsWithoutGoal(asking, [{ need: 'mind', status: 'left' }], open).length, 2)
  assert.deepEqual(
    needsWithoutGoal(asking, [], ['work']).map(({ need }) => need),
    ['work'],
    'nothing is said about a section that is closed to the reader',
  )
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

test('a step belongs to her, to whoever writes it, or to a colleague who can read it', () => {
  const [me, colleague] = ['a', 'b']
  const team = [{ kind: 'team', staff_id: colleague, sections: ['work'] }]
  const obstacle = (owner_kind: 'staff' | 'person', owner_id: string | null, section: 'work' | 'mind' = 'work') =>
    ownerObstacle({ owner_kind, owner_id }, section, team, me)
  assert.equal(obstacle('person', null), null)
  assert.equal(obstacle('staff', me, 'mind'), null)
  assert.equal(obstacle('staff', colleague), null)
  assert.equal(obstacle('staff', colleague, 'mind'), 'plan.owner_does_not_see')
  assert.equal(obstacle('staff', 'c'), 'plan.owner_not_on_the_file')
  assert.equal(obstacle('staff', null), 'plan.owner_missing')
  assert.equal(obstacle('person', me), 'plan.owner_missing')
})
