// The walls in the database around referrals, asked as the people they stand between; and each of them taken down once, to
// see that somebody notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { openFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { referralHoles } from '#test/access/referral-mutants.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { type ReferralHands, referralHands } from '#test/referrals.ts'
import { answerException } from './exception.ts'
import { sendReferral, undoReferral } from './referral.ts'
import { tickStep, writeMessage } from './talk.ts'

let at: TestHouse
let hands: ReferralHands
before(async () => {
  at = await testHouse(
    await import('./referral.api.ts'),
    await import('./talk.api.ts'),
    await import('./exception.api.ts'),
    await import('#cases/case.api.ts'),
  )
  hands = referralHands(at)
})
after(() => at.close())

/** What somebody gets by asking the database past the server; what it refuses is nothing. */
const asked = async (who: Who, question: RawBuilder<unknown>, first?: RawBuilder<unknown>): Promise<unknown[]> =>
  at.house.database
    .transaction({ token: who.token }, async (tx) => {
      await first?.execute(tx)
      const { rows } = await question.execute(tx)
      throw Object.assign(new Error('taken back'), { rows })
    })
    .catch((error: Error & { rows?: unknown[] }) => error.rows ?? [])

const aTalk = async (how: 'live' | 'run_out' | 'withdrawn') => {
  const one = await hands.aSentOne()
  const { case_id, referral_id, consent_id } = one
  await hands.reply(referral_id, 1, {})
  await at.ask(writeMessage, { case_id, referral_id, message_id: newId(), words: 'x' }, hands.worker)
  await at.ask(tickStep, { case_id, referral_id, step: 'way_there', done: true }, hands.worker)
  if (how === 'run_out')
    await at.rows('update consent set starts_on = current_date - 9, ends_on = current_date - 1 where consent_id = $1', [
      consent_id,
    ])
  if (how === 'withdrawn')
    await at.rows("update referral set status = 'withdrawn' where referral_id = $1", [referral_id])
  return one
}

const ground = async () => {
  const [live, over, gone] = [await aTalk('live'), await aTalk('run_out'), await aTalk('withdrawn')]
  const undone = await hands.aSentOne()
  await at.ask(undoReferral, { case_id: undone.case_id, referral_id: undone.referral_id, version: 1 }, hands.worker)
  const looked = await hands.aSentOne()
  await hands.queued(looked.referral_id)
  const old = await hands.aSentOne()
  await at.rows("update referral set sent_at = sent_at - interval '6 minutes' where referral_id = $1", [
    old.referral_id,
  ])
  const fresh = await hands.aSentOne()
  const narrow = await hands.aReadyFile(['identity', 'home'])
  await at.ask(sendReferral, { ...narrow.input, sections: ['home'] }, hands.worker)
  const unapproved = await hands.anException(live.case_id)
  const ended = await hands.anException(live.case_id, { approved: true })
  await at.ask(
    answerException,
    { case_id: live.case_id, exception_id: ended, version: 2, answer: 'ended' },
    at.staff.coordinator,
  )
  return { live, over, gone, undone, looked, old, fresh, narrow, unapproved, ended }
}
type Ground = Awaited<ReturnType<typeof ground>>

const written = (referral_id: string) =>
  sql`select where guard.write_referral_message(${referral_id}, ${newId()}, '', '') = 'done'`
const undoing = (referral_id: string) => sql`select where guard.undo_referral(${referral_id}, 1, ${newId()}) = 'undone'`
const onException = ({ live }: Ground, exception_id: string) => sql`
  insert into referral (organisation_id, case_id, referral_id, to_organisation_id, need, exception_id, sent_by, answer_due_on, intake_version, sealed_summary, sealed)
  values (${at.ours.organisation_id}, ${live.case_id}, ${newId()}, ${at.partner.organisation_id}, 'housing', ${exception_id},
    ${hands.worker.staff_id}, current_date, 1, '', '') returning 1`
const exceptionBy = ({ live }: Ground, asked_by: string, answer: string | null) => sql`
  insert into lawful_exception (organisation_id, case_id, exception_id, recipient_organisation_id, basis, asked_by, ends_on, sealed, answer, answered_by, answered_at)
  values (${at.ours.organisation_id}, ${live.case_id}, ${newId()}, ${at.partner.organisation_id}, 'court_order', ${asked_by}, current_date + 3, '',
    ${answer}, ${answer && at.staff.director.staff_id}, ${answer && new Date().toISOString()}) returning 1`

/** What each of them must not get; the names of those that did. */
const leaks = async (g: Ground): Promise<string[]> => {
  const { partner, worker } = hands
  const { other_partner_worker: other, second_worker: second } = at.staff
  const rowsOf = (table: string, referral_id: string) =>
    sql`select from ${sql.table(table)} where referral_id = ${referral_id}`
  const tries: [string, Who, RawBuilder<unknown>][] = [
    ...['referral_message', 'referral_step'].flatMap((table): [string, Who, RawBuilder<unknown>][] => [
      [`${table} of another partner`, other, rowsOf(table, g.live.referral_id)],
      [`${table} after the consent`, partner, rowsOf(table, g.over.referral_id)],
      [`${table} after the end`, partner, rowsOf(table, g.gone.referral_id)],
      [`${table} of a colleague's file`, second, rowsOf(table, g.live.referral_id)],
    ]),
    ['an undone referral', partner, sql`select from referral where referral_id = ${g.undone.referral_id}`],
    ['an exception of a colleague', second, sql`select from lawful_exception`],
    ['an exception at the partner', partner, sql`select from lawful_exception`],
    ['an exception in another name', worker, exceptionBy(g, second.staff_id, null)],
    ['an exception that comes approved', worker, exceptionBy(g, worker.staff_id, 'approved')],
    ['undone after a look', worker, undoing(g.looked.referral_id)],
    ['undone too late', worker, undoing(g.old.referral_id)],
    ['undone by a colleague', second, undoing(g.fresh.referral_id)],
    ['sent on what nobody approved', worker, onException(g, g.unapproved)],
    ['sent on what ended', worker, onException(g, g.ended)],
    ['written by another partner', other, written(g.live.referral_id)],
    ['written after the consent', partner, written(g.over.referral_id)],
  ]
  const found: string[] = []
  for (const [name, who, question] of tries) if ((await asked(who, question)).length > 0) found.push(name)
  const narrow = g.narrow
  const accepted = sql`select guard.answer_referral(${narrow.referral_id}, 1, 'accepted', null, null, ${newId()})`
  const opens = (section: string) => sql`select where guard.opens(${narrow.case_id}, ${section})`
  assert.equal((await asked(partner, opens('home'), accepted)).length, 1)
  if ((await asked(partner, opens('identity'), accepted)).length > 0) found.push('more than was chosen')
  return found
}

test('nobody gets past the walls, and what they let through they let through', async () => {
  const g = await ground()
  assert.deepEqual(await leaks(g), [])
  for (const table of ['referral_message', 'referral_step'])
    for (const who of [hands.partner, hands.worker])
      assert.equal(
        (await asked(who, sql`select from ${sql.table(table)} where referral_id = ${g.live.referral_id}`)).length,
        1,
      )
  assert.equal((await asked(hands.worker, undoing(g.fresh.referral_id))).length, 1)
  assert.equal((await asked(hands.worker, exceptionBy(g, hands.worker.staff_id, null))).length, 1)
  await assert.rejects(at.ask(openFile, { case_id: g.over.case_id }, hands.partner), { kind: 'not_found' })

  const unnoticed: string[] = []
  for (const hole of referralHoles) {
    const undo = await plant(hole)
    if ((await leaks(g)).length === 0) unnoticed.push(hole.name)
    await undo()
  }
  assert.deepEqual(unnoticed, [])
  assert.deepEqual(await leaks(g), [])
})

const plant = async (hole: (typeof referralHoles)[number]): Promise<() => Promise<unknown>> => {
  if ('in' in hole) {
    const [row] = await at.rows(
      "select pg_get_functiondef(p.oid) as was from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname = $1",
      [hole.in],
    )
    const was = String(row!.was)
    assert.ok(was.includes(hole.from), `${hole.name}: nothing to take out`)
    await at.rows(was.replace(hole.from, hole.to))
    return () => at.rows(was)
  }
  const [row] = await at.rows(
    `select pg_get_expr(polqual, polrelid) as reads, pg_get_expr(polwithcheck, polrelid) as checks, polcmd as command
     from pg_policy where polrelid = $1::regclass and polname = $2`,
    [hole.table, hole.policy],
  )
  const { reads, checks, command } = row as { reads: string | null; checks: string | null; command: string }
  const right =
    command === 'a' ? `for insert to amparo_app with check (${checks})` : `for select to amparo_app using (${reads})`
  const make = (as: string) =>
    at.rows(`drop policy ${hole.policy} on ${hole.table}; create policy ${hole.policy} on ${hole.table} ${as}`)
  await make(hole.as)
  return () => make(right)
}
