// Abuse control as counted work: who is next, what is spent, what is asked of a device. No stopwatch.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '#kit/problem.ts'
import { costOf, Purses, pressureOf } from './limits-cost.ts'
import { FairQueue, type Lane, laneRules, lanes } from './slow-lane.ts'
import { demands, Works, zeroBits } from './work.ts'

/** Lets works through one at a time and tells who had a turn. */
const served = async (asked: Lane[], turns: number): Promise<Lane[]> => {
  const deep = Object.fromEntries(lanes.map((lane) => [lane, { ...laneRules[lane], depth: 1_000 }])) as typeof laneRules
  const queue = new FairQueue(deep)
  const order: Lane[] = []
  let open = () => {}
  const shut = new Promise<void>((resolve) => {
    open = resolve
  })
  const first = queue.run('report', () => shut)
  const all = asked.map((lane) => queue.run(lane, async () => void order.push(lane)))
  open()
  await Promise.all([first, ...all])
  return order.slice(0, turns)
}

test('a flood of returns does not keep anybody from reporting, and the slow lanes move all the same', async () => {
  const flood = Array.from({ length: 300 }, (): Lane => 'return')
  const order = await served([...flood, ...Array.from({ length: 20 }, (): Lane => 'report')], 40)
  assert.ok(order.filter((lane) => lane === 'report').length >= 20, 'all who reported are through')
  const mixed = lanes.flatMap((lane) => Array.from({ length: 100 }, () => lane))
  const turns = await served(mixed, 120)
  const count = (lane: Lane) => turns.filter((each) => each === lane).length
  for (const lane of lanes) {
    const fair = (120 * laneRules[lane].share) / 12
    assert.ok(Math.abs(count(lane) - fair) <= 2, `${lane} had ${count(lane)} turns of ${fair}`)
  }
})

test('a lane is bounded, a full one asks to come again and the others stay open', async () => {
  const queue = new FairQueue()
  let open = () => {}
  const shut = new Promise<void>((resolve) => {
    open = resolve
  })
  const running = queue.run('return', () => shut)
  const waiting = Array.from({ length: laneRules.return.depth }, () => queue.run('return', async () => 'in'))
  await assert.rejects(
    queue.run('return', async () => 'in'),
    (error) => error instanceof Problem && error.kind === 'too_many',
  )
  const report = queue.run('report', async () => 'told')
  assert.ok(queue.fill > 0)
  open()
  assert.equal(await report, 'told')
  await Promise.all([running, ...waiting])
  assert.equal(queue.fill, 0)
  assert.equal(await queue.run('return', async () => 'again'), 'again', 'nothing stays behind')
})

test('after a hash the machine rests in proportion, and longer for whoever could not show work', async () => {
  for (const lane of ['report', 'return_slow'] as const) {
    const queue = new FairQueue()
    const busy = async () => {
      const until = performance.now() + 20
      while (performance.now() < until);
      return performance.now()
    }
    const [ended, , last] = await Promise.all([0, 1, 2].map(() => queue.run(lane, busy)))
    const least = 2 * 20 * (1 + laneRules[lane].rest)
    assert.ok(last! - ended! >= least * 0.9, `${lane}: ${last! - ended!} ms of ${least}`)
  }
})

test('work that fails hands its turn on', async () => {
  const queue = new FairQueue()
  const broken = queue.run('report', () => Promise.reject(new Error('no')))
  const next = queue.run('report', async () => 'told')
  await assert.rejects(broken)
  assert.equal(await next, 'told')
})

test('one address spends its own, many addresses spend what is common', () => {
  const purses = new Purses({ address: { most: 100, perSecond: 1 }, all: { most: 1_000, perSecond: 10 } }, 0)
  const tries = (address: string, times: number, at = 0) =>
    Array.from({ length: times }, () => purses.spend(address, costOf('return'), at)).filter(Boolean).length
  assert.equal(tries('1', 10), 3)
  assert.equal(tries('1', 1, 20_000), 1, 'what one may comes back')
  for (let n = 0; n < 40; n++) tries(String(n), 1, 20_000)
  assert.ok(purses.left(20_000) < 0.05)
  assert.equal(pressureOf(purses.left(20_000), 0), 3)
  assert.ok(purses.left(150_000) > 0.9)
  assert.equal(pressureOf(purses.left(150_000), 0), 0)
})

test('no more addresses are remembered than there is room for', () => {
  const purses = new Purses(undefined, 0, 10)
  for (let n = 0; n < 1_000; n++) purses.spend(`10.0.0.${n}`, 1, n)
  assert.equal(purses.addresses, 10)
})

test('the more is spent or waits, the more is asked; never less', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(part, part, part, part, (left, lower, fill, fuller) => {
      const [more, less] = [Math.max(left, lower), Math.min(left, lower)]
      const [low, high] = [Math.min(fill, fuller), Math.max(fill, fuller)]
      assert.ok(pressureOf(less, high) >= pressureOf(more, low))
    }),
  )
  assert.ok(demands[1].bits < demands[2].bits && demands[2].bits < demands[3].bits)
})

const solve = (text: string, bits: number): string => {
  for (let number = 0; ; number++)
    if (zeroBits(createHash('sha256').update(`${text}${number}`).digest()) >= bits) return String(number)
}

test('a solved puzzle opens once, for its own form, for a quarter of an hour', () => {
  const works = new Works()
  const now = Date.now()
  const { text, bits } = works.puzzle(1, 'a form', now)
  const number = solve(text, bits)
  assert.equal(works.solved(text, number, 'another form', now), false)
  assert.equal(works.solved(text, String(Number(number) + 1), 'a form', now), false)
  assert.equal(works.solved(text, number, 'a form', now + 16 * 60_000), false)
  assert.equal(works.solved(text, number, 'a form', now), true)
  assert.equal(works.solved(text, number, 'a form', now), false, 'used')
  assert.equal(new Works().solved(text, number, 'a form', now), false, 'of another server')
  const easier = `1${text.slice(text.indexOf('.'))}`
  assert.equal(works.solved(easier, solve(easier, 1), 'a form', now), false, 'made easier')
})

test('a ticket is waited for, for its own form, and opens once', () => {
  const works = new Works()
  const now = Date.now()
  const { text, seconds } = works.puzzle(2, 'a form', now)
  assert.equal(works.waits(text, 'a form', now), seconds)
  assert.equal(works.waits(text, 'a form', now + 10_000), seconds - 10)
  assert.equal(works.waits(text, 'a form', now + seconds * 1000), 0)
  assert.equal(works.waits(text, 'another', now + seconds * 1000), undefined)
  works.spent(text, now + seconds * 1000)
  assert.equal(works.waits(text, 'a form', now + seconds * 1000), undefined)
})

test('whatever is sent as a puzzle or a number is an answer of no', () => {
  const works = new Works()
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, number) => {
      assert.equal(works.solved(text, number, 'a form'), false)
      assert.equal(works.waits(text, 'a form'), undefined)
    }),
  )
})
