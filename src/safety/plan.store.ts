// The versions of the safety plan. None is ever changed; two that are written at once are not both the next.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { SafetyPlan } from './plan.ts'

export interface PlanRow {
  plan_version: number
  language: string
  made: SafetyPlan['made']
  review_on: Day
  written_at: Moment
  written_name: string
  sealed: Buffer
}
export const listPlans = async (tx: Tx, { organisation_id, case_id }: At): Promise<PlanRow[]> => {
  const { rows } = await sql<PlanRow>`
    select p.plan_version, p.language, p.made, p.review_on, p.written_at, coalesce(s.name, '') as written_name, p.sealed
    from safety_plan p left join staff s on s.organisation_id = p.organisation_id and s.staff_id = p.written_by
    where p.organisation_id = ${organisation_id} and p.case_id = ${case_id}
    order by p.plan_version desc limit 100`.execute(tx)
  return rows
}

interface NewPlan extends At {
  plan_version: number
  language: string
  made: SafetyPlan['made']
  review_on: Day
  written_by: string
  sealed: Buffer
}
/** False when a colleague was faster, or when this is not the next version. */
export const insertPlan = async (tx: Tx, row: NewPlan): Promise<boolean> => {
  const { organisation_id, case_id, plan_version, language, made, review_on, written_by, sealed } = row
  const done = await sql`
    insert into safety_plan (organisation_id, case_id, plan_version, language, made, review_on, written_by, sealed)
    select ${organisation_id}::uuid, ${case_id}::uuid, ${plan_version}::int, ${language}, ${made}, ${review_on}::date, ${written_by}::uuid, ${sealed}
    where coalesce((select max(p.plan_version) from safety_plan p
      where p.organisation_id = ${organisation_id} and p.case_id = ${case_id}), 0) = ${plan_version}::int - 1
    on conflict do nothing`.execute(tx)
  return done.numAffectedRows === 1n
}

/** Of these files, those whose plan is to be read again with the person until a day. */
export const listPlansDue = async (tx: Tx, organisation_id: string, files: string[], until: Day) => {
  const { rows } = await sql<{ case_id: string; id: string; due_on: Day }>`
    select f.case_id, f.case_id as id, p.review_on as due_on from case_file f
    cross join lateral (
      select x.review_on from safety_plan x where x.organisation_id = f.organisation_id and x.case_id = f.case_id
      order by x.plan_version desc limit 1) p
    where f.organisation_id = ${organisation_id} and f.case_id = any(${files}::uuid[]) and f.status = 'open' and p.review_on <= ${until}
    order by 3 limit 300`.execute(tx)
  return rows
}

/** What the house and its offices are called: on the card it would say where somebody comes from. */
export const listHouseNames = async (tx: Tx, organisation_id: string): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select name from organisation where organisation_id = ${organisation_id}
    union select name from office where organisation_id = ${organisation_id}`.execute(tx)
  return rows.map(({ name }) => name)
}
