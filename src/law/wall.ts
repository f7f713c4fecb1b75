// The wall of deadlines: what comes next over all files whose law one opens, what is overdue first and always.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { AlarmStage } from './deadline.ts'
import { Item } from './reckoning.ts'
import { Track } from './rule.ts'

export const WallRow = Item.pick({
  ...{ pack: true, rule_id: true, rule_from: true, track: true, kind: true, due_at: true, state: true, reviewed: true },
}).extend({
  case_id: Id,
  alias: z.string(),
  reference: z.string(),
  deadline_id: Id,
  due_on: Day,
  /** What the silence of the authority would mean. */
  silence: Item.shape.silence,
  stage: AlarmStage.nullable(),
  /** Somebody acknowledged this stage. */
  heard: z.boolean(),
  owner: z.object({ staff_id: Id, name: z.string() }).nullable(),
  deputy: z.object({ staff_id: Id, name: z.string() }).nullable(),
  version: z.int(),
})
export type WallRow = z.infer<typeof WallRow>

export const wallPageSize = 50

export const readWall = endpoint({
  method: 'GET',
  path: '/api/law/wall',
  action: 'law.wall',
  summary: 'Open deadlines over all files whose law one opens, the most overdue first, a page at a time.',
  input: z.object({
    /** `mine`: I own it or stand in. `office`: files of my office. */
    whose: z.enum(['mine', 'office', 'all']).default('mine'),
    track: Track.optional(),
    until: Day.optional(),
    after: z.string().max(60).optional(),
  }),
  reply: z.object({
    today: Day,
    rows: z.array(WallRow),
    next: z.string().nullable(),
    /** Of the whole selection, not of this page; at most 999 each. */
    counts: z.object({ overdue: z.int(), today: z.int(), week: z.int() }),
  }),
})
