// Holes planted one at a time around institutions and what is counted to them. The test of these walls
// (src/institutions/institution-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const anew = (table: string, policy: string, how: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} ${how}`
const ours = 'organisation_id = (select guard.organisation())'
const reads = `guard.may('prevention.read')`
const keeps = `guard.may('institutions.manage')`
const tables = ['institution', 'institution_pathway'] as const

export const institutionMutants: Mutant[] = [
  ...tables.flatMap((table) => [
    {
      name: `${table} is told to every house`,
      sql: anew(table, 'read_in_the_house', `for select to amparo_app using (${reads})`),
    },
    {
      name: `${table} is told to whoever has no part in prevention`,
      sql: anew(table, 'read_in_the_house', `for select to amparo_app using (${ours})`),
    },
    {
      name: `${table} is written by the whole house`,
      sql: anew(table, 'written_by_keepers', `for insert to amparo_app with check (${ours})`),
    },
    {
      name: `${table} is written for another house`,
      sql: anew(table, 'written_by_keepers', `for insert to amparo_app with check (${keeps})`),
    },
    {
      name: `${table} is taken away`,
      sql: `grant delete on ${table} to amparo_app; create policy gone on ${table} for delete to amparo_app using (${ours})`,
    },
  ]),
  {
    name: 'institutions are changed by the whole house',
    sql: anew('institution', 'changed_by_keepers', `for update to amparo_app using (${ours})`),
  },
  {
    name: 'institutions are changed by every house',
    sql: `${anew('institution', 'changed_by_keepers', `for update to amparo_app using (${keeps})`)};
      ${anew('institution', 'read_in_the_house', `for select to amparo_app using (${reads})`)}`,
  },
  { name: 'the code of a poster is changed', sql: 'grant update (code) on institution to amparo_app' },
  {
    name: 'a pathway is changed afterwards',
    sql: `grant update on institution_pathway to amparo_app;
      create policy changed on institution_pathway for update to amparo_app using (${ours})`,
  },
  {
    name: 'a pathway is kept in the name of a colleague',
    sql: 'grant insert (kept_by) on institution_pathway to amparo_app; drop policy kept_by_oneself on institution_pathway',
  },
  {
    name: 'tallies are told to the whole house',
    sql: anew('institution_tally', 'read_for_results', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'tallies are told to every house',
    sql: anew(
      'institution_tally',
      'read_for_results',
      `for select to amparo_app using (guard.may('prevention.results'))`,
    ),
  },
  {
    name: 'tallies are changed by hand',
    sql: `grant update on institution_tally to amparo_app;
      create policy changed on institution_tally for update to amparo_app using (${ours})`,
  },
  { name: 'one report more is told', in: 'institution_reports', replace: ' / 5 * 5', by: '' },
  {
    name: 'the quarter that runs is told',
    in: 'institution_reports',
    replace: 't.quarter < guard.quarter()',
    by: 'true',
  },
  {
    name: 'reports are told to whoever has no part in prevention',
    in: 'institution_reports',
    replace: reads,
    by: 'true',
  },
  {
    name: 'reports are told of another house',
    in: 'institution_reports',
    replace: 't.organisation_id = guard.organisation()',
    by: 'true',
  },
  {
    name: 'files are counted by anybody',
    in: 'count_file_of_report',
    replace: "if not guard.may('reports.triage') then return; end if;",
    by: '',
  },
  {
    name: 'another house is counted',
    in: 'count_to_institution',
    replace: 't.organisation_id = an_organisation and ',
    by: '',
  },
  {
    name: 'reports are counted from the desk',
    sql: 'grant execute on function guard.door_count_report(uuid, text) to amparo_app',
  },
  {
    name: 'anything is counted from the desk',
    sql: 'grant execute on function guard.count_to_institution(uuid, text, int, int) to amparo_app',
  },
  {
    name: 'the door reads the register',
    sql: 'grant select on institution to amparo_door; create policy seen on institution for select to amparo_door using (true)',
  },
]
