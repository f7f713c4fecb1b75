// The people of an organisation: who may change them, and that a change holds at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import * as accountApi from './account.api.ts'
import { hashOf, newSecret } from './account.store.ts'
import { readSession, signIn } from './account.ts'
import * as organisationApi from './organisation.api.ts'
import {
  addOffice,
  addPartner,
  changeOffice,
  changeOrganisation,
  listOffices,
  listPartners,
  readOrganisation,
} from './organisation.ts'
import * as signInApi from './sign-in.api.ts'
import * as staffApi from './staff.api.ts'
import { acceptInvitation, changeStaff, endStaff, inviteStaff, listStaff, renewInvitation } from './staff.ts'

let at: TestHouse
const password = 'tres gatos bajo la lluvia fina'
before(async () => {
  at = await testHouse(accountApi, signInApi, staffApi, organisationApi)
})
after(() => at?.close())

const anInvitation = (place: { office_id: string; organisation_id?: string } = at.ours) => {
  const link = newSecret()
  const { office_id, organisation_id } = place
  return {
    link,
    input: {
      staff_id: newId(),
      office_id,
      name: 'Irene',
      email: `${newId()}@example.org`,
      roles: ['lawyer' as const],
      language: 'es' as const,
      invitation_id: newId(),
      link_mark: hashOf(link).toString('hex'),
      ...(organisation_id === undefined ? {} : { organisation_id }),
    },
  }
}
const cookieOf = (headers: Record<string, unknown>) => /amparo=([^;]*)/.exec(String(headers['set-cookie'] ?? ''))?.[1]
const find = async (staff_id: string) =>
  (await at.ask(listStaff, {}, at.staff.administrator)).staff.find((each) => each.staff_id === staff_id)

test('only an administrator with a fresh second factor works on accounts', async () => {
  const { input } = anInvitation()
  const { staff_id } = at.staff.lawyer
  const asks = (who: typeof nobody) => [
    () => at.ask(inviteStaff, input, who),
    () => at.ask(renewInvitation, { staff_id, invitation_id: newId(), link_mark: input.link_mark }, who),
    () => at.ask(changeStaff, { staff_id, roles: ['lawyer'], office_id: at.ours.office_id, version: 1 }, who),
    () => at.ask(endStaff, { staff_id, version: 1 }, who),
  ]
  for (const ask of asks(nobody)) await assert.rejects(ask(), { kind: 'signed_out' })
  for (const ask of asks(at.staff.director)) await assert.rejects(ask(), { kind: 'refused' })
  for (const ask of asks(at.staff.coordinator)) await assert.rejects(ask(), { kind: 'refused' })
  await at.db.owner.query("update session set second_factor_at = now() - interval '11 minutes' where staff_id = $1", [
    at.staff.administrator.staff_id,
  ])
  for (const ask of asks(at.staff.administrator)) await assert.rejects(ask(), { key: 'access.second_factor_needed' })
  await at.db.owner.query('update session set second_factor_at = now()')
})

test('an administrator of a partner looks after their own people and nobody else', async () => {
  const who = at.staff.partner_administrator
  const { staff_id } = at.staff.lawyer
  const mark = { invitation_id: newId(), link_mark: hashOf(newSecret()).toString('hex') }
  await assert.rejects(
    at.ask(changeStaff, { staff_id, roles: ['lawyer'], office_id: at.ours.office_id, version: 1 }, who),
    {
      kind: 'not_found',
    },
  )
  await assert.rejects(at.ask(endStaff, { staff_id, version: 1 }, who), { kind: 'not_found' })
  await assert.rejects(at.ask(renewInvitation, { staff_id, ...mark }, who), { kind: 'not_found' })
  await assert.rejects(at.ask(inviteStaff, anInvitation(at.ours).input, who), { kind: 'refused' })
  await assert.rejects(at.ask(inviteStaff, anInvitation(at.otherPartner).input, who), { kind: 'refused' })
  assert.deepEqual((await at.ask(listStaff, { organisation_id: at.ours.organisation_id }, who)).staff, [])
  const theirs = (await at.ask(listStaff, {}, who)).staff
  assert.ok(theirs.length > 0 && theirs.every((each) => each.organisation_id === at.partner.organisation_id))
  const own = anInvitation({ office_id: at.partner.office_id })
  await assert.rejects(at.ask(inviteStaff, own.input, who), { key: 'staff.role_not_here' })
  await at.ask(inviteStaff, { ...own.input, roles: ['partner_worker'] }, who)
})

test('an invitation opens once, keeps no secret here, and signs in whoever used it', async () => {
  const { input, link } = anInvitation()
  await at.ask(inviteStaff, input, at.staff.administrator)
  assert.equal((await find(input.staff_id))?.status, 'invited')
  assert.deepEqual(await at.ask(signIn, { email: input.email, password }, nobody), { outcome: 'refused' })
  assert.deepEqual(await at.ask(acceptInvitation, { link: newSecret(), password }, nobody), { outcome: 'refused' })
  await assert.rejects(at.ask(acceptInvitation, { link, password: 'too short' }, nobody), { key: 'password.short' })
  const twice = await Promise.allSettled([1, 2].map(() => at.askHttp(acceptInvitation, { link, password }, nobody)))
  const welcome = twice.flatMap((each) =>
    each.status === 'fulfilled' && each.value.body.outcome === 'welcome' ? [each.value] : [],
  )
  assert.equal(welcome.length, 1)
  const mine = { ...nobody, token: cookieOf(welcome[0]!.headers)! }
  assert.equal((await at.ask(readSession, {}, mine)).actor.staff_id, input.staff_id)
  assert.deepEqual(await at.ask(acceptInvitation, { link, password }, nobody), { outcome: 'refused' })
  assert.equal((await at.ask(signIn, { email: input.email, password }, nobody)).outcome, 'signed_in')
})

test('looking at the link uses nothing up', async () => {
  const response = await at.app.inject({ method: 'GET', url: acceptInvitation.path, headers: { 'x-amparo': '1' } })
  assert.equal(response.statusCode, 404)
})

test('an invitation ends after a week, and a new link makes the old one worthless', async () => {
  const first = anInvitation()
  await at.ask(inviteStaff, first.input, at.staff.administrator)
  const { staff_id } = first.input
  const link = newSecret()
  const renewed = { staff_id, invitation_id: newId(), link_mark: hashOf(link).toString('hex') }
  await at.ask(renewInvitation, renewed, at.staff.administrator)
  assert.deepEqual(await at.ask(acceptInvitation, { link: first.link, password }, nobody), { outcome: 'refused' })
  await at.db.owner.query("update invitation set expires_at = now() - interval '1 second' where staff_id = $1", [
    staff_id,
  ])
  assert.deepEqual(await at.ask(acceptInvitation, { link, password }, nobody), { outcome: 'refused' })
})

test('nobody changes their own roles, not even an administrator, by any way', async () => {
  const { administrator } = at.staff
  const version = (await find(administrator.staff_id))!.version
  const mine = { staff_id: administrator.staff_id, office_id: administrator.office_id, version }
  await assert.rejects(at.ask(changeStaff, { ...mine, roles: ['administrator', 'director'] }, administrator), {
    key: 'staff.not_yourself',
  })
  await assert.rejects(at.ask(endStaff, mine, administrator), { key: 'staff.not_yourself' })
  await assert.rejects(
    at.house.database.transaction({ token: administrator.token }, (tx) =>
      tx
        .updateTable('staff')
        .set({ roles: ['director'] })
        .where('staff_id', '=', administrator.staff_id)
        .execute(),
    ),
    { code: '42501' },
  )
  await assert.rejects(
    at.house.database.transaction({ token: administrator.token }, (tx) =>
      tx
        .insertInto('staff')
        .values({
          ...at.ours,
          ...{ other_office_id: undefined },
          staff_id: newId(),
          name: 'X',
          email: 'x@example.org',
          roles: ['director'],
        } as never)
        .execute(),
    ),
  )
})

test('other roles hold at once on every device, and a wide one is journalled', async () => {
  const who = await at.join(at.ours, 'Pau', ['trainer'])
  assert.equal((await at.ask(readSession, {}, who)).may['case.create'], false)
  const change = {
    staff_id: who.staff_id,
    roles: ['coordinator' as const],
    office_id: at.ours.other_office_id,
    version: 1,
  }
  const { version } = await at.ask(changeStaff, change, at.staff.administrator)
  assert.equal(version, 2)
  const session = await at.ask(readSession, {}, who)
  assert.deepEqual([session.may['case.create'], session.actor.office_id], [true, at.ours.other_office_id])
  await assert.rejects(at.ask(changeStaff, change, at.staff.administrator), { kind: 'conflict', key: 'stale' })
  const [raised] = await at.rows('select actor_id, reason from journal where action = $1 and subject_id = $2', [
    'staff.raised',
    who.staff_id,
  ])
  assert.deepEqual(raised, { actor_id: at.staff.administrator.staff_id, reason: 'coordinator' })
})

test('whoever leaves is out at their next step and off every file', async () => {
  const who = await at.join(at.ours, 'Rosa', ['reference_worker'])
  const { case_id } = await at.aFile({ worker: who })
  await at.ask(readSession, {}, who)
  await at.ask(endStaff, { staff_id: who.staff_id, version: 1 }, at.staff.administrator)
  await assert.rejects(at.ask(readSession, {}, who), { kind: 'signed_out' })
  const open = await at.rows('select 1 from case_access where case_id = $1 and staff_id = $2 and ended_at is null', [
    case_id,
    who.staff_id,
  ])
  assert.equal(open.length, 0)
  const [heir] = await at.rows(
    "select staff_id from case_access where case_id = $1 and function = 'reference_worker' and ended_at is null",
    [case_id],
  )
  assert.equal(heir?.staff_id, at.staff.coordinator.staff_id, 'the file passes to who answers for the office')
  assert.equal((await find(who.staff_id))?.status, 'left')
})

test('a colleague who lost every way to sign in gets a new link, and the old ways are gone', async () => {
  const { input, link } = anInvitation()
  await at.ask(inviteStaff, input, at.staff.administrator)
  const { headers } = await at.askHttp(acceptInvitation, { link, password }, nobody)
  const before = { ...nobody, token: cookieOf(headers)! }
  const next = newSecret()
  const renewed = { staff_id: input.staff_id, invitation_id: newId(), link_mark: hashOf(next).toString('hex') }
  await at.ask(renewInvitation, renewed, at.staff.administrator)
  await assert.rejects(at.ask(readSession, {}, before), { kind: 'signed_out' })
  assert.deepEqual(await at.ask(signIn, { email: input.email, password }, nobody), { outcome: 'refused' })
  const other = 'una frase nueva y bastante larga'
  assert.deepEqual(await at.ask(acceptInvitation, { link: next, password: other }, nobody), { outcome: 'welcome' })
  assert.deepEqual(await at.ask(signIn, { email: input.email, password }, nobody), { outcome: 'refused' })
})

test('settings and offices: read by everyone here, changed by administrators, each of their own house', async () => {
  const reads = [readOrganisation, listOffices, listPartners] as const
  for (const read of reads) await assert.rejects(at.ask(read, {}, nobody), { kind: 'signed_out' })
  const { organisation_id: _, kind, version, ...settings } = await at.ask(readOrganisation, {}, at.staff.trainer)
  assert.equal(kind, 'own')
  const change = { ...settings, language: 'es' as const, name: 'Casa Encina Norte', version }
  await assert.rejects(at.ask(changeOrganisation, change, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(changeOrganisation, change, at.staff.director), { kind: 'refused' })
  assert.equal((await at.ask(changeOrganisation, change, at.staff.administrator)).version, version + 1)
  await assert.rejects(at.ask(changeOrganisation, change, at.staff.administrator), { kind: 'conflict', key: 'stale' })
  assert.notEqual((await at.ask(readOrganisation, {}, at.staff.partner_worker)).name, 'Casa Encina Norte')
  const office = { office_id: newId(), name: 'Este', province: null }
  await assert.rejects(at.ask(addOffice, office, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(addOffice, office, at.staff.coordinator), { kind: 'refused' })
  await at.ask(addOffice, office, at.staff.administrator)
  await assert.rejects(at.ask(changeOffice, { ...office, version: 1 }, at.staff.partner_administrator), {
    kind: 'not_found',
  })
  await assert.rejects(at.ask(changeOffice, { ...office, version: 1 }, at.staff.director), { kind: 'refused' })
  assert.equal(
    (await at.ask(changeOffice, { ...office, name: 'Oriente', version: 1 }, at.staff.administrator)).version,
    2,
  )
  const { offices } = await at.ask(listOffices, {}, at.staff.trainer)
  assert.ok(offices.some((each) => each.name === 'Oriente'))
})

test('a partner is added with its keys, by the house alone, and its first colleague is invited', async () => {
  const input = {
    organisation_id: newId(),
    office_id: newId(),
    name: 'Taller del Tilo',
    country: 'ES',
    province: null,
    languages: ['es', 'ne'],
    language: 'es' as const,
  }
  await assert.rejects(at.ask(addPartner, input, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(addPartner, input, at.staff.coordinator), { kind: 'refused' })
  await assert.rejects(at.ask(addPartner, input, at.staff.partner_administrator), { kind: 'refused' })
  await at.ask(addPartner, input, at.staff.administrator)
  const keys = await at.rows('select 1 from intake_key where organisation_id = $1', [input.organisation_id])
  assert.equal(keys.length, 1)
  const { partners } = await at.ask(listPartners, {}, at.staff.reference_worker)
  assert.ok(partners.some((each) => each.organisation_id === input.organisation_id))
  const first = anInvitation(input)
  await assert.rejects(at.ask(inviteStaff, first.input, at.staff.administrator), { key: 'staff.role_not_here' })
  await at.ask(inviteStaff, { ...first.input, roles: ['partner_worker'] }, at.staff.administrator)
  assert.deepEqual(await at.ask(acceptInvitation, { link: first.link, password }, nobody), { outcome: 'welcome' })
})
