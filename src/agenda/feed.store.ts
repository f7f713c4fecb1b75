// The row of a colleague's calendar feed; and what the door may read by its address, which is times.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { FeedTime } from './feed.ts'

interface Me {
  organisation_id: string
  staff_id: string
}

export const findFeed = (tx: Tx, { organisation_id, staff_id }: Me) =>
  tx
    .selectFrom('calendar_feed')
    .select(['created_at', 'last_read_on'])
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()

/** A new address in the place of the one before. */
export const writeFeed = async (
  tx: Tx,
  { organisation_id, staff_id }: Me,
  feed: { token_hash: Buffer; language: string; created_at: Moment },
) =>
  tx
    .insertInto('calendar_feed')
    .values({ organisation_id, staff_id, ...feed })
    .onConflict((on) =>
      on.columns(['organisation_id', 'staff_id']).doUpdateSet({ ...feed, revoked_at: null, last_read_on: null }),
    )
    .execute()

export const revokeFeed = (tx: Tx, { organisation_id, staff_id }: Me) =>
  tx
    .updateTable('calendar_feed')
    .set({ revoked_at: sql<string>`guard.clock()` })
    .where('organisation_id', '=', organisation_id)
    .where('staff_id', '=', staff_id)
    .where('revoked_at', 'is', null)
    .execute()

export interface FeedRead {
  language: string
  times: FeedTime[]
}

/** As the public door asks: nothing for an address that is not open. */
export const readFeedTimes = async (tx: Tx, token_hash: Buffer): Promise<FeedRead | undefined> => {
  const { rows } = await sql<FeedTime & { language: string | null }>`
    select * from guard.read_calendar_feed(${token_hash})`.execute(tx)
  const [head, ...times] = rows
  if (!head?.language) return undefined
  return { language: head.language, times: times.map(({ language: _, ...time }) => time) }
}
