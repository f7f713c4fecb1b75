// What a person counts as is told by body: one of them refusing takes nothing from what another found.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendars } from './calendars.ts'
import { packs, packsFor } from './packs.ts'
import { reckon } from './reckon.rules.ts'
import { statusHistory } from './status.rules.ts'
import { factsOf } from './worked/case.ts'
import { madrid, told } from './worked/spain.ts'

const historyOf = (today: string, ...lines: string[]) => {
  const facts = factsOf({ ...madrid, name: 'status', today, happenings: told(...lines), expect: [] })
  const items = reckon(packsFor(['es']), facts, calendars, today)
  return statusHistory(Object.values(packs), facts.happenings, items, today).map(({ status, authority, from, until }) =>
    `${status} ${authority} ${from} ${until ?? ''}`.trim(),
  )
}

test('the police find reasonable grounds, then identify', () => {
  assert.deepEqual(historyOf('2026-06-01', 'reasonable_grounds 2026-03-02', 'identified 2026-03-10'), [
    'presumed immigration_unit 2026-03-02 2026-03-10',
    'identified immigration_unit 2026-03-10',
  ])
})

test('asylum refused and appealed: she stays identified', () => {
  const history = historyOf(
    '2026-09-20',
    ...[
      'identified 2026-03-10',
      'asylum_refused 2026-07-20',
      'court_filed 2026-09-01',
      'accreditation_granted 2026-09-10',
    ],
  )
  assert.deepEqual(history, [
    'identified immigration_unit 2026-03-10',
    'refused asylum_office 2026-07-20',
    'appealed administrative_court 2026-09-01',
    'recognised regional_body 2026-09-10',
  ])
})

test('what lies ahead is not yet so, and silence can make it so', () => {
  assert.deepEqual(historyOf('2026-03-05', 'identified 2026-03-10'), [])
  const archived = historyOf('2026-10-16', 'asylum_applied 2026-05-05', 'asylum_notice_unanswered 2026-09-01')
  assert.deepEqual(archived, ['withdrawn asylum_office 2026-10-15'])
})
