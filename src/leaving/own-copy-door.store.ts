// What a copy tells of what may keep the person out of services: what she was asked and what she answered.
import type { Tx } from '#kit/database.ts'
import { barrierPlace, listBarriers } from '#matching/person-barriers.store.ts'
import { type BarrierSection, barrierParts } from '#matching/person-barriers.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'

export interface ToldAtTheDoor {
  section: BarrierSection
  on: string
  /** Only what was asked. */
  facts: [fact: string, value: string | (string | number)[]][]
}

export const openDoorFacts = async (tx: Tx, file: At, keys: CaseKeyRing): Promise<ToldAtTheDoor[]> =>
  (await listBarriers(tx, file)).map(({ section, changed_on, sealed }) => {
    const facts = openJson(keys.of(sealed), barrierPlace(file, section), sealed, barrierParts[section])
    const asked = Object.entries(facts).filter(([, value]) => value !== null && value !== 'unknown')
    return { section, on: changed_on, facts: asked as ToldAtTheDoor['facts'] }
  })
