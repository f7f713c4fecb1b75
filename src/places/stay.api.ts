// Holding a place, moving in, writing about a stay, moving on, waiting. The file's part is opened with the file's key,
// for whoever may open it.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { lookAgainUnderRoof } from '#people/look-again.api.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { misfitsOf, refuseMisfit } from './check.api.ts'
import { refuseSaid } from './said.api.ts'
import * as store from './stay.store.ts'
import * as model from './stay.ts'

/** The journal of the file's house tells what a house did with it. */
const noteFile = async ({ tx, note }: Pick<AskedByStaff<unknown>, 'tx' | 'note'>, ref_id: string) => {
  const person = await store.findPerson(tx, ref_id)
  if (person) note({ organisation_id: person.organisation_id, case_id: person.case_id, subject_id: ref_id })
  else note({ subject_id: ref_id })
  return person
}

export const readFit = answer(model.readFit)(async (asked) => {
  const { unit_id, of_case_id } = asked.input
  asked.note({ subject_id: unit_id })
  return { misfits: await misfitsOf(asked, unit_id, of_case_id) }
})

export const holdPlace = answer(model.holdPlace)(async (asked) => {
  const { input, tx } = asked
  const { unit_id, hold_id, of_case_id } = input
  if (await store.isFull(tx, unit_id)) throw new Problem('conflict', 'place.full')
  if (of_case_id) await refuseMisfit(asked, unit_id, of_case_id)
  const { said, place_id, hours } = await store.takeHold(tx, input)
  refuseSaid(said, hours === undefined ? {} : { hours })
  await lookAgainUnderRoof(asked, { unit_id })
  await noteFile(asked, hold_id)
  return { hold_id, place_id: place_id!, version: 1 }
})

export const releaseHold = answer(model.releaseHold)(async (asked) => {
  const { hold_id, version } = asked.input
  await noteFile(asked, hold_id)
  refuseSaid(await store.releaseHold(asked.tx, hold_id, version))
  return { hold_id, version: version + 1 }
})

export const beginStay = answer(model.beginStay)(async (asked) => {
  const { input, tx } = asked
  const { unit_id, stay_id, hold_id, of_case_id } = input
  if (!hold_id && (await store.isFull(tx, unit_id))) throw new Problem('conflict', 'place.full')
  await refuseMisfit(asked, unit_id, of_case_id)
  const { said, place_id } = await store.takeStay(tx, input)
  refuseSaid(said)
  await lookAgainUnderRoof(asked, { unit_id })
  await noteFile(asked, stay_id)
  return { stay_id, place_id: place_id!, version: 1 }
})

export const endStay = answer(model.endStay)(async (asked) => {
  const { input, tx, actor, facts } = asked
  const { stay_id, version, until_on, destination } = input
  if (!facts.codes.exit_destinations?.codes.some(({ code }) => code === destination))
    throw new Problem('invalid', 'place.unknown_code')
  await noteFile(asked, stay_id)
  const said = await store.endStay(tx, stay_id, version, until_on, destination)
  refuseSaid(said, said === 'stale' ? { current: await store.findStay(tx, actor.organisation_id, stay_id) } : {})
  return { stay_id, version: version + 1 }
})

const entryPlace = (person: { organisation_id: string; case_id: string }, entry_id: string) => ({
  table: 'stay_entry',
  column: 'sealed',
  row: entry_id,
  case_id: person.case_id,
  organisation_id: person.organisation_id,
})

const entryObstacle = ({ what, until_on, code, words }: model.NewEntry, known: readonly string[]): string | null => {
  if ((what === 'leave') !== (until_on !== null)) return 'place.leave_needs_end'
  if ((what === 'incident') !== (code !== null)) return 'place.incident_needs_kind'
  if (code !== null && !known.includes(code)) return 'place.unknown_code'
  return what === 'log' && words === '' ? 'place.words_needed' : null
}

export const writeStayEntry = answer(model.writeStayEntry)(async (asked) => {
  const { input, tx, vault, facts } = asked
  const { stay_id, entry_id, words } = input
  const obstacle = entryObstacle(input, facts.codes.stay_incidents?.codes.map(({ code }) => code) ?? [])
  if (obstacle) throw new Problem('invalid', obstacle)
  const person = await noteFile(asked, stay_id)
  if (!person) throw new Problem('not_found', 'place.not_found')
  const key = await vault.caseKey(tx, person.organisation_id, person.case_id)
  const sealed = sealJson(key, entryPlace(person, entry_id), { words })
  refuseSaid(await store.insertEntry(tx, { ...input, sealed }))
  return { entry_id }
})

export const waitForPlace = answer(model.waitForPlace)(async (asked) => {
  const { unit_id, waiting_id, of_case_id, urgency } = asked.input
  refuseSaid(await store.insertWaiting(asked.tx, waiting_id, unit_id, of_case_id, urgency))
  await noteFile(asked, waiting_id)
  return { waiting_id, version: 1 }
})

export const moveWaiting = answer(model.moveWaiting)(async (asked) => {
  const { input, tx, facts, note } = asked
  const { waiting_id, version, turn, reason } = input
  if (!facts.codes.waiting_moves?.codes.some(({ code }) => code === reason))
    throw new Problem('invalid', 'place.unknown_code')
  await noteFile(asked, waiting_id)
  note({ reason })
  refuseSaid(await store.moveWaiting(tx, waiting_id, version, turn, reason))
  return { waiting_id, version: version + 1 }
})

export const endWaiting = answer(model.endWaiting)(async (asked) => {
  const { waiting_id, version, how } = asked.input
  await noteFile(asked, waiting_id)
  refuseSaid(await store.endWaiting(asked.tx, waiting_id, version, how))
  return { waiting_id, version: version + 1 }
})

export const listStays = answer(model.listStays)(async ({ tx, vault, file }) => {
  const { organisation_id, case_id } = file
  const [stays, entries, keys] = await Promise.all([
    store.listStayRows(tx, case_id),
    store.listEntryRows(tx, organisation_id, case_id),
    vault.caseKeys(tx, organisation_id, case_id),
  ])
  const shown = entries.map(({ sealed, ...row }) => ({
    ...row,
    what: row.what as model.StayEntryKind,
    words: openJson(keys.of(sealed), entryPlace(file, row.entry_id), sealed, model.StayWords).words,
  }))
  return {
    stays: stays.map((stay) => ({ ...stay, entries: shown.filter(({ stay_id }) => stay_id === stay.stay_id) })),
  }
})
