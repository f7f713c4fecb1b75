// Asking a service to say itself whether its record is right: a link that whoever asks hands over, and a code told by
// telephone. Both go to the institution's own address; nothing in them is about a person.
import { z } from 'zod'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { LinkShown, NewLink } from '#links/link.ts'

export const askService = endpoint({
  method: 'POST',
  path: '/api/services/:service_id/links',
  action: 'directory.ask',
  summary: 'Makes a link through which a service confirms or corrects its own record, as everybody reads it.',
  input: z.object({ service_id: Id, link: NewLink }),
  reply: z.object({ link_id: Id, version: z.int() }),
})

export const listServiceLinks = endpoint({
  method: 'GET',
  path: '/api/services/:service_id/links',
  action: 'directory.read',
  summary: 'The links by which a service was asked about its record, and how each stands.',
  input: z.object({ service_id: Id }),
  reply: z.object({ links: z.array(LinkShown) }),
})

export const revokeServiceLink = endpoint({
  method: 'POST',
  path: '/api/services/:service_id/links/:link_id/revoke',
  action: 'directory.ask',
  summary: 'Makes such a link open nothing any more.',
  input: z.object({ service_id: Id, link_id: Id, version: z.int() }),
  reply: z.object({ link_id: Id, version: z.int() }),
})
