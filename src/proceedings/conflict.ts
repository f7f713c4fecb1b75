// Whether a lawyer may stand for her: no name of another file is ever shown, only that something met and whom to speak to,
// and only to that lawyer and to a coordinator (docs/decisions/0047-proceedings.md).
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse, Prose } from '#kit/text.ts'

export const Found = z.enum(['none', 'look_closer'])
export const Declared = z.enum(['no_conflict', 'steps_back'])

export const ConflictCheck = z.object({
  check_id: Id,
  /** null: the file as a whole. */
  matter_id: Id.nullable(),
  lawyer_id: Id,
  lawyer_name: z.string(),
  checked_at: Moment,
  found: Found,
  /** The names on the other side have changed since. */
  stale: z.boolean(),
  declared: Declared.nullable(),
  declared_at: Moment.nullable(),
  words: z.string(),
  cleared_by_name: z.string().nullable(),
  cleared_at: Moment.nullable(),
  clearing: z.string(),
  /** What this reader may do with it. */
  may_declare: z.boolean(),
  may_clear: z.boolean(),
})
export type ConflictCheck = z.infer<typeof ConflictCheck>

export const readConflicts = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/conflict-checks',
  action: 'conflicts.read',
  summary: 'What conflict checks of this file said: one’s own as a lawyer, all of them for a coordinator.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    checks: z.array(ConflictCheck),
    /** Whom to speak to where one has to look closer: the same whatever met. */
    speak_to: z.string(),
  }),
})

export const checkConflict = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/conflict-checks',
  action: 'conflicts.read',
  summary: 'Checks anew: the lawyer of a matter, or for oneself the file as a whole.',
  input: z.object({ case_id: Id, check_id: Id, matter_id: Id.nullable() }),
  reply: z.object({ check_id: Id }),
})

export const declareConflict = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/conflict-checks/:check_id/declare',
  action: 'conflicts.read',
  summary: 'The lawyer declares that nothing stands against it, or steps back. It is kept, and never changed.',
  input: z.object({ case_id: Id, check_id: Id, declared: Declared, words: OptionalProse(2_000).default('') }),
  reply: z.object({ check_id: Id }),
})

export const clearConflict = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/conflict-checks/:check_id/clear',
  action: 'conflicts.clear',
  summary: 'A coordinator who is not that lawyer looked closer, and says why nothing stands against it.',
  input: z.object({ case_id: Id, check_id: Id, words: Prose(2_000) }),
  reply: z.object({ check_id: Id }),
})

export const FormerClient = z.object({ client_id: Id, name: z.string(), until_year: z.int().nullable() })
export type FormerClient = z.infer<typeof FormerClient>

export const listFormerClients = endpoint({
  method: 'GET',
  path: '/api/former-clients',
  action: 'former_clients.keep',
  summary: 'The former clients a lawyer declared, for that lawyer alone.',
  input: z.object({}),
  reply: z.object({ clients: z.array(FormerClient), today: Day }),
})

export const declareFormerClient = endpoint({
  method: 'POST',
  path: '/api/former-clients',
  action: 'former_clients.keep',
  summary: 'Declares a former client. Conflict checks from now on are held against the name too.',
  input: z.object({
    client_id: Id,
    name: Line(160),
    birth_year: z.int().min(1900).max(2100).nullable().default(null),
    until_year: z.int().min(1960).max(2100).nullable().default(null),
  }),
  reply: z.object({ client_id: Id }),
})

export const dropFormerClient = endpoint({
  method: 'DELETE',
  path: '/api/former-clients/:client_id',
  action: 'former_clients.keep',
  summary: 'Takes the declaration of a former client back.',
  input: z.object({ client_id: Id }),
  reply: z.object({ client_id: Id }),
})
