// The rows of guided checklists, and the checklists themselves from data/non-punishment/guides.
import es from '#data/non-punishment/guides/es.json' with { type: 'json' }
import it from '#data/non-punishment/guides/it.json' with { type: 'json' }
import uk from '#data/non-punishment/guides/uk.json' with { type: 'json' }
import us from '#data/non-punishment/guides/us.json' with { type: 'json' }
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'
import { GuideFile } from './guide.ts'

/** A step without its source stops the house when it starts. */
export const guideFiles: readonly GuideFile[] = [es, uk, us, it].map((file) => GuideFile.parse(file))

export const listGuidedRows = (tx: Tx, { organisation_id, case_id }: At) =>
  tx
    .selectFrom('guided_steps')
    .select(['guided_id', 'proceeding_id', 'guide', 'status', 'changed_at', 'sealed', 'version'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .orderBy('changed_at', 'desc')
    .orderBy('guided_id')
    .limit(200)
    .execute()

interface GuidedSaid {
  proceeding_id: string
  guide: string
  status: string
  sealed: Buffer
}

export const insertGuided = async (tx: Tx, row: At & { guided_id: string } & GuidedSaid): Promise<boolean> => {
  const done = await tx
    .insertInto('guided_steps')
    .values(row)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const changeGuided = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  guided_id: string,
  version: number,
  { status, sealed }: Pick<GuidedSaid, 'status' | 'sealed'>,
  changed_at: string,
): Promise<boolean> => {
  const done = await tx
    .updateTable('guided_steps')
    .set({ status, sealed, changed_at, version: version + 1 })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('guided_id', '=', guided_id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
