// The rows of colleagues who are out alone; who sees which is the policies' to say.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'

export interface LoneVisitRow {
  visit_id: string
  staff_id: string
  name: string
  tell_id: string
  tell_name: string
  place: string
  province: string | null
  starts_at: Moment
  expected_at: Moment
  checked_at: Moment | null
  answer: string | null
  answered_name: string | null
  answered_at: Moment | null
  version: number
}
export const listOut = async (tx: Tx, organisation_id: string): Promise<LoneVisitRow[]> => {
  const { rows } = await sql<LoneVisitRow>`
    select v.visit_id, v.staff_id, coalesce(s.name, '') as name, v.tell_id, coalesce(t.name, '') as tell_name, v.place, v.province,
      v.starts_at, v.expected_at, v.checked_at, v.answer, a.name as answered_name, v.answered_at, v.version
    from lone_visit v
    left join staff s on s.organisation_id = v.organisation_id and s.staff_id = v.staff_id
    left join staff t on t.organisation_id = v.organisation_id and t.staff_id = v.tell_id
    left join staff a on a.organisation_id = v.organisation_id and a.staff_id = v.answered_by
    where v.organisation_id = ${organisation_id} and v.ended_at is null order by v.expected_at limit 200`.execute(tx)
  return rows
}

interface NewVisit {
  organisation_id: string
  visit_id: string
  staff_id: string
  office_id: string
  tell_id: string
  place: string
  province: string | null
  starts_at: Moment
  expected_at: Moment
  /** What one goes along to, where it is an appointment. */
  appointment_id?: string
}
/** False when one is out already. */
export const insertVisit = async (tx: Tx, row: NewVisit): Promise<boolean> => {
  const made = await tx
    .insertInto('lone_visit')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export const moveVisit = async (
  tx: Tx,
  visit_id: string,
  version: number,
  change: { expected_at: Moment; checked_at: Moment },
): Promise<boolean> => {
  const done = await tx
    .updateTable('lone_visit')
    .set({ ...change, version: version + 1 })
    .where('visit_id', '=', visit_id)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** One's own alone; nothing happens to one that ended. */
export const endVisit = (tx: Tx, staff_id: string, visit_id: string) =>
  tx
    .updateTable('lone_visit')
    .set({ ended_at: sql<string>`guard.clock()` })
    .where('visit_id', '=', visit_id)
    .where('staff_id', '=', staff_id)
    .where('ended_at', 'is', null)
    .execute()

export const answerVisit = async (tx: Tx, visit_id: string, version: number, answer: string): Promise<string> => {
  const { rows } = await sql<{ said: string }>`
    select guard.answer_lone_visit(${visit_id}, ${version}, ${answer}) as said`.execute(tx)
  return rows[0]!.said
}
