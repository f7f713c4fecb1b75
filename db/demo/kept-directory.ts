// What happened to the demo's directory before today: opened to partners, a door written down sealed, what colleagues and
// a service say should be corrected, which institutions read it, and what was corrected already. Invented services only; nothing is said of a real one.
import { getOwnIntakeKey, sealDoor } from '#directory/door.store.ts'
import type { SuggestedChanges } from '#directory/suggestion.ts'
import { addDays } from '#kit/day.ts'
import { makeLink } from '#links/link.store.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { type AStaff, idOf, type World } from '#test/world.ts'
import type { Cast } from './live.ts'

export const keepDirectory = async (world: World, cast: Cast, seed: string): Promise<void> => {
  const { tx } = world
  const { organisation_id } = cast.own
  const service = (key: string) => idOf(seed, 'partner service', key)
  const { ines, lucia, teresa } = cast.staff

  const intake = await getOwnIntakeKey(tx, organisation_id)
  const place = { country: 'ES', province: '28', town: 'Robledal de la Vega', street: 'Camino de los Alisos, 7' }
  const address = { ...place, more: null, postal_code: null, directions: null, lat: null, lon: null }
  const door = { address, words: 'Llamar al llegar a la plaza; no esperar en la puerta.' }
  await tx
    .insertInto('directory_door')
    .values({
      organisation_id,
      service_id: service('shelter'),
      intake_version: intake.version,
      sealed: sealDoor(intake.public_key, service('shelter'), door),
      changed_by: teresa.staff_id,
      changed_at: world.at(30),
    })
    .execute()

  await tx
    .insertInto('directory_sharing')
    .values({ organisation_id, with_partners: true, changed_by: cast.staff.jorge.staff_id, changed_at: world.at(60) })
    .execute()

  // Two institutions were let in to what is kept to professionals; one of them no longer is.
  const letIn = async (for_whom: string, days: number, takenBack?: number) => {
    const link_id = world.id('link to read the directory', for_whom)
    await makeLink(tx, {
      ...{ link_id, secret: newLinkSecret(), code: newLinkCode(), link_by: 'email', code_by: 'phone' },
      ...{ organisation_id, case_id: null, purpose: 'directory', ref_id: organisation_id, carries: {}, for_whom },
      ...{ made_by: cast.staff.jorge.staff_id, expires_at: `${addDays(world.ago(days), 90)}T00:00:00Z` },
    })
    await tx
      .updateTable('single_use_link')
      .set({ made_at: world.at(days), ...(takenBack !== undefined && { revoked_at: world.at(takenBack) }) })
      .where('link_id', '=', link_id)
      .execute()
  }
  await letIn('Centro de salud Robledal', 20)
  await letIn('Instituto de La Vega', 45, 12)

  const suggest = (key: string, days: number, by: AStaff | null, changes: SuggestedChanges, words: string | null) =>
    tx
      .insertInto('directory_suggestion')
      .values({
        organisation_id,
        suggestion_id: world.id('directory suggestion', key, `${days}`),
        service_id: service(key),
        by_kind: by ? 'worker' : 'service',
        by_staff_id: by?.staff_id ?? null,
        changes: JSON.stringify(changes),
        words,
        made_at: world.at(days),
      })
      .execute()
  await suggest('law', 3, ines, { availability: 'waiting_list', wait_time: 'Tres semanas' }, 'Me lo dijeron ayer.')
  await suggest('health', 1, null, { languages: ['ar', 'en', 'es', 'ur'] }, null)
  await suggest('shelter', 2, lucia, {}, 'Dicen que desde el mes que viene ya no admiten parejas. Conviene preguntar.')

  await tx
    .insertInto('directory_change')
    .values({
      ...{ organisation_id, subject: 'service', subject_id: service('law'), because: 'edit', record_version: 1 },
      ...{ field: 'schedules', before: JSON.stringify([]), changed_at: world.at(40), by_staff_id: teresa.staff_id },
      after: JSON.stringify([
        {
          ...{ freq: 'WEEKLY', every: 1, days: ['MO', 'TU', 'WE', 'TH', 'FR'], weeks: [], month_days: [] },
          ...{ opens_at: '09:30', closes_at: '14:00', valid_from: null, valid_to: null, note: null },
        },
      ]),
    })
    .execute()
}
