-- Entering: who asks and what the file opens is decided once per request and carried through the transaction as a pass
-- that only the guard can make. Without a valid pass every function decides anew, so the pass spares work and grants nothing.

create table pass_secret (
  only_one boolean primary key default true check (only_one),
  secret bytea not null default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
);
alter table pass_secret enable row level security;
alter table pass_secret force row level security;
comment on table pass_secret is 'What passes are marked with. Read by the guard alone; a new one only makes running requests decide anew.';
create policy kept_by_owner on pass_secret to current_user using (true) with check (true);
create policy guard_reads on pass_secret for select to amparo_guard using (true);
grant select on pass_secret to amparo_guard;
insert into pass_secret default values;

create or replace function guard.clock() returns timestamptz
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare mark timestamptz;
begin
  select latest into mark from clock_mark;
  return greatest(clock_timestamp(), mark);
end $$;

-- Without a search path of its own PostgreSQL puts it in line; it names nothing that a search path could turn.
create or replace function guard.current_case() returns uuid language sql stable as
$$ select nullif(pg_catalog.current_setting('amparo.case', true), '')::pg_catalog.uuid $$;

create function guard.mark_of(a_text text) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare s bytea;
begin
  select secret into s from pass_secret;
  return encode(sha256(s || sha256(s || convert_to(a_text, 'UTF8'))), 'hex');
end $$;
comment on function guard.mark_of(text) is 'The mark of a pass; nobody but the guard may ask for one.';

create function guard.passed() returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare given text := current_setting('amparo.pass', true); body text; parts text[]; s bytea;
begin
  if given is null or given = '' then return null; end if;
  body := substr(given, 65);
  parts := string_to_array(body, '|');
  -- A pass is good for this connection, this transaction and this token, and for nothing else.
  if parts[1] <> pg_backend_pid()::text or parts[2] <> extract(epoch from transaction_timestamp())::text
     or parts[3] <> current_setting('amparo.token', true) then
    return null;
  end if;
  select secret into s from pass_secret;
  if left(given, 64) <> encode(sha256(s || sha256(s || convert_to(body, 'UTF8'))), 'hex') then return null; end if;
  return parts;
end $$;
comment on function guard.passed() is 'The parts of this transaction''s pass, or null: connection, moment, token, staff, organisation, office, roles, session, second factor, file, what it opens, what may be written, whether every file is in reach, or those of which office.';

create or replace function guard.who(
  out staff_id uuid, out organisation_id uuid, out office_id uuid, out roles text[], out session_id uuid,
  out second_factor_at timestamptz
) returns record language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare parts text[] := guard.passed();
begin
  if parts is not null then
    staff_id := parts[4]; organisation_id := parts[5]; office_id := parts[6]; roles := string_to_array(parts[7], ',');
    session_id := parts[8]; second_factor_at := nullif(parts[9], '')::timestamptz;
    return;
  end if;
  select m.staff_id, m.organisation_id, m.office_id, m.roles, s.session_id, s.second_factor_at
  into staff_id, organisation_id, office_id, roles, session_id, second_factor_at
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
  where s.token_hash = sha256(convert_to(nullif(current_setting('amparo.token', true), ''), 'UTF8'))
    and s.ended_at is null and s.expires_at > guard.clock() and m.status = 'active';
end $$;

-- The moment is read once per decision, not once per row.
create or replace function guard.sections_of(a_case uuid, an_action text) returns text[]
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me record := guard.who(); moment timestamptz := guard.clock(); f_organisation uuid; f_office uuid; wide text[] := '{}'; narrowed text[] := '{}'; opened text[] := '{}'; r access_rule; a case_access;
begin
  if me.staff_id is null then return opened; end if;
  select f.organisation_id, f.office_id into f_organisation, f_office from case_file f where f.case_id = a_case;
  for r in select * from access_rule x where x.action = an_action and x.role = any(me.roles) loop
    if f_organisation = me.organisation_id and (r.reach = 'all' or (r.reach = 'in_the_office' and f_office = me.office_id)) then
      wide := wide || r.sections;
    end if;
    if r.reach in ('all', 'in_the_office', 'on_the_case') then narrowed := narrowed || r.sections; end if;
  end loop;
  for a in
    select x.* from case_access x
    where x.case_id = a_case and (x.staff_id = me.staff_id or x.member_organisation_id = me.organisation_id)
      and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
      and (x.kind <> 'consent' or guard.consent_is_live(x.basis))
  loop
    if a.kind = 'team' or (a.kind = 'consent' and an_action = 'case.open') then
      opened := opened || array(select unnest(a.sections) intersect select unnest(narrowed));
    elsif a.kind = 'break_glass' and an_action = 'case.open' then
      opened := opened || a.sections;
    end if;
  end loop;
  return opened || wide;
end $$;

create or replace function guard.my_case_ids() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me record := guard.who(); moment timestamptz := guard.clock(); narrowed text[];
begin
  if me.staff_id is null then return '{}'; end if;
  narrowed := array(select unnest(r.sections) from access_rule r
    where r.action = 'case.open' and r.role = any(me.roles) and r.reach in ('all', 'in_the_office', 'on_the_case'));
  return array(
    select a.case_id from case_access a
    where (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
      and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
      and (a.kind <> 'consent' or guard.consent_is_live(a.basis))
      and case when a.kind = 'break_glass' then cardinality(a.sections) > 0 else a.sections && narrowed end);
end $$;

create or replace function guard.organisation() returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare parts text[] := guard.passed(); me record;
begin
  if parts is not null then return parts[5]::uuid; end if;
  me := guard.who();
  return me.organisation_id;
end $$;

create or replace function guard.staff() returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare parts text[] := guard.passed(); me record;
begin
  if parts is not null then return parts[4]::uuid; end if;
  me := guard.who();
  return me.staff_id;
end $$;

create or replace function guard.current_sections() returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare parts text[] := guard.passed();
begin
  if parts is not null and parts[10] = current_setting('amparo.case', true) then return string_to_array(parts[11], ','); end if;
  return guard.sections_of(guard.current_case(), 'case.open');
end $$;

create function guard.current_writes() returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare parts text[] := guard.passed();
begin
  if parts is not null and parts[10] = current_setting('amparo.case', true) then return string_to_array(parts[12], ','); end if;
  return guard.sections_of(guard.current_case(), 'case.write');
end $$;
comment on function guard.current_writes() is 'The sections of the hinted file whoever asks may write in, decided once per request.';

create or replace function guard.writes(a_case uuid, a_section text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if a_case = guard.current_case() then return a_section = any(guard.current_writes()); end if;
  return a_section = any(guard.sections_of(a_case, 'case.write'));
end $$;

create or replace function guard.opens(a_case uuid, a_section text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if a_case = guard.current_case() then return a_section = any(guard.current_sections()); end if;
  return a_section = any(guard.sections_of(a_case, 'case.open'));
end $$;

create or replace function guard.sees(a_case uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if a_case = guard.current_case() then return cardinality(guard.current_sections()) > 0; end if;
  return cardinality(guard.sections_of(a_case, 'case.open')) > 0;
end $$;

create or replace function guard.wide_office(out everywhere boolean, out office_id uuid) returns record
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare parts text[] := guard.passed(); me record;
begin
  if parts is not null and parts[13] <> '' then
    everywhere := parts[13]::boolean; office_id := nullif(parts[14], '')::uuid;
    return;
  end if;
  me := guard.who();
  select coalesce(bool_or(r.reach = 'all'), false), (array_agg(me.office_id) filter (where r.reach = 'in_the_office'))[1]
  into everywhere, office_id
  from access_rule r where r.action = 'case.open' and r.role = any(me.roles) and cardinality(r.sections) > 0;
end $$;

create index consent_of_recipient on consent (recipient_organisation_id, case_id) where withdrawn_at is null;

create function guard.enter(a_token text, a_case uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  moment timestamptz := guard.clock(); me record; file case_file; r record; a case_access; through text[]; reached boolean; body text;
  wide_open text[] := '{}'; wide_write text[] := '{}'; may_open text[] := '{}'; may_write text[] := '{}';
  opened text[] := '{}'; written text[] := '{}'; live jsonb := '[]'; glass boolean := false; everywhere text := ''; wide_office text := '';
begin
  perform set_config('amparo.token', a_token, true), set_config('amparo.case', coalesce(a_case::text, ''), true),
          set_config('amparo.pass', '', true);
  select m.staff_id, m.organisation_id, m.office_id, m.roles, s.session_id, s.second_factor_at into me
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
  where s.token_hash = sha256(convert_to(nullif(a_token, ''), 'UTF8')) and s.ended_at is null and s.expires_at > moment and m.status = 'active';
  if not found then return null; end if;

  if a_case is null then
    select w.everywhere::text, coalesce(w.office_id::text, '') into everywhere, wide_office from guard.wide_office() w;
  else
    select * into file from case_file f where f.case_id = a_case;
    if file.organisation_id <> me.organisation_id then
      -- A partner holds the consent it reads on: a withdrawal is acknowledged only when no such reading is under way, and
      -- what is opened is decided after the wait.
      perform from consent c where c.case_id = a_case and c.recipient_organisation_id = me.organisation_id and c.withdrawn_at is null
        for share;
      moment := guard.clock();
    end if;
    for r in
      select x.action, x.reach, x.sections from access_rule x
      where x.action in ('case.open', 'case.write', 'case.break_glass') and x.role = any(me.roles)
    loop
      reached := file.organisation_id = me.organisation_id
        and (r.reach = 'all' or (r.reach = 'in_the_office' and file.office_id = me.office_id));
      if r.action = 'case.break_glass' then
        glass := glass or reached or (r.reach = 'own' and file.organisation_id = me.organisation_id and file.created_by = me.staff_id);
      elsif r.action = 'case.open' then
        if reached then wide_open := wide_open || r.sections; end if;
        if r.reach in ('all', 'in_the_office', 'on_the_case') then may_open := may_open || r.sections; end if;
      else
        if reached then wide_write := wide_write || r.sections; end if;
        if r.reach in ('all', 'in_the_office', 'on_the_case') then may_write := may_write || r.sections; end if;
      end if;
    end loop;
    for a in
      select x.* from case_access x
      where x.case_id = a_case and (x.staff_id = me.staff_id or x.member_organisation_id = me.organisation_id)
        and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
        and (x.kind <> 'consent' or guard.consent_is_live(x.basis))
    loop
      live := live || jsonb_build_object('kind', a.kind, 'access_id', a.access_id, 'basis', a.basis, 'sections', a.sections);
      if a.kind = 'break_glass' or a.sections <@ may_open then
        through := a.sections;
      else
        through := array(select unnest(a.sections) intersect select unnest(may_open));
      end if;
      opened := opened || through;
      if a.kind = 'team' then
        if a.sections <@ may_write then through := a.sections;
        else through := array(select unnest(a.sections) intersect select unnest(may_write)); end if;
        written := written || through;
      end if;
    end loop;
    opened := opened || wide_open;
    written := written || wide_write;
  end if;

  body := concat_ws('|', pg_backend_pid(), extract(epoch from transaction_timestamp()), a_token, me.staff_id, me.organisation_id,
                    me.office_id, array_to_string(me.roles, ','), me.session_id, coalesce(me.second_factor_at::text, ''),
                    coalesce(a_case::text, ''), array_to_string(opened, ','), array_to_string(written, ','),
                    everywhere, wide_office);
  perform set_config('amparo.pass', guard.mark_of(body) || body, true);
  return jsonb_build_object(
    'actor', jsonb_build_object('staff_id', me.staff_id, 'organisation_id', me.organisation_id, 'office_id', me.office_id,
      'roles', me.roles, 'session_id', me.session_id, 'second_factor_at', me.second_factor_at),
    'subject', case when cardinality(opened) > 0 or glass then
      jsonb_build_object('organisation_id', file.organisation_id, 'office_id', file.office_id, 'created_by', file.created_by, 'live', live) end);
end $$;
comment on function guard.enter(text, uuid) is
  'The first statement of every request: says who asks and what may() needs to know of the file, and writes the pass the policies read.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('mark_of', 'passed', 'current_writes', 'enter') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.current_writes(), guard.enter(text, uuid) to amparo_app;

-- What is seen with the file is asked of the file, whose policy decides for a whole list at once.
alter policy opened on case_file using (
  case when case_id = (select guard.current_case()) then cardinality((select guard.current_sections())) > 0
       else (organisation_id = (select guard.organisation())
             and ((select everywhere from guard.wide_office()) or office_id = (select o.office_id from guard.wide_office() o)))
            or case_id = any ((select guard.my_case_ids())::uuid[]) end
);
alter policy with_the_file on case_key using (
  case when case_id = (select guard.current_case()) then cardinality((select guard.current_sections())) > 0
       else exists (select from case_file f where f.organisation_id = case_key.organisation_id and f.case_id = case_key.case_id) end
);
alter policy seen_on_the_case on case_access using (
  (organisation_id = (select guard.organisation()) or member_organisation_id = (select guard.organisation()))
  and case when case_id = (select guard.current_case()) then cardinality((select guard.current_sections())) > 0
           else exists (select from case_file f where f.organisation_id = case_access.organisation_id and f.case_id = case_access.case_id) end
);
do $$
declare t text;
begin
  foreach t in array array['safe_contact', 'plan', 'follow_up'] loop
    execute format('alter policy seen on %1$I using (
      case when case_id = (select guard.current_case()) then cardinality((select guard.current_sections())) > 0
           else exists (select from case_file f where f.organisation_id = %1$I.organisation_id and f.case_id = %1$I.case_id) end)', t);
  end loop;
end $$;

-- The parts of a pass are joined by signs that no role may carry.
alter table staff add constraint known_roles check (roles <@ array['director', 'coordinator', 'reference_worker', 'psychologist',
  'lawyer', 'job_counsellor', 'trainer', 'intake', 'administrator', 'partner_worker']);

-- How she may be reached is told to her own team, and to a partner only where a consent opens her safety.
alter policy seen on safe_contact using (
  (organisation_id = (select guard.organisation()) or guard.opens(case_id, 'safety'))
  and case when case_id = (select guard.current_case()) then cardinality((select guard.current_sections())) > 0
           else exists (select from case_file f where f.organisation_id = safe_contact.organisation_id and f.case_id = safe_contact.case_id) end
);

create function guard.current_marks() returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare parts text[] := guard.passed(); a_case uuid; opened text[]; own boolean;
begin
  if parts is not null and parts[10] = current_setting('amparo.case', true) then
    if parts[11] = '' then return '{}'; end if;
    a_case := parts[10]::uuid;
    opened := string_to_array(parts[11], ',');
    own := exists (select from case_file f where f.case_id = a_case and f.organisation_id = parts[5]::uuid);
  else
    a_case := guard.current_case();
    opened := guard.sections_of(a_case, 'case.open');
    own := exists (select from case_file f where f.case_id = a_case and f.organisation_id = guard.organisation());
  end if;
  -- What belongs to no section is for the own team alone.
  return case when own and cardinality(opened) > 0 then opened || 'no_section'::text else opened end;
end $$;
comment on function guard.current_marks() is 'The sections of the hinted file open to whoever asks, and no_section for its own team: what a timeline row must carry to be seen.';
alter function guard.current_marks() owner to amparo_guard;
revoke all on function guard.current_marks() from public;
grant execute on function guard.current_marks() to amparo_app;

alter policy opened on timeline_entry using (
  case when case_id = (select guard.current_case()) then coalesce(section, 'no_section') = any ((select guard.current_marks())::text[])
       else guard.sections_allowed(case_id, section) end
);

-- Whoever acts is one person of one organisation: the first line settles which, the second needs to ask no more.
alter policy own_deeds on journal with check (
  actor_id = (select guard.staff()) and actor_organisation_id = (select guard.organisation())
  and (organisation_id = actor_organisation_id or (case_id is not null and guard.stands_on(case_id, organisation_id)))
);
