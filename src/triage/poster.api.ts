// Reports told through the poster of an institution: which one it was, and that a file came of it.
import type { AskedByStaff } from '#gate/answer.ts'
import { countFileOf, findInstitutionByCode } from '#institutions/door.store.ts'
import type { ReportBody } from '#reports/body.ts'
import { openReportBody } from '#reports/sealed.store.ts'
import { intakeKeys } from './progress.store.ts'
import { linkReportToCase } from './report.store.ts'

/** The name on the poster; nothing where there was none, or where the code is nobody's here. */
export const toldThrough = async ({ tx, actor }: AskedByStaff<unknown>, body: ReportBody): Promise<string | null> => {
  const found = body.poster ? await findInstitutionByCode(tx, body.poster) : undefined
  return found?.organisation_id === actor.organisation_id ? found.name : null
}

/** Ties the new file to its report and counts it where the report came from: beside it, not to it. */
export const openedFrom = async (asked: AskedByStaff<unknown>, report_id: string, case_id: string): Promise<void> => {
  const { organisation_id } = asked.actor
  const report = await linkReportToCase(asked.tx, { organisation_id, report_id, case_id })
  if (!report) return
  const keys = await intakeKeys(asked, organisation_id)(report.intake_version)
  const { poster } = openReportBody(keys, report_id, report.sealed_body)
  if (poster) await countFileOf(asked.tx, poster)
}
