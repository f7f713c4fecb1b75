// True, false, or not known yet: what is concluded from answers when some of them are missing.
import type { Condition } from '#facts/condition.ts'

export type Maybe = boolean | 'unknown'

export const not = (value: Maybe): Maybe => (value === 'unknown' ? value : !value)

export const all = (values: Maybe[]): Maybe =>
  values.includes(false) ? false : values.includes('unknown') ? 'unknown' : true

export const any = (values: Maybe[]): Maybe => not(all(values.map(not)))

/** At least so many of them hold. */
export const atLeast = (wanted: number, values: Maybe[]): Maybe => {
  const holding = values.filter((value) => value === true).length
  if (holding >= wanted) return true
  return holding + values.filter((value) => value === 'unknown').length >= wanted ? 'unknown' : false
}

/** `null`: there is no answer and will be none. `undefined`: there is none yet. */
export type Known = string | number | null | undefined

/** As `holds` of conditions, except that what could still turn is not decided. */
export const mayHold = (condition: Condition, known: (field: string) => Known): Maybe => {
  if ('all' in condition) return all(condition.all.map((part) => mayHold(part, known)))
  if ('any' in condition) return any(condition.any.map((part) => mayHold(part, known)))
  if ('not' in condition) return not(mayHold(condition.not, known))
  const answer = known(condition.field)
  if (answer === undefined) return 'unknown'
  if ('answered' in condition) return (answer !== null) === condition.answered
  if (answer === null) return false
  if ('equals' in condition) return answer === condition.equals
  if ('in' in condition) return condition.in.includes(answer)
  return typeof answer === 'number' && answer >= condition.at_least
}
