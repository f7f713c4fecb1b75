// Paths: the data fits its shape and its words, what is not known is neither met nor missing, and nothing holds her back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { holds } from '#facts/condition.rules.ts'
import type { Condition } from '#facts/condition.ts'
import { loadTexts } from '#language/load-texts.ts'
import { checksOfMove, codesOf, moveObstacle, standingOf, tellProgramme } from './path.rules.ts'
import { fileFacts, ProgrammePath, programmes } from './programme.ts'

const fieldsOf = (condition: Condition): string[] => {
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  return 'not' in condition ? fieldsOf(condition.not) : [condition.field]
}

test('every path fits its shape, asks only what a file knows, and is named in every language of the desk', () => {
  for (const path of programmes) {
    ProgrammePath.parse(path)
    const checks = [...path.entry, ...path.exit, ...path.steps.flatMap(({ in_place }) => in_place)]
    for (const field of checks.flatMap(({ when }) => fieldsOf(when)))
      assert.ok(fileFacts.includes(field.split('.')[0] as never), `${path.id}: ${field}`)
    for (const language of ['en', 'es', 'it']) {
      const texts = loadTexts(language)
      const names = [path.id, ...path.steps.map(({ code }) => `${path.id}.${code}`)].map((name) => `plans.path.${name}`)
      for (const key of [...names, ...checks.map(({ code }) => `plans.check.${code}`)])
        assert.ok(texts[key], `${language} ${key}`)
    }
  }
})

const leaf = fc.oneof(
  fc.record({ field: fc.constantFrom('a', 'b', 'c'), equals: fc.constantFrom(1, 2, true) }),
  fc.record({ field: fc.constantFrom('a', 'b', 'c'), at_least: fc.integer({ min: 0, max: 3 }) }),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))
const values = fc.constantFrom(0, 1, 2, 3, true, false)

test('property: where all is known it is met just when the condition holds', () => {
  fc.assert(
    fc.property(condition, values, values, values, (when, a, b, c) => {
      const facts = { a, b, c }
      assert.equal(standingOf(when, facts), holds(when, facts) ? 'met' : 'missing')
    }),
  )
})

test('property: what is decided without knowing something stays so whatever it turns out to be', () => {
  fc.assert(
    fc.property(condition, values, values, values, (when, a, b, c) => {
      const before = standingOf(when, { a })
      if (before !== 'unknown') assert.equal(standingOf(when, { a, b, c }), before)
    }),
  )
})

const insertion = programmes.find(({ id }) => id === 'insertion')!
const at = (step: string | null, path = 'insertion') => ({ path, step })

test('a move meets the way in, the steps between, or the way out; going back meets nothing', () => {
  const told = tellProgramme(insertion, { minor: false, needs_talked: false })
  const codes = (from: string | null, to: string | null) =>
    checksOfMove(told, from ? at(from) : null, at(to)).map(({ code }) => code)
  assert.deepEqual(codes(null, 'welcome'), ['of_age', 'needs_talked', 'her_wish'])
  assert.ok(codes('welcome', 'recovery').includes('contact_settled'))
  assert.ok(codes('welcome', 'preparation').includes('sleeps_safely'), 'a step that is passed over counts too')
  assert.deepEqual(codes('work', 'recovery'), [])
  assert.ok(codes('autonomy', null).includes('home_lasts'))
  const first = checksOfMove(told, null, at('welcome'))
  assert.deepEqual([codesOf(first, 'missing'), codesOf(first, 'unknown')], [['needs_talked'], ['her_wish']])
})

test('nothing that is missing is ever an obstacle; only what is no move at all', () => {
  for (const path of programmes)
    for (const from of [null, ...path.steps])
      for (const to of path.steps)
        if (from !== to)
          assert.equal(moveObstacle(programmes, from && at(from.code, path.id), at(to.code, path.id)), null)
  assert.equal(moveObstacle(programmes, null, at('welcome', 'nowhere')), 'plan.no_such_path')
  assert.equal(moveObstacle(programmes, null, at('nowhere')), 'plan.no_such_step')
  assert.equal(moveObstacle(programmes, null, at(null)), 'plan.not_on_this_path')
  assert.equal(moveObstacle(programmes, at('work'), at('work')), 'plan.already_there')
  assert.equal(moveObstacle(programmes, at('work'), at(null)), null)
  assert.equal(moveObstacle(programmes, at('work'), at('wish', 'return')), null)
})
