// What a PDF really draws, for tests of pages in every script: glyphs by their number, and how many pages.
import { inflateSync } from 'node:zlib'

/** The streams of a PDF that draw text, as they are before compression. */
const drawn = (pdf: Uint8Array): string[] => {
  const bytes = Buffer.from(pdf)
  const found: string[] = []
  for (let start = bytes.indexOf('stream\n'); start >= 0; start = bytes.indexOf('stream\n', start)) {
    const end = bytes.indexOf('\nendstream', start)
    try {
      found.push(inflateSync(bytes.subarray(start + 7, end)).toString('latin1'))
    } catch {
      // A font or a picture: nothing is drawn in it.
    }
    start = end + 10
  }
  return found.filter((text) => /\bTf\b/.test(text))
}
const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const plain = (text: string): string =>
  text.replace(/\\([0-7]{1,3}|.)/gs, (_, each: string) =>
    /^[0-7]/.test(each) ? String.fromCharCode(Number.parseInt(each, 8)) : (escapes[each] ?? each),
  )
/** Every glyph drawn, by its number in its font: 0 is the empty box that says “this sign is not in the font”. */
export const glyphs = (pdf: Uint8Array): number[] =>
  drawn(pdf).flatMap((text) =>
    [...text.matchAll(/BT([\s\S]*?)ET/g)].flatMap(([, block]) =>
      [...block!.matchAll(/\(((?:\\.|[^\\)])*)\)/gs)].flatMap(([, run]) => {
        const codes = Buffer.from(plain(run!), 'latin1')
        return Array.from({ length: codes.length / 2 }, (__, place) => codes.readUInt16BE(place * 2))
      }),
    ),
  )
export const pagesOf = (pdf: Uint8Array): number =>
  Number(/\/Count (\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1])
