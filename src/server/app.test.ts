// What the whole door says to a browser, and how the house describes its API to other systems.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Database } from '#kit/database.ts'
import { pathParts } from '#kit/endpoint.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { answers } from './answers.ts'
import { type AppParts, buildApp } from './app.ts'

let at: TestHouse
let app: FastifyInstance
let door: Database
const parts = (): AppParts => ({
  ...{ house: at.house, matrix: at.matrix, door, data_folder: '/tmp', version: '0.1.0' },
  is_clock_behind: () => false,
  report: () => {},
})
before(async () => {
  at = await testHouse({ answers })
  door = new Database(at.db.connection('amparo_door'))
  app = await buildApp(parts())
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
})

test('every kind of reply says what a browser may do with it', async () => {
  const known = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }
  const kinds = { '/': 200, '/desk/today': 0, '/api': 200, '/api/openapi.json': 200, '/api/session': 401, '/none': 404 }
  for (const [url, status] of Object.entries({ ...kinds, '/healthz': 200, '/calendar/x.ics': 404 })) {
    const { headers, statusCode } = await app.inject({ url, headers: { 'x-amparo': '1' } })
    if (status) assert.equal(statusCode, status, url)
    for (const [name, value] of Object.entries(known)) assert.equal(headers[name], value, `${url} ${name}`)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none'/, url)
    assert.match(policy, /frame-ancestors 'none'/, url)
    assert.match(policy, /base-uri 'none'/, url)
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|https?:|\*/, url)
    assert.match(String(headers['cache-control']), /no-store|no-cache/, url)
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin', url)
    const isData = /json/.test(String(headers['content-type']))
    if (isData) assert.doesNotMatch(policy, /self|blob|data:/, `${url} is no page`)
    assert.equal(headers['cross-origin-opener-policy'], isData ? undefined : 'same-origin', url)
    assert.equal(Boolean(headers['permissions-policy']), !isData, url)
    assert.equal(headers['access-control-allow-origin'], undefined, url)
    assert.equal(headers['x-powered-by'], undefined, url)
    assert.equal(headers['strict-transport-security'], undefined, 'a house without a certificate must stay reachable')
  }
  const desk = await app.inject({ url: '/desk/today' })
  assert.match(String(desk.headers['content-security-policy']), /require-trusted-types-for 'script'/)
})

test('behind https the session has a cookie no other site can set, and browsers are told to stay there', async () => {
  const house = { ...at.house, public_url: 'https://amparo.example' }
  const secure = await buildApp({ ...parts(), house })
  try {
    const headers = { 'x-amparo': '1', host: 'amparo.example', origin: 'https://amparo.example' }
    const plain = { amparo: at.staff.director.token }
    const ask = (cookies: Record<string, string>) => secure.inject({ url: '/api/session', headers, cookies })
    assert.equal((await ask(plain)).statusCode, 401, 'a cookie without the prefix is not ours')
    const reply = await ask({ '__Host-amparo': at.staff.director.token })
    assert.equal(reply.statusCode, 200, reply.body)
    assert.match(String(reply.headers['strict-transport-security']), /max-age=\d{8}/)
    const end = {
      method: 'DELETE' as const,
      url: '/api/session',
      cookies: { '__Host-amparo': at.staff.director.token },
    }
    const out = await secure.inject({ ...end, headers: { ...headers, 'idempotency-key': crypto.randomUUID() } })
    const cookie = String(out.headers['set-cookie'] ?? '')
    if (cookie) for (const part of [/HttpOnly/, /Secure/, /SameSite=Strict/, /Path=\//]) assert.match(cookie, part)
  } finally {
    await secure.close()
  }
})

test('too many requests in a minute are asked to wait, with a sentence', async () => {
  const strict = await buildApp({ ...parts(), requests_per_minute: 5 })
  try {
    const statuses: number[] = []
    for (let n = 0; n < 7; n++) statuses.push((await strict.inject({ url: '/api/session' })).statusCode)
    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 429, 429])
    const refused = await strict.inject({ url: '/api/session' })
    assert.equal(refused.json().key, 'gate.too_many')
    assert.match(String(refused.headers['retry-after']), /^[1-9]\d?$/, 'how many seconds to wait')
  } finally {
    await strict.close()
  }
})

interface Operation {
  'x-action': string
  operationId: string
  summary: string
  security: object[]
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: { properties: object; required: string[] } }> }
  responses: Record<string, { content: Record<string, { schema: object }> }>
}

test('the description of the API names every answer, what it takes and what it gives', async () => {
  const { json } = await app.inject({ url: '/api/openapi.json' })
  const described = json()
  assert.match(described.openapi, /^3\.1\.\d$/)
  assert.ok(described.info.title && described.info.version && described.info.license.identifier)
  const ids = new Set<string>()
  let count = 0
  for (const [path, methods] of Object.entries<Record<string, Operation>>(described.paths))
    for (const [method, operation] of Object.entries(methods)) {
      count += 1
      const where = `${method} ${path}`
      const answer = answers.find(
        ({ endpoint }) => endpoint.method.toLowerCase() === method && endpoint.path.replace(/:(\w+)/g, '{$1}') === path,
      )
      assert.ok(answer, `${where} answers nothing`)
      assert.equal(operation['x-action'], answer.endpoint.action)
      assert.ok(operation.summary, where)
      assert.equal(operation.security.length, answer.endpoint.action === 'public' ? 0 : 1, where)
      assert.ok(!ids.has(operation.operationId), where)
      ids.add(operation.operationId)
      const inPath = operation.parameters.filter((each) => each.in === 'path')
      assert.deepEqual(inPath.map(({ name }) => name).sort(), pathParts(answer.endpoint.path).sort(), where)
      assert.ok(
        inPath.every(({ required }) => required),
        where,
      )
      assert.ok(operation.responses['200']!.content['application/json']!.schema, where)
      assert.ok(operation.responses.default!.content['application/problem+json'], where)
      assert.equal(method === 'get' && operation.requestBody !== undefined, false, `${where} reads with a body`)
    }
  assert.equal(count, answers.length)
  // A reference inside a schema points to something that is there.
  const text = JSON.stringify(described)
  for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
    assert.match(reference!, /^#\//)
    const found = reference!
      .slice(2)
      .split('/')
      .reduce((node, part) => node?.[part], described)
    assert.ok(found, `${reference} leads nowhere`)
  }
  const { body } = await app.inject({ url: '/api' })
  for (const { endpoint } of answers) assert.ok(body.includes(endpoint.path), endpoint.path)
})

test('whoever watches the machine learns whether it works, and nothing else', async () => {
  assert.deepEqual((await app.inject({ url: '/healthz' })).json(), { alive: true })
  const ready = await app.inject({ url: '/readyz' })
  const said = ready.json()
  assert.deepEqual(Object.keys(said).sort(), ['clock', 'database', 'disk', 'keys', 'migrations'])
  assert.ok(Object.values(said).every((each) => typeof each === 'boolean'))
  const behind = await buildApp({ ...parts(), is_clock_behind: () => true })
  try {
    const reply = await behind.inject({ url: '/readyz' })
    assert.equal(reply.statusCode, 503)
    assert.equal(reply.json().clock, false)
  } finally {
    await behind.close()
  }
})
