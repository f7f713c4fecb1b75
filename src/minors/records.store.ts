// The records of a minor's side as they are shown: each row the policies let through, its words opened.

import type { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { type Guardian, GuardianWords } from './guardian.ts'
import { type Assent, AssentWords, type BestInterest, InterestWords } from './heard.ts'
import * as store from './minor.store.ts'
import { LastSeen, type MissingPlan, MissingPlanWords, type MissingTime, type StepTaken, Talk } from './missing.ts'
import { CheckWords, type FamilyRisk, type MissingCheck, RiskWords } from './risk.ts'

type Opened<S extends z.ZodType> = (row: string, sealed: Buffer, column?: string) => z.output<S>

const openerOf =
  (keys: CaseKeyRing, { organisation_id, case_id }: At) =>
  <S extends z.ZodType>(table: store.MinorTable, schema: S): Opened<S> =>
  (row, sealed, column = 'sealed') =>
    openJson(keys.of(sealed), { table, column, row, case_id, organisation_id }, sealed, schema)

export const showMissingTime = (keys: CaseKeyRing, at: At, row: store.MissingRow): MissingTime => {
  const opener = openerOf(keys, at)
  const { missing_id, left_at, told_by, told_at, back_at, version, sealed, sealed_talk } = row
  return {
    missing_id,
    left_at,
    told_by,
    told_at,
    back_at,
    version,
    steps: row.steps as unknown as StepTaken[],
    ...opener('missing_time', LastSeen)(missing_id, sealed),
    talk: sealed_talk && opener('missing_time', Talk)(missing_id, sealed_talk, 'sealed_talk'),
  }
}

export const showGuardian = async (tx: Tx, at: At, keys: CaseKeyRing): Promise<Guardian | null> => {
  const row = await store.findGuardian(tx, at)
  if (!row) return null
  const { organisation_id: _, case_id, sealed, ...rest } = row
  return { ...rest, ...openerOf(keys, at)('guardian', GuardianWords)(case_id, sealed) } as Guardian
}

export const showPlan = async (tx: Tx, at: At, keys: CaseKeyRing): Promise<MissingPlan | null> => {
  const row = await store.findPlan(tx, at)
  if (!row) return null
  const { organisation_id: _, case_id, written_at: __, sealed, ...rest } = row
  return { ...rest, ...openerOf(keys, at)('missing_plan', MissingPlanWords)(case_id, sealed) } as MissingPlan
}

export const showRecords = async (tx: Tx, at: At, keys: CaseKeyRing) => {
  const opener = openerOf(keys, at)
  const [guardian, missing_plan, risks, checks, interests, assents, times] = await Promise.all([
    showGuardian(tx, at, keys),
    showPlan(tx, at, keys),
    store.listFamilyRisks(tx, at),
    store.listChecks(tx, at),
    store.listInterests(tx, at),
    store.listAssents(tx, at),
    store.listMissingTimes(tx, at),
  ])
  const open = {
    risk: opener('family_risk', RiskWords),
    check: opener('missing_check', CheckWords),
    interest: opener('best_interest', InterestWords),
    assent: opener('assent', AssentWords),
  }
  return {
    guardian,
    missing_plan,
    family_risks: risks.map(
      (row) => ({ ...row, ...open.risk(row.family_risk_id, row.sealed) }) as unknown as FamilyRisk,
    ),
    missing_checks: checks.map(
      (row) => ({ ...row, ...open.check(row.missing_check_id, row.sealed) }) as unknown as MissingCheck,
    ),
    best_interests: interests.map(
      (row) => ({ ...row, ...open.interest(row.best_interest_id, row.sealed) }) as unknown as BestInterest,
    ),
    assents: assents.map((row) => ({ ...row, ...open.assent(row.assent_id, row.sealed) }) as unknown as Assent),
    missing_times: times.map((row) => showMissingTime(keys, at, row)),
  }
}
