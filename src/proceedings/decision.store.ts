// The rows of decisions and of the appeals against them.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

const most = 300

export const listDecisionRows = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('court_decision')
    .select(['decision_id', 'matter_id', 'kind', 'decided_on', 'notified_on', 'outcome', 'law_event_id'])
    .select(['sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('decided_on', 'desc')
    .orderBy('decision_id')
    .limit(most)
    .execute()
export type DecisionRow = Awaited<ReturnType<typeof listDecisionRows>>[number]

interface DecisionSaid {
  matter_id: string
  kind: string
  decided_on: Day
  notified_on: Day | null
  outcome: string
  law_event_id: string | null
  sealed: Buffer
}

export const insertDecision = async (tx: Tx, row: At & { decision_id: string } & DecisionSaid): Promise<boolean> => {
  const done = await tx
    .insertInto('court_decision')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const changeDecision = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  decision_id: string,
  version: number,
  change: DecisionSaid,
): Promise<boolean> => {
  const done = await tx
    .updateTable('court_decision')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('decision_id', '=', decision_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listAppealRows = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('court_appeal')
    .select(['appeal_id', 'decision_id', 'lodged_by', 'lodged_on', 'status', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('lodged_on', 'desc')
    .orderBy('appeal_id')
    .limit(most)
    .execute()
export type AppealRow = Awaited<ReturnType<typeof listAppealRows>>[number]

interface AppealSaid {
  decision_id: string
  lodged_by: string
  lodged_on: Day
  status: string
  sealed: Buffer
}

export const insertAppeal = async (tx: Tx, row: At & { appeal_id: string } & AppealSaid): Promise<boolean> => {
  const done = await tx
    .insertInto('court_appeal')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const changeAppeal = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  appeal_id: string,
  version: number,
  change: AppealSaid,
): Promise<boolean> => {
  const done = await tx
    .updateTable('court_appeal')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('appeal_id', '=', appeal_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
