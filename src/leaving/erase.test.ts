// Two people erase a file: the same person may not, agreeing too late does nothing, agreeing and withdrawing at once
// come to one of the two, a fault in the middle loses nothing, and afterwards there was never such a file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { listFiles, openFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addNote, readNotes } from '#notes/note.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { someoneWaits } from '#test/waits.ts'
import { readTimeline } from '#timeline/timeline.ts'
import {
  approveErasure,
  askErasure,
  closeFile,
  placeHold,
  readLeaving,
  stopErasure,
  writeInterview,
} from './leaving.ts'
import { listErasures, listRetention, readCertificate } from './review.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./leaving.api.ts'),
    await import('./review.api.ts'),
    await import('#cases/case.api.ts'),
    await import('#notes/note.api.ts'),
    await import('#timeline/timeline.api.ts'),
  )
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const today = new Date().toISOString().slice(0, 10)

const close = async (case_id: string) => {
  const [file] = await at.rows('select version from case_file where case_id = $1', [case_id])
  const version = Number(file?.version)
  const closing = { case_id, version, closure_id: newId(), reason: 'opened_by_mistake' as const, seen_open: 0 }
  await at.ask(closeFile, closing, at.staff.reference_worker)
  return case_id
}
const aFullFile = async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const note_id = newId()
  await at.ask(addNote, { case_id, note_id, section: 'story', text: 'A word to be forgotten.' }, reference_worker)
  const spoken = { held_on: today, answers: { what_helped: 'Being left in peace.' }, may_contact: 'no' as const }
  await at.ask(
    writeInterview,
    { case_id, interview_id: newId(), version: 0, contact_after: '', ...spoken },
    reference_worker,
  )
  return close(case_id)
}
const anAsked = async () => {
  const case_id = await aFullFile()
  const request_id = newId()
  const words = 'It was opened twice.'
  await at.ask(askErasure, { case_id, request_id, reason: 'opened_by_mistake', words }, at.staff.director)
  return { case_id, request_id, erasure_id: newId() }
}
/** Every table of the database that has a row naming this file, whatever the column is called: each is read once, whole. */
const whereItIs = async (case_id: string): Promise<string[]> => {
  tables ??= (
    await at.rows(
      `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    )
  )
    .map(({ table_name }) => String(table_name))
    // What a connection entered with is its own, and written over by its next request.
    .filter((name) => name !== 'entered')
  const each = tables.map(
    (name) => `select '${name}' as name where exists (select from ${name} t where t::text like '%' || $1 || '%')`,
  )
  return (await at.rows(each.join(' union all '), [case_id])).map(({ name }) => String(name)).sort()
}
let tables: string[] | undefined

const until = async <T>(found: () => Promise<T | null>): Promise<T> => {
  // The journal is sealed behind every write of the cluster, those of other files' tests too.
  for (let tries = 0; tries < 12_000; tries += 1) {
    const it = await found()
    if (it) return it
    await sleep(50)
  }
  throw new Error('it never came')
}

test('every table of a file is one that erasing finds, and every row that hangs on one', async () => {
  const tables = await at.rows('select a_table::text as name, with_key from guard.tables_of_a_file()')
  const names = new Set(tables.map((row) => String(row.name)))
  const columns = await at.rows(
    `select distinct c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name ~ '(^|_)case_id$'`,
  )
  const outside = columns.map((row) => String(row.table_name)).filter((name) => !names.has(name))
  assert.deepEqual(outside.sort(), ['case_file', 'entered', 'journal'], 'a table of a file that erasing would miss')
  const loose = await at.rows(
    `select x.a_table::text as name from guard.tables_of_a_file() x where not exists (
       select from pg_constraint k where k.conrelid = x.a_table and k.contype = 'f'
         and (select attnum from pg_attribute where attrelid = x.a_table and attname = 'case_id') = any(k.conkey)) order by 1`,
  )
  const thoughtOf = ['access_review', 'report', 'report_decision']
  assert.deepEqual(
    loose.map((row) => row.name).filter((name) => !thoughtOf.includes(String(name))),
    [],
    'a table of a file that nothing binds to it: does erasing what it holds do no harm?',
  )
  const hanging = await at.rows('select distinct a_table::text as name from guard.rows_hanging_on_a_file() order by 1')
  assert.deepEqual(
    hanging.map((row) => row.name),
    ['report_file', 'report_file_part', 'report_message', 'report_pass', 'report_tie'],
    'rows that hang on a file: think of each',
  )
  const naming = await at.rows('select a_table::text as name, a_column from guard.rows_naming_a_file()')
  assert.deepEqual(
    naming.map((row) => `${row.name}.${row.a_column}`),
    ['file_merge.other_case_id'],
    'rows of another file that name this one: they go with it',
  )
  const shut = await at.rows(
    `select x.a_table::text as name from guard.tables_of_a_file() x where not has_table_privilege('amparo_guard', x.a_table, 'delete')
     or not exists (select from pg_policy p where p.polrelid = x.a_table and p.polcmd in ('d', '*') and 'amparo_guard'::regrole = any(p.polroles))`,
  )
  assert.deepEqual(shut, [], 'the guard may not erase behind this wall')
})

test('who may agree: another person, with a second factor, in time; nobody else', async () => {
  const asked = await anAsked()
  const { director, coordinator, reference_worker, far_coordinator, partner_worker, administrator } = at.staff
  await refuses(at.ask(approveErasure, asked, nobody), 'signed_out')
  await refuses(at.ask(approveErasure, asked, reference_worker), 'refused')
  for (const who of [far_coordinator, partner_worker, administrator])
    await refuses(at.ask(approveErasure, asked, who), 'not_found', 'case.not_found')
  await refuses(at.ask(approveErasure, asked, director), 'refused', 'leaving.own')
  const stale = await at.join(at.ours, 'Coordinator without a factor', ['coordinator'])
  await at.rows('update session set second_factor_at = null where session_id = $1', [stale.session_id])
  await refuses(at.ask(approveErasure, asked, stale), 'refused', 'access.second_factor_needed')
  await refuses(at.ask(approveErasure, { ...asked, request_id: newId() }, coordinator), 'not_found')
  const before =
    "update erasure_request set asked_at = asked_at - interval '2 days', expires_at = expires_at - interval '2 days' where request_id = $1"
  await at.rows(before, [asked.request_id])
  await refuses(at.ask(approveErasure, asked, coordinator), 'conflict', 'leaving.expired')
  const again = { case_id: asked.case_id, request_id: newId(), reason: 'opened_by_mistake' as const }
  await at.ask(askErasure, again, coordinator)
  await at.ask(placeHold, { case_id: asked.case_id, hold_id: newId(), reason: 'court_order' }, director)
  await refuses(
    at.ask(approveErasure, { ...asked, request_id: again.request_id }, director),
    'conflict',
    'leaving.on_hold',
  )
  assert.equal((await at.rows('select from case_key where case_id = $1', [asked.case_id])).length, 1)
})

test('no person alone destroys a key, whatever the server is made to say', async () => {
  const { case_id, request_id } = await anAsked()
  const client = await at.db.owner.connect()
  try {
    await client.query('begin')
    await client.query('set local role amparo_app')
    await client.query('select guard.enter($1, $2)', [at.staff.director.token, case_id])
    await client.query('savepoint a')
    await assert.rejects(client.query('delete from case_key where case_id = $1', [case_id]), /permission denied/)
    await client.query('rollback to a')
    const said = await client.query('select guard.erase_file($1, gen_random_uuid()) as said', [request_id])
    assert.equal(said.rows[0].said, 'own')
    await assert.rejects(
      client.query('update erasure_request set asked_by = gen_random_uuid() where true'),
      /permission denied/,
    )
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('erased: absent everywhere, a count and the journal stay, and a certificate says so without saying who', async () => {
  const asked = await anAsked()
  const { case_id, erasure_id } = asked
  const { director, coordinator, reference_worker } = at.staff
  const [file] = await at.rows('select reference from case_file where case_id = $1', [case_id])
  assert.ok((await whereItIs(case_id)).length > 6)
  const key = newId()
  assert.deepEqual(await at.ask(approveErasure, asked, coordinator, { key }), { erasure_id })
  assert.deepEqual(
    await at.ask(approveErasure, asked, coordinator, { key }),
    { erasure_id },
    'sent again it is the same',
  )
  assert.deepEqual(await whereItIs(case_id), ['journal'])
  for (const who of [director, coordinator, reference_worker]) {
    const answers = [
      at.ask(openFile, { case_id }, who),
      at.ask(readNotes, { case_id }, who),
      at.ask(readTimeline, { case_id }, who),
      at.ask(readLeaving, { case_id }, who),
    ]
    await Promise.all(answers.map((asking) => refuses(asking, 'not_found', 'case.not_found')))
    const [gone, never] = await Promise.all([case_id, newId()].map((id) => at.askHttp(openFile, { case_id: id }, who)))
    assert.deepEqual([gone!.status, { ...gone!.body, instance: '' }], [never!.status, { ...never!.body, instance: '' }])
    for (const status of ['open', 'closed'] as const) {
      const listed = await at.ask(listFiles, { status }, who)
      assert.ok(!JSON.stringify(listed).includes(case_id))
    }
  }
  const journal = await at.rows('select * from journal where case_id = $1 order by at', [case_id])
  const last = journal.at(-1)!
  assert.deepEqual(
    [last.action, last.subject_id, last.reason],
    ['case.approve_erasure', erasure_id, 'opened_by_mistake'],
  )
  for (const { reason, basis, action } of journal)
    for (const said of [reason ?? 'a', basis, action]) assert.match(String(said), /^[a-z_.]+(:[0-9a-f-]{36})?$/)

  const { erasures } = await at.ask(listErasures, {}, director)
  assert.equal(erasures[0]?.erasure_id, erasure_id)
  const certificate = await at.ask(readCertificate, { erasure_id }, director)
  assert.deepEqual(
    [certificate.asked_by, certificate.approved_by, certificate.keys_gone, certificate.closure_reason],
    ['Colega director', 'Colega coordinator', 1, 'opened_by_mistake'],
  )
  assert.equal(certificate.journal_entry_id, last.entry_id)
  const told = JSON.stringify([certificate, erasures])
  for (const secret of [case_id, asked.request_id, String(file?.reference), 'Maya', 'forgotten', 'peace', 'twice'])
    assert.ok(!told.includes(secret), secret)
  const sealed = await until(async () => {
    // Sealing waits for every older transaction of the cluster, also those of other databases.
    await at.rows('select guard.seal_journal()')
    const again = await at.ask(readCertificate, { erasure_id }, coordinator)
    return again.journal_hash ? again : null
  })
  assert.match(sealed.journal_hash!, /^[0-9a-f]{64}$/)
  assert.equal(sealed.sha256, certificate.sha256, 'the sum on a paper stays right')
})

test('who reads lists and certificates', async () => {
  const { reference_worker, partner_worker, far_coordinator, intake } = at.staff
  const [row] = await at.rows('select erasure_id from erasure limit 1')
  const certificate = { erasure_id: String(row?.erasure_id) }
  await refuses(at.ask(listRetention, {}, nobody), 'signed_out')
  await refuses(at.ask(listErasures, {}, nobody), 'signed_out')
  await refuses(at.ask(readCertificate, certificate, nobody), 'signed_out')
  for (const who of [reference_worker, partner_worker, intake]) {
    await refuses(at.ask(listRetention, {}, who), 'refused')
    await refuses(at.ask(listErasures, {}, who), 'refused')
    await refuses(at.ask(readCertificate, certificate, who), 'refused')
  }
  assert.deepEqual((await at.ask(listRetention, { show: 'all' }, far_coordinator)).rows, [], 'another office')
  const elsewhere = await at.join(at.otherPartner, 'A director elsewhere', ['director'])
  assert.deepEqual((await at.ask(listErasures, {}, elsewhere)).erasures, [])
  await refuses(at.ask(readCertificate, certificate, elsewhere), 'not_found')
})

test('the review list by state and page by page', async () => {
  const { director, coordinator } = at.staff
  const files: string[] = []
  for (let count = 0; count < 28; count += 1) files.push(await close((await at.aFile()).case_id))
  const shift =
    'update closure set closed_on = closed_on - 2200, keep_until = keep_until - $2::int, review_on = review_on - $2::int, erase_on = erase_on - $2::int where case_id = $1'
  for (const case_id of files.slice(0, 27)) await at.rows(shift, [case_id, 1900])
  await at.rows(shift, [files[27], 1800])
  await at.ask(placeHold, { case_id: files[0]!, hold_id: newId(), reason: 'proceedings' }, director)
  await at.ask(askErasure, { case_id: files[1]!, request_id: newId(), reason: 'time_is_over' }, director)
  const seen: string[] = []
  let next: string | null | undefined
  do {
    const page = await at.ask(listRetention, { show: 'due', ...(next && { after: next }) }, coordinator)
    assert.ok(page.rows.every((each) => each.state === 'due'))
    seen.push(...page.rows.map((each) => each.case_id))
    next = page.next
  } while (next)
  assert.deepEqual(seen.sort(), files.slice(1, 27).sort())
  const only = async (show: 'upcoming' | 'on_hold' | 'asked') =>
    (await at.ask(listRetention, { show }, director)).rows.map((each) => each.case_id)
  assert.deepEqual(await only('upcoming'), [files[27]])
  assert.ok((await only('on_hold')).includes(files[0]!))
  assert.ok((await only('asked')).includes(files[1]!))
})

test('of agreeing and withdrawing at once one wins, and the file is whole or gone', async () => {
  let erased = 0
  // Each round gives the erasure a longer start, until it has won once.
  for (let round = 0; round < 6 || (erased === 0 && round < 16); round += 1) {
    const asked = await anAsked()
    const { case_id, request_id } = asked
    const [agreed, withdrawn] = await Promise.allSettled([
      at.ask(approveErasure, asked, at.staff.coordinator),
      new Promise((wait) => setTimeout(wait, round < 6 ? round * 6 : 2 ** round)).then(() =>
        at.ask(stopErasure, { case_id, request_id }, at.staff.director),
      ),
    ])
    const there = await whereItIs(case_id)
    if (agreed.status === 'fulfilled') {
      erased += 1
      assert.equal(withdrawn.status, 'rejected')
      assert.deepEqual(there, ['journal'])
    } else {
      assert.equal(withdrawn.status, 'fulfilled')
      assert.equal((await at.ask(readNotes, { case_id }, at.staff.reference_worker)).notes.length, 1)
    }
  }
  assert.ok(erased > 0, 'with a head start the erasure wins')
})

test('two who agree at once erase once', async () => {
  const asked = await anAsked()
  const second = await at.join(at.ours, 'Another coordinator', ['coordinator'])
  const both = await Promise.allSettled([
    at.ask(approveErasure, asked, at.staff.coordinator),
    at.ask(approveErasure, { ...asked, erasure_id: newId() }, second),
  ])
  assert.deepEqual(both.map((each) => each.status).sort(), ['fulfilled', 'rejected'])
  assert.equal(
    (
      await at.rows('select from erasure where asked_by = $1 and erased_on = current_date and approved_by = any($2)', [
        at.staff.director.staff_id,
        [at.staff.coordinator.staff_id, second.staff_id],
      ])
    ).length > 0,
    true,
  )
})

test('a fault in the middle of it loses nothing; asked for again it loses everything', async () => {
  const asked = await anAsked()
  const { case_id } = asked
  const before = await whereItIs(case_id)
  // The last table stops the deed when everything before it is already gone.
  await at.rows(
    `create function stop_here() returns trigger language plpgsql as $$ begin raise exception 'the power went'; end $$`,
  )
  await at.rows('create trigger stop_here before delete on case_file for each row execute function stop_here()')
  await assert.rejects(at.ask(approveErasure, asked, at.staff.coordinator))
  await at.rows('drop trigger stop_here on case_file')
  assert.deepEqual(await whereItIs(case_id), before)
  assert.equal(
    (await at.ask(readNotes, { case_id }, at.staff.reference_worker)).notes[0]?.text,
    'A word to be forgotten.',
  )
  // And the connection is cut while the deed waits for the last row.
  const blocker = await at.db.owner.connect()
  await blocker.query('begin')
  await blocker.query('select from case_file where case_id = $1 for update', [case_id])
  const cut = at.ask(approveErasure, asked, at.staff.coordinator).catch((error: unknown) => error)
  await someoneWaits(at.rows)
  await at.rows(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'amparo_app'",
  )
  assert.ok((await cut) instanceof Error)
  const connected = "select from pg_stat_activity where datname = current_database() and usename = 'amparo_app'"
  await until(async () => (await at.rows(connected)).length === 0 || null)
  await blocker.query('rollback')
  blocker.release()
  assert.deepEqual(await whereItIs(case_id), before)
  await at.ask(approveErasure, asked, at.staff.coordinator)
  assert.deepEqual(await whereItIs(case_id), ['journal'])
})
