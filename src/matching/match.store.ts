// What matching asks the database besides the directory and the file: free places, how services answered, who waits.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { FreePlaces } from './places.rules.ts'
import type { Answers } from './standing.rules.ts'

export const listFreePlaces = async (tx: Tx, organisation_id: string): Promise<FreePlaces[]> => {
  const { rows } = await sql<FreePlaces>`
    select service_id, unit, free, waiting, waited_days from guard.free_places(${organisation_id}) where service_id is not null`.execute(
    tx,
  )
  return rows
}

export type AnswerRow = Answers & { service_id: string }
interface ServiceAnswers {
  mark: string
  /** null: as the caller knows them. */
  rows: AnswerRow[] | null
}

/** `full`: the reasons to decline that say there was no place; `hers`: those that say nothing of the service. */
export const readServiceAnswers = async (
  tx: Tx,
  known: string | null,
  { full, hers }: { full: string[]; hers: string[] },
): Promise<ServiceAnswers> => {
  const { rows } = await sql<{ found: ServiceAnswers | null }>`
    select guard.service_answers(${known}, ${full}, ${hers}) as found`.execute(tx)
  return rows[0]?.found ?? { mark: '', rows: [] }
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
