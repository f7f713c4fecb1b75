// The decision on access as a table of cases: what each reach, section and basis opens, and what none of them does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, demands } from './access.rules.ts'
import { loadMatrix } from './access.store.ts'
import type { Actor, LiveAccess, Role, Section, Subject } from './access.ts'

const matrix = loadMatrix()
const [ours, theirs] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
const [here, there] = ['00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000c2']
const me = '00000000-0000-4000-8000-0000000000d1'
const someone = '00000000-0000-4000-8000-0000000000d2'
const basis = '00000000-0000-4000-8000-0000000000e1'

const actor = (roles: Role[], organisation_id = ours, office_id = here): Actor => ({
  staff_id: me,
  organisation_id,
  office_id,
  roles,
  session_id: me,
  second_factor_at: null,
})
const through = (kind: LiveAccess['kind'], sections: Section[]): LiveAccess => ({
  kind,
  access_id: basis,
  basis: kind === 'team' ? null : basis,
  sections,
})
const file = (live: LiveAccess[] = [], changes: Partial<Subject> = {}): Subject => ({
  organisation_id: ours,
  office_id: here,
  created_by: someone,
  live,
  ...changes,
})

const opens: [name: string, who: Actor, of: Subject, sections: Section[]][] = [
  ['nobody’s role opens nothing', actor([]), file([through('team', ['home'])]), []],
  [
    'a trainer in the team: what the trainer may see',
    actor(['trainer']),
    file([through('team', ['identity', 'home', 'learning'])]),
    ['identity', 'learning'],
  ],
  ['a trainer not in the team', actor(['trainer']), file(), []],
  ['an assignment narrows the role', actor(['reference_worker']), file([through('team', ['home'])]), ['home']],
  [
    'a coordinator in her office, without therapy',
    actor(['coordinator']),
    file(),
    matrix.actions['case.open']!.coordinator!.sections!,
  ],
  ['a coordinator of another office', actor(['coordinator'], ours, there), file(), []],
  [
    'a director everywhere in the organisation',
    actor(['director'], ours, there),
    file(),
    ['identity', 'safety', 'law', 'home'],
  ],
  ['a director of another organisation', actor(['director'], theirs), file(), []],
  [
    'a partner: what was consented',
    actor(['partner_worker'], theirs),
    file([through('consent', ['health'])]),
    ['health'],
  ],
  ['a partner without a consent', actor(['partner_worker'], theirs), file(), []],
  ['broken glass', actor(['lawyer']), file([through('break_glass', ['law', 'story'])]), ['law', 'story']],
  ['intake sees no file', actor(['intake']), file([through('team', ['identity'])], { created_by: me }), []],
  ['an administrator sees no file', actor(['administrator']), file([through('team', ['identity'])]), []],
  [
    'roles add up',
    actor(['trainer', 'lawyer']),
    file([through('team', ['learning', 'law', 'mind'])]),
    ['learning', 'law'],
  ],
]
for (const [name, who, of, sections] of opens) {
  test(`opening: ${name}`, () => {
    const decision = decide(matrix, who, 'case.open', of)
    assert.deepEqual(decision.sections.toSorted(), sections.toSorted())
    assert.equal(decision.allowed, sections.length > 0)
  })
}

const may: [name: string, who: Actor, action: string, of: Subject | undefined, allowed: boolean][] = [
  ['an unknown action', actor(['director', 'coordinator']), 'case.sell', file(), false],
  [
    'a psychologist writes about health',
    actor(['psychologist']),
    'case.write',
    file([through('team', ['health'])]),
    true,
  ],
  [
    'broken glass does not write',
    actor(['psychologist']),
    'case.write',
    file([through('break_glass', ['health'])]),
    false,
  ],
  [
    'a consent does not write',
    actor(['reference_worker'], theirs),
    'case.write',
    file([through('consent', ['home'])]),
    false,
  ],
  [
    'a consent does not withdraw others',
    actor(['lawyer'], theirs),
    'consents.withdraw',
    file([through('consent', ['law'])]),
    false,
  ],
  [
    'a consent does not assign',
    actor(['reference_worker'], theirs),
    'team.assign',
    file([through('consent', ['home'])]),
    false,
  ],
  [
    'broken glass does not assign',
    actor(['reference_worker']),
    'team.assign',
    file([through('break_glass', ['home'])]),
    false,
  ],
  ['the reference worker assigns', actor(['reference_worker']), 'team.assign', file([through('team', ['home'])]), true],
  ['a trainer does not assign', actor(['trainer']), 'team.assign', file([through('team', ['learning'])]), false],
  ['glass may be broken in one’s organisation', actor(['lawyer'], ours, there), 'case.break_glass', file(), true],
  ['glass may not be broken elsewhere', actor(['lawyer'], theirs), 'case.break_glass', file(), false],
  ['without a file: some role has it', actor(['intake']), 'reports.read', undefined, true],
  ['without a file: no role has it', actor(['trainer']), 'reports.read', undefined, false],
]
for (const [name, who, action, of, allowed] of may) {
  test(`${action}: ${name}`, () => assert.equal(decide(matrix, who, action, of).allowed, allowed))
}

test('the basis is told: the reach, or what one stands on', () => {
  assert.equal(decide(matrix, actor(['director']), 'case.open', file()).because, 'all')
  const consented = file([through('consent', ['home'])])
  assert.equal(decide(matrix, actor(['partner_worker'], theirs), 'case.open', consented).because, `consent:${basis}`)
})

test('breaking the glass demands a reason and a second factor', () => {
  assert.deepEqual(demands(matrix, actor(['lawyer']), 'case.break_glass'), { reason: true, second_factor: true })
  assert.deepEqual(demands(matrix, actor(['lawyer']), 'case.open'), { reason: false, second_factor: false })
})

test('every action of the matrix names known roles, and sections only where it is about sections', () => {
  for (const [action, byRole] of Object.entries(matrix.actions)) {
    assert.ok(Object.keys(byRole).length > 0, action)
    const about = Object.values(byRole).map((rule) => Boolean(rule?.sections))
    assert.equal(new Set(about).size, 1, `${action} is about sections for some roles only`)
  }
})
