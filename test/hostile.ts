// What may arrive at a way in when nobody means well: inputs drawn from the endpoint's own schema with wrong values in
// some places, so that they get past the first check and reach what lies behind it.
import fc from 'fast-check'
import { z } from 'zod'
import { anySigns } from './signs.ts'

interface Schema {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema | boolean
}

/** Texts that have broken a system somewhere: controls, overrides, lone surrogates, quotes, paths, very long ones. */
export const nastyTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u202Egnp.exe',
  '\uD800',
  '\uFFFE',
  '👩‍👧‍👦'.repeat(50),
  "'; drop table staff; --",
  '<img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '%00',
  '{{7*7}}',
  '{"$gt":""}',
  '__proto__',
  'constructor',
  'NaN',
  '1e999',
  '-1',
  '2026-02-30',
  '9999-12-31T23:59:60Z',
  '0001-01-01',
  'میرا نام',
  'ก็็็็็็็็็็็็็็็็็็็็',
  'x'.repeat(30_000),
]
const nastyValues: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  9_007_199_254_740_992,
  1e308,
  [],
  {},
  [[[[[]]]]],
  { toString: 'x' },
  { length: 1e9 },
  { a: { b: { c: {} } } },
]

export const nasty = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...nastyTexts) },
  { weight: 3, arbitrary: fc.constantFrom(...nastyValues) },
  { weight: 2, arbitrary: anySigns(40) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

const words = fc.constantFrom(
  'Maya',
  'शर्मा',
  'O’Hara',
  'casa 3',
  'nota larga con sentido',
  'una clave bastante larga 9',
)

const fitting = (schema: Schema, ids: string[], name: string): fc.Arbitrary<unknown> => {
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return fc.oneof(...choice.map((each) => fitting(each, ids, name)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (schema.format === 'uuid' || /_id$/.test(name)) return fc.oneof(fc.constantFrom(...ids), fc.uuid())
  if (schema.format === 'date') return fc.constantFrom('2026-11-21', '2024-02-29', '1900-01-01', '2099-12-31')
  if (schema.format === 'email') return fc.constantFrom('a@example.org', 'ines@example.org')
  if (type === 'string') return words
  if (type === 'integer' || type === 'number') return fc.constantFrom(0, 1, 2, 5, 100, 2_147_483_648)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') return fc.array(mostly(schema.items ?? {}, ids, name), { maxLength: 3 })
  if (type === 'object') return object(schema, ids)
  return nasty
}

const mostly = (schema: Schema, ids: string[], name: string): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: fitting(schema, ids, name) }, { weight: 1, arbitrary: nasty })

const object = (schema: Schema, ids: string[]): fc.Arbitrary<unknown> =>
  fc.record(
    Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, part]) => [
        name,
        fc.option(mostly(part, ids, name), { nil: undefined, freq: 15 }),
      ]),
    ),
  )

/** Inputs for a schema: mostly fitting, partly wrong; `ids` are those of rows that are there. */
export const hostileInput = (input: z.ZodType, ids: string[]): fc.Arbitrary<Record<string, unknown>> =>
  object(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema, ids) as fc.Arbitrary<
    Record<string, unknown>
  >
