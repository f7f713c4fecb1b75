// What leaves in a reply: exactly what its schema names, as its own judgement would have it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { openFile } from '#cases/case.ts'
import { Prose } from '#kit/text.ts'
import { showing } from './shown.ts'

const Inner = z.object({ id: z.uuid(), size: z.int(), kind: z.enum(['note', 'plan']), on: z.iso.date().nullable() })
const Reply = z.object({
  inner: z.array(Inner),
  codes: z.record(z.string(), z.union([z.string(), z.null()])),
  said: Prose(20),
  yes: z.boolean(),
  maybe: z.string().optional(),
  days: z.array(z.int()).default([1]),
})
const good = {
  inner: [{ id: '4f0c1d5e-7f52-4d6c-8f0a-1f2e3d4c5b6a', size: 3, kind: 'plan', on: null }],
  codes: { need: 'housing', step: null },
  said: 'as she said it',
  yes: true,
}

test('what the schema does not name stays behind, however deep it lies', () => {
  const more = { ...good, sealed: 'secret', inner: good.inner.map((each) => ({ ...each, wrapped: 'key' })) }
  const shown = showing(Reply)(more)
  assert.deepEqual(shown, Reply.parse(good))
  assert.equal(JSON.stringify(shown), JSON.stringify(Reply.parse(more)))
  assert.equal(
    JSON.stringify(showing(Reply)({ ...good, maybe: 'x' })),
    JSON.stringify(Reply.parse({ ...good, maybe: 'x' })),
  )
})

test('what is of another kind does not leave at all', () => {
  const inner = good.inner[0]!
  const wrong: unknown[] = [
    null,
    [],
    { ...good, yes: 'yes' },
    { ...good, inner: inner },
    { ...good, inner: [{ ...inner, id: undefined }] },
    { ...good, inner: [{ ...inner, size: '3' }] },
    { ...good, inner: [{ ...inner, kind: 'word' }] },
    { ...good, codes: null },
    { ...good, codes: { need: { deep: 1 } } },
    { ...good, said: 'x'.repeat(100) },
    { ...good, days: ['monday'] },
  ]
  for (const each of wrong) assert.throws(() => showing(Reply)(each), JSON.stringify(each))
})

test('a schema that judges more than kinds judges for itself', () => {
  const strict = z.strictObject({ a: z.string() })
  assert.throws(() => showing(strict)({ a: 'a', b: 'b' }))
  const agreeing = z.object({ a: z.int(), b: z.int() }).refine(({ a, b }) => a < b)
  assert.throws(() => showing(agreeing)({ a: 2, b: 1 }))
  assert.throws(() => showing(openFile.reply)({}))
})
