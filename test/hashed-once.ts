// The slow hash at its full price, paid once for each code and salt: tests type the same code at every step.
import { argon2id } from '#vault/slow-hash.ts'
import type { SlowHash } from '#vault/slow-process.ts'

export const hashedOnce = (): SlowHash => {
  const known = new Map<string, Promise<Buffer>>()
  return (message, nonce, cost) => {
    const name = JSON.stringify([message.toString('base64'), nonce.toString('base64'), cost])
    const hash = known.get(name) ?? argon2id(message, nonce, cost)
    known.set(name, hash)
    return hash
  }
}
