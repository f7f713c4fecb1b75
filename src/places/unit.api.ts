// Reading what is free tonight and keeping the units themselves: adding one, its places, its nights.
import { cardPlace } from '#cases/card.store.ts'
import { Admission, Admits } from '#directory/directory.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { Card } from '#people/card.ts'
import { lookAgainUnderRoof } from '#people/look-again.api.ts'
import { openJson } from '#vault/envelope.ts'
import { openAddress, writeAddress } from './address.store.ts'
import { handOrder } from './fit.rules.ts'
import { refuseSaid } from './said.api.ts'
import * as store from './unit.store.ts'
import * as model from './unit.ts'

type Asked = AskedByStaff<unknown>

export const showUnit = (row: store.UnitRow, reader: string): model.Unit => {
  const { places, lived_in, away, held, out_of_service, free, waiting, ...rest } = row
  const counts = { places, lived_in, away, held, out_of_service, free, waiting }
  return {
    ...rest,
    kind: row.kind as model.UnitKind,
    admits: Admits.parse(row.admits),
    admission: Admission.parse(row.admission),
    ours: row.organisation_id === reader,
    // A closed unit is counted no more.
    counts: Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, n ?? 0])) as model.UnitCounts,
  }
}

export const listUnits = answer(model.listUnits)(async ({ tx, actor }) => ({
  units: (await store.listUnitRows(tx)).map((row) => showUnit(row, actor.organisation_id)),
}))

const findOurs = async ({ tx, actor }: Pick<Asked, 'tx' | 'actor'>, unit_id: string): Promise<model.Unit> => {
  const [row] = await store.listUnitRows(tx, unit_id)
  if (!row || row.organisation_id !== actor.organisation_id) throw new Problem('not_found', 'place.not_found')
  return showUnit(row, actor.organisation_id)
}

/** By stay, hold or wait: who it is, for as many as the reader may open. */
const openWhose = async ({ tx, vault }: Asked, refs: string[]): Promise<Map<string, model.Whose>> => {
  const found = new Map<string, model.Whose>()
  for (const row of await store.listWhose(tx, refs)) {
    const { organisation_id, case_id, sealed_card } = row
    const keys = await vault.openCaseKeys(tx, row, row.keys)
    const { alias } = openJson(keys.of(sealed_card), cardPlace(organisation_id, case_id), sealed_card, Card)
    found.set(row.ref_id, { case_id, alias })
  }
  return found
}

type Askers = Map<string, NonNullable<model.AskedBy>>
const askersOf = async (tx: Asked['tx'], unit_id: string): Promise<Askers> =>
  new Map((await store.listAskers(tx, unit_id)).map(({ ref_id, ...asker }) => [ref_id, asker]))

const showWaiting = (rows: store.WaitingRow[], whose: Map<string, model.Whose>, askers: Askers): model.Waiting[] =>
  handOrder(rows.map((row) => ({ ...row, urgency: row.urgency as model.Urgency }))).map((row) => ({
    ...row,
    whose: whose.get(row.waiting_id) ?? null,
    asked_by: askers.get(row.waiting_id) ?? null,
    moved:
      row.moved_at && row.move_reason
        ? { by_name: row.moved_by_name, at: row.moved_at, reason: row.move_reason }
        : null,
  }))

const showPlace = (row: store.PlaceRow, whose: Map<string, model.Whose>, askers: Askers): model.PlaceState => {
  const { place_id, label, out_from, out_until, version, hold_id, stay_id } = row
  return {
    place_id,
    label,
    out_from,
    out_until,
    out_reason: row.out_reason as model.OutReason | null,
    version,
    hold: hold_id && {
      hold_id,
      until_at: row.until_at!,
      held_by_name: row.held_by_name,
      version: row.hold_version!,
      whose: whose.get(hold_id) ?? null,
      asked_by: askers.get(hold_id) ?? null,
    },
    stay: stay_id && {
      stay_id,
      from_on: row.from_on!,
      planned_until: row.planned_until,
      away_from: row.away_from,
      away_until: row.away_until,
      version: row.stay_version!,
      whose: whose.get(stay_id) ?? null,
    },
  } as model.PlaceState
}

const nightsShown = 14
export const readUnit = answer(model.readUnit)(async (asked) => {
  const { input, tx, vault, actor, today, may, note } = asked
  const { unit_id } = input
  note({ subject_id: unit_id })
  const unit = await findOurs(asked, unit_id)
  const { organisation_id } = actor
  const [places, waiting, nights, askers, address] = await Promise.all([
    store.listPlaceRows(tx, organisation_id, unit_id),
    store.listWaitingRows(tx, organisation_id, unit_id),
    store.listNights(tx, organisation_id, unit_id, addDays(today, -nightsShown)),
    askersOf(tx, unit_id),
    may('places.keep').allowed ? openAddress(tx, vault, organisation_id, unit_id) : null,
  ])
  const refs = [
    ...places.flatMap(({ hold_id, stay_id }) => [hold_id, stay_id]),
    ...waiting.map(({ waiting_id }) => waiting_id),
  ]
  const whose = await openWhose(
    asked,
    refs.filter((ref) => ref !== null),
  )
  return {
    unit,
    address: address?.words ?? null,
    address_version: address?.version ?? 0,
    places: places.map((row) => showPlace(row, whose, askers)),
    waiting: showWaiting(waiting, whose, askers),
    nights,
  }
})

interface Said {
  unit: string
  province: string | null
  published: boolean
  shared: boolean
}
const refuseUnknown = ({ facts }: Pick<Asked, 'facts'>, { unit, province, published, shared }: Said) => {
  if (shared && !published) throw new Problem('invalid', 'place.shared_is_published')
  const known = facts.codes.place_units?.codes.some(({ code }) => code === unit)
  const somewhere = province === null || facts.provinces.some(({ code }) => code === province)
  if (!known || !somewhere) throw new Problem('invalid', 'place.unknown_code')
}

export const findHouseServices = answer(model.findHouseServices)(async ({ input, tx }) => ({
  services: await store.listHouseServices(tx, input.words),
}))

export const addUnit = answer(model.addUnit)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { unit_id, address, places, ...fields } = input
  const { organisation_id } = actor
  note({ subject_id: unit_id })
  refuseUnknown(asked, fields)
  await store.insertUnit(tx, organisation_id, unit_id, actor.staff_id, fields)
  await store.insertPlaces(tx, { organisation_id, unit_id }, places)
  if (address) await writeAddress(tx, organisation_id, unit_id, address)
  return { unit_id, version: 1 }
})

export const changeUnit = answer(model.changeUnit)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  const { unit_id, version, address, closed, ...fields } = input
  const { organisation_id } = actor
  note({ subject_id: unit_id })
  refuseUnknown(asked, fields)
  const before = await findOurs(asked, unit_id)
  const { lived_in, held } = before.counts
  if (closed && !before.closed_on && lived_in + held > 0) throw new Problem('conflict', 'place.not_empty')
  const closed_on = closed ? (before.closed_on ?? today) : null
  if (!(await store.updateUnit(tx, organisation_id, unit_id, version, { ...fields, closed_on })))
    throw new Problem('conflict', 'stale', { current: await findOurs(asked, unit_id) })
  if (address !== undefined) await writeAddress(tx, organisation_id, unit_id, address)
  // Rooms of one service are one house: whoever lives in either lives with those of the other from now on.
  if (fields.service_id !== before.service_id || fields.kind !== before.kind)
    await lookAgainUnderRoof(asked, { unit_id })
  return { unit_id, version: version + 1 }
})

export const addPlaces = answer(model.addPlaces)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { unit_id, places } = input
  note({ subject_id: unit_id })
  await findOurs(asked, unit_id)
  await store.insertPlaces(tx, { organisation_id: actor.organisation_id, unit_id }, places)
  return { unit_id }
})

const currentPlace = async ({ tx, actor }: Asked, unit_id: string, place_id: string) => {
  const rows = await store.listPlaceRows(tx, actor.organisation_id, unit_id)
  const row = rows.find((each) => each.place_id === place_id)
  if (!row) throw new Problem('not_found', 'place.not_found')
  return showPlace(row, new Map(), new Map())
}

export const changePlace = answer(model.changePlace)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { unit_id, place_id, version, ...change } = input
  note({ subject_id: place_id })
  const { out_from, out_until, out_reason } = change
  if ((out_from === null) !== (out_reason === null) || (out_from === null && out_until !== null))
    throw new Problem('invalid', 'place.out_needs_reason')
  if (out_from !== null && out_until !== null && out_until < out_from)
    throw new Problem('invalid', 'place.day_out_of_range')
  const at = { organisation_id: actor.organisation_id, unit_id, place_id }
  if (!(await store.updatePlace(tx, at, version, change)))
    throw new Problem('conflict', 'stale', { current: await currentPlace(asked, unit_id, place_id) })
  return { place_id, version: version + 1 }
})

export const removePlace = answer(model.removePlace)(async (asked) => {
  const { input, tx, note } = asked
  const { unit_id, place_id, version } = input
  note({ subject_id: place_id })
  const before = await currentPlace(asked, unit_id, place_id)
  refuseSaid(await store.removePlace(tx, place_id, version), { current: before })
  return { place_id, version: version + 1 }
})

export const confirmNight = answer(model.confirmNight)(async ({ input, tx, note }) => {
  note({ subject_id: input.unit_id })
  refuseSaid(await store.confirmNight(tx, input.unit_id, input.night))
  return { unit_id: input.unit_id }
})
