// What the public doors may ask about institutions: the role of the door reads no table and may only call these functions.
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import { Day } from '#kit/day.ts'
import { type InstitutionAtDoor, PathwayStep } from './institution.ts'
import { Sector, type ShortCode } from './sector.ts'

const AtDoor = z.object({
  organisation_id: z.string(),
  institution_id: z.string(),
  name: z.string(),
  sector: Sector,
  steps: z.array(PathwayStep),
  agreed_on: Day.nullable(),
})

/** Nothing for a code nobody has; a page must look the same then, but for what it would show of the institution. */
export const findInstitutionByCode = async (tx: Tx, code: ShortCode): Promise<InstitutionAtDoor | undefined> => {
  const { rows } = await sql<InstitutionAtDoor>`
    select organisation_id, institution_id, name, sector, steps, agreed_on::text from guard.institution_by_code(${code})`.execute(
    tx,
  )
  return rows[0] ? AtDoor.parse(rows[0]) : undefined
}

/** Counts one, to an institution of this organisation alone. It tells nothing back, whoever has the code. */
export const countReportOf = async (tx: Tx, organisation_id: string, code: ShortCode): Promise<void> => {
  await sql`select guard.door_count_report(${organisation_id}, ${code})`.execute(tx)
}

/** For the desk: a file was opened from a report that carries this code. */
export const countFileOf = async (tx: Tx, code: ShortCode): Promise<void> => {
  await sql`select guard.count_file_of_report(${code})`.execute(tx)
}
