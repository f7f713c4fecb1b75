// Breaking the glass, telling colleagues through their list, and reviewing it.
import { z } from 'zod'
import { answer } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as store from './break-glass.store.ts'
import * as model from './break-glass.ts'
import { readReference } from './reference.rules.ts'

const Sealed = z.object({ words: z.string() })
const place = (organisation_id: string, case_id: string, row: string) => ({
  table: 'break_glass',
  column: 'sealed_reason',
  row,
  case_id,
  organisation_id,
})

export const breakGlass = answer(model.breakGlass)(async ({ input, tx, vault, file, note }) => {
  const { case_id, organisation_id } = file
  const { break_glass_id, reason, words } = input
  const opening = await store.openByBreaking(tx, { case_id, break_glass_id, reason, entry_id: newId() })
  if (opening.outcome === 'not_found') throw new Problem('not_found', 'case.not_found')
  if (opening.outcome === 'second_factor_needed') throw new Problem('refused', 'access.second_factor_needed')
  if (opening.outcome === 'review_first') throw new Problem('refused', 'break_glass.review_first')
  if (opening.outcome === 'already_open') {
    throw new Problem('conflict', 'break_glass.already_open', { current: { until_at: opening.until_at } })
  }
  note({ subject_id: break_glass_id, reason })
  if (words) {
    // Only now does the file's key show itself.
    const key = await vault.caseKey(tx, organisation_id, case_id)
    await store.keepReason(
      tx,
      break_glass_id,
      sealJson(key, place(organisation_id, case_id, break_glass_id), { words }),
    )
  }
  return { break_glass_id, until_at: opening.until_at! }
})

export const findByReference = answer(model.findByReference)(async ({ input, tx, note }) => {
  const { reference, reason } = input
  const file = await store.findFileOfReference(tx, readReference(reference))
  // Looking in vain stands in the journal as well: that is how guessing shows.
  note({ reason, ...(file && { case_id: file.case_id }) })
  return file ?? { case_id: null, is_open: false }
})

export const listBrokenGlass = answer(model.listBrokenGlass)(async ({ tx, vault, actor }) => {
  const rows = await store.listBroken(tx)
  const wordsOf = async ({ organisation_id, case_id, break_glass_id, sealed_reason, reference }: store.BrokenRow) => {
    // Whoever may not open the file reads the reason's code, not its words.
    if (!sealed_reason || reference === null) return null
    const keys = await vault.caseKeys(tx, organisation_id, case_id)
    const at = place(organisation_id, case_id, break_glass_id)
    return openJson(keys.of(sealed_reason), at, sealed_reason, Sealed).words
  }
  const broken = await Promise.all(
    rows.map(async (row) => {
      const { organisation_id: _, sealed_reason: __, ...shown } = row
      return { ...shown, words: await wordsOf(row), own: row.staff_id === actor.staff_id }
    }),
  )
  return { broken }
})

export const reviewBreakGlass = answer(model.reviewBreakGlass)(async ({ input, tx, note }) => {
  const { break_glass_id, verdict } = input
  const [case_id, outcome] = await Promise.all([
    store.findCaseOfBroken(tx, break_glass_id),
    store.review(tx, break_glass_id, verdict),
  ])
  if (!case_id || outcome === 'not_found') throw new Problem('not_found', 'break_glass.not_found')
  if (outcome === 'own') throw new Problem('refused', 'break_glass.own')
  if (outcome === 'reviewed') throw new Problem('conflict', 'break_glass.reviewed')
  note({ subject_id: break_glass_id, case_id, reason: verdict })
  return { break_glass_id }
})

export const breakGlassAnswers = [breakGlass, findByReference, listBrokenGlass, reviewBreakGlass]
