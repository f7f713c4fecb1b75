// The keys of a link. What it carries is sealed twice, to a key of the secret in the address and to one of the code, so
// whoever has the database and only one of them reads nothing; a new code needs no secret, only the two public halves.
import { createHash, hkdfSync } from 'node:crypto'
import { type KeyPair, keyPairFrom, openWith, sealTo } from '#vault/sealed-box.ts'
import { argon2id, boundedQueue } from '#vault/slow-hash.ts'
import type { SlowHash } from '#vault/slow-process.ts'
import type { LinkCode, LinkSecret } from './secret.ts'

const cost = { memory: 19_456, passes: 2 }
const derived = (bytes: Buffer, label: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', bytes, Buffer.alloc(0), `amparo link 1 ${label}`, length))

export interface SecretKeys extends KeyPair {
  /** What the row is found by: it gives nothing of the secret away. */
  token_hash: Buffer
  code_salt: Buffer
}

/** The secret is as long as a key, so it needs no slow hash. */
export const secretKeys = (secret: LinkSecret): SecretKeys => {
  const bytes = Buffer.from(secret)
  return {
    token_hash: derived(bytes, 'token', 32),
    code_salt: derived(bytes, 'salt', 16),
    ...keyPairFrom(derived(bytes, 'key', 32)),
  }
}

export interface CodeKeys extends KeyPair {
  /** What the row keeps to know the code by. */
  code_check: Buffer
}

/** The code is short: what it gives comes out of the slow hash alone. */
export const codeKeysBy = async (hash: SlowHash, code: LinkCode, salt: Buffer): Promise<CodeKeys> => {
  const slow = await hash(Buffer.from(code), salt, cost)
  const check = derived(slow, 'check', 32)
  return {
    code_check: createHash('sha256').update(check).digest(),
    ...keyPairFrom(derived(slow, 'code key', 32)),
  }
}

const queued = boundedQueue(1, 12, 'link.busy')
export const codeKeys = (code: LinkCode, salt: Buffer): Promise<CodeKeys> =>
  queued(() => codeKeysBy(argon2id, code, salt))

/** The public halves, as the row keeps them. */
export interface LinkKeys {
  link_key: Buffer
  code_key: Buffer
}

const forLink = (purpose: string) => `link ${purpose}`
const forCode = (purpose: string) => `link code ${purpose}`

export const sealForLink = ({ link_key, code_key }: LinkKeys, purpose: string, value: unknown): Buffer =>
  sealTo(code_key, forCode(purpose), sealTo(link_key, forLink(purpose), Buffer.from(JSON.stringify(value))))

/** What a link opens first is sealed under this name. */
export const firstName = 'first'

export interface Opener {
  link: KeyPair
  code: KeyPair
}

export const openForLink = ({ link, code }: Opener, purpose: string, sealed: Buffer): unknown => {
  const inner = openWith(code.private_key, code.public_key, forCode(purpose), sealed)
  return JSON.parse(openWith(link.private_key, link.public_key, forLink(purpose), inner).toString())
}
