// She answers by herself: a colleague opens one instrument for her on a link with a code, valid for a short while. What she
// goes on with is sealed to link and code, what she answers to the house; the desk puts the two together.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { NewLink } from '#links/link.ts'
import { InstrumentId, WordedIn } from './instrument.ts'
import { GivenAnswers } from './sitting.ts'

/** How long a link may live: while she sits there, for a day, over a weekend. */
export const doorHours = [2, 24, 72] as const

export const openOwnDoor = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/sittings/:sitting_id/own-door',
  action: 'assessments.give',
  summary: 'Opens this sitting for her on a link with a code. While it stands open the desk does not answer for her.',
  input: z.object({
    case_id: Id,
    sitting_id: Id,
    version: z.int().positive(),
    link: NewLink,
    hours: z.union(doorHours.map((each) => z.literal(each))),
  }),
  reply: z.object({ sitting_id: Id, link_id: Id, version: z.int(), until: Moment }),
})

export const closeOwnDoor = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/sittings/:sitting_id/own-door/close',
  action: 'assessments.give',
  summary: 'Takes the link back. What she answered until then stands in the sitting, where the desk goes on.',
  input: z.object({ case_id: Id, sitting_id: Id, version: z.int().positive() }),
  reply: z.object({ sitting_id: Id, version: z.int() }),
})

/** What the link opens: the form by name, the official sentences where she sees them, and what was answered so far. */
export const OwnState = z.object({
  sitting_id: Id,
  instrument: InstrumentId,
  version: z.int(),
  worded: WordedIn,
  official: z.record(Code, z.string()),
  /** Whose help lines are hers when an answer frightens. */
  country: z.string().nullable(),
  answers: GivenAnswers,
  put_off: z.array(Day),
  /** Whom she can call stays on every page from then on. */
  frightened: z.boolean(),
})
export type OwnState = z.infer<typeof OwnState>

/** What comes home to the desk. */
export const OwnHome = z.object({ answers: GivenAnswers, put_off: z.array(Day) })
export type OwnHome = z.infer<typeof OwnHome>

/** Under which name a step is sealed to link and code, and to the house. */
export const stateName = (link_id: string): string => `own ${link_id}`
export const homeName = (link_id: string, step: number): string => `own answers ${link_id} ${step}`
