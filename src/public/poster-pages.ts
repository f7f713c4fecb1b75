// The first page for whoever comes from a poster: compressed once for each language around the place where the code goes, so
// that a crowd, or somebody who makes codes up, costs no more than copying it, and fills the house with nothing.
import { gzipHead, packedPart, storedBlock, tailOf } from './gzip-parts.ts'

/** Stands in the page that is kept. */
export const anyPoster = 'a-poster'

interface Kept {
  text: string
  parts: { plain: Buffer; packed: Buffer }[]
}

const cut = async (text: string): Promise<Kept> => ({
  text,
  parts: await Promise.all(
    text.split(anyPoster).map(async (part) => {
      const plain = Buffer.from(part)
      return { plain, packed: await packedPart(plain) }
    }),
  ),
})

export class PosterPages {
  readonly #kept = new Map<string, Promise<Kept>>()

  /** Packed anew only when what it says has changed. */
  async #page(language: string, text: string): Promise<Kept> {
    const known = this.#kept.get(language)
    if (known && (await known).text === text) return known
    const made = cut(text)
    this.#kept.set(language, made)
    return made
  }

  async gzip(language: string, text: string, code: string): Promise<Buffer> {
    const { parts } = await this.#page(language, text)
    const word = Buffer.from(code)
    const between = storedBlock(word, false)
    return Buffer.concat([
      gzipHead,
      ...parts.flatMap(({ packed }, place) => (place === 0 ? [packed] : [between, packed])),
      storedBlock(Buffer.alloc(0), true),
      tailOf(parts.flatMap(({ plain }, place) => (place === 0 ? [plain] : [word, plain]))),
    ])
  }
}
