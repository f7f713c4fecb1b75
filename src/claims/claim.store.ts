// The rows of money claims, sealed.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

/** Where what is sealed belongs. */
export const claimPlace = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'money_claim',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

const claims = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('money_claim')
    .select(['claim_id', 'kind', 'pack', 'status', 'filed_on', 'decided_on', 'recorded_by', 'recorded_at'])
    .select(['sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)

export const listClaims = (tx: Tx, at: At) =>
  claims(tx, at)
    .orderBy(sql`status in ('paid', 'given_up')`)
    .orderBy('recorded_at', 'desc')
    .orderBy('claim_id')
    .limit(100)
    .execute()
export type ClaimRow = Awaited<ReturnType<typeof listClaims>>[number]

export const findClaim = (tx: Tx, at: At, claim_id: string) =>
  claims(tx, at).where('claim_id', '=', claim_id).executeTakeFirst()

interface Kept extends At {
  claim_id: string
  kind: string
  pack: string
  status: string
  filed_on: Day | null
  decided_on: Day | null
  sealed: Buffer
}

export const insertClaim = (tx: Tx, row: Kept & { recorded_by: string }) =>
  tx.insertInto('money_claim').values(row).execute()

/** Only the version in sight. */
export const updateClaim = async (
  tx: Tx,
  { organisation_id, case_id, claim_id, ...change }: Kept,
  version: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('money_claim')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('claim_id', '=', claim_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
