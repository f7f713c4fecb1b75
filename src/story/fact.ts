// What of the story is coded for the file. Nothing has to be: what was not asked is not there, and that somebody did not want
// to say it is said differently from nobody knowing.
import { z } from 'zod'
import controlData from '#data/story/controls.json' with { type: 'json' }
import data from '#data/story/facts.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { CountryCode } from '#people/card.ts'

const Confidence = z.enum(['checked', 'secondary', 'memory'])

export const ControlFile = FactFile.extend({
  confidence: Confidence,
  codes: z
    .array(z.strictObject({ code: Code, sheet: z.array(z.string()), definition: z.string(), ctdc: z.string() }))
    .length(17),
})
/** Read as they lie; a test holds them against their schemas. */
export const controls = controlData as z.infer<typeof ControlFile>

export const FactList = FactFile.extend({
  version: z.int(),
  groups: z.array(z.strictObject({ code: Code, facts: z.array(Code).min(1) })).min(1),
  facts: z
    .array(
      z.strictObject({
        code: Code,
        answer: z.enum(['one', 'many', 'route', 'amount']),
        confidence: Confidence,
        htcds_field: z.string().optional(),
        list: z.literal('controls').optional(),
        values: z.array(z.strictObject({ code: Code, htcds: z.string().optional() })),
      }),
    )
    .min(1),
})
export const factList = data as z.infer<typeof FactList>
export type StoryFactKind = (typeof factList.facts)[number]

export const factCodes: readonly string[] = factList.facts.map(({ code }) => code)
export const FactCode = z.enum(factCodes as [string, ...string[]])

/** The codes one may choose from for a fact. */
export const valuesOf = (fact: string): readonly { code: string; htcds?: string | undefined }[] => {
  const found = factList.facts.find(({ code }) => code === fact)
  return found?.list === 'controls' ? controls.codes : (found?.values ?? [])
}

/** Countries alone: where in a country stands in the words of what was told, or nowhere. */
export const RouteStep = z.object({ part: z.enum(['recruitment', 'transit', 'exploitation']), country: CountryCode })
export const Amount = z.object({
  amount: z.number().min(0).max(1_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
  still_owed: z.enum(['yes', 'no', 'unknown']),
})

export const FactValue = z.object({
  codes: z.array(Code).max(20).default([]),
  route: z.array(RouteStep).max(12).default([]),
  amount: Amount.nullable().default(null),
})
export type FactValue = z.infer<typeof FactValue>

/** `told` has a value. `unknown`: nobody knows. `not_said`: the person did not want to say it. Not asked is no row at all. */
export const FactState = z.enum(['told', 'unknown', 'not_said'])
export const FactSource = z.enum(['told', 'paper', 'other'])
export const FactSureness = z.enum(['sure', 'likely', 'unsure'])

const says = {
  fact: FactCode,
  state: FactState,
  value: FactValue,
  /** Where it is from: something the person told, a paper, or somebody else. */
  source: FactSource,
  sureness: FactSureness,
}
export const SealedFact = z.object(says)
export type SealedFact = z.infer<typeof SealedFact>

export const StoryFact = z.object({
  ...says,
  fact_id: Id,
  telling_id: Id.nullable(),
  written_at: Moment,
  written_name: z.string(),
})
export type StoryFact = z.infer<typeof StoryFact>

export const FactVersion = StoryFact.extend({ taken_back: z.boolean() })
export type FactVersion = z.infer<typeof FactVersion>

export const readStoryFacts = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/story-facts',
  action: 'case.open',
  summary:
    'What of the story is coded, with where it is from; what rests on something told is there for whoever reads that.',
  input: z.object({ case_id: Id }),
  reply: z.object({ facts: z.array(StoryFact), may_keep: z.boolean() }),
})

export const keepStoryFact = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/story-facts',
  action: 'case.write',
  summary:
    'Codes a fact of the story, or replaces what stood there. What stood there is replaced once: the second finds it gone.',
  input: z.object({
    case_id: Id,
    fact_id: Id,
    replaces_id: Id.nullable().default(null),
    telling_id: Id.nullable().default(null),
    ...says,
  }),
  reply: z.object({ fact_id: Id }),
})

export const takeFactBack = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/story-facts/:replaces_id/take-back',
  action: 'case.write',
  summary: 'Takes a fact off the file: as if it had not been asked. That it stood there stays in its history.',
  input: z.object({ case_id: Id, fact_id: Id, replaces_id: Id }),
  reply: z.object({ fact_id: Id }),
})

export const readFactHistory = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/story-facts/history',
  action: 'case.open',
  summary: 'Everything that was ever coded for one fact, latest first, as far as the reader may read it.',
  input: z.object({ case_id: Id, fact: FactCode }),
  reply: z.object({ versions: z.array(FactVersion) }),
})

export const readAsHtcds = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/story-facts/htcds',
  action: 'story.give',
  summary:
    'The coded facts in the literal fields and values of HTCDS 2.0, with what the standard has no value for named.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    standard: z.literal('HTCDS 2.0'),
    fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    events: z.array(z.object({ hte_Type: z.string(), hte_Country: z.string() })),
    /** In the names of the definitions document, whose list is longer than the sheet's. */
    definitions: z.array(z.string()),
    not_in_standard: z.array(z.string()),
  }),
})
