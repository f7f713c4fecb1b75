// Who asked for a training is known for a year, and then nobody's name, number or words are left; that somebody asked is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { placeOf } from '#prevention/request.store.ts'
import { keepRequest, listRequests } from '#prevention/request.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { sealTo } from '#vault/sealed-box.ts'
import { forgetTrainingRequests } from './housekeeping.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('#prevention/request.api.ts'))
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const asOwner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(at.db.connection() as pg.ClientConfig)
  await client.connect()
  return work(client).finally(() => client.end())
}

test('a year later who asked is forgotten, and the request can no longer be answered', async () => {
  const request_id = newId()
  const { organisation_id } = at.ours
  const contact = { institution: 'A', name: 'B', role: '', telephone: '1', email: '', when: '', words: '' }
  const [key] = await at.rows('select version, public_key from intake_key where organisation_id = $1', [
    organisation_id,
  ])
  const sealed = sealTo(key!.public_key as Buffer, placeOf.contact(request_id), Buffer.from(JSON.stringify(contact)))
  await at.rows(
    `insert into training_request (organisation_id, request_id, sector, how_many, language, mode, intake_version, sealed)
     values ($1, $2, 'health', 20, 'es', 'place', $3, $4)`,
    [organisation_id, request_id, key!.version, sealed],
  )
  const kept = { request_id, version: 1, status: 'talking' as const, institution_id: null, note: 'They rang.' }
  await at.ask(keepRequest, kept, at.staff.trainer)
  assert.equal(await forgetTrainingRequests(asOwner, addDays(today, 360)), 0)
  assert.equal((await at.ask(listRequests, {}, at.staff.trainer)).requests.length, 1)
  assert.equal(await forgetTrainingRequests(asOwner, addDays(today, 367)), 1)
  assert.equal(await forgetTrainingRequests(asOwner, addDays(today, 367)), 0)
  assert.deepEqual((await at.ask(listRequests, {}, at.staff.trainer)).requests, [])
  await assert.rejects(at.ask(keepRequest, { ...kept, version: 2 }, at.staff.trainer), { kind: 'not_found' })
  const left = await at.rows('select length(sealed) as who, sealed_note, how_many from training_request')
  assert.deepEqual(left, [{ who: 0, sealed_note: null, how_many: 20 }])
})
