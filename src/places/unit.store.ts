// The rows of units and their places. Who may see or change one is the policy's to say.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'

const unitColumns = [
  'u.organisation_id',
  'u.unit_id',
  'u.service_id',
  'u.kind',
  'u.unit',
  'u.name',
  'u.admits',
  'u.admission',
  'u.house_rules',
  'u.province',
  'u.hidden_location',
  'u.published',
  'u.shared',
  'u.hold_hours',
  'u.closed_on',
  'u.version',
] as const

export const listUnitRows = (tx: Tx, unit_id?: string) =>
  tx
    .selectFrom('place_unit as u')
    .innerJoin('organisation as o', 'o.organisation_id', 'u.organisation_id')
    .leftJoin(sql<{ unit_id: string }>`guard.unit_counts()`.as('c'), 'c.unit_id', 'u.unit_id')
    .select(unitColumns)
    .select([
      'o.name as organisation_name',
      sql<number | null>`c.places`.as('places'),
      sql<number | null>`c.lived_in`.as('lived_in'),
      sql<number | null>`c.away`.as('away'),
      sql<number | null>`c.held`.as('held'),
      sql<number | null>`c.out_of_service`.as('out_of_service'),
      sql<number | null>`c.free`.as('free'),
      sql<number | null>`c.waiting`.as('waiting'),
    ])
    .$if(unit_id !== undefined, (query) => query.where('u.unit_id', '=', unit_id!))
    .orderBy('o.name')
    .orderBy('u.name')
    .orderBy('u.unit_id')
    .execute()
export type UnitRow = Awaited<ReturnType<typeof listUnitRows>>[number]

export interface UnitFields {
  kind: string
  unit: string
  name: string
  service_id: string | null
  admits: unknown
  admission: unknown
  house_rules: string
  province: string | null
  hidden_location: boolean
  published: boolean
  shared: boolean
  hold_hours: number
}
const written = ({ admits, admission, ...fields }: UnitFields) => ({
  ...fields,
  admits: JSON.stringify(admits),
  admission: JSON.stringify(admission),
})

export const insertUnit = (tx: Tx, organisation_id: string, unit_id: string, made_by: string, fields: UnitFields) =>
  tx
    .insertInto('place_unit')
    .values({ organisation_id, unit_id, made_by, ...written(fields) })
    .execute()

export const updateUnit = async (
  tx: Tx,
  organisation_id: string,
  unit_id: string,
  version: number,
  fields: UnitFields & { closed_on: Day | null },
): Promise<boolean> => {
  const { closed_on, ...rest } = fields
  const done = await tx
    .updateTable('place_unit')
    .set({ ...written(rest), closed_on, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('unit_id', '=', unit_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const insertPlaces = async (
  tx: Tx,
  at: { organisation_id: string; unit_id: string },
  places: { place_id: string; label: string }[],
) => {
  if (places.length === 0) return
  await tx
    .insertInto('place')
    .values(places.map((place) => ({ ...at, ...place })))
    .execute()
}

export interface PlaceChange {
  label: string
  out_from: Day | null
  out_until: Day | null
  out_reason: string | null
}
export const updatePlace = async (
  tx: Tx,
  { organisation_id, unit_id, place_id }: { organisation_id: string; unit_id: string; place_id: string },
  version: number,
  change: PlaceChange,
): Promise<boolean> => {
  const done = await tx
    .updateTable('place')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('unit_id', '=', unit_id)
    .where('place_id', '=', place_id)
    .where('gone_on', 'is', null)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const removePlace = async (tx: Tx, place_id: string, version: number): Promise<string> =>
  (await sql<{ said: string }>`select guard.remove_place(${place_id}, ${version}) as said`.execute(tx)).rows[0]!.said

export const confirmNight = async (tx: Tx, unit_id: string, night: Day): Promise<string> =>
  (await sql<{ said: string }>`select guard.confirm_night(${unit_id}, ${night}) as said`.execute(tx)).rows[0]!.said

const staffName = sql<string>`coalesce(m.name, '')`

/** Every place of a unit with the hold or stay that has it now; a hold whose hours are over has it no more. */
export const listPlaceRows = (tx: Tx, organisation_id: string, unit_id: string) =>
  tx
    .selectFrom('place as p')
    .leftJoin('place_taken as k', (on) =>
      on.onRef('k.organisation_id', '=', 'p.organisation_id').onRef('k.place_id', '=', 'p.place_id'),
    )
    .leftJoin('stay as s', (on) =>
      on.onRef('s.organisation_id', '=', 'k.organisation_id').onRef('s.stay_id', '=', 'k.by_id'),
    )
    .leftJoin('place_hold as h', (on) =>
      on
        .onRef('h.organisation_id', '=', 'k.organisation_id')
        .onRef('h.hold_id', '=', 'k.by_id')
        .on('h.until_at', '>', sql<string>`guard.clock()`),
    )
    .leftJoin('staff as m', (on) =>
      on.onRef('m.organisation_id', '=', 'h.organisation_id').onRef('m.staff_id', '=', 'h.held_by'),
    )
    .select([
      'p.place_id',
      'p.label',
      'p.out_from',
      'p.out_until',
      'p.out_reason',
      'p.version',
      'h.hold_id',
      'h.until_at',
      'h.version as hold_version',
      staffName.as('held_by_name'),
      's.stay_id',
      's.from_on',
      's.planned_until',
      's.away_from',
      's.away_until',
      's.version as stay_version',
    ])
    .where('p.organisation_id', '=', organisation_id)
    .where('p.unit_id', '=', unit_id)
    .where('p.gone_on', 'is', null)
    .orderBy('p.label')
    .orderBy('p.place_id')
    .execute()
export type PlaceRow = Awaited<ReturnType<typeof listPlaceRows>>[number]

export const listWaitingRows = (tx: Tx, organisation_id: string, unit_id: string) =>
  tx
    .selectFrom('place_waiting as w')
    .leftJoin('staff as m', (on) =>
      on.onRef('m.organisation_id', '=', 'w.organisation_id').onRef('m.staff_id', '=', 'w.moved_by'),
    )
    .select(['w.waiting_id', 'w.urgency', 'w.since', 'w.version', 'w.hand_place', 'w.moved_at', 'w.move_reason'])
    .select(staffName.as('moved_by_name'))
    .where('w.organisation_id', '=', organisation_id)
    .where('w.unit_id', '=', unit_id)
    .where('w.ended_at', 'is', null)
    .execute()
export type WaitingRow = Awaited<ReturnType<typeof listWaitingRows>>[number]

/** Which other houses keep places of this unit or stand on its list, and what of it is confirmed. */
export const listAskers = async (tx: Tx, unit_id: string) =>
  (
    await sql<{ ref_id: string; organisation_name: string; confirmed: boolean }>`
      select * from guard.askers_of_unit(${unit_id})`.execute(tx)
  ).rows

export const listNights = (tx: Tx, organisation_id: string, unit_id: string, since: Day) =>
  tx
    .selectFrom('place_night as n')
    .leftJoin('staff as m', (on) =>
      on.onRef('m.organisation_id', '=', 'n.organisation_id').onRef('m.staff_id', '=', 'n.confirmed_by'),
    )
    .select([
      'n.night',
      'n.places',
      'n.lived_in',
      'n.away',
      'n.held',
      'n.out_of_service',
      staffName.as('confirmed_by_name'),
    ])
    .where('n.organisation_id', '=', organisation_id)
    .where('n.unit_id', '=', unit_id)
    .where('n.night', '>=', since)
    .orderBy('n.night', 'desc')
    .execute()

/** Whose stays, holds and waits these are, with what opens their cards, as far as the reader may open the files. */
export const listWhose = async (tx: Tx, refs: string[]) => {
  if (refs.length === 0) return []
  const { rows } = await sql<{
    ref_id: string
    organisation_id: string
    case_id: string
    sealed_card: Buffer
    keys: { version: number; wrapped: string }[] | null
  }>`
    select p.ref_id, p.organisation_id, p.case_id, f.sealed_card,
      (select jsonb_agg(jsonb_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64')) order by k.version desc)
         from case_key k where k.organisation_id = p.organisation_id and k.case_id = p.case_id) as keys
    from place_person p join case_file f on f.organisation_id = p.organisation_id and f.case_id = p.case_id
    where p.ref_id = any(${refs}::uuid[])`.execute(tx)
  return rows
}

export const findAddress = (tx: Tx, organisation_id: string, unit_id: string) =>
  tx
    .selectFrom('place_address')
    .select(['intake_version', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('unit_id', '=', unit_id)
    .executeTakeFirst()

export const findIntakeKey = (tx: Tx, organisation_id: string) =>
  tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .where('retired_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

export const keepAddress = (
  tx: Tx,
  row: { organisation_id: string; unit_id: string; intake_version: number; sealed: Buffer },
) =>
  tx
    .insertInto('place_address')
    .values(row)
    .onConflict((on) =>
      on.columns(['organisation_id', 'unit_id']).doUpdateSet({
        intake_version: row.intake_version,
        sealed: row.sealed,
        version: sql<number>`place_address.version + 1`,
      }),
    )
    .execute()

export const listHouseServices = async (tx: Tx, words: string) =>
  (
    await sql<{
      service_id: string
      name: string
      provider: string
    }>`select * from guard.services_of_house(${words})`.execute(tx)
  ).rows
