// What becomes of a report's state when something happens to it.
import type { ClosingKind } from './decision-kinds.ts'
import type { ClosedBecause, ReportStatus } from './report.ts'

/** An answer moves a report on only while nobody decided anything further about it. */
export const statusAfterAnswer = (status: ReportStatus): ReportStatus =>
  status === 'new' || status === 'in_triage' ? 'answered' : status

/** Somebody wrote back that it came in: from then on somebody is on it. */
export const statusAfterAcknowledgement = (status: ReportStatus): ReportStatus =>
  status === 'new' ? 'in_triage' : status

interface Standing {
  status: ReportStatus
  closed_because: ClosedBecause | null
}

export const standingAfter = (kind: ClosingKind): Standing =>
  kind === 'linked' ? { status: 'file_opened', closed_because: null } : { status: 'closed', closed_because: kind }

/** Opened again it lies where it lay: with those answered, or with those that wait. */
export const standingReopened = (answered_on: string | null): Standing => ({
  status: answered_on ? 'answered' : 'in_triage',
  closed_because: null,
})

/** What a decision of this kind must name; the first thing that is missing. */
export const missingFor = (given: {
  kind: ClosingKind
  to_file_id?: string | undefined
  into_report_id?: string | undefined
  pass?: unknown
}): string | undefined => {
  if (given.kind === 'linked' && !given.to_file_id) return 'report.which_file'
  if (given.kind === 'merged' && !given.into_report_id) return 'report.which_report'
  if (given.kind === 'passed_on' && !given.pass) return 'report.to_whom'
  return undefined
}
