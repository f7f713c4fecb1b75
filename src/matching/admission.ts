// The rules of getting in, as data: which fact about a person meets which word of a service, what to call it, and what
// would make it fit. data/services/admission-rules.json and data/services/time-zones.json, complete or refused.
import { z } from 'zod'
import { Admission } from '#directory/directory.ts'
import { Code, FactFile } from '#facts/facts.ts'
import { PersonBarriers } from './person-barriers.ts'

const fact = PersonBarriers.pick({
  identity_paper: true,
  criminal_record: true,
  identified: true,
  pregnant: true,
  disability: true,
  substance_use: true,
  psychiatric_care: true,
  registered: true,
  couple: true,
  debt: true,
}).keyof()
const field = Admission.omit({ sons_up_to: true, referral_by: true, documents: true }).keyof()
const word = z.enum(['yes', 'no'])

/** When the fact is this and the service says that, she cannot enter. */
export const AdmissionRule = z.strictObject({
  fact,
  is: word,
  field,
  says: word,
  obstacle: Code,
  fits_if: Code,
})
export type AdmissionRule = z.infer<typeof AdmissionRule>

export const AdmissionRules = FactFile.extend({
  rules: z.array(AdmissionRule).min(1),
  /** Which fact says whether she has a document. */
  documents: z.record(Code, fact),
  /** Among `referral_by`: with one of these whoever refers her here is enough. */
  anyone_may_refer: z.array(Code),
  /** Of the obstacles that are no rule of a fact: what would make it fit. */
  mended_by: z.record(Code, Code),
  /** How far from fitting an obstacle is: near misses are sorted by the sum. */
  hardness: z.object({ other: z.number(), for_good: z.number() }).catchall(z.number()),
})
export type AdmissionRules = z.infer<typeof AdmissionRules>

export const TimeZones = FactFile.extend({
  zones: z.array(z.object({ country: z.string(), provinces: z.array(Code), zone: z.string() })),
})
export type TimeZones = z.infer<typeof TimeZones>
