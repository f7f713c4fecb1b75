// What a form brought, as typed: to check, and to give back when something goes wrong. Never stored, never logged.

export class Typed {
  readonly #values: ReadonlyMap<string, string[]>
  constructor(values: ReadonlyMap<string, string[]> = new Map()) {
    this.#values = values
  }

  static from(body: unknown): Typed {
    const values = new Map<string, string[]>()
    if (typeof body !== 'string') return new Typed(values)
    for (const [name, value] of new URLSearchParams(body)) values.set(name, [...(values.get(name) ?? []), value])
    return new Typed(values)
  }

  one(name: string): string {
    return this.#values.get(name)?.[0] ?? ''
  }

  all(name: string): string[] {
    return this.#values.get(name) ?? []
  }

  /** What was typed under these names, and under no other. */
  answers(names: readonly string[]): Record<string, string[]> {
    return Object.fromEntries(names.filter((name) => this.#values.has(name)).map((name) => [name, this.all(name)]))
  }

  names(): string[] {
    return [...this.#values.keys()]
  }

  with(name: string, value: string): Typed {
    return new Typed(new Map([...this.#values, [name, [value]]]))
  }
}
