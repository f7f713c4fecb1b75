-- Who asks, and what their role may reach: organisations, offices, staff, sessions, the published access matrix.

revoke all on schema public from public;
revoke create on schema public from amparo_app, amparo_door;
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
grant usage on schema public to amparo_app, amparo_door, amparo_guard;

create schema guard;
comment on schema guard is 'The few definer functions that turn a session token into what it may reach. Owned by amparo_guard.';
grant usage on schema guard to amparo_app, amparo_door;
grant usage, create on schema guard to amparo_guard;

-- A table that belongs to an organisation, or a materialised view, never slips in without forced policies.
create function guard.refuse_open_tables() returns event_trigger language plpgsql as $$
declare made record;
begin
  for made in select * from pg_event_trigger_ddl_commands() loop
    if made.command_tag = 'CREATE MATERIALIZED VIEW' then
      raise exception 'materialised views hold rows without policies: %', made.object_identity;
    end if;
    if made.command_tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO') and made.schema_name = 'public' then
      execute format('alter table %s enable row level security', made.object_identity);
      execute format('alter table %s force row level security', made.object_identity);
    end if;
  end loop;
end $$;
revoke all on function guard.refuse_open_tables() from public;
comment on function guard.refuse_open_tables() is 'Forces row-level security on every new table and refuses materialised views.';
do $$
begin
  create event trigger amparo_refuse_open_tables on ddl_command_end execute function guard.refuse_open_tables();
exception when insufficient_privilege then
  -- Managed clusters keep event triggers to themselves; the house test on the schema stands in for it.
  null;
end $$;

create table clock_mark (
  only_one boolean primary key default true check (only_one),
  latest timestamptz not null default now()
);
-- Before the policies: an owner without a superuser's rights is bound by them from then on.
insert into clock_mark default values;
alter table clock_mark enable row level security;
alter table clock_mark force row level security;
comment on table clock_mark is 'The latest moment ever seen: a clock set back revives no consent, session or assignment.';

create table access_rule (
  role text not null,
  action text not null,
  reach text not null check (reach in ('own', 'on_the_case', 'in_the_office', 'all', 'never')),
  sections text[] not null default '{}',
  primary key (action, role)
);
alter table access_rule enable row level security;
alter table access_rule force row level security;
comment on table access_rule is 'data/access/matrix.json as published by the server at start: per action and role, how far it reaches.';

create table organisation (
  organisation_id uuid primary key,
  kind text not null check (kind in ('own', 'partner')),
  name text not null,
  country text not null,
  province text,
  languages text[] not null default '{}',
  takes_reports boolean not null default false,
  takes_referrals boolean not null default false,
  language text not null default 'es',
  retention_months int not null default 60 check (retention_months between 1 and 600),
  version int not null default 1,
  created_at timestamptz not null default now()
);
alter table organisation enable row level security;
alter table organisation force row level security;
comment on table organisation is 'The organisation that runs Amparo and the partner organisations it refers to.';

create table office (
  organisation_id uuid not null references organisation,
  office_id uuid not null,
  name text not null,
  province text,
  version int not null default 1,
  primary key (organisation_id, office_id)
);
alter table office enable row level security;
alter table office force row level security;
comment on table office is 'A place or team of an organisation; the reach in_the_office ends at it.';

create table staff (
  organisation_id uuid not null references organisation,
  staff_id uuid not null,
  office_id uuid not null,
  name text not null,
  email text not null,
  roles text[] not null,
  status text not null default 'invited' check (status in ('invited', 'active', 'left')),
  language text not null default 'es',
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (organisation_id, staff_id),
  unique (staff_id),
  foreign key (organisation_id, office_id) references office
);
create unique index staff_email on staff (lower(email));
alter table staff enable row level security;
alter table staff force row level security;
comment on table staff is 'Who works here: the account, its office and the roles it composes.';

create table session (
  token_hash bytea primary key,
  organisation_id uuid not null,
  session_id uuid not null unique,
  staff_id uuid not null,
  device text not null default '',
  made_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  second_factor_at timestamptz,
  ended_at timestamptz,
  foreign key (organisation_id, staff_id) references staff
);
create index session_of_staff on session (organisation_id, staff_id);
alter table session enable row level security;
alter table session force row level security;
comment on table session is 'Signed-in devices. Only the hash of a token is kept; the token is the database''s idea of who asks.';

create policy guard_all on clock_mark to amparo_guard using (true) with check (true);
create policy guard_reads on access_rule for select to amparo_guard using (true);
create policy guard_reads on organisation for select to amparo_guard using (true);
create policy guard_reads on office for select to amparo_guard using (true);
create policy guard_reads on staff for select to amparo_guard using (true);
create policy guard_all on session to amparo_guard using (true) with check (true);
grant select, update (latest) on clock_mark to amparo_guard;
grant select on access_rule, organisation, office, staff to amparo_guard;
grant select, insert, update on session to amparo_guard;

create function guard.clock() returns timestamptz language plpgsql stable security definer set search_path = public, pg_temp as
$$
begin return (select greatest(clock_timestamp(), (select latest from clock_mark))); end $$;
comment on function guard.clock() is 'Now, or the latest moment ever seen when the machine''s clock was set back.';

create function guard.tick() returns boolean language sql volatile security definer set search_path = public, pg_temp as $$
  with before as (select latest from clock_mark),
  moved as (update clock_mark set latest = clock_timestamp() where latest < clock_timestamp())
  select latest > clock_timestamp() + interval '1 minute' from before
$$;
comment on function guard.tick() is 'Raises the high-water mark of time; true when the clock now stands more than a minute behind it.';

create function guard.who(
  out staff_id uuid, out organisation_id uuid, out office_id uuid, out roles text[], out session_id uuid,
  out second_factor_at timestamptz
) returns record language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  select m.staff_id, m.organisation_id, m.office_id, m.roles, s.session_id, s.second_factor_at
  into staff_id, organisation_id, office_id, roles, session_id, second_factor_at
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
  where s.token_hash = sha256(convert_to(nullif(current_setting('amparo.token', true), ''), 'UTF8'))
    and s.ended_at is null and s.expires_at > guard.clock() and m.status = 'active';
end $$;
comment on function guard.who() is
  'Who the token of this transaction belongs to, or nulls. A value and not a set, and planned once: this runs several times in every request.';

create function guard.actor(
  out staff_id uuid, out organisation_id uuid, out office_id uuid, out roles text[], out session_id uuid,
  out second_factor_at timestamptz
) returns setof record rows 1 language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin
  if me.staff_id is null then return; end if;
  staff_id := me.staff_id; organisation_id := me.organisation_id; office_id := me.office_id; roles := me.roles;
  session_id := me.session_id; second_factor_at := me.second_factor_at;
  return next;
end $$;
comment on function guard.actor() is 'Who the token of this transaction belongs to; no row for a forged, ended or expired one.';

create function guard.organisation() returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin return me.organisation_id; end $$;
comment on function guard.organisation() is 'The organisation of whoever asks.';

create function guard.staff() returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin return me.staff_id; end $$;
comment on function guard.staff() is 'The staff member who asks.';

create function guard.reach(an_action text) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin
  return (select r.reach from access_rule r where r.action = an_action and r.role = any(me.roles)
    order by array_position(array['all', 'in_the_office', 'on_the_case', 'own', 'never'], r.reach) limit 1);
end $$;
comment on function guard.reach(text) is 'The widest reach any role of whoever asks has for an action; null when no role has it.';

create function guard.may(an_action text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as
$$ begin return coalesce(guard.reach(an_action) <> 'never', false); end $$;
comment on function guard.may(text) is 'Whether whoever asks may do an action at all, within some reach.';

create function guard.looks_after(an_organisation uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select an_organisation = guard.organisation()
      or exists (select from organisation mine, organisation theirs
                 where mine.organisation_id = guard.organisation() and mine.kind = 'own'
                   and theirs.organisation_id = an_organisation and theirs.kind = 'partner')
$$;
comment on function guard.looks_after(uuid) is 'One''s own organisation, or a partner seen from the organisation that runs Amparo; never the other way round.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname <> 'refuse_open_tables' loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;

create policy seen_by_staff on organisation for select to amparo_app
  using (organisation_id = (select guard.organisation()) or (takes_referrals and (select guard.organisation()) is not null));
create policy changed_by_administrators on organisation for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('organisation.manage'));
create policy added_by_administrators on organisation for insert to amparo_app
  with check (kind = 'partner' and guard.may('organisation.manage')
    and exists (select from organisation mine where mine.organisation_id = (select guard.organisation()) and mine.kind = 'own'));
create policy seen_by_colleagues on office for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy made_by_administrators on office for insert to amparo_app
  with check (organisation_id = (select guard.organisation()) and guard.may('organisation.manage'));
create policy changed_by_administrators on office for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('organisation.manage'));
create policy seen_by_colleagues on staff for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy made_by_administrators on staff for insert to amparo_app
  with check (organisation_id = (select guard.organisation()) and guard.may('staff.manage'));
create policy changed_by_administrators on staff for update to amparo_app
  using (organisation_id = (select guard.organisation()) and (guard.may('staff.manage') or staff_id = (select guard.staff())));
create policy published on access_rule for select to amparo_app using (true);

grant select on organisation, office, staff, access_rule to amparo_app;
grant insert on organisation, office, staff to amparo_app;
grant update (name, country, province, languages, takes_reports, takes_referrals, language, retention_months, version) on organisation to amparo_app;
grant update (name, province, version) on office to amparo_app;
-- Roles, office and status change only through guard functions of the accounts, which check who may.
grant update (name, language, version) on staff to amparo_app;
