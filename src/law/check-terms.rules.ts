// Terms that make no sense, deadlines nobody can meet, and periods that go on without anything that ends them.
import type { Finding, FolderPack } from './check.ts'
import type { LawRule, Term } from './rule.ts'

const isSound = ({ unit, count, from }: Term): boolean => {
  if (unit === 'hour') return from === 'moment' && count !== 'date_to_date'
  if (unit === 'day') return from !== 'moment' && count !== 'date_to_date'
  return from !== 'moment' && count === 'date_to_date'
}

const faultsOf = (rule: LawRule): Finding[] => {
  const { id, kind, readings, alternatives, closes, ends, yields, silence } = rule
  const found: Finding[] = []
  const add = (level: Finding['level'], code: string, what = '') =>
    found.push({ level, code, where: id, values: { what } })
  const counted = kind === 'deadline' || kind === 'period'
  if (counted && readings.length === 0) add('error', `${kind}_without_term`)
  if (kind === 'deadline' && closes.length === 0) add('error', 'deadline_without_closes')
  if (kind === 'period' && ends.length === 0 && yields.length === 0) add('error', 'period_without_end')
  if (silence !== null && kind !== 'deadline') add('error', 'silence_without_deadline')
  const speaks = silence !== null && silence.means !== 'none_stated'
  if (speaks && silence.yields === null) add('gap', 'silence_yields_nothing', silence.means)
  if (readings.length === 0 && alternatives.length > 0) add('error', 'alternatives_without_term')
  if (readings.length === 0 && yields.some(({ at }) => at === 'end')) add('error', 'end_without_term')
  for (const list of [readings, ...alternatives.map((each) => each.readings)]) {
    for (const { code, term } of list) if (!isSound(term)) add('error', 'term_makes_no_sense', code)
    if (new Set(list.map(({ code }) => code)).size < list.length) add('error', 'reading_twice')
  }
  const loose = new Set([...closes].filter((code) => ends.includes(code)))
  for (const code of loose) add('error', 'closes_and_ends', code)
  if (rule.warn_days.length > 0 && readings.length === 0) add('gap', 'rings_without_term')
  return found
}

export const termFaults = (pack: FolderPack): Finding[] => pack.rules.flatMap(faultsOf)
