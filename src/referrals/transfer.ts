// A file changes houses: who may lead it, taking it over, undoing that at once, and what came along, for the house that
// leads it now.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

export const listLeaders = endpoint({
  method: 'GET',
  path: '/api/referral-leaders',
  action: 'referrals.answer',
  summary: 'Who of my organisation may lead a file that is handed over to it; nobody where it leads none.',
  input: z.object({}),
  reply: z.object({ leaders: z.array(z.object({ staff_id: Id, name: z.string() })) }),
})

export const takeOver = endpoint({
  method: 'POST',
  path: '/api/referrals/:referral_id/take-over',
  action: 'referrals.answer',
  summary:
    'Accepts a transfer: a file of my organisation begins with what the person lets go along, and the first house closes its own.',
  input: z.object({
    referral_id: Id,
    version: z.int(),
    transfer_id: Id,
    new_case_id: Id,
    /** The reference worker from now on. */
    led_by: Id,
    words: OptionalProse(2000).default(''),
  }),
  reply: z.object({ referral_id: Id, version: z.int(), new_case_id: Id, reference: z.string() }),
})

export const undoTakeOver = endpoint({
  method: 'POST',
  path: '/api/referrals/:referral_id/take-over/undo',
  action: 'referrals.answer',
  summary:
    'Undoes a transfer within five minutes, while nobody wrote in the new file: the first house leads as before.',
  input: z.object({ referral_id: Id, version: z.int() }),
  reply: z.object({ referral_id: Id, version: z.int() }),
})

export const CameAlong = z.object({
  from_name: z.string(),
  accepted_at: Moment,
  sections: z.array(Section),
  read_sections: z.array(Section),
  /** The first house's file and until when some of it may be read there; null when it may not, or no longer. */
  read_case_id: Id.nullable(),
  read_until: Day.nullable(),
  /** How many of each kind came along. */
  came: z.record(z.string(), z.int()),
  /** When whoever leads said that they read it. */
  read_at: Moment.nullable(),
  /** The person took back what the transfer stood on: nothing more is read there, what went for good stays. */
  consent_ended_at: Moment.nullable(),
})
export type CameAlong = z.infer<typeof CameAlong>

export const readCameAlong = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/came-along',
  action: 'case.open',
  summary: 'Where a file came from, what came along with it and what may still be read at the first house.',
  input: z.object({ case_id: Id }),
  reply: z.object({ came: CameAlong.nullable() }),
})

export const confirmArrival = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/came-along/read',
  action: 'case.change',
  summary: 'Says that what came along was read: how she may be reached and what she must not meet before all else.',
  input: z.object({ case_id: Id }),
  reply: z.object({ case_id: Id }),
})
