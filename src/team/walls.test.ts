// The walls written by hand around the team's tables, and each of them taken down once to see that somebody notices.
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { teamMutants } from '#test/access/team-mutants.ts'
import { holds, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
const ids = {
  hand_over: '00000000-0000-4000-8000-0000000000a1',
  cover: '00000000-0000-4000-8000-0000000000a2',
  note: '00000000-0000-4000-8000-0000000000a3',
  review: '00000000-0000-4000-8000-0000000000a4',
}
let case_id: string
let far_case: string
let third: Who
before(async () => {
  at = await testHouse(await import('./team.api.ts'))
  third = await at.join(at.ours, 'Tercera', ['reference_worker'])
  case_id = (await at.aFile()).case_id
  const { reference_worker, second_worker, coordinator, lawyer, far_coordinator } = at.staff
  far_case = (await at.aFile({ worker: third })).case_id
  await at.rows('update case_file set office_id = $2 where case_id = $1', [far_case, far_coordinator.office_id])
  const { organisation_id } = at.ours
  await at.rows(
    `insert into hand_over (organisation_id, case_id, hand_over_id, from_staff_id, to_staff_id, reference, stage, proposed_by, checklist)
     values ($1, $2, $3, $4, $5, 'AAA-AAA', 'plan', $4, '{}')`,
    [organisation_id, case_id, ids.hand_over, reference_worker.staff_id, second_worker.staff_id],
  )
  await at.rows(
    `insert into cover (organisation_id, cover_id, absent_id, stand_in_id, from_on, until_on, files, asked_by)
     values ($1, $2, $3, $4, current_date, current_date + 5, 1, $3)`,
    [organisation_id, ids.cover, reference_worker.staff_id, second_worker.staff_id],
  )
  await at.rows(`insert into cover_file (organisation_id, case_id, cover_id) values ($1, $2, $3)`, [
    organisation_id,
    case_id,
    ids.cover,
  ])
  await at.rows(
    `insert into supervision_note (organisation_id, case_id, note_id, supervisor_id, worker_id, author_id, sealed)
     values ($1, $2, $3, $4, $5, $4, '\\x01')`,
    [organisation_id, case_id, ids.note, coordinator.staff_id, reference_worker.staff_id],
  )
  await at.rows(`insert into worker_capacity (organisation_id, staff_id, points, set_by) values ($1, $2, 60, $3)`, [
    organisation_id,
    reference_worker.staff_id,
    coordinator.staff_id,
  ])
  await at.rows(
    `insert into access_review (organisation_id, review_id, kind, staff_id, case_id, of_day, word, seen_by)
     values ($1, $2, 'odd_hours', $3, $4, current_date, 'emergency', $5)`,
    [organisation_id, ids.review, lawyer.staff_id, case_id, coordinator.staff_id],
  )
  await at.rows(
    `insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, action, case_id, basis)
     values ($1, gen_random_uuid(), $2, $1, 'case.open', $3, 'team')`,
    [organisation_id, lawyer.staff_id, case_id],
  )
  owner = await at.db.owner.connect()
})
after(async () => {
  owner?.release()
  await at.close()
})

interface Expected {
  name: string
  text: string
  /** How many rows, or null for a refusal, by who tries. */
  by: Record<string, number | null>
  about?: string
}

const everything = (): { who: Record<string, Who>; expected: Expected[] } => {
  const {
    reference_worker,
    second_worker,
    coordinator,
    far_coordinator,
    psychologist,
    lawyer,
    director,
    partner_worker,
  } = at.staff
  const o = at.ours.organisation_id
  const quoted = (who: Who) => `'${who.staff_id}'`
  const who = {
    reference_worker,
    second_worker,
    coordinator,
    far_coordinator,
    psychologist,
    lawyer,
    director,
    partner_worker,
    third,
  }
  const none = Object.fromEntries(Object.keys(who).map((name) => [name, 0]))
  const no = Object.fromEntries(Object.keys(who).map((name) => [name, null]))
  const propose = (by: Who, of: string, from: Who, to = second_worker) =>
    `insert into hand_over (organisation_id, case_id, hand_over_id, from_staff_id, to_staff_id, reference, stage, proposed_by, checklist)
     values ('${o}', '${of}', gen_random_uuid(), ${quoted(from)}, ${quoted(to)}, 'X', 'plan', ${quoted(by)}, '{}') on conflict do nothing`
  const cover = (by: Who, absent: Who) =>
    `insert into cover (organisation_id, cover_id, absent_id, stand_in_id, from_on, until_on, files, asked_by)
     values ('${o}', gen_random_uuid(), ${quoted(absent)}, ${quoted(second_worker)}, current_date, current_date + 1, 1, ${quoted(by)})`
  const supervise = (author: Who, supervisor: Who, worker: Who) =>
    `insert into supervision_note (organisation_id, case_id, note_id, supervisor_id, worker_id, author_id, sealed)
     values ('${o}', '${case_id}', gen_random_uuid(), ${quoted(supervisor)}, ${quoted(worker)}, ${quoted(author)}, '\\x01')`
  const review = (by: Who, of: Who) =>
    `insert into access_review (organisation_id, review_id, kind, staff_id, of_day, word, seen_by)
     values ('${o}', gen_random_uuid(), 'many_files', ${quoted(of)}, current_date, 'emergency', ${quoted(by)})`
  const expected: Expected[] = [
    {
      name: 'hand-overs are seen by whoever opens the file and by whoever is asked',
      text: 'select from hand_over',
      by: { ...none, reference_worker: 1, second_worker: 1, coordinator: 1, director: 1 },
    },
    {
      name: 'the same about the file',
      text: 'select from hand_over',
      about: case_id,
      by: { ...none, reference_worker: 1, second_worker: 1, coordinator: 1, director: 1 },
    },
    {
      name: 'a hand-over is proposed by whoever may assign, in their own name',
      text: propose(coordinator, far_case, third),
      by: { ...no },
    },
    { name: 'of a file within reach', text: propose(third, far_case, third), by: { ...no, third: 1 } },
    { name: 'from its reference worker', text: propose(third, far_case, second_worker, coordinator), by: { ...no } },
    {
      name: 'reading is confirmed after acceptance alone, by the receiver',
      text: 'update hand_over set contact_read_at = now()',
      by: none,
    },
    {
      name: 'nobody answers but through the guard',
      text: `update hand_over set status = 'accepted', answered_at = now()`,
      by: no,
    },
    {
      name: 'covers are seen by those they are about and those who answer for them',
      text: 'select from cover',
      by: { ...none, reference_worker: 1, second_worker: 1, coordinator: 1 },
    },
    {
      name: 'a cover for oneself',
      text: cover(reference_worker, reference_worker),
      by: { ...no, reference_worker: 1 },
    },
    {
      name: 'a cover for another of the office',
      text: cover(coordinator, reference_worker),
      by: { ...no, coordinator: 1 },
    },
    { name: 'a cover for somebody elsewhere', text: cover(far_coordinator, reference_worker), by: no },
    { name: 'nobody agrees but through the guard', text: `update cover set status = 'agreed'`, by: no },
    {
      name: 'supervision is between the two',
      text: 'select from supervision_note',
      by: { ...none, reference_worker: 1, coordinator: 1 },
    },
    {
      name: 'a supervisor answers for the office',
      text: supervise(reference_worker, coordinator, reference_worker),
      by: { ...no, reference_worker: 1 },
    },
    { name: 'a colleague supervises nobody', text: supervise(reference_worker, third, reference_worker), by: no },
    { name: 'the worker stands on the file', text: supervise(coordinator, coordinator, second_worker), by: no },
    { name: 'supervision is never changed', text: `update supervision_note set sealed = '\\x02'`, by: no },
    {
      name: 'what somebody carries is seen by them and those who plan',
      text: 'select from worker_capacity',
      by: { ...none, reference_worker: 1, coordinator: 1, director: 1 },
    },
    {
      name: 'and changed by those who plan',
      text: `update worker_capacity set points = 1, set_by = (select e.staff_id from entered e)`,
      by: { ...none, coordinator: 1, director: 1 },
    },
    {
      name: 'what was found is seen by those who review',
      text: 'select from access_review',
      by: { ...none, coordinator: 1, director: 1 },
    },
    { name: 'a finding is kept in one’s own name', text: review(coordinator, third), by: { ...no, coordinator: 1 } },
    { name: 'within reach', text: review(far_coordinator, third), by: no },
    { name: 'and never changed', text: `update access_review set word = 'other'`, by: no },
    {
      name: 'openings are told to those who review',
      text: `select from guard.opens_to_review(now() - interval '1 hour', now() + interval '1 hour') where case_id = '${case_id}'`,
      by: { ...none, coordinator: 1, director: 1 },
    },
    {
      name: 'counts of openings as well',
      text: `select from guard.opens_by_day(now() - interval '1 hour', now() + interval '1 hour', null)`,
      by: { ...none, coordinator: 1, director: 1 },
    },
    {
      name: 'caseloads are told to those who plan',
      text: `select from guard.caseload() where files > 0`,
      by: { ...none, coordinator: 1, far_coordinator: 1, director: 2 },
    },
    {
      name: 'open matters are told to those who may hand over and to whoever is asked',
      text: `select from guard.open_matters('${case_id}')`,
      by: { ...none, reference_worker: 1, second_worker: 1, coordinator: 1 },
    },
    {
      name: 'a hand-over is answered by whoever is asked',
      text: `select from (select guard.answer_hand_over('${ids.hand_over}', 'declined', 'other', gen_random_uuid()) as o) x where o = 'done'`,
      by: { ...none, second_worker: 1 },
    },
    {
      name: 'and taken back by whoever may assign',
      text: `select from (select guard.answer_hand_over('${ids.hand_over}', 'withdrawn', null, gen_random_uuid()) as o) x where o = 'done'`,
      by: { ...none, reference_worker: 1, coordinator: 1 },
    },
    {
      name: 'a cover is agreed to by whoever is asked',
      text: `select from (select guard.answer_cover('${ids.cover}', 'agreed') as o) x where o = 'done'`,
      by: { ...none, second_worker: 1 },
    },
    {
      name: 'and ended by those it is about',
      text: `select from (select guard.answer_cover('${ids.cover}', 'ended') as o) x where o = 'done'`,
      by: { ...none, reference_worker: 1, second_worker: 1, coordinator: 1 },
    },
  ]
  return { who, expected }
}

test('the walls around the team’s tables hold for everyone who tries, and a hole in any would be noticed', () => {
  const { who, expected } = everything()
  return holds(owner, {
    mutants: teamMutants,
    tries: () => triesOf(expected, (name: string) => (who as Record<string, Who>)[name]!.token),
    ground: async () => {
      await owner.query(`insert into plan (organisation_id, case_id, review_on) values ($1, $2, current_date)`, [
        at.ours.organisation_id,
        case_id,
      ])
      // What stands of the rule of contact would be a second matter.
      await owner.query('delete from safe_contact where case_id = $1', [case_id])
    },
  })
})
