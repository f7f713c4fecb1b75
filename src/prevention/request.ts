// An institution asks for a training or a workshop through the public form. What is needed to plan stands in codes; who
// asks, and how to reach them, is sealed to the organisation.
import { z } from 'zod'
import { Sector, ShortCode } from '#institutions/sector.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { CurriculumId, SpokenLanguage } from './curriculum.ts'

export const requestStatuses = ['new', 'talking', 'planned', 'declined'] as const
export const RequestStatus = z.enum(requestStatuses)
export type RequestStatus = z.infer<typeof RequestStatus>

export const askedModes = ['place', 'online', 'either'] as const
export const AskedMode = z.enum(askedModes)
export type AskedMode = z.infer<typeof AskedMode>

/** Sealed to the organisation. */
export const RequestContact = z.object({
  institution: Line(160),
  name: Line(120),
  role: OptionalProse(120),
  telephone: OptionalProse(40),
  email: OptionalProse(160),
  /** When it would suit them, in their words. */
  when: OptionalProse(400),
  words: OptionalProse(2000),
})
export type RequestContact = z.infer<typeof RequestContact>

export const TrainingRequest = z.object({
  request_id: Id,
  received_at: Moment,
  sector: Sector,
  /** A code of data/codes/provinces, where they said it. */
  province: z.string().nullable(),
  /** Nothing where they leave to us what suits them. */
  curriculum_id: CurriculumId.nullable(),
  how_many: z.int(),
  language: SpokenLanguage,
  mode: AskedMode,
  status: RequestStatus,
  /** Of our register: by the code they came with, or as the desk set it. */
  institution_id: Id.nullable(),
  /** What they came from, where it was no institution of ours. */
  institution_code: ShortCode.nullable(),
  contact: RequestContact,
  /** What the desk wrote down; sealed too. */
  note: z.string(),
  training_ids: z.array(Id),
  version: z.int(),
})
export type TrainingRequest = z.infer<typeof TrainingRequest>

export const listRequests = endpoint({
  method: 'GET',
  path: '/api/prevention/requests',
  action: 'prevention.manage',
  summary: 'Who asked for a training, newest first, with how to reach them.',
  input: z.object({ status: RequestStatus.optional(), after: z.string().optional() }),
  reply: z.object({ requests: z.array(TrainingRequest), next: z.string().nullable() }),
})

export const readRequest = endpoint({
  method: 'GET',
  path: '/api/prevention/requests/:request_id',
  action: 'prevention.manage',
  summary: 'One of them, where a plan begins from it.',
  input: z.object({ request_id: Id }),
  reply: TrainingRequest,
})

export const keepRequest = endpoint({
  method: 'POST',
  path: '/api/prevention/requests/:request_id',
  action: 'prevention.manage',
  summary: 'Says how a request stands, what was talked about and which institution of the register it is.',
  input: z.object({
    request_id: Id,
    version: z.int(),
    status: RequestStatus,
    institution_id: Id.nullable(),
    note: OptionalProse(2000),
  }),
  reply: z.object({ request_id: Id, version: z.int() }),
})
