// `amparo law check`: every fault and gap of one pack, of all, or of a folder, by rule; exit code 1 when one must be mended.

import { type Finding, levels, type PackReport } from '#law/check.ts'
import { checkFolder } from '#law/check-house.api.ts'
import { packIds } from '#law/rule.ts'
import { say, words } from './say.ts'

const print = (findings: readonly Finding[]): void => {
  const width = Math.max(...findings.map(({ where }) => where.length))
  for (const { where, code, values } of findings)
    process.stdout.write(`    ${where.padEnd(width)}  ${words(`cli.law.fault.${code}`, values)}\n`)
}

/** What is open stands at every deadline anyway: it is counted, and named when asked for. */
const printReport = ({ id, rules, findings }: PackReport, all: boolean): void => {
  say('law.pack', { pack: id, rules })
  for (const level of levels) {
    const found = findings.filter((each) => each.level === level)
    if (found.length === 0) continue
    say(`law.level.${level}`, { count: found.length })
    if (level !== 'open' || all) {
      print(found)
      continue
    }
    for (const [code, those] of Map.groupBy(found, (each) => each.code))
      say(`law.open.${code}`, { count: those.length })
  }
}

export const checkPacks = (names: readonly string[], all: boolean): number => {
  const today = new Date().toISOString().slice(0, 10)
  const reports = (names.length > 0 ? names : packIds).map((name) => checkFolder(name, today))
  for (const report of reports) printReport(report, all)
  const faulty = reports.filter(({ findings }) => findings.some(({ level }) => level === 'error'))
  if (faulty.length > 0) say('law.faulty', { packs: faulty.map(({ id }) => id).join(', ') })
  else say('law.sound', { count: reports.length })
  return faulty.length > 0 ? 1 : 0
}
