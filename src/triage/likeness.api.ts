// Compares a report with those of the last half year. What they say is turned into numbers in memory, kept for some
// minutes while somebody triages, and written down nowhere.
import { randomInt } from 'node:crypto'
import { setImmediate as others } from 'node:timers/promises'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { addDays, type Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { openReportBody } from '#reports/sealed.store.ts'
import type { Vault } from '#vault/vault.store.ts'
import { countWords, type Features, featuresOf, likenessOf, strengthOf } from './likeness.rules.ts'
import { keepTie, listRecent, listSealedBodies, listTies } from './likeness.store.ts'
import * as model from './likeness.ts'
import { intakeKeys } from './progress.store.ts'
import { findReportRow } from './report.store.ts'
import type { ReportStatus } from './report.ts'
import type { Urgency } from './urgency.ts'

const daysBack = 183
const mostCompared = 5_000
const mostShown = 10
/** Opened in small steps, so that nobody else waits for it. */
const openedAtOnce = 50
const keptMs = 10 * 60_000
const seed = randomInt(2 ** 32)

interface Kept {
  features: Map<string, Features>
  forget: NodeJS.Timeout
}
const kept = new WeakMap<Vault, Map<string, Kept>>()

const keptOf = (vault: Vault, organisation_id: string): Map<string, Features> => {
  const houses = kept.get(vault) ?? new Map<string, Kept>()
  kept.set(vault, houses)
  const before = houses.get(organisation_id)
  if (before) clearTimeout(before.forget)
  const forget = setTimeout(() => houses.delete(organisation_id), keptMs)
  forget.unref()
  const features = before?.features ?? new Map<string, Features>()
  houses.set(organisation_id, { features, forget })
  return features
}

const featuresFor = async (asked: AskedByStaff<unknown>, wanted: readonly string[]): Promise<Map<string, Features>> => {
  const { tx, vault, actor } = asked
  const features = keptOf(vault, actor.organisation_id)
  const known = new Set(wanted)
  for (const report_id of features.keys()) if (!known.has(report_id)) features.delete(report_id)
  const missing = wanted.filter((report_id) => !features.has(report_id))
  const keys = intakeKeys(asked, actor.organisation_id)
  for (let at = 0; at < missing.length; at += openedAtOnce) {
    const rows = await listSealedBodies(tx, actor.organisation_id, missing.slice(at, at + openedAtOnce))
    for (const { report_id, received_on, intake_version, sealed_body } of rows) {
      const body = openReportBody(await keys(intake_version), report_id, sealed_body)
      features.set(report_id, featuresOf(body, received_on as Day, seed))
    }
    await others()
  }
  return features
}

export const compareReport = answer(model.compareReport)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  const { report_id } = input
  note({ subject_id: report_id })
  await findReportRow(tx, actor.organisation_id, report_id)
  const [recent, ties] = await Promise.all([
    listRecent(tx, actor.organisation_id, addDays(today, -daysBack), mostCompared),
    listTies(tx, actor.organisation_id, report_id),
  ])
  const listed = new Map(recent.map((row) => [row.report_id, row]))
  const features = await featuresFor(asked, [...new Set([report_id, ...listed.keys(), ...ties.keys()])])
  const mine = features.get(report_id)!
  const commonness = countWords(features.values())
  const alike = [...features]
    .filter(([other]) => other !== report_id)
    .map(([other, theirs]) => ({ other, because: likenessOf(mine, theirs, commonness, features.size) }))
    .filter(({ other, because }) => because.length > 0 || (ties.get(other)?.says ?? 'undecided') !== 'undecided')
    .sort((a, b) => strengthOf(b.because) - strengthOf(a.because) || (a.other < b.other ? -1 : 1))
  const related: model.Related[] = []
  for (const { other, because } of alike.slice(0, mostShown)) {
    const row = listed.get(other) ?? (await findReportRow(tx, actor.organisation_id, other))
    related.push({
      report_id: other,
      received_on: row.received_on,
      language: row.language,
      status: row.status as ReportStatus,
      urgency: (row.urgency ?? ('suggested' in row ? row.suggested : row.looks)) as Urgency | null,
      merged_into: row.merged_into,
      because,
      says: ties.get(other)?.says ?? 'undecided',
    })
  }
  return { related }
})

export const tieReports = answer(model.tieReports)(async ({ input, tx, actor, today, note }) => {
  const { report_id, other_id, says } = input
  const { organisation_id, staff_id } = actor
  note({ subject_id: report_id })
  if (report_id === other_id) throw new Problem('invalid', 'report.which_report')
  await Promise.all([findReportRow(tx, organisation_id, report_id), findReportRow(tx, organisation_id, other_id)])
  const tie = { organisation_id, report_id, other_id, says, decided_by: staff_id, decided_on: today }
  return { report_id, other_id, version: await keepTie(tx, tie) }
})
