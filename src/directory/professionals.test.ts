// Who lets an institution read what is kept to professionals, for how long, and who takes it back. What it reads is tested
// with the page it reads on (src/public/answer).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { closeReadingLink, listReadingLinks, openToProfessionals, renewReadingCode } from './professionals.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./professionals.api.ts'))
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const given = (change: object = {}) => ({
  link: { link_id: newId(), secret: newLinkSecret(), code: newLinkCode(), link_by: 'email', code_by: 'phone' } as const,
  for_whom: 'Health centre by the river',
  until: day(60),
  ...change,
})
const give = async () => {
  const input = given()
  await at.ask(openToProfessionals, input, at.staff.director)
  return { link_id: input.link.link_id }
}

test('direction and administration give such a link; nobody else, and no house one of another', async () => {
  const { director, administrator, coordinator, lawyer, partner_worker, partner_administrator } = at.staff
  const { link_id } = await give()
  const one = { link_id, version: 1 }
  const ways = [
    (who: typeof nobody) => at.ask(openToProfessionals, given(), who),
    (who: typeof nobody) => at.ask(listReadingLinks, {}, who),
    (who: typeof nobody) => at.ask(renewReadingCode, { ...one, code: newLinkCode(), code_by: 'phone' }, who),
    (who: typeof nobody) => at.ask(closeReadingLink, one, who),
  ]
  for (const way of ways) {
    await assert.rejects(way(nobody), { kind: 'signed_out' })
    for (const who of [coordinator, lawyer, partner_worker]) await assert.rejects(way(who), { kind: 'refused' })
  }
  assert.deepEqual((await at.ask(listReadingLinks, {}, partner_administrator)).links, [])
  await assert.rejects(at.ask(closeReadingLink, one, partner_administrator), { key: 'link.not_found' })
  await at.ask(closeReadingLink, one, administrator)
  await assert.rejects(at.ask(closeReadingLink, one, director), { key: 'stale' })
  const refused = (change: object, key: string) =>
    assert.rejects(at.ask(openToProfessionals, given(change), director), { key })
  await refused({ until: day(91) }, 'link.reading_until')
  await refused({ until: today }, 'link.reading_until')
  await refused({ link: { ...given().link, link_by: 'post', code_by: 'post' } }, 'link.same_way')
  for (const change of [{ for_whom: '' }, { until: 'soon' }, { link: {} }])
    assert.equal((await at.askHttp(openToProfessionals, given(change), director)).status, 422)
})
