// Papers of the person: what each is, who holds the original, until when it is valid, and the sealed files that show it.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { Media } from '#media/media.ts'

/** Bytes of one part before sealing: in base64 and JSON it stays well under what one request may carry. */
export const partSize = 512 * 1024
export const mostBytes = 15 * 1024 * 1024
export const mostPages = 30
/** What all files of one paper may come to, so that a copy of it can be made in memory. */
export const mostBytesTogether = 30 * 1024 * 1024
/** From this many days before the end a paper is called out. */
export const warnDays = 60

export const HeldBy = z.enum([
  'person',
  'organisation',
  'police',
  'court',
  'other_organisation',
  'relative',
  'exploiter',
  'lost',
  'unknown',
])
export type HeldBy = z.infer<typeof HeldBy>

export const Seen = z.enum(['original', 'copy', 'none'])
export type Seen = z.infer<typeof Seen>

export const DocumentStatus = z.enum(['live', 'replaced', 'set_aside'])
export type DocumentStatus = z.infer<typeof DocumentStatus>

/** A code of data/codes/document_types.json. */
export const DocumentType = z.string().regex(/^[a-z_]{2,40}$/)

/** What only the file's key opens. */
export const DocumentWords = z.object({
  number: OptionalProse(80),
  issuer: OptionalProse(200),
  issued_on: Day.nullable(),
  note: OptionalProse(2_000),
})
export type DocumentWords = z.infer<typeof DocumentWords>

const written = {
  type: DocumentType,
  held_by: HeldBy,
  seen: Seen,
  expires_on: Day.nullable(),
  ...DocumentWords.shape,
}

export const DocumentPage = z.object({
  content_id: Id,
  place: z.int(),
  state: z.enum(['arriving', 'kept', 'refused']),
  media: Media.nullable(),
  size: z.int(),
  /** Pages of a PDF, where it says so. */
  pages: z.int().nullable(),
  /** The file carries programs or forms: what leaves is drawn anew without them. */
  active: z.boolean(),
})
export type DocumentPage = z.infer<typeof DocumentPage>

export const Document = z.object({
  document_id: Id,
  section: Section,
  ...written,
  status: DocumentStatus,
  replaces_id: Id.nullable(),
  added_by: Id,
  added_at: Moment,
  version: z.int(),
  pages: z.array(DocumentPage),
})
export type Document = z.infer<typeof Document>

const at = '/api/cases/:case_id/documents' as const
const one = `${at}/:document_id` as const
const page = `${one}/pages/:content_id` as const
const ofOne = { case_id: Id, document_id: Id }
const ofPage = { ...ofOne, content_id: Id }

export type DocumentsMay = { take: boolean; take_opened: boolean; write_letter: boolean }

export const readDocuments = endpoint({
  method: 'GET',
  path: at,
  action: 'case.open',
  summary: 'The papers of the sections one may open, with what is known of their files.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    documents: z.array(Document),
    /** What this reader may do beside reading: `take_opened` stands on a consent or an emergency. */
    may: z.object({ take: z.boolean(), take_opened: z.boolean(), write_letter: z.boolean() }),
  }),
})

export const addDocument = endpoint({
  method: 'POST',
  path: at,
  action: 'case.write',
  summary: 'Adds a paper to a section, with or without a file. One that replaces another ends its turn.',
  input: z.object({ ...ofOne, section: Section, ...written, replaces_id: Id.nullable().default(null) }),
  reply: z.object({ document_id: Id, version: z.int() }),
})

export const changeDocument = endpoint({
  method: 'PUT',
  path: one,
  action: 'case.write',
  summary: 'Corrects what is known of a paper, or sets it aside. A stale version gets the current state back.',
  input: z.object({ ...ofOne, version: z.int(), ...written, status: z.enum(['live', 'set_aside']) }),
  reply: z.object({ document_id: Id, version: z.int() }),
})

export const beginPage = endpoint({
  method: 'POST',
  path: page,
  action: 'case.write',
  summary:
    'Announces a file of a paper: its size and SHA-256. Begun again with the same id it tells which parts are here.',
  input: z.object({
    ...ofPage,
    size: z.int().min(1).max(mostBytes),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  reply: z.object({ content_id: Id, part_size: z.int(), missing: z.array(z.int()) }),
})

export const keepPart = endpoint({
  method: 'PUT',
  path: `${page}/parts/:part`,
  action: 'case.write',
  summary:
    'Keeps one part of a file, sealed before it is written, or refuses the file by its first bytes. Sent twice is once.',
  input: z.object({
    ...ofPage,
    part: z.coerce.number().int().min(0).max(59),
    bytes: z
      .base64()
      .min(1)
      .max(Math.ceil(partSize / 3) * 4),
  }),
  /** `refused`: why the whole file is; no more of it needs to come. */
  reply: z.object({ content_id: Id, part: z.int(), refused: z.string().nullable() }),
})

export const finishPage = endpoint({
  method: 'POST',
  path: `${page}/finish`,
  action: 'case.write',
  summary: 'Looks at what has arrived: kept when it is what it has to be, else emptied, with the reason.',
  input: z.object(ofPage),
  reply: z.object({ content_id: Id, state: z.enum(['kept', 'refused']), because: z.string().nullable() }),
})

export const readPage = endpoint({
  method: 'GET',
  path: page,
  action: 'case.open',
  summary: 'The picture of one page, for drawing on a screen. It never travels as a page a browser would open.',
  input: z.object(ofPage),
  reply: z.object({ media: Media, bytes: z.string() }),
})

/** Why a copy leaves: stands in the journal and, in words, nowhere on the paper. */
export const CopyPurpose = z.enum([
  'for_person',
  'for_authority',
  'for_court',
  'for_health',
  'for_partner',
  'for_print',
])
export type CopyPurpose = z.infer<typeof CopyPurpose>

const copy = z.object({ name: z.string(), media: Media, bytes: z.string() })

export const takeCopy = endpoint({
  method: 'GET',
  path: `${one}/copy`,
  action: 'documents.take',
  summary: 'A copy to take out: `marked` says on every page who took it and when; `share` is free of hidden data.',
  input: z.object({ ...ofOne, kind: z.enum(['marked', 'share']), purpose: CopyPurpose }),
  reply: copy,
})

export const takeOpenedCopy = endpoint({
  method: 'GET',
  path: `${one}/opened-copy`,
  action: 'case.open',
  summary: 'A marked copy for those to whom a consent or an emergency opened the section.',
  input: z.object({ ...ofOne, purpose: CopyPurpose }),
  reply: copy,
})

export const ExpiringDocument = z.object({
  case_id: Id,
  document_id: Id,
  section: Section,
  type: DocumentType,
  expires_on: Day,
})
export type ExpiringDocument = z.infer<typeof ExpiringDocument>

export const listExpiring = endpoint({
  method: 'GET',
  path: '/api/documents/expiring',
  action: 'case.list',
  summary: 'Papers of the files one is reference worker of that end soon or have ended, the earliest first.',
  input: z.object({ days: z.coerce.number().int().min(1).max(366).default(warnDays) }),
  reply: z.object({ documents: z.array(ExpiringDocument) }),
})
