// The register: who is taken into service, who may read and keep it, what lies sealed, and when somebody can.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { aRegistered, interpretingOf } from '#test/interpreting.ts'
import { availabilityAt, type Hours, meets } from './availability.rules.ts'
import { type InterpreterStatus, interpreterStatuses, type Vetted } from './interpreter.ts'
import * as model from './register.ts'
import { missingSteps, mustBeDone, statusObstacle, usualEnd, vettedUntil, waysFrom } from './vetting.rules.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
before(async () => {
  at = await testHouse(await import('./register.api.ts'))
  on = interpretingOf(at)
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

test('somebody is taken into service once everything was looked at, blocked with a reason, and begins anew after it', async () => {
  const { coordinator } = at.staff
  const kept = aRegistered()
  const { interpreter_id } = kept
  await at.ask(model.keepInterpreter, kept, coordinator)
  const to = (version: number, status: InterpreterStatus, reason = '') =>
    at.ask(model.setInterpreterStatus, { interpreter_id, version, status, reason }, coordinator)
  await refuses(to(1, 'active'), 'refused', 'interpreters.not_this_way')
  await to(1, 'vetting')
  await refuses(to(2, 'active'), 'refused', 'interpreters.not_vetted')
  const step = { interpreter_id, done_on: on.today }
  await refuses(
    at.ask(model.vetInterpreter, { ...step, version: 2, step: 'identity', done_on: '2999-01-01' }, coordinator),
    'invalid',
    'interpreters.not_yet',
  )
  let version = 2
  for (const each of mustBeDone)
    version = (await at.ask(model.vetInterpreter, { ...step, version, step: each }, coordinator)).version
  await refuses(
    at.ask(model.vetInterpreter, { ...step, version: 2, step: 'training' }, coordinator),
    'conflict',
    'stale',
  )
  await to(version, 'active')
  await refuses(to(version + 1, 'blocked'), 'refused', 'interpreters.reason_needed')
  await to(version + 1, 'blocked', 'A complaint.')
  await refuses(to(version + 2, 'active'), 'refused', 'interpreters.not_this_way')
  const read = await at.ask(model.readInterpreter, { interpreter_id }, coordinator)
  assert.deepEqual(
    [read.status, read.block_reason, read.vetting.length, read.missing],
    ['blocked', 'A complaint.', 4, []],
  )
  assert.deepEqual(read.details, kept.details)
  assert.ok(read.vetted_until !== null && read.vetted_until > on.today)
  await at.rows('delete from interpreter_vetting where interpreter_id = $1', [interpreter_id])
  const byHand = at.rows("update interpreter set status = 'active' where interpreter_id = $1", [interpreter_id])
  await assert.rejects(byHand, { code: '23514' })
})

test('the house reads its own register, coordination and administration keep it, others see nothing', async () => {
  const rates = [
    {
      from_on: '2026-01-01',
      mode: null,
      cents: 1500,
      unit_minutes: 30,
      minimum_minutes: 60,
      rounding: 'up' as const,
      travel_cents_per_km: 26,
      currency: 'EUR',
    },
  ]
  const kept = aRegistered({ rates }, { names: ['Canary Interpreter'], phone: '600CANARY' })
  const { interpreter_id } = await on.anInterpreter(kept, at.staff.administrator)
  const { intake, reference_worker, partner_worker, partner_administrator } = at.staff
  for (const who of [intake, reference_worker]) {
    const { interpreters } = await at.ask(model.listInterpreters, {}, who)
    assert.ok(interpreters.some(({ name }) => name === 'Canary Interpreter'))
    assert.deepEqual((await at.ask(model.readInterpreter, { interpreter_id }, who)).rates, [], 'what they cost')
    await refuses(at.ask(model.keepInterpreter, aRegistered(), who), 'refused')
  }
  assert.deepEqual((await at.ask(model.readInterpreter, { interpreter_id }, at.staff.administrator)).rates, rates)
  assert.deepEqual((await at.ask(model.listInterpreters, {}, partner_administrator)).interpreters, [])
  await refuses(at.ask(model.readInterpreter, { interpreter_id }, partner_administrator), 'not_found')
  await refuses(at.ask(model.keepInterpreter, { ...kept, version: 5 }, partner_administrator), 'not_found')
  await refuses(at.ask(model.listInterpreters, {}, partner_worker), 'refused')
  await refuses(at.ask(model.listInterpreters, {}, nobody), 'signed_out')
  const [row] = await at.rows("select encode(sealed, 'escape') as text from interpreter where interpreter_id = $1", [
    interpreter_id,
  ])
  assert.doesNotMatch(String(row?.text), /Canary|CANARY/)
})

test('who may be called at once: in service, of the emergency list, speaking it, whoever is in their hours first', async () => {
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }))
  const weekday = ((new Date().getUTCDay() + 2) % 7) + 1
  const never = [{ weekday, from: '04:00', until: '04:01' }]
  const languages = [{ language: 'wo', dialect: null, level: 'native' as const, both_ways: true }]
  const late = await on.anInterpreter(
    aRegistered({ emergency: true, hours: never, languages }, { names: ['Aminata A'] }),
  )
  const now = await on.anInterpreter(aRegistered({ emergency: true, hours: always, languages }, { names: ['Zahra Z'] }))
  await on.anInterpreter(aRegistered({ languages }, { names: ['Not For Nights'] }))
  const { interpreters } = await at.ask(model.listEmergencyInterpreters, { language: 'wo' }, at.staff.intake)
  assert.deepEqual(
    interpreters.map(({ interpreter_id, in_hours }) => [interpreter_id, in_hours]),
    [
      [now.interpreter_id, true],
      [late.interpreter_id, false],
    ],
  )
})

test('the way through the vetting has no short cut, and what ends is told on its first day', () => {
  const done = (valid_until: string | null = null): Vetted[] =>
    mustBeDone.map((step) => ({ step, done_on: '2026-01-01', valid_until }))
  for (const from of interpreterStatuses)
    for (const to of interpreterStatuses) {
      const obstacle = statusObstacle(from, to, { vetting: done(), reason: 'why' }, '2026-11-22')
      assert.equal(obstacle === null, waysFrom(from).includes(to), `${from} ${to}`)
    }
  assert.equal(
    statusObstacle('vetting', 'active', { vetting: done('2026-11-21'), reason: '' }, '2026-11-22'),
    'interpreters.not_vetted',
  )
  assert.deepEqual(missingSteps(done('2026-11-22'), '2026-11-22'), [], 'its last day still holds')
  assert.equal(
    vettedUntil([...done(), { step: 'background', done_on: '2026-01-01', valid_until: '2027-01-01' }]),
    '2027-01-01',
  )
  assert.equal(vettedUntil([{ step: 'training', done_on: '2026-01-01', valid_until: '2026-02-01' }]), null)
  const months = { identity: null, background: 24, confidentiality: 24, interview: null, training: 36 }
  assert.equal(usualEnd('background', '2026-08-31', months), '2028-08-31')
  assert.equal(usualEnd('identity', '2026-08-31', months), null)
})

test('weekly hours hold by the clock on the wall, over midnight and when summer time ends', () => {
  const hours: Hours = {
    zone: 'Europe/Madrid',
    hours: [
      { weekday: 5, from: '09:00', until: '13:00' },
      { weekday: 5, from: '13:00', until: '24:00' },
      { weekday: 6, from: '00:00', until: '02:00' },
    ],
    off: [{ from_on: '2026-12-25', until_on: '2026-12-31' }],
  }
  const can = (from: string, until: string) => availabilityAt(hours, from, until)
  assert.equal(can('2026-10-23T07:00:00Z', '2026-10-23T08:00:00Z'), 'available', 'nine in summer')
  assert.equal(can('2026-10-30T07:00:00Z', '2026-10-30T08:00:00Z'), 'not_in_hours', 'eight in winter')
  assert.equal(can('2026-10-30T11:30:00Z', '2026-10-30T12:30:00Z'), 'available', 'hours that touch are one')
  assert.equal(can('2026-10-30T22:00:00Z', '2026-10-31T00:30:00Z'), 'available', 'over midnight')
  assert.equal(can('2026-10-30T22:00:00Z', '2026-10-31T02:00:00Z'), 'not_in_hours')
  assert.equal(can('2026-12-25T09:00:00Z', '2026-12-25T10:00:00Z'), 'away')
  assert.equal(availabilityAt({ ...hours, hours: [] }, '2026-10-31T04:00:00Z', '2026-10-31T05:00:00Z'), 'available')
  const at9 = { starts_at: '2026-10-30T09:00:00Z', ends_at: '2026-10-30T10:00:00Z' }
  assert.ok(!meets(at9, { starts_at: '2026-10-30T10:00:00Z', ends_at: '2026-10-30T11:00:00Z' }))
  assert.ok(meets(at9, { starts_at: '2026-10-30T09:59:00Z', ends_at: '2026-10-30T11:00:00Z' }))
})
