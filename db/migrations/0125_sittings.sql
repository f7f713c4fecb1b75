-- Giving an instrument: a sitting that stays open over days and hands, and its answers, which become an assessment that
-- nobody changes in silence. Whoever gives an instrument may write its answers in the section the instrument names.

create function guard.gives(a_case uuid, a_section text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select a_section = any(guard.sections_of(a_case, 'assessments.give'))
$$;
comment on function guard.gives(uuid, text) is 'Whether whoever asks may give instruments of this section in this file.';
alter function guard.gives(uuid, text) owner to amparo_guard;
revoke all on function guard.gives(uuid, text) from public;
grant execute on function guard.gives(uuid, text) to amparo_app;

create table sitting (
  organisation_id uuid not null,
  case_id uuid not null,
  sitting_id uuid not null,
  instrument text not null,
  instrument_version int not null,
  section text not null,
  state text not null default 'open' check (state in ('open', 'stopped', 'finished')),
  taken_on date not null,
  begun_by uuid not null,
  begun_at timestamptz not null default guard.clock(),
  changed_by uuid,
  changed_at timestamptz,
  version int not null default 1,
  sealed bytea not null,
  primary key (organisation_id, case_id, sitting_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table sitting is
  'An instrument being given, over days and by several of the team: its answers so far, the languages, who interpreted and what was said when it was put off or stopped, all sealed. Finished, its answers lie in assessment.';
-- Two colleagues who begin the same one at once go on with one.
create unique index sitting_open on sitting (organisation_id, case_id, instrument) where state = 'open';
create index sitting_of_day on sitting (organisation_id, case_id, taken_on desc);
alter table sitting enable row level security;
alter table sitting force row level security;
create policy kept_by_owner on sitting to current_user using (true) with check (true);
create policy guard_reads on sitting for select to amparo_guard using (true);
create policy guard_erases on sitting for delete to amparo_guard using (true);
create policy read_by_the_team on sitting for select to amparo_app using (
  organisation_id = (select guard.organisation()) and guard.opens(case_id, section));
create policy begun on sitting for insert to amparo_app with check (
  begun_by = (select guard.staff()) and state = 'open' and guard.gives(case_id, section));
create policy gone_on_with on sitting for update to amparo_app
  using (state = 'open' and guard.gives(case_id, section)) with check (guard.gives(case_id, section));
grant select, delete on sitting to amparo_guard;
grant select, insert, update (state, taken_on, version, sealed) on sitting to amparo_app;

create function guard.keep_sitting() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if old.state <> 'open' or new.version <> old.version + 1 then
    raise exception 'sitting_is_over_or_stale' using errcode = 'check_violation';
  end if;
  new.changed_at := guard.clock();
  new.changed_by := guard.staff();
  return new;
end $$;
comment on function guard.keep_sitting() is 'A sitting changes one version at a time, while it is open, and says who changed it.';
alter function guard.keep_sitting() owner to amparo_guard;
revoke all on function guard.keep_sitting() from public;
create trigger kept before update on sitting for each row execute function guard.keep_sitting();

-- Finished answers: corrected only in sight, the version before is kept by the statement that replaces it.
alter table assessment add column changed_at timestamptz, add column changed_by uuid;
comment on column assessment.changed_at is 'When it was last amended.';

create table assessment_version (
  organisation_id uuid not null,
  case_id uuid not null,
  assessment_id uuid not null,
  version int not null,
  section text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  sealed bytea not null,
  primary key (organisation_id, case_id, assessment_id, version),
  foreign key (organisation_id, case_id, assessment_id) references assessment on delete cascade
);
comment on table assessment_version is
  'What an assessment said before each amendment, sealed as it was. Written by the database itself with the amendment, and by nobody else.';
select guard.wall('assessment_version', 'by_row');
revoke insert, update on assessment_version from amparo_app;
create policy guard_keeps on assessment_version for insert to amparo_guard with check (true);
grant insert on assessment_version to amparo_guard;

create function guard.keep_assessment_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if new.version <> old.version + 1 then raise exception 'assessment_changes_by_one' using errcode = 'check_violation'; end if;
  insert into assessment_version (organisation_id, case_id, assessment_id, version, section, written_by, written_at, sealed)
  values (old.organisation_id, old.case_id, old.assessment_id, old.version, old.section,
    coalesce(old.changed_by, old.taken_by), coalesce(old.changed_at, old.recorded_at), old.sealed);
  new.changed_at := guard.clock();
  new.changed_by := guard.staff();
  return new;
end $$;
comment on function guard.keep_assessment_version() is 'Keeps what an assessment said before it is amended, and by whom and when it is amended.';
alter function guard.keep_assessment_version() owner to amparo_guard;
revoke all on function guard.keep_assessment_version() from public;
create trigger kept before update of sealed, version on assessment for each row execute function guard.keep_assessment_version();

-- A reference worker who may not write a therapist's notes may well ask the questions of an instrument.
drop policy written on assessment;
create policy written on assessment for insert to amparo_app with check (
  taken_by = (select guard.staff()) and (guard.writes(case_id, section) or guard.gives(case_id, section)));
drop policy changed on assessment;
create policy changed on assessment for update to amparo_app
  using (guard.writes(case_id, section) or guard.gives(case_id, section))
  with check (guard.writes(case_id, section) or guard.gives(case_id, section));
