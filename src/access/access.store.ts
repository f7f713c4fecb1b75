// The matrix as the database holds it, and what the database knows of whoever asks.
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from '#kit/database.ts'
import { type Actor, Matrix, type Subject } from './access.ts'

/** Reads and checks data/access/matrix.json. */
export const loadMatrix = (): Matrix =>
  Matrix.parse(JSON.parse(readFileSync(new URL('../../data/access/matrix.json', import.meta.url), 'utf8')))

/** Writes the matrix into the database, as its owner, replacing what was published before. */
export const publishMatrix = async (owner: pg.ClientBase, matrix: Matrix): Promise<void> => {
  const rows = Object.entries(matrix.actions).flatMap(([action, byRole]) =>
    Object.entries(byRole).map(([role, rule]) => ({ action, role, reach: rule.reach, sections: rule.sections ?? [] })),
  )
  await owner.query('begin')
  try {
    await owner.query('delete from access_rule')
    await owner.query(
      `insert into access_rule (action, role, reach, sections)
       select action, role, reach, array(select jsonb_array_elements_text(sections))
       from jsonb_to_recordset($1) as r(action text, role text, reach text, sections jsonb)`,
      [JSON.stringify(rows)],
    )
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** What the guard answered when the transaction began: who asks, and what a decision needs to know of the file. */
export interface Entered {
  actor: Actor
  /** Null for a file that does not exist or must look so. */
  subject: Subject | null
}
export const readEntered = (entered: unknown): Entered | null => entered as Entered | null

/** Enters with a session that began within this transaction, and answers whose it is. */
export const findActor = async (tx: Tx): Promise<Actor | undefined> => {
  const { rows } = await sql<{ entered: Entered | null }>`
    select guard.enter(current_setting('amparo.token', true), null) as entered`.execute(tx)
  return rows[0]?.entered?.actor
}
