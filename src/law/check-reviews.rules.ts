// Versions of a rule that overlap or leave days without any, what no lawyer has signed, and what a lawyer must look up first.
import { addDays, daysBetween } from '#kit/day.ts'
import type { CheckedAgainst, Finding, FolderPack } from './check.ts'
import type { LawRule } from './rule.ts'

const yearInDays = 365

const versionFaults = (pack: FolderPack): Finding[] => {
  const byId = Map.groupBy(pack.rules, ({ id }) => id)
  return [...byId].flatMap(([where, versions]) => {
    const found: Finding[] = []
    const add = (level: Finding['level'], code: string, what: string) =>
      found.push({ level, code, where, values: { what } })
    const sorted = [...versions].sort((a, b) => (a.valid_from < b.valid_from ? -1 : 1))
    for (const [at, { valid_from, valid_until }] of sorted.entries()) {
      if (valid_until !== null && valid_until < valid_from) add('error', 'backwards', `${valid_from} – ${valid_until}`)
      const next = sorted[at + 1]
      if (!next) continue
      if (valid_until === null || valid_until >= next.valid_from) add('error', 'versions_overlap', next.valid_from)
      else if (addDays(valid_until, 1) < next.valid_from)
        add('gap', 'versions_leave_days', `${valid_until} – ${next.valid_from}`)
    }
    return found
  })
}

const reviewOf = (rule: LawRule, today: string): Finding[] => {
  const at = (level: Finding['level'], code: string, what = ''): Finding => ({
    level,
    code,
    where: rule.id,
    values: { what },
  })
  const { reviewed_by, reviewed_on, verify, valid_until } = rule
  const found: Finding[] = []
  if ((reviewed_by === null) !== (reviewed_on === null)) found.push(at('error', 'half_a_review', rule.valid_from))
  if (reviewed_by === null) found.push(at('open', 'unreviewed', rule.valid_from))
  else if (reviewed_on !== null && daysBetween(reviewed_on, today) > yearInDays)
    found.push(at('gap', 'review_old', reviewed_on))
  if (reviewed_on !== null && reviewed_on > today) found.push(at('error', 'review_to_come', reviewed_on))
  if (verify && (valid_until === null || valid_until >= today)) found.push(at('open', 'verify', rule.valid_from))
  return found
}

export const reviewFaults = (pack: FolderPack, { today }: CheckedAgainst): Finding[] => [
  ...versionFaults(pack),
  ...pack.rules.flatMap((rule) => reviewOf(rule, today)),
]
