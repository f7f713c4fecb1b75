// The walls written by hand around what is counted and what is released, and each of them taken down once to see that
// somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { gapMutants } from '#test/access/gap-mutants.ts'
import { holds, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
let case_id: string

const addRelease = (organisation_id: string, staff_id: string) =>
  `insert into gap_release (organisation_id, release_id, made_on, made_by, figures) values ('${organisation_id}', gen_random_uuid(), '2020-01-01', '${staff_id}', '{}')`

before(async () => {
  at = await testHouse()
  case_id = (await at.aFile()).case_id
  const { coordinator, director, partner_worker } = at.staff
  owner = await at.db.owner.connect()
  // Opened by intake, whose part ends there.
  await owner.query('update case_file set created_by = $1', [at.staff.intake.staff_id])
  for (const [organisation_id, staff_id] of [
    [at.ours.organisation_id, director.staff_id],
    [at.partner.organisation_id, partner_worker.staff_id],
  ] as const)
    await owner.query(addRelease(organisation_id, staff_id).replace('2020-01-01', '2021-05-01'))
  await owner.query(
    `insert into goal (organisation_id, case_id, goal_id, need, section, set_on, sealed) values ($1, $2, gen_random_uuid(), 'housing', 'home', current_date, '')`,
    [at.ours.organisation_id, case_id],
  )
  const { consent_id } = await at.aConsent(case_id, partner_worker, ['home'])
  await owner.query(
    `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, service_id, need, consent_id, sent_by, answer_due_on, intake_version, sealed_summary, sealed)
     values ($1, $2, gen_random_uuid(), $3, gen_random_uuid(), 'housing', $4, $5, current_date, 1, '', '')`,
    [at.ours.organisation_id, case_id, at.partner.organisation_id, consent_id, coordinator.staff_id],
  )
})
after(async () => {
  owner?.release()
  await at.close()
})

type Name =
  | 'director'
  | 'coordinator'
  | 'reference_worker'
  | 'second_worker'
  | 'far_coordinator'
  | 'intake'
  | 'partner_worker'
type Tried = [name: string, statement: string, by: Partial<Record<Name, number | null>>, then_count?: string]

const everything = (): Tried[] => {
  const { director, coordinator } = at.staff
  const ours = at.ours.organisation_id
  const moved = `select count(*)::int from case_counted where case_id = '${case_id}' and province = '50'`
  return [
    ['what is counted', 'select from case_counted', { director: null, coordinator: null, reference_worker: null }],
    ['counted by hand', `update case_counted set province = '50'`, { director: null, reference_worker: null }],
    [
      'counted through the guard',
      `select guard.keep_counted('${case_id}', '50', 'men', 'child', '{}')`,
      { coordinator: 1, reference_worker: 1, second_worker: 0, far_coordinator: 0, intake: 0, partner_worker: 0 },
      moved,
    ],
    ['releases', 'select from gap_release', { director: 1, coordinator: 1, reference_worker: 0, partner_worker: 0 }],
    ['a release', addRelease(ours, director.staff_id), { director: 1, coordinator: null, reference_worker: null }],
    ['a release of another house', addRelease(at.partner.organisation_id, director.staff_id), { director: null }],
    ['a release in another’s name', addRelease(ours, coordinator.staff_id), { director: null }],
    ['a release changed', `update gap_release set figures = '{"a": 1}'`, { director: null }],
    ['a release taken away', 'delete from gap_release', { director: null }],
    [
      'the counts',
      `select from guard.count_gaps('2000-01-01', '2000-01-01') where cut = 'needs_all'`,
      { director: 1, coordinator: 1, reference_worker: 0, partner_worker: 0 },
    ],
    [
      'the answers of services',
      `select from guard.count_answers('2000-01-01')`,
      { director: 1, coordinator: 1, reference_worker: 0, partner_worker: 0 },
    ],
  ]
}

test('the walls around what is counted hold for everyone who tries, and a hole in any would be noticed', () => {
  const tried = everything().map(([name, text, by, then = '']) => ({ name, text, by, then }))
  return holds(owner, { mutants: gapMutants, tries: () => triesOf(tried, (name: Name) => at.staff[name].token) })
})
