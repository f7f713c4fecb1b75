// What is signed, put together from what was learned; and names, as they are hashed and as they are compared.
import { addMonths, type Day } from '#kit/day.ts'
import { typedLetters } from '#kit/letters.ts'
import { contexts, type ListName, listLength, type StatusList, type Unsigned } from './credential.ts'
import { type Achievement, type CertificateLanguage, CertificateNumber } from './issue.ts'
import { credentialId, issuerId, listName, originOf, type Place, type PublicKey } from './issuer.rules.ts'

export interface Signing extends Place {
  name: string
  key: PublicKey
}

export interface ToSign {
  certificate_id: string
  /** The same for the same achievement of this organisation. */
  achievement_id: string
  achievement: Achievement
  language: CertificateLanguage
  words: { description: string; narrative: string }
  from: string
  until: string | undefined
  identity: { identityHash: string; salt: string }
  status: { list: number; index: number }
}

/** It holds to the end of its last day. */
export const endOf = (issued_on: Day, valid_months: number | null): Day | null =>
  valid_months === null ? null : addMonths(issued_on, valid_months)

export const unsigned = (by: Signing, what: ToSign): Unsigned => {
  const { achievement, language, identity, status } = what
  const origin = originOf(by.public_url)
  const issuer = issuerId(by, by.key)
  const list =
    origin && `${origin}/badges/status/${listName({ ...by, key_version: by.key.version, list: status.list })}`
  return {
    '@context': [contexts[0], contexts[1]],
    id: credentialId(by.public_url, what.certificate_id),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.title,
    issuer: { id: issuer, type: ['Profile'], name: by.name, ...(origin && { url: origin }) },
    validFrom: what.from,
    ...(what.until && { validUntil: what.until }),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: true, identityType: 'name', ...identity }],
      achievement: {
        id: `urn:uuid:${what.achievement_id}`,
        type: ['Achievement'],
        name: achievement.title,
        description: what.words.description,
        criteria: { narrative: what.words.narrative },
        achievementType: 'CertificateOfCompletion',
        creditsAvailable: achievement.hours,
        inLanguage: language,
        version: String(achievement.version),
        tag: [achievement.kind],
      },
    },
    ...(list && {
      credentialStatus: {
        id: `${list}#${status.index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: String(status.index),
        statusListCredential: list,
      },
    }),
  }
}

/** The first place is the highest bit of the first byte. */
export const bitsOf = (revoked: readonly number[]): Uint8Array => {
  const bits = new Uint8Array(listLength / 8)
  for (const index of revoked) bits[index >> 3]! |= 0x80 >> (index & 7)
  return bits
}

/** Good for two days, so that nobody shows an old list from before a revocation for long. */
export const unsignedList = (
  by: Signing,
  of: ListName,
  encodedList: string,
  from: string,
  until: string,
): StatusList => {
  const id = `${originOf(by.public_url) ?? 'urn:amparo'}/badges/status/${listName(of)}`
  return {
    '@context': [contexts[0]],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuerId(by, by.key),
    validFrom: from,
    validUntil: until,
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
  }
}

/** As it is typed to be compared: nobody remembers which accents and capitals stood on the paper. */
export const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()

/** As people read it out and type it. */
export const readNumber = (text: string): string | undefined => CertificateNumber.safeParse(typedLetters(text)).data

export const showNumber = (number: string): string => number.match(/.{4}/g)!.join('-')
