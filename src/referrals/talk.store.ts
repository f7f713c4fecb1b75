// The messages and the hand-over of a referral. Both are written through the guard, which knows on which side one stands.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'

export const listMessages = (tx: Tx, referral_id: string) =>
  tx
    .selectFrom('referral_message')
    .select(['message_id', 'from_organisation_id', 'sent_at', 'read_at', 'sealed_ours', 'sealed_theirs'])
    .where('referral_id', '=', referral_id)
    .orderBy('sent_at')
    .orderBy('message_id')
    .limit(200)
    .execute()
export type MessageRow = Awaited<ReturnType<typeof listMessages>>[number]

export const listSteps = (tx: Tx, referral_id: string) =>
  tx
    .selectFrom('referral_step')
    .select(['step', 'done_at', 'by_organisation_id'])
    .where('referral_id', '=', referral_id)
    .orderBy('done_at')
    .execute()

export type Said = 'done' | 'over' | 'not_found'

export const insertMessage = async (tx: Tx, referral_id: string, message_id: string, ours: Buffer, theirs: Buffer) => {
  const { rows } = await sql<{ done: Said }>`select guard.write_referral_message(${referral_id}, ${message_id}, ${ours},
    ${theirs}) as done`.execute(tx)
  return rows[0]!.done
}

export const markRead = (tx: Tx, referral_id: string) =>
  sql`select guard.read_referral_messages(${referral_id})`.execute(tx)

export const tick = async (tx: Tx, referral_id: string, step: string, done: boolean) => {
  const { rows } = await sql<{
    done: Said
  }>`select guard.tick_referral_step(${referral_id}, ${step}, ${done}) as done`.execute(tx)
  return rows[0]!.done
}
