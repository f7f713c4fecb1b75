// The plan of a file: the day it is looked at again, what she wants in her own words, and who takes which step by when.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'

/** `changed`: it became another goal. `left`: she no longer wants it. Neither is a failure. */
export const GoalStatus = z.enum(['open', 'reached', 'changed', 'left'])
export type GoalStatus = z.infer<typeof GoalStatus>

export const OwnerKind = z.enum(['staff', 'person'])
export type OwnerKind = z.infer<typeof OwnerKind>

const owner = { owner_kind: OwnerKind, owner_id: Id.nullable() }

export const PlanAction = z.object({
  action_id: Id,
  goal_id: Id,
  section: Section,
  words: z.string(),
  ...owner,
  due_on: Day,
  done_on: Day.nullable(),
  version: z.int(),
})
export type PlanAction = z.infer<typeof PlanAction>

export const Goal = z.object({
  goal_id: Id,
  need: z.string(),
  section: Section,
  status: GoalStatus,
  set_on: Day,
  words: z.string(),
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
  summary:
    'The goals and actions of the sections one may open, the needs that still ask for a goal, and the review day.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    review: Review,
    asks: z.array(z.object({ need: z.string(), level: z.int(), section: Section })),
    goals: z.array(Goal),
    next_due_on: Day.nullable(),
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

export const addGoal = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/goals',
  action: 'case.write',
  summary: 'Sets a goal in her words, for one need.',
  input: z.object({ case_id: Id, goal_id: Id, need: z.string().max(40), words: Prose(2_000) }),
  reply: z.object({ goal_id: Id, version: z.int() }),
})

export const changeGoal = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/goals/:goal_id',
  action: 'case.write',
  summary: 'Changes the words or the state of a goal. A stale version gets the current goal back.',
  input: z.object({ case_id: Id, goal_id: Id, version: z.int(), words: Prose(2_000), status: GoalStatus }),
  reply: z.object({ goal_id: Id, version: z.int() }),
})

const step = { words: Prose(2_000), ...owner, due_on: Day }

export const addAction = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/actions',
  action: 'case.write',
  summary: 'Plans a step towards a goal: what, who (a colleague on the file, or she herself) and by when.',
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
