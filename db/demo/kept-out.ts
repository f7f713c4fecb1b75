// What may keep some of the invented people out of services: asked once, some of it, as it goes in a first talk.
import { barrierPlace } from '#matching/person-barriers.store.ts'
import { type BarrierSection, barrierParts } from '#matching/person-barriers.ts'
import type { ACase, World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'

const asked: Record<string, Partial<Record<BarrierSection, object>>> = {
  Nasrin: {
    law: { identity_paper: 'no', identified: 'no', criminal_record: 'no' },
    home: { registered: 'no', couple: 'no', sons_ages: [], travel: 'province' },
  },
  Mihaela: {
    law: { identity_paper: 'yes', criminal_record: 'yes' },
    health: { pregnant: 'no', substance_use: 'no' },
    home: { registered: 'no', needs_company: 'yes' },
    money: { debt: 'yes' },
  },
}

export const askWhatKeepsOut = async (world: World, files: ReadonlyMap<string, ACase>): Promise<void> => {
  for (const [alias, parts] of Object.entries(asked)) {
    const file = files.get(alias)
    if (!file) continue
    const { organisation_id, case_id, key, worker } = file
    for (const [name, facts] of Object.entries(parts)) {
      const section = name as BarrierSection
      const sealed = sealJson(key, barrierPlace(file, section), barrierParts[section].parse(facts))
      await world.tx
        .insertInto('person_barriers')
        .values({ organisation_id, case_id, section, changed_on: world.ago(6), sealed })
        .execute()
      await world.happened(file, { at: world.at(6), kind: 'person_barriers_changed', actor: worker, section })
    }
  }
}
