-- Partners may read our directory where we say so: what is kept to our own house stays in the database, and no place of a
-- hidden location is in it.

create table directory_sharing (
  organisation_id uuid primary key references organisation,
  with_partners boolean not null,
  changed_by uuid not null,
  changed_at timestamptz not null default guard.clock(),
  version int not null default 1
);
alter table directory_sharing enable row level security;
alter table directory_sharing force row level security;
comment on table directory_sharing is 'Whether partner organisations may read the directory at their tier; not, unless a row says so.';
create policy kept_by_owner on directory_sharing to current_user using (true) with check (true);
create policy guard_reads on directory_sharing for select to amparo_guard using (true);
grant select on directory_sharing to amparo_guard;
create policy seen_by_staff on directory_sharing for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy shared on directory_sharing for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and (select guard.may('directory.open')) and changed_by = (select guard.staff())
);
create policy changed on directory_sharing for update to amparo_app
  using (organisation_id = (select guard.organisation()) and (select guard.may('directory.open')))
  with check (organisation_id = (select guard.organisation()) and changed_by = (select guard.staff()));
grant select, insert, update (with_partners, changed_by, changed_at, version) on directory_sharing to amparo_app;

create function guard.directories_for_partner() returns table (organisation_id uuid, mark bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.organisation_id, m.mark
  from directory_sharing s join directory_mark m on m.organisation_id = s.organisation_id
  where s.with_partners and (select guard.may('directory.read'))
    and (select o.kind = 'partner' from organisation o where o.organisation_id = (select guard.organisation()))
$$;
comment on function guard.directories_for_partner() is 'The directories a partner may read now, and where each stands.';
alter function guard.directories_for_partner() owner to amparo_guard;
revoke all on function guard.directories_for_partner() from public;
grant execute on function guard.directories_for_partner() to amparo_app;

create function guard.partner_directory() returns table (kind text, record jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'provider', p.record
  from directory_organisation p join guard.directories_for_partner() d on d.organisation_id = p.organisation_id
  union all
  select 'service',
    s.record - array(select key from jsonb_each_text(coalesce(s.record -> 'tiers', '{}')) where value = 'own')
      - case when (s.record ->> 'hidden_location')::boolean then array['places', 'addresses'] else array[]::text[] end
  from directory_service s join guard.directories_for_partner() d on d.organisation_id = s.organisation_id
$$;
comment on function guard.partner_directory() is 'Those directories without the fields kept to their own house and without the places of hidden locations.';
alter function guard.partner_directory() owner to amparo_guard;
revoke all on function guard.partner_directory() from public;
grant execute on function guard.partner_directory() to amparo_app;
