// The poster for the staff of an institution: the signs of its sector, its own pathway, and the way to the public door.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import type { ShortCode } from './sector.ts'

/** Where the code of a poster leads. */
export const posterAddress = (origin: string, code: ShortCode): string => `${origin}/?i=${code}`

export const posterLanguages = ['en', 'es', 'it'] as const

export const posterOf = endpoint({
  method: 'GET',
  path: '/api/institutions/:institution_id/poster',
  action: 'prevention.read',
  summary:
    'The poster for its staff as PDF: signs of its sector, its own pathway, the code that leads to the public door.',
  input: z.object({
    institution_id: Id,
    language: z.enum(posterLanguages),
    /** Where the desk is open: for a house that was not told its own public address. */
    origin: z.url({ protocol: /^https?$/ }).max(200),
  }),
  reply: z.object({ name: z.string(), bytes: z.base64() }),
})
