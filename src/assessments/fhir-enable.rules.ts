// When a question is asked, as FHIR says it: a flat list of answers, one of which or all of which must have been given.
// What cannot be said so is left out; the answers say themselves what was asked.
import type { Condition } from '#facts/condition.ts'
import type { Instrument } from './instrument.ts'

interface When {
  question: string
  operator: '=' | '!=' | 'exists'
  answerBoolean?: boolean
  answerCoding?: { system: string; code: string }
}
export interface Enabled {
  enableWhen: When[]
  enableBehavior?: 'any' | 'all'
}
type SystemOf = (instrument: Instrument, set: string) => string

const one = (instrument: Instrument, field: string, operator: '=' | '!=', code: unknown, systemOf: SystemOf): When => {
  const set = instrument.items.find((item) => item.code === field)?.answers ?? ''
  return { question: field, operator, answerCoding: { system: systemOf(instrument, set), code: String(code) } }
}

/** Any of these; nothing where it takes more than that to say it. */
const anyOf = (instrument: Instrument, condition: Condition, systemOf: SystemOf): When[] | undefined => {
  if ('equals' in condition) return [one(instrument, condition.field, '=', condition.equals, systemOf)]
  if ('in' in condition) return condition.in.map((code) => one(instrument, condition.field, '=', code, systemOf))
  if ('answered' in condition)
    return [{ question: condition.field, operator: 'exists', answerBoolean: condition.answered }]
  if ('not' in condition && 'equals' in condition.not)
    return [one(instrument, condition.not.field, '!=', condition.not.equals, systemOf)]
  if (!('any' in condition)) return undefined
  const parts = condition.any.map((each) => anyOf(instrument, each, systemOf))
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined
}

export const enableWhen = (instrument: Instrument, condition: Condition, systemOf: SystemOf): Enabled | undefined => {
  if ('all' in condition) {
    const parts = condition.all.map((each) => anyOf(instrument, each, systemOf))
    if (!parts.every((part) => part?.length === 1)) return undefined
    const all = parts.flatMap((part) => part ?? [])
    return { enableWhen: all, ...(all.length > 1 && { enableBehavior: 'all' }) }
  }
  const any = anyOf(instrument, condition, systemOf)
  return any && { enableWhen: any, ...(any.length > 1 && { enableBehavior: 'any' }) }
}
