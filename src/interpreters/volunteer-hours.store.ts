// What volunteers gave: counted from the bookings by a function of the guard, and written down beside them.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

const most = 2000

export const listVolunteerTimes = async (tx: Tx, from_on: Day, until_on: Day) => {
  const { rows } = await sql<{ interpreter_id: string; times: number; minutes: number }>`
    select interpreter_id, times, minutes from guard.volunteer_times(${from_on}, ${until_on})`.execute(tx)
  return rows
}

export const listHours = (tx: Tx, from_on: Day, until_on: Day) =>
  tx
    .selectFrom('volunteer_hours')
    .select(['hours_id', 'interpreter_id', 'on_day', 'work', 'minutes'])
    .where('on_day', '>=', from_on)
    .where('on_day', '<=', until_on)
    .orderBy('on_day', 'desc')
    .orderBy('hours_id')
    .limit(most)
    .execute()

interface Hours {
  organisation_id: string
  hours_id: string
  interpreter_id: string
  on_day: Day
  work: string
  minutes: number
}
export const insertHours = (tx: Tx, hours: Hours) => tx.insertInto('volunteer_hours').values(hours).execute()

export const deleteHours = async (tx: Tx, hours_id: string): Promise<boolean> => {
  const gone = await tx.deleteFrom('volunteer_hours').where('hours_id', '=', hours_id).executeTakeFirst()
  return gone.numDeletedRows === 1n
}
