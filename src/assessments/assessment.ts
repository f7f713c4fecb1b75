// A talk about what she needs: taken on a day, kept sealed, read beside the talk before.
import { z } from 'zod'
import instrument from '#data/instruments/needs.json' with { type: 'json' }
import type { NeedsInstrument } from '#facts/instrument.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { needsAnswersFor } from './needs.ts'

export const needsInstrument: NeedsInstrument = instrument as NeedsInstrument

/** As kept: an answer given years ago to an earlier version of the instrument must still open. */
export const KeptAnswers = z.object({
  levels: z.record(z.string(), z.int().nullable()),
  priority: z.array(z.string()),
})

export const NeedsTalk = z.object({ assessment_id: Id, taken_on: Day, taken_by: Id })
export type NeedsTalk = z.infer<typeof NeedsTalk>

export const readNeeds = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/needs',
  action: 'case.open',
  summary: 'What she says she needs, latest talk first, and what changed since the talk before.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    latest: NeedsTalk.extend({ answers: KeptAnswers }).nullable(),
    /** The talk the changes are counted from. */
    before: NeedsTalk.nullable(),
    changes: z.array(
      z.object({
        domain: z.string(),
        before: z.int().nullable(),
        after: z.int().nullable(),
        change: z.enum(['eased', 'same', 'grew', 'not_comparable']),
      }),
    ),
    history: z.array(NeedsTalk),
  }),
})

export const takeNeeds = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/needs',
  action: 'case.write',
  summary: 'Keeps a talk about needs. Any question may be skipped; her own order comes with it.',
  input: z.object({
    case_id: Id,
    assessment_id: Id,
    /** The day of the talk; today unless said. */
    taken_on: Day.optional(),
    answers: needsAnswersFor(needsInstrument),
  }),
  reply: z.object({ assessment_id: Id, version: z.int() }),
})
