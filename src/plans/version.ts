// Agreeing the plan with her, the versions that stay as they were agreed, and what a supervisor answered to each.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'
import { WithoutReason } from './ask.ts'
import { Goal, GoalStatus, PlanAction } from './plan.ts'

export const AgreedHow = z.enum(['spoken', 'signed'])
export const AgreedInterpreter = z.enum(['not_needed', 'professional', 'telephone', 'somebody_else'])
/** `not_safe`: a paper could be found. She may ask to read it here whenever she likes. */
export const CopyGiven = z.enum(['taken', 'not_taken', 'not_safe', 'not_offered'])

/** What the two of them did on the day; it belongs to the version it made. */
export const Agreement = z.object({
  agreed_on: Day,
  how: AgreedHow,
  /** In which language it was read to her. */
  language: LanguageCode,
  interpreter: AgreedInterpreter,
  /** Name or code of whoever interpreted. */
  interpreter_who: z.string(),
  copy: CopyGiven,
  /** What she did not agree with, in her words or told by her worker. It stands in the plan all the same, or does not. */
  disagreed: z.string(),
})
export type Agreement = z.infer<typeof Agreement>

/** A step as it stood, with the name its owner had on that day. */
export const FrozenStep = PlanAction.omit({ goal_id: true, section: true, referral: true, version: true }).extend({
  owner_name: z.string(),
})
export type FrozenStep = z.infer<typeof FrozenStep>
export const FrozenGoal = Goal.omit({ section: true, version: true, actions: true }).extend({
  actions: z.array(FrozenStep),
})
export type FrozenGoal = z.infer<typeof FrozenGoal>
export const FrozenWithout = z.object({ need: z.string(), reason: WithoutReason, words: z.string() })
export type FrozenWithout = z.infer<typeof FrozenWithout>
/** What one section of the file says in a plan. */
export const FrozenPart = z.object({
  goals: z.array(FrozenGoal),
  without: z.array(FrozenWithout),
  /** Goals that were no longer of the plan, and how they ended. */
  ended: z.array(z.object({ goal_id: Id, status: GoalStatus })),
})
export type FrozenPart = z.infer<typeof FrozenPart>

export const Approval = z.object({
  approval_id: Id,
  answer: z.enum(['approved', 'returned']),
  /** The hash that was on the screen of whoever answered. */
  hash: z.string(),
  /** The sections that were open to them: of the others they saw nothing. */
  sections: z.array(Section),
  answered_by: Id,
  answered_at: Moment,
  words: z.string(),
})
export type Approval = z.infer<typeof Approval>

export const VersionHead = z.object({
  number: z.int(),
  ...Agreement.shape,
  review_on: Day.nullable(),
  hash: z.string(),
  agreed_by: Id,
  agreed_at: Moment,
  /** The latest first. */
  approvals: z.array(Approval),
})
export type VersionHead = z.infer<typeof VersionHead>

/** `reached` is no change of the plan: it went as it was meant to. */
export const Differs = z.enum(['new', 'changed', 'dropped', 'reached', 'same'])
export type Differs = z.infer<typeof Differs>

const Compared = z.object({
  goal_id: Id,
  section: Section,
  differs: Differs,
  before: FrozenGoal.nullable(),
  after: FrozenGoal.nullable(),
  steps: z.array(
    z.object({ action_id: Id, differs: Differs, before: FrozenStep.nullable(), after: FrozenStep.nullable() }),
  ),
})
export type Compared = z.infer<typeof Compared>

export const readVersions = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/plan/versions',
  action: 'plan.versions',
  summary: 'The versions that were agreed, with what supervisors answered, and how the plan of today differs.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    /** The latest first. */
    versions: z.array(VersionHead),
    /** `draft`: never agreed, or changed since. Over what this reader opens. */
    state: z.enum(['none', 'draft', 'agreed']),
    /** How many goals of the plan of today differ from the latest version, by how. */
    since: z.object({ new: z.int(), changed: z.int(), dropped: z.int(), reached: z.int() }),
    may_agree: z.boolean(),
    may_approve: z.boolean(),
  }),
})

const versionNumber = z.coerce.number().int().positive()

export const readVersion = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/plan/versions/:number',
  action: 'plan.versions',
  summary: 'One version as it was agreed, beside the one before it, or today’s plan beside the latest (`number` 0).',
  input: z.object({ case_id: Id, number: z.coerce.number().int().min(0) }),
  reply: z.object({
    version: VersionHead.nullable(),
    before: VersionHead.nullable(),
    goals: z.array(Compared),
    without: z.array(z.object({ section: Section, ...FrozenWithout.shape })),
    /** Every section's hash; the hash of the whole is made of these and of the agreement. */
    hashes: z.record(z.string(), z.string()).nullable(),
    /** What was read from the frozen parts opened here hashes to what was kept. */
    intact: z.boolean(),
  }),
})

export const agreePlan = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/plan/versions',
  action: 'plan.agree',
  summary: 'Keeps the plan as it was agreed with her today, as the next version. Refused when it changed meanwhile.',
  input: z.object({
    case_id: Id,
    /** The version this becomes: the latest and one. */
    number: z.int().positive(),
    /** The mark of the plan that was read to her. */
    mark: z.string().max(80),
    agreed_on: Day,
    how: AgreedHow,
    language: LanguageCode,
    interpreter: AgreedInterpreter,
    interpreter_who: OptionalProse(200).default(''),
    copy: CopyGiven,
    disagreed: OptionalProse(2_000).default(''),
  }),
  reply: z.object({ case_id: Id, number: z.int() }),
})

export const answerVersion = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/plan/versions/:number/approvals',
  action: 'plan.approve',
  summary: 'A supervisor approves a version by its hash, or gives it back with a word why. Never who agreed it.',
  input: z.object({
    case_id: Id,
    number: versionNumber,
    approval_id: Id,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    answer: Approval.shape.answer,
    words: OptionalProse(1_000).default(''),
  }),
  reply: z.object({ approval_id: Id }),
})
