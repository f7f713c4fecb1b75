// What a trainer prints and takes along, made from the curriculum, its module or kit and its questions.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { CurriculumId } from './curriculum.ts'

/**
 * `trainer_guide`: how to lead it, with every answer; `slides`: to be shown; `cases`: the situations without their
 * answers, to be cut; `questions`: the test for whoever has no telephone; `take_home`: what people keep;
 * `pathway_card`: whom to tell.
 */
export const materialKinds = ['trainer_guide', 'slides', 'cases', 'questions', 'take_home', 'pathway_card'] as const
export const MaterialKind = z.enum(materialKinds)
export type MaterialKind = z.infer<typeof MaterialKind>

/** Those people read; pseudo-languages are for tests of screens. */
export const paperLanguages = ['en', 'es', 'it', 'fr', 'pt', 'ro', 'ar', 'ur', 'hi', 'ne', 'bn', 'zh'] as const
export const PaperLanguage = z.enum(paperLanguages)
export type PaperLanguage = z.infer<typeof PaperLanguage>

export const listMaterials = endpoint({
  method: 'GET',
  path: '/api/prevention/curricula/:curriculum_id/materials',
  action: 'prevention.read',
  summary: 'What can be printed for a curriculum, and in which languages.',
  input: z.object({ curriculum_id: CurriculumId }),
  reply: z.object({ materials: z.array(z.object({ kind: MaterialKind, languages: z.array(PaperLanguage) })) }),
})

export const printMaterial = endpoint({
  method: 'GET',
  path: '/api/prevention/curricula/:curriculum_id/materials/:kind',
  action: 'prevention.read',
  summary: 'One of them as PDF.',
  input: z.object({ curriculum_id: CurriculumId, kind: MaterialKind, language: PaperLanguage }),
  reply: z.object({ name: z.string(), bytes: z.base64() }),
})
