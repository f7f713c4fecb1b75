// The page of the day shows exactly what is due: mine, of my organisation, and nothing that is done.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import * as caseApi from '#cases/case.api.ts'
import { changeSafeContact } from '#cases/case.ts'
import { callConference } from '#conferences/conference.ts'
import { markTask, setTask } from '#conferences/task.ts'
import * as documentApi from '#documents/document.api.ts'
import { addDocument } from '#documents/document.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { answerOverride, askOverride } from '#people/exclusion.ts'
import * as actionApi from '#plans/action.api.ts'
import * as planApi from '#plans/plan.api.ts'
import { addAction, addGoal, changeGoal, markAction, setReview } from '#plans/plan.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aPaper } from '#test/papers.ts'
import { reportsOf } from '#test/reports.ts'
import { decideReport, reopenReport } from '#triage/decision.ts'
import { takePassedReport } from '#triage/pass.ts'
import * as api from './today.api.ts'
import { groupByDue } from './today.rules.ts'
import { readToday } from './today.ts'

let at: TestHouse
let worker: Who
before(async () => {
  at = await testHouse(
    api,
    planApi,
    actionApi,
    caseApi,
    documentApi,
    await import('#conferences/conference.api.ts'),
    await import('#conferences/task.api.ts'),
    await import('#people/exclusion.api.ts'),
    await import('#triage/decision.api.ts'),
    await import('#triage/pass.api.ts'),
  )
  worker = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const inDays = (days: number) => addDays(today, days)
/** A reference worker of her own, so that one test's day does not fill another's. */
const aWorker = () => at.join(at.ours, 'Rosa', ['reference_worker'])

interface Step {
  days: number
  words?: string
  owner?: Who | null
  as?: Who
}
const aStep = async (case_id: string, goal_id: string, { days, words = 'x', owner = null, as = worker }: Step) => {
  const action_id = newId()
  const of = owner
    ? { owner_kind: 'staff' as const, owner_id: owner.staff_id }
    : { owner_kind: 'person' as const, owner_id: null }
  await at.ask(addAction, { case_id, action_id, goal_id, words, ...of, due_on: inDays(days) }, as)
  return action_id
}
const aGoal = async (case_id: string, as: Who, need = 'work') => {
  const goal_id = newId()
  await at.ask(addGoal, { case_id, goal_id, need, words: 'A kitchen of my own' }, as)
  return goal_id
}
/** As the owner writes it: planning follow-up is the work of a later room. */
const aFollowUp = async (case_id: string, days: number, done = false) => {
  const follow_up_id = newId()
  await at.db.owner.query(
    `insert into follow_up (organisation_id, case_id, follow_up_id, months, due_on, done_on) values ($1, $2, $3, 1, $4, $5)`,
    [at.ours.organisation_id, case_id, follow_up_id, inDays(days), done ? today : null],
  )
  return follow_up_id
}
const aReferral = async (case_id: string, by: Who, days: number, status = 'sent') => {
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['home'])
  const referral_id = newId()
  await at.db.owner.query(
    `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, need, status, consent_id, sent_by,
       answer_due_on, intake_version, sealed_summary, sealed) values ($1, $2, $3, $4, 'housing', $5, $6, $7, $8, 1, '', '')`,
    [
      at.ours.organisation_id,
      case_id,
      referral_id,
      at.partner.organisation_id,
      status,
      consent_id,
      by.staff_id,
      inDays(days),
    ],
  )
  return referral_id
}
const ids = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id)

test('a quiet day is empty, and says nothing about piles one may not work on', async () => {
  const day = await at.ask(readToday, {}, await aWorker())
  const none = { rows: [], more: false }
  const nothing = { count: 0, oldest_on: null }
  assert.deepEqual(day, {
    today,
    ...{ overdue: none, due_today: none, coming: none, waiting: none, handed_over: [] },
    ...{ protocols: nothing, colleagues: nothing, to_take: nothing },
    ...{ to_triage: null, reports_late: null, to_answer: null, to_review: null, to_look_at: null },
    ...{ answers_late: null, referral_messages: null, to_take_up: null, appointments: [] },
  })
  await assert.rejects(at.ask(readToday, {}, nobody), { kind: 'signed_out' })
})

test('what is mine stands in its group; what is done, later, another person’s or of a goal she left does not', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me, card: { alias: 'Asha' } })
  const goal_id = await aGoal(case_id, me)
  const step = (days: number, words?: string) =>
    aStep(case_id, goal_id, { days, owner: me, as: me, ...(words && { words }) })
  const late = await step(-3)
  const now = await step(0, 'Call the school')
  const soon = await step(7)
  await step(8)
  const done = await step(-1)
  await at.ask(markAction, { case_id, action_id: done, version: 1, done: true }, me)
  const left = await aGoal(case_id, me, 'money')
  await aStep(case_id, left, { days: 0, owner: me, as: me })
  await at.ask(changeGoal, { case_id, goal_id: left, version: 1, words: 'x', status: 'left' }, me)
  const hers = await aStep(case_id, goal_id, { days: -1, as: me })
  await aStep(case_id, goal_id, { days: 2, as: me })
  await at.ask(setReview, { case_id, version: 0, review_on: inDays(5) }, me)
  const followUp = await aFollowUp(case_id, -10)

  const day = await at.ask(readToday, {}, me)
  assert.deepEqual(ids(day.overdue), [followUp, late])
  assert.deepEqual(ids(day.due_today), [now])
  assert.deepEqual(ids(day.coming), [case_id, soon])
  assert.deepEqual(ids(day.waiting), [hers])
  const { reference, ...row } = day.due_today.rows[0]!
  assert.match(reference, /^[0-9A-Z]{3}-[0-9A-Z]{3}$|^.{6,7}$/)
  assert.deepEqual(row, {
    kind: 'action',
    id: now,
    case_id,
    alias: 'Asha',
    due_on: today,
    words: 'Call the school',
    need: 'work',
    months: null,
    ...{ version: 1, because: null },
  })
  assert.deepEqual([day.coming.rows[0]?.kind, day.coming.rows[0]?.because], ['review', 'agreed'])

  await at.ask(markAction, { case_id, action_id: now, version: 1, done: true }, me)
  assert.deepEqual(ids((await at.ask(readToday, {}, me)).due_today), [])
  await at.ask(markAction, { case_id, action_id: now, version: 2, done: false }, me)
  assert.deepEqual(ids((await at.ask(readToday, {}, me)).due_today), [now])

  const other = await at.ask(readToday, {}, await aWorker())
  for (const group of [other.overdue, other.due_today, other.coming, other.waiting]) assert.deepEqual(group.rows, [])
})

test('a closed file keeps only its follow-up', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me })
  const goal_id = await aGoal(case_id, me)
  await aStep(case_id, goal_id, { days: 0, owner: me, as: me })
  await at.ask(setReview, { case_id, version: 0, review_on: today }, me)
  const followUp = await aFollowUp(case_id, 0)
  await at.rows("update case_file set status = 'closed', closed_on = current_date where case_id = $1", [case_id])
  assert.deepEqual(ids((await at.ask(readToday, {}, me)).due_today), [followUp])
})

test('a rule of contact to ask again is due', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me })
  const safe_contact = {
    channels: [{ channel: 'call' as const, where: '600 000 000', from_hour: 10, to_hour: 12, who_else: '' }],
    code_word: '',
    if_someone_else_answers: '',
    voicemail: false,
    language: null,
    confirm_again_on: inDays(-1),
  }
  await at.ask(changeSafeContact, { case_id, version: 0, safe_contact }, me)
  const { overdue } = await at.ask(readToday, {}, me)
  assert.deepEqual(
    overdue.rows.map(({ kind, id }) => [kind, id]),
    [['contact', case_id]],
  )
})

test('referrals wait for the partner on one side and for us on the other', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me })
  const before = await at.ask(readToday, {}, at.staff.partner_worker)
  const sent = await aReferral(case_id, at.staff.coordinator, -2)
  await aReferral(case_id, me, -2, 'withdrawn')
  const mine = await at.ask(readToday, {}, me)
  assert.deepEqual(
    mine.waiting.rows.map(({ kind, id, whom, due_on }) => ({ kind, id, whom, due_on })),
    [{ kind: 'referral', id: sent, whom: 'Refugio del Olmo', due_on: inDays(-2) }],
  )
  assert.ok(ids((await at.ask(readToday, {}, at.staff.coordinator)).waiting).includes(sent))
  const theirs = await at.ask(readToday, {}, at.staff.partner_worker)
  assert.equal(theirs.to_answer?.count, (before.to_answer?.count ?? 0) + 1)
  assert.deepEqual(theirs.waiting.rows, [])
  assert.equal((await at.ask(readToday, {}, at.staff.other_partner_worker)).to_answer?.count, 0)
  assert.equal(mine.to_answer, null)
})

test('a late referral is told to the coordinator, a no and a message to whoever sent it, what is late to the partner', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me })
  const [late, no, listed] = [
    await aReferral(case_id, me, -1),
    await aReferral(case_id, me, 1),
    await aReferral(case_id, me, 1),
  ]
  const set = (what: string, id: string) => at.rows(`update referral set ${what} where referral_id = $1`, [id])
  await set("answer_due_at = now() - interval '1 hour', escalate_at = now()", late)
  await set("status = 'declined', decline_reason = 'full', answered_at = now()", no)
  await set("status = 'waiting', expected_on = current_date + 9", listed)
  await at.rows(
    `insert into referral_message (organisation_id, case_id, referral_id, message_id, from_organisation_id, sent_by, sealed_ours, sealed_theirs)
     values ($1, $2, $3, gen_random_uuid(), $4, $5, '', '')`,
    [at.ours.organisation_id, case_id, listed, at.partner.organisation_id, at.staff.partner_worker.staff_id],
  )
  const exception_id = newId()
  await at.rows(
    `insert into lawful_exception (organisation_id, case_id, exception_id, recipient_organisation_id, basis, asked_by, ends_on, sealed)
     values ($1, $2, $3, $4, 'court_order', $5, current_date + 3, '')`,
    [at.ours.organisation_id, case_id, exception_id, at.partner.organisation_id, me.staff_id],
  )
  const tasks = async (who: Who) => {
    const { overdue, due_today } = await at.ask(readToday, {}, who)
    return [...overdue.rows, ...due_today.rows]
      .filter((row) => row.case_id === case_id)
      .map(({ kind, id }) => `${kind} ${id}`)
  }
  const mine = await tasks(me)
  assert.deepEqual(
    mine.sort(),
    [`referral_declined ${no}`, `referral_late ${late}`, `referral_message ${listed}`].sort(),
  )
  const { waiting } = await at.ask(readToday, {}, me)
  assert.deepEqual(
    waiting.rows.map(({ kind, id, due_on }) => [kind, id, due_on]),
    [['on_list', listed, inDays(9)]],
  )
  assert.deepEqual(
    (await tasks(at.staff.coordinator)).sort(),
    [`exception ${exception_id}`, `referral_late ${late}`].sort(),
  )
  assert.deepEqual(await tasks(at.staff.far_coordinator), [])
  const theirs = await at.ask(readToday, {}, at.staff.partner_worker)
  assert.ok(theirs.answers_late!.count >= 1)
  assert.equal(theirs.referral_messages?.count, 0, 'what one wrote oneself is not news')
  const again = await aReferral(case_id, me, 1)
  await set(`follows_id = '${no}'`, again)
  assert.ok(!(await tasks(me)).includes(`referral_declined ${no}`))
})

test('new reports are counted for those who triage, with the day of the oldest', async () => {
  const report = (days: number, status: string, organisation_id = at.ours.organisation_id) =>
    at.db.owner.query(
      `insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language,
         received_on, status, sealed_body) values ($1, $2, sha256($3), '', 1, 'es', $4, $5, '')`,
      [organisation_id, newId(), Buffer.from(newId()), inDays(days), status],
    )
  await report(-4, 'new')
  await report(-1, 'new')
  await report(-9, 'closed')
  await report(-9, 'new', at.partner.organisation_id)
  const pile = { count: 2, oldest_on: inDays(-4) }
  assert.deepEqual((await at.ask(readToday, {}, at.staff.intake)).to_triage, pile)
  assert.deepEqual((await at.ask(readToday, {}, at.staff.coordinator)).to_triage, pile)
  assert.equal((await at.ask(readToday, {}, worker)).to_triage, null)
  await at.rows(`update report set due_on = received_on + 1 where status = 'new'`)
  const late = { count: 1, oldest_on: inDays(-3) }
  assert.deepEqual((await at.ask(readToday, {}, at.staff.intake)).reports_late, late)
  assert.equal((await at.ask(readToday, {}, worker)).reports_late, null)
})

test('what a conference asked of a colleague is due', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me })
  const [conference_id, item_id, task_id] = [newId(), newId(), newId()]
  const item = { item_id, section: 'home' as const, title: 'A room', words: '' }
  await at.ask(
    callConference,
    {
      ...{ case_id, conference_id, meets_at: `${inDays(-1)}T10:00:00Z`, asked: 'yes', attends: 'not', place: 'Here' },
      ...{ said: '', wishes: '', agencies: [], items: [item] },
    },
    me,
  )
  const owner = { kind: 'staff' as const, staff_id: me.staff_id }
  await at.ask(setTask, { case_id, item_id, task_id, words: 'Look at the room', owner, due_on: today }, me)
  const due = async () => (await at.ask(readToday, {}, me)).due_today.rows
  assert.deepEqual(
    (await due()).map(({ kind, id, words }) => [kind, id, words]),
    [['conference_task', task_id, 'Look at the room']],
  )
  await at.ask(markTask, { case_id, task_id, version: 1, status: 'done', answer: '' }, me)
  assert.deepEqual(await due(), [])
})

test('a long past does not push today off the page', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me })
  const goal_id = await aGoal(case_id, me)
  const now = await aStep(case_id, goal_id, { days: 0, owner: me, as: me })
  const past = Array.from({ length: 52 }, (_, count) => -1 - count)
  await Promise.all(past.map((days) => aStep(case_id, goal_id, { days, owner: me, as: me })))
  const { overdue, due_today } = await at.ask(readToday, {}, me)
  assert.deepEqual([overdue.rows.length, overdue.more], [50, true])
  assert.equal(overdue.rows[0]?.due_on, inDays(-52))
  assert.deepEqual(ids(due_today), [now])
})

test('each thing stands once, in day order, and a cut group says that there is more', () => {
  const rows = fc.array(
    fc.record({ id: fc.uuid(), due_on: fc.integer({ min: -30, max: 30 }).map((days) => inDays(days)) }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 10 }), (all, size) => {
      const groups = groupByDue(all, today, size)
      const due = all.filter(({ due_on }) => due_on <= inDays(7))
      const shown = Object.values(groups).flatMap((group) => group.rows)
      assert.ok(shown.every((row) => due.includes(row)) && new Set(shown).size === shown.length)
      for (const { rows: some, more } of Object.values(groups)) {
        assert.ok(some.length <= size && (!more || some.length === size))
        assert.deepEqual(
          some.map(({ due_on }) => due_on),
          some.map(({ due_on }) => due_on).sort(),
        )
      }
      if (Object.values(groups).every(({ more }) => !more)) assert.equal(shown.length, due.length)
    }),
  )
})

test('a paper that ends is a thing of the day for the reference worker of its file', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me })
  const paper = (days: number) => aPaper(case_id, { expires_on: inDays(days), section: 'identity' })
  const [ended, later] = [paper(-2), paper(40)]
  for (const each of [ended, later]) await at.ask(addDocument, each, me)
  const { overdue } = await at.ask(readToday, {}, me)
  assert.deepEqual(
    overdue.rows.map(({ kind, id }) => [kind, id]),
    [['document', ended.document_id]],
  )
})

test('an exception somebody asked for stands on the day of whoever may approve it, until it is answered', async () => {
  const me = await aWorker()
  const { case_id } = await at.aFile({ worker: me })
  const override_id = newId()
  const assignment = { kind: 'team_member' as const, staff_id: at.staff.lawyer.staff_id }
  await at.ask(askOverride, { case_id, override_id, assignment, reason: 'Nobody else speaks their language.' }, me)
  const { coordinator, far_coordinator, director } = at.staff
  const seenBy = async (who: Who) => {
    const { due_today } = await at.ask(readToday, {}, who)
    return due_today.rows.filter(({ kind, id }) => kind === 'override' && id === override_id).length
  }
  assert.equal(await seenBy(coordinator), 1)
  for (const who of [me, far_coordinator, director]) assert.equal(await seenBy(who), 0, who.staff_id)
  await at.ask(answerOverride, { case_id, override_id, version: 1, answer: 'declined' }, coordinator)
  assert.equal(await seenBy(coordinator), 0)
})

test('a report that was passed on stands on the day of the partner, until it is taken up or taken back', async () => {
  const { coordinator, partner_worker, other_partner_worker } = at.staff
  const seenBy = async (who: Who) => (await at.ask(readToday, {}, who)).to_take_up
  const record = { to_whom: '', note: '', why_basis: '' }
  const to = { to_organisation_id: at.partner.organisation_id, outside: null, legal_basis: 'consent', record }
  const passOn = async (pass_id: string) => {
    const [report_id, decision_id] = [await reportsOf(at)(), newId()]
    const pass = { ...to, pass_id, wish: 'agreed' as const, shared: ['words' as const] }
    return at.ask(decideReport, { report_id, version: 1, decision_id, kind: 'passed_on', pass }, coordinator)
  }
  const first = newId()
  const [, { report_id, version }] = [await passOn(first), await passOn(newId())]
  assert.deepEqual(await seenBy(partner_worker), { count: 2, oldest_on: today })
  const none = { count: 0, oldest_on: null }
  assert.deepEqual([await seenBy(other_partner_worker), await seenBy(coordinator)], [none, null])
  await at.ask(takePassedReport, { pass_id: first, version: 1, answer: 'taken' }, partner_worker)
  await at.ask(reopenReport, { report_id, version, decision_id: newId() }, coordinator)
  assert.deepEqual(await seenBy(partner_worker), none)
})
