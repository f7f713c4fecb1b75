// The review list, the list of what was erased, and the certificate.
import { createHash } from 'node:crypto'
import { stateOf } from '#cases/retention.rules.ts'
import { answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import type { ClosureReason } from './leaving.ts'
import * as store from './review.store.ts'
import * as model from './review.ts'

const pageSize = 25

export const listRetention = answer(model.listRetention)(async ({ input, tx, actor, today }) => {
  const { organisation_id } = actor
  const after = readPageKey(input.after)
  const listed = await store.listForReview(tx, { organisation_id, show: input.show, today, after, size: pageSize + 1 })
  const { rows, next } = cutPage(listed, pageSize, (row) => ({ value: row.review_on, id: row.case_id }))
  return {
    rows: rows.map(({ held, ...row }) => ({
      ...row,
      reason: row.reason as ClosureReason,
      state: stateOf({ ...row, status: 'closed', held }, today),
    })),
    next,
  }
})

export const listErasures = answer(model.listErasures)(async ({ input, tx, actor }) => {
  const listed = await store.listErasureRows(tx, actor.organisation_id, pageSize + 1, readPageKey(input.after))
  const { rows, next } = cutPage(listed, pageSize, (row) => ({ value: row.erased_on, id: row.erasure_id }))
  return { erasures: rows, next }
})

export const readCertificate = answer(model.readCertificate)(async ({ input, tx, actor }) => {
  const found = await store.findCertificate(tx, actor.organisation_id, input.erasure_id)
  if (!found) throw new Problem('not_found', 'leaving.not_found')
  // The fields in the order of the schema, so that whoever holds the paper can count the hash again.
  // What comes later (its link in the journal, the sweeping up) is not under it: the sum on a paper stays right.
  const { sha256: _, swept_at: __, journal_sequence: ___, journal_hash: ____, ...fields } = model.Certificate.shape
  const text = JSON.stringify(Object.keys(fields).map((name) => [name, found[name as keyof typeof found] ?? null]))
  return { ...found, sha256: createHash('sha256').update(text).digest('hex') }
})
