// What the desk asks about the days of a report: until when it lives, what ends soon, what is unread, whose proof it is.
import { answer } from '#gate/answer.ts'
import { findLifeRow, findProof, listEndingRows, listUnreadRows, readNoticeDays } from './lifetime.store.ts'
import { checkProof, listReportEndings, listUnread, readReportLife } from './lifetime.ts'

const shown = 100

const check = answer(checkProof)(async ({ input, tx }) => {
  const received_on = await findProof(tx, input.fingerprint)
  return { ours: received_on !== null, received_on }
})

const life = answer(readReportLife)(async ({ input, tx, actor, note }) => {
  note({ subject_id: input.report_id })
  const { case_id, fingerprint, ...row } = await findLifeRow(tx, actor.organisation_id, input.report_id)
  return { ...row, follows_file: case_id !== null, fingerprint: fingerprint.toString('hex') }
})

const endings = answer(listReportEndings)(async ({ tx, actor }) => {
  const rows = await listEndingRows(tx, actor.organisation_id, shown + 1)
  return { notice_days: await readNoticeDays(tx), endings: rows.slice(0, shown), more: rows.length > shown }
})

const unread = answer(listUnread)(async ({ tx, actor }) => {
  const rows = await listUnreadRows(tx, actor.organisation_id, shown + 1)
  const counted = rows.slice(0, shown).map((row) => ({ ...row, count: Number(row.count) }))
  return { unread: counted, more: rows.length > shown }
})

export { check as checkProof, endings as listReportEndings, life as readReportLife, unread as listUnread }
