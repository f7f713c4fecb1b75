// Holes planted one at a time around what interpreters are paid and what volunteers gave. The test of these walls
// (src/interpreters/pay-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const anew = (table: string, policy: string, how: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} ${how}`
const ours = 'organisation_id = (select guard.organisation())'
const pays = `guard.may('interpreters.pay')`
const may = `guard.may('interpreters.pay') and `

export const payMutants: Mutant[] = [
  {
    name: 'statements are told to the whole house',
    sql: anew('interpreter_statement', 'read_by_payers', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'statements are told to every house',
    sql: anew('interpreter_statement', 'read_by_payers', `for select to amparo_app using (${pays})`),
  },
  {
    name: 'lines are told to the whole house',
    sql: anew('interpreter_statement_line', 'read_by_payers', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'statements are written for another house',
    sql: anew('interpreter_statement', 'written_by_payers', `for insert to amparo_app with check (${pays})`),
  },
  {
    name: 'an issued statement is taken away',
    sql: anew('interpreter_statement', 'draft_taken_away', `for delete to amparo_app using (${ours} and ${pays})`),
  },
  {
    name: 'drafts are taken away by the whole house',
    sql: `${anew('interpreter_statement', 'draft_taken_away', `for delete to amparo_app using (${ours} and status = 'draft')`)};
      ${anew('interpreter_statement', 'read_by_payers', `for select to amparo_app using (${ours})`)}`,
  },
  {
    name: 'an issued statement is changed',
    in: 'stamp_statement',
    replace: "old.status = 'paid' or new.status <> 'paid'",
    by: 'false',
  },
  {
    name: 'a line of an issued statement is changed',
    in: 'stamp_statement_line',
    replace: "if head.status <> 'draft' then",
    by: 'if false then',
  },
  {
    name: 'issued with another total',
    in: 'stamp_statement',
    replace: "if old.status = 'draft' and new.status <> 'draft' and",
    by: 'if false and',
  },
  {
    name: 'grant lines are told to the whole house',
    sql: anew('interpreter_grant', 'read_by_payers', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'terms are set by the whole house',
    sql: anew('interpreter_terms', 'written_by_payers', `for insert to amparo_app with check (${ours})`),
  },
  {
    name: 'hours are told to the whole house',
    sql: anew('volunteer_hours', 'read_by_payers', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'hours are written by the whole house',
    sql: anew('volunteer_hours', 'written_by_payers', `for insert to amparo_app with check (${ours})`),
  },
  { name: 'what was interpreted is told to the whole house', in: 'interpreter_work', replace: may, by: '' },
  {
    name: 'what was interpreted for another house',
    in: 'interpreter_work',
    replace: 'b.organisation_id = guard.organisation()',
    by: 'true',
  },
  { name: 'what volunteers gave is told to the whole house', in: 'volunteer_times', replace: pays, by: 'true' },
  {
    name: 'what volunteers gave another house',
    in: 'volunteer_times',
    replace: 'b.organisation_id = guard.organisation() and ',
    by: '',
  },
  {
    name: 'whoever may not pay marks what is paid',
    in: 'mark_bookings_paid',
    replace: "if not guard.may('interpreters.pay') then return 0; end if;",
    by: '',
  },
  {
    name: 'another house marks what is paid',
    in: 'mark_bookings_paid',
    replace: 'and s.organisation_id = guard.organisation() ',
    by: '',
  },
]
