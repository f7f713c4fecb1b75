// Freezing a plan into the rows of a version, and holding the rows of one against their hashes again: one place for both,
// so that what is kept and what is checked cannot drift apart.
import { createHash, randomBytes } from 'node:crypto'
import { type Section, sections } from '#access/access.ts'
import type { At } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import type { CaseKey } from '#vault/keys.ts'
import { type Parts, partText, wholeText } from './version.rules.ts'
import type { OpenedVersion, SealedPart } from './version.sealed.store.ts'
import { partPlace, versionPlace } from './version.store.ts'
import type { Agreement } from './version.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const newSalt = (): string => randomBytes(16).toString('base64url')

export interface ToFreeze {
  number: number
  agreement: Agreement
  review_on: string | null
  agreed_by: string
  parts: Parts
}

/** The row of the version and those of its eleven parts. */
export const freeze = (key: CaseKey, at: At, { number, agreement, review_on, agreed_by, parts }: ToFreeze) => {
  const { organisation_id, case_id } = at
  const salted = sections.map((section) => ({ section, salt: newSalt(), part: parts[section] }))
  const hashes = Object.fromEntries(
    salted.map(({ section, salt, part }) => [section, sha256(partText(section, salt, part))]),
  )
  const salt = newSalt()
  const { interpreter_who, disagreed, ...plain } = agreement
  return {
    version: {
      ...{ organisation_id, case_id, number, review_on, agreed_by, hashes, ...plain },
      hash: sha256(wholeText({ case_id, number, ...agreement, review_on, agreed_by, salt }, hashes)),
      sealed: sealJson(key, versionPlace(at, number), { salt, interpreter_who, disagreed }),
    },
    parts: salted.map((each) => ({
      ...{ organisation_id, case_id, number, section: each.section },
      sealed: sealJson(key, partPlace(at, number, each.section), { salt: each.salt, ...each.part }),
    })),
  }
}

/** What the whole is hashed of, from what is kept in the clear and under seal. */
const wholeOf = (case_id: string, { head, salt, hashes }: OpenedVersion): string => {
  const { number, agreed_on, how, language, interpreter, interpreter_who, copy, disagreed, review_on, agreed_by } = head
  const agreement = { agreed_on, how, language, interpreter, interpreter_who, copy, disagreed }
  return sha256(wholeText({ case_id, number, ...agreement, review_on, agreed_by, salt }, hashes))
}

/** Every part that was opened, and the whole, still hash to what was kept. */
export const isIntact = (
  case_id: string,
  version: OpenedVersion,
  parts: Partial<Record<Section, SealedPart>>,
): boolean =>
  wholeOf(case_id, version) === version.head.hash &&
  Object.entries(parts).every(
    ([section, { salt, ...part }]) => version.hashes[section] === sha256(partText(section as Section, salt, part)),
  )
