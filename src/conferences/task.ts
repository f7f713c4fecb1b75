// What a conference decided that someone does: a colleague or a partner, by a day, and what became of it.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse, Prose } from '#kit/text.ts'

export const TaskStatus = z.enum(['open', 'doing', 'done', 'cannot', 'dropped'])
export type TaskStatus = z.infer<typeof TaskStatus>

export const TaskOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('staff'), staff_id: Id }),
  z.object({ kind: z.literal('agency'), organisation_id: Id }),
])
export type TaskOwner = z.infer<typeof TaskOwner>

export const ConferenceTask = z.object({
  task_id: Id,
  item_id: Id,
  section: Section,
  words: z.string(),
  owner: TaskOwner,
  owner_name: z.string(),
  /** Whether whoever asks answers for it. */
  mine: z.boolean(),
  due_on: Day,
  status: TaskStatus,
  answer: z.string().nullable(),
  answered_at: Moment.nullable(),
  version: z.int(),
})
export type ConferenceTask = z.infer<typeof ConferenceTask>

const reply = z.object({ task_id: Id, version: z.int() })

export const setTask = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/conference-items/:item_id/tasks',
  action: 'conferences.call',
  summary: 'Gives what was decided to someone: a colleague on the file, or an invited partner the section is open to.',
  input: z.object({ case_id: Id, item_id: Id, task_id: Id, words: Prose(2000), owner: TaskOwner, due_on: Day }),
  reply,
})

export const markTask = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/conference-tasks/:task_id',
  action: 'case.write',
  summary: 'Says what became of a colleague’s task, or drops one. What a partner answers for is not said for it.',
  input: z.object({
    case_id: Id,
    task_id: Id,
    version: z.int(),
    status: TaskStatus,
    answer: OptionalProse(2000),
  }),
  reply,
})

export const answerTask = endpoint({
  method: 'POST',
  path: '/api/conferences/tasks/:task_id/answer',
  action: 'conferences.answer',
  summary: 'A partner says what became of its task, while its consent lives.',
  input: z.object({
    task_id: Id,
    version: z.int(),
    status: z.enum(['doing', 'done', 'cannot']),
    answer: OptionalProse(2000),
  }),
  reply,
})
