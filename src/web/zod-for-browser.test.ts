// What stands in for Zod in the browser must answer what screens ask of a schema, and refuse to judge.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z as Zod } from 'zod'
import { z as standIn } from './zod-for-browser.ts'

const z = standIn as typeof Zod

test('options, values and shapes can be read through any chain', () => {
  const Status = z.enum(['open', 'closed'])
  assert.deepEqual(Status.options, ['open', 'closed'])
  assert.equal(Status.enum.open, 'open')
  assert.deepEqual(Status.exclude(['open']).options, ['closed'])
  const Case = z.object({ status: Status.default('open'), note: z.string().max(20).optional() }).strict()
  assert.deepEqual(Object.keys(Case.shape), ['status', 'note'])
  assert.deepEqual(Object.keys(Case.pick({ note: true }).shape), ['note'])
  assert.deepEqual(Object.keys(Case.omit({ note: true }).extend({ day: z.iso.date() }).shape), ['status', 'day'])
  assert.equal(z.literal('yes').value, 'yes')
})

test('every way to build a schema our models use can be written', () => {
  z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })])
  z.record(z.string(), z.array(z.coerce.number().int().min(0))).refine(() => true)
  z.union([z.null(), z.iso.datetime({ offset: true })]).transform((value) => value)
  z.lazy(() => z.string()).and(z.unknown())
})

test('nothing is judged in the browser', () => {
  assert.throws(() => z.object({ a: z.string() }).partial().parse({}))
  assert.throws(() => z.string().safeParse('x'))
})
