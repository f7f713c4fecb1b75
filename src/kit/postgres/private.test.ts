// The private PostgreSQL starts, stops, keeps to one owner, and stays private: once per source of binaries found here.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { isProblem } from '#kit/problem.ts'
import { hydrate, packageDirectory } from './hydrate.ts'
import { alive } from './leftovers.ts'
import { defaultRoot, startPrivatePostgres } from './private.ts'
import { eventually, scratch, serve, sources, withClient } from './trial.ts'

const found = sources()
for (const name of ['distribution', 'package'])
  if (!found.some((source) => source.name === name)) it(`${name} PostgreSQL`, { skip: 'not present on this machine' })

for (const { name, env } of found)
  describe(`private PostgreSQL (${name})`, () => {
    const place = scratch()
    const before = process.env.AMPARO_PG_BIN
    const choose = () => Object.assign(process.env, { AMPARO_PG_BIN: env.AMPARO_PG_BIN ?? bundled(place.path) })
    after(() => {
      if (before === undefined) delete process.env.AMPARO_PG_BIN
      else process.env.AMPARO_PG_BIN = before
      place.remove()
    })

    it('starts at first use, durable and private, and keeps its data over a stop', async () => {
      choose()
      const root = join(place.path, 'data')
      const steps: string[] = []
      let began = performance.now()
      const first = await startPrivatePostgres({ root, onProgress: ({ key }) => steps.push(key) })
      const made = performance.now() - began
      assert.deepEqual(steps, ['postgres.preparing', 'postgres.initialising', 'postgres.starting'])
      await withClient(first.owner, async (client) => {
        const { rows } = await client.query(`select current_setting('data_checksums') as checksums,
          current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
          current_setting('listen_addresses') as tcp, current_setting('server_version_num')::int / 10000 as major,
          pg_encoding_to_char(encoding) as encoding, datcollate as collation, upper('ñ') as upper
          from pg_database where datname = current_database()`)
        const expected = { checksums: 'on', fsync: 'on', commit: 'on', tcp: '', major: first.major, encoding: 'UTF8' }
        assert.deepEqual(rows, [{ ...expected, collation: 'C.UTF-8', upper: 'Ñ' }])
        await client.query('create role amparo_app login; create table kept (id int); insert into kept values (1)')
      })
      assert.equal(await withClient(first.connection('amparo_app'), async () => 'in'), 'in')
      assert.equal(statSync(join(root, 'pgdata')).mode & 0o777, 0o700)
      assert.equal(statSync(first.socketDir).mode & 0o777, 0o700)
      for (const left of ['pgdata.init-0badcafe', 'pgdata.old']) mkdirSync(join(root, left))
      const pid = first.pid()
      began = performance.now()
      await first.stop()
      await first.stop()
      const stopped = performance.now() - began
      assert.deepEqual(await first.exited, { reason: 'stopped' })
      assert.equal(alive(pid), false)
      began = performance.now()
      const second = await startPrivatePostgres({ root })
      const again = performance.now() - began
      assert.equal((await withClient(second.owner, (client) => client.query('table kept'))).rowCount, 1)
      const here = readdirSync(root).filter((file) => file.startsWith('pgdata'))
      assert.deepEqual(here.sort(), ['pgdata', 'pgdata.old'])
      await second.stop()
      console.log(`${name} ${first.binaries.version}: first start ${ms(made)}, later ${ms(again)}, stop ${ms(stopped)}`)
    })

    it('refuses a second server on the same directory, and serves on', async () => {
      choose()
      const root = join(place.path, 'data')
      const server = await startPrivatePostgres({ root })
      await assert.rejects(startPrivatePostgres({ root }), isConflict)
      assert.equal((await withClient(server.owner, (client) => client.query('select 1'))).rowCount, 1)
      await server.stop()
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => startPrivatePostgres({ root })))
      const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
      assert.equal(winners.length, 1)
      await winners[0]!.stop()
    })

    const once = name !== found[0]!.name && 'shown with the other source'
    it('works below a path too long for a socket', { skip: once }, async () => {
      choose()
      const root = join(place.path, 'a'.repeat(120))
      const server = await startPrivatePostgres({ root, durable: false })
      assert.ok(server.socketDir.length < 90, server.socketDir)
      await withClient(server.owner, (client) => client.query('select 1'))
      await assert.rejects(startPrivatePostgres({ root }), isConflict)
      await server.stop()
      assert.equal(statSync(server.socketDir, { throwIfNoEntry: false }), undefined)
    })

    it('keeps statements and rows out of its log', { skip: once }, async () => {
      choose()
      // A database that was made once is as good as a new one here.
      const root = join(place.path, 'told')
      mkdirSync(root)
      assert.equal(spawnSync('cp', ['-a', join(place.path, 'data/pgdata'), root]).status, 0)
      const server = await startPrivatePostgres({ root, durable: false })
      await withClient(server.owner, async (client) => {
        await client.query('create table told (words text primary key)')
        for (let turn = 0; turn < 2; turn++)
          await client.query(`insert into told values ('a secret place')`).catch(() => undefined)
        await client.query(`select 'a secret place'::int`).catch(() => undefined)
      })
      await server.stop()
      assert.doesNotMatch(readFileSync(join(root, 'postgres.log'), 'utf8'), /secret/)
    })

    it('runs for a normal user too', {
      skip: process.getuid?.() !== 0 && 'these tests already run as one',
    }, async () => {
      choose()
      const root = join(place.path, 'user')
      const user = { uid: 65534, gid: 65534 }
      const server = await serve(root, user)
      assert.equal(server.account, 'nobody')
      assert.equal(statSync(join(root, 'pgdata')).uid, user.uid)
      server.child.stdin!.end()
      await eventually(async () => assert.equal(alive(server.pid), false))
    })
  })

it('names the directory that PostgreSQL may not pass', {
  skip: process.getuid?.() !== 0 && 'only root lends an account',
}, async () => {
  const place = scratch()
  const closed = join(place.path, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  await assert.rejects(startPrivatePostgres({ root: join(closed, 'data') }), (error) => {
    assert.ok(isProblem(error))
    assert.equal(error.key, 'postgres.directory_closed')
    assert.equal(error.details.directory, closed)
    return true
  })
  place.remove()
})

it('says where the data goes unless told', () => {
  assert.equal(defaultRoot({ AMPARO_DATA: '/srv/amparo' }), '/srv/amparo')
  assert.match(defaultRoot({}), process.getuid?.() === 0 ? /^\/var\/lib\/amparo$/ : /\.local\/share\/amparo$/)
})

const isConflict = (error: unknown) =>
  isProblem(error) && error.kind === 'conflict' && error.key === 'postgres.already_running'
const ms = (value: number) => `${Math.round(value)} ms`

function bundled(root: string): string {
  return hydrate(packageDirectory()!, root)
}
