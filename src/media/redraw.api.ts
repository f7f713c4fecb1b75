// Papers and pictures drawn anew as one PDF: programs, forms and attachments stay behind, and so does what the eye cannot
// see.
import { press } from '#kit/press/press.ts'
import { Problem } from '#kit/problem.ts'
import { unpackedSize } from '#kit/unpack.ts'
import { packedStreams } from './inspect.api.ts'
import { shown } from './media.rules.ts'
import type { Media } from './media.ts'
import { blankHiddenData, tellsMore } from './strip.rules.ts'

/** Every page as it is, in its own size; pictures on a sheet. The mark lies over the page, across and along its foot. */
const source = `
#let d = json(bytes(sys.inputs.data))
#set document(date: none)
#set text(font: ("Noto Sans", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Naskh Arabic"))
#let mark = if d.mark == none { none } else {
  place(center + horizon, rotate(-35deg, text(22pt, fill: rgb(90, 90, 90, 70), d.mark.short)))
  place(bottom + center, dy: -6pt, box(fill: rgb(255, 255, 255, 210), inset: 3pt, text(7pt, fill: rgb(60, 60, 60), d.mark.long)))
}
#for p in d.pages {
  if p.page > 0 {
    page(width: auto, height: auto, margin: 0pt, foreground: mark, image(p.path, page: p.page))
  } else {
    page(paper: "a4", margin: 12mm, foreground: mark, align(center + horizon, image(p.path, width: 100%, height: 100%, fit: "contain")))
  }
}`

export interface Piece {
  media: Media
  bytes: Uint8Array
  pages: number
  /** A letter of ours: it leaves as it was set. */
  made: boolean
}

export const drawn = async (pieces: Piece[], mark: { short: string; long: string } | null): Promise<Uint8Array> => {
  const named = pieces.map((piece, place) => ({ ...piece, path: `/${place + 1}.${piece.media}` }))
  const pages = named.flatMap(({ path, media, pages }) =>
    media === 'pdf' ? Array.from({ length: pages }, (_, page) => ({ path, page: page + 1 })) : [{ path, page: 0 }],
  )
  return press({
    source,
    data: { pages, mark },
    files: Object.fromEntries(named.map(({ path, bytes }) => [path, bytes])),
  })
}

const mostUnpacked = 300 * 1024 * 1024

/** Throws rather than hand out a copy in which something of a camera or an author can still be read. */
export const demandClean = async (pdf: Uint8Array): Promise<void> => {
  // The press writes of itself what it is, and nothing else.
  const plain = shown(pdf).replace(/<x:xmpmeta.*?<\/x:xmpmeta>/s, (own) => (/Typst/.test(own) ? '' : own))
  let tells = tellsMore(plain)
  for (const { content } of packedStreams(Buffer.from(pdf))) {
    if (tells) break
    let end = ''
    await unpackedSize(content, mostUnpacked, (piece) => {
      const text = end + shown(piece)
      tells ||= tellsMore(text)
      end = text.slice(-40)
    })
  }
  if (tells) throw new Problem('invalid', 'documents.not_clean')
}

/** A PDF as others may have it; throws where something in it still tells who made it. */
export const redrawnPdf = async (bytes: Uint8Array, pages: number): Promise<Buffer> => {
  const pdf = blankHiddenData(await drawn([{ media: 'pdf', bytes, pages, made: false }], null))
  await demandClean(pdf)
  return Buffer.from(pdf)
}
