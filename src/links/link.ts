// A link for somebody without an account: what it is for, which ways link and code travel, and how it stands.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { LinkCode, LinkSecret } from './secret.ts'

export const LinkPurpose = z.enum(['referral', 'service_update', 'own_answers', 'directory', 'interpreter'])
export type LinkPurpose = z.infer<typeof LinkPurpose>

/** How the link travels. */
export const LinkBy = z.enum(['email', 'message', 'post', 'in_person'])
export type LinkBy = z.infer<typeof LinkBy>
/** How the code travels: never the way of the link. */
export const CodeBy = z.enum(['phone', 'in_person', 'post'])
export type CodeBy = z.infer<typeof CodeBy>

export const mostTries = 5

/** What a sender sends to make one: drawn on the sender's device, seen by the server once and not kept. */
export const NewLink = z.object({
  link_id: Id,
  secret: LinkSecret,
  code: LinkCode,
  link_by: LinkBy,
  code_by: CodeBy,
})
export type NewLink = z.infer<typeof NewLink>

/** open: its code opens it; used: an answer came, a new code lets it give another; the others open nothing. */
export const LinkState = z.enum(['open', 'used', 'locked', 'expired', 'revoked'])
export type LinkState = z.infer<typeof LinkState>

export const LinkShown = z.object({
  link_id: Id,
  state: LinkState,
  link_by: LinkBy,
  code_by: CodeBy,
  tries_left: z.int(),
  made_at: Moment,
  expires_at: Moment,
  used_at: Moment.nullable(),
  version: z.int(),
})
export type LinkShown = z.infer<typeof LinkShown>

export const LinkOpening = z.object({
  opened_at: Moment,
  /** As whoever read gave their name and post; nobody checked it. */
  reader: z.string(),
})
export type LinkOpening = z.infer<typeof LinkOpening>
