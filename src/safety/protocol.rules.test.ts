import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wallClock } from './duty.rules.ts'
import { clockOf, endOfDay, kindOf, lateOf, mayDo, openingOf, zoneOf } from './protocol.rules.ts'
import { protocolFacts } from './protocol-facts.ts'

const zones = ['Europe/Madrid', 'Atlantic/Canary', 'Asia/Kathmandu', 'Asia/Kolkata', 'America/Bogota', 'UTC']

test('a day ends where the office is, also when it has twenty-three hours or twenty-five', () => {
  assert.equal(endOfDay('2026-11-22T20:00:00Z', 'Europe/Madrid'), '2026-11-22T23:00:00.000Z')
  assert.equal(endOfDay('2026-03-29T00:30:00Z', 'Europe/Madrid'), '2026-03-29T22:00:00.000Z')
  assert.equal(endOfDay('2026-10-24T23:30:00Z', 'Europe/Madrid'), '2026-10-25T23:00:00.000Z')
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      (at, zone) => {
        const moment = at.toISOString()
        const end = endOfDay(moment, zone)
        assert.ok(Date.parse(end) > Date.parse(moment))
        assert.equal(wallClock(end, zone).time, '00:00')
        const before = new Date(Date.parse(end) - 1).toISOString()
        assert.equal(wallClock(before, zone).day, wallClock(moment, zone).day)
      },
    ),
  )
})

test('the first look is due in an hour, the talk by the end of the day and never sooner than three hours', () => {
  const noon = clockOf(protocolFacts, '2026-11-22T11:00:00Z', 'Europe/Madrid')
  assert.deepEqual(noon, { look_by: '2026-11-22T12:00:00.000Z', talk_by: '2026-11-22T23:00:00.000Z' })
  const night = clockOf(protocolFacts, '2026-11-22T22:30:00Z', 'Europe/Madrid')
  assert.equal(night.talk_by, '2026-11-23T01:30:00.000Z')
})

test('an instrument knows its kind from the data; what is told says its own', () => {
  const asked = { cause: 'instrument', item: 'x', assessment_id: 'a' } as const
  assert.equal(kindOf(protocolFacts, { ...asked, instrument: 'phq-9' }), 'self_harm')
  assert.equal(kindOf(protocolFacts, { ...asked, instrument: 'danger' }), 'danger')
  assert.equal(kindOf(protocolFacts, { ...asked, instrument: 'danger', item: 'children' }), 'child')
  assert.equal(kindOf(protocolFacts, { ...asked, instrument: 'danger', item: 'despair' }), 'self_harm')
  const ofDailyLife = (item: string) => kindOf(protocolFacts, { ...asked, instrument: 'self-sufficiency', item })
  assert.deepEqual(['safety', 'mental_health', 'substance_use', 'parenting'].map(ofDailyLife), [
    ...['danger', 'self_harm', 'health', 'child'],
  ])
  assert.equal(kindOf(protocolFacts, { ...asked, instrument: 'unheard-of' }), 'self_harm')
  const opening = openingOf(protocolFacts, { cause: 'told', kind: 'child', words: 'w' }, '2026-11-22T11:00:00Z', 'UTC')
  assert.deepEqual([opening.section, opening.closing, opening.words], ['safety', 'two', 'w'])
  assert.ok(opening.steps.every(({ due_at }) => due_at === opening.look_by || due_at === opening.talk_by))
})

test('an office without a clock of its own has that of where it is', () => {
  const known = [
    { country: 'ES', provinces: ['35'], zone: 'Atlantic/Canary' },
    { country: 'ES', provinces: [], zone: 'Europe/Madrid' },
  ]
  assert.equal(zoneOf(known, { zone: null, country: 'ES', province: '35' }), 'Atlantic/Canary')
  assert.equal(zoneOf(known, { zone: null, country: 'ES', province: null }), 'Europe/Madrid')
  assert.equal(zoneOf(known, { zone: 'Asia/Dhaka', country: 'ES', province: null }), 'Asia/Dhaka')
  assert.equal(zoneOf(known, { zone: null, country: 'JP', province: null }), 'UTC')
  assert.equal(zoneOf(known, null), 'UTC')
})

const clock = { look_by: '2026-11-22T12:00:00Z', talk_by: '2026-11-22T23:00:00Z' }
test('late is who did not look in an hour, and what is open when the day is over', () => {
  const at = (now: string, taken_by: string | null, closed_at: string | null = null) =>
    lateOf({ ...clock, taken_by, closed_at }, now)
  assert.equal(at('2026-11-22T11:59:00Z', null), 'no')
  assert.equal(at('2026-11-22T12:01:00Z', null), 'look')
  assert.equal(at('2026-11-22T12:01:00Z', 'ana'), 'no')
  assert.equal(at('2026-11-22T23:01:00Z', 'ana'), 'talk')
  assert.equal(at('2026-11-23T23:01:00Z', 'ana', '2026-11-22T20:00:00Z'), 'no')
})

test('what a screen offers: nobody closes alone, nobody agrees with themselves', () => {
  const base = {
    ...clock,
    opened_by: 'ana',
    taken_by: 'eva',
    close_asked_by: null,
    closing: 'two' as const,
    closed_at: null,
  }
  const open = { ...base, steps_open: false }
  assert.deepEqual(mayDo(open, 'taker', true, 'eva'), { take: false, work: true, ask_close: true, answer_close: false })
  assert.deepEqual(mayDo({ ...open, steps_open: true }, 'taker', true, 'eva').ask_close, false)
  const asked = { ...open, close_asked_by: 'eva' }
  assert.equal(mayDo(asked, 'taker', true, 'eva').answer_close, false)
  assert.equal(mayDo(asked, 'told', false, 'luis').answer_close, true)
  assert.equal(mayDo(asked, 'duty', false, 'luis').answer_close, false)
  assert.equal(mayDo({ ...asked, closing: 'not_opener' }, 'section', true, 'ana').answer_close, false)
  assert.equal(mayDo(open, 'opener', false, 'ana').take, false)
  assert.deepEqual(Object.values(mayDo({ ...asked, closed_at: clock.talk_by }, 'section', true, 'luis')), [
    false,
    false,
    false,
    false,
  ])
})
