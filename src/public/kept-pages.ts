// The first page as everybody gets it, made once and compressed once for each language while nothing about it changes:
// the door opens at once on a slow line, and a crowd in front of it costs the desk nothing.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const [br, gz] = [promisify(brotliCompress), promisify(gzip)]
const brotli = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

export type Coding = 'br' | 'gzip' | 'identity'

export const codingOf = (accepted: unknown): Coding => {
  const text = String(accepted ?? '')
  if (/\bbr\b/.test(text)) return 'br'
  return /\bgzip\b/.test(text) ? 'gzip' : 'identity'
}

interface Kept {
  text: string
  until: number
  coded: Map<Coding, Promise<Buffer>>
}

export class KeptPages {
  readonly #lastsMs: number
  readonly #pages = new Map<string, Kept>()

  constructor(lastsMs = 10_000) {
    this.#lastsMs = lastsMs
  }

  async #page(name: string, make: () => Promise<string>, now: number): Promise<Kept> {
    const known = this.#pages.get(name)
    if (known && known.until > now) return known
    const text = await make()
    // What it says is mostly what it said: then it need not be compressed again.
    const coded = known?.text === text ? known.coded : new Map<Coding, Promise<Buffer>>()
    const page = { text, until: now + this.#lastsMs, coded }
    this.#pages.set(name, page)
    return page
  }

  async get(name: string, coding: Coding, make: () => Promise<string>, now = Date.now()): Promise<Buffer> {
    const { text, coded } = await this.#page(name, make, now)
    const known = coded.get(coding)
    if (known) return known
    const plain = Buffer.from(text)
    const made =
      coding === 'br' ? br(plain, brotli) : coding === 'gzip' ? gz(plain, { level: 9 }) : Promise.resolve(plain)
    coded.set(coding, made)
    return made
  }
}
