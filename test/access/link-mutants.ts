// Holes planted one at a time in the policies and functions of links and referrals outside, which are written by hand.
// The test of their walls (src/referrals/external-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const policy = (table: string, name: string, rest: string): string =>
  `drop policy ${name} on ${table}; create policy ${name} on ${table} ${rest}`
const ours = 'organisation_id = (select guard.organisation())'
const sees = "case when case_id is null then guard.may('directory.read') else guard.sees(case_id) end"
const makes =
  "case when case_id is null then guard.may('directory.ask') else guard.reaches(case_id, 'referrals.send') end"
const fresh = 'used_at is null and revoked_at is null'
const mine = 'made_by = (select guard.staff())'

export const linkMutants: Mutant[] = [
  {
    name: 'links of every house are seen',
    sql: policy('single_use_link', 'seen', `for select to amparo_app using (${sees})`),
  },
  {
    name: 'links into a file are seen by the house',
    sql: policy('single_use_link', 'seen', `for select to amparo_app using (${ours})`),
  },
  {
    name: 'links are made in another’s name',
    sql: policy('single_use_link', 'made', `for insert to amparo_app with check (${ours} and ${fresh} and ${makes})`),
  },
  {
    name: 'whoever works here makes links',
    sql: policy('single_use_link', 'made', `for insert to amparo_app with check (${ours} and ${mine} and ${fresh})`),
  },
  {
    name: 'whoever works here changes links',
    sql: policy('single_use_link', 'changed', `for update to amparo_app using (${ours})`),
  },
  { name: 'what a link carries is read at the desk', sql: 'grant select on single_use_link to amparo_app' },
  { name: 'a desk moves the end of a link', sql: 'grant update on single_use_link to amparo_app' },
  { name: 'a desk writes who opened', sql: 'grant insert on link_opening to amparo_app' },
  {
    name: 'the door reads links',
    sql: 'grant usage on schema public to amparo_door; grant select on single_use_link to amparo_door; create policy door on single_use_link for select to amparo_door using (true)',
  },
  { name: 'no consent is asked for', sql: 'drop policy on_a_live_consent on referral_external' },
  { name: 'a sender writes the yes', sql: 'grant update on referral_external to amparo_app' },
  { name: 'whoever reads the file seals anew', sql: 'drop policy by_who_sends on referral_external' },
  { name: 'a withdrawn consent closes nothing', sql: 'drop trigger consent_withdrawn_outside on consent' },
  {
    name: 'a consent for another service carries',
    in: 'hold_outside_consent',
    replace: ' and recipient_service_id = a_service',
    by: '',
  },
  { name: 'a consent of another file carries', in: 'hold_outside_consent', replace: ' and case_id = a_case', by: '' },
  {
    name: 'a withdrawn consent carries',
    in: 'hold_outside_consent',
    replace: ' and held.withdrawn_at is null',
    by: '',
  },
  { name: 'a consent carries after its end', in: 'hold_outside_consent', replace: ' and today < held.ends_on', by: '' },
  {
    name: 'an exception to another service carries',
    in: 'hold_outside_basis',
    replace: ' and recipient_service_id = a_service',
    by: '',
  },
  { name: 'an exception of another file carries', in: 'hold_outside_basis', replace: ' and case_id = a_case', by: '' },
  {
    name: 'any exception carries',
    in: 'hold_outside_basis',
    replace: ' and guard.referral_stands(null, an_exception)',
    by: '',
  },
  { name: 'any code opens', in: 'link_that_opens', replace: ' and l.code_check = a_check', by: '' },
  { name: 'an exhausted link opens', in: 'link_that_opens', replace: ' and l.tries_left > 0', by: '' },
  { name: 'a revoked link opens', in: 'link_that_opens', replace: ' and l.revoked_at is null', by: '' },
  { name: 'an expired link opens', in: 'link_that_opens', replace: 'and l.expires_at > guard.clock() ', by: '' },
  {
    name: 'a used link to a record opens',
    in: 'link_that_opens',
    replace: " and (l.purpose = 'referral' or l.used_at is null)",
    by: '',
  },
  {
    name: 'a wrong code costs nothing',
    in: 'door_link_try',
    replace: 'set tries_left = tries_left - 1',
    by: 'set tries_left = tries_left',
  },
  {
    name: 'a link into a file opens as a record',
    in: 'door_link_open',
    replace: " or l.purpose <> 'service_update'",
    by: '',
  },
  {
    name: 'what a yes opens is shown before',
    in: 'door_external_open',
    replace: "case when r.status = 'accepted' then r.sealed_slice end",
    by: 'r.sealed_slice',
  },
  {
    name: 'a referral that is over opens',
    in: 'door_external_open',
    replace: "if r.status not in ('sent', 'accepted') then return; end if;",
    by: '',
  },
  {
    name: 'an opening without a consent',
    in: 'door_external_open',
    replace: ' or not guard.hold_outside_basis(r.consent_id, r.exception_id, r.case_id, r.service_id)',
    by: '',
  },
  {
    name: 'an opening nobody writes down',
    in: 'note_opening',
    replace: 'if l.case_id is not null then',
    by: 'if false then',
  },
  {
    name: 'an answer without a consent',
    in: 'door_external_answer',
    replace: ' or not guard.hold_outside_basis(r.consent_id, r.exception_id, r.case_id, r.service_id)',
    by: '',
  },
  { name: 'a code gives two answers', in: 'door_external_answer', replace: 'l.used_at is not null or ', by: '' },
  {
    name: 'an end before the yes',
    in: 'door_external_answer',
    replace: "an_answer = 'ended' and r.status = 'accepted'",
    by: "an_answer = 'ended'",
  },
  {
    name: 'a no without a reason from the list',
    in: 'door_external_answer',
    replace: "or (an_answer <> 'accepted' and coalesce(a_reason, '') !~ '^[a-z_]{1,60}$')",
    by: '',
  },
  { name: 'many questions', in: 'door_external_answer', replace: ' or r.asked_at is not null', by: '' },
  {
    name: 'another house takes a referral back',
    in: 'withdraw_external',
    replace:
      " or r.organisation_id is distinct from me.organisation_id or not guard.reaches(r.case_id, 'referrals.send')",
    by: '',
  },
  {
    name: 'a record is vouched for again and again',
    in: 'door_service_answer',
    replace: 'update single_use_link x set used_at = guard.clock()',
    by: 'update single_use_link x set used_at = null',
  },
  {
    name: 'a link into a file vouches for a record',
    in: 'door_service_answer',
    replace: " or l.purpose <> 'service_update'",
    by: '',
  },
  {
    name: 'a record that changed since is vouched for',
    in: 'door_service_answer',
    replace: "and c.changed_at >= l.made_at and c.field <> 'assured'",
    by: 'and false',
  },
]
