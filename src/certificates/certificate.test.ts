// Certificates at the desk: found, taken back once and for good with a reason, and the key changed without ending what it signed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Database } from '#kit/database.ts'
import { addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { today } from '#test/day.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import * as model from './certificate.ts'
import { checkCertificate, checkSent } from './check.api.ts'
import { issueCertificate } from './issue.api.ts'

let at: TestHouse
let door: Database

before(async () => {
  at = await testHouse(await import('./certificate.api.ts'))
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  await door.close()
  await at.close()
})

const issue = (title: string, months_ago = 0, valid_months: number | null = 24) =>
  door.transaction({ token: '' }, (tx) =>
    issueCertificate(
      { tx, vault: at.vault, public_url: undefined },
      {
        organisation_id: at.ours.organisation_id,
        achievement: { kind: 'module', code: 'shelter', version: 1, title, hours: 0.5 },
        ...{ name: 'Nadia Canario', language: 'es', institution_id: null, valid_months },
        now: `${addMonths(today, -months_ago)}T08:00:00Z`,
      },
    ),
  )
const list = (input: object = {}, who: Who = at.staff.trainer) => at.ask(model.listCertificates, input, who)
const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => problem.kind === kind)

test('what was issued is listed by state, found by title and by number, and nobody is named', async () => {
  await issue('Acogida: lo primero')
  const soon = await issue('Acogida: pronto acaba', 23)
  await issue('Acogida: ya acabó', 30)
  await issue('Acogida: no acaba', 40, null)
  const all = await list()
  assert.deepEqual(all.counts, { valid: 2, ending: 1, expired: 1, revoked: 0 })
  assert.equal(all.certificates.length, 4)
  assert.doesNotMatch(JSON.stringify(all), /Canario/)
  const titles = async (input: object) => (await list(input)).certificates.map(({ title }) => title)
  assert.deepEqual(await titles({ state: 'ending' }), ['Acogida: pronto acaba'])
  assert.deepEqual(await titles({ words: 'YA ACABÓ' }), ['Acogida: ya acabó'])
  assert.deepEqual(await titles({ words: soon.number.toLowerCase() }), ['Acogida: pronto acaba'])
  assert.deepEqual(await titles({ kind: 'training' }), [])
})

test('a certificate is taken back once, with its reason, by whoever may', async () => {
  const { certificate_id, number } = await issue('Acogida: se anula')
  const asking = { certificate_id, version: 1, reason: 'not_passed' as const }
  const { coordinator, trainer, reference_worker, partner_administrator } = at.staff
  await refuses(at.ask(model.revokeCertificate, asking, nobody), 'signed_out')
  await refuses(at.ask(model.revokeCertificate, asking, trainer), 'refused')
  await refuses(at.ask(model.revokeCertificate, asking, reference_worker), 'refused')
  await refuses(at.ask(model.revokeCertificate, asking, partner_administrator), 'not_found')
  await refuses(at.ask(model.revokeCertificate, { ...asking, certificate_id: newId() }, coordinator), 'not_found')
  await refuses(at.ask(model.revokeCertificate, { ...asking, version: 7 }, coordinator), 'conflict')
  const key = newId()
  assert.deepEqual(await at.ask(model.revokeCertificate, asking, coordinator, { key }), { certificate_id, version: 2 })
  assert.deepEqual(await at.ask(model.revokeCertificate, asking, coordinator, { key }), { certificate_id, version: 2 })
  await refuses(at.ask(model.revokeCertificate, { ...asking, version: 2 }, coordinator), 'conflict')
  const checked = await door.transaction({ token: '' }, (tx) =>
    checkCertificate({ tx, vault: at.vault }, { number }, today),
  )
  assert.deepEqual([checked?.state, checked?.revoke_reason], ['revoked', 'not_passed'])
  const journalled = await at.rows(`select 1 from journal where action = 'certificates.manage' and subject_id = $1`, [
    certificate_id,
  ])
  assert.equal(journalled.length, 1)
})

test('the key is changed by whoever may, and what the former one signed goes on holding', async () => {
  const before_it = await issue('Acogida: antes')
  const { director, trainer, partner_worker, intake } = at.staff
  const { keys } = await at.ask(model.readSigningKeys, {}, intake)
  assert.equal(keys.length, 1)
  await refuses(at.ask(model.changeSigningKey, { version: 1 }, nobody), 'signed_out')
  await refuses(at.ask(model.changeSigningKey, { version: 1 }, trainer), 'refused')
  await refuses(at.ask(model.changeSigningKey, { version: 1 }, partner_worker), 'refused')
  await refuses(at.ask(model.changeSigningKey, { version: 4 }, director), 'conflict')
  assert.deepEqual(await at.ask(model.changeSigningKey, { version: 1 }, director), { version: 2 })
  await refuses(at.ask(model.changeSigningKey, { version: 1 }, director), 'conflict')
  const after_it = await issue('Acogida: después')
  const now = await at.ask(model.readSigningKeys, {}, intake)
  assert.deepEqual(
    now.keys.map(({ version, retired_at }) => [version, retired_at === null]),
    [
      [2, true],
      [1, false],
    ],
  )
  assert.equal(now.keys[0]!.certificates, 1)
  assert.notEqual(now.issuer, keys[0]!.did)
  for (const { credential } of [before_it, after_it]) {
    const found = await door.transaction({ token: '' }, (tx) => checkSent({ tx, vault: at.vault }, credential, today))
    assert.equal(found.is, 'signed')
  }
})

test('when the key of the organisation is changed, certificates go on being signed and checked', async () => {
  const { number } = await issue('Acogida: con la llave de antes')
  const owner = new Database(at.db.connection())
  await owner.transaction({ token: '' }, (tx) => at.vault.rotateOrganisation(tx, at.ours.organisation_id))
  await owner.close()
  await issue('Acogida: con la llave nueva')
  const checked = await door.transaction({ token: '' }, (tx) =>
    checkCertificate({ tx, vault: at.vault }, { number }, today),
  )
  assert.equal(checked?.state, 'valid')
})

test('another organisation reads nothing of ours', async () => {
  const theirs = await list({}, at.staff.partner_administrator)
  assert.deepEqual([theirs.certificates, theirs.counts.valid], [[], 0])
  await refuses(list({}, at.staff.partner_worker), 'refused')
  await refuses(list({}, nobody), 'signed_out')
  const keys = await at.ask(model.readSigningKeys, {}, at.staff.partner_administrator)
  const ours = await at.ask(model.readSigningKeys, {}, at.staff.trainer)
  assert.notEqual(keys.issuer, ours.issuer)
})
