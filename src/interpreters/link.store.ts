// The link of an interpreter: one booking, under the name made for it. What it carries is sealed to link and code; where to meet
// lies apart and is given by the door only once the booking is confirmed.
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import { Moment } from '#kit/day.ts'
import { sealForLink } from '#links/keys.store.ts'
import { makeLink } from '#links/link.store.ts'
import type { NewLink } from '#links/link.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { BookingRow, BookingWords } from './booking.store.ts'
import { InterpretingMode } from './interpreter.ts'

/** All an interpreter is ever shown of an appointment before it is confirmed. */
export const CarriedBooking = z.object({
  alias: z.string(),
  language: z.string(),
  dialect: z.string().nullable(),
  mode: InterpretingMode,
  starts_at: Moment,
  ends_at: Moment,
  zone: z.string(),
  words: z.string(),
})
export type CarriedBooking = z.infer<typeof CarriedBooking>
export const CarriedMeeting = z.object({ meet_at: z.string() })

export const meetingOf = (booking_id: string): string => `meet ${booking_id}`

const dayMs = 86_400_000

export const makeBookingLink = async (
  tx: Tx,
  link: NewLink & { made_by: string },
  row: BookingRow,
  { alias, words, meet_at }: BookingWords,
): Promise<Buffer> => {
  const { organisation_id, case_id, booking_id, language, dialect, mode, starts_at, ends_at } = row
  const { zone } = await tx
    .selectFrom('appointment')
    .select('zone')
    .where('organisation_id', '=', organisation_id)
    .where('appointment_id', '=', row.appointment_id)
    .executeTakeFirstOrThrow()
  const carries: CarriedBooking = {
    ...{ alias, language, dialect, words, starts_at, ends_at, zone },
    mode: InterpretingMode.parse(mode),
  }
  const keys = await makeLink(tx, {
    ...link,
    ...{ organisation_id, case_id, purpose: 'interpreter' as const, ref_id: booking_id, carries },
    expires_at: new Date(Date.parse(ends_at) + dayMs).toISOString(),
  })
  return sealForLink(keys, meetingOf(booking_id), { meet_at })
}

/** The latest of each booking; none that was taken back stands before one that holds. */
export const listBookingLinks = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('single_use_link')
    .select([
      ...(['link_id', 'ref_id', 'link_by', 'code_by', 'tries_left', 'made_at', 'expires_at'] as const),
      ...(['used_at', 'revoked_at', 'version'] as const),
    ])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('purpose', '=', 'interpreter')
    .orderBy('revoked_at', (order) => order.desc().nullsFirst())
    .orderBy('made_at', 'desc')
    .execute()

export const revokeBookingLinks = async (tx: Tx, { organisation_id, booking_id }: BookingRow, now: Moment) => {
  await tx
    .updateTable('single_use_link')
    .set((of) => ({ revoked_at: now, version: of('version', '+', 1) }))
    .where('organisation_id', '=', organisation_id)
    .where('ref_id', '=', booking_id)
    .where('purpose', '=', 'interpreter')
    .where('revoked_at', 'is', null)
    .execute()
}
