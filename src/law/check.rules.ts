// A pack read through for whoever relies on it: faults that must be mended, gaps somebody should look at, and what is known to
// be open. The same for our own folders and for one an organisation keeps.
import type { z } from 'zod'
import {
  type CheckedAgainst,
  type Finding,
  FolderHead,
  type FolderPack,
  levels,
  type PackFolder,
  type PackReport,
} from './check.ts'
import { chainFaults } from './check-chains.rules.ts'
import { codeFaults, knownTo } from './check-codes.rules.ts'
import { reviewFaults } from './check-reviews.rules.ts'
import { termFaults } from './check-terms.rules.ts'
import { wordFaults } from './check-words.rules.ts'
import { LawRule, RulesFile } from './rule.ts'

const unsourced = new Set(['article', 'source', 'source_version'])

const misshapen = (where: string, { issues }: z.ZodError): Finding[] =>
  issues.map(({ path, message }) => {
    const field = path.map(String).join('.')
    const code = unsourced.has(String(path.at(-1))) ? 'no_source' : 'misshapen'
    return { level: 'error', code, where, values: { what: field === '' ? message : `${field}: ${message}` } }
  })

const idOf = (value: unknown, otherwise: string): string => {
  const id = (value as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : otherwise
}

/** Rule by rule, so that one that is broken does not hide the others. */
const rulesIn = ({ name, value }: PackFolder['files'][number]): { rules: LawRule[]; faults: Finding[] } => {
  const file = RulesFile.omit({ rules: true }).loose().safeParse(value)
  const faults = file.success ? [] : misshapen(name, file.error)
  const list = (value as { rules?: unknown } | null)?.rules
  if (!Array.isArray(list))
    return { rules: [], faults: [...faults, { level: 'error', code: 'no_rules', where: name, values: { what: '' } }] }
  const rules: LawRule[] = []
  for (const [at, each] of list.entries()) {
    const parsed = LawRule.safeParse(each)
    if (parsed.success) rules.push(parsed.data)
    else faults.push(...misshapen(idOf(each, `${name} ${at + 1}`), parsed.error))
    const track = /^rules-(\w+)\.json$/.exec(name)?.[1]
    if (parsed.success && track !== undefined && parsed.data.track !== track)
      faults.push({ level: 'error', code: 'wrong_file', where: parsed.data.id, values: { what: name } })
  }
  return { rules, faults }
}

const inOrder = (findings: Finding[]): Finding[] => {
  const once = new Map(findings.map((each) => [JSON.stringify(each), each]))
  return [...once.values()].sort(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      a.where.localeCompare(b.where, 'en', { numeric: true }) ||
      a.code.localeCompare(b.code),
  )
}

export const checkPack = (folder: PackFolder, against: CheckedAgainst): PackReport => {
  const head = FolderHead.safeParse(folder.head)
  const read = folder.files.map(rulesIn)
  const rules = read.flatMap((each) => each.rules)
  const faults = read.flatMap((each) => each.faults)
  if (!head.success) {
    const found = [...misshapen('pack.json', head.error), ...faults]
    return { id: idOf(folder.head, '?'), rules: rules.length, findings: inOrder(found) }
  }
  const pack: FolderPack = { ...head.data, rules }
  const known = knownTo(pack, against)
  const found = [
    ...faults,
    ...(rules.length === 0
      ? [{ level: 'error', code: 'empty', where: pack.id, values: { what: '' } } satisfies Finding]
      : []),
    ...codeFaults(pack, known, against),
    ...termFaults(pack),
    ...chainFaults(pack, known),
    ...reviewFaults(pack, against),
    ...wordFaults(pack, folder.words, known),
  ]
  return { id: pack.id, rules: rules.length, findings: inOrder(found) }
}
