// A statement's words are for who wrote them down and for the lawyer confirmed on the matter. Taking any one condition away
// from the guard lets somebody else in, and is noticed here.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { aMatter, aStatement, matterRooms } from '#test/matters.ts'
import { checkConflict, declareConflict, readConflicts } from './conflict.ts'
import { keepMatter, putLawyer, readMatters } from './matter.ts'
import { openStatement, recordStatement } from './statement.ts'

let at: TestHouse
let me: Who
let lawyer: Who
let otherLawyer: Who
before(async () => {
  at = await testHouse(...(await matterRooms()))
  me = at.staff.reference_worker
  lawyer = at.staff.lawyer
  otherLawyer = await at.join(at.ours, 'Abogada Otra', ['lawyer'])
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

/** A file with both lawyers on its team, one of them confirmed on its matter, and a statement the reference worker wrote. */
const aWorld = async () => {
  const { case_id } = await at.aFile()
  for (const who of [lawyer, otherLawyer, at.staff.second_worker])
    await at.ask(
      assignTeam,
      {
        ...{ case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member' as const },
        sections: ['identity', 'law'],
      },
      me,
    )
  const matter = aMatter(case_id)
  await at.ask(keepMatter, matter, me)
  const check_id = newId()
  const { matter_id } = matter
  const put = { case_id, matter_id, check_id, version: 1, kind: 'colleague' as const, staff_id: lawyer.staff_id }
  await at.ask(putLawyer, put, me)
  const statement = aStatement(case_id, matter_id)
  await at.ask(recordStatement, statement, me)
  const confirm = () => at.ask(declareConflict, { case_id, check_id, declared: 'no_conflict' }, lawyer)
  const open = (who: Who, of = statement) =>
    at.ask(openStatement, { case_id, matter_id, statement_id: of.statement_id, reason: 'prepare_hearing' }, who)
  return { case_id, matter_id, matter, statement, confirm, open }
}

test('the author opens it, the lawyer once confirmed, and nobody else; each opening says why in the journal', async () => {
  const { case_id, statement, confirm, open } = await aWorld()
  assert.equal((await open(me)).words, 'They kept my passport.')
  await refuses(open(lawyer), 'not_found', 'proceedings.no_such_row')
  await confirm()
  assert.equal((await open(lawyer)).words, 'They kept my passport.')
  const { psychologist, coordinator, director, second_worker, partner_worker, far_coordinator } = at.staff
  for (const who of [otherLawyer, second_worker]) await refuses(open(who), 'not_found', 'proceedings.no_such_row')
  for (const who of [coordinator, director]) await refuses(open(who), 'refused')
  for (const who of [psychologist, partner_worker, far_coordinator]) await refuses(open(who), 'not_found')
  await refuses(open(nobody), 'signed_out')
  const entries = await at.rows(
    "select actor_id, reason from journal where case_id = $1 and action = 'statements.open' and subject_id = $2 and reason is not null and outcome = 'done' order by at",
    [case_id, statement.statement_id],
  )
  assert.deepEqual(
    entries.map(({ actor_id, reason }) => [actor_id, reason]),
    [
      [me.staff_id, 'statement_prepare_hearing'],
      [lawyer.staff_id, 'statement_prepare_hearing'],
    ],
  )
  // Others on the file learn that there is one, and no word of it.
  const { matters } = await at.ask(readMatters, { case_id }, second_worker)
  assert.deepEqual(
    matters[0]?.statements.map(({ may_open, given_to }) => [may_open, given_to]),
    [[false, 'police']],
  )
})

test('a statement is never changed: another corrects it, written by who could read the first', async () => {
  const { case_id, matter_id, statement, open } = await aWorld()
  const corrects_id = statement.statement_id
  const better = aStatement(case_id, matter_id, { corrects_id, words: 'He kept my passport and my phone.' })
  await at.ask(recordStatement, better, me)
  assert.equal((await open(me, better)).words, 'He kept my passport and my phone.')
  await refuses(at.ask(recordStatement, aStatement(case_id, matter_id, { corrects_id }), otherLawyer), 'not_found')
  await refuses(
    at.ask(recordStatement, aStatement(case_id, matter_id, { given_on: '2999-01-01' }), me),
    'invalid',
    'proceedings.begins_later',
  )
  const [may] = await at.rows(
    "select has_any_column_privilege('amparo_app', 'statement', 'update') or has_any_column_privilege('amparo_app', 'statement_words', 'update') as change",
  )
  assert.equal(may?.change, false)
})

test('when the other side changes, the lawyer reads no more until the check was made and declared anew', async () => {
  const { case_id, matter, confirm, open, matter_id } = await aWorld()
  await confirm()
  await open(lawyer)
  const { matters } = await at.ask(readMatters, { case_id }, me)
  const parties = [
    ...matter.parties,
    { name: 'Lucía Prado Ferrer', side: 'adverse' as const, role: '', birth_year: null },
  ]
  await at.ask(keepMatter, { ...matter, version: matters[0]!.version, parties }, me)
  await refuses(open(lawyer), 'not_found', 'proceedings.no_such_row')
  const check_id = newId()
  await at.ask(checkConflict, { case_id, check_id, matter_id }, lawyer)
  const { checks } = await at.ask(readConflicts, { case_id }, lawyer)
  assert.deepEqual(
    checks.map(({ stale, may_declare }) => [stale, may_declare]),
    [
      [false, true],
      [true, false],
    ],
  )
  await at.ask(declareConflict, { case_id, check_id, declared: 'no_conflict' }, lawyer)
  await open(lawyer)
})

const reads = async (case_id: string): Promise<string> => {
  const client = await at.db.owner.connect()
  const { coordinator, director, second_worker, partner_worker, psychologist } = at.staff
  try {
    const seen: number[] = []
    for (const who of [me, lawyer, otherLawyer, second_worker, coordinator, director, partner_worker, psychologist]) {
      await client.query('begin')
      await client.query('set local role amparo_app')
      await client.query("select set_config('amparo.token', $1, true), guard.enter($1, null)", [who.token])
      const { rows } = await client.query('select statement_id from statement_words where case_id = $1', [case_id])
      seen.push(rows.length)
      await client.query('rollback')
    }
    return seen.join(' ')
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('the wall itself: taking one condition away lets somebody in', async () => {
  const world = await aWorld()
  // Another matter whose proposed, not confirmed, lawyer is the other one; and a colleague who left the team.
  const second = aMatter(world.case_id)
  await at.ask(keepMatter, second, me)
  const put = { case_id: world.case_id, matter_id: second.matter_id, check_id: newId(), version: 1 }
  await at.ask(putLawyer, { ...put, kind: 'colleague', staff_id: otherLawyer.staff_id }, me)
  await at.ask(recordStatement, aStatement(world.case_id, second.matter_id), me)
  const gone = at.staff.second_worker
  await at.ask(recordStatement, aStatement(world.case_id, second.matter_id), gone)
  await at.rows('update case_access set ended_at = now() where case_id = $1 and staff_id = $2', [
    world.case_id,
    gone.staff_id,
  ])
  await world.confirm()
  const expected = '2 1 0 0 0 0 0 0'
  assert.equal(await reads(world.case_id), expected)
  const [found] = await at.rows(
    "select pg_get_functiondef('guard.reads_statement(uuid,uuid,uuid)'::regprocedure) as text",
  )
  const text = String(found?.text)
  for (const [was, becomes] of [
    [" or not guard.reaches(a_case, 'statements.open') or not guard.opens(a_case, 'law') then", ' then'],
    ['if an_author = me then return true; end if;', 'return true;'],
    ['if an_author = me then return true; end if;', ''],
    [" and m.lawyer_status = 'confirmed'", ''],
    [' and m.lawyer_id = me', ''],
    [' and m.matter_id = a_matter', ''],
  ] as const) {
    assert.ok(text.includes(was), was)
    await at.rows(text.replace(was, becomes))
    assert.notEqual(await reads(world.case_id), expected, was)
  }
  await at.rows(text)
  assert.equal(await reads(world.case_id), expected)
})
