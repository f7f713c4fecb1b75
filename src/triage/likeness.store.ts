// What is needed to compare reports, and what somebody decided about two of them.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { Says } from './likeness.ts'

export const listRecent = (tx: Tx, organisation_id: string, since: Day, most: number) =>
  tx
    .selectFrom('report')
    .select(['report_id', 'received_on', 'language', 'status', 'merged_into', 'urgency', 'suggested'])
    .where('organisation_id', '=', organisation_id)
    .where('received_on', '>=', since)
    .orderBy('received_on', 'desc')
    .orderBy('report_id')
    .limit(most)
    .execute()

export const listSealedBodies = (tx: Tx, organisation_id: string, report_ids: string[]) =>
  tx
    .selectFrom('report')
    .select(['report_id', 'received_on', 'intake_version', 'sealed_body'])
    .where('organisation_id', '=', organisation_id)
    .where('report_id', 'in', report_ids)
    .execute()

const inOrder = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a])

export const listTies = async (tx: Tx, organisation_id: string, report_id: string) => {
  const rows = await tx
    .selectFrom('report_tie')
    .select(['report_id', 'other_id', 'says', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where((eb) => eb.or([eb('report_id', '=', report_id), eb('other_id', '=', report_id)]))
    .execute()
  return new Map(
    rows.map((row) => [
      row.report_id === report_id ? row.other_id : row.report_id,
      { says: row.says as Says, version: row.version },
    ]),
  )
}

interface NewTie {
  organisation_id: string
  report_id: string
  other_id: string
  says: Says
  decided_by: string
  decided_on: Day
}

export const keepTie = async (tx: Tx, { report_id, other_id, ...tie }: NewTie): Promise<number> => {
  const [first, second] = inOrder(report_id, other_id)
  const { says, decided_by, decided_on } = tie
  const row = await tx
    .insertInto('report_tie')
    .values({ ...tie, report_id: first, other_id: second })
    .onConflict((on) =>
      on
        .columns(['organisation_id', 'report_id', 'other_id'])
        .doUpdateSet((eb) => ({ says, decided_by, decided_on, version: eb('report_tie.version', '+', 1) })),
    )
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}
