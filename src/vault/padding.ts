// Pads what is sealed to a few sizes, so that nobody who sees only ciphertext tells a "yes" from a "no", or a short
// note from a long one, by its length. Four bytes of length, the content, zeros.
import { cannotOpen } from './aead.ts'

const buckets = [32, 128, 512, 2048, 8192]
const lengthBytes = 4

/** Beyond the fixed sizes, Padmé: at most 12 % more, and the size tells only O(log log n) bits. */
export const paddedLength = (length: number): number => {
  for (const bucket of buckets) if (length <= bucket) return bucket
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}

export const pad = (content: Buffer): Buffer => {
  const padded = Buffer.alloc(paddedLength(content.length + lengthBytes))
  padded.writeUInt32BE(content.length, 0)
  content.copy(padded, lengthBytes)
  return padded
}

export const padText = (text: string): Buffer => {
  const length = Buffer.byteLength(text)
  const padded = Buffer.alloc(paddedLength(length + lengthBytes))
  padded.writeUInt32BE(length, 0)
  padded.write(text, lengthBytes)
  return padded
}

/** Where the content ends inside a padded buffer; it starts after the length. */
const contentEnd = (padded: Buffer): number => {
  if (padded.length < lengthBytes) throw cannotOpen()
  const end = lengthBytes + padded.readUInt32BE(0)
  if (end > padded.length) throw cannotOpen()
  return end
}

export const unpad = (padded: Buffer): Buffer => padded.subarray(lengthBytes, contentEnd(padded))

export const unpadText = (padded: Buffer): string => padded.toString('utf8', lengthBytes, contentEnd(padded))
