// Asking what signs are consistent with: who may, how much at once, and that nothing of it stays behind but the fact
// that somebody asked.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { passingMutants } from '#test/access/passing-mutants.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { hostileInput } from '#test/hostile.ts'
import { listSigns, mostAtOnce, readRecords } from './detection.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./detection.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${problem.key}`, `${kind} ${key}`, `${problem.cause}`)
    return true
  })
const records = [{ signs: ['papers_kept', 'held_now', 'very_long_hours', 'low_pay'], age: 'adult' as const }]
const mayAsk = ['coordinator', 'reference_worker', 'psychologist', 'lawyer', 'intake', 'partner_worker'] as const

test('whoever works with people or with reports may ask, of any organisation', async () => {
  for (const name of mayAsk) {
    const { readings } = await at.ask(readRecords, { records }, at.staff[name])
    assert.deepEqual(readings[0]!.consistent_with, ['trafficking', 'forced_labour'], name)
  }
  const { lists } = await at.ask(listSigns, {}, at.staff.intake)
  assert.equal(lists.find(({ id }) => id === 'ilo-adult-labour')!.indicators.length, 67)
})

test('nobody without a session, and nobody whose work it is not', async () => {
  await refuses(at.ask(readRecords, { records }, nobody), 'signed_out', 'session.signed_out')
  await refuses(at.ask(listSigns, {}, nobody), 'signed_out', 'session.signed_out')
  await refuses(at.ask(readRecords, { records }, at.staff.administrator), 'refused', 'access.refused')
  await refuses(at.ask(listSigns, {}, at.staff.administrator), 'refused', 'access.refused')
  const ended: Who = { ...at.staff.coordinator, token: `${at.staff.coordinator.token}x` }
  await refuses(at.ask(readRecords, { records }, ended), 'signed_out', 'session.signed_out')
})

test('neither the question nor the answer is kept: the journal says that somebody asked, once', async () => {
  const me = at.staff.reference_worker
  const key = newId()
  const before = await at.rows('select entry_id from journal where actor_id = $1', [me.staff_id])
  const first = await at.ask(readRecords, { records }, me, { key })
  // The same key with another question is another question: there is nothing it could be mistaken for.
  const second = await at.ask(readRecords, { records: [{ signs: [], age: 'adult' }] }, me, { key })
  assert.notDeepEqual(first, second)
  assert.deepEqual(await at.rows("select * from answered_request where action = 'detection.read'"), [])
  const entries = await at.rows('select * from journal where actor_id = $1', [me.staff_id])
  assert.equal(entries.length - before.length, 2)
  for (const entry of entries) assert.doesNotMatch(JSON.stringify(entry), /papers_kept|forced_labour/)
  assert.equal(entries.at(-1)!.case_id, null)
  assert.equal(entries.at(-1)!.basis, 'all')
})

test('a thousand records at once and no more; each reads as it does alone', async () => {
  const me = at.staff.coordinator
  const many = Array.from({ length: mostAtOnce }, (_, turn) => ({
    signs: records[0]!.signs.slice(turn % 5),
    age: (['adult', 'minor', 'unsure'] as const)[turn % 3]!,
    sector: 'sector-health',
  }))
  const { readings } = await at.ask(readRecords, { records: many }, me)
  assert.equal(readings.length, mostAtOnce)
  for (const place of [0, 7, 499, 999]) {
    const alone = await at.ask(readRecords, { records: [many[place]!] }, me)
    assert.deepEqual(readings[place], alone.readings[0])
  }
  const schema = readRecords.input
  assert.equal(schema.safeParse({ records: [...many, many[0]] }).success, false)
  assert.equal(schema.safeParse({ records: [] }).success, false)
  assert.equal(schema.safeParse({ records: [{ signs: Array(81).fill('low_pay'), age: 'adult' }] }).success, false)
  assert.equal(schema.safeParse({ records: [{ signs: [], age: 'adult', name: 'Rosa' }] }).success, false)
})

test('a code no list knows is named and not counted', async () => {
  const { readings } = await at.ask(
    readRecords,
    { records: [{ signs: ['never_heard'], age: 'adult' }] },
    at.staff.intake,
  )
  assert.equal(readings[0]!.level, 'nothing_noted')
  assert.deepEqual(readings[0]!.missing, [{ key: 'signs.missing.unknown', codes: ['never_heard'] }])
})

test('whatever arrives is answered or refused as invalid, never broken', async () => {
  await fc.assert(
    fc.asyncProperty(hostileInput(readRecords.input, [newId()]), async (input) => {
      const { status } = await at.askHttp(readRecords, input, at.staff.intake)
      assert.ok(status === 200 || (status >= 400 && status < 500), `${status}`)
    }),
    { numRuns: 150 },
  )
})

test('whoever asks in passing is let in by the same rules, and a hole in any of them would be noticed', async () => {
  const [asks, ended, out, closed, stranger, narrow] = [
    at.staff.coordinator,
    await at.join(at.ours, 'Colega', ['coordinator']),
    await at.join(at.ours, 'Colega', ['coordinator']),
    await at.join(at.ours, 'Colega', ['coordinator']),
    await at.join(at.ours, 'Colega', ['administrator']),
    await at.join(at.ours, 'Colega', ['director']),
  ]
  await at.rows('update session set ended_at = now() where session_id = $1', [ended.session_id])
  await at.rows("update session set expires_at = now() - interval '1 second' where session_id = $1", [out.session_id])
  await at.rows("update staff set status = 'left' where staff_id = $1", [closed.staff_id])
  await at.rows(
    "insert into access_rule (action, role, reach, sections) values ('detection.read', 'director', 'own', '{}')",
  )
  const everybody = [asks, ended, out, closed, stranger, narrow]
  const look = async () => {
    const entries = everybody.map(() => newId())
    const answered = await at.rows(
      `select place::int, answered #>> '{actor,staff_id}' as staff_id from guard.ask_in_passing($1, $2, $3)`,
      [everybody.map(({ token }) => token), entries, everybody.map(() => 'detection.read')],
    )
    const written = await at.rows('select actor_id from journal where entry_id = any($1::uuid[])', [entries])
    return { answered, written }
  }
  const expected = {
    answered: [{ place: 1, staff_id: asks.staff_id }],
    written: [{ actor_id: asks.staff_id }],
  }
  assert.deepEqual(await look(), expected)
  const [{ whole }] = (await at.rows(
    "select pg_get_functiondef('guard.ask_in_passing(text[], uuid[], text[])'::regprocedure) as whole",
  )) as [{ whole: string }]
  const unnoticed: string[] = []
  for (const { name, from, to } of passingMutants) {
    assert.ok(whole.includes(from), `${name}: ${from} is not in the function`)
    await at.rows(whole.replace(from, to))
    const seen = await look().catch(() => null)
    if (JSON.stringify(seen) === JSON.stringify(expected)) unnoticed.push(name)
    await at.rows(whole)
  }
  assert.deepEqual(unnoticed, [])
})
