// Matching through the gate: what may keep a person out is asked once and walled by section, weighed whole and named only
// to whoever may read it; several needs find one place; who has fewest other ways comes first.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { builderOver } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { matchNeed, matchTogether, readWaiting } from './ask.ts'
import { keptMatch } from './kept.rules.ts'
import { KeptMatch } from './match.ts'
import { barrierParts, readPersonBarriers, savePersonBarriers } from './person-barriers.ts'

const today = new Date().toISOString().slice(0, 10)
const told = { source: 'https://example.org/list', confidence: 'checked', checked_on: today }
const provider = (name: string) => DirectoryOrganisation.parse({ id: newId(), name, description: 'A.', ...told })
const providers = { alder: provider('Alder'), birch: provider('Birch'), cedar: provider('Cedar') }
const service = (of: keyof typeof providers, name: string, kinds: string[], more: object = {}) =>
  DirectoryService.parse({
    ...{ id: newId(), organisation_id: providers[of].id, name, description: 'A service.', status: 'active', kinds },
    ...{ areas: [{ country: 'ES' }], languages: ['ne'], ...told, ...more },
  })
const services = {
  lawyers: service('alder', 'Lawyers', ['legal'], { cost: 'free' }),
  records: service('birch', 'No records', ['legal'], { admission: { with_criminal_record: 'no' } }),
  therapy: service('birch', 'Therapy', ['psychological'], { admission: { with_psychiatric_care: 'no' } }),
  register: service('cedar', 'With a certificate', ['health'], { admission: { needs_registration: 'yes' } }),
  house: service('cedar', 'All in one', ['language_course', 'psychological', 'social']),
  course: service('alder', 'Course', ['language_course'], { specialised_in_trafficking: true }),
}

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./match.api.ts'), await import('./person-barriers.api.ts'))
  const client = await at.db.owner.connect()
  const records = { organisations: Object.values(providers), services: Object.values(services) }
  await importDirectory(builderOver(client), at.ours.organisation_id, records, today)
  client.release()
})
after(() => at.close())

const law = (facts: object = {}, version = 0) =>
  ({ section: 'law', version, facts: barrierParts.law.parse(facts) }) as const
const health = (facts: object = {}, version = 0) =>
  ({ section: 'health', version, facts: barrierParts.health.parse(facts) }) as const
/** A lawyer on the file reads its law, and neither health nor home. */
const withLawyer = async (case_id: string) => {
  const { staff_id, organisation_id } = at.staff.lawyer
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, created_by)
     values ($1, $2, gen_random_uuid(), 'team', $3, 'lawyer', '{identity,story,safety,law,return}', $3)`,
    [organisation_id, case_id, staff_id],
  )
  return at.staff.lawyer
}
const home = (facts: object = {}, version = 0) =>
  ({ section: 'home', version, facts: barrierParts.home.parse(facts) }) as const
const obstaclesOf = (found: { near_misses: { service_id: string; obstacles: { key: string }[] }[] }, id: string) =>
  found.near_misses.find(({ service_id }) => service_id === id)?.obstacles.map(({ key }) => key)

test('asked once, kept by section with its own version, sealed; a second hand is told', async () => {
  const { case_id } = await at.aFile()
  const worker = at.staff.reference_worker
  const first = await at.ask(readPersonBarriers, { case_id }, worker)
  assert.ok(first.parts.every(({ version, changed_on }) => version === 0 && changed_on === null))
  const parts = [law({ criminal_record: 'yes' }), home({ sons_ages: [9, 15], travel: 'province' })]
  const saved = await at.ask(savePersonBarriers, { case_id, parts }, worker)
  assert.deepEqual(saved.parts, [
    { section: 'law', version: 1 },
    { section: 'home', version: 1 },
  ])
  const { parts: now } = await at.ask(readPersonBarriers, { case_id }, worker)
  const home_ = now.find(({ section }) => section === 'home')!
  assert.deepEqual(home_.facts, barrierParts.home.parse({ sons_ages: [9, 15], travel: 'province' }))
  assert.equal(home_.changed_on, today)
  await assert.rejects(at.ask(savePersonBarriers, { case_id, parts: [law({}, 0)] }, worker), { key: 'stale' })
  await assert.rejects(at.ask(savePersonBarriers, { case_id, parts: [law({}, 1), law({}, 1)] }, worker), {
    key: 'services.barriers_twice',
  })
  await at.ask(savePersonBarriers, { case_id, parts: [law({ criminal_record: 'no' }, 1)] }, worker)
  const rows = await at.rows('select sealed from person_barriers where case_id = $1', [case_id])
  assert.ok(rows.every(({ sealed }) => !(sealed as Buffer).toString('latin1').includes('criminal')))
  const kinds = await at.rows(
    "select section from timeline_entry where case_id = $1 and kind = 'person_barriers_changed' order by at",
    [case_id],
  )
  assert.deepEqual(kinds.map(({ section }) => section).sort(), ['home', 'law', 'law'])
})

test('who reads and writes which part: the sections of the file decide, in the gate and in the database', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, second_worker, partner_worker, far_coordinator } = at.staff
  await at.ask(savePersonBarriers, { case_id, parts: [law({ identified: 'no' })] }, reference_worker)
  const sectionsOf = async (who: typeof coordinator) =>
    (await at.ask(readPersonBarriers, { case_id }, who)).parts.map(({ section }) => section)
  assert.ok((await sectionsOf(coordinator)).includes('health'))
  const lawyer = await withLawyer(case_id)
  assert.deepEqual(await sectionsOf(lawyer), ['identity', 'law'])
  await assert.rejects(at.ask(savePersonBarriers, { case_id, parts: [health()] }, lawyer), { kind: 'not_found' })
  await at.ask(savePersonBarriers, { case_id, parts: [health({ pregnant: 'yes' })] }, reference_worker)
  for (const who of [second_worker, partner_worker, far_coordinator]) {
    await assert.rejects(at.ask(readPersonBarriers, { case_id }, who), { kind: 'not_found' })
    await assert.rejects(at.ask(savePersonBarriers, { case_id, parts: [law({}, 1)] }, who), { kind: 'not_found' })
  }
  await assert.rejects(at.ask(readPersonBarriers, { case_id }, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(savePersonBarriers, { case_id, parts: [law({}, 1)] }, nobody), { kind: 'signed_out' })
  const wrong = await at.askHttp(savePersonBarriers, { case_id, parts: [{ section: 'story' }] }, reference_worker)
  assert.equal(wrong.status, 422)
})

test('what is in her file is weighed for everyone and named to whoever may read it', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker } = at.staff
  const lawyer = await withLawyer(case_id)
  const parts = [law({ criminal_record: 'yes' }), health({ psychiatric_care: 'yes' }), home({ registered: 'no' })]
  const before = await at.ask(matchNeed, { case_id, need: 'mind' }, reference_worker)
  assert.ok(before.best.some(({ service_id }) => service_id === services.therapy.id))
  await at.ask(savePersonBarriers, { case_id, parts }, reference_worker)
  const hers = await at.ask(matchNeed, { case_id, need: 'mind' }, reference_worker)
  assert.deepEqual(obstaclesOf(hers, services.therapy.id), ['match.obstacle.psychiatric_care'])
  const theirs = await at.ask(matchNeed, { case_id, need: 'mind' }, lawyer)
  assert.deepEqual(obstaclesOf(theirs, services.therapy.id), ['match.obstacle.in_her_file'])
  assert.doesNotMatch(JSON.stringify(theirs.near_misses.map(({ obstacles }) => obstacles)), /psychiatric/)
  const legal = await at.ask(matchNeed, { case_id, need: 'legal' }, lawyer)
  assert.deepEqual(obstaclesOf(legal, services.records.id), ['match.obstacle.criminal_record'])
  const doctors = await at.ask(matchNeed, { case_id, need: 'health' }, reference_worker)
  const [miss] = doctors.near_misses
  assert.deepEqual(miss!.obstacles[0]!.fits_if, { key: 'match.fits_if.registered', values: {} })
})

test('what the sender saw can be kept with the referral', async () => {
  const { case_id } = await at.aFile()
  const found = await at.ask(matchNeed, { case_id, need: 'legal', urgency: 'today' }, at.staff.reference_worker)
  const kept = keptMatch(found, services.lawyers.id)!
  assert.deepEqual(KeptMatch.parse(kept), kept)
  assert.equal(kept.place, found.best.findIndex(({ service_id }) => service_id === services.lawyers.id) + 1)
  assert.equal(kept.urgency, 'today')
  assert.equal(keptMatch(found, newId()), null)
})

test('several needs at once: one place that gives both beats two that fit better', async () => {
  const { case_id } = await at.aFile()
  const worker = at.staff.reference_worker
  const found = await at.ask(matchTogether, { case_id, needs: 'language,mind' }, worker)
  assert.equal(found.one_by_one, 2)
  const [way] = found.ways
  assert.deepEqual(
    way!.places.map(({ provider_name, covers }) => [provider_name, covers.map(({ need }) => need)]),
    [['Cedar', ['language', 'mind']]],
  )
  assert.deepEqual(found.ways[1]!.places.map(({ provider_name }) => provider_name).sort(), ['Alder', 'Birch'])
  const more = await at.ask(matchTogether, { case_id, needs: 'language,work' }, worker)
  assert.deepEqual(more.uncovered, ['work'])
  for (const who of [at.staff.second_worker, at.staff.partner_worker])
    await assert.rejects(at.ask(matchTogether, { case_id, needs: 'language,mind' }, who), { kind: 'not_found' })
  await assert.rejects(at.ask(matchTogether, { case_id, needs: 'language,mind' }, nobody), { kind: 'signed_out' })
  assert.equal((await at.askHttp(matchTogether, { case_id, needs: 'legal' }, worker)).status, 422)
  await assert.rejects(at.ask(matchTogether, { case_id, needs: 'legal,moon' }, worker), { key: 'service.unknown_need' })
})

const refer = async (case_id: string, service_id: string, change: object = {}) => {
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['law'])
  const row = {
    ...{ organisation_id: at.ours.organisation_id, case_id, referral_id: newId(), service_id, need: 'legal' },
    ...{ to_organisation_id: at.partner.organisation_id, consent_id, sent_by: at.staff.coordinator.staff_id },
    ...{ answer_due_on: today, intake_version: 1, sealed_summary: Buffer.alloc(1), sealed: Buffer.alloc(1) },
    ...change,
  }
  const names = Object.keys(row)
  await at.rows(
    `insert into referral (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
    Object.values(row),
  )
}

test('of those who wait for one service, whoever has fewest others comes first; nobody else is named', async () => {
  const free = await at.aFile({ card: { alias: 'Rosa' } })
  const bound = await at.aFile({ card: { alias: 'Maya' } })
  const far = await at.aFile({ card: { alias: 'Lila' } })
  await at.rows('update case_file set office_id = $1 where case_id = $2', [at.ours.other_office_id, far.case_id])
  const { coordinator, reference_worker, far_coordinator } = at.staff
  await at.ask(
    savePersonBarriers,
    { case_id: bound.case_id, parts: [law({ criminal_record: 'yes' })] },
    reference_worker,
  )
  const service_id = services.lawyers.id
  for (const { case_id } of [free, bound, far]) await refer(case_id, service_id)
  const found = await at.ask(readWaiting, { service_id }, coordinator)
  assert.deepEqual(
    found.waiting.map(({ alias, others }) => [alias, others]),
    [
      ['Maya', 0],
      ['Rosa', 1],
    ],
  )
  assert.equal(found.elsewhere, 1)
  assert.deepEqual(
    found.waiting[0]!.reasons.map(({ key }) => key),
    ['match.waiting.others', 'match.waiting.since'],
  )
  const theirs = await at.ask(readWaiting, { service_id }, far_coordinator)
  assert.deepEqual(
    theirs.waiting.map(({ alias }) => alias),
    ['Lila'],
  )
  await assert.rejects(at.ask(readWaiting, { service_id }, reference_worker), { kind: 'refused' })
  await assert.rejects(at.ask(readWaiting, { service_id }, at.staff.partner_worker), { kind: 'refused' })
  await assert.rejects(at.ask(readWaiting, { service_id }, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(readWaiting, { service_id: newId() }, coordinator), { key: 'service.not_found' })
})

test('a service that never answered stands further down, and says why', async () => {
  const { case_id } = await at.aFile()
  const place = async () => {
    const { best } = await at.ask(matchNeed, { case_id, need: 'language' }, at.staff.reference_worker)
    return best.find(({ service_id }) => service_id === services.course.id)!
  }
  const before = await place()
  for (const _ of [1, 2, 3])
    await refer(case_id, services.course.id, {
      need: 'language',
      status: 'declined',
      decline_reason: 'other',
      answered_at: new Date(),
    })
  const after = await place()
  assert.ok(after.score < before.score)
  assert.ok(after.reasons.some(({ key, values }) => key === 'standing.never_accepted' && values.count === 3))
})
