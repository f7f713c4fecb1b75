// What was answered is remembered for as long as somebody may send it again, and no longer.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { addNote, readNotes } from '#notes/note.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { forgetRequests } from './housekeeping.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('#notes/note.api.ts'), await import('#notes/story.api.ts'))
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const asOwner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(at.db.connection() as pg.ClientConfig)
  await client.connect()
  return work(client).finally(() => client.end())
}

test('a request of yesterday is still answered the same; one of six weeks ago is forgotten, and writes nothing twice', async () => {
  const me = at.staff.reference_worker
  const { case_id } = await at.aFile()
  const note = { case_id, note_id: newId(), section: 'story', text: 'Once.' }
  const key = newId()
  const first = await at.askHttp(addNote, note, me, { key })
  assert.equal(first.status, 200)
  assert.equal(await forgetRequests(asOwner, addDays(today, 29)), 0)
  assert.deepEqual((await at.askHttp(addNote, note, me, { key })).body, first.body)
  assert.ok((await forgetRequests(asOwner, addDays(today, 42))) > 0)
  assert.equal((await at.rows('select 1 from answered_request')).length, 0)
  assert.notEqual((await at.askHttp(addNote, note, me, { key })).status, 200)
  assert.equal((await at.ask(readNotes, { case_id }, me)).notes.length, 1)
})
