// A copy of a paper that leaves: drawn anew as PDF. Marked with who took it and when, or free of what it carries unseen.
import type { Section } from '#access/access.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { press } from '#kit/press/press.ts'
import { Problem } from '#kit/problem.ts'
import { unpackedSize } from '#kit/unpack.ts'
import { packedStreams } from '#media/inspect.api.ts'
import { shown } from '#media/media.rules.ts'
import type { Media } from '#media/media.ts'
import { blankHiddenData, strippedJpeg, strippedPng, tellsMore } from '#media/strip.rules.ts'
import { openJson } from '#vault/envelope.ts'
import * as store from './document.store.ts'
import * as model from './document.ts'
import { PageFacts, pageBytes } from './page.api.ts'

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

interface Piece {
  media: Media
  bytes: Uint8Array
  pages: number
  /** A letter of ours: it leaves as it was set. */
  made: boolean
}

const drawn = async (pieces: Piece[], mark: { short: string; long: string } | null): Promise<Uint8Array> => {
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
const demandClean = async (pdf: Uint8Array): Promise<void> => {
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

const piecesOf = async ({ tx, vault, file }: AskedOnFile<unknown>, document_id: string): Promise<Piece[]> => {
  const [keys, pages] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listPages(tx, file, document_id),
  ])
  const kept = pages.filter(({ state }) => state === 'kept')
  if (kept.length === 0) throw new Problem('not_found', 'documents.nothing_kept')
  const pieces: Piece[] = []
  for (const { content_id, media, sealed } of kept) {
    const facts = openJson(keys.of(sealed), store.contentPlace(file, content_id), sealed, PageFacts)
    const bytes = await pageBytes(tx, keys, file, content_id)
    const clean = media === 'jpeg' ? strippedJpeg(bytes) : media === 'png' ? strippedPng(bytes) : bytes
    pieces.push({ media: media as Media, bytes: clean, pages: facts.pages ?? 0, made: facts.made })
  }
  return pieces
}

/** The moment as it stands on paper: the same in every language. */
const stamp = (now: string): string => `${now.slice(0, 10)} ${now.slice(11, 16)} UTC`

type OnPaper = AskedOnFile<{ document_id: string; purpose: string }>
type Kind = 'marked' | 'share'

const getSection = async ({ input, tx, file, demand, note }: OnPaper, kind: Kind): Promise<void> => {
  const document = await store.findDocument(tx, file, input.document_id)
  if (!document) throw new Problem('not_found', 'documents.not_found')
  const section = document.section as Section
  demand(section)
  note({ subject_id: input.document_id, sections: [section], reason: `${kind} ${input.purpose}` })
}

const sent = (kind: Kind, { input }: OnPaper, media: Media, bytes: Uint8Array) => ({
  // A name that says nothing, wherever it ends up.
  name: `${kind === 'marked' ? 'doc' : 'copy'}-${input.document_id.slice(0, 8)}.${media}`,
  media,
  bytes: Buffer.from(bytes).toString('base64'),
})

const markedCopy = async (asked: OnPaper) => {
  const { input, tx, file, actor, now } = asked
  const pieces = await piecesOf(asked, input.document_id)
  // No name of the house: a paper that says where it comes from says too much of whoever it is about.
  const { reference, who } = await store.findMark(tx, file, actor)
  const mark = { short: `${reference}  ${now.slice(0, 10)}`, long: `${reference}  ·  ${who}  ·  ${stamp(now)}` }
  return sent('marked', asked, 'pdf', blankHiddenData(await drawn(pieces, mark)))
}

const sharedCopy = async (asked: OnPaper) => {
  const pieces = await piecesOf(asked, asked.input.document_id)
  const [only] = pieces
  if (pieces.length === 1 && only && (only.made || only.media !== 'pdf'))
    return sent('share', asked, only.media, only.bytes)
  const pdf = blankHiddenData(await drawn(pieces, null))
  await demandClean(pdf)
  return sent('share', asked, 'pdf', pdf)
}

export const takeCopy = answer(model.takeCopy)(async (asked) => {
  await getSection(asked, asked.input.kind)
  return asked.input.kind === 'marked' ? markedCopy(asked) : sharedCopy(asked)
})

export const takeOpenedCopy = answer(model.takeOpenedCopy)(async (asked) => {
  // Who stands on the file by a place in the team or an office takes copies by the action made for it.
  if (!/^(consent|break_glass):/.test(asked.file.because)) throw new Problem('refused', 'access.refused')
  await getSection(asked, 'marked')
  return markedCopy(asked)
})
