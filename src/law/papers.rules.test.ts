// The order of papers of one person: what each paper, event and danger makes of the steps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Section } from '#access/access.ts'
import types from '#data/codes/document_types.json' with { type: 'json' }
import es from '#data/law/es/papers.json' with { type: 'json' }
import { type OrderFacts, type PaperHeld, papersNow } from './papers.rules.ts'
import { PapersInOrder, paperStates, StepNow } from './papers.ts'

const order = PapersInOrder.parse(es)
const sectionOf = (type: string) => types.codes.find(({ code }) => code === type)?.section as Section | undefined

const facts = (more: Partial<OrderFacts> = {}): OrderFacts => ({
  documents: [],
  events: [],
  circumstances: {},
  sections: ['identity', 'law', 'home', 'health', 'work', 'money'],
  sectionOf,
  today: '2026-11-22',
  ...more,
})
const paper = (type: string, more: Partial<PaperHeld> = {}): PaperHeld => ({
  document_id: `of-${type}`,
  type,
  held_by: 'person',
  expires_on: null,
  status: 'live',
  knows: ['number', 'issued_on', 'expires_on', 'copy'],
  ...more,
})
const at = (code: string, more: Partial<OrderFacts> = {}) => {
  const step = papersNow(order, facts(more)).find((each) => each.code === code)
  assert.ok(step, code)
  return step
}

test('with nothing in hand, what waits for nothing comes next and the rest says what it waits for', () => {
  assert.equal(at('safe_address').state, 'to_know')
  assert.equal(at('padron').state, 'next')
  assert.equal(at('rrp').state, 'next')
  assert.deepEqual([at('health_card').state, at('health_card').waits_for], ['waits', ['padron']])
  assert.deepEqual(at('tie').waits_for, ['fingerprints'])
})

test('a paper that was written down opens the next step, and says which of its fields are not known', () => {
  const documents = [paper('registration', { knows: ['copy'] })]
  assert.deepEqual([at('padron', { documents }).state, at('padron', { documents }).lacks], ['done', ['issued_on']])
  assert.equal(at('health_card', { documents }).state, 'next')
})

test('what was granted without a paper of it is called out, and opens what follows all the same', () => {
  const events = [{ code: 'rrp_granted', on: '2026-09-01' }]
  assert.deepEqual([at('rrp', { events }).state, at('rrp', { events }).given_on], ['given', '2026-09-01'])
  assert.equal(at('exemption', { events }).state, 'next')
})

test('who holds the original: never the exploiter, and the house only against a receipt', () => {
  const held = (held_by: string) => at('padron', { documents: [paper('registration', { held_by })] }).alarm
  assert.deepEqual(['person', 'exploiter', 'organisation'].map(held), [null, 'never', 'receipt'])
})

test('a card that ends is called out sixty days before, and on the day after its last it has ended', () => {
  const card = (expires_on: string) => at('tie', { documents: [paper('tie', { expires_on })] }).state
  assert.deepEqual(['2027-03-01', '2027-01-21', '2026-11-22', '2026-11-21'].map(card), [
    'done',
    'expiring',
    'expiring',
    'ended',
  ])
})

test('the second card is the second card: the first does not stand for it', () => {
  const first = paper('tie', { document_id: 'first', status: 'replaced', expires_on: '2026-01-01' })
  const second = paper('tie', { document_id: 'second' })
  const state = (documents: PaperHeld[]) => ['tie', 'tie_again'].map((code) => at(code, { documents }).document_id)
  assert.deepEqual(state([paper('tie', { document_id: 'first' })]), ['first', null])
  assert.deepEqual(state([first, second]), ['first', 'second'])
  assert.equal(at('tie', { documents: [first, second] }).state, 'done')
})

test('a passport that would be dangerous to ask for: the article that lets the office do without is cited', () => {
  const [passport] = at('application', { circumstances: { passport_dangerous: true } }).asks
  assert.equal(passport?.dangerous, true)
  assert.match(passport?.may_be_waived?.article ?? '', /152/)
  assert.equal(at('application').asks[0]?.dangerous, false)
  assert.equal(at('padron', { circumstances: { passport_dangerous: true } }).asks[0]?.dangerous, false)
})

test('a paper of a section this reader does not open is not called missing', () => {
  const sections: Section[] = ['law']
  assert.equal(at('health_card', { sections }).state, 'not_shown')
  assert.equal(at('padron', { sections }).asks[0]?.not_shown, true)
})

test('whatever is there, every step has a state, and one that can be asked for waits for nothing', () => {
  const codes = types.codes.map(({ code }) => code)
  const events = [...new Set(order.steps.flatMap(({ given_by }) => given_by))]
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...codes), { maxLength: 12 }),
      fc.array(fc.constantFrom(...events), { maxLength: 6 }),
      fc.subarray(['identity', 'law', 'home', 'health', 'work', 'money'] as Section[]),
      (held, happened, sections) => {
        const now = papersNow(
          order,
          facts({
            documents: held.map((type) => paper(type, { document_id: '018f0000-0000-7000-8000-000000000001' })),
            events: happened.map((code) => ({ code, on: '2026-05-05' })),
            sections,
          }),
        )
        assert.equal(now.length, order.steps.length)
        for (const step of now) {
          StepNow.parse(step)
          assert.ok(paperStates.includes(step.state))
          assert.equal(step.state === 'waits', step.waits_for.length > 0)
        }
      },
    ),
    { numRuns: 200 },
  )
})
