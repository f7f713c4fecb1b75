// A team comes and goes: who may put whom on a file, and what ends at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sections } from '#access/access.ts'
import { openFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { assignTeam, endAssignment } from './team.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('#cases/case.api.ts'), await import('./team.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const kindsOf = async (case_id: string) =>
  (await at.rows('select kind from timeline_entry where case_id = $1 order by at, entry_id', [case_id])).map(
    (row) => row.kind,
  )

test('a team changes: joins, is handed over, ends at once', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker, psychologist, lawyer, partner_worker } = at.staff
  const join = (who: Who, change = {}) => ({
    case_id,
    access_id: newId(),
    staff_id: who.staff_id,
    function: 'team_member' as const,
    sections: ['identity' as const, 'mind' as const],
    ...change,
  })
  await refuses(at.ask(assignTeam, join(psychologist), psychologist), 'not_found')
  await refuses(at.ask(assignTeam, join(psychologist), nobody), 'signed_out')
  await refuses(at.ask(assignTeam, join(partner_worker), reference_worker), 'not_found')
  const joined = await at.ask(assignTeam, join(psychologist), reference_worker)
  assert.deepEqual((await at.ask(openFile, { case_id }, psychologist)).sections.sort(), ['identity', 'mind'])
  await refuses(at.ask(assignTeam, join(lawyer), psychologist), 'refused')
  await at.ask(endAssignment, { case_id, access_id: joined.access_id }, reference_worker)
  await refuses(at.ask(openFile, { case_id }, psychologist), 'not_found')
  await refuses(
    at.ask(endAssignment, { case_id, access_id: joined.access_id }, reference_worker),
    'not_found',
    'team.not_found',
  )
  // The reference worker hands the file over herself and no longer sees it.
  await at.ask(
    assignTeam,
    join(second_worker, { function: 'reference_worker', sections: [...sections] }),
    reference_worker,
  )
  await refuses(at.ask(openFile, { case_id }, reference_worker), 'not_found')
  const { team } = await at.ask(openFile, { case_id }, second_worker)
  assert.deepEqual(
    team.map((each) => [each.staff_id, each.function]),
    [[second_worker.staff_id, 'reference_worker']],
  )
  assert.deepEqual((await kindsOf(case_id)).slice(2), ['team_assigned', 'team_ended', 'team_ended', 'team_assigned'])
  await refuses(at.ask(endAssignment, { case_id, access_id: team[0]!.access_id }, partner_worker), 'not_found')
})

test('nobody opens more of a file to themselves than they see', async () => {
  const { case_id } = await at.aFile()
  const { coordinator } = at.staff
  const more = { case_id, access_id: newId(), staff_id: coordinator.staff_id, function: 'team_member' as const }
  await refuses(at.ask(assignTeam, { ...more, sections: ['mind'] }, coordinator), 'not_found')
})

test('an assignment with a last day is over on that day', async () => {
  const { case_id } = await at.aFile()
  const { lawyer, reference_worker } = at.staff
  const past = { case_id, access_id: newId(), staff_id: lawyer.staff_id, function: 'team_member' as const }
  await at.ask(assignTeam, { ...past, sections: ['law'], until_on: '2020-01-01' }, reference_worker)
  await refuses(at.ask(openFile, { case_id }, lawyer), 'not_found')
})
