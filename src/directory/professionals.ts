// Who reads what is kept to professionals: an institution that direction or administration gives a link and a code. It
// reads the directory as it stands, at that tier, until its day or until it is taken back.
import { z } from 'zod'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { CodeBy, LinkShown, NewLink } from '#links/link.ts'
import { LinkCode } from '#links/secret.ts'

export const ReadingLink = LinkShown.extend({ for_whom: z.string() })
export type ReadingLink = z.infer<typeof ReadingLink>

const path = '/api/directory/links'
const made = z.object({ link_id: Id, version: z.int() })
const one = { link_id: Id, version: z.int() }

export const openToProfessionals = endpoint({
  method: 'POST',
  path,
  action: 'directory.open',
  summary: 'Makes a link through which an institution reads the directory, at the tier of professionals.',
  input: z.object({ link: NewLink, for_whom: Line(200), until: Day }),
  reply: made,
})

export const listReadingLinks = endpoint({
  method: 'GET',
  path,
  action: 'directory.open',
  summary: 'The institutions that were given such a link, and how each link stands.',
  input: z.object({}),
  reply: z.object({ links: z.array(ReadingLink) }),
})

export const renewReadingCode = endpoint({
  method: 'POST',
  path: `${path}/:link_id/code`,
  action: 'directory.open',
  summary: 'Gives such a link a new code: the one before opens nothing from then on.',
  input: z.object({ ...one, code: LinkCode, code_by: CodeBy }),
  reply: made,
})

export const closeReadingLink = endpoint({
  method: 'POST',
  path: `${path}/:link_id/revoke`,
  action: 'directory.open',
  summary: 'Makes such a link open nothing any more.',
  input: z.object(one),
  reply: made,
})
