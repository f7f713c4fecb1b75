// How the work stands, in counts within the reader's own reach. It is read inside the house by those who answer for it:
// small numbers are shown as they are, so it is no release for anyone outside.
import { z } from 'zod'
import { Stage } from '#cases/case.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { ReferralStatus } from '#referrals/referral.ts'

/** `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-\d{2}$/)
export type Month = z.infer<typeof Month>

/** Steps are counted up to this many: what matters beyond it is that there are very many. */
export const mostSteps = 1000

export const Insight = z.object({
  today: Day,
  /** Counts that look back look back to this day. */
  since: Day,
  reach: z.enum(['all', 'in_the_office']),
  stages: z.array(z.object({ stage: Stage, count: z.int() })),
  months: z.array(z.object({ month: Month, opened: z.int(), closed: z.int() })),
  referrals: z.object({
    by_status: z.array(z.object({ status: ReferralStatus, count: z.int() })),
    /** Between sending and the partner's answer; null while nobody has answered. */
    median_days: z.number().nullable(),
    overdue: z.int(),
  }),
  follow_ups: z.object({ due: z.int(), done: z.int(), answered: z.int() }),
  overdue: z.object({ files: z.int(), steps: z.int(), more_steps: z.boolean() }),
  services: z.object({ active: z.int(), availability_unknown: z.int() }),
})
export type Insight = z.infer<typeof Insight>

export const readInsight = endpoint({
  method: 'GET',
  path: '/api/insight',
  action: 'insight.read',
  summary: 'How the work stands in counts, within the reader’s own reach: no names, and not for release.',
  input: z.object({}),
  reply: Insight,
})
