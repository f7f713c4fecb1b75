// The walls around marks of hard days, rest and visits alone, tried past the server by everyone who might, and each of them
// taken down once to see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { staffCareMutants } from '#test/access/story-mutants.ts'
import { holds, type Tried, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
const ids = { hard: newId(), visit: newId() }
const people = [
  'reference_worker',
  'lawyer',
  'psychologist',
  'coordinator',
  'far_coordinator',
  'director',
  'administrator',
  'partner_worker',
] as const
type Name = (typeof people)[number]

before(async () => {
  at = await testHouse(await import('./staff-care.api.ts'))
  const { reference_worker: me, psychologist, lawyer } = at.staff
  const { organisation_id, office_id } = at.ours
  await at.rows(
    `insert into hard_moment (organisation_id, hard_id, staff_id, on_day, kind, debrief, with_id, asked_at) values ($1, $2, $3, current_date, 'told', 'asked', $4, now())`,
    [organisation_id, ids.hard, me.staff_id, psychologist.staff_id],
  )
  await at.rows('insert into rest_said (organisation_id, staff_id, until_on) values ($1, $2, current_date + 5)', [
    organisation_id,
    me.staff_id,
  ])
  for (const [visit_id, over] of [
    [ids.visit, null],
    [newId(), new Date()],
  ])
    await at.rows(
      `insert into lone_visit (organisation_id, visit_id, staff_id, office_id, tell_id, place, expected_at, ended_at) values ($1, $2, $3, $4, $5, 'street', now() - interval '2 hours', $6)`,
      [organisation_id, visit_id, me.staff_id, office_id, lawyer.staff_id, over],
    )
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

const everyone = (value: number | null) =>
  Object.fromEntries(people.map((name) => [name, value])) as Record<Name, number | null>

const tried = (): Tried<Name>[] => {
  const [none, no] = [everyone(0), everyone(null)]
  const o = at.ours.organisation_id
  const mine = { ...none, reference_worker: 1 }
  const quoted = (name: Name) => `'${at.staff[name].staff_id}'`
  const watch = { coordinator: 1, director: 1 }
  const hard = (name: Name) =>
    `insert into hard_moment (organisation_id, hard_id, staff_id, on_day, kind) values ('${o}', gen_random_uuid(), ${quoted(name)}, current_date, 'told')`
  const out = (name: Name, tell: Name) =>
    `insert into lone_visit (organisation_id, visit_id, staff_id, office_id, tell_id, place, expected_at)
     values ('${o}', gen_random_uuid(), ${quoted(name)}, '${at.staff[name].office_id}', ${quoted(tell)}, 'street', now() + interval '1 hour')`
  const done = (call: string) => `select from (select ${call} as o) x where o = 'done'`
  return [
    { name: 'marks are one’s own', text: 'select from hard_moment', by: mine },
    { name: 'made by oneself', text: hard('lawyer'), by: { ...no, lawyer: 1 } },
    { name: 'changed by oneself', text: `update hard_moment set version = version + 1`, by: mine },
    { name: 'taken away by oneself', text: `delete from hard_moment where hard_id = '${ids.hard}'`, by: mine },
    { name: 'asked of somebody', text: 'select from guard.debriefs_asked_of_me()', by: { ...none, psychologist: 1 } },
    {
      name: 'answered by them',
      text: done(`guard.answer_debrief('${ids.hard}', 1, 'agreed')`),
      by: { ...none, psychologist: 1 },
    },
    { name: 'rest is one’s own to say', text: 'select from rest_said', by: mine },
    { name: 'counts are for oneself', text: `select from guard.my_exposure(current_date) where hard > 0`, by: mine },
    {
      name: 'and for nobody else',
      text: `select from guard.exposure_of('${o}', ${quoted('reference_worker')}, current_date)`,
      by: no,
    },
    {
      name: 'one word to whoever supervises',
      text: `select from guard.may_need_rest(current_date, 1, 1, 1, 1)`,
      by: { ...none, ...watch },
    },
    { name: 'who is out', text: 'select from lone_visit', by: { ...none, reference_worker: 2, lawyer: 1, ...watch } },
    {
      name: 'alarms',
      text: 'select from guard.lone_alarms(15)',
      by: { ...none, reference_worker: 1, lawyer: 1, ...watch },
    },
    { name: 'one goes out oneself', text: out('psychologist', 'lawyer'), by: { ...no, psychologist: 1 } },
    {
      name: 'the hour is one’s own',
      text: `update lone_visit set expected_at = now() where visit_id = '${ids.visit}'`,
      by: mine,
    },
    {
      name: 'answered by whoever is told',
      text: done(`guard.answer_lone_visit('${ids.visit}', 1, 'safe')`),
      by: { ...none, lawyer: 1, ...watch },
    },
    { name: 'forgotten by the house alone', text: `select guard.forget_staff_care(current_date)`, by: no },
    { name: 'visits too', text: `select guard.forget_lone_visits(now())`, by: no },
  ]
}

test('how colleagues fare is theirs, for everyone who tries, and a hole anywhere would be noticed', () =>
  holds(owner, { mutants: staffCareMutants, tries: () => triesOf(tried(), (name) => at.staff[name].token) }))
