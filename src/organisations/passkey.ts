// Passkeys: the browser and the server speak WebAuthn; these are the parts of it that we send and accept.
import { z } from 'zod'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]*$/)
const KeyReference = z.object({ id: Base64Url, type: z.literal('public-key') })

/** PublicKeyCredentialRequestOptionsJSON. */
export const PasskeyQuestion = z.object({
  challenge: Base64Url,
  rpId: z.string(),
  timeout: z.int(),
  userVerification: z.literal('required'),
})

/** PublicKeyCredentialCreationOptionsJSON. */
export const NewPasskeyQuestion = z.object({
  challenge: Base64Url,
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: Base64Url, name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(KeyReference),
  authenticatorSelection: z.object({ residentKey: z.literal('required'), userVerification: z.literal('required') }),
})

const part = Base64Url.max(8_000)
/** AuthenticationResponseJSON. */
export const PasskeyAnswer = z.object({
  id: part,
  rawId: part,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: part, authenticatorData: part, signature: part, userHandle: part.optional() }),
})
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>

/** RegistrationResponseJSON. */
export const NewPasskeyAnswer = z.object({
  id: part,
  rawId: part,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: part, attestationObject: part }),
})
export type NewPasskeyAnswer = z.infer<typeof NewPasskeyAnswer>

export const KeptPasskey = z.object({
  passkey_id: Id,
  name: z.string(),
  made_at: Moment,
  used_at: Moment.nullable(),
})
export type KeptPasskey = z.infer<typeof KeptPasskey>

export const askForNewPasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys/question',
  action: 'account.own',
  summary: 'What a new passkey must sign.',
  input: z.object({}),
  reply: NewPasskeyQuestion,
})

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys',
  action: 'account.own',
  summary: 'Keep a new passkey.',
  input: z.object({ passkey_id: Id, name: Line(80), answer: NewPasskeyAnswer }),
  reply: z.object({ passkey_id: Id }),
})

export const renamePasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys/:passkey_id',
  action: 'account.own',
  summary: 'Name a passkey anew.',
  input: z.object({ passkey_id: Id, name: Line(80) }),
  reply: z.object({ passkey_id: Id }),
})

export const removePasskey = endpoint({
  method: 'POST',
  path: '/api/account/passkeys/:passkey_id/remove',
  action: 'account.own',
  summary: 'Remove a passkey.',
  input: z.object({ passkey_id: Id }),
  reply: z.object({ passkey_id: Id }),
})
