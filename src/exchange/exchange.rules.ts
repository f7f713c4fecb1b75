// What taking a file would do to the directory: which records are new, which follow it, and where it contradicts what
// was changed here by hand.
import type { DirectoryOrganisation, DirectoryRecords, DirectoryService } from '#directory/directory.ts'
import type { ImportConflict, ImportLine } from './exchange.ts'
import { asRecord } from './hsds-field.rules.ts'
import { mergeRecord } from './merge.rules.ts'

interface Standing<R> {
  record: R
  imported: R | null
}
export interface DirectoryStanding {
  organisations: ReadonlyMap<string, Standing<DirectoryOrganisation>>
  services: ReadonlyMap<string, Standing<DirectoryService>>
}
export interface Decisions {
  one(subject_id: string, field: string): 'ours' | 'theirs' | undefined
  rest: 'ours' | 'theirs' | null
}

interface Counted {
  added: number
  changed: number
  unchanged: number
}
export interface Plan {
  records: DirectoryRecords
  /** What the file itself says of each record. */
  said: Map<string, DirectoryOrganisation | DirectoryService>
  organisations: Counted
  services: Counted
  conflicts: ImportConflict[]
}

/** `keep` looks at a record once more before it is written: a place hidden here stays hidden. */
export const planImport = (
  theirs: DirectoryRecords,
  standing: DirectoryStanding,
  decisions: Decisions,
  keep: (service: DirectoryService) => DirectoryService,
): Plan => {
  const plan: Plan = {
    records: { organisations: [], services: [] },
    said: new Map(),
    organisations: { added: 0, changed: 0, unchanged: 0 },
    services: { added: 0, changed: 0, unchanged: 0 },
    conflicts: [],
  }
  const merge = <R extends DirectoryOrganisation | DirectoryService>(
    record: R,
    known: Standing<R> | undefined,
    subject: ImportConflict['subject'],
    counts: Counted,
  ): R => {
    plan.said.set(record.id, record)
    if (!known) {
      counts.added += 1
      return record
    }
    const first = mergeRecord(known.imported, known.record, record)
    const decided = new Map(
      first.conflicts.flatMap(({ field }) => {
        const take = decisions.one(record.id, field) ?? decisions.rest
        return take ? [[field, take] as const] : []
      }),
    )
    const merged = decided.size > 0 ? mergeRecord(known.imported, known.record, record, decided) : first
    for (const { field, ours, theirs } of merged.conflicts)
      plan.conflicts.push({
        subject_id: record.id,
        subject,
        name: known.record.name,
        field,
        ours: ours ?? null,
        theirs: theirs ?? null,
      })
    counts[merged.taken.length > 0 ? 'changed' : 'unchanged'] += 1
    return merged.record
  }
  for (const record of theirs.organisations)
    plan.records.organisations.push(
      merge(record, standing.organisations.get(record.id), 'provider', plan.organisations),
    )
  for (const record of theirs.services)
    plan.records.services.push(keep(merge(record, standing.services.get(record.id), 'service', plan.services)))
  return plan
}

/** How many services hide a place the file tells: it is left out. */
export const doorsLeftOut = (organizations: unknown[], hidden: ReadonlySet<string>): number => {
  const list = (value: unknown, key: string): unknown[] => {
    const found = asRecord(value)?.[key]
    return Array.isArray(found) ? found : []
  }
  return organizations.reduce((sum: number, organisation) => {
    const doors = new Set(
      list(organisation, 'locations').flatMap((location) =>
        list(location, 'addresses').length > 0 ? [String(asRecord(location)?.id)] : [],
      ),
    )
    const told = list(organisation, 'services').filter(
      (service) =>
        hidden.has(String(asRecord(service)?.id)) &&
        list(service, 'service_at_locations').some((link) => doors.has(String(asRecord(link)?.location_id))),
    )
    return sum + told.length
  }, 0)
}

const pageSize = 100
interface Page<Row> {
  rows: Row[]
  next: string | null
}

/** A page of what stands after `after`; a key that is gone, because somebody decided meanwhile, begins anew. */
const pageAfter = <Row>(all: readonly Row[], keyOf: (row: Row, place: number) => string, after?: string): Page<Row> => {
  const from = after === undefined ? 0 : all.findIndex((row, place) => keyOf(row, place) === after) + 1
  const rows = all.slice(from, from + pageSize)
  const last = from + rows.length - 1
  return { rows, next: all.length > last + 1 && rows.length > 0 ? keyOf(all[last]!, last) : null }
}

/** Several lines may say the same of one place of the file: their order in it is their key. */
export const linesAfter = (lines: readonly ImportLine[], after?: string): Page<ImportLine> =>
  pageAfter(lines, (_, place) => String(place), after)
export const conflictsAfter = (conflicts: readonly ImportConflict[], after?: string): Page<ImportConflict> =>
  pageAfter(conflicts, ({ subject_id, field }) => `${subject_id} ${field}`, after)
