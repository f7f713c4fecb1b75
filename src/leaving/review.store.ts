// Closed files by the day somebody should look at them, and what is left of the erased.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { PageKey } from '#kit/page.ts'
import type { Certificate, ReviewFilter } from './review.ts'

interface ListWish {
  organisation_id: string
  show: ReviewFilter
  today: Day
  after?: PageKey | undefined
  size: number
}
export interface ReviewDbRow {
  case_id: string
  reference: string
  closed_on: Day
  reason: string
  keep_until: Day | null
  review_on: Day
  erase_on: Day
  held: boolean
  asked_by: string | null
}

/** The policies of file and closure narrow this to the reader's reach. */
export const listForReview = async (tx: Tx, { organisation_id, show, today, after, size }: ListWish) => {
  const held = sql`exists (select from legal_hold h where h.organisation_id = c.organisation_id and h.case_id = c.case_id
    and h.lifted_at is null and (h.until_on is null or h.until_on > ${today}::date))`
  const wanted = {
    due: sql`c.erase_on <= ${today}::date and not ${held}`,
    upcoming: sql`c.review_on <= ${today}::date and c.erase_on > ${today}::date and not ${held}`,
    on_hold: held,
    asked: sql`r.request_id is not null`,
    all: sql`true`,
  }[show]
  const { rows } = await sql<ReviewDbRow>`
    select c.case_id, f.reference, c.closed_on, c.reason, c.keep_until, c.review_on, c.erase_on, ${held} as held, r.asked_by
    from closure c
    join case_file f on f.organisation_id = c.organisation_id and f.case_id = c.case_id
    left join erasure_request r on r.organisation_id = c.organisation_id and r.case_id = c.case_id
      and r.stopped_at is null and r.expires_at > guard.clock()
    where c.organisation_id = ${organisation_id} and c.reopened_on is null and ${wanted}
      ${after ? sql`and (c.review_on, c.case_id) > (${after.value}::date, ${after.id}::uuid)` : sql``}
    order by c.review_on, c.case_id limit ${size}`.execute(tx)
  return rows
}

const erasureColumns = sql`e.erasure_id, e.erased_on, e.key_gone_by, e.closed_year, e.closure_reason, e.reason,
  a.name as asked_by, b.name as approved_by`
const withNames = sql`from erasure e
  join staff a on a.organisation_id = e.organisation_id and a.staff_id = e.asked_by
  join staff b on b.organisation_id = e.organisation_id and b.staff_id = e.approved_by`

type ErasureRow = Pick<
  Certificate,
  'erasure_id' | 'erased_on' | 'key_gone_by' | 'closed_year' | 'closure_reason' | 'reason' | 'asked_by' | 'approved_by'
>
export const listErasureRows = async (tx: Tx, organisation_id: string, size: number, after?: PageKey) => {
  const { rows } = await sql<ErasureRow>`
    select ${erasureColumns} ${withNames}
    where e.organisation_id = ${organisation_id}
      ${after ? sql`and (e.erased_on, e.erasure_id) < (${after.value}::date, ${after.id}::uuid)` : sql``}
    order by e.erased_on desc, e.erasure_id desc limit ${size}`.execute(tx)
  return rows
}

export const findCertificate = async (
  tx: Tx,
  organisation_id: string,
  erasure_id: string,
): Promise<Omit<Certificate, 'sha256'> | undefined> => {
  const { rows } = await sql<Omit<Certificate, 'sha256'>>`
    select ${erasureColumns}, o.name as organisation, e.opened_year, e.tables, e.rows_gone, e.keys_gone, e.swept_at,
      j.entry_id as journal_entry_id, j.sequence::int as journal_sequence, encode(j.hash, 'hex') as journal_hash
    ${withNames}
    join organisation o on o.organisation_id = e.organisation_id
    left join lateral guard.erasure_in_journal(e.erasure_id) j on true
    where e.organisation_id = ${organisation_id} and e.erasure_id = ${erasure_id}`.execute(tx)
  return rows[0]
}
