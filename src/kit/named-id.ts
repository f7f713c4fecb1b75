// An identifier made of words (UUID version 5): the same words always give the same one, so what is exported twice, or
// read twice from a sheet that has no identifiers, is the same thing twice.
import { createHash } from 'node:crypto'
import type { Id } from '#kit/id.ts'

const namespace = Buffer.from('9d2c7b0e5f3141c0a6e8d4b3127f5a90', 'hex')

export const namedId = (...words: string[]): Id => {
  const hash = createHash('sha1').update(namespace).update(JSON.stringify(words)).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex').slice(0, 32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
