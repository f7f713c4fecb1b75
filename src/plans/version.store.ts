// The rows of agreed versions and of what supervisors answered to them: only ever added, never changed.
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Place } from '#vault/envelope.ts'
import type { Agreement, Approval } from './version.ts'

const placeOf = (table: string, { organisation_id, case_id }: At, row: string): Place => ({
  table,
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})
export const versionPlace = (at: At, number: number) => placeOf('plan_version', at, String(number))
export const partPlace = (at: At, number: number, section: string) =>
  placeOf('plan_version_part', at, `${number} ${section}`)
export const approvalPlace = (at: At, approval_id: string) => placeOf('plan_approval', at, approval_id)

export const listVersions = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('plan_version')
    .select([
      'number',
      'agreed_on',
      'how',
      'language',
      'interpreter',
      'copy',
      'review_on',
      'hashes',
      'hash',
      'agreed_by',
      'agreed_at',
      'sealed',
    ])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('number', 'desc')
    .execute()
export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number]

export const listApprovals = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('plan_approval')
    .select(['approval_id', 'number', 'hash', 'answer', 'sections', 'answered_by', 'answered_at', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('answered_at', 'desc')
    .execute()
export type ApprovalRow = Awaited<ReturnType<typeof listApprovals>>[number]

/** The parts of some versions that are open to whoever asks; of the latest one where none is named. */
export const listParts = (tx: Tx, { organisation_id, case_id }: At, numbers: number[] | 'latest') =>
  tx
    .selectFrom('plan_version_part')
    .select(['number', 'section', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .$if(numbers !== 'latest', (query) => query.where('number', 'in', [...(numbers as number[]), 0]))
    .$if(numbers === 'latest', (query) =>
      query.where('number', '=', (eb) =>
        eb
          .selectFrom('plan_version as v')
          .select((of) => of.fn.max<number>('v.number').as('number'))
          .where('v.organisation_id', '=', organisation_id)
          .where('v.case_id', '=', case_id),
      ),
    )
    .execute()
export type PartRow = Awaited<ReturnType<typeof listParts>>[number]

interface NewVersion extends At, Omit<Agreement, 'interpreter_who' | 'disagreed'> {
  number: number
  review_on: Day | null
  hashes: Record<string, string>
  hash: string
  agreed_by: string
  sealed: Buffer
}

/** False when somebody else agreed a version meanwhile. */
export const insertVersion = async (tx: Tx, { hashes, ...row }: NewVersion): Promise<boolean> => {
  const done = await tx
    .insertInto('plan_version')
    .values({ ...row, hashes: JSON.stringify(hashes) })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

interface NewPart extends At {
  number: number
  section: Section
  sealed: Buffer
}
export const insertParts = (tx: Tx, rows: NewPart[]) => tx.insertInto('plan_version_part').values(rows).execute()

interface NewApproval extends At, Omit<Approval, 'words' | 'answered_at'> {
  number: number
  sealed: Buffer
}
export const insertApproval = (tx: Tx, row: NewApproval) => tx.insertInto('plan_approval').values(row).execute()
