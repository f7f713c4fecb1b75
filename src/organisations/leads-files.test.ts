// Which partner may lead files: the organisation that runs the house lets it, its people may then hold the roles of a
// team, and it goes on while it leads somebody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/access.ts'
import { createFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { aCard, nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { hashOf, newSecret } from './account.store.ts'
import { letPartnerLead, listPartners } from './organisation.ts'
import { changeStaff, inviteStaff } from './staff.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./organisation.api.ts'), await import('./staff.api.ts'))
})
after(() => at.close())

const leads = async () =>
  (await at.ask(listPartners, {}, at.staff.coordinator)).partners.filter(({ leads_files }) => leads_files).length
const invite = (roles: Role[], as = at.staff.partner_administrator) => {
  const { organisation_id, office_id } = at.partner
  const person = { name: 'Irene', email: `${newId()}@example.org`, language: 'es' as const }
  const link = { invitation_id: newId(), link_mark: hashOf(newSecret()).toString('hex') }
  return at.ask(inviteStaff, { staff_id: newId(), organisation_id, office_id, ...person, ...link, roles }, as)
}

test('only the house that runs it lets a partner lead; then its people may be a team, and nobody who takes reports', async () => {
  const { organisation_id } = at.partner
  const let_it = (leads_files: boolean, who = at.staff.administrator) =>
    at.ask(letPartnerLead, { organisation_id, leads_files }, who)
  await assert.rejects(let_it(true, nobody), { kind: 'signed_out' })
  await assert.rejects(let_it(true, at.staff.coordinator), { kind: 'refused' })
  await assert.rejects(let_it(true, at.staff.partner_administrator), { kind: 'not_found' })
  const own = { organisation_id: at.ours.organisation_id, leads_files: true }
  await assert.rejects(at.ask(letPartnerLead, own, at.staff.administrator), { kind: 'not_found' })
  await assert.rejects(invite(['reference_worker']), { key: 'staff.role_not_here' })

  await let_it(true)
  assert.equal(await leads(), 1)
  const { staff_id } = await invite(['partner_worker', 'reference_worker'])
  await assert.rejects(invite(['intake']), { key: 'staff.role_not_here' })
  await assert.rejects(let_it(false), { key: 'partner.has_roles' })
  const worker = await at.join(at.partner, 'Quien acompaña', ['reference_worker'])
  const file = { new_case_id: newId(), card: aCard(), reference_worker_id: worker.staff_id }
  await at.ask(createFile, file, worker)
  await assert.rejects(let_it(false), { key: 'partner.leads_somebody' })
  await at.rows("update case_file set status = 'closed', closed_on = current_date where case_id = $1", [
    file.new_case_id,
  ])
  const change = { office_id: at.partner.office_id, roles: ['partner_worker' as const], version: 1 }
  for (const who of [staff_id, worker.staff_id])
    await at.ask(changeStaff, { ...change, staff_id: who }, at.staff.administrator)
  await let_it(false)
  assert.equal(await leads(), 0)
})
