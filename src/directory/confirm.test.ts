// Who may ask a service about its own record, and whose links they see.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { askService, listServiceLinks, revokeServiceLink } from './confirm.ts'
import { importDirectory } from './directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from './directory.ts'

let at: TestHouse
const today = new Date().toISOString().slice(0, 10)
const facts = { description: 'An invented one.', checked_on: today, source: 'test', confidence: 'checked' }
const provider = DirectoryOrganisation.parse({ id: newId(), name: 'Fundación Aliso', ...facts })
const service = DirectoryService.parse({
  ...{ ...facts, id: newId(), organisation_id: provider.id, name: 'Casa del Aliso', status: 'active' },
  ...{ kinds: ['shelter'], areas: [{ country: 'ES' }] },
})

before(async () => {
  at = await testHouse(await import('./confirm.api.ts'))
  const owner = new Database(at.db.connection())
  await owner.transaction({ token: '' }, (tx) =>
    importDirectory(tx, at.ours.organisation_id, { organisations: [provider], services: [service] }, today),
  )
  await owner.close()
})
after(() => at.close())

const aLink = () => ({
  ...{ link_id: newId(), secret: newLinkSecret(), code: newLinkCode() },
  ...{ link_by: 'email' as const, code_by: 'phone' as const },
})

test('whoever works with the directory asks; another organisation neither asks nor sees nor revokes', async () => {
  const service_id = service.id
  const link = aLink()
  await assert.rejects(at.ask(askService, { service_id, link }, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(listServiceLinks, { service_id }, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(askService, { service_id, link }, at.staff.director), { kind: 'refused' })
  await assert.rejects(at.ask(askService, { service_id, link }, at.staff.partner_administrator), { kind: 'not_found' })
  await assert.rejects(at.ask(askService, { service_id: newId(), link }, at.staff.intake), { kind: 'not_found' })
  const sameWay = { ...link, link_by: 'post' as const, code_by: 'post' as const }
  await assert.rejects(at.ask(askService, { service_id, link: sameWay }, at.staff.intake), { key: 'link.same_way' })
  await at.ask(askService, { service_id, link }, at.staff.intake)
  await assert.rejects(at.ask(askService, { service_id, link }, at.staff.intake), { kind: 'conflict' })
  const listed = await at.ask(listServiceLinks, { service_id }, at.staff.reference_worker)
  assert.deepEqual(
    listed.links.map(({ link_id, state, tries_left }) => [link_id, state, tries_left]),
    [[link.link_id, 'open', 5]],
  )
  assert.doesNotMatch(JSON.stringify(listed), new RegExp(`${link.secret}|${link.code}`))
  assert.deepEqual((await at.ask(listServiceLinks, { service_id }, at.staff.partner_administrator)).links, [])
  const back = { service_id, link_id: link.link_id, version: 1 }
  await assert.rejects(at.ask(revokeServiceLink, back, nobody), { kind: 'signed_out' })
  await assert.rejects(at.ask(revokeServiceLink, back, at.staff.director), { kind: 'refused' })
  await assert.rejects(at.ask(revokeServiceLink, back, at.staff.partner_administrator), { kind: 'not_found' })
  await assert.rejects(at.ask(revokeServiceLink, { ...back, version: 2 }, at.staff.coordinator), { key: 'stale' })
  await at.ask(revokeServiceLink, back, at.staff.coordinator)
  assert.equal((await at.ask(listServiceLinks, { service_id }, at.staff.intake)).links[0]?.state, 'revoked')
  for (const change of [{ link: { ...link, secret: 'x' } }, { link: null }, { service_id: 'x' }])
    assert.equal((await at.askHttp(askService, { service_id, link, ...change }, at.staff.intake)).status, 422)
})
