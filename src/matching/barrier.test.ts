// A barrier is kept in one tap by whoever works on that part of the file, and by itself when a partner says no.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import needSections from '#data/codes/need_sections.json' with { type: 'json' }
import { loadFacts } from '#facts/load.ts'
import { newId } from '#kit/id.ts'
import { loadTexts } from '#language/load-texts.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { barrierKinds, kindOfNo } from './barrier.rules.ts'
import { listBarriers, recordBarrier, takeBackBarrier } from './barrier.ts'
import { turnedAwayAt } from './turned-away.rules.ts'

const { codes } = loadFacts()
const kinds = barrierKinds(codes)

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./barrier.api.ts'))
})
after(() => at.close())

const tap = (case_id: string, kind = 'no_papers', need = 'housing') => ({ case_id, barrier_id: newId(), need, kind })

test('every reason of a no is at most one kind, and all have their words', () => {
  const said = kinds.flatMap(({ code, declines }) => [code, ...declines.filter((reason) => reason !== code)])
  assert.equal(new Set(said).size, said.length, 'one reason would be two kinds')
  assert.equal(kindOfNo(kinds, 'need_beyond_us'), 'no_expertise')
  assert.equal(kindOfNo(kinds, 'full'), 'full')
  assert.equal(kindOfNo(kinds, 'she_did_not_want'), undefined, 'what she decided is no barrier')
  for (const language of ['en', 'es', 'it']) {
    const texts = loadTexts(language)
    for (const { code } of kinds) assert.ok(`codes.access_barriers.${code}` in texts, `${language}: ${code}`)
  }
})

test('the guard and the data agree on the section of a need', async () => {
  for (const { code, section } of [...needSections.codes, { code: 'something_new', section: 'story' }])
    assert.deepEqual(await at.rows('select guard.section_of_need($1) as section', [code]), [{ section }])
})

test('one tap keeps it, shows it and tells the story; a second takes it back', async () => {
  const { case_id } = await at.aFile({ card: { province: '46' } })
  const worker = at.staff.reference_worker
  const barrier = tap(case_id)
  assert.deepEqual(await at.ask(recordBarrier, barrier, worker), { barrier_id: barrier.barrier_id, version: 1 })
  const { barriers } = await at.ask(listBarriers, { case_id }, worker)
  assert.deepEqual(
    barriers.map(({ kind, need, section, from_referral }) => ({ kind, need, section, from_referral })),
    [{ kind: 'no_papers', need: 'housing', section: 'home', from_referral: false }],
  )
  const [row] = await at.rows('select province, recorded_by from access_barrier where case_id = $1', [case_id])
  assert.deepEqual(row, { province: '46', recorded_by: worker.staff_id })
  const [entry] = await at.rows(
    "select section, codes from timeline_entry where case_id = $1 and kind = 'barrier_met'",
    [case_id],
  )
  assert.deepEqual(entry, { section: 'home', codes: { need: 'housing', barrier: 'no_papers' } })
  const back = { case_id, barrier_id: barrier.barrier_id, version: 1 }
  await at.ask(takeBackBarrier, back, worker)
  await assert.rejects(at.ask(takeBackBarrier, { ...back, version: 2 }, worker), { kind: 'not_found' })
  assert.deepEqual((await at.ask(listBarriers, { case_id }, worker)).barriers, [])
})

test('after a referral one tap is enough: it says the need and the service, whichever way it went', async () => {
  const { case_id } = await at.aFile()
  const worker = at.staff.reference_worker
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['home'])
  const [referral_id, service_id] = [newId(), newId()]
  await at.rows(
    `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, service_id, need, consent_id, sent_by, answer_due_on, intake_version, sealed_summary, sealed)
     values ($1, $2, $3, $4, $5, 'housing', $6, $7, current_date, 1, '', '')`,
    [
      ...[at.ours.organisation_id, case_id, referral_id, at.partner.organisation_id],
      ...[service_id, consent_id, worker.staff_id],
    ],
  )
  const after = { case_id, barrier_id: newId(), kind: 'no_answer', referral_id }
  // A service that left the directory is not counted; the need is.
  await at.ask(recordBarrier, after, worker)
  await at.rows(`insert into directory_organisation values ($1, $2, '{"name": "Casa"}', current_date)`, [
    at.ours.organisation_id,
    service_id,
  ])
  await at.rows(
    `insert into directory_service values ($1, $2, $2, 'active', '{legal}', 'ES', '{"name": "Sede"}', '\\x01', current_date)`,
    [at.ours.organisation_id, service_id],
  )
  await at.ask(recordBarrier, { ...after, barrier_id: newId() }, worker)
  const { barriers } = await at.ask(listBarriers, { case_id }, worker)
  assert.deepEqual(
    barriers.map(({ need, section, service_name }) => [need, section, service_name]),
    [
      ['housing', 'home', 'Sede'],
      ['housing', 'home', null],
    ],
  )
  const elsewhere = await at.aFile()
  const foreign = { ...after, barrier_id: newId(), case_id: elsewhere.case_id }
  await assert.rejects(at.ask(recordBarrier, foreign, worker), { key: 'referral.not_found' })
  const bare = await at.askHttp(recordBarrier, { case_id, barrier_id: newId(), kind: 'full' }, worker)
  assert.equal(bare.status, 422, 'neither a need nor a referral')
})

test('the tap stands after referrals that were not refused, and after calls and appointments', () => {
  const entry = (kind: TimelineKind, codes: object = {}, contact?: string) => ({
    ...{ kind, ref_id: newId(), codes: codes as Record<string, string> },
    ...(contact && { note: { section: 'law', contact } }),
  })
  const tapAt = (of: ReturnType<typeof entry>, writes: string[] = ['home', 'law']) => turnedAwayAt(of, writes)
  assert.deepEqual(tapAt(entry('referral_accepted', { need: 'housing' }))?.of, 'referral')
  assert.equal(tapAt(entry('referral_accepted', { need: 'housing' }), ['law']), null, 'not in a part one may not write')
  assert.equal(tapAt(entry('referral_declined', { need: 'housing' })), null, 'a no is kept by itself')
  const call = tapAt(entry('note_written', {}, 'call'))
  assert.deepEqual(call, { of: 'note', needs: ['housing', 'legal', 'documents'], likely: 'legal' })
  const told = tapAt({ ...entry('note_written'), note: { section: 'story', contact: 'call' } }, ['story', 'home'])
  assert.deepEqual(told?.of === 'note' && told.likely, null, 'the story is about anything')
  for (const contact of ['outreach', 'online']) assert.equal(tapAt(entry('note_written', {}, contact)), null)
  assert.equal(tapAt(entry('note_written')), null)
  assert.equal(tapAt(entry('card_changed')), null)
  assert.equal(tapAt(entry('note_written', {}, 'call'), []), null)
})

test('who may not, and what is no barrier', async () => {
  const { case_id } = await at.aFile()
  const { staff } = at
  const kept = tap(case_id, 'full', 'mind')
  await at.ask(recordBarrier, kept, at.staff.reference_worker).catch(() => {})
  await at.ask(recordBarrier, tap(case_id, 'full'), staff.coordinator)
  for (const who of [staff.director, staff.trainer, staff.administrator, staff.partner_worker, staff.second_worker])
    await assert.rejects(at.ask(recordBarrier, tap(case_id), who), ({ kind }) => /refused|not_found/.test(kind))
  await assert.rejects(at.ask(recordBarrier, tap(case_id), nobody), { kind: 'signed_out' })
  for (const endpoint of [listBarriers, takeBackBarrier] as const) {
    const input = { case_id, barrier_id: newId(), version: 1 }
    await assert.rejects(at.ask(endpoint, input, nobody), { kind: 'signed_out' })
    for (const who of [staff.administrator, staff.partner_worker, staff.far_coordinator])
      await assert.rejects(at.ask(endpoint, input, who), ({ kind }) => /refused|not_found/.test(kind))
  }
  const worker = staff.reference_worker
  await assert.rejects(at.ask(recordBarrier, tap(case_id, 'weather'), worker), { key: 'barrier.unknown_kind' })
  await assert.rejects(at.ask(recordBarrier, tap(case_id, 'full', 'luck'), worker), { key: 'service.unknown_need' })
  await assert.rejects(at.ask(recordBarrier, { ...tap(case_id), service_id: newId() }, worker), {
    key: 'service.not_found',
  })
  // A director opens the home section and not the story: of a barrier met for her children nothing is told.
  await at.ask(recordBarrier, tap(case_id, 'rule', 'children'), worker)
  const { barriers } = await at.ask(listBarriers, { case_id }, staff.director)
  assert.deepEqual(new Set(barriers.map(({ need }) => need)), new Set(['housing']))
})

test('a partner’s no is kept by itself, once, and a partner on the file reads none', async () => {
  const { case_id } = await at.aFile()
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['home', 'identity'])
  const referral_id = newId()
  await at.db.owner.query(
    `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, need, consent_id, sent_by, answer_due_on, intake_version, sealed_summary, sealed)
     values ($1, $2, $3, $4, 'mind', $5, $6, current_date + 3, 1, '', '')`,
    [
      ...[at.ours.organisation_id, case_id, referral_id, at.partner.organisation_id, consent_id],
      at.staff.coordinator.staff_id,
    ],
  )
  const decline = () =>
    at.db.owner.query(
      "update referral set status = 'declined', decline_reason = 'need_beyond_us' where referral_id = $1",
      [referral_id],
    )
  await decline()
  await decline()
  const { barriers } = await at.ask(listBarriers, { case_id }, at.staff.reference_worker)
  assert.deepEqual(
    barriers.map(({ kind, section, from_referral, recorded_by }) => ({ kind, section, from_referral, recorded_by })),
    [{ kind: 'no_expertise', section: 'mind', from_referral: true, recorded_by: null }],
  )
  await at.db.owner.query(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, until_at, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', '{home,identity}', $4, now() + interval '1 day', $5)`,
    [at.ours.organisation_id, case_id, at.partner.organisation_id, consent_id, at.staff.coordinator.staff_id],
  )
  const read = await at.ask(listBarriers, { case_id }, at.staff.partner_worker)
  assert.deepEqual(read.barriers, [])
  await assert.rejects(
    at.ask(takeBackBarrier, { case_id, barrier_id: barriers[0]!.barrier_id, version: 1 }, at.staff.reference_worker),
    { key: 'barrier.not_found' },
  )
})
