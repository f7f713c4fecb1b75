// Connections at hand: the same one again, never more than half of the pool, and none that is over or that nobody needed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { AtHand, type Lent } from './at-hand.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db?.drop())

const opened = async (work: (hand: AtHand, pool: pg.Pool) => Promise<void>, max = 4, rest?: number) => {
  const pool = new pg.Pool({ ...db.app, max, connectionTimeoutMillis: 2_000, idleTimeoutMillis: 20 })
  pool.on('error', () => {})
  const hand = new AtHand(pool, rest)
  try {
    await work(hand, pool)
  } finally {
    hand.close()
    await pool.end()
  }
}
const pidOf = async ({ client }: Lent): Promise<number> =>
  (await client.query('select pg_backend_pid() as pid')).rows[0].pid
const several = (hand: AtHand, many: number): Promise<Lent[]> =>
  Promise.all(Array.from({ length: many }, () => hand.lend()))

test('the one given back last comes first, and no more than half of the pool stays', () =>
  opened(async (hand, pool) => {
    const lent = await several(hand, 4)
    for (const each of lent) hand.giveBack(each)
    assert.equal(pool.idleCount, 2, 'the others went back to the pool')
    assert.deepEqual([await hand.lend(), await hand.lend()], [lent[1], lent[0]])
    for (const each of lent.slice(0, 2)) hand.giveBack(each)
  }))

test('whoever waits for the pool is not kept waiting by what lies at hand', () =>
  opened(async (hand, pool) => {
    const lent = await several(hand, 2)
    const waiting = pool.query('select 1 as one')
    hand.giveBack(lent[0]!)
    assert.deepEqual((await waiting).rows, [{ one: 1 }])
    hand.giveBack(lent[1]!)
  }, 2))

test('where the pool has one connection, none stays', () =>
  opened(async (hand, pool) => {
    hand.giveBack(await hand.lend())
    await pool.query('select 1')
  }, 1))

test('one that ends while it waits is not lent again', () =>
  opened(async (hand, pool) => {
    const lent = await hand.lend()
    const pid = await pidOf(lent)
    hand.giveBack(lent)
    await db.owner.query('select pg_terminate_backend($1)', [pid])
    for (let turn = 0; pool.totalCount > 0 && turn < 100; turn++) await pause(20)
    assert.equal(pool.totalCount, 0)
    const next = await hand.lend()
    assert.notEqual(await pidOf(next), pid)
    hand.giveBack(next)
  }))

test('one that nobody needed goes, one that is used stays', () =>
  opened(
    async (hand, pool) => {
      const lent = await several(hand, 2)
      const used = await pidOf(lent[1]!)
      for (const each of lent) hand.giveBack(each)
      for (let turn = 0; pool.totalCount > 1 && turn < 200; turn++) {
        const again = await hand.lend()
        assert.equal(await pidOf(again), used)
        hand.giveBack(again)
        await pause(20)
      }
      assert.equal(pool.totalCount, 1)
      for (let turn = 0; pool.totalCount > 0 && turn < 200; turn++) await pause(20)
      assert.equal(pool.totalCount, 0)
    },
    4,
    200,
  ))

test('what is still in hand when the house closes is given back to be ended', () =>
  opened(async (hand, pool) => {
    const lent = await hand.lend()
    hand.close()
    const ended = pool.end()
    hand.giveBack(lent)
    await ended
    assert.equal(pool.totalCount, 0)
    // Ended twice is what the end of this test does.
    pool.end = async () => {}
  }))
