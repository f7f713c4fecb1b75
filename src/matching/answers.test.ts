// How services answered, over both ways one refers to them, as matching weighs it: through their organisation here, and by
// link. And how long people waited for a place.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { builderOver } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { matchNeed } from './ask.ts'

const today = new Date().toISOString().slice(0, 10)
const told = { source: 'test', confidence: 'checked' as const, checked_on: today }
const provider = DirectoryOrganisation.parse({ id: newId(), name: 'Cedar', description: 'A.', ...told })
const service = DirectoryService.parse({
  ...{ id: newId(), organisation_id: provider.id, name: 'Course', description: 'A.', ...told },
  ...{ status: 'active', kinds: ['language_course'], areas: [{ country: 'ES' }] },
})

let at: TestHouse
let case_id: string
before(async () => {
  at = await testHouse(await import('./match.api.ts'))
  case_id = (await at.aFile()).case_id
  const client = await at.db.owner.connect()
  const records = { organisations: [provider], services: [service] }
  await importDirectory(builderOver(client), at.ours.organisation_id, records, today)
  client.release()
})
after(() => at.close())

const insert = (table: string, row: Record<string, unknown>) =>
  at.rows(
    `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row).map((_, place) => `$${place + 1}`)})`,
    Object.values(row),
  )
const byte = (fill: number, length: number) => Buffer.alloc(length, fill)
let made = 0
/** A referral by link, as the table keeps it. */
const byLink = async (change: object) => {
  made += 1
  const { organisation_id } = at.ours
  const { staff_id } = at.staff.coordinator
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['home'])
  const link_id = newId()
  await insert('single_use_link', {
    ...{ organisation_id, link_id, case_id, purpose: 'referral', ref_id: newId(), token_hash: byte(made, 32) },
    ...{ link_key: byte(1, 32), code_salt: byte(1, 16), code_key: byte(1, 32), code_check: byte(1, 32) },
    ...{ link_by: 'email', code_by: 'phone', sealed: byte(1, 1), made_by: staff_id },
    expires_at: new Date(Date.now() + 86_400_000),
  })
  await insert('referral_external', {
    ...{ organisation_id, case_id, external_id: newId(), link_id, service_id: service.id, need: 'language' },
    ...{ consent_id, sent_by: staff_id, answer_due_on: today, sealed: byte(1, 1), sealed_slice: byte(1, 1) },
    ...change,
  })
}
const no = (decline_reason: string) => ({ status: 'declined', decline_reason, answered_at: new Date() })

const match = async () => {
  const { best, near_misses } = await at.ask(matchNeed, { case_id, need: 'language' }, at.staff.reference_worker)
  const found = [...best, ...near_misses].find(({ service_id }) => service_id === service.id)!
  const [standing] = found.reasons.filter(({ key }) => key.startsWith('standing.'))
  return { ...found, standing: standing && [standing.key, standing.values] }
}

test('what came back by link counts like any answer, and is said in words', async () => {
  const before = await match()
  assert.equal(before.standing, undefined)
  for (const _ of [1, 2, 3]) await byLink(no('rule'))
  const refusing = await match()
  assert.deepEqual(refusing.standing, ['standing.never_accepted', { count: 3, of: 3 }])
  assert.ok(refusing.score < before.score)
  await byLink({ status: 'accepted', answered_at: new Date() })
  assert.equal((await match()).standing, undefined, 'whoever took one person takes people')
})

test('a day that passed without a word counts against it, one that is still to come does not', async () => {
  await at.rows('delete from referral_external')
  const ahead = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  for (const _ of [1, 2, 3]) await byLink({ answer_due_on: ahead })
  assert.equal((await match()).standing, undefined)
  await at.rows(`update referral_external set answer_due_on = current_date - 1`)
  // A day passes or somebody answers: until then matching goes by the counts it has.
  await byLink({ status: 'accepted', answered_at: new Date() })
  assert.deepEqual((await match()).standing, ['standing.often_unanswered', { count: 3, of: 4 }])
})

test('what the person did not want, or nobody could reach them, speaks against no service', async () => {
  await at.rows('delete from referral_external')
  for (const reason of ['she_did_not_want', 'could_not_be_reached', 'she_did_not_want']) await byLink(no(reason))
  assert.equal((await match()).standing, undefined)
  for (const _ of [1, 2, 3]) await byLink(no('full'))
  assert.deepEqual((await match()).standing, ['standing.always_full', { count: 3, of: 3 }])
})

test('who waits for its places, and how long it took, is weighed and said', async () => {
  const { organisation_id } = at.ours
  const unit_id = newId()
  const made_by = at.staff.coordinator.staff_id
  await insert('place_unit', {
    ...{ organisation_id, unit_id, service_id: service.id, kind: 'course', unit: 'seat', name: 'A', made_by },
  })
  await insert('place', { organisation_id, unit_id, place_id: newId(), label: '1' })
  const keys = async () => (await match()).reasons.map(({ key, values }) => ({ key, values }))
  assert.ok((await keys()).some(({ key }) => key === 'match.reason.free_places'))
  const waits = (days: number, change: object = {}) =>
    insert('place_waiting', {
      ...{ organisation_id, waiting_id: newId(), unit_id, urgency: 'can_wait', written_by: made_by },
      ...{ since: new Date(Date.now() - days * 86_400_000), ...change },
    })
  await waits(1)
  const placed = { ended_at: new Date(), ended_how: 'placed' }
  await waits(10, placed)
  await waits(20, placed)
  const few = await keys()
  assert.deepEqual(few.find(({ key }) => key === 'match.reason.free_but_awaited')?.values, {
    count: 1,
    units: ['seat'],
    waiting: 1,
  })
  assert.ok(!few.some(({ key }) => key === 'match.reason.waited'), 'two say nothing')
  await waits(40, placed)
  assert.deepEqual((await keys()).find(({ key }) => key === 'match.reason.waited')?.values, { days: 20 })
})

test('counts are for whoever reads the directory; nobody else is told any', async () => {
  const counts = (token: string) =>
    at.house.database.transaction({ token }, async (tx) => {
      const { sql } = await import('kysely')
      const { rows } = await sql<{ found: { rows: unknown[] } | null }>`
        select guard.service_answers(null, '{}', '{}') as found`.execute(tx)
      return rows[0]?.found?.rows.length ?? null
    })
  assert.equal(await counts(at.staff.lawyer.token), 1)
  assert.equal(await counts(at.staff.partner_worker.token), 0, 'its own referrals alone')
  assert.equal(await counts(nobody.token), null)
})
