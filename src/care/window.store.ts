// The rows of events whose hours are counted.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

const events = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('care_event')
    .select(['event_id', 'sealed', 'sealed_answers', 'recorded_by', 'recorded_at', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)

export const listEvents = (tx: Tx, at: At) =>
  events(tx, at).orderBy(sql`next_closes_at is null`).orderBy('recorded_at', 'desc').limit(50).execute()
export type EventRow = Awaited<ReturnType<typeof listEvents>>[number]

export const findEvent = (tx: Tx, at: At, event_id: string) =>
  events(tx, at).where('event_id', '=', event_id).executeTakeFirst()

interface Said {
  next_closes_at: Moment | null
  sealed: Buffer
  sealed_answers: Buffer
}
/** False when this event is there already. */
export const insertEvent = async (
  tx: Tx,
  row: At & Said & { event_id: string; recorded_by: string },
): Promise<boolean> => {
  const done = await tx
    .insertInto('care_event')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const updateEvent = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  event_id: string,
  version: number,
  change: Said,
): Promise<boolean> => {
  const done = await tx
    .updateTable('care_event')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('event_id', '=', event_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
