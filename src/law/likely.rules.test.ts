import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventTracks, likelyNext, recordable } from './likely.rules.ts'

const event = (code: string, recorded: 'day' | 'moment' | 'yielded' = 'day') => ({
  ...{ code, recorded, authority: null, status: null },
})
const packs = [
  { id: 'eu' as const, events: [event('identified'), event('crime_ended')] },
  { id: 'es' as const, events: [event('identified', 'moment'), event('rrp_granted'), event('rrp_ended', 'yielded')] },
]

test('the file’s own law says how a thing is written down; what a rule makes happen is not offered', () => {
  const found = recordable(packs, ['es'])
  assert.deepEqual(
    found.map(({ code, jurisdiction, recorded }) => `${code} ${jurisdiction} ${recorded}`),
    ['identified es moment', 'rrp_granted es day', 'crime_ended eu day'],
  )
})

const item = (rule_id: string, due_on: string | null, state: 'running' | 'met' = 'running') => ({
  ...{ rule_id, due_on, state, kind: 'deadline' as const },
})

test('what would meet the soonest open deadline comes first; what happened already is not offered again', () => {
  const rules = [
    { id: 'ES-06', closes: ['rrp_granted', 'rrp_refused'], ends: [] },
    { id: 'ES-05', closes: ['identified'], ends: [] },
    { id: 'ES-01', closes: ['crime_ended'], ends: [] },
  ]
  const items = [item('ES-06', '2026-04-01'), item('ES-05', '2026-03-01'), item('ES-01', '2026-02-01', 'met')]
  const events = recordable(packs, ['es'])
  const codes = (happened: string[]) => likelyNext(events, items, rules, happened).map(({ code }) => code)
  assert.deepEqual(codes([]), ['identified', 'rrp_granted'])
  assert.deepEqual(codes(['identified']), ['rrp_granted'])
})

test('where nothing is open yet, how it begins is offered', () => {
  const events = recordable(packs, ['es'])
  assert.deepEqual(
    likelyNext(events, [], [], []).map(({ code }) => code),
    ['identified', 'rrp_granted', 'crime_ended'],
  )
})

test('an event tells on the tracks of the rules it starts, meets or ends, each once', () => {
  const rule = (track: 'permit' | 'asylum', starts: string[], closes: string[] = []) => ({
    track,
    starts,
    closes,
    ends: [],
  })
  const rules = [
    rule('permit', ['identified'], ['rrp_granted']),
    rule('permit', ['rrp_granted']),
    rule('asylum', ['identified']),
  ]
  assert.deepEqual(eventTracks({ rules: rules as never }), {
    identified: ['permit', 'asylum'],
    rrp_granted: ['permit'],
  })
})
