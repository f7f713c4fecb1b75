// The history of decisions on a report, and what of it was passed on.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { DecisionKind } from './decision-kinds.ts'

interface NewDecision {
  organisation_id: string
  report_id: string
  decision_id: string
  kind: DecisionKind
  decided_by: string
  decided_on: Day
  case_id: string | null
  other_report_id: string | null
  pass_id: string | null
  sealed: Buffer | null
}

export const addDecisionRow = async (tx: Tx, decision: NewDecision): Promise<void> => {
  const last = await tx
    .selectFrom('report_decision')
    .select((eb) => eb.fn.max('place').as('place'))
    .where('organisation_id', '=', decision.organisation_id)
    .where('report_id', '=', decision.report_id)
    .executeTakeFirst()
  await tx
    .insertInto('report_decision')
    .values({ ...decision, place: (last?.place ?? 0) + 1 })
    .execute()
}

export const listDecisionRows = (tx: Tx, organisation_id: string, report_id: string) =>
  tx
    .selectFrom('report_decision as d')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 'd.organisation_id').onRef('s.staff_id', '=', 'd.decided_by'),
    )
    .select(['d.decision_id', 'd.kind', 'd.decided_by', 'd.decided_on', 'd.case_id', 'd.other_report_id', 'd.pass_id'])
    .select(['d.sealed', 's.name as decided_by_name'])
    .where('d.organisation_id', '=', organisation_id)
    .where('d.report_id', '=', report_id)
    .orderBy('d.place')
    .execute()

export const listPassRows = (tx: Tx, organisation_id: string, report_id: string) =>
  tx
    .selectFrom('report_pass as p')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 'p.organisation_id').onRef('s.staff_id', '=', 'p.passed_by'),
    )
    .leftJoin('organisation as o', 'o.organisation_id', 'p.to_organisation_id')
    .select(['p.pass_id', 'p.to_organisation_id', 'p.outside', 'p.legal_basis', 'p.wish', 'p.shared', 'p.passed_on'])
    .select(['p.ended_on', 'p.taken', 'p.record_version', 'p.sealed_record'])
    .select(['s.name as passed_by_name', 'o.name as to_name'])
    .where('p.organisation_id', '=', organisation_id)
    .where('p.report_id', '=', report_id)
    .orderBy('p.passed_on')
    .orderBy('p.pass_id')
    .execute()

interface NewPassRow {
  organisation_id: string
  report_id: string
  pass_id: string
  to_organisation_id: string | null
  outside: string | null
  legal_basis: string
  wish: string
  shared: string[]
  passed_by: string
  passed_on: Day
  intake_version: number | null
  sealed: Buffer | null
  record_version: number
  sealed_record: Buffer
}

export const addPassRow = async (tx: Tx, pass: NewPassRow): Promise<void> => {
  await tx.insertInto('report_pass').values(pass).execute()
}

/** From then on the partner reads it no more. */
export const endPass = async (tx: Tx, organisation_id: string, pass_id: string, ended_on: Day): Promise<void> => {
  await tx
    .updateTable('report_pass')
    .set((eb) => ({ ended_on, version: eb('version', '+', 1) }))
    .where('organisation_id', '=', organisation_id)
    .where('pass_id', '=', pass_id)
    .where('ended_on', 'is', null)
    .execute()
}

export const listParts = (tx: Tx, organisation_id: string, report_id: string) =>
  tx
    .selectFrom('report')
    .select(['report_id', 'received_on', 'language'])
    .where('organisation_id', '=', organisation_id)
    .where('merged_into', '=', report_id)
    .orderBy('received_on')
    .limit(100)
    .execute()

/** Whether whoever asks may open this file of their own house. */
export const maySeeFile = async (tx: Tx, organisation_id: string, case_id: string): Promise<boolean> =>
  (await tx
    .selectFrom('case_file')
    .select('case_id')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .executeTakeFirst()) !== undefined

/** What seals to an organisation today: the public half of its latest intake key. */
export const findIntakeKey = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .where('retired_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
