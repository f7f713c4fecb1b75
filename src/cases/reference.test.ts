// A file is found by its reference in an emergency, by few, seldom, and never by guessing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { findByReference } from './break-glass.ts'
import { readReference } from './reference.rules.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./case.api.ts'), await import('./break-glass.api.ts'))
})
after(() => at.close())

const find = (reference: string, by: Who) => at.ask(findByReference, { reference, reason: 'danger' }, by)
const referenceOf = async (case_id: string) =>
  String((await at.rows('select reference from case_file where case_id = $1', [case_id]))[0]!.reference)
const journalled = (who: Who) =>
  at.rows(`select case_id, reason from journal where actor_id = $1 and action = 'case.find_by_reference' order by at`, [
    who.staff_id,
  ])

test('typed in any way it is the same reference', () => {
  for (const typed of ['K7F-3Q9', 'k7f3q9', ' k7f 3q9 ', 'K7F–3Q9', 'K7F\u2011\u200e3Q9'])
    assert.equal(readReference(typed), 'K7F-3Q9')
  assert.equal(readReference(' b12 '), 'B12')
})

test('whoever may break the glass learns that there is such a file, and the looking is journalled', async () => {
  const { case_id } = await at.aFile()
  const reference = await referenceOf(case_id)
  const { psychologist, reference_worker } = at.staff
  assert.deepEqual(await find(reference.toLowerCase(), psychologist), { case_id, is_open: false })
  assert.deepEqual(await find(reference, reference_worker), { case_id, is_open: true })
  assert.deepEqual(await find('ZZZ-ZZZ', psychologist), { case_id: null, is_open: false })
  assert.deepEqual(await journalled(psychologist), [
    { case_id, reason: 'danger' },
    { case_id: null, reason: 'danger' },
  ])
})

test('nobody else may ask, and another organisation’s file is not there', async () => {
  const { case_id } = await at.aFile()
  const reference = await referenceOf(case_id)
  for (const who of [at.staff.trainer, at.staff.director, at.staff.administrator, at.staff.partner_worker])
    await assert.rejects(find(reference, who), { kind: 'refused', key: 'access.refused' })
  await assert.rejects(find(reference, nobody), { kind: 'signed_out' })
  const stranger = await at.join(at.otherPartner, 'Colega de fuera', ['coordinator'])
  assert.deepEqual(await find(reference, stranger), { case_id: null, is_open: false })
})

test('only with a second factor just shown and a reason', async () => {
  const { second_worker } = at.staff
  await assert.rejects(at.ask(findByReference, { reference: 'K7F-3Q9' } as never, second_worker))
  await at.db.owner.query("update session set second_factor_at = now() - interval '1 hour' where session_id = $1", [
    second_worker.session_id,
  ])
  await assert.rejects(find('K7F-3Q9', second_worker), { key: 'access.second_factor_needed' })
})

test('the eleventh question of an hour is refused, found or not, and so are two at once', async () => {
  const { lawyer } = at.staff
  const asked = await Promise.allSettled(Array.from({ length: 12 }, () => find(newId().slice(0, 6), lawyer)))
  assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 10)
  await assert.rejects(find('K7F-3Q9', lawyer), { kind: 'too_many' })
  await at.db.owner.query("update reference_question set asked_at = asked_at - interval '61 minutes'")
  await find('K7F-3Q9', lawyer)
})
