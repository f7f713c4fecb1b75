// Holes planted one at a time around trainings, seats and answers. The test of these walls
// (src/prevention/training-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const anew = (table: string, policy: string, how: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} ${how}`
const ours = 'organisation_id = (select guard.organisation())'
const reads = `guard.may('prevention.read')`
const keeps = `guard.may('prevention.manage')`
const known = ['training', 'training_session', 'training_answer'] as const
const kept = ['training_request', 'training_seat'] as const
const written = ['training', 'training_session'] as const

export const trainingMutants: Mutant[] = [
  ...known.flatMap((table) => [
    {
      name: `${table} is told to every house`,
      sql: anew(table, 'read_in_the_house', `for select to amparo_app using (${reads})`),
    },
    {
      name: `${table} is told to whoever has no part in prevention`,
      sql: anew(table, 'read_in_the_house', `for select to amparo_app using (${ours})`),
    },
  ]),
  ...kept.flatMap((table) => [
    {
      name: `${table} is told to the whole house`,
      sql: anew(table, 'read_in_the_house', `for select to amparo_app using (${ours} and ${reads})`),
    },
    {
      name: `${table} is told to every house`,
      sql: anew(table, 'read_in_the_house', `for select to amparo_app using (${keeps})`),
    },
    {
      name: `${table} is written at the desk`,
      sql: `grant insert on ${table} to amparo_app; create policy written on ${table} for insert to amparo_app with check (${ours})`,
    },
  ]),
  ...written.flatMap((table) => [
    {
      name: `${table} is written by the whole house`,
      sql: anew(table, 'planned_by_keepers', `for insert to amparo_app with check (${ours})`),
    },
    {
      name: `${table} is written for another house`,
      sql: anew(table, 'planned_by_keepers', `for insert to amparo_app with check (${keeps})`),
    },
    {
      name: `${table} is changed by the whole house`,
      sql: anew(table, 'changed_by_keepers', `for update to amparo_app using (${ours})`),
    },
  ]),
  {
    name: 'a session is taken off by the whole house',
    sql: anew('training_session', 'taken_off_by_keepers', `for delete to amparo_app using (${ours})`),
  },
  {
    name: 'a training is taken away',
    sql: `grant delete on training to amparo_app; create policy gone on training for delete to amparo_app using (${ours})`,
  },
  {
    name: 'a training is planned in the name of a colleague',
    sql: 'grant insert (planned_by) on training to amparo_app; drop policy planned_by_oneself on training',
  },
  { name: 'the code of a training is changed', sql: 'grant update (join_code) on training to amparo_app' },
  { name: 'the code of a day is changed', sql: 'grant update (day_code) on training_session to amparo_app' },
  { name: 'what a seat is found by is changed', sql: 'grant update (attendance_hash) on training_seat to amparo_app' },
  { name: 'a certificate is given at the desk', sql: 'grant update (certified) on training_seat to amparo_app' },
  {
    name: 'answers are changed at the desk',
    sql: `grant update on training_answer to amparo_app; create policy changed on training_answer for update to amparo_app using (${ours})`,
  },
  {
    name: 'answers are written at the desk',
    sql: `grant insert on training_answer to amparo_app; create policy written on training_answer for insert to amparo_app with check (${ours})`,
  },
  {
    name: 'the door reads seats',
    sql: 'grant select on training_seat to amparo_door; create policy door on training_seat for select to amparo_door using (true)',
  },
  {
    name: 'the door reads what is only planned',
    in: 'training_behind',
    replace: ` and t.status <> 'planned'`,
    by: ' ',
  },
  {
    name: 'more register than there are places',
    in: 'door_training_register',
    replace: 'if seat >= t.capacity then return null; end if;',
    by: ' ',
  },
  {
    name: 'one comes with any code of the day',
    in: 'door_training_come',
    replace: 'and x.day_code = a_day_code',
    by: ' ',
  },
  {
    name: 'a seat has a second certificate',
    in: 'door_training_certify',
    replace: 'and not s.certified',
    by: ' ',
  },
  {
    name: 'whoever did not come has a certificate',
    in: 'door_training_certify',
    replace: ` and s.came <> '{}'`,
    by: ' ',
  },
  {
    name: 'how many registered is told to every house',
    in: 'training_seats',
    replace: 's.organisation_id = guard.organisation() and ',
    by: ' ',
  },
]
