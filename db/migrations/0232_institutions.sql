-- Institutions an organisation trains, the pathway agreed with each, and how many reports came through their posters. A report is
-- counted to an institution and joined to none: see guard.count_to_institution in the next migration.

create table institution (
  organisation_id uuid not null references organisation,
  institution_id uuid not null,
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  name text not null check (length(name) between 1 and 160),
  sector text not null check (sector in ('health', 'tourism', 'shelter', 'social', 'labour_inspection', 'transport', 'school', 'police',
    'consulate', 'employer', 'community', 'other')),
  country text not null check (country ~ '^[A-Z]{2}$'),
  province text check (province ~ '^[0-9]{2}$' and country = 'ES'),
  town text not null default '' check (length(town) <= 120),
  status text not null default 'active' check (status in ('active', 'resting')),
  refresher_months int not null default 24 check (refresher_months between 1 and 60),
  intake_version int not null,
  sealed bytea not null,
  changed_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, institution_id)
);
create index institution_by_name on institution (organisation_id, name, institution_id);
comment on table institution is 'Where people work who may notice, and who are trained by this organisation. sealed, to the organisation: who answers there, telephone, address, notes.';
comment on column institution.code is 'Stands on its poster and in the address behind it; whoever has it may read the name and the agreed pathway.';

create table institution_pathway (
  organisation_id uuid not null,
  institution_id uuid not null,
  version int not null check (version > 0),
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 1 and 8),
  agreed_on date not null,
  review_on date not null check (review_on > agreed_on),
  kept_by uuid not null default guard.staff(),
  kept_at timestamptz not null default guard.clock(),
  intake_version int not null,
  sealed bytea not null,
  primary key (organisation_id, institution_id, version),
  foreign key (organisation_id, institution_id) references institution,
  foreign key (organisation_id, kept_by) references staff
);
comment on table institution_pathway is 'What a colleague there does on noticing something, as it was agreed; the highest version stands, what stood before stays. sealed, to the organisation: with whom it was agreed.';

create table institution_tally (
  organisation_id uuid not null,
  institution_id uuid not null,
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  reports int not null default 0 check (reports >= 0),
  files int not null default 0 check (files >= 0),
  primary key (organisation_id, institution_id, quarter),
  foreign key (organisation_id, institution_id) references institution
);
comment on table institution_tally is 'How many reports were told through the poster of an institution in a quarter, and how many files were opened from them. No day, no report, no file: two numbers.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  reads constant text := '(select guard.may(''prevention.read''))';
  keeps constant text := '(select guard.may(''institutions.manage''))';
  t text;
begin
  foreach t in array array['institution', 'institution_pathway', 'institution_tally'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('grant select on %I to amparo_guard', t);
    execute format('grant select on %I to amparo_app', t);
    continue when t = 'institution_tally';
    execute format('create policy read_in_the_house on %I for select to amparo_app using (%s and %s)', t, ours, reads);
    execute format('create policy written_by_keepers on %I for insert to amparo_app with check (%s and %s)', t, ours, keeps);
  end loop;
  execute format('create policy changed_by_keepers on institution for update to amparo_app using (%s and %s) with check (%1$s and %2$s)', ours, keeps);
  -- Fewer than five must not show: the server adds up and hides before anything of this leaves.
  execute format('create policy read_for_results on institution_tally for select to amparo_app using (%s and (select guard.may(''prevention.results'')))', ours);
end $$;
create policy kept_by_oneself on institution_pathway as restrictive for insert to amparo_app with check (kept_by = (select guard.staff()));
grant insert (organisation_id, institution_id, code, name, sector, country, province, town, status, refresher_months, intake_version, sealed)
  on institution to amparo_app;
grant update (name, sector, country, province, town, status, refresher_months, intake_version, sealed, changed_at, version) on institution to amparo_app;
grant insert (organisation_id, institution_id, version, steps, agreed_on, review_on, intake_version, sealed) on institution_pathway to amparo_app;
grant insert, update on institution_tally to amparo_guard;

create function guard.quarter() returns text language sql stable set search_path = public, pg_temp as
$$ select to_char(guard.clock() at time zone 'UTC', 'YYYY-"Q"Q') $$;
comment on function guard.quarter() is 'The quarter of today, as tallies name it: 2026-Q4.';

create function guard.institution_by_code(a_code text) returns table (
  organisation_id uuid, institution_id uuid, name text, sector text, steps jsonb, agreed_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.organisation_id, i.institution_id, i.name, i.sector, coalesce(p.steps, '[]'), p.agreed_on
  from institution i
  left join lateral (
    select w.steps, w.agreed_on from institution_pathway w
    where w.organisation_id = i.organisation_id and w.institution_id = i.institution_id order by w.version desc limit 1
  ) p on true
  where i.code = a_code
$$;
comment on function guard.institution_by_code(text) is 'What a public page may show to whoever has the code of a poster: name, sector and the pathway that stands.';

create function guard.institution_reports(an_institution uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select (coalesce(sum(t.reports), 0) / 5 * 5)::int from institution_tally t
  where t.organisation_id = guard.organisation() and t.institution_id = an_institution and t.quarter < guard.quarter()
    and guard.may('prevention.read')
$$;
comment on function guard.institution_reports(uuid) is 'Reports told through one poster in quarters that are over, in whole fives: from one day to the next nothing can be reckoned back to one report.';

do $$
declare f text;
begin
  foreach f in array array['guard.institution_by_code(text)', 'guard.institution_reports(uuid)'] loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke all on function guard.quarter() from public;
grant execute on function guard.quarter() to amparo_guard;
grant execute on function guard.institution_by_code(text) to amparo_door, amparo_app;
grant execute on function guard.institution_reports(uuid) to amparo_app;
