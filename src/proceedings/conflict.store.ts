// Conflict checks. What meets is compared by the guard alone; here its one word is asked for.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'

/** `none`, `look_closer`, or `kept` to whoever is not to know; null to whoever may not ask. */
export const checkConflict = async (
  tx: Tx,
  case_id: string,
  matter_id: string | null,
  lawyer_id: string,
  check_id: string,
): Promise<string | null> => {
  const { rows } = await sql<{ said: string | null }>`
    select guard.check_conflict(${case_id}, ${matter_id}, ${lawyer_id}, ${check_id}) as said`.execute(tx)
  return rows[0]?.said ?? null
}

export const declareConflict = async (
  tx: Tx,
  case_id: string,
  check_id: string,
  declared: string,
  sealed: Buffer,
): Promise<string> => {
  const { rows } = await sql<{ said: string }>`
    select guard.declare_conflict(${case_id}, ${check_id}, ${declared}, ${sealed}) as said`.execute(tx)
  return rows[0]!.said
}

export const clearConflict = async (tx: Tx, case_id: string, check_id: string, sealed: Buffer): Promise<string> => {
  const { rows } = await sql<{ said: string }>`
    select guard.clear_conflict(${case_id}, ${check_id}, ${sealed}) as said`.execute(tx)
  return rows[0]!.said
}

export const coordinatorsFor = async (tx: Tx, case_id: string): Promise<string> => {
  const { rows } = await sql<{ names: string | null }>`select guard.coordinators_for(${case_id}) as names`.execute(tx)
  return rows[0]?.names ?? ''
}

/** As far as the database tells this reader: the lawyer's own, or all of them to a coordinator. */
export const listChecks = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('conflict_check')
    .select(['check_id', 'matter_id', 'lawyer_id', 'checked_at', 'found', 'stale', 'declared', 'declared_at'])
    .select(['sealed', 'cleared_by', 'cleared_at', 'sealed_clearing'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('checked_at', 'desc')
    .orderBy('check_id', 'desc')
    .limit(200)
    .execute()
export type CheckRow = Awaited<ReturnType<typeof listChecks>>[number]
