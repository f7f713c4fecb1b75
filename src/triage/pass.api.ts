// The partner's queue of reports that were passed to it, opened with its own key.
import { answer } from '#gate/answer.ts'
import { cutPage } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { readDayKey } from './page-key.rules.ts'
import { listReceivedPasses, takePass } from './pass.store.ts'
import * as model from './pass.ts'
import { openPassed } from './pass-sealed.store.ts'
import { intakeKeys } from './progress.store.ts'

const pageSize = 25

export const listPassedReports = answer(model.listPassedReports)(async (asked) => {
  const { input, tx, actor } = asked
  const found = await listReceivedPasses(tx, actor.organisation_id, pageSize + 1, readDayKey(input.after))
  const { rows, next } = cutPage(found, pageSize, (row) => ({ value: row.passed_on, id: row.pass_id }))
  const keys = intakeKeys(asked, actor.organisation_id)
  const reports: model.ReceivedReport[] = []
  for (const { sealed, intake_version, ...row } of rows)
    reports.push({
      ...(row as Omit<model.ReceivedReport, 'report'>),
      report: openPassed(await keys(intake_version!), row.pass_id, sealed!),
    })
  return { reports, next }
})

export const takePassedReport = answer(model.takePassedReport)(async ({ input, tx, note }) => {
  const { pass_id, version, answer: said } = input
  note({ subject_id: pass_id })
  const done = await takePass(tx, pass_id, version, said)
  if (done === 'not_found') throw new Problem('not_found', 'report.not_found')
  if (done === 'stale') throw new Problem('conflict', 'report.changed_meanwhile')
  return { pass_id, version: version + 1 }
})
