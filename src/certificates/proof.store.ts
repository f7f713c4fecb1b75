// Signing and checking by the cryptosuite eddsa-rdfc-2022: what a credential says, put into the one canonical form all verifiers
// share, hashed together with the proof's own options. Contexts come from data/, and from nowhere else.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { dataFolder } from '#facts/load.ts'
import { isSignedBy, type SigningKey } from '#vault/signing.ts'
import { Credential, Proof } from './credential.ts'

const Context = z.object({ url: z.url(), document: z.object({ '@context': z.unknown() }) })

let known: Map<string, object> | undefined
const documents = (): Map<string, object> => {
  known ??= new Map(
    ['context-credentials-v2.json', 'context-open-badges-3.0.3.json'].map((file) => {
      const { url, document } = Context.parse(JSON.parse(readFileSync(join(dataFolder, 'certificates', file), 'utf8')))
      return [url, document]
    }),
  )
  return known
}

const documentLoader = async (url: string) => {
  const document = documents().get(url)
  if (!document) throw new Error('no such context')
  return { document, documentUrl: url }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Safe: a word that no context explains is an error, and never left out of what is signed. */
const canonical = async (document: object): Promise<string> => {
  // Read only by whoever signs or checks: nobody else waits for it at the start.
  const { default: jsonld } = await import('jsonld')
  const options = { algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, documentLoader }
  return (await jsonld.canonize(document, options as object)) as unknown as string
}

const hashOf = async (document: { '@context': unknown }, options: Omit<Proof, 'proofValue'>): Promise<Buffer> => {
  const [head, body] = await Promise.all([
    canonical({ '@context': document['@context'], ...options }),
    canonical(document),
  ])
  return Buffer.concat([sha256(head), sha256(body)])
}

export interface SignWith {
  key: SigningKey
  verificationMethod: string
  created: string
  write: (bytes: Uint8Array) => string
}

export const signed = async <D extends { '@context': unknown }>(
  document: D,
  { key, verificationMethod, created, write }: SignWith,
): Promise<D & { proof: Proof }> => {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod,
    proofPurpose: 'assertionMethod',
  } as const
  return { ...document, proof: { ...options, proofValue: write(key.sign(await hashOf(document, options))) } }
}

/** Whether this key signed exactly what is read here. False for whatever is not of our shape. */
export const isSigned = async (
  sent: unknown,
  public_key: Uint8Array,
  read: (text: string) => Uint8Array | undefined,
): Promise<boolean> => {
  const credential = Credential.safeParse(sent).data
  const signature = credential && read(credential.proof.proofValue)
  if (!credential || !signature) return false
  const { proof, ...document } = credential
  const { proofValue: _, ...options } = Proof.parse(proof)
  const hash = await hashOf(document, options).catch(() => undefined)
  return hash !== undefined && isSignedBy(Buffer.from(public_key), hash, Buffer.from(signature))
}
