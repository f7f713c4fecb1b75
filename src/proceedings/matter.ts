// What runs before courts and offices for the person: what it is, her part in it, who stands for her, who is against her,
// and what protects her meanwhile.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { Decision } from './decision.ts'
import { Hearing } from './hearing.ts'
import { Measure } from './measure.ts'
import { StatementHead } from './statement.ts'

export const matterKinds = ['criminal', 'administrative', 'labour', 'asylum', 'family', 'compensation'] as const
export const MatterKind = z.enum(matterKinds)
export type MatterKind = z.infer<typeof MatterKind>

export const herParts = [
  ...['victim', 'witness', 'private_prosecutor', 'civil_party', 'applicant', 'appellant', 'worker'],
  ...['parent', 'respondent', 'accused'],
] as const
export const HerPart = z.enum(herParts)
export type HerPart = z.infer<typeof HerPart>

export const matterStatuses = ['preparing', 'open', 'suspended', 'decided', 'appealed', 'ended'] as const
export const MatterStatus = z.enum(matterStatuses)

export const lawyerKinds = ['none', 'colleague', 'partner', 'outside'] as const
export const LawyerKind = z.enum(lawyerKinds)
export type LawyerKind = z.infer<typeof LawyerKind>
/** `proposed`: until the conflict check is declared. `named`: from another house or outside, who answers for it there. */
export const LawyerStatus = z.enum(['none', 'proposed', 'confirmed', 'named'])

export const partySides = ['adverse', 'with_her', 'neutral'] as const
export const PartySide = z.enum(partySides)
export const Party = z.object({
  name: Line(160),
  side: PartySide,
  /** "employer", "her sister": in the words of whoever writes it. */
  role: OptionalProse(120).default(''),
  birth_year: z.int().min(1900).max(2100).nullable().default(null),
})
export type Party = z.infer<typeof Party>

/** A lawyer who has no account here. */
export const LawyerWords = z.object({
  name: OptionalProse(160).default(''),
  office: OptionalProse(200).default(''),
  reach: OptionalProse(200).default(''),
})
export type LawyerWords = z.infer<typeof LawyerWords>
const nobody: LawyerWords = { name: '', office: '', reach: '' }

/** Sealed with the key of the file. */
export const MatterWords = z.object({
  court: OptionalProse(200).default(''),
  number: OptionalProse(100).default(''),
  parties: z.array(Party).max(40).default([]),
  words: OptionalProse(4_000).default(''),
})
export type MatterWords = z.infer<typeof MatterWords>
export const SealedMatter = MatterWords.extend({ lawyer: LawyerWords.default(nobody) })
export type SealedMatter = z.infer<typeof SealedMatter>

const said = {
  kind: MatterKind,
  jurisdiction: z.string().regex(/^[A-Z]{2}$/),
  part: HerPart,
  status: MatterStatus,
  opened_on: Day,
  ended_on: Day.nullable().default(null),
}

export const Matter = z.object({
  ...said,
  ended_on: Day.nullable(),
  ...{ court: z.string(), number: z.string(), parties: z.array(Party), words: z.string() },
  matter_id: Id,
  lawyer: z.object({
    kind: LawyerKind,
    status: LawyerStatus,
    staff_id: Id.nullable(),
    /** The colleague's name, or the one written down. */
    ...{ name: z.string(), office: z.string(), reach: z.string() },
  }),
  hearings: z.array(Hearing),
  statements: z.array(StatementHead),
  decisions: z.array(Decision),
  recorded_by: Id,
  version: z.int(),
})
export type Matter = z.infer<typeof Matter>

export const readMatters = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/legal-matters',
  action: 'case.open',
  summary:
    'What runs before courts and offices: matters with their hearings, decisions and appeals, and the protection that was ordered.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    matters: z.array(Matter),
    measures: z.array(Measure),
    /** Lawyers on the team of this file: who can be put on a matter. */
    lawyers: z.array(z.object({ staff_id: Id, name: z.string() })),
    may: z.object({
      write: z.boolean(),
      /** Makes a measure an exclusion of the file. */
      exclude: z.boolean(),
      /** Writes statements down, and reads those that are theirs to read. */
      statements: z.boolean(),
      /** Reads what conflict checks said. */
      conflicts: z.boolean(),
    }),
    today: Day,
  }),
})

export const keepMatter = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/legal-matters/:matter_id',
  action: 'case.write',
  summary:
    'Writes a matter down; version 0 begins it. New names on the other side take the confirmation of its lawyer back.',
  input: z.object({ case_id: Id, matter_id: Id, version: z.int().min(0), ...said, ...MatterWords.shape }),
  reply: z.object({ matter_id: Id, version: z.int() }),
})

export const putLawyer = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/legal-matters/:matter_id/lawyer',
  action: 'case.write',
  summary:
    'Says who stands for her. A colleague is proposed, and a conflict check is made: its answer is for that lawyer and a coordinator.',
  input: z.object({
    ...{ case_id: Id, matter_id: Id, check_id: Id, version: z.int().positive() },
    kind: LawyerKind,
    staff_id: Id.nullable().default(null),
    ...LawyerWords.shape,
  }),
  reply: z.object({ matter_id: Id, version: z.int() }),
})
