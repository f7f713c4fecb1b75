-- The directory goes in and out in the field's own format. What an import said is kept beside what was made of it, so
-- that importing again shows what changed here by hand, and what our model does not know comes out again.

alter table directory_organisation
  add column imported jsonb,
  add column changed_at timestamptz not null default guard.clock();
alter table directory_service
  add column imported jsonb,
  add column changed_at timestamptz not null default guard.clock();
comment on column directory_service.imported is 'The record as the last import said it; null: nobody imported it. What differs was changed here by hand.';
comment on column directory_organisation.imported is 'The record as the last import said it; null: nobody imported it. What differs was changed here by hand.';
comment on column directory_service.changed_at is 'When the record last changed, for whoever asks only for what is new.';
comment on column directory_organisation.changed_at is 'When the record last changed, for whoever asks only for what is new.';
update directory_organisation set imported = record;
update directory_service set imported = record;
grant update (imported) on directory_organisation to amparo_app;
grant update (imported) on directory_service to amparo_app;

create function guard.directory_changed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.changed_at := guard.clock();
  return new;
end $$;
comment on function guard.directory_changed() is 'A record that changed says when.';
alter function guard.directory_changed() owner to amparo_guard;
revoke all on function guard.directory_changed() from public;
create trigger record_changed before update on directory_organisation
  for each row when (old.record is distinct from new.record) execute function guard.directory_changed();
create trigger record_changed before update on directory_service
  for each row when (old.record is distinct from new.record) execute function guard.directory_changed();

create table directory_kept (
  organisation_id uuid not null references organisation,
  resource text not null,
  row_id text not null,
  place int not null,
  said jsonb not null,
  primary key (organisation_id, resource, row_id)
);
comment on table directory_kept is 'Every row of an imported HSDS package as it came, by table; never one that tells the door of a shelter. It comes out again in our own export, and nowhere else.';

create table directory_upload (
  organisation_id uuid not null references organisation,
  upload_id uuid not null,
  name text not null check (length(name) <= 200),
  size int not null check (size between 1 and 16777216),
  settings jsonb not null default '{}',
  made_by uuid not null,
  made_at timestamptz not null default guard.clock(),
  taken_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, upload_id)
);
comment on table directory_upload is 'A file somebody wants to import, between its arrival and its taking; its bytes go when it is taken or after a week.';
create table directory_upload_part (
  organisation_id uuid not null,
  upload_id uuid not null,
  part int not null check (part between 0 and 63),
  bytes bytea not null check (length(bytes) <= 524288),
  primary key (organisation_id, upload_id, part),
  foreign key (organisation_id, upload_id) references directory_upload on delete cascade
);
comment on table directory_upload_part is 'The bytes of a file to import, in parts of half a megabyte.';

create table directory_opening (
  organisation_id uuid not null references organisation,
  open boolean not null,
  changed_by uuid not null,
  changed_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id)
);
comment on table directory_opening is 'Whether other systems may read the public tier of the directory without an account; closed unless a row says otherwise.';

do $$
declare t text;
begin
  foreach t in array array['directory_kept', 'directory_upload', 'directory_upload_part', 'directory_opening'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
  end loop;
  foreach t in array array['directory_kept', 'directory_upload', 'directory_upload_part'] loop
    execute format($p$create policy edited on %I to amparo_app
      using (organisation_id = (select guard.organisation()) and guard.may('directory.edit'))
      with check (organisation_id = (select guard.organisation()) and guard.may('directory.edit'))$p$, t);
  end loop;
end $$;
grant select, insert, delete, update (place, said) on directory_kept to amparo_app;
grant select, insert, delete, update (settings, taken_at, version) on directory_upload to amparo_app;
grant select, insert, delete on directory_upload_part to amparo_app;

create policy seen_by_staff on directory_opening for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy opened on directory_opening for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('directory.open') and changed_by = (select guard.staff())
);
create policy changed on directory_opening for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('directory.open'))
  with check (organisation_id = (select guard.organisation()) and changed_by = (select guard.staff()));
grant select, insert, update (open, changed_by, changed_at, version) on directory_opening to amparo_app;

create policy guard_reads on directory_opening for select to amparo_guard using (true);
create policy guard_reads_open on directory_organisation for select to amparo_guard using (true);
create policy guard_reads_open on directory_service for select to amparo_guard using (true);
grant select on directory_opening, directory_organisation, directory_service to amparo_guard;

create function guard.door_directory_mark() returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select string_agg(concat_ws(' ', o.organisation_id,
    (select concat(count(*), ' ', sum(version), ' ', max(changed_at)) from directory_service s where s.organisation_id = o.organisation_id),
    (select concat(count(*), ' ', sum(version), ' ', max(changed_at)) from directory_organisation p where p.organisation_id = o.organisation_id)),
    ' ' order by o.organisation_id)
  from directory_opening o where o.open
$$;
comment on function guard.door_directory_mark() is 'Moves whenever an opened directory changes; null: none is open.';

create function guard.door_directory() returns table (kind text, organisation_id uuid, record jsonb, changed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'provider', p.organisation_id, p.record, p.changed_at
  from directory_organisation p join directory_opening o on o.organisation_id = p.organisation_id and o.open
  union all
  select 'service', s.organisation_id,
    s.record - array(select key from jsonb_each_text(coalesce(s.record -> 'tiers', '{}')) where value <> 'public')
      - case when (s.record ->> 'hidden_location')::boolean then array['places'] else array[]::text[] end,
    s.changed_at
  from directory_service s join directory_opening o on o.organisation_id = s.organisation_id and o.open
$$;
comment on function guard.door_directory() is 'The opened directories for whoever has no account: without the fields kept to a smaller circle and without the doors of shelters.';

do $$
declare f text;
begin
  foreach f in array array['guard.door_directory_mark()', 'guard.door_directory()'] loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_door', f);
  end loop;
end $$;
