// The one way past what a person must not meet: asked by one colleague, approved by another, used once; and no sequence
// of steps, and no two at once, that gets around it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { addExclusion, answerOverride, askOverride, endExclusion, readExclusions } from './exclusion.ts'

/** The rooms where people are assigned are told later; a test may look ahead. */
const { assignTeam, endAssignment } = await import('#team/team.ts')

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./exclusion.api.ts'), await import('#team/team.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

const today = new Date().toISOString().slice(0, 10)
type Added = SentInputOf<typeof addExclusion>
const anExclusion = (case_id: string, what: Added['what'], change: Partial<Added> = {}): Added => ({
  ...{
    case_id,
    exclusion_id: newId(),
    what,
    since_on: today,
    reason: 'She saw them talk to him.',
    said_by: 'the person',
  },
  ...change,
})
const exclude = async (case_id: string, what: Added['what'], change: Partial<Added> = {}) => {
  const added = anExclusion(case_id, what, change)
  await at.ask(addExclusion, added, at.staff.reference_worker)
  return added.exclusion_id
}
const asStaff = (who: Who) => ({ kind: 'staff' as const, staff_id: who.staff_id, name: 'that colleague' })
const assign = (case_id: string, who: Who) => ({
  case_id,
  access_id: newId(),
  staff_id: who.staff_id,
  function: 'team_member' as const,
  sections: ['identity' as const, 'safety' as const],
})
const ask = (case_id: string, assignment: SentInputOf<typeof askOverride>['assignment']) => ({
  case_id,
  override_id: newId(),
  assignment,
  reason: 'Nobody else speaks her language.',
})

test('an override takes another colleague, passes that one assignment once, and lapses', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, lawyer, psychologist } = at.staff
  await exclude(case_id, asStaff(lawyer))
  await exclude(case_id, asStaff(psychologist))
  const wish = ask(case_id, { kind: 'team_member', staff_id: lawyer.staff_id })
  await at.ask(askOverride, wish, reference_worker)
  const answer = (who: Who, said: 'approved' | 'declined' = 'approved', version = 1) =>
    at.ask(answerOverride, { case_id, override_id: wish.override_id, version, answer: said }, who)
  const mine = (await at.ask(readExclusions, { case_id }, reference_worker)).overrides[0]
  assert.deepEqual([mine?.may_answer, mine?.answer], [false, null])
  await refuses(answer(reference_worker), 'refused', 'exclusion.second_person')
  await refuses(at.ask(assignTeam, assign(case_id, lawyer), reference_worker), 'refused', 'exclusion.excluded')
  assert.equal((await at.ask(readExclusions, { case_id }, coordinator)).overrides[0]?.may_answer, true)
  await answer(coordinator)
  await refuses(answer(coordinator, 'declined', 2), 'conflict', 'exclusion.answered_already')
  await refuses(at.ask(assignTeam, assign(case_id, psychologist), reference_worker), 'refused', 'exclusion.excluded')
  const { access_id } = await at.ask(assignTeam, assign(case_id, lawyer), reference_worker)
  await at.ask(endAssignment, { case_id, access_id }, reference_worker)
  await refuses(at.ask(assignTeam, assign(case_id, lawyer), reference_worker), 'refused', 'exclusion.excluded')
  const journal = await at.rows(
    'select action, reason from journal where case_id = $1 and reason is not null order by at',
    [case_id],
  )
  assert.deepEqual(
    journal.map(({ action, reason }) => `${action} ${reason}`),
    [...['exclusions.approve approved', 'team.assign exclusion_override']],
  )

  const late = ask(case_id, wish.assignment)
  await at.ask(askOverride, late, reference_worker)
  await at.ask(answerOverride, { case_id, override_id: late.override_id, version: 1, answer: 'approved' }, coordinator)
  await at.rows("update exclusion_override set expires_at = now() - interval '1 minute' where override_id = $1", [
    late.override_id,
  ])
  await refuses(at.ask(assignTeam, assign(case_id, lawyer), reference_worker), 'refused', 'exclusion.excluded')
  const declined = ask(case_id, wish.assignment)
  await at.ask(askOverride, declined, reference_worker)
  await at.ask(
    answerOverride,
    { case_id, override_id: declined.override_id, version: 1, answer: 'declined' },
    coordinator,
  )
  await refuses(at.ask(assignTeam, assign(case_id, lawyer), reference_worker), 'refused', 'exclusion.excluded')
})

test('two use the same approval at once: it passes one', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, lawyer } = at.staff
  await exclude(case_id, asStaff(lawyer))
  const wish = ask(case_id, { kind: 'team_member', staff_id: lawyer.staff_id })
  await at.ask(askOverride, wish, reference_worker)
  await at.ask(answerOverride, { case_id, override_id: wish.override_id, version: 1, answer: 'approved' }, coordinator)
  const both = await Promise.allSettled([
    at.ask(assignTeam, assign(case_id, lawyer), reference_worker),
    at.ask(assignTeam, assign(case_id, lawyer), coordinator),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('whoever ends an exclusion is held to it for a day; a colleague is not', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, lawyer } = at.staff
  const exclusion_id = await exclude(case_id, asStaff(lawyer))
  await at.ask(endExclusion, { case_id, exclusion_id, version: 1 }, reference_worker)
  await refuses(at.ask(assignTeam, assign(case_id, lawyer), reference_worker), 'refused', 'exclusion.excluded')
  await at.ask(assignTeam, assign(case_id, lawyer), coordinator)
})

test('the database signs for whoever asks and answers, whatever the server is told', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, lawyer } = at.staff
  const { sql } = await import('kysely')
  const wish = ask(case_id, { kind: 'team_member', staff_id: lawyer.staff_id })
  await at.ask(askOverride, wish, reference_worker)
  const run = (who: Who, statement: string) =>
    at.house.database.transaction({ token: who.token, case_id }, async (tx) => sql.raw(statement).execute(tx))
  const one = `where override_id = '${wish.override_id}'`
  const wrong: [Who, string][] = [
    [reference_worker, `update exclusion_override set answer = 'approved' ${one}`],
    [
      reference_worker,
      `update exclusion_override set answer = 'approved', answered_by = '${coordinator.staff_id}' ${one}`,
    ],
    [coordinator, `update exclusion_override set requested_by = '${coordinator.staff_id}' ${one}`],
    [coordinator, `update exclusion_override set used_at = now() ${one}`],
    [coordinator, `update exclusion_override set expires_at = now() + interval '9 years' ${one}`],
    [coordinator, `update exclusion set ended_by = '${reference_worker.staff_id}'`],
    [coordinator, `update exclusion set kind = 'route'`],
    [coordinator, `update exclusion set since_on = '2099-01-01'`],
  ]
  for (const [who, statement] of wrong) await assert.rejects(run(who, statement), statement)
  await run(coordinator, `update exclusion_override set answer = 'approved', version = 2 ${one}`)
  const [row] = await at.rows(`select answered_by, expires_at - answered_at as lasts from exclusion_override ${one}`)
  assert.equal(row?.answered_by, coordinator.staff_id)
  await assert.rejects(run(coordinator, `update exclusion_override set answer = 'declined' ${one}`))
})

test('an exclusion and an assignment at once: one waits for the other, and none passes unseen', async () => {
  const { reference_worker, coordinator, lawyer } = at.staff
  for (let round = 0; round < 6; round += 1) {
    const { case_id } = await at.aFile()
    const [assigned] = await Promise.allSettled([
      at.ask(assignTeam, assign(case_id, lawyer), coordinator),
      at.ask(addExclusion, anExclusion(case_id, asStaff(lawyer)), reference_worker),
    ])
    if (assigned.status === 'rejected') assert.equal((assigned.reason as Problem).key, 'exclusion.excluded')
    else {
      const order = await at.rows(
        'select (select from_at from case_access where case_id = $1 and staff_id = $2) < (select recorded_at from exclusion where case_id = $1) as before',
        [case_id, lawyer.staff_id],
      )
      assert.ok(order[0]?.before, 'it was there first')
    }
    await refuses(at.ask(assignTeam, assign(case_id, lawyer), coordinator), 'refused', 'exclusion.excluded')
  }
})

test('no sequence assigns a colleague against an exclusion without the approval of another', async () => {
  const { reference_worker, coordinator, lawyer, psychologist, job_counsellor } = at.staff
  const askers = [reference_worker, coordinator]
  const others = [lawyer, psychologist, job_counsellor]
  const one = fc.constantFrom(0, 1)
  const whom = fc.constantFrom(0, 1, 2)
  const step = fc.oneof(
    fc.record({ do: fc.constant('exclude' as const), whom }),
    fc.record({ do: fc.constant('end' as const), by: one }),
    fc.record({ do: fc.constant('ask' as const), by: one, whom }),
    fc.record({
      do: fc.constant('answer' as const),
      by: one,
      answer: fc.constantFrom('approved' as const, 'declined' as const),
    }),
    fc.record({ do: fc.constant('assign' as const), by: one, whom }),
  )
  let passed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
      const { case_id } = await at.aFile()
      const exclusions: { exclusion_id: string; whom: number; ended_by: number | null }[] = []
      const overrides: { override_id: string; whom: number; by: number; answer: string | null; used: boolean }[] = []
      for (const each of steps) {
        if (each.do === 'exclude') {
          const exclusion_id = await exclude(case_id, asStaff(others[each.whom]!))
          exclusions.push({ exclusion_id, whom: each.whom, ended_by: null })
        }
        if (each.do === 'end') {
          const open = exclusions.find(({ ended_by }) => ended_by === null)
          if (!open) continue
          await at.ask(endExclusion, { case_id, exclusion_id: open.exclusion_id, version: 1 }, askers[each.by]!)
          open.ended_by = each.by
        }
        if (each.do === 'ask') {
          const wish = ask(case_id, { kind: 'team_member', staff_id: others[each.whom]!.staff_id })
          await at.ask(askOverride, wish, askers[each.by]!)
          overrides.push({ override_id: wish.override_id, whom: each.whom, by: each.by, answer: null, used: false })
        }
        if (each.do === 'answer') {
          const open = overrides.find(({ answer }) => answer === null)
          if (!open) continue
          const said = { case_id, override_id: open.override_id, version: 1, answer: each.answer }
          const asked = at.ask(answerOverride, said, askers[each.by]!)
          if (open.by === each.by) await refuses(asked, 'refused', 'exclusion.second_person')
          else {
            await asked
            open.answer = each.answer
          }
        }
        if (each.do === 'assign') {
          const held = exclusions.some(
            (known) => known.whom === each.whom && (known.ended_by === null || known.ended_by === each.by),
          )
          const approved = overrides.find(
            (known) => known.whom === each.whom && known.answer === 'approved' && !known.used,
          )
          const asked = at.ask(assignTeam, assign(case_id, others[each.whom]!), askers[each.by]!)
          if (held && !approved) {
            await refuses(asked, 'refused', 'exclusion.excluded')
            continue
          }
          const { access_id } = await asked
          await at.ask(endAssignment, { case_id, access_id }, askers[each.by]!)
          if (held && approved) {
            approved.used = true
            passed += 1
          }
        }
      }
    }),
    { numRuns: 25 },
  )
  assert.ok(passed >= 0)
})
