// A receipt's days: what puts off its end, what is erased then and what is not, whose proof it is, and who may ask.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { loadFacts } from '#facts/load.ts'
import { addDays, addMonths, type Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { endReports } from '#server/housekeeping.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { nastyTexts } from '#test/hostile.ts'
import { keyPairFrom } from '#vault/sealed-box.ts'
import { ReportBody } from './body.ts'
import * as lifetimeApi from './lifetime.api.ts'
import { endAfter, endsSoon, isOver, mayRenew } from './lifetime.rules.ts'
import { markRead, publishLifetimes } from './lifetime.store.ts'
import { checkProof, Lifetimes, listReportEndings, listUnread, readReportLife } from './lifetime.ts'
import { sealAddition, sealAnswer, sealReport } from './sealed.store.ts'

const lifetimes = Lifetimes.parse(loadFacts().triage.lifetimes)
let at: TestHouse
before(async () => {
  at = await testHouse(lifetimeApi)
})
after(() => at?.close())

const today = new Date().toISOString().slice(0, 10)
const reporter = keyPairFrom(Buffer.alloc(32, 7))

const aReport = async (received: Day, more: { case_id?: string; merged_into?: string } = {}) => {
  const report_id = newId()
  const [key] = await at.rows('select public_key from intake_key where organisation_id = $1', [at.ours.organisation_id])
  const public_key = key!.public_key as Buffer
  const sealed = sealReport(public_key, report_id, ReportBody.parse({ what_happened: 'Zarzamora' }))
  const lookup = Buffer.from(report_id.replaceAll('-', ''), 'hex')
  await at.rows(
    `insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on,
       sealed_body, case_id, merged_into) values ($1, $2, $3, $4, 1, 'bn', $5, $6, $7, $8)`,
    [
      ...[at.ours.organisation_id, report_id, lookup, reporter.public_key, received, sealed],
      ...[more.case_id ?? null, more.merged_into ?? null],
    ],
  )
  return { report_id, lookup, public_key, fingerprint: createHash('sha256').update(sealed).digest('hex') }
}
type AReport = Awaited<ReturnType<typeof aReport>>

const says = async (of: AReport, direction: 'to_desk' | 'to_reporter', written_on: Day, place: number) => {
  const message_id = newId()
  const sealed =
    direction === 'to_desk'
      ? sealAddition({ version: 1, public_key: of.public_key }, message_id, 'Zarzamora')
      : sealAnswer(reporter.public_key, message_id, 'Gracias')
  await at.rows(
    `insert into report_message (organisation_id, report_id, message_id, direction, written_on, place, sealed)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [at.ours.organisation_id, of.report_id, message_id, direction, written_on, place, sealed],
  )
  return message_id
}
const expiry = async ({ report_id }: AReport) =>
  (await at.rows('select expires_on::text from report where report_id = $1', [report_id]))[0]?.expires_on as
    | Day
    | undefined
const asOwner: Parameters<typeof endReports>[0] = async (work) => {
  const client = await at.db.owner.connect()
  return work(client as never).finally(() => client.release())
}

test('whatever moves puts the end off, as the rule says it', async () => {
  const received = addMonths(today, -6)
  const report = await aReport(received)
  assert.equal(await expiry(report), endAfter(received, [], lifetimes))
  const moved = addDays(today, -3)
  await says(report, 'to_desk', moved, 1)
  assert.equal(await expiry(report), endAfter(received, [moved], lifetimes))
  await says(report, 'to_reporter', addDays(received, 1), 2)
  assert.equal(await expiry(report), endAfter(received, [moved], lifetimes), 'never nearer')
})

test('movements in any order end alike, and one more never brings the end nearer', () => {
  const day = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays('2020-01-31', n))
  fc.assert(
    fc.property(day, fc.array(day, { maxLength: 8 }), day, (received, moved, more) => {
      const end = endAfter(received, moved, lifetimes)
      assert.equal(endAfter(received, moved.toReversed(), lifetimes), end)
      assert.ok(endAfter(received, [...moved, more], lifetimes) >= end)
    }),
  )
})

test('it may be renewed when few days are left and while there are any, and triage is told in time', () => {
  for (const [left, renew, soon, over] of [
    [-1, false, true, true],
    [0, false, true, true],
    [1, true, true, false],
    [30, true, true, false],
    [31, true, false, false],
    [59, true, false, false],
    [60, false, false, false],
  ] as const) {
    const end = addDays(today, left)
    assert.deepEqual(
      [mayRenew(end, today, lifetimes), endsSoon(end, today, lifetimes), isOver(end, today)],
      [renew, soon, over],
      `${left} days`,
    )
  }
})

test('at the end words, messages and decisions are erased; what became a file or lives with another one stays', async () => {
  const old = addMonths(today, -13)
  const [gone, young, linked] = [
    await aReport(old),
    await aReport(addMonths(today, -11)),
    await aReport(old, { case_id: newId() }),
  ]
  await says(gone, 'to_desk', old, 1)
  await says(gone, 'to_reporter', old, 2)
  await at.rows(
    `insert into report_decision (organisation_id, report_id, decision_id, place, kind, decided_by, decided_on)
     values ($1, $2, gen_random_uuid(), 1, 'advised', $3, current_date)`,
    [at.ours.organisation_id, gone.report_id, at.staff.intake.staff_id],
  )
  const withFile = await aReport(old, { merged_into: linked.report_id })
  const withYoung = await aReport(old, { merged_into: young.report_id })
  const withGone = await aReport(old, { merged_into: gone.report_id })
  assert.equal(await endReports(asOwner), 2)
  assert.equal(await endReports(asOwner), 0, 'once')
  const left = (await at.rows('select report_id from report')).map((row) => row.report_id)
  for (const stays of [young, linked, withFile, withYoung]) assert.ok(left.includes(stays.report_id))
  for (const each of [gone, withGone]) assert.ok(!left.includes(each.report_id))
  for (const table of ['report_message', 'report_decision'])
    assert.deepEqual(await at.rows(`select from ${table} where report_id = $1`, [gone.report_id]), [])
  const told = await at.rows('select actor_id, action, basis, reason from journal where subject_id = $1', [
    gone.report_id,
  ])
  assert.deepEqual(told, [{ actor_id: null, action: 'report.ended', basis: 'retention', reason: null }])
})

test('every table that hangs on a report goes with it', async () => {
  const rows = await at.rows(
    `select k.conrelid::regclass::text as name, k.confdeltype as how,
       has_table_privilege('amparo_guard', k.conrelid, 'delete') and exists (select from pg_policy p where p.polrelid = k.conrelid
         and p.polcmd in ('d', '*') and 'amparo_guard'::regrole = any(p.polroles)) as may
     from pg_constraint k where k.contype = 'f' and k.confrelid = 'report'::regclass and k.conrelid <> k.confrelid`,
  )
  const stuck = rows.filter(({ how, may }) => how === 'a' && !may).map(({ name }) => name)
  assert.deepEqual(stuck, [], 'a table of reports that neither cascades nor lets the guard erase')
  const columns = await at.rows(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'report_id'`,
  )
  const bound = new Set([...rows.map(({ name }) => name), 'report'])
  // A screening stays with the organisation that asked; what it was handed over as is in the report.
  const thoughtOf = ['report_file_part']
  const loose = columns.map(({ name }) => String(name)).filter((name) => !bound.has(name) && !thoughtOf.includes(name))
  assert.deepEqual(loose, [], 'a table that names a report and would outlive it: think of it')
})

test('a proof belongs to one organisation alone, also when the report is erased, however it is typed', async () => {
  const report = await aReport(addMonths(today, -20))
  const check = (fingerprint: string, who: Who = at.staff.intake) => at.ask(checkProof, { fingerprint }, who)
  const ours = { ours: true, received_on: addMonths(today, -20) }
  assert.deepEqual(await check(report.fingerprint), ours)
  assert.deepEqual(await check(report.fingerprint.toUpperCase().match(/.{4}/g)!.join(' ')), ours)
  await endReports(asOwner)
  assert.equal(await expiry(report), undefined)
  assert.deepEqual(await check(report.fingerprint), ours)
  assert.deepEqual(await check('0'.repeat(64)), { ours: false, received_on: null })
  const stranger = await at.join(at.partner, 'Otra entrada', ['intake'])
  assert.deepEqual(await check(report.fingerprint, stranger), { ours: false, received_on: null })
  for (const text of nastyTexts.filter((each) => each.isWellFormed()))
    assert.equal(
      (await at.askHttp(checkProof, { fingerprint: text.trim() || '-' }, at.staff.intake)).status >= 400,
      true,
    )
})

test('triage is told beforehand of what will be erased, soonest first, and of nothing else', async () => {
  const soon = await aReport(addDays(addMonths(today, -12), 20))
  const sooner = await aReport(addDays(addMonths(today, -12), 5))
  await aReport(addDays(addMonths(today, -12), 50))
  await aReport(addDays(addMonths(today, -12), 5), { case_id: newId() })
  const { endings, notice_days, more } = await at.ask(listReportEndings, {}, at.staff.intake)
  const mine = endings.map((each) => each.report_id).filter((id) => [soon.report_id, sooner.report_id].includes(id))
  assert.deepEqual(mine, [sooner.report_id, soon.report_id])
  assert.deepEqual([notice_days, more], [30, false])
  assert.ok(endings.every((each) => each.expires_on <= addDays(today, 31)))
})

test('what was added is unread until somebody opens the report; the day an answer was fetched is seen', async () => {
  const report = await aReport(today)
  const message_id = await says(report, 'to_reporter', today, 1)
  await says(report, 'to_desk', today, 2)
  await says(report, 'to_desk', today, 3)
  const unread = async () =>
    (await at.ask(listUnread, {}, at.staff.intake)).unread.find((each) => each.report_id === report.report_id)
  assert.deepEqual(await unread(), { report_id: report.report_id, count: 2, since: today })
  const read = (who: Who) =>
    at.house.database.transaction({ token: who.token }, (tx) => markRead(tx, at.ours.organisation_id, report.report_id))
  await read(at.staff.reference_worker)
  assert.equal((await unread())?.count, 2, 'only who triages reads')
  await read(at.staff.intake)
  assert.equal(await unread(), undefined)
  await says(report, 'to_desk', today, 4)
  assert.equal((await unread())?.count, 1)

  const life = () => at.ask(readReportLife, { report_id: report.report_id }, at.staff.intake)
  assert.deepEqual((await life()).answers, [{ message_id, written_on: today, fetched_on: null }])
  await at.rows('select guard.door_fetched($1)', [report.lookup])
  const { answers, ends_soon, follows_file, fingerprint } = await life()
  assert.deepEqual(answers, [{ message_id, written_on: today, fetched_on: new Date().toISOString().slice(0, 10) }])
  assert.deepEqual([ends_soon, follows_file, fingerprint], [false, false, report.fingerprint])
})

test('only who triages asks, and another organisation’s report looks like none', async () => {
  const report = await aReport(today)
  const asks = [
    (who: Who) => at.ask(checkProof, { fingerprint: report.fingerprint }, who),
    (who: Who) => at.ask(listReportEndings, {}, who),
    (who: Who) => at.ask(listUnread, {}, who),
    (who: Who) => at.ask(readReportLife, { report_id: report.report_id }, who),
  ]
  for (const ask of asks) {
    await assert.rejects(ask(nobody), { kind: 'signed_out' })
    for (const who of [at.staff.reference_worker, at.staff.administrator, at.staff.partner_worker])
      await assert.rejects(ask(who), { kind: 'refused' })
  }
  const stranger = await at.join(at.partner, 'Otra entrada', ['intake'])
  for (const report_id of [report.report_id, newId()])
    await assert.rejects(at.ask(readReportLife, { report_id }, stranger), {
      kind: 'not_found',
      key: 'report.not_found',
    })
  assert.deepEqual((await at.ask(listReportEndings, {}, stranger)).endings, [])
  assert.deepEqual((await at.ask(listUnread, {}, stranger)).unread, [])
})

test('the life is what the data say, and the desk reads it from there', async () => {
  const client = await at.db.owner.connect()
  try {
    await publishLifetimes(client, { ...lifetimes, lives: { months: 3 } })
    const report = await aReport(today)
    assert.equal(await expiry(report), addMonths(today, 3))
    await publishLifetimes(client, lifetimes)
  } finally {
    client.release()
  }
  const [row] = await at.rows('select months, renew_days, notice_days from report_lifetime')
  assert.deepEqual(row, { months: 12, renew_days: 60, notice_days: 30 })
})
