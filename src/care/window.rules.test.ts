// Hours that count: real hours over every change of the clock, both ends of what one knows, and nothing that lapses unseen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answerObstacle, eventObstacle, isSettled, nextClosing, runningWindows, windowsFor } from './window.rules.ts'
import { type Answered, eventKinds, type WindowAnswer, windows } from './window.ts'

const known = windows.windows
const hour = 3_600_000
const at = (moment: string, hours: number) => new Date(Date.parse(moment) + hours * hour).toISOString()
const event = (from: string, to = from) => ({ kinds: ['sexual_violence' as const], from, to })
const pep = (from: string, now: string, to = from) =>
  runningWindows(known, event(from, to), [], now).find(({ code }) => code === 'pep_hiv')!

test('over the night the clocks change seventy-two hours are seventy-two hours', () => {
  // Madrid, 25 October 2026: 03:00 becomes 02:00. 20:00 on Saturday is 18:00 UTC, 20:00 on Tuesday is 19:00 UTC.
  const autumn = pep('2026-10-24T18:00:00Z', '2026-10-27T19:00:00Z')
  assert.deepEqual([autumn.state, autumn.left.from], ['over', -60])
  assert.equal(pep('2026-10-24T18:00:00Z', '2026-10-27T17:59:00Z').left.from, 1)
  // 29 March 2026: 02:00 becomes 03:00. The same clock on Tuesday is one hour earlier on the line of time.
  assert.equal(pep('2026-03-28T19:00:00Z', '2026-03-31T18:00:00Z').left.from, 60)
})

test('what is left is counted from both ends of what one knows', () => {
  const from = '2026-11-20T22:00:00Z'
  const to = '2026-11-21T04:00:00Z'
  const soon = pep(from, '2026-11-21T08:00:00Z', to)
  assert.deepEqual([soon.state, soon.left], ['soonest', { from: 62 * 60, to: 68 * 60 }])
  assert.equal(pep(from, at(from, 30), to).state, 'running')
  assert.equal(pep(from, at(from, 74), to).state, 'may_be_over')
  assert.equal(pep(from, at(to, 72.1), to).state, 'over')
  assert.equal(pep(from, at(from, 1), to).closes_at, '2026-11-23T22:00:00.000Z')
})

test('whatever happened and when, hours only pass, and a state never goes back', () => {
  const order = ['soonest', 'running', 'may_be_over', 'over']
  const moments = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) })
  fc.assert(
    fc.property(
      moments,
      fc.integer({ min: 0, max: 96 * 60 }),
      fc.integer({ min: 0, max: 500 * 60 }),
      fc.integer({ min: 0, max: 100 * 60 }),
      fc.subarray([...eventKinds], { minLength: 1 }),
      (start, spread, passed, more, kinds) => {
        const from = new Date(start).toISOString()
        const to = new Date(start + spread * 60_000).toISOString()
        const now = new Date(start + passed * 60_000).toISOString()
        const later = new Date(start + (passed + more) * 60_000).toISOString()
        const [before, after] = [now, later].map((moment) => runningWindows(known, { kinds, from, to }, [], moment))
        assert.equal(before!.length, windowsFor(known, kinds).length)
        before!.forEach((window, index) => {
          const next = after![index]!
          assert.equal(next.code, window.code)
          assert.equal(window.left.from - next.left.from, more)
          assert.equal(window.left.to - window.left.from, spread)
          assert.ok(order.indexOf(next.state) >= order.indexOf(window.state))
        })
      },
    ),
  )
})

const answered = (code: string, answer: WindowAnswer): Answered => ({
  ...{ code, answer, words: '', at: '2026-11-21T00:00:00Z', by: 'b' },
})

test('an event leaves the page of the day only when each of its helps has a last word', () => {
  const from = '2026-11-20T22:00:00Z'
  const now = at(from, 5)
  const all = runningWindows(known, event(from), [], now)
  assert.equal(nextClosing(all), at(from, 48))
  const codes = all.map(({ code }) => code)
  const said = (answer: WindowAnswer) => codes.map((code) => answered(code, answer))
  assert.equal(nextClosing(runningWindows(known, event(from), said('done'), now)), null)
  assert.equal(nextClosing(runningWindows(known, event(from), said('on_the_way'), now)), at(from, 48))
  // Long after: what nobody answered is still there.
  assert.equal(nextClosing(runningWindows(known, event(from), [], at(from, 4_000))), at(from, 48))
  const one = runningWindows(known, event(from), [answered('pep_hiv', 'did_not_want')], now)
  assert.deepEqual(
    one.filter(isSettled).map(({ code }) => code),
    ['pep_hiv'],
  )
})

test('too late is said only when it may be, and an event neither runs backwards nor lies ahead', () => {
  const from = '2026-11-20T22:00:00Z'
  assert.equal(answerObstacle(pep(from, at(from, 20)), 'too_late'), 'care.not_too_late')
  assert.equal(answerObstacle(pep(from, at(from, 73)), 'too_late'), null)
  assert.equal(answerObstacle(undefined, 'done'), 'care.no_such_window')
  const now = at(from, 1)
  assert.equal(eventObstacle({ from, to: from }, now), null)
  assert.equal(eventObstacle({ from, to: at(from, -1) }, now), 'care.event_backwards')
  assert.equal(eventObstacle({ from: at(now, 1), to: at(now, 2) }, now), 'care.event_ahead')
})
