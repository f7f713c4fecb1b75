// Holes planted one at a time around certificates and the keys they are signed with. The test of these walls
// (src/certificates/certificate-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const anew = (table: string, policy: string, how: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} ${how}`
const ours = 'organisation_id = (select guard.organisation())'

export const certificateMutants: Mutant[] = [
  {
    name: 'certificates are told to every house',
    sql: anew('certificate', 'read_in_the_house', `for select to amparo_app using (guard.may('prevention.read'))`),
  },
  {
    name: 'certificates are told to partners’ workers',
    sql: anew('certificate', 'read_in_the_house', `for select to amparo_app using (guard.organisation() is not null)`),
  },
  {
    name: 'certificates are taken back by the whole house',
    sql: anew('certificate', 'revoked_by_keepers', `for update to amparo_app using (${ours}) with check (${ours})`),
  },
  {
    name: 'what a name is checked by is told at the desk',
    sql: 'grant select (name_check, credential) on certificate to amparo_app',
  },
  {
    name: 'what was signed is changed',
    sql: 'grant update (title) on certificate to amparo_app',
  },
  {
    name: 'certificates are written past the guard',
    sql: `grant insert on certificate to amparo_app; create policy planted on certificate for insert to amparo_app with check (${ours})`,
  },
  {
    name: 'a certificate is taken away',
    sql: `grant delete on certificate to amparo_app; create policy gone on certificate for delete to amparo_app using (${ours})`,
  },
  {
    name: 'the door reads the table',
    sql: 'grant select on certificate to amparo_door; create policy seen on certificate for select to amparo_door using (true)',
  },
  {
    name: 'the door takes certificates back',
    sql: 'grant select, update on certificate to amparo_door; create policy seen on certificate for select to amparo_door using (true); create policy back on certificate for update to amparo_door using (true)',
  },
  {
    name: 'the keys are told to every house',
    sql: anew('signing_key', 'read_in_the_house', 'for select to amparo_app using (guard.organisation() is not null)'),
  },
  {
    name: 'a key is laid down by the whole house',
    sql: anew('signing_key', 'made_by_keepers', `for insert to amparo_app with check (${ours})`),
  },
  {
    name: 'a key is laid down for another house',
    sql: anew(
      'signing_key',
      'made_by_keepers',
      `for insert to amparo_app with check (guard.may('certificates.manage'))`,
    ),
  },
  {
    name: 'keys are retired by the whole house',
    sql: anew('signing_key', 'retired_by_keepers', `for update to amparo_app using (${ours})`),
  },
  {
    name: 'a key is taken away',
    sql: `grant delete on signing_key to amparo_app; create policy gone on signing_key for delete to amparo_app using (${ours})`,
  },
  {
    name: 'the door lays down a key',
    sql: 'grant insert on signing_key to amparo_door; create policy laid on signing_key for insert to amparo_door with check (true)',
  },
  {
    name: 'anybody of the house writes certificates through the guard',
    in: 'keep_certificate',
    replace: "not (guard.may('prevention.manage') or guard.may('certificates.manage'))",
    by: 'false',
  },
  {
    name: 'certificates are written for another house through the guard',
    in: 'keep_certificate',
    replace: 'guard.organisation() <> an_organisation',
    by: 'false',
  },
]
