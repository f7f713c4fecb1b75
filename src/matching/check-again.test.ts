// Services to ask again: those first that people were sent to in vain, then by the day that ran out; whoever was asked
// lately is left in peace; and only who keeps the directory is told.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { askService } from '#directory/confirm.ts'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { builderOver } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { toAskAgain } from './check-again.rules.ts'
import { listToCheck } from './check-again.ts'

const today = new Date().toISOString().slice(0, 10)
const day = (days: number) => addDays(today, days)
const told = { source: 'test', confidence: 'checked' as const }
const provider = DirectoryOrganisation.parse({
  id: newId(),
  name: 'Cedar',
  description: 'A.',
  checked_on: today,
  ...told,
})
const service = (name: string, more: object = {}) =>
  DirectoryService.parse({
    ...{ id: newId(), organisation_id: provider.id, name, description: 'A.', status: 'active', kinds: ['legal'] },
    ...{ areas: [{ country: 'ES' }], checked_on: day(-200), ...told, ...more },
  })
const assured = (until: number, on = -170) => ({ assured: { by: 'Casa', on: day(on), until: day(until) } })
const services = {
  fresh: service('Fresh', assured(100)),
  lapsed: service('Lapsed', assured(-3)),
  ending: service('Ending', assured(2)),
  refuses: service('Refuses', assured(100)),
  old: service('Old and unused'),
  used: service('Old and used'),
  gone: service('Gone', { ...assured(-50), status: 'defunct' }),
  confirmed: service('Refuses, and was asked', assured(100, -2)),
}

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./check-again.api.ts'), await import('#directory/confirm.api.ts'))
  const client = await at.db.owner.connect()
  const records = { organisations: [provider], services: Object.values(services) }
  await importDirectory(builderOver(client), at.ours.organisation_id, records, today)
  client.release()
  const { case_id } = await at.aFile()
  const refer = async (service_id: string, change: object) => {
    const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['law'])
    const row = {
      ...{ organisation_id: at.ours.organisation_id, case_id, referral_id: newId(), service_id, need: 'legal' },
      ...{ to_organisation_id: at.partner.organisation_id, consent_id, sent_by: at.staff.coordinator.staff_id },
      ...{ answer_due_on: today, intake_version: 1, sealed_summary: Buffer.alloc(1), sealed: Buffer.alloc(1) },
      ...{ answered_at: new Date(), ...change },
    }
    const names = Object.keys(row)
    await at.rows(
      `insert into referral (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
      Object.values(row),
    )
  }
  for (const { id } of [services.refuses, services.confirmed])
    for (const _ of [1, 2, 3]) await refer(id, { status: 'declined', decline_reason: 'rule' })
  await refer(services.used.id, { status: 'accepted' })
})
after(() => at.close())

const asked = async () => (await at.ask(listToCheck, {}, at.staff.coordinator)).services
const names = async () => (await asked()).map(({ name }) => name)

test('people sent in vain come first, then the day that ran out longest ago', async () => {
  assert.deepEqual(await names(), ['Refuses', 'Old and used', 'Lapsed', 'Ending'])
  const [first, second] = await asked()
  assert.deepEqual(
    first!.standing.map(({ key, values }) => [key, values]),
    [['standing.never_accepted', { count: 3, of: 3 }]],
  )
  assert.deepEqual([second!.standing, second!.freshness.state], [[], 'old'])
})

test('whoever was asked is left in peace, until the link is taken back or a month has passed', async () => {
  const link = { link_id: newId(), secret: newLinkSecret(), code: newLinkCode() }
  await at.ask(
    askService,
    { service_id: services.lapsed.id, link: { ...link, link_by: 'email', code_by: 'phone' } },
    at.staff.coordinator,
  )
  assert.ok(!(await names()).includes('Lapsed'))
  await at.rows('update single_use_link set revoked_at = now() where link_id = $1', [link.link_id])
  assert.ok((await names()).includes('Lapsed'))
  await at.rows(
    "update single_use_link set revoked_at = null, made_at = now() - interval '31 days' where link_id = $1",
    [link.link_id],
  )
  assert.ok((await names()).includes('Lapsed'))
})

test('a few at a time, and how many there are', () => {
  const many = Array.from({ length: 50 }, (_, place) => service(`S${place}`, assured(-place)))
  const known = { standing: new Map(), asked: new Map(), limits: { assured: 180, ending: 14, looked_up: 90 }, today }
  const found = toAskAgain(many, known)
  assert.equal(found.length, 50)
  assert.equal(found[0]!.freshness.days, -49)
  assert.deepEqual(toAskAgain([...many].reverse(), known), found, 'in the same order, however the directory lies')
})

test('who keeps the directory is told; nobody else, and each house of its own', async () => {
  for (const who of [at.staff.reference_worker, at.staff.director, at.staff.partner_worker])
    await assert.rejects(at.ask(listToCheck, {}, who), { kind: 'refused' })
  await assert.rejects(at.ask(listToCheck, {}, nobody), { kind: 'signed_out' })
  assert.deepEqual(await at.ask(listToCheck, {}, at.staff.partner_administrator), { services: [], total: 0 })
  assert.equal((await at.ask(listToCheck, {}, at.staff.administrator)).total, 4)
})
