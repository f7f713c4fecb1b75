// What is taught in a room together: curricula with their blocks and outcomes, the bank of questions asked before and
// after, and the kit a trainer takes along. All data; the words stand beside it, one file per language.
import { z } from 'zod'
import { Code, FactFile } from '#facts/facts.ts'
import { Sector } from '#institutions/sector.ts'
import { ModuleId, ModuleTexts, QuizItem, SituationUnit, Source } from '#modules/module.ts'

/** Lower case, digits and dashes: `health-team`. */
export const CurriculumId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
export type CurriculumId = z.infer<typeof CurriculumId>
export const TestId = CurriculumId
export const KitId = CurriculumId

/** Any language somebody teaches or interprets in, whether or not our pages speak it. */
export const SpokenLanguage = z.string().regex(/^[a-z]{2,3}$/)
export type SpokenLanguage = z.infer<typeof SpokenLanguage>

/** A training is for people at their work, a workshop for people in their community. */
export const curriculumKinds = ['training', 'workshop'] as const
export const CurriculumKind = z.enum(curriculumKinds)
export type CurriculumKind = z.infer<typeof CurriculumKind>

/**
 * Texts in `data/texts/{en,es,it}/curricula.json`: `curriculum.<id>.title`, `curriculum.<id>.about`,
 * `curriculum.<id>.block.<block>`, `curriculum.<id>.outcome.<outcome>`, `curriculum.material.<material>`.
 */
export const Curriculum = z.object({
  id: CurriculumId,
  version: z.int().positive(),
  kind: CurriculumKind,
  sector: Sector,
  /** What a certificate says; the minutes of the blocks add up to it. */
  hours: z.number().min(0.5).max(40),
  blocks: z.array(z.object({ id: Code, minutes: z.int().min(5).max(240), sources: z.array(Code) })).min(1),
  outcomes: z.array(Code).min(1),
  /** `data/prevention/tests/<id>`: the same questions before and after. */
  test: TestId.nullable(),
  /** A module one can take alone instead, or to prepare. */
  module: ModuleId.nullable(),
  /** `data/prevention/kits/<id>`: parts, situations and key messages, in every public language. */
  kit: KitId.nullable(),
  materials: z.array(Code),
  /** Whoever came to so much of it and passed the test after gets a certificate; null: none is given. */
  certificate: z
    .object({
      attended_percent: z.int().min(1).max(100),
      pass_percent: z.int().min(1).max(100),
      valid_months: z.int().min(1).max(60).nullable(),
    })
    .nullable(),
})
export type Curriculum = z.infer<typeof Curriculum>

/** `data/prevention/curricula.json`. */
export const CurriculaFile = FactFile.extend({ sources: z.array(Source).min(1), curricula: z.array(Curriculum) })
export type CurriculaFile = z.infer<typeof CurriculaFile>

/**
 * `data/prevention/tests/<id>/test.json`. Texts in `<language>.json` beside it: `<item>.asks`, `<item>.<option>`,
 * `<item>.why`; in en, es and it, and in every public language where a workshop uses it.
 */
export const TestBank = FactFile.extend({
  id: TestId,
  version: z.int().positive(),
  sources: z.array(Source).min(1),
  items: z.array(QuizItem).min(10).max(30),
})
export type TestBank = z.infer<typeof TestBank>

/**
 * A part of a workshop as the trainer leads it. Texts in `<language>.json`: `<part>.title`, `<part>.aim`, `<part>.do`
 * (what to do, step by step) and `<part>.care` (what to watch for so that nobody is hurt by it).
 */
export const KitPart = z.object({
  id: Code,
  kind: z.enum(['opening', 'talk', 'situation', 'practice', 'closing']),
  minutes: z.int().min(1).max(120),
  /** The situation told and decided in it. */
  situation: Code.nullable(),
  /** The messages somebody shall take home from it. */
  messages: z.array(Code),
  sources: z.array(Code),
})
export type KitPart = z.infer<typeof KitPart>

/**
 * `data/prevention/kits/<id>/kit.json`. The trainer's words in `{en,es,it}.json` beside it, with `kit.title`, `kit.about`
 * and those of the situations as a module has them. What people take home in `messages/<language>.json`, every public
 * language: `kit.title`, `kit.about`, `<message>.says`.
 */
export const Kit = FactFile.extend({
  id: KitId,
  version: z.int().positive(),
  sources: z.array(Source).min(1),
  parts: z.array(KitPart).min(1),
  situations: z.array(SituationUnit),
  messages: z.array(z.object({ id: Code, sources: z.array(Code) })).min(1),
})
export type Kit = z.infer<typeof Kit>

/** Words by key, of one language. */
export type Words = ModuleTexts
export const Words = ModuleTexts
