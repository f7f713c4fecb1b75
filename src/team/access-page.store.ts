// Whoever stands on a file now, and the colleagues whose roles may reach it.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { AccessRow, Colleague } from './access-page.rules.ts'

export const listAccess = async (tx: Tx, { organisation_id, case_id }: At): Promise<AccessRow[]> => {
  const { rows } = await sql<AccessRow>`
    select a.access_id, a.kind, a.function, a.staff_id, a.member_organisation_id, coalesce(s.name, o.name, '') as name,
      a.sections, a.from_at, a.until_at
    from case_access a
    left join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.staff_id
    left join organisation o on o.organisation_id = a.member_organisation_id
    where a.organisation_id = ${organisation_id} and a.case_id = ${case_id} and a.ended_at is null
      and (a.until_at is null or a.until_at > guard.clock())
      and (a.kind <> 'consent' or guard.consent_is_live(a.basis))
    order by a.from_at limit 200`.execute(tx)
  return rows
}

export const listActiveStaff = async (tx: Tx, organisation_id: string): Promise<Colleague[]> => {
  const rows = await tx
    .selectFrom('staff')
    .select(['staff_id', 'organisation_id', 'office_id', 'name', 'roles'])
    .where('organisation_id', '=', organisation_id)
    .where('status', '=', 'active')
    .execute()
  return rows
}
