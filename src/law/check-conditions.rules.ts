// Whether conditions can ever hold, alone or together: by trying every answer to the few circumstances they ask for.

import { type Answers, holds } from '#facts/condition.rules.ts'
import type { Condition } from '#facts/condition.ts'
import type { CircumstanceField } from './rule.ts'

export interface Asked {
  field: string
  value: string | number | boolean | null
}

/** Every circumstance a condition asks for, with the answer it looks for. */
export const askedIn = (condition: Condition | null): Asked[] => {
  if (condition === null) return []
  if ('all' in condition) return condition.all.flatMap(askedIn)
  if ('any' in condition) return condition.any.flatMap(askedIn)
  if ('not' in condition) return askedIn(condition.not)
  const { field } = condition
  if ('equals' in condition) return [{ field, value: condition.equals }]
  if ('in' in condition) return condition.in.map((value) => ({ field, value }))
  return [{ field, value: 'at_least' in condition ? condition.at_least : null }]
}

/** So many circumstances are tried in every combination; more are taken to be possible. */
const most = 12

/** Whether there is somebody for whom all of these hold at once. */
export const canHold = (conditions: readonly (Condition | null)[], fields: readonly CircumstanceField[]): boolean => {
  const real = conditions.filter((each) => each !== null)
  const names = [...new Set(real.flatMap(askedIn).map(({ field }) => field))]
  if (names.length > most) return true
  const choicesOf = (name: string): unknown[] => {
    const choices = fields.find(({ field }) => field === name)?.choices
    return choices ? [null, ...choices] : [null, true]
  }
  const tryFrom = (at: number, answers: Answers): boolean => {
    if (at === names.length) return real.every((each) => holds(each, answers))
    const name = names[at]!
    return choicesOf(name).some((choice) => tryFrom(at + 1, { ...answers, [name]: choice }))
  }
  return tryFrom(0, {})
}
