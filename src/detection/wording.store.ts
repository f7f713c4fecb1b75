// The official sentences an organisation brought in, for instruments of whatever room: no word of any person, so they are
// not sealed.
import type { Tx } from '#kit/database.ts'
import type { Wording } from './wording.ts'

export type WordingOf<I extends string> = Omit<Wording, 'instrument'> & { instrument: I }

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

export const findWording = async <I extends string>(
  tx: Tx,
  organisation_id: string,
  instrument: I,
  language: string,
): Promise<WordingOf<I> | undefined> =>
  (await wordings(tx)
    .select(columns)
    .where('t.organisation_id', '=', organisation_id)
    .where('instrument', '=', instrument)
    .where('t.language', '=', language)
    .executeTakeFirst()) as WordingOf<I> | undefined

export const listWordings = async <I extends string>(
  tx: Tx,
  organisation_id: string,
  instruments: readonly I[],
): Promise<WordingOf<I>[]> =>
  (await wordings(tx)
    .select(columns)
    .where('t.organisation_id', '=', organisation_id)
    .where('instrument', 'in', instruments)
    .orderBy('instrument')
    .orderBy('t.language')
    .execute()) as unknown as WordingOf<I>[]

/** Sentences as they were shown once, whatever was brought in or taken out since. */
export const findWordingOnce = async <I extends string>(
  tx: Tx,
  organisation_id: string,
  { instrument, language, version }: { instrument: I; language: string; version: number },
): Promise<WordingOf<I> | undefined> =>
  (await tx
    .selectFrom('instrument_text_version as t')
    .leftJoin('staff as s', (on) =>
      on.onRef('s.organisation_id', '=', 't.organisation_id').onRef('s.staff_id', '=', 't.confirmed_by'),
    )
    .select(columns)
    .where('t.organisation_id', '=', organisation_id)
    .where('instrument', '=', instrument)
    .where('t.language', '=', language)
    .where('t.version', '=', version)
    .executeTakeFirst()) as WordingOf<I> | undefined

interface NewWording extends Pick<Wording, 'language' | 'instrument_version' | 'source' | 'licence_note'> {
  instrument: string
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

export const removeWording = (tx: Tx, organisation_id: string, instrument: string, language: string) =>
  tx
    .deleteFrom('instrument_text')
    .where('organisation_id', '=', organisation_id)
    .where('instrument', '=', instrument)
    .where('language', '=', language)
    .execute()
