// Holes planted one at a time in the guard functions and policies, as someone might by mistake. Each is a text replaced
// in a function, or a statement; the world check must notice every one.

export type Mutant = { name: string } & ({ in: string; replace: string; by: string } | { sql: string })

const dropWhole = (table: string, policy: string, command: string, to: string, condition: string) =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} ${command} to ${to} ${condition}`
const anyone = (table: string, policy: string) =>
  dropWhole(table, policy, 'for select', 'amparo_app', 'using ((select guard.organisation()) is not null)')

export const mutants: Mutant[] = [
  { name: 'entering accepts an ended session', in: 'enter', replace: 'and s.ended_at is null', by: '' },
  { name: 'entering accepts an expired session', in: 'enter', replace: 'and s.expires_at > moment', by: '' },
  { name: 'entering accepts staff who left', in: 'enter', replace: "and m.status = 'active'", by: '' },
  {
    name: 'entering ignores until',
    in: 'enter',
    replace: 'and (x.until_at is null or x.until_at > moment)',
    by: '',
  },
  { name: 'entering opens what ended', in: 'enter', replace: 'and x.ended_at is null', by: '' },
  {
    name: 'entering ignores the life of a consent',
    in: 'enter',
    replace: "and (x.kind <> 'consent' or guard.consent_is_live(x.basis))",
    by: '',
  },
  {
    name: 'entering reaches every office',
    in: 'enter',
    replace: "(r.reach = 'in_the_office' and file.office_id = me.office_id)",
    by: "r.reach = 'in_the_office'",
  },
  {
    name: 'entering narrows nothing',
    in: 'enter',
    replace: "if a.kind = 'break_glass' or a.sections <@ may_open then",
    by: 'if true then',
  },
  { name: 'entering lets every access write', in: 'enter', replace: "if a.kind = 'team' then", by: 'if true then' },
  {
    name: 'a token hash is compared to the raw token',
    in: 'enter',
    replace: "sha256(convert_to(nullif(a_token, ''), 'UTF8'))",
    by: "convert_to(nullif(a_token, ''), 'UTF8')",
  },
  { name: 'an expired session is accepted', in: 'who', replace: 'and s.expires_at > guard.clock()', by: '' },
  { name: 'an ended session is accepted', in: 'who', replace: 's.ended_at is null and', by: '' },
  { name: 'staff who left are accepted', in: 'who', replace: "and m.status = 'active'", by: '' },
  {
    name: 'a session lasts by the machine clock',
    in: 'who',
    replace: 's.expires_at > guard.clock()',
    by: 's.expires_at > clock_timestamp()',
  },
  {
    name: 'the clock has no high-water mark',
    sql: `create or replace function guard.clock() returns timestamptz language plpgsql stable security definer
      set search_path = public, pg_temp as $$ begin return clock_timestamp(); end $$`,
  },
  {
    name: 'a withdrawn consent still opens',
    in: 'consent_is_live',
    replace: 'and c.withdrawn_at is null',
    by: '',
  },
  { name: 'a consent opens before it begins', in: 'consent_is_live', replace: 'and c.starts_on <= today', by: '' },
  { name: 'a consent opens after it ends', in: 'consent_is_live', replace: 'and c.ends_on > today', by: '' },
  {
    name: 'a consent opens on its last day',
    in: 'consent_is_live',
    replace: 'c.ends_on > today',
    by: 'c.ends_on >= today - 1',
  },
  {
    name: 'until is ignored',
    in: 'sections_of',
    replace: 'and (x.until_at is null or x.until_at > guard.clock())',
    by: '',
  },
  { name: 'from is ignored', in: 'sections_of', replace: 'and x.from_at <= guard.clock()', by: '' },
  { name: 'an ended access still opens', in: 'sections_of', replace: 'and x.ended_at is null', by: '' },
  {
    name: 'until is ignored in the list of files',
    in: 'my_case_ids',
    replace: 'and (a.until_at is null or a.until_at > guard.clock())',
    by: '',
  },
  {
    name: 'a withdrawn consent keeps the file in the list',
    in: 'my_case_ids',
    replace: "and (a.kind <> 'consent' or guard.consent_is_live(a.basis))",
    by: '',
  },
  {
    name: 'the office is the whole organisation',
    in: 'sections_of',
    replace: 'and f_office = me.office_id',
    by: '',
  },
  {
    name: 'the office is the whole organisation, for actions',
    in: 'reaches',
    replace: 'and f.office_id = me.office_id',
    by: '',
  },
  {
    name: 'the organisation is not looked at',
    in: 'sections_of',
    replace: 'f_organisation = me.organisation_id and',
    by: '',
  },
  {
    name: 'the organisation is not looked at, for actions',
    in: 'reaches',
    replace: "(r.reach = 'all' and f.organisation_id = me.organisation_id)",
    by: "(r.reach = 'all')",
  },
  {
    name: 'another office in the list of files',
    in: 'enter',
    replace: "everywhere := everywhere or r.reach = 'all'",
    by: "everywhere := everywhere or r.reach in ('all', 'in_the_office')",
  },
  {
    name: 'broken glass writes',
    in: 'sections_of',
    replace: "a.kind = 'break_glass' and an_action = 'case.open'",
    by: "a.kind = 'break_glass'",
  },
  {
    name: 'broken glass reaches every action',
    in: 'reaches',
    replace: "and a.kind = 'team'",
    by: '',
  },
  {
    name: 'a consent writes',
    in: 'sections_of',
    replace: "a.kind = 'consent' and an_action = 'case.open'",
    by: "a.kind = 'consent'",
  },
  {
    name: 'sections are not narrowed to what the role may see',
    in: 'sections_of',
    replace: 'array(select unnest(a.sections) intersect select unnest(narrowed))',
    by: 'a.sections',
  },
  {
    name: 'an access opens every section of the role',
    in: 'sections_of',
    replace: 'array(select unnest(a.sections) intersect select unnest(narrowed))',
    by: 'narrowed',
  },
  {
    name: 'the recipient of a consent is ignored',
    in: 'sections_of',
    replace: 'x.member_organisation_id = me.organisation_id',
    by: 'x.member_organisation_id is not null',
  },
  {
    name: 'an assignment counts for every colleague',
    in: 'sections_of',
    replace: 'x.staff_id = me.staff_id or',
    by: 'x.staff_id is not null or',
  },
  { name: 'keys are open', sql: anyone('case_key', 'with_the_file') },
  {
    name: 'the hint grants the key',
    sql: dropWhole(
      'case_key',
      'with_the_file',
      'for select',
      'amparo_app',
      'using (case_id = (select guard.current_case()) or guard.sees(case_id))',
    ),
  },
  {
    name: 'the hint grants notes',
    sql: dropWhole(
      'note',
      'opened',
      'for select',
      'amparo_app',
      'using (case_id = (select guard.current_case()) or guard.opens(case_id, section))',
    ),
  },
  {
    name: 'what the hinted file opens is opened everywhere',
    sql: dropWhole(
      'note',
      'opened',
      'for select',
      'amparo_app',
      'using (section = any ((select guard.current_sections())::text[]) or guard.opens(case_id, section))',
    ),
  },
  {
    name: 'notes of any section with the file',
    sql: dropWhole('note', 'opened', 'for select', 'amparo_app', 'using (guard.sees(case_id))'),
  },
  {
    name: 'the timeline without a section is open',
    in: 'sections_allowed',
    replace: 'guard.sees(a_case) and exists',
    by: 'exists',
  },
  {
    name: 'partners read the timeline of colleagues',
    in: 'sections_allowed',
    replace: 'and f.organisation_id = (select guard.organisation())',
    by: '',
  },
  {
    name: 'partners see who else stands on the file',
    sql: dropWhole('case_access', 'seen_on_the_case', 'for select', 'amparo_app', 'using (guard.sees(case_id))'),
  },
  {
    name: 'partners see what others were consented',
    sql: dropWhole('consent', 'seen', 'for select', 'amparo_app', 'using (guard.sees(case_id))'),
  },
  {
    name: 'partners see referrals to others',
    sql: dropWhole('referral', 'seen_by_sender', 'for select', 'amparo_app', 'using (guard.sees(case_id))'),
  },
  {
    name: 'any partner reads any referral',
    sql: dropWhole(
      'referral',
      'seen_by_recipient',
      'for select',
      'amparo_app',
      "using (guard.may('referrals.answer'))",
    ),
  },
  {
    name: 'anyone on the file assigns',
    in: 'reaches',
    replace: 'r.action = an_action and',
    by: "r.action in (an_action, 'timeline.add') and",
  },
  {
    name: 'people open more to themselves',
    sql: dropWhole(
      'case_access',
      'team_is_assigned',
      'for insert',
      'amparo_app',
      `with check (kind = 'team' and created_by = (select guard.staff()) and organisation_id = (select guard.organisation())
        and (guard.reaches(case_id, 'team.assign') or guard.is_unassigned_of_mine(case_id)))`,
    ),
  },
  {
    name: 'an opener keeps assigning',
    in: 'is_unassigned_of_mine',
    replace: 'and not exists',
    by: 'or not exists',
  },
  {
    name: "an entry of the journal in another's name",
    sql: dropWhole(
      'journal',
      'own_deeds',
      'for insert',
      'amparo_app',
      'with check ((select guard.staff()) is not null)',
    ),
  },
  {
    name: 'an entry in any journal',
    sql: dropWhole(
      'journal',
      'own_deeds',
      'for insert',
      'amparo_app',
      'with check (actor_id = (select guard.staff()) and actor_organisation_id = (select guard.organisation()))',
    ),
  },
  {
    name: 'the journal is open to colleagues',
    sql: dropWhole(
      'journal',
      'read_by_reviewers',
      'for select',
      'amparo_app',
      'using (organisation_id = (select guard.organisation()))',
    ),
  },
  {
    name: 'a withdrawn consent is held',
    in: 'hold_consent',
    replace: 'and held.withdrawn_at is null',
    by: '',
  },
  {
    name: 'a live consent cannot be held',
    in: 'hold_consent',
    replace: 'held.consent_id is not null',
    by: 'held is not null',
  },
  {
    name: 'anyone withdraws',
    in: 'withdraw_consent',
    replace: "or not guard.reaches(found_consent.case_id, 'consents.withdraw')",
    by: '',
  },
  {
    name: 'notes are not forced behind policies',
    sql: 'alter table note disable row level security',
  },
  {
    name: 'writing follows reading',
    in: 'writes',
    replace: "'case.write'",
    by: "'case.open'",
  },
]
