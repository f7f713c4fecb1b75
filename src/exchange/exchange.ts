// The directory comes in from files and goes out in them: what is uploaded, what a dry run says of it, what is taken,
// and whether other systems may read the public part.
import { z } from 'zod'
import { Confidence, Tier } from '#directory/directory.ts'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'

/** Of one file, in bytes, and of one part of it. */
export const largestUpload = 16 * 1024 * 1024
export const partSize = 384 * 1024

export const UploadKind = z.enum(['hsds_json', 'hsds_package', 'sheet'])
export type UploadKind = z.infer<typeof UploadKind>

const country = z.string().regex(/^[A-Z]{2}$/)

/** What whoever imports says once for every record that does not say it itself. */
export const UploadSettings = z.object({
  /** Of a spreadsheet: by field, the column it is in. */
  mapping: z.record(Code, z.int().min(0).max(500)).default({}),
  source: Line(500),
  confidence: Confidence,
  checked_on: Day,
  country,
  /** A kind for services that name none; null: they are left out. */
  kind: Code.nullable().default(null),
  /** For rows that name no organisation. */
  organisation: Line(200),
  /** Their categories: kinds of ours. */
  kinds: z.record(z.string().max(200), Code).default({}),
})
export type UploadSettings = z.infer<typeof UploadSettings>

export const readExchange = endpoint({
  method: 'GET',
  path: '/api/directory/exchange',
  action: 'directory.read',
  summary: 'Whether other systems may read the public part of the directory, and the files waiting to be taken.',
  input: z.object({}),
  reply: z.object({
    open: z.boolean(),
    version: z.int(),
    services: z.int(),
    uploads: z.array(z.object({ upload_id: Id, name: z.string(), size: z.int(), made_at: z.string() })),
  }),
})

export const openToOthers = endpoint({
  method: 'POST',
  path: '/api/directory/opening',
  action: 'directory.open',
  summary: 'Opens the public part of the directory to other systems at /hsds/, or closes it.',
  input: z.object({ open: z.boolean(), version: z.int() }),
  reply: z.object({ version: z.int() }),
})

export const beginUpload = endpoint({
  method: 'POST',
  path: '/api/directory/uploads',
  action: 'directory.edit',
  summary: 'Announces a file to import: HSDS JSON, a tabular package, CSV or XLSX, up to 16 MB.',
  input: z.object({ upload_id: Id, name: Line(200), size: z.int().min(1).max(largestUpload) }),
  reply: z.object({ upload_id: Id, version: z.int() }),
})

const one = '/api/directory/uploads/:upload_id'
const ofOne = { upload_id: Id }

export const keepUploadPart = endpoint({
  method: 'PUT',
  path: `${one}/parts/:part`,
  action: 'directory.edit',
  summary: 'Keeps one part of a file to import. Sent twice is once.',
  input: z.object({ ...ofOne, part: z.coerce.number().int().min(0).max(63), bytes: z.base64().max(partSize * 2) }),
  reply: z.object({ upload_id: Id }),
})

export const readUpload = endpoint({
  method: 'GET',
  path: one,
  action: 'directory.edit',
  summary:
    'What a file to import is: of a spreadsheet its columns with guesses and first rows, of a package its categories.',
  input: z.object(ofOne),
  reply: z.object({
    name: z.string(),
    kind: UploadKind,
    version: z.int(),
    settings: UploadSettings,
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    row_count: z.int(),
    terms: z.array(z.object({ term: z.string(), services: z.int() })),
  }),
})

export const setUpload = endpoint({
  method: 'POST',
  path: `${one}/settings`,
  action: 'directory.edit',
  summary: 'Says which column means what, and what holds for every record of the file.',
  input: z.object({ ...ofOne, version: z.int(), settings: UploadSettings }),
  reply: z.object({ version: z.int() }),
})

const Counts = z.object({ added: z.int(), changed: z.int(), unchanged: z.int() })
export type ImportCounts = z.infer<typeof Counts>
export const ImportConflict = z.object({
  subject_id: Id,
  subject: z.enum(['service', 'provider']),
  name: z.string(),
  field: z.string(),
  /** As the field is kept; the screen says it in words. */
  ours: z.unknown(),
  theirs: z.unknown(),
})
export type ImportConflict = z.infer<typeof ImportConflict>

export const ImportLine = z.object({
  path: z.string(),
  /** Of a spreadsheet: the line as one sees it there. */
  line: z.int().nullable(),
  what: z.string(),
  reason_key: z.string(),
  details: z.record(z.string(), z.string()),
})
export type ImportLine = z.infer<typeof ImportLine>

export const tryUpload = endpoint({
  method: 'GET',
  path: `${one}/trial`,
  action: 'directory.edit',
  summary:
    'What taking this file would change, what would be left out and why, and where it contradicts what was changed here.',
  input: z.object(ofOne),
  reply: z.object({
    version: z.int(),
    organisations: Counts,
    services: Counts,
    /** The first of them; the others are asked for page by page. */
    lines: z.array(ImportLine),
    lines_total: z.int(),
    lines_next: z.string().nullable(),
    conflicts: z.array(ImportConflict),
    conflicts_total: z.int(),
    conflicts_next: z.string().nullable(),
    doors_left_out: z.int(),
  }),
})

const after = z.string().max(200).optional()

export const listImportLines = endpoint({
  method: 'GET',
  path: `${one}/lines`,
  action: 'directory.edit',
  summary: 'What taking this file would leave out and why, a hundred lines at a time.',
  input: z.object({ ...ofOne, after }),
  reply: z.object({ lines: z.array(ImportLine), next: z.string().nullable() }),
})

export const listImportConflicts = endpoint({
  method: 'GET',
  path: `${one}/conflicts`,
  action: 'directory.edit',
  summary: 'Where this file contradicts what was changed here by hand, a hundred at a time.',
  input: z.object({ ...ofOne, after }),
  reply: z.object({ conflicts: z.array(ImportConflict), next: z.string().nullable() }),
})

export const takeUpload = endpoint({
  method: 'POST',
  path: `${one}/take`,
  action: 'directory.edit',
  summary: 'Takes the file into the directory; every contradiction is decided, one by one or the rest together.',
  input: z.object({
    ...ofOne,
    version: z.int(),
    decisions: z
      .array(z.object({ subject_id: Id, field: z.string().max(80), take: z.enum(['ours', 'theirs']) }))
      .max(20_000)
      .default([]),
    rest: z.enum(['ours', 'theirs']).nullable().default(null),
  }),
  reply: z.object({ upload_id: Id, version: z.int() }),
})

export const dropUpload = endpoint({
  method: 'DELETE',
  path: one,
  action: 'directory.edit',
  summary: 'Forgets a file to import.',
  input: z.object(ofOne),
  reply: z.object({ upload_id: Id }),
})

export const exportDirectory = endpoint({
  method: 'GET',
  path: '/api/directory/export',
  action: 'directory.edit',
  summary:
    'The directory as a reader of a tier may have it, as HSDS 3.0 JSON or as a tabular package. Doors of shelters are in none.',
  input: z.object({ tier: Tier, form: z.enum(['json', 'package']) }),
  reply: z.object({ name: z.string(), media: z.string(), bytes: z.string(), services: z.int() }),
})
