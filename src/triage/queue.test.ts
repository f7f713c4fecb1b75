// The queue stays quick however much came in: each page is walked along one index, and no count goes further than
// anybody acts on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as reportApi from './report.api.ts'
import { listReports, mostCounted, type Pile } from './report.ts'

const many = Number(process.env.AMPARO_REPORTS ?? 20_000)
let at: TestHouse
before(async () => {
  at = await testHouse(reportApi)
  await at.rows(
    `insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on,
       sealed_body, suggested, status, acknowledged_on, answered_on, due_on)
     select $1, gen_random_uuid(), uuid_send(gen_random_uuid()), '\\x01', 1, 'es', current_date - (n % 700), '\\x01',
       (array['now', 'soon', 'routine'])[1 + n % 3], (array['closed', 'closed', 'closed', 'file_opened', 'answered', 'new', 'in_triage'])[1 + n % 7],
       null, null, case when n % 7 >= 4 then current_date - (n % 700) + 7 end
     from generate_series(1, $2::int) n`,
    [at.ours.organisation_id, many],
  )
  await at.rows('analyze report')
})
after(() => at?.close())

const plans = async (pile: Pile, urgency?: 'soon') => {
  const order = pile === 'overdue' ? 'due_on, report_id' : 'rank, clock_on, report_id'
  const where =
    pile === 'overdue'
      ? 'due_on < current_date'
      : pile === 'open' || pile === 'answered'
        ? `pile = '${pile}'${urgency ? ' and rank = 1' : ''}`
        : `status = '${pile}'`
  const sorted = pile === 'closed' || pile === 'file_opened' ? 'received_on desc, report_id' : order
  const rows = await at.rows(
    `explain select report_id from report where organisation_id = '${at.ours.organisation_id}' and ${where} order by ${sorted} limit 51`,
  )
  return rows.map((row) => String(row['QUERY PLAN'])).join('\n')
}

test(`each page of the queue is walked along an index, at ${many} reports`, async () => {
  for (const pile of ['open', 'answered', 'overdue', 'closed', 'file_opened'] as const) {
    const plan = await plans(pile)
    assert.match(plan, /Index (Only )?Scan/, plan)
    assert.doesNotMatch(plan, /Sort|Seq Scan/, plan)
  }
  assert.doesNotMatch(await plans('open', 'soon'), /Sort|Seq Scan/)
})

test('a page of the queue with its counts comes at once, and counts end where nobody acts on them', async () => {
  const ask = (input: object) => at.ask(listReports, input, at.staff.intake)
  await ask({})
  const taken: number[] = []
  let after: string | undefined
  for (let page = 0; page < 20; page++) {
    const start = performance.now()
    const found = await ask({ limit: 50, ...(after && { after }) })
    taken.push(performance.now() - start)
    after = found.next ?? undefined
    assert.ok(Object.values(found.counts).every((count) => count <= mostCounted))
  }
  taken.sort((a, b) => a - b)
  console.log(`queue at ${many} reports: page p50 ${taken[10]!.toFixed(1)} ms, p95 ${taken[18]!.toFixed(1)} ms`)
})
