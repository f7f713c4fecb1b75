// The rows of consents. Nothing of one changes but its withdrawal, which goes through the guard.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Consent } from './consent.ts'

export type ConsentRow = Omit<Consent, 'state'> & {
  /** The name of somebody outside, for whoever may open the file's seals. */
  sealed_recipient: Buffer | null
}

export const listConsentRows = async (tx: Tx, { organisation_id, case_id }: At): Promise<ConsentRow[]> => {
  const rows = await tx
    .selectFrom('consent as c')
    .leftJoin('organisation as o', 'o.organisation_id', 'c.recipient_organisation_id')
    .select((eb) => [
      'c.consent_id',
      'c.recipient_organisation_id',
      'c.recipient_service_id',
      'c.sealed_recipient',
      'c.sections',
      'c.for_good',
      'c.purpose',
      'c.given_by',
      'c.how',
      'c.language',
      'c.with_interpreter',
      'c.starts_on',
      'c.ends_on',
      'c.recorded_by',
      'c.recorded_at',
      'c.withdrawn_at',
      eb.fn.coalesce('o.name', sql<string>`''`).as('recipient_name'),
    ])
    .where('c.organisation_id', '=', organisation_id)
    .where('c.case_id', '=', case_id)
    .orderBy('c.recorded_at', 'desc')
    .execute()
  return rows as ConsentRow[]
}

export const findConsent = (tx: Tx, case_id: string, consent_id: string) =>
  tx
    .selectFrom('consent')
    .select(['sections', 'withdrawn_at'])
    .where('case_id', '=', case_id)
    .where('consent_id', '=', consent_id)
    .executeTakeFirst()

type NewConsent = Omit<ConsentRow, 'recipient_name' | 'recorded_at' | 'withdrawn_at'> & {
  organisation_id: string
  case_id: string
}
export const insertConsent = (tx: Tx, row: NewConsent) => tx.insertInto('consent').values(row).execute()

/** When it ended; null when there is no such consent within reach. */
export const endConsent = async (tx: Tx, consent_id: string): Promise<string | null> => {
  const { rows } = await sql<{ at: string | null }>`select guard.withdraw_consent(${consent_id}) as at`.execute(tx)
  return rows[0]?.at ?? null
}
