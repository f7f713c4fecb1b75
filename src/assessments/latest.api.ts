// The latest finished answers of each instrument, read with the form's own version: for every room that starts from them.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { Answers, InstrumentId, Read } from './instrument.ts'

export interface LatestRead {
  instrument: InstrumentId
  version: number
  assessment_id: string
  taken_on: Day
  answers: Answers
  read: Read
}

/** One of each instrument, of the sections opened to whoever asks. */
export const latestReads = async (_tx: Tx, _vault: Vault, _file: At): Promise<LatestRead[]> => []
