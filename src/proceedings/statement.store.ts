// The rows of statements: that there is one, told to the section; its words, given by the database to those who may read.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

export const listStatementHeads = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('statement')
    .select(['statement_id', 'matter_id', 'hearing_id', 'given_to', 'given_on', 'author_id', 'written_at'])
    .select('corrects_id')
    .select(sql<boolean>`guard.reads_statement(case_id, matter_id, author_id)`.as('may_open'))
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('given_on', 'desc')
    .orderBy('written_at', 'desc')
    .limit(300)
    .execute()

export const insertStatement = async (
  tx: Tx,
  {
    sealed,
    ...head
  }: At & {
    statement_id: string
    matter_id: string
    hearing_id: string | null
    given_to: string
    given_on: Day
    author_id: string
    corrects_id: string | null
    sealed: Buffer
  },
): Promise<void> => {
  const { organisation_id, case_id, statement_id, matter_id, author_id } = head
  await tx.insertInto('statement').values(head).execute()
  await tx
    .insertInto('statement_words')
    .values({ organisation_id, case_id, statement_id, matter_id, author_id, sealed })
    .execute()
}

/** Nothing to whoever the database gives no words. */
export const findWords = (tx: Tx, { organisation_id, case_id }: At, matter_id: string, statement_id: string) =>
  tx
    .selectFrom('statement_words')
    .select('sealed')
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('matter_id', '=', matter_id)
    .where('statement_id', '=', statement_id)
    .executeTakeFirst()

export const findStatement = (tx: Tx, { organisation_id, case_id }: At, matter_id: string, statement_id: string) =>
  tx
    .selectFrom('statement')
    .select(['statement_id', 'author_id'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('matter_id', '=', matter_id)
    .where('statement_id', '=', statement_id)
    .executeTakeFirst()
