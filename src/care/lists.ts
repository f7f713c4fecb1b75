// The short lists care is written down with, as data, and the schemas that let in nothing else.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import consistencyData from '#data/care/consistency.json' with { type: 'json' }
import data from '#data/care/lists.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'

const Plain = z.array(z.strictObject({ code: Code })).min(1)
const OfSection = z.array(z.strictObject({ code: Code, section: Section })).min(1)

export const CareLists = FactFile.extend({
  episode_kinds: z.array(z.strictObject({ code: Code, section: z.enum(['health', 'mind']) })).min(1),
  close_reasons: Plain,
  absence_reasons: Plain,
  vaccines: Plain,
  conditions: Plain,
  injury_kinds: Plain,
  group_purposes: OfSection,
  group_outcomes: Plain,
})
export type CareLists = z.infer<typeof CareLists>

/** Read as they lie; a test holds them against the schema above. */
export const careLists = data as CareLists

/** How well what is seen fits what the person tells of it: degrees, from none to only. None of them is a verdict. */
export const ConsistencyFile = FactFile.extend({
  codes: z.array(z.strictObject({ code: Code, confidence: z.enum(['checked', 'secondary', 'memory']) })).min(1),
})
export const consistency = consistencyData as z.infer<typeof ConsistencyFile>

const oneOf = (list: readonly { code: string }[]) => z.enum(list.map(({ code }) => code) as [string, ...string[]])

export const EpisodeKind = oneOf(careLists.episode_kinds)
export const CloseReason = oneOf(careLists.close_reasons)
export const AbsenceReason = oneOf(careLists.absence_reasons)
export const Vaccine = oneOf(careLists.vaccines)
export const Condition = oneOf(careLists.conditions)
export const InjuryKind = oneOf(careLists.injury_kinds)
export const Consistency = oneOf(consistency.codes)
export const GroupPurpose = oneOf(careLists.group_purposes)
export const GroupOutcome = oneOf(careLists.group_outcomes)

/** The section of the file a kind of care is written in. */
export const sectionOfCare = (kind: string): 'health' | 'mind' =>
  careLists.episode_kinds.find(({ code }) => code === kind)?.section ?? 'health'

export const sectionOfPurpose = (purpose: string): Section =>
  careLists.group_purposes.find(({ code }) => code === purpose)?.section ?? 'health'
