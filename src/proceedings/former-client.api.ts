// A lawyer declares whom they stood for before, so that checks from then on are held against those names too.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { blindMarks } from '#people/mark.api.ts'
import { marksToKeep } from '#people/name-mark.rules.ts'
import * as model from './conflict.ts'
import * as store from './former-client.store.ts'

export const listFormerClients = answer(model.listFormerClients)(async ({ tx, vault, actor, today }) => ({
  clients: await store.listFormerClients(tx, vault, actor),
  today,
}))

export const declareFormerClient = answer(model.declareFormerClient)(async ({ input, tx, vault, actor, note }) => {
  const { client_id, name, birth_year, until_year } = input
  note({ subject_id: client_id })
  const marks = await blindMarks({ tx, vault }, actor.organisation_id, marksToKeep(name, birth_year))
  const distinct = new Map(marks.map(({ match }) => [match.toString('hex'), match]))
  const client = { client_id, name, until_year }
  if (!(await store.insertFormerClient(tx, actor, client, [...distinct.values()])))
    throw new Problem('conflict', 'stale')
  return { client_id }
})

export const dropFormerClient = answer(model.dropFormerClient)(async ({ input, tx, actor, note }) => {
  note({ subject_id: input.client_id })
  if (!(await store.deleteFormerClient(tx, actor, input.client_id)))
    throw new Problem('not_found', 'proceedings.no_such_row')
  return { client_id: input.client_id }
})
