// How the words of a referral outside are sealed: what the file keeps to the file, what came back through the link to the
// house that sent it, and never in the clear.
import { Problem } from '#kit/problem.ts'
import { type Home, homeVersionOf, openHome, sealHome } from '#links/home.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKey } from '#vault/keys.ts'
import type { KeyPair } from '#vault/sealed-box.ts'
import { FiledOutside, OutsideWords } from './external.ts'

interface InFile {
  organisation_id: string
  case_id: string
  external_id: string
}
const place = ({ organisation_id, case_id, external_id }: InFile, column: string) => ({
  table: 'referral_external',
  column,
  row: external_id,
  case_id,
  organisation_id,
})

export const sealOutside = (key: CaseKey, at: InFile, filed: FiledOutside): Buffer =>
  sealJson(key, place(at, 'sealed'), filed)
export const openOutside = (key: CaseKey, at: InFile, sealed: Buffer): FiledOutside =>
  openJson(key, place(at, 'sealed'), sealed, FiledOutside)

export const sealReplyHere = (key: CaseKey, at: InFile, words: string): Buffer =>
  sealJson(key, place(at, 'sealed_reply_here'), { words })
export const openReplyHere = (key: CaseKey, at: InFile, sealed: Buffer): string =>
  openJson(key, place(at, 'sealed_reply_here'), sealed, OutsideWords).words

/** What is sealed under each name for the link. */
export const sliceOf = (external_id: string): string => `slice ${external_id}`
export const replyOf = (external_id: string): string => `reply ${external_id}`

export const sealWordsHome = (home: Home, what: string, words: string): Buffer =>
  sealHome(home, `outside ${what}`, { words })

export const versionOfWords = homeVersionOf

export const openWordsHome = (keys: KeyPair, what: string, sealed: Buffer): string => {
  const found = OutsideWords.safeParse(openHome(keys, `outside ${what}`, sealed))
  if (!found.success) throw new Problem('broken', 'vault.unexpected_shape')
  return found.data.words
}
