// Who reads and writes a minor's side: role by role, section by section, a partner, someone of age, and hostile words.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Section } from '#access/access.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { assent, check, guardian, interest, missing, plan, risk, step, talk, today } from '#test/minors.ts'
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
/** The first days: safe, checked, heard. */
const settled = async () => {
  const { case_id } = await aChild()
  await at.ask(markStep, step(case_id, 'safe_now'), me)
  await at.ask(recordMissingCheck, check(case_id), me)
  await at.ask(recordAssent, assent(case_id), me)
  return { case_id }
}
const read = (case_id: string, who = me) => at.ask(readMinor, { case_id }, who)
const writes = (case_id: string): [unknown, object, Section][] => [
  [markStep, step(case_id, 'authority_told', 0, 'not_needed', 'x'), 'law'],
  [keepGuardian, guardian(case_id), 'law'],
  [recordFamilyRisk, risk(case_id), 'safety'],
  [recordMissingCheck, check(case_id), 'safety'],
  [recordBestInterest, interest(case_id), 'safety'],
  [recordAssent, assent(case_id), 'identity'],
  [withdrawAssent, { case_id, assent_id: newId() }, 'identity'],
  [keepMissingPlan, plan(case_id), 'safety'],
  [sayMissing, missing(case_id), 'safety'],
  [takeFirstStep, { case_id, missing_id: newId(), version: 1, code: 'ask_hospitals', done: true }, 'safety'],
  [sayBack, { case_id, missing_id: newId(), version: 1, back_at: new Date().toISOString(), talk }, 'safety'],
]

test('nobody, a role without the section, a partner and another house neither read nor write', async () => {
  const { case_id } = await settled()
  const { psychologist, trainer, director, partner_worker, far_coordinator } = at.staff
  for (const [who, sections] of [
    [psychologist, ['identity', 'safety']],
    [trainer, ['identity', 'learning']],
  ] as const)
    await at.ask(
      assignTeam,
      { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections: [...sections] },
      me,
    )
  for (const [endpoint, input, section] of writes(case_id)) {
    const ask = (who: Who) => at.ask(endpoint as typeof markStep, input as never, who)
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(director), 'refused')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
    await refuses(ask(trainer), 'not_found', 'case.section_not_found')
    if (section !== 'safety') await refuses(ask(psychologist), 'not_found', 'case.section_not_found')
  }
  await refuses(read(case_id, nobody), 'signed_out')
  for (const who of [partner_worker, far_coordinator]) await refuses(read(case_id, who), 'not_found', 'case.not_found')
  // The order of the pathway is known to the whole team; the records only to whom their section is open.
  const seen = await read(case_id, trainer)
  assert.equal(seen.steps.find(({ code }) => code === 'missing_checked')?.state, 'done')
  assert.deepEqual([seen.missing_checks, seen.missing_times, seen.guardian], [[], [], null])
  assert.equal(seen.assents.length, 1)
})

test('a partner reads what its consent opens, and nothing of the rest', async () => {
  const { case_id } = await settled()
  await at.ask(keepMissingPlan, plan(case_id), me)
  await at.ask(keepGuardian, guardian(case_id), me)
  const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, ['safety'])
  await at.rows(
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
     values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', '{safety}', $4, $5)`,
    [at.ours.organisation_id, case_id, at.partner.organisation_id, consent_id, me.staff_id],
  )
  const side = await read(case_id, at.staff.partner_worker)
  assert.equal(side.missing_plan?.never, 'Never call the uncle. No photo on networks.')
  assert.deepEqual(
    [side.guardian, side.assents, side.steps, side.transition, side.family_risk],
    [null, [], [], null, null],
  )
  await refuses(at.ask(sayMissing, missing(case_id), at.staff.partner_worker), 'refused')
})

test('someone of age for certain has no pathway to write; unknown age has', async () => {
  const { case_id } = await at.aFile({ card: { birth_year: 1990 } })
  for (const [endpoint, input] of writes(case_id).filter(
    ([endpoint]) => ![withdrawAssent, takeFirstStep, sayBack].includes(endpoint as never),
  ))
    await refuses(at.ask(endpoint as typeof markStep, input as never, me), 'invalid', 'minor.of_age')
  assert.equal((await read(case_id)).walks, false)
  const unknown = await at.aFile({ card: { birth_year: null } })
  await at.ask(markStep, step(unknown.case_id, 'safe_now'), me)
  assert.equal((await read(unknown.case_id)).transition, null)
})

test('hostile words are kept as words, and what does not fit is refused without repeating it', async () => {
  const { case_id } = await settled()
  const hostile = `'; drop table guardian; --<script>alert(1)</script>\u202Etxt.exe\u0000 امل {{7*7}}`
  await at.ask(keepMissingPlan, plan(case_id, 0, { never: hostile }), me)
  assert.equal(
    (await read(case_id)).missing_plan?.never,
    "'; drop table guardian; --<script>alert(1)</script>txt.exe امل {{7*7}}",
  )
  const bad: [string, object][] = [
    ['never', { never: ' ' }],
    ['photo', { photo: 'public' }],
    ['review_on', { review_on: '2026-02-30' }],
    ['calls.0.within_hours', { calls: [{ by: 'on_duty', whom: 'police', who: '', within_hours: 900 }] }],
    ['version', { version: -1 }],
  ]
  for (const [path, change] of bad) {
    const { status, body } = await at.askHttp(keepMissingPlan, { ...plan(case_id, 1), ...change } as never, me)
    assert.deepEqual([status, body.details.fields[0].path], [422, path])
    assert.ok(JSON.stringify(body).length < 1_000)
  }
  assert.deepEqual(at.broken, [])
})
