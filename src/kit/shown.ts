// What leaves in a reply and nothing else, for rows the house itself just put together: what the schema does not name is
// left out, and each value is of its kind. That a uuid looks like one is not looked at again; the database knows no others.
import { z } from 'zod'

type Show = (value: unknown) => unknown

const unlike = (path: string): never => {
  throw new Error(`a reply is not what its schema says, at ${path || 'its root'}`)
}

const ofKind =
  (kind: 'string' | 'number' | 'boolean', path: string): Show =>
  (value) =>
    typeof value === kind ? value : unlike(path)

const object = (schema: z.ZodObject, path: string): Show => {
  const parts = Object.entries(schema.shape).map(
    ([name, part]) => [name, showing(part as z.ZodType, `${path}.${name}`)] as const,
  )
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unlike(path)
    const shown: Record<string, unknown> = {}
    for (const [name, show] of parts) {
      const told = show((value as Record<string, unknown>)[name])
      if (told !== undefined) shown[name] = told
    }
    return shown
  }
}

const array = (part: z.ZodType, path: string): Show => {
  const show = showing(part, `${path}[]`)
  return (value) => (Array.isArray(value) ? value.map(show) : unlike(path))
}

const record = (part: z.ZodType, path: string): Show => {
  const show = showing(part, `${path}{}`)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unlike(path)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, show(each)]))
  }
}

const oneOf = (values: readonly unknown[], path: string): Show => {
  const known = new Set(values)
  return (value) => (known.has(value) ? value : unlike(path))
}

/** Made once for each endpoint; a kind of schema it does not know judges for itself. */
export const showing = (schema: z.ZodType, path = ''): Show => {
  if (schema instanceof z.ZodObject && !schema.def.catchall && !schema.def.checks?.length) return object(schema, path)
  if (schema instanceof z.ZodArray) return array(schema.element as z.ZodType, path)
  if (schema instanceof z.ZodNullable) {
    const show = showing(schema.unwrap() as z.ZodType, path)
    return (value) => (value === null ? null : show(value))
  }
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodString)
    return record(schema.valueType as z.ZodType, path)
  if (schema instanceof z.ZodEnum) return oneOf(schema.options, path)
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return ofKind('string', path)
  if (schema instanceof z.ZodNumber) return ofKind('number', path)
  if (schema instanceof z.ZodBoolean) return ofKind('boolean', path)
  return (value) => schema.parse(value)
}
