// Every assignment asks here before it is written, in its own transaction: `await refuseExcluded(asked, { kind, key, … })`.
// What the person must not meet refuses it, unless a second colleague approved this one assignment.
import type { AskedOnFile } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { type At, addToTimeline } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { excludes, type LiveExclusion } from './exclusion.rules.ts'
import * as store from './exclusion.store.ts'
import { type Assignment, ExclusionDetails } from './exclusion.ts'

type OnFile = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'actor' | 'today' | 'note'> & { file: At }

/** What an assignment of this file is held against; for lists that say beforehand what would be refused. */
export const openExclusions = async ({
  tx,
  vault,
  file,
}: Pick<OnFile, 'tx' | 'vault' | 'file'>): Promise<LiveExclusion[]> => {
  const rows = await store.listToCheck(tx, file.case_id)
  if (rows.length === 0) return []
  return openedExclusions(file, await vault.caseKeys(tx, file.organisation_id, file.case_id), rows)
}

/** The same of rows that came along with another question. */
export const openedExclusions = (file: At, keys: CaseKeyRing, rows: store.CheckedRow[]): LiveExclusion[] =>
  rows.map(({ exclusion_id, since_on, until_on, sealed }) => {
    const place = store.exclusionPlace(file, exclusion_id)
    return { exclusion_id, since_on, until_on, what: openJson(keys.of(sealed), place, sealed, ExclusionDetails).what }
  })

/** An assignment is kept as a keyed mark, so that the table does not say who was kept from whom. */
export const markOf = ({ vault, file }: Pick<OnFile, 'vault' | 'file'>, key: string): Buffer =>
  vault.fingerprint(Buffer.from(`exclusion_override\0${file.case_id}\0${key}`))

/** Whether a second colleague let this assignment pass and it was not used yet: for screens that ask beforehand. */
export const isLetPass = ({ tx, vault, file }: Pick<OnFile, 'tx' | 'vault' | 'file'>, key: string): Promise<boolean> =>
  store.findOverride(tx, file, markOf({ vault, file }, key))

export const refuseExcluded = async (asked: OnFile, assignment: Assignment): Promise<void> => {
  const { tx, file, actor, today, note } = asked
  // From here to the end of this transaction no exclusion is added unseen.
  await store.holdExclusions(tx, file.case_id)
  const { excluded, because } = excludes(await openExclusions(asked), assignment, today)
  if (!excluded) return
  const override_id = await store.spendOverride(tx, file, markOf(asked, assignment.key))
  if (!override_id) throw new Problem('refused', 'exclusion.excluded', { because })
  note({ reason: 'exclusion_override' })
  await addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind: 'override_used',
    section: 'safety',
    ref_id: override_id,
  })
}
