// Whoever learns or comes to a training is known here by eight letters alone (`newLinkCode`, `readCode`, `showCode`), and the
// database by their keyed hashes, one for each purpose: nobody who holds it can join what somebody answered with where they were.
import { createHash } from 'node:crypto'
import { lettersOf } from '#kit/letters.ts'
import type { ShortCode } from './sector.ts'

export const codePurposes = ['attendance', 'answers'] as const
export type CodePurpose = (typeof codePurposes)[number]

/** By the house's own secret (`vault.fingerprint`), handed to the public doors: without it a code cannot be tried. */
export type Fingerprint = (bytes: Buffer) => Buffer

/** A form that is sent twice makes one code: it comes from what the form carries and from the house's secret. */
export const codeFrom = (fingerprint: Fingerprint, seed: string): ShortCode => {
  const made = fingerprint(createHash('sha256').update(`short code from ${seed}`).digest())
  return lettersOf(made.subarray(0, 8))
}

export const codeHash = (fingerprint: Fingerprint, purpose: CodePurpose, code: ShortCode): Buffer =>
  fingerprint(createHash('sha256').update(`short code ${purpose} ${code}`).digest())
