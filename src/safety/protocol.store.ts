// The rows of same-day protocols. What may become of one stands in functions of the guard: nobody writes past them, so no
// sequence of requests closes one with a step unanswered.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { ProtocolHead, ProtocolLine, ProtocolStep, Stands, Told, WhyMine } from './protocol.ts'
import type { Closing } from './protocol-facts.ts'

export const linePlace = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'protocol_line',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

export interface OfficeClock {
  zone: string | null
  country: string
  province: string | null
}
export const findOfficeClock = async (tx: Tx, case_id: string): Promise<OfficeClock | undefined> => {
  const { rows } = await sql<OfficeClock>`select zone, country, province from guard.zone_of_file(${case_id})`.execute(
    tx,
  )
  return rows[0]
}

/** Whoever would be told of it. */
export const listCandidates = async (tx: Tx, case_id: string, section: string) => {
  const { rows } = await sql<{ staff_id: string; name: string }>`
    select staff_id, name from guard.candidates_of_protocol(${case_id}, ${section})`.execute(tx)
  return rows
}

export const begin = async (tx: Tx, case_id: string, asked: unknown, sealed: Buffer) => {
  const { rows } = await sql<{ opened: { protocol_id: string; opened: boolean } | null }>`
    select guard.open_protocol(${case_id}, ${JSON.stringify(asked)}::jsonb, ${sealed}) as opened`.execute(tx)
  return rows[0]?.opened ?? null
}

/** A protocol as the guard shows it to whoever asks. */
export interface ShownProtocol {
  how: Stands
  words: boolean
  sees: boolean
  head: At &
    Pick<
      ProtocolHead,
      | 'protocol_id'
      | 'kind'
      | 'section'
      | 'cause'
      | 'opened_at'
      | 'look_by'
      | 'talk_by'
      | 'taken_by'
      | 'taken_at'
      | 'handed_to'
      | 'close_asked_by'
      | 'closed_at'
      | 'version'
    > & {
      instrument: string | null
      item: string | null
      ref_id: string | null
      facts_version: number
      closing: Closing
      opened_by: string
      closed_by: string | null
    }
  steps: {
    step: string
    state: ProtocolStep['state']
    due_at: string
    answered_by: string | null
    answered_at: string | null
  }[]
  told: Omit<Told, 'name'>[]
  lines: (Pick<ProtocolLine, 'line_id' | 'at' | 'what' | 'step' | 'state'> & {
    by: string
    to: string | null
    sealed: string | null
  })[]
  names: Record<string, string>
  card: string
  keys: { version: number; wrapped: string }[] | null
  works: boolean
}

export const findProtocol = async (tx: Tx, protocol_id: string): Promise<ShownProtocol | undefined> => {
  const { rows } = await sql<{ shown: ShownProtocol | null }>`
    select guard.show_protocol(${protocol_id}) as shown`.execute(tx)
  return rows[0]?.shown ?? undefined
}

export const listMine = async (tx: Tx): Promise<{ protocol_id: string; why: WhyMine }[]> => {
  const { rows } = await sql<{ protocol_id: string; why: WhyMine }>`
    select protocol_id, why from guard.my_protocols()`.execute(tx)
  return rows
}

/** How many stand on the page of the day, and since when the oldest has. */
export const countMine = async (tx: Tx): Promise<{ count: number; oldest_on: Day | null }> => {
  const { rows } = await sql<{ count: number; oldest_on: Day | null }>`
    select count(*)::int as count, (min(opened_at) at time zone 'UTC')::date as oldest_on from guard.my_protocols()`.execute(
    tx,
  )
  return rows[0]!
}

export const listToOversee = async (tx: Tx): Promise<string[]> => {
  const { rows } = await sql<{ protocol_id: string }>`select protocol_id from guard.protocols_to_oversee()`.execute(tx)
  return rows.map(({ protocol_id }) => protocol_id)
}

/** Those of a file whose section is open to whoever asks, and those they were told of, have or opened. */
export const listOfFile = async (tx: Tx, case_id: string): Promise<string[]> => {
  const { rows } = await sql<{ protocol_id: string }>`
    select protocol_id from guard.protocols_of_file(${case_id})`.execute(tx)
  return rows.map(({ protocol_id }) => protocol_id)
}

export type Said =
  | 'done'
  | 'not_found'
  | 'closed'
  | 'stale'
  | 'not_taken'
  | 'nobody'
  | 'no_step'
  | 'steps_open'
  | 'not_asked'
  | 'own'
  | 'asked'
  | 'refused'
  | 'closed_now'

const said = async (tx: Tx, call: ReturnType<typeof sql>): Promise<Said> => {
  const { rows } = await sql<{ said: Said }>`select ${call} as said`.execute(tx)
  return rows[0]!.said
}

interface Act {
  protocol_id: string
  version: number
  line_id: string
}
export const take = (tx: Tx, { protocol_id, version, line_id }: Act, sealed: Buffer, hours: number) =>
  said(tx, sql`guard.take_protocol(${protocol_id}, ${version}, ${line_id}, ${sealed}, ${hours})`)

export const handOn = (tx: Tx, { protocol_id, version, line_id }: Act, to: string, sealed: Buffer) =>
  said(tx, sql`guard.hand_on_protocol(${protocol_id}, ${version}, ${to}, ${line_id}, ${sealed})`)

export const answerStep = (
  tx: Tx,
  { protocol_id, version, line_id }: Act,
  step: string,
  state: string,
  sealed: Buffer,
) => said(tx, sql`guard.answer_protocol_step(${protocol_id}, ${version}, ${step}, ${state}, ${line_id}, ${sealed})`)

export const addNote = (tx: Tx, protocol_id: string, line_id: string, sealed: Buffer) =>
  said(tx, sql`guard.note_on_protocol(${protocol_id}, ${line_id}, ${sealed})`)

export const close = (tx: Tx, { protocol_id, version, line_id }: Act, answer: string, sealed: Buffer) =>
  said(tx, sql`guard.close_protocol(${protocol_id}, ${version}, ${answer}, ${line_id}, ${sealed})`)
