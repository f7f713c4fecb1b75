// Whose names are taken out of a copy, and which roles opened the file in which months.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'

/** Everyone who works or worked here, by the first of their roles. */
export const listStaffNames = async (tx: Tx, organisation_id: string): Promise<{ name: string; role: string }[]> => {
  const rows = await tx
    .selectFrom('staff')
    .select(['name', 'roles'])
    .where('organisation_id', '=', organisation_id)
    .execute()
  return rows.map(({ name, roles }) => ({ name, role: roles[0] ?? 'colleague' }))
}

/** Roles instead of names: whoever opened the file, on how many days, from which month to which. */
export const listOpeners = async (tx: Tx, { organisation_id, case_id }: At) => {
  const { rows } = await sql<{ role: string; days: number; months: string }>`
    select coalesce(s.roles[1], 'partner_worker') as role, count(distinct j.at::date)::int as days,
      to_char(min(j.at), 'YYYY-MM') || ' – ' || to_char(max(j.at), 'YYYY-MM') as months
    from journal j left join staff s on s.organisation_id = j.actor_organisation_id and s.staff_id = j.actor_id
    where j.organisation_id = ${organisation_id} and j.case_id = ${case_id} and j.action in ('case.open', 'case.break_glass')
    group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}
