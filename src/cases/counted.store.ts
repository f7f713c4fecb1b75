// The coarse codes of a card for counting. Written through the guard and read by it alone.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Counted } from './counted.rules.ts'

export const keepCounted = (tx: Tx, case_id: string, { province, sex, age_band, languages }: Counted) =>
  sql`select guard.keep_counted(${case_id}, ${province}, ${sex}, ${age_band}, ${languages})`.execute(tx)

/** As the owner: files never counted, or not for so long that people have grown older. */
export const listUncounted = async (tx: Tx, after: string, months: number, size: number): Promise<string[]> => {
  const { rows } = await sql<{ case_id: string }>`
    select f.case_id from case_file f
    where f.case_id > ${after}::uuid
      and exists (select from case_key k where k.organisation_id = f.organisation_id and k.case_id = f.case_id)
      and not exists (select from case_counted c where c.organisation_id = f.organisation_id and c.case_id = f.case_id
        and c.counted_on > (guard.clock() at time zone 'UTC')::date - ${months} * interval '1 month')
    order by f.case_id limit ${size}`.execute(tx)
  return rows.map(({ case_id }) => case_id)
}

export const writeCounted = (tx: Tx, rows: (Counted & { organisation_id: string; case_id: string })[]) =>
  sql`
    insert into case_counted as kept (organisation_id, case_id, province, sex, age_band, languages, counted_on)
    select r.organisation_id, r.case_id, r.province, r.sex, r.age_band, array(select jsonb_array_elements_text(r.languages)),
      (guard.clock() at time zone 'UTC')::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(organisation_id uuid, case_id uuid, province text, sex text, age_band text, languages jsonb)
    on conflict (organisation_id, case_id) do update set province = excluded.province, sex = excluded.sex,
      age_band = excluded.age_band, languages = excluded.languages, counted_on = excluded.counted_on`.execute(tx)
