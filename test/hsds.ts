// The official schemas of HSDS 3.0, for tests alone. They are not part of the project; where they are absent, tests
// that need them say so and are skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const folder = join(import.meta.dirname, '../../shared/data/hsds-3.0')
export const noSchemas = existsSync(join(folder, 'service.json'))
  ? false
  : 'the official HSDS 3.0 schemas are not here (../shared/data/hsds-3.0)'

const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))

const ajv = () => {
  const made = new Ajv2020({ strict: false, allErrors: false, validateFormats: true })
  addFormats.default(made)
  return made
}

/** References to files that are not in the folder: what they hold is checked as a table of its own. */
const withoutReferences = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema), (_, part) =>
    part && typeof part === 'object' && '$ref' in part ? { type: 'object' } : part,
  )

/** The compiled schemas repeat the same record hundreds of times; each is named once, and says the same. */
const named = (schema: object): object => {
  const $defs: Record<string, unknown> = {}
  const names = new Map<string, string>()
  const once = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return part.map(once)
    const said = Object.entries(part).filter(([key, value]) => !(key === 'description' && typeof value === 'string'))
    const made: Record<string, unknown> = Object.fromEntries(said.map(([key, value]) => [key, once(value)]))
    if (made.type !== 'object' || !('properties' in made)) return made
    const text = JSON.stringify(made)
    const name = names.get(text) ?? `part${names.size}`
    names.set(text, name)
    $defs[name] ??= made
    return { $ref: `#/$defs/${name}` }
  }
  return { ...(once(schema) as object), $defs }
}

export type Judge = (value: unknown) => string[]

const judged = new Map<string, Judge>()
const judge = (name: string, schema: () => object): Judge => {
  const known = judged.get(name)
  if (known) return known
  const validate = ajv().compile(schema())
  const made: Judge = (value) =>
    validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  judged.set(name, made)
  return made
}

/** `service`, `organization`, `service_at_location`, `service_list`, `organization_list`. */
export const nestedJudge = (name: string): Judge => judge(name, () => named(read(name)))
/** One table of a tabular package, as a list of rows. */
export const tableJudge = (table: string): Judge =>
  judge(`table ${table}`, () => withoutReferences(read('tabular').properties[table]) as object)
export const tablesOfStandard = (): string[] => Object.keys(read('tabular').properties)
export const columnsOfStandard = (table: string): string[] =>
  Object.entries(read('tabular').properties[table].items.properties as Record<string, { type: string }>)
    .filter(([, { type }]) => type !== 'array' && type !== 'object')
    .map(([name]) => name)

/** The envelope of a page, as the official OpenAPI describes it. */
export const pageJudge = (): Judge =>
  judge('page', () => ({
    ...read('openapi').components.schemas.Page,
    required: Object.keys(read('openapi').components.schemas.Page.properties),
  }))
