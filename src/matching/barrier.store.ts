// The rows of barriers. One that was taken back stays as a row and is counted nowhere.

import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

export const listBarrierRows = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('access_barrier as b')
    .leftJoin('directory_service as s', (on) =>
      on.onRef('s.organisation_id', '=', 'b.organisation_id').onRef('s.service_id', '=', 'b.service_id'),
    )
    .select([
      'b.barrier_id',
      sql<Section>`b.section`.as('section'),
      'b.need',
      'b.kind',
      'b.decline_reason',
      'b.service_id',
      sql<string | null>`s.record ->> 'name'`.as('service_name'),
      'b.met_on',
      'b.recorded_by',
      'b.version',
    ])
    .where('b.organisation_id', '=', organisation_id)
    .where('b.case_id', '=', case_id)
    .where('b.taken_back_at', 'is', null)
    .orderBy('b.recorded_at', 'desc')
    .orderBy('b.barrier_id')
    .execute()

/** What a referral of this file was for and to which service, whichever way it went; undefined for one that is not its. */
export const findReferred = async (tx: Tx, { organisation_id, case_id }: At, referral_id: string) => {
  const { rows } = await sql<{ need: string; service_id: string | null }>`
    select need, service_id from referral
    where organisation_id = ${organisation_id} and case_id = ${case_id} and referral_id = ${referral_id}
    union all
    select need, service_id from referral_external
    where organisation_id = ${organisation_id} and case_id = ${case_id} and external_id = ${referral_id}`.execute(tx)
  return rows[0]
}

/** Who offers a service of the own directory; undefined for one it does not hold. */
export const findProvider = (tx: Tx, organisation_id: string, service_id: string) =>
  tx
    .selectFrom('directory_service')
    .select('provider_id')
    .where('organisation_id', '=', organisation_id)
    .where('service_id', '=', service_id)
    .executeTakeFirst()

interface NewBarrier {
  organisation_id: string
  case_id: string
  barrier_id: string
  section: Section
  need: string
  kind: string
  service_id: string | null
  provider_id: string | null
  province: string | null
  met_on: Day
  recorded_by: string
}
export const insertBarrier = (tx: Tx, row: NewBarrier) => tx.insertInto('access_barrier').values(row).execute()

/** The section it lies in, when the row still has this version; undefined when it is gone, taken back or changed. */
export const takeBack = async (tx: Tx, { organisation_id, case_id }: At, barrier_id: string, version: number) => {
  const done = await tx
    .updateTable('access_barrier')
    .set({ taken_back_at: sql<string>`guard.clock()`, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('barrier_id', '=', barrier_id)
    .where('recorded_by', 'is not', null)
    .where('taken_back_at', 'is', null)
    .where('version', '=', version)
    .returning(sql<Section>`section`.as('section'))
    .executeTakeFirst()
  return done?.section
}
