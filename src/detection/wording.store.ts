// The official sentences an organisation brought in: no word of any person, so they are not sealed.
import type { Tx } from '#kit/database.ts'
import type { InstrumentId } from './screening.ts'
import type { Wording } from './wording.ts'

const wordings = (tx: Tx) =>
  tx
    .selectFrom('instrument_text as t')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 't.organisation_id').onRef('s.staff_id', '=', 't.confirmed_by'),
    )
const columns = [
  ...(['instrument', 't.language', 'instrument_version', 'sentences', 'source'] as const),
  ...(['licence_note', 'confirmed_by', 'confirmed_at', 't.version', 's.name as confirmed_name'] as const),
] as const

export const findWording = async (
  tx: Tx,
  organisation_id: string,
  instrument: InstrumentId,
  language: string,
): Promise<Wording | undefined> =>
  (await wordings(tx)
    .select(columns)
    .where('t.organisation_id', '=', organisation_id)
    .where('instrument', '=', instrument)
    .where('t.language', '=', language)
    .executeTakeFirst()) as Wording | undefined

export const listWordings = async (tx: Tx, organisation_id: string): Promise<Wording[]> =>
  (await wordings(tx)
    .select(columns)
    .where('t.organisation_id', '=', organisation_id)
    .orderBy('instrument')
    .orderBy('t.language')
    .execute()) as unknown as Wording[]

interface NewWording
  extends Pick<Wording, 'instrument' | 'language' | 'instrument_version' | 'source' | 'licence_note'> {
  organisation_id: string
  confirmed_by: string
  sentences: Record<string, string>
}

/** The new version, or nothing when somebody was faster. */
export const keepWording = async (tx: Tx, row: NewWording, version: number): Promise<number | undefined> => {
  const sentences = JSON.stringify(row.sentences)
  if (version === 0) {
    const made = await tx
      .insertInto('instrument_text')
      .values({ ...row, sentences })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    return made?.version
  }
  const { organisation_id, instrument, language, ...change } = row
  const changed = await tx
    .updateTable('instrument_text')
    .set((of) => ({ ...change, sentences, confirmed_at: of.fn<string>('guard.clock'), version: version + 1 }))
    .where('organisation_id', '=', organisation_id)
    .where('instrument', '=', instrument)
    .where('language', '=', language)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return changed?.version
}

export const removeWording = (tx: Tx, organisation_id: string, instrument: InstrumentId, language: string) =>
  tx
    .deleteFrom('instrument_text')
    .where('organisation_id', '=', organisation_id)
    .where('instrument', '=', instrument)
    .where('language', '=', language)
    .execute()
