// The credential as it is taken along: an Open Badges 3.0 achievement, which is a W3C verifiable credential 2.0. Exactly this
// shape and no other is signed and checked here, so nothing that anybody adds is ever read as if it had been signed.
import { z } from 'zod'
import { Id } from '#kit/id.ts'
import { CertificateKind, CertificateLanguage } from './issue.ts'

export const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const

const Seconds = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const Uri = z.string().min(5).max(400)
const Words = z.string().min(1).max(1000)

export const Proof = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-rdfc-2022'),
  created: Seconds,
  verificationMethod: Uri,
  proofPurpose: z.literal('assertionMethod'),
  proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]{60,100}$/),
})
export type Proof = z.infer<typeof Proof>

const Issuer = z.strictObject({
  id: Uri,
  type: z.tuple([z.literal('Profile')]),
  name: Words,
  url: z.url().optional(),
})

const AchievementOf = z.strictObject({
  id: Uri,
  type: z.tuple([z.literal('Achievement')]),
  name: Words,
  description: Words,
  criteria: z.strictObject({ narrative: Words }),
  achievementType: z.literal('CertificateOfCompletion'),
  /** Hours. */
  creditsAvailable: z.number().positive(),
  inLanguage: CertificateLanguage,
  version: z.string().regex(/^\d{1,6}$/),
  tag: z.tuple([CertificateKind]),
})

/** Who it is about: a hash of the name and its salt, in the way the standard gives. */
const Identity = z.strictObject({
  type: z.literal('IdentityObject'),
  hashed: z.literal(true),
  identityHash: z.string().regex(/^sha256\$[0-9a-f]{64}$/),
  identityType: z.literal('name'),
  salt: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
})

export const StatusEntry = z.strictObject({
  id: Uri,
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.literal('revocation'),
  statusListIndex: z.string().regex(/^\d{1,6}$/),
  statusListCredential: Uri,
})

export const Unsigned = z.strictObject({
  '@context': z.tuple([z.literal(contexts[0]), z.literal(contexts[1])]),
  id: Uri,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: Words,
  issuer: Issuer,
  validFrom: Seconds,
  validUntil: Seconds.optional(),
  credentialSubject: z.strictObject({
    type: z.tuple([z.literal('AchievementSubject')]),
    identifier: z.tuple([Identity]),
    achievement: AchievementOf,
  }),
  credentialStatus: StatusEntry.optional(),
})
export type Unsigned = z.infer<typeof Unsigned>

export const Credential = Unsigned.extend({ proof: Proof })
export type Credential = z.infer<typeof Credential>

/** How many places a status list has at least, so that asking for it says nothing about who is asked about. */
export const listLength = 131_072

export const StatusList = z.strictObject({
  '@context': z.tuple([z.literal(contexts[0])]),
  id: Uri,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('BitstringStatusListCredential')]),
  issuer: Uri,
  validFrom: Seconds,
  validUntil: Seconds,
  credentialSubject: z.strictObject({
    id: Uri,
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.literal('revocation'),
    encodedList: z.string().regex(/^u[A-Za-z0-9_-]+$/),
  }),
})
export type StatusList = z.infer<typeof StatusList>

/** A list of one organisation, one of its keys, and a running number. */
export const ListName = z.object({ organisation_id: Id, key_version: z.int().positive(), list: z.int().positive() })
export type ListName = z.infer<typeof ListName>
