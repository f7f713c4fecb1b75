// The rows of what she answers by herself, as the desk sees them.
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'

interface NewDoor extends At {
  sitting_id: string
  link_id: string
  section: Section
  sealed_state: Buffer
  zone: string
  left_out: string[]
  line_id: string
  sealed_line: Buffer
}

export const insertDoor = (tx: Tx, row: NewDoor) => tx.insertInto('own_answers').values(row).execute()

/** The one not yet put together with its sitting. */
export const findDoor = async (tx: Tx, { organisation_id, case_id }: At, sitting_id: string) =>
  tx
    .selectFrom('own_answers as o')
    .innerJoin('single_use_link as l', (on) =>
      on.onRef('l.organisation_id', '=', 'o.organisation_id').onRef('l.link_id', '=', 'o.link_id'),
    )
    .select([
      ...(['o.link_id', 'o.state', 'o.step', 'o.home_version', 'o.sealed_home'] as const),
      ...(['l.expires_at', 'l.tries_left', 'l.used_at', 'l.revoked_at', 'l.version as link_version'] as const),
    ])
    .where('o.organisation_id', '=', organisation_id)
    .where('o.case_id', '=', case_id)
    .where('o.sitting_id', '=', sitting_id)
    .where('o.closed_at', 'is', null)
    .executeTakeFirst()
export type DoorRow = NonNullable<Awaited<ReturnType<typeof findDoor>>>

/**
 * From here on nothing more comes in. Only as far as she was when it was read: a step of hers in between undoes the
 * whole request, and nothing of hers is lost.
 */
export const closeDoor = async (
  tx: Tx,
  { organisation_id, case_id }: At,
  { link_id, step }: Pick<DoorRow, 'link_id' | 'step'>,
  now: Moment,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('own_answers')
    .set({ closed_at: now })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('link_id', '=', link_id)
    .where('step', '=', step)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
