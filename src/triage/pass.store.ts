// Reports that were passed to this organisation, as rows it can open with its own intake key.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'

export const listReceivedPasses = (tx: Tx, to_organisation_id: string, size: number, after?: PageKey) =>
  tx
    .selectFrom('report_pass')
    .select(['pass_id', 'passed_on', 'legal_basis', 'wish', 'taken', 'version', 'intake_version', 'sealed'])
    .where('to_organisation_id', '=', to_organisation_id)
    .where('ended_on', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(passed_on, pass_id) < (${after!.value}::date, ${after!.id}::uuid)`),
    )
    .orderBy('passed_on', 'desc')
    .orderBy('pass_id', 'desc')
    .limit(size)
    .execute()

/** Those nobody here has said anything to yet. */
export const countUntaken = (tx: Tx, to_organisation_id: string) =>
  tx
    .selectFrom('report_pass')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min<Day | null>('passed_on').as('oldest_on')])
    .where('to_organisation_id', '=', to_organisation_id)
    .where('ended_on', 'is', null)
    .where('taken', 'is', null)
    .executeTakeFirstOrThrow()

export const takePass = async (tx: Tx, pass_id: string, version: number, answer: string): Promise<string> => {
  const { rows } = await sql<{ said: string }>`
    select guard.take_passed_report(${pass_id}, ${version}, ${answer}) as said`.execute(tx)
  return rows[0]?.said ?? 'not_found'
}
