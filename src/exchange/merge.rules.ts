// A record is imported again. What nobody touched here follows the import; what was changed here by hand and says
// something else there is for a person to decide, field by field.
import type { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'

type Kept = DirectoryOrganisation | DirectoryService

export interface Conflict {
  field: string
  ours: unknown
  theirs: unknown
}
export interface Merged<R> {
  record: R
  /** Fields that followed the import. */
  taken: string[]
  conflicts: Conflict[]
}

const grouped = new Set(['admits', 'admission', 'tiers'])
/** How sure and how old a record is follows its words: never a question of its own. */
const bookkeeping = new Set(['source', 'source_date', 'confidence', 'checked_on'])

const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const states = (value: unknown): boolean => {
  if (value === null || value === undefined || value === '' || value === 'unknown' || value === false) return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

const fieldsOf = (record: object): Map<string, unknown> =>
  new Map(
    Object.entries(record).flatMap(([name, value]): [string, unknown][] =>
      grouped.has(name)
        ? Object.entries((value ?? {}) as object).map(([part, of]) => [`${name}.${part}`, of])
        : [[name, value]],
    ),
  )

const withField = <R extends Kept>(record: R, field: string, value: unknown): R => {
  const [head = '', inner] = field.split('.')
  if (inner === undefined) return { ...record, [head]: value }
  const group = { ...(record as unknown as Record<string, object>)[head], [inner]: value }
  if (value === undefined) delete (group as Record<string, unknown>)[inner]
  return { ...record, [head]: group }
}

/** `theirs` for fields to take over, whatever stands here. */
export const mergeRecord = <R extends Kept>(
  base: R | null,
  ours: R,
  theirs: R,
  decided: ReadonlyMap<string, 'ours' | 'theirs'> = new Map(),
): Merged<R> => {
  const [then, here, there] = [fieldsOf(base ?? {}), fieldsOf(ours), fieldsOf(theirs)]
  const merged: Merged<R> = { record: ours, taken: [], conflicts: [] }
  const take = (field: string) => {
    merged.record = withField(merged.record, field, there.get(field))
    merged.taken.push(field)
  }
  for (const field of new Set([...here.keys(), ...there.keys()])) {
    const [mine, other] = [here.get(field), there.get(field)]
    if (same(mine, other)) continue
    const untouched = base ? same(then.get(field), mine) : !states(mine)
    const unchanged = base ? same(then.get(field), other) : !states(other)
    if (unchanged) continue
    if (untouched || decided.get(field) === 'theirs') take(field)
    else if (field === 'checked_on') {
      if (String(other) > String(mine)) take(field)
    } else if (!bookkeeping.has(field) && decided.get(field) !== 'ours')
      merged.conflicts.push({ field, ours: mine, theirs: other })
  }
  return merged
}
