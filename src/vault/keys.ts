// The three levels of keys: the root key opens an organisation's key, that opens the key of one file, and that alone
// opens what a person told us. A wrapped key is bound to whose key it is, so it opens nowhere else.
import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import { cannotOpen, decrypt, deriveKey, encrypt, lengthPrefixed, secretOf } from './aead.ts'
import { latestSeason, type Season } from './season.rules.ts'

export interface RootKey {
  bytes: Buffer
  /** During a rotation the former root key stays readable beside the new one. */
  others?: RootKey[]
  /** The keys of the seasons, one list for the whole house: when a season turns, everyone who holds it sees it. */
  seasons?: Season[]
}
export interface OrganisationKey {
  organisation_id: string
  version: number
  bytes: Buffer
  seasons?: Season[]
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

const versionBytes = (version: number, season = 0): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32BE(season, 0)
  bytes.writeUInt32BE(version, 4)
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
  return {
    organisation_id: of.organisation_id,
    version: of.version,
    bytes,
    ...(root.seasons && { seasons: root.seasons }),
  }
}

/** The version of the organisation key that opens this wrapped case or intake key. */
export const wrappedByVersion = (wrapped: Buffer): number => readHeader(wrapped).readUInt32BE(4)

/** The season whose key it takes besides; 0 for none. */
export const seasonOf = (wrapped: Buffer): number => readHeader(wrapped).readUInt32BE(0)

const seasonSecret = (by: OrganisationKey, season: Season) =>
  secretOf(seasonCache.get(by.bytes)?.get(season.bytes) ?? deriveForSeason(by, season))

const seasonCache = new WeakMap<Buffer, WeakMap<Buffer, Buffer>>()
const deriveForSeason = (by: OrganisationKey, season: Season): Buffer => {
  const both = createHash('sha256').update('amparo season').update(by.bytes).update(season.bytes).digest()
  const derived = deriveKey(both, 'wrap')
  const ofKey = seasonCache.get(by.bytes) ?? new WeakMap<Buffer, Buffer>()
  seasonCache.set(by.bytes, ofKey.set(season.bytes, derived))
  return derived
}

const wrapUnderOrganisation = (by: OrganisationKey, bound: string, bytes: Buffer, season?: Season): Buffer =>
  encrypt(
    season ? seasonSecret(by, season) : wrappingSecret(by.bytes),
    header(versionBytes(by.version, season?.number)),
    bound,
    bytes,
  )

const unwrapUnderOrganisation = (by: OrganisationKey, bound: string, wrapped: Buffer): Buffer => {
  if (wrappedByVersion(wrapped) !== by.version) throw cannotOpen()
  const number = seasonOf(wrapped)
  const season = number === 0 ? undefined : by.seasons?.find((each) => each.number === number)
  if (number !== 0 && !season) throw cannotOpen()
  return keyBytes(decrypt(season ? seasonSecret(by, season) : wrappingSecret(by.bytes), headerLength, bound, wrapped))
}

const caseBinding = (organisation_id: string, case_id: string, version: number): string =>
  lengthPrefixed('case key', organisation_id, case_id, String(version))

export const wrapCaseKey = (by: OrganisationKey, key: CaseKey): Buffer => {
  if (by.organisation_id !== key.organisation_id) throw new Problem('broken', 'vault.wrong_place')
  const bound = caseBinding(key.organisation_id, key.case_id, key.version)
  return wrapUnderOrganisation(by, bound, key.bytes, latestSeason(by.seasons ?? []))
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

const signingBinding = (organisation_id: string, version: number): string =>
  lengthPrefixed('signing key', organisation_id, String(version))

/** What certificates are signed with. No season turns for it: what it signed is checked for years. */
export const wrapSigningKey = (by: OrganisationKey, version: number, seed: Buffer): Buffer =>
  wrapUnderOrganisation(by, signingBinding(by.organisation_id, version), seed)

export const unwrapSigningKey = (by: OrganisationKey, version: number, wrapped: Buffer): Buffer =>
  unwrapUnderOrganisation(by, signingBinding(by.organisation_id, version), wrapped)
