// Reading, writing, correcting and covering notes.
import type { Section } from '#access/access.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import { happensInTime, mayCover, placeInStory } from './note.rules.ts'
import * as store from './note.store.ts'
import * as model from './note.ts'
import { notePlace, openNote } from './sealed.store.ts'

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
    text: openNote(keys, file, row.note_id, sealed),
  }))
  return { notes, next }
})

export const addNote = answer(model.addNote)(
  async ({ input, tx, vault, file, actor, today, demand, note }) => {
    demand(input.section)
    note({ subject_id: input.note_id, sections: [input.section] })
    const { case_id, organisation_id } = file
    const { note_id, section, text, contact, minutes, happened_on } = input
    if (!happensInTime(happened_on, today)) throw new Problem('invalid', 'note.not_in_time')
    const author_id = actor.staff_id
    const key = await vault.caseKey(tx, organisation_id, case_id)
    const sealed = sealJson(key, notePlace(file, note_id), { text })
    await Promise.all([
      store.insertNote(tx, {
        organisation_id,
        case_id,
        note_id,
        section,
        author_id,
        sealed,
        contact,
        minutes,
        happened_on,
      }),
      addToTimeline(tx, {
        organisation_id,
        case_id,
        at: placeInStory(happened_on, today),
        actor_id: author_id,
        kind: 'note_written',
        section,
        ref_id: note_id,
      }),
      touchCase(tx, case_id),
    ])
    return { note_id, version: 1 }
  },
  {
    // Whoever writes a note has just opened the file, so the key to seal it with is at hand.
    statement: ({ input, vault, today, ...about }) => {
      const key = vault.latestAtHand(input.case_id)
      if (!key || !happensInTime(input.happened_on, today)) return undefined
      const sealed = sealJson(key, notePlace(key, input.note_id), { text: input.text })
      return store.addAtOnce({
        ...about,
        ...input,
        sealed,
        key_version: key.version,
        at: placeInStory(input.happened_on, today),
      })
    },
    tell: (_, reply: { note_id: string; version: number }) => reply,
  },
)

const staleNote = async ({ tx, vault, file }: AskedOnFile<unknown>, note_id: string): Promise<Problem> => {
  const row = await store.findNote(tx, file, note_id)
  if (!row) return new Problem('not_found', 'note.not_found')
  if (row.covered_at) return new Problem('conflict', 'note.covered')
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const { sealed, covered_at: _, covered_by: __, ...seen } = row
  return new Problem('conflict', 'stale', { current: { ...seen, text: openNote(keys, file, note_id, sealed) } })
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
  const sealed = sealJson(key, notePlace(file, note_id), { text })
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

export const readNoteVersions = answer(model.readNoteVersions)(async ({ input, tx, vault, file, note }) => {
  const { case_id, organisation_id } = file
  const [keys, rows] = await Promise.all([
    vault.caseKeys(tx, organisation_id, case_id),
    store.listVersions(tx, file, input.note_id),
  ])
  note({ subject_id: input.note_id, sections: [...new Set(rows.map((row) => row.section as Section))] })
  return {
    versions: rows.map(({ sealed, covered_at, section: _, ...row }) => ({
      ...row,
      text: covered_at ? null : openNote(keys, file, input.note_id, sealed),
    })),
  }
})

/** The note, when it is in a section this colleague may write in. */
const noteToCover = async ({ input, tx, file, demand, note }: AskedOnFile<{ case_id: string; note_id: string }>) => {
  const found = await store.findNote(tx, file, input.note_id)
  if (!found) throw new Problem('not_found', 'note.not_found')
  const section = found.section as Section
  demand(section)
  note({ subject_id: input.note_id, sections: [section] })
  return { ...found, section }
}

export const coverNote = answer(model.coverNote)(async (asked) => {
  const { input, tx, file, actor, may, now } = asked
  const found = await noteToCover(asked)
  const { note_id, reason } = input
  if (found.covered_at) return { note_id }
  if (!mayCover(found, actor.staff_id, may('notes.cover_of_others').allowed, now))
    throw new Problem('refused', 'note.not_yours_to_cover')
  if (await store.isHeld(tx, file)) throw new Problem('refused', 'note.on_hold')
  await store.cover(tx, file, note_id, actor.staff_id, reason)
  await addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind: 'note_covered',
    section: found.section,
    ref_id: note_id,
    codes: { reason },
  })
  return { note_id }
})

export const uncoverNote = answer(model.uncoverNote)(async (asked) => {
  const { input, tx, file, actor } = asked
  const found = await noteToCover(asked)
  if (found.covered_at && !(await store.uncover(tx, file, input.note_id, actor.staff_id)))
    throw new Problem('conflict', 'note.stays_covered')
  return { note_id: input.note_id }
})
