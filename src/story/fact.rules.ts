// Which rows of coded facts stand, what a value has to be, and how facts leave in the words of the standard.
import { controls, factList, type SealedFact, valuesOf } from './fact.ts'

interface Row {
  fact_id: string
  replaces_id: string | null
  taken_back: boolean
}

/** The rows nothing replaced and nobody took back. What a reader may not see neither stands nor hides anything. */
export const standing = <R extends Row>(rows: readonly R[]): R[] => {
  const replaced = new Set(rows.map(({ replaces_id }) => replaces_id))
  return rows.filter(({ fact_id, taken_back }) => !taken_back && !replaced.has(fact_id))
}

/** Why this cannot be kept, as a message key; null when it can. */
export const factObstacle = ({ fact, state, value, source }: SealedFact, telling_id: string | null): string | null => {
  const kind = factList.facts.find(({ code }) => code === fact)
  if (!kind) return 'gate.not_allowed_value'
  if (telling_id !== null && source !== 'told') return 'story.fact.source_is_told'
  const { codes, route, amount } = value
  const filled = [codes.length > 0, route.length > 0, amount !== null]
  if (state !== 'told') return filled.some(Boolean) ? 'story.fact.no_value' : null
  const wanted = kind.answer === 'route' ? 1 : kind.answer === 'amount' ? 2 : 0
  if (!filled[wanted] || filled.some((each, place) => each && place !== wanted)) return 'story.fact.value_needed'
  if (kind.answer === 'one' && codes.length > 1) return 'story.fact.one_value'
  const known = new Set(valuesOf(fact).map(({ code }) => code))
  return wanted === 0 && codes.some((code) => !known.has(code)) ? 'gate.not_allowed_value' : null
}

const once = (values: readonly string[]): string[] => [...new Set(values)]

const eventTypes = { recruitment: 'Recruitment', transit: 'Transit', exploitation: 'Exploitation' } as const

/**
 * The literal names of HTCDS 2.0. Only what was told leaves: that somebody did not want to say it stays here. Several rows of
 * one fact are taken together.
 */
export const asHtcds = (facts: readonly SealedFact[]) => {
  const told = facts.filter(({ state }) => state === 'told')
  const codesOf = (fact: string) => once(told.filter((each) => each.fact === fact).flatMap(({ value }) => value.codes))
  const fields: Record<string, string | string[]> = {}
  const not_in_standard: string[] = []
  const definitions: string[] = []
  for (const { code: fact, answer, htcds_field, list } of factList.facts) {
    const codes = codesOf(fact)
    if (codes.length === 0) continue
    if (list === 'controls') {
      const chosen = controls.codes.filter(({ code }) => codes.includes(code))
      definitions.push(...chosen.map(({ definition }) => definition))
      not_in_standard.push(...chosen.filter(({ sheet }) => sheet.length === 0).map(({ code }) => `${fact}.${code}`))
      const sheet = once(chosen.flatMap((each) => each.sheet))
      if (sheet.length > 0) fields[htcds_field!] = sheet
      continue
    }
    const values = valuesOf(fact).filter(({ code }) => codes.includes(code))
    const literal = once(values.flatMap(({ htcds }) => htcds ?? []))
    if (htcds_field && literal.length > 0)
      fields[htcds_field] = answer === 'one' && literal.length === 1 ? literal[0]! : literal
    if (!htcds_field) not_in_standard.push(...codes.map((code) => `${fact}.${code}`))
  }
  const events = told.flatMap(({ value }) =>
    value.route.map(({ part, country }) => ({ hte_Type: eventTypes[part], hte_Country: country })),
  )
  if (told.some(({ fact }) => fact === 'debt_amount')) not_in_standard.push('debt_amount')
  return { standard: 'HTCDS 2.0' as const, fields, events, definitions, not_in_standard }
}
