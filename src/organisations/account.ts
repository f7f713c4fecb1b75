// The way in and out of the desk, and where one is signed in. A wrong answer is an answer, not an error: it must be
// counted in the same transaction, and it looks the same whoever was named.
import { z } from 'zod'
import { Role } from '#access/access.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { PasskeyAnswer, PasskeyQuestion } from './passkey.ts'

export const Email = z
  .string()
  .max(320)
  .transform((text) => text.normalize('NFC').trim().toLowerCase())
  .pipe(z.email())
/** Never cleaned: what was typed is what counts. */
export const Password = z.string().min(1).max(1_000)
export const Code = z.string().max(40)
/** 256 random bits, as text that fits a link or a header. */
export const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const SessionActor = z.object({
  staff_id: Id,
  name: z.string(),
  organisation_id: Id,
  organisation_name: z.string(),
  organisation_kind: z.enum(['own', 'partner']),
  roles: z.array(Role),
  office_id: Id,
})
export const Session = z.object({
  actor: SessionActor,
  language: z.string(),
  may: z.record(z.string(), z.boolean()),
  demo: z.boolean(),
  /** Base64; seals the drafts this person keeps in this browser. */
  draft_key: z.string(),
  idle_minutes: z.int(),
  /** False until a second factor protects this account: the desk asks for one before anything else. */
  protected: z.boolean(),
  /** Until when a second factor just shown opens what needs one; null when it must be shown again. */
  second_factor_until: Moment.nullable(),
})
export type Session = z.infer<typeof Session>

export const readSession = endpoint({
  method: 'GET',
  path: '/api/session',
  action: 'account.own',
  summary: 'Who is signed in here, what they may do, and the key of their drafts.',
  input: z.object({}),
  reply: Session,
})

/** `refused`: it did not fit, whatever it was. `wait`: too many attempts; try again in a quarter of an hour. */
export const SignInReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed_in'), session_id: Id }),
  z.object({ outcome: z.literal('code_needed'), challenge: Secret }),
  z.object({ outcome: z.literal('refused') }),
  z.object({ outcome: z.literal('wait') }),
])
export type SignInReply = z.infer<typeof SignInReply>

export const signIn = endpoint({
  method: 'POST',
  path: '/api/sign-in',
  action: 'public',
  summary: 'Sign in with e-mail and password; with the code in the same call, or after `code_needed` in the next.',
  input: z.object({ email: Email, password: Password, code: Code.optional() }),
  reply: SignInReply,
})

export const signInWithCode = endpoint({
  method: 'POST',
  path: '/api/sign-in/code',
  action: 'public',
  summary: 'The second half of a sign-in: a one-time code, or a recovery code.',
  input: z.object({ challenge: Secret, code: Code }),
  reply: SignInReply,
})

export const askForPasskey = endpoint({
  method: 'POST',
  path: '/api/sign-in/passkey/question',
  action: 'public',
  summary: 'What a passkey must sign, good for five minutes and once.',
  input: z.object({}),
  reply: PasskeyQuestion,
})

export const signInWithPasskey = endpoint({
  method: 'POST',
  path: '/api/sign-in/passkey',
  action: 'public',
  summary: 'Sign in with a passkey.',
  input: z.object({ answer: PasskeyAnswer }),
  reply: SignInReply,
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  action: 'public',
  summary: 'End this session. Also answers whoever is already signed out.',
  input: z.object({}),
  reply: z.object({ ended: z.boolean() }),
})

export const SignedInDevice = z.object({
  session_id: Id,
  device: z.string(),
  made_at: Moment,
  seen_at: Moment,
  expires_at: Moment,
  this_one: z.boolean(),
})
export type SignedInDevice = z.infer<typeof SignedInDevice>

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/account/sessions',
  action: 'account.own',
  summary: 'Where I am signed in.',
  input: z.object({}),
  reply: z.object({ sessions: z.array(SignedInDevice) }),
})

export const endSession = endpoint({
  method: 'POST',
  path: '/api/account/sessions/end',
  action: 'account.own',
  summary: 'Sign out one of my other devices, or without `session_id` all of them.',
  input: z.object({ session_id: Id.optional() }),
  reply: z.object({ ended: z.int() }),
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/account/password',
  action: 'account.own',
  summary: 'A new password; my other devices are signed out.',
  input: z.object({ current_password: Password, password: Password }),
  reply: z.object({ outcome: z.enum(['changed', 'refused', 'wait']) }),
})

export const changeLanguage = endpoint({
  method: 'POST',
  path: '/api/account/language',
  action: 'account.own',
  summary: 'The language my desk speaks.',
  input: z.object({ language: z.string().regex(/^[a-z]{2}$/) }),
  reply: z.object({ staff_id: Id }),
})
