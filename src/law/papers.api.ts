// The order of papers of a file, from its documents and from what happened in the eyes of the law, silence too. A paper in a
// section this reader does not open is not called missing: it is not shown.
import type { Section } from '#access/access.ts'
import es from '#data/law/es/papers.json' with { type: 'json' }
import { documentPlace, listDocuments, listPages } from '#documents/document.store.ts'
import { DocumentWords } from '#documents/document.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import { openJson } from '#vault/envelope.ts'
import { findLawFile, type LawFileRow, listEvents } from './law-file.store.ts'
import { packsFor } from './packs.ts'
import { type PaperHeld, papersNow } from './papers.rules.ts'
import * as model from './papers.ts'
import { factsOf, happeningsOf, reckonOn } from './reckon-file.api.ts'
import type { PackId } from './rule.ts'
import { findRule } from './stored.rules.ts'

const orders: Partial<Record<PackId, model.PapersInOrder>> = { es: model.PapersInOrder.parse(es) }
const section = 'law'

const heldPapers = async ({ tx, vault, file }: AskedOnFile<unknown>): Promise<PaperHeld[]> => {
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const rows = await listDocuments(tx, file)
  const pages = await listPages(tx, file)
  return rows
    .filter(({ status }) => status !== 'set_aside')
    .sort((a, b) => (a.added_at < b.added_at ? -1 : 1))
    .map(({ document_id, type, held_by, expires_on, status, sealed }) => {
      const words = openJson(keys.of(sealed), documentPlace(file, document_id), sealed, DocumentWords)
      const known: [PaperHeld['knows'][number], boolean][] = [
        ['number', words.number !== ''],
        ['issued_on', words.issued_on !== null],
        ['expires_on', expires_on !== null],
        ['copy', pages.some((page) => page.document_id === document_id && page.state === 'kept')],
      ]
      return {
        ...{ document_id, type, held_by, expires_on, status: status as PaperHeld['status'] },
        knows: known.flatMap(([what, is]) => (is ? [what] : [])),
      }
    })
}

/** What was recorded, and what silence stands for. */
const happened = async (
  { tx, file, today }: AskedOnFile<unknown>,
  kept: LawFileRow | undefined,
): Promise<{ code: string; on: Day }[]> => {
  if (!kept) return []
  const happenings = happeningsOf(await listEvents(tx, file))
  const packs = packsFor(kept.jurisdictions)
  const silent = reckonOn(factsOf(kept, happenings), today).flatMap((item) => {
    const code = item.silence && findRule(packs, item)?.silence?.yields
    return item.silence && code ? [{ code, on: item.silence.on }] : []
  })
  return [...happenings.map(({ code, on }) => ({ code, on })), ...silent].sort((a, b) => (a.on < b.on ? -1 : 1))
}

export const readPapers = answer(model.readPapers)(async (asked) => {
  const { tx, file, facts, today, may, demand, note } = asked
  demand(section)
  note({ sections: [section] })
  const kept = await findLawFile(tx, file)
  const pack = (kept?.jurisdictions ?? ['es']).find((id) => orders[id])
  const write = may('case.write')
  const reply = { may: { write: write.allowed && write.sections.includes(section) } }
  const order = pack && orders[pack]
  if (!order) return { order: null, ...reply }
  const types = facts.codes.document_types?.codes ?? []
  const steps = papersNow(order, {
    documents: await heldPapers(asked),
    events: await happened(asked, kept),
    circumstances: kept?.circumstances ?? {},
    sections: may('case.open').sections,
    sectionOf: (type) => types.find(({ code }) => code === type)?.section as Section | undefined,
    today,
  })
  return { order: { pack, reviewed_by: order.reviewed_by, steps }, ...reply }
})
