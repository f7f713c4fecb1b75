// Every fault a module can have is found where it lies, and a module without any is let through.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { structureFaults, textFaults, textKeysOf } from './check.rules.ts'
import { ModuleHead, type SituationUnit, type Unit } from './module.ts'
import { passes, scoreOf } from './score.rules.ts'

const item = (id: string) => ({
  id,
  sources: ['a'],
  many: false,
  options: [
    { id: 'yes', right: true },
    { id: 'no', right: false },
  ],
})
const room: SituationUnit = {
  id: 'room',
  kind: 'situation',
  sources: ['a'],
  start: 'door',
  nodes: [
    {
      id: 'door',
      choices: [
        { id: 'knock', judgement: 'good', next: 'bed' },
        { id: 'shout', judgement: 'harmful', next: null },
      ],
    },
    {
      id: 'bed',
      choices: [
        { id: 'ask', judgement: 'good', next: null },
        { id: 'go', judgement: 'risky', next: null },
      ],
    },
  ],
}
const quiz: Unit = { id: 'quiz', kind: 'quiz', items: ['i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8'].map(item) }
const moduleOf = (...units: Unit[]): ModuleHead =>
  ModuleHead.parse({
    source: 'Invented for this test',
    valid_from: '2026-01-01',
    valid_until: null,
    reviewed_by: null,
    id: 'front-desk',
    version: 1,
    sector: 'tourism',
    minutes: 30,
    pass_percent: 80,
    valid_months: 24,
    sources: [{ id: 'a', title: 'A paper', publisher: 'Us', year: 2026, url: null, confidence: 'memory' }],
    units,
  })
const faultsOf = (...units: Unit[]) => structureFaults(moduleOf(...units)).map(({ at, fault }) => `${at} ${fault}`)
const roomWith = (nodes: SituationUnit['nodes'], start = 'door'): Unit => ({ ...room, start, nodes })
const [door, bed] = room.nodes as [SituationUnit['nodes'][0], SituationUnit['nodes'][0]]

test('a whole module has no fault, in its structure or its words', () => {
  const whole = moduleOf(room, quiz)
  assert.deepEqual(structureFaults(whole), [])
  const texts = Object.fromEntries(textKeysOf(whole).map((key) => [key, 'Words']))
  assert.deepEqual(textFaults(whole, texts), [])
  const { 'room.door.knock.follows': _, ...less } = texts
  assert.deepEqual(textFaults(whole, { ...less, 'room.window': 'Words' }), [
    { at: 'room.door.knock.follows', fault: 'text_missing' },
    { at: 'room.window', fault: 'text_unknown' },
  ])
})

test('a situation that cannot be walked to its end is refused where it breaks', () => {
  const back = { ...bed, choices: [{ id: 'back', judgement: 'good' as const, next: 'door' }, bed.choices[1]!] }
  assert.deepEqual(faultsOf(roomWith([door, back]), quiz), ['room.door never_ends'])
  assert.deepEqual(faultsOf(roomWith([door]), quiz), ['room.door.knock node_unknown'])
  assert.deepEqual(faultsOf(roomWith([door, bed], 'hall'), quiz), [
    'room node_unknown',
    'room.door node_unreached',
    'room.bed node_unreached',
  ])
  const bad = { ...bed, choices: bed.choices.map((choice) => ({ ...choice, judgement: 'risky' as const })) }
  assert.deepEqual(faultsOf(roomWith([door, bad]), quiz), ['room.bed no_good_choice'])
})

test('questions, sources and the order of units are looked at', () => {
  const asking = (change: object): Unit => ({ ...quiz, items: [{ ...item('i0'), ...change }, ...quiz.items] }) as Unit
  const both = [
    { id: 'yes', right: true },
    { id: 'no', right: true },
  ]
  assert.deepEqual(faultsOf(room, asking({ options: both })), ['quiz.i0 one_right_option'])
  assert.deepEqual(
    faultsOf(room, asking({ options: both, many: true })),
    [],
    'but several may be right where several are asked for',
  )
  assert.deepEqual(faultsOf(room, asking({ options: both.map(({ id }) => ({ id, right: false })) })), [
    'quiz.i0 no_right_option',
  ])
  assert.deepEqual(faultsOf(room, asking({ sources: [] })), ['quiz.i0 source_missing'])
  assert.deepEqual(faultsOf(room, asking({ sources: ['b'] })), ['quiz.i0 source_unknown'])
  assert.deepEqual(faultsOf(room, asking({ id: 'i8' })), ['quiz.i8 id_twice'])
  assert.deepEqual(faultsOf(quiz, room), ['units quiz_not_last'])
})

test('an answer is right with every right option and no other, and nobody passes by rounding', () => {
  const items = Array.from({ length: 9 }, (_, index) => item(`i${index}`))
  const right = (count: number) => Object.fromEntries(items.slice(0, count).map(({ id }) => [id, ['yes']]))
  assert.deepEqual(scoreOf(items, right(7)), { right: 7, of: 9, percent: 77 })
  assert.deepEqual(scoreOf(items, { ...right(7), i8: ['yes', 'no'] }), { right: 7, of: 9, percent: 77 })
  assert.equal(passes(scoreOf(items, right(7)), 78), false)
  assert.equal(passes(scoreOf(items, right(8)), 80), true)
  assert.deepEqual(scoreOf([], {}), { right: 0, of: 0, percent: 0 })
})
