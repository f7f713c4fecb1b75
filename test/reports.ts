// Reports and their neighbours for tests through the gate: sealed as the door seals them, for any organisation.
import { newId } from '#kit/id.ts'
import { ReportBody } from '#reports/body.ts'
import { sealReport } from '#reports/sealed.store.ts'
import type { TestHouse } from '#test/gate.ts'
import { keyPairFrom } from '#vault/sealed-box.ts'

export const reporter = keyPairFrom(Buffer.alloc(32, 7))

export const reportsOf =
  (at: TestHouse) =>
  async (body: Partial<ReportBody> = {}, { received = 0, language = 'es', to = at.ours.organisation_id } = {}) => {
    const report_id = newId()
    const [key] = await at.rows('select public_key from intake_key where organisation_id = $1', [to])
    const said = ReportBody.parse({ what_happened: 'Duerme en la cocina', ...body })
    const sealed = sealReport(key!.public_key as Buffer, report_id, said)
    await at.db.owner.query(
      `insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on, sealed_body)
       values ($1, $2, $3, $4, 1, $5, current_date - $6::int, $7)`,
      [
        to,
        report_id,
        Buffer.from(report_id.replaceAll('-', ''), 'hex'),
        reporter.public_key,
        language,
        received,
        sealed,
      ],
    )
    return report_id
  }
