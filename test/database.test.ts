// The harness every other database test stands on: clones are whole, apart from each other, and gone when dropped.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type TestDatabase, testDatabase } from '#test/database.ts'

let one: TestDatabase
let other: TestDatabase
before(async () => {
  one = await testDatabase()
  other = await testDatabase()
})
after(async () => {
  await one.drop()
  await other.drop()
})

test('a clone has every migration and is apart from the next one', async () => {
  const { rows } = await one.owner.query('select count(*)::int as count from migration')
  assert.ok(rows[0].count > 0)
  await one.owner.query('create table only_here (id int)')
  const found = await other.owner.query("select to_regclass('only_here') as found")
  assert.equal(found.rows[0].found, null)
})

test('the server connects as a role that owns nothing and bypasses nothing', async () => {
  const client = new pg.Client(one.app)
  await client.connect()
  try {
    const { rows } = await client.query(
      'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    )
    assert.deepEqual(rows, [{ rolname: 'amparo_app', rolsuper: false, rolbypassrls: false }])
  } finally {
    await client.end()
  }
})

test('a dropped clone is gone, whoever is still connected', async () => {
  const third = await testDatabase()
  const client = new pg.Client(third.connection())
  client.on('error', () => {})
  await client.connect()
  await third.drop()
  const { rowCount } = await one.owner.query('select from pg_database where datname = $1', [third.name])
  assert.equal(rowCount, 0)
  await client.end().catch(() => {})
})
