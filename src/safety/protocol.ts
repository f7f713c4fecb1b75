// The same-day protocol: something frightening was answered, told or happened, and from now on a named person must look,
// ask and see it through. Nothing closes it but every step answered.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse, Prose } from '#kit/text.ts'

/** What the fear is about; each kind has its checklist and its clock in data/safety/protocols.json. */
export const protocolKinds = ['self_harm', 'danger', 'health', 'child'] as const
export const ProtocolKind = z.enum(protocolKinds)
export type ProtocolKind = z.infer<typeof ProtocolKind>

/** What opened it. An instrument knows its kind from the data; whatever is told or happened says it. */
export type ProtocolCause =
  | { cause: 'instrument'; instrument: string; item: string; assessment_id: string }
  | { cause: 'told'; kind: ProtocolKind; words: string; protocol_id?: string }
  | { cause: 'incident'; kind: ProtocolKind; words: string; ref_id: string; protocol_id?: string }

export const StepState = z.enum(['open', 'done', 'not_needed'])
export type StepState = z.infer<typeof StepState>

export const ToldAs = z.enum(['reference_worker', 'cover', 'psychologist', 'coordinator', 'duty', 'deputy', 'director'])
export type ToldAs = z.infer<typeof ToldAs>

/** Somebody named at the opening; from `from_at` on it stands on their Today. */
export const Told = z.object({
  staff_id: Id,
  name: z.string(),
  as: ToldAs,
  from_at: Moment,
  /** The number of whoever is on duty, as the roster has it. */
  telephone: z.string().nullable(),
})
export type Told = z.infer<typeof Told>

export const ProtocolStep = z.object({
  code: Code,
  state: StepState,
  due_at: Moment.nullable(),
  late: z.boolean(),
  by: Id.nullable(),
  at: Moment.nullable(),
  words: z.string(),
})
export type ProtocolStep = z.infer<typeof ProtocolStep>

/** How it went, line by line; lines are only ever added. */
export const ProtocolWhat = z.enum([
  'opened',
  'again',
  'taken',
  'handed_on',
  'step',
  'note',
  'close_asked',
  'close_refused',
  'closed',
])
export type ProtocolWhat = z.infer<typeof ProtocolWhat>

export const ProtocolLine = z.object({
  line_id: Id,
  at: Moment,
  by: Id.nullable(),
  what: ProtocolWhat,
  step: Code.nullable(),
  state: StepState.nullable(),
  to: Id.nullable(),
  words: z.string(),
})
export type ProtocolLine = z.infer<typeof ProtocolLine>

export const ProtocolHead = z.object({
  protocol_id: Id,
  case_id: Id,
  kind: ProtocolKind,
  section: Section,
  cause: z.enum(['instrument', 'told', 'incident']),
  instrument: Code.nullable(),
  item: Code.nullable(),
  ref_id: Id.nullable(),
  opened_at: Moment,
  opened_by: Id.nullable(),
  look_by: Moment,
  talk_by: Moment,
  taken_by: Id.nullable(),
  taken_at: Moment.nullable(),
  close_asked_by: Id.nullable(),
  closed_at: Moment.nullable(),
  closed_by: Id.nullable(),
  version: z.int(),
})
export type ProtocolHead = z.infer<typeof ProtocolHead>

export const Protocol = ProtocolHead.extend({
  /** Whether a specialist signed the checklist it was opened with. */
  reviewed: z.boolean(),
  steps: z.array(ProtocolStep),
  told: z.array(Told),
  lines: z.array(ProtocolLine),
  taken_name: z.string().nullable(),
})
export type Protocol = z.infer<typeof Protocol>
