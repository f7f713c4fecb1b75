// Machines fail in the middle of a sentence. Whatever was acknowledged is there, once, and whatever was not can be sent
// again under the same key: databases killed, servers killed, lines cut, disks full, clocks set back.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { addNote, changeNote, readNotes } from '#notes/note.ts'
import { aCard } from '#test/gate.ts'
import {
  aColleague,
  amparo,
  askAt,
  asOwnerOf,
  dataFolder,
  foundHouse,
  ownerOf,
  type Replied,
  type ServedHouse,
  serveHouse,
} from '#test/served.ts'
import { until } from '#test/waits.ts'

const place = dataFolder()
const folder = join(place.path, 'house')
const env = { AMPARO_DATA: folder }
let house: ServedHouse | undefined
let worker: { staff_id: string; token: string }
const case_id = newId()

const aFile = async (at: ServedHouse, id: string): Promise<void> => {
  const input = { new_case_id: id, card: aCard(), reference_worker_id: worker.staff_id }
  assert.equal((await askAt(at.url, createFile, input, worker)).status, 200)
}
/** Until the house writes into its new database, which it does for seconds. */
const beginsToMigrate = () =>
  until(() =>
    asOwnerOf(ownerOf(folder), (client) =>
      client.query('select from migration limit 1').then(({ rowCount }) => rowCount),
    ),
  )
before(async () => {
  mkdirSync(folder)
  const opening = serveHouse(env)
  await Promise.race([opening, beginsToMigrate()])
  process.kill(postmaster(), 'SIGKILL')
  house = await opening
  worker = await aColleague(ownerOf(folder), await foundHouse(house), ['coordinator', 'reference_worker'])
  await aFile(house, case_id)
})
after(async () => {
  await house?.stop('SIGKILL')
  await pause(300)
  place.remove()
})

/** The database's first process; 0 while there is none. */
const postmaster = (): number => {
  try {
    return Number(readFileSync(join(folder, 'pgdata/postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return 0
  }
}
const lives = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}
/** Programs that name this folder on their command line. */
const leftOf = (data: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return line.includes(data) ? [line] : []
      } catch {
        return []
      }
    })
/** For whoever reads of a failure after the house is gone. */
const whatIsKnown = (): string => {
  const log = join(folder, 'postgres.log')
  const lines = (text: string) => text.trimEnd().split('\n').slice(-25).join('\n')
  return `; the house said:\n${lines(house?.said() ?? '')}\nits database:\n${lines(existsSync(log) ? readFileSync(log, 'utf8') : '')}\nstill there:\n${leftOf(folder).join('\n')}`
}
const within = async (seconds: number, holds: () => boolean): Promise<boolean> => {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await pause(20))
    if (holds()) return true
  return holds()
}

const aNote = (text = 'What she told us today.') => ({ case_id, note_id: newId(), section: 'identity', text })
const allowed = ['database.away', 'database.disk_full', 'database.too_slow', 'gate.too_many']

/** Sends until it is acknowledged, always under the one key; what came back meanwhile must be a problem in words. */
const insist = async (note: ReturnType<typeof aNote>, seconds = 120): Promise<void> => {
  const key = newId()
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await pause(60)) {
    let reply: Replied
    try {
      reply = await askAt(house!.url, addNote, note, { token: worker.token, key })
    } catch {
      continue
    }
    if (reply.status === 200) return
    assert.ok(allowed.includes(reply.body.key), JSON.stringify(reply.body))
    assert.match(reply.body.title, /\w+ \w+/)
  }
  throw new Error(`was never acknowledged${whatIsKnown()}`)
}

/** Every acknowledged note is there once, and was journalled once. */
const assertExactly = async (notes: string[]): Promise<void> => {
  const { rows } = await asOwnerOf(ownerOf(folder), (client) =>
    client.query(
      `select (select array_agg(note_id::text) from note where note_id::text = any($1)) as notes,
         (select count(*)::int from note) as written,
         (select count(*)::int from journal where action = 'case.write' and case_id = $2 and outcome = 'done') as journalled,
         (select count(*)::int from answered_request where action = 'case.write') as answered`,
      [notes, case_id],
    ),
  )
  assert.deepEqual(new Set(rows[0].notes), new Set(notes))
  const { written, journalled, answered } = rows[0]
  assert.deepEqual({ written, journalled, answered }, { written: all, journalled: all, answered: all })
}
let all = 0

/** `more`: until a few more were acknowledged, so that what comes next comes in the middle of writing. */
const writeWhile = async (fault: (more: () => Promise<unknown>) => Promise<void>): Promise<void> => {
  const acknowledged: string[] = []
  const more = () => {
    const enough = acknowledged.length + 6
    return until(() => acknowledged.length >= enough, 'nothing more was acknowledged')
  }
  let going = true
  const writer = async () => {
    while (going) {
      const note = aNote()
      await insist(note)
      acknowledged.push(note.note_id)
      all += 1
      // Four pairs of hands, fast ones, and still within what one session may ask in a minute.
      await pause(40)
    }
  }
  const writers = [writer(), writer(), writer(), writer()]
  try {
    await fault(more)
  } finally {
    going = false
    await Promise.all(writers)
  }
  assert.ok(acknowledged.length > 4)
  await assertExactly(acknowledged)
}

test('a database killed while its house opens for the first time is started again, and the house opens', () => {
  assert.match(house!.said(), /up to date: 0001[\s\S]*starting it again[\s\S]*answers at/)
})

test('a database killed again and again in the middle of writing loses and doubles nothing', async () => {
  await writeWhile(async (more) => {
    for (let n = 0; n < 3; n++) {
      await more()
      const pid = postmaster()
      process.kill(pid, 'SIGKILL')
      assert.ok(
        await within(120, () => postmaster() !== pid && lives(postmaster())),
        `the database comes back${whatIsKnown()}`,
      )
    }
    await more()
  })
})

test('a server killed in the middle of writing leaves no orphan, and the next one has everything', async () => {
  await writeWhile(async (more) => {
    await more()
    const pid = postmaster()
    await house!.stop('SIGKILL')
    assert.ok(await within(30, () => !lives(pid)), 'the database ends with its server')
    house = await serveHouse(env)
    await more()
  })
})

test('a line cut in the middle of a save: sent again, it is the same save', async () => {
  const written: string[] = []
  for (const delay of [1, 4, 10, 25]) {
    const note = aNote()
    const key = newId()
    const { case_id: id, ...body } = note
    const cut = fetch(`${house!.url}/api/cases/${id}/notes`, {
      method: 'POST',
      headers: {
        ...{ 'x-amparo': '1', 'content-type': 'application/json', cookie: `amparo=${worker.token}` },
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(delay),
    })
    await cut.catch(() => {})
    assert.equal((await askAt(house!.url, addNote, note, { token: worker.token, key })).status, 200)
    written.push(note.note_id)
    all += 1
  }
  await assertExactly(written)
})

test('two tabs save one note: one wins, the other gets what stands now and loses nothing', async () => {
  const note = aNote('as it was')
  await insist(note)
  all += 1
  const save = (text: string) =>
    askAt(house!.url, changeNote, { case_id, note_id: note.note_id, version: 1, text }, { token: worker.token })
  const replies = await Promise.all([save('from one tab'), save('from the other')])
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 409])
  const lost = replies.find(({ status }) => status === 409)!
  const won = replies.findIndex(({ status }) => status === 200)
  assert.equal(lost.body.key, 'stale')
  assert.match(JSON.stringify(lost.body.details.current), won === 0 ? /from one tab/ : /from the other/)
})

test('a clock set back revives no session, and the machine says that its clock is behind', async () => {
  await asOwnerOf(ownerOf(folder), (client) =>
    client.query("update clock_mark set latest = now() + interval '9 hours'"),
  )
  const { status, body } = await askAt(house!.url, readNotes, { case_id }, { token: worker.token })
  assert.deepEqual([status, body.key], [401, 'session.signed_out'])
  await house!.stop()
  house = await serveHouse(env)
  assert.match(house.said(), /clock stands before/)
  const ready = await fetch(`${house.url}/readyz`)
  assert.equal(ready.status, 503)
  assert.equal(((await ready.json()) as { clock: boolean }).clock, false)
})

test('Ctrl-C ends everything, at once', async () => {
  const pid = postmaster()
  const began = performance.now()
  assert.equal(await house!.stop('SIGINT'), 0)
  house = undefined
  // In well under five seconds where nothing else runs; a stop that has to be forced takes thirty.
  assert.ok(performance.now() - began < 25_000)
  assert.equal(lives(pid), false)
  assert.ok(await within(30, () => leftOf(folder).length === 0), leftOf(folder).join('\n'))
})

test('after all this the journal is whole, every link of it', async () => {
  const { code, said } = await amparo(['verify-journal'], env)
  assert.equal(code, 0, said)
})

const small = join(place.path, 'small')
const mounted = () => {
  mkdirSync(small, { recursive: true })
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=0711', 'amparo-test', small]).status === 0
}

test('a full disk says so, keeps what was acknowledged, writes no halves, and goes on when there is room', async (t) => {
  if (!mounted()) return t.skip('mounting a small disk is not permitted here')
  try {
    // The house of before, stopped and whole, and its clock set right again.
    assert.equal(spawnSync('cp', ['-a', `${folder}/.`, small]).status, 0)
    house = await serveHouse({ AMPARO_DATA: small })
    await asOwnerOf(ownerOf(small), (client) => client.query('update clock_mark set latest = now()'))
    const id = newId()
    await aFile(house, id)
    // A fresh piece of the database's own log, so that it is her notes that find no room and not the log.
    await asOwnerOf(ownerOf(small), async (client) => {
      await client.query('select pg_switch_wal()')
      await client.query('checkpoint')
    })
    const ballast = join(small, 'ballast')
    const file = await open(ballast, 'w')
    const { bavail, bsize } = statfsSync(small)
    const left = bavail * bsize - 700_000
    for (let written = 0; written < left; written += 1_000_000)
      await file.write(Buffer.alloc(Math.min(1_000_000, left - written)))
    await file.close()

    const acknowledged: string[] = []
    const long = () => ({ ...aNote('lago '.repeat(3_500)), case_id: id })
    let full: Replied | undefined
    let note = long()
    let key = newId()
    for (let n = 0; n < 200 && !full; n++) {
      const reply = await askAt(house.url, addNote, note, { token: worker.token, key })
      if (reply.status !== 200) full = reply
      else {
        acknowledged.push(note.note_id)
        note = long()
        key = newId()
      }
    }
    assert.deepEqual([full?.status, full?.body.key], [500, 'database.disk_full'], JSON.stringify(full?.body))
    assert.match(full!.body.title, /no room left/)
    const rows = () =>
      asOwnerOf(ownerOf(small), (client) =>
        client
          .query('select note_id::text from note where case_id = $1 order by note_id', [id])
          .then(({ rows }) => rows.map((row) => row.note_id)),
      )
    rmSync(ballast)
    // With no room for its own log either, PostgreSQL may have stopped to recover: there is room now, so it comes back.
    const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
      for (const end = performance.now() + 180_000; ; await pause(250)) {
        try {
          return await ask()
        } catch (error) {
          if (performance.now() > end) throw error
        }
      }
    }
    assert.deepEqual(await patiently(rows), [...acknowledged].sort(), 'nothing half-written')
    await patiently(async () => {
      const again = await askAt(house!.url, addNote, note, { token: worker!.token, key })
      assert.equal(again.status, 200, JSON.stringify(again.body))
    })
    assert.deepEqual(await rows(), [...acknowledged, note.note_id].sort())
    const first = await askAt(house.url, readNotes, { case_id: id }, { token: worker.token })
    assert.equal(first.status, 200)
  } finally {
    await house?.stop()
    house = undefined
    spawnSync('umount', ['-l', small])
  }
})
