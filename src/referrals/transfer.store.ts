// The rows of a transfer. Everything that changes goes through the guard: the server only seals anew what it is given.
import { type RawBuilder, sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { WrappedKey } from '#vault/vault.store.ts'
import type { HandedOver } from './referral.ts'

const one = async <T>(tx: Tx, query: RawBuilder<{ said: T }>): Promise<T> => (await query.execute(tx)).rows[0]!.said

export const listLeaders = async (tx: Tx) =>
  (await sql<{ staff_id: string; name: string }>`select * from guard.who_may_lead()`.execute(tx)).rows

export type TookOver =
  | { said: 'not_found' | 'nobody_leads' | 'conflict' | 'consent_ended' | 'not_now' | 'nothing_goes' }
  | ({
      said: 'accepted'
      stage: string
      consent_id: string
      sections: Section[]
      read_sections: Section[]
      read_until: Day | null
      /** In base64, like its keys. */
      sealed_card: string
      keys: WrappedKey[] | null
      house: { months: number; country: string }
    } & At)

interface Taking {
  referral_id: string
  version: number
  transfer_id: string
  led_by: string
}
export const takeOver = (tx: Tx, { referral_id, version, transfer_id, led_by }: Taking, sealed: Buffer | null) =>
  one<TookOver>(
    tx,
    sql`select guard.take_over(${referral_id}, ${version}, ${transfer_id}, ${led_by}, ${sealed}, ${newId()}) as said`,
  )

interface NewFile {
  transfer_id: string
  new_case_id: string
  reference: string
  led_by: string
  sealed_card: Buffer
  stage: string
  consent_id: string
  read_sections: Section[]
  read_until: Day | null
}
export const layDownFile = (tx: Tx, file: NewFile) =>
  one<boolean>(
    tx,
    sql`select guard.lay_down_file(${file.transfer_id}, ${file.new_case_id}, ${file.reference}, ${file.led_by}, ${file.sealed_card}, ${file.stage},
      ${file.consent_id}, ${file.read_sections}::text[], ${file.read_until}::date) as said`,
  )

/** A row of the first house: its table, its id there, what it seals, and everything else of it that is plain. */
export interface Along {
  what: string
  id: string
  sealed: Buffer
  plain: Record<string, unknown>
}
export const listGoesAlong = async (tx: Tx, transfer_id: string): Promise<Along[]> =>
  (await sql<Along>`select what, id, sealed, plain from guard.goes_along(${transfer_id})`.execute(tx)).rows

/** `row`: what is not as it was. */
export interface Brought {
  from: string
  row: Record<string, unknown>
}
export const bringAlong = (tx: Tx, transfer_id: string, what: string, rows: Brought[]) =>
  one<number>(tx, sql`select guard.bring_along(${transfer_id}, ${what}, ${JSON.stringify(rows)}::jsonb) as said`)

export const listParts = async (tx: Tx, transfer_id: string, content_id: string) =>
  (
    await sql<{ part: number; section: string; sealed: Buffer }>`
      select * from guard.parts_along(${transfer_id}, ${content_id})`.execute(tx)
  ).rows

interface Part {
  content_id: string
  section: string
  part: number
  sealed: Buffer
}
export const bringPart = (tx: Tx, transfer_id: string, { content_id, section, part, sealed }: Part) =>
  sql`select guard.bring_part(${transfer_id}, ${content_id}, ${section}, ${part}::int, ${sealed})`.execute(tx)

interface Settling {
  transfer_id: string
  closure_id: string
  keep_until: Day | null
  review_on: Day
  erase_on: Day
  /** What each row of the first house is called here. */
  ids: Record<string, string>
}
export const settle = (tx: Tx, { transfer_id, closure_id, keep_until, review_on, erase_on, ids }: Settling) =>
  one<boolean>(
    tx,
    sql`select guard.settle_transfer(${transfer_id}, ${closure_id}, ${keep_until}::date, ${review_on}::date, ${erase_on}::date,
      ${JSON.stringify(ids)}::jsonb, ${newId()}) as said`,
  )

export const undoTakeOver = (tx: Tx, referral_id: string, version: number) =>
  one<string>(tx, sql`select guard.undo_transfer(${referral_id}, ${version}, ${newId()}) as said`)

export interface Received {
  referral_id: string
  new_case_id: string
  led_by_name: string
  accepted_at: Moment
  read_case_id: string | null
  read_until: Day | null
  opens: boolean
}
export const listReceivedTransfers = async (tx: Tx, referral_ids: string[]): Promise<Received[]> =>
  referral_ids.length === 0
    ? []
    : (
        await sql<Received>`select referral_id, new_case_id, led_by_name, accepted_at, read_case_id, read_until, opens
          from guard.transfers_received(${referral_ids}::uuid[])`.execute(tx)
      ).rows

/** Of one file, for its own house: by referral, the latest last. */
export const listHandedOver = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('transfer_out')
    .select(['referral_id', 'accepted_at', 'undone_at'])
    .select([sql<Section[]>`sections`.as('sections'), sql<HandedOver['matters']>`matters`.as('matters')])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('accepted_at')
    .execute()

export const findCameAlong = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('transfer_in as i')
    .select(['i.accepted_at', 'i.from_case_id', 'i.consent_id', 'i.read_until', 'i.read_at', 'i.consent_ended_at'])
    .select([
      sql<Section[]>`i.sections`.as('sections'),
      sql<Section[]>`i.read_sections`.as('read_sections'),
      sql<Record<string, number>>`i.came`.as('came'),
      sql<boolean>`guard.consent_is_live(i.consent_id)`.as('consent_live'),
      sql<string>`guard.house_of_transfer(i.transfer_id)`.as('from_name'),
    ])
    .where('i.organisation_id', '=', organisation_id)
    .where('i.case_id', '=', case_id)
    .executeTakeFirst()

export const readArrival = (tx: Tx, case_id: string) =>
  one<boolean>(tx, sql`select guard.read_arrival(${case_id}) as said`)
