// Certificates at the desk: what was issued, what ends soon, taking one back, and the key they are signed with. No name is here,
// for none is kept.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { CertificateKind, CertificateNumber, RevokeReason } from './issue.ts'

/** `ending`: valid still, and within the two months in which a refresher is due. */
export const CertificateState = z.enum(['valid', 'ending', 'expired', 'revoked'])
export type CertificateState = z.infer<typeof CertificateState>

/** How many days before its end a refresher is due. */
export const endingDays = 60

export const CertificateRow = z.object({
  certificate_id: Id,
  number: CertificateNumber,
  kind: CertificateKind,
  title: z.string(),
  hours: z.number(),
  issued_on: Day,
  expires_on: Day.nullable(),
  state: CertificateState,
  institution_name: z.string().nullable(),
  revoked_on: Day.nullable(),
  revoke_reason: RevokeReason.nullable(),
  version: z.int(),
})
export type CertificateRow = z.infer<typeof CertificateRow>

export const listCertificates = endpoint({
  method: 'GET',
  path: '/api/certificates',
  action: 'prevention.read',
  summary: 'Certificates that were issued, latest first, with how many hold, end soon, are over or were taken back.',
  input: z.object({
    state: CertificateState.optional(),
    kind: CertificateKind.optional(),
    /** A part of the title, or the number as it is read out. */
    words: z.string().max(100).optional(),
    after: z.string().max(100).optional(),
  }),
  reply: z.object({
    certificates: z.array(CertificateRow),
    next: z.string().nullable(),
    counts: z.record(CertificateState, z.int()),
  }),
})

export const revokeCertificate = endpoint({
  method: 'POST',
  path: '/api/certificates/:certificate_id/revoke',
  action: 'certificates.manage',
  summary: 'Takes a certificate back, with a reason that is told to whoever checks it. It cannot be undone.',
  input: z.object({ certificate_id: Id, version: z.int(), reason: RevokeReason }),
  reply: z.object({ certificate_id: Id, version: z.int() }),
})

export const readSigningKeys = endpoint({
  method: 'GET',
  path: '/api/signing-keys',
  action: 'prevention.read',
  summary: 'The public halves of the keys this organisation signs certificates with, latest first.',
  input: z.object({}),
  reply: z.object({
    issuer: z.string(),
    keys: z.array(
      z.object({
        version: z.int(),
        /** The public key as its own address. */
        did: z.string(),
        made_at: Moment,
        retired_at: Moment.nullable(),
        certificates: z.int(),
      }),
    ),
  }),
})

export const changeSigningKey = endpoint({
  method: 'POST',
  path: '/api/signing-keys',
  action: 'certificates.manage',
  summary: 'A new key to sign with. What the former ones signed goes on holding.',
  /** The version that signs now, so that two who press at once change it once. */
  input: z.object({ version: z.int() }),
  reply: z.object({ version: z.int() }),
})
