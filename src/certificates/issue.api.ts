// Writes a certificate: signed by the organisation's own key, whether a colleague or nobody at all sits at a desk. The database
// keeps rows; the vault of the server signs, and the name goes no further than this.
import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import type { Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { lettersOf } from '#kit/letters.ts'
import { namedId } from '#kit/named-id.ts'
import { Problem } from '#kit/problem.ts'
import { formatNumber } from '#language/format.ts'
import { translatorOf } from '#language/load-texts.ts'
import type { SigningKey } from '#vault/signing.ts'
import type { Vault } from '#vault/vault.store.ts'
import { toMultibase } from './base58.rules.ts'
import { keepCertificate, nextList, signingKeys } from './certificate.store.ts'
import { endOf, folded, unsigned } from './credential.rules.ts'
import { type Credential, listLength } from './credential.ts'
import { type Achievement, type Issued, ToIssue } from './issue.ts'
import { methodOf } from './issuer.rules.ts'
import { printCertificate } from './paper.api.ts'
import { signed } from './proof.store.ts'

export interface Issuing {
  /** A colleague's session, or the public door with nobody present. */
  tx: Tx
  vault: Vault
  public_url: string | undefined
}

const drawNumber = (): string => lettersOf(randomBytes(12))

/** The salt comes out of the key and is kept nowhere: who has the rows alone cannot try names. */
export const saltOf = (key: SigningKey, certificate_id: string): string =>
  key.derive(`certificate salt ${certificate_id}`).subarray(0, 16).toString('base64url')

export const nameCheck = (key: SigningKey, certificate_id: string, name: string): Buffer =>
  createHmac('sha256', key.derive('certificate name'))
    .update(`${certificate_id} ${folded(name)}`)
    .digest()

export const identityHash = (name: string, salt: string): string =>
  `sha256$${createHash('sha256').update(`${name}${salt}`).digest('hex')}`

/** What is kept says everything but the salt. */
export const withoutSalt = (credential: Credential): object => {
  const { identifier, ...subject } = credential.credentialSubject
  const { salt: _, ...identity } = identifier[0]
  return { ...credential, credentialSubject: { ...subject, identifier: [identity] } }
}

const achievementId = (organisation_id: string, { kind, code, version }: Achievement): string =>
  namedId('achievement', organisation_id, kind, code, String(version))

const mostTries = 20

export const issueCertificate = async ({ tx, vault, public_url }: Issuing, asked: ToIssue): Promise<Issued> => {
  const { organisation_id, achievement, name, language, institution_id, valid_months, now } = ToIssue.parse(asked)
  if (folded(name) === '') throw new Problem('invalid', 'certificates.no_name')
  const [row] = await signingKeys(tx, organisation_id)
  if (!row) throw new Problem('not_found', 'organisation.unknown')
  const key = vault.signingKey(organisation_id, row)
  const status_list = await nextList(tx, organisation_id, key.version)
  const certificate_id = newId()
  const number = drawNumber()
  const issued_on = now.slice(0, 10)
  // The day and no second: beside the rows of who answered when, a second would tell whose certificate it is.
  const from = `${issued_on}T00:00:00Z`
  const expires_on = endOf(issued_on, valid_months)
  const salt = saltOf(key, certificate_id)
  const t = translatorOf(language)
  const hours = formatNumber(language, achievement.hours)
  const words = {
    description: t(`verify.credential.description.${achievement.kind}`, { title: achievement.title }),
    narrative: t(`verify.credential.narrative.${achievement.kind}`, { hours }),
  }
  for (let tries = 0; tries < mostTries; tries += 1) {
    const status = { list: status_list, index: randomInt(listLength) }
    const document = unsigned(
      { public_url, organisation_id, name: row.name, key },
      {
        certificate_id,
        achievement_id: achievementId(organisation_id, achievement),
        ...{ achievement, language, words, from, status },
        until: expires_on === null ? undefined : `${expires_on}T23:59:59Z`,
        identity: { identityHash: identityHash(name, salt), salt },
      },
    )
    const verificationMethod = methodOf(document.issuer.id, key)
    const credential = await signed(document, { key, verificationMethod, created: from, write: toMultibase })
    const kept = await keepCertificate(tx, {
      ...{ organisation_id, certificate_id, number, language, issued_on, expires_on, institution_id },
      ...{ kind: achievement.kind, achievement: achievement.code, achievement_version: achievement.version },
      ...{ title: achievement.title, hours: achievement.hours, key_version: key.version },
      ...{ status_list, status_index: status.index, name_check: nameCheck(key, certificate_id, name) },
      credential: withoutSalt(credential),
    })
    if (kept) {
      const pdf = () => printCertificate(credential, { name, number, public_url })
      return { certificate_id, number, issued_on, expires_on, credential, pdf }
    }
  }
  throw new Problem('refused', 'certificates.not_kept')
}
