// Opening and writing the legal identity. It is never part of another reply, and every opening stands in the journal.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { endsWithoutGround } from './age.rules.ts'
import * as store from './identity.store.ts'
import * as model from './identity.ts'
import { lookAgainUnderRoof } from './look-again.api.ts'
import { keepMarks } from './mark.api.ts'
import { readingOf } from './name.rules.ts'

const read = async ({ tx, vault, file }: AskedOnFile<unknown>): Promise<model.OpenedIdentity> => {
  const { organisation_id, case_id } = file
  const [row, keys] = await Promise.all([store.findIdentity(tx, file), vault.caseKeys(tx, organisation_id, case_id)])
  if (!row) return { identity: model.noIdentity, version: 0, readings: [] }
  const place = store.identityPlace(organisation_id, case_id)
  const identity = openJson(keys.of(row.sealed), place, row.sealed, model.Identity)
  return { identity, version: row.version, readings: identity.names.map(readingOf) }
}

const open = async (asked: AskedOnFile<unknown>): Promise<model.OpenedIdentity> => {
  asked.demand('identity')
  asked.note({ subject_id: asked.file.case_id, sections: ['identity'] })
  return read(asked)
}

export const openIdentity = answer(model.openIdentity)(open)
export const openSharedIdentity = answer(model.openSharedIdentity)(open)

/** The year someone may be asked for by; several years are none. */
const yearOf = ({ date, from_year, to_year }: model.Birth): number | null =>
  date ? Number(date.slice(0, 4)) : from_year === to_year ? from_year : null

export const writeIdentity = answer(model.writeIdentity)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const { organisation_id, case_id } = file
  const { identity, version } = input
  asked.demand('identity')
  asked.note({ subject_id: case_id, sections: ['identity'] })
  const before = await read(asked)
  // The version first: what a colleague wrote meanwhile is answered before what follows from an older reading.
  if (before.version !== version) throw new Problem('conflict', 'stale', { current: before })
  if (endsWithoutGround(before.identity, identity, today))
    throw new Problem('invalid', 'people.presumption_needs_ground')
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, store.identityPlace(organisation_id, case_id), identity)
  if (!(await store.keepIdentity(tx, { organisation_id, case_id }, version, sealed)))
    throw new Problem('conflict', 'stale', { current: await read(asked) })
  // Whoever opens a file for one of these names later is told that there is one.
  const names = identity.names.flatMap(({ text, latin }) => [text, latin].filter(Boolean))
  await keepMarks({ tx, vault }, { organisation_id, case_id }, names, yearOf(identity.birth))
  const entry = { organisation_id, case_id, actor_id: actor.staff_id, section: 'identity' } as const
  const decided = identity.age.decisions.length > before.identity.age.decisions.length
  await addToTimeline(tx, { ...entry, kind: decided ? 'age_decided' : 'identity_changed' })
  await lookAgainUnderRoof(asked, { case_id })
  return { case_id, version: version + 1 }
})
