// Who can open a file today, and why.
import { Matrix } from '#access/access.ts'
import { answer } from '#gate/answer.ts'
import { accessOf } from './access-page.rules.ts'
import * as store from './access-page.store.ts'
import * as model from './access-page.ts'

export const readAccess = answer(model.readAccess)(async ({ tx, facts, file }) => {
  const [rows, colleagues] = await Promise.all([
    store.listAccess(tx, file),
    store.listActiveStaff(tx, file.organisation_id),
  ])
  return { access: accessOf(Matrix.parse(facts.access), file, rows, colleagues) }
})
