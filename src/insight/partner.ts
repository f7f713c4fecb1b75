// A partner's own desk: what it was asked, how it answered, and what is still to be set up. Of its own rows only.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'

export const PartnerDesk = z.object({
  since: Day,
  organisation: z.object({
    name: z.string(),
    country: z.string(),
    province: z.string().nullable(),
    languages: z.array(z.string()),
  }),
  /** Now, whenever they were sent. */
  waiting: z.int(),
  late: z.int(),
  with_us: z.int(),
  /** Since that day. */
  asked: z.int(),
  accepted: z.int(),
  declined: z.int(),
  taken_back: z.int(),
  by_reason: z.array(z.object({ reason: Code, count: z.int() })),
  by_need: z.array(z.object({ need: Code, count: z.int() })),
  /** Between asking and our answer; null while nothing was answered. */
  median_days: z.number().nullable(),
  /** null while no unit is kept here. */
  places: z.object({ units: z.int(), places: z.int(), free: z.int() }).nullable(),
})
export type PartnerDesk = z.infer<typeof PartnerDesk>

export const readPartnerDesk = endpoint({
  method: 'GET',
  path: '/api/partner-desk',
  action: 'referrals.answer',
  summary: 'What my organisation was asked and how it answered, in counts of its own referrals and places.',
  input: z.object({}),
  reply: PartnerDesk,
})
