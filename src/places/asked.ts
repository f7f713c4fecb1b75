// A place in another house's unit, where that house shares it: kept for hours, waited for, confirmed or let go. Who it is
// for stays with the file; the house learns that somebody of whoever asks comes, and no more.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Urgency } from './unit.ts'

const Written = z.object({ ref_id: Id, version: z.int() })

export const holdTheirs = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/asked-holds',
  action: 'places.keep',
  summary:
    'Keeps a free place in a unit another house shares, for hours, for somebody of our files; the house confirms it.',
  input: z.object({ unit_id: Id, hold_id: Id, hours: z.int().min(1).max(72), of_case_id: Id }),
  reply: Written,
})

export const waitTheirs = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/asked-waiting',
  action: 'places.keep',
  summary: 'Puts somebody of our files on the waiting list of a unit another house shares.',
  input: z.object({ unit_id: Id, waiting_id: Id, of_case_id: Id, urgency: Urgency }),
  reply: Written,
})

export const letGoTheirs = endpoint({
  method: 'POST',
  path: '/api/asked-places/:ref_id/let-go',
  action: 'places.keep',
  summary: 'Lets a place go that we keep in another house, or leaves its waiting list.',
  input: z.object({ ref_id: Id, version: z.int() }),
  reply: Written,
})

export const answerAsked = endpoint({
  method: 'POST',
  path: '/api/places/:unit_id/asked/:ref_id/answer',
  action: 'places.keep',
  summary: 'Our house confirms what another one keeps or waits for here, or lets it go and says why.',
  input: z.object({
    unit_id: Id,
    ref_id: Id,
    version: z.int(),
    answer: z.enum(['confirmed', 'released']),
    /** A code of data/codes/place_refusals.json, to let it go. */
    reason: Code.nullable().default(null),
  }),
  reply: Written,
})

export const AskedPlace = z.object({
  ref_id: Id,
  what: z.enum(['hold', 'waiting']),
  unit_id: Id,
  unit_name: z.string(),
  house_name: z.string(),
  asked_at: Moment,
  /** Of a hold: until when. */
  until_at: Moment.nullable(),
  urgency: Urgency.nullable(),
  confirmed_at: Moment.nullable(),
  ended_at: Moment.nullable(),
  ended_how: Code.nullable(),
  /** Why the house let it go. */
  released_why: Code.nullable(),
  version: z.int(),
})
export type AskedPlace = z.infer<typeof AskedPlace>

export const listAsked = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/asked-places',
  action: 'case.open',
  summary: 'What we keep or wait for in units of other houses for the person of this file, and what they said.',
  input: z.object({ case_id: Id }),
  reply: z.object({ asked: z.array(AskedPlace) }),
})
