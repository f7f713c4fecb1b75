// Who has access to a file today and why, on one page: what the person may be shown.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const Reason = z.enum(['reference_worker', 'team', 'cover', 'reach', 'consent', 'broken_glass'])
export type Reason = z.infer<typeof Reason>

export const HasAccess = z.object({
  id: Id,
  reason: Reason,
  /** A colleague, or a partner organisation. */
  name: z.string(),
  staff_id: Id.nullable(),
  roles: z.array(z.string()),
  sections: z.array(Section),
  from_at: Moment.nullable(),
  until_at: Moment.nullable(),
})
export type HasAccess = z.infer<typeof HasAccess>

export const readAccess = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/access',
  action: 'journal.read',
  summary: 'Who can open this file today, and why, until when, and which sections.',
  input: z.object({ case_id: Id }),
  reply: z.object({ access: z.array(HasAccess) }),
})
