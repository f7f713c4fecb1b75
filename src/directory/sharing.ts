// Whether partner organisations may read our directory, at their tier: what is kept to our own house stays here.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'

const state = { with_partners: z.boolean(), version: z.int().min(0) }

export const readSharing = endpoint({
  method: 'GET',
  path: '/api/directory/sharing',
  action: 'directory.read',
  summary: 'Whether partner organisations may read our directory.',
  input: z.object({}),
  reply: z.object(state),
})

export const shareWithPartners = endpoint({
  method: 'POST',
  path: '/api/directory/sharing',
  action: 'directory.open',
  summary: 'Let partner organisations read our directory at their tier, or no longer.',
  input: z.object(state),
  reply: z.object({ version: z.int() }),
})
