// The three levels of keys: the root key opens an organisation's key, that opens the key of one file, and that alone
// opens what a person told us. A wrapped key is bound to whose key it is, so it opens nowhere else.
import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import { cannotOpen, decrypt, deriveKey, encrypt, lengthPrefixed, secretOf } from './aead.ts'

export interface RootKey {
  bytes: Buffer
  /** During a rotation the former root key stays readable beside the new one. */
  others?: RootKey[]
}
export interface OrganisationKey {
  organisation_id: string
  version: number
  bytes: Buffer
}
export interface CaseKey {
  organisation_id: string
  case_id: string
  version: number
  bytes: Buffer
}

export const newRootKey = (): RootKey => ({ bytes: randomBytes(32) })

export const newOrganisationKey = (organisation_id: string, version = 1): OrganisationKey => ({
  organisation_id,
  version,
  bytes: randomBytes(32),
})

export const newCaseKey = (organisation_id: string, case_id: string, version = 1): CaseKey => ({
  organisation_id,
  case_id,
  version,
  bytes: randomBytes(32),
})

/** Names a root key without telling anything about it; shown to operators and written before every key it wraps. */
export const rootFingerprint = (root: RootKey): string =>
  createHash('sha256').update('amparo root key').update(root.bytes).digest('hex').slice(0, 16)

// A wrapped key: 'W1', eight bytes that say which key opens it, nonce, ciphertext, tag.
const headerLength = 10

const header = (openedBy: Buffer): Buffer => Buffer.concat([Buffer.from('W1'), openedBy])

const readHeader = (wrapped: Buffer): Buffer => {
  if (wrapped.length < headerLength || wrapped.toString('latin1', 0, 2) !== 'W1') throw cannotOpen()
  return wrapped.subarray(2, headerLength)
}

const versionBytes = (version: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(version))
  return bytes
}

/** Keys wrap under a key derived for that one use, so the same bytes never serve two purposes. */
const wrappingSecret = (bytes: Buffer) => secretOf(wrappingBytes(bytes))

const wrappingCache = new WeakMap<Buffer, Buffer>()
const wrappingBytes = (bytes: Buffer): Buffer => {
  let derived = wrappingCache.get(bytes)
  if (!derived) {
    derived = deriveKey(bytes, 'wrap')
    wrappingCache.set(bytes, derived)
  }
  return derived
}

const keyBytes = (bytes: Buffer): Buffer => {
  if (bytes.length !== 32) throw cannotOpen()
  return bytes
}

const organisationBinding = (organisation_id: string, version: number): string =>
  lengthPrefixed('organisation key', organisation_id, String(version))

export const wrapOrganisationKey = (root: RootKey, key: OrganisationKey): Buffer =>
  encrypt(
    wrappingSecret(root.bytes),
    header(Buffer.from(rootFingerprint(root), 'hex')),
    organisationBinding(key.organisation_id, key.version),
    key.bytes,
  )

/** The fingerprint of the root key that opens this wrapped organisation key. */
export const wrappedByRoot = (wrapped: Buffer): string => readHeader(wrapped).toString('hex')

export const unwrapOrganisationKey = (
  root: RootKey,
  of: { organisation_id: string; version: number },
  wrapped: Buffer,
): OrganisationKey => {
  const needed = wrappedByRoot(wrapped)
  const fitting = [root, ...(root.others ?? [])].find((each) => rootFingerprint(each) === needed)
  if (!fitting) throw new Problem('broken', 'vault.wrong_root_key', { needed, loaded: rootFingerprint(root) })
  const bound = organisationBinding(of.organisation_id, of.version)
  const bytes = keyBytes(decrypt(wrappingSecret(fitting.bytes), headerLength, bound, wrapped))
  return { organisation_id: of.organisation_id, version: of.version, bytes }
}

/** The version of the organisation key that opens this wrapped case or intake key. */
export const wrappedByVersion = (wrapped: Buffer): number => Number(readHeader(wrapped).readBigUInt64BE())

const wrapUnderOrganisation = (by: OrganisationKey, bound: string, bytes: Buffer): Buffer =>
  encrypt(wrappingSecret(by.bytes), header(versionBytes(by.version)), bound, bytes)

const unwrapUnderOrganisation = (by: OrganisationKey, bound: string, wrapped: Buffer): Buffer => {
  if (wrappedByVersion(wrapped) !== by.version) throw cannotOpen()
  return keyBytes(decrypt(wrappingSecret(by.bytes), headerLength, bound, wrapped))
}

const caseBinding = (organisation_id: string, case_id: string, version: number): string =>
  lengthPrefixed('case key', organisation_id, case_id, String(version))

export const wrapCaseKey = (by: OrganisationKey, key: CaseKey): Buffer => {
  if (by.organisation_id !== key.organisation_id) throw new Problem('broken', 'vault.wrong_place')
  return wrapUnderOrganisation(by, caseBinding(key.organisation_id, key.case_id, key.version), key.bytes)
}

export const unwrapCaseKey = (
  by: OrganisationKey,
  of: { case_id: string; version: number },
  wrapped: Buffer,
): CaseKey => ({
  organisation_id: by.organisation_id,
  case_id: of.case_id,
  version: of.version,
  bytes: unwrapUnderOrganisation(by, caseBinding(by.organisation_id, of.case_id, of.version), wrapped),
})

const intakeBinding = (organisation_id: string, version: number): string =>
  lengthPrefixed('intake key', organisation_id, String(version))

export const wrapIntakeKey = (by: OrganisationKey, version: number, privateKey: Buffer): Buffer =>
  wrapUnderOrganisation(by, intakeBinding(by.organisation_id, version), privateKey)

export const unwrapIntakeKey = (by: OrganisationKey, version: number, wrapped: Buffer): Buffer =>
  unwrapUnderOrganisation(by, intakeBinding(by.organisation_id, version), wrapped)
