// The rows of a minor's side. Records that stand for a decision are only ever added; plans and the guardian have versions.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { FamilyRiskOutcome } from '#people/minor-facts.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { StepTaken } from './missing.ts'
import type { ShownBy, StepMark } from './pathway.ts'

/** The tables of this side; each holds one sealed envelope per row. */
export type MinorTable =
  | 'minor_step'
  | 'guardian'
  | 'family_risk'
  | 'missing_check'
  | 'best_interest'
  | 'assent'
  | 'missing_plan'
  | 'missing_time'

const of =
  ({ organisation_id, case_id }: At) =>
  // biome-ignore lint/suspicious/noExplicitAny: one condition for eight tables with the same two keys
  (eb: any) =>
    eb.and([eb('organisation_id', '=', organisation_id), eb('case_id', '=', case_id)])

export const listMarks = (tx: Tx, at: At) => tx.selectFrom('minor_step').selectAll().where(of(at)).execute()
export const findGuardian = (tx: Tx, at: At) => tx.selectFrom('guardian').selectAll().where(of(at)).executeTakeFirst()
export const findPlan = (tx: Tx, at: At) => tx.selectFrom('missing_plan').selectAll().where(of(at)).executeTakeFirst()
export const listFamilyRisks = (tx: Tx, at: At) =>
  tx.selectFrom('family_risk').selectAll().where(of(at)).orderBy('recorded_at', 'desc').execute()
export const listChecks = (tx: Tx, at: At) =>
  tx.selectFrom('missing_check').selectAll().where(of(at)).orderBy('recorded_at', 'desc').execute()
export const listInterests = (tx: Tx, at: At) =>
  tx.selectFrom('best_interest').selectAll().where(of(at)).orderBy('recorded_at', 'desc').execute()
export const listAssents = (tx: Tx, at: At) =>
  tx.selectFrom('assent').selectAll().where(of(at)).orderBy('recorded_at', 'desc').execute()
export const listMissingTimes = (tx: Tx, at: At) =>
  tx.selectFrom('missing_time').selectAll().where(of(at)).orderBy('left_at', 'desc').execute()

export const findOpenedOn = async (tx: Tx, at: At): Promise<Day> => {
  const row = await tx.selectFrom('case_file').select('opened_on').where(of(at)).executeTakeFirstOrThrow()
  return row.opened_on
}

export const insertRow = (tx: Tx, table: MinorTable, row: Record<string, unknown>) =>
  tx
    .insertInto(table as 'guardian')
    .values(row as never)
    .execute()

/** False when another version stands; a first version is inserted, and refused when someone else was first. */
export const keepRow = async (
  tx: Tx,
  table: 'minor_step' | 'guardian' | 'missing_plan',
  keys: Record<string, string>,
  version: number,
  change: Record<string, unknown>,
): Promise<boolean> => {
  if (version === 0) {
    const made = await tx
      .insertInto(table as 'guardian')
      .values({ ...keys, ...change } as never)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  let update = tx.updateTable(table as 'guardian').set({ ...change, version: version + 1 } as never)
  for (const [key, value] of Object.entries(keys)) update = update.where(key as 'case_id', '=', value)
  const done = await update.where('version', '=', version).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const takeAssentBack = async (tx: Tx, at: At, assent_id: string): Promise<boolean> => {
  const done = await tx
    .updateTable('assent')
    .set({ withdrawn_at: sql<string>`guard.clock()` })
    .where(of(at))
    .where('assent_id', '=', assent_id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const findMissingTime = (tx: Tx, at: At, missing_id: string) =>
  tx.selectFrom('missing_time').selectAll().where(of(at)).where('missing_id', '=', missing_id).executeTakeFirst()
export type MissingRow = NonNullable<Awaited<ReturnType<typeof findMissingTime>>>

export const insertMissingTime = async (tx: Tx, row: Record<string, unknown>): Promise<boolean> => {
  const made = await tx
    .insertInto('missing_time')
    .values(row as never)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

interface MissingChange {
  steps?: StepTaken[]
  back_at?: Moment
  sealed_talk?: Buffer
}
export const updateMissingTime = async (
  tx: Tx,
  at: At,
  missing_id: string,
  version: number,
  { steps, ...change }: MissingChange,
): Promise<boolean> => {
  const done = await tx
    .updateTable('missing_time')
    .set({ ...change, ...(steps && { steps: JSON.stringify(steps) }), version: version + 1 })
    .where(of(at))
    .where('missing_id', '=', missing_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The live consents that stand on a guardian. */
export const listGuardianConsents = async (tx: Tx, { organisation_id, case_id }: At): Promise<string[]> => {
  const rows = await tx
    .selectFrom('consent')
    .select('consent_id')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('given_by', 'in', ['minor_with_guardian', 'guardian'])
    .where('withdrawn_at', 'is', null)
    .execute()
  return rows.map(({ consent_id }) => consent_id)
}

export interface FoundStanding {
  family_risk: FamilyRiskOutcome | null
  shown: Partial<Record<Exclude<ShownBy, 'hand'>, boolean>>
  marks: Pick<StepMark, 'step' | 'state'>[]
}
export const findStanding = async (tx: Tx, case_id: string): Promise<FoundStanding | null> => {
  const { rows } = await sql<{ found: FoundStanding | null }>`select guard.minor_standing(${case_id}) as found`.execute(
    tx,
  )
  return rows[0]?.found ?? null
}
