// What the coverage of trainings is counted from, under the policies of the reader.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { KnownInstitution, PeopleSomewhere } from './coverage.rules.ts'

/** Those that rest are not on the map. */
export const findKnownInstitutions = async (tx: Tx, organisation_id: string): Promise<KnownInstitution[]> => {
  const { rows } = await sql<KnownInstitution>`
    select i.institution_id, i.name, i.sector, i.province, i.refresher_months,
      (select (max(t.ends_at) at time zone 'UTC')::date from training t
        where t.organisation_id = i.organisation_id and t.institution_id = i.institution_id and t.status in ('held', 'closed')) as last_on
    from institution i
    where i.organisation_id = ${organisation_id} and i.status = 'active'`.execute(tx)
  return rows
}

/** Whoever came at least once, and of those without a seat the most that were counted in one session. */
export const countPlacesTaken = async (tx: Tx, organisation_id: string): Promise<PeopleSomewhere[]> => {
  const { rows } = await sql<PeopleSomewhere>`
    select coalesce(t.province, i.province) as province, t.sector, sum(
      (select count(*) from training_seat c where c.organisation_id = t.organisation_id and c.training_id = t.training_id and c.came <> '{}')
      + coalesce((select max((select coalesce(sum((w ->> 'count')::int), 0) from jsonb_array_elements(e.walk_ins) w))
        from training_session e where e.organisation_id = t.organisation_id and e.training_id = t.training_id), 0))::int as people
    from training t
    left join institution i on i.organisation_id = t.organisation_id and i.institution_id = t.institution_id
    where t.organisation_id = ${organisation_id} and t.status in ('held', 'closed')
    group by 1, 2`.execute(tx)
  return rows
}

/** Only runs begun with an institution's code are somewhere. */
export const countPassedAlone = async (tx: Tx, organisation_id: string): Promise<PeopleSomewhere[]> => {
  const { rows } = await sql<PeopleSomewhere>`
    select i.province, i.sector, count(*)::int as people
    from module_run r join institution i using (organisation_id, institution_id)
    where r.organisation_id = ${organisation_id} and r.passed_on is not null
    group by 1, 2`.execute(tx)
  return rows
}
