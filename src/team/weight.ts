// How heavy a file is, how much each colleague carries, and who has room for the next one.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const setWeight = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/weight',
  action: 'case.change',
  summary: 'Says what makes a file heavy beyond its stage. A stale version gets the current state back.',
  input: z.object({ case_id: Id, version: z.int(), factors: z.array(Code).max(20) }),
  reply: z.object({ case_id: Id, version: z.int() }),
})

export const Weight = z.object({
  /** Of the stage and of what was ticked, together. */
  points: z.int(),
  factors: z.array(z.string()),
  weighed_on: Day.nullable(),
  version: z.int(),
})
export type Weight = z.infer<typeof Weight>

export const Carrier = z.object({
  staff_id: Id,
  name: z.string(),
  files: z.int(),
  points: z.int(),
  /** Files nobody has weighed yet: they count by their stage alone. */
  unweighed: z.int(),
  waiting: z.int(),
  capacity: z.int(),
  free: z.int(),
  version: z.int(),
})
export type Carrier = z.infer<typeof Carrier>

export const readCaseload = endpoint({
  method: 'GET',
  path: '/api/caseload',
  action: 'caseload.read',
  summary: 'Files, weight and free capacity of each reference worker within reach, and who has most room.',
  input: z.object({}),
  reply: z.object({ carriers: z.array(Carrier), next: Id.nullable(), usual_capacity: z.int() }),
})

export const setCapacity = endpoint({
  method: 'PUT',
  path: '/api/caseload/:staff_id',
  action: 'caseload.read',
  summary: 'Says how many points a colleague carries, where it differs from the usual.',
  input: z.object({ staff_id: Id, version: z.int(), points: z.int().min(0).max(300) }),
  reply: z.object({ staff_id: Id, version: z.int() }),
})
