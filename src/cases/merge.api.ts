// Bringing two files of one person together, and taking them apart again.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { Card } from '#people/card.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { openJson, openText, sealText } from '#vault/envelope.ts'
import { cardPlace } from './card.store.ts'
import { findCase, updateCase } from './case.store.ts'
import { keptUntil } from './kept-until.api.ts'
import * as store from './merge.store.ts'
import * as model from './merge.ts'
import { listSealedCards } from './search.store.ts'

const wordsPlace = (organisation_id: string, case_id: string, merge_id: string) => ({
  table: 'file_merge',
  column: 'sealed_words',
  row: merge_id,
  case_id,
  organisation_id,
})

/** What the other files are called, of those that are open to this reader. */
const openOthers = async ({ tx, vault }: AskedOnFile<unknown>, case_ids: string[]) => {
  const rows = await listSealedCards(tx, case_ids)
  return new Map(
    await Promise.all(
      rows.map(async ({ organisation_id, case_id, reference, sealed_card, keys }) => {
        const ring = await vault.openCaseKeys(tx, { organisation_id, case_id }, keys)
        const { alias } = openJson(ring.of(sealed_card), cardPlace(organisation_id, case_id), sealed_card, Card)
        return [case_id, { alias, reference }] as const
      }),
    ),
  )
}

export const readMerges = answer(model.readMerges)(async (asked) => {
  const { tx, vault, file, may } = asked
  const { organisation_id, case_id } = file
  const rows = await store.listMerges(tx, file)
  const mayMerge = may('case.merge').allowed
  if (rows.length === 0) return { merges: [], may: mayMerge }
  const closed = rows.filter(({ part }) => part === 'kept').map((row) => row.other_case_id)
  const [keys, others, steps] = await Promise.all([
    vault.caseKeys(tx, organisation_id, case_id),
    openOthers(
      asked,
      rows.map((row) => row.other_case_id),
    ),
    closed.length > 0 ? store.listOpenSteps(tx, organisation_id, closed) : [],
  ])
  const merges = rows.map(({ sealed_words, ...row }): model.Merge => {
    const place = wordsPlace(organisation_id, case_id, row.merge_id)
    return {
      ...row,
      other: others.get(row.other_case_id) ?? null,
      words: openText(keys.of(sealed_words), place, sealed_words),
      open_steps: steps.filter((each) => each.case_id === row.other_case_id).map(({ due_on }) => ({ due_on })),
    }
  })
  return { merges, may: mayMerge }
})

export const mergeFiles = answer(model.mergeFiles)(async ({ input, tx, vault, file, actor, facts, today, note }) => {
  const { organisation_id, case_id } = file
  const { merge_id, merged_case_id, merged_version, reason } = input
  note({ subject_id: merged_case_id, reason })
  if (merged_case_id === case_id) throw new Problem('invalid', 'case.merge_itself')
  const [kept, merged] = await Promise.all([findCase(tx, case_id), findCase(tx, merged_case_id)])
  if (!kept || merged?.organisation_id !== organisation_id) throw new Problem('not_found', 'case.not_found')
  // A day the law sets would be lost with the file it was counted in.
  const open = merged.status === 'open' ? await store.countOpenDeadlines(tx, merged_case_id) : 0
  if (open > 0) throw new Problem('conflict', 'case.merged_has_deadlines', { open })
  const half = async (row: typeof kept, part: 'kept' | 'merged', other_case_id: string): Promise<store.NewMerge> => ({
    organisation_id,
    case_id: row.case_id,
    merge_id,
    part,
    other_case_id,
    reason,
    // In each file under that file's own key: erasing one says nothing of the other.
    sealed_words: sealText(
      await vault.caseKey(tx, organisation_id, row.case_id),
      wordsPlace(organisation_id, row.case_id, merge_id),
      input.words,
    ),
    before_status: row.status,
    before_closed_on: row.closed_on,
    merged_by: actor.staff_id,
  })
  await store.insertMerge(tx, [await half(kept, 'kept', merged_case_id), await half(merged, 'merged', case_id)])
  const closed_on = merged.closed_on ?? today
  if (!(await updateCase(tx, merged_case_id, merged_version, { status: 'closed', closed_on })))
    throw new Problem('conflict', 'stale', { current: { version: merged.version } })
  // One that was closed before stays closed for the reason it was closed for.
  if (merged.status === 'open') {
    const of_merged = { organisation_id, case_id: merged_case_id }
    const [{ keep_until, review_on, erase_on }, steps] = await Promise.all([
      keptUntil({ tx, vault, facts, file: of_merged }, closed_on),
      store.listOpenSteps(tx, organisation_id, [merged_case_id]),
    ])
    await store.closeAsDuplicate(tx, {
      ...of_merged,
      closure_id: newId(),
      closed_on,
      closed_by: actor.staff_id,
      keep_until,
      review_on,
      erase_on,
      left_open: steps.length,
    })
  }
  const at = { organisation_id, actor_id: actor.staff_id, codes: { reason } }
  await Promise.all([
    addToTimeline(tx, { ...at, case_id, kind: 'file_kept', ref_id: merged_case_id }),
    addToTimeline(tx, { ...at, case_id: merged_case_id, kind: 'file_merged', ref_id: case_id }),
  ])
  return { merge_id, merged_version: merged_version + 1 }
})

export const undoMerge = answer(model.undoMerge)(async ({ input, tx, file, actor, today, note }) => {
  const { organisation_id, case_id } = file
  const { merge_id, reason } = input
  note({ subject_id: merge_id, reason })
  const found = await store.findMerge(tx, file, merge_id)
  if (!found) throw new Problem('not_found', 'case.merge_not_found')
  const merged_case_id = found.part === 'merged' ? case_id : found.other_case_id
  const before = await store.endMerge(tx, organisation_id, merge_id, merged_case_id, actor.staff_id)
  const merged = await findCase(tx, merged_case_id)
  if (!before || !merged) throw new Problem('not_found', 'case.merge_not_found')
  const { before_status: status, before_closed_on: closed_on } = before
  if (!(await updateCase(tx, merged_case_id, merged.version, { status, closed_on })))
    throw new Problem('conflict', 'stale', { current: { version: merged.version } })
  if (status === 'open')
    await store.reopenDuplicate(tx, { organisation_id, case_id: merged_case_id }, today, actor.staff_id)
  const at = { organisation_id, actor_id: actor.staff_id, kind: 'merge_undone' as const, codes: { reason } }
  await Promise.all([
    addToTimeline(tx, { ...at, case_id, ref_id: found.other_case_id }),
    addToTimeline(tx, { ...at, case_id: found.other_case_id, ref_id: case_id }),
  ])
  return { merge_id }
})
