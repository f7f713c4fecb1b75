// A learning module as data: what somebody reads, decides and answers alone in half an hour. The structure stands here,
// its words by key beside it, one file per language, so that an organisation writes its own without touching the house.
import { z } from 'zod'
import { Code, FactFile } from '#facts/facts.ts'
import { Sector } from '#institutions/sector.ts'

/** Lower case, digits and dashes: `health-centre`. */
export const ModuleId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
export type ModuleId = z.infer<typeof ModuleId>

/** Something a claim rests on. `memory`: written down from memory, nobody has looked it up yet; the page says so. */
export const Source = z.object({
  id: Code,
  title: z.string().min(5).max(300),
  publisher: z.string().min(2).max(200),
  year: z.int().min(1900).max(2100).nullable(),
  url: z.url({ protocol: /^https$/ }).nullable(),
  confidence: z.enum(['checked', 'secondary', 'memory']),
})
export type Source = z.infer<typeof Source>

const cited = { id: Code, sources: z.array(Code) }

/** Texts `<id>.title`, `<id>.body`: paragraphs parted by an empty line; a line that begins with “- ” is an item of a list. */
export const TextUnit = z.object({ ...cited, kind: z.literal('text') })

/**
 * What somebody may do in a situation, and how it leaves the person it is about. Nobody is told off: the words say what
 * follows from it. `next` leads on to another moment of the same situation; null ends it.
 */
export const Choice = z.object({ id: Code, judgement: z.enum(['good', 'risky', 'harmful']), next: Code.nullable() })
export type Choice = z.infer<typeof Choice>
/** Texts `<id>.title`, `<id>.<node>.scene`, and for each choice `<id>.<node>.<choice>.says`, `<id>.<node>.<choice>.follows`. */
export const SituationUnit = z.object({
  ...cited,
  kind: z.literal('situation'),
  start: Code,
  nodes: z.array(z.object({ id: Code, choices: z.array(Choice).min(2).max(5) })).min(1),
})
export type SituationUnit = z.infer<typeof SituationUnit>

/** Practice in telling signs. Texts `<id>.title`, `<id>.intro`, `<id>.<sign>.says`, `<id>.<sign>.why`. */
export const SignsUnit = z.object({
  ...cited,
  kind: z.literal('signs'),
  /** `sign`: points to it among others; `alone_little`: says little by itself; `not_a_sign`: a prejudice or something else. */
  signs: z.array(z.object({ id: Code, is: z.enum(['sign', 'alone_little', 'not_a_sign']) })).min(4),
})
export type SignsUnit = z.infer<typeof SignsUnit>

/** Whom to tell, here: the institution's own agreed way where there is one, else the general ladder. Texts `<id>.title`, `<id>.body`. */
export const PathwayUnit = z.object({ ...cited, kind: z.literal('pathway') })

/** One question. Texts `<item>.asks`, `<item>.<option>`, `<item>.why` (what is right and because of what). */
export const QuizItem = z.object({
  ...cited,
  /** More than one option may be right, and all of them are asked for. */
  many: z.boolean().default(false),
  options: z
    .array(z.object({ id: Code, right: z.boolean() }))
    .min(2)
    .max(6),
})
export type QuizItem = z.infer<typeof QuizItem>

/** The last unit. Texts `<id>.title`, `<id>.intro`, and each item's as `<id>.<item>.asks` and so on. */
export const QuizUnit = z.object({ id: Code, kind: z.literal('quiz'), items: z.array(QuizItem).min(8) })
export type QuizUnit = z.infer<typeof QuizUnit>

export const Unit = z.discriminatedUnion('kind', [TextUnit, SituationUnit, SignsUnit, PathwayUnit, QuizUnit])
export type Unit = z.infer<typeof Unit>

/** `data/modules/<id>/module.json`. */
export const ModuleHead = FactFile.extend({
  id: ModuleId,
  version: z.int().positive(),
  sector: Sector,
  minutes: z.int().min(5).max(180),
  /** Of the quiz's questions, to pass. */
  pass_percent: z.int().min(1).max(100),
  /** How long what was learned is vouched for; then a refresher is due. */
  valid_months: z.int().min(1).max(60).nullable(),
  sources: z.array(Source).min(1),
  units: z.array(Unit).min(2),
})
export type ModuleHead = z.infer<typeof ModuleHead>

/** `data/modules/<id>/<language>.json`: also `module.title` and `module.about`. Plain text, no markup but lists. */
export const ModuleTexts = z.record(z.string().min(1).max(200), z.string().min(1).max(4000))
export type ModuleTexts = z.infer<typeof ModuleTexts>

/** A module whole, as an organisation takes one out and brings one in: structure and words in one file. */
export const ModuleFile = z.object({ module: ModuleHead, texts: z.record(z.string().regex(/^[a-z]{2}$/), ModuleTexts) })
export type ModuleFile = z.infer<typeof ModuleFile>
