// The rows of referrals. A sender adds one; everything after that goes through the guard, which holds the consent.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { PageKey } from '#kit/page.ts'
import type { ReferralKind, ReferralStatus, Urgency } from './referral.ts'

const common = [
  'r.organisation_id',
  'r.case_id',
  'r.referral_id',
  'r.to_organisation_id',
  'r.need',
  'r.consent_id',
  'r.sent_at',
  'r.answer_due_on',
  'r.answered_at',
  'r.decline_reason',
  'r.outcome',
  'r.outcome_on',
  'r.look_due_at',
  'r.answer_due_at',
  'r.escalate_at',
  'r.looked_at',
  'r.expected_on',
  'r.asked_again_at',
  'r.transfer_asked_at',
  'r.version',
] as const
const status = sql<ReferralStatus>`r.status`.as('status')
const kind = sql<ReferralKind>`r.kind`.as('kind')
const consentLive = sql<boolean>`guard.referral_stands(r.consent_id, r.exception_id)`.as('consent_live')
const byException = sql<boolean>`r.exception_id is not null`.as('by_exception')
/** Of the other side, as far as whoever asks may see the messages at all. */
const unreadFor = (organisation_id: string) =>
  sql<number>`(select count(*) from referral_message m where m.organisation_id = r.organisation_id and m.case_id = r.case_id
    and m.referral_id = r.referral_id and m.read_at is null and m.from_organisation_id <> ${organisation_id})::int`.as(
    'unread',
  )
const states = [status, kind, consentLive, byException] as const

/** Of one file, for its own house. */
export const listReferralRows = (tx: Tx, organisation_id: string, case_id: string) =>
  tx
    .selectFrom('referral as r')
    .leftJoin('organisation as o', 'o.organisation_id', 'r.to_organisation_id')
    .leftJoin('directory_service as s', (on) =>
      on.onRef('s.organisation_id', '=', 'r.organisation_id').onRef('s.service_id', '=', 'r.service_id'),
    )
    .select([...common, 'r.service_id', 'r.sealed', 'r.sealed_answer', 'r.exception_id', 'r.until_on'])
    .select(['r.follows_id', 'r.goal_id', 'r.action_id', 'r.undone_at', ...states, unreadFor(organisation_id)])
    .select(sql<Section[] | null>`r.sections`.as('sections'))
    .select((eb) => [
      eb.fn.coalesce('o.name', sql<string>`''`).as('to_name'),
      sql<string | null>`s.record ->> 'name'`.as('service_name'),
    ])
    .where('r.organisation_id', '=', organisation_id)
    .where('r.case_id', '=', case_id)
    .orderBy('r.sent_at', 'desc')
    .orderBy('r.referral_id', 'desc')
    .execute()
export type ReferralRow = Awaited<ReturnType<typeof listReferralRows>>[number]

const received = (tx: Tx, to_organisation_id: string) =>
  tx
    .selectFrom('referral as r')
    .select([...common, 'r.intake_version', 'r.sealed_summary', ...states, unreadFor(to_organisation_id)])
    .where('r.to_organisation_id', '=', to_organisation_id)

export const listReceivedRows = (tx: Tx, to_organisation_id: string, waiting: boolean, size: number, after?: PageKey) =>
  received(tx, to_organisation_id)
    .$if(waiting, (query) => query.where('r.status', 'in', ['sent', 'waiting']))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(r.sent_at, r.referral_id) < (${after!.value}::timestamptz, ${after!.id}::uuid)`),
    )
    .orderBy('r.sent_at', 'desc')
    .orderBy('r.referral_id', 'desc')
    .limit(size)
    .execute()
export type ReceivedRow = Awaited<ReturnType<typeof listReceivedRows>>[number]

export const findReceivedRow = (tx: Tx, to_organisation_id: string, referral_id: string) =>
  received(tx, to_organisation_id).where('r.referral_id', '=', referral_id).executeTakeFirst()

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

/** Which of these may be shown to the partner; the first look at each is marked, and one just undone is not among them. */
export const lookAt = async (tx: Tx, referral_ids: string[]): Promise<Set<string>> => {
  if (referral_ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`select guard.look_at_referrals(${referral_ids}::uuid[]) as id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** True while whichever of the two a referral stands on holds, and from then on until this transaction ends. */
export const holdBasis = async (
  tx: Tx,
  { consent_id, exception_id }: { consent_id: string | null; exception_id: string | null },
  case_id: string,
  recipient: string,
): Promise<boolean> => {
  const { rows } = await sql<{
    held: boolean
  }>`select guard.hold_referral_basis(${consent_id}, ${exception_id}, ${case_id}, ${recipient}) as held`.execute(tx)
  return rows[0]?.held === true
}

interface NewReferral {
  organisation_id: string
  case_id: string
  referral_id: string
  to_organisation_id: string
  service_id: string | null
  need: string
  consent_id: string | null
  sent_by: string
  answer_due_on: Day
  intake_version: number
  sealed_summary: Buffer
  sealed: Buffer
  kind?: ReferralKind
  urgency?: Urgency
  exception_id?: string | null
  sections?: Section[] | null
  until_on?: Day | null
  look_due_at?: Moment
  answer_due_at?: Moment
  escalate_at?: Moment
  follows_id?: string | null
  goal_id?: string | null
  action_id?: string | null
}
export const insertReferral = (tx: Tx, row: NewReferral) => tx.insertInto('referral').values(row).execute()

/** The goal of an open step of this file's plan; nothing when there is no such step. */
export const findStepGoal = (tx: Tx, organisation_id: string, case_id: string, action_id: string) =>
  tx
    .selectFrom('plan_action')
    .select('goal_id')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('action_id', '=', action_id)
    .executeTakeFirst()

export type Answered =
  | 'accepted'
  | 'waiting'
  | 'declined'
  | 'ended'
  | 'not_found'
  | 'conflict'
  | 'consent_ended'
  | 'reason_needed'

interface Answer {
  referral_id: string
  version: number
  answer: 'accepted' | 'declined' | 'ended'
  reason: string | null
}
export const writeAnswer = async (tx: Tx, { referral_id, version, answer, reason }: Answer, sealed: Buffer | null) => {
  const { rows } = await sql<{ done: Answered }>`select guard.answer_referral(${referral_id}, ${version}, ${answer},
    ${reason}, ${sealed}, ${newId()}) as done`.execute(tx)
  return rows[0]!.done
}

interface Wait {
  referral_id: string
  version: number
  expected_on: Day
  answer_due_at: Moment
  escalate_at: Moment
}
export const putOnWaitingList = async (tx: Tx, wait: Wait, sealed: Buffer | null) => {
  const { referral_id, version, expected_on, answer_due_at, escalate_at } = wait
  const { rows } = await sql<{
    done: Answered
  }>`select guard.put_on_waiting_list(${referral_id}, ${version}, ${expected_on},
    ${answer_due_at}, ${escalate_at}, ${sealed}, ${newId()}) as done`.execute(tx)
  return rows[0]!.done
}

const change = (name: 'undo_referral' | 'ask_referral_again' | 'ask_for_transfer') => {
  const call = sql.raw(`guard.${name}`)
  return async (tx: Tx, referral_id: string, version: number): Promise<string> => {
    const { rows } = await sql<{
      done: string
    }>`select ${call}(${referral_id}, ${version}, ${newId()}) as done`.execute(tx)
    return rows[0]!.done
  }
}
export const undo = change('undo_referral')
export const askOnceMore = change('ask_referral_again')
export const askTransfer = change('ask_for_transfer')

export const takeBack = async (tx: Tx, referral_id: string, version: number) => {
  const { rows } = await sql<{
    done: 'withdrawn' | 'not_found' | 'conflict'
  }>`select guard.withdraw_referral(${referral_id}, ${version}, ${newId()}) as done`.execute(tx)
  return rows[0]!.done
}
