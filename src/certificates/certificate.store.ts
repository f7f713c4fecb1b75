// Certificates and the keys that sign them, as the database gives them: to a colleague under the policies, to the public door
// through the guard's functions alone.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { WrappedSigningKey } from '#vault/vault.store.ts'
import type { RevokeReason } from './issue.ts'

export interface SigningRow extends WrappedSigningKey {
  name: string
  public_key: Buffer
  retired_at: string | null
}

/** Latest first; none for an organisation there is not. */
export const signingKeys = async (tx: Tx, organisation_id: string): Promise<SigningRow[]> =>
  (await sql<SigningRow>`select * from guard.signing_keys(${organisation_id})`.execute(tx)).rows

export const nextList = async (tx: Tx, organisation_id: string, key_version: number): Promise<number> =>
  (await sql<{ list: number }>`select guard.next_status_list(${organisation_id}, ${key_version}) as list`.execute(tx))
    .rows[0]!.list

export interface NewCertificate {
  organisation_id: string
  certificate_id: string
  number: string
  kind: string
  achievement: string
  achievement_version: number
  title: string
  language: string
  hours: number
  issued_on: Day
  expires_on: Day | null
  institution_id: string | null
  key_version: number
  status_list: number
  status_index: number
  name_check: Buffer
  credential: object
}

/** False when its place in the list is taken, or it may not be written. */
export const keepCertificate = async (tx: Tx, row: NewCertificate): Promise<boolean> => {
  const { rows } = await sql<{
    kept: boolean
  }>`select guard.keep_certificate(${row.organisation_id}, ${row.certificate_id},
    ${row.number}, ${row.kind}, ${row.achievement}, ${row.achievement_version}, ${row.title}, ${row.language}, ${row.hours},
    ${row.issued_on}, ${row.expires_on}, ${row.institution_id}, ${row.key_version}, ${row.status_list}, ${row.status_index},
    ${row.name_check}, ${JSON.stringify(row.credential)}::jsonb) as kept`.execute(tx)
  return rows[0]?.kept ?? false
}

export interface FoundCertificate {
  organisation_id: string
  certificate_id: string
  number: string
  language: 'en' | 'es' | 'it'
  issued_on: Day
  expires_on: Day | null
  key_version: number
  name_check: Buffer
  credential: Record<string, unknown>
  revoked_on: Day | null
  revoke_reason: RevokeReason | null
}

export const findCertificate = async (
  tx: Tx,
  by: { number: string } | { certificate_id: string },
): Promise<FoundCertificate | undefined> => {
  const [number, id] = 'number' in by ? [by.number, null] : [null, by.certificate_id]
  return (await sql<FoundCertificate>`select * from guard.find_certificate(${number}, ${id})`.execute(tx)).rows[0]
}

/** Nothing where there is no such list. */
export const revokedIn = async (
  tx: Tx,
  organisation_id: string,
  key_version: number,
  list: number,
): Promise<number[] | undefined> => {
  const { rows } = await sql<{ status_index: number; revoked: boolean }>`
    select * from guard.status_list(${organisation_id}, ${key_version}, ${list})`.execute(tx)
  return rows.length === 0 ? undefined : rows.filter(({ revoked }) => revoked).map(({ status_index }) => status_index)
}
