// Reading and writing what may keep a person out of a service, and bringing it whole to whoever matches.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { type At, addToTimeline } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import * as store from './person-barriers.store.ts'
import * as model from './person-barriers.ts'

type OnFile = AskedOnFile<unknown>

const openRow = ({ file }: { file: At }, keys: CaseKeyRing, { section, sealed }: store.BarrierRow) => ({
  section,
  facts: openJson(keys.of(sealed), store.barrierPlace(file, section), sealed, model.barrierParts[section]),
})

const readParts = async (asked: OnFile): Promise<model.StandingPart[]> => {
  const { tx, vault, file } = asked
  const [rows, keys] = await Promise.all([
    store.listBarriers(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  return model.barrierSections
    .filter((section) => file.sections.includes(section))
    .map((section) => {
      const row = rows.find((each) => each.section === section)
      const part = row ? openRow(asked, keys, row) : { section, facts: model.barrierParts[section].parse({}) }
      return { ...part, version: row?.version ?? 0, changed_on: row?.changed_on ?? null } as model.StandingPart
    })
}

/** Everything that was asked, whatever sections are open: for matching alone, which names only what may be read. */
export const barriersToWeigh = (file: At, keys: CaseKeyRing, rows: store.BarrierRow[]): model.PersonBarriers =>
  rows.length === 0
    ? model.nothingAsked
    : model.PersonBarriers.parse(Object.assign({}, ...rows.map((row) => openRow({ file }, keys, row).facts)))

export const readPersonBarriers = answer(model.readPersonBarriers)(async (asked) => {
  const parts = await readParts(asked)
  asked.note({ sections: parts.map(({ section }) => section) })
  return { parts }
})

export const savePersonBarriers = answer(model.savePersonBarriers)(async (asked) => {
  const { input, tx, vault, file, actor, today, demand, note } = asked
  const { organisation_id, case_id } = file
  const sections = input.parts.map(({ section }) => section)
  if (new Set(sections).size < sections.length) throw new Problem('invalid', 'services.barriers_twice')
  for (const section of sections) demand(section)
  note({ sections })
  const key = await vault.caseKey(tx, organisation_id, case_id)
  for (const { section, facts, version } of input.parts) {
    const sealed = sealJson(key, store.barrierPlace(file, section), facts)
    if (!(await store.keepBarriers(tx, file, section, version, { sealed, changed_on: today })))
      throw new Problem('conflict', 'stale', { current: { parts: await readParts(asked) } })
    await addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'person_barriers_changed',
      section,
    })
  }
  return { parts: input.parts.map(({ section, version }) => ({ section, version: version + 1 })) }
})
