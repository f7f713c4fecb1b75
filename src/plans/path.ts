// Programme paths: where she is on the way, what is in place and what is missing or unknown before the next step, and
// the decisions that moved her. Nothing on a path holds her back: a person decides, with a reason.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Prose } from '#kit/text.ts'

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

export const Standing = z.enum(['met', 'missing', 'unknown'])
export type Standing = z.infer<typeof Standing>

const Checked = z.object({ code, standing: Standing })
export type Checked = z.infer<typeof Checked>

/** What she says to the move, as her worker heard it. */
export const HerView = z.enum(['wants', 'agrees', 'unsure', 'against', 'not_asked'])
export type HerView = z.infer<typeof HerView>

export const PathMove = z.object({
  move_id: Id,
  path: code,
  /** null: off the path. */
  step: code.nullable(),
  decided_on: Day,
  decided_by: Id,
  reason: z.string(),
  her_view: HerView,
  /** What was not in place on that day, and went with the decision. */
  missing: z.array(code),
  unknown: z.array(code),
})
export type PathMove = z.infer<typeof PathMove>

export const ToldPath = z.object({
  id: code,
  reviewed: z.boolean(),
  valid_from: Day,
  entry: z.array(Checked),
  exit: z.array(Checked),
  /** In each: what must be in place before the next. */
  steps: z.array(z.object({ code, in_place: z.array(Checked) })),
})
export type ToldPath = z.infer<typeof ToldPath>

export const readPath = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/path',
  action: 'plan.versions',
  summary: 'The programme paths, what of each is in place, missing or unknown to this reader, and every move so far.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    paths: z.array(ToldPath),
    /** The latest first. */
    moves: z.array(PathMove),
    may_move: z.boolean(),
  }),
})

export const moveOnPath = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/path',
  action: 'case.change',
  summary: 'A person decides where on which path she is now, with a reason; what is missing is noted and holds nobody.',
  input: z.object({
    case_id: Id,
    move_id: Id,
    /** The latest move on the screen of whoever decides; null: none yet. */
    follows_id: Id.nullable(),
    path: code,
    step: code.nullable(),
    her_view: HerView,
    reason: Prose(1_000),
  }),
  reply: z.object({ move_id: Id }),
})
