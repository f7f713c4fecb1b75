// The words for a report's codes, so that the list and the report say them alike.
import type { BadgeTone } from '#kit/ui/index.ts'
import { daysAway, hasText, language, t } from '#language/here.ts'
import { daysLeft, dueOf } from '../clock.rules.ts'
import type { Pile, ReportStatus, ReportSummary, Urgency } from '../report.ts'

/** Of several reports, as the name of a pile. */
export const pileText = (pile: Pile): string => t(`reports.pile.${pile}`)
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

/** What a person decided, or what the answers suggest. */
export const urgencyOf = ({ urgency, looks }: Pick<ReportSummary, 'urgency' | 'looks'>): Urgency =>
  urgency ?? looks ?? 'soon'

/** What is due next and how soon; late ones say so. */
export const dueText = (report: ReportSummary, today: string): { text: string; late: boolean } | null => {
  const clock = dueOf(report)
  if (!clock) return null
  const left = daysLeft(clock, today)
  if (left < 0) return { text: t(`reports.late.${clock.due}`, { days: -left }), late: true }
  return { text: t(`reports.due.${clock.due}`, { when: daysAway(left) }), late: false }
}

/** The name of a language as the reader of the screen says it. */
export const languageText = (code: string): string =>
  new Intl.DisplayNames([language()], { type: 'language', fallback: 'code' }).of(code) ?? code

/** The words of a code another room or form brought along; the code itself where they are not here. */
export const wordsOf = (key: string, code: string): string => (hasText(key) ? t(key) : code)

export const signText = (code: string): string => wordsOf(`signs.${code}`, code)
