// Reads a journal, its seals and the heads written down elsewhere, and names every entry that is not as it was: edited,
// deleted, put in, swapped, cut off at the end, or rolled back to an older state.
import { firstHash, type StoredEntry, type StoredSeal } from './chain.rules.ts'
import { linkHash } from './chain.ts'

/** A head as read from outside the database, its signature already checked. */
export interface Head {
  organisation_id: string
  sequence: number
  hash: string
}
export type FaultKind =
  | 'edited'
  | 'deleted'
  | 'inserted'
  | 'sealed_twice'
  | 'gap'
  | 'truncated'
  | 'rewritten'
  | 'time_backwards'
  | 'head_forged'
export interface Fault {
  kind: FaultKind
  organisation_id: string
  /** The place in the chain; where an entry has none, the place after the last one. */
  sequence: number
  entry_id: string | null
}
export interface Report {
  entries: number
  sealed: number
  /** Written but not yet linked: normal for the last seconds. */
  waiting: number
  heads: number
  faults: Fault[]
  /** The earliest place in a chain where something is wrong. */
  first: Fault | undefined
}

const byKey = <T>(rows: T[], key: (row: T) => string): Map<string, T[]> => {
  const grouped = new Map<string, T[]>()
  for (const row of rows) {
    const group = grouped.get(key(row))
    if (group) group.push(row)
    else grouped.set(key(row), [row])
  }
  return grouped
}

const comesBefore = (one: StoredEntry, other: StoredEntry): boolean => {
  const [a, b] = [BigInt(one.transaction_id), BigInt(other.transaction_id)]
  return a < b || (a === b && one.entry_id < other.entry_id)
}

const verifyChain = (
  organisation_id: string,
  entries: StoredEntry[],
  seals: StoredSeal[],
  heads: Head[],
  tolerance: number,
): { faults: Fault[]; waiting: number } => {
  const faults: Fault[] = []
  const fault = (kind: FaultKind, sequence: number, entry_id: string | null) =>
    faults.push({ kind, organisation_id, sequence, entry_id })
  const known = new Map(entries.map((entry) => [entry.entry_id, entry]))
  const linked = new Set<string>()
  let previous = firstHash
  let expected = 1
  let latest = Number.NEGATIVE_INFINITY
  let last: StoredEntry | undefined
  const bySequence = new Map<number, StoredSeal>()
  for (const seal of seals.toSorted((a, b) => a.sequence - b.sequence)) {
    if (seal.sequence !== expected) fault('gap', Math.min(expected, seal.sequence), seal.entry_id)
    if (linked.has(seal.entry_id)) fault('sealed_twice', seal.sequence, seal.entry_id)
    linked.add(seal.entry_id)
    const entry = known.get(seal.entry_id)
    if (!entry) fault('deleted', seal.sequence, seal.entry_id)
    else {
      if (linkHash(previous, seal.sequence, entry) !== seal.hash) fault('edited', seal.sequence, seal.entry_id)
      const at = Date.parse(entry.at)
      if (at < latest - tolerance) fault('time_backwards', seal.sequence, seal.entry_id)
      latest = Math.max(latest, at)
      last = entry
    }
    previous = seal.hash
    expected = seal.sequence + 1
    bySequence.set(seal.sequence, seal)
  }
  for (const head of heads) {
    const seal = bySequence.get(head.sequence)
    if (!seal) fault('truncated', Math.min(expected, head.sequence), null)
    else if (seal.hash !== head.hash) fault('rewritten', head.sequence, seal.entry_id)
  }
  const loose = entries.filter((entry) => !linked.has(entry.entry_id))
  const placed = last
  const inserted = placed
    ? loose.filter((entry) => comesBefore(entry, placed) || Date.parse(entry.at) < latest - tolerance)
    : []
  for (const entry of inserted) fault('inserted', expected, entry.entry_id)
  return { faults, waiting: loose.length - inserted.length }
}

/** `tolerance`: how far, in milliseconds, moments may run against the order of commits; ten minutes unless told. */
export const verifyJournal = (
  entries: StoredEntry[],
  seals: StoredSeal[],
  heads: Head[],
  tolerance = 600_000,
): Report => {
  const entriesOf = byKey(entries, (row) => row.organisation_id)
  const sealsOf = byKey(seals, (row) => row.organisation_id)
  const headsOf = byKey(heads, (row) => row.organisation_id)
  const faults: Fault[] = []
  let waiting = 0
  for (const organisation of new Set([...entriesOf.keys(), ...sealsOf.keys(), ...headsOf.keys()])) {
    const chain = verifyChain(
      organisation,
      entriesOf.get(organisation) ?? [],
      sealsOf.get(organisation) ?? [],
      headsOf.get(organisation) ?? [],
      tolerance,
    )
    faults.push(...chain.faults)
    waiting += chain.waiting
  }
  const first = faults.toSorted((a, b) => a.sequence - b.sequence)[0]
  return { entries: entries.length, sealed: seals.length, waiting, heads: heads.length, faults, first }
}
