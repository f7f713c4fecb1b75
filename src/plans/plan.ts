// The plan of a file: what she wants in her own words, who takes which step by when, and the day it is looked at again.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse, Prose } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'

/** `waiting`: not yet. `changed`: it became another goal. `left`: she no longer wants it. None is a failure. */
export const GoalStatus = z.enum(['open', 'waiting', 'reached', 'changed', 'left'])
export type GoalStatus = z.infer<typeof GoalStatus>

/** How near she feels to it, as she says it herself; nobody grades her by it. */
export const Change = z.enum(['not_now', 'thinking', 'preparing', 'doing', 'keeping'])
export type Change = z.infer<typeof Change>

/** `other`: somebody with no account here, named in words: her sister, a health centre. */
export const OwnerKind = z.enum(['staff', 'person', 'partner', 'other'])
export type OwnerKind = z.infer<typeof OwnerKind>

export const CostPayer = z.enum(['house', 'partner', 'public', 'grant', 'person', 'nobody_yet'])
export type CostPayer = z.infer<typeof CostPayer>
export const Cost = z.object({ cents: z.int().min(0).max(100_000_000), paid_by: CostPayer })
export type Cost = z.infer<typeof Cost>

/** What a step leads to: a service of the directory, or one it does not know. */
export const StepService = z.object({ service_id: Id.nullable(), name: Prose(200) })

const goalWords = {
  /** The language she said it in; null where nobody noted it. */
  language: LanguageCode.nullable(),
  /** The same in the words of whoever works with her, beside hers and never instead of them. */
  translation: z.string(),
  why: z.string(),
  change: Change.nullable(),
}
const stepWords = {
  /** The step said in her language, for the paper she takes along. */
  in_her_words: z.string(),
  /** Who, where no account says it. */
  who: z.string(),
  service: z.object({ service_id: Id.nullable(), name: z.string() }).nullable(),
  cost: Cost.nullable(),
}
const owner = { owner_kind: OwnerKind, owner_id: Id.nullable() }

export const PlanAction = z.object({
  action_id: Id,
  goal_id: Id,
  section: Section,
  words: z.string(),
  ...stepWords,
  ...owner,
  owner_organisation_id: Id.nullable(),
  due_on: Day,
  done_on: Day.nullable(),
  /** The latest referral that came from this step. */
  referral: z.object({ referral_id: Id, status: z.string() }).nullable(),
  version: z.int(),
})
export type PlanAction = z.infer<typeof PlanAction>

export const Goal = z.object({
  goal_id: Id,
  need: z.string(),
  section: Section,
  status: GoalStatus,
  set_on: Day,
  place: z.int(),
  /** Until when a goal that waits is left in peace. */
  waits_until: Day.nullable(),
  words: z.string(),
  ...goalWords,
  version: z.int(),
  actions: z.array(PlanAction),
})
export type Goal = z.infer<typeof Goal>

/** Version 0: no day has been agreed yet. */
export const Review = z.object({ review_on: Day.nullable(), reviewed_on: Day.nullable(), version: z.int() })
export type Review = z.infer<typeof Review>

export const readPlan = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/plan',
  action: 'case.open',
  summary: 'The goals and actions of the sections one may open, and the review day.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    review: Review,
    goals: z.array(Goal),
    next_due_on: Day.nullable(),
    /** Names the plan as it stands here: whoever agrees it says which one was read to her. */
    mark: z.string(),
  }),
})

export const setReview = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/plan',
  action: 'plan.write',
  summary: 'Agrees the day on which the plan is looked at again with her; `reviewed` says it was looked at today.',
  input: z.object({ case_id: Id, version: z.int(), review_on: Day, reviewed: z.boolean().default(false) }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

const saidOfGoal = {
  words: Prose(2_000),
  language: LanguageCode.nullable().default(null),
  translation: OptionalProse(2_000).default(''),
  why: OptionalProse(2_000).default(''),
  change: Change.nullable().default(null),
  waits_until: Day.nullable().default(null),
}

export const addGoal = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/goals',
  action: 'case.write',
  summary: 'Sets a goal in her words and language, for one need.',
  input: z.object({ case_id: Id, goal_id: Id, need: z.string().max(40), ...saidOfGoal }),
  reply: z.object({ goal_id: Id, version: z.int() }),
})

export const changeGoal = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/goals/:goal_id',
  action: 'case.write',
  summary: 'Changes the words or the state of a goal. A stale version gets the current goal back.',
  input: z.object({ case_id: Id, goal_id: Id, version: z.int(), status: GoalStatus, ...saidOfGoal }),
  reply: z.object({ goal_id: Id, version: z.int() }),
})

export const orderGoals = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/goal-order',
  action: 'case.write',
  summary: 'Puts goals into her order. Goals of sections one may not write in keep their place.',
  input: z.object({ case_id: Id, goals: z.array(Id).min(1).max(500) }),
  reply: z.object({ case_id: Id, ordered: z.int() }),
})

const step = {
  words: Prose(2_000),
  in_her_words: OptionalProse(2_000).default(''),
  who: OptionalProse(200).default(''),
  service: StepService.nullable().default(null),
  cost: Cost.nullable().default(null),
  ...owner,
  owner_organisation_id: Id.nullable().default(null),
  due_on: Day,
}

export const addAction = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/actions',
  action: 'case.write',
  summary:
    'Plans a step towards a goal: what, who (a colleague, a partner, somebody else, or she herself) and by when.',
  input: z.object({ case_id: Id, action_id: Id, goal_id: Id, ...step }),
  reply: z.object({ action_id: Id, version: z.int() }),
})

export const changeAction = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/actions/:action_id',
  action: 'case.write',
  summary: 'Changes a step. A stale version gets the current step back.',
  input: z.object({ case_id: Id, action_id: Id, version: z.int(), ...step }),
  reply: z.object({ action_id: Id, version: z.int() }),
})

export const markAction = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/actions/:action_id/done',
  action: 'case.write',
  summary: 'Marks a step as done, or takes that back.',
  input: z.object({ case_id: Id, action_id: Id, version: z.int(), done: z.boolean() }),
  reply: z.object({ action_id: Id, version: z.int() }),
})
