-- What happens most happens in one statement: enter, decide, read or write, and journal, for the files of one's own
-- organisation. What is read is what the policies of 0030 would let through; the same random worlds hold both against
-- the decision. Partners, refusals and everything else take the ordinary way.

do $$
declare t text;
begin
  foreach t in array array['case_key', 'safe_contact', 'timeline_entry', 'organisation', 'note'] loop
    execute format('grant select on %I to amparo_guard', t);
    if not exists (select from pg_policy p where p.polrelid = t::regclass and p.polcmd in ('r', '*') and 'amparo_guard'::regrole = any(p.polroles)) then
      execute format('create policy read_at_once on %I for select to amparo_guard using (true)', t);
    end if;
  end loop;
end $$;

-- An organisation is never deleted; asking for it again with every entry would only make all writers meet at its row.
alter table journal drop constraint if exists journal_organisation_id_fkey;
alter table answered_request drop constraint if exists answered_request_organisation_id_fkey;

-- Whoever does something is present. The session row is read anyway when a request begins, so nothing more is asked of
-- every journal entry; it is still written at most once a minute.
drop trigger if exists keeps_session_awake on journal;
drop function if exists guard.touch_session();
create or replace function guard.wake(a_session uuid, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update session set seen_at = moment, expires_at = greatest(expires_at, least(made_at + interval '12 hours', moment + interval '30 minutes'))
  where session_id = a_session and ended_at is null and seen_at < moment - interval '1 minute';
end $$;
comment on function guard.wake(uuid, timestamptz) is 'Keeps the session of whoever does something awake.';

do $enter$
declare body text := pg_get_functiondef('guard.enter(text, uuid)'::regprocedure);
begin
  body := replace(body, 's.session_id, s.second_factor_at into me', 's.session_id, s.second_factor_at, s.seen_at into me');
  body := replace(body, 'if not found then return null; end if;', 'if not found then return null; end if;
  if me.seen_at < moment - interval ''1 minute'' then perform guard.wake(me.session_id, moment); end if;');
  execute body;
end $enter$;

create or replace function guard.open_file(a_token text, a_case uuid, an_entry uuid, many int) returns json
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  me record; r record; a record; f case_file; moment timestamptz; through text[]; basis text; keys json; team json; timeline json; contact json;
  may_open text[] := '{}'; wide_open text[] := '{}'; wide_basis text; opened text[] := '{}'; live jsonb := '[]';
begin
  select s.session_id, s.second_factor_at, s.seen_at, s.ended_at, s.expires_at, m.staff_id, m.organisation_id, m.office_id, m.roles, m.status,
         greatest(clock_timestamp(), c.latest) as moment into me
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id cross join clock_mark c
  where s.token_hash = sha256(convert_to(nullif(a_token, ''), 'UTF8'));
  moment := me.moment;
  if not found or me.ended_at is not null or me.expires_at <= moment or me.status <> 'active' then return null; end if;
  if me.seen_at < moment - interval '1 minute' then perform guard.wake(me.session_id, moment); end if;
  select * into f from case_file x where x.organisation_id = me.organisation_id and x.case_id = a_case;
  if not found then return null; end if;

  for r in
    select x.reach, x.sections from access_rule x where x.action = 'case.open' and x.role = any(me.roles) order by array_position(me.roles, x.role)
  loop
    if r.reach in ('all', 'in_the_office', 'on_the_case') then may_open := may_open || r.sections; end if;
    if r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id) then
      if cardinality(r.sections) > 0 then wide_basis := coalesce(wide_basis, r.reach); end if;
      wide_open := wide_open || r.sections;
    end if;
  end loop;
  for a in
    select x.kind, x.access_id, x.basis, x.sections from case_access x
    where x.staff_id = me.staff_id and x.case_id = a_case and x.organisation_id = me.organisation_id
      and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
  loop
    live := live || jsonb_build_object('kind', a.kind, 'access_id', a.access_id, 'basis', a.basis, 'sections', a.sections);
    if a.kind = 'break_glass' or a.sections <@ may_open then through := a.sections;
    else through := array(select unnest(a.sections) intersect select unnest(may_open)); end if;
    if cardinality(through) > 0 then basis := coalesce(basis, a.kind || ':' || coalesce(a.basis, a.access_id)); end if;
    opened := opened || through;
  end loop;
  opened := opened || wide_open;
  if cardinality(opened) = 0 then return null; end if;
  basis := coalesce(basis, wide_basis);

  select json_agg(json_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64')) order by k.version desc) into keys
  from case_key k where k.organisation_id = f.organisation_id and k.case_id = a_case;
  select json_agg(json_build_object('access_id', x.access_id, 'kind', x.kind, 'staff_id', x.staff_id,
    'organisation_id', x.member_organisation_id, 'function', x.function, 'sections', x.sections,
    'until_at', x.until_at, 'name', coalesce(s.name, o.name, '')) order by x.function, x.from_at) into team
  from case_access x
  left join staff s on s.organisation_id = x.organisation_id and s.staff_id = x.staff_id
  left join organisation o on o.organisation_id = x.member_organisation_id
  where x.organisation_id = f.organisation_id and x.case_id = a_case and x.ended_at is null and (x.until_at is null or x.until_at > moment);
  select json_build_object('sealed', encode(c.sealed, 'base64'), 'version', c.version) into contact
  from safe_contact c where c.organisation_id = f.organisation_id and c.case_id = a_case;
  select json_agg(e) into timeline from (
    select t.entry_id, t.at, t.kind, t.section, t.actor_id, t.ref_id, t.codes from timeline_entry t
    where t.organisation_id = f.organisation_id and t.case_id = a_case and (t.section is null or t.section = any(opened))
    order by t.at desc, t.entry_id desc limit many) e;

  insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, case_id, basis, sections)
  values (f.organisation_id, an_entry, moment, me.staff_id, me.organisation_id, me.session_id, 'case.open', a_case, basis, opened);

  return json_build_object(
    'actor', json_build_object('staff_id', me.staff_id, 'organisation_id', me.organisation_id, 'office_id', me.office_id,
      'roles', me.roles, 'session_id', me.session_id, 'second_factor_at', me.second_factor_at),
    'subject', json_build_object('organisation_id', f.organisation_id, 'office_id', f.office_id, 'created_by', f.created_by, 'live', live),
    'basis', basis,
    'row', json_build_object('organisation_id', f.organisation_id, 'case_id', f.case_id, 'office_id', f.office_id, 'reference', f.reference, 'stage', f.stage,
      'status', f.status, 'opened_on', f.opened_on, 'closed_on', f.closed_on, 'next_due_on', f.next_due_on, 'version', f.version,
      'sealed_card', encode(f.sealed_card, 'base64'), 'keys', keys, 'team', team, 'contact', contact, 'timeline', timeline));
end $$;
comment on function guard.open_file(text, uuid, uuid, int) is
  'Opens a file of one''s own organisation: decides, reads what that opens and writes the journal entry. Nothing for whoever may not, or comes from elsewhere.';

create or replace function guard.list_files(a_token text, an_entry uuid, a_status text, a_stage text, only_mine boolean,
  before_at timestamptz, before_case uuid, many int) returns json
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  me record; r record; moment timestamptz; widest int := 0; in_office boolean := false; may_open text[] := '{}';
  page uuid[]; listed json;
begin
  select s.session_id, s.second_factor_at, s.seen_at, s.ended_at, s.expires_at, m.staff_id, m.organisation_id, m.office_id, m.roles, m.status,
         greatest(clock_timestamp(), c.latest) as moment into me
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id cross join clock_mark c
  where s.token_hash = sha256(convert_to(nullif(a_token, ''), 'UTF8'));
  moment := me.moment;
  if not found or me.ended_at is not null or me.expires_at <= moment or me.status <> 'active' then return null; end if;
  if me.seen_at < moment - interval '1 minute' then perform guard.wake(me.session_id, moment); end if;
  -- What a consent opened to the whole organisation, the ordinary way lists.
  if exists (select from case_access x where x.member_organisation_id = me.organisation_id and x.ended_at is null) then return null; end if;

  for r in select x.action, x.reach, x.sections from access_rule x where x.action in ('case.list', 'case.open') and x.role = any(me.roles) loop
    if r.action = 'case.list' then
      widest := greatest(widest, case r.reach when 'all' then 3 when 'in_the_office' then 2 when 'on_the_case' then 1 else 0 end);
    elsif cardinality(r.sections) > 0 then
      in_office := in_office or r.reach = 'in_the_office';
      if r.reach in ('all', 'in_the_office', 'on_the_case') then may_open := may_open || r.sections; end if;
    end if;
  end loop;
  if widest = 0 then return null; end if;

  if only_mine or widest = 1 then
    page := array(
      select f.case_id from case_access x
      join case_file f on f.organisation_id = x.organisation_id and f.case_id = x.case_id
      where x.staff_id = me.staff_id and x.organisation_id = me.organisation_id
        and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
        and case when x.kind = 'break_glass' then cardinality(x.sections) > 0 else x.sections && may_open end
        and f.status = a_status and (a_stage is null or f.stage = a_stage)
        and (before_at is null or (f.last_activity_at, f.case_id) < (before_at, before_case))
      group by f.last_activity_at, f.case_id order by f.last_activity_at desc, f.case_id desc limit many);
  elsif widest = 2 and in_office then
    page := array(
      select f.case_id from case_file f
      where f.organisation_id = me.organisation_id and f.office_id = me.office_id and f.status = a_status and (a_stage is null or f.stage = a_stage)
        and (before_at is null or (f.last_activity_at, f.case_id) < (before_at, before_case))
      order by f.last_activity_at desc, f.case_id desc limit many);
  else
    return null;
  end if;

  select json_agg(json_build_object('organisation_id', f.organisation_id, 'case_id', f.case_id, 'reference', f.reference, 'stage', f.stage,
    'status', f.status, 'opened_on', f.opened_on, 'last_activity_at', f.last_activity_at, 'next_due_on', f.next_due_on,
    'sealed_card', encode(f.sealed_card, 'base64'), 'key_version', k.version, 'wrapped', encode(k.wrapped, 'base64'),
    'reference_worker', (select s.name from case_access x join staff s on s.organisation_id = x.organisation_id and s.staff_id = x.staff_id
       where x.organisation_id = f.organisation_id and x.case_id = f.case_id and x.function = 'reference_worker' and x.ended_at is null limit 1)
    ) order by p.place) into listed
  from unnest(page) with ordinality p(case_id, place)
  join case_file f on f.organisation_id = me.organisation_id and f.case_id = p.case_id
  cross join lateral (select k.version, k.wrapped from case_key k
    where k.organisation_id = f.organisation_id and k.case_id = f.case_id order by k.version desc limit 1) k;

  insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, basis, sections)
  values (me.organisation_id, an_entry, moment, me.staff_id, me.organisation_id, me.session_id, 'case.list',
    (array['on_the_case', 'in_the_office', 'all'])[widest], '{}');
  return json_build_object(
    'actor', json_build_object('staff_id', me.staff_id, 'organisation_id', me.organisation_id, 'office_id', me.office_id,
      'roles', me.roles, 'session_id', me.session_id, 'second_factor_at', me.second_factor_at),
    'basis', (array['on_the_case', 'in_the_office', 'all'])[widest], 'row', coalesce(listed, '[]'));
end $$;
comment on function guard.list_files(text, uuid, text, text, boolean, timestamptz, uuid, int) is
  'One page of the files one works on or of one''s office, latest activity first, with what each row shows. Nothing for whoever may not, or needs the ordinary way.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname in ('open_file', 'list_files', 'wake') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    if f <> 'guard.wake(uuid, timestamptz)'::regprocedure then execute format('grant execute on function %s to amparo_app', f); end if;
  end loop;
end $$;
