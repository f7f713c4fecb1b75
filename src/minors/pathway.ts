// The pathway of someone under 18, or who may be: its steps as data, what stands of each, and what comes next.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import data from '#data/minors/pathway.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'

/** What shows that a step is done: a record of its kind, or a colleague's hand. */
export const ShownBy = z.enum([
  'hand',
  'missing_check',
  'assent',
  'guardian_asked',
  'guardian_appointed',
  'family_risk',
  'best_interest',
  'missing_plan',
])
export type ShownBy = z.infer<typeof ShownBy>

export const PathStep = z.object({
  code: Code,
  section: Section,
  who: z.enum(['reference_worker', 'coordinator', 'lawyer', 'psychologist']),
  /** From the opening of the file; null when the matter sets its own time. */
  within_hours: z.int().positive().nullable(),
  after: z.array(Code),
  shown_by: ShownBy,
  /** Nothing of it before the risk in the family is assessed and found to be none. */
  needs_safe_family: z.boolean(),
  source: z.string().min(10),
})
export type PathStep = z.infer<typeof PathStep>

export const Pathway = FactFile.extend({
  steps: z.array(PathStep).min(1),
  whom_to_ask: z.array(z.object({ code: Code, exposes: z.boolean() })),
  first_hours: z.array(z.object({ code: Code, within_hours: z.int().positive() })),
  at_18: z.array(Code),
})
export type Pathway = z.infer<typeof Pathway>

/** Read as it lies; a test holds it against the schema above. */
export const pathway = data as Pathway

export const StepState = z.enum(['done', 'not_needed', 'next', 'waits', 'locked'])
export type StepState = z.infer<typeof StepState>

export const StepMark = z.object({
  step: Code,
  state: z.enum(['done', 'not_needed']),
  done_on: Day,
  marked_by: Id,
  version: z.int(),
  words: z.string(),
})
export type StepMark = z.infer<typeof StepMark>

export const TellStep = z.object({
  code: Code,
  section: Section,
  who: PathStep.shape.who,
  shown_by: ShownBy,
  state: StepState,
  waits_for: z.array(Code),
  due_at: Moment.nullable(),
  late: z.boolean(),
  mark: StepMark.nullable(),
})
export type TellStep = z.infer<typeof TellStep>

export const markStep = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/minor/steps/:step',
  action: 'case.write',
  summary: 'Marks a step of the pathway done, or not needed with the reason. A step that waits for others is refused.',
  input: z.object({
    case_id: Id,
    step: Code,
    /** 0 for the first mark. */
    version: z.int().min(0),
    state: StepMark.shape.state,
    words: OptionalProse(2000),
  }),
  reply: z.object({ step: Code, version: z.int() }),
})
