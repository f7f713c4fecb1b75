// What matching asks the database besides the directory and the file: free places, how services answered, who waits.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { CheckedRow } from '#people/exclusion.store.ts'
import type { BarrierRow } from './person-barriers.store.ts'
import type { FreePlaces } from './places.rules.ts'
import type { Answers } from './standing.rules.ts'

export type AnswerRow = Answers & { service_id: string }
export interface ServiceAnswers {
  mark: string
  /** null: as the caller knows them. */
  rows: AnswerRow[] | null
}

/** The reasons to decline: `full`: there was no place; `hers`: they say nothing of the service. */
export interface Declines {
  full: string[]
  hers: string[]
}

export const readServiceAnswers = async (
  tx: Tx,
  known: string | null,
  { full, hers }: Declines,
): Promise<ServiceAnswers> => {
  const { rows } = await sql<{ found: ServiceAnswers | null }>`
    select guard.service_answers(${known}, ${full}, ${hers}) as found`.execute(tx)
  return rows[0]?.found ?? { mark: '', rows: [] }
}

export interface HouseFacts {
  mark: string
  free: FreePlaces[]
  answers: ServiceAnswers
  partners: { organisation_id: string; name: string }[]
}

/** What all questions of a house share, in one question. */
export const readHouseFacts = async (tx: Tx, known: string | null, { full, hers }: Declines): Promise<HouseFacts> => {
  const { rows } = await sql<{ found: (Omit<HouseFacts, 'mark' | 'answers'> & Nullable) | null }>`
    select guard.match_house(${known}, ${full}, ${hers}) as found`.execute(tx)
  const { mark, free, answers, partners } = rows[0]?.found ?? { mark: null, free: [], answers: null, partners: [] }
  return { mark: String(mark ?? 0), free, answers: answers ?? { mark: '', rows: [] }, partners }
}
interface Nullable {
  mark: number | null
  answers: ServiceAnswers | null
}

export interface PersonFacts {
  sealed_card: Buffer
  /** Latest first, in base64. */
  keys: { version: number; wrapped: string }[] | null
  exclusions: CheckedRow[]
  barriers: BarrierRow[]
}
type InBase64<R> = Omit<R, 'sealed'> & { sealed: string }
const unpacked = <R extends { sealed: Buffer }>({ sealed, ...row }: InBase64<R>): R =>
  ({ ...row, sealed: Buffer.from(sealed, 'base64') }) as unknown as R

/** What matching weighs of one person, in one question; nothing for whoever may not open the file. */
export const readPersonFacts = async (tx: Tx, case_id: string): Promise<PersonFacts | undefined> => {
  const { rows } = await sql<{
    found: {
      sealed_card: string
      keys: PersonFacts['keys']
      exclusions: InBase64<CheckedRow>[]
      barriers: InBase64<BarrierRow>[]
    } | null
  }>`select guard.match_person(${case_id}) as found`.execute(tx)
  const found = rows[0]?.found
  if (!found) return undefined
  return {
    sealed_card: Buffer.from(found.sealed_card, 'base64'),
    keys: found.keys,
    exclusions: found.exclusions.map((row) => unpacked<CheckedRow>(row)),
    barriers: found.barriers.map((row) => unpacked<BarrierRow>(row)),
  }
}

export interface WaitingRow {
  organisation_id: string
  case_id: string
  reference: string
  need: string
  urgency: string | null
  status: 'sent' | 'waiting'
  waiting_since: string
}

const mostWaiting = 60

/** Of the files whoever asks may open, each once. */
export const listWaiting = async (tx: Tx, organisation_id: string, service_id: string): Promise<WaitingRow[]> => {
  const { rows } = await sql<WaitingRow>`
    select distinct on (r.case_id) r.organisation_id, r.case_id, f.reference, r.need, r.urgency, r.status,
      to_char(r.sent_at at time zone 'UTC', 'YYYY-MM-DD') as waiting_since
    from referral r join case_file f on f.organisation_id = r.organisation_id and f.case_id = r.case_id
    where r.organisation_id = ${organisation_id} and r.service_id = ${service_id}
      and r.status in ('sent', 'waiting') and r.undone_at is null
    order by r.case_id, r.sent_at
    limit ${mostWaiting}`.execute(tx)
  return rows
}

export const countWaitingElsewhere = async (tx: Tx, service_id: string): Promise<number> => {
  const { rows } = await sql<{ elsewhere: number }>`select guard.waiting_elsewhere(${service_id}) as elsewhere`.execute(
    tx,
  )
  return rows[0]?.elsewhere ?? 0
}
