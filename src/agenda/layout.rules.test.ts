// A page of a week, also when the clock is turned.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayPage, daysOf, hoursOf, onDay, sideBySide, turnOf, wallOf } from './layout.rules.ts'

const madrid = 'Europe/Madrid'
const span = (starts_at: string, ends_at: string) => ({ starts_at, ends_at })
const rows = (hours: { hour: number; again: boolean }[]) => hours.map(({ hour, again }) => `${hour}${again ? '+' : ''}`)

describe('the clock on the wall', () => {
  test('is that of the place, summer and winter', () => {
    assert.deepEqual(wallOf('2026-07-01T08:30:00Z', madrid), { day: '2026-07-01', minutes: 630, again: false })
    assert.deepEqual(wallOf('2026-12-01T08:30:00Z', madrid), { day: '2026-12-01', minutes: 570, again: false })
    assert.equal(wallOf('2026-12-01T23:30:00Z', madrid).day, '2026-12-02')
  })
  test('tells the hour that comes twice apart', () => {
    assert.deepEqual(wallOf('2026-10-25T00:30:00Z', madrid), { day: '2026-10-25', minutes: 150, again: false })
    assert.deepEqual(wallOf('2026-10-25T01:30:00Z', madrid), { day: '2026-10-25', minutes: 150, again: true })
    assert.deepEqual(wallOf('2026-10-25T02:00:00Z', madrid), { day: '2026-10-25', minutes: 180, again: false })
  })
  test('is known to be turned, and where it is not', () => {
    assert.deepEqual(turnOf('2026-10-25', madrid), { hour: 2, what: 'twice' })
    assert.deepEqual(turnOf('2026-03-29', madrid), { hour: 2, what: 'skipped' })
    assert.deepEqual(turnOf('2026-10-25', 'Atlantic/Canary'), { hour: 1, what: 'twice' })
    assert.deepEqual(turnOf('2026-11-01', 'America/Havana'), { hour: 0, what: 'twice' })
    assert.deepEqual(turnOf('2026-04-24', 'Africa/Cairo'), { hour: 0, what: 'skipped' })
    assert.deepEqual(turnOf('2026-10-29', 'Africa/Cairo'), { hour: 23, what: 'twice' })
    for (const day of ['2026-10-24', '2026-10-26', '2026-03-28', '2026-03-30']) assert.equal(turnOf(day, madrid), null)
    assert.equal(turnOf('2026-10-25', 'Asia/Kathmandu'), null)
  })
})

describe('the rows of a page', () => {
  const week = daysOf('week', '2026-11-25')
  test('are the usual hours, and more where something lies outside them', () => {
    assert.equal(rows(hoursOf(week, [], madrid)).join(' '), '8 9 10 11 12 13 14 15 16 17 18 19')
    const late = span('2026-11-25T20:15:00Z', '2026-11-25T21:30:00Z')
    assert.equal(rows(hoursOf(week, [late], madrid)).at(-1), '22')
    const night = span('2026-11-25T22:00:00Z', '2026-11-26T05:30:00Z')
    assert.deepEqual(
      [rows(hoursOf(week, [night], madrid))[0], rows(hoursOf(week, [night], madrid)).at(-1)],
      ['0', '23'],
    )
  })
  test('a day off does not open the night', () => {
    const off = span('2026-11-24T23:00:00Z', '2026-11-26T23:00:00Z')
    assert.equal(hoursOf(week, [off], madrid).length, 12)
    assert.deepEqual(dayPage('2026-11-25', [off], hoursOf(week, [off], madrid), madrid).whole, [off])
    assert.deepEqual(onDay('2026-11-27', [off], madrid), [], 'it ended at midnight')
  })
  test('an hour that comes twice has two, and what lasts through it is that much longer', () => {
    const turning = daysOf('week', '2026-10-25')
    const through = span('2026-10-24T23:30:00Z', '2026-10-25T02:30:00Z')
    const hours = hoursOf(turning, [through], madrid)
    assert.equal(rows(hours).slice(0, 4).join(' '), '1 2 2+ 3')
    const [placed] = dayPage('2026-10-25', [through], hours, madrid).placed
    assert.deepEqual([placed?.top, placed?.bottom], [0.5, 3.5])
    const between = span('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')
    const [hour] = dayPage('2026-10-25', [between], hours, madrid).placed
    assert.equal(hour!.bottom - hour!.top, 1, 'half past two until half past two is one hour')
  })
  test('an hour that does not come is marked on its day alone', () => {
    const hours = hoursOf(daysOf('week', '2026-03-29'), [], madrid)
    assert.equal(dayPage('2026-03-29', [], hours, madrid).turn?.what, 'skipped')
    assert.equal(dayPage('2026-03-28', [], hours, madrid).turn, null)
  })
  test('what goes over midnight stands on both days', () => {
    const night = span('2026-11-25T22:00:00Z', '2026-11-26T00:30:00Z')
    const hours = hoursOf(week, [night], madrid)
    const on = (day: string) => dayPage(day, [night], hours, madrid).placed.map(({ top, bottom }) => [top, bottom])
    assert.deepEqual(on('2026-11-25'), [[23, 24]])
    assert.deepEqual(on('2026-11-26'), [[0, 1.5]])
    assert.deepEqual(on('2026-11-27'), [])
  })
})

describe('what overlaps', () => {
  const at = (of: string, top: number, bottom: number) => ({ of, top, bottom })
  const laid = (things: ReturnType<typeof at>[]) =>
    Object.fromEntries(sideBySide(things).map(({ of, column, columns, width }) => [of, [column, columns, width]]))
  test('lies side by side, and what stands alone has the whole width', () => {
    assert.deepEqual(laid([at('a', 1, 2), at('b', 1.5, 3), at('c', 4, 5)]), {
      ...{ a: [0, 2, 1], b: [1, 2, 1], c: [0, 1, 1] },
    })
  })
  test('one after the other is not together', () => {
    assert.deepEqual(laid([at('a', 1, 2), at('b', 2, 3)]), { a: [0, 1, 1], b: [0, 1, 1] })
  })
  test('a column that is free beside it is taken', () => {
    assert.deepEqual(laid([at('a', 0, 4), at('b', 0, 1), at('c', 0, 1), at('d', 2, 3)]), {
      ...{ a: [0, 3, 1], b: [1, 3, 1], c: [2, 3, 1], d: [1, 3, 2] },
    })
  })
  test('five minutes keep room to be read', () => {
    assert.deepEqual(laid([at('a', 1, 1.1), at('b', 1.2, 2)]), { a: [0, 2, 1], b: [1, 2, 1] })
  })
  test('whatever there is, nothing lies on anything', () => {
    let seed = 7
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    for (let turn = 0; turn < 200; turn += 1) {
      const things = Array.from({ length: 1 + next(12) }, (_, id) => {
        const top = next(40) / 4
        return at(String(id), top, top + (1 + next(12)) / 4)
      })
      const placed = sideBySide(things)
      assert.equal(placed.length, things.length)
      for (const one of placed)
        for (const other of placed) {
          const together =
            one.top < Math.max(other.bottom, other.top + 0.5) && other.top < Math.max(one.bottom, one.top + 0.5)
          if (one === other || !together) continue
          const apart = one.column + one.width <= other.column || other.column + other.width <= one.column
          assert.ok(apart && one.columns === other.columns, JSON.stringify(things))
        }
    }
  })
})

test('a week begins on Monday and a month is shown in whole weeks', () => {
  assert.deepEqual([daysOf('week', '2026-11-22')[0], daysOf('week', '2026-11-22').at(-1)], ['2026-11-16', '2026-11-22'])
  assert.deepEqual([daysOf('month', '2026-11-22')[0], daysOf('month', '2026-11-22').length], ['2026-10-26', 42])
  assert.deepEqual([daysOf('month', '2026-09-10')[0], daysOf('month', '2026-09-10').length], ['2026-08-31', 35])
  assert.deepEqual(daysOf('day', '2026-11-22'), ['2026-11-22'])
})
