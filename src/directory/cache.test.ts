// The directory in memory: read once for all who ask at a time, only what changed is read again, and nothing that is not
// as the model says leaves the database.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadFacts } from '#facts/load.ts'
import { builderOver, type Tx } from '#kit/database.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { directoryCache, type KeptRecords } from './cache.store.ts'
import { directoryRecords } from './directory.rules.ts'
import { importDirectory } from './directory.store.ts'
import { DirectoryFile } from './directory.ts'

let at: TestHouse
const records = directoryRecords(DirectoryFile.parse(loadFacts().directory))

before(async () => {
  at = await testHouse()
  await asOwner((tx) => importDirectory(tx, at.ours.organisation_id, records, '2026-11-22'))
})
after(() => at.close())

const asOwner = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
  const client = await at.db.owner.connect()
  try {
    return await work(builderOver(client))
  } finally {
    client.release()
  }
}
const asStaff = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  at.house.database.transaction({ token: at.staff.lawyer.token }, work)

/** Counts how often the whole was made ready. */
const counting = () => {
  let times = 0
  const load = directoryCache((found: KeptRecords) => {
    times += 1
    return found
  })
  return { load: (tx: Tx) => load(tx, at.ours.organisation_id), times: () => times }
}

test('what the house reads by itself is what a colleague reads; asked at a time it is read once', async () => {
  const { load, times } = counting()
  const found = await Promise.all([asOwner(load), asStaff(load), asStaff(load), asStaff(load)])
  assert.equal(times(), 1)
  assert.ok(found.every((each) => each === found[0]))
  assert.equal(found[0].services.length, records.services.length)
  assert.equal(found[0].organisations.length, records.organisations.length)
  const alone = await asStaff(counting().load)
  assert.deepEqual(alone, found[0])
})

test('after a change everything that did not change is the very same', async () => {
  const { load } = counting()
  const before = await asStaff(load)
  const [changed] = before.services
  await at.rows(
    `update directory_service set record = record || '{"name": "Otro nombre"}', version = version + 1 where service_id = $1`,
    [changed!.id],
  )
  const after = await asStaff(load)
  const fresh = after.services.filter((each) => !before.services.includes(each))
  assert.deepEqual(
    fresh.map(({ id, name }) => [id, name]),
    [[changed!.id, 'Otro nombre']],
  )
  assert.equal(after.versions.get(changed!.id), before.versions.get(changed!.id)! + 1)
})

test('a record that is not as the model says is told to nobody, and each who waited is told why', async () => {
  const { load } = counting()
  const [{ service_id, record }] = (await at.rows('select service_id, record from directory_service limit 1')) as [
    { service_id: string; record: object },
  ]
  const write = (to: object) =>
    at.rows('update directory_service set record = $2, version = version + 1 where service_id = $1', [
      service_id,
      JSON.stringify(to),
    ])
  await write({ ...record, areas: 'everywhere' })
  const found = await Promise.allSettled([asOwner(load), asStaff(load), asStaff(load)])
  assert.deepEqual(
    found.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  )
  await write(record)
  assert.equal((await asStaff(load)).services.length, records.services.length)
})
