// What may become of a report, as codes that stay in its history.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'

/** Kinds a colleague decides by hand. `file_opened` comes with the new file, `reopened` takes the last one back. */
export const closingKinds = [
  'linked',
  'passed_on',
  'labour_route',
  'advised',
  'no_indication',
  'spam',
  'merged',
] as const
export const ClosingKind = z.enum(closingKinds)
export type ClosingKind = z.infer<typeof ClosingKind>
export const DecisionKind = z.enum(['file_opened', ...closingKinds, 'reopened'])
export type DecisionKind = z.infer<typeof DecisionKind>

export const Decision = z.object({
  decision_id: Id,
  kind: DecisionKind,
  decided_by: Id,
  decided_by_name: z.string(),
  decided_on: Day,
  case_id: Id.nullable(),
  other_report_id: Id.nullable(),
  pass_id: Id.nullable(),
  reason: z.string(),
})
export type Decision = z.infer<typeof Decision>
