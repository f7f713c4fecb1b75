// Where the words of this room's rows are sealed for: each table has one sealed column.
import type { At } from '#timeline/timeline.store.ts'
import type { Place } from '#vault/envelope.ts'

export type SafetyTable =
  | 'risk'
  | 'risk_look'
  | 'risk_score'
  | 'risk_trigger'
  | 'safety_plan'
  | 'incident'
  | 'incident_line'
  | 'contact_attempt'

export const safetyPlace = ({ organisation_id, case_id }: At, table: SafetyTable, row: string): Place => ({
  table,
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})
