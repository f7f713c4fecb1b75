// A screening in a file: kept sealed with its gate, never without it, read by whoever opens the story, and never read as
// of an adult where the file does not know.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { instrumentOf } from '#detection/instruments.ts'
import { readScreening } from '#detection/screening.rules.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { assignTeam } from '#team/team.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { hostileInput } from '#test/hostile.ts'
import { keepSigns, listScreenings, takeScreening } from './screened.ts'

let at: TestHouse
let me: Who
before(async () => {
  at = await testHouse(await import('./screened.api.ts'), await import('#team/team.api.ts'))
  me = at.staff.reference_worker
})
after(() => at.close())

const today = new Date().toISOString().slice(0, 10)
const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })
const gate = {
  ...{ alone: true, interpreter: 'professional' as const, danger_now: 'no' as const },
  ...{ limits_explained: true, may_skip: true },
}
const aScreening = (case_id: string, change: object = {}) => ({
  case_id,
  screening_id: newId(),
  instrument: 'raft' as const,
  age: 'adult' as const,
  language: 'ne',
  gate,
  answers: { unsafe_work: 'yes' as const, afraid_to_leave: 'yes' as const, exchanged_sex: 'skip' as const },
  words: 'Looked at the door twice.',
  ...change,
})
const read = async (case_id: string, who = me) => (await at.ask(listScreenings, { case_id }, who)).screenings

test('a screening is kept with its reading, and read beside the one before', async () => {
  const { case_id } = await at.aFile()
  const first = aScreening(case_id, { answers: { unsafe_work: 'yes' }, taken_on: addDays(today, -20) })
  assert.deepEqual(await at.ask(takeScreening, first, me), { screening_id: first.screening_id, level: 'some' })
  const second = aScreening(case_id)
  assert.equal((await at.ask(takeScreening, second, me)).level, 'consistent')
  const found = await read(case_id)
  assert.deepEqual(
    found.map(({ screening_id, level, taken_on }) => [screening_id, level, taken_on]),
    [
      [second.screening_id, 'consistent', today],
      [first.screening_id, 'some', addDays(today, -20)],
    ],
  )
  assert.deepEqual(found[0]?.gate, gate)
  assert.equal(found[0]?.words, 'Looked at the door twice.')
  assert.deepEqual(found[0]?.reading, readScreening(instrumentOf('raft'), second.answers, 'adult', gate))
  const told = await at.rows(
    "select section, codes from timeline_entry where case_id = $1 and kind = 'screening_taken' order by at",
    [case_id],
  )
  assert.deepEqual(told, [
    { section: 'story', codes: { screening: 'raft', level: 'some' } },
    { section: 'story', codes: { screening: 'raft', level: 'consistent' } },
  ])
})

test('without the gate the answers are refused, and nothing of them stays', async () => {
  const { case_id } = await at.aFile()
  for (const change of [
    { alone: false },
    { interpreter: 'somebody_else' },
    { interpreter: 'missing' },
    { limits_explained: false },
    { may_skip: false },
  ])
    await refuses(
      at.ask(takeScreening, aScreening(case_id, { gate: { ...gate, ...change } }), me),
      'invalid',
      'screening.gate',
    )
  const { gate: _, ...bare } = aScreening(case_id)
  assert.equal((await at.askHttp(takeScreening, bare, me)).status, 422)
  assert.equal((await at.askHttp(takeScreening, { ...bare, gate: { alone: true } }, me)).status, 422)
  await refuses(
    at.ask(takeScreening, aScreening(case_id, { answers: { housing: 'clear' } }), me),
    'invalid',
    'screening.strange_answers',
  )
  await refuses(
    at.ask(takeScreening, aScreening(case_id, { taken_on: addDays(today, 1) }), me),
    'invalid',
    'screening.taken_later',
  )
  assert.deepEqual(await read(case_id), [])
  // Danger now is an answer: the first step is told, and the rest may wait.
  const stopped = aScreening(case_id, { answers: {}, gate: { ...gate, danger_now: 'yes' } })
  assert.equal((await at.ask(takeScreening, stopped, me)).level, 'nothing_noted')
  assert.deepEqual((await read(case_id))[0]?.reading.next, ['emergency', 'offer_help_anyway'])
})

test('nobody whom the file takes for a minor is read as an adult', async () => {
  const { case_id } = await at.aFile({ card: { birth_year: Number(today.slice(0, 4)) - 16 } })
  const answers = { exchanged_sex: 'yes' as const }
  assert.equal((await at.ask(takeScreening, aScreening(case_id, { answers }), me)).level, 'consistent')
  const [kept] = await read(case_id)
  assert.equal(kept?.age_group, 'unsure')
  assert.ok(kept?.reading.next.includes('child_protection'))
  const adult = await at.aFile()
  assert.equal((await at.ask(takeScreening, aScreening(adult.case_id, { answers }), me)).level, 'some')
})

test('signs that were noticed are kept by the same table', async () => {
  const { case_id } = await at.aFile()
  const signs = Object.values(at.house.facts.indicators)
    .flatMap(({ indicators }) => indicators)
    .flatMap((each) => ('code' in each ? [each.code] : []))
    .slice(0, 3)
  const screening_id = newId()
  await at.ask(keepSigns, { case_id, screening_id, age: 'adult', signs, words: 'At the reception.' }, me)
  const [kept] = await read(case_id)
  assert.deepEqual([kept?.instrument, kept?.signs, kept?.gate], ['signs', signs, null])
  await refuses(
    at.ask(keepSigns, { case_id, screening_id: newId(), age: 'adult', signs, taken_on: addDays(today, 1) }, me),
    'invalid',
  )
})

test('nobody, a role without the story, a partner and another house neither keep nor read', async () => {
  const { case_id } = await at.aFile()
  await at.ask(takeScreening, aScreening(case_id), me)
  const { trainer, director, partner_worker, far_coordinator, second_worker } = at.staff
  await at.ask(
    assignTeam,
    {
      ...{ case_id, access_id: newId(), staff_id: trainer.staff_id, function: 'team_member' as const },
      sections: ['identity', 'learning'],
    },
    me,
  )
  const asks = [
    (who: Who) => at.ask(takeScreening, aScreening(case_id), who),
    (who: Who) => at.ask(keepSigns, { case_id, screening_id: newId(), age: 'adult', signs: ['x'] }, who),
  ]
  for (const ask of [...asks, (who: Who) => read(case_id, who)]) {
    await refuses(ask(nobody), 'signed_out')
    await refuses(ask(trainer), 'not_found', 'case.section_not_found')
    for (const who of [partner_worker, far_coordinator, second_worker])
      await refuses(ask(who), 'not_found', 'case.not_found')
  }
  await refuses(read(case_id, director), 'not_found', 'case.section_not_found')
  for (const ask of asks) await refuses(ask(director), 'refused')
  assert.equal((await read(case_id)).length, 1)
})

test('the same screening sent twice is one; the row says the level and nothing of the answers', async () => {
  const { case_id } = await at.aFile()
  const screening = aScreening(case_id)
  const key = newId()
  const once = await at.ask(takeScreening, screening, me, { key })
  assert.deepEqual(await at.ask(takeScreening, screening, me, { key }), once)
  assert.equal((await at.rows('select 1 from screening where case_id = $1', [case_id])).length, 1)
  const rows = await at.rows('select t::text as row from screening t where case_id = $1', [case_id])
  for (const word of ['unsafe_work', 'Looked at'])
    assert.ok(!String(rows[0]?.row).includes(word) && !String(rows[0]?.row).includes(Buffer.from(word).toString('hex')))
  await assert.rejects(
    at.house.database.transaction({ token: me.token }, (tx) =>
      tx.updateTable('screening').set({ level: 'some' }).execute(),
    ),
  )
})

test('whatever is sent, it is answered or refused and nothing breaks', async () => {
  const { case_id } = await at.aFile()
  await fc.assert(
    fc.asyncProperty(hostileInput(takeScreening.input, [case_id]), async (input) => {
      const { status } = await at.askHttp(takeScreening, { ...input, case_id }, me)
      assert.ok(status === 200 || (status >= 400 && status < 500), String(status))
    }),
    { numRuns: 40 },
  )
  assert.deepEqual(at.broken, [])
})
