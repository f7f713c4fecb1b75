// Reading, writing and correcting notes.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as store from './note.store.ts'
import * as model from './note.ts'

const Sealed = z.object({ text: z.string() })
const place = (organisation_id: string, case_id: string, note_id: string) => ({
  table: 'note',
  column: 'sealed',
  row: note_id,
  case_id,
  organisation_id,
})
const pageSize = 20

export const readNotes = answer(model.readNotes)(async ({ input, tx, vault, file, demand, note }) => {
  if (input.section) {
    demand(input.section)
    note({ sections: [input.section] })
  }
  const { case_id, organisation_id } = file
  const [keys, listed] = await Promise.all([
    vault.caseKeys(tx, organisation_id, case_id),
    store.listNotes(tx, file, pageSize + 1, input.section, readPageKey(input.after)),
  ])
  const { rows, next } = cutPage(listed, pageSize, (row) => ({ value: row.written_at, id: row.note_id }))
  const notes = rows.map(({ sealed, ...row }) => ({
    ...row,
    section: row.section as Section,
    text: openJson(keys.of(sealed), place(organisation_id, case_id, row.note_id), sealed, Sealed).text,
  }))
  return { notes, next }
})

export const addNote = answer(model.addNote)(async ({ input, tx, vault, file, actor, demand, note }) => {
  demand(input.section)
  note({ subject_id: input.note_id, sections: [input.section] })
  const { case_id, organisation_id } = file
  const { note_id, section, text } = input
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, place(organisation_id, case_id, note_id), { text })
  await Promise.all([
    store.insertNote(tx, { organisation_id, case_id, note_id, section, author_id: actor.staff_id, sealed }),
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'note_written',
      section,
      ref_id: note_id,
    }),
    touchCase(tx, case_id),
  ])
  return { note_id, version: 1 }
})

const staleNote = async ({ tx, vault, file }: AskedOnFile<unknown>, note_id: string): Promise<Problem> => {
  const row = await store.findNote(tx, file, note_id)
  if (!row) return new Problem('not_found', 'note.not_found')
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const { text } = openJson(keys.of(row.sealed), place(file.organisation_id, file.case_id, note_id), row.sealed, Sealed)
  const { sealed: _, ...seen } = row
  return new Problem('conflict', 'stale', { current: { ...seen, text } })
}

export const changeNote = answer(model.changeNote)(async (asked) => {
  const { input, tx, vault, file, actor } = asked
  const { case_id, organisation_id } = file
  const { note_id, version, text } = input
  const before = await store.findNote(tx, file, note_id)
  if (!before) throw new Problem('not_found', 'note.not_found')
  asked.demand(before.section as Section)
  asked.note({ subject_id: note_id, sections: [before.section as Section] })
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, place(organisation_id, case_id, note_id), { text })
  if (!(await store.updateNote(tx, file, note_id, version, sealed))) throw await staleNote(asked, note_id)
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: 'note_changed',
    section: before.section as Section,
    ref_id: note_id,
  })
  return { note_id, version: version + 1 }
})
