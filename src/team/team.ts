// Who walks with her: put on the file and taken off it, at once.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { TeamFunction, TeamMember } from '#cases/case.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Cover } from './cover.ts'
import { HandOver } from './hand-over.ts'
import { Weight } from './weight.ts'

export const readTeam = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/team',
  action: 'case.open',
  summary: 'Who walks with her, the hand-over that is under way, who stands in, and what makes the file heavy.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    team: z.array(TeamMember),
    /** Proposed, or accepted and not read to the end. */
    hand_over: HandOver.extend({ words: z.string() }).nullable(),
    covers: z.array(Cover),
    weight: Weight,
    may: z.object({ assign: z.boolean(), replace: z.boolean(), weigh: z.boolean(), supervise: z.boolean() }),
  }),
})

export const assignTeam = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/team',
  action: 'team.assign',
  summary: 'Puts a colleague on the file, with the sections their work needs. A reference worker is replaced at once.',
  input: z
    .object({
      case_id: Id,
      access_id: Id,
      staff_id: Id,
      function: TeamFunction,
      sections: z.array(Section).min(1),
      until_on: Day.nullable().default(null),
    })
    .refine((given) => given.function !== 'reference_worker' || given.until_on === null, { path: ['until_on'] }),
  reply: z.object({ access_id: Id }),
})

export const endAssignment = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/team/:access_id/end',
  action: 'team.assign',
  summary: 'Takes a colleague off the file, at once.',
  input: z.object({ case_id: Id, access_id: Id }),
  reply: z.object({ access_id: Id }),
})
