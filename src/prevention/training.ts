// A training or workshop that is planned, opened, held and closed: where and when, for whom, in which language, by whom,
// and what it cost. Who comes is no part of it.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Sector, ShortCode } from '#institutions/sector.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { Curriculum, CurriculumId, CurriculumKind, SpokenLanguage } from './curriculum.ts'

/** `open`: people may register; `held`: it took place; `closed`: costs are counted and nothing of it changes any more. */
export const trainingStatuses = ['planned', 'open', 'held', 'closed', 'cancelled'] as const
export const TrainingStatus = z.enum(trainingStatuses)
export type TrainingStatus = z.infer<typeof TrainingStatus>

export const TrainingMode = z.enum(['place', 'online'])
export type TrainingMode = z.infer<typeof TrainingMode>

export const Session = z.object({ session_id: Id, starts_at: Moment, ends_at: Moment })
export type Session = z.infer<typeof Session>

export const costKinds = ['trainer', 'interpreter', 'room', 'travel', 'materials', 'food', 'care', 'other'] as const
export const CostKind = z.enum(costKinds)
export type CostKind = z.infer<typeof CostKind>

export const CostItem = z.object({
  item_id: Id,
  kind: CostKind,
  cents: z.int().min(0).max(100_000_000),
  words: OptionalProse(120),
})
export type CostItem = z.infer<typeof CostItem>

/** Only the day of the house's clock is compared: `starts_on` and `ends_on` are the first and last day of its sessions. */
export const TrainingRow = z.object({
  training_id: Id,
  curriculum_id: CurriculumId,
  kind: CurriculumKind,
  sector: Sector,
  institution_id: Id.nullable(),
  institution_name: z.string().nullable(),
  mode: TrainingMode,
  province: z.string().nullable(),
  language: SpokenLanguage,
  status: TrainingStatus,
  starts_at: Moment,
  ends_at: Moment,
  sessions: z.int(),
  capacity: z.int(),
  seats: z.int(),
  trainer_ids: z.array(Id),
  version: z.int(),
})
export type TrainingRow = z.infer<typeof TrainingRow>

const Planned = {
  curriculum_id: CurriculumId,
  institution_id: Id.nullable(),
  mode: TrainingMode,
  /** Where, or the address of the meeting: shown to whoever has the code. */
  place: OptionalProse(300),
  province: z.string().max(10).nullable(),
  language: SpokenLanguage,
  /** Into which language somebody interprets, if anybody does. */
  interpreter_language: SpokenLanguage.nullable(),
  capacity: z.int().min(1).max(500),
  trainer_ids: z.array(Id).max(8),
  materials: z.array(Code).max(30),
}
/** Sealed to the organisation. */
export const TrainingWords = z.object({
  outside_trainers: z.array(Line(120)).max(8),
  /** Who interprets, and how they are reached. */
  interpreter: OptionalProse(300),
  notes: OptionalProse(2000),
})
export type TrainingWords = z.infer<typeof TrainingWords>

export const Training = TrainingRow.omit({ sessions: true }).extend({
  ...Planned,
  ...TrainingWords.shape,
  request_id: Id.nullable(),
  /** People register at `/training/<join_code>`. */
  join_code: ShortCode,
  sessions: z.array(Session),
  trainers: z.array(z.object({ staff_id: Id, name: z.string() })),
  costs: z.array(CostItem),
  currency: z.string(),
  grant_line: z.string(),
  /** Where it may go from here. */
  may_become: z.array(TrainingStatus),
})
export type Training = z.infer<typeof Training>

export const readCurricula = endpoint({
  method: 'GET',
  path: '/api/prevention/curricula',
  action: 'prevention.read',
  summary: 'What can be taught, with its blocks, how long it takes, and whether questions and a kit are there.',
  input: z.object({}),
  reply: z.object({
    curricula: z.array(Curriculum.extend({ test_items: z.int(), kit_parts: z.int() })),
    source: z.string(),
    reviewed_by: z.string().nullable(),
  }),
})

export const listTrainings = endpoint({
  method: 'GET',
  path: '/api/prevention/trainings',
  action: 'prevention.read',
  summary: 'Trainings and workshops by their first day, latest first.',
  input: z.object({
    status: TrainingStatus.optional(),
    sector: Sector.optional(),
    institution_id: Id.optional(),
    /** Only those I give. */
    mine: z.enum(['yes']).optional(),
    after: z.string().optional(),
  }),
  reply: z.object({ trainings: z.array(TrainingRow), next: z.string().nullable() }),
})

/** For the calendar: at most 92 days. */
export const listSessions = endpoint({
  method: 'GET',
  path: '/api/prevention/sessions',
  action: 'prevention.read',
  summary: 'The sessions of all trainings between two days, for a calendar.',
  input: z.object({ from: Day, until: Day }),
  reply: z.object({ sessions: z.array(Session.extend({ training: TrainingRow })) }),
})

export const readTraining = endpoint({
  method: 'GET',
  path: '/api/prevention/trainings/:training_id',
  action: 'prevention.read',
  summary: 'One training whole: plan, code to register, trainers, costs.',
  input: z.object({ training_id: Id }),
  reply: Training,
})

export const keepTraining = endpoint({
  method: 'POST',
  path: '/api/prevention/trainings/:training_id',
  action: 'prevention.manage',
  summary: 'Plans a training (version 0) or changes it, while it is planned or open.',
  input: z.object({
    training_id: Id,
    version: z.int().min(0),
    /** Of a new one: the request it answers. */
    request_id: Id.nullable(),
    ...Planned,
    ...TrainingWords.shape,
    sessions: z.array(Session).min(1).max(20),
  }),
  reply: z.object({ training_id: Id, version: z.int() }),
})

export const moveTraining = endpoint({
  method: 'POST',
  path: '/api/prevention/trainings/:training_id/status',
  action: 'prevention.manage',
  summary: 'Opens a training for registering, says that it was held, closes or cancels it.',
  input: z.object({ training_id: Id, version: z.int(), status: TrainingStatus }),
  reply: z.object({ training_id: Id, version: z.int() }),
})

export const keepCosts = endpoint({
  method: 'POST',
  path: '/api/prevention/trainings/:training_id/costs',
  action: 'prevention.manage',
  summary: 'What a training cost and which line of a grant pays it.',
  input: z.object({
    training_id: Id,
    version: z.int(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    grant_line: OptionalProse(80),
    costs: z.array(CostItem).max(40),
  }),
  reply: z.object({ training_id: Id, version: z.int() }),
})

export const readCosts = endpoint({
  method: 'GET',
  path: '/api/prevention/costs',
  action: 'prevention.manage',
  summary: 'What the trainings of a year cost, by line of grant and by kind.',
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  reply: z.object({
    lines: z.array(
      z.object({
        grant_line: z.string(),
        currency: z.string(),
        trainings: z.int(),
        cents: z.int(),
        kinds: z.array(z.object({ kind: CostKind, cents: z.int() })),
      }),
    ),
  }),
})

/** For the first look of the day of whoever trains. */
export const readPreventionToday = endpoint({
  method: 'GET',
  path: '/api/prevention/today',
  action: 'prevention.manage',
  summary: 'My sessions of the next two weeks, trainings that are over and not yet held, new requests, refreshers due.',
  input: z.object({}),
  reply: z.object({
    sessions: z.array(Session.extend({ training: TrainingRow })),
    to_finish: z.array(TrainingRow),
    new_requests: z.int(),
    /** Institutions whose last training lies further back than they agreed. */
    refreshers_due: z.int(),
  }),
})
