// Where a report stands: its row, the decisions with their reasons opened, what was passed on, and what became part of it.
import type { Tx } from '#kit/database.ts'
import { additionVersion, openReason } from '#reports/sealed.store.ts'
import type { KeyPair } from '#vault/sealed-box.ts'
import type { Vault } from '#vault/vault.store.ts'
import { listDecisionRows, listParts, listPassRows } from './decision.store.ts'
import type { Decision } from './decision-kinds.ts'
import type { Pass } from './pass-kinds.ts'
import { openPassRecord } from './pass-sealed.store.ts'
import type { ReportRow } from './report.store.ts'
import type { Progress } from './report.ts'

export interface With {
  tx: Tx
  vault: Vault
}

/** The organisation's intake keys, each unwrapped once. */
export const intakeKeys = ({ tx, vault }: With, organisation_id: string) => {
  const known = new Map<number, Promise<KeyPair>>()
  return (version: number): Promise<KeyPair> => {
    const key = known.get(version) ?? vault.intakeKeyPair(tx, organisation_id, version)
    known.set(version, key)
    return key
  }
}
export type IntakeKeys = ReturnType<typeof intakeKeys>

const openDecisions = async (keys: IntakeKeys, rows: Awaited<ReturnType<typeof listDecisionRows>>) => {
  const decisions: Decision[] = []
  for (const { sealed, decided_by_name, kind, ...row } of rows) {
    const reason = sealed ? openReason(await keys(additionVersion(sealed)), row.decision_id, sealed) : ''
    decisions.push({ ...row, kind: kind as Decision['kind'], decided_by_name: decided_by_name ?? '', reason })
  }
  return decisions
}

const openPasses = async (keys: IntakeKeys, rows: Awaited<ReturnType<typeof listPassRows>>) => {
  const passes: Pass[] = []
  for (const { record_version, sealed_record, passed_by_name, to_name, ...row } of rows) {
    const record = openPassRecord(await keys(record_version), row.pass_id, sealed_record)
    passes.push({
      ...(row as Omit<Pass, 'to_name' | 'passed_by_name' | 'record'>),
      passed_by_name: passed_by_name ?? '',
      to_name: to_name ?? '',
      record,
    })
  }
  return passes
}

export const progressOf = async (asked: With, row: ReportRow, keys: IntakeKeys): Promise<Progress> => {
  const { organisation_id, report_id } = row
  const [decisions, passes, parts] = await Promise.all([
    listDecisionRows(asked.tx, organisation_id, report_id),
    listPassRows(asked.tx, organisation_id, report_id),
    listParts(asked.tx, organisation_id, report_id),
  ])
  const { organisation_id: _, intake_version: _v, reporter_public_key: _k, sealed_body: _b, ...shown } = row
  return {
    ...shown,
    decisions: await openDecisions(keys, decisions),
    passes: await openPasses(keys, passes),
    parts,
  }
}
