// Holes planted one at a time around the law of a file. The test of its walls (src/law/law-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const tables = ['law_file', 'law_event', 'law_event_before', 'law_deadline', 'law_alarm_heard', 'law_change']

export const lawMutants: Mutant[] = [
  ...tables.map((table) => ({
    name: `${table} is read by whoever does not open the law`,
    sql: `alter policy walled_reading on ${table} using (guard.sees(case_id))`,
  })),
  ...['law_file', 'law_event', 'law_deadline', 'law_change'].map((table) => ({
    name: `${table} is written by whoever may only read it`,
    sql: `alter policy walled_writing on ${table} with check (guard.opens(case_id, 'law'))`,
  })),
  ...['law_event_before', 'law_alarm_heard', 'law_change'].map((table) => ({
    name: `${table} is changed afterwards`,
    sql: `grant update on ${table} to amparo_app`,
  })),
  ...tables.map((table) => ({
    name: `${table} is deleted from`,
    sql: `grant delete on ${table} to amparo_app`,
  })),
  { name: 'who recorded an event is changed', sql: 'grant update on law_event to amparo_app' },
  { name: 'one colleague records as another', sql: 'drop policy recorded_by_oneself on law_event' },
  { name: 'one colleague corrects as another', sql: 'drop policy replaced_by_oneself on law_event_before' },
  { name: 'one colleague hears an alarm for another', sql: 'drop policy heard_by_oneself on law_alarm_heard' },
  {
    name: 'how many deadlines are open is told to anybody',
    in: 'count_open_deadlines',
    replace: 'if not guard.sees(a_case) then return 0; end if;',
    by: '',
  },
  {
    name: 'who would answer is told to anybody',
    sql: 'grant execute on function guard.law_owners(uuid, uuid) to amparo_app',
  },
  {
    name: 'deadlines are handed on by anybody',
    sql: 'grant execute on function guard.hand_deadlines_on(uuid, uuid) to amparo_app',
  },
  {
    name: 'a lawyer who does not open the law answers for it',
    in: 'law_owners',
    replace: "and 'law' = any(a.sections) and 'lawyer'",
    by: "and 'lawyer'",
  },
  {
    name: 'whoever left the team answers on',
    in: 'hand_deadlines_on',
    replace: 'd.chosen and d.owner_id in (select n.staff_id from now_on n)',
    by: 'd.chosen',
  },
]
