// The rows of episodes and sessions.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

export const listEpisodes = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('care_episode as e')
    .leftJoin('referral as r', (on) =>
      on
        .onRef('r.organisation_id', '=', 'e.organisation_id')
        .onRef('r.case_id', '=', 'e.case_id')
        .onRef('r.referral_id', '=', 'e.referral_id'),
    )
    .leftJoin('organisation as o', 'o.organisation_id', 'r.to_organisation_id')
    .select(['e.episode_id', 'e.section', 'e.provider', 'e.staff_id', 'e.referral_id', 'e.status'])
    .select(['e.opened_on', 'e.closed_on', 'e.planned_sessions', 'e.sealed', 'e.recorded_by', 'e.version'])
    .select('o.name as referred_to')
    .where('e.organisation_id', '=', organisation_id)
    .where('e.case_id', '=', case_id)
    .orderBy('e.status', 'desc')
    .orderBy('e.opened_on', 'desc')
    .orderBy('e.episode_id')
    .limit(200)
    .execute()
export type EpisodeRow = Awaited<ReturnType<typeof listEpisodes>>[number]

export const findEpisode = (tx: Tx, { organisation_id, case_id }: At, episode_id: string) =>
  tx
    .selectFrom('care_episode')
    .select(['episode_id', 'section', 'provider', 'staff_id', 'opened_on', 'planned_sessions', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('episode_id', '=', episode_id)
    .executeTakeFirst()

interface Written {
  provider: string
  staff_id: string | null
  referral_id: string | null
  planned_sessions: number | null
  sealed: Buffer
}
interface NewEpisode extends At, Written {
  episode_id: string
  section: string
  opened_on: Day
  recorded_by: string
}
export const insertEpisode = (tx: Tx, row: NewEpisode) => tx.insertInto('care_episode').values(row).execute()

type Change = Written | { status: string; closed_on: Day | null; sealed: Buffer }
export const updateEpisode = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  episode_id: string,
  version: number,
  change: Change,
): Promise<boolean> => {
  const done = await tx
    .updateTable('care_episode')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('episode_id', '=', episode_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Enough for years of weekly sessions; the latest first. */
export const listSessions = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('care_session')
    .select(['session_id', 'episode_id', 'section', 'on_day', 'minutes', 'attendance', 'reason', 'interpreter'])
    .select(['place', 'moved_to', 'sealed', 'recorded_by', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('on_day', 'desc')
    .orderBy('session_id')
    .limit(500)
    .execute()
export type SessionRow = Awaited<ReturnType<typeof listSessions>>[number]

interface SessionSaid {
  on_day: Day
  minutes: number | null
  attendance: string
  reason: string | null
  interpreter: string
  place: string
  moved_to: string | null
  sealed: Buffer
}
interface NewSession extends At, SessionSaid {
  session_id: string
  episode_id: string
  section: string
  recorded_by: string
}
/** False when this session is there already. */
export const insertSession = async (tx: Tx, row: NewSession): Promise<boolean> => {
  const done = await tx
    .insertInto('care_session')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const updateSession = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  { session_id, episode_id, version }: { session_id: string; episode_id: string; version: number },
  change: SessionSaid,
): Promise<boolean> => {
  const done = await tx
    .updateTable('care_session')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('session_id', '=', session_id)
    .where('episode_id', '=', episode_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Colleagues who work as therapists on this file: whom an episode or a supervision can name. */
export const listTherapists = async (tx: Tx, { organisation_id, case_id }: At) => {
  const { rows } = await sql<{ staff_id: string; name: string }>`
    select s.staff_id, s.name from staff s
    where s.organisation_id = ${organisation_id} and guard.is_therapist(${case_id}, s.staff_id) order by s.name, s.staff_id`.execute(
    tx,
  )
  return rows
}

export const findReferral = (tx: Tx, { organisation_id, case_id }: At, referral_id: string) =>
  tx
    .selectFrom('referral')
    .select('referral_id')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('referral_id', '=', referral_id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
