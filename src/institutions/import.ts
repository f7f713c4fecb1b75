// A list of institutions somebody already keeps, as CSV: looked at line by line first, written down after.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'

export const importColumns = [
  'name',
  'sector',
  'country',
  'province',
  'town',
  'refresher_months',
  'person',
  'role',
  'phone',
  'email',
  'address',
  'notes',
] as const
export type ImportColumn = (typeof importColumns)[number]

export const importFaults = ['name', 'sector', 'country', 'province', 'refresher_months', 'too_long', 'twice'] as const
export const ImportFault = z.enum(importFaults)
export type ImportFault = z.infer<typeof ImportFault>

export const outcomes = ['added', 'known', 'wrong'] as const
export const ImportedLine = z.object({
  /** As the file counts, the names of its columns being the first. */
  line: z.int(),
  name: z.string(),
  outcome: z.enum(outcomes),
  fault: ImportFault.nullable(),
})
export type ImportedLine = z.infer<typeof ImportedLine>

export const mostLines = 1000

export const importInstitutions = endpoint({
  method: 'POST',
  path: '/api/institutions-import',
  action: 'institutions.manage',
  summary: 'Reads a CSV list and says what each line would become; with `write` the new ones are written down.',
  input: z.object({ csv: z.string().min(1).max(600_000), write: z.boolean() }),
  reply: z.object({ added: z.int(), known: z.int(), wrong: z.int(), lines: z.array(ImportedLine) }),
})
