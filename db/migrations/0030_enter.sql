-- Entering: who asks and what the file opens is decided once per request and written down for this transaction alone.
-- Policies read it as a row of a table, which costs a fraction of deciding anew. Without it every policy decides anew
-- through the functions, so it spares work and grants nothing.

create unlogged table entered (
  pid int primary key,
  transaction_id xid8 not null,
  staff_id uuid not null,
  organisation_id uuid not null,
  office_id uuid not null,
  roles text[] not null,
  session_id uuid not null,
  second_factor_at timestamptz,
  case_id uuid,
  opens text[] not null,
  writes text[] not null,
  marks text[] not null,
  everywhere boolean not null,
  wide_office_id uuid,
  my_cases uuid[] not null
) with (fillfactor = 50);
alter table entered enable row level security;
alter table entered force row level security;
comment on table entered is 'What guard.enter settled for the transaction each connection is in: who asks, and what the file it is about opens. Written by the guard alone; good for that transaction and no other.';
create policy kept_by_owner on entered to current_user using (true) with check (true);
create policy guard_all on entered to amparo_guard using (true) with check (true);
create policy of_this_transaction on entered for select to amparo_app
  using (pid = pg_backend_pid() and transaction_id = pg_current_xact_id_if_assigned());
grant select on entered to amparo_app;
grant select, insert, update, delete on entered to amparo_guard;

create or replace function guard.clock() returns timestamptz
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare mark timestamptz;
begin
  select latest into mark from clock_mark;
  return greatest(clock_timestamp(), mark);
end $$;

create or replace function guard.tick() returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare before timestamptz;
begin
  select latest into before from clock_mark;
  update clock_mark set latest = clock_timestamp() where latest < clock_timestamp();
  -- What connections that are gone had entered.
  delete from entered e where not exists (select from pg_stat_activity a where a.pid = e.pid);
  return before > clock_timestamp() + interval '1 minute';
end $$;

-- Without a search path of its own PostgreSQL puts it in line; it names nothing that a search path could turn.
create or replace function guard.current_case() returns uuid language sql stable as
$$ select nullif(pg_catalog.current_setting('amparo.case', true), '')::pg_catalog.uuid $$;

create function guard.settled() returns entered
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare e entered;
begin
  select * into e from entered x where x.pid = pg_backend_pid() and x.transaction_id = pg_current_xact_id_if_assigned();
  return e;
end $$;
comment on function guard.settled() is 'What this transaction entered with, or nothing.';

create or replace function guard.who(
  out staff_id uuid, out organisation_id uuid, out office_id uuid, out roles text[], out session_id uuid,
  out second_factor_at timestamptz
) returns record language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare e entered := guard.settled();
begin
  if e.staff_id is not null then
    staff_id := e.staff_id; organisation_id := e.organisation_id; office_id := e.office_id; roles := e.roles;
    session_id := e.session_id; second_factor_at := e.second_factor_at;
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
declare me record := guard.who();
begin
  return me.organisation_id;
end $$;

create or replace function guard.staff() returns uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin
  return me.staff_id;
end $$;

create or replace function guard.current_sections() returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare e entered := guard.settled();
begin
  if e.case_id = guard.current_case() then return e.opens; end if;
  return guard.sections_of(guard.current_case(), 'case.open');
end $$;

create function guard.current_writes() returns text[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare e entered := guard.settled();
begin
  if e.case_id = guard.current_case() then return e.writes; end if;
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
declare me record := guard.who();
begin
  select coalesce(bool_or(r.reach = 'all'), false), (array_agg(me.office_id) filter (where r.reach = 'in_the_office'))[1]
  into everywhere, office_id
  from access_rule r where r.action = 'case.open' and r.role = any(me.roles) and cardinality(r.sections) > 0;
end $$;

create function guard.stands_here(a_case uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare e entered := guard.settled();
begin
  -- Entered without a file, my_cases holds every file one stands on; only a request about another file asks anew.
  return e.case_id is not null and a_case = any(guard.my_case_ids());
end $$;
comment on function guard.stands_here(uuid) is 'Whether whoever asks about one file stands on this other one.';

create function guard.leave() returns void language sql volatile security definer set search_path = public, pg_temp as
$$ delete from entered where pid = pg_backend_pid() $$;
comment on function guard.leave() is 'Forgets what this connection entered with: what follows is decided anew.';

create function guard.enter(a_token text, a_case uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  moment timestamptz := guard.clock(); me record; file case_file; r record; a case_access; through text[]; reached boolean;
  wide_open text[] := '{}'; wide_write text[] := '{}'; may_open text[] := '{}'; may_write text[] := '{}';
  opened text[] := '{}'; written text[] := '{}'; live jsonb := '[]'; marks text[]; glass boolean := false; everywhere boolean := false; wide_office uuid; mine uuid[] := '{}';
begin
  perform set_config('amparo.token', a_token, true), set_config('amparo.case', coalesce(a_case::text, ''), true);
  select m.staff_id, m.organisation_id, m.office_id, m.roles, s.session_id, s.second_factor_at into me
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
  where s.token_hash = sha256(convert_to(nullif(a_token, ''), 'UTF8')) and s.ended_at is null and s.expires_at > moment and m.status = 'active';
  if not found then return null; end if;

  if a_case is not null then
    select * into file from case_file f where f.case_id = a_case;
    if file.organisation_id <> me.organisation_id then
      -- A partner holds the consent it reads on: a withdrawal is acknowledged only when no such reading is under way, and
      -- what is opened is decided after the wait.
      perform from consent c where c.case_id = a_case and c.recipient_organisation_id = me.organisation_id and c.withdrawn_at is null
        for share;
      moment := guard.clock();
    end if;
  end if;
  for r in
    select x.action, x.reach, x.sections from access_rule x
    where x.action in ('case.open', 'case.write', 'case.break_glass') and x.role = any(me.roles)
  loop
    reached := coalesce(file.organisation_id = me.organisation_id, false)
      and (r.reach = 'all' or (r.reach = 'in_the_office' and file.office_id = me.office_id));
    if r.action = 'case.break_glass' then
      glass := glass or reached or coalesce(r.reach = 'own' and file.organisation_id = me.organisation_id and file.created_by = me.staff_id, false);
    elsif r.action = 'case.open' then
      if reached then wide_open := wide_open || r.sections; end if;
      if r.reach in ('all', 'in_the_office', 'on_the_case') then may_open := may_open || r.sections; end if;
      if cardinality(r.sections) > 0 then
        everywhere := everywhere or r.reach = 'all';
        if r.reach = 'in_the_office' then wide_office := me.office_id; end if;
      end if;
    else
      if reached then wide_write := wide_write || r.sections; end if;
      if r.reach in ('all', 'in_the_office', 'on_the_case') then may_write := may_write || r.sections; end if;
    end if;
  end loop;
  if a_case is not null then
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

  -- The files one stands on; a request about one file that opens it needs no others decided beforehand.
  if a_case is null then
    mine := array(
      select x.case_id from case_access x
      where (x.staff_id = me.staff_id or x.member_organisation_id = me.organisation_id)
        and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
        and (x.kind <> 'consent' or guard.consent_is_live(x.basis))
        and case when x.kind = 'break_glass' then cardinality(x.sections) > 0 else x.sections && may_open end);
  end if;
  -- What belongs to no section is for the own team alone.
  marks := case when file.organisation_id = me.organisation_id and cardinality(opened) > 0 then opened || 'no_section'::text else opened end;
  insert into entered (pid, transaction_id, staff_id, organisation_id, office_id, roles, session_id, second_factor_at, case_id, opens,
                       writes, marks, everywhere, wide_office_id, my_cases)
  values (pg_backend_pid(), pg_current_xact_id(), me.staff_id, me.organisation_id, me.office_id, me.roles, me.session_id,
          me.second_factor_at, a_case, opened, written, marks, everywhere, wide_office, mine)
  on conflict (pid) do update set transaction_id = excluded.transaction_id, staff_id = excluded.staff_id,
    organisation_id = excluded.organisation_id, office_id = excluded.office_id, roles = excluded.roles,
    session_id = excluded.session_id, second_factor_at = excluded.second_factor_at, case_id = excluded.case_id,
    opens = excluded.opens, writes = excluded.writes, marks = excluded.marks, everywhere = excluded.everywhere,
    wide_office_id = excluded.wide_office_id, my_cases = excluded.my_cases;
  return jsonb_build_object(
    'actor', jsonb_build_object('staff_id', me.staff_id, 'organisation_id', me.organisation_id, 'office_id', me.office_id,
      'roles', me.roles, 'session_id', me.session_id, 'second_factor_at', me.second_factor_at),
    'subject', case when cardinality(opened) > 0 or glass then
      jsonb_build_object('organisation_id', file.organisation_id, 'office_id', file.office_id, 'created_by', file.created_by, 'live', live) end);
end $$;
comment on function guard.enter(text, uuid) is
  'The first statement of every request: says who asks and what may() needs to know of the file, and writes down for the policies what it settled.';

create or replace function guard.decide_anew() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare token text := nullif(current_setting('amparo.token', true), '');
begin
  delete from entered where pid = pg_backend_pid();
  if token is not null then perform guard.enter(token, guard.current_case()); end if;
  return null;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('settled', 'current_writes', 'enter', 'leave', 'stands_here') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.current_writes(), guard.enter(text, uuid), guard.leave(), guard.stands_here(uuid) to amparo_app;

-- The policies on hot paths read the row. They are short on purpose: every branch of a policy is set up anew for every
-- table of every statement, whether it is taken or not. Whoever did not enter sees nothing.
do $policies$
declare
  -- The table's own policy leaves one row to each connection, for the transaction it is in.
  e constant text := '(select e.%s from entered e)';
  org text := format(e, 'organisation_id');
  me text := format(e, 'staff_id');
  here text := format('case_id = %s', format(e, 'case_id'));
  opened text := replace(format(e, 'opens'), 'e.opens', 'cardinality(e.opens) > 0');
  with_file text := format('case when %s then %s else case_id = any ((%s)::uuid[]) or guard.sees(case_id) end', here, opened, format(e, 'my_cases'));
  t text;
begin
  execute format('alter policy opened on case_file using (
    case when %s then %s
         else (organisation_id = %s and (%s or office_id = %s)) or case_id = any ((%s)::uuid[]) or guard.stands_here(case_id) end)',
    here, opened, org, format(e, 'everywhere'), format(e, 'wide_office_id'), format(e, 'my_cases'));
  execute format('alter policy kept_by_writers on case_file using (
    case when %s then %s else cardinality(guard.sections_of(case_id, ''case.write'')) > 0 end)',
    here, replace(format(e, 'writes'), 'e.writes', 'cardinality(e.writes) > 0'));
  -- Lists read keys and teams of many files at once: there the file is asked, whose policy decides for all of them.
  execute format('alter policy with_the_file on case_key using (%s)', replace(with_file, 'guard.sees(case_id)',
    'exists (select from case_file f where f.organisation_id = case_key.organisation_id and f.case_id = case_key.case_id)'));
  execute format('alter policy seen_on_the_case on case_access using ((organisation_id = %1$s or member_organisation_id = %1$s) and %2$s)', org, replace(with_file, 'guard.sees(case_id)',
    'exists (select from case_file f where f.organisation_id = case_access.organisation_id and f.case_id = case_access.case_id)'));
  -- How someone may be reached is told to the own team, and to a partner only where a consent opens safety.
  execute format('alter policy seen on safe_contact using ((organisation_id = %s or guard.opens(case_id, ''safety'')) and %s)', org, with_file);
  foreach t in array array['plan', 'follow_up'] loop
    execute format('alter policy seen on %I using (%s)', t, with_file);
  end loop;
  foreach t in array array['note', 'assessment', 'goal', 'plan_action'] loop
    execute format('alter policy opened on %I using (case when %s then section = any ((%s)::text[]) else guard.opens(case_id, section) end)', t, here, format(e, 'opens'));
  end loop;
  execute format('alter policy written on note with check (author_id = %s and case when %s then section = any ((%s)::text[]) else guard.writes(case_id, section) end)',
    me, here, format(e, 'writes'));
  execute format('alter policy opened on timeline_entry using (
    case when %s then coalesce(section, ''no_section'') = any ((%s)::text[]) else guard.sections_allowed(case_id, section) end)',
    here, format(e, 'marks'));
  execute format('alter policy seen_by_colleagues on staff using (organisation_id = %s)', org);
  -- Whoever acts is one person of one organisation: the first line settles which, the second needs to ask no more.
  execute format('alter policy own_deeds on journal with check (actor_id = %s and actor_organisation_id = %s
    and (organisation_id = actor_organisation_id or (case_id is not null and guard.stands_on(case_id, organisation_id))))', me, org);
  execute format('alter policy own_requests on answered_request using (staff_id = %1$s and organisation_id = %2$s)
    with check (staff_id = %1$s and organisation_id = %2$s)', me, org);
end $policies$;

-- Roles are the house's own words; nothing else is ever taken for one.
alter table staff add constraint known_roles check (roles <@ array['director', 'coordinator', 'reference_worker', 'psychologist',
  'lawyer', 'job_counsellor', 'trainer', 'intake', 'administrator', 'partner_worker']);

create index consent_of_recipient on consent (recipient_organisation_id, case_id) where withdrawn_at is null;
