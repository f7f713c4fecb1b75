// Whoever leaves comes back to where they were; another choice leads another way; a small group is never counted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aTinyModule } from '#test/tiny-module.ts'
import { toldWithin } from './numbers.rules.ts'
import type { Answers } from './score.rules.ts'
import {
  type Changes,
  changesOf,
  findStep,
  minutesLeft,
  placeOf,
  quizAgain,
  quizOf,
  quizScore,
  shuffled,
  stepsOf,
  trailOf,
} from './way.rules.ts'
import { blocksOf } from './words.rules.ts'

const { module } = aTinyModule
const steps = stepsOf(module)
const desk = module.units.find((unit) => unit.kind === 'situation')!

const changed = (answers: Answers, changes: Changes | undefined): Answers => {
  assert.ok(changes, 'it was answered as it was asked')
  const kept = { ...answers, ...changes }
  return Object.fromEntries(Object.entries(kept).filter((each): each is [string, string[]] => each[1] !== null))
}
/** Goes on at the page one is at, with the first thing that is right. */
const goOn = (answers: Answers): Answers => {
  const step = steps[placeOf(steps, answers)]!
  const { unit, item } = step
  if (unit.kind === 'situation') {
    const { at } = trailOf(unit, answers)
    const good = unit.nodes.find(({ id }) => id === at)!.choices.find(({ judgement }) => judgement === 'good')!
    return changed(
      answers,
      changesOf(step, at, () => [good.id]),
    )
  }
  if (unit.kind === 'signs')
    return changed(
      answers,
      changesOf(step, null, (part) => [unit.signs.find(({ id }) => id === part)!.is]),
    )
  const right = item?.options.filter((option) => option.right).map(({ id }) => id) ?? []
  return changed(
    answers,
    changesOf(step, item?.id ?? null, () => right),
  )
}

test('page by page to the end, and at each the place follows from the answers', () => {
  let answers: Answers = {}
  const places: number[] = []
  for (let turn = 0; placeOf(steps, answers) < steps.length; turn += 1) {
    assert.ok(turn < 100)
    places.push(placeOf(steps, answers))
    answers = goOn(answers)
  }
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
  assert.deepEqual(
    [...new Set(places)],
    steps.map((_, place) => place),
  )
  assert.equal(quizScore(quizOf(module), answers).percent, 100)
  const again = changed(answers, quizAgain(quizOf(module)))
  assert.equal(placeOf(steps, again), findStep(steps, 'quiz', quizOf(module).items[0]!.id))
  assert.equal(quizScore(quizOf(module), again).right, 0)
})

test('another choice at an earlier moment leads another way, and what came after it is open again', () => {
  const place = findStep(steps, desk.id, null)
  const choose = (answers: Answers, node: string, choice: string) =>
    changed(
      answers,
      changesOf(steps[place]!, node, () => [choice]),
    )
  const first = desk.nodes.find(({ id }) => id === desk.start)!
  const on = first.choices.find(({ next }) => next !== null)!
  const out = first.choices.find(({ next }) => next === null)!
  const second = desk.nodes.find(({ id }) => id === on.next)!
  let answers = choose({}, first.id, on.id)
  assert.equal(trailOf(desk, answers).at, second.id)
  answers = choose(answers, second.id, second.choices[0]!.id)
  assert.equal(trailOf(desk, answers).trail.length, 2)
  answers = choose(answers, first.id, on.id)
  assert.equal(trailOf(desk, answers).at, second.id)
  answers = choose(answers, first.id, out.id)
  assert.deepEqual(
    [trailOf(desk, answers).at, trailOf(desk, answers).trail.map(({ choice }) => choice.id)],
    [null, [out.id]],
  )
})

test('what was not asked is not kept', () => {
  const given =
    (...said: string[]) =>
    () =>
      said
  const quiz = quizOf(module)
  const [one, many] = [quiz.items.find((item) => !item.many)!, quiz.items.find((item) => item.many)!]
  const stepFor = (id: string) => steps[findStep(steps, 'quiz', id)]!
  assert.equal(changesOf(stepFor(one.id), one.id, given()), undefined)
  assert.equal(changesOf(stepFor(one.id), one.id, given('nothing of the kind')), undefined)
  assert.equal(changesOf(stepFor(one.id), one.id, given(...one.options.map(({ id }) => id))), undefined)
  assert.ok(changesOf(stepFor(many.id), many.id, given(...many.options.map(({ id }) => id))))
  const at = steps[findStep(steps, desk.id, null)]!
  assert.equal(changesOf(at, 'nowhere', given('x')), undefined)
  assert.equal(changesOf(at, null, given('x')), undefined)
  const signs = steps.find(({ unit }) => unit.kind === 'signs')!
  assert.equal(changesOf(signs, null, given('sure')), undefined)
})

test('options stand in an order of their own for each run, and always the same for one', () => {
  const items = Array.from({ length: 5 }, (_, index) => ({ id: `o${index}` }))
  const orders = Array.from({ length: 40 }, (_, run) => shuffled(items, `run ${run}`).map(({ id }) => id))
  assert.ok(new Set(orders.map((order) => order[0])).size === items.length)
  for (const order of orders) assert.equal(new Set(order).size, items.length)
  assert.deepEqual(shuffled(items, 'run 7'), shuffled(items.toReversed(), 'run 7'))
  assert.deepEqual([minutesLeft(30, 0, 20), minutesLeft(30, 19, 20), minutesLeft(30, 20, 20)], [30, 2, 0])
})

test('paragraphs and lists, and nothing else', () => {
  assert.deepEqual(blocksOf('One\ngoes on.\n\nFor:\n- a\n- b\n\n- c\n'), [
    { paragraph: 'One goes on.' },
    { paragraph: 'For:' },
    { list: ['a', 'b'] },
    { list: ['c'] },
  ])
})

test('no group under five is told, and none can be reckoned from what is', () => {
  const nested = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).map((counts) => counts.toSorted((a, b) => b - a))
  fc.assert(
    fc.property(nested, (counts) => {
      const told = toldWithin(counts).filter((count) => count !== null)
      for (const [place, count] of told.entries()) {
        assert.ok(count >= 5)
        for (const less of told.slice(place + 1)) assert.ok(count === less || count - less >= 5)
      }
    }),
  )
  assert.deepEqual(toldWithin([12, 9, 4]), [12, null, null])
  assert.deepEqual(toldWithin([12, 12, 7]), [12, 12, 7])
})
