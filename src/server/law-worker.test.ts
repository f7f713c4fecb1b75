// Files whose law is reckoned again are each looked at once, whether in this thread or in two beside it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { keepLawFile, recordLawEvent } from '#law/law-file.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { reckonLaw } from './housekeeping.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('#law/law-file.api.ts'))
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const owning = () => {
  const owner = at.db.connection() as pg.ClientConfig
  const asOwner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client(owner)
    await client.connect()
    return work(client).finally(() => client.end())
  }
  return { owner, asOwner }
}

test('in one thread and in two the same files come out the same', async () => {
  const me = at.staff.reference_worker
  for (const days of [3, 20, 40, 80]) {
    const { case_id } = await at.aFile()
    const place = { jurisdictions: ['uk' as const], province: null, town: null, circumstances: {} }
    await at.ask(keepLawFile, { case_id, version: 0, ...place }, me)
    const said = { code: 'rg_negative', jurisdiction: 'uk' as const, happened_on: addDays(today, -days) }
    await at.ask(recordLawEvent, { case_id, event_id: newId(), ...said }, me)
  }
  const stages = () => at.rows('select deadline_id, state, stage, open from law_deadline order by deadline_id')
  const [stood, later] = [await stages(), addDays(today, 25)]
  const there = await reckonLaw(owning(), later)
  const then = await stages()
  assert.notDeepEqual(then, stood)
  assert.ok(there.files > 0 && there.changed > 0)
  await at.rows("update law_file set rules_mark = 'of then', outcome_mark = 'of then'")
  await at.rows("update law_deadline set stage = null, state = 'running'")
  const threads = await reckonLaw(owning(), later, 1)
  assert.deepEqual(threads, { files: 4, changed: 4 })
  assert.deepEqual(await stages(), then)
})
