// Holes planted one at a time around modules and those who take them. The test of these walls (src/modules/module-walls.test.ts)
// must notice every one.
import type { Mutant } from './mutants.ts'

const anew = (table: string, policy: string, how: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} ${how}`
const ours = 'organisation_id = (select guard.organisation())'
const reads = `guard.may('prevention.read')`
const keeps = `guard.may('modules.manage')`

export const moduleMutants: Mutant[] = [
  ...['module_run', 'module_own'].flatMap((table): Mutant[] => [
    {
      name: `${table}: told to every house`,
      sql: anew(table, 'read_in_the_house', `for select to amparo_app using (${reads})`),
    },
    {
      name: `${table}: told to whoever works in the house`,
      sql: anew(table, 'read_in_the_house', `for select to amparo_app using (${ours})`),
    },
  ]),
  { name: 'what a run is found by is read', sql: 'grant select (run_hash) on module_run to amparo_app' },
  { name: 'what somebody answered is read', sql: 'grant select (answers) on module_run to amparo_app' },
  {
    name: 'a run is made up at the desk',
    sql: 'grant insert on module_run to amparo_app; create policy made_up on module_run for insert to amparo_app with check (true)',
  },
  {
    name: 'a run is passed at the desk',
    sql: 'grant update (passed_on) on module_run to amparo_app; create policy passed on module_run for update to amparo_app using (true)',
  },
  {
    name: 'modules are written by the whole house',
    sql: anew('module_own', 'written_by_keepers', `for insert to amparo_app with check (${ours})`),
  },
  {
    name: 'modules are written for another house',
    sql: anew('module_own', 'written_by_keepers', `for insert to amparo_app with check (${keeps})`),
  },
  {
    name: 'modules are changed by the whole house',
    sql: anew('module_own', 'changed_by_keepers', `for update to amparo_app using (${ours})`),
  },
  {
    name: 'a module is changed in the name of a colleague',
    sql: 'drop policy changed_by_oneself on module_own',
  },
  {
    name: 'a module is taken away',
    sql: `grant delete on module_own to amparo_app; create policy gone on module_own for delete to amparo_app using (${ours})`,
  },
  {
    name: 'the door reads runs',
    sql: 'grant select on module_run to amparo_door; create policy door on module_run for select to amparo_door using (true)',
  },
  {
    name: 'a paper for whoever has not passed',
    in: 'door_module_paper',
    replace: 'and r.passed_on is not null',
    by: '',
  },
  { name: 'papers without end', in: 'door_module_paper', replace: 'and r.papers < 5', by: '' },
  { name: 'a code opens every module', in: 'door_module_answer', replace: 'and x.module_id = modules[n]', by: '' },
  { name: 'drafts are offered', in: 'door_modules', replace: "m.status = 'published'", by: 'true' },
]
