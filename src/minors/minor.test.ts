// The pathway through the gate: who reads and writes it, its order, the family that is not told, consents that end with
// the guardian they stood on, and what happens when two write at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { listConsents, recordConsent } from '#consents/consent.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { findFamilyRisk, holdGuardian } from '#people/minor-facts.store.ts'
import { momentOfToday } from '#test/day.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { assent, check, guardian, interest, missing, plan, risk, step, talk, today } from '#test/minors.ts'
import { someoneWaits } from '#test/waits.ts'
import { keepGuardian } from './guardian.ts'
import { recordAssent, recordBestInterest, withdrawAssent } from './heard.ts'
import { readMinor } from './minor.ts'
import { keepMissingPlan, sayBack, sayMissing, takeFirstStep } from './missing.ts'
import { markStep } from './pathway.ts'
import { recordFamilyRisk, recordMissingCheck } from './risk.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    await import('./minor.api.ts'),
    await import('./records.api.ts'),
    await import('./missing.api.ts'),
    await import('#consents/consent.api.ts'),
    await import('#team/team.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const year = Number(today.slice(0, 4))
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const aChild = () => at.aFile({ card: { birth_year: year - 15 } })
const consent = (case_id: string, given_by: 'guardian' | 'minor_with_guardian' | 'court') => ({
  case_id,
  consent_id: newId(),
  recipient_organisation_id: at.partner.organisation_id,
  sections: ['safety' as const],
  purpose: 'shelter' as const,
  given_by,
  how: 'signed' as const,
  language: 'ne',
  with_interpreter: true,
  starts_on: today,
  ends_on: addDays(today, 30),
})
/** The first days: safe, checked, heard. */
const settled = async () => {
  const { case_id } = await aChild()
  await at.ask(markStep, step(case_id, 'safe_now'), me)
  await at.ask(recordMissingCheck, check(case_id), me)
  await at.ask(recordAssent, assent(case_id), me)
  return { case_id }
}
const read = (case_id: string, who = me) => at.ask(readMinor, { case_id }, who)
const stateOf = async (case_id: string, code: string) =>
  (await read(case_id)).steps.find((each) => each.code === code)?.state

test('the pathway is walked from the first night to a decision, each step telling the timeline', async () => {
  const { case_id } = await settled()
  await at.ask(markStep, step(case_id, 'authority_told'), me)
  await at.ask(keepGuardian, guardian(case_id), me)
  await at.ask(keepMissingPlan, plan(case_id), me)
  await at.ask(recordFamilyRisk, risk(case_id), me)
  await at.ask(recordBestInterest, interest(case_id), me)
  await at.ask(markStep, step(case_id, 'family_told', 0, 'done', 'By the lawyer, by telephone.'), me)
  const side = await read(case_id, at.staff.coordinator)
  assert.deepEqual(
    side.steps.filter(({ state }) => state !== 'done').map(({ code, state }) => [code, state]),
    [
      ['lasting_solution', 'next'],
      ['transition_18', 'next'],
    ],
  )
  assert.equal(side.best_interests[0]?.child_words, 'With the other girls.')
  assert.equal(side.missing_plan?.calls[0]?.whom, 'police')
  assert.equal(side.guardian?.name, 'Her aunt')
  assert.equal(side.steps.find(({ code }) => code === 'family_told')?.mark?.words, 'By the lawyer, by telephone.')
  assert.equal(side.transition?.earliest_on, `${year + 3}-01-01`)
  const kinds = await at.rows('select kind from timeline_entry where case_id = $1 order by at', [case_id])
  assert.deepEqual(kinds.map(({ kind }) => kind).slice(2), [
    'minor_step_marked',
    'missing_checked',
    'assent_asked',
    'minor_step_marked',
    'guardian_recorded',
    'missing_plan_written',
    'family_risk_assessed',
    'best_interest_decided',
    'minor_step_marked',
  ])
  const bare = "select from best_interest where case_id = $1 and position(convert_to('girls', 'UTF8') in sealed) > 0"
  assert.deepEqual(await at.rows(bare, [case_id]), [])
})

test('no step is taken before those it waits for, and a record is not ticked by hand', async () => {
  const { case_id } = await aChild()
  await refuses(at.ask(recordMissingCheck, check(case_id), me), 'invalid', 'minor.step_waits')
  await refuses(at.ask(recordFamilyRisk, risk(case_id), me), 'invalid', 'minor.step_waits')
  await refuses(at.ask(recordBestInterest, interest(case_id), me), 'invalid', 'minor.step_waits')
  await refuses(at.ask(keepMissingPlan, plan(case_id), me), 'invalid', 'minor.step_waits')
  await refuses(at.ask(markStep, step(case_id, 'lasting_solution'), me), 'invalid', 'minor.step_waits')
  await refuses(at.ask(markStep, step(case_id, 'missing_plan'), me), 'invalid', 'minor.step_by_record')
  await refuses(at.ask(markStep, step(case_id, 'nothing'), me), 'not_found', 'minor.step_not_found')
  await refuses(
    at.ask(markStep, step(case_id, 'missing_checked', 0, 'not_needed'), me),
    'invalid',
    'minor.not_needed_why',
  )
  assert.equal(await stateOf(case_id, 'family_risk'), 'waits')
  await at.ask(markStep, step(case_id, 'safe_now', 0, 'not_needed', 'Came with her sister.'), me)
  assert.equal(await stateOf(case_id, 'missing_checked'), 'next')
})

test('the family is neither told nor asked until the latest assessment says it is safe', async () => {
  const { case_id } = await settled()
  await at.ask(recordBestInterest, interest(case_id), me)
  const tries = async () => {
    await refuses(at.ask(markStep, step(case_id, 'family_told'), me), 'invalid', 'minor.family_not_safe')
    await refuses(at.ask(recordMissingCheck, check(case_id, ['family']), me), 'invalid', 'minor.asking_exposes')
    const call = { by: 'on_duty' as const, whom: 'family' as const, who: 'Mother', within_hours: 2 }
    await refuses(at.ask(keepMissingPlan, plan(case_id, 0, { calls: [call] }), me), 'invalid', 'minor.family_not_safe')
    const home = interest(case_id, { question: 'return_to_family' })
    await refuses(at.ask(recordBestInterest, home, me), 'invalid', 'minor.family_not_safe')
    assert.equal((await read(case_id)).family_may_be_told, false)
  }
  await tries()
  await at.ask(recordFamilyRisk, risk(case_id, 'not_clear'), me)
  await tries()
  await at.ask(recordFamilyRisk, risk(case_id, 'safe'), me)
  assert.equal((await read(case_id)).family_may_be_told, true)
  await at.ask(recordMissingCheck, check(case_id, ['family']), me)
  await at.ask(recordFamilyRisk, risk(case_id, 'not_safe'), me)
  await tries()
  await at.house.database.transaction({ token: me.token, case_id }, async (tx) => {
    assert.equal(await findFamilyRisk(tx, case_id), 'not_safe')
  })
  for (const { token } of [at.staff.far_coordinator, at.staff.partner_worker])
    await at.house.database.transaction({ token, case_id }, async (tx) => {
      assert.equal(await findFamilyRisk(tx, case_id), null)
      assert.equal(await holdGuardian(tx, case_id), 'may_not')
    })
})

test('a guardian found out consents no more, and what stood on their word closes with it', async () => {
  const { case_id } = await aChild()
  await at.ask(recordConsent, consent(case_id, 'guardian'), me)
  await at.ask(keepGuardian, guardian(case_id), me)
  await at.ask(recordConsent, consent(case_id, 'minor_with_guardian'), me)
  await at.ask(recordConsent, consent(case_id, 'court'), me)
  const conflict = guardian(case_id, 1, { status: 'conflict', may_consent: false, why: 'Seen with the uncle.' })
  await at.ask(keepGuardian, conflict, me)
  const states = async () =>
    Object.fromEntries(
      (await at.ask(listConsents, { case_id }, me)).consents.map(({ given_by, state }) => [given_by, state]),
    )
  assert.deepEqual(await states(), { guardian: 'withdrawn', minor_with_guardian: 'withdrawn', court: 'live' })
  for (const given_by of ['guardian', 'minor_with_guardian'] as const)
    await refuses(at.ask(recordConsent, consent(case_id, given_by), me), 'invalid', 'consent.guardian_may_not')
  await at.ask(recordConsent, consent(case_id, 'court'), me)
  await refuses(
    at.ask(keepGuardian, guardian(case_id, 2, { status: 'asked', name: '' }), me),
    'invalid',
    'minor.guardian_not_appointed',
  )
  await at.ask(keepGuardian, guardian(case_id, 2, { kind: 'public_body', name: 'Entidad de protección' }), me)
  await at.ask(recordConsent, consent(case_id, 'guardian'), me)
})

test('beside the answers the database itself refuses a consent on such a guardian', async () => {
  const { case_id } = await aChild()
  await at.ask(keepGuardian, guardian(case_id, 0, { status: 'conflict', may_consent: false }), me)
  const { consent_id, recipient_organisation_id } = consent(case_id, 'guardian')
  const insert = (given_by: string) =>
    at.house.database.transaction({ token: me.token, case_id }, (tx) =>
      sql`insert into consent (organisation_id, case_id, consent_id, recipient_organisation_id, sections, purpose, given_by, how, language,
        starts_on, ends_on, recorded_by) values (${at.ours.organisation_id}, ${case_id}, ${consent_id}, ${recipient_organisation_id}, '{safety}',
        'shelter', ${given_by}, 'spoken', 'ne', ${today}, ${addDays(today, 9)}, ${me.staff_id})`.execute(tx),
    )
  await assert.rejects(insert('guardian'), { code: '42501' })
  await insert('court')
  const change = (statement: string) =>
    at.house.database.transaction({ token: me.token, case_id }, (tx) => sql.raw(statement).execute(tx))
  await assert.rejects(change("update family_risk set outcome = 'safe'"), { code: '42501' })
  await assert.rejects(change("update assent set answer = 'yes'"), { code: '42501' })
  await assert.rejects(change(`update guardian set may_consent = true where case_id = '${case_id}'`), { code: '23514' })
})

test('a consent under way and a guardian found out never cross', async () => {
  for (const first of ['consent', 'guardian']) {
    const { case_id } = await aChild()
    await at.ask(keepGuardian, guardian(case_id), me)
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const held = Promise.withResolvers<void>()
    // One side stands in its transaction while the other asks.
    const holding = at.house.database.transaction({ token: me.token, case_id }, async (tx) => {
      if (first === 'consent') await holdGuardian(tx, case_id)
      else
        await sql`update guardian set status = 'conflict', may_consent = false, version = 2 where case_id = ${case_id}`.execute(
          tx,
        )
      held.resolve()
      await gate
    })
    await Promise.race([held.promise, holding])
    const conflict = guardian(case_id, 1, { status: 'conflict', may_consent: false })
    const other =
      first === 'consent'
        ? at.ask(keepGuardian, conflict, at.staff.coordinator)
        : at.ask(recordConsent, consent(case_id, 'guardian'), at.staff.coordinator)
    const settledEarly = await Promise.race([
      other.then(
        () => true,
        () => true,
      ),
      someoneWaits(at.rows).then(() => false),
    ])
    assert.equal(settledEarly, false, `${first}: the other waits`)
    go()
    await holding
    if (first === 'consent') await other
    else await refuses(other, 'invalid', 'consent.guardian_may_not')
    await refuses(at.ask(recordConsent, consent(case_id, 'guardian'), me), 'invalid', 'consent.guardian_may_not')
  }
})

test('an assent is taken back once, and a plan written twice at once gives the later the earlier back', async () => {
  const { case_id } = await settled()
  const { assent_id } = (await read(case_id)).assents[0]!
  await at.ask(withdrawAssent, { case_id, assent_id }, me)
  await at.ask(withdrawAssent, { case_id, assent_id }, at.staff.coordinator)
  assert.equal(
    (await at.rows("select from timeline_entry where case_id = $1 and kind = 'assent_withdrawn'", [case_id])).length,
    1,
  )
  await refuses(at.ask(withdrawAssent, { case_id, assent_id: newId() }, me), 'not_found', 'minor.assent_not_found')
  const both = await Promise.allSettled([
    at.ask(keepMissingPlan, plan(case_id, 0, { never: 'hers' }), me),
    at.ask(keepMissingPlan, plan(case_id, 0, { never: 'mine' }), at.staff.coordinator),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((each) => each.status === 'rejected')!.reason as Problem
  const kept = both[0]!.status === 'fulfilled' ? 'hers' : 'mine'
  assert.equal((lost.details.current as { never: string }).never, kept)
  await refuses(at.ask(keepGuardian, guardian(case_id, 3), me), 'conflict', 'stale')
  await refuses(at.ask(markStep, step(case_id, 'safe_now', 0), me), 'conflict', 'stale')
})

test('who left the place is missing once, the first hours are ticked, and coming back is welcomed', async () => {
  const { case_id } = await settled()
  const left = missing(case_id)
  await at.ask(sayMissing, left, me)
  await refuses(at.ask(sayMissing, missing(case_id), at.staff.coordinator), 'conflict', 'minor.already_missing')
  const ofMissing = { case_id, missing_id: left.missing_id }
  await at.ask(takeFirstStep, { ...ofMissing, version: 1, code: 'report_to_police', done: true }, me)
  await refuses(
    at.ask(takeFirstStep, { ...ofMissing, version: 1, code: 'ask_hospitals', done: true }, me),
    'conflict',
    'stale',
  )
  await refuses(
    at.ask(takeFirstStep, { ...ofMissing, version: 2, code: 'punish', done: true }, me),
    'invalid',
    'minor.step_not_found',
  )
  const early = { ...ofMissing, version: 2, back_at: '2020-01-01T00:00:00Z', talk }
  await refuses(at.ask(sayBack, early, me), 'invalid', 'minor.back_before_left')
  await refuses(
    at.ask(sayBack, { ...early, back_at: `${addDays(today, 2)}T00:00:00Z` }, me),
    'invalid',
    'minor.not_yet',
  )
  const back_at = momentOfToday().toISOString()
  await at.ask(sayBack, { ...ofMissing, version: 2, back_at, talk }, me)
  const [time] = (await read(case_id)).missing_times
  assert.equal(time?.talk?.changes, 'A key of my own.')
  assert.deepEqual(
    time?.steps.map(({ code }) => code),
    ['report_to_police'],
  )
  await at.ask(sayMissing, missing(case_id), me)
})
