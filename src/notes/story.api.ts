// Reading the story of a file, and finding words in its notes.
import type { Section } from '#access/access.ts'
import { answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { TimelineEntry } from '#timeline/timeline.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { holdsWords, wordsOf } from './find.rules.ts'
import type { Contact, CoverReason } from './note.ts'
import { openNote } from './sealed.store.ts'
import { listSealedNotes, listStory, type StoryRow } from './story.store.ts'
import * as model from './story.ts'

const pageSize = 20
const mostNotes = 5_000
const mostFound = 200

const noteOf = (keys: CaseKeyRing, at: At, row: StoryRow): model.StoryNote | null => {
  const { note_id, sealed, author_id, written_at, version, covered_at, covered_by, cover_reason } = row
  if (!note_id || !sealed || !author_id || !written_at || version === null) return null
  const covered = covered_at && covered_by && { at: covered_at, by: covered_by, reason: cover_reason as CoverReason }
  return {
    note_id,
    section: row.section as Section,
    author_id,
    written_at,
    happened_on: row.happened_on,
    contact: row.contact as Contact | null,
    minutes: row.minutes,
    version,
    changed_at: row.changed_at,
    changed_by: row.changed_by,
    covered: covered || null,
    text: covered ? null : openNote(keys, at, note_id, sealed),
  }
}

export const readStory = answer(model.readStory)(async ({ input, tx, vault, file, demand, note }) => {
  const { section, kind, by, from, until, notes, after } = input
  if (section) {
    demand(section)
    note({ sections: [section] })
  }
  const filter = { section, kind, by, from, until, notes: notes?.split(',') }
  const [keys, listed] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    listStory(tx, file, pageSize + 1, filter, readPageKey(after)),
  ])
  const { rows, next } = cutPage(listed, pageSize, (row) => ({ value: row.at, id: row.entry_id }))
  const entries = rows.map((row) => ({
    entry_id: row.entry_id,
    at: row.at,
    kind: row.kind as TimelineEntry['kind'],
    section: row.section as Section | null,
    actor_id: row.actor_id,
    ref_id: row.ref_id,
    codes: row.codes as TimelineEntry['codes'],
    note: noteOf(keys, file, row),
  }))
  return { entries, next }
})

export const findInNotes = answer(model.findInNotes)(async ({ input, tx, vault, file }) => {
  const [keys, sealed] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    listSealedNotes(tx, file, mostNotes),
  ])
  const words = wordsOf(input.words)
  const found: string[] = []
  for (const row of sealed) {
    if (!holdsWords(openNote(keys, file, row.note_id, row.sealed), words)) continue
    if (found.length === mostFound) return { note_ids: found, more: true }
    found.push(row.note_id)
  }
  return { note_ids: found, more: sealed.length === mostNotes }
})
