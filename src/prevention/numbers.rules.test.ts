// Fewer than five are never told and cannot be reckoned back, whatever was answered; and each set of questions is open when it
// should be.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fewest } from './attendance.ts'
import { attendedPercent, isOpen, windowOf } from './moments.rules.ts'
import { atLeastOfHundred, numbersOf, tellOptions } from './numbers.rules.ts'
import { followUpQuestions, moments, surveyQuestions } from './questions.ts'
import { costLines, mayBecome, sessionsObstacle } from './training.rules.ts'

const id = (place: number) => `00000000-0000-4000-8000-00000000000${place}`
const sessions = [
  { session_id: id(1), starts_at: '2026-03-10T09:00:00Z', ends_at: '2026-03-10T11:00:00Z' },
  { session_id: id(2), starts_at: '2026-03-12T09:00:00Z', ends_at: '2026-03-12T10:00:00Z' },
]

test('what one option hides is not what all together give away', () => {
  const question = followUpQuestions.find((each) => each.id === 'used')!
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...question.options), { minLength: fewest, maxLength: 60 }), (given) => {
      const told = tellOptions(
        question,
        given.map((each) => [each]),
      )
      const shown = told.reduce((sum, { people }) => sum + (people ?? 0), 0)
      for (const { people } of told) assert.ok(people === null || people >= fewest)
      const hidden = told.filter(({ people }) => people === null).length
      assert.ok(hidden === 0 || given.length - shown >= fewest, 'behind what is hidden stand five or more')
      assert.notEqual(hidden, 1, 'a hidden one alone would be told by the rest')
    }),
  )
})

test('of several answers neither those who said it nor those who did not are told when they are few', () => {
  const question = surveyQuestions.find((each) => each.id === 'leave')!
  fc.assert(
    fc.property(fc.array(fc.subarray([...question.options]), { maxLength: 40 }), (given) => {
      for (const { people } of tellOptions(question, given))
        assert.ok(people === null || (people >= fewest && given.length - people >= fewest))
    }),
  )
  fc.assert(
    fc.property(fc.nat(60), fc.nat(60), (a, b) => {
      const [count, of] = [Math.min(a, b), Math.max(a, b)]
      const told = atLeastOfHundred(count, of)
      assert.ok(told === null || (of >= 20 && count >= fewest && told <= (100 * (of - fewest)) / of))
    }),
  )
})

test('nothing of a moment is told while somebody may still answer', () => {
  const windows = Object.fromEntries(moments.map((moment) => [moment, windowOf(moment, sessions)])) as never
  const rows = Array.from({ length: 9 }, (_, by) => ({
    by: String(by),
    moment: 'survey' as const,
    answers: { useful: ['4'] },
  }))
  assert.deepEqual(numbersOf({ windows, rows, bank: undefined }, '2026-03-13T00:00:00Z').asked, [])
  assert.equal(numbersOf({ windows, rows, bank: undefined }, '2026-03-14T10:00:00Z').asked[0]!.mean, 4)
})

test('questions are open from registering, from the last session on, and three and six months later', () => {
  const open = (now: string, status: 'open' | 'cancelled' = 'open') =>
    moments.filter((moment) => isOpen(moment, { sessions, status }, now))
  assert.deepEqual(open('2026-03-01T00:00:00Z'), ['pre'])
  assert.deepEqual(open('2026-03-11T00:00:00Z'), [])
  assert.deepEqual(open('2026-03-12T09:30:00Z'), ['post', 'survey'])
  assert.deepEqual(open('2026-06-20T00:00:00Z'), ['month3'])
  assert.deepEqual(open('2026-09-20T00:00:00Z'), ['month6'])
  assert.deepEqual(open('2026-03-01T00:00:00Z', 'cancelled'), [])
  assert.deepEqual(windowOf('month3', [{ starts_at: '2026-11-30T08:00:00Z', ends_at: '2026-11-30T09:00:00Z' }]), {
    opens_at: '2027-02-28T00:00:00Z',
    closes_at: '2027-04-29T00:00:00Z',
  })
})

test('how much of it somebody came to is counted in minutes, and what may become of a training by how it stands', () => {
  assert.deepEqual(
    [[], [id(1)], [id(1), id(2)]].map((came) => attendedPercent(sessions, came)),
    [0, 66, 100],
  )
  const open = { status: 'open', starts_at: sessions[0]!.starts_at, seats: 0 } as const
  assert.deepEqual(mayBecome(open, '2026-03-01T00:00:00Z'), ['planned', 'cancelled'])
  assert.deepEqual(mayBecome({ ...open, seats: 1 }, '2026-03-11T00:00:00Z'), ['held', 'cancelled'])
  assert.deepEqual(mayBecome({ ...open, status: 'closed' }, '2026-03-01T00:00:00Z'), ['held'])
  assert.equal(sessionsObstacle(sessions), null)
  assert.equal(sessionsObstacle([sessions[0]!, sessions[0]!]), 'gate.not_allowed_value')
  const paid = { grant_line: 'A', currency: 'EUR', costs: [{ kind: 'room' as const, cents: 100 }] }
  assert.deepEqual(costLines([paid, paid, { ...paid, costs: [] }, { ...paid, currency: 'GBP' }]), [
    { grant_line: 'A', currency: 'EUR', trainings: 2, cents: 200, kinds: [{ kind: 'room', cents: 200 }] },
    { grant_line: 'A', currency: 'GBP', trainings: 1, cents: 100, kinds: [{ kind: 'room', cents: 100 }] },
  ])
})
