// A note written by the short way, right after the file was opened: the same note, the same entries, and the ordinary
// way wherever something has to be settled.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openFile } from '#cases/case.ts'
import { builderOver } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { keyVersionOf } from '#vault/envelope.ts'
import { addNote, readNotes } from './note.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./note.api.ts'), await import('#cases/case.api.ts'))
})
after(() => at.close())

const aNote = (case_id: string, text = 'Duerme mejor.') => ({
  case_id,
  note_id: newId(),
  section: 'story' as const,
  text,
})

/** The first opening fetches the organisation's key; the second goes the short way and leaves the file's key at hand. */
const opened = async (who: Who) => {
  const { case_id } = await at.aFile()
  await at.ask(openFile, { case_id }, who)
  await at.ask(openFile, { case_id }, who)
  assert.ok(at.vault.latestAtHand(case_id), 'the key of the file is at hand')
  return case_id
}
const writtenIn = (case_id: string) => at.rows('select sealed, author_id from note where case_id = $1', [case_id])
const told = (case_id: string) =>
  at.rows("select actor_id, basis, sections, subject_id from journal where case_id = $1 and action = 'case.write'", [
    case_id,
  ])

test('it is read like any other, told by the timeline and the journal, and answered once', async () => {
  const { reference_worker } = at.staff
  const case_id = await opened(reference_worker)
  const note = aNote(case_id)
  const key = newId()
  const twenty = await Promise.all(
    Array.from({ length: 20 }, () => at.askHttp(addNote, note, reference_worker, { key })),
  )
  for (const reply of twenty) assert.deepEqual([reply.status, reply.body], [200, { note_id: note.note_id, version: 1 }])
  const { notes } = await at.ask(readNotes, { case_id }, reference_worker)
  assert.deepEqual(
    notes.map(({ text }) => text),
    [note.text],
  )
  const entries = await told(case_id)
  assert.equal(entries.length, 1)
  assert.deepEqual(
    [entries[0]!.actor_id, entries[0]!.sections, entries[0]!.subject_id],
    [reference_worker.staff_id, ['story'], note.note_id],
  )
  assert.match(String(entries[0]!.basis), /^team:/)
  const { timeline } = await at.ask(openFile, { case_id }, reference_worker)
  assert.deepEqual([timeline[0]?.kind, timeline[0]?.ref_id], ['note_written', note.note_id])
  const other = await at.askHttp(addNote, aNote(case_id, 'Otra cosa.'), reference_worker, { key })
  assert.deepEqual([other.status, other.body.key], [409, 'gate.idempotency_key_reused'])
})

test('sealed with a key that was changed meanwhile it is sealed anew with the latest', async () => {
  const { reference_worker } = at.staff
  const case_id = await opened(reference_worker)
  const client = await at.db.owner.connect()
  await at.vault
    .rotateCase(builderOver(client), reference_worker.organisation_id, case_id)
    .finally(() => client.release())
  assert.equal(at.vault.latestAtHand(case_id)?.version, 1, 'the one at hand is the former one')
  await at.ask(addNote, aNote(case_id), reference_worker)
  const [row] = await writtenIn(case_id)
  assert.equal(keyVersionOf(row!.sealed as Buffer), 2)
})

test('a place that ended writes nothing, though the key is still at hand', async () => {
  const { reference_worker, far_coordinator, psychologist } = at.staff
  const case_id = await opened(reference_worker)
  for (const who of [far_coordinator, psychologist])
    await assert.rejects(at.ask(addNote, aNote(case_id), who), { kind: 'not_found', key: 'case.not_found' })
  assert.equal((await writtenIn(case_id)).length, 0)
  assert.equal((await told(case_id)).length, 0)
})
