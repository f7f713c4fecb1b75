// Holes planted one at a time in the policies and guard functions of the team's tables, which are written by hand. The
// test of their walls (src/team/walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const reads = (table: string, policy: string, condition: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} for select to amparo_app using (${condition})`
const writes = (table: string, policy: string, condition: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} for insert to amparo_app with check (${condition})`
const ours = 'organisation_id = (select e.organisation_id from entered e)'
const me = '(select e.staff_id from entered e)'

export const teamMutants: Mutant[] = [
  { name: 'every colleague sees every hand-over', sql: reads('hand_over', 'seen_by_both', ours) },
  {
    name: 'whoever is asked does not see it',
    sql: reads(
      'hand_over',
      'seen_by_both',
      `${ours} and exists (select from case_file f where f.case_id = hand_over.case_id)`,
    ),
  },
  {
    name: 'a hand-over in another’s name',
    sql: writes('hand_over', 'proposed', `${ours} and guard.reaches(case_id, 'team.assign')`),
  },
  { name: 'a hand-over of any file', sql: writes('hand_over', 'proposed', `${ours} and proposed_by = ${me}`) },
  {
    name: 'a hand-over from someone who does not hold the file',
    sql: writes(
      'hand_over',
      'proposed',
      `${ours} and proposed_by = ${me} and status = 'proposed' and guard.reaches(case_id, 'team.assign')`,
    ),
  },
  {
    name: 'reading is confirmed before acceptance',
    sql: `drop policy read_by_receiver on hand_over; create policy read_by_receiver on hand_over for update to amparo_app using (to_staff_id = ${me})`,
  },
  {
    name: 'a hand-over is answered without the guard',
    sql: 'grant update on hand_over to amparo_app; drop policy read_by_receiver on hand_over; create policy read_by_receiver on hand_over for update to amparo_app using (true)',
  },
  {
    name: 'anyone answers a hand-over',
    in: 'answer_hand_over',
    replace: "h.to_staff_id <> me.staff_id or not guard.may('hand_over.answer')",
    by: 'false',
  },
  {
    name: 'anyone takes a hand-over back',
    in: 'answer_hand_over',
    replace: "or not guard.reaches(h.case_id, 'team.assign')",
    by: '',
  },
  {
    name: 'open matters are told to everyone',
    in: 'open_matters',
    replace:
      "me.staff_id is null or o is distinct from me.organisation_id or not (guard.reaches(a_case, 'team.assign')",
    by: "me.staff_id is null or not (true or guard.reaches(a_case, 'team.assign')",
  },
  { name: 'every colleague sees every cover', sql: reads('cover', 'seen_by_those_it_is_about', ours) },
  {
    name: 'a cover for anybody',
    sql: writes('cover', 'asked', `${ours} and asked_by = ${me} and guard.may('cover.ask')`),
  },
  {
    name: 'a cover in another’s name',
    sql: writes('cover', 'asked', `${ours} and (absent_id = ${me} or guard.answers_for(absent_id, 'cover.ask'))`),
  },
  { name: 'anyone agrees to a cover', in: 'answer_cover', replace: 'or c.stand_in_id <> me.staff_id', by: '' },
  {
    name: 'anyone ends a cover',
    in: 'answer_cover',
    replace:
      "me.staff_id not in (c.absent_id, c.stand_in_id, c.asked_by) and not guard.answers_for(c.absent_id, 'cover.ask')",
    by: 'false',
  },
  {
    name: 'the office is the whole organisation',
    in: 'answers_for',
    replace: 'and s.office_id = me.office_id',
    by: '',
  },
  {
    name: 'supervision is read with the file',
    sql: reads('supervision_note', 'between_the_two', `${ours} and guard.sees(case_id)`),
  },
  {
    name: 'anyone on the file supervises',
    sql: writes(
      'supervision_note',
      'said_by_one_of_the_two',
      `${ours} and author_id = ${me} and guard.reaches(case_id, 'supervision.keep')
       and exists (select from case_access a where a.case_id = supervision_note.case_id and a.staff_id = worker_id and a.kind = 'team' and a.ended_at is null)`,
    ),
  },
  {
    name: 'someone who does not stand on the file is supervised',
    sql: writes(
      'supervision_note',
      'said_by_one_of_the_two',
      `${ours} and author_id = ${me} and guard.reaches(case_id, 'supervision.keep')
       and exists (select from staff s where s.staff_id = supervisor_id and s.roles && array['coordinator', 'director'])`,
    ),
  },
  { name: 'colleagues see what each carries', sql: reads('worker_capacity', 'seen_by_those_who_plan', ours) },
  {
    name: 'colleagues set what each carries',
    sql: `drop policy changed_by_those_who_plan on worker_capacity; create policy changed_by_those_who_plan on worker_capacity for update to amparo_app using (${ours})`,
  },
  { name: 'colleagues read what was found of openings', sql: reads('access_review', 'seen_by_reviewers', ours) },
  {
    name: 'a finding in another’s name',
    sql: writes('access_review', 'kept_by_reviewers', `${ours} and guard.answers_for(staff_id, 'access.review')`),
  },
  {
    name: 'a finding about anybody',
    sql: writes('access_review', 'kept_by_reviewers', `${ours} and seen_by = ${me} and guard.may('access.review')`),
  },
  {
    name: 'openings of every office are told',
    in: 'opens_to_review',
    replace: "how_far = 'all' or (f.office_id = me.office_id and s.office_id = me.office_id)",
    by: 'true',
  },
  {
    name: 'openings are told to everyone',
    in: 'opens_to_review',
    replace: "how_far is null or how_far not in ('all', 'in_the_office')",
    by: 'false',
  },
  {
    name: 'counts of openings are told to everyone',
    in: 'opens_by_day',
    replace: "how_far text := guard.reach('access.review')",
    by: "how_far text := 'all'",
  },
  {
    name: 'counts of every office are told',
    in: 'opens_by_day',
    replace: "how_far = 'all' or s.office_id = me.office_id",
    by: 'true',
  },
  {
    name: 'caseloads of every office are told',
    in: 'caseload',
    replace: "how_far = 'all' or f.office_id = me.office_id",
    by: 'true',
  },
]
