// Proving link and code anew at every step. A wrong code costs a try each time, counted in a transaction of its own, so
// that nothing done after it can take it back; whatever opens nothing gives nothing, whyever.
import type { Database } from '#kit/database.ts'
import { boundedQueue } from '#vault/slow-hash.ts'
import type { SlowHash } from '#vault/slow-process.ts'
import { type Proof, type Tried, tryLink } from './door.store.ts'
import { codeKeysBy, type Opener, secretKeys } from './keys.store.ts'
import { readCode, readSecret } from './secret.ts'

export interface Proven extends Opener {
  proof: Proof
  tried: Tried
}

export class LinkProver {
  readonly #database: Database
  readonly #hash: SlowHash
  readonly #queued = boundedQueue(1, 8, 'link.busy')

  constructor(database: Database, hash: SlowHash) {
    this.#database = database
    this.#hash = hash
  }

  async prove({ link, code }: { link: string; code: string }): Promise<Proven | undefined> {
    const secret = readSecret(link)
    const said = readCode(code)
    if (!secret || !said) return undefined
    const { token_hash, code_salt, ...linkPair } = secretKeys(secret)
    const { code_check, ...codePair } = await this.#queued(() => codeKeysBy(this.#hash, said, code_salt))
    const proof = { token_hash, code_check }
    const tried = await this.#database.transaction({ token: '' }, (tx) => tryLink(tx, proof))
    return tried && { proof, tried, link: linkPair, code: codePair }
  }
}
