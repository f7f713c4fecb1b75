// The rows of trainings and their sessions. The policies give them to those of the house who may read them; names and notes
// lie sealed to it.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import type { CostItem, Session, TrainingRow } from './training.ts'

export const placeOf = (training_id: string) => `training ${training_id}`

export interface StoredTraining extends Omit<TrainingRow, 'sessions'> {
  request_id: string | null
  place: string
  interpreter_language: string | null
  materials: string[]
  join_code: string
  costs: CostItem[]
  currency: string
  grant_line: string
  intake_version: number
  sealed: Buffer
  /** How many. */
  sittings: number
}

const utc = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)

const columns = sql`t.training_id, t.curriculum_id, t.kind, t.sector, t.institution_id, i.name as institution_name, t.request_id, t.mode, t.place,
  t.province, t.language, t.interpreter_language, t.capacity, t.trainer_ids, t.materials, t.join_code, t.status, ${utc('t.starts_at')} as starts_at,
  ${utc('t.ends_at')} as ends_at, t.costs, t.currency, t.grant_line, t.intake_version, t.sealed, t.version,
  (select count(*)::int from training_session s where s.organisation_id = t.organisation_id and s.training_id = t.training_id) as sittings,
  guard.training_seats(t.training_id) as seats`

const from = sql`from training t left join institution i on i.organisation_id = t.organisation_id and i.institution_id = t.institution_id`

export interface Wanted {
  organisation_id: string
  status?: string | undefined
  sector?: string | undefined
  institution_id?: string | undefined
  trainer_id?: string | undefined
  /** Earlier than this one, in the order of the list. */
  after?: PageKey | undefined
  starts_from?: Moment | undefined
  /** Begun before, or over by then. */
  begun_by?: Moment | undefined
  over_by?: Moment | undefined
}

export const listTrainingRows = async (tx: Tx, wanted: Wanted, limit: number): Promise<StoredTraining[]> => {
  const { organisation_id, status, sector, institution_id, trainer_id, after, starts_from, begun_by, over_by } = wanted
  const where: Expression<SqlBool>[] = [sql`t.organisation_id = ${organisation_id}`]
  if (status) where.push(sql`t.status = ${status}`)
  if (sector) where.push(sql`t.sector = ${sector}`)
  if (institution_id) where.push(sql`t.institution_id = ${institution_id}`)
  if (trainer_id) where.push(sql`${trainer_id}::uuid = any (t.trainer_ids)`)
  if (starts_from) where.push(sql`t.starts_at >= ${starts_from}`)
  if (begun_by) where.push(sql`t.starts_at < ${begun_by}`)
  if (over_by) where.push(sql`t.ends_at < ${over_by}`)
  if (after) where.push(sql`(t.starts_at, t.training_id) < (${after.value}::timestamptz, ${after.id}::uuid)`)
  const { rows } = await sql<StoredTraining>`select ${columns} ${from} where ${sql.join(where, sql` and `)}
    order by t.starts_at desc, t.training_id desc limit ${limit}`.execute(tx)
  return rows
}

export const findTraining = async (
  tx: Tx,
  organisation_id: string,
  training_id: string,
): Promise<StoredTraining | undefined> =>
  (
    await sql<StoredTraining>`select ${columns} ${from}
      where t.organisation_id = ${organisation_id} and t.training_id = ${training_id}`.execute(tx)
  ).rows[0]

export interface StoredSession extends Session {
  training_id: string
  day_code: string
  walk_ins: unknown
}

export const listSessionRows = async (
  tx: Tx,
  organisation_id: string,
  of: { training_id: string } | { from: Day; until: Day },
): Promise<StoredSession[]> => {
  const which =
    'training_id' in of
      ? sql`s.training_id = ${of.training_id}`
      : sql`s.starts_at >= ${`${of.from}T00:00:00Z`} and s.starts_at < ${`${of.until}T00:00:00Z`}`
  const { rows } = await sql<StoredSession>`
    select s.training_id, s.session_id, ${utc('s.starts_at')} as starts_at, ${utc('s.ends_at')} as ends_at, s.day_code, s.walk_ins
    from training_session s where s.organisation_id = ${organisation_id} and ${which} order by s.starts_at limit 1000`.execute(
    tx,
  )
  return rows
}

interface Kept {
  curriculum_id: string
  kind: string
  sector: string
  institution_id: string | null
  mode: string
  place: string
  province: string | null
  language: string
  interpreter_language: string | null
  capacity: number
  trainer_ids: string[]
  materials: string[]
  starts_at: Moment
  ends_at: Moment
  intake_version: number
  sealed: Buffer
}

/** False when it is there already. `planned_by`: whoever asks, unless a house is filled without anybody asking. */
export const insertTraining = async (
  tx: Tx,
  row: Kept & {
    organisation_id: string
    training_id: string
    request_id: string | null
    join_code: string
    planned_by?: string
  },
): Promise<boolean> => {
  const made = await tx
    .insertInto('training')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

type Change = Partial<Kept> & { status?: string; costs?: string; currency?: string; grant_line?: string }

/** False when it was changed elsewhere. */
export const changeTraining = async (
  tx: Tx,
  organisation_id: string,
  training_id: string,
  version: number,
  change: Change,
): Promise<boolean> => {
  const done = await tx
    .updateTable('training')
    .set({ ...change, changed_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('training_id', '=', training_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Sessions that stay keep the code of their day and who came; those that are new get one. */
export const replaceSessions = async (
  tx: Tx,
  of: { organisation_id: string; training_id: string },
  sessions: readonly (Session & { day_code: string })[],
): Promise<void> => {
  const ids = sessions.map(({ session_id }) => session_id)
  await tx
    .deleteFrom('training_session')
    .where('organisation_id', '=', of.organisation_id)
    .where('training_id', '=', of.training_id)
    .where('session_id', 'not in', ids)
    .execute()
  for (const { session_id, starts_at, ends_at, day_code } of sessions)
    await tx
      .insertInto('training_session')
      .values({ ...of, session_id, starts_at, ends_at, day_code })
      .onConflict((on) =>
        on.columns(['organisation_id', 'training_id', 'session_id']).doUpdateSet({ starts_at, ends_at }),
      )
      .execute()
}

/** The last day somebody of an institution was trained, by institution: of trainings that were held. */
export const lastTrained = async (tx: Tx, organisation_id: string): Promise<Map<string, Day>> => {
  const { rows } = await sql<{ institution_id: string; on: Day }>`
    select institution_id, (max(ends_at) at time zone 'UTC')::date::text as on from training
    where organisation_id = ${organisation_id} and institution_id is not null and status in ('held', 'closed')
    group by institution_id`.execute(tx)
  return new Map(rows.map(({ institution_id, on }) => [institution_id, on]))
}

/** Whose months have passed since somebody there was trained; institutions never trained are not due, they are new. */
export const countRefreshersDue = async (tx: Tx, organisation_id: string, today: Day): Promise<number> => {
  const { rows } = await sql<{ due: number }>`
    select count(*)::int as due from institution i
    where i.organisation_id = ${organisation_id} and i.status = 'active'
      and (select max(t.ends_at) from training t where t.organisation_id = i.organisation_id and t.institution_id = i.institution_id
        and t.status in ('held', 'closed')) < ${today}::date - make_interval(months => i.refresher_months)`.execute(tx)
  return rows[0]?.due ?? 0
}

export const trainerNames = async (
  tx: Tx,
  organisation_id: string,
  ids: readonly string[],
): Promise<{ staff_id: string; name: string }[]> =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('staff')
        .select(['staff_id', 'name'])
        .where('organisation_id', '=', organisation_id)
        .where('staff_id', 'in', [...ids])
        .orderBy('name')
        .execute()
