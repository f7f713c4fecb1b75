// Weighs what was answered by the rules of data/triage/urgency.json. The most urgent rule that holds decides; all that
// hold are the reasons.
import type { Reading } from '#detection/reading.ts'
import { type Answers, holds } from '#facts/condition.rules.ts'
import type { ReportBody } from '#reports/body.ts'
import type { SuggestedUrgency, Urgency, UrgencyRules } from './urgency.ts'

const order: readonly Urgency[] = ['now', 'soon', 'routine']

/** Everything a rule may ask about, by one name each. What the forms asked stands beside what every report has. */
export const weighable = (
  body: Partial<ReportBody>,
  reading?: Pick<Reading, 'level' | 'consistent_with'>,
  days_waiting = 0,
): Answers => ({
  ...body.answers,
  danger_now: body.danger_now ?? body.answers?.danger_now ?? null,
  minors: body.minors ?? body.answers?.minors ?? null,
  who_is_at_risk: body.who_is_at_risk,
  door: body.door,
  field: body.field,
  contact_wish: body.contact_wish,
  signs: body.signs,
  ...(reading && { signs_level: reading.level, directions: reading.consistent_with }),
  days_waiting,
})

export const weigh = ({ rules }: Pick<UrgencyRules, 'rules'>, answers: Answers): SuggestedUrgency => {
  const met = rules.filter(({ when }) => holds(when, answers))
  const urgency = order.find((each) => met.some((rule) => rule.urgency === each)) ?? 'routine'
  const byUrgency = [...met].sort((a, b) => order.indexOf(a.urgency) - order.indexOf(b.urgency))
  return { urgency, reasons: byUrgency.map(({ code }) => code) }
}
