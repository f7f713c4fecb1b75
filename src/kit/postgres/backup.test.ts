// A backup taken while people write comes back whole; a damaged one is refused before it is used.
import assert from 'node:assert/strict'
import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { isProblem } from '#kit/problem.ts'
import { backup, restore, verifyBackup } from './backup.ts'
import { baseBackup } from './base-backup.ts'
import { hydrate, packageDirectory } from './hydrate.ts'
import { startPrivatePostgres } from './private.ts'
import { scratch, sources, withClient } from './trial.ts'

const found = sources()
if (found.length === 0) it('backup and restore', { skip: 'no PostgreSQL on this machine' })

for (const { name, env } of found)
  describe(`backup (${name})`, () => {
    const place = scratch()
    const to = join(place.path, 'backups/one')
    const before = process.env.AMPARO_PG_BIN
    after(() => {
      if (before === undefined) delete process.env.AMPARO_PG_BIN
      else process.env.AMPARO_PG_BIN = before
      place.remove()
    })

    it('comes back as a database where every finished batch is whole', async () => {
      process.env.AMPARO_PG_BIN = env.AMPARO_PG_BIN ?? hydrate(packageDirectory()!, place.path)
      const server = await startPrivatePostgres({ root: join(place.path, 'data') })
      await withClient(server.owner, (client) =>
        client.query(`create table rows (batch int, body text);
          insert into rows select 0, repeat(md5(i::text), 10) from generate_series(1, 20000) i`),
      )
      // Batches of ten keep coming while the backup runs.
      let writing = true
      let last = 0
      const writer = withClient(server.owner, async (client) => {
        while (writing)
          await client.query('insert into rows select $1, md5(i::text) from generate_series(1, 10) i', [++last])
      })
      const batchesBefore = last
      const began = performance.now()
      let shown = 0
      const record = await backup({ connection: server.owner, to, onProgress: ({ bytes }) => (shown = bytes) })
      const took = performance.now() - began
      const batchesDuring = last
      writing = false
      await writer
      await server.stop()
      assert.ok(shown > 10_000_000 && record.bytes > 10_000_000)
      assert.equal(record.major, server.major)
      assert.ok(batchesDuring > batchesBefore)

      const root = join(place.path, 'restored')
      const restoring = performance.now()
      await restore({ from: to, root })
      const restored = performance.now() - restoring
      const again = await startPrivatePostgres({ root })
      const { rows } = await withClient(again.owner, (client) =>
        client.query(`select count(*) filter (where batch = 0)::int as first, max(batch) as last,
          count(*) filter (where batch > 0)::int as later, bool_or(pg_relation_size('rows') > 0) as there from rows`),
      )
      await again.stop()
      assert.equal(rows[0].first, 20_000)
      assert.equal(rows[0].later, rows[0].last * 10)
      assert.ok(rows[0].last <= batchesDuring)
      const size = Math.round(record.bytes / 1e6)
      console.log(`${name} ${record.server_version}: ${size} MB out ${ms(took)}, back ${ms(restored)}`)
    })

    it('is never unpacked over a database, nor written over another backup', async () => {
      const root = join(place.path, 'restored')
      await assert.rejects(restore({ from: to, root }), problem('postgres.target_not_empty'))
      const server = await startPrivatePostgres({ root })
      await assert.rejects(restore({ from: to, root }), problem('postgres.already_running'))
      await assert.rejects(backup({ connection: server.owner, to }), problem('postgres.target_not_empty'))
      const full = { archive: () => Promise.reject(new Error('full')), manifest: async () => undefined }
      await assert.rejects(baseBackup(server.owner, { ...full, progress: () => {}, estimate: () => {} }), /full/)
      await server.stop()
      await assert.rejects(
        backup({ connection: server.owner, to: join(place.path, 'backups/none') }),
        problem('postgres.backup_failed'),
      )
      assert.equal(existsSync(join(place.path, 'backups/none.part')), false)
    })

    // Reading a backup is our own work and the same for every source: once is enough.
    const once = name !== found[0]!.name && 'shown with the other source'
    it('is refused when a byte changed, a part is missing or the end is cut off', { skip: once }, async () => {
      await verifyBackup({ from: to })
      const copy = join(place.path, 'damaged')
      const size = statSync(join(to, 'base.tar')).size
      cpSync(to, copy, { recursive: true })
      const flip = (at: number) => (path: string) => flipByte(path, at)
      const harms: [string, string, (path: string) => void][] = [
        ['start', 'base.tar', flip(700)],
        ['header', 'base.tar', flip(3)],
        ['middle', 'base.tar', flip(Math.floor(size / 2))],
        ['write-ahead log', 'base.tar', flip(size - 3_000_000)],
        ['list', 'backup_manifest', flip(400)],
        ['record', 'backup.json', (path) => writeFileSync(path, '{}')],
        ['cut', 'base.tar', (path) => truncateSync(path, size - 1_000_000)],
      ]
      for (const [harm, file, inflict] of harms) {
        const path = join(copy, file)
        inflict(path)
        await assert.rejects(verifyBackup({ from: copy }), problem('postgres.backup_damaged'), harm)
        if (harm === 'middle' || harm === 'cut') {
          const root = join(place.path, 'never')
          await assert.rejects(restore({ from: copy, root }), problem('postgres.backup_damaged'), harm)
          assert.equal(existsSync(join(root, 'pgdata')), false, harm)
          assert.equal(existsSync(join(root, 'pgdata.restore')), false, harm)
        }
        // A byte is turned back where it stands: writing fifty megabytes anew for each harm is most of the work.
        if (file === 'base.tar') inflict(path)
        else cpSync(join(to, file), path)
      }
    })
  })

/** Done twice it is undone. */
function flipByte(path: string, at: number): void {
  const file = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  readSync(file, byte, 0, 1, at)
  byte[0]! ^= 1
  writeSync(file, byte, 0, 1, at)
  closeSync(file)
}
const problem = (key: string) => (error: unknown) => isProblem(error) && error.key === key
const ms = (value: number) => `${Math.round(value)} ms`
