// Holes planted one at a time in the policies and functions of sittings, answers and the page on which she answers alone,
// which are written by hand. The test of their walls (src/assessments/sitting-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const policy = (table: string, name: string, rest: string): string =>
  `drop policy ${name} on ${table}; create policy ${name} on ${table} ${rest}`
const ours = 'organisation_id = (select guard.organisation())'
const opens = 'guard.opens(case_id, section)'
const gives = 'guard.gives(case_id, section)'
const mayScreen = "(guard.may('screening.ask') or guard.may('screening.words'))"

export const sittingMutants: Mutant[] = [
  {
    name: 'a partner reads what is under way',
    sql: policy('sitting', 'read_by_the_team', `for select to amparo_app using (${opens})`),
  },
  {
    name: 'the whole house reads what is under way',
    sql: policy('sitting', 'read_by_the_team', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'begun in another’s name',
    sql: policy('sitting', 'begun', `for insert to amparo_app with check (state = 'open' and ${gives})`),
  },
  {
    name: 'begun by whoever works here',
    sql: policy(
      'sitting',
      'begun',
      "for insert to amparo_app with check (begun_by = (select guard.staff()) and state = 'open')",
    ),
  },
  {
    name: 'begun as finished',
    sql: policy(
      'sitting',
      'begun',
      `for insert to amparo_app with check (begun_by = (select guard.staff()) and ${gives})`,
    ),
  },
  {
    name: 'whoever reads it goes on with it',
    sql: policy('sitting', 'gone_on_with', `for update to amparo_app using (state = 'open' and ${opens})`),
  },
  { name: 'a sitting takes any version', in: 'keep_sitting', replace: ' or new.version <> old.version + 1', by: '' },
  {
    name: 'what is finished goes on',
    sql: `${policy('sitting', 'gone_on_with', `for update to amparo_app using (${gives})`)}; drop trigger kept on sitting`,
  },
  { name: 'another instrument is put under her answers', sql: 'grant update on sitting to amparo_app' },
  {
    name: 'every section may be given',
    in: 'gives',
    replace: 'a_section = any(',
    by: "a_section is not null and 'safety' = any(",
  },
  {
    name: 'answers in another’s name',
    sql: policy(
      'assessment',
      'written',
      `for insert to amparo_app with check (guard.writes(case_id, section) or ${gives})`,
    ),
  },
  {
    name: 'whoever reads answers amends them',
    sql: policy('assessment', 'changed', `for update to amparo_app using (${opens})`),
  },
  { name: 'an amendment keeps nothing', sql: 'drop trigger kept on assessment' },
  {
    name: 'an amendment takes any version',
    in: 'keep_assessment_version',
    replace: 'if new.version <> old.version + 1 then',
    by: 'if false then',
  },
  { name: 'versions are written by hand', sql: 'grant insert on assessment_version to amparo_app' },
  {
    name: 'versions are read without the section',
    sql: policy('assessment_version', 'walled_reading', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'sentences of every house',
    sql: policy('instrument_text_version', 'seen_by_those_who_ask', `for select to amparo_app using (${mayScreen})`),
  },
  {
    name: 'sentences for whoever works here',
    sql: policy('instrument_text_version', 'seen_by_those_who_ask', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'sentences written by hand',
    sql: 'grant insert, update, delete on instrument_text_version to amparo_app; create policy anybody on instrument_text_version to amparo_app using (true)',
  },
  {
    name: 'a partner reads how far she is alone',
    sql: policy('own_answers', 'read_by_the_team', `for select to amparo_app using (${opens})`),
  },
  {
    name: 'the whole house reads how far she is alone',
    sql: policy('own_answers', 'read_by_the_team', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'a door opened by whoever reads',
    sql: policy('own_answers', 'opened_for_her', `for insert to amparo_app with check (${opens})`),
  },
  {
    name: 'a door opened with answers in it',
    sql: policy('own_answers', 'opened_for_her', `for insert to amparo_app with check (${gives})`),
  },
  { name: 'what the door goes on with is read at the desk', sql: 'grant select on own_answers to amparo_app' },
  { name: 'the desk writes her answers', sql: 'grant update on own_answers to amparo_app' },
  {
    name: 'a closed door is opened again',
    sql: policy('own_answers', 'put_together', `for update to amparo_app using (${gives})`),
  },
  {
    name: 'a link for her made by whoever refers',
    sql: policy(
      'single_use_link',
      'made',
      `for insert to amparo_app with check (${ours} and made_by = (select guard.staff()) and used_at is null and revoked_at is null
       and case when case_id is null then guard.may('directory.ask') else guard.sees(case_id) end)`,
    ),
  },
  {
    name: 'links for her are seen by whoever sees the file',
    sql: policy(
      'single_use_link',
      'seen',
      `for select to amparo_app using (${ours} and case when case_id is null then guard.may('directory.read') else guard.sees(case_id) end)`,
    ),
  },
  { name: 'any link opens her page', in: 'own_answers_open', replace: "l.purpose = 'own_answers' and ", by: '' },
  { name: 'a closed door opens', in: 'own_answers_open', replace: 'and o.closed_at is null ', by: '' },
  {
    name: 'what is finished opens',
    in: 'own_answers_open',
    replace: " and o.state not in ('stopped', 'done')",
    by: '',
  },
  {
    name: 'steps overwrite each other',
    in: 'door_own_keep',
    replace: "if o.step <> an_expected then return 'stale'; end if;",
    by: '',
  },
  {
    name: 'a finished one uses no link up',
    in: 'door_own_keep',
    replace: "if a_state in ('stopped', 'done') then",
    by: 'if false then',
  },
  {
    name: 'she is put back to the beginning',
    in: 'door_own_keep',
    replace: "a_state not in ('answering', 'put_off', 'stopped', 'done')",
    by: "a_state not in ('offered', 'answering', 'put_off', 'stopped', 'done')",
  },
  {
    name: 'a protocol about another’s answers',
    in: 'door_own_keep',
    replace: "'ref_id', o.sitting_id, ",
    by: '',
  },
  {
    name: 'an opening nobody writes down',
    in: 'door_own_open',
    replace: 'if is_first then',
    by: 'if false then',
  },
]
