// What stood between a person and a service, in one tap: no papers, full, too far, a rule. Codes and never words, so that
// it costs nothing to keep and many such moments can be counted.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code, CodeEntry } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

/** What is missing where many meet a barrier. */
export const Missing = z.enum(['places', 'answers', 'entry', 'expertise', 'language', 'service', 'funds'])
export type Missing = z.infer<typeof Missing>

/** An entry of data/codes/access_barriers.json. */
export const BarrierKind = CodeEntry.extend({
  tells_of: Missing,
  /** Reasons of a partner's no that say the same. */
  declines: z.array(Code),
})
export type BarrierKind = z.infer<typeof BarrierKind>

export const Barrier = z.object({
  barrier_id: Id,
  section: Section,
  need: Code,
  kind: Code,
  /** Kept by itself when a partner said no. */
  from_referral: z.boolean(),
  service_id: Id.nullable(),
  service_name: z.string().nullable(),
  met_on: Day,
  recorded_by: Id.nullable(),
  version: z.int(),
})
export type Barrier = z.infer<typeof Barrier>

export const listBarriers = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/barriers',
  action: 'case.open',
  summary: 'The barriers a person met on the way to services, of the sections one may open, latest first.',
  input: z.object({ case_id: Id }),
  reply: z.object({ barriers: z.array(Barrier) }),
})

export const recordBarrier = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/barriers',
  action: 'case.write',
  summary: 'Keeps, by its kind, that a service could not be entered.',
  input: z
    .object({
      case_id: Id,
      barrier_id: Id,
      /** A domain of the needs assessment; null: that of the referral. */
      need: Code.nullable().default(null),
      /** A code of access_barriers. */
      kind: Code,
      service_id: Id.nullable().default(null),
      /** The referral it happened after, through an organisation here or by link: it says need and service. */
      referral_id: Id.nullable().default(null),
    })
    .refine(({ need, referral_id }) => need !== null || referral_id !== null, { path: ['need'] }),
  reply: z.object({ barrier_id: Id, version: z.int() }),
})

export const takeBackBarrier = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/barriers/:barrier_id/take-back',
  action: 'case.write',
  summary: 'Takes back a barrier that was tapped by mistake: it is no longer counted.',
  input: z.object({ case_id: Id, barrier_id: Id, version: z.int() }),
  reply: z.object({ barrier_id: Id, version: z.int() }),
})
