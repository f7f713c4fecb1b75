// Holes planted one at a time in the policies of the directory's history, suggestions, doors and mark, which are written
// by hand. The test of their walls (src/directory/directory-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const reads = (table: string, policy: string, condition: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} for select to amparo_app using (${condition})`
const writes = (table: string, policy: string, condition: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} for insert to amparo_app with check (${condition})`
const changes = (table: string, policy: string, using: string, check: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} for update to amparo_app using (${using}) with check (${check})`
const ours = 'organisation_id = (select guard.organisation())'
const may = (action: string) => `(select guard.may('directory.${action}'))`
const me = '(select guard.staff())'

export const directoryMutants: Mutant[] = [
  { name: 'every house reads every history', sql: reads('directory_change', 'seen_by_staff', 'true') },
  {
    name: 'history may be written by hand',
    sql: 'grant insert on directory_change to amparo_app; create policy open on directory_change for insert to amparo_app with check (true)',
  },
  { name: 'every house sees every mark', sql: reads('directory_mark', 'seen_by_staff', 'true') },
  {
    name: 'suggestions are decided over in other houses',
    sql: reads('directory_suggestion', 'decided_by_editors', may('edit')),
  },
  { name: 'every colleague reads every suggestion', sql: reads('directory_suggestion', 'decided_by_editors', ours) },
  { name: 'one’s own words are everybody’s', sql: reads('directory_suggestion', 'own_words', ours) },
  {
    name: 'a suggestion in another’s name',
    sql: writes('directory_suggestion', 'proposed', `${ours} and ${may('suggest')} and by_kind = 'worker'`),
  },
  {
    name: 'a colleague speaks for the service',
    sql: writes(
      'directory_suggestion',
      'proposed',
      `${ours} and ${may('suggest')} and (by_staff_id is null or by_staff_id = ${me}) and decision is null`,
    ),
  },
  {
    name: 'a suggestion into another house',
    sql: writes('directory_suggestion', 'proposed', `${may('suggest')} and by_kind = 'worker' and by_staff_id = ${me}`),
  },
  {
    name: 'a suggestion that was decided before anybody looked',
    sql: writes('directory_suggestion', 'proposed', `${ours} and by_kind = 'worker' and by_staff_id = ${me}`),
  },
  {
    name: 'whoever suggests decides',
    sql: changes('directory_suggestion', 'decided', `${ours} and decision is null`, `${ours} and decided_by = ${me}`),
  },
  {
    name: 'decided in another’s name',
    sql: changes('directory_suggestion', 'decided', `${ours} and ${may('edit')} and decision is null`, ours),
  },
  {
    name: 'decided twice',
    sql: changes('directory_suggestion', 'decided', `${ours} and ${may('edit')}`, `${ours} and decided_by = ${me}`),
  },
  {
    name: 'whoever edits shares the directory',
    sql: writes('directory_sharing', 'shared', `${ours} and ${may('edit')} and changed_by = ${me}`),
  },
  {
    name: 'shared in another’s name',
    sql: writes('directory_sharing', 'shared', `${ours} and ${may('open')}`),
  },
  {
    name: 'another house is shared',
    sql: writes('directory_sharing', 'shared', `${may('open')} and changed_by = ${me}`),
  },
  {
    name: 'partners read what nobody shared',
    sql: `create or replace function guard.directories_for_partner() returns table (organisation_id uuid, mark bigint)
      language sql stable security definer set search_path = public, pg_temp as 'select m.organisation_id, m.mark from directory_mark m'`,
  },
  { name: 'every colleague is told every door', sql: reads('directory_door', 'told', ours) },
  { name: 'a door is told in other houses', sql: reads('directory_door', 'told', may('door')) },
  {
    name: 'whoever is told a door may write one',
    sql: writes('directory_door', 'written', `${ours} and ${may('door')} and changed_by = ${me}`),
  },
  {
    name: 'whoever edits writes doors',
    sql: writes('directory_door', 'written', `${ours} and ${may('edit')} and changed_by = ${me}`),
  },
  {
    name: 'a door written in another’s name',
    sql: writes('directory_door', 'written', `${ours} and ${may('door')} and ${may('edit')}`),
  },
  {
    name: 'whoever is told a door may change it',
    sql: changes('directory_door', 'rewritten', `${ours} and ${may('door')}`, `${ours} and changed_by = ${me}`),
  },
  {
    name: 'a door changed in another’s name',
    sql: changes('directory_door', 'rewritten', `${ours} and ${may('door')} and ${may('edit')}`, ours),
  },
  ...['directory_kept', 'directory_upload', 'directory_upload_part'].flatMap((table) => [
    {
      name: `${table} for every colleague`,
      sql: `drop policy edited on ${table}; create policy edited on ${table} to amparo_app using (${ours}) with check (${ours})`,
    },
    {
      name: `${table} of every house`,
      sql: `drop policy edited on ${table}; create policy edited on ${table} to amparo_app using (${may('edit')}) with check (${may('edit')})`,
    },
  ]),
  {
    name: 'whoever edits opens the directory to others',
    sql: writes('directory_opening', 'opened', `${ours} and ${may('edit')} and changed_by = ${me}`),
  },
  {
    name: 'the directory of another house is opened',
    sql: writes('directory_opening', 'opened', `${may('open')}`),
  },
  {
    name: 'opened in another’s name',
    sql: writes('directory_opening', 'opened', `${ours} and ${may('open')}`),
  },
  {
    name: 'the desk reads what the door reads',
    sql: 'grant execute on function guard.door_directory() to amparo_app',
  },
  {
    name: 'whoever asks services sees the links of professionals',
    sql: reads('single_use_link', 'seen', `${ours} and ${may('read')}`),
  },
  {
    name: 'whoever asks services lets professionals in',
    sql: writes('single_use_link', 'made', `${ours} and made_by = ${me} and ${may('ask')}`),
  },
  { name: 'let in in another’s name', sql: writes('single_use_link', 'made', `${ours} and ${may('open')}`) },
  { name: 'let in into another house', sql: writes('single_use_link', 'made', `made_by = ${me} and ${may('open')}`) },
  {
    name: 'whoever asks services renews what professionals hold',
    sql: changes('single_use_link', 'changed', `${ours} and ${may('ask')}`, ours),
  },
  ...['door_directory_enter', 'door_directory_read'].map(
    (within): Mutant => ({
      name: `a link to a record opens the directory (${within})`,
      in: within,
      replace: " or l.purpose <> 'directory'",
      by: '',
    }),
  ),
  {
    name: 'professionals read what is kept to partners',
    in: 'door_directory_read',
    replace: "array['public', 'professionals']",
    by: "array['public', 'professionals', 'partners']",
  },
  {
    name: 'professionals read names nobody gave them',
    in: 'door_directory_read',
    replace: "else array['contacts'] end",
    by: 'else array[]::text[] end',
  },
  {
    name: 'professionals read where people sleep',
    in: 'door_directory_read',
    replace: "then array['places', 'addresses']",
    by: 'then array[]::text[]',
  },
  {
    name: 'professionals read every house',
    in: 'door_directory_read',
    replace: 'from directory_service s where s.organisation_id = l.organisation_id',
    by: 'from directory_service s',
  },
  {
    name: 'the desk reads as professionals do',
    sql: 'grant execute on function guard.door_directory_read(bytea, bytea) to amparo_app',
  },
]
