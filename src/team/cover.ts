// Standing in for a colleague who is away: asked, agreed, and over by itself on its last day.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const Cover = z.object({
  cover_id: Id,
  absent_id: Id,
  stand_in_id: Id,
  from_on: Day,
  until_on: Day,
  files: z.int(),
  asked_by: Id,
  asked_at: Moment,
  status: z.enum(['asked', 'agreed', 'declined', 'ended']),
})
export type Cover = z.infer<typeof Cover>

export const askForCover = endpoint({
  method: 'POST',
  path: '/api/covers',
  action: 'cover.ask',
  summary: 'Asks a colleague to stand in for another: for all their files, or for some, until a day.',
  input: z
    .object({
      cover_id: Id,
      absent_id: Id,
      stand_in_id: Id,
      from_on: Day,
      until_on: Day,
      /** Empty: every file whose reference worker the absent colleague is today. */
      case_ids: z.array(Id).max(200).default([]),
    })
    .refine(({ from_on, until_on }) => until_on >= from_on, { path: ['until_on'] })
    .refine(({ absent_id, stand_in_id }) => absent_id !== stand_in_id, { path: ['stand_in_id'] }),
  reply: z.object({ cover_id: Id }),
})

export const listCovers = endpoint({
  method: 'GET',
  path: '/api/covers',
  action: 'hand_over.answer',
  summary: 'Covers that are asked, running or to come, of those one is part of or answers for.',
  input: z.object({}),
  reply: z.object({ covers: z.array(Cover) }),
})

export const answerCover = endpoint({
  method: 'POST',
  path: '/api/covers/:cover_id/answer',
  action: 'hand_over.answer',
  summary: 'Agrees to stand in, which opens the files for exactly that time, or declines.',
  input: z.object({ cover_id: Id, answer: z.enum(['agreed', 'declined']) }),
  reply: z.object({ cover_id: Id }),
})

export const endCover = endpoint({
  method: 'POST',
  path: '/api/covers/:cover_id/end',
  action: 'hand_over.answer',
  summary: 'Ends a cover before its day: the colleague is back.',
  input: z.object({ cover_id: Id }),
  reply: z.object({ cover_id: Id }),
})
