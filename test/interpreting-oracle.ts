// The hard gates once more, written from the facts of the field and not from the code: for holding the code against. It asks
// of one interpreter and one appointment: is there any ground on which they must not meet?

import type { Candidate, HerSide, Session } from '#interpreters/gates.rules.ts'
import type { Community } from '#interpreters/interpreter.ts'
import { mayBeSameName } from '#people/exclusion.rules.ts'

const sylheti = (language: string, dialect: string | null) =>
  dialect === 'sylheti' || (language === 'syl' && dialect === null)

/** Languages as one string, for the few the tests speak. */
const tongue = (language: string, dialect: string | null): string =>
  sylheti(language, dialect) ? 'syl' : dialect ? `${language}-${dialect}` : language

const contradicts = (a: string | null, b: string | null): boolean =>
  Boolean(a && b && a.toLowerCase() !== b.toLowerCase())
const agrees = (a: string | null, b: string | null): boolean => Boolean(a && b && a.toLowerCase() === b.toLowerCase())

const facets = ['country', 'region', 'language', 'group'] as const
const overlap = (a: Community, b: Community): boolean =>
  agrees(a.worship, b.worship) ||
  (!facets.some((f) => contradicts(a[f], b[f])) && facets.some((f) => agrees(a[f], b[f])))
const surely = (a: Community, b: Community): boolean =>
  agrees(a.worship, b.worship) ||
  (!contradicts(a.country, b.country) && (agrees(a.region, b.region) || agrees(a.group, b.group)))

/** True when there is any ground. Names in these tests are whole and alike only where they are the same. */
export const mustNotCome = (
  who: Candidate,
  { rule, exclusions, named }: HerSide,
  { language, dialect, mode, on }: Session,
  conflict: 'none' | 'doubt' | null,
  confirmed: boolean,
): boolean => {
  if (who.status !== 'active' || rule.never_again.some((id) => id === who.interpreter_id)) return true
  if (conflict === 'doubt' || (confirmed && conflict !== 'none')) return true
  const people = [...named, ...rule.never_people]
  for (const { what, since_on, until_on } of exclusions) {
    const live = since_on <= on && (until_on === null || on <= until_on)
    if (live && (what.kind === 'person' || what.kind === 'staff')) people.push(what.name)
    if (live && what.kind === 'organisation' && who.details.agency && what.name === who.details.agency) return true
    if (live && what.kind === 'community')
      for (const c of who.details.communities) if (overlap({ ...what, worship: '' }, c)) return true
  }
  for (const name of who.details.names) for (const other of people) if (mayBeSameName(other, name)) return true
  for (const c of who.details.communities) {
    if (rule.never_communities.some((never) => overlap(never, c))) return true
    if (rule.community && rule.small_community === 'yes' && overlap(rule.community, c)) return true
    if (rule.community && rule.small_community === 'not_asked' && surely(rule.community, c)) return true
  }
  if (rule.community && rule.small_community === 'yes' && who.details.communities.length === 0) return true
  // Born in a year whose youngest is not eighteen yet on that day, or nobody knows when.
  if (who.details.birth_year === null || Number(on.slice(0, 4)) - who.details.birth_year - 1 < 18) return true
  for (const step of ['identity', 'background', 'confidentiality']) {
    const done = who.vetting.find((each) => each.step === step)
    if (!done || (done.valid_until !== null && done.valid_until < on)) return true
  }
  if (['woman', 'man'].includes(rule.gender) && who.gender !== rule.gender) return true
  if (!who.modes.includes(mode)) return true
  const hers = dialect ?? (rule.language === null || rule.language === language ? rule.dialect : null)
  const wanted = tongue(language, hers)
  const spoken = who.languages.filter(({ level, both_ways }) => both_ways && level !== 'basic')
  const exact = spoken.some((each) => tongue(each.language, each.dialect) === wanted)
  const broad = !wanted.includes('-') && spoken.some((each) => each.language === wanted)
  return !exact && !broad
}
