// Fills an empty house with the demo's invented world, in one transaction: all of it or nothing.
import type { Role } from '#access/access.ts'
import type { Facts } from '#facts/facts.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { directoryRecords } from '#services/directory.rules.ts'
import { importDirectory } from '#services/directory.store.ts'
import { DirectoryFile } from '#services/directory.ts'
import { type AnOffice, type AStaff, aWorld, idOf } from '#test/world.ts'
import type { Vault } from '#vault/vault.store.ts'
import {
  type ColleagueKey,
  colleagues,
  type OfficeKey,
  offices,
  organisation,
  type PartnerKey,
  partners,
} from './house.ts'

const seed = 'amparo demo'
const emailOf = (key: string) => `${key}@demo.invalid`

/** Who the sign-in link of each role signs in. */
export const demoStaff: ReadonlyMap<Role, { staff_id: string; name: string }> = new Map([
  ...colleagues
    .toReversed()
    .map(({ key, name, roles }) => [roles[0] as Role, { staff_id: idOf(seed, 'staff', emailOf(key)), name }] as const),
  [
    'partner_worker',
    { staff_id: idOf(seed, 'staff', emailOf(partners[0].key)), name: `${partners[0].worker} (${partners[0].name})` },
  ] as const,
])

export const ownOrganisationId = idOf(seed, 'organisation', organisation.name)

export interface Filled {
  people: number
  services: number
}

/** `onProgress` gets how many people of how many are there. */
export const fillDemo = async (
  parts: { tx: Tx; vault: Vault; facts: Facts; today: Day },
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Filled> => {
  const { tx, vault, facts, today } = parts
  const world = aWorld({ tx, vault, today, seed })
  const own = await world.anOrganisation(organisation.name, { kind: 'own', province: organisation.province })
  const placed = {} as Record<OfficeKey, AnOffice>
  for (const { key, name, province } of offices) placed[key] = await world.anOffice(own, name, province)
  const staff = {} as Record<ColleagueKey, AStaff>
  for (const { key, name, roles, office } of colleagues)
    staff[key] = await world.aStaff(placed[office], name, [...roles], emailOf(key))
  const partnerStaff = {} as Record<PartnerKey, AStaff>
  for (const { key, name, worker, ...rest } of partners) {
    const partner = await world.anOrganisation(name, { ...rest, kind: 'partner', languages: [...rest.languages] })
    const office = await world.anOffice(partner, name, rest.province)
    partnerStaff[key] = await world.aStaff(office, worker, ['partner_worker'], emailOf(key))
  }
  const directory = directoryRecords(DirectoryFile.parse(facts.directory))
  await importDirectory(tx, own.organisation_id, directory, today)
  onProgress(0, 0)
  return { people: 0, services: directory.services.length }
}
