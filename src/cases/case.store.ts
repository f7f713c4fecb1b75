// The rows of a file. What is sealed leaves here sealed; opening is the api's work.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { CaseSort, Stage } from './case.ts'

const columns = [
  'organisation_id',
  'case_id',
  'office_id',
  'reference',
  'stage',
  'status',
  'opened_on',
  'closed_on',
  'next_due_on',
  'last_activity_at',
  'sealed_card',
  'version',
] as const

export const findCase = (tx: Tx, case_id: string) =>
  tx.selectFrom('case_file').select(columns).where('case_id', '=', case_id).executeTakeFirst()

export const listTeam = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('case_access as a')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 'a.organisation_id').onRef('s.staff_id', '=', 'a.staff_id'),
    )
    .leftJoin('organisation as o', 'o.organisation_id', 'a.member_organisation_id')
    .select((eb) => [
      'a.access_id',
      'a.kind',
      'a.staff_id',
      'a.member_organisation_id as organisation_id',
      'a.function',
      'a.sections',
      'a.until_at',
      eb.fn.coalesce('s.name', 'o.name', sql<string>`''`).as('name'),
    ])
    .where('a.organisation_id', '=', organisation_id)
    .where('a.case_id', '=', case_id)
    .where('a.ended_at', 'is', null)
    .where((eb) => eb.or([eb('a.until_at', 'is', null), eb('a.until_at', '>', sql<string>`guard.clock()`)]))
    .orderBy('a.function')
    .orderBy('a.from_at')
    .execute()

export const findSafeContact = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('safe_contact')
    .select(['sealed', 'version', 'confirm_again_on'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .executeTakeFirst()

interface ListWish {
  status: string
  stage?: Stage | undefined
  sort: CaseSort
  /** Only files one stands on oneself; always so for whoever has no wider reach, which spares the policy the rest. */
  on_the_case: boolean
  /** Only files of this office, when that is how far one reaches. */
  office_id?: string | undefined
  after?: PageKey | undefined
  size: number
}

const sortColumn = { last_activity: 'f.last_activity_at', opened: 'f.opened_on', due: 'f.next_due_on' } as const

/** One page of files with the key and card of each, so that a page is one query. */
export const listCases = (tx: Tx, organisation_id: string, wish: ListWish) => {
  const column = sortColumn[wish.sort]
  const direction = wish.sort === 'due' ? 'asc' : 'desc'
  const beyond = sql.raw(direction === 'asc' ? '>' : '<')
  return tx
    .selectFrom('case_file as f')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('case_key as k')
          .select(['k.version as key_version', 'k.wrapped'])
          .whereRef('k.organisation_id', '=', 'f.organisation_id')
          .whereRef('k.case_id', '=', 'f.case_id')
          .orderBy('k.version', 'desc')
          .limit(1)
          .as('k'),
      (on) => on.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('case_access as a')
          .innerJoin('staff as s', (on) =>
            on.onRef('s.organisation_id', '=', 'a.organisation_id').onRef('s.staff_id', '=', 'a.staff_id'),
          )
          .select('s.name as reference_worker')
          .whereRef('a.organisation_id', '=', 'f.organisation_id')
          .whereRef('a.case_id', '=', 'f.case_id')
          .where('a.function', '=', 'reference_worker')
          .where('a.ended_at', 'is', null)
          .limit(1)
          .as('w'),
      (on) => on.onTrue(),
    )
    .select([
      'f.organisation_id',
      'f.case_id',
      'f.reference',
      'f.stage',
      'f.status',
      'f.opened_on',
      'f.last_activity_at',
      'f.next_due_on',
      'f.sealed_card',
      'k.key_version',
      'k.wrapped',
      'w.reference_worker',
    ])
    .where('f.status', '=', wish.status)
    .$if(!wish.on_the_case, (query) => query.where('f.organisation_id', '=', organisation_id))
    .$if(wish.on_the_case, (query) =>
      query.where(sql<boolean>`f.case_id = any((select e.my_cases from entered e)::uuid[])`),
    )
    .$if(wish.office_id !== undefined, (query) => query.where('f.office_id', '=', wish.office_id!))
    .$if(wish.stage !== undefined, (query) => query.where('f.stage', '=', wish.stage!))
    .$if(wish.sort === 'due', (query) => query.where('f.next_due_on', 'is not', null))
    .$if(wish.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(${sql.ref(column)}, f.case_id) ${beyond} (${wish.after!.value}, ${wish.after!.id}::uuid)`,
      ),
    )
    .orderBy(column, direction)
    .orderBy('f.case_id', direction)
    .limit(wish.size + 1)
    .execute()
}

interface NewCase {
  organisation_id: string
  case_id: string
  office_id: string
  reference: string
  opened_on: Day
  created_by: string
  sealed_card: Buffer
}
export const insertCase = (tx: Tx, row: NewCase) => tx.insertInto('case_file').values(row).execute()

/** Changes a file when its version is still the expected one; false when someone was faster. */
export const updateCase = async (
  tx: Tx,
  case_id: string,
  version: number,
  change: { sealed_card?: Buffer; stage?: string; status?: string; closed_on?: Day | null },
): Promise<boolean> => {
  const done = await tx
    .updateTable('case_file')
    .set({ ...change, last_activity_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('case_id', '=', case_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Writes the rule of contact; false when someone was faster. Version 0 means there is none yet. */
export const writeSafeContact = async (
  tx: Tx,
  row: { organisation_id: string; case_id: string; allowed: boolean; confirm_again_on: Day | null; sealed: Buffer },
  version: number,
): Promise<boolean> => {
  if (version === 0) {
    const done = await tx
      .insertInto('safe_contact')
      .values(row)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return done.numInsertedOrUpdatedRows === 1n
  }
  const { allowed, confirm_again_on, sealed } = row
  const done = await tx
    .updateTable('safe_contact')
    .set({ allowed, confirm_again_on, sealed, version: version + 1 })
    .where('case_id', '=', row.case_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export interface Assignment {
  organisation_id: string
  case_id: string
  access_id: string
  staff_id: string
  function: string
  sections: Section[]
  until_at: string | null
  created_by: string
}
export const insertAssignment = (tx: Tx, row: Assignment) =>
  tx
    .insertInto('case_access')
    .values({ ...row, kind: 'team' })
    .execute()

export const listColleagueRows = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('staff')
    .select(['staff_id', 'name', 'roles', 'office_id'])
    .where('organisation_id', '=', organisation_id)
    .where('status', '=', 'active')
    .orderBy('name')
    .execute()
