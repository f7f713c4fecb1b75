// Stands in for Zod in the browser's build. Screens read a schema's options, values and shape; judging what was typed is
// the server's work, so a parse attempted here is a mistake and says so.
type Shape = Record<string, unknown>

const refuse = (): never => {
  throw new Error('schemas are checked on the server; a screen only reads their options')
}

const schema = (facts: Shape = {}): unknown => {
  const known: Shape = { parse: refuse, safeParse: refuse, parseAsync: refuse, safeParseAsync: refuse, ...facts }
  return new Proxy(() => undefined, {
    get(_, name) {
      if (typeof name === 'symbol' || name === 'then') return undefined
      if (name in known) return known[name]
      // `.optional()`, `.max(…)`, `.pick(…)`: the same schema, its facts kept where they still hold.
      return (argument: unknown) => schema(derived(facts, name, argument))
    },
    apply: () => schema(facts),
  })
}

const derived = (facts: Shape, name: string, argument: unknown): Shape => {
  const shape = (facts.shape ?? {}) as Shape
  if (name === 'extend' || name === 'safeExtend') return { ...facts, shape: { ...shape, ...(argument as Shape) } }
  if (name === 'pick' || name === 'omit') {
    const named = Object.keys(argument as Shape)
    const kept = Object.entries(shape).filter(([each]) => named.includes(each) === (name === 'pick'))
    return { ...facts, shape: Object.fromEntries(kept) }
  }
  if (name === 'exclude' || name === 'extract') {
    const options = ((facts.options ?? []) as unknown[]).filter(
      (each) => (argument as unknown[]).includes(each) === (name === 'extract'),
    )
    return enumFacts(options as string[])
  }
  return facts
}

const enumFacts = (options: readonly string[]): Shape => ({
  options,
  enum: Object.fromEntries(options.map((each) => [each, each])),
})

const makers: Record<string, (...given: never[]) => unknown> = {
  enum: (options: readonly string[]) => schema(enumFacts(options)),
  literal: (value: unknown) => schema({ value }),
  object: (shape: Shape) => schema({ shape }),
  strictObject: (shape: Shape) => schema({ shape }),
  looseObject: (shape: Shape) => schema({ shape }),
  array: (element: unknown) => schema({ element }),
  union: (options: unknown[]) => schema({ options }),
  discriminatedUnion: (_: string, options: unknown[]) => schema({ options }),
}

const nested = new Set(['iso', 'coerce'])

export const z: unknown = new Proxy(
  {},
  {
    get: (_, name): unknown => {
      if (typeof name === 'symbol') return undefined
      if (nested.has(name)) return z
      return makers[name] ?? (() => schema())
    },
  },
)
