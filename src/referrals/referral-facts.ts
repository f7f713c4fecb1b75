// What a referral leans on besides the person: within how many hours it is looked at and answered, and what belongs to
// a warm hand-over. Checked once.
import { z } from 'zod'
import { Code, FactFile, type Facts } from '#facts/facts.ts'
import { Urgency } from './referral.ts'

const hours = z.int().min(1).max(2_000)
export const ReferralClocks = FactFile.extend({
  undo_minutes: z.int().min(1).max(60),
  urgencies: z.record(Urgency, z.object({ look_hours: hours, answer_hours: hours, escalate_hours: hours })),
})
export type ReferralClocks = z.infer<typeof ReferralClocks>
/** What the clock needs of the file, as the browser reads it too. */
export type Clocks = Pick<ReferralClocks, 'undo_minutes' | 'urgencies'>

const HandoverSteps = FactFile.extend({ steps: z.array(z.object({ code: Code })).min(1) })

export interface ReferralFacts {
  clocks: Clocks
  steps: string[]
}

const known = new WeakMap<object, ReferralFacts>()

export const referralFacts = ({ referrals }: Pick<Facts, 'referrals'>): ReferralFacts => {
  const before = known.get(referrals)
  if (before) return before
  const found = {
    clocks: ReferralClocks.parse(referrals.clocks),
    steps: HandoverSteps.parse(referrals.handover).steps.map(({ code }) => code),
  }
  known.set(referrals, found)
  return found
}
