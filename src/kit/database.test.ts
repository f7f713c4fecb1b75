// A request that fails while parts of it still run beside each other harms neither the next one nor the server.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { Database } from './database.ts'

let db: TestDatabase
let database: Database
before(async () => {
  db = await testDatabase()
  database = new Database({ ...db.app, max: 1 })
})
after(async () => {
  await database?.close()
  await db?.drop()
})

test('what still runs beside a branch that failed writes nothing and ends nobody', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  let went = false
  const failing = database.transaction({ token: '' }, async (tx) => {
    // Nobody waits for this one: what stands beside it in a list throws before the list is made.
    void (async () => {
      await sql`select pg_sleep(0.05)`.execute(tx)
      await pause(50)
      await sql`select set_config('amparo.token', 'of another request', false)`.execute(tx)
      went = true
    })()
    throw new Error('not allowed')
  })
  await assert.rejects(failing, /not allowed/)
  await pause(200)
  const { rows } = await database.transaction({ token: '' }, (tx) =>
    sql<{ token: string | null }>`select nullif(current_setting('amparo.token', true), '') as token`.execute(tx),
  )
  process.off('unhandledRejection', note)
  assert.deepEqual([rows, unhandled, went], [[{ token: null }], [], false])
})

test('a commit of a transaction that had failed is an error, not a success', async () => {
  const failing = database.transaction({ token: '' }, async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => {})
  })
  await assert.rejects(failing, /undone/)
})
