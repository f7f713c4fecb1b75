// The rows of hearings and of what is known of their appointments: who interprets there, and how far that is.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

const most = 300

export const listHearingRows = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('hearing')
    .select(['hearing_id', 'matter_id', 'kind', 'on_day', 'at_time', 'appointment_id', 'status', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('on_day', 'desc')
    .orderBy('hearing_id')
    .limit(most)
    .execute()
export type HearingRow = Awaited<ReturnType<typeof listHearingRows>>[number]

interface HearingSaid {
  matter_id: string
  kind: string
  on_day: Day
  at_time: string | null
  appointment_id: string | null
  status: string
  sealed: Buffer
}

export const insertHearing = async (tx: Tx, row: At & { hearing_id: string } & HearingSaid): Promise<boolean> => {
  const done = await tx
    .insertInto('hearing')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const changeHearing = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  hearing_id: string,
  version: number,
  change: HearingSaid,
): Promise<boolean> => {
  const done = await tx
    .updateTable('hearing')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('hearing_id', '=', hearing_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
