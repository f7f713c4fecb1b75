// Opening agreed versions: the agreement, what a supervisor wrote, and the frozen parts with the salt of their hashes.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import {
  type ApprovalRow,
  approvalPlace,
  type PartRow,
  partPlace,
  type VersionRow,
  versionPlace,
} from './version.store.ts'
import { type Agreement, type Approval, FrozenPart, type VersionHead } from './version.ts'

const SealedAgreement = z.object({ salt: z.string(), interpreter_who: z.string(), disagreed: z.string() })
export type SealedAgreement = z.infer<typeof SealedAgreement>
const SealedPart = FrozenPart.extend({ salt: z.string() })
export type SealedPart = z.infer<typeof SealedPart>
const SealedAnswer = z.object({ words: z.string() })

const openApproval = (keys: CaseKeyRing, at: At, row: ApprovalRow): Approval => ({
  approval_id: row.approval_id,
  answer: row.answer as Approval['answer'],
  hash: row.hash,
  sections: row.sections as Section[],
  answered_by: row.answered_by,
  answered_at: row.answered_at,
  ...openJson(keys.of(row.sealed), approvalPlace(at, row.approval_id), row.sealed, SealedAnswer),
})

export interface OpenedVersion {
  head: VersionHead
  salt: string
  hashes: Record<string, string>
}

export const openVersion = (keys: CaseKeyRing, at: At, row: VersionRow, approvals: ApprovalRow[]): OpenedVersion => {
  const { sealed, hashes, how, interpreter, copy, ...kept } = row
  const { salt, ...words } = openJson(keys.of(sealed), versionPlace(at, row.number), sealed, SealedAgreement)
  const head: VersionHead = {
    ...kept,
    ...words,
    how: how as Agreement['how'],
    interpreter: interpreter as Agreement['interpreter'],
    copy: copy as Agreement['copy'],
    approvals: approvals.filter(({ number }) => number === row.number).map((each) => openApproval(keys, at, each)),
  }
  return { head, salt, hashes: hashes as Record<string, string> }
}

export const openPart = (keys: CaseKeyRing, at: At, { number, section, sealed }: PartRow): SealedPart =>
  openJson(keys.of(sealed), partPlace(at, number, section), sealed, SealedPart)
