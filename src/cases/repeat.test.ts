// A line that breaks, a finger that presses twice, a database that restarts, a clock set back: each intention has one
// effect, and nothing acknowledged is lost.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { addNote, changeNote, readNotes } from '#notes/note.ts'
import { aCard, type TestHouse, testHouse } from '#test/gate.ts'
import { someoneWaits, until } from '#test/waits.ts'
import { createFile, openFile } from './case.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./case.api.ts'), await import('#notes/note.api.ts'))
})
after(() => at.close())

const aNote = (case_id: string, text = 'A first talk.') => ({ case_id, note_id: newId(), section: 'story', text })
const notesOf = (case_id: string) => at.rows('select note_id from note where case_id = $1', [case_id])

test('the same key and input get the same reply and one effect; another input is refused', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const key = newId()
  const note = aNote(case_id)
  const first = await at.askHttp(addNote, note, reference_worker, { key })
  const second = await at.askHttp(addNote, note, reference_worker, { key })
  assert.equal(first.status, 200)
  assert.deepEqual(second.body, first.body)
  assert.equal(second.headers['idempotent-replay'], 'true')
  assert.equal((await notesOf(case_id)).length, 1)
  assert.equal((await at.rows("select from journal where case_id = $1 and action = 'case.write'", [case_id])).length, 1)
  const other = await at.askHttp(addNote, { ...note, text: 'Something else.' }, reference_worker, { key })
  assert.deepEqual([other.status, other.body.key], [409, 'gate.idempotency_key_reused'])
  // Another colleague may use the same key by chance; it is hers alone.
  assert.equal((await at.askHttp(addNote, aNote(case_id), at.staff.coordinator, { key })).status, 200)
  const without = await at.askHttp(addNote, aNote(case_id), reference_worker, { key: '' })
  assert.deepEqual([without.status, without.body.key], [422, 'gate.idempotency_key_needed'])
})

test('twenty identical requests at once write one note and one file', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const twenty = async (send: () => ReturnType<TestHouse['askHttp']>) => {
    const replies = await Promise.all(Array.from({ length: 20 }, send))
    assert.deepEqual(
      [...new Set(replies.map(({ status }) => status))],
      [200],
      JSON.stringify(replies.map((r) => r.body)),
    )
    assert.equal(new Set(replies.map(({ body }) => JSON.stringify(body))).size, 1)
  }
  const [key, note] = [newId(), aNote(case_id)]
  await twenty(() => at.askHttp(addNote, note, reference_worker, { key }))
  assert.equal((await notesOf(case_id)).length, 1)
  const file = { new_case_id: newId(), card: aCard(), reference_worker_id: reference_worker.staff_id }
  await twenty(() => at.askHttp(createFile, file, coordinator, { key }))
  assert.equal((await at.rows('select from case_file where case_id = $1', [file.new_case_id])).length, 1)
  assert.equal((await at.rows('select from case_access where case_id = $1', [file.new_case_id])).length, 1)
  assert.equal((await at.rows('select from timeline_entry where case_id = $1', [file.new_case_id])).length, 2)
})

test('twenty identical corrections at once correct once, and none is told that it was late', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const note = aNote(case_id)
  await at.askHttp(addNote, note, reference_worker)
  const [key, correction] = [newId(), { case_id, note_id: note.note_id, version: 1, text: 'Corrected.' }]
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => at.askHttp(changeNote, correction, reference_worker, { key })),
  )
  for (const { status, body } of replies) assert.deepEqual([status, body], [200, { note_id: note.note_id, version: 2 }])
})

test('a request from another site, or without our header, does nothing', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://elsewhere.example' },
    { 'x-amparo': '0' },
  ])
    assert.equal((await at.askHttp(addNote, aNote(case_id), reference_worker, { headers })).status, 403)
  assert.equal((await notesOf(case_id)).length, 0)
})

/** A connection that was ended is known as such with the first that is asked of it; the desk asks again by itself. */
const untilBack = (ask: () => ReturnType<TestHouse['askHttp']>) =>
  until(async () => {
    const reply = await ask()
    if (reply.status !== 503) return reply
    // Ended on purpose here: no fault of the house that a later test should hear of.
    at.broken.length = 0
    return undefined
  }, 'the database does not come back')

test('a database that ends every connection in the middle of a save: the repeat has one effect', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  // The save waits in the middle of its transaction, behind a lock of ours, when the restart comes.
  const holder = await at.db.owner.connect()
  await holder.query('begin')
  await holder.query('lock table timeline_entry in access exclusive mode')
  const [key, note] = [newId(), aNote(case_id)]
  const cut = at.askHttp(addNote, note, reference_worker, { key })
  await someoneWaits(at.rows)
  await at.rows(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'amparo_app'",
    [at.db.name],
  )
  await holder.query('rollback')
  holder.release()
  const { status, body } = await cut
  assert.deepEqual([status, body.key], [503, 'database.away'])
  assert.equal((await notesOf(case_id)).length, 0, 'nothing of the half-done save stays')
  const again = await untilBack(() => at.askHttp(addNote, note, reference_worker, { key }))
  assert.equal(again.status, 200)
  assert.equal((await at.askHttp(addNote, note, reference_worker, { key })).headers['idempotent-replay'], 'true')
  assert.equal((await notesOf(case_id)).length, 1)
  at.broken.length = 0
})

test('the answer is lost after the save: the repeat gets the same answer', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const [key, note] = [newId(), aNote(case_id)]
  const lost = await at.askHttp(addNote, note, reference_worker, { key })
  await at.rows(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'amparo_app'",
    [at.db.name],
  )
  const again = await untilBack(() => at.askHttp(addNote, note, reference_worker, { key }))
  assert.deepEqual([again.status, again.body], [200, lost.body])
  assert.equal((await notesOf(case_id)).length, 1)
})

test('a clock set back revives nothing and puts nothing before what was written', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  await at.ask(addNote, { ...aNote(case_id), section: 'story' }, reference_worker)
  // As if the clock had been two hours ahead and was now set back to the truth.
  await at.rows("update clock_mark set latest = now() + interval '2 hours'")
  const expired = await at.join(at.ours, 'Vencida', ['coordinator'])
  await at.rows("update session set expires_at = now() + interval '1 hour' where staff_id = $1", [expired.staff_id])
  assert.equal((await at.askHttp(openFile, { case_id }, expired)).status, 401, 'an expired session stays expired')
  await at.ask(addNote, { ...aNote(case_id, 'later'), section: 'story' }, reference_worker)
  const { notes } = await at.ask(readNotes, { case_id }, reference_worker)
  assert.deepEqual(
    notes.map((each) => each.text),
    ['later', 'A first talk.'],
  )
  await at.rows('update clock_mark set latest = now()')
})

test('a failed request leaves nothing running behind it for the next one on its connection', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator } = at.staff
  const doomed = { new_case_id: case_id, card: aCard(), reference_worker_id: reference_worker.staff_id }
  const asks = Array.from({ length: 60 }, (_, place) =>
    place % 2 === 0
      ? at.askHttp(createFile, doomed, coordinator)
      : at.askHttp(addNote, aNote(case_id, `note ${place}`), reference_worker),
  )
  const replies = await Promise.all(asks)
  assert.deepEqual(
    replies.map(({ status }) => status),
    replies.map((_, place) => (place % 2 === 0 ? 409 : 200)),
  )
  assert.equal((await notesOf(case_id)).length, 30)
  assert.deepEqual(at.broken, [])
})
