// Reports at the public door of an invented world, sealed as the door seals them, and the day each file shows in lists.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { addMonths, type Day } from '#kit/day.ts'
import type { ReportBody } from '#reports/body.ts'
import { sealAddition, sealAnswer, sealReport } from '#reports/sealed.store.ts'
import type { ReportStatus, Urgency } from '#triage/report.ts'
import { receiptFrom, receiptKeys } from '#vault/receipt.ts'
import { keyPairFrom } from '#vault/sealed-box.ts'
import type { AnOrganisation, AStaff, World } from './world.ts'

export interface AReportWish {
  name: string
  language: string
  /** Days ago it came in. */
  came: number
  body: ReportBody
  status?: ReportStatus
  urgency?: Urgency
  closed_because?: string
  case_id?: string
  kept?: boolean
  suggested?: Urgency
  due_on?: Day | null
  acknowledged?: number
  merged_into?: string
  typed_by?: AStaff
  /** Nobody comes back to it: its receipt is not worth the slow hash. */
  receipt_lost?: boolean
  added?: { days: number; text: string }
  answered?: { days: number; text: string; by: AStaff }
}

const receiptOf = (report_id: string): string => receiptFrom(Buffer.from(report_id.replaceAll('-', ''), 'hex'))

const keysOfNobody = (report_id: string) => {
  const lost = createHash('sha256').update(report_id).digest()
  return { lookup_id: lost.subarray(0, 16), ...keyPairFrom(lost) }
}

/** The id of the report, and the receipt its reporter holds. */
export const aReport = async (world: World, to: AnOrganisation, wish: AReportWish) => {
  const { organisation_id } = to
  const report_id = world.id('report', wish.name)
  const intake = await world.tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  const { salt } = await world.tx.selectFrom('receipt_salt').select('salt').executeTakeFirstOrThrow()
  const receipt = receiptOf(report_id)
  const keys = wish.receipt_lost ? keysOfNobody(report_id) : await receiptKeys(receipt, salt)
  await world.tx
    .insertInto('report')
    .values({
      organisation_id,
      report_id,
      lookup_id: keys.lookup_id,
      reporter_public_key: keys.public_key,
      intake_version: intake.version,
      language: wish.language,
      received_on: world.ago(wish.came),
      expires_on: addMonths(world.ago(wish.came), 12),
      kept: wish.kept ?? true,
      suggested: wish.suggested ?? null,
      due_on: wish.due_on ?? null,
      acknowledged_on: wish.acknowledged === undefined ? null : world.ago(wish.acknowledged),
      answered_on: wish.answered ? world.ago(wish.answered.days) : null,
      merged_into: wish.merged_into ?? null,
      typed_by: wish.typed_by?.staff_id ?? null,
      status: wish.status ?? 'new',
      urgency: wish.urgency ?? null,
      closed_because: wish.closed_because ?? null,
      case_id: wish.case_id ?? null,
      sealed_body: sealReport(intake.public_key, report_id, wish.body),
    })
    .execute()
  const message = (place: number) => ({ organisation_id, report_id, message_id: world.nextId('message'), place })
  if (wish.added) {
    const row = message(1)
    const sealed = sealAddition(intake, row.message_id, wish.added.text)
    const written_on = world.ago(wish.added.days)
    await world.tx
      .insertInto('report_message')
      .values({ ...row, direction: 'to_desk', written_on, sealed })
      .execute()
  }
  if (wish.answered) {
    const row = message(wish.added ? 2 : 1)
    const sealed = sealAnswer(keys.public_key, row.message_id, wish.answered.text)
    const written_on = world.ago(wish.answered.days)
    const answer = { ...row, direction: 'to_reporter', written_on, sealed, author_id: wish.answered.by.staff_id }
    await world.tx.insertInto('report_message').values(answer).execute()
  }
  return { report_id, receipt }
}

/** What each file shows in lists follows from what happened in it: when it last moved, and what is due next. */
export const settle = async (world: World): Promise<void> => {
  await sql`
    update case_file f set
      last_activity_at = coalesce((select max(t.at) from timeline_entry t where t.case_id = f.case_id), f.last_activity_at),
      next_due_on = case when f.status = 'open' then least(
        (select min(a.due_on) from plan_action a join goal g using (organisation_id, case_id, goal_id)
          where a.case_id = f.case_id and a.done_on is null and g.status = 'open'),
        (select p.review_on from plan p where p.case_id = f.case_id),
        (select min(u.due_on) from follow_up u where u.case_id = f.case_id and u.done_on is null)) end
    where f.case_id = any(${[...world.cases]}::uuid[])`.execute(world.tx)
}
