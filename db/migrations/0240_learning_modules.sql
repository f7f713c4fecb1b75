-- Learning alone: how far somebody got in a module, known by the keyed hash of a code nobody here has; and modules an
-- organisation wrote itself. Whoever learns has no account: the role of the door reads no table and calls functions.

create table module_run (
  organisation_id uuid not null references organisation,
  run_hash bytea not null unique check (octet_length(run_hash) = 32),
  module_id text not null check (module_id ~ '^[a-z][a-z0-9-]{1,39}$'),
  module_version int not null check (module_version > 0),
  language text not null check (language ~ '^[a-z]{2}$'),
  institution_id uuid,
  answers jsonb not null default '{}' check (pg_column_size(answers) <= 16384),
  step int not null default 0,
  started_on date not null,
  touched_on date not null,
  finished_on date,
  passed_on date,
  percent smallint check (percent between 0 and 100),
  tries smallint not null default 0,
  papers smallint not null default 0,
  primary key (organisation_id, run_hash),
  foreign key (organisation_id, institution_id) references institution
) with (fillfactor = 60);
create index module_run_unfinished on module_run (touched_on) where finished_on is null;
create index module_run_passed on module_run (organisation_id, institution_id, passed_on) where passed_on is not null;
comment on table module_run is 'Somebody learning alone: which module, where, how far, what was chosen as codes. Days, no hours; no name, no address, no device. What is made out for them afterwards is joined to no run.';
comment on column module_run.finished_on is 'When every question was answered for the first time, passed or not.';
comment on column module_run.papers is 'How many certificates were made out after it; which ones is written nowhere.';

create table module_own (
  organisation_id uuid not null references organisation,
  module_id text not null check (module_id ~ '^[a-z][a-z0-9-]{1,39}$'),
  module_version int not null check (module_version > 0),
  status text not null default 'draft' check (status in ('draft', 'published', 'withdrawn')),
  file jsonb not null check (pg_column_size(file) <= 1048576),
  kept_by uuid not null default guard.staff(),
  kept_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, module_id, module_version),
  foreign key (organisation_id, kept_by) references staff
);
-- Its address on the public pages is its name alone.
create unique index module_own_published on module_own (module_id) where status = 'published';
create unique index module_own_draft on module_own (organisation_id, module_id) where status = 'draft';
comment on table module_own is 'A learning module an organisation wrote or changed for itself, whole as a file, version by version. Published ones are read by everybody; at most one version is published, at most one is a draft.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  reads constant text := '(select guard.may(''prevention.read''))';
  keeps constant text := '(select guard.may(''modules.manage''))';
  t text;
begin
  foreach t in array array['module_run', 'module_own'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('create policy read_in_the_house on %I for select to amparo_app using (%s and %s)', t, ours, reads);
  end loop;
  execute format('create policy written_by_keepers on module_own for insert to amparo_app with check (%s and %s)', ours, keeps);
  execute format('create policy changed_by_keepers on module_own for update to amparo_app using (%s and %s) with check (%1$s and %2$s)', ours, keeps);
end $$;
create policy kept_by_oneself on module_own as restrictive for insert to amparo_app with check (kept_by = (select guard.staff()));
create policy changed_by_oneself on module_own as restrictive for update to amparo_app using (true) with check (kept_by = (select guard.staff()));

-- The desk counts runs. What they are found by and what was answered, it cannot read.
grant select (organisation_id, module_id, institution_id, started_on, finished_on, passed_on) on module_run to amparo_app;
grant select, insert, update, delete on module_run to amparo_guard;
grant select on module_own to amparo_app, amparo_guard;
grant insert (organisation_id, module_id, module_version, status, file) on module_own to amparo_app;
grant update (status, file, kept_by, kept_at, version) on module_own to amparo_app;

create function guard.door_modules() returns table (organisation_id uuid, file jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.organisation_id, m.file from module_own m where m.status = 'published' order by m.module_id
$$;
comment on function guard.door_modules() is 'The modules organisations wrote themselves and published: for everybody to read.';

create function guard.door_module_begin(a_hash bytea, a_module text, a_version int, an_owner uuid, a_language text, a_code text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  today date := (guard.clock() at time zone 'UTC')::date;
  i institution;
  o uuid := an_owner;
begin
  -- Left lying for half a year: nobody comes back to it.
  delete from module_run r where r.finished_on is null and r.touched_on < today - 180;
  select x.* into i from institution x where x.code = a_code and (an_owner is null or x.organisation_id = an_owner);
  o := coalesce(o, i.organisation_id);
  if o is null then
    select x.organisation_id into o from organisation x where x.kind = 'own' order by x.takes_reports desc, x.organisation_id limit 1;
  end if;
  if o is null then return false; end if;
  insert into module_run (organisation_id, run_hash, module_id, module_version, language, institution_id, started_on, touched_on)
  values (o, a_hash, a_module, a_version, a_language, i.institution_id, today, today)
  on conflict do nothing;
  return true;
end $$;
comment on function guard.door_module_begin(bytea, text, int, uuid, text, text) is 'Somebody begins a module; the same form sent twice begins one. The code of an institution nobody has begins one without.';

create function guard.module_run_told(r module_run) returns jsonb
language sql immutable set search_path = public, pg_temp as $$
  select jsonb_build_object('module', r.module_id, 'language', r.language, 'answers', r.answers, 'tries', r.tries, 'percent', r.percent, 'papers', r.papers,
    'passed_on', r.passed_on, 'institution', r.institution_id is not null)
$$;
comment on function guard.module_run_told(module_run) is 'What whoever has the code of a run is told of it.';

create function guard.door_module_look(hashes bytea[], modules text[]) returns table (place int, answered jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.place::int, guard.module_run_told(r)
  from unnest(hashes, modules) with ordinality as a(hash, module, place)
  join module_run r on r.run_hash = a.hash and r.module_id = coalesce(a.module, r.module_id)
$$;
comment on function guard.door_module_look(bytea[], text[]) is 'How far each of these runs got; nothing for a code nobody has, or of another module than the one named.';

create function guard.door_module_answer(hashes bytea[], modules text[], changes jsonb[], steps int[]) returns table (place int, answered jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  today date := (guard.clock() at time zone 'UTC')::date;
  r module_run;
begin
  -- One after the other: whoever presses twice is answered twice, the second time as the first.
  for n in 1 .. cardinality(hashes) loop
    update module_run x
    set answers = jsonb_strip_nulls(x.answers || changes[n]), step = greatest(x.step, steps[n]), touched_on = today
    where x.run_hash = hashes[n] and x.module_id = modules[n]
    returning x.* into r;
    if found then
      place := n;
      answered := guard.module_run_told(r);
      return next;
    end if;
  end loop;
end $$;
comment on function guard.door_module_answer(bytea[], text[], jsonb[], int[]) is 'Keeps what was chosen, by codes; null takes an answer back. Many at once, each by its own code.';

create function guard.door_module_speak(a_hash bytea, a_module text, a_language text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update module_run r set language = a_language where r.run_hash = a_hash and r.module_id = a_module
$$;
comment on function guard.door_module_speak(bytea, text, text) is 'The rest of a run in another language.';

create function guard.door_module_count(a_hash bytea, a_module text, some_tries int, a_version int, a_percent int, a_pass boolean) returns jsonb
language sql volatile security definer set search_path = public, pg_temp as $$
  update module_run r
  set tries = r.tries + 1, percent = a_percent, module_version = a_version,
      finished_on = coalesce(r.finished_on, (guard.clock() at time zone 'UTC')::date),
      passed_on = coalesce(r.passed_on, case when a_pass then (guard.clock() at time zone 'UTC')::date end)
  where r.run_hash = a_hash and r.module_id = a_module and r.tries = some_tries
  returning guard.module_run_told(r)
$$;
comment on function guard.door_module_count(bytea, text, int, int, int, boolean) is 'Every question was answered once more, and so many percent were right. Counted once for each time.';

create function guard.door_module_paper(a_hash bytea, a_module text) returns table (organisation_id uuid, institution_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  update module_run r set papers = r.papers + 1
  where r.run_hash = a_hash and r.module_id = a_module and r.passed_on is not null and r.papers < 5
  returning r.organisation_id, r.institution_id
$$;
comment on function guard.door_module_paper(bytea, text) is 'For whom a certificate may be made out: whoever passed, five times at most (a name may have been mistyped). Nothing otherwise.';

create function guard.door_module_institution(a_hash bytea, a_module text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select i.code from module_run r join institution i using (organisation_id, institution_id) where r.run_hash = a_hash and r.module_id = a_module
$$;
comment on function guard.door_module_institution(bytea, text) is 'The code of the institution through whose address a run was begun, for its own pathway and its own poster.';

do $$
declare f text;
begin
  foreach f in array array['door_modules()', 'door_module_begin(bytea, text, int, uuid, text, text)', 'door_module_look(bytea[], text[])',
    'door_module_answer(bytea[], text[], jsonb[], int[])', 'door_module_speak(bytea, text, text)',
    'door_module_count(bytea, text, int, int, int, boolean)', 'door_module_paper(bytea, text)', 'door_module_institution(bytea, text)'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
    execute format('grant execute on function guard.%s to amparo_door', f);
  end loop;
  revoke all on function guard.module_run_told(module_run) from public;
  grant execute on function guard.module_run_told(module_run) to amparo_guard;
end $$;
