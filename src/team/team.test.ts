// A team comes and goes: who may put whom on a file, and what ends at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sections } from '#access/access.ts'
import { openFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { assignTeam, endAssignment, readTeam } from './team.ts'

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
  await refuses(
    at.ask(assignTeam, join(second_worker, { function: 'reference_worker' }), reference_worker),
    'refused',
    'team.hand_over_instead',
  )
  assert.deepEqual((await kindsOf(case_id)).slice(2), ['team_assigned', 'team_ended'])
})

test('whoever answers for the office replaces the reference worker at once; nobody takes the last one off', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, second_worker, coordinator, psychologist, partner_worker } = at.staff
  const replace = (who: Who, change = {}) => ({
    case_id,
    access_id: newId(),
    staff_id: who.staff_id,
    function: 'reference_worker' as const,
    sections: [...sections],
    ...change,
  })
  const { team: before } = await at.ask(openFile, { case_id }, coordinator)
  const first = { case_id, access_id: before[0]!.access_id }
  await refuses(at.ask(endAssignment, first, reference_worker), 'conflict', 'team.reference_worker_needed')
  await refuses(at.ask(endAssignment, first, partner_worker), 'not_found')
  await refuses(at.ask(endAssignment, first, nobody), 'signed_out')
  await refuses(at.ask(assignTeam, replace(psychologist), coordinator), 'refused', 'team.not_a_reference_worker')
  await refuses(at.ask(assignTeam, replace(reference_worker), coordinator), 'conflict', 'team.already_there')
  assert.equal(
    (await at.askHttp(assignTeam, replace(second_worker, { until_on: '2030-01-01' }), coordinator)).status,
    422,
  )
  // Who had a lesser place on the file has one place afterwards, not two.
  await at.ask(assignTeam, { ...replace(second_worker), function: 'team_member', sections: ['home'] }, reference_worker)
  await at.ask(assignTeam, replace(second_worker), coordinator)
  await refuses(at.ask(openFile, { case_id }, reference_worker), 'not_found')
  const { team } = await at.ask(openFile, { case_id }, second_worker)
  assert.deepEqual(
    team.map((each) => [each.staff_id, each.function]),
    [[second_worker.staff_id, 'reference_worker']],
  )
})

test('of two who replace the reference worker at once one succeeds', async () => {
  const { case_id } = await at.aFile()
  const { coordinator, second_worker } = at.staff
  const third = await at.join(at.ours, 'Tercera', ['reference_worker'])
  const replace = (who: Who) =>
    at.ask(
      assignTeam,
      { case_id, access_id: newId(), staff_id: who.staff_id, function: 'reference_worker', sections: ['identity'] },
      coordinator,
    )
  const both = await Promise.allSettled([replace(second_worker), replace(third)])
  assert.ok(both.some(({ status }) => status === 'fulfilled'))
  for (const each of both) if (each.status === 'rejected') assert.equal((each.reason as Problem).kind, 'conflict')
  const now = await at.rows(
    `select staff_id from case_access where case_id = $1 and function = 'reference_worker' and ended_at is null`,
    [case_id],
  )
  assert.equal(now.length, 1)
})

test('the database refuses an open file without a reference worker, however it comes about', async () => {
  const { case_id } = await at.aFile()
  const end = `update case_access set ended_at = now() where case_id = '${case_id}' and function = 'reference_worker'`
  const refused = { code: 'AM409' }
  await assert.rejects(at.db.owner.query(end), refused)
  const closed = `update case_file set status = 'closed' where case_id = '${case_id}'`
  await at.db.owner.query(closed)
  await at.db.owner.query(end)
  const reopen = `update case_file set status = 'open' where case_id = '${case_id}'`
  await assert.rejects(at.db.owner.query(reopen), refused)
  await assert.rejects(
    at.db.owner.query(
      `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, until_at, created_by)
       values ($1, $2, gen_random_uuid(), 'team', $3, 'reference_worker', '{law}', now() + interval '1 day', $3)`,
      [at.ours.organisation_id, case_id, at.staff.second_worker.staff_id],
    ),
    { code: '23514' },
    'a reference worker has no last day',
  )
})

test('of one who ends the last reference worker and one who reopens the file, one is refused', async () => {
  const { case_id } = await at.aFile()
  await at.db.owner.query(`update case_file set status = 'closed' where case_id = '${case_id}'`)
  const [one, other] = await Promise.all([at.db.owner.connect(), at.db.owner.connect()])
  try {
    await one.query('begin')
    await other.query('begin')
    await one.query(`update case_access set ended_at = now() where case_id = '${case_id}'`)
    await other.query(`update case_file set status = 'open' where case_id = '${case_id}'`)
    const both = await Promise.allSettled([one.query('commit'), other.query('commit')])
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  } finally {
    one.release()
    other.release()
  }
  const [row] = await at.rows(
    `select f.status, count(a.access_id)::int as held from case_file f left join case_access a
       on a.case_id = f.case_id and a.function = 'reference_worker' and a.ended_at is null
     where f.case_id = $1 group by 1`,
    [case_id],
  )
  assert.ok(row?.status === 'closed' || row?.held === 1, JSON.stringify(row))
})

test('the side of the team is read by the own team, and not by others', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, second_worker, partner_worker, far_coordinator } = at.staff
  const side = await at.ask(readTeam, { case_id }, reference_worker)
  assert.equal(side.team.length, 1)
  assert.deepEqual(side.may, { assign: true, replace: false, weigh: true, supervise: true })
  assert.equal(side.hand_over, null)
  assert.equal(side.weight.version, 0)
  assert.equal((await at.ask(readTeam, { case_id }, coordinator)).may.replace, true)
  for (const who of [second_worker, partner_worker, far_coordinator])
    await refuses(at.ask(readTeam, { case_id }, who), 'not_found')
  await refuses(at.ask(readTeam, { case_id }, nobody), 'signed_out')
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
