// How somebody comes into the register and out of it, what the vetting lacks and until when it holds.
import { addMonths, type Day } from '#kit/day.ts'
import type { InterpreterStatus, Vetted, VettingStep } from './interpreter.ts'

/** Without these nobody is taken into service; the training is asked for and does not refuse. */
export const mustBeDone: readonly VettingStep[] = ['identity', 'background', 'confidentiality', 'interview']

const ways: Record<InterpreterStatus, readonly InterpreterStatus[]> = {
  applied: ['vetting', 'blocked'],
  vetting: ['applied', 'active', 'blocked'],
  active: ['vetting', 'resting', 'blocked'],
  resting: ['active', 'vetting', 'blocked'],
  // Whoever was blocked begins anew, with everything looked at once more.
  blocked: ['vetting'],
}

const holds = ({ valid_until }: Vetted, today: Day): boolean => valid_until === null || valid_until >= today

export const missingSteps = (vetting: readonly Vetted[], today: Day): VettingStep[] =>
  mustBeDone.filter((step) => !vetting.some((each) => each.step === step && holds(each, today)))

/** The first day on which something that must hold no longer does. */
export const vettedUntil = (vetting: readonly Vetted[]): Day | null =>
  vetting
    .filter(({ step }) => mustBeDone.includes(step))
    .reduce<Day | null>(
      (first, { valid_until }) =>
        valid_until !== null && (first === null || valid_until < first) ? valid_until : first,
      null,
    )

/** A message key, or null where the way is open. */
export const statusObstacle = (
  from: InterpreterStatus,
  to: InterpreterStatus,
  { vetting, reason }: { vetting: readonly Vetted[]; reason: string },
  today: Day,
): string | null => {
  if (!ways[from].includes(to)) return 'interpreters.not_this_way'
  if (to === 'blocked' && !reason.trim()) return 'interpreters.reason_needed'
  if (to === 'active' && missingSteps(vetting, today).length > 0) return 'interpreters.not_vetted'
  return null
}

export const waysFrom = (from: InterpreterStatus): readonly InterpreterStatus[] => ways[from]

/** Until when a step holds where nobody wrote another day. */
export const usualEnd = (step: VettingStep, done_on: Day, months: Record<VettingStep, number | null>): Day | null => {
  const valid = months[step]
  return valid === null ? null : addMonths(done_on, valid)
}
