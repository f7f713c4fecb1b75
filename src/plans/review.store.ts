// What the next look at a plan goes by, for one file or for all files of a page of the day, in one question.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import { cadence } from './cadence-facts.ts'

export interface ReviewFactsRow {
  case_id: string
  status: string
  next_due_on: Day | null
  version: number
  reviewed_on: Day | null
  stage: string
  stay: boolean
  protocol_open: boolean
  review_on: Day | null
  reviewed_at: Moment | null
  begun_on: Day | null
  wakes_on: Day | null
  /** The first of each kind since the last look, or since the plan began. */
  happened: { kind: string; at: Moment }[]
}

const kinds = cadence.triggers.map(({ kind }) => kind)

/** In what their reader opens. */
export const findReviewFacts = async (tx: Tx, organisation_id: string, files: string[]): Promise<ReviewFactsRow[]> => {
  const { rows } = await sql<ReviewFactsRow>`
    select f.case_id, f.status, f.next_due_on, coalesce(p.version, 0) as version, f.stage, p.review_on, p.reviewed_on, coalesce(p.reviewed_at, p.reviewed_on::timestamptz) as reviewed_at,
      exists (select from place_person h join stay s on s.stay_id = h.ref_id
              where h.organisation_id = f.organisation_id and h.case_id = f.case_id and h.what = 'stay' and s.ended_at is null) as stay,
      exists (select from protocol o where o.organisation_id = f.organisation_id and o.case_id = f.case_id and o.closed_at is null) as protocol_open,
      g.begun_on, g.wakes_on,
      coalesce((select jsonb_agg(jsonb_build_object('kind', t.kind, 'at', t.at)) from (
        select e.kind, min(e.at) as at from timeline_entry e
        where e.organisation_id = f.organisation_id and e.case_id = f.case_id and e.kind = any(${kinds}::text[])
          and e.at > coalesce(p.reviewed_at, p.reviewed_on::timestamptz, g.begun_on::timestamptz, p.review_on::timestamptz, '-infinity') group by e.kind) t), '[]') as happened
    from case_file f
    left join plan p on p.organisation_id = f.organisation_id and p.case_id = f.case_id
    left join lateral (
      select min(o.set_on) as begun_on, min(o.waits_until) filter (where o.status = 'waiting') as wakes_on from goal o
      where o.organisation_id = f.organisation_id and o.case_id = f.case_id and o.status in ('open', 'waiting')) g on true
    where f.organisation_id = ${organisation_id} and f.case_id = any(${files}::uuid[])`.execute(tx)
  return rows
}
