-- The file and who may open it. Every later table about a person stands on guard.sections_of and its kin.

create table organisation_key (
  organisation_id uuid not null references organisation,
  version int not null,
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (organisation_id, version)
);
alter table organisation_key enable row level security;
alter table organisation_key force row level security;
comment on table organisation_key is 'Organisation keys, wrapped by the root key, which never lies in the database.';

create table intake_key (
  organisation_id uuid not null references organisation,
  version int not null,
  public_key bytea not null,
  wrapped_private bytea not null,
  made_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (organisation_id, version)
);
alter table intake_key enable row level security;
alter table intake_key force row level security;
comment on table intake_key is 'Where anonymous reports and referral summaries are sealed to; the private half is wrapped by the organisation key.';

create table case_file (
  organisation_id uuid not null references organisation,
  case_id uuid not null,
  office_id uuid not null,
  reference text not null,
  stage text not null default 'first_contact',
  status text not null default 'open' check (status in ('open', 'closed')),
  opened_on date not null,
  closed_on date,
  last_activity_at timestamptz not null default now(),
  next_due_on date,
  created_by uuid not null,
  sealed_card bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id),
  unique (case_id),
  unique (organisation_id, reference),
  foreign key (organisation_id, office_id) references office
);
create index case_by_activity on case_file (organisation_id, status, last_activity_at desc, case_id);
create index case_by_due on case_file (organisation_id, status, next_due_on, case_id) where next_due_on is not null;
create index case_by_opening on case_file (organisation_id, status, opened_on desc, case_id);
create index case_by_stage on case_file (organisation_id, stage, status, last_activity_at desc, case_id);
create index case_of_office on case_file (organisation_id, office_id, status, last_activity_at desc, case_id);
alter table case_file enable row level security;
alter table case_file force row level security;
comment on table case_file is 'One person''s accompaniment. Codes and dates are clear for counting; the card (alias, languages, country, birth year) is sealed.';

create table case_key (
  organisation_id uuid not null,
  case_id uuid not null,
  version int not null,
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  primary key (organisation_id, case_id, version),
  foreign key (organisation_id, case_id) references case_file
);
alter table case_key enable row level security;
alter table case_key force row level security;
comment on table case_key is 'The key of one file, wrapped by its organisation''s key. Deleting these rows erases what the file sealed.';

create table case_access (
  organisation_id uuid not null,
  case_id uuid not null,
  access_id uuid not null,
  kind text not null check (kind in ('team', 'consent', 'break_glass')),
  staff_id uuid,
  member_organisation_id uuid references organisation,
  function text not null default 'team_member',
  sections text[] not null,
  basis uuid,
  from_at timestamptz not null default now(),
  until_at timestamptz,
  ended_at timestamptz,
  created_by uuid not null,
  primary key (organisation_id, case_id, access_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((kind = 'consent') = (member_organisation_id is not null)),
  check ((kind = 'consent') = (staff_id is null)),
  check ((kind = 'team') or basis is not null),
  check (kind <> 'break_glass' or until_at is not null)
);
create index case_access_of_staff on case_access (staff_id, case_id) where ended_at is null;
create index case_access_of_member on case_access (member_organisation_id, case_id) where ended_at is null;
create unique index one_reference_worker on case_access (organisation_id, case_id) where function = 'reference_worker' and ended_at is null;
alter table case_access enable row level security;
alter table case_access force row level security;
comment on table case_access is 'Who may open which sections of a file, until when, and on what basis: team, consent or break-glass.';

create policy guard_reads on case_file for select to amparo_guard using (true);
create policy guard_all on case_access to amparo_guard using (true) with check (true);
grant select on case_file to amparo_guard;
grant select, insert, update (ended_at, until_at) on case_access to amparo_guard;

-- In PL/pgSQL because the table of consents comes later.
create function guard.consent_is_live(a_consent uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare today date := (guard.clock() at time zone 'UTC')::date;
begin
  return exists (select from consent c where c.consent_id = a_consent and c.withdrawn_at is null
                 and c.starts_on <= today and c.ends_on > today);
end $$;
comment on function guard.consent_is_live(uuid) is 'Whether a consent stands today: begun, not over, not withdrawn. Asked at every read that leans on one.';

create function guard.live_access(a_case uuid) returns setof case_access
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare found_access case_access; me record := guard.who();
begin
  for found_access in
    select a.* from case_access a
    where a.case_id = a_case and (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
      and a.ended_at is null and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())
      and (a.kind <> 'consent' or guard.consent_is_live(a.basis))
  loop
    return next found_access;
  end loop;
end $$;
comment on function guard.live_access(uuid) is 'The live assignments, consents and break-glass openings through which whoever asks stands on a file.';

create function guard.sections_of(a_case uuid, an_action text) returns text[]
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me record := guard.who(); f_organisation uuid; f_office uuid; wide text[] := '{}'; narrowed text[] := '{}'; opened text[] := '{}'; r access_rule; a case_access;
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
      and x.ended_at is null and x.from_at <= guard.clock() and (x.until_at is null or x.until_at > guard.clock())
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
comment on function guard.sections_of(uuid, text) is
  'The sections of a file an action opens to whoever asks: by the reach of their roles, and by live access narrowed to what their roles may see.';

create function guard.my_case_ids() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me record := guard.who(); narrowed text[];
begin
  if me.staff_id is null then return '{}'; end if;
  narrowed := array(select unnest(r.sections) from access_rule r
    where r.action = 'case.open' and r.role = any(me.roles) and r.reach in ('all', 'in_the_office', 'on_the_case'));
  return array(
    select a.case_id from case_access a
    where (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
      and a.ended_at is null and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())
      and (a.kind <> 'consent' or guard.consent_is_live(a.basis))
      and case when a.kind = 'break_glass' then cardinality(a.sections) > 0 else a.sections && narrowed end);
end $$;
comment on function guard.my_case_ids() is 'The files whoever asks stands on by team, consent or break-glass; the set is computed once per query.';

create function guard.wide_office(out everywhere boolean, out office_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(bool_or(r.reach = 'all'), false), (array_agg(me.office_id) filter (where r.reach = 'in_the_office'))[1]
  from guard.actor() me join access_rule r on r.action = 'case.open' and r.role = any(me.roles) and cardinality(r.sections) > 0
$$;
comment on function guard.wide_office() is 'Whether whoever asks may open every file of their organisation, or those of one office.';

create function guard.current_case() returns uuid language sql stable set search_path = public, pg_temp as
$$ select nullif(current_setting('amparo.case', true), '')::uuid $$;
comment on function guard.current_case() is 'The file this request says it is about: a hint that spares work, never a right.';

create function guard.current_sections() returns text[] language plpgsql stable security definer set search_path = public, pg_temp as
$$
begin return (select guard.sections_of(guard.current_case(), 'case.open')); end $$;
comment on function guard.current_sections() is 'What the hinted file opens to whoever asks, decided once per query.';

create function guard.opens(a_case uuid, a_section text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as
$$
begin return (select a_section = any(guard.sections_of(a_case, 'case.open'))); end $$;
comment on function guard.opens(uuid, text) is 'Whether whoever asks may read a section of a file.';

create function guard.sees(a_case uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as
$$
begin return (select cardinality(guard.sections_of(a_case, 'case.open')) > 0); end $$;
comment on function guard.sees(uuid) is 'Whether whoever asks may open any section of a file, and so its card.';

create function guard.writes(a_case uuid, a_section text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as
$$
begin return (select a_section = any(guard.sections_of(a_case, 'case.write'))); end $$;
comment on function guard.writes(uuid, text) is 'Whether whoever asks may write in a section of a file.';

create function guard.reaches(a_case uuid, an_action text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me record := guard.who();
begin
  return exists (
    select from access_rule r join case_file f on f.case_id = a_case
    where r.action = an_action and r.role = any(me.roles)
      and ((r.reach = 'all' and f.organisation_id = me.organisation_id)
        or (r.reach = 'in_the_office' and f.organisation_id = me.organisation_id and f.office_id = me.office_id)
        or (r.reach = 'own' and f.organisation_id = me.organisation_id and f.created_by = me.staff_id)
        or (r.reach in ('all', 'in_the_office', 'on_the_case')
            and exists (select from case_access a
                        where a.case_id = a_case and a.staff_id = me.staff_id and a.kind = 'team' and a.ended_at is null
                          and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())))));
end $$;
comment on function guard.reaches(uuid, text) is 'Whether an action of whoever asks reaches this file. Break-glass and consents read; they reach nothing else.';

create function guard.is_unassigned_of_mine(a_case uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
  select exists (select from case_file f where f.case_id = a_case and f.created_by = (select guard.staff()))
     and not exists (select from case_access a where a.case_id = a_case)
  );
end $$;
comment on function guard.is_unassigned_of_mine(uuid) is 'A file just opened by whoever asks, on which nobody stands yet: its opener may assign the first team.';

create function guard.subject_of(a_case uuid) returns table (organisation_id uuid, office_id uuid, created_by uuid, live jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query 
  select f.organisation_id, f.office_id, f.created_by,
    coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'access_id', a.access_id, 'basis', a.basis, 'sections', a.sections))
              from guard.live_access(a_case) a), '[]')
  from case_file f
  where f.case_id = a_case and (guard.sees(a_case) or guard.reaches(a_case, 'case.break_glass'))
  ;
end $$;
comment on function guard.subject_of(uuid) is 'What may() needs to know of a file, given only to whoever may open it or may break its glass.';

create policy opened on case_file for select to amparo_app using (
  case_id = any ((select guard.my_case_ids())::uuid[])
  or (organisation_id = (select guard.organisation())
      and ((select everywhere from guard.wide_office()) or office_id = (select o.office_id from guard.wide_office() o)))
);
create policy made_by_own_staff on case_file for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and created_by = (select guard.staff()) and guard.may('case.create')
);
create policy kept_by_writers on case_file for update to amparo_app
  using (cardinality(guard.sections_of(case_id, 'case.write')) > 0)
  with check (organisation_id = (select guard.organisation()));
grant select, insert on case_file to amparo_app;
grant update (stage, status, closed_on, last_activity_at, next_due_on, sealed_card, version) on case_file to amparo_app;

create policy with_the_file on case_key for select to amparo_app using (
  case when case_id = (select guard.current_case()) then cardinality((select guard.current_sections())) > 0 else guard.sees(case_id) end
);
create policy with_a_new_file on case_key for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and (guard.is_unassigned_of_mine(case_id) or guard.reaches(case_id, 'case.rekey'))
);
create policy rewrapped on case_key for update to amparo_app using (organisation_id = (select guard.organisation()) and guard.may('keys.rotate'));
create policy shredded on case_key for delete to amparo_app using (guard.reaches(case_id, 'case.erase'));
grant select, insert, delete, update (wrapped) on case_key to amparo_app;

-- Wrapped keys are noise to whoever lacks the root key, which lives outside the database.
create policy wrapped on organisation_key for select to amparo_app using ((select guard.organisation()) is not null);
create policy wrapped on intake_key for select to amparo_app using ((select guard.organisation()) is not null);
-- Whoever could plant an intake key of their own for another organisation would read its reports.
create policy made_for_a_partner on organisation_key for insert to amparo_app
  with check (guard.may('organisation.manage') and guard.looks_after(organisation_id));
create policy made_for_a_partner on intake_key for insert to amparo_app
  with check (guard.may('organisation.manage') and guard.looks_after(organisation_id));
create policy rewrapped on organisation_key for update to amparo_app using (guard.may('keys.rotate') and guard.looks_after(organisation_id));
create policy rewrapped on intake_key for update to amparo_app using (guard.may('keys.rotate') and guard.looks_after(organisation_id));
create policy public_half on intake_key for select to amparo_door using (retired_at is null);
grant select, insert, update (wrapped, retired_at) on organisation_key to amparo_app;
grant select, insert, update (wrapped_private, retired_at) on intake_key to amparo_app;
grant select (organisation_id, version, public_key, retired_at) on intake_key to amparo_door;

-- A partner sees the access of its own consent, not who else stands on the file.
create policy seen_on_the_case on case_access for select to amparo_app using (
  (organisation_id = (select guard.organisation()) or member_organisation_id = (select guard.organisation()))
  and case when case_id = (select guard.current_case()) then cardinality((select guard.current_sections())) > 0 else guard.sees(case_id) end
);
create policy team_is_assigned on case_access for insert to amparo_app with check (
  kind = 'team' and created_by = (select guard.staff()) and organisation_id = (select guard.organisation())
  and (guard.reaches(case_id, 'team.assign') or guard.is_unassigned_of_mine(case_id))
  and exists (select from staff m where m.organisation_id = case_access.organisation_id and m.staff_id = case_access.staff_id)
  -- Nobody opens more of a file to themselves than they see already: that takes a colleague.
  and (staff_id <> (select guard.staff()) or sections <@ guard.sections_of(case_id, 'case.open') or guard.is_unassigned_of_mine(case_id))
);
create policy team_is_ended on case_access for update to amparo_app
  using (kind = 'team' and guard.reaches(case_id, 'team.assign'));
grant select, insert on case_access to amparo_app;
grant update (ended_at, until_at) on case_access to amparo_app;

create function guard.keep_access_ended() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception using errcode = '42501', message = 'an access that ended stays ended';
  end if;
  if new.staff_id = guard.staff() and coalesce(new.until_at, 'infinity') > coalesce(old.until_at, 'infinity') then
    raise exception using errcode = '42501', message = 'nobody prolongs their own access';
  end if;
  return new;
end $$;
comment on function guard.keep_access_ended() is 'What ended stays ended, and nobody prolongs their own access.';
create trigger access_only_ends before update on case_access for each row execute function guard.keep_access_ended();

create function guard.sections_allowed(a_case uuid, a_section text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
  select case when a_section is not null then guard.opens(a_case, a_section)
    else guard.sees(a_case) and exists (select from case_file f where f.case_id = a_case and f.organisation_id = (select guard.organisation())) end
  );
end $$;
comment on function guard.sections_allowed(uuid, text) is 'Like opens; a row without a section is seen by every colleague who may open the file, never by a partner.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('consent_is_live', 'keep_access_ended', 'live_access', 'sections_of', 'my_case_ids', 'wide_office', 'current_case', 'current_sections',
                             'opens', 'sees', 'writes', 'reaches', 'is_unassigned_of_mine', 'subject_of', 'sections_allowed') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
