// The one way in, asked over HTTP as strangers, other sites and broken programs ask: for every endpoint the house has.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Role, roles } from '#access/access.ts'
import { Database } from '#kit/database.ts'
import { endpoint, pathParts } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { translatorOf } from '#language/load-texts.ts'
import { answers } from '#server/answers.ts'
import { buildApp } from '#server/app.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { hostileInput } from '#test/hostile.ts'
import { type Answer, answer } from './answer.ts'
import { addressOf, queryOf } from './call.ts'

const readMore = endpoint({
  method: 'GET',
  path: '/api/more',
  action: 'public',
  summary: 'Answers more than it declares.',
  input: z.object({}),
  reply: z.object({ shown: z.string(), rows: z.array(z.object({ id: z.int() })) }),
})
const tellsMore = answer(readMore)(async () => {
  const reply = { shown: 'yes', hidden: 'a column', rows: [{ id: 1, sealed: 'bytes' }] }
  return reply
})

/** How often each endpoint is asked: the same few inputs every time, or with AMPARO_HOSTILE=200 as many new ones. */
const more = process.env.AMPARO_HOSTILE
const hostile = Number(more ?? 6)
const seed = 20_261_122

let at: TestHouse
let app: FastifyInstance
let door: Database
const broken: { key: string; route: string; cause: unknown }[] = []
before(async () => {
  at = await testHouse({ answers })
  door = new Database(at.db.connection('amparo_door'))
  const parts = { data_folder: '/tmp', version: '0', is_clock_behind: () => false, requests_per_minute: 1_000_000 }
  app = await buildApp({
    ...parts,
    house: at.house,
    matrix: at.matrix,
    door,
    more_answers: [tellsMore],
    report: (key, route, cause) => broken.push({ key, route, cause }),
  })
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
})

interface Sending {
  headers?: Record<string, string>
  as?: Who
  input?: Record<string, unknown>
  /** Sent as it is instead of the input. */
  payload?: string
}
const send = async ({ endpoint }: Answer, { headers, as, input = {}, payload }: Sending) => {
  const named = Object.fromEntries(
    pathParts(endpoint.path).map((part) => {
      const given = input[part]
      return [part, typeof given === 'string' && given !== '' ? given.toWellFormed().slice(0, 150) : newId()]
    }),
  )
  const { path, rest } = addressOf(endpoint.path, { ...input, ...named })
  const reads = endpoint.method === 'GET'
  const response = await app.inject({
    method: endpoint.method,
    url: reads ? path + queryOf(rest) : path,
    headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers },
    cookies: as ? { amparo: as.token } : {},
    ...(!reads && { payload: payload ?? rest }),
  })
  return { status: response.statusCode, headers: response.headers, text: response.body, route: endpoint.path }
}
const ours = () => ({ 'x-amparo': '1', 'idempotency-key': newId() })
const bodyOf = (reply: { text: string }) => JSON.parse(reply.text)

/** A problem as RFC 9457 wants it, with a sentence and without anything of the machinery. */
const assertProblem = (reply: Awaited<ReturnType<typeof send>>, status: number, key?: string, language = 'en') => {
  assert.equal(reply.status, status, `${reply.route}: ${reply.text.slice(0, 200)}`)
  assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
  const body = bodyOf(reply)
  assert.deepEqual(Object.keys(body).sort(), ['details', 'key', 'kind', 'status', 'title', 'type'])
  assert.equal(body.status, status)
  assert.equal(body.type, `urn:amparo:problem:${body.key}`)
  if (key) assert.equal(body.key, key, reply.route)
  assert.notEqual(body.title, `problem.${body.key}`, `${reply.route}: "${body.key}" has no sentence`)
  assert.match(body.title, / /, 'a title is a sentence')
  if (key && Object.keys(body.details).length === 0)
    assert.equal(body.title, translatorOf(language)(`problem.${key}`), `in ${language}`)
  assert.doesNotMatch(reply.text, /node_modules|\.ts:\d|select |insert into|relation "/i)
}

const isPublic = ({ endpoint }: Answer) => endpoint.action === 'public'

test('no endpoint listens to another site, nor to whoever cannot set our header', async () => {
  for (const each of answers) {
    const as = at.staff.director
    assertProblem(await send(each, { as, headers: { 'idempotency-key': newId() } }), 403, 'gate.foreign')
    for (const foreign of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: 'http://localhost.elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      assertProblem(await send(each, { as, headers: { ...ours(), ...foreign } }), 403, 'gate.foreign')
  }
})

test('nobody comes in without a session, or with one that was invented, ended or expired', async () => {
  const ended = await at.join(at.ours, 'Ended', ['director'])
  const expired = await at.join(at.ours, 'Expired', ['director'])
  await at.db.owner.query('update session set ended_at = now() where session_id = $1', [ended.session_id])
  await at.db.owner.query("update session set expires_at = now() - interval '1 second' where session_id = $1", [
    expired.session_id,
  ])
  const forged = { ...at.staff.director, token: 'x'.repeat(43) }
  for (const each of answers.filter((answer) => !isPublic(answer)))
    for (const as of [undefined, forged, ended, expired]) {
      const reply = await send(each, { headers: ours(), ...(as && { as }), input: fittingInput(each) })
      // An input that does not fit may be said first: it tells nothing about what is there.
      assert.ok([401, 422].includes(reply.status), `${each.endpoint.method} ${each.endpoint.path}: ${reply.text}`)
      if (reply.status === 401) assertProblem(reply, 401, 'session.signed_out')
    }
})

const drawn = new Map<Answer, Record<string, unknown>>()
/** The first input drawn that the schema takes: always the same. */
const fittingInput = (answer: Answer): Record<string, unknown> => {
  const { input: schema } = answer.endpoint
  const found =
    drawn.get(answer) ??
    fc
      .sample(hostileInput(schema, [newId()]), { numRuns: 30, seed: 7 })
      .find((input) => schema.safeParse(input).success) ??
    {}
  drawn.set(answer, found)
  return found
}

test('a write without an idempotency key, or with something else in its place, changes nothing', async () => {
  // What only asks writes nothing, and needs no key.
  const writes = answers.filter(
    (each) => !isPublic(each) && each.endpoint.method !== 'GET' && !(each.endpoint as { asks?: boolean }).asks,
  )
  assert.ok(writes.length > 20)
  const count = async () => (await at.rows('select count(*)::int as n from answered_request'))[0]!.n
  const before = await count()
  let asked = 0
  const as = await at.join(at.ours, 'Colega', ['director'])
  for (const each of writes) {
    const input = fittingInput(each)
    const wrong = { 'x-amparo': '1', 'idempotency-key': 'not-a-key' }
    for (const headers of [{ 'x-amparo': '1' }, wrong]) {
      const reply = await send(each, { as, headers, input })
      assertProblem(reply, 422)
      if (bodyOf(reply).key === 'gate.idempotency_key_needed') asked += 1
    }
  }
  assert.ok(asked > writes.length, `the key was asked for in ${asked} of ${2 * writes.length} writes`)
  assert.equal(await count(), before)
})

test('hostile input is refused with a sentence, never with a failure', async () => {
  const ids = [
    ...(await at.rows('select staff_id as id from staff')),
    ...(await at.rows('select office_id as id from office')),
    ...(await at.rows('select organisation_id as id from organisation')),
    (await at.aFile().then(({ case_id }) => ({ id: case_id }))) as { id: string },
  ].map(({ id }) => String(id))
  const statuses = new Map<number, number>()
  for (const each of answers) {
    const as = await at.join(at.ours, 'Colega', [...roles].filter((role) => role !== 'partner_worker') as Role[])
    // Stretching a password takes its time; fewer of those, so that the whole stays short.
    const numRuns = /sign-in|password/.test(each.endpoint.path) ? Math.ceil(hostile / 3) : hostile
    await fc.assert(
      fc.asyncProperty(hostileInput(each.endpoint.input, ids), async (input) => {
        const reply = await send(each, { as, headers: ours(), input: { ...input, unknown_field: 1 } })
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
        assert.ok(
          reply.status < 500,
          `${each.endpoint.path} ${JSON.stringify(input).slice(0, 500)}: ${reply.text} ${broken.map(({ cause }) => String((cause as Error)?.stack).slice(0, 600))}`,
        )
        if (reply.status >= 400) assertProblem(reply, reply.status)
      }),
      { numRuns, endOnFailure: true, interruptAfterTimeLimit: 60_000, ...(more ? {} : { seed }) },
    )
  }
  assert.deepEqual(broken, [])
  console.log(`hostile inputs by status: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`)
})

const writing = () => answers.find(({ endpoint }) => endpoint.method === 'POST' && endpoint.path === '/api/cases')!

test('a body that is no form of ours is refused in words', async () => {
  const as = at.staff.coordinator
  const each = writing()
  const headers = ours()
  const body = async (payload: string, more: Record<string, string> = {}) =>
    send(each, { as, headers: { ...headers, ...more }, payload })
  assertProblem(await body(`{"a":"${'x'.repeat(1_100_000)}"}`), 422, 'gate.too_large')
  assertProblem(await body('{"a":'), 422, 'gate.unreadable')
  assertProblem(await body('[1,2]'), 422, 'gate.unreadable')
  assertProblem(await body('"text"'), 422, 'gate.unreadable')
  assertProblem(await body('<a/>', { 'content-type': 'application/xml' }), 422, 'gate.unknown_format')
  assertProblem(await body('a=1', { 'content-type': 'multipart/form-data; boundary=x' }), 422, 'gate.unknown_format')
  assertProblem(await body(`${'['.repeat(50_000)}${']'.repeat(50_000)}`), 422)
})

test('nothing sent can reach the prototypes of the program', async () => {
  const as = at.staff.coordinator
  for (const payload of [
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"card":{"__proto__":{"polluted":true}}}',
  ])
    assertProblem(await send(writing(), { as, headers: ours(), payload }), 422)
  const read = answers.find(({ endpoint }) => endpoint.method === 'GET' && endpoint.path === '/api/cases')!
  const url = `${read.endpoint.path}?__proto__[polluted]=1&constructor.prototype.polluted=1`
  await app.inject({ url, headers: { 'x-amparo': '1' }, cookies: { amparo: as.token } })
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('a problem speaks the language of whoever reads it', async () => {
  const each = answers.find((answer) => !isPublic(answer) && pathParts(answer.endpoint.path).length === 0)!
  const titles = new Set<string>()
  for (const language of ['en', 'es', 'it']) {
    const reply = await send(each, { headers: { 'x-amparo': '0', 'accept-language': `${language};q=0.9` } })
    assertProblem(reply, 403, 'gate.foreign', language)
    titles.add(bodyOf(reply).title)
  }
  assert.equal(titles.size, 3)
})

test('what an answer does not declare does not leave', async () => {
  const reply = await send(tellsMore, { headers: { 'x-amparo': '1' } })
  assert.deepEqual(bodyOf(reply), { shown: 'yes', rows: [{ id: 1 }] })
})
