// The rows of lawful exceptions: asked by one colleague, answered by another through the guard.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

interface At {
  organisation_id: string
  case_id: string
}

export const listExceptionRows = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('lawful_exception as x')
    .leftJoin('organisation as o', 'o.organisation_id', 'x.recipient_organisation_id')
    .select([
      'x.organisation_id',
      'x.case_id',
      'x.exception_id',
      'x.recipient_organisation_id',
      'x.recipient_service_id',
      'x.basis',
      'x.asked_by',
    ])
    .select(['x.asked_at', 'x.ends_on', 'x.answered_by', 'x.ended_at', 'x.sealed', 'x.version'])
    .select((eb) => [
      eb.fn.coalesce('o.name', sql<string>`''`).as('recipient_name'),
      sql<'approved' | 'refused' | null>`x.answer`.as('answer'),
      sql<boolean>`guard.referral_stands(null, x.exception_id)`.as('live'),
    ])
    .where('x.organisation_id', '=', organisation_id)
    .where('x.case_id', '=', case_id)
    .orderBy('x.asked_at', 'desc')
    .execute()

interface NewException extends At {
  exception_id: string
  recipient_organisation_id: string | null
  recipient_service_id: string | null
  basis: string
  asked_by: string
  ends_on: Day
  sealed: Buffer
}
export const insertException = (tx: Tx, row: NewException) => tx.insertInto('lawful_exception').values(row).execute()

export const writeExceptionAnswer = async (tx: Tx, exception_id: string, version: number, said: string) => {
  const { rows } = await sql<{
    done: 'done' | 'own' | 'conflict' | 'not_found'
  }>`select guard.answer_exception(${exception_id}, ${version}, ${said}) as done`.execute(tx)
  return rows[0]!.done
}
