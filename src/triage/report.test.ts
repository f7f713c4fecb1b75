// Triage through the gate: who may, who may not, what a stranger sees, and that each opening is on record.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { ReportBody } from '#reports/body.ts'
import { openAnswer, sealAddition, sealReport } from '#reports/sealed.store.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { keyPairFrom } from '#vault/sealed-box.ts'
import * as reportApi from './report.api.ts'
import { linkReportToCase } from './report.store.ts'
import { answerReporter, listReports, openReport, type ReportSummary, triageReport } from './report.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(reportApi)
})
after(() => at?.close())

const words = 'Duerme en la cocina y nunca sale'
const reporter = keyPairFrom(Buffer.alloc(32, 7))

const aReport = async (body: Partial<ReportBody> = {}, received = 0) => {
  const report_id = newId()
  const [key] = await at.rows('select public_key from intake_key where organisation_id = $1', [at.ours.organisation_id])
  const public_key = key!.public_key as Buffer
  const sealed = sealReport(public_key, report_id, ReportBody.parse({ what_happened: words, ...body }))
  const lookup = Buffer.from(report_id.replaceAll('-', ''), 'hex')
  await at.db.owner.query(
    `insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on, sealed_body)
     values ($1, $2, $3, $4, 1, 'ur', current_date - $5::int, $6)`,
    [at.ours.organisation_id, report_id, lookup, reporter.public_key, received, sealed],
  )
  return { report_id, public_key }
}

const asks = (report_id: string) => [
  (who: Who) => at.ask(listReports, {}, who),
  (who: Who) => at.ask(openReport, { report_id }, who),
  (who: Who) => at.ask(answerReporter, { report_id, message_id: newId(), text: 'Gracias' }, who),
  (who: Who) => at.ask(triageReport, { report_id, version: 1, status: 'in_triage' }, who),
]

test('only who triages reads or answers a report', async () => {
  const { report_id } = await aReport()
  for (const ask of asks(report_id)) {
    await assert.rejects(ask(nobody), { kind: 'signed_out' })
    for (const who of [at.staff.reference_worker, at.staff.administrator, at.staff.director, at.staff.partner_worker])
      await assert.rejects(ask(who), { kind: 'refused' })
  }
})

test("another organisation's report and one that never was look the same", async () => {
  const { report_id } = await aReport()
  const stranger = await at.join(at.partner, 'Otra entrada', ['intake'])
  assert.deepEqual((await at.ask(listReports, {}, stranger)).reports, [])
  for (const id of [report_id, newId()])
    for (const ask of asks(id).slice(1))
      await assert.rejects(ask(stranger), { kind: 'not_found', key: 'report.not_found' })
})

test('whoever triages reads the words, and each opening is on record', async () => {
  const { report_id, public_key } = await aReport({ danger_now: 'yes' })
  const message_id = newId()
  await at.db.owner.query(
    `insert into report_message (organisation_id, report_id, message_id, direction, written_on, place, sealed)
     values ($1, $2, $3, 'to_desk', current_date, 1, $4)`,
    [
      at.ours.organisation_id,
      report_id,
      message_id,
      sealAddition({ version: 1, public_key }, message_id, 'Hoy otra vez'),
    ],
  )
  const report = await at.ask(openReport, { report_id }, at.staff.intake)
  assert.equal(report.body.what_happened, words)
  assert.equal(report.suggested.urgency, 'now')
  assert.ok(report.suggested.reasons.includes('danger_yes'))
  assert.equal(report.messages[0]?.text, 'Hoy otra vez')
  const opened = await at.rows("select actor_id from journal where subject_id = $1 and action = 'reports.read'", [
    report_id,
  ])
  assert.deepEqual(opened, [{ actor_id: at.staff.intake.staff_id }])
  const { body } = await at.askHttp(listReports, {}, at.staff.intake)
  assert.ok(!JSON.stringify(body).includes(words))
})

test('an answer opens with the receipt alone, and twice is once', async () => {
  const { report_id } = await aReport()
  const [message_id, key] = [newId(), newId()]
  const input = { report_id, message_id, text: 'Gracias. Puede llamarnos.' }
  const first = await at.askHttp(answerReporter, input, at.staff.intake, { key })
  const again = await at.askHttp(answerReporter, input, at.staff.intake, { key })
  assert.equal(first.status, 200)
  assert.deepEqual(again.body, first.body)
  const rows = await at.rows('select sealed from report_message where report_id = $1', [report_id])
  assert.equal(rows.length, 1)
  assert.equal(openAnswer(reporter, message_id, rows[0]!.sealed as Buffer), input.text)
  const report = await at.ask(openReport, { report_id }, at.staff.coordinator)
  assert.equal(report.status, 'answered')
  assert.deepEqual(
    report.messages.map((each) => each.text),
    [null],
  )
})

test('two who decide at once: the second sees the first, and nothing is lost', async () => {
  const { report_id } = await aReport()
  await at.ask(triageReport, { report_id, version: 1, status: 'in_triage', urgency: 'now' }, at.staff.intake)
  const { status, body } = await at.askHttp(
    triageReport,
    { report_id, version: 1, urgency: 'routine' },
    at.staff.coordinator,
  )
  assert.equal(status, 409)
  assert.deepEqual(body.details.current, { status: 'in_triage', urgency: 'now', closed_because: null, version: 2 })
})

test('the queue goes on where the page before ended, the most urgent and the latest due first', async () => {
  const made = []
  for (let n = 0; n < 6; n++) made.push((await aReport({ danger_now: n % 2 ? 'yes' : 'no' }, 400 + (n % 3))).report_id)
  const seen: string[] = []
  const listed: ReportSummary[] = []
  let after: string | undefined
  do {
    const page = await at.ask(listReports, { limit: 2, ...(after && { after }) }, at.staff.intake)
    seen.push(...page.reports.map((each) => each.report_id))
    listed.push(...page.reports)
    after = page.next ?? undefined
  } while (after)
  assert.equal(new Set(seen).size, seen.length)
  for (const id of made) assert.ok(seen.includes(id))
  const rank = (each: ReportSummary) => ['now', 'soon', 'routine'].indexOf(each.urgency ?? each.looks ?? 'soon')
  const places = listed.map((each) => `${rank(each)} ${each.due_on ?? each.received_on}`)
  assert.deepEqual(places, [...places].sort())
  assert.ok(made.some((id) => listed.find((each) => each.report_id === id)?.looks === 'now'))
})

test('one report becomes one file', async () => {
  const { report_id } = await aReport()
  const { organisation_id } = at.ours
  const link = (case_id: string) =>
    at.house.database.transaction({ token: at.staff.intake.token }, (tx) =>
      linkReportToCase(tx, { organisation_id, report_id, case_id }),
    )
  const case_id = newId()
  await link(case_id)
  await link(case_id)
  await assert.rejects(link(newId()), { kind: 'conflict', key: 'report.already_linked' })
  const report = await at.ask(openReport, { report_id }, at.staff.intake)
  assert.deepEqual([report.case_id, report.status], [case_id, 'file_opened'])
})
