// Papers in an invented world, sealed as their room seals them: what is known of each, and a small picture or PDF made here.
import { createHash } from 'node:crypto'
import type { Section } from '#access/access.ts'
import { partsOf } from '#documents/document.rules.ts'
import { contentPlace, documentPlace, partPlace } from '#documents/document.store.ts'
import type { HeldBy, Seen } from '#documents/document.ts'
import type { PageFacts } from '#documents/page.api.ts'
import { sealBytes, sealJson } from '#vault/envelope.ts'
import { aPdf, aPng } from './files-made.ts'
import type { ACase, World } from './world.ts'

export interface DocumentWish {
  type: string
  section: Section
  held_by: HeldBy
  seen: Seen
  number?: string
  issuer?: string
  /** Days ago. */
  issued?: number
  added: number
  /** Days from today; negative when it has ended. */
  ends?: number
  note?: string
  /** A picture of a card or booklet, or the lines of a PDF. */
  file?: 'card' | 'booklet' | string[]
}

const ink = [70, 76, 92] as const
const paper = [242, 238, 228] as const

const drawings = new Map<'card' | 'booklet', Buffer>()
/** A card or the page of a booklet as one sees it from afar: a face as a grey field, lines as bars, nobody's words. */
const drawing = (kind: 'card' | 'booklet'): Buffer => {
  const known = drawings.get(kind)
  if (known) return known
  const [width, height] = kind === 'card' ? [480, 300] : [420, 580]
  const inFace = (x: number, y: number) => x > 32 && x < 152 && y > height * 0.3 && y < height * 0.3 + 150
  const inHead = (y: number) => y > 24 && y < 60
  const inLine = (x: number, y: number) =>
    x > 180 && y > height * 0.3 && y < height * 0.78 && y % 34 < 10 && x < 200 + ((Math.floor(y / 34) * 97) % 200)
  const inFoot = (x: number, y: number) =>
    y > height - 60 && y < height - 16 && y % 22 < 12 && x > 30 && x < width - 30 && x % 9 < 7
  const made = aPng(width, height, (x, y) => {
    if (inHead(y)) return kind === 'card' ? [196, 120, 92] : [92, 132, 128]
    if (inFace(x, y)) return [200, 196, 188]
    return inLine(x, y) || inFoot(x, y) ? ink : paper
  })
  drawings.set(kind, made)
  return made
}

const bytesOf = (file: NonNullable<DocumentWish['file']>): { media: 'png' | 'pdf'; bytes: Buffer } =>
  Array.isArray(file)
    ? { media: 'pdf', bytes: aPdf(file) }
    : { media: 'png', bytes: drawing(file as 'card' | 'booklet') }

const keepFile = async (world: World, file: ACase, document_id: string, wish: DocumentWish): Promise<void> => {
  if (!wish.file) return
  const { tx, at, nextId } = world
  const { organisation_id, case_id, key, worker } = file
  const content_id = nextId('document_content')
  const { media, bytes } = bytesOf(wish.file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const pages = media === 'pdf' ? 1 : null
  const facts: PageFacts = { size: bytes.length, sha256, pages, active: false, because: null, made: false }
  const here = { organisation_id, case_id, content_id, section: wish.section }
  await tx
    .insertInto('document_content')
    .values({
      ...here,
      ...{ document_id, place: 1, parts: partsOf(bytes.length), state: 'kept', media },
      ...{ begun_by: worker.staff_id, begun_at: at(wish.added) },
      sealed: sealJson(key, contentPlace(file, content_id), facts),
    })
    .execute()
  const sealed = sealBytes(key, partPlace(file, content_id, 0), bytes)
  await tx
    .insertInto('document_part')
    .values({ ...here, part: 0, sealed })
    .execute()
}

export const aDocument = async (world: World, file: ACase, wish: DocumentWish): Promise<string> => {
  const { tx, at, ago, due, nextId, happened } = world
  const { organisation_id, case_id, key, worker } = file
  const document_id = nextId('document')
  const { type, section, held_by, seen, number = '', issuer = '', issued, note = '', ends } = wish
  const words = { number, issuer, issued_on: issued === undefined ? null : ago(issued), note }
  await tx
    .insertInto('document')
    .values({
      ...{ organisation_id, case_id, document_id, section, type, held_by, seen },
      expires_on: ends === undefined ? null : due(ends),
      sealed: sealJson(key, documentPlace(file, document_id), words),
      added_by: worker.staff_id,
      added_at: at(wish.added),
    })
    .execute()
  await keepFile(world, file, document_id, wish)
  await happened(file, { at: at(wish.added), kind: 'document_added', actor: worker, section, ref_id: document_id })
  return document_id
}
