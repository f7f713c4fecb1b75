// A sealed box: anyone with an organisation's public key can put a report in, only the holder of the private half can
// take it out. Used before the first write of an anonymous report, and for the answer only the reporter may read.
// Layout: 'S1' | one-time public key (32) | key commitment (16) | nonce (12) | ciphertext | tag (16).
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto'
import { cannotOpen, decrypt, encrypt, lengthPrefixed } from './aead.ts'
import { pad, unpad } from './padding.ts'

// Node takes raw X25519 keys only inside their DER frames (RFC 8410).
const privateFrame = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicFrame = Buffer.from('302a300506032b656e032100', 'hex')

const privateFrom = (raw: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateFrame, raw]), format: 'der', type: 'pkcs8' })

const publicFrom = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicFrame, raw]), format: 'der', type: 'spki' })

const rawPublic = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(publicFrame.length)

export interface KeyPair {
  public_key: Buffer
  private_key: Buffer
}

/** The key pair of 32 given bytes, which must be uniformly random or come from a slow hash. */
export const keyPairFrom = (seed: Buffer): KeyPair => ({
  public_key: rawPublic(createPublicKey(privateFrom(seed))),
  private_key: seed,
})

export const newIntakeKeyPair = (): KeyPair => {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const private_key = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privateFrame.length)
  return { public_key: rawPublic(publicKey), private_key }
}

const keysOf = (shared: Buffer, oneTime: Buffer, recipient: Buffer, purpose: string) => {
  const info = Buffer.concat([Buffer.from(lengthPrefixed('amparo sealed box 1', purpose)), oneTime, recipient])
  const derived = Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), info, 48))
  return { secret: createSecretKey(derived.subarray(0, 32)), commitment: derived.subarray(32) }
}

const binding = (recipient: Buffer, purpose: string): string => lengthPrefixed(purpose, recipient.toString('hex'))

const headerLength = 2 + 32 + 16

export const sealTo = (publicKey: Buffer, purpose: string, plaintext: Buffer): Buffer => {
  const oneTime = generateKeyPairSync('x25519')
  const oneTimePublic = rawPublic(oneTime.publicKey)
  const shared = diffieHellman({ privateKey: oneTime.privateKey, publicKey: publicFrom(publicKey) })
  const { secret, commitment } = keysOf(shared, oneTimePublic, publicKey, purpose)
  const header = Buffer.concat([Buffer.from('S1'), oneTimePublic, commitment])
  return encrypt(secret, header, binding(publicKey, purpose), pad(plaintext))
}

/** GCM alone does not commit to its key: without the commitment one box could be built to open under many receipts. */
export const openWith = (privateKey: Buffer, publicKey: Buffer, purpose: string, sealed: Buffer): Buffer => {
  if (sealed.length < headerLength || sealed.toString('latin1', 0, 2) !== 'S1') throw cannotOpen()
  const oneTimePublic = sealed.subarray(2, 34)
  let shared: Buffer
  try {
    shared = diffieHellman({ privateKey: privateFrom(privateKey), publicKey: publicFrom(oneTimePublic) })
  } catch {
    throw cannotOpen()
  }
  const { secret, commitment } = keysOf(shared, oneTimePublic, publicKey, purpose)
  if (!timingSafeEqual(commitment, sealed.subarray(34, headerLength))) throw cannotOpen()
  return unpad(decrypt(secret, headerLength, binding(publicKey, purpose), sealed))
}
