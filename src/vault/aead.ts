// AES-256-GCM in one place, so every sealed thing of the house is made and opened the same way: a header that says what
// it is, a random nonce, the ciphertext, the tag. Header and binding are authenticated; a failure never says why.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { Problem } from '#kit/problem.ts'

const nonceLength = 12
const tagLength = 16

export const cannotOpen = (): Problem => new Problem('broken', 'vault.cannot_open')

const secrets = new WeakMap<Buffer, KeyObject>()

/** Node needs 14 µs to take a key as bytes and 2–3 µs as a KeyObject, so each key in memory is converted once. */
export const secretOf = (bytes: Buffer): KeyObject => {
  let secret = secrets.get(bytes)
  if (!secret) {
    secret = createSecretKey(bytes)
    secrets.set(bytes, secret)
  }
  return secret
}

/** Joins parts so that no two different lists give the same bytes: `5:table6:column`. */
export const lengthPrefixed = (...parts: string[]): string => {
  let joined = ''
  for (const part of parts) joined += `${part.length}:${part}`
  return joined
}

/** HKDF-Expand (RFC 5869) for one block. The extract step is left out: the input is already a uniform 32-byte key. */
export const deriveKey = (bytes: Buffer, label: string): Buffer =>
  createHmac('sha256', secretOf(bytes)).update(label).update('\u0001').digest()

let random = Buffer.alloc(0)
let used = 0
/** Asking the generator costs as much for one nonce as for hundreds, so it is asked for hundreds. None is used twice. */
const newNonce = (): Buffer => {
  if (used + nonceLength > random.length) {
    random = randomBytes(256 * nonceLength)
    used = 0
  }
  used += nonceLength
  return random.subarray(used - nonceLength, used)
}

export const encrypt = (key: KeyObject, header: Buffer, bound: string, plaintext: Buffer): Buffer => {
  const nonce = newNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.concat([header, Buffer.from(bound)]))
  const ciphertext = cipher.update(plaintext)
  cipher.final()
  return Buffer.concat([header, nonce, ciphertext, cipher.getAuthTag()])
}

export const decrypt = (key: KeyObject, headerLength: number, bound: string, sealed: Buffer): Buffer => {
  const textStart = headerLength + nonceLength
  const textEnd = sealed.length - tagLength
  if (textEnd < textStart) throw cannotOpen()
  try {
    const nonce = sealed.subarray(headerLength, textStart)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
    decipher.setAAD(Buffer.concat([sealed.subarray(0, headerLength), Buffer.from(bound)]))
    decipher.setAuthTag(sealed.subarray(textEnd))
    const plaintext = decipher.update(sealed.subarray(textStart, textEnd))
    decipher.final()
    return plaintext
  } catch {
    throw cannotOpen()
  }
}
