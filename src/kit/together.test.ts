// Many who ask at once: each gets their own answer, what ails one reaches no other, and nobody waits for long behind
// somebody's lock.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { type Ask, Together } from './together.ts'

const question = (value: number) => ({ of: 'f', types: ['int'], values: [value], rounds: 1, writes: true })
const reading = (value: number) => ({ ...question(value), writes: false })
/** Answers twice the number to even ones and nothing to odd ones, in any order; a number under zero spoils its round. */
const doubling =
  (rounds: number[][], takesMs = 1): Ask<number> =>
  async (_, [numbers]) => {
    rounds.push(numbers as number[])
    await pause(takesMs)
    if ((numbers as number[]).some((each) => each < 0)) throw new Error('spoiled')
    return (numbers as number[])
      .flatMap((each, at) => (each % 2 === 0 ? [{ place: at + 1, answered: each * 2 }] : []))
      .reverse()
  }

test('whoever comes while others are answered travels in the next round, and each gets their own answer', async () => {
  const rounds: number[][] = []
  const together = new Together(doubling(rounds))
  const answers = await Promise.all(Array.from({ length: 40 }, (_, each) => together.ask(question(each))))
  assert.deepEqual(
    answers,
    Array.from({ length: 40 }, (_, each) => (each % 2 === 0 ? each * 2 : undefined)),
  )
  assert.deepEqual(
    rounds.map((round) => round.length),
    [1, 16, 16, 7],
  )
})

/** Eight writers who come back one by one: the first goes alone, and so comes once more than the others. */
const eightWriters = async (waits: { slowMs: number }): Promise<number[]> => {
  const rounds: number[][] = []
  // So patient that no stall of a busy machine parts them.
  const together = new Together(doubling(rounds), { gatherMs: 60_000, patienceMs: 60_000, ...waits })
  const writer = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      await together.ask(question(2))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await Promise.all([7, 6, 6, 6, 6, 6, 6, 6].map(writer))
  return rounds.map((round) => round.length)
}

test('writers who were answered together are waited for together, and never for long', async () => {
  // Half of them are answered while the other half comes back; all of them wait for a slow disk in one.
  assert.deepEqual(await eightWriters({ slowMs: 60_000 }), [1, ...Array.from({ length: 12 }, () => 4)])
  assert.deepEqual(await eightWriters({ slowMs: 0 }), [1, 8, 8, 8, 8, 8, 8])
  // The others are gone: whoever is left is not kept.
  const brisk = new Together(doubling([]))
  await Promise.all([1, 2, 3].map(() => brisk.ask(question(2))))
  assert.equal(await brisk.ask(question(2)), 4)
})

test('readings that come in one moment travel together, and wait for nobody', async () => {
  const rounds: number[][] = []
  const together = new Together(doubling(rounds, 5), { patienceMs: 60_000 })
  assert.equal(await together.ask(reading(2)), 4)
  await Promise.all(Array.from({ length: 8 }, (_, each) => together.ask(reading(each))))
  assert.deepEqual(
    rounds.map((round) => round.length),
    [1, 4, 4],
  )
})

test('two rounds of readings pass each other where they may', async () => {
  const rounds: number[][] = []
  const together = new Together(doubling(rounds, 5), { patienceMs: 60_000 })
  const asked = Array.from({ length: 8 }, (_, each) => together.ask({ ...reading(each), rounds: 2 }))
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(
    rounds.map((round) => round.length),
    [4, 4],
  )
  await Promise.all(asked)
})

test('what is answered one after the other travels in short rounds', async () => {
  const rounds: number[][] = []
  const together = new Together(doubling(rounds, 5), { patienceMs: 60_000 })
  await Promise.all(Array.from({ length: 12 }, (_, each) => together.ask({ ...reading(each), most: 4 })))
  assert.ok(rounds.every((round) => round.length <= 4))
  assert.equal(rounds.flat().length, 12)
})

test('what spoils a round reaches whoever asked it and no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: -3, max: 30 }), { minLength: 1, maxLength: 60 }), async (numbers) => {
      const together = new Together(doubling([], 0))
      const settled = await Promise.allSettled(numbers.map((each) => together.ask(question(each))))
      for (const [at, each] of numbers.entries()) {
        const got = settled[at]!
        if (each < 0) assert.equal(got.status, 'rejected')
        else assert.deepEqual(got, { status: 'fulfilled', value: each % 2 === 0 ? each * 2 : undefined })
      }
    }),
    { numRuns: 60 },
  )
})

test('behind a round that waits for a lock nobody waits for long', async () => {
  let open = (): void => {}
  const lock = new Promise<void>((resolve) => {
    open = resolve
  })
  const together = new Together<number>(async (_, [numbers]) => {
    if ((numbers as number[]).includes(0)) await lock
    return (numbers as number[]).map((each, at) => ({ place: at + 1, answered: each }))
  })
  const held = together.ask(question(0))
  assert.equal(await together.ask(question(1)), 1)
  open()
  assert.equal(await held, 0)
})

test('the text asks for lists of the types in order', async () => {
  const texts: string[] = []
  const together = new Together<number>(async (text) => {
    texts.push(text)
    return []
  })
  const asked = { of: 'guard.add_notes', types: ['text', 'uuid'], values: ['a', 'b'], rounds: 2 as const }
  assert.equal(await together.ask(asked), undefined)
  assert.deepEqual(texts, ['select place, answered from guard.add_notes($1::text[], $2::uuid[])'])
})

test('whoever comes alone is asked for alone, where there is a way for one, and may be answered nothing', async () => {
  const texts: string[] = []
  const together = new Together<string>(async (text, values) => {
    texts.push(text)
    await pause(1)
    return text.startsWith('select 1 as place')
      ? [{ place: 1, answered: values[0] === 'nobody' ? null : `alone ${values[0]}` }]
      : (values[0] as string[]).map((each, at) => ({ place: at + 1, answered: `in company ${each}` }))
  })
  const asked = (name: string) => ({
    of: 'guard.open_files',
    alone: 'guard.open_file',
    types: ['text', 'int'],
    values: [name, 1],
    rounds: 1,
  })
  assert.equal(await together.ask(asked('one')), 'alone one')
  assert.equal(await together.ask(asked('nobody')), undefined)
  assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((name) => together.ask(asked(name)))), [
    'in company a',
    'in company b',
    'alone c',
  ])
  const [alone, , company] = texts
  assert.equal(alone, 'select 1 as place, guard.open_file($1::text, $2::int) as answered')
  assert.equal(company, 'select place, answered from guard.open_files($1::text[], $2::int[])')
})
