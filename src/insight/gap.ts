// What is missing: people with a need, turned away or waiting, held against the services there are. Numbers of people come
// only as a release (safe.rules.ts); numbers of services are facts of the directory.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Missing } from '#matching/barrier.ts'

/** Hidden cells are left out; a number says "at least". */
export const SafeTable = z.object({
  people: z.int().nullable(),
  by: z.record(z.string(), z.record(z.string(), z.int())),
})
export type SafeTable = z.infer<typeof SafeTable>

export const NeedFigures = SafeTable.extend({ need: Code })
export type NeedFigures = z.infer<typeof NeedFigures>

export const Figures = z.object({
  /** People with an open goal for the need: by province, sex, age and language. */
  needs: z.array(NeedFigures),
  /** People turned away from it: by province and kind of barrier. */
  barriers: z.array(NeedFigures),
  /** People whose referral waits, or waits for an answer past its day: by province. */
  waits: z.array(NeedFigures),
})
export type Figures = z.infer<typeof Figures>

/** Services of one need in one place, as the directory has them. */
export const Capacity = z.object({
  need: Code,
  /** null: the whole country. */
  province: Code.nullable(),
  /** Those that serve the province or its region; for the country all. */
  services: z.int(),
  /** Those that say they serve the whole country. */
  countrywide: z.int(),
  specialised: z.int(),
  /** Those that say they have no place, or a waiting list. */
  full: z.int(),
  /** Free places as the services and the houses say; null: nobody says. */
  free: z.int().nullable(),
})
export type Capacity = z.infer<typeof Capacity>

export const GapReason = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type GapReason = z.infer<typeof GapReason>

export const Gap = z.object({
  missing: Missing,
  need: Code,
  province: Code.nullable(),
  /** The language nobody speaks, or the kind of barrier met. */
  code: Code.nullable(),
  /** At least so many people. */
  people: z.int(),
  score: z.number(),
  reasons: z.array(GapReason),
})
export type Gap = z.infer<typeof Gap>

/** Listed, and yet nobody gets in: what its answers say. */
export const OnPaper = z.object({
  service_id: Id,
  name: z.string(),
  provider_name: z.string(),
  kinds: z.array(Code),
  why: z.array(z.enum(['often_unanswered', 'never_accepted', 'always_full'])),
})
export type OnPaper = z.infer<typeof OnPaper>

export const GapRules = z.object({
  source: z.string(),
  valid_from: Day,
  reviewed_by: z.string().nullable(),
  floor: z.int().min(2),
  looks_back_months: z.int().min(1).max(60),
  causes: z.array(z.object({ code: Missing, weight: z.number().min(0) })),
})
export type GapRules = z.infer<typeof GapRules>

export const Gaps = z.object({
  /** A demo: the people counted are invented, and nothing of it is about any real place. */
  invented: z.boolean(),
  /** When the people were counted; null while there are too few to say anything. */
  made_on: Day.nullable(),
  /** The first day new figures may be made. */
  next_on: Day.nullable(),
  since: Day,
  figures: Figures,
  capacity: z.array(Capacity),
  gaps: z.array(Gap),
  on_paper: z.array(OnPaper),
  /** How many services that is of, and how many of them were asked often enough to tell. */
  services: z.int(),
  asked_services: z.int(),
  /** The oldest and the latest check of any service. */
  directory_checked_from: Day.nullable(),
  directory_checked_on: Day.nullable(),
  rules: GapRules.omit({ causes: true }),
})
export type Gaps = z.infer<typeof Gaps>

export const readGaps = endpoint({
  method: 'GET',
  path: '/api/gaps',
  action: 'gaps.read',
  summary: 'What is missing, where and for whom: released figures of people against the services of the directory.',
  input: z.object({}),
  reply: Gaps,
})

export const BriefLanguage = z.enum(['es', 'en', 'it'])
export type BriefLanguage = z.infer<typeof BriefLanguage>

export const writeBrief = endpoint({
  method: 'GET',
  path: '/api/gaps/brief',
  action: 'gaps.read',
  summary: 'The same as a page for a town hall or a province, to print: figures of a release and nothing of anyone.',
  input: z.object({
    language: BriefLanguage,
    /** Whom it is for; absent: the whole country. */
    province: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
  }),
  reply: z.object({ name: z.string(), pdf: z.base64() }),
})
