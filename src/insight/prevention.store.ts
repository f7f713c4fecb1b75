// Counting what trainings left behind, under the policies of the reader. Rows are counts by training; what may be told of
// them is decided by the rules before anything leaves.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { CountedAnswer, CountedInstitution, CountedLearning, CountedTraining } from './prevention.rules.ts'

export type HeldTraining = Omit<CountedTraining, 'year'> & { sessions: { starts_at: Moment; ends_at: Moment }[] }

/** Whoever came at least once, and of those without a seat the most that were counted in one session. */
export const findHeld = async (tx: Tx, organisation_id: string): Promise<HeldTraining[]> => {
  const { rows } = await sql<HeldTraining>`
    select t.training_id, t.curriculum_id, t.kind, t.sector, s.sessions,
      (select count(*) from training_seat c where c.organisation_id = t.organisation_id and c.training_id = t.training_id
        and c.came <> '{}') + s.heads as people
    from training t cross join lateral (
      select jsonb_agg(jsonb_build_object(
          'starts_at', to_char(e.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'ends_at', to_char(e.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by e.starts_at) as sessions,
        coalesce(max((select sum((w ->> 'count')::int) from jsonb_array_elements(e.walk_ins) w)), 0) as heads
      from training_session e where e.organisation_id = t.organisation_id and e.training_id = t.training_id
    ) s
    where t.organisation_id = ${organisation_id} and t.status in ('held', 'closed') and s.sessions is not null`.execute(
    tx,
  )
  return rows
}

export const countAnswers = async (tx: Tx, organisation_id: string): Promise<CountedAnswer[]> => {
  const { rows } = await sql<CountedAnswer>`
    select a.training_id, a.moment, q.key as question, o.option, count(distinct a.answers_hash) as people
    from training_answer a
    cross join lateral jsonb_each(a.answers) q cross join lateral jsonb_array_elements_text(q.value) o (option)
    where a.organisation_id = ${organisation_id} and a.moment in ('survey', 'month3', 'month6')
    group by grouping sets ((a.training_id, a.moment, q.key, o.option), (a.training_id, a.moment, q.key))`.execute(tx)
  return rows
}

/** Only of those who answered both before and after; `reached`: eighty of a hundred or more. */
export const countLearning = async (tx: Tx, organisation_id: string): Promise<CountedLearning[]> => {
  const { rows } = await sql<CountedLearning>`
    select pre.training_id, count(*) as people, sum(100.0 * pre.score_right / pre.score_of) as before,
      sum(100.0 * post.score_right / post.score_of) as after,
      count(*) filter (where post.score_right * 100 >= post.score_of * 80) as reached
    from training_answer pre join training_answer post using (organisation_id, training_id, answers_hash)
    where pre.organisation_id = ${organisation_id} and pre.moment = 'pre' and post.moment = 'post'
    group by pre.training_id`.execute(tx)
  return rows
}

export const findTrainedInstitutions = async (tx: Tx, organisation_id: string): Promise<CountedInstitution[]> => {
  const { rows } = await sql<CountedInstitution>`
    select t.institution_id, to_char(min(t.ends_at) at time zone 'UTC', 'YYYY-"Q"Q') as first,
      coalesce((select jsonb_agg(jsonb_build_object('quarter', y.quarter, 'reports', y.reports, 'files', y.files))
        from institution_tally y where y.organisation_id = t.organisation_id and y.institution_id = t.institution_id), '[]') as quarters
    from training t
    where t.organisation_id = ${organisation_id} and t.status in ('held', 'closed') and t.institution_id is not null
    group by t.organisation_id, t.institution_id`.execute(tx)
  return rows
}
