// Who opened this file or did something in it, when, and on which basis: what those who walk with her may ask.
import { z } from 'zod'
import { JournalRow } from '#journal/journal.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const FileJournalRow = JournalRow.omit({ case_id: true, subject_id: true })
export type FileJournalRow = z.infer<typeof FileJournalRow>

export const readFileJournal = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/journal',
  action: 'journal.read',
  summary: 'Who opened this file or worked in it, and on which basis, newest first, fifty at a time.',
  input: z.object({ case_id: Id, after: z.string().max(100).optional() }),
  reply: z.object({ rows: z.array(FileJournalRow), next: z.string().nullable() }),
})
