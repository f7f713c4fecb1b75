// Whether a certificate holds: found by its number or brought along as a file. What the tables say is believed only where a key
// of the organisation signed it, so a row that somebody planted there is no certificate.
import { timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Tx } from '#kit/database.ts'
import { addDays, type Day } from '#kit/day.ts'
import { cleanText } from '#kit/text.ts'
import type { SigningKey } from '#vault/signing.ts'
import type { Vault } from '#vault/vault.store.ts'
import { fromMultibase, toMultibase } from './base58.rules.ts'
import { type FoundCertificate, findCertificate, revokedIn, type SigningRow, signingKeys } from './certificate.store.ts'
import { bitsOf, unsignedList } from './credential.rules.ts'
import { Credential } from './credential.ts'
import { nameCheck, saltOf } from './issue.api.ts'
import type { RevokeReason } from './issue.ts'
import { certificateIdIn, didDocument, issuerId, methodOf, readListName } from './issuer.rules.ts'
import { isSigned, signed } from './proof.store.ts'

export interface Checking {
  tx: Tx
  vault: Vault
}

export interface Checked {
  certificate_id: string
  number: string
  credential: Credential
  issued_on: Day
  expires_on: Day | null
  state: 'valid' | 'expired' | 'revoked'
  revoked_on: Day | null
  revoke_reason: RevokeReason | null
  /** Whether the name as typed is the one on the paper. */
  isName: (typed: string) => boolean
}

const keyOf = (vault: Vault, organisation_id: string, rows: SigningRow[], version: number): SigningKey | undefined => {
  const row = rows.find((each) => each.version === version)
  return row && vault.signingKey(organisation_id, row)
}

const withSalt = (kept: Record<string, unknown>, salt: string): unknown => {
  const { credentialSubject: subject } = kept as { credentialSubject?: { identifier?: object[] } }
  return { ...kept, credentialSubject: { ...subject, identifier: [{ ...subject?.identifier?.[0], salt }] } }
}

const stateOn = ({ revoked_on }: FoundCertificate, expires_on: Day | null, today: Day): Checked['state'] => {
  if (revoked_on !== null) return 'revoked'
  return expires_on !== null && expires_on < today ? 'expired' : 'valid'
}

const checkFound = async (
  { tx, vault }: Checking,
  found: FoundCertificate,
  today: Day,
): Promise<Checked | undefined> => {
  const { organisation_id, certificate_id } = found
  const key = keyOf(vault, organisation_id, await signingKeys(tx, organisation_id), found.key_version)
  if (!key) return undefined
  const whole = withSalt(found.credential, saltOf(key, certificate_id))
  // The key comes out of the vault and not out of the column beside it, which whoever writes the tables could change.
  if (!(await isSigned(whole, key.public_key, fromMultibase))) return undefined
  const credential = Credential.parse(whole)
  if (certificateIdIn(credential.id) !== certificate_id) return undefined
  const expires_on = credential.validUntil?.slice(0, 10) ?? null
  return {
    ...{ certificate_id, credential, expires_on },
    number: found.number,
    issued_on: credential.validFrom.slice(0, 10),
    state: stateOn(found, expires_on, today),
    revoked_on: found.revoked_on,
    revoke_reason: found.revoke_reason,
    isName: (typed) => timingSafeEqual(nameCheck(key, certificate_id, cleanText(typed)), found.name_check),
  }
}

/** Nothing where there is none, or where what is kept was not signed by its organisation. */
export const checkCertificate = async (
  checking: Checking,
  by: { number: string } | { certificate_id: string },
  today: Day,
): Promise<Checked | undefined> => {
  const found = await findCertificate(checking.tx, by)
  return found && checkFound(checking, found, today)
}

/** `not_ours`: nothing this house issued. `changed`: it carries the id of one of ours, and is not what was signed. */
export type SentChecked = { is: 'not_ours' | 'changed' } | { is: 'signed'; checked: Checked }

export const checkSent = async (checking: Checking, sent: unknown, today: Day): Promise<SentChecked> => {
  const id = (sent as { id?: unknown } | null)?.id
  const certificate_id = typeof id === 'string' ? certificateIdIn(id) : undefined
  const found = certificate_id && (await findCertificate(checking.tx, { certificate_id }))
  if (!found) return { is: 'not_ours' }
  const { organisation_id, key_version } = found
  const key = keyOf(checking.vault, organisation_id, await signingKeys(checking.tx, organisation_id), key_version)
  const checked = await checkFound(checking, found, today)
  if (!key || !checked || !(await isSigned(sent, key.public_key, fromMultibase))) return { is: 'changed' }
  return { is: 'signed', checked }
}

/** The document that says which keys an organisation signs with; nothing for an organisation that has none. */
export const readIssuer = async ({ tx }: Checking, organisation_id: string, public_url: string | undefined) => {
  const [latest, ...older] = await signingKeys(tx, organisation_id)
  return latest && didDocument({ public_url, organisation_id }, latest.name, [latest, ...older])
}

const packed = promisify(gzip)

/** The signed list of what was revoked; the same for everybody who asks on one day. */
export const readStatusList = async (
  { tx, vault }: Checking,
  named: string,
  public_url: string | undefined,
  today: Day,
): Promise<object | undefined> => {
  const name = readListName(named)
  const revoked = name && (await revokedIn(tx, name.organisation_id, name.key_version, name.list))
  if (!revoked) return undefined
  const { organisation_id, key_version } = name
  const rows = await signingKeys(tx, organisation_id)
  const key = keyOf(vault, organisation_id, rows, key_version)
  if (!key) return undefined
  const encoded = `u${(await packed(bitsOf(revoked))).toString('base64url')}`
  const [from, until] = [`${today}T00:00:00Z`, `${addDays(today, 2)}T00:00:00Z`]
  const place = { public_url, organisation_id, name: rows[0]!.name, key }
  const list = unsignedList(place, name, encoded, from, until)
  const verificationMethod = methodOf(issuerId(place, key), key)
  return signed(list, { key, verificationMethod, created: from, write: toMultibase })
}
