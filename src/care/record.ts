// What is known of someone's health: medication, allergies, vaccinations, conditions, a pregnancy. All of it sealed, every
// earlier state kept.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { Condition, Vaccine } from './lists.ts'

const words = OptionalProse(1000)

/** Whether it is safe that somebody finds it with the person: a packet can tell what nobody was told. */
export const SafeToHave = z.enum(['safe', 'not_safe', 'not_asked'])

export const Medication = z.object({
  kind: z.literal('medication'),
  name: Line(160),
  dose: OptionalProse(160),
  since: Day.nullable(),
  until: Day.nullable(),
  prescribed_by: OptionalProse(160),
  safe_to_have: SafeToHave,
  words,
})

export const Severity = z.enum(['mild', 'serious', 'life_threatening', 'not_known'])

export const Allergy = z.object({
  kind: z.literal('allergy'),
  /** Empty where a sticky fact on top of the file carries the words: they are written once. */
  to: OptionalProse(100),
  reaction: OptionalProse(300),
  severity: Severity,
  words,
})

export const Vaccination = z.object({
  kind: z.literal('vaccination'),
  vaccine: Vaccine,
  given_on: Day.nullable(),
  dose: z.int().min(1).max(9).nullable(),
  seen: z.enum(['paper', 'told']),
  next_on: Day.nullable(),
  words,
})

export const LastingCondition = z.object({
  kind: z.literal('condition'),
  condition: Condition,
  since_year: z.int().min(1900).max(2200).nullable(),
  words,
})

/** From which day weeks are counted, and how. Only a scan is more than an estimate. */
export const CountedFrom = z.discriminatedUnion('how', [
  z.object({ how: z.literal('last_period'), on: Day, certain: z.boolean() }),
  z.object({ how: z.literal('scan'), on: Day, weeks: z.int().min(3).max(42), days: z.int().min(0).max(6) }),
  z.object({ how: z.literal('told'), on: Day, weeks: z.int().min(1).max(42), days: z.int().min(0).max(6) }),
])
export type CountedFrom = z.infer<typeof CountedFrom>

export const Pregnancy = z.object({
  kind: z.literal('pregnancy'),
  counted: CountedFrom.nullable(),
  /** The person's own choice, in the person's time; it may stay unsaid. */
  wish: z.enum(['not_said', 'thinking', 'goes_on', 'ends']),
  ended_on: Day.nullable(),
  ended_how: z.enum(['birth', 'loss', 'ended', 'not_said']).nullable(),
  words,
})
export type Pregnancy = z.infer<typeof Pregnancy>

export const RecordWords = z.discriminatedUnion('kind', [Medication, Allergy, Vaccination, LastingCondition, Pregnancy])
export type RecordWords = z.infer<typeof RecordWords>
export type RecordKind = RecordWords['kind']

export const HealthRecord = z.object({
  record_id: Id,
  section: z.enum(['health', 'mind']),
  status: z.enum(['live', 'ended', 'mistake']),
  /** The sticky fact that carries the words of an allergy, and those words; null to whoever may not read it. */
  alert_id: Id.nullable(),
  alert_words: z.string().nullable(),
  says: RecordWords,
  written_by: Id,
  written_at: Moment,
  version: z.int(),
})
export type HealthRecord = z.infer<typeof HealthRecord>

export const keepRecord = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/care/records/:record_id',
  action: 'case.write',
  summary: 'Writes down something of someone’s health, or changes it. What it said before is kept.',
  input: z.object({
    case_id: Id,
    record_id: Id,
    /** 0 for one that is new. */
    version: z.int().min(0),
    section: HealthRecord.shape.section,
    status: HealthRecord.shape.status,
    /** For an allergy: an existing sticky fact that says it already. */
    alert_id: Id.nullable(),
    /** For a new allergy: put it on top of the file. */
    stick: z.boolean(),
    says: RecordWords,
  }),
  reply: z.object({ record_id: Id, version: z.int() }),
})

export const RecordVersion = z.object({
  version: z.int(),
  status: HealthRecord.shape.status,
  says: RecordWords,
  written_by: Id,
  written_at: Moment,
})

export const readRecordVersions = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/care/records/:record_id/versions',
  action: 'case.open',
  summary: 'What a record of someone’s health said before each change, oldest first.',
  input: z.object({ case_id: Id, record_id: Id }),
  reply: z.object({ versions: z.array(RecordVersion) }),
})
