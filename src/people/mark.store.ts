// The blind marks of a file: written by whoever opens or changes it, read by the guard's duplicate question alone.
import type { Tx } from '#kit/database.ts'

export interface Mark {
  scheme: number
  match: Buffer
}

export const insertMarks = async (tx: Tx, organisation_id: string, case_id: string, marks: Mark[]): Promise<void> => {
  if (marks.length === 0) return
  await tx
    .insertInto('blind_match')
    .values(marks.map((mark) => ({ organisation_id, case_id, ...mark })))
    .onConflict((on) => on.doNothing())
    .execute()
}
