// How urgent a report looks from its answers alone. A suggestion with its reasons: a person decides.
import type { ReportBody } from './body.ts'
import type { ReportStatus, SuggestedUrgency } from './report.ts'

type Answers = Pick<ReportBody, 'danger_now' | 'minors' | 'who_is_at_risk'>

/** Doubt about danger weighs as danger where a child may be involved: waiting costs more than a call too many. */
export const suggestUrgency = ({ danger_now, minors, who_is_at_risk }: Answers): SuggestedUrgency => {
  const reasons: SuggestedUrgency['reasons'] = []
  if (danger_now === 'yes') reasons.push('danger_yes')
  if (danger_now === 'unsure') reasons.push('danger_unsure')
  if (minors === 'yes') reasons.push('minors_yes')
  if (minors === 'unsure') reasons.push('minors_unsure')
  if (who_is_at_risk === 'self') reasons.push('speaks_of_self')
  const doubt = danger_now === 'unsure' || danger_now === null
  if (danger_now === null) reasons.push('danger_not_said')
  if (danger_now === 'yes' || (doubt && minors === 'yes')) return { urgency: 'now', reasons }
  if (danger_now === 'unsure' || minors === 'yes' || minors === 'unsure' || who_is_at_risk === 'self')
    return { urgency: 'soon', reasons }
  return { urgency: 'routine', reasons: danger_now === 'no' ? ['no_danger'] : reasons }
}

/** An answer moves a report on only while nobody decided anything further about it. */
export const statusAfterAnswer = (status: ReportStatus): ReportStatus =>
  status === 'new' || status === 'in_triage' ? 'answered' : status
