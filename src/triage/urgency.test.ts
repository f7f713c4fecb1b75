// How urgent a report looks: more danger never looks less urgent, every suggestion says why, and the rules are complete.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeOf } from '#facts/indicators.ts'
import { loadFacts } from '#facts/load.ts'
import { readingOf } from '#forms/body-reading.rules.ts'
import { answersOfDoubt, ReportBody as Body, contactWishes, doors, type ReportBody } from '#reports/body.ts'
import { clockOf, dueOf } from './clock.rules.ts'
import { triageFacts } from './triage-facts.ts'
import { rungsFor, weighReport } from './weigh.rules.ts'

const facts = loadFacts()
const known = triageFacts(facts)
const order = ['routine', 'soon', 'now']
const doubt = fc.constantFrom(...answersOfDoubt, null)
const signs = Object.values(facts.indicators).flatMap((list) => list.indicators.map(codeOf))

const aBody: fc.Arbitrary<ReportBody> = fc
  .record({
    danger_now: doubt,
    minors: doubt,
    door: fc.constantFrom(...doors, null),
    contact_wish: fc.constantFrom(...contactWishes),
    signs: fc.uniqueArray(fc.constantFrom(...signs), { maxLength: 6 }),
    answers: fc.record(
      { needs: fc.subarray(['bed', 'leave', 'talk', 'doctor']), still_here: fc.constantFrom('yes', 'no') },
      { requiredKeys: [] },
    ),
  })
  .map((body) => Body.parse(body))

const look = (body: ReportBody, days = 0) => weighReport(known, body, readingOf(facts.indicators, body), days)

test('more danger, a child or longer waiting never looks less urgent, and every suggestion says why', () => {
  fc.assert(
    fc.property(aBody, fc.nat(20), (body, days) => {
      const before = order.indexOf(look(body, days).urgency)
      assert.ok(look(body, days).reasons.length > 0)
      assert.equal(look({ ...body, danger_now: 'yes' }).urgency, 'now')
      assert.ok(order.indexOf(look({ ...body, minors: 'yes' }, days).urgency) >= before)
      assert.ok(order.indexOf(look(body, days + 10).urgency) >= before)
      const more = { ...body, signs: [...new Set([...body.signs, signs[days % signs.length]!])] }
      assert.ok(order.indexOf(look(more, days).urgency) >= before)
    }),
  )
})

test('danger unsure or unsaid with a child is now; oneself is never routine', () => {
  assert.equal(look(Body.parse({ danger_now: 'unsure', minors: 'yes' })).urgency, 'now')
  assert.equal(look(Body.parse({ minors: 'yes' })).urgency, 'now')
  assert.equal(look(Body.parse({ door: 'self', danger_now: 'no' })).urgency, 'soon')
  assert.deepEqual(look(Body.parse({ danger_now: 'no' })), { urgency: 'routine', reasons: ['no_danger'] })
  assert.equal(look(Body.parse({ danger_now: 'unsure', answers: { needs: ['leave'] } })).urgency, 'now')
})

test('every reason, rung and basis has its words', async () => {
  const { loadTexts } = await import('#language/load-texts.ts')
  for (const language of ['en', 'es', 'it']) {
    const texts = loadTexts(language)
    const wanted = [
      ...known.urgency.rules.map(({ code }) => `reports.reason.${code}`),
      ...known.ladder.rungs.map(({ code }) => `reports.ladder.${code}`),
      ...known.bases.map(({ code }) => `codes.legal_bases.${code}`),
    ]
    assert.deepEqual(
      wanted.filter((key) => !(key in texts)),
      [],
      language,
    )
  }
})

test('the ladder leads with danger, then a child, and names the police for an adult only with a basis', () => {
  const rungs = (body: Partial<ReportBody>) => rungsFor(known, Body.parse(body)).map(({ code }) => code)
  assert.deepEqual(rungs({ danger_now: 'yes', minors: 'yes' }), ['danger', 'child'])
  assert.deepEqual(rungs({ danger_now: 'no', minors: 'no' }), ['adult'])
  for (const { to, bases } of known.ladder.rungs)
    if (to.includes('police')) assert.ok(!bases.includes('no_personal_data') && bases.length > 0)
  const bases = new Set(known.bases.map(({ code }) => code))
  for (const rung of known.ladder.rungs) for (const basis of rung.bases) assert.ok(bases.has(basis), basis)
})

test('the clock runs from the day it came: acknowledge, answer, close, and nothing once decided', () => {
  const life = { status: 'new' as const, received_on: '2026-01-31', acknowledged_on: null, answered_on: null }
  const clock = (change: object) => clockOf(known.targets, { ...life, ...change })
  assert.deepEqual(clock({}), { due: 'acknowledge', on: '2026-02-01' })
  assert.deepEqual(clock({ acknowledged_on: '2026-02-01' }), { due: 'answer', on: '2026-02-07' })
  const answered = { status: 'answered', acknowledged_on: '2026-02-01', answered_on: '2026-02-03' }
  assert.deepEqual(clock(answered), { due: 'close', on: '2026-04-30' })
  for (const status of ['closed', 'file_opened']) {
    assert.equal(clock({ ...answered, status }), null)
    assert.equal(dueOf({ ...life, status: status as 'closed', due_on: '2026-02-01' }), null)
  }
})
