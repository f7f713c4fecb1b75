// The directory of one house through the gate: imported once, changed where it changed, searched, and asked for a need.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadFacts } from '#facts/load.ts'
import { builderOver } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { matchNeed } from '#matching/ask.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { directoryRecords } from './directory.rules.ts'
import { importDirectory } from './directory.store.ts'
import { DirectoryFile, type DirectoryRecords } from './directory.ts'
import { listServices, readService } from './service.ts'

const facts = loadFacts()
const records = directoryRecords(DirectoryFile.parse(facts.directory))
const all = records.organisations.length + records.services.length
const today = new Date().toISOString().slice(0, 10)

let at: TestHouse
const importInto = async (organisation_id: string, what: DirectoryRecords, day = today) => {
  const client = await at.db.owner.connect()
  try {
    return await importDirectory(builderOver(client), organisation_id, what, day)
  } finally {
    client.release()
  }
}

before(async () => {
  at = await testHouse(await import('./service.api.ts'), await import('#matching/match.api.ts'))
})
after(() => at.close())

test('importing adds all, importing again changes nothing, and a changed record is one change', async () => {
  const { organisation_id } = at.ours
  assert.deepEqual(await importInto(organisation_id, records), { added: all, changed: 0, unchanged: 0 })
  const rows = () =>
    at.rows('select service_id, record, fingerprint, imported_on, version from directory_service order by 1')
  const first = await rows()
  assert.deepEqual(await importInto(organisation_id, records, '2027-01-01'), { added: 0, changed: 0, unchanged: all })
  assert.deepEqual(await rows(), first)
  // The order of fields and of records is nobody's fact.
  const shuffled = {
    organisations: [...records.organisations].reverse(),
    services: [...records.services]
      .reverse()
      .map((each) => Object.fromEntries(Object.entries(each).reverse()) as typeof each),
  }
  assert.deepEqual(await importInto(organisation_id, shuffled), { added: 0, changed: 0, unchanged: all })

  const [service, ...others] = records.services
  const before = await at.ask(readService, { service_id: service!.id }, at.staff.reference_worker)
  assert.notEqual(before.availability, 'full')
  const changed = { ...records, services: [{ ...service!, availability: 'full' as const }, ...others] }
  assert.deepEqual(await importInto(organisation_id, changed), { added: 0, changed: 1, unchanged: all - 1 })
  const after = await at.ask(readService, { service_id: service!.id }, at.staff.reference_worker)
  assert.equal(after.availability, 'full')
  await importInto(organisation_id, records)
})

test('the list: by name, filtered, searched without accents, paged to the end without a gap', async () => {
  const worker = at.staff.reference_worker
  const seen: string[] = []
  let after: string | undefined
  for (let page = 0; page < 20; page++) {
    const { services, next, total } = await at.ask(listServices, { ...(after && { after }) }, worker)
    assert.equal(total, 313)
    assert.ok(services.length <= 25)
    seen.push(...services.map(({ service_id }) => service_id))
    if (!next) break
    after = next
  }
  assert.equal(new Set(seen).size, 313)
  assert.equal(seen.length, 313)

  const legal = await at.ask(listServices, { kind: 'legal' }, worker)
  assert.ok(legal.total > 0 && legal.total < 313)
  for (const { kinds } of legal.services) assert.ok(kinds.includes('legal'))
  const urdu = await at.ask(listServices, { language: 'ur' }, worker)
  for (const { languages } of urdu.services) assert.ok(languages.includes('ur'))
  const catalan = await at.ask(listServices, { text: 'CRUZ rója' }, worker)
  assert.ok(catalan.total > 0)
  const region = await at.ask(listServices, { region: 'ES-CT', country: 'ES' }, worker)
  assert.ok(region.total > 0 && region.total < 313)
  assert.ok(region.filters.regions.some(({ code, name }) => code === 'ES-CT' && name.length > 2))
  assert.equal((await at.ask(listServices, { text: 'zzzz nothing' }, worker)).total, 0)
})

test('a hidden place is never told: no door, no town, no province', async () => {
  const hidden = records.services.filter((service) => service.hidden_location).map(({ id }) => id)
  const regions = new Set(facts.regions.map(({ name }) => name))
  for (const service_id of hidden.slice(0, 20)) {
    const service = await at.ask(readService, { service_id }, at.staff.reference_worker)
    assert.deepEqual(service.places, [])
    for (const { name, country } of service.areas) assert.ok(name === null || regions.has(name) || country !== 'ES')
  }
})

test('who reads the directory: everyone of the house, each house its own, nobody without a session', async () => {
  const [service] = records.services
  const service_id = service!.id
  for (const who of [at.staff.director, at.staff.trainer, at.staff.administrator])
    assert.equal((await at.ask(listServices, {}, who)).total, 313)
  assert.equal((await at.ask(listServices, {}, at.staff.partner_worker)).total, 0)
  await assert.rejects(at.ask(readService, { service_id }, at.staff.partner_worker), { kind: 'not_found' })
  await assert.rejects(at.ask(readService, { service_id: newId() }, at.staff.coordinator), { key: 'service.not_found' })
  await assert.rejects(at.ask(listServices, {}, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(readService, { service_id }, nobody), { kind: 'signed_out' })
  assert.equal((await at.askHttp(listServices, { kind: '<b>' }, at.staff.coordinator)).status, 422)
  assert.equal((await at.askHttp(readService, { service_id: 'x' }, at.staff.coordinator)).status, 422)
})

test('a need of one person: ranked with reasons, near misses with why not', async () => {
  const { case_id } = await at.aFile({ card: { languages: ['ur', 'es'], province: '08', irregular_status: 'yes' } })
  const worker = at.staff.reference_worker
  const found = await at.ask(matchNeed, { case_id, need: 'legal' }, worker)
  assert.ok(found.best.length > 0 && found.best.length <= 10 && found.best_total >= found.best.length)
  assert.ok(found.near_misses.length <= 5)
  for (const [index, match] of found.best.entries()) {
    assert.deepEqual(match.obstacles, [])
    assert.equal(match.service.service_id, match.service_id)
    assert.ok(match.service.kinds.some((kind) => found.kinds.includes(kind)))
    assert.ok(match.reasons.length > 0)
    if (index > 0) assert.ok(found.best[index - 1]!.score >= match.score)
  }
  for (const { obstacles } of found.near_misses) assert.ok(obstacles.length > 0)
  const best = found.best[0]!
  assert.ok(best.reasons.some(({ key }) => key === 'match.reason.language_common'))
  assert.ok(
    ['match.reason.in_province', 'match.reason.in_region', 'match.reason.national'].some((key) =>
      best.reasons.some((reason) => reason.key === key),
    ),
  )
  const home = await at.ask(matchNeed, { case_id, need: 'legal', country: 'NP' }, worker)
  for (const match of home.best) assert.ok(match.service.areas.some(({ country }) => country === 'NP'))
})

test('a man is told why a shelter for women is not for him; in doubt about an age nothing for adults is offered', async () => {
  const man = await at.aFile({ card: { gender: 'man' } })
  const housing = await at.ask(matchNeed, { case_id: man.case_id, need: 'housing' }, at.staff.reference_worker)
  for (const { service } of housing.best) assert.notEqual(service.admits.sex, 'women')
  const doubt = await at.aFile({ card: { age_in_doubt: true, birth_year: 1998 } })
  const young = await at.ask(matchNeed, { case_id: doubt.case_id, need: 'housing' }, at.staff.reference_worker)
  for (const { service } of young.best) assert.notEqual(service.admits.minors, 'not_admitted')
})

test('a provider that is a partner here can be referred to', async () => {
  const { case_id } = await at.aFile()
  const [first] = (await at.ask(matchNeed, { case_id, need: 'legal' }, at.staff.reference_worker)).best
  assert.equal(first!.partner_organisation_id, null)
  await at.rows('update organisation set name = $1 where organisation_id = $2', [
    first!.service.provider_name.toUpperCase(),
    at.partner.organisation_id,
  ])
  const again = await at.ask(matchNeed, { case_id, need: 'legal' }, at.staff.reference_worker)
  assert.equal(again.best[0]!.partner_organisation_id, at.partner.organisation_id)
})

test('who asks for a match: whoever stands on the file or reaches it, nobody else, and the journal says so', async () => {
  const { case_id } = await at.aFile()
  const ask = (who: (typeof at.staff)['lawyer']) => at.ask(matchNeed, { case_id, need: 'legal' }, who)
  await ask(at.staff.coordinator)
  for (const who of [at.staff.second_worker, at.staff.far_coordinator, at.staff.partner_worker, at.staff.intake])
    await assert.rejects(ask(who), { kind: 'not_found' })
  await assert.rejects(ask(nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(matchNeed, { case_id, need: 'moon' }, at.staff.reference_worker), {
    key: 'service.unknown_need',
  })
  const told = await at.rows("select 1 from journal where case_id = $1 and action = 'services.match'", [case_id])
  assert.equal(told.length, 1)
})

test('how long the server takes for a match over the whole directory', async (t) => {
  const { case_id } = await at.aFile()
  const times: number[] = []
  for (let turn = 0; turn < 30; turn++) {
    const from = performance.now()
    const { best } = await at.ask(matchNeed, { case_id, need: 'housing' }, at.staff.reference_worker)
    times.push(performance.now() - from)
    assert.ok(best.length > 0)
  }
  times.sort((a, b) => a - b)
  t.diagnostic(
    `match over ${records.services.length} services: median ${times[15]!.toFixed(1)} ms, worst ${times[29]!.toFixed(1)} ms`,
  )
})
