// How the words of a referral are sealed: to the partner with its intake key, to the file with the file's own, and the
// partner's answer back to the sender with the sender's intake key.
import type { z } from 'zod'
import { Problem } from '#kit/problem.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKey } from '#vault/keys.ts'
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'
import { ExceptionWords } from './exception.ts'
import { FiledSummary, PartnerAnswer, PartnerWords, type ReferralSummary, SentSummary } from './referral.ts'

const toPartner = (referral_id: string) => `referral ${referral_id}`
const toSender = (referral_id: string) => `referral answer ${referral_id}`
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

const parsed = <S extends z.ZodType>(schema: S, bytes: Buffer): z.output<S> => {
  const found = schema.safeParse(JSON.parse(bytes.toString()))
  if (!found.success) throw new Problem('broken', 'vault.unexpected_shape')
  return found.data
}

export const sealSummary = (public_key: Buffer, referral_id: string, summary: SentSummary): Buffer =>
  sealTo(public_key, toPartner(referral_id), json(summary))

export const openSummary = (keys: KeyPair, referral_id: string, sealed: Buffer): SentSummary =>
  parsed(SentSummary, openWith(keys.private_key, keys.public_key, toPartner(referral_id), sealed))

interface InFile {
  organisation_id: string
  case_id: string
  referral_id: string
}
const place = ({ organisation_id, case_id, referral_id }: InFile) => ({
  table: 'referral',
  column: 'sealed',
  row: referral_id,
  case_id,
  organisation_id,
})

export const sealForFile = (key: CaseKey, at: InFile, summary: ReferralSummary & Partial<FiledSummary>): Buffer =>
  sealJson(key, place(at), summary)

export const openInFile = (key: CaseKey, at: InFile, sealed: Buffer): FiledSummary =>
  openJson(key, place(at), sealed, FiledSummary)

interface IntakeKey {
  version: number
  public_key: Buffer
}

/** A house's key may be changed later, so the version it was sealed to travels in front. */
const sealWords = (to: IntakeKey, purpose: string, said: { words: string }): Buffer => {
  const version = Buffer.alloc(4)
  version.writeUInt32BE(to.version)
  return Buffer.concat([version, sealTo(to.public_key, purpose, json(said))])
}
const openWords = (keys: KeyPair, purpose: string, sealed: Buffer): Buffer =>
  openWith(keys.private_key, keys.public_key, purpose, sealed.subarray(4))

export const answerVersion = (sealed: Buffer): number => sealed.readUInt32BE(0)

export const sealAnswer = (to: IntakeKey, referral_id: string, said: PartnerAnswer): Buffer =>
  sealWords(to, toSender(referral_id), said)

export const openAnswer = (keys: KeyPair, referral_id: string, sealed: Buffer): PartnerAnswer =>
  parsed(PartnerAnswer, openWords(keys, toSender(referral_id), sealed))

/** A message is sealed once to each of the two houses, so that each reads it with a key of its own. */
const ofTalk = (message_id: string) => `referral message ${message_id}`
export const sealMessage = (to: IntakeKey, message_id: string, words: string): Buffer =>
  sealWords(to, ofTalk(message_id), { words })

export const openMessage = (keys: KeyPair, message_id: string, sealed: Buffer): string =>
  parsed(PartnerWords, openWords(keys, ofTalk(message_id), sealed)).words

interface InException {
  organisation_id: string
  case_id: string
  exception_id: string
}
const exceptionPlace = ({ organisation_id, case_id, exception_id }: InException) => ({
  table: 'lawful_exception',
  column: 'sealed',
  row: exception_id,
  case_id,
  organisation_id,
})
export const sealException = (key: CaseKey, at: InException, said: ExceptionWords): Buffer =>
  sealJson(key, exceptionPlace(at), said)

export const openException = (key: CaseKey, at: InException, sealed: Buffer): ExceptionWords =>
  openJson(key, exceptionPlace(at), sealed, ExceptionWords)
