// The rows of referrals. A sender adds one; everything after that goes through the guard, which holds the consent.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { PageKey } from '#kit/page.ts'
import type { ReferralStatus } from './referral.ts'

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
  'r.version',
] as const
const status = sql<ReferralStatus>`r.status`.as('status')
const consentLive = sql<boolean>`guard.consent_is_live(r.consent_id)`.as('consent_live')

/** Of one file, for its own house. */
export const listReferralRows = (tx: Tx, organisation_id: string, case_id: string) =>
  tx
    .selectFrom('referral as r')
    .leftJoin('organisation as o', 'o.organisation_id', 'r.to_organisation_id')
    .leftJoin('directory_service as s', (on) =>
      on.onRef('s.organisation_id', '=', 'r.organisation_id').onRef('s.service_id', '=', 'r.service_id'),
    )
    .select([...common, 'r.service_id', 'r.sealed', 'r.sealed_answer', status, consentLive])
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
    .select([...common, 'r.intake_version', 'r.sealed_summary', status, consentLive])
    .where('r.to_organisation_id', '=', to_organisation_id)

export const listReceivedRows = (tx: Tx, to_organisation_id: string, waiting: boolean, size: number, after?: PageKey) =>
  received(tx, to_organisation_id)
    .$if(waiting, (query) => query.where('r.status', '=', 'sent'))
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

/** True while the consent is live, and from then on until this transaction ends: a withdrawal waits for it. */
export const holdConsent = async (tx: Tx, consent_id: string, case_id: string, recipient: string): Promise<boolean> => {
  const { rows } = await sql<{
    held: boolean
  }>`select guard.hold_consent(${consent_id}, ${case_id}, ${recipient}) as held`.execute(tx)
  return rows[0]?.held === true
}

interface NewReferral {
  organisation_id: string
  case_id: string
  referral_id: string
  to_organisation_id: string
  service_id: string | null
  need: string
  consent_id: string
  sent_by: string
  answer_due_on: Day
  intake_version: number
  sealed_summary: Buffer
  sealed: Buffer
}
export const insertReferral = (tx: Tx, row: NewReferral) => tx.insertInto('referral').values(row).execute()

export type Answered = 'accepted' | 'declined' | 'ended' | 'not_found' | 'conflict' | 'consent_ended' | 'reason_needed'

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

export const takeBack = async (tx: Tx, referral_id: string, version: number) => {
  const { rows } = await sql<{
    done: 'withdrawn' | 'not_found' | 'conflict'
  }>`select guard.withdraw_referral(${referral_id}, ${version}, ${newId()}) as done`.execute(tx)
  return rows[0]!.done
}
