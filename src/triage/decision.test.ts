// Decisions on reports through the gate: who may, what each needs, that each can be taken back, and that the clock stops
// and starts with them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { openAnswer } from '#reports/sealed.store.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { reporter, reportsOf } from '#test/reports.ts'
import { parseReceipt } from '#vault/receipt.ts'
import * as decisionApi from './decision.api.ts'
import { decideReport, type NewPass, reopenReport } from './decision.ts'
import * as likenessApi from './likeness.api.ts'
import { compareReport, tieReports } from './likeness.ts'
import * as passApi from './pass.api.ts'
import { listPassedReports, takePassedReport } from './pass.ts'
import * as reportApi from './report.api.ts'
import { acknowledgeReport, answerReporter, followReport, listReports, openReport } from './report.ts'
import * as typedApi from './typed.api.ts'
import { drawReceipt, listDeskForms, typeReport } from './typed.ts'

let at: TestHouse
let aReport: ReturnType<typeof reportsOf>
before(async () => {
  at = await testHouse(reportApi, decisionApi, likenessApi, passApi, typedApi)
  aReport = reportsOf(at)
})
after(() => at?.close())

const today = () => new Date().toISOString().slice(0, 10)
const open = (report_id: string) => at.ask(openReport, { report_id }, at.staff.intake)
const decide = (report_id: string, more: object, version = 1, who = at.staff.coordinator) =>
  at.ask(decideReport, { report_id, version, decision_id: newId(), kind: 'advised', ...more }, who)
const reopen = (report_id: string, version: number) =>
  at.ask(reopenReport, { report_id, version, decision_id: newId() }, at.staff.intake)

const aPass = (more: Partial<NewPass> = {}): NewPass => ({
  pass_id: newId(),
  to_organisation_id: at.partner.organisation_id,
  outside: null,
  legal_basis: 'consent',
  wish: 'agreed',
  shared: ['words', 'languages'],
  record: { to_whom: '', note: 'Habla bengalí', why_basis: '' },
  ...more,
})

const asks = (report_id: string, other_id: string) => [
  (who: Who) => decide(report_id, {}, 1, who),
  (who: Who) => at.ask(reopenReport, { report_id, version: 1, decision_id: newId() }, who),
  (who: Who) => at.ask(acknowledgeReport, { report_id, message_id: newId() }, who),
  (who: Who) => at.ask(followReport, { report_id }, who),
  (who: Who) => at.ask(compareReport, { report_id }, who),
  (who: Who) => at.ask(tieReports, { report_id, other_id, says: 'linked' }, who),
]

test('only who triages decides, compares or writes back', async () => {
  const [report_id, other] = [await aReport(), await aReport()]
  const typing = [(who: Who) => at.ask(drawReceipt, {}, who), (who: Who) => at.ask(listDeskForms, {}, who)]
  for (const ask of asks(report_id, other)) {
    await assert.rejects(ask(nobody), { kind: 'signed_out' })
    for (const who of [at.staff.reference_worker, at.staff.administrator, at.staff.director, at.staff.partner_worker])
      await assert.rejects(ask(who), { kind: 'refused' })
  }
  for (const ask of typing) {
    await assert.rejects(ask(at.staff.lawyer), { kind: 'refused' })
    await assert.rejects(ask(nobody), { kind: 'signed_out' })
  }
})

test("another organisation's report and one that never was look the same", async () => {
  const [ours, other] = [await aReport(), await aReport()]
  const stranger = await at.join(at.partner, 'Otra entrada', ['intake'])
  for (const report_id of [ours, newId()])
    for (const ask of asks(report_id, other))
      await assert.rejects(ask(stranger), { kind: 'not_found', key: 'report.not_found' })
  const theirs = await aReport({}, { to: at.partner.organisation_id })
  await assert.rejects(at.ask(tieReports, { report_id: ours, other_id: theirs, says: 'linked' }, at.staff.intake), {
    kind: 'not_found',
  })
  await assert.rejects(decide(ours, { kind: 'merged', into_report_id: theirs }), { kind: 'not_found' })
})

test('each decision closes the clock, is kept with its reason, and can be taken back', async () => {
  for (const kind of ['labour_route', 'advised', 'no_indication', 'spam'] as const) {
    const report_id = await aReport()
    const { version } = await decide(report_id, { kind, reason: 'Lo hablamos en equipo' })
    const closed = await open(report_id)
    assert.deepEqual([closed.status, closed.closed_because, closed.due_on], ['closed', kind, null])
    assert.deepEqual(
      closed.decisions.map((each) => [each.kind, each.reason, each.decided_by]),
      [[kind, 'Lo hablamos en equipo', at.staff.coordinator.staff_id]],
    )
    await assert.rejects(decide(report_id, {}, version), { key: 'report.already_decided' })
    await reopen(report_id, version)
    const again = await open(report_id)
    assert.deepEqual([again.status, again.closed_because], ['in_triage', null])
    assert.equal(again.due_on, addDays(again.received_on, 1))
    assert.deepEqual(
      again.decisions.map((each) => each.kind),
      [kind, 'reopened'],
    )
    await assert.rejects(reopen(report_id, version + 1), { key: 'report.is_open' })
  }
  const [row] = await at.rows(`select sealed from report_decision where sealed is not null limit 1`)
  assert.ok(!(row!.sealed as Buffer).includes('equipo'))
})

test('no decision is rewritten or taken away, not even by the one who made it', async () => {
  const report_id = await aReport()
  await decide(report_id, {})
  for (const sql of ['delete from report_decision', "update report_decision set kind = 'spam'"])
    await assert.rejects(
      at.house.database.transaction({ token: at.staff.coordinator.token }, async (tx) => {
        const { sql: raw } = await import('kysely')
        await raw.raw(sql).execute(tx)
      }),
    )
})

test('two who decide at once: the second sees the first', async () => {
  const report_id = await aReport()
  await decide(report_id, { kind: 'spam' })
  const late = { report_id, version: 1, decision_id: newId(), kind: 'advised' }
  const { status, body } = await at.askHttp(decideReport, late, at.staff.intake)
  assert.equal(status, 409)
  assert.deepEqual(body.details.current, { status: 'closed', urgency: null, closed_because: 'spam', version: 2 })
})

test('a report is linked only to a file whoever decides may open', async () => {
  const { case_id } = await at.aFile()
  const report_id = await aReport()
  await assert.rejects(decide(report_id, { kind: 'linked' }), { key: 'report.which_file' })
  for (const file of [newId(), case_id])
    await assert.rejects(decide(report_id, { kind: 'linked', to_file_id: file }, 1, at.staff.far_coordinator), {
      kind: 'not_found',
      key: 'case.not_found',
    })
  await decide(report_id, { kind: 'linked', to_file_id: case_id })
  const linked = await open(report_id)
  assert.deepEqual([linked.status, linked.case_id, linked.due_on], ['file_opened', case_id, null])
  const told = 'select kind, actor_id, section, codes from timeline_entry where case_id = $1 and ref_id = $2'
  assert.deepEqual(await at.rows(told, [case_id, report_id]), [
    { kind: 'report_linked', actor_id: at.staff.coordinator.staff_id, section: null, codes: {} },
  ])
  await reopen(report_id, linked.version)
  assert.equal((await open(report_id)).case_id, null)
})

test('merged reports keep their own conversations, make no chain, and are split again', async () => {
  const [main, part, third] = [await aReport(), await aReport(), await aReport()]
  await assert.rejects(decide(part, { kind: 'merged' }), { key: 'report.which_report' })
  await assert.rejects(decide(part, { kind: 'merged', into_report_id: part }), { key: 'report.which_report' })
  const { version } = await decide(part, { kind: 'merged', into_report_id: main })
  assert.deepEqual(
    (await open(main)).parts.map((each) => each.report_id),
    [part],
  )
  await assert.rejects(decide(third, { kind: 'merged', into_report_id: part }), { key: 'report.is_a_part' })
  await assert.rejects(decide(main, { kind: 'merged', into_report_id: third }), { key: 'report.has_parts' })
  const message_id = newId()
  await at.ask(answerReporter, { report_id: part, message_id, text: 'Gracias' }, at.staff.intake)
  assert.equal((await open(part)).messages.length, 1)
  assert.equal((await open(main)).messages.length, 0)
  await reopen(part, version + 1)
  const split = await open(part)
  assert.deepEqual([split.merged_into, split.status], [null, 'answered'])
  assert.deepEqual((await open(main)).parts, [])
  const journal = await at.rows(
    `select count(*)::int as n from journal where subject_id = $1 and action = 'reports.triage'`,
    [part],
  )
  assert.equal(journal[0]!.n, 3)
})

test('a partner reads exactly the parts that were passed, and nothing once it is taken back', async () => {
  const report_id = await aReport({
    what_happened: 'No puede salir del taller',
    where: 'Calle del Molino 3',
    contact_how: '600 000 999',
    contact_wish: 'reach_me',
    languages_of_the_person: ['bn'],
  })
  const pass = aPass()
  const { version } = await decide(report_id, { kind: 'passed_on', pass })
  const queue = (who: Who) => at.ask(listPassedReports, {}, who)
  const { reports } = await queue(at.staff.partner_worker)
  assert.equal(reports.length, 1)
  const { report } = reports[0]!
  assert.deepEqual(
    [report.what_happened, report.languages_of_the_person, report.note, report.from],
    ['No puede salir del taller', ['bn'], 'Habla bengalí', 'Casa Encina'],
  )
  for (const hidden of ['Molino', '600 000 999', report_id])
    assert.ok(!JSON.stringify(reports).includes(hidden), hidden)
  assert.deepEqual((await queue(at.staff.other_partner_worker)).reports, [])
  for (const who of [at.staff.coordinator, at.staff.intake]) await assert.rejects(queue(who), { kind: 'refused' })
  await assert.rejects(queue(nobody), { kind: 'signed_out' })
  const take = (who: Who, at_version = 1) =>
    at.ask(takePassedReport, { pass_id: pass.pass_id, version: at_version, answer: 'taken' }, who)
  await assert.rejects(take(at.staff.other_partner_worker), { kind: 'not_found' })
  await assert.rejects(take(at.staff.partner_worker, 9), { kind: 'conflict' })
  await take(at.staff.partner_worker)
  const kept = (await open(report_id)).passes[0]!
  assert.deepEqual([kept.taken, kept.shared, kept.record.note], ['taken', ['words', 'languages'], 'Habla bengalí'])
  await reopen(report_id, version)
  assert.deepEqual((await queue(at.staff.partner_worker)).reports, [])
  await assert.rejects(take(at.staff.partner_worker, 2), { kind: 'not_found' })
  assert.equal((await open(report_id)).passes[0]!.ended_on, today())
})

test('whatever leaves has its basis: consent only where it was given, an exception only with its reason', async () => {
  const report_id = await aReport()
  const pass = (more: Partial<NewPass>) => decide(report_id, { kind: 'passed_on', pass: aPass(more) })
  await assert.rejects(decide(report_id, { kind: 'passed_on' }), { key: 'report.to_whom' })
  await assert.rejects(pass({ to_organisation_id: null }), { key: 'report.to_whom' })
  await assert.rejects(pass({ outside: 'police' }), { key: 'report.to_whom' })
  await assert.rejects(pass({ legal_basis: 'because' }), { key: 'report.which_basis' })
  await assert.rejects(pass({ wish: 'did_not_want' }), { key: 'report.no_consent' })
  await assert.rejects(pass({ legal_basis: 'danger_to_life' }), { key: 'report.say_why_basis' })
  await assert.rejects(pass({ to_organisation_id: newId() }), { key: 'report.not_a_partner' })
  const outside = aPass({
    to_organisation_id: null,
    outside: 'police',
    legal_basis: 'danger_to_life',
    wish: 'not_asked',
    record: { to_whom: 'UCRIF', note: 'Dirección', why_basis: 'La amenazan ahora' },
  })
  await decide(report_id, { kind: 'passed_on', pass: outside })
  const [kept] = (await open(report_id)).passes
  assert.deepEqual([kept!.outside, kept!.record.to_whom, kept!.legal_basis], ['police', 'UCRIF', 'danger_to_life'])
})

test('one press acknowledges in the language of the report, once, and the clock goes on', async () => {
  for (const [language, word] of [
    ['es', 'Gracias'],
    ['fr', 'Merci'],
    ['xx', 'Thank'],
  ] as const) {
    const report_id = await aReport({}, { received: 3, language })
    const message_id = newId()
    await at.ask(acknowledgeReport, { report_id, message_id }, at.staff.intake)
    const [row] = await at.rows('select sealed from report_message where message_id = $1', [message_id])
    const text = openAnswer(reporter, message_id, row!.sealed as Buffer)
    assert.ok(text.startsWith(word) && text.includes('112'), text)
    const report = await open(report_id)
    assert.deepEqual([report.acknowledged_on, report.status], [today(), 'in_triage'])
    assert.equal(report.due_on, addDays(report.received_on, 7))
    await assert.rejects(at.ask(acknowledgeReport, { report_id, message_id: newId() }, at.staff.intake), {
      key: 'report.already_acknowledged',
    })
  }
})

test('a page key that was bent is refused, and never reaches the database', async () => {
  const id = newId()
  const bent = [`0.2026-99-99~${id}`, `7.2026-11-22~${id}`, `2026-11-22~${id}`, `0.2026-11-22~${'-'.repeat(36)}`]
  for (const after of bent) {
    assert.equal((await at.askHttp(listReports, { after }, at.staff.intake)).status, 422, after)
    assert.equal((await at.askHttp(listPassedReports, { after: `x${after}` }, at.staff.partner_worker)).status, 422)
  }
  assert.equal(
    (await at.askHttp(listReports, { pile: 'closed', after: `0.2026-11-22~${id}` }, at.staff.intake)).status,
    422,
  )
  assert.deepEqual(at.broken, [])
})

test('what is late is counted and found, and one who only follows opens nothing', async () => {
  const report_id = await aReport({ danger_now: 'yes' }, { received: 30 })
  const list = () => at.ask(listReports, { pile: 'overdue', limit: 100 }, at.staff.intake)
  await list()
  const late = await list()
  assert.ok(late.reports.some((each) => each.report_id === report_id))
  assert.ok(late.counts.overdue >= 1 && late.counts.now >= 1)
  await at.ask(followReport, { report_id }, at.staff.intake)
  const read = await at.rows(`select 1 from journal where subject_id = $1 and action = 'reports.read'`, [report_id])
  assert.equal(read.length, 0)
})

test('the same telephone, the same place and many of the same words are found, and a decision is remembered', async () => {
  const told = 'En el bajo hay masajes y anoche una chica salió descalza a la calle y un hombre la metió dentro'
  const one = await aReport(
    { what_happened: told, where: 'Calle Olivar 31', contact_how: '+34 600 000 321' },
    { received: 2 },
  )
  const same = await aReport({ what_happened: `Vivo arriba. ${told}.`, where: 'Olivar 31, Madrid' })
  const phone = await aReport({ what_happened: 'الرقم ٦٠٠٠٠٠٣٢١ على الباب' })
  const other = await aReport({ what_happened: 'Trabajo en una panadería y no me pagan', where: 'Getafe' })
  const related = async () => {
    const found = await at.ask(compareReport, { report_id: one }, at.staff.intake)
    return new Map(found.related.map((each) => [each.report_id, each]))
  }
  const found = await related()
  assert.deepEqual(found.get(same)?.because, ['same_place_and_week', 'many_same_words'])
  assert.deepEqual(found.get(phone)?.because, ['same_telephone'])
  assert.equal(found.has(other), false)
  const tie = (says: 'linked' | 'not_same' | 'undecided') =>
    at.ask(tieReports, { report_id: same, other_id: one, says }, at.staff.coordinator)
  for (const says of ['linked', 'not_same', 'undecided'] as const) {
    await tie(says)
    assert.equal((await related()).get(same)?.says, says)
  }
})

test('a call that is typed is sealed, weighed and answered to its receipt, and the receipt lies nowhere', async () => {
  const { receipt } = await at.ask(drawReceipt, {}, at.staff.intake)
  parseReceipt(receipt)
  const { forms } = await at.ask(listDeskForms, {}, at.staff.intake)
  assert.ok(forms.length >= 9)
  const report_id = newId()
  const input = {
    report_id,
    receipt,
    language: 'bn',
    form: 'someone' as const,
    answers: { what_happened: 'Llama desde el baño', danger_now: 'yes', invented: 'x' },
  }
  await assert.rejects(at.ask(typeReport, { ...input, form: 'someone', answers: {} }, at.staff.intake), {
    key: 'report.says_nothing',
  })
  for (const who of [at.staff.lawyer, at.staff.partner_worker])
    await assert.rejects(at.ask(typeReport, input, who), { kind: 'refused' })
  await at.ask(typeReport, input, at.staff.intake)
  const report = await open(report_id)
  assert.deepEqual([report.typed, report.looks, report.body.typed_by_staff], [true, 'now', true])
  assert.deepEqual(report.body.answers, { danger_now: 'yes' })
  assert.equal(report.due_on, addDays(today(), 7))
  const everything = await at.rows(
    `select row_to_json(r)::text as t from report r union all select row_to_json(j)::text from journal j union all select row_to_json(a)::text from answered_request a`,
  )
  assert.ok(!JSON.stringify(everything).includes(receipt))
})
