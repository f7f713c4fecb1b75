// Holes planted one at a time in the policies and guard functions around same-day protocols and the duty roster, which are
// written by hand. The test of their walls (src/safety/safety-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

export const safetyMutants: Mutant[] = [
  { name: 'a partner reads how the house looked', sql: 'drop policy own_house on protocol' },
  { name: 'a partner reads what was said in it', sql: 'drop policy own_house on protocol_line' },
  { name: 'lines are written past the guard', sql: 'grant insert on protocol_line to amparo_app' },
  { name: 'steps are answered past the guard', sql: 'grant update on protocol_step to amparo_app' },
  { name: 'a protocol is closed past the guard', sql: 'grant update on protocol to amparo_app' },
  { name: 'protocols are deleted', sql: 'grant delete on protocol to amparo_app' },
  { name: 'looks at the risk are changed', sql: 'grant update on risk_look to amparo_app' },
  { name: 'attempts to reach somebody are changed', sql: 'grant update on contact_attempt to amparo_app' },
  { name: 'a safety plan is changed', sql: 'grant update on safety_plan to amparo_app' },
  {
    name: 'a protocol stands with another organisation',
    in: 'protocol_stands',
    replace: 'or p.organisation_id is distinct from me.organisation_id',
    by: '',
  },
  {
    name: 'whoever the person must not meet is told',
    in: 'protocol_stands',
    replace: 'if me.staff_id = any(p.left_out) then return null; end if;',
    by: '',
  },
  {
    name: 'the second hour is told in the first',
    in: 'protocol_stands',
    replace: 'and t.from_at <= guard.clock()',
    by: '',
  },
  {
    name: 'whoever was called for an hour is called for good',
    in: 'protocol_stands',
    replace: "and (p.closed_at is null or t.told_as not in ('duty', 'deputy', 'handed'))",
    by: '',
  },
  {
    name: 'whoever had it reads it after it is closed',
    in: 'protocol_stands',
    replace: 'p.taken_by = me.staff_id and p.closed_at is null',
    by: 'p.taken_by = me.staff_id',
  },
  {
    name: 'everybody has the duty',
    in: 'has_duty',
    replace: 'd.staff_id = guard.staff() or',
    by: 'true or',
  },
  {
    name: 'whoever is told reads what was said',
    in: 'show_protocol',
    replace: "words := how in ('taker', 'section')",
    by: "words := how in ('taker', 'section', 'told')",
  },
  { name: 'the day of the deputy begins too soon', in: 'my_protocols', replace: 't.from_at <= moment', by: 'true' },
  {
    name: 'every office is overseen',
    in: 'protocols_to_oversee',
    replace: "how_far = 'all' or f.office_id = me.office_id",
    by: 'true',
  },
  {
    name: 'everybody oversees',
    in: 'protocols_to_oversee',
    replace: "coalesce(how_far, 'never') not in ('all', 'in_the_office')",
    by: 'false',
  },
  {
    name: 'anyone hands on what a colleague has',
    in: 'hand_on_protocol',
    replace: '(r.p).taken_by is distinct from guard.staff()',
    by: 'false',
  },
  {
    name: 'it is handed to somebody who may not take it',
    in: 'hand_on_protocol',
    replace: "a.action = 'protocol.take' and a.role = any(s.roles) and a.reach <> 'never'",
    by: 'true',
  },
  {
    name: 'whoever is told answers steps',
    in: 'answer_protocol_step',
    replace: 'not guard.works_on_protocol(r.p)',
    by: 'false',
  },
  {
    name: 'steps are answered before anyone has it',
    in: 'works_on_protocol',
    replace: 'p.taken_by is not null and',
    by: '',
  },
  {
    name: 'whoever asked to close agrees with themselves',
    in: 'close_protocol',
    replace: '(r.p).close_asked_by = me.staff_id or',
    by: '',
  },
  {
    name: 'it is closed over open steps',
    in: 'close_protocol',
    replace: "and s.state = 'open'",
    by: "and s.state = 'never'",
  },
  {
    name: 'whoever opens nothing of the file opens one',
    in: 'open_protocol',
    replace: "or cardinality(guard.sections_of(a_case, 'case.write')) = 0",
    by: '',
  },
  {
    name: 'who would be told is told to anyone',
    in: 'candidates_of_protocol',
    replace: 'or not guard.sees(a_case)',
    by: '',
  },
  { name: 'where a file’s office is is told to anyone', in: 'zone_of_file', replace: 'and guard.sees(a_case)', by: '' },
  {
    name: 'a coordinator keeps the duty of every office',
    in: 'keeps_office',
    replace: "(how_far = 'in_the_office' and an_office = me.office_id)",
    by: "how_far = 'in_the_office'",
  },
  {
    name: 'the roster is read by anyone of the house’s database',
    sql: 'drop policy read_by_the_house on duty_turn; create policy read_by_the_house on duty_turn for select to amparo_app using (true)',
  },
]
