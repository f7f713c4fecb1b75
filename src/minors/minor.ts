// The side of a file for someone under 18, or who may be: read whole, as far as the reader's sections go.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { FamilyRiskOutcome } from '#people/minor-facts.ts'
import { Guardian } from './guardian.ts'
import { Assent, BestInterest } from './heard.ts'
import { MissingPlan, MissingTime } from './missing.ts'
import { TellStep } from './pathway.ts'
import { FamilyRisk, MissingCheck } from './risk.ts'

export const MinorSide = z.object({
  /** False once the file's card says that the person is of age for certain: nothing more is written here. */
  walks: z.boolean(),
  /** Whether a specialist signed the pathway, and since when it holds. */
  reviewed: z.boolean(),
  valid_from: Day,
  steps: z.array(TellStep),
  /** Null to a partner: only the own team is told the outcome without what it stands on. */
  family_risk: FamilyRiskOutcome.nullable(),
  family_may_be_told: z.boolean(),
  guardian: Guardian.nullable(),
  family_risks: z.array(FamilyRisk),
  missing_checks: z.array(MissingCheck),
  best_interests: z.array(BestInterest),
  assents: z.array(Assent),
  missing_plan: MissingPlan.nullable(),
  missing_times: z.array(MissingTime),
  whom_to_ask: z.array(z.object({ code: Code, exposes: z.boolean() })),
  transition: z
    .object({
      earliest_on: Day,
      latest_on: Day,
      prepare_from: Day,
      state: z.enum(['later', 'prepare', 'may_be_18', 'over']),
      changes: z.array(Code),
    })
    .nullable(),
  now: Moment,
})
export type MinorSide = z.infer<typeof MinorSide>

export const readMinor = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/minor',
  action: 'case.open',
  summary:
    'The pathway of someone under 18, or who may be: what is done, what is next, and what the reader may see of each.',
  input: z.object({ case_id: Id }),
  reply: MinorSide,
})
