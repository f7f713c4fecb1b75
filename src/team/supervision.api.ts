// Supervisor and worker write to each other about the work with a file.
import { z } from 'zod'
import { answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as store from './supervision.store.ts'
import * as model from './supervision.ts'
import { findColleague } from './team.store.ts'

const Sealed = z.object({ text: z.string() })
const place = (organisation_id: string, case_id: string, row: string) => ({
  table: 'supervision_note',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})
const pageSize = 20

export const readSupervision = answer(model.readSupervision)(async ({ input, tx, vault, file }) => {
  const { case_id, organisation_id } = file
  const [keys, listed] = await Promise.all([
    vault.caseKeys(tx, organisation_id, case_id),
    store.listSupervision(tx, file, pageSize + 1, readPageKey(input.after)),
  ])
  const { rows, next } = cutPage(listed, pageSize, (row) => ({ value: row.written_at, id: row.note_id }))
  const notes = rows.map(({ sealed, ...row }) => ({
    ...row,
    text: openJson(keys.of(sealed), place(organisation_id, case_id, row.note_id), sealed, Sealed).text,
  }))
  return { notes, next }
})

/** Whoever answers for the office supervises; between two who both do, the one who does not stand on the file. */
const supervises = (roles: readonly string[]): boolean => roles.includes('coordinator') || roles.includes('director')

export const writeSupervision = answer(model.writeSupervision)(async ({ input, tx, vault, file, actor, note }) => {
  const { case_id, organisation_id } = file
  const { note_id, with_id, text } = input
  note({ subject_id: with_id })
  const other = await findColleague(tx, organisation_id, with_id)
  if (!other || with_id === actor.staff_id) throw new Problem('not_found', 'team.colleague_not_found')
  const onFile = file.live.some(({ kind }) => kind === 'team')
  const iSupervise = supervises(actor.roles) && !(onFile && supervises(other.roles))
  const [supervisor_id, worker_id] = iSupervise ? [actor.staff_id, with_id] : [with_id, actor.staff_id]
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, place(organisation_id, case_id, note_id), { text })
  await store.insertSupervision(tx, {
    organisation_id,
    case_id,
    note_id,
    supervisor_id,
    worker_id,
    author_id: actor.staff_id,
    sealed,
  })
  return { note_id }
})
