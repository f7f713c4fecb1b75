// A deadline of a file and who answers for it: who is rung at which stage, what proves that it was met, and why it was
// set aside. Nothing overdue ever leaves silently.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse, Prose } from '#kit/text.ts'
import { Change, Happening, Item } from './reckoning.ts'
import { EventCode } from './rule.ts'

/** Days before the last one; `d0` is the day itself. */
export const alarmStages = ['d30', 'd15', 'd7', 'd2', 'd0', 'overdue'] as const
export const AlarmStage = z.enum(alarmStages)
export type AlarmStage = z.infer<typeof AlarmStage>

export const Alarm = z.object({
  /** The stage it is at; null: it does not ring yet, or no longer. */
  stage: AlarmStage.nullable(),
  /** The day of its next stage. */
  next_on: Day.nullable(),
  /** Whom it rings now. `team`: the coordinator and the whole legal team. */
  rings: z.array(z.enum(['owner', 'deputy', 'team'])),
  /** Who acknowledged this stage; overdue is acknowledged for one day only. */
  heard: z.array(z.object({ staff_id: Id, name: z.string(), at: Moment })),
})
export type Alarm = z.infer<typeof Alarm>

/** Why nobody acts on it any more. */
export const AsideReason = z.enum(['does_not_apply', 'another_way', 'she_decided', 'done_elsewhere', 'other'])
export type AsideReason = z.infer<typeof AsideReason>

export const FiledNumber = z.object({ number: z.string() })
export const AsideWords = z.object({ words: z.string() })

export const Filed = z.object({
  on: Day,
  document_id: Id.nullable(),
  number: z.string(),
  by_id: Id,
  /** The closing event that was recorded with it. */
  event_id: Id.nullable(),
})
export type Filed = z.infer<typeof Filed>

export const Aside = z.object({ reason: AsideReason, words: z.string(), on: Day, by_id: Id })
export type Aside = z.infer<typeof Aside>

/** An item as it stands in the file: with who answers for it, and what was done about it. */
export const FileDeadline = Item.extend({
  /** null: it has no last day, so nobody need answer for one. */
  deadline_id: Id.nullable(),
  version: z.int(),
  owner: z.object({ staff_id: Id, name: z.string() }).nullable(),
  deputy: z.object({ staff_id: Id, name: z.string() }).nullable(),
  /** `true`: nobody chose them; the lawyer of the team, or the reference worker. */
  by_default: z.boolean(),
  filed: Filed.nullable(),
  set_aside: Aside.nullable(),
  alarm: Alarm,
  reviewed_by: z.string().nullable(),
  reviewed_on: Day.nullable(),
})
export type FileDeadline = z.infer<typeof FileDeadline>

const which = { case_id: Id, deadline_id: Id, version: z.int().nonnegative() }
const reply = z.object({ deadline_id: Id, version: z.int() })

export const takeDeadline = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/law/deadlines/:deadline_id',
  action: 'case.write',
  summary: 'Says who answers for a deadline, and who does when they cannot.',
  input: z.object({ ...which, owner_id: Id, deputy_id: Id.nullable() }),
  reply,
})

export const hearAlarm = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/law/deadlines/:deadline_id/heard',
  action: 'case.write',
  summary: 'Acknowledges the stage an alarm is at. It closes nothing: the next stage rings again.',
  input: z.object({ case_id: Id, deadline_id: Id, stage: AlarmStage }),
  reply: z.object({ deadline_id: Id }),
})

export const closeDeadline = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/law/deadlines/:deadline_id/close',
  action: 'case.write',
  summary:
    'Closes a deadline with its proof, a document or the number of the registry, and records the event that meets it.',
  input: z.object({
    ...which,
    /** Of the event that is recorded with it. */
    event_id: Id,
    /** Which of the events that meet the rule; null: the first of them. */
    code: EventCode.nullable().default(null),
    on: Day,
    at: Happening.shape.at.default(null),
    document_id: Id.nullable().default(null),
    number: OptionalProse(100).default(''),
  }),
  reply: z.object({ deadline_id: Id, version: z.int(), event_id: Id.nullable(), changes: z.array(Change) }),
})

export const setDeadlineAside = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/law/deadlines/:deadline_id/set-aside',
  action: 'case.write',
  summary: 'Says why nobody need act on a deadline. Another last day makes it ring again; null takes the reason back.',
  input: z.object({ ...which, reason: AsideReason.nullable(), words: Prose(1_000).nullable() }),
  reply,
})
