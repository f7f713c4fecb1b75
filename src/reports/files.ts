// Photographs, sound and papers of a report: what came with it and what was sent to its reporter. What a file is lies
// sealed; the desk sees and hears a copy drawn anew, and takes the original only for a reason.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { FileMedia } from '#media/media.ts'

const kilobyte = 1024
/** What one visit may bring. */
export const mostFiles = 5
export const mostFileBytes = 10 * kilobyte * kilobyte
export const mostBytesTogether = 25 * kilobyte * kilobyte
/** Of one sealed part. */
export const filePartSize = 512 * kilobyte
/** What the desk sends travels in one request, and is a card or a letter rather than an album. */
export const mostSentBytes = 700 * kilobyte

export const SizeClass = z.enum(['small', 'medium', 'large'])
export type SizeClass = z.infer<typeof SizeClass>

/** What is known of a file, sealed with it. Its name is not kept: names tell who, where and when. */
export const FileMeta = z.object({
  media: FileMedia,
  size: z.int(),
  /** Of the file as it came. */
  sha256: z.string(),
  shared: z.object({ media: FileMedia, size: z.int(), width: z.int(), height: z.int() }).nullable(),
  seconds: z.int().default(0),
  active: z.boolean().default(false),
  /** Spoken at the door, where the voice is changed before it leaves the device. */
  spoken: z.boolean().default(false),
})
export type FileMeta = z.infer<typeof FileMeta>

export const ReportFile = z.object({
  file_id: Id,
  direction: z.enum(['to_desk', 'to_reporter']),
  arrived_on: Day,
  size_class: SizeClass,
  /** Null for what was sent to the reporter: only the receipt opens it. */
  meta: FileMeta.nullable(),
})
export type ReportFile = z.infer<typeof ReportFile>

/** Why an original leaves: stands in the journal. */
export const OriginalReason = z.enum(['for_police', 'for_court', 'look_closer', 'cannot_open_copy'])
export type OriginalReason = z.infer<typeof OriginalReason>

const at = '/api/reports/:report_id/files' as const
const one = `${at}/:file_id` as const
const ofOne = { report_id: Id, file_id: Id }
const bytes = z.string()

export const listReportFiles = endpoint({
  method: 'GET',
  path: at,
  action: 'reports.read',
  summary: 'The files of a report, both ways: kind, size, day and the hash of each original.',
  input: z.object({ report_id: Id }),
  reply: z.object({ files: z.array(ReportFile) }),
})

export const readReportFile = endpoint({
  method: 'GET',
  path: one,
  action: 'reports.read',
  summary: 'The copy of one file that may be seen and heard: drawn or written anew, without anything hidden.',
  input: z.object(ofOne),
  reply: z.object({ media: FileMedia, bytes }),
})

export const takeReportOriginal = endpoint({
  method: 'GET',
  path: `${one}/original`,
  action: 'reports.triage',
  summary: 'One file exactly as it came, for a reason. It may hold a place, a name or something harmful.',
  input: z.object({ ...ofOne, reason: OriginalReason }),
  reply: z.object({ name: z.string(), sha256: z.string(), bytes }),
})

export const sendReportFile = endpoint({
  method: 'POST',
  path: one,
  action: 'reports.triage',
  summary:
    'Sends a card, a letter or a picture to whoever holds the receipt: a JPEG or a PDF, drawn anew, opened by the receipt alone.',
  input: z.object({
    ...ofOne,
    bytes: z
      .base64()
      .min(1)
      .max(Math.ceil(mostSentBytes / 3) * 4),
  }),
  reply: z.object(ofOne),
})
