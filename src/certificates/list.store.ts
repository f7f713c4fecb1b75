// The rows of certificates at the desk, under the policies of whoever asks.
import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { addDays, type Day, type Moment } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import { type CertificateState, endingDays } from './certificate.ts'
import type { CertificateKind, RevokeReason } from './issue.ts'

export interface Wanted {
  organisation_id: string
  today: Day
  state: CertificateState | undefined
  kind: CertificateKind | undefined
  title: string | undefined
  number: string | undefined
  after: PageKey | undefined
}

/** In the words of the database, so that a page is cut after it is known. */
const stateOn = (today: Day) => sql<CertificateState>`case when c.revoked_on is not null then 'revoked'
  when c.expires_on < ${today}::date then 'expired'
  when c.expires_on <= ${addDays(today, endingDays)}::date then 'ending' else 'valid' end`

export const pageSize = 25

export const listCertificates = async (tx: Tx, { organisation_id, today, ...wanted }: Wanted) => {
  let query = tx
    .selectFrom('certificate as c')
    .leftJoin('institution as i', (join) =>
      join.onRef('i.organisation_id', '=', 'c.organisation_id').onRef('i.institution_id', '=', 'c.institution_id'),
    )
    .select(['c.certificate_id', 'c.number', 'c.title', 'c.issued_on', 'c.expires_on', 'c.revoked_on', 'c.version'])
    .select(['i.name as institution_name', stateOn(today).as('state'), sql<number>`c.hours::float8`.as('hours')])
    .select([sql<CertificateKind>`c.kind`.as('kind'), sql<RevokeReason | null>`c.revoke_reason`.as('revoke_reason')])
    .where('c.organisation_id', '=', organisation_id)
  if (wanted.state) query = query.where(sql<SqlBool>`${stateOn(today)} = ${wanted.state}`)
  if (wanted.kind) query = query.where('c.kind', '=', wanted.kind)
  const { title, number, after } = wanted
  if (title || number)
    query = query.where((or) =>
      or.or([
        ...(number ? [or('c.number', '=', number)] : []),
        ...(title ? [sql<SqlBool>`position(${title.toLowerCase()} in lower(c.title)) > 0`] : []),
      ]),
    )
  if (after)
    query = query.where(sql<SqlBool>`(c.issued_on, c.certificate_id) < (${after.value}::date, ${after.id}::uuid)`)
  return query
    .orderBy('c.issued_on', 'desc')
    .orderBy('c.certificate_id', 'desc')
    .limit(pageSize + 1)
    .execute()
}

export const countByState = async (tx: Tx, organisation_id: string, today: Day) => {
  const counts: Record<CertificateState, number> = { valid: 0, ending: 0, expired: 0, revoked: 0 }
  const rows = await tx
    .selectFrom('certificate as c')
    .select([stateOn(today).as('state'), sql<number>`count(*)`.as('count')])
    .where('c.organisation_id', '=', organisation_id)
    .groupBy(sql`1`)
    .execute()
  for (const { state, count } of rows) counts[state] = Number(count)
  return counts
}

/** False when somebody took it back meanwhile, or it is not theirs. */
export const revoke = async (
  tx: Tx,
  of: { organisation_id: string; certificate_id: string; version: number },
  why: { revoked_on: Day; revoke_reason: RevokeReason },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('certificate')
    .set({ ...why, version: of.version + 1 })
    .where('organisation_id', '=', of.organisation_id)
    .where('certificate_id', '=', of.certificate_id)
    .where('version', '=', of.version)
    .where('revoked_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const isThere = async (tx: Tx, organisation_id: string, certificate_id: string): Promise<boolean> =>
  (await tx
    .selectFrom('certificate')
    .select('certificate_id')
    .where('organisation_id', '=', organisation_id)
    .where('certificate_id', '=', certificate_id)
    .executeTakeFirst()) !== undefined

export const listKeys = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('signing_key as s')
    .select(['s.version', 's.public_key', 's.made_at', 's.retired_at'])
    .select((from) =>
      from
        .selectFrom('certificate as c')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('c.organisation_id', '=', 's.organisation_id')
        .whereRef('c.key_version', '=', 's.version')
        .as('certificates'),
    )
    .where('s.organisation_id', '=', organisation_id)
    .orderBy('s.version', 'desc')
    .execute()

export const retireKeys = (tx: Tx, organisation_id: string, now: Moment) =>
  tx
    .updateTable('signing_key')
    .set({ retired_at: now })
    .where('organisation_id', '=', organisation_id)
    .where('retired_at', 'is', null)
    .execute()
