// The rows of referrals outside. A sender adds one and seals anew what its link opens; whatever moves one on goes through
// the guard.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { ExternalStatus } from './external.ts'

export const listExternalRows = (tx: Tx, organisation_id: string, case_id: string) =>
  tx
    .selectFrom('referral_external')
    .select([
      'organisation_id',
      'case_id',
      'external_id',
      'link_id',
      'service_id',
      'need',
      'consent_id',
      'exception_id',
      'decline_reason',
      'outcome',
      'outcome_on',
      'sent_at',
      'answer_due_on',
      'answered_at',
      'asked_at',
      'sealed',
      'sealed_reply_here',
      'sealed_question',
      'sealed_answer',
      'version',
      sql<ExternalStatus>`status`.as('status'),
      sql<boolean>`guard.referral_stands(consent_id, exception_id)`.as('consent_live'),
    ])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('sent_at', 'desc')
    .execute()
export type ExternalRow = Awaited<ReturnType<typeof listExternalRows>>[number]

interface NewExternal {
  organisation_id: string
  case_id: string
  external_id: string
  link_id: string
  service_id: string
  need: string
  consent_id: string | null
  exception_id: string | null
  sent_by: string
  answer_due_on: Day
  sealed: Buffer
  sealed_slice: Buffer
}
export const insertExternal = (tx: Tx, row: NewExternal) => tx.insertInto('referral_external').values(row).execute()

interface SealedAnew {
  sealed_slice?: Buffer
  sealed_reply?: Buffer | null
  sealed_reply_here?: Buffer
}
/** False when somebody else was there before. */
export const sealAnew = async (tx: Tx, row: ExternalRow, version: number, sealed: SealedAnew): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('referral_external')
    .set({ ...sealed, version: version + 1 })
    .where('organisation_id', '=', row.organisation_id)
    .where('case_id', '=', row.case_id)
    .where('external_id', '=', row.external_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const takeExternalBack = async (tx: Tx, external_id: string, version: number) => {
  const { rows } = await sql<{
    done: 'withdrawn' | 'not_found' | 'conflict'
  }>`select guard.withdraw_external(${external_id}, ${version}, ${newId()}) as done`.execute(tx)
  return rows[0]!.done
}

/** True while what it stands on holds, and from then on until this transaction ends. */
export const holdOutsideBasis = async (
  tx: Tx,
  { consent_id, exception_id }: { consent_id: string | null; exception_id: string | null },
  case_id: string,
  service_id: string,
): Promise<boolean> => {
  const { rows } = await sql<{
    held: boolean
  }>`select guard.hold_outside_basis(${consent_id}, ${exception_id}, ${case_id}, ${service_id}) as held`.execute(tx)
  return rows[0]?.held === true
}
