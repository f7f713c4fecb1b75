// Who walks with her: put on the file and taken off it, at once.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { TeamFunction } from '#cases/case.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const assignTeam = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/team',
  action: 'team.assign',
  summary: 'Puts a colleague on the file, with the sections their work needs.',
  input: z.object({
    case_id: Id,
    access_id: Id,
    staff_id: Id,
    function: TeamFunction,
    sections: z.array(Section).min(1),
    until_on: Day.nullable().default(null),
  }),
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
