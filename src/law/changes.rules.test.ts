import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendars } from './calendars.ts'
import { changesBetween } from './changes.rules.ts'
import { nextLookOn } from './next-look.rules.ts'
import { packs } from './packs.ts'
import { reckon } from './reckon.rules.ts'
import type { Happening, Item } from './reckoning.ts'
import { statusHistory } from './status.rules.ts'
import { deadline, term, tried } from './worked/tried.ts'

const rules = [
  deadline('ES-901', term(1, 'month', 'date_to_date'), { starts: ['decision_notified'], closes: ['reposicion_filed'] }),
  deadline('ES-902', term(1, 'month', 'date_to_date'), {
    ...{ starts: ['asylum_applied'], closes: ['asylum_admitted', 'asylum_inadmitted'] },
    silence: { means: 'admitted', yields: 'asylum_admitted' },
  }),
]
const events = packs.es.events.map((event) =>
  event.code === 'asylum_admitted' ? { ...event, authority: 'asylum_office', status: 'presumed' as const } : event,
)
const pack = { ...packs.es, events, rules }
const told = (code: string, on: string, place = 1): Happening => ({
  ...{
    event_id: `00000000-0000-7000-8000-00000000000${place}`,
    code,
    jurisdiction: 'es',
    on,
    at: null,
    matter_id: null,
  },
})
const of = (today: string, ...happenings: Happening[]): Item[] =>
  reckon(
    [pack],
    { jurisdictions: ['es'], province: '28', town: 'madrid', circumstances: {}, happenings },
    calendars,
    today,
  )

test('a day corrected later shows what moved and what had been missed before anybody knew', () => {
  const today = '2026-11-22'
  const before = of(today, told('decision_notified', '2026-11-10'))
  const [sooner] = changesBetween(before, of(today, told('decision_notified', '2026-11-05')), today)
  assert.deepEqual([sooner?.what, sooner?.due_before, sooner?.due_now], ['earlier', '2026-12-10', '2026-12-09'])
  const [later] = changesBetween(before, of(today, told('decision_notified', '2026-11-12')), today)
  assert.deepEqual([later?.what, later?.due_now], ['later', '2026-12-14'])
  const [missed] = changesBetween(before, of(today, told('decision_notified', '2026-09-10')), today)
  assert.deepEqual([missed?.what, missed?.due_now, missed?.state_now], ['missed_before', '2026-10-13', 'overdue'])
  assert.deepEqual(
    changesBetween(of(today), of(today, told('decision_notified', '2026-09-10')), today).map(({ what }) => what),
    ['missed_before'],
  )
})

test('what was filed in time may turn out late, and what is withdrawn is gone', () => {
  const today = '2026-11-22'
  const filed = told('reposicion_filed', '2026-11-10', 2)
  const before = of(today, told('decision_notified', '2026-10-12'), filed)
  assert.equal(before[0]!.state, 'met')
  const now = of(today, told('decision_notified', '2026-10-02'), filed)
  const [late] = changesBetween(before, now, today)
  assert.deepEqual([late?.what, late?.state_before, late?.state_now], ['missed_before', 'met', 'late'])
  assert.deepEqual(changesBetween(now, before, today)[0]?.what, 'later')
  const [gone] = changesBetween(before, of(today), today)
  assert.deepEqual([gone?.what, gone?.due_before, gone?.due_now, gone?.state_now], ['gone', '2026-11-12', null, null])
  const [open] = changesBetween(before, of(today, told('decision_notified', '2026-10-12')), today)
  assert.deepEqual([open?.what, open?.state_now], ['missed_before', 'overdue'])
})

test('the next look is the last day, then the day after, then never', () => {
  const event = told('decision_notified', '2026-11-10')
  const next = (today: string, ...more: Happening[]) => nextLookOn(of(today, event, ...more), today, [event, ...more])
  assert.equal(next('2026-11-09'), '2026-11-10')
  assert.equal(next('2026-11-22'), '2026-12-10')
  assert.equal(next('2026-12-10'), '2026-12-11')
  assert.equal(next('2026-12-11'), null)
  assert.equal(next('2026-12-11', told('reposicion_filed', '2026-12-20', 2)), '2026-12-20')
  assert.equal(next('2026-12-20', told('reposicion_filed', '2026-12-01', 2)), null)
  const [old, young] = ['2026-11-30', '2026-12-01']
  const right = tried('ES-903', { kind: 'right', starts: [], closes: [] })
  const versions = {
    ...pack,
    rules: [
      { ...right, valid_until: old },
      { ...right, valid_from: young },
    ],
  }
  const facts = { jurisdictions: ['es' as const], province: null, town: null, circumstances: {}, happenings: [event] }
  assert.equal(nextLookOn(reckon([versions], facts, calendars, '2026-11-22'), '2026-11-22'), young)
  const duty = { ...right, kind: 'duty' as const, closes: ['padron_registered'] }
  const owed = {
    ...pack,
    rules: [
      { ...duty, valid_until: old },
      { ...duty, valid_from: young },
    ],
  }
  const done = { ...facts, happenings: [event, told('padron_registered', '2026-11-12', 2)] }
  assert.equal(nextLookOn(reckon([owed], done, calendars, '2026-11-22'), '2026-11-22'), young)
})

test('what she counts as, since when and who said it; silence says it too', () => {
  const happenings = [told('asylum_applied', '2026-06-10')]
  const history = (today: string) => statusHistory([pack], happenings, of(today, ...happenings), today)
  assert.deepEqual(history('2026-07-10'), [])
  assert.deepEqual(history('2026-07-11'), [
    {
      ...{ status: 'presumed', jurisdiction: 'es', from: '2026-07-11', until: null },
      ...{ code: 'asylum_admitted', authority: 'asylum_office', event_id: null },
    },
  ])
  const named = events.filter(({ status }) => status)
  const [first, second] = [
    named.find(({ status }) => status === 'presumed')!,
    named.find(({ status }) => status === 'identified')!,
  ]
  const both = [told(first.code, '2026-03-01'), told(second.code, '2026-03-09', 2), told(first.code, '2026-12-01', 3)]
  assert.deepEqual(
    statusHistory([pack], both, [], '2026-11-22').map(({ status, from, until }) => [status, from, until]),
    [
      ['presumed', '2026-03-01', '2026-03-09'],
      ['identified', '2026-03-09', null],
    ],
  )
})
