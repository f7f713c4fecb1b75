// Before anybody is given a place: who is there, exclusions both ways, whom the unit admits. What speaks against it
// refuses, unless two colleagues of the file agreed on an exception for this one unit.
import { cardPlace } from '#cases/card.store.ts'
import type { AskedByStaff } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { getOrganisation } from '#organisations/organisation.store.ts'
import { Card } from '#people/card.ts'
import { exclusionPlace } from '#people/exclusion.store.ts'
import { ExclusionDetails } from '#people/exclusion.ts'
import { identityPlace } from '#people/identity.store.ts'
import { Identity } from '#people/identity.ts'
import { markOf } from '#people/refuse-excluded.api.ts'
import { openJson } from '#vault/envelope.ts'
import { openAddress } from './address.store.ts'
import { keyOfUnit, meetingMisfits, type Neighbour, ruleMisfits } from './fit.rules.ts'
import { listNeighbours, listNeighboursOfAsked, type NeighbourRow, spendOverride } from './stay.store.ts'
import type { Misfit } from './stay.ts'
import { showUnit } from './unit.api.ts'
import { listUnitRows } from './unit.store.ts'
import type { Unit } from './unit.ts'

type Asked = Pick<AskedByStaff<unknown>, 'tx' | 'vault' | 'actor' | 'today' | 'note'>

export const openNeighbour = async ({ tx, vault }: Asked, row: NeighbourRow): Promise<Neighbour> => {
  const { organisation_id, case_id } = row
  const keys = await vault.openCaseKeys(tx, row, row.keys)
  const card = openJson(keys.of(row.sealed_card), cardPlace(organisation_id, case_id), row.sealed_card, Card)
  const identity = row.sealed_identity
    ? openJson(keys.of(row.sealed_identity), identityPlace(organisation_id, case_id), row.sealed_identity, Identity)
    : null
  const exclusions = row.exclusions.map(({ sealed: text, ...days }) => {
    const sealed = Buffer.from(text, 'base64')
    const place = exclusionPlace(row, days.exclusion_id)
    return { ...days, what: openJson(keys.of(sealed), place, sealed, ExclusionDetails).what }
  })
  const names = (identity?.names ?? []).flatMap(({ text, latin }) => [text, latin]).filter(Boolean)
  return { card, names, exclusions }
}

const meetings = async (asked: Asked, unit: Unit, newcomer: Neighbour, rows: NeighbourRow[]) => {
  const { tx, vault, actor, today } = asked
  const [organisation, address] = await Promise.all([
    getOrganisation(tx, actor.organisation_id),
    openAddress(tx, vault, actor.organisation_id, unit.unit_id),
  ])
  const there: Neighbour[] = []
  for (const row of rows) if (!row.newcomer) there.push(await openNeighbour(asked, row))
  return meetingMisfits({ unit, organisation, address: address?.words ?? null }, newcomer, there, today)
}

/** For a house that confirms what another one keeps here: whom it would bring together, and of the newcomer nothing else. */
export const meetingsOf = async (asked: Asked, unit_id: string, ref_id: string): Promise<Misfit[]> => {
  const { tx, actor } = asked
  const rows = await listNeighboursOfAsked(tx, ref_id)
  const mine = rows.find(({ newcomer }) => newcomer)
  const [found] = await listUnitRows(tx, unit_id)
  if (!mine || !found) return []
  return meetings(asked, showUnit(found, actor.organisation_id), await openNeighbour(asked, mine), rows)
}

/** Empty also where the unit or the file is not the asker's: then taking the place says so. */
export const misfitsOf = async (asked: Asked, unit_id: string, case_id: string): Promise<Misfit[]> => {
  const { tx, actor, today } = asked
  const rows = await listNeighbours(tx, unit_id, case_id)
  const mine = rows.find(({ newcomer }) => newcomer)
  const [found] = await listUnitRows(tx, unit_id)
  if (!mine || !found) return []
  const unit = showUnit(found, actor.organisation_id)
  const newcomer = await openNeighbour(asked, mine)
  return [...ruleMisfits(unit, newcomer.card, today), ...(await meetings(asked, unit, newcomer, rows))]
}

/** A second call in the same transaction finds the unit locked by itself. */
export const refuseMisfit = async (asked: Asked, unit_id: string, case_id: string): Promise<void> => {
  const misfits = await misfitsOf(asked, unit_id, case_id)
  if (misfits.length === 0) return
  const mark = markOf({ vault: asked.vault, file: { organisation_id: '', case_id } }, keyOfUnit(unit_id))
  if (!(await spendOverride(asked.tx, case_id, unit_id, mark)))
    throw new Problem('refused', 'place.misfit', { misfits })
  asked.note({ reason: 'exclusion_override' })
}
