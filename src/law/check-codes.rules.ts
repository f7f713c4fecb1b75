// Codes nobody declared, and declared ones nobody uses: a rule that waits for a word no one can say never speaks.

import { addDays } from '#kit/day.ts'
import type { CheckedAgainst, Finding, FolderPack } from './check.ts'
import { askedIn } from './check-conditions.rules.ts'
import type { CircumstanceField, LawRule, PackEvent } from './rule.ts'

export const eventsOf = (rule: LawRule): string[] => [
  ...rule.starts,
  ...rule.closes,
  ...rule.ends,
  ...rule.restarted,
  ...rule.suspended.flatMap(({ from, until }) => [...from, ...until]),
  ...yieldedBy(rule),
]
export const yieldedBy = ({ yields, silence }: LawRule): string[] => [
  ...yields.map(({ event }) => event),
  ...(silence?.yields ? [silence.yields] : []),
]

/** What can be said in a file of this pack: its own words and those of the packs above it. */
export const knownTo = (pack: FolderPack, { packs }: CheckedAgainst) => {
  const above = packs.filter(({ id }) => (pack.above as string[]).includes(id))
  return {
    above,
    events: [...pack.events, ...above.flatMap(({ events }) => events)] as PackEvent[],
    circumstances: [...pack.circumstances, ...above.flatMap((each) => each.circumstances)] as CircumstanceField[],
    authorities: new Set([...pack.authorities, ...above.flatMap(({ authorities }) => authorities)]),
    rules: [...pack.rules, ...above.flatMap(({ rules }) => rules)],
    /** The packs it stands above: they too make its events happen. */
    below: packs.filter((each) => each.id !== pack.id && (each.above as string[]).includes(pack.id)),
  }
}
export type Known = ReturnType<typeof knownTo>

const conditionsOf = ({ when, alternatives }: LawRule) => [when, ...alternatives.map((each) => each.when)]

const unknownCircumstances = (rule: LawRule, { circumstances }: Known): Finding[] =>
  conditionsOf(rule)
    .flatMap(askedIn)
    .flatMap(({ field, value }): Finding[] => {
      const known = circumstances.find((each) => each.field === field)
      if (!known) return [{ level: 'error', code: 'unknown_circumstance', where: rule.id, values: { what: field } }]
      const fits = known.choices ? known.choices.includes(String(value)) : typeof value === 'boolean'
      if (value === null || fits) return []
      return [{ level: 'error', code: 'unknown_choice', where: rule.id, values: { what: `${field} = ${value}` } }]
    })

const unknownIn = (rule: LawRule, known: Known, against: CheckedAgainst): Finding[] => {
  const error = (code: string, what: string): Finding => ({ level: 'error', code, where: rule.id, values: { what } })
  const declared = new Set(known.events.map(({ code }) => code))
  const ids = new Set(known.rules.map(({ id }) => id))
  const bodies = [rule.duty_holder, rule.authority].filter((each) => each !== null)
  return [
    ...eventsOf(rule)
      .filter((code) => !declared.has(code))
      .map((code) => error('unknown_event', code)),
    ...unknownCircumstances(rule, known),
    ...bodies.filter((code) => !known.authorities.has(code)).map((code) => error('unknown_authority', code)),
    ...rule.documents.filter((code) => !against.documents.has(code)).map((code) => error('unknown_document', code)),
    ...(rule.plain !== null && !against.plain.has(rule.plain) ? [error('unknown_plain', rule.plain)] : []),
    ...rule.instead_of.filter((id) => !ids.has(id)).map((id) => error('unknown_rule', id)),
  ]
}

/** Beyond its calendar a working day is a guess, and a term of a year should not end there. */
const daysAhead = 400

const ofHead = (pack: FolderPack, known: Known, { calendars, packs, today }: CheckedAgainst): Finding[] => {
  const error = (code: string, what: string): Finding => ({ level: 'error', code, where: pack.id, values: { what } })
  const found: Finding[] = []
  if (pack.calendar !== null) {
    const until = calendars.get(pack.calendar)
    if (until === undefined) found.push(error('unknown_calendar', pack.calendar))
    else if (until < addDays(today, daysAhead))
      found.push({ ...error('calendar_runs_out', `${pack.calendar}, ${until}`), level: 'gap' })
  }
  for (const id of pack.above) if (!packs.some((each) => each.id === id)) found.push(error('unknown_pack', id))
  for (const event of pack.events) {
    if (event.authority !== null && !known.authorities.has(event.authority))
      found.push(error('unknown_authority', `${event.code}: ${event.authority}`))
    const others = known.events.filter(({ code }) => code === event.code)
    const yielded = others.filter(({ recorded }) => recorded === 'yielded').length
    if (yielded > 0 && yielded < others.length) found.push(error('event_disagrees', event.code))
  }
  return found
}

const unused = (pack: FolderPack, known: Known): Finding[] => {
  const gap = (code: string, what: string): Finding => ({ level: 'gap', code, where: pack.id, values: { what } })
  const belowRules = known.below.flatMap(({ rules }) => rules)
  const events = new Set([...known.rules, ...belowRules].flatMap(eventsOf))
  const fields = new Set(
    [...known.rules, ...belowRules]
      .flatMap(conditionsOf)
      .flatMap(askedIn)
      .map(({ field }) => field),
  )
  return [
    ...pack.events
      .filter(({ code, status }) => status === null && !events.has(code))
      .map(({ code }) => gap('unused_event', code)),
    ...pack.circumstances
      .filter(({ field }) => !fields.has(field))
      .map(({ field }) => gap('unused_circumstance', field)),
  ]
}

export const codeFaults = (pack: FolderPack, known: Known, against: CheckedAgainst): Finding[] => [
  ...ofHead(pack, known, against),
  ...pack.rules.flatMap((rule) => unknownIn(rule, known, against)),
  ...unused(pack, known),
]
