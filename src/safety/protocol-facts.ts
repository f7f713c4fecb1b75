// What a same-day protocol asks, by when, and who may close it: data, read as it lies; a test holds it against the schema.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import data from '#data/safety/protocols.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { ProtocolKind } from './protocol.ts'

/** `look`: by the first look; `talk`: by the talk of the same day. */
const Within = z.enum(['look', 'talk'])

/** `not_opener`: whoever opened it needs a second person; `two`: everybody does. */
export const Closing = z.enum(['not_opener', 'two'])
export type Closing = z.infer<typeof Closing>

export const KindFacts = z.strictObject({
  kind: ProtocolKind,
  section: Section,
  closing: Closing,
  steps: z.array(z.strictObject({ code: Code, within: Within, source: z.string().min(10) })).min(3),
})
export type KindFacts = z.infer<typeof KindFacts>

export const ProtocolFacts = FactFile.extend({
  version: z.int().positive(),
  first_look_minutes: z.int().positive(),
  /** The talk is due when the day ends where the office is, and never sooner than this. */
  talk_at_least_minutes: z.int().positive(),
  /** How long the file stays open, narrowly, to whoever takes over without a place on its team. */
  access_hours: z.int().min(1).max(24),
  kinds: z.array(KindFacts).min(1),
  /** An answer of its own kind stands with its item; the others open what the instrument is about. */
  instruments: z.array(z.strictObject({ instrument: Code, item: Code.optional(), kind: ProtocolKind })),
  otherwise: ProtocolKind,
})
export type ProtocolFacts = z.infer<typeof ProtocolFacts>

export const protocolFacts = data as ProtocolFacts
