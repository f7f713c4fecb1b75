// The same-day protocol: something frightening was answered, told or happened, and from now on a named person looks, asks
// and sees it through. Nothing closes it but every step answered.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Code } from '#facts/facts.ts'
import { Moment } from '#kit/day.ts'
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
  | { cause: 'incident'; kind: ProtocolKind; words: string; ref_id: string }

export const StepState = z.enum(['open', 'done', 'not_needed'])
export type StepState = z.infer<typeof StepState>

export const ToldAs = z.enum([
  'reference_worker',
  'cover',
  'psychologist',
  'coordinator',
  'duty',
  'deputy',
  'director',
  'handed',
])
export type ToldAs = z.infer<typeof ToldAs>

/** Somebody on whose page of the day it stands from `from_at` on. */
export const Told = z.object({
  staff_id: Id,
  name: z.string(),
  as: ToldAs,
  from_at: Moment,
  /** The number of whoever has the duty, as the roster has it; empty otherwise. */
  telephone: z.string(),
})
export type Told = z.infer<typeof Told>

/** `late`: a first look or a talk that is overdue. */
export const ProtocolLate = z.enum(['no', 'look', 'talk'])

/**
 * As far as those see it whom it is told to: who the person is called, what kind of fright, who was told and who has it.
 * What was said, answered or noted is for those who have it or may open its section.
 */
export const ProtocolHead = z.object({
  protocol_id: Id,
  case_id: Id,
  alias: z.string(),
  /** Whether the reader may open the file. */
  sees: z.boolean(),
  kind: ProtocolKind,
  section: Section,
  cause: z.enum(['instrument', 'told', 'incident']),
  opened_at: Moment,
  opened_name: z.string(),
  look_by: Moment,
  talk_by: Moment,
  late: ProtocolLate,
  taken_by: Id.nullable(),
  taken_name: z.string().nullable(),
  taken_at: Moment.nullable(),
  handed_to: Id.nullable(),
  handed_name: z.string().nullable(),
  close_asked_by: Id.nullable(),
  close_asked_name: z.string().nullable(),
  closed_at: Moment.nullable(),
  closed_name: z.string().nullable(),
  steps: z.int(),
  steps_open: z.int(),
  told: z.array(Told),
  version: z.int(),
})
export type ProtocolHead = z.infer<typeof ProtocolHead>

export const ProtocolStep = z.object({
  code: Code,
  state: StepState,
  due_at: Moment,
  late: z.boolean(),
  by_name: z.string().nullable(),
  at: Moment.nullable(),
  /** Null where the reader may not read it. */
  words: z.string().nullable(),
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

export const ProtocolLine = z.object({
  line_id: Id,
  at: Moment,
  by_name: z.string(),
  what: ProtocolWhat,
  step: Code.nullable(),
  state: StepState.nullable(),
  to_name: z.string().nullable(),
  words: z.string().nullable(),
})
export type ProtocolLine = z.infer<typeof ProtocolLine>

/** How the reader stands with it: has it, may open its section, was told, has the duty now, or opened it. */
export const Stands = z.enum(['taker', 'section', 'told', 'duty', 'opener'])
export type Stands = z.infer<typeof Stands>

export const Protocol = ProtocolHead.extend({
  stands: Stands,
  /** The instrument and its question, for whoever may read what was said. */
  instrument: Code.nullable(),
  item: Code.nullable(),
  ref_id: Id.nullable(),
  /** Whether closing always takes two, or only when its opener wants to. */
  closing: z.enum(['not_opener', 'two']),
  /** Whether a specialist signed the checklist it was opened with. */
  reviewed: z.boolean(),
  may: z.object({ take: z.boolean(), work: z.boolean(), ask_close: z.boolean(), answer_close: z.boolean() }),
  list: z.array(ProtocolStep),
  lines: z.array(ProtocolLine),
})
export type Protocol = z.infer<typeof Protocol>

const ofProtocol = { protocol_id: Id }
const act = { ...ofProtocol, version: z.int(), line_id: Id }
const reply = z.object({ protocol_id: Id })

export const tellProtocol = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/protocols',
  action: 'case.write',
  summary:
    'Opens the same-day protocol for something that was told or seen. One of its kind that is open is joined and asked anew.',
  input: z.object({ case_id: Id, protocol_id: Id, kind: ProtocolKind, words: Prose(4000) }),
  reply: z.object({ protocol_id: Id, opened: z.boolean() }),
})

export const listProtocolsOfFile = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/protocols',
  action: 'case.open',
  summary: 'The protocols of a file that stand with whoever asks, open ones first.',
  input: z.object({ case_id: Id }),
  reply: z.object({ protocols: z.array(ProtocolHead), now: Moment }),
})

/** Why it stands on the page of the day. */
export const WhyMine = z.enum(['mine', 'handed', 'agree', 'take', 'opened', 'late'])
export type WhyMine = z.infer<typeof WhyMine>

export const listMyProtocols = endpoint({
  method: 'GET',
  path: '/api/protocols',
  action: 'protocol.look',
  summary: 'The protocols that stand on the page of the day of whoever asks: to take, taken, handed on, to agree to.',
  input: z.object({}),
  reply: z.object({ protocols: z.array(ProtocolHead.extend({ why: WhyMine })), now: Moment }),
})

export const overseeProtocols = endpoint({
  method: 'GET',
  path: '/api/protocols/oversee',
  action: 'protocol.oversee',
  summary: 'The protocols of the offices one answers for: open ones, then those of the last thirty days.',
  input: z.object({}),
  reply: z.object({ protocols: z.array(ProtocolHead), now: Moment }),
})

export const readProtocol = endpoint({
  method: 'GET',
  path: '/api/protocols/:protocol_id',
  action: 'protocol.look',
  summary: 'One protocol, as far as it stands with whoever asks.',
  input: z.object(ofProtocol),
  reply: z.object({ protocol: Protocol, now: Moment }),
})

export const takeProtocol = endpoint({
  method: 'POST',
  path: '/api/protocols/:protocol_id/take',
  action: 'protocol.take',
  summary:
    'Takes a protocol over. Without a place on the file this opens two of its sections for some hours, until the protocol is closed or another takes it.',
  input: z.object({ ...act, words: OptionalProse(2000).default('') }),
  reply,
})

export const handOnProtocol = endpoint({
  method: 'POST',
  path: '/api/protocols/:protocol_id/hand-on',
  action: 'protocol.take',
  summary: 'Asks a colleague to take a protocol over; it stays with whoever has it until the colleague does.',
  input: z.object({ ...act, to: Id, words: OptionalProse(2000).default('') }),
  reply,
})

export const answerProtocolStep = endpoint({
  method: 'PUT',
  path: '/api/protocols/:protocol_id/steps/:step',
  action: 'protocol.take',
  summary: 'Answers a step: done, or not needed with the reason. Only once somebody took the protocol.',
  input: z.object({ ...act, step: Code, state: StepState, words: OptionalProse(2000).default('') }),
  reply,
})

export const noteProtocol = endpoint({
  method: 'POST',
  path: '/api/protocols/:protocol_id/notes',
  action: 'protocol.take',
  summary: 'Writes a note beside a protocol.',
  input: z.object({ ...ofProtocol, line_id: Id, words: Prose(4000) }),
  reply,
})

export const closeProtocol = endpoint({
  method: 'POST',
  path: '/api/protocols/:protocol_id/close',
  action: 'protocol.take',
  summary:
    'Asks to close a protocol whose every step is answered, agrees to it as a second person, or refuses with the reason.',
  input: z.object({ ...act, answer: z.enum(['ask', 'agree', 'refuse']), words: OptionalProse(2000).default('') }),
  reply: z.object({ protocol_id: Id, closed: z.boolean() }),
})
