// Holes planted one at a time around the register of interpreters, what people asked for, and bookings. The test of these walls
// (src/interpreters/interpreter-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const anew = (table: string, policy: string, how: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} ${how}`
const ours = 'organisation_id = (select guard.organisation())'

export const interpreterMutants: Mutant[] = [
  {
    name: 'any house reads the register',
    sql: anew('interpreter', 'read_in_the_house', `for select to amparo_app using (guard.may('interpreters.read'))`),
  },
  {
    name: 'whoever reads the register keeps it',
    sql: anew('interpreter', 'changed_by_keepers', `for update to amparo_app using (${ours}) with check (${ours})`),
  },
  {
    name: 'whoever reads the register vets',
    sql: anew('interpreter_vetting', 'written_by_keepers', `for insert to amparo_app with check (${ours})`),
  },
  {
    name: 'what they cost is told to everybody who asks them',
    sql: anew('interpreter_rate', 'read_in_the_house', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'what she asked for is told to the whole house',
    sql: anew('interpreting_rule', 'read_by_those_who_book', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'what she asked for is written by the whole house',
    sql: anew('interpreting_rule', 'changed_by_those_who_book', `for update to amparo_app using (true)`),
  },
  {
    name: 'a booking is told whatever section its appointment stands in',
    sql: anew(
      'interpreter_booking',
      'seen_by_those_who_book',
      `for select to amparo_app using (${ours} and guard.reaches(case_id, 'interpreters.book'))`,
    ),
  },
  {
    name: 'a booking is told to everybody who opens the section',
    sql: anew(
      'interpreter_booking',
      'seen_by_those_who_book',
      `for select to amparo_app using (${ours} and guard.opens(case_id, section))`,
    ),
  },
  {
    name: 'whoever does not open the section asks an interpreter in it',
    sql: anew(
      'interpreter_booking',
      'offered',
      `for insert to amparo_app with check (${ours} and guard.reaches(case_id, 'interpreters.book'))`,
    ),
  },
  {
    name: 'whoever reads the register reads what the gates look at',
    in: 'gate_facts',
    replace: "not guard.reaches(a_case, 'interpreters.book') or ",
    by: '',
  },
  {
    name: 'anybody looks again at a file',
    in: 'bookings_to_look_at',
    replace: 'if a_case is not null and not guard.sees(a_case) then return; end if;',
    by: '',
  },
  {
    name: 'anybody looks at all that is booked with an interpreter',
    in: 'bookings_to_look_at',
    replace: "if a_case is null and not guard.may('interpreters.manage') then return; end if;",
    by: '',
  },
  {
    name: 'anybody of the house stops a booking',
    in: 'stop_booking',
    replace: "and (guard.sees(b.case_id) or guard.may('interpreters.manage'))",
    by: '',
  },
  {
    name: 'another house stops a booking',
    in: 'stop_booking',
    replace: 'b.organisation_id = org and',
    by: '',
  },
  {
    name: 'whoever says that somebody moved in stops a booking',
    in: 'new_under_one_roof',
    replace: ' and (h.came or o.came or o.renamed)',
    by: '',
  },
  {
    name: 'what is booked for those of a house is told though nobody moved in',
    in: 'found_in',
    replace: 't.xmin = m.this or x.xmin = m.this',
    by: 'true',
  },
  {
    name: 'what is booked for those of a house is told though nobody was renamed',
    in: 'found_in',
    replace: 'i.xmin = m.this',
    by: 'true',
  },
  {
    name: 'an appointment is told whatever its section',
    in: 'hold_interpreting',
    replace: 'and guard.opens(a_case, a.section)',
    by: '',
  },
  {
    name: 'an appointment is told to whoever opens the section',
    in: 'hold_interpreting',
    replace: "if not guard.reaches(a_case, 'interpreters.book') then return; end if;",
    by: '',
  },
  {
    name: 'when interpreters are taken is told to everybody',
    in: 'interpreters_taken',
    replace: "guard.may('interpreters.book') and ",
    by: '',
  },
  {
    name: 'when interpreters of another house are taken',
    in: 'interpreters_taken',
    replace: 'b.organisation_id = guard.organisation() and ',
    by: '',
  },
  {
    name: 'what is needed is told to everybody',
    in: 'interpreter_needs',
    replace: "guard.may('interpreters.manage') and ",
    by: '',
  },
  {
    name: 'until when a record is kept is told to everybody',
    in: 'interpreter_kept',
    replace: "guard.may('interpreters.manage') and ",
    by: '',
  },
  {
    name: 'how often they were asked is told to another house',
    in: 'interpreter_booked',
    replace: 'b.organisation_id = guard.organisation() and ',
    by: '',
  },
]
