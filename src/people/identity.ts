// The legal identity of the person: a section of its own, opened on purpose and written down when it is. The alias on
// the card is what everyone works with.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { AgeRecord } from './age.ts'
import { CountryCode, LanguageCode } from './card.ts'

/** `imposed`: a name given by those who exploited the person, on false papers or in advertisements. */
export const NameKind = z.enum(['legal', 'used', 'former', 'imposed'])
export type NameKind = z.infer<typeof NameKind>

export const Name = z.object({
  text: Line(120),
  kind: NameKind,
  /** How someone read it into Latin letters; empty while the reading is the machine's. */
  latin: OptionalProse(160),
})
export type Name = z.infer<typeof Name>

export const BirthCertainty = z.enum(['documented', 'said', 'estimated', 'not_known'])
export type BirthCertainty = z.infer<typeof BirthCertainty>

const Year = z.int().min(1900).max(2100)

/** A day, or the years between which it lies, and what that rests on. */
export const Birth = z
  .object({
    certainty: BirthCertainty,
    date: Day.nullable(),
    from_year: Year.nullable(),
    to_year: Year.nullable(),
    place: OptionalProse(120),
    country: CountryCode.nullable(),
  })
  .refine(({ from_year, to_year }) => from_year === null || to_year === null || from_year <= to_year, {
    path: ['to_year'],
  })
export type Birth = z.infer<typeof Birth>

export const Statelessness = z.enum(['not_known', 'no', 'at_risk', 'said', 'determined'])
export const LanguageLevel = z.enum(['mother_tongue', 'fluent', 'gets_by', 'few_words'])
export const Literacy = z.enum(['not_known', 'yes', 'a_little', 'no'])
export type Literacy = z.infer<typeof Literacy>

export const SpokenLanguage = z.object({
  language: LanguageCode,
  level: LanguageLevel,
  /** In the person's own words: Sylheti, Edo, Maithili. */
  dialect: OptionalProse(60),
  reads: Literacy,
  writes: Literacy,
})
export type SpokenLanguage = z.infer<typeof SpokenLanguage>

export const Identity = z.object({
  names: z.array(Name).max(12),
  birth: Birth,
  nationalities: z.array(CountryCode).max(6),
  statelessness: Statelessness,
  /** Beside the coded gender of the card, as the person says it. */
  gender_words: OptionalProse(120),
  /** How to speak to and of the person: pronouns, a form of address. */
  address_as: OptionalProse(120),
  languages: z.array(SpokenLanguage).max(12),
  literacy: Literacy,
  /** Religion, food, customs that matter for a placement; null unless the person wants it said. */
  customs: Line(500).nullable(),
  age: AgeRecord,
})
export type Identity = z.infer<typeof Identity>

export const noIdentity: Identity = {
  names: [],
  birth: { certainty: 'not_known', date: null, from_year: null, to_year: null, place: '', country: null },
  nationalities: [],
  statelessness: 'not_known',
  gender_words: '',
  address_as: '',
  languages: [],
  literacy: 'not_known',
  customs: null,
  age: { estimates: [], decisions: [] },
}

/** ISO 15924 codes of the scripts the house tells apart. */
export const Script = z.enum([
  'Latn',
  'Arab',
  'Beng',
  'Cyrl',
  'Deva',
  'Ethi',
  'Grek',
  'Gujr',
  'Guru',
  'Hang',
  'Hani',
  'Jpan',
  'Sinh',
  'Taml',
  'Telu',
  'Thai',
  'Zyyy',
])
export type Script = z.infer<typeof Script>

const OpenedIdentity = z.object({
  identity: Identity,
  version: z.int(),
  /** For each name: its script, and how the machine reads it into Latin letters (empty where it is Latin already). */
  readings: z.array(z.object({ script: Script, latin: z.string() })),
})
export type OpenedIdentity = z.infer<typeof OpenedIdentity>

export const openIdentity = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/identity',
  action: 'identity.open',
  summary: 'Opens the legal identity, for the team. Every opening stands in the journal.',
  input: z.object({ case_id: Id }),
  reply: OpenedIdentity,
})

export const openSharedIdentity = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/identity/shared',
  action: 'case.open',
  summary: 'The same for whoever reads on a consent, or in an emergency, that opened the section identity.',
  input: z.object({ case_id: Id }),
  reply: OpenedIdentity,
})

export const writeIdentity = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/identity',
  action: 'identity.write',
  summary: 'Writes the legal identity; version 0 begins it. A stale version gets the current one back.',
  input: z.object({ case_id: Id, version: z.int().min(0), identity: Identity }),
  reply: z.object({ case_id: Id, version: z.int() }),
})
