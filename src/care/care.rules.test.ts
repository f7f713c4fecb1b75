// The pure decisions of care: sessions, records, weeks of a pregnancy, the figure, and the lists as data.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import {
  cameOf,
  nextSession,
  plannedObstacle,
  providerObstacle,
  sessionObstacle,
  therapistObstacle,
} from './episode.rules.ts'
import { figureBox, linesOf, outlineOf, placeOf, regionOf, regionsOf } from './figure.rules.ts'
import { CareLists, ConsistencyFile, careLists, consistency, sectionOfCare, sectionOfPurpose } from './lists.ts'
import { weeksOf } from './pregnancy.rules.ts'
import { isCurrent, recordObstacle } from './record.rules.ts'
import type { HealthRecord, RecordWords } from './record.ts'
import { Windows, windows } from './window.ts'

const today = '2026-11-22'

test('the lists, the degrees and the hours are facts with a source, and nobody has signed them', () => {
  for (const [schema, data] of [
    [CareLists, careLists],
    [ConsistencyFile, consistency],
    [Windows, windows],
  ] as const) {
    const parsed = schema.parse(data)
    assert.equal(parsed.reviewed_by, null)
  }
  assert.deepEqual(
    consistency.codes.map(({ code }) => code),
    ['not_consistent', 'consistent', 'highly_consistent', 'typical', 'diagnostic'],
  )
  const once = (codes: { code: string }[]) => assert.equal(new Set(codes.map(({ code }) => code)).size, codes.length)
  for (const list of Object.values(careLists)) if (Array.isArray(list)) once(list)
  once(windows.windows)
  for (const { hours, sooner } of windows.windows) assert.ok(sooner <= hours)
  const hoursOf = (code: string) => windows.windows.find((each) => each.code === code)?.hours
  assert.deepEqual([hoursOf('pep_hiv'), hoursOf('emergency_contraception')], [72, 120])
  assert.equal(sectionOfCare('psychotherapy'), 'mind')
  assert.equal(sectionOfCare('dental'), 'health')
  assert.equal(sectionOfPurpose('understanding_trauma'), 'mind')
})

test('a provider is one of three, and only the therapist plans', () => {
  const own = { provider: 'own' as const, staff_id: 'a', referral_id: null, name: '', planned_sessions: 12 }
  assert.equal(providerObstacle(own), null)
  assert.equal(providerObstacle({ ...own, staff_id: null }), 'care.provider_own')
  assert.equal(providerObstacle({ ...own, provider: 'service' }), 'care.provider_own')
  assert.equal(providerObstacle({ ...own, provider: 'service', staff_id: null }), 'care.provider_service')
  const outside = { ...own, provider: 'outside' as const, staff_id: null }
  assert.equal(providerObstacle(outside), 'care.provider_outside')
  assert.equal(providerObstacle({ ...outside, name: 'x' }), 'care.planned_by_therapist')
  assert.equal(plannedObstacle(null, own, 'a'), null)
  assert.equal(plannedObstacle(null, own, 'b'), 'care.planned_by_therapist')
  assert.equal(plannedObstacle(12, own, 'b'), null)
  assert.equal(therapistObstacle('a', 'b', 'c'), 'care.therapist_changes_themselves')
  assert.equal(therapistObstacle('a', 'b', 'b'), null)
  assert.equal(therapistObstacle('a', 'b', 'a'), null)
})

test('a session says what happened once it has, and why somebody stayed away from a short list', () => {
  const said = { on_day: today, attendance: 'came' as const, reason: null, moved_to: null }
  assert.equal(sessionObstacle(said, today), null)
  assert.equal(sessionObstacle({ ...said, on_day: addDays(today, 1) }, today), 'care.not_yet')
  assert.equal(sessionObstacle({ ...said, attendance: 'did_not_come' }, today), 'care.reason_needed')
  assert.equal(sessionObstacle({ ...said, attendance: 'did_not_come', reason: 'not_known' }, today), null)
  assert.equal(sessionObstacle({ ...said, reason: 'afraid' }, today), 'care.reason_needed')
  assert.equal(sessionObstacle({ ...said, attendance: 'moved' }, today), 'care.moved_to')
  const one = (on_day: string, attendance: 'planned' | 'came' | 'moved', clock = '') => ({
    ...{ episode_id: 'e', on_day, attendance, clock },
  })
  const sessions = [one('2026-11-30', 'planned', '09:00'), one('2026-11-24', 'planned'), one('2026-11-20', 'came')]
  assert.equal(nextSession(sessions, today)?.on_day, '2026-11-24')
  assert.equal(nextSession([], today), null)
  assert.deepEqual(cameOf([...sessions, one('2026-11-10', 'moved')]), { came: 1, agreed: 1 })
})

test('an allergy is called once: by its own words or by the sticky fact', () => {
  const says: RecordWords = { kind: 'allergy', to: 'Nuts', reaction: '', severity: 'mild', words: '' }
  const ask = (to: string, alert_id: string | null, section = 'health') =>
    recordObstacle({ ...says, to }, { alert_id, section }, today)
  assert.equal(ask('Nuts', null), null)
  assert.equal(ask('', null), 'care.allergy_named')
  assert.equal(ask('', 'a'), null)
  assert.equal(ask('Nuts', 'a'), 'care.said_twice')
  assert.equal(ask('Nuts', null, 'mind'), 'care.allergy_for_all')
  const condition: RecordWords = { kind: 'condition', condition: 'asthma', since_year: null, words: '' }
  assert.equal(recordObstacle(condition, { alert_id: 'a', section: 'health' }, today), 'care.alert_for_allergy')
})

test('what holds now: not what ended, was a mistake, or has its last day behind it', () => {
  const taken = (until: string | null): RecordWords => ({
    ...{ kind: 'medication', name: 'x', dose: '', since: null, until, prescribed_by: '', safe_to_have: 'safe' },
    words: '',
  })
  const holds = (says: RecordWords, status: HealthRecord['status'] = 'live') => isCurrent({ says, status }, today)
  assert.deepEqual(
    [holds(taken(null)), holds(taken(today)), holds(taken(addDays(today, -1))), holds(taken(null), 'mistake')],
    [true, true, false, false],
  )
})

test('weeks are counted from the day one knows, and only a scan is more than an estimate', () => {
  const counted = { how: 'last_period' as const, on: addDays(today, -66), certain: true }
  assert.deepEqual(weeksOf({ counted, ended_on: null }, today), {
    ...{ weeks: 9, days: 3, term_on: addDays(today, 214), estimate: true },
  })
  const scan = { how: 'scan' as const, on: addDays(today, -10), weeks: 8, days: 0 }
  assert.deepEqual(weeksOf({ counted: scan, ended_on: null }, today), {
    ...{ weeks: 9, days: 3, term_on: addDays(today, 214), estimate: false },
  })
  // Once it is over the count stands still, and it never runs beyond what can be.
  assert.equal(weeksOf({ counted, ended_on: addDays(today, -3) }, addDays(today, 90))?.weeks, 9)
  assert.equal(weeksOf({ counted, ended_on: null }, addDays(today, 300)), null)
  assert.equal(weeksOf({ counted: null, ended_on: null }, today), null)
})

test('whatever the day, a pregnancy is one day further tomorrow', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 278 }), (passed) => {
      const counted = { how: 'last_period' as const, on: addDays(today, -passed), certain: false }
      const days = (day: string) => {
        const found = weeksOf({ counted, ended_on: null }, day)
        return found ? found.weeks * 7 + found.days : null
      }
      assert.equal(days(today), passed)
      assert.equal(days(addDays(today, 1)), passed + 1)
    }),
  )
})

test('both halves of the figure are alike, and it stays within its box', () => {
  for (const figure of ['adult', 'child'] as const) {
    const outline = outlineOf(figure)
    const numbers = [...outline.matchAll(/-?\d+(\.\d+)?/g)].map(([text]) => Number(text))
    const xs = numbers.filter((_, at) => at % 2 === 0)
    const ys = numbers.filter((_, at) => at % 2 === 1)
    assert.ok(Math.min(...xs) > 0 && Math.max(...xs) < figureBox.width, `${figure} ${Math.min(...xs)}`)
    assert.ok(Math.min(...ys) > 0 && Math.max(...ys) < figureBox.height, figure)
    const mirrored = xs.map((x) => Math.round((figureBox.width - x) * 10) / 10).sort((a, b) => a - b)
    assert.deepEqual(
      mirrored,
      xs.toSorted((a, b) => a - b),
    )
    for (const side of ['front', 'back'] as const) assert.ok(linesOf(figure, side).length > 1)
  }
})

test('a mark put by choosing a part of the body stands on that part, on that side of the person', () => {
  for (const figure of ['adult', 'child'] as const)
    for (const side of ['front', 'back'] as const)
      for (const region of regionsOf(side))
        for (const hand of ['left', 'right'] as const) {
          const at = placeOf(figure, side, region, hand)
          assert.deepEqual(regionOf(figure, { side, ...at }), { region, side: hand }, `${figure} ${side} ${region}`)
        }
  // Who faces us has their right hand on our left.
  assert.equal(regionOf('adult', { side: 'front', x: 180, y: 570 }).side, 'right')
  assert.equal(regionOf('adult', { side: 'back', x: 180, y: 570 }).side, 'left')
  assert.equal(placeOf('adult', 'front', 'chest', 'middle').x, 500)
})
