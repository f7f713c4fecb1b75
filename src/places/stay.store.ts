// Taking places and leaving them, through the functions of the guard that lock the unit first; and what the check of a
// newcomer needs of those who are there.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { StayEntryKind } from './stay.ts'
import type { UnitKind } from './unit.ts'

export interface NeighbourRow {
  organisation_id: string
  case_id: string
  newcomer: boolean
  sealed_card: Buffer
  sealed_identity: Buffer | null
  keys: { version: number; wrapped: string }[] | null
  exclusions: { exclusion_id: string; since_on: Day; until_on: Day | null; sealed: string }[]
}

/** Locks the unit until the end of the transaction: whoever comes in next waits and is compared with this one too. */
export const listNeighbours = async (tx: Tx, unit_id: string, case_id: string): Promise<NeighbourRow[]> =>
  (await sql<NeighbourRow>`select * from guard.neighbours(${unit_id}, ${case_id})`.execute(tx)).rows

/** The same for what another house keeps here, or waits for. */
export const listNeighboursOfAsked = async (tx: Tx, ref_id: string): Promise<NeighbourRow[]> =>
  (await sql<NeighbourRow>`select * from guard.neighbours_of_asked(${ref_id})`.execute(tx)).rows

export const spendOverride = async (tx: Tx, case_id: string, unit_id: string, mark: Buffer): Promise<string | null> =>
  (
    await sql<{ id: string | null }>`select guard.spend_place_override(${case_id}, ${unit_id}, ${mark}) as id`.execute(
      tx,
    )
  ).rows[0]!.id

/** What the guard says to whoever wants a place. */
export interface Took {
  said: string
  place_id?: string
  hours?: number
}
const took = async (tx: Tx, query: ReturnType<typeof sql<{ said: Took }>>): Promise<Took> =>
  (await query.execute(tx)).rows[0]!.said
const told = async (tx: Tx, query: ReturnType<typeof sql<{ said: string }>>): Promise<string> =>
  (await query.execute(tx)).rows[0]!.said

interface Wish {
  unit_id: string
  place_id: string | null
}

/** Nothing free as far as anyone has taken it: whoever comes after the last bed went need not wait for the unit. */
export const isFull = async (tx: Tx, unit_id: string): Promise<boolean> =>
  (
    await sql<{ full: boolean }>`
      select coalesce(bool_and(exists (select from place_taken k where k.organisation_id = p.organisation_id and k.place_id = p.place_id
        and not exists (select from place_hold h where h.organisation_id = k.organisation_id and h.hold_id = k.by_id
          and h.until_at <= guard.clock()))), false) as full
      from place p where p.organisation_id = (select guard.organisation()) and p.unit_id = ${unit_id} and p.gone_on is null`.execute(
      tx,
    )
  ).rows[0]!.full

export const takeHold = (tx: Tx, wish: Wish & { hold_id: string; hours: number; of_case_id: string | null }) =>
  took(
    tx,
    sql`select guard.hold_place(${wish.hold_id}, ${wish.unit_id}, ${wish.place_id}, ${wish.hours}::int, ${wish.of_case_id}, ${newId()}) as said`,
  )

export const releaseHold = (tx: Tx, hold_id: string, version: number) =>
  told(tx, sql`select guard.release_hold(${hold_id}, ${version}) as said`)

export const takeStay = (
  tx: Tx,
  wish: Wish & { stay_id: string; hold_id: string | null; of_case_id: string; from_on: Day; planned_until: Day | null },
) =>
  took(
    tx,
    sql`select guard.begin_stay(${wish.stay_id}, ${wish.unit_id}, ${wish.place_id}, ${wish.hold_id}, ${wish.of_case_id},
      ${wish.from_on}::date, ${wish.planned_until}::date, ${newId()}) as said`,
  )

export const endStay = (tx: Tx, stay_id: string, version: number, until_on: Day, destination: string) =>
  told(tx, sql`select guard.end_stay(${stay_id}, ${version}, ${until_on}::date, ${destination}, ${newId()}) as said`)

export const insertEntry = (
  tx: Tx,
  entry: {
    entry_id: string
    stay_id: string
    what: StayEntryKind
    code: string | null
    on_day: Day
    until_on: Day | null
    sealed: Buffer
  },
) =>
  told(
    tx,
    sql`select guard.write_stay_entry(${entry.entry_id}, ${entry.stay_id}, ${entry.what}, ${entry.code}, ${entry.on_day}::date,
      ${entry.until_on}::date, ${entry.sealed}, ${newId()}) as said`,
  )

export const insertWaiting = (tx: Tx, waiting_id: string, unit_id: string, case_id: string, urgency: string) =>
  told(tx, sql`select guard.wait_for_place(${waiting_id}, ${unit_id}, ${case_id}, ${urgency}, ${newId()}) as said`)

export const moveWaiting = (tx: Tx, waiting_id: string, version: number, turn: number | null, reason: string) =>
  told(tx, sql`select guard.move_waiting(${waiting_id}, ${version}, ${turn}::int, ${reason}, ${newId()}) as said`)

export const endWaiting = (tx: Tx, waiting_id: string, version: number, how: string) =>
  told(tx, sql`select guard.end_waiting(${waiting_id}, ${version}, ${how}, ${newId()}) as said`)

/** Whose stay it is, where the reader may open that section of the file. */
export const findPerson = (tx: Tx, ref_id: string) =>
  tx
    .selectFrom('place_person')
    .select(['organisation_id', 'case_id', 'section'])
    .where('ref_id', '=', ref_id)
    .executeTakeFirst()

export interface StayRow {
  stay_id: string
  house_organisation_id: string
  house_name: string
  unit_id: string
  unit_name: string
  kind: UnitKind
  section: 'home' | 'learning'
  from_on: Day
  planned_until: Day | null
  until_on: Day | null
  destination: string | null
  away_until: Day | null
  version: number
  keeps: boolean
}
export const listStayRows = async (tx: Tx, case_id: string): Promise<StayRow[]> =>
  (await sql<StayRow>`select * from guard.stays_of(${case_id})`.execute(tx)).rows

export const listEntryRows = (tx: Tx, organisation_id: string, case_id: string) =>
  tx
    .selectFrom('stay_entry as e')
    .leftJoin('staff as m', 'm.staff_id', 'e.written_by')
    .select([
      'e.entry_id',
      'e.stay_id',
      'e.what',
      'e.code',
      'e.on_day',
      'e.until_on',
      'e.sealed',
      sql<string>`coalesce(m.name, '')`.as('written_by_name'),
    ])
    .where('e.organisation_id', '=', organisation_id)
    .where('e.case_id', '=', case_id)
    .orderBy('e.on_day', 'desc')
    .orderBy('e.written_at', 'desc')
    .execute()

export const findStay = (tx: Tx, organisation_id: string, stay_id: string) =>
  tx
    .selectFrom('stay')
    .select(['stay_id', 'unit_id', 'from_on', 'until_on', 'destination', 'away_until', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('stay_id', '=', stay_id)
    .executeTakeFirst()
