// The weight of a file and of a caseload: who weighs, who reads the sums, and whom they name for the next file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { aCard, nobody, type TestHouse, testHouse } from '#test/gate.ts'
import { readTeam } from './team.ts'
import { carriersOf, factorsOf, nextToTake, ofFactors, pointsOf, proposedFactors } from './weight.rules.ts'
import { readCaseload, setCapacity, setWeight } from './weight.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./team.api.ts'), await import('./weight.api.ts'))
})
after(() => at.close())

const refuses = (asking: Promise<unknown>, kind: Problem['kind']) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(problem.kind, kind, `${problem.key} ${problem.cause}`)
    return true
  })

test('what makes a file heavy is weighed by its team, and only the sum is clear', async () => {
  const { case_id } = await at.aFile()
  const { reference_worker, coordinator, director, second_worker, partner_worker } = at.staff
  const weigh = (factors: string[], version = 0) => ({ case_id, version, factors })
  const before = (await at.ask(readTeam, { case_id }, reference_worker)).weight
  await at.ask(setWeight, weigh(['danger', 'minor', 'danger']), reference_worker)
  const { weight } = await at.ask(readTeam, { case_id }, coordinator)
  assert.deepEqual([weight.points, weight.factors, weight.version], [before.points + 8, ['danger', 'minor'], 1])
  await refuses(at.ask(setWeight, weigh(['danger']), coordinator), 'conflict')
  await at.ask(setWeight, weigh([], 1), coordinator)
  await refuses(at.ask(setWeight, weigh(['stage_plan'], 2), coordinator), 'invalid')
  const [row] = await at.rows('select points, sealed from case_weight where case_id = $1', [case_id])
  assert.equal(row?.points, 0)
  assert.ok(!(row!.sealed as Buffer).toString('latin1').includes('danger'))
  await refuses(at.ask(setWeight, weigh([], 2), director), 'refused')
  for (const who of [second_worker, partner_worker]) await refuses(at.ask(setWeight, weigh([], 2), who), 'not_found')
  await refuses(at.ask(setWeight, weigh([], 2), nobody), 'signed_out')
})

test('whoever plans for an office reads the caseload of its workers, and sets what each carries', async () => {
  const { coordinator, far_coordinator, director, reference_worker, partner_worker } = at.staff
  const busy = await at.join(at.ours, 'Muy Ocupada', ['reference_worker'])
  for (let count = 0; count < 3; count += 1) {
    const { case_id } = await at.aFile({ worker: busy })
    if (count > 0) await at.ask(setWeight, { case_id, version: 0, factors: ['danger', 'no_home'] }, busy)
  }
  const lineOf = async (who = coordinator) =>
    (await at.ask(readCaseload, {}, who)).carriers.find((each) => each.staff_id === busy.staff_id)
  const line = await lineOf()
  assert.deepEqual([line?.files, line?.points, line?.unweighed, line?.waiting], [3, 3 * 4 + 2 * 7, 1, 0])
  const { staff_id } = busy
  await at.ask(setCapacity, { staff_id, version: 0, points: 20 }, coordinator)
  assert.deepEqual([(await lineOf())?.capacity, (await lineOf())?.free], [20, -6])
  await refuses(at.ask(setCapacity, { staff_id, version: 0, points: 40 }, coordinator), 'conflict')
  await at.ask(setCapacity, { staff_id, version: 1, points: 40 }, director)
  assert.equal((await lineOf(director))?.capacity, 40)
  assert.equal(await lineOf(far_coordinator), undefined)
  await refuses(at.ask(setCapacity, { staff_id, version: 2, points: 1 }, far_coordinator), 'conflict')
  await refuses(at.ask(setCapacity, { staff_id: newId(), version: 0, points: 1 }, coordinator), 'not_found')
  for (const who of [reference_worker, partner_worker]) {
    await refuses(at.ask(readCaseload, {}, who), 'refused')
    await refuses(at.ask(setCapacity, { staff_id, version: 2, points: 1 }, who), 'refused')
  }
  await refuses(at.ask(readCaseload, {}, nobody), 'signed_out')
  await refuses(at.ask(setCapacity, { staff_id, version: 2, points: 1 }, nobody), 'signed_out')
})

test('the rules: points, proposals from the card, and who has room', () => {
  const points = pointsOf([
    { code: 'stage_plan', points: 3 },
    { code: 'minor', points: 4 },
    { code: 'interpreter', points: 2 },
    { code: 'usual_capacity', points: 10 },
  ] as never)
  assert.deepEqual(factorsOf(points), ['minor', 'interpreter'])
  assert.equal(ofFactors(points, ['minor', 'minor', 'stage_plan', 'unknown']), 4)
  assert.deepEqual(proposedFactors(aCard({ has_children_with_her: true, irregular_status: 'yes' }), true), [
    'minor',
    'interpreter',
    'children',
    'papers',
  ])
  const worker = (staff_id: string, capacity: number | null = null) => ({
    staff_id,
    name: staff_id,
    capacity,
    version: 0,
  })
  const row = (staff_id: string, files: number, change = {}) => ({
    staff_id,
    stage: 'plan',
    files,
    points: 0,
    unweighed: 0,
    waiting: 0,
    ...change,
  })
  const carriers = carriersOf(
    points,
    [worker('a'), worker('b'), worker('c', 2)],
    [row('a', 2, { points: 5 }), row('b', 1), row('b', 0, { stage: null, waiting: 1 }), row('c', 1)],
  )
  assert.deepEqual(
    carriers.map(({ staff_id, points: carried, free }) => [staff_id, carried, free]),
    [
      ['b', 3, 7],
      ['a', 11, -1],
      ['c', 3, -1],
    ],
  )
  assert.equal(nextToTake(carriers), 'b', 'with a hand-over waiting, when nobody else has room')
  assert.equal(nextToTake(carriersOf(points, [worker('a'), worker('b')], [row('b', 0, { waiting: 2 })])), 'a')
  assert.equal(nextToTake(carriers.filter(({ free }) => free < 0)), null)
})
