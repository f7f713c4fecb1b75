// Direct SQL as someone who has taken over the server's or the public door's connection would send it. Each line is one
// attempt; all of it must be refused, change nothing and show nothing.
import { id, tokenOf } from './world-rows.ts'

/** Who holds the connection: nobody, a colleague not on the file, someone on the file, a partner, or the public door. */
export type Hand = 'nobody' | 'outsider' | 'on_the_case' | 'coordinator' | 'partner' | 'door'
export interface Attack {
  name: string
  hand: Hand
  sql: string
}

const own = id('organisation', 0)
const theirs = id('organisation', 1)
/** Of the small world in rls-attack.test.ts: file 0 is worked on, file 1 belongs to another office. */
export const cast = { outsider: 0, on_the_case: 1, coordinator: 2, partner: 3, director: 4 } as const
const who = (hand: keyof typeof cast) => id('staff', cast[hand])
const [file, other] = [id('file', 0), id('file', 1)]
const note = (of: string, section: string, by: string) =>
  `insert into note (organisation_id, case_id, note_id, section, author_id, sealed)
   values ('${own}', '${of}', gen_random_uuid(), '${section}', '${by}', '\\x01')`
const team = (of: string, to: string, by: string, sections: string, kind = 'team') =>
  `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, basis, until_at, created_by)
   values ('${own}', '${of}', gen_random_uuid(), '${kind}', '${to}', '${sections}', gen_random_uuid(), now() + interval '1 hour', '${by}')`
const journalEntry = (actor: string, organisation: string, more = '', values = '') =>
  `insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, action, basis${more})
   values ('${organisation}', gen_random_uuid(), '${actor}', '${own}', 'case.open', 'all'${values})`

const lines: [hand: Hand, name: string, sql: string][] = [
  ['nobody', 'files without a token', 'select from case_file'],
  ['nobody', 'notes without a token', 'select from note'],
  ['nobody', 'keys without a token', 'select from case_key'],
  ['nobody', 'the hint alone', `select from case_key, set_config('amparo.case', '${file}', true)`],
  ['nobody', 'a forged token', `select from (select set_config('amparo.token', 'guess', true)) t, note`],
  [
    'nobody',
    'the hash as a token',
    `select set_config('amparo.token', encode(sha256('${tokenOf(1)}'), 'hex'), true); select from note`,
  ],
  ['nobody', 'an id as a token', `select set_config('amparo.token', '${who('coordinator')}', true); select from note`],
  ['nobody', 'an empty token', `select set_config('amparo.token', '', true); select from case_file`],
  [
    'outsider',
    'a forged entry',
    `insert into entered select pg_backend_pid(), pg_current_xact_id(), '${id('staff', 2)}', '${id('organisation', 0)}', '${id('office', 0, 0)}',
      array['coordinator'], gen_random_uuid(), null, '${id('file', 0)}', array['home'], array['home'], array['home'], true, null`,
  ],
  ['outsider', 'an entry made wider', "update entered set opens = array['home'], everywhere = true"],
  ['outsider', 'what others entered', 'select from entered where pid <> pg_backend_pid()'],
  ['on_the_case', 'sessions', 'select token_hash from session'],
  ['on_the_case', 'longer sessions', "update session set expires_at = 'infinity'"],
  [
    'on_the_case',
    'a session of one’s own making',
    `insert into session (token_hash, organisation_id, session_id, staff_id, expires_at)
     values (sha256('mine'), '${own}', gen_random_uuid(), '${who('director')}', 'infinity')`,
  ],
  ['on_the_case', 'the owner’s role', 'set role amparo_owner'],
  ['on_the_case', 'the guard’s role', 'set role amparo_guard'],
  ['on_the_case', 'session authorization', 'set session authorization amparo_owner'],
  ['outsider', 'row security off', 'set local row_security = off; select from note'],
  ['outsider', 'replication role', 'set session_replication_role = replica'],
  ['outsider', 'a temporary table', 'create temp table stolen as select 1'],
  [
    'outsider',
    'a temporary function',
    'create function pg_temp.leak(text) returns boolean language sql as $$ select true $$',
  ],
  ['outsider', 'a function in public', 'create function public.leak() returns int language sql as $$ select 1 $$'],
  ['outsider', 'a schema', 'create schema mine'],
  [
    'outsider',
    'a trigger',
    'create trigger t before insert on note for each row execute function guard.keep_access_ended()',
  ],
  ['outsider', 'a policy', 'create policy mine on note using (true)'],
  ['outsider', 'walls down', 'alter table note disable row level security'],
  ['outsider', 'a statistics object', 'create statistics s on case_id, section from note'],
  ['outsider', 'column statistics', "select from pg_stats where tablename in ('note', 'case_file', 'case_access')"],
  [
    'outsider',
    'a probe in the condition',
    "select from note where section like '%' and 1 / (length(section) - length(section) + 1) = 1",
  ],
  ['outsider', 'copy a table out', 'copy note to stdout'],
  ['outsider', 'copy to a program', "copy (select 1) to program 'true'"],
  ['outsider', 'copy to a file', "copy (select 1) to '/tmp/stolen'"],
  ['outsider', 'read a server file', "select pg_read_file('PG_VERSION')"],
  ['outsider', 'list a server folder', "select pg_ls_dir('.')"],
  ['outsider', 'large objects of the server', "select lo_import('/etc/passwd')"],
  ['outsider', 'settings of the server', "set log_statement = 'none'"],
  ['outsider', 'passwords', 'select from pg_authid'],
  [
    'outsider',
    'end other sessions',
    'select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user and pid is not null',
  ],
  ['outsider', 'a file one is not on', `select from case_file where case_id = '${file}'`],
  ['outsider', 'notes with the hint', `select set_config('amparo.case', '${file}', true); select from note`],
  ['outsider', 'keys with the hint', `select set_config('amparo.case', '${file}', true); select from case_key`],
  ['outsider', 'a note into a file one is not on', note(file, 'home', id('staff', 0))],
  ['outsider', 'change a file one is not on', `update case_file set stage = 'plan' where case_id = '${file}'`],
  ['outsider', 'delete a file', 'delete from case_file'],
  ['outsider', 'assign oneself', team(file, id('staff', 0), id('staff', 0), '{identity}')],
  ['outsider', 'break the glass by hand', team(file, id('staff', 0), id('staff', 0), '{identity}', 'break_glass')],
  [
    'outsider',
    'break the glass without a second factor',
    `select from guard.break_glass('${file}', gen_random_uuid(), 'danger', gen_random_uuid()) b where b.outcome = 'opened'`,
  ],
  [
    'outsider',
    'a timeline entry elsewhere',
    `insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id)
     values ('${own}', '${file}', gen_random_uuid(), 'note_written', '${id('staff', 0)}')`,
  ],
  ['outsider', 'a reviewed glass', 'update break_glass set verdict = null'],
  ['outsider', 'the duplicate marks', 'select from blind_match'],
  ['outsider', 'the duplicate counter', 'delete from duplicate_question'],
  ['outsider', 'the memory of others’ requests', 'select from answered_request'],
  ['outsider', 'the clock', "update clock_mark set latest = '-infinity'"],
  ['outsider', 'the matrix', "update access_rule set reach = 'all'"],
  ['outsider', 'a rule', "insert into access_rule (action, role, reach) values ('case.open', 'intake', 'all')"],
  ['outsider', 'one’s own roles', "update staff set roles = '{director}'"],
  ['outsider', 'one’s own status', "update staff set status = 'active'"],
  [
    'outsider',
    'a colleague of one’s making',
    `insert into staff (organisation_id, staff_id, office_id, name, email, roles)
     values ('${own}', gen_random_uuid(), '${id('office', 0, 0)}', 'x', 'x@example.org', '{director}')`,
  ],
  [
    'outsider',
    'an intake key for another',
    `insert into intake_key (organisation_id, version, public_key, wrapped_private) values ('${own}', 99, '\\x01', '\\x01')`,
  ],
  ['on_the_case', 'a section one’s role has not', `select from note where section = 'mind'`],
  ['on_the_case', 'write in a section one only reads', note(file, 'identity', who('on_the_case'))],
  ['on_the_case', 'write in another’s name', note(file, 'learning', who('coordinator'))],
  ['on_the_case', 'another file', `select from note where case_id = '${other}'`],
  ['on_the_case', 'a note moved to another file', `update note set case_id = '${other}'`],
  ['on_the_case', 'a note moved to another section', "update note set section = 'learning'"],
  ['on_the_case', 'delete a note', 'delete from note'],
  ['on_the_case', 'empty a table', 'truncate note'],
  ['on_the_case', 'prolong one’s own time', 'update case_access set until_at = null'],
  ['on_the_case', 'shred a key', 'delete from case_key'],
  ['on_the_case', 'rewrap a key', "update case_key set wrapped = '\\x02'"],
  [
    'on_the_case',
    'a consent',
    `insert into consent (organisation_id, case_id, consent_id, recipient_organisation_id, sections, purpose, given_by, how,
     language, starts_on, ends_on, recorded_by) values ('${own}', '${file}', gen_random_uuid(), '${theirs}', '{home}', 'referral', 'person', 'spoken', 'es',
     current_date, current_date + 30, '${who('on_the_case')}')`,
  ],
  ['coordinator', 'another office’s file', `select from note where case_id = '${other}'`],
  ['coordinator', 'a consent without end', `update consent set ends_on = ends_on + 1000`],
  ['coordinator', 'a wider consent', "update consent set sections = '{identity,mind}'"],
  ['coordinator', 'a withdrawal taken back', 'update consent set withdrawn_at = null'],
  ['coordinator', 'a withdrawal dated back', "update consent set withdrawn_at = '2020-01-01'"],
  ['coordinator', 'delete a consent', 'delete from consent'],
  [
    'coordinator',
    'an access by consent made by hand',
    `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, sections, basis, created_by)
     values ('${own}', '${file}', gen_random_uuid(), 'consent', '${theirs}', '{identity}', '${id('consent', 0)}', '${who('coordinator')}')`,
  ],
  [
    'coordinator',
    'an ended access revived',
    `update case_access set ended_at = null where access_id = '${id('team', 1)}'`,
  ],
  [
    'coordinator',
    'a referral on a withdrawn consent',
    `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, need, consent_id, sent_by,
     answer_due_on, intake_version, sealed_summary, sealed) values ('${own}', '${file}', gen_random_uuid(), '${theirs}', 'housing', '${id('consent', 1)}',
     '${who('coordinator')}', current_date + 3, 1, '\\x01', '\\x01')`,
  ],
  [
    'coordinator',
    'people of the other section to oneself',
    team(file, who('coordinator'), who('coordinator'), '{mind}'),
  ],
  [
    'coordinator',
    'someone of another organisation into the team',
    team(file, who('partner'), who('coordinator'), '{home}'),
  ],
  ['coordinator', 'a journal entry in another’s name', journalEntry(who('director'), own)],
  ['coordinator', 'a journal entry elsewhere', journalEntry(who('coordinator'), theirs)],
  ['coordinator', 'a journal entry dated back', journalEntry(who('coordinator'), own, ', at', ", '2020-01-01'")],
  [
    'coordinator',
    'a journal entry never sealed',
    journalEntry(who('coordinator'), own, ', transaction_id', ", '9999999999'"),
  ],
  ['coordinator', 'edit the journal', "update journal set action = 'x'"],
  ['coordinator', 'delete from the journal', 'delete from journal'],
  ['coordinator', 'empty the journal', 'truncate journal'],
  ['coordinator', 'edit a seal', "update journal_seal set hash = '\\x00'"],
  ['coordinator', 'read the seals', 'select from journal_seal'],
  [
    'coordinator',
    'a file for another organisation',
    `insert into case_file (organisation_id, case_id, office_id, reference, opened_on, created_by, sealed_card)
     values ('${theirs}', gen_random_uuid(), '${id('office', 1, 0)}', 'X', current_date, '${who('coordinator')}', '\\x01')`,
  ],
  ['coordinator', 'a file moved to another office', `update case_file set office_id = '${id('office', 0, 1)}'`],
  [
    'coordinator',
    'review one’s own glass',
    `select where guard.review_break_glass('${id('glass-basis', 0)}', 'justified') = 'done'`,
  ],
  ['partner', 'files beyond the consent', `select from case_file where case_id = '${other}'`],
  ['partner', 'sections beyond the consent', "select from note where section <> 'home'"],
  ['partner', 'the team', "select from case_access where kind = 'team'"],
  ['partner', 'what others were consented', `select from consent where recipient_organisation_id <> '${theirs}'`],
  ['partner', 'write through a consent', note(file, 'home', who('partner'))],
  [
    'partner',
    'a withdrawal by the recipient',
    `select where guard.withdraw_consent('${id('consent', 0)}') is not null`,
  ],
  ['partner', 'team by the recipient', team(file, who('partner'), who('partner'), '{home}')],
  ['partner', 'colleagues of another organisation', `select from staff where organisation_id = '${own}'`],
  ['partner', 'reports of another organisation', 'select from report'],
  ['partner', 'files of another organisation’s reports', 'select from report_file'],
  ['outsider', 'parts of files without triage', 'select from report_file_part'],
  [
    'partner',
    'an answer to someone else’s referral',
    `select where guard.answer_referral('${id('referral', 1)}', 1, 'accepted', null, null, gen_random_uuid()) = 'accepted'`,
  ],
  ['coordinator', 'the days of erased reports', 'select from report_ended'],
  ['coordinator', 'put off the end of a report', 'update report set expires_on = current_date + 999'],
  ['coordinator', 'say that an answer was fetched', 'update report_message set fetched_on = current_date'],
  ['coordinator', 'erase reports', 'select guard.end_reports(1)'],
  ['coordinator', 'change how long receipts live', 'update report_lifetime set months = 60'],
  [
    'partner',
    'a fingerprint of another organisation',
    `select where guard.report_with_fingerprint(sha256('')) is not null`,
  ],
  ['door', 'erase reports', 'select guard.end_reports(1)'],
  ['door', 'the days of erased reports', 'select from report_ended'],
  ['door', 'whose proof it is', `select guard.report_with_fingerprint(sha256(''))`],
  ['door', 'reports', 'select from report'],
  ['door', 'messages', 'select from report_message'],
  ['door', 'files of reports', 'select from report_file'],
  ['door', 'parts of files of reports', 'select from report_file_part'],
  ['door', 'files', 'select from case_file'],
  ['door', 'people', 'select from staff'],
  ['door', 'private halves of intake keys', 'select wrapped_private from intake_key'],
  [
    'door',
    'a report beside the function',
    `insert into report (organisation_id, report_id) values ('${own}', gen_random_uuid())`,
  ],
  ['door', 'guard functions of the desk', `select guard.sees('${file}')`],
  ['door', 'the journal', 'select from journal'],
  ['door', 'seal the journal', 'select guard.seal_journal(10)'],
  ['door', 'the server’s role', 'set role amparo_app'],
  ['door', 'a token', `select set_config('amparo.token', '${tokenOf(cast.director)}', true); select from note`],
  ['door', 'a guessed receipt', "select from guard.door_return('\\x00')"],
  ['door', 'a temporary table', 'create temp table stolen as select 1'],
  ['door', 'sessions', 'select from session'],
]

export const attacks: Attack[] = lines.map(([hand, name, sql]) => ({ hand, name, sql }))
