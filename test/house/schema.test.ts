// The database guards people's data even from a fault in the server. Here the guard itself is looked over: in what the
// migrations make, and with each wall taken down once to see that somebody notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { outOfDate } from '#db/generate.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { schemaFaults } from './schema.ts'
import { list } from './sources.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

test('every table is walled, explained and owned by nobody who serves requests', async () => {
  const found = await schemaFaults(database.owner)
  assert.equal(found.length, 0, list(found))
})

test('db/schema.sql and db/types.ts say what the migrations make', async () => {
  const found = await outOfDate(database.connection() as pg.ClientConfig)
  assert.equal(found.length, 0, list(found))
})

const plants: Record<string, [sql: string, found: RegExp]> = {
  'a table without policies': ['create table loose (organisation_id uuid, id uuid)', /loose .*without row-level/],
  'a table not forced': [
    'create table loose (organisation_id uuid); alter table loose enable row level security',
    /loose does not force/,
  ],
  'a table nobody decided on': [
    'create table loose (id int); alter table loose enable row level security; grant select on loose to amparo_app',
    /loose has row-level security but no policy/,
  ],
  'a table without a comment': ['create table loose (id int)', /loose has no comment/],
  'a table of the server': ['create table loose (id int); alter table loose owner to amparo_app', /loose is owned/],
  'a grant to everyone': ['create table loose (id int); grant select on loose to public', /loose may be reached/],
  'a function for everyone': ['create function loose() returns int language sql return 1', /loose\(\) may be reached/],
  'a materialized view': ['create materialized view loose as select 1 as one', /loose is a materialized view/],
  'a view of its owner': ['create view loose as select 1 as one', /loose is a view that reads/],
  'a definer without a path': [
    'create function loose() returns int language sql security definer return 1',
    /loose\(\) runs with its owner/,
  ],
  'a table that may be emptied': [
    'create table loose (id int); grant truncate on loose to amparo_door',
    /loose may be emptied/,
  ],
}

for (const [name, [sql, expected]] of Object.entries(plants)) {
  test(`planted: ${name}`, async () => {
    const client = new pg.Client(database.connection() as pg.ClientConfig)
    await client.connect()
    try {
      // The migrations may refuse or mend the plant by themselves; here the question is whether the test would see it.
      await client.query('begin; drop event trigger if exists amparo_refuse_open_tables')
      await client.query(sql)
      assert.match((await schemaFaults(client)).join('\n'), expected)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })
}

test('planted: a migration that was not written down', async () => {
  await database.owner.query('create table written_nowhere (id int)')
  const found = await outOfDate(database.connection() as pg.ClientConfig)
  assert.equal(found.length, 2, list(found))
})
