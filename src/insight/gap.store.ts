// Counts through the guard, and the releases made of them.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { Answers } from '#matching/standing.rules.ts'
import type { Counted } from './gap.rules.ts'
import { Figures } from './gap.ts'

export const countGaps = async (tx: Tx, since: Day, since_release: Day): Promise<Counted[]> => {
  const { rows } =
    await sql<Counted>`select cut, need, code, people from guard.count_gaps(${since}, ${since_release})`.execute(tx)
  return rows
}

export const countAnswers = async (tx: Tx, since: Day): Promise<Map<string, Answers>> => {
  const { rows } = await sql<Answers & { service_id: string }>`
    select service_id, accepted, declined, declined_full, unanswered from guard.count_answers(${since})`.execute(tx)
  return new Map(rows.map(({ service_id, ...answers }) => [service_id, answers]))
}

/** Free places by service, over all its units. */
export const findFreePlaces = async (tx: Tx, organisation_id: string): Promise<Map<string, number>> => {
  const { rows } = await sql<{ service_id: string; free: number }>`
    select service_id, sum(free)::int as free from guard.free_places(${organisation_id}) group by service_id`.execute(
    tx,
  )
  return new Map(rows.map(({ service_id, free }) => [service_id, free]))
}

export interface Release {
  made_on: Day
  figures: Figures
}

export const findRelease = async (tx: Tx, organisation_id: string): Promise<Release | undefined> => {
  const row = await tx
    .selectFrom('gap_release')
    .select(['made_on', 'figures'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('made_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { made_on: row.made_on, figures: Figures.parse(row.figures) }
}

interface NewRelease extends Release {
  organisation_id: string
  release_id: string
  made_by: string
}
/** False when somebody made the one of this month a moment earlier: theirs stands. */
export const insertRelease = async (tx: Tx, { figures, ...row }: NewRelease): Promise<boolean> => {
  const done = await tx
    .insertInto('gap_release')
    .values({ ...row, figures: JSON.stringify(figures) })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
