// The rows of a therapist's notes, of who supervises and of decisions to hand them over; and the key each author has for
// each episode: sealed with the key of the file, given by the database to those who may read and to nobody else.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openBytes, openJson, sealBytes, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { CaseKey } from '#vault/keys.ts'
import { carePlace } from './sealed.store.ts'

export interface OfAuthor {
  episode_id: string
  author_id: string
}
const keyRow = ({ episode_id, author_id }: OfAuthor): string => `${episode_id} ${author_id}`

const asKey = ({ organisation_id, case_id }: At, bytes: Buffer): CaseKey => ({
  organisation_id,
  case_id,
  version: 1,
  bytes,
})

/** Nothing to whoever the database gives no key. */
export const findNoteKey = async (tx: Tx, at: At, keys: CaseKeyRing, of: OfAuthor): Promise<CaseKey | undefined> => {
  const row = await tx
    .selectFrom('therapy_key')
    .select('sealed')
    .where('organisation_id', '=', at.organisation_id)
    .where('case_id', '=', at.case_id)
    .where('episode_id', '=', of.episode_id)
    .where('author_id', '=', of.author_id)
    .executeTakeFirst()
  return row && asKey(at, openBytes(keys.of(row.sealed), carePlace(at, 'therapy_key', keyRow(of)), row.sealed))
}

/** The author's key for this episode, made with the first note. */
export const noteKeyOf = async (tx: Tx, at: At, keys: CaseKeyRing, of: OfAuthor): Promise<CaseKey> => {
  const found = await findNoteKey(tx, at, keys, of)
  if (found) return found
  const bytes = randomBytes(32)
  const sealed = sealBytes(keys.latest, carePlace(at, 'therapy_key', keyRow(of)), bytes)
  const made = await tx
    .insertInto('therapy_key')
    .values({ organisation_id: at.organisation_id, case_id: at.case_id, ...of, sealed })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  // Of two first notes at once the second takes the key of the first.
  return made.numInsertedOrUpdatedRows === 1n ? asKey(at, bytes) : (await findNoteKey(tx, at, keys, of))!
}

const Sealed = z.object({ words: z.string() })
export const sealNote = (key: CaseKey, at: At, note_id: string, words: string): Buffer =>
  sealJson(key, carePlace(at, 'therapy_note', note_id), { words })
export const openNote = (key: CaseKey, at: At, note_id: string, sealed: Buffer): string =>
  openJson(key, carePlace(at, 'therapy_note', note_id), sealed, Sealed).words

const notes = (tx: Tx, { organisation_id, case_id }: At, episode_id: string) =>
  tx
    .selectFrom('therapy_note')
    .select(['note_id', 'session_id', 'author_id', 'written_at', 'of_day', 'reserved', 'corrects_id'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('episode_id', '=', episode_id)

export const listNoteHeads = (tx: Tx, at: At, episode_id: string) =>
  notes(tx, at, episode_id)
    .orderBy('of_day', 'desc')
    .orderBy('written_at', 'desc')
    .orderBy('note_id', 'desc')
    .limit(500)
    .execute()

export const findNote = (tx: Tx, at: At, episode_id: string, note_id: string) =>
  notes(tx, at, episode_id).select('sealed').where('note_id', '=', note_id).executeTakeFirst()

/** Everything one reads of an episode, in the order it was, for a copy to the person. */
export const listNotesToCopy = (tx: Tx, at: At, episode_id: string) =>
  notes(tx, at, episode_id).select('sealed').orderBy('of_day').orderBy('written_at').limit(2_000).execute()

interface NewNote extends At, OfAuthor {
  note_id: string
  session_id: string | null
  of_day: Day
  reserved: boolean
  corrects_id: string | null
  sealed: Buffer
}
export const insertNote = (tx: Tx, row: NewNote) => tx.insertInto('therapy_note').values(row).execute()

export const listSupervisions = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('therapy_supervision')
    .select(['supervision_id', 'episode_id', 'therapist_id', 'supervisor_id', 'from_at'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('ended_at', 'is', null)
    .orderBy('from_at')
    .execute()

export const insertSupervision = (
  tx: Tx,
  row: At & { supervision_id: string; episode_id: string; therapist_id: string; supervisor_id: string },
) => tx.insertInto('therapy_supervision').values(row).execute()

/** How many ended: of one therapist, or one of these by its id. */
export const endSupervisions = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  which: { episode_id: string } & ({ therapist_id: string } | { supervision_id: string }),
): Promise<number> => {
  const [name, value] =
    'therapist_id' in which
      ? (['therapist_id', which.therapist_id] as const)
      : (['supervision_id', which.supervision_id] as const)
  const done = await tx
    .updateTable('therapy_supervision')
    .set({ ended_at: sql<string>`guard.clock()` })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('episode_id', '=', which.episode_id)
    .where(name, '=', value)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

export const listHandOvers = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('therapy_hand_over')
    .select(['hand_over_id', 'episode_id', 'from_id', 'to_id', 'decided_by', 'decided_at', 'asked', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('ended_at', 'is', null)
    .orderBy('decided_at')
    .execute()

interface NewHandOver extends At {
  hand_over_id: string
  episode_id: string
  from_id: string
  to_id: string
  decided_by: string
  asked: string
  sealed: Buffer
}
export const insertHandOver = (tx: Tx, row: NewHandOver) => tx.insertInto('therapy_hand_over').values(row).execute()

export const endHandOver = async (tx: Tx, { organisation_id, case_id }: At, hand_over_id: string): Promise<boolean> => {
  const done = await tx
    .updateTable('therapy_hand_over')
    .set({ ended_at: sql<string>`guard.clock()` })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('hand_over_id', '=', hand_over_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
