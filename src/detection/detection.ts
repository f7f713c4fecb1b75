// Reading signs without a file: the lists as the screens offer them, and the reading of up to a thousand records at
// once for whoever looks through what came in. Nothing of what is asked is kept.
import { z } from 'zod'
import { Code } from '#facts/facts.ts'
import { IndicatorList } from '#facts/indicators.ts'
import { endpoint } from '#kit/endpoint.ts'
import { AgeGroup, Reading } from './reading.ts'

/** What somebody saw. `sector` says where and chooses which signs were offered; it weighs nothing. */
export const Seen = z.strictObject({
  signs: z.array(Code).max(80),
  age: AgeGroup,
  sector: Code.nullable().default(null),
})
export type Seen = z.infer<typeof Seen>

export const mostAtOnce = 1_000

export const listSigns = endpoint({
  method: 'GET',
  path: '/api/detection/signs',
  action: 'detection.read',
  summary: 'The lists of signs with their groups, weights, sources and how sure each is.',
  input: z.object({}),
  reply: z.object({ lists: z.array(IndicatorList) }),
})

export const readRecords = endpoint({
  method: 'POST',
  path: '/api/detection/read',
  action: 'detection.read',
  summary:
    'What the signs of each record are consistent with, why, what is missing and what to do next. Nothing is kept; a code no list knows is named as such and not counted.',
  input: z.object({ records: z.array(Seen).min(1).max(mostAtOnce) }),
  reply: z.object({ readings: z.array(Reading) }),
})
