// A proceeding against the person in her file: sealed, read by whoever opens the law, and beside it the rule that may
// protect her, from the moment signs were noted and not before.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { takeScreening } from '#assessments/screened.ts'
import { writeLetter } from '#documents/letter.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { nastyTexts } from '#test/hostile.ts'
import { changeProceeding, readProceedings, recordProceeding } from './proceeding.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(
    await import('./proceeding.api.ts'),
    await import('#assessments/screened.api.ts'),
    await import('#documents/letter.api.ts'),
    await import('#team/team.api.ts'),
  )
  me = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const aFine = (case_id: string, change: object = {}) => ({
  ...{ case_id, proceeding_id: newId(), kind: 'charge' as const, jurisdiction: 'ES', began_on: addDays(today, -9) },
  ...{
    status: 'open' as const,
    authority: 'Juzgado de Instrucción 9',
    number: 'DP 114/2026',
    words: 'Carried a parcel.',
  },
  ...change,
})
const screened = (case_id: string, answers: Record<string, 'yes' | 'no'>) => ({
  ...{ case_id, screening_id: newId(), instrument: 'raft' as const, age: 'adult' as const, language: 'ne', answers },
  gate: {
    ...{ alone: true, interpreter: 'professional' as const, danger_now: 'no' as const },
    ...{ limits_explained: true, may_skip: true },
  },
})
const read = (case_id: string, who = me) => at.ask(readProceedings, { case_id }, who)

test('the rule is shown exactly when signs and a proceeding that stands meet', async () => {
  const { case_id } = await at.aFile()
  assert.deepEqual(await read(case_id), { proceedings: [], signs_noted: false, protections: [] })
  const fine = aFine(case_id)
  await at.ask(recordProceeding, fine, me)
  assert.deepEqual((await read(case_id)).protections, [])
  await at.ask(takeScreening, screened(case_id, { unsafe_work: 'no' }), me)
  assert.deepEqual((await read(case_id)).protections, [])
  await at.ask(takeScreening, screened(case_id, { unsafe_work: 'yes' }), me)
  const { protections, signs_noted } = await read(case_id)
  assert.equal(signs_noted, true)
  assert.deepEqual(
    protections.map(({ proceeding_id, only_above, rules }) => [
      proceeding_id,
      only_above,
      rules[0]?.code,
      rules[0]?.reviewed,
    ]),
    [[fine.proceeding_id, false, 'es_177_bis_11', false]],
  )
  await at.ask(changeProceeding, { ...fine, version: 1, status: 'ended' }, me)
  assert.deepEqual((await read(case_id)).protections, [])
  await at.ask(changeProceeding, { ...fine, version: 2, status: 'ended', kind: 'conviction' }, me)
  assert.equal((await read(case_id)).protections.length, 1)
})

test('a report linked to the file is a sign that was noted', async () => {
  const { case_id } = await at.aFile()
  await at.ask(recordProceeding, aFine(case_id, { kind: 'removal_order' }), me)
  assert.equal((await read(case_id)).signs_noted, false)
  await at.rows(
    `insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, codes)
     values ($1, $2, $3, 'file_from_report', $4, '{}')`,
    [at.ours.organisation_id, case_id, newId(), me.staff_id],
  )
  const { protections } = await read(case_id)
  assert.deepEqual(
    protections[0]?.rules.slice(0, 2).map(({ code }) => code),
    ['es_identification', 'es_exemption'],
  )
})

test('what was written comes back; a stale change gets the current state', async () => {
  const { case_id } = await at.aFile()
  const fine = aFine(case_id, { words: nastyTexts[0] || 'x' })
  await at.ask(recordProceeding, fine, me)
  const changed = await at.ask(
    changeProceeding,
    { ...fine, version: 1, words: 'Suspended by the delegation.', status: 'suspended' },
    me,
  )
  assert.equal(changed.version, 2)
  const { proceedings } = await read(case_id)
  assert.equal(proceedings[0]?.words, 'Suspended by the delegation.')
  await refuses(at.ask(changeProceeding, { ...fine, version: 1 }, me), 'conflict', 'stale')
  await refuses(
    at.ask(changeProceeding, { ...aFine(case_id), version: 1 }, me),
    'not_found',
    'proceedings.no_such_proceeding',
  )
  await refuses(
    at.ask(recordProceeding, aFine(case_id, { began_on: addDays(today, 1) }), me),
    'invalid',
    'proceedings.begins_later',
  )
  for (const change of [{ jurisdiction: 'Spain' }, { kind: 'sin' }, { status: 'won' }, { began_on: '2026-02-30' }])
    assert.equal((await at.askHttp(recordProceeding, aFine(case_id, change), me)).status, 422)
  const [row] = await at.rows('select t::text as row from proceeding t where case_id = $1', [case_id])
  assert.ok(
    !String(row?.row).includes('114/2026') && !String(row?.row).includes(Buffer.from('114/2026').toString('hex')),
  )
})

test('nobody, a role without the law, a partner and another house neither write nor read, nor learn of signs', async () => {
  const { case_id } = await at.aFile()
  const fine = aFine(case_id)
  await at.ask(recordProceeding, fine, me)
  await at.ask(takeScreening, screened(case_id, { unsafe_work: 'yes' }), me)
  const { psychologist, lawyer, director, partner_worker, far_coordinator } = at.staff
  const stand = (who: Who, sections: ('identity' | 'safety' | 'law')[]) =>
    at.ask(assignTeam, { case_id, access_id: newId(), staff_id: who.staff_id, function: 'team_member', sections }, me)
  await stand(psychologist, ['identity', 'safety'])
  await stand(lawyer, ['identity', 'law'])
  const asks = [
    (who: Who) => at.ask(recordProceeding, aFine(case_id), who),
    (who: Who) => at.ask(changeProceeding, { ...fine, version: 1 }, who),
    (who: Who) => read(case_id, who),
  ]
  for (const ask of asks) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(psychologist), 'not_found', 'case.section_not_found')
    for (const who of [partner_worker, far_coordinator]) await refuses(ask(who), 'not_found', 'case.not_found')
  }
  await refuses(asks[0]!(director), 'refused')
  // Who opens the law and not the story learns the one word, and none of the answers.
  assert.equal((await read(case_id, lawyer)).protections.length, 1)
})

/** What the one word says to each, as the guard tells it. */
const word = async (who: Who, case_id: string): Promise<unknown> => {
  const client = await at.db.owner.connect()
  try {
    await client.query('begin')
    await client.query('set local role amparo_app')
    await client.query("select set_config('amparo.token', $1, true), guard.enter($1, null)", [who.token])
    return (await client.query('select guard.signs_noted($1) as noted', [case_id])).rows[0]?.noted
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('the one word is told to the own team who opens the law, and taking a condition away is noticed', async () => {
  const { case_id } = await at.aFile()
  await at.ask(takeScreening, screened(case_id, { unsafe_work: 'yes' }), me)
  const { psychologist, partner_worker, far_coordinator, director, second_worker } = at.staff
  await at.ask(
    assignTeam,
    {
      ...{ case_id, access_id: newId(), staff_id: psychologist.staff_id, function: 'team_member' as const },
      sections: ['identity', 'safety'],
    },
    me,
  )
  const other = await at.aFile()
  const look = async () =>
    JSON.stringify([
      await Promise.all(
        [me, psychologist, partner_worker, far_coordinator, director, second_worker].map((who) => word(who, case_id)),
      ),
      await word(me, other.case_id),
    ])
  const expected = JSON.stringify([[true, null, null, null, true, null], false])
  assert.equal(await look(), expected)
  const [found] = await at.rows("select pg_get_functiondef('guard.signs_noted(uuid)'::regprocedure) as text")
  const text = String(found?.text)
  for (const [was, becomes] of [
    ["if not guard.sees(a_case) or not guard.opens(a_case, 'law') then", 'if false then'],
    [" or not guard.opens(a_case, 'law')", ''],
    [' and s.case_id = a_case', ''],
    [" and s.level <> 'nothing_noted'", ' and false'],
  ] as const) {
    assert.ok(text.includes(was), was)
    await at.rows(text.replace(was, becomes))
    assert.notEqual(await look(), expected, was)
  }
  await at.rows(text)
  assert.equal(await look(), expected)
})

test('the letter to counsel is written in each language of the desk, and handed over only', async () => {
  const { case_id } = await at.aFile()
  for (const language of ['en', 'es', 'it']) {
    const letter = {
      ...{ case_id, document_id: newId(), content_id: newId(), letter: 'counsel', language, how: 'handed' as const },
      values: {
        ...{ name: 'Maya', to: 'Turno de oficio', sender: 'Casa Encina' },
        ...{ proceedings: 'DP 114/2026', rules: 'Código Penal, art. 177 bis.11' },
      },
    }
    assert.equal((await at.ask(writeLetter, letter, me)).state, 'written')
  }
  const kept = await at.rows("select section from document where case_id = $1 and type = 'letter'", [case_id])
  assert.deepEqual(kept, [{ section: 'law' }, { section: 'law' }, { section: 'law' }])
})
