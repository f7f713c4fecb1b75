// What is kept to professionals is read by whoever direction gave a link: at that tier and no closer, never the door of a
// shelter, until its day or until it is taken back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { closeReadingLink, listReadingLinks, openToProfessionals, renewReadingCode } from '#directory/professionals.ts'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { hashedOnce } from '#test/hashed-once.ts'
import { serveAnswer } from './answer.ts'

let at: TestHouse
let app: FastifyInstance
let door: Database
const logged: string[] = []

const said = { source: 'test', confidence: 'checked' as const }
const today = new Date().toISOString().slice(0, 10)
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const provider = DirectoryOrganisation.parse({
  ...{ id: newId(), name: 'Fundación Aliso', description: 'An invented one.', checked_on: today, ...said },
  contacts: [{ name: 'KEPT-NAME-OF-PROVIDER' }],
})
const service = (name: string, more: object) =>
  DirectoryService.parse({
    ...{ id: newId(), organisation_id: provider.id, name, description: 'What it does.', status: 'active' },
    ...{ kinds: ['legal'], areas: [{ country: 'ES', region: 'ES-CT', province: '08' }], checked_on: today, ...said },
    ...more,
  })
const town = { country: 'ES', region: 'ES-CT', province: '08', town: 'KEPT-TOWN' }
const lawyers = service('Lawyers of the alder', {
  phones: [{ number: '900 000 001', ...said }],
  contacts: [{ name: 'KEPT-NAME' }],
  email: 'kept-to-partners@example.org',
  how_to_enter: 'FOR-PROFESSIONALS: ring twice',
  schedules: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR'], opens_at: '09:00', closes_at: '14:00' }],
  capacity: [{ unit: 'hour', maximum: 4321, available: 1234, updated_on: today }],
  tiers: { how_to_enter: 'professionals', phones: 'professionals', email: 'partners', capacity: 'own' },
})
const shelter = service('A hidden house', { kinds: ['shelter'], hidden_location: true, places: [town] })
const gone = service('No more', { status: 'defunct' })

before(async () => {
  at = await testHouse(await import('#directory/professionals.api.ts'))
  const records = { organisations: [provider], services: [lawyers, shelter, gone] }
  const owner = new Database(at.db.connection())
  await owner.transaction({ token: '' }, async (tx) => {
    await importDirectory(tx, at.ours.organisation_id, records, today)
    const others = { ...service('KEPT-OF-ANOTHER-HOUSE', {}), organisation_id: provider.id }
    await importDirectory(tx, at.partner.organisation_id, { organisations: [provider], services: [others] }, today)
  })
  // As a slip in the table would have it: the server cuts once more.
  await at.rows(`update directory_service set record = record || $2 where service_id = $1`, [
    shelter.id,
    JSON.stringify({ places: [town], addresses: [{ ...town, street: 'KEPT-STREET' }] }),
  ])
  await owner.close()
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  const crowd = { inside: 1_000, atOnce: 1_000_000, perSecond: 1_000 }
  serveAnswer(app, {
    door,
    facts: loadFacts(),
    crowd,
    tries: 10_000,
    step: 1,
    hash: hashedOnce(),
    report: (key) => logged.push(key),
  })
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
  assert.deepEqual(logged, [], 'nothing broke')
})

const post = async (form: Record<string, string>) => {
  const payload = new URLSearchParams({ l: 'en', reader: 'Ana Ruiz, nurse', ...form }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const { body } = await app.inject({ method: 'POST', url: '/answer', headers, payload })
  return body
}
const opensNothing = /open nothing, or nothing any more/
const given = (change: object = {}) => ({
  link: { link_id: newId(), secret: newLinkSecret(), code: newLinkCode(), link_by: 'email', code_by: 'phone' } as const,
  for_whom: 'Health centre by the river',
  until: day(60),
  ...change,
})
const give = async (change: object = {}) => {
  const input = given(change)
  await at.ask(openToProfessionals, input, at.staff.director)
  return { link_id: input.link.link_id, link: input.link.secret, code: input.link.code as string }
}

test('a link reads what everybody and what professionals may read, and nothing closer', async () => {
  const { link, code } = await give()
  const text = await post({ do: 'open', link, code })
  assert.match(text, /Casa Encina/)
  for (const told of [/Lawyers of the alder/, /FOR-PROFESSIONALS/, /900 000 001/, /Monday to Friday, 09:00 to 14:00/])
    assert.match(text, told)
  assert.match(text, /A hidden house/)
  assert.doesNotMatch(text, /No more/)
  assert.doesNotMatch(text, /KEPT|kept-to-partners|4,?321|1,?234/)
  const found = await post({ do: 'find', link, code, text: 'hidden' })
  assert.match(found, /A hidden house/)
  assert.doesNotMatch(found, /Lawyers of the alder/)
  assert.match(await post({ do: 'find', link, code, kind: 'legal', province: '08' }), /Lawyers of the alder/)
  assert.match(await post({ do: 'find', link, code, text: 'nowhere' }), /Nothing fits/)
  assert.doesNotMatch(await post({ do: 'find', link, code, text: 'KEPT-TOWN' }), /A hidden house/, 'nor found by it')
})

test('what changes is read at the next look; what is kept closer from now on is gone', async () => {
  const { link, code } = await give()
  assert.match(await post({ do: 'open', link, code }), /FOR-PROFESSIONALS/)
  await at.rows(
    `update directory_service set record = jsonb_set(record, '{tiers,how_to_enter}', '"partners"'), version = version + 1 where service_id = $1`,
    [lawyers.id],
  )
  assert.doesNotMatch(await post({ do: 'open', link, code }), /FOR-PROFESSIONALS/)
})

test('it opens nothing after its day, taken back, or with a wrong code; a new code opens it again', async () => {
  const { link_id, link, code } = await give()
  const { director } = at.staff
  assert.match(await post({ do: 'open', link, code: newLinkCode() }), opensNothing)
  assert.match(await post({ do: 'find', link: newLinkSecret(), code }), opensNothing)
  const fresh = newLinkCode()
  const standing = async () =>
    (await at.ask(listReadingLinks, {}, director)).links.find((each) => each.link_id === link_id)!
  const { version, tries_left, for_whom } = await standing()
  assert.deepEqual([tries_left, for_whom], [4, 'Health centre by the river'])
  await assert.rejects(at.ask(renewReadingCode, { link_id, version: 1, code: fresh, code_by: 'phone' }, director), {
    key: 'stale',
  })
  await at.ask(renewReadingCode, { link_id, version, code: fresh, code_by: 'phone' }, director)
  assert.match(await post({ do: 'open', link, code }), opensNothing)
  assert.match(await post({ do: 'open', link, code: fresh }), /Lawyers of the alder/)
  const now = await standing()
  await at.ask(closeReadingLink, { link_id, version: now.version }, director)
  assert.match(await post({ do: 'open', link, code: fresh }), opensNothing)
  assert.equal((await standing()).state, 'revoked')
  const again = { link_id, version: now.version + 1, code: newLinkCode(), code_by: 'phone' as const }
  await assert.rejects(at.ask(renewReadingCode, again, director), { key: 'link.over' })
  const past = await give()
  await at.rows(
    `update single_use_link set made_at = now() - interval '3 days', expires_at = now() - interval '1 day' where link_id = $1`,
    [past.link_id],
  )
  assert.match(await post({ do: 'open', link: past.link, code: past.code }), opensNothing)
})

test('every look is written down', async () => {
  const { link_id, link, code } = await give()
  await post({ do: 'open', link, code })
  const rows = await at.rows(`select outcome from journal where subject_id = $1 and action = 'link.open'`, [link_id])
  assert.equal(rows.length, 1)
})
