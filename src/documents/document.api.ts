// Papers of a file: listing, adding, correcting, and keeping the files that show them, part by part.
import type { Section } from '#access/access.ts'
import { type AskedOnFile, answer, type OpenedFile } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { lookInto } from '#media/inspect.api.ts'
import { sniff } from '#media/media.rules.ts'
import type { Media } from '#media/media.ts'
import { strippedJpeg, strippedPng } from '#media/strip.rules.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openBytes, openJson, sealBytes, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { missingParts, partLength, partsOf } from './document.rules.ts'
import * as store from './document.store.ts'
import * as model from './document.ts'
import { PageFacts, pageBytes } from './page.api.ts'

type Page = Awaited<ReturnType<typeof store.listPages>>[number]

const factsOf = (keys: CaseKeyRing, file: OpenedFile, page: Pick<Page, 'content_id' | 'sealed'>): PageFacts =>
  openJson(keys.of(page.sealed), store.contentPlace(file, page.content_id), page.sealed, PageFacts)

const told = (keys: CaseKeyRing, file: OpenedFile, row: store.DocumentRow, pages: Page[]): model.Document => {
  const { sealed, ...clear } = row
  const place = store.documentPlace(file, row.document_id)
  return {
    ...clear,
    ...openJson(keys.of(sealed), place, sealed, model.DocumentWords),
    pages: pages
      .filter(({ document_id }) => document_id === row.document_id)
      .map((page) => {
        const { size, pages, active } = factsOf(keys, file, page)
        const { content_id, place, state, media } = page
        return { content_id, place, state, media, size, pages, active }
      }),
  } as model.Document
}

export const readDocuments = answer(model.readDocuments)(async ({ tx, vault, file, note, may }) => {
  const [keys, rows, pages] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listDocuments(tx, file),
    store.listPages(tx, file),
  ])
  note({ sections: [...new Set(rows.map(({ section }) => section as Section))] })
  return {
    documents: rows.map((row) => told(keys, file, row, pages)),
    may: {
      take: may('documents.take').allowed,
      take_opened: /^(consent|break_glass):/.test(file.because),
      write_letter: may('letters.write').allowed,
    },
  }
})

const demandType = ({ facts }: Pick<AskedOnFile<unknown>, 'facts'>, type: string): void => {
  if (!facts.codes.document_types?.codes.some(({ code }) => code === type))
    throw new Problem('invalid', 'documents.unknown_type')
}

const split = <In extends model.DocumentWords>({ number, issuer, issued_on, note }: In) => ({
  number,
  issuer,
  issued_on,
  note,
})

export const addDocument = answer(model.addDocument)(async (asked) => {
  const { input, tx, vault, file, actor, demand, note } = asked
  const { case_id, organisation_id } = file
  const { document_id, section, type, held_by, seen, expires_on, replaces_id } = input
  demand(section)
  demandType(asked, type)
  note({ subject_id: document_id, sections: [section] })
  if (replaces_id && !(await store.endTurn(tx, file, replaces_id)))
    throw new Problem('not_found', 'documents.not_found')
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, store.documentPlace(file, document_id), split(input))
  const codes = { section, type, held_by, seen, expires_on, replaces_id }
  await Promise.all([
    store.insertDocument(tx, { organisation_id, case_id, document_id, ...codes, sealed, added_by: actor.staff_id }),
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'document_added',
      section,
      ref_id: document_id,
    }),
    touchCase(tx, case_id),
  ])
  return { document_id, version: 1 }
})

const getDocument = async ({ tx, file, demand }: AskedOnFile<{ document_id: string }>, document_id: string) => {
  const row = await store.findDocument(tx, file, document_id)
  if (!row) throw new Problem('not_found', 'documents.not_found')
  demand(row.section as Section)
  return row
}

export const changeDocument = answer(model.changeDocument)(async (asked) => {
  const { input, tx, vault, file, note } = asked
  const { document_id, version, type, held_by, seen, expires_on, status } = input
  const before = await getDocument(asked, document_id)
  demandType(asked, type)
  note({ subject_id: document_id, sections: [before.section as Section] })
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const sealed = sealJson(key, store.documentPlace(file, document_id), split(input))
  // One that another has replaced stays so: correcting its number does not bring it back.
  const stays = before.status === 'replaced' ? 'replaced' : status
  const change = { type, held_by, seen, expires_on, status: stays, sealed }
  if (await store.updateDocument(tx, file, document_id, version, change)) return { document_id, version: version + 1 }
  const [keys, row, pages] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    getDocument(asked, document_id),
    store.listPages(tx, file, document_id),
  ])
  throw new Problem('conflict', 'stale', { current: told(keys, file, row, pages) })
})

type OnPage = AskedOnFile<{ document_id: string; content_id: string }>

const getPage = async (asked: OnPage): Promise<Page> => {
  const { input, tx, file, demand, note } = asked
  const page = await store.findPage(tx, file, input.document_id, input.content_id)
  if (!page) throw new Problem('not_found', 'documents.page_not_found')
  demand(page.section as Section)
  note({ subject_id: input.content_id, sections: [page.section as Section] })
  return page
}

export const beginPage = answer(model.beginPage)(async (asked) => {
  const { input, tx, vault, file, actor, note } = asked
  const { case_id, organisation_id } = file
  const { document_id, content_id, size, sha256 } = input
  const document = await getDocument(asked, document_id)
  const section = document.section as Section
  note({ subject_id: content_id, sections: [section] })
  const keys = await vault.caseKeys(tx, organisation_id, case_id)
  const begun = await store.findPage(tx, file, document_id, content_id)
  if (begun) {
    const known = factsOf(keys, file, begun)
    if (begun.state !== 'arriving' || known.size !== size || known.sha256 !== sha256)
      throw new Problem('conflict', 'documents.page_differs')
    const here = await store.listPartNumbers(tx, file, content_id)
    return { content_id, part_size: model.partSize, missing: missingParts(size, here) }
  }
  for (const left of await store.listLeftLying(tx, file)) {
    await store.emptyParts(tx, file, left.content_id)
    await store.settlePage(tx, file, left.content_id, { state: 'refused', media: null, sealed: left.sealed })
  }
  const others = await store.listPages(tx, file, document_id)
  const together = others.reduce((sum, page) => sum + factsOf(keys, file, page).size, size)
  if (others.length >= model.mostPages || together > model.mostBytesTogether)
    throw new Problem('invalid', 'documents.too_much')
  const facts: PageFacts = { size, sha256, pages: null, active: false, because: null, made: false }
  const key = await vault.caseKey(tx, organisation_id, case_id)
  await store.insertPage(tx, {
    organisation_id,
    case_id,
    document_id,
    content_id,
    section,
    place: (others.at(-1)?.place ?? 0) + 1,
    parts: partsOf(size),
    begun_by: actor.staff_id,
    sealed: sealJson(key, store.contentPlace(file, content_id), facts),
  })
  return { content_id, part_size: model.partSize, missing: missingParts(size, []) }
})

export const keepPart = answer(model.keepPart)(async (asked) => {
  const { input, tx, vault, file } = asked
  const { case_id, organisation_id } = file
  const { content_id, part } = input
  const page = await getPage(asked)
  const keys = await vault.caseKeys(tx, organisation_id, case_id)
  const bytes = Buffer.from(input.bytes, 'base64')
  if (bytes.length !== partLength(factsOf(keys, file, page).size, part))
    throw new Problem('invalid', 'documents.part_size')
  const facts = factsOf(keys, file, page)
  if (page.state === 'refused') return { content_id, part, refused: facts.because ?? 'differs' }
  const head = part === 0 && page.state === 'arriving' ? sniff(bytes.subarray(0, 4096)) : null
  if (head && typeof head === 'object') {
    const because = head.refused
    const sealed = sealJson(keys.latest, store.contentPlace(file, content_id), { ...facts, because })
    await store.emptyParts(tx, file, content_id)
    await store.settlePage(tx, file, content_id, { state: 'refused', media: null, sealed })
    return { content_id, part, refused: because }
  }
  const place = store.partPlace(file, content_id, part)
  const row = { organisation_id, case_id, content_id, section: page.section as Section, part }
  const isNew =
    page.state === 'arriving' && (await store.insertPart(tx, { ...row, sealed: sealBytes(keys.latest, place, bytes) }))
  if (isNew) return { content_id, part, refused: null }
  const here = await store.findPart(tx, file, content_id, part)
  if (!here || !openBytes(keys.of(here.sealed), place, here.sealed).equals(bytes))
    throw new Problem('conflict', 'documents.page_differs')
  return { content_id, part, refused: null }
})

export const finishPage = answer(model.finishPage)(async (asked) => {
  const { input, tx, vault, file } = asked
  const { content_id } = input
  const page = await getPage(asked)
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const facts = factsOf(keys, file, page)
  if (page.state !== 'arriving') return { content_id, state: page.state as 'kept' | 'refused', because: facts.because }
  const missing = missingParts(facts.size, await store.listPartNumbers(tx, file, content_id))
  if (missing.length > 0) throw new Problem('conflict', 'documents.parts_missing', { missing })
  const found = await lookInto(await pageBytes(tx, keys, file, content_id), facts)
  const refused = 'refused' in found ? found.refused : null
  const known: PageFacts =
    'refused' in found
      ? { ...facts, because: found.refused }
      : { ...facts, pages: found.pages, active: found.active, because: null }
  const sealed = sealJson(keys.latest, store.contentPlace(file, content_id), known)
  const how =
    'refused' in found ? { state: 'refused' as const, media: null } : { state: 'kept' as const, media: found.media }
  if (refused) await store.emptyParts(tx, file, content_id)
  await Promise.all([store.settlePage(tx, file, content_id, { ...how, sealed }), touchCase(tx, file.case_id)])
  return { content_id, state: how.state, because: refused }
})

export const readPage = answer(model.readPage)(async (asked) => {
  const { tx, vault, file } = asked
  const page = await getPage(asked)
  if (page.state !== 'kept') throw new Problem('not_found', 'documents.page_not_found')
  if (page.media === 'pdf') throw new Problem('invalid', 'documents.no_preview')
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const bytes = await pageBytes(tx, keys, file, page.content_id)
  const stripped = page.media === 'jpeg' ? strippedJpeg(bytes) : strippedPng(bytes)
  return { media: page.media as Media, bytes: Buffer.from(stripped).toString('base64') }
})

export const listExpiring = answer(model.listExpiring)(async ({ input, tx, actor, today }) => {
  const files = await store.listOwnFiles(tx, actor)
  const rows = await store.listExpiringIn(tx, actor.organisation_id, files, addDays(today, input.days), 200)
  return { documents: rows as model.ExpiringDocument[] }
})
