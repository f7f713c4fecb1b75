// A lost line must never do a thing twice, and an error must reach the screen as the problem it is.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Problem } from '#kit/problem.ts'
import { addressOf, call, problemOf, queryOf } from './call.ts'

const Save = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/notes/:note_id',
  action: 'case.write',
  summary: 'Saves a note',
  input: z.object({ case_id: z.string(), note_id: z.string(), body: z.string() }),
  reply: z.object({ version: z.number() }),
})
const input = { case_id: 'a/b', note_id: 'n', body: 'مرحبا' }
const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

const answering = (...answers: (() => Response)[]) => {
  const sent: { address: string; init: RequestInit }[] = []
  globalThis.fetch = async (address, init) => {
    sent.push({ address: String(address), init: init! })
    const answer = answers[Math.min(sent.length, answers.length) - 1]!
    return answer()
  }
  return sent
}
const lost = () => {
  throw new TypeError('failed to fetch')
}

test('the path takes its parts and the body the rest', async () => {
  const sent = answering(() => Response.json({ version: 2 }))
  assert.deepEqual(await call(Save, input), { version: 2 })
  assert.equal(sent[0]!.address, '/api/cases/a%2Fb/notes/n')
  assert.deepEqual(JSON.parse(String(sent[0]!.init.body)), { body: 'مرحبا' })
  assert.equal((sent[0]!.init.headers as Record<string, string>)['x-amparo'], '1')
})

test('a write over a broken line is repeated under one key', async () => {
  const sent = answering(
    lost,
    () => new Response('', { status: 503 }),
    () => Response.json({ version: 3 }),
  )
  assert.deepEqual(await call(Save, input), { version: 3 })
  const keys = sent.map(({ init }) => (init.headers as Record<string, string>)['idempotency-key'])
  assert.equal(keys.length, 3)
  assert.equal(new Set(keys).size, 1)
  assert.match(keys[0]!, /^[0-9a-f-]{36}$/)
})

test('a line that stays broken says so', async () => {
  answering(lost)
  await assert.rejects(call(Save, input), (error) => error instanceof Problem && error.key === 'ui.problem.offline')
})

test('a refusal is not repeated', async () => {
  const body = { kind: 'conflict', key: 'gate.stale', details: { version: 4 } }
  const sent = answering(() => Response.json(body, { status: 409 }))
  await assert.rejects(call(Save, input), (error) => {
    assert.ok(error instanceof Problem)
    assert.deepEqual({ kind: error.kind, key: error.key, details: error.details }, body)
    return true
  })
  assert.equal(sent.length, 1)
})

test('an answer that is no problem of ours still becomes one', () => {
  assert.equal(problemOf(502, '<html>').kind, 'broken')
  assert.equal(problemOf(429, undefined).kind, 'too_many')
  assert.equal(problemOf(404, { kind: 'invented', key: 'x' }).kind, 'not_found')
})

test('a path is never sent with a part missing', () => {
  assert.throws(() => addressOf('/api/cases/:case_id', {}), Problem)
  assert.throws(() => addressOf('/api/cases/:case_id', { case_id: '' }), Problem)
})

test('a query repeats lists and leaves out what is absent', () => {
  assert.equal(queryOf({ a: ['x', 'y'], b: undefined, c: null, d: 0, e: 'ñ &' }), '?a=x&a=y&d=0&e=%C3%B1+%26')
  assert.equal(queryOf({}), '')
})
