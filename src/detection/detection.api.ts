// Answers what signs are consistent with. A reading is asked in passing: the journal knows that somebody asked, and
// neither the signs nor the answer are kept.
import type { Facts } from '#facts/facts.ts'
import { answer } from '#gate/answer.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { readSigns } from './decide.rules.ts'
import { listSigns, readRecords } from './detection.ts'

const list = answer(listSigns)(async ({ facts }) => ({ lists: Object.values(facts.indicators) }))

const readAll = (facts: Facts, { records }: InputOf<typeof readRecords>) => ({
  readings: records.map(({ signs, age }) => readSigns(facts.indicators, { signs, age })),
})

// The ordinary way would keep the answer for a repeat. Whoever may ask takes the other one; it refuses everybody else.
const read = answer(readRecords)(async ({ facts, input }) => readAll(facts, input), {
  statement: ({ token, entry_id }) => ({
    of: 'guard.ask_in_passing',
    rounds: 2,
    types: ['text', 'uuid', 'text'],
    values: [token, entry_id, readRecords.action],
  }),
  tell: ({ facts, input }) => readAll(facts, input),
})

export const detectionAnswers = [list, read]
