// A request that fails while parts of it still run beside each other harms neither the next one nor the server.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

test('a database that dies in the moment it lets somebody in is an error of that request, and not the end of the house', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-dying-'))
  const message = (kind: string, content: Buffer): Buffer => {
    const head = Buffer.from(`${kind}....`)
    head.writeInt32BE(content.length + 4, 1)
    return Buffer.concat([head, content])
  }
  // As a server on a busy machine reads it: let in, ready, and over, all in one piece.
  const inOnePiece = Buffer.concat([
    message('R', Buffer.alloc(4)),
    message('Z', Buffer.from('I')),
    message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0')),
  ])
  const dying = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(inOnePiece)))
  await new Promise<void>((done) => dying.listen(join(folder, '.s.PGSQL.5432'), done))
  const over = new Database({ host: folder, port: 5432, user: 'amparo_app', database: 'amparo' })
  try {
    await assert.rejects(over.transaction({ token: '' }, (tx) => sql`select 1`.execute(tx)))
    await assert.rejects(over.once({ of: 'guard.nothing', types: ['text'], values: ['a'], rounds: 1 }))
    await assert.rejects(over.pool.query('select 1'))
    assert.equal(over.pool.totalCount, 0, 'what broke is not lent again')
  } finally {
    await over.close()
    dying.close()
    rmSync(folder, { recursive: true })
  }
})
