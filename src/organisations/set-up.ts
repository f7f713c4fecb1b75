// The first day: the organisation, its first office and administrator, and the recovery kit on paper. Only whoever holds
// the link printed by the server can do this, and only while the house is empty.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { Email, Password, Secret } from './account.ts'

/** `organisation`: nothing is there yet. `kit`: founded, and the kit is not yet confirmed. `done`: nothing to set up. */
export const SetUpStep = z.enum(['organisation', 'kit', 'done'])
export type SetUpStep = z.infer<typeof SetUpStep>

export const Kit = z.object({
  groups: z.array(z.string()),
  check: z.string(),
  /** The groups to type from the paper, counted from 1. */
  asked: z.array(z.int()),
})
export type Kit = z.infer<typeof Kit>

export const readSetUp = endpoint({
  method: 'POST',
  path: '/api/set-up/step',
  action: 'public',
  summary: 'What is left to set up, for whoever holds the link.',
  input: z.object({ link: Secret }),
  reply: z.object({ step: SetUpStep }),
})

export const setUp = endpoint({
  method: 'POST',
  path: '/api/set-up',
  action: 'public',
  summary: 'Found the organisation and its administrator; answers the recovery kit to print.',
  input: z.object({
    link: Secret,
    organisation_id: Id,
    office_id: Id,
    staff_id: Id,
    organisation: z.object({ name: Line(160), country: z.string().regex(/^[A-Z]{2}$/), takes_reports: z.boolean() }),
    office: z.object({ name: Line(120) }),
    administrator: z.object({
      name: Line(120),
      email: Email,
      password: Password,
      language: z.enum(['en', 'es', 'it']),
    }),
  }),
  reply: z.object({ kit: Kit }),
})

export const showKit = endpoint({
  method: 'POST',
  path: '/api/set-up/kit',
  action: 'public',
  summary: 'The recovery kit again, while it is not confirmed: the page was closed before it was printed.',
  input: z.object({ link: Secret }),
  reply: z.object({ kit: Kit }),
})

export const confirmKit = endpoint({
  method: 'POST',
  path: '/api/set-up/confirm',
  action: 'public',
  summary: 'Type the asked groups from the paper; then the administrator may sign in and the link is worth nothing.',
  input: z.object({ link: Secret, typed: z.array(z.object({ group: z.int(), text: z.string().max(40) })).max(13) }),
  reply: z.object({ outcome: z.enum(['done', 'mistyped']) }),
})
