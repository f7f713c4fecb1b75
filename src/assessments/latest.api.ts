// The latest finished answers of each instrument, read with the form's own version: for every room that starts from them.
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { Vault } from '#vault/vault.store.ts'
import { assessmentPlace, listLatest } from './assessment.store.ts'
import { readKept } from './finish.api.ts'
import type { Answers, InstrumentId, Read } from './instrument.ts'
import { instrumentOf } from './instruments.store.ts'
import { KeptAssessment } from './kept.ts'
import { saidOf } from './walk.rules.ts'

export interface LatestRead {
  instrument: InstrumentId
  version: number
  assessment_id: string
  taken_on: Day
  answers: Answers
  read: Read
}

/** One of each instrument, of the sections opened to whoever asks. */
export const latestReads = async (tx: Tx, vault: Pick<Vault, 'caseKeys'>, file: At): Promise<LatestRead[]> => {
  const [rows, keys] = await Promise.all([listLatest(tx, file), vault.caseKeys(tx, file.organisation_id, file.case_id)])
  return rows.map(({ assessment_id, instrument, instrument_version, taken_on, sealed }) => {
    const kept = openJson(keys.of(sealed), assessmentPlace(file, assessment_id), sealed, KeptAssessment)
    const version = Number(instrument_version)
    const answers = saidOf(kept.answers)
    return {
      ...{ instrument, version, assessment_id, taken_on, answers },
      read: readKept(instrumentOf(instrument, version), kept),
    }
  })
}
