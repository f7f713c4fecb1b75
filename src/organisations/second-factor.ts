// The second proof besides the password: an authenticator with one-time codes, recovery codes on paper, passkeys.
// Secrets are shown by reading, never in the reply of a write: those replies are kept for repeats.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Code } from './account.ts'
import { KeptPasskey, PasskeyAnswer } from './passkey.ts'

export const recoveryCodeCount = 10

export const readFactors = endpoint({
  method: 'GET',
  path: '/api/account/factors',
  action: 'account.own',
  summary: 'How I sign in: password, authenticator, recovery codes left, passkeys.',
  input: z.object({}),
  reply: z.object({
    password_set_at: Moment.nullable(),
    authenticator_set_at: Moment.nullable(),
    recovery_codes_left: z.int(),
    passkeys: z.array(KeptPasskey),
  }),
})

/** Nothing is kept until a code from it is typed; `mark` shows later that the secret came from here. */
export const NewAuthenticator = z.object({
  secret: z.string(),
  uri: z.string(),
  /** The path of an SVG of `size` × `size` units. */
  qr: z.object({ size: z.int(), path: z.string() }),
  mark: z.string(),
})
export type NewAuthenticator = z.infer<typeof NewAuthenticator>

export const drawAuthenticator = endpoint({
  method: 'GET',
  path: '/api/account/authenticator/new',
  action: 'account.own',
  summary: 'A fresh secret for an authenticator, as a QR picture and as text.',
  input: z.object({}),
  reply: NewAuthenticator,
})

export const setAuthenticator = endpoint({
  method: 'POST',
  path: '/api/account/authenticator',
  action: 'account.own',
  summary: 'Keep a new authenticator once a code from it fits.',
  input: z.object({ secret: z.string().regex(/^[A-Z2-7]{32}$/), mark: z.string().max(100), code: Code }),
  reply: z.object({ outcome: z.enum(['set', 'refused', 'wait']) }),
})

export const drawRecoveryCodes = endpoint({
  method: 'GET',
  path: '/api/account/recovery-codes/new',
  action: 'account.own',
  summary: 'Fresh recovery codes to print; they are good once they are kept.',
  input: z.object({}),
  reply: z.object({ codes: z.array(z.string()).length(recoveryCodeCount), mark: z.string() }),
})

export const keepRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/account/recovery-codes',
  action: 'account.own',
  summary: 'These codes are on paper now: they are good, and the former ones no longer.',
  input: z.object({ codes: z.array(z.string().max(40)).length(recoveryCodeCount), mark: z.string().max(100) }),
  reply: z.object({ kept: z.int() }),
})

export const showSecondFactor = endpoint({
  method: 'POST',
  path: '/api/second-factor',
  action: 'account.own',
  summary: 'Show the second factor again, for what needs one: a one-time code, a recovery code, or a passkey.',
  input: z.union([z.object({ code: Code }), z.object({ answer: PasskeyAnswer })]),
  reply: z.object({ outcome: z.enum(['shown', 'refused', 'wait']) }),
})
