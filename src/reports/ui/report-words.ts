// The words for a report's codes, so that the list and the report say them alike.
import type { BadgeTone } from '#kit/ui/index.ts'
import { language, t } from '#language/here.ts'
import type { ReportStatus, Urgency } from '../report.ts'

/** Of several reports, as the name of a pile. */
export const statusText = (status: ReportStatus): string => t(`reports.status.${status}`)
/** Of one report. */
export const oneStatusText = (status: ReportStatus): string => t(`reports.is.${status}`)
export const urgencyText = (urgency: Urgency): string => t(`reports.urgency.${urgency}`)

export const urgencyTone: Record<Urgency, BadgeTone> = { now: 'danger', soon: 'warning', routine: 'neutral' }
export const statusTone: Record<ReportStatus, BadgeTone> = {
  new: 'calm',
  in_triage: 'calm',
  file_opened: 'good',
  answered: 'good',
  closed: 'neutral',
}

/** The name of a language as the reader of the screen says it. */
export const languageText = (code: string): string =>
  new Intl.DisplayNames([language()], { type: 'language', fallback: 'code' }).of(code) ?? code
