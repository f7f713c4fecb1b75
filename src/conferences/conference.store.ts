// The rows of conferences. The own team reads them by the policies of the file; a partner learns of its conferences
// through the guard, which holds the consents, and reads items and tasks by their sections.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { At } from '#timeline/timeline.store.ts'

export const listHeads = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('conference')
    .selectAll()
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('meets_at', 'desc')
    .orderBy('conference_id')
    .execute()
export type HeadRow = Awaited<ReturnType<typeof listHeads>>[number]

export const findHead = (tx: Tx, { organisation_id, case_id }: At, conference_id: string) =>
  tx
    .selectFrom('conference')
    .selectAll()
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('conference_id', '=', conference_id)
    .executeTakeFirst()

export interface MyHeadRow {
  organisation_id: string
  case_id: string
  conference_id: string
  meets_at: Moment
  status: string
  attends: string
  sealed: Buffer
  sections: Section[]
  agencies: { organisation_id: string; name: string }[]
}
/** What a partner is invited to, and is still open to it; its consents are held from here to the end. */
export const listMyHeads = async (tx: Tx): Promise<MyHeadRow[]> => {
  const { rows } =
    await sql<MyHeadRow>`select * from guard.my_conferences() order by meets_at desc, conference_id`.execute(tx)
  return rows
}

export const listAgencies = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('conference_agency as a')
    .innerJoin('organisation as o', 'o.organisation_id', 'a.agency_organisation_id')
    .leftJoin('case_access as x', (on) =>
      on
        .onRef('x.organisation_id', '=', 'a.organisation_id')
        .onRef('x.case_id', '=', 'a.case_id')
        .onRef('x.basis', '=', 'a.consent_id')
        .on('x.kind', '=', 'consent')
        .on('x.ended_at', 'is', null),
    )
    .select([
      'a.conference_id',
      'a.agency_organisation_id as organisation_id',
      'a.consent_id',
      'a.named',
      'o.name',
      sql<Section[]>`coalesce(x.sections, '{}')`.as('sections'),
      sql<boolean>`x.access_id is not null and guard.consent_is_live(a.consent_id)`.as('live'),
    ])
    .where('a.organisation_id', '=', organisation_id)
    .where('a.case_id', '=', case_id)
    .orderBy('o.name')
    .execute()

/** The partners let in on this file today, each with the consent it stands on: whom one may invite. */
export const listGuests = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('case_access as x')
    .innerJoin('organisation as o', 'o.organisation_id', 'x.member_organisation_id')
    .select([
      'o.organisation_id',
      'o.name',
      sql<string>`x.basis`.as('consent_id'),
      sql<Section[]>`x.sections`.as('sections'),
    ])
    .where('x.organisation_id', '=', organisation_id)
    .where('x.case_id', '=', case_id)
    .where('x.kind', '=', 'consent')
    .where('x.ended_at', 'is', null)
    .where(sql<boolean>`guard.consent_is_live(x.basis)`)
    .orderBy('o.name')
    .execute()

export const listItems = (tx: Tx, conferences: string[]) =>
  tx
    .selectFrom('conference_item')
    .selectAll()
    .where('conference_id', '=', sql<string>`any(${conferences}::uuid[])`)
    .orderBy('place')
    .orderBy('item_id')
    .execute()
export type ItemRow = Awaited<ReturnType<typeof listItems>>[number]

const tasks = (tx: Tx) =>
  tx
    .selectFrom('conference_task as t')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 't.organisation_id').onRef('s.staff_id', '=', 't.owner_id'),
    )
    .leftJoin('organisation as o', 'o.organisation_id', 't.owner_organisation_id')
    .selectAll('t')
    .select(sql<string>`coalesce(s.name, o.name, '')`.as('owner_name'))

export const listTasks = (tx: Tx, conferences: string[]) =>
  tasks(tx)
    .where('t.conference_id', '=', sql<string>`any(${conferences}::uuid[])`)
    .orderBy('t.due_on')
    .orderBy('t.task_id')
    .execute()
export type TaskRow = Awaited<ReturnType<typeof listTasks>>[number]

export const findTask = (tx: Tx, task_id: string) => tasks(tx).where('t.task_id', '=', task_id).executeTakeFirst()

export const findItem = (tx: Tx, { organisation_id, case_id }: At, item_id: string) =>
  tx
    .selectFrom('conference_item')
    .selectAll()
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('item_id', '=', item_id)
    .executeTakeFirst()

interface NewHead {
  organisation_id: string
  case_id: string
  conference_id: string
  meets_at: Moment
  asked: string
  attends: string
  called_by: string
  sealed: Buffer
  sealed_own: Buffer
}
export const insertHead = (tx: Tx, row: NewHead) => tx.insertInto('conference').values(row).execute()

export const updateHead = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  conference_id: string,
  version: number,
  change: Partial<Omit<NewHead, 'organisation_id' | 'case_id' | 'conference_id' | 'called_by'>> & { status?: string },
): Promise<boolean> => {
  const done = await tx
    .updateTable('conference')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('conference_id', '=', conference_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

interface Invited {
  organisation_id: string
  consent_id: string
  named: boolean
}
export const invite = (tx: Tx, { organisation_id, case_id }: At, conference_id: string, agency: Invited) =>
  tx
    .insertInto('conference_agency')
    .values({
      organisation_id,
      case_id,
      conference_id,
      agency_organisation_id: agency.organisation_id,
      consent_id: agency.consent_id,
      named: agency.named,
    })
    .execute()

export const nameAgency = (tx: Tx, at: At, conference_id: string, agency_organisation_id: string, named: boolean) =>
  tx
    .updateTable('conference_agency')
    .set({ named })
    .where('organisation_id', '=', at.organisation_id)
    .where('case_id', '=', at.case_id)
    .where('conference_id', '=', conference_id)
    .where('agency_organisation_id', '=', agency_organisation_id)
    .execute()

export const uninvite = async (tx: Tx, conference_id: string, agency_organisation_id: string): Promise<boolean> => {
  const { rows } = await sql<{
    done: boolean
  }>`select guard.uninvite(${conference_id}, ${agency_organisation_id}) as done`.execute(tx)
  return rows[0]?.done === true
}

interface NewItem {
  organisation_id: string
  case_id: string
  conference_id: string
  item_id: string
  section: Section
  place: number
  sealed: Buffer
}
export const insertItem = (tx: Tx, row: NewItem) => tx.insertInto('conference_item').values(row).execute()

export const updateMinutes = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  item_id: string,
  version: number,
  change: { minuted_by: string; sealed_minutes: Buffer },
): Promise<boolean> => {
  const done = await tx
    .updateTable('conference_item')
    .set({ ...change, minuted_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('item_id', '=', item_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

interface NewTask {
  organisation_id: string
  case_id: string
  conference_id: string
  item_id: string
  task_id: string
  section: string
  owner_kind: 'staff' | 'agency'
  owner_id: string | null
  owner_organisation_id: string | null
  due_on: Day
  set_by: string
  sealed: Buffer
}
export const insertTask = (tx: Tx, row: NewTask) => tx.insertInto('conference_task').values(row).execute()

export const updateTask = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  task_id: string,
  version: number,
  change: { status: string; answered_by: string; sealed_answer?: Buffer },
): Promise<boolean> => {
  const done = await tx
    .updateTable('conference_task')
    .set({ ...change, answered_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('task_id', '=', task_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const answerTask = async (
  tx: Tx,
  { task_id, version, status }: { task_id: string; version: number; status: string },
  sealed: Buffer | null,
): Promise<'done' | 'not_found' | 'conflict'> => {
  const { rows } = await sql<{
    done: 'done' | 'not_found' | 'conflict'
  }>`select guard.answer_conference_task(${task_id}, ${version}, ${status}, ${sealed}, ${newId()}) as done`.execute(tx)
  return rows[0]!.done
}
