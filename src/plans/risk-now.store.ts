// What every risk that still stands was last held to be: its words stay sealed here.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

interface RiskRow {
  risk_id: string
  sealed: Buffer
  score_id: string
  sealed_score: Buffer
  on: Day
}

export const listRisksNow = async (tx: Tx, { organisation_id, case_id }: At): Promise<RiskRow[]> => {
  const { rows } = await sql<RiskRow>`
    select distinct on (r.risk_id) r.risk_id, r.sealed, s.score_id, s.sealed as sealed_score, (l.looked_at at time zone 'UTC')::date as "on"
    from risk r
    join risk_score s on s.organisation_id = r.organisation_id and s.case_id = r.case_id and s.risk_id = r.risk_id
    join risk_look l on l.organisation_id = s.organisation_id and l.case_id = s.case_id and l.look_id = s.look_id
    where r.organisation_id = ${organisation_id} and r.case_id = ${case_id} and r.ended_at is null
    order by r.risk_id, l.looked_at desc`.execute(tx)
  return rows
}
