// What an erasure takes, in plain words: tables of the database gathered into what a colleague calls them.
import type { Leaving } from '../leaving.ts'

const kinds: [what: string, tables: RegExp][] = [
  ['key', /^case_key$/],
  ['notes', /^(note|alert|supervision|exit_interview)/],
  ['papers', /^document/],
  ['people', /^(person_identity|person_barriers|related_person|safe_contact|exclusion|guardian|blind_match|name_mark)/],
  ['plan', /^(plan|plan_action|goal|assessment|follow_up)$/],
  ['sharing', /^(consent|referral|conference)/],
  ['report', /^report/],
]
const kindOf = (table: string): string => kinds.find(([, tables]) => tables.test(table))?.[0] ?? 'rest'

export const whatGoes = (rows: Leaving['would_go']): { what: string; count: number }[] => {
  const counts = new Map<string, number>()
  for (const { what, count } of rows) counts.set(kindOf(what), (counts.get(kindOf(what)) ?? 0) + count)
  return [...kinds.map(([what]) => what), 'rest']
    .filter((what) => counts.has(what))
    .map((what) => ({ what, count: counts.get(what)! }))
}
