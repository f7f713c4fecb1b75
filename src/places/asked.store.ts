// Asking for a place in another house, and answering whoever asked; all of it through the guard, which locks the unit first.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import type { AskedPlace } from './asked.ts'
import type { Took } from './stay.store.ts'

export const holdTheirs = async (
  tx: Tx,
  hold_id: string,
  unit_id: string,
  hours: number,
  case_id: string,
): Promise<Took> =>
  (
    await sql<{ said: Took }>`
      select guard.ask_for_place(${hold_id}, ${unit_id}, ${hours}::int, ${case_id}, ${newId()}) as said`.execute(tx)
  ).rows[0]!.said

const told = async (tx: Tx, query: ReturnType<typeof sql<{ said: string }>>): Promise<string> =>
  (await query.execute(tx)).rows[0]!.said

export const waitTheirs = (tx: Tx, waiting_id: string, unit_id: string, case_id: string, urgency: string) =>
  told(tx, sql`select guard.ask_to_wait(${waiting_id}, ${unit_id}, ${case_id}, ${urgency}, ${newId()}) as said`)

export const letGo = (tx: Tx, ref_id: string, version: number) =>
  told(tx, sql`select guard.let_go_asked(${ref_id}, ${version}, ${newId()}) as said`)

export const answerAsked = (tx: Tx, ref_id: string, version: number, yes: boolean, why: string | null) =>
  told(tx, sql`select guard.answer_asked(${ref_id}, ${version}, ${yes}, ${why}, ${newId()}) as said`)

export const listAsked = async (tx: Tx, case_id: string): Promise<AskedPlace[]> =>
  (
    await sql<AskedPlace>`
      select ref_id, what, unit_id, unit_name, house_name, asked_at, until_at, urgency, confirmed_at, ended_at, ended_how, released_why, version
      from guard.asked_places(${case_id})`.execute(tx)
  ).rows
