// Reading who asked for a training, and writing down how it stands.

import { z } from 'zod'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { openerOf, sealerTo } from '#institutions/institution.store.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import * as store from './request.store.ts'
import * as model from './request.ts'

const Note = z.object({ note: z.string() })
const pageSize = 30

const opened = async ({ tx, vault, actor }: AskedByStaff<unknown>, rows: store.RequestRow[]) => {
  const open = openerOf(tx, vault, actor.organisation_id)
  const requests: model.TrainingRequest[] = []
  for (const { intake_version, sealed, note_version, sealed_note, ...plain } of rows) {
    const place = store.placeOf
    const contact = await open(model.RequestContact, place.contact(plain.request_id), { intake_version, sealed })
    const noted =
      sealed_note && note_version !== null
        ? await open(Note, place.note(plain.request_id), { intake_version: note_version, sealed: sealed_note })
        : { note: '' }
    requests.push(model.TrainingRequest.parse({ ...plain, contact, ...noted }))
  }
  return requests
}

export const listRequests = answer(model.listRequests)(async (asked) => {
  const { input, tx, actor } = asked
  const { organisation_id } = actor
  const wanted = { organisation_id, status: input.status, after: readPageKey(input.after) }
  const rows = await store.listRequestRows(tx, wanted, pageSize + 1)
  const page = cutPage(rows, pageSize, ({ received_at, request_id }) => ({ value: received_at, id: request_id }))
  return { requests: await opened(asked, page.rows), next: page.next }
})

export const readRequest = answer(model.readRequest)(async (asked) => {
  const { input, tx, actor, note: tell } = asked
  const rows = await store.listRequestRows(tx, { ...input, organisation_id: actor.organisation_id }, 1)
  const [request] = await opened(asked, rows)
  if (!request) throw new Problem('not_found', 'prevention.request_not_found')
  tell({ subject_id: request.request_id })
  return request
})

export const keepRequest = answer(model.keepRequest)(async ({ input, tx, actor, note: tell }) => {
  const { request_id, version, status, institution_id, note } = input
  const { organisation_id } = actor
  tell({ subject_id: request_id, reason: status })
  const [row] = await store.listRequestRows(tx, { organisation_id, request_id }, 1)
  if (!row) throw new Problem('not_found', 'prevention.request_not_found')
  const seal = await sealerTo(tx, organisation_id)
  const { intake_version: note_version, sealed: sealed_note } = seal(store.placeOf.note(request_id), { note })
  const change = { status, institution_id, note_version, sealed_note }
  if (!(await store.changeRequest(tx, { organisation_id, request_id, version }, change)))
    throw new Problem('conflict', 'stale')
  return { request_id, version: version + 1 }
})
