// One statement for a page of the story: the entries, and the sealed notes that belong to them.
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { DB } from '#db/types.ts'
import type { Tx } from '#kit/database.ts'
import { addDays, type Day } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import type { At } from '#timeline/timeline.store.ts'
import { kindsOf, type StoryKind } from './story.ts'

export interface StoryFilter {
  section?: Section | undefined
  kind?: StoryKind | undefined
  by?: string | undefined
  from?: Day | undefined
  until?: Day | undefined
  notes?: string[] | undefined
}

type Entries = SelectQueryBuilder<DB, 'timeline_entry', object>

const filtered = (query: Entries, { section, kind, by, from, until, notes }: StoryFilter): Entries => {
  let wanted = query
  if (notes) wanted = wanted.where('kind', '=', 'note_written').where('ref_id', 'in', notes)
  if (section) wanted = wanted.where('section', '=', section)
  if (kind === 'file') wanted = wanted.where('kind', 'not in', Object.values(kindsOf).flat())
  else if (kind) wanted = wanted.where('kind', 'in', kindsOf[kind])
  if (by) wanted = wanted.where('actor_id', '=', by)
  if (from) wanted = wanted.where('at', '>=', sql<string>`${from}::timestamptz`)
  if (until) wanted = wanted.where('at', '<', sql<string>`${addDays(until, 1)}::timestamptz`)
  return wanted
}

/** That a note was corrected or covered stands with the note, not beside it. */
const saidByTheNote = ['note_changed', 'note_covered']

export const listStory = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  size: number,
  filter: StoryFilter,
  after?: PageKey,
) =>
  tx
    .with('page', (db) =>
      filtered(
        db
          .selectFrom('timeline_entry')
          .where('organisation_id', '=', organisation_id)
          .where('case_id', '=', case_id)
          .where('kind', 'not in', saidByTheNote) as Entries,
        filter,
      )
        .select(['entry_id', 'at', 'kind', 'section', 'actor_id', 'ref_id', 'codes'])
        .$if(after !== undefined, (query) =>
          query.where(sql<boolean>`(at, entry_id) < (${after!.value}::timestamptz, ${after!.id}::uuid)`),
        )
        .orderBy('at', 'desc')
        .orderBy('entry_id', 'desc')
        .limit(size),
    )
    .selectFrom('page')
    .leftJoin('note', (join) =>
      join
        .on('note.organisation_id', '=', organisation_id)
        .on('note.case_id', '=', case_id)
        .onRef('note.note_id', '=', 'page.ref_id')
        .on('page.kind', '=', 'note_written'),
    )
    .select(['page.entry_id', 'page.at', 'page.kind', 'page.section', 'page.actor_id', 'page.ref_id', 'page.codes'])
    .select(['note.note_id', 'note.author_id', 'note.written_at', 'note.happened_on', 'note.contact', 'note.minutes'])
    .select(['note.version', 'note.changed_at', 'note.changed_by'])
    .select(['note.covered_at', 'note.covered_by', 'note.cover_reason', 'note.sealed'])
    .orderBy('page.at', 'desc')
    .orderBy('page.entry_id', 'desc')
    .execute()
export type StoryRow = Awaited<ReturnType<typeof listStory>>[number]

/** The latest notes of the file that are open to whoever asks, for looking through their words. */
export const listSealedNotes = (tx: Tx, { organisation_id, case_id }: At, most: number) =>
  tx
    .selectFrom('note')
    .select(['note_id', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('covered_at', 'is', null)
    .orderBy('written_at', 'desc')
    .orderBy('note_id', 'desc')
    .limit(most)
    .execute()
