// Hours that count: after some events help is of use only for so long. What happened and when is written down with how
// sure one is, each help stands with what is left of its hours until somebody says what became of it. The clinician decides.
import { z } from 'zod'
import data from '#data/care/windows.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

export const eventKinds = ['sexual_violence', 'blood_contact', 'wound', 'pressure_on_neck', 'given_something'] as const
export const EventKind = z.enum(eventKinds)
export type EventKind = z.infer<typeof EventKind>

export const HelpWindow = z.strictObject({
  code: Code,
  /** From the event. Real hours, whatever clocks do. */
  hours: z.int().positive(),
  /** Until then it is of most use. */
  sooner: z.int().positive(),
  for: z.array(EventKind).min(1),
  confidence: z.enum(['checked', 'secondary', 'memory']),
  source: z.string().min(10),
})
export type HelpWindow = z.infer<typeof HelpWindow>

export const Windows = FactFile.extend({
  event_kinds: z.array(EventKind),
  windows: z.array(HelpWindow).min(1),
})

/** Read as it lies; a test holds it against the schema above. */
export const windows = data as z.infer<typeof Windows>

/** Between these two moments; the same twice where one knows. */
export const EventWords = z.object({
  kinds: z.array(EventKind).min(1),
  from: Moment,
  to: Moment,
  words: OptionalProse(2000),
})
export type EventWords = z.infer<typeof EventWords>

/** `on_the_way`: arranged, and not yet done: it stays on the page of the day. */
export const WindowAnswer = z.enum([
  'done',
  'on_the_way',
  'did_not_want',
  'not_needed',
  'clinician_said_no',
  'too_late',
])
export type WindowAnswer = z.infer<typeof WindowAnswer>

export const Answered = z.object({
  code: Code,
  answer: WindowAnswer,
  words: OptionalProse(1000),
  at: Moment,
  by: Id,
})
export type Answered = z.infer<typeof Answered>

/** `left`: in whole minutes, counted from the earliest and from the latest moment it can have been. */
export const RunningWindow = z.object({
  code: Code,
  hours: z.int(),
  sooner: z.int(),
  confidence: HelpWindow.shape.confidence,
  state: z.enum(['soonest', 'running', 'may_be_over', 'over']),
  left: z.object({ from: z.int(), to: z.int() }),
  closes_at: Moment,
  answered: Answered.nullable(),
})
export type RunningWindow = z.infer<typeof RunningWindow>

export const CareEvent = z.object({
  event_id: Id,
  ...EventWords.shape,
  recorded_by: Id,
  recorded_at: Moment,
  version: z.int(),
  windows: z.array(RunningWindow),
})
export type CareEvent = z.infer<typeof CareEvent>

const ofEvent = { case_id: Id, event_id: Id, version: z.int().min(0) }
const reply = z.object({ event_id: Id, version: z.int() })

export const keepEvent = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/care/events/:event_id',
  action: 'case.write',
  summary:
    'Writes down what happened and between which moments, or corrects it: the hours of each help begin to count.',
  input: z.object({ ...ofEvent, ...EventWords.shape }),
  reply,
})

export const answerWindow = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/care/events/:event_id/windows/:code',
  action: 'case.write',
  summary: 'Says what became of one help: it is on the page of the day until then.',
  input: z.object({ ...ofEvent, code: Code, answer: WindowAnswer, words: Answered.shape.words }),
  reply,
})
