// How a staff password is kept: Argon2id, salted, with its cost written beside it, so the cost can rise over the years
// and older passwords still open.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import { argon2id, boundedQueue, type Cost } from './slow-hash.ts'

const cost: Cost = { memory: 32_768, passes: 3 }
const longest = 1_000

const queued = boundedQueue(2, 16, 'password.busy')

/** The same password typed on two keyboards may arrive as different code points (NIST SP 800-63B asks for this). */
const toBytes = (text: string): Buffer => Buffer.from(text.normalize('NFKC'))

const write = (salt: Buffer, hash: Buffer): string => {
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=1$${base64(salt)}$${base64(hash)}`
}

const read = (stored: string): { cost: Cost; salt: Buffer; hash: Buffer } => {
  const match = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=1\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43})$/.exec(
    stored,
  )
  const memory = Number(match?.[1])
  const passes = Number(match?.[2])
  // A stored cost beyond these bounds was not written by us and would only serve to exhaust the machine.
  if (!match || memory < 8 || memory > 262_144 || passes < 1 || passes > 10) {
    throw new Problem('broken', 'password.unreadable')
  }
  return { cost: { memory, passes }, salt: Buffer.from(match[3]!, 'base64'), hash: Buffer.from(match[4]!, 'base64') }
}

export const hashPassword = (text: string): Promise<string> =>
  queued(async () => {
    if (text.length > longest) throw new Problem('invalid', 'password.too_long')
    const salt = randomBytes(16)
    return write(salt, await argon2id(toBytes(text), salt, cost))
  })

/** `null` for an account that does not exist or has no password: takes as long and answers no. */
export const verifyPassword = (text: string, stored: string | null): Promise<boolean> =>
  queued(async () => {
    const expected = stored === null ? { cost, salt: randomBytes(16), hash: randomBytes(32) } : read(stored)
    const hash = await argon2id(toBytes(text.slice(0, longest + 1)), expected.salt, expected.cost)
    return timingSafeEqual(hash, expected.hash) && stored !== null && text.length <= longest
  })

/** Whether a password that was just accepted should be hashed anew because our cost has risen since. */
export const isOutdated = (stored: string): boolean => {
  const old = read(stored).cost
  return old.memory < cost.memory || old.passes < cost.passes
}
