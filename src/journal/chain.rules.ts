// The hash chain over the journal, worked out apart from PostgreSQL: the same text, the same links, so that a fault or
// a hand in one of the two is seen by the other.
/** An entry as stored, every field as text; `at` in UTC with microseconds. */
export interface StoredEntry {
  organisation_id: string
  entry_id: string
  at: string
  actor_id: string | null
  actor_organisation_id: string | null
  session_id: string | null
  action: string
  case_id: string | null
  subject_id: string | null
  basis: string
  sections: string[]
  reason: string | null
  outcome: string
  transaction_id: string
}
export interface StoredSeal {
  organisation_id: string
  sequence: number
  entry_id: string
  /** In hexadecimal. */
  hash: string
}

export const firstHash = '00'.repeat(32)

const withLength = (field: string | null): string =>
  field === null ? '-' : `${new TextEncoder().encode(field).length}:${field}`

export const canonicalText = (sequence: number, entry: StoredEntry): string =>
  [
    'amparo.journal.1',
    String(sequence),
    entry.organisation_id,
    entry.entry_id,
    entry.at,
    entry.actor_id,
    entry.actor_organisation_id,
    entry.session_id,
    entry.action,
    entry.case_id,
    entry.subject_id,
    entry.basis,
    String(entry.sections.length),
    entry.sections.join(' '),
    entry.reason,
    entry.outcome,
    entry.transaction_id,
  ]
    .map(withLength)
    .join(',')
