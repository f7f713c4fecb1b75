// Anybody with a number or a file learns whether a certificate holds, and nobody learns a name that they did not bring.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { issueCertificate } from '#certificates/issue.api.ts'
import type { Issued } from '#certificates/issue.ts'
import { Database } from '#kit/database.ts'
import { addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { verifyElsewhere } from '#test/badges.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import type { VerifyDoor } from './door.ts'
import { serveVerify } from './verify.ts'

let at: TestHouse
let door: Database
let app: FastifyInstance
const public_url = 'https://amparo.example.org'
const now = new Date()
const today = now.toISOString().slice(0, 10)
const name = 'Lucía Peña'
const broken: unknown[] = []

const serve = (limits: VerifyDoor['limits'] = { names: 1_000, names_of_one: 1_000, looks: 1_000 }): FastifyInstance => {
  const made = Fastify()
  const report = (...told: unknown[]) => broken.push(told)
  serveVerify(made, { door, vault: at.vault, public_url, report, limits })
  return made
}

before(async () => {
  at = await testHouse()
  door = new Database(at.db.connection('amparo_door'))
  app = serve()
})
after(async () => {
  await app.close()
  await door.close()
  await at.close()
})

const issue = (valid_months: number | null = 24, at_moment = now.toISOString()): Promise<Issued> =>
  door.transaction({ token: '' }, (tx) =>
    issueCertificate(
      { tx, vault: at.vault, public_url },
      {
        organisation_id: at.ours.organisation_id,
        achievement: {
          kind: 'training',
          code: 'health_staff',
          version: 2,
          title: 'Notar la trata en urgencias',
          hours: 4,
        },
        ...{ name, language: 'es', institution_id: null, valid_months, now: at_moment },
      },
    ),
  )

const get = (url: string) => app.inject({ method: 'GET', url, headers: { 'accept-language': 'es' } })
const post = (url: string, fields: Record<string, string>, to = app) =>
  to.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'es' },
    payload: new URLSearchParams(fields).toString(),
  })

test('by its number: what, by whom, until when, and that it holds; however the number is typed', async () => {
  const { number, expires_on } = await issue()
  const typed = ` ${number.slice(0, 4).toLowerCase()}-${number.slice(4, 8)} ${number.slice(8)} `
  const sent = await post('/verify', { number: typed })
  assert.deepEqual([sent.statusCode, sent.headers.location], [303, `/verify/${number}`])
  const { statusCode, body, headers } = await get(`/verify/${number}`)
  assert.equal(statusCode, 200)
  assert.match(body, /Este certificado es válido/)
  assert.match(body, /Notar la trata en urgencias/)
  assert.match(body, /Casa Encina/)
  assert.ok(expires_on && body.includes(expires_on.slice(0, 4)))
  assert.doesNotMatch(body, /Lucía|Peña/)
  assert.doesNotMatch(body, /<script/)
  assert.match(String(headers['content-security-policy']), /default-src 'none'/)
})

test('what there is not, is over or was revoked is told in words', async () => {
  for (const number of ['ABCDEFGHJKMN', 'short', '%F0%9F%8C%B7']) {
    const { statusCode, body } = await get(`/verify/${number}`)
    assert.equal(statusCode, 404)
    assert.match(body, /Aquí no hay ningún certificado/)
  }
  assert.equal((await post('/verify', { number: 'x' })).statusCode, 422)
  const old = await issue(1, `${addMonths(today, -3)}T09:00:00Z`)
  assert.match((await get(`/verify/${old.number}`)).body, /ha caducado/)
  const revoked = await issue()
  await at.rows(`update certificate set revoked_on = current_date, revoke_reason = 'wrong_person' where number = $1`, [
    revoked.number,
  ])
  const { body } = await get(`/verify/${revoked.number}`)
  assert.match(body, /fue anulado/)
  assert.match(body, /Se emitió a otra persona/)
  assert.doesNotMatch(body, /value="paper"/, 'and is not printed again')
})

test('the name is compared and never shown; the right one prints the paper again', { timeout: 120_000 }, async () => {
  const { number } = await issue()
  const check = (typed: string, what = 'name') => post(`/verify/${number}`, { name: typed, do: what })
  assert.match((await check('lucia  pena')).body, /Sí: se emitió a este nombre/)
  const wrong = await check('Lucía Paz')
  assert.match(wrong.body, /No: se emitió a otro nombre/)
  assert.doesNotMatch(wrong.body, /Peña/)
  assert.match((await check('', 'paper')).body, /No: /)
  const paper = await check(name, 'paper')
  assert.equal(paper.headers['content-type'], 'application/pdf')
  assert.equal(paper.rawPayload.subarray(0, 5).toString(), '%PDF-')
  assert.match(String((await check('Lucía Paz', 'paper')).headers['content-type']), /html/)
})

test('names are tried a few times and no more', async () => {
  const { number } = await issue()
  const strict = serve({ names: 1_000, names_of_one: 3, looks: 1_000 })
  const tried = []
  for (const each of ['Ana', 'Eva', 'Luz', name])
    tried.push((await post(`/verify/${number}`, { name: each }, strict)).statusCode)
  assert.deepEqual(tried, [200, 200, 200, 429])
  const other = serve({ names: 2, names_of_one: 1_000, looks: 1_000 })
  const codes = []
  for (const each of ['Ana', 'Eva', name])
    codes.push((await post(`/verify/${number}`, { name: each }, other)).statusCode)
  assert.deepEqual(codes, [200, 200, 429])
  await strict.close()
  await other.close()
})

test('the file is checked, pasted or sent; a changed one and a strange one are told apart', async () => {
  const { credential } = await issue()
  const text = JSON.stringify(credential)
  assert.match((await post('/verify', { text })).body, /El archivo es exactamente lo que se firmó/)
  const changed = text.replace('Notar la trata en urgencias', 'Notar la trata en urgencias y todo')
  assert.match((await post('/verify', { text: changed })).body, /Este archivo fue modificado/)
  assert.match(
    (await post('/verify', { text: '{"id":"https://else.example/1"}' })).body,
    /no es de un certificado emitido aquí/,
  )
  const strange = text.replaceAll(/[0-9a-f-]{36}\.json/g, `${newId()}.json`)
  assert.match((await post('/verify', { text: strange })).body, /no es de un certificado emitido aquí/)
  for (const nothing of ['', 'hello', '3', '"x"', 'null', '[1'])
    assert.equal((await post('/verify', { text: nothing })).statusCode, 422)
  const boundary = 'x'.repeat(20)
  const payload = [
    `--${boundary}`,
    'content-disposition: form-data; name="file"; filename="a.json"',
    'content-type: application/json',
    '',
    text,
    `--${boundary}--`,
    '',
  ].join('\r\n')
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'accept-language': 'es' }
  assert.match(
    (await app.inject({ method: 'POST', url: '/verify', headers, payload })).body,
    /exactamente lo que se firmó/,
  )
})

test('a verifier elsewhere fetches the keys, the list and the credential, and finds that it holds', async () => {
  const { certificate_id, credential } = await issue()
  const fetched = await get(`/badges/${certificate_id}.json`)
  assert.deepEqual(fetched.json(), credential)
  const { issuer, credentialStatus } = fetched.json()
  const didPath = `/${issuer.id.split(':').slice(3).join('/')}/did.json`
  const did = await get(didPath)
  assert.equal(did.headers['access-control-allow-origin'], '*')
  const list = await get(new URL(credentialStatus.statusListCredential).pathname)
  const documents = new Map<string, object>([
    [issuer.id, did.json()],
    [credentialStatus.statusListCredential, list.json()],
  ])
  assert.deepEqual(await verifyElsewhere(credential, documents, now), { verified: true, faults: '' })
  assert.equal((await get('/badges/issuer')).json().issuers[0].id, issuer.id)
  for (const path of [`/badges/${newId()}.json`, '/badges/status/nothing', `/badges/issuer/${newId()}`, '/badges/x'])
    assert.equal((await get(path)).statusCode, 404, path)
})

test('the refresher is a day in a calendar, with nobody in it', async () => {
  const { number } = await issue()
  const { body, headers } = await get(`/verify/${number}/refresher.ics`)
  assert.match(String(headers['content-type']), /text\/calendar/)
  assert.match(body, /SUMMARY:Repaso: Notar la trata en urgencias/)
  assert.match(body, /DTSTART;VALUE=DATE:\d{8}/)
  assert.doesNotMatch(body, /Peña/)
  assert.equal((await get(`/verify/${(await issue(null)).number}/refresher.ics`)).statusCode, 404)
})

test('nothing broke on the way', () => assert.deepEqual(broken, []))
