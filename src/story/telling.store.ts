// The rows of what was told: the policies give whoever asks what they may know of, and the guard the sealed words.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day, Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Profession } from './topics.ts'

export interface TellingRow {
  telling_id: string
  section: Section
  note_id: string
  written_by: string
  written_name: string
  heard_by: string | null
  heard_name: string
  recorded_by: string
  recorded_at: Moment
  retell: Profession[]
  version: number
  sealed: Buffer
  stands: 'words' | 'head'
  /** Nobody who heard it walks with the person any more. */
  left_alone: boolean
}
export const listTellings = async (tx: Tx, { organisation_id, case_id }: At): Promise<TellingRow[]> => {
  const { rows } = await sql<TellingRow>`
    select t.telling_id, t.section, t.note_id, t.written_by, coalesce(w.name, '') as written_name, t.heard_by, coalesce(h.name, '') as heard_name, t.recorded_by, t.recorded_at,
      t.retell, t.version, t.sealed, s.stands, not exists (
        select from case_access a join staff m on m.organisation_id = a.organisation_id and m.staff_id = a.staff_id and m.status = 'active'
        where a.case_id = t.case_id and a.kind = 'team' and a.ended_at is null and (a.until_at is null or a.until_at > guard.clock())
          and a.staff_id in (t.heard_by, t.written_by, t.recorded_by)) as left_alone
    from telling t join guard.tellings_standing(${case_id}) s on s.telling_id = t.telling_id
    left join staff h on h.organisation_id = t.organisation_id and h.staff_id = t.heard_by
    left join staff w on w.organisation_id = t.organisation_id and w.staff_id = t.written_by
    where t.organisation_id = ${organisation_id} and t.case_id = ${case_id} and t.ended_at is null and s.stands is not null
    order by t.recorded_at, t.telling_id limit 500`.execute(tx)
  return rows
}

export interface ConsentRow {
  telling_id: string
  retell: Profession[]
  asked_on: Day
  how: 'spoken' | 'written' | 'signed'
  language: string
  with_interpreter: boolean
  recorded_name: string
}
export const listAsked = async (tx: Tx, { organisation_id, case_id }: At): Promise<ConsentRow[]> => {
  const { rows } = await sql<ConsentRow>`
    select c.telling_id, c.retell, c.asked_on, c.how, c.language, c.with_interpreter, coalesce(s.name, '') as recorded_name
    from telling_consent c left join staff s on s.organisation_id = c.organisation_id and s.staff_id = c.recorded_by
    where c.organisation_id = ${organisation_id} and c.case_id = ${case_id} order by c.recorded_at desc limit 2000`.execute(
    tx,
  )
  return rows
}

/** The sealed note something told stands in, as it was when it was marked; nothing to whoever may not read it. */
export const findWords = async (tx: Tx, case_id: string, telling_id: string) => {
  const { rows } = await sql<{ sealed: Buffer | null; covered: boolean; corrected: boolean }>`
    select sealed, covered, corrected from guard.words_of_telling(${case_id}, ${telling_id})`.execute(tx)
  return rows[0]
}

type NewTelling = At & {
  telling_id: string
  section: Section
  note_id: string
  note_version: number
  heard_by: string | null
  retell: Profession[]
  recorded_by: string
  sealed: Buffer
}
/** Whose words they are is said by the note itself: the database puts it in. */
export const insertTelling = (tx: Tx, row: NewTelling) =>
  tx
    .insertInto('telling')
    .values({ ...row, written_by: row.recorded_by })
    .execute()

type NewConsent = At & {
  consent_id: string
  telling_id: string
  retell: Profession[]
  asked_on: Day
  how: string
  language: string
  with_interpreter: boolean
  recorded_by: string
}
export const insertAsked = (tx: Tx, row: NewConsent) => tx.insertInto('telling_consent').values(row).execute()

/** False when somebody was faster. */
export const updateTelling = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  telling_id: string,
  version: number,
  change: { retell: Profession[] } | { ended_at: Moment },
): Promise<boolean> => {
  const done = await tx
    .updateTable('telling')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('telling_id', '=', telling_id)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export interface WishRow {
  wish_id: string
  written_name: string
  sealed: Buffer
}
/** Latest first. */
export const listWishes = async (tx: Tx, { organisation_id, case_id }: At): Promise<WishRow[]> => {
  const { rows } = await sql<WishRow>`
    select w.wish_id, w.sealed, coalesce(s.name, '') as written_name
    from story_wish w left join staff s on s.organisation_id = w.organisation_id and s.staff_id = w.written_by
    where w.organisation_id = ${organisation_id} and w.case_id = ${case_id} order by w.written_at desc, w.wish_id limit 500`.execute(
    tx,
  )
  return rows
}

export const insertWish = (tx: Tx, row: At & { wish_id: string; written_by: string; sealed: Buffer }) =>
  tx.insertInto('story_wish').values(row).execute()

export interface GivenRow {
  given_id: string
  profession: string
  given_at: Moment
  given_name: string
  sealed: Buffer
}
export const listGiven = async (tx: Tx, { organisation_id, case_id }: At): Promise<GivenRow[]> => {
  const { rows } = await sql<GivenRow>`
    select g.given_id, g.profession, g.given_at, g.sealed, coalesce(s.name, '') as given_name
    from story_given g left join staff s on s.organisation_id = g.organisation_id and s.staff_id = g.given_by
    where g.organisation_id = ${organisation_id} and g.case_id = ${case_id} order by g.given_at desc limit 100`.execute(
    tx,
  )
  return rows
}

type NewGiven = At & { given_id: string; profession: string; given_by: string; sealed: Buffer }
export const insertGiven = (tx: Tx, row: NewGiven) => tx.insertInto('story_given').values(row).execute()

export const hasFacts = async (tx: Tx, { organisation_id, case_id }: At, telling_id: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('story_fact')
    .select('fact_id')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('telling_id', '=', telling_id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
