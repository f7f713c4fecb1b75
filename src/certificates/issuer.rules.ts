// Under which address an organisation signs. With a public https address it is did:web, which that address vouches for; without
// one it is did:key, which needs nobody: the signature can be checked either way.
import { didKey, keyMultibase } from './base58.rules.ts'
import type { ListName } from './credential.ts'

export interface Place {
  public_url: string | undefined
  organisation_id: string
}
export interface PublicKey {
  version: number
  public_key: Uint8Array
}

export const originOf = (public_url: string | undefined): string | undefined =>
  public_url === undefined ? undefined : new URL(public_url).origin

export const issuerId = ({ public_url, organisation_id }: Place, key: PublicKey): string => {
  const url = public_url === undefined ? undefined : new URL(public_url)
  if (url?.protocol !== 'https:') return didKey(key.public_key)
  return `did:web:${url.host.replace(':', '%3A')}:badges:issuer:${organisation_id}`
}

/** The address of the one key that signed. */
export const methodOf = (issuer: string, key: PublicKey): string =>
  issuer.startsWith('did:key:') ? `${issuer}#${issuer.slice('did:key:'.length)}` : `${issuer}#key-${key.version}`

export const credentialId = (public_url: string | undefined, certificate_id: string): string => {
  const origin = originOf(public_url)
  return origin ? `${origin}/badges/${certificate_id}.json` : `urn:uuid:${certificate_id}`
}

/** The id of a certificate in the id of its credential, wherever the house lived when it was signed. */
export const certificateIdIn = (credential_id: string): string | undefined =>
  /(?:\/badges\/|^urn:uuid:)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.json)?$/.exec(credential_id)?.[1]

export const listName = ({ organisation_id, key_version, list }: ListName): string =>
  `${organisation_id}.${key_version}.${list}`

export const readListName = (text: string): ListName | undefined => {
  const [, organisation_id, key_version, list] = /^([0-9a-f-]{36})\.(\d{1,4})\.(\d{1,4})$/.exec(text) ?? []
  if (!organisation_id) return undefined
  return { organisation_id, key_version: Number(key_version), list: Number(list) }
}

/** Every key that ever signed, so that what an older one signed is still checked by whoever asks. */
export const didDocument = (place: Place, name: string, keys: readonly [PublicKey, ...PublicKey[]]) => {
  const id = issuerId(place, keys[0])
  const methods = keys.map((key) => {
    const controller = issuerId(place, key)
    const publicKeyMultibase = keyMultibase(key.public_key)
    return { id: methodOf(controller, key), type: 'Multikey', controller, publicKeyMultibase }
  })
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    alsoKnownAs: keys.map(({ public_key }) => didKey(public_key)).filter((did) => did !== id),
    name,
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  }
}
