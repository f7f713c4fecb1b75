// The rows of papers, their files and the parts of these. What is sealed leaves here sealed.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

export const documentPlace = ({ organisation_id, case_id }: At, document_id: string) => ({
  table: 'document',
  column: 'sealed',
  row: document_id,
  case_id,
  organisation_id,
})
export const contentPlace = (at: At, content_id: string) => ({
  ...documentPlace(at, content_id),
  table: 'document_content',
})
/** A part opens only as the part it was: moved within its file, or to another, it is refused. */
export const partPlace = (at: At, content_id: string, part: number) => ({
  ...documentPlace(at, `${content_id} ${part}`),
  table: 'document_part',
})

interface NewDocument extends At {
  document_id: string
  section: Section
  type: string
  held_by: string
  seen: string
  expires_on: Day | null
  replaces_id: string | null
  sealed: Buffer
  added_by: string
}
export const insertDocument = (tx: Tx, row: NewDocument) => tx.insertInto('document').values(row).execute()

const columns = [
  'document_id',
  'section',
  'type',
  'held_by',
  'seen',
  'expires_on',
  'status',
  'replaces_id',
  'sealed',
  'added_by',
  'added_at',
  'version',
] as const

const documents = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('document')
    .select(columns)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)

export const listDocuments = (tx: Tx, at: At) =>
  documents(tx, at)
    .orderBy(sql`case status when 'live' then 0 else 1 end`)
    .orderBy('expires_on', (order) => order.asc().nullsLast())
    .orderBy('added_at', 'desc')
    .limit(500)
    .execute()
export type DocumentRow = Awaited<ReturnType<typeof listDocuments>>[number]

export const findDocument = (tx: Tx, at: At, document_id: string) =>
  documents(tx, at).where('document_id', '=', document_id).executeTakeFirst()

interface Change {
  type: string
  held_by: string
  seen: string
  expires_on: Day | null
  status: string
  sealed: Buffer
}
export const updateDocument = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  document_id: string,
  version: number,
  change: Change,
): Promise<boolean> => {
  const done = await tx
    .updateTable('document')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('document_id', '=', document_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Ends the turn of a paper that another replaces. */
export const endTurn = async (tx: Tx, { organisation_id, case_id }: At, document_id: string): Promise<boolean> => {
  const done = await tx
    .updateTable('document')
    .set({ status: 'replaced', version: sql<number>`version + 1` })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('document_id', '=', document_id)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

const pages = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('document_content')
    .select(['content_id', 'document_id', 'section', 'place', 'parts', 'state', 'media', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)

/** What was refused stands in no list. */
export const listPages = (tx: Tx, at: At, document_id?: string) =>
  pages(tx, at)
    .where('state', '!=', 'refused')
    .$if(document_id !== undefined, (query) => query.where('document_id', '=', document_id!))
    .orderBy('place')
    .execute()

export const findPage = (tx: Tx, at: At, document_id: string, content_id: string) =>
  pages(tx, at).where('document_id', '=', document_id).where('content_id', '=', content_id).executeTakeFirst()

interface NewPage extends At {
  document_id: string
  content_id: string
  section: Section
  place: number
  parts: number
  begun_by: string
  sealed: Buffer
}
export const insertPage = (tx: Tx, row: NewPage) => tx.insertInto('document_content').values(row).execute()

export const settlePage = (
  tx: Tx,
  { organisation_id, case_id }: At,
  content_id: string,
  how: { state: 'kept' | 'refused'; media: string | null; sealed: Buffer },
) =>
  tx
    .updateTable('document_content')
    .set(how)
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('content_id', '=', content_id)
    .where('state', '=', 'arriving')
    .execute()

const parts = (tx: Tx, { organisation_id, case_id }: At, content_id: string) =>
  tx
    .selectFrom('document_part')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('content_id', '=', content_id)

export const listPartNumbers = async (tx: Tx, at: At, content_id: string): Promise<number[]> =>
  (await parts(tx, at, content_id).select('part').orderBy('part').execute()).map(({ part }) => part)

export const listParts = (tx: Tx, at: At, content_id: string) =>
  parts(tx, at, content_id).select(['part', 'sealed']).orderBy('part').execute()

export const findPart = (tx: Tx, at: At, content_id: string, part: number) =>
  parts(tx, at, content_id).select('sealed').where('part', '=', part).executeTakeFirst()

interface NewPart extends At {
  content_id: string
  section: Section
  part: number
  sealed: Buffer
}
/** False when this part is here already. */
export const insertPart = async (tx: Tx, row: NewPart): Promise<boolean> => {
  const done = await tx
    .insertInto('document_part')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Rows stay, so that what happened can be told; the bytes go. */
const emptied = Buffer.alloc(0)
export const emptyParts = (tx: Tx, { organisation_id, case_id }: At, content_id: string) =>
  tx
    .updateTable('document_part')
    .set({ sealed: emptied })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('content_id', '=', content_id)
    .execute()

/** Files of this case that were begun and left lying for a day. */
export const listLeftLying = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('document_content')
    .select(['content_id', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('state', '=', 'arriving')
    .where('begun_at', '<', sql<string>`guard.clock() - interval '1 day'`)
    .execute()

/** What ends soon or has ended, in those of these files that are open. */
export const listExpiringIn = (tx: Tx, organisation_id: string, case_ids: string[], until: Day, most: number) =>
  case_ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('document as d')
        .innerJoin('case_file as f', (on) =>
          on.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.case_id', '=', 'd.case_id'),
        )
        .select(['d.case_id', 'd.document_id', 'd.section', 'd.type', 'd.expires_on'])
        .where('d.organisation_id', '=', organisation_id)
        .where('d.case_id', 'in', case_ids)
        .where('d.status', '=', 'live')
        .where('d.expires_on', '<=', until)
        .where('f.status', '=', 'open')
        .orderBy('d.expires_on')
        .orderBy('d.document_id')
        .limit(most)
        .execute()

/** What the mark on a copy says: who took it and of which file. */
export const findMark = async (tx: Tx, at: At, actor: { organisation_id: string; staff_id: string }) => {
  const [file, staff] = await Promise.all([
    tx
      .selectFrom('case_file')
      .select('reference')
      .where('organisation_id', '=', at.organisation_id)
      .where('case_id', '=', at.case_id)
      .executeTakeFirst(),
    tx
      .selectFrom('staff')
      .select('name')
      .where('organisation_id', '=', actor.organisation_id)
      .where('staff_id', '=', actor.staff_id)
      .executeTakeFirst(),
  ])
  return { reference: file?.reference ?? '', who: staff?.name ?? '' }
}

/** The files someone walks along with as reference worker. */
export const listOwnFiles = async (tx: Tx, me: { organisation_id: string; staff_id: string }): Promise<string[]> => {
  const rows = await tx
    .selectFrom('case_access')
    .select('case_id')
    .where('organisation_id', '=', me.organisation_id)
    .where('staff_id', '=', me.staff_id)
    .where('kind', '=', 'team')
    .where('function', '=', 'reference_worker')
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', sql<string>`guard.clock()`)]))
    .execute()
  return rows.map(({ case_id }) => case_id)
}
