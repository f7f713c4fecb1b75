// The journal under attack: every way of touching it, at every place, must be found and the first bad entry named.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { id, tokenOf } from '#test/access/world-rows.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { firstHash, type StoredEntry, type StoredSeal } from './chain.rules.ts'
import { linkHash } from './chain.ts'
import type { Head } from './faults.ts'
import { readHeads, readHeadsFile, sealJournal } from './heads.ts'
import { exportJournal, readJournal, verifyDump, verifyJournal, verifyJournalCommand } from './verify.ts'

const sign = (bytes: Buffer) => createHmac('sha256', 'a key outside the database').update(bytes).digest()
const organisation_id = id('organisation', 0)
const length = 56
let base: TestDatabase
let database: Database
let folder: string
let heads: string
let entries: StoredEntry[]
let seals: StoredSeal[]
let kept: Head[]

const deed = (reason: string | null = null) =>
  database.transaction({ token: tokenOf(0) }, (tx) =>
    tx
      .insertInto('journal')
      .values({
        organisation_id,
        entry_id: newId(),
        actor_id: id('staff', 0),
        actor_organisation_id: organisation_id,
        action: 'case.open',
        basis: 'all',
        sections: ['identity', 'home'],
        reason,
      })
      .execute(),
  )

/**
 * Seals until nothing waits. The order is final once every older transaction of the cluster has ended, those of other
 * databases too: they may take a while, and until then entries wait.
 */
const sealAll = async (): Promise<void> => {
  // A neighbour's file may write in one transaction for minutes on a busy machine.
  for (const end = performance.now() + 600_000; ; ) {
    await sealJournal({ database, file: heads, sign })
    const { rows } = await base.owner.query<{ waiting: number }>(
      'select ((select count(*) from journal) - (select count(*) from journal_seal))::int as waiting',
    )
    if (rows[0]!.waiting === 0) return
    if (performance.now() > end) throw new Error(`${rows[0]!.waiting} entries wait for an older transaction`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

before(async () => {
  base = await testDatabase()
  database = new Database({ ...base.app, max: 8 })
  folder = await mkdtemp(join(tmpdir(), 'amparo-journal-'))
  heads = join(folder, 'journal-heads.jsonl')
  await base.owner.query(
    `insert into organisation (organisation_id, kind, name, country) values ('${organisation_id}', 'own', 'Ours', 'ES');
     insert into office (organisation_id, office_id, name) values ('${organisation_id}', '${id('office', 0, 0)}', 'Here');
     insert into staff (organisation_id, staff_id, office_id, name, email, roles, status)
     values ('${organisation_id}', '${id('staff', 0)}', '${id('office', 0, 0)}', 'A colleague', 'a@example.org', '{director}', 'active');
     insert into session (token_hash, organisation_id, session_id, staff_id, expires_at)
     values (sha256('${tokenOf(0)}'), '${organisation_id}', '${id('session', 0)}', '${id('staff', 0)}', now() + interval '1 hour')`,
  )
  for (let place = 0; place < length; place++) {
    await deed(place % 3 ? null : `court: ordén ${place}`)
    if (place % 20 === 19) await sealAll()
  }
  await sealAll()
  const client = await base.owner.connect()
  ;({ entries, seals } = await readJournal(client))
  client.release()
  kept = (await readHeadsFile(heads, sign)).heads
})
after(async () => {
  await database.close()
  await base.drop()
  await rm(folder, { recursive: true, force: true })
})

test('PostgreSQL and TypeScript work out the same chain, and an untouched journal has no fault', () => {
  assert.equal(entries.length, length)
  assert.equal(seals.length, length)
  assert.ok(kept.length >= 3)
  const report = verifyJournal(entries, seals, kept)
  assert.deepEqual(report.faults, [])
  assert.equal(report.waiting, 0)
})

/** A hand in the journal that also makes the hashes fit again from there on. */
const chainedAgain = (rows: StoredEntry[], links: StoredSeal[]): StoredSeal[] => {
  const known = new Map(rows.map((row) => [row.entry_id, row]))
  let previous = firstHash
  return links.map((link, place) => {
    const entry = known.get(link.entry_id)!
    previous = linkHash(previous, place + 1, entry)
    return { ...link, sequence: place + 1, hash: previous }
  })
}
const fields = ['action', 'basis', 'reason', 'actor_id', 'case_id', 'outcome', 'at', 'sections', 'session_id'] as const
const changed = (entry: StoredEntry, field: (typeof fields)[number]): StoredEntry => ({
  ...entry,
  [field]: field === 'sections' ? [...entry.sections, 'mind'] : `${entry[field] ?? ''}0`,
})
const stranger = (like: StoredEntry): StoredEntry => ({ ...like, entry_id: '00000000-0000-4000-8000-000000000001' })

type Attack = (place: number) => { rows: StoredEntry[]; links: StoredSeal[]; first: number }
const attacks: Record<string, Attack> = {
  edit: (place) => ({
    rows: entries.map((row) =>
      row.entry_id === seals[place]!.entry_id ? changed(row, fields[place % fields.length]!) : row,
    ),
    links: seals,
    first: place + 1,
  }),
  'delete an entry': (place) => ({
    rows: entries.filter((row) => row.entry_id !== seals[place]!.entry_id),
    links: seals,
    first: place + 1,
  }),
  'delete an entry with its link': (place) => ({
    rows: entries.filter((row) => row.entry_id !== seals[place]!.entry_id),
    links: seals.filter((_, at) => at !== place),
    first: place + 1,
  }),
  'put an entry in': (place) => ({
    rows: [...entries, stranger(entries.find((row) => row.entry_id === seals[place]!.entry_id)!)],
    links: seals,
    first: length + 1,
  }),
  'swap two entries': (place) => {
    const other = (place + 1) % length
    const links = seals.map((link, at) => {
      if (at === place) return { ...link, entry_id: seals[other]!.entry_id }
      return at === other ? { ...link, entry_id: seals[place]!.entry_id } : link
    })
    return { rows: entries, links, first: Math.min(place, other) + 1 }
  },
  'cut off the tail': (place) => {
    const links = seals.slice(0, place)
    const left = new Set(links.map((link) => link.entry_id))
    // The earliest head beyond the cut tells; what came after the cut begins there.
    return { rows: entries.filter((row) => left.has(row.entry_id)), links, first: place + 1 }
  },
  'edit and make every later hash fit': (place) => {
    const rows = entries.map((row) => (row.entry_id === seals[place]!.entry_id ? changed(row, 'basis') : row))
    const told = kept.map((head) => head.sequence).filter((sequence) => sequence > place)
    return { rows, links: chainedAgain(rows, seals), first: Math.min(...told) }
  },
  'delete and make every later hash fit': (place) => {
    const rows = entries.filter((row) => row.entry_id !== seals[place]!.entry_id)
    const links = chainedAgain(
      rows,
      seals.filter((_, at) => at !== place),
    )
    const told = kept.map((head) => head.sequence).filter((sequence) => sequence > place)
    return { rows, links, first: Math.min(...told) }
  },
}

test('every touch is found, and the first bad entry named', () => {
  let tried = 0
  let found = 0
  const missed: string[] = []
  for (const [name, attack] of Object.entries(attacks)) {
    for (let place = 0; place < length; place++) {
      const { rows, links, first } = attack(place)
      tried += 1
      const report = verifyJournal(rows, links, kept)
      if (report.first?.sequence === first) found += 1
      else missed.push(`${name} at ${place + 1}: named ${report.first?.sequence}, was ${first}`)
    }
  }
  console.log(`audit-tamper: tried ${tried}, found ${found}`)
  assert.deepEqual(missed, [])
  assert.ok(tried >= 350)
})

test('time that runs backwards beyond what commits explain is a fault', () => {
  const last = entries.find((row) => row.entry_id === seals.at(-1)!.entry_id)!
  const rows = entries.map((row) => (row === last ? { ...row, at: '2020-01-01T00:00:00.000000Z' } : row))
  const report = verifyJournal(rows, chainedAgain(rows, seals), [])
  assert.deepEqual(
    report.faults.map((fault) => [fault.kind, fault.sequence]),
    [['time_backwards', length]],
  )
})

test('a head that we did not sign is a fault', async () => {
  const text = await readFile(heads, 'utf8')
  assert.equal(readHeads(text.replace('"sequence":20', '"sequence":21'), sign).faults[0]?.kind, 'head_forged')
  assert.equal(readHeads(text, () => Buffer.alloc(32)).faults.length, kept.length)
})

test('a dump is verified without a database, and a hand in the dump found', async () => {
  const client = await base.owner.connect()
  await exportJournal(client, join(folder, 'dump'))
  client.release()
  assert.deepEqual((await verifyDump(join(folder, 'dump'), heads, sign)).faults, [])
  const file = join(folder, 'dump', 'journal.jsonl')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"basis":"all"', '"basis":"team"'))
  assert.equal((await verifyDump(join(folder, 'dump'), heads, sign)).first?.kind, 'edited')
})

test('an older state of the database is noticed by the heads', async () => {
  const older = entries.slice(0, 30)
  const left = new Set(older.map((row) => row.entry_id))
  const report = verifyJournal(
    older,
    seals.filter((seal) => left.has(seal.entry_id)),
    kept,
  )
  assert.equal(report.first?.kind, 'truncated')
})

test('the role of the server cannot change, remove or re-link an entry', async () => {
  const statements = [
    "update journal set basis = 'team'",
    'delete from journal',
    'truncate journal',
    "update journal_seal set hash = '\\x00'",
    'delete from journal_seal',
    "insert into journal_seal (organisation_id, sequence, entry_id, hash) values (gen_random_uuid(), 1, gen_random_uuid(), '\\x00')",
  ]
  for (const statement of statements) {
    const client = await database.pool.connect()
    await assert.rejects(client.query(statement), { code: '42501' }, statement)
    client.release()
  }
})

test('with many writers and sealers at once every entry is linked exactly once', async () => {
  let writing = true
  const writers = Array.from({ length: 5 }, async (_, writer) => {
    for (let turn = 0; turn < 30; turn++) await deed(`${writer} ${turn}`)
  })
  const sealers = Array.from({ length: 2 }, async () => {
    while (writing) await sealJournal({ database, file: heads, sign })
  })
  await Promise.all(writers)
  writing = false
  await Promise.all(sealers)
  await sealAll()
  const report = await verifyJournalCommand({ connection: base.connection() as object, heads, sign })
  assert.deepEqual(report.faults, [])
  assert.equal(report.entries, length + 150)
  assert.equal(report.sealed, length + 150)
  assert.equal(report.waiting, 0)
})
