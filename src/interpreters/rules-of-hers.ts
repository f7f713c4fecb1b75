// What she asked for when somebody interprets for her. It is asked once, and every offer is held against it.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'
import { Community, DialectCode } from './interpreter.ts'

export const WantedGender = z.enum(['woman', 'man', 'any', 'not_asked'])
export type WantedGender = z.infer<typeof WantedGender>

export const InterpretingRule = z.object({
  gender: WantedGender,
  language: LanguageCode.nullable(),
  dialect: DialectCode.nullable(),
  /** Whether those who speak as she does know each other. Not asked is no answer: what is known to be the same still refuses. */
  small_community: z.enum(['yes', 'no', 'not_asked']),
  /** Where news of her would travel. */
  community: Community.nullable(),
  /** Beside what the exclusions say; told only where the section safety is open. */
  never_people: z.array(Line(120)).max(20),
  never_communities: z.array(Community).max(10),
  liked: z.array(Id).max(50),
  never_again: z.array(Id).max(50),
  /** How she wants to be called when somebody interprets. */
  named_as: OptionalProse(60),
})
export type InterpretingRule = z.infer<typeof InterpretingRule>

export const noRule: InterpretingRule = {
  gender: 'not_asked',
  language: null,
  dialect: null,
  small_community: 'not_asked',
  community: null,
  never_people: [],
  never_communities: [],
  liked: [],
  never_again: [],
  named_as: '',
}

export const readInterpretingRule = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/interpreting-rule',
  action: 'interpreters.book',
  summary: 'What she asked for when somebody interprets for her; version 0 when she was not asked yet.',
  input: z.object({ case_id: Id }),
  reply: z.object({ rule: InterpretingRule, version: z.int(), opens_safety: z.boolean() }),
})

export const writeInterpretingRule = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/interpreting-rule',
  action: 'interpreters.book',
  summary: 'Writes down what she asks for. Bookings that now break it are stopped at once.',
  input: z.object({ case_id: Id, version: z.int().min(0), rule: InterpretingRule }),
  reply: z.object({ case_id: Id, version: z.int() }),
})
