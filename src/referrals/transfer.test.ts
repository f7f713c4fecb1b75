// A file changes houses: what goes along and what stays, what each side sees before and after, the way back, and that
// nothing happens by halves.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sections } from '#access/access.ts'
import { openFile } from '#cases/case.ts'
import { withdrawConsent } from '#consents/consent.ts'
import { readDocuments, readPage } from '#documents/document.ts'
import { newId } from '#kit/id.ts'
import { readLeaving, reopenFile } from '#leaving/leaving.ts'
import { addNote, readNotes } from '#notes/note.ts'
import { readExclusions } from '#people/exclusion.ts'
import { openIdentity } from '#people/identity.ts'
import { readPlan } from '#plans/plan.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { canary, day, notFound } from '#test/referrals.ts'
import { forGood, type TransferHands, transferHands, transferModules } from '#test/transfers.ts'
import { answerReferral, listReferrals, readQueue, sendReferral, withdrawReferral } from './referral.ts'
import { confirmArrival, listLeaders, readCameAlong, takeOver, undoTakeOver } from './transfer.ts'

let at: TestHouse
let hands: TransferHands
before(async () => {
  at = await testHouse(...(await transferModules()))
  hands = await transferHands(at)
})
after(() => at.close())

const queued = async (referral_id: string, who: Who = hands.partner) =>
  (await at.ask(readQueue, {}, who)).referrals.find((each) => each.referral_id === referral_id)!
const inFile = async (case_id: string, referral_id: string, who: Who = at.staff.coordinator) =>
  (await at.ask(listReferrals, { case_id }, who)).referrals.find((each) => each.referral_id === referral_id)!
const texts = async (case_id: string, who: Who) =>
  (await at.ask(readNotes, { case_id }, who)).notes.map(({ section, text }) => [section, text])

test('before acceptance the partner sees the summary and nothing else', async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  const seen = await queued(referral_id)
  assert.deepEqual([seen.kind, seen.case_id, seen.taken_over], ['transfer', null, null])
  for (const who of [hands.partner, hands.leader, hands.coordinatorThere])
    await assert.rejects(at.ask(openFile, { case_id }, who), notFound)
  await assert.rejects(at.ask(answerReferral, { referral_id, version: 1, answer: 'accepted' }, hands.partner), {
    key: 'referral.nobody_leads',
  })
  await at.ask(answerReferral, { referral_id, version: 1, answer: 'declined', reason: 'full' }, hands.partner)
  const file = await at.ask(openFile, { case_id }, hands.worker)
  assert.deepEqual([file.status, file.team.length], ['open', 1], 'a no changes nothing')
  await assert.rejects(hands.take(referral_id, 2), { key: 'stale' })
})

test('on acceptance what she let go along is theirs, sealed anew; the first house closes its file', async () => {
  const { case_id, referral_id, picture } = await hands.aTransfer()
  const { new_case_id, reference } = await hands.take(referral_id)
  const file = await at.ask(openFile, { case_id: new_case_id }, hands.leader)
  assert.deepEqual([file.status, file.reference, file.card.alias], ['open', reference, 'Maya'])
  assert.deepEqual(
    file.team.map(({ staff_id, function: what }) => [staff_id, what]),
    [[hands.leader.staff_id, 'reference_worker']],
  )
  assert.notEqual(reference, (await at.ask(openFile, { case_id }, at.staff.coordinator)).reference)
  assert.equal(file.safe_contact?.code_word, canary)
  assert.deepEqual(await texts(new_case_id, hands.leader), [['story', `${canary} story`]])
  assert.equal(
    (await at.ask(openIdentity, { case_id: new_case_id }, hands.leader)).identity?.gender_words,
    `${canary} identity`,
  )
  const { exclusions } = await at.ask(readExclusions, { case_id: new_case_id }, hands.leader)
  assert.equal(exclusions.length, 1)
  const { goals } = await at.ask(readPlan, { case_id: new_case_id }, hands.leader)
  assert.deepEqual(
    goals.map(({ need, actions }) => [need, actions.map(({ owner_id }) => owner_id)]),
    [['housing', [hands.leader.staff_id]]],
  )
  const { documents } = await at.ask(readDocuments, { case_id: new_case_id }, hands.leader)
  assert.deepEqual(
    documents.map(({ note, held_by, pages }) => [note, held_by, pages.length]),
    [[`${canary} paper`, 'other_organisation', 1]],
  )
  const [paper] = documents
  const page = { case_id: new_case_id, document_id: paper!.document_id, content_id: paper!.pages[0]!.content_id }
  assert.ok(
    Buffer.from((await at.ask(readPage, page, hands.leader)).bytes, 'base64').length > 100 && picture.length > 100,
  )
  assert.ok(file.timeline.some(({ kind, codes }) => kind === 'note_written' && codes.came === 1))
  assert.ok(file.timeline.some(({ kind }) => kind === 'file_came'))
  assert.equal(file.next_due_on, day(5))

  const here = await inFile(case_id, referral_id)
  assert.deepEqual([here.status, here.led_by_name, here.answer_words], ['accepted', 'Quien acompaña', 'Come in.'])
  assert.deepEqual([...here.handed_over!.sections].sort(), [...forGood].sort())
  assert.deepEqual(
    here.handed_over!.matters.map(({ kind, code }) => [kind, code]),
    [['action', 'legal']],
  )
  const leaving = await at.ask(readLeaving, { case_id }, at.staff.coordinator)
  assert.deepEqual(
    [leaving.status, leaving.closures[0]!.reason, leaving.closures[0]!.left_open],
    ['closed', 'transferred', 1],
  )
  assert.ok(leaving.retention)
  await assert.rejects(at.ask(openFile, { case_id }, hands.worker), notFound, 'the team went with the file')

  // Nothing of it lies unsealed, and no two envelopes are the same bytes.
  const [same] = await at.rows(
    'select count(*)::int as n from note a join note b on a.sealed = b.sealed and a.case_id = $1 and b.case_id = $2',
    [case_id, new_case_id],
  )
  assert.equal(same!.n, 0)
  for (const table of ['transfer_in', 'transfer_out', 'journal', 'answered_request', 'referral']) {
    const [all] = await at.rows(`select string_agg(t::text, ' ') as text from ${table} t`)
    assert.doesNotMatch(String(all!.text), new RegExp(`CANARY|${Buffer.from('CANARY').toString('hex')}`), table)
  }
})

test('what may be read until a day is read there, until she takes it back; what went for good stays', async () => {
  const { case_id, referral_id, consent_id } = await hands.aTransfer()
  const { new_case_id } = await hands.take(referral_id)
  const { came } = await at.ask(readCameAlong, { case_id: new_case_id }, hands.leader)
  assert.deepEqual(
    [came!.from_name, came!.read_sections, came!.read_case_id, came!.read_until],
    ['Casa Encina', ['health'], case_id, day(60)],
  )
  assert.deepEqual(await texts(case_id, hands.leader), [['health', `${canary} health`]])
  await assert.rejects(at.ask(readCameAlong, { case_id: new_case_id }, hands.partner), notFound)
  assert.equal((await at.ask(readCameAlong, { case_id }, hands.leader)).came, null)
  await at.ask(confirmArrival, { case_id: new_case_id }, hands.leader)

  // What the receiving house adds is not the first house's to see.
  const later = { case_id: new_case_id, note_id: newId(), section: 'story' as const, text: 'later' }
  await at.ask(addNote, later, hands.leader)
  for (const who of [at.staff.coordinator, at.staff.director, hands.worker])
    await assert.rejects(at.ask(openFile, { case_id: new_case_id }, who), notFound)
  assert.ok(!(await texts(case_id, at.staff.coordinator)).some(([, text]) => text === 'later'))

  await at.ask(withdrawConsent, { case_id, consent_id }, at.staff.coordinator)
  await assert.rejects(at.ask(openFile, { case_id }, hands.leader), notFound)
  const now = (await at.ask(readCameAlong, { case_id: new_case_id }, hands.leader)).came!
  assert.ok(now.consent_ended_at && now.read_at && now.read_case_id === null)
  assert.equal((await texts(new_case_id, hands.leader)).length, 2)
  const file = await at.ask(openFile, { case_id: new_case_id }, hands.leader)
  assert.ok(file.timeline.some(({ kind }) => kind === 'came_withdrawn'))
})

test('undone at once, everything is as it was; not once somebody wrote, nor after five minutes', async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  const { new_case_id } = await hands.take(referral_id)
  const seen = await queued(referral_id)
  assert.ok(seen.taken_over?.undo_until)
  await at.ask(undoTakeOver, { referral_id, version: 2 }, hands.partner)
  for (const [table, column] of await allTables()) {
    const [left] = await at.rows(`select count(*)::int as n from ${table} where ${column} = $1`, [new_case_id])
    assert.ok(left!.n === 0 || table === 'journal', `${table} still holds the file`)
  }
  const file = await at.ask(openFile, { case_id }, hands.worker)
  assert.deepEqual([file.status, file.team.map(({ function: what }) => what)], ['open', ['reference_worker']])
  assert.equal((await inFile(case_id, referral_id, hands.worker)).status, 'sent')
  const again = await hands.take(referral_id, 3)
  await at.ask(
    addNote,
    { case_id: again.new_case_id, note_id: newId(), section: 'story', text: 'We began.' },
    hands.leader,
  )
  const used = at.ask(undoTakeOver, { referral_id, version: 4 }, hands.partner)
  await assert.rejects(used, { key: 'referral.transfer_used' })

  const late = await hands.aTransfer()
  await hands.take(late.referral_id)
  await at.rows("update transfer_out set accepted_at = accepted_at - interval '6 minutes' where referral_id = $1", [
    late.referral_id,
  ])
  const tooLate = at.ask(undoTakeOver, { referral_id: late.referral_id, version: 2 }, hands.partner)
  await assert.rejects(tooLate, { key: 'referral.undo_too_late' })
  const back = { case_id: late.case_id, referral_id: late.referral_id, version: 2 }
  await assert.rejects(at.ask(withdrawReferral, back, at.staff.coordinator), { key: 'referral.handed_over' })
})

const allTables = async () =>
  (
    await at.rows(`select table_name, column_name from information_schema.columns
      where table_schema = 'public' and column_name in ('case_id', 'new_case_id', 'from_case_id')`)
  ).map(({ table_name, column_name }) => [String(table_name), String(column_name)] as const)

test('a crash in the middle changes nothing', async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  const before = await at.rows(
    'select (f.*)::text, (r.*)::text from case_file f join referral r using (case_id) where case_id = $1',
    [case_id],
  )
  const [count] = await at.rows('select count(*)::int as n from case_file')
  for (const table of ['document_part', 'closure', 'case_access', 'journal']) {
    await at.rows(`create function pg_temp_fails() returns trigger language plpgsql as $$ begin raise exception 'the lights went out'; end $$;
      create trigger fails before insert on ${table} for each row execute function pg_temp_fails()`)
    try {
      await assert.rejects(hands.take(referral_id), { kind: 'broken' })
    } finally {
      await at.rows(`drop function pg_temp_fails() cascade`)
    }
  }
  assert.deepEqual(
    await at.rows(
      'select (f.*)::text, (r.*)::text from case_file f join referral r using (case_id) where case_id = $1',
      [case_id],
    ),
    before,
  )
  assert.deepEqual(await at.rows('select count(*)::int as n from case_file'), [count])
  await hands.take(referral_id)
})

test('of two who take over at once, one does; of two houses asked, one', async () => {
  const other = at.staff.other_partner_worker
  await at.rows('update organisation set leads_files = true where organisation_id = $1', [other.organisation_id])
  const leader = await at.join(at.otherPartner, 'Quien acompaña allí', ['partner_worker', 'reference_worker'])
  const won = (all: PromiseSettledResult<unknown>[]) => all.filter(({ status }) => status === 'fulfilled').length
  const same = await hands.aTransfer()
  assert.equal(won(await Promise.allSettled([1, 2, 3].map(() => hands.take(same.referral_id)))), 1)

  const { case_id, referral_id } = await hands.aTransfer()
  const there = await hands.send(case_id, await hands.aConsentToTransfer(case_id, other), other)
  const both = await Promise.allSettled([hands.take(referral_id), hands.take(there, 1, other, leader.staff_id)])
  assert.equal(won(both), 1)
  const files = await at.rows('select count(*)::int as n from transfer_in where from_case_id = $1', [case_id])
  assert.deepEqual(files, [{ n: 1 }])
})

test('who may: colleagues of the house asked, to somebody there who may lead; nobody else, and no house that leads none', async () => {
  const { case_id, referral_id, consent_id } = await hands.aTransfer()
  const wish = { referral_id, version: 1, transfer_id: newId(), new_case_id: newId(), led_by: hands.leader.staff_id }
  const asks = [
    (who: Who) => at.ask(takeOver, wish, who),
    (who: Who) => at.ask(undoTakeOver, { referral_id, version: 1 }, who),
  ]
  for (const ask of asks) {
    await assert.rejects(ask(nobody), { kind: 'signed_out' })
    for (const who of [at.staff.coordinator, at.staff.partner_administrator, hands.coordinatorThere])
      await assert.rejects(ask(who), { kind: 'refused' })
    await assert.rejects(ask(at.staff.other_partner_worker), notFound)
  }
  const { leaders } = await at.ask(listLeaders, {}, hands.partner)
  assert.ok(leaders.some(({ staff_id }) => staff_id === hands.leader.staff_id))
  assert.ok(!leaders.some(({ staff_id }) => staff_id === hands.partner.staff_id))
  await assert.rejects(at.ask(listLeaders, {}, at.staff.coordinator), { kind: 'refused' })
  for (const led_by of [hands.partner.staff_id, at.staff.reference_worker.staff_id])
    await assert.rejects(hands.take(referral_id, 1, hands.partner, led_by), { key: 'referral.nobody_leads' })
  await at.ask(withdrawConsent, { case_id, consent_id }, hands.worker)
  await assert.rejects(hands.take(referral_id, 2), { key: 'stale' })

  const plain = await hands.aFullFile()
  const { consent_id: nothing_for_good } = await at.aConsent(plain.case_id, hands.partner, ['home'])
  await assert.rejects(hands.send(plain.case_id, nothing_for_good), { key: 'referral.nothing_goes' })
  await at.rows('update organisation set leads_files = false where organisation_id = $1', [at.partner.organisation_id])
  const { referral_id: _, ...last } = { referral_id, case_id: plain.case_id }
  await assert.rejects(hands.aConsentToTransfer(last.case_id), { key: 'consent.leads_no_files' })
  await assert.rejects(hands.send(last.case_id, nothing_for_good), { key: 'referral.leads_no_files' })
  await at.rows('update organisation set leads_files = true where organisation_id = $1', [at.partner.organisation_id])
  assert.ok(sendReferral)
})

test('whoever comes back and is handed over again is led by the house that took her last', async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  await hands.take(referral_id)
  const { version } = await at.ask(readLeaving, { case_id }, at.staff.coordinator)
  const team = { case_id, staff_id: hands.worker.staff_id, function: 'reference_worker' as const }
  await at.ask(assignTeam, { ...team, access_id: newId(), sections: [...sections] }, at.staff.coordinator)
  await at.ask(reopenFile, { case_id, version }, at.staff.coordinator)
  const again = await hands.send(case_id, await hands.aConsentToTransfer(case_id))
  await hands.take(again)
  assert.deepEqual(await Promise.all([referral_id, again].map(async (id) => (await inFile(case_id, id)).status)), [
    'ended',
    'accepted',
  ])
})

test('an open protocol keeps the file where it is', async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  await at.rows(
    `insert into protocol (organisation_id, case_id, protocol_id, kind, section, cause, facts_version, closing, opened_by, opened_at, look_by, talk_by)
     values ($1, $2, $3, 'danger', 'safety', 'told', 1, 'not_opener', $4, now(), now(), now())`,
    [at.ours.organisation_id, case_id, newId(), hands.worker.staff_id],
  )
  await assert.rejects(hands.take(referral_id), { key: 'referral.transfer_not_now' })
})

test('whom she must not meet does not lead her file', async () => {
  const { case_id, referral_id } = await hands.aTransfer()
  const them = await at.join(at.partner, 'Ramón Quesada Villalobos', ['reference_worker'])
  const what = { kind: 'person' as const, name: 'Ramón Quesada Villalobos', latin: '', role: 'suspect' }
  await hands.exclude(case_id, what)
  await assert.rejects(hands.take(referral_id, 1, hands.partner, them.staff_id), { key: 'referral.leader_excluded' })
  await hands.take(referral_id)
})
