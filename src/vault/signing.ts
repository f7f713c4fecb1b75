// What an organisation signs with: Ed25519 from thirty-two random bytes. Whoever is handed one can sign and derive, and
// never holds the bytes themselves.
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { deriveKey } from './aead.ts'

// Node takes raw Ed25519 keys only inside their DER frames (RFC 8410).
const privateFrame = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicFrame = Buffer.from('302a300506032b6570032100', 'hex')

const privateFrom = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateFrame, seed]), format: 'der', type: 'pkcs8' })

export const newSigningSeed = (): Buffer => randomBytes(32)

export const publicOf = (seed: Buffer): Buffer =>
  createPublicKey(privateFrom(seed)).export({ format: 'der', type: 'spki' }).subarray(publicFrame.length)

export interface SigningKey {
  version: number
  public_key: Buffer
  sign(bytes: Buffer): Buffer
  /** Thirty-two bytes for one use, the same each time; they tell nothing of the key. */
  derive(label: string): Buffer
}

export const signingKey = (version: number, seed: Buffer): SigningKey => {
  const key = privateFrom(seed)
  return {
    version,
    public_key: publicOf(seed),
    sign: (bytes) => sign(null, bytes, key),
    derive: (label) => deriveKey(seed, label),
  }
}

/** Never throws: what is not a key or a signature signs nothing. */
export const isSignedBy = (public_key: Buffer, bytes: Buffer, signature: Buffer): boolean => {
  if (public_key.length !== 32 || signature.length !== 64) return false
  try {
    const key = createPublicKey({ key: Buffer.concat([publicFrame, public_key]), format: 'der', type: 'spki' })
    return verify(null, bytes, key, signature)
  } catch {
    return false
  }
}
