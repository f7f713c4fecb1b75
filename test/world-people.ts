// Who the invented people are and who stands around them, sealed where their room seals it.
import { identityPlace } from '#people/identity.store.ts'
import type { Identity } from '#people/identity.ts'
import { sectionOf } from '#people/related.rules.ts'
import { relatedPlace } from '#people/related.store.ts'
import type { RelatedPerson } from '#people/related.ts'
import { sealJson } from '#vault/envelope.ts'
import type { ACase, World } from './world.ts'

/** `days` ago the reference worker wrote it down. */
export const anIdentity = async (world: World, file: ACase, identity: Identity, days: number): Promise<void> => {
  const { organisation_id, case_id, key, worker } = file
  const sealed = sealJson(key, identityPlace(organisation_id, case_id), identity)
  await world.tx.insertInto('person_identity').values({ organisation_id, case_id, sealed }).execute()
  await world.happened(file, { at: world.at(days), kind: 'identity_changed', actor: worker, section: 'identity' })
}

export interface RelatedWish {
  person: RelatedPerson
  emergency?: boolean | undefined
}

export const peopleAround = async (world: World, file: ACase, wishes: RelatedWish[], days: number): Promise<void> => {
  const { organisation_id, case_id, key, worker } = file
  for (const [place, { person, emergency = false }] of wishes.entries()) {
    const related_id = world.id('related', case_id, `${place}`)
    const section = sectionOf(person.group)
    const added_at = world.at(days)
    const sealed = sealJson(key, relatedPlace(file, related_id), person)
    await world.tx
      .insertInto('related_person')
      .values({ organisation_id, case_id, related_id, section, emergency, added_at, sealed })
      .execute()
    await world.happened(file, { at: added_at, kind: 'related_added', actor: worker, section, ref_id: related_id })
  }
}
