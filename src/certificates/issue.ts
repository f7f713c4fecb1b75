// What another room hands over so that somebody who finished a training or a module has it in writing: what was learned,
// for how long it holds, and the name that stands on the paper, which is kept nowhere.
import { z } from 'zod'
import { type Day, Moment } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { Letters } from '#kit/letters.ts'
import { Line } from '#kit/text.ts'

export const CertificateKind = z.enum(['training', 'module'])
export type CertificateKind = z.infer<typeof CertificateKind>

export const CertificateLanguage = z.enum(['en', 'es', 'it'])
export type CertificateLanguage = z.infer<typeof CertificateLanguage>

/** As it is typed to stand on the paper. It leaves the house on that paper; a keyed hash alone stays. */
export const RecipientName = Line(120)

/** Three groups of four, as it is printed and read out: ABCD-EFGH-JKMN. */
export const CertificateNumber = Letters(12)
export type CertificateNumber = z.infer<typeof CertificateNumber>

export const Achievement = z.object({
  kind: CertificateKind,
  /** The id of the curriculum or the module, and which version of it. */
  code: z.string().regex(/^[a-z][a-z0-9_-]{1,59}$/),
  version: z.int().positive(),
  /** In the language of the certificate, as it was called on that day. */
  title: z.string().min(3).max(200),
  hours: z.number().min(0.25).max(400),
})
export type Achievement = z.infer<typeof Achievement>

export const ToIssue = z.object({
  organisation_id: Id,
  achievement: Achievement,
  name: RecipientName,
  language: CertificateLanguage,
  institution_id: Id.nullable(),
  /** How long what was learned is vouched for; null: it does not end. */
  valid_months: z.int().min(1).max(120).nullable(),
  now: Moment,
})
export type ToIssue = z.input<typeof ToIssue>

export interface Issued {
  certificate_id: string
  number: CertificateNumber
  issued_on: Day
  expires_on: Day | null
  /** The signed Open Badges 3.0 credential, as it is taken along. */
  credential: Record<string, unknown>
  /** Sets the paper. Call it after the transaction: the press takes its time. `/verify/NUMBER` sets it again for whoever types the name. */
  pdf: () => Promise<Uint8Array>
}

export const RevokeReason = z.enum(['issued_wrongly', 'wrong_person', 'not_passed', 'asked_for', 'key_in_doubt'])
export type RevokeReason = z.infer<typeof RevokeReason>
