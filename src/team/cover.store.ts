// The rows of covers and the files they are about; what agreeing opens stands in a guard function.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Cover } from './cover.ts'

const columns = [
  'cover_id',
  'absent_id',
  'stand_in_id',
  'from_on',
  'until_on',
  'files',
  'asked_by',
  'asked_at',
  'status',
] as const

/** The open files whose reference worker a colleague is today, of those whoever asks may see. */
export const listFilesHeldBy = async (
  tx: Tx,
  organisation_id: string,
  staff_id: string,
  most: number,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('case_access as a')
    .innerJoin('case_file as f', (on) =>
      on.onRef('f.organisation_id', '=', 'a.organisation_id').onRef('f.case_id', '=', 'a.case_id'),
    )
    .select('a.case_id')
    .where('a.organisation_id', '=', organisation_id)
    .where('a.staff_id', '=', staff_id)
    .where('a.function', '=', 'reference_worker')
    .where('a.ended_at', 'is', null)
    .where('f.status', '=', 'open')
    .orderBy('a.case_id')
    .limit(most)
    .execute()
  return rows.map(({ case_id }) => case_id)
}

interface NewCover {
  organisation_id: string
  cover_id: string
  absent_id: string
  stand_in_id: string
  from_on: Day
  until_on: Day
  asked_by: string
}
export const insertCover = async (tx: Tx, row: NewCover, case_ids: string[]): Promise<void> => {
  const { organisation_id, cover_id } = row
  await tx
    .insertInto('cover')
    .values({ ...row, files: case_ids.length })
    .execute()
  await sql`
    insert into cover_file (organisation_id, case_id, cover_id)
    select ${organisation_id}::uuid, unnest(${case_ids}::uuid[]), ${cover_id}::uuid`.execute(tx)
}

/** Asked, running or to come; the policy narrows it to those it is about and those who answer for them. */
export const listCovers = async (tx: Tx, organisation_id: string, today: Day): Promise<Cover[]> => {
  const rows = await tx
    .selectFrom('cover')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('status', 'in', ['asked', 'agreed'])
    .where('until_on', '>=', today)
    .orderBy('until_on')
    .orderBy('cover_id')
    .limit(200)
    .execute()
  return rows as unknown as Cover[]
}

export const listCoversOfFile = async (tx: Tx, { organisation_id, case_id }: At): Promise<Cover[]> => {
  const { rows } = await sql<Cover>`
    select ${sql.join(columns.map((column) => sql.ref(`c.${column}`)))}
    from cover_file x join cover c on c.organisation_id = x.organisation_id and c.cover_id = x.cover_id
    where x.organisation_id = ${organisation_id} and x.case_id = ${case_id} and c.status in ('asked', 'agreed')
      and c.until_on >= (guard.clock() at time zone 'UTC')::date
    order by c.from_on, c.cover_id limit 20`.execute(tx)
  return rows
}

export const answerCover = async (tx: Tx, cover_id: string, answer: 'agreed' | 'declined' | 'ended') => {
  const { rows } = await sql<{ outcome: 'done' | 'answered' | 'to_check_again' | 'not_found' }>`
    select guard.answer_cover(${cover_id}, ${answer}) as outcome`.execute(tx)
  return rows[0]!.outcome
}
