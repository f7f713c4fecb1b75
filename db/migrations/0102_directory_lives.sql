-- The directory lives: what was changed in it by whom, what somebody proposes to change, and the doors that are told to
-- nobody outside. A mark that moves with every change lets each server keep what it read until then.

create table directory_change (
  organisation_id uuid not null references organisation,
  change_id uuid not null default gen_random_uuid(),
  subject text not null check (subject in ('service', 'provider')),
  subject_id uuid not null,
  field text not null,
  before jsonb,
  after jsonb,
  because text not null check (because in ('edit', 'suggestion', 'import')),
  by_staff_id uuid,
  changed_at timestamptz not null,
  record_version int not null,
  primary key (organisation_id, change_id)
);
create index directory_change_of on directory_change (organisation_id, subject_id, changed_at desc);
alter table directory_change enable row level security;
alter table directory_change force row level security;
comment on table directory_change is 'What was changed in a record of the directory, field by field, when and by whom; written by the database itself. Of a hidden location no place is kept.';
create policy kept_by_owner on directory_change to current_user using (true) with check (true);
create policy guard_all on directory_change to amparo_guard using (true) with check (true);
grant select, insert, update (before, after) on directory_change to amparo_guard;
create policy seen_by_staff on directory_change for select to amparo_app using (organisation_id = (select guard.organisation()));
grant select on directory_change to amparo_app;

create table directory_suggestion (
  organisation_id uuid not null,
  suggestion_id uuid not null,
  service_id uuid not null,
  by_kind text not null check (by_kind in ('worker', 'service')),
  by_staff_id uuid,
  changes jsonb not null,
  words text,
  made_at timestamptz not null default guard.clock(),
  decided_at timestamptz,
  decided_by uuid,
  decision text check (decision in ('taken', 'refused')),
  version int not null default 1,
  primary key (organisation_id, suggestion_id),
  foreign key (organisation_id, service_id) references directory_service,
  check ((by_kind = 'worker') = (by_staff_id is not null)),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null))
);
create index directory_suggestion_open on directory_suggestion (organisation_id, made_at desc) where decision is null;
create index directory_suggestion_of on directory_suggestion (organisation_id, service_id, made_at desc);
alter table directory_suggestion enable row level security;
alter table directory_suggestion force row level security;
comment on table directory_suggestion is 'What a colleague or the service itself says should be corrected in the directory, until somebody who may edit takes or refuses it.';
create policy kept_by_owner on directory_suggestion to current_user using (true) with check (true);
create policy guard_all on directory_suggestion to amparo_guard using (true) with check (true);
grant select, insert on directory_suggestion to amparo_guard;
create policy decided_by_editors on directory_suggestion for select to amparo_app using (
  organisation_id = (select guard.organisation()) and (select guard.may('directory.edit'))
);
create policy own_words on directory_suggestion for select to amparo_app using (
  organisation_id = (select guard.organisation()) and by_staff_id = (select guard.staff())
);
create policy proposed on directory_suggestion for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and (select guard.may('directory.suggest'))
  and by_kind = 'worker' and by_staff_id = (select guard.staff()) and decision is null
);
create policy decided on directory_suggestion for update to amparo_app
  using (organisation_id = (select guard.organisation()) and (select guard.may('directory.edit')) and decision is null)
  with check (organisation_id = (select guard.organisation()) and decided_by = (select guard.staff()));
grant select, insert, update (decided_at, decided_by, decision, version) on directory_suggestion to amparo_app;

create table directory_door (
  organisation_id uuid not null,
  service_id uuid not null,
  intake_version int not null,
  sealed bytea not null,
  changed_by uuid not null,
  changed_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, service_id),
  foreign key (organisation_id, service_id) references directory_service
);
alter table directory_door enable row level security;
alter table directory_door force row level security;
comment on table directory_door is 'Where a hidden location is, sealed to the organisation that keeps the directory: no list, match, map, export or calendar reads this table.';
create policy kept_by_owner on directory_door to current_user using (true) with check (true);
create policy told on directory_door for select to amparo_app using (
  organisation_id = (select guard.organisation()) and (select guard.may('directory.door'))
);
create policy written on directory_door for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and (select guard.may('directory.door')) and (select guard.may('directory.edit'))
  and changed_by = (select guard.staff())
);
create policy rewritten on directory_door for update to amparo_app
  using (organisation_id = (select guard.organisation()) and (select guard.may('directory.door')) and (select guard.may('directory.edit')))
  with check (organisation_id = (select guard.organisation()) and changed_by = (select guard.staff()));
grant select, insert, update (intake_version, sealed, changed_by, changed_at, version) on directory_door to amparo_app;

create table directory_mark (
  organisation_id uuid primary key references organisation,
  mark bigint not null
);
alter table directory_mark enable row level security;
alter table directory_mark force row level security;
comment on table directory_mark is 'Moves with every change of the directory, so that a server knows when what it keeps of it is old.';
create policy kept_by_owner on directory_mark to current_user using (true) with check (true);
create policy guard_all on directory_mark to amparo_guard using (true) with check (true);
grant select, insert, update on directory_mark to amparo_guard;
create policy seen_by_staff on directory_mark for select to amparo_app using (organisation_id = (select guard.organisation()));
grant select on directory_mark to amparo_app;
insert into directory_mark select distinct organisation_id, 1 from directory_organisation;

-- A record as fields one can name; what is let in and asked for first is told one by one.
create function guard.fields_of_record(a_record jsonb) returns table (field text, value jsonb)
language sql immutable set search_path = public, pg_temp as $$
  select e.key, e.value from jsonb_each(a_record) e where e.key not in ('admits', 'admission', 'tiers')
  union all select 'admits.' || e.key, e.value from jsonb_each(coalesce(a_record -> 'admits', '{}')) e
  union all select 'admission.' || e.key, e.value from jsonb_each(coalesce(a_record -> 'admission', '{}')) e
  union all select 'tiers.' || e.key, e.value from jsonb_each(coalesce(a_record -> 'tiers', '{}')) e
$$;
comment on function guard.fields_of_record(jsonb) is 'A record of the directory field by field.';
revoke all on function guard.fields_of_record(jsonb) from public;
alter function guard.fields_of_record(jsonb) owner to amparo_guard;

create function guard.states_something(a_value jsonb) returns boolean
language sql immutable set search_path = public, pg_temp as $$
  select coalesce(jsonb_path_exists(a_value,
    '$.** ? ((@.type() == "string" && @ != "unknown") || @.type() == "number" || (@.type() == "boolean" && @ == true))'), false)
$$;
comment on function guard.states_something(jsonb) is 'Whether anybody said anything in this field: empty, unknown and false are "not stated".';
revoke all on function guard.states_something(jsonb) from public;
alter function guard.states_something(jsonb) owner to amparo_guard;

create function guard.keep_directory_change() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  who uuid := guard.staff();
  reason text := coalesce(nullif(current_setting('amparo.directory_because', true), ''), case when who is null then 'import' else 'edit' end);
  what text := tg_argv[0];
  id uuid := (to_jsonb(new) ->> (what || '_id'))::uuid;
  hidden boolean := coalesce((new.record ->> 'hidden_location')::boolean, false);
begin
  if tg_op = 'INSERT' then
    -- A whole directory taken in from a file is no change of each of its records.
    if who is not null then
      insert into directory_change (organisation_id, subject, subject_id, field, because, by_staff_id, changed_at, record_version)
      values (new.organisation_id, what, id, 'added', reason, who, guard.clock(), new.version);
    end if;
    return null;
  end if;
  if hidden and not coalesce((old.record ->> 'hidden_location')::boolean, false) then
    update directory_change set before = null, after = null
    where organisation_id = new.organisation_id and subject_id = id and field in ('places', 'addresses', 'areas');
  end if;
  insert into directory_change (organisation_id, subject, subject_id, field, before, after, because, by_staff_id, changed_at, record_version)
  select new.organisation_id, what, id, field,
    case when hidden and field in ('places', 'addresses', 'areas') then null else b.value end,
    case when hidden and field in ('places', 'addresses', 'areas') then null else a.value end,
    reason, who, guard.clock(), new.version
  from guard.fields_of_record(old.record) b full join guard.fields_of_record(new.record) a using (field)
  where a.value is distinct from b.value and (guard.states_something(a.value) or guard.states_something(b.value));
  return null;
end $$;
comment on function guard.keep_directory_change() is 'Writes the history of the directory, whoever changes it and by which way.';
revoke all on function guard.keep_directory_change() from public;
alter function guard.keep_directory_change() owner to amparo_guard;
create trigger added after insert on directory_service for each row execute function guard.keep_directory_change('service');
create trigger added after insert on directory_organisation for each row execute function guard.keep_directory_change('provider');
create trigger changed after update of record on directory_service for each row
  when (old.record is distinct from new.record) execute function guard.keep_directory_change('service');
create trigger changed after update of record on directory_organisation for each row
  when (old.record is distinct from new.record) execute function guard.keep_directory_change('provider');

create function guard.move_directory_mark() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into directory_mark as kept (organisation_id, mark) select distinct organisation_id, 1 from written
  on conflict (organisation_id) do update set mark = kept.mark + 1;
  return null;
end $$;
comment on function guard.move_directory_mark() is 'The directory of an organisation changed.';
revoke all on function guard.move_directory_mark() from public;
alter function guard.move_directory_mark() owner to amparo_guard;
do $$
declare t text; e text;
begin
  foreach t in array array['directory_service', 'directory_organisation'] loop
    foreach e in array array['insert', 'update'] loop
      execute format('create trigger moved_by_%s after %s on %I referencing new table as written for each statement execute function guard.move_directory_mark()', e, e, t);
    end loop;
  end loop;
end $$;
