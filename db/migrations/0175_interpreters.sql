-- Who interprets: a register each organisation keeps for itself. Names, telephones and where somebody comes from are sealed to
-- the organisation; what is counted and looked up stays in codes. What a person asked for stands in her own file.

create table interpreter (
  organisation_id uuid not null references organisation,
  interpreter_id uuid not null,
  -- Stands for the interpreter where only a number can: no two bookings of one at once.
  number bigint not null generated always as identity,
  kind text not null check (kind in ('freelance', 'agency', 'volunteer', 'telephone')),
  gender text not null check (gender in ('woman', 'man', 'non_binary', 'not_said')),
  status text not null default 'applied' check (status in ('applied', 'vetting', 'active', 'resting', 'blocked')),
  province text,
  modes text[] not null check (modes <@ array['in_person', 'telephone', 'video'] and cardinality(modes) > 0),
  emergency boolean not null default false,
  zone text not null,
  intake_version int not null,
  sealed bytea not null,
  changed_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, interpreter_id),
  unique (organisation_id, interpreter_id, number)
);
comment on table interpreter is 'Somebody who interprets for this organisation, and how far they were looked at. sealed, to the organisation: names, telephone, year of birth, communities, notes, why somebody was blocked.';
comment on column interpreter.number is 'Another name of the same row, never shown: a range index needs a number where it has no operator for ids.';

create table interpreter_language (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  language text not null,
  dialect text not null default '',
  level text not null check (level in ('native', 'professional', 'good', 'basic')),
  both_ways boolean not null,
  primary key (organisation_id, interpreter_id, language, dialect),
  foreign key (organisation_id, interpreter_id) references interpreter
);
comment on table interpreter_language is 'What an interpreter speaks, how well, and whether into it as well as out of it. An empty dialect: the language as such.';

create table interpreter_vetting (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  step text not null check (step in ('identity', 'background', 'confidentiality', 'interview', 'training')),
  done_on date not null,
  valid_until date,
  by_id uuid not null default guard.staff(),
  primary key (organisation_id, interpreter_id, step),
  foreign key (organisation_id, interpreter_id) references interpreter,
  foreign key (organisation_id, by_id) references staff,
  check (valid_until >= done_on)
);
comment on table interpreter_vetting is 'Which steps of the vetting were done, when, by whom, and until when each holds.';

create table interpreter_hours (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  from_time text not null check (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  until_time text not null check (until_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
  primary key (organisation_id, interpreter_id, weekday, from_time),
  foreign key (organisation_id, interpreter_id) references interpreter,
  check (from_time < until_time)
);
comment on table interpreter_hours is 'When an interpreter can every week, by the clock on their wall.';

create table interpreter_off (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  from_on date not null,
  until_on date not null,
  primary key (organisation_id, interpreter_id, from_on),
  foreign key (organisation_id, interpreter_id) references interpreter,
  check (from_on <= until_on)
);
comment on table interpreter_off is 'Days on which an interpreter is away. Why is not asked.';

create table interpreter_rate (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  from_on date not null,
  mode text not null default '' check (mode in ('', 'in_person', 'telephone', 'video')),
  cents int not null check (cents >= 0),
  unit_minutes int not null check (unit_minutes between 1 and 480),
  minimum_minutes int not null check (minimum_minutes between 0 and 480),
  rounding text not null check (rounding in ('up', 'nearest')),
  travel_cents_per_km int not null default 0 check (travel_cents_per_km >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  primary key (organisation_id, interpreter_id, from_on, mode),
  foreign key (organisation_id, interpreter_id) references interpreter
);
comment on table interpreter_rate is 'What an interpreter is paid from a day on, for one way of interpreting or, empty, for all. For whoever keeps the register and whoever pays.';

create table interpreting_rule (
  organisation_id uuid not null,
  case_id uuid not null,
  sealed bytea not null,
  changed_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table interpreting_rule is 'What a person asked for when somebody interprets for her: who, in which dialect, who never, how she is called. Sealed with the key of her file.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  reads constant text := '(select guard.may(''interpreters.read''))';
  keeps constant text := '(select guard.may(''interpreters.manage''))';
  books constant text := 'guard.reaches(case_id, ''interpreters.book'')';
  t text;
begin
  foreach t in array array['interpreter', 'interpreter_language', 'interpreter_vetting', 'interpreter_hours', 'interpreter_off', 'interpreter_rate', 'interpreting_rule'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('grant select, delete on %I to amparo_guard', t);
    continue when t = 'interpreting_rule';
    execute format('create policy read_in_the_house on %I for select to amparo_app using (%s and %s)', t, ours,
      case when t = 'interpreter_rate' then keeps else reads end);
    execute format('create policy written_by_keepers on %I for insert to amparo_app with check (%s and %s)', t, ours, keeps);
    execute format('grant select, insert on %I to amparo_app', t);
    continue when t = 'interpreter';
    execute format('create policy replaced_by_keepers on %I for delete to amparo_app using (%s and %s)', t, ours, keeps);
    execute format('grant delete on %I to amparo_app', t);
  end loop;
  execute format('create policy changed_by_keepers on interpreter for update to amparo_app using (%s and %s) with check (%1$s and %2$s)', ours, keeps);
  execute format('create policy read_by_those_who_book on interpreting_rule for select to amparo_app using (%s and %s)', ours, books);
  execute format('create policy written_by_those_who_book on interpreting_rule for insert to amparo_app with check (%s and %s)', ours, books);
  execute format('create policy changed_by_those_who_book on interpreting_rule for update to amparo_app using (%s and %s) with check (%1$s and %2$s)', ours, books);
end $$;
revoke insert on interpreter from amparo_app;
grant insert (organisation_id, interpreter_id, kind, gender, province, modes, emergency, zone, intake_version, sealed) on interpreter to amparo_app;
grant update (kind, gender, status, province, modes, emergency, zone, intake_version, sealed, changed_at, version) on interpreter to amparo_app;
grant select, insert on interpreting_rule to amparo_app;
grant update (sealed, changed_at, version) on interpreting_rule to amparo_app;

create function guard.stamp_interpreter() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.status = 'active' and old.status <> 'active' and (
    select count(*) from interpreter_vetting v where v.organisation_id = new.organisation_id and v.interpreter_id = new.interpreter_id
      and v.step in ('identity', 'background', 'confidentiality', 'interview')
      and (v.valid_until is null or v.valid_until >= (guard.clock() at time zone 'UTC')::date)) < 4 then
    raise exception using errcode = 'check_violation', message = 'not vetted';
  end if;
  return new;
end $$;
comment on function guard.stamp_interpreter() is 'Nobody is taken into service before everything was looked at.';
create trigger interpreter_stamped before update of status on interpreter for each row execute function guard.stamp_interpreter();
alter function guard.stamp_interpreter() owner to amparo_guard;
revoke all on function guard.stamp_interpreter() from public;
