// A copy of a paper that leaves: drawn anew as PDF. Marked with who took it and when, or free of what it carries unseen.
import type { Section } from '#access/access.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import type { Media } from '#media/media.ts'
import { demandClean, drawn, type Piece } from '#media/redraw.api.ts'
import { blankHiddenData, strippedJpeg, strippedPng } from '#media/strip.rules.ts'
import { openJson } from '#vault/envelope.ts'
import * as store from './document.store.ts'
import * as model from './document.ts'
import { PageFacts, pageBytes } from './page.api.ts'

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
