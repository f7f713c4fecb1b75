// The rows of sittings; what was said in them leaves here sealed.
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Place } from '#vault/envelope.ts'
import type { InstrumentId } from './instrument.ts'
import type { SittingState } from './sitting.ts'

export const sittingPlace = ({ organisation_id, case_id }: At, sitting_id: string): Place => ({
  table: 'sitting',
  column: 'sealed',
  row: sitting_id,
  case_id,
  organisation_id,
})

interface NewSitting extends At {
  sitting_id: string
  instrument: InstrumentId
  instrument_version: number
  section: Section
  taken_on: Day
  begun_by: string
  sealed: Buffer
}

/** False when the same one is open already, or this id is taken. */
export const insertSitting = async (tx: Tx, row: NewSitting): Promise<boolean> => {
  const made = await tx
    .insertInto('sitting')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export interface SittingRow extends Omit<NewSitting, 'organisation_id' | 'case_id'> {
  state: SittingState
  begun_at: string
  version: number
}

const columns = [
  ...(['sitting_id', 'instrument', 'instrument_version', 'section', 'state'] as const),
  ...(['taken_on', 'begun_by', 'begun_at', 'version', 'sealed'] as const),
] as const

const sittings = (tx: Tx, { organisation_id, case_id }: At) =>
  tx.selectFrom('sitting').select(columns).where('organisation_id', '=', organisation_id).where('case_id', '=', case_id)

export const findSitting = async (tx: Tx, at: At, sitting_id: string): Promise<SittingRow | undefined> =>
  (await sittings(tx, at).where('sitting_id', '=', sitting_id).executeTakeFirst()) as SittingRow | undefined

export const findOpenSitting = async (tx: Tx, at: At, instrument: InstrumentId): Promise<SittingRow | undefined> =>
  (await sittings(tx, at).where('instrument', '=', instrument).where('state', '=', 'open').executeTakeFirst()) as
    | SittingRow
    | undefined

/** Latest first; a file has a handful at a time. */
export const listSittings = async (tx: Tx, at: At, states: SittingState[], size = 100): Promise<SittingRow[]> =>
  (await sittings(tx, at)
    .where('state', 'in', states)
    .orderBy('taken_on', 'desc')
    .orderBy('begun_at', 'desc')
    .orderBy('sitting_id')
    .limit(size)
    .execute()) as SittingRow[]

export const listInstrumentsOfDay = async (tx: Tx, at: At, day: Day): Promise<InstrumentId[]> =>
  (await sittings(tx, at).where('taken_on', '=', day).execute()).map(({ instrument }) => instrument as InstrumentId)

interface Change {
  state?: SittingState
  taken_on?: Day
  sealed: Buffer
}

/** False when somebody was faster, or it is over. */
export const changeSitting = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  { sitting_id, version }: { sitting_id: string; version: number },
  change: Change,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('sitting')
    .set({ ...change, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('sitting_id', '=', sitting_id)
    .where('state', '=', 'open')
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
