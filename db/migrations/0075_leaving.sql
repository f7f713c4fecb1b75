-- Leaving: why a file was closed and what the person said at the end, what is held, and who asked for an erasure.

create table closure (
  organisation_id uuid not null,
  case_id uuid not null,
  closure_id uuid not null,
  reason text not null,
  tries int check (tries between 1 and 100),
  closed_on date not null,
  closed_by uuid not null,
  keep_until date,
  review_on date not null,
  erase_on date not null,
  left_open int not null default 0 check (left_open >= 0),
  reopened_on date,
  reopened_by uuid,
  version int not null default 1,
  primary key (organisation_id, case_id, closure_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((reopened_on is null) = (reopened_by is null)),
  check (review_on <= erase_on and (keep_until is null or keep_until <= erase_on))
);
create unique index closed_once on closure (organisation_id, case_id) where reopened_on is null;
create index closure_by_review on closure (organisation_id, review_on, case_id) where reopened_on is null;
comment on table closure is 'Why and when a file was closed or reopened, in codes, and until when it is kept: what data/retention said on that day.';
select guard.wall('closure', 'team');
revoke delete on closure from amparo_app;

create table exit_interview (
  organisation_id uuid not null,
  case_id uuid not null,
  interview_id uuid not null,
  held_on date not null,
  written_by uuid not null,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, interview_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table exit_interview is 'What the person said at the end, in their words, sealed: what helped, what harmed, whether and how they may be contacted later.';
select guard.wall('exit_interview', 'story');

create table legal_hold (
  organisation_id uuid not null,
  case_id uuid not null,
  hold_id uuid not null,
  reason text not null,
  until_on date,
  placed_by uuid not null,
  placed_at timestamptz not null default guard.clock(),
  sealed_words bytea,
  lift_asked_by uuid,
  lift_asked_at timestamptz,
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (organisation_id, case_id, hold_id),
  unique (hold_id),
  foreign key (organisation_id, case_id) references case_file,
  -- Two people take a hold away.
  check (lifted_by <> lift_asked_by),
  check ((lifted_at is null) = (lifted_by is null) and (lift_asked_at is null) = (lift_asked_by is null)),
  check (lifted_at is null or lift_asked_at is not null)
);
comment on table legal_hold is 'While one stands, nothing of the file is erased: who placed it, why, until when, and the two people who lift it.';
select guard.wall('legal_hold', 'team');
revoke insert, update, delete on legal_hold from amparo_app;

create table erasure_request (
  organisation_id uuid not null,
  case_id uuid not null,
  request_id uuid not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null default guard.clock(),
  expires_at timestamptz not null,
  sealed_words bytea,
  stopped_by uuid,
  stopped_at timestamptz,
  primary key (organisation_id, case_id, request_id),
  unique (request_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((stopped_at is null) = (stopped_by is null)),
  check (expires_at <= asked_at + interval '24 hours')
);
create unique index one_live_request on erasure_request (organisation_id, case_id) where stopped_at is null;
create index erasure_waiting on erasure_request (organisation_id, asked_at) where stopped_at is null;
comment on table erasure_request is 'Somebody asked that a file be erased; another has twenty-four hours to agree. It goes with the file.';
select guard.wall('erasure_request', 'team');
revoke insert, update, delete on erasure_request from amparo_app;

create table erasure (
  organisation_id uuid not null references organisation,
  erasure_id uuid not null,
  erased_on date not null,
  key_gone_by date not null,
  opened_year int not null,
  closed_year int not null,
  closure_reason text not null,
  reason text not null,
  asked_by uuid not null,
  approved_by uuid not null,
  tables int not null,
  rows_gone int not null,
  keys_gone int not null,
  swept_at timestamptz,
  primary key (organisation_id, erasure_id),
  foreign key (organisation_id, asked_by) references staff,
  foreign key (organisation_id, approved_by) references staff,
  check (asked_by <> approved_by)
);
create index erasure_by_day on erasure (organisation_id, erased_on desc, erasure_id);
create index erasure_to_sweep on erasure (erased_on) where swept_at is null;
comment on table erasure is 'What is left of an erased file: that there was one, its years, why it was closed, which two colleagues erased it. Nothing leads from here to anybody.';
alter table erasure enable row level security;
alter table erasure force row level security;
create policy kept_by_owner on erasure to current_user using (true) with check (true);
create policy guard_all on erasure to amparo_guard using (true) with check (true);
create policy told_to_reviewers on erasure for select to amparo_app
  using (organisation_id = (select e.organisation_id from entered e) and guard.may('retention.read'));
grant select on erasure to amparo_app;
grant select, insert on erasure to amparo_guard;

do $$
declare t text;
begin
  foreach t in array array['legal_hold', 'erasure_request'] loop
    execute format('create policy guard_keeps on %I to amparo_guard using (true) with check (true)', t);
    execute format('grant insert, update on %I to amparo_guard', t);
  end loop;
end $$;

create function guard.is_held(a_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from legal_hold h where h.case_id = a_case and h.lifted_at is null
                 and (h.until_on is null or h.until_on > (guard.clock() at time zone 'UTC')::date))
$$;
comment on function guard.is_held(uuid) is 'Whether a hold stands on a file today.';

create function guard.place_hold(a_case uuid, an_id uuid, a_reason text, an_until date, words bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); org uuid;
begin
  if me.staff_id is null or not guard.reaches(a_case, 'case.hold') then return 'not_found'; end if;
  -- Whoever erases holds the file's row: a hold comes before it or finds nothing.
  select f.organisation_id into org from case_file f where f.case_id = a_case for key share;
  if org is null then return 'not_found'; end if;
  insert into legal_hold (organisation_id, case_id, hold_id, reason, until_on, placed_by, sealed_words)
  values (org, a_case, an_id, a_reason, an_until, me.staff_id, words);
  return 'placed';
end $$;
comment on function guard.place_hold(uuid, uuid, text, date, bytea) is 'Puts a file on hold: nothing of it is erased until two people lift it, or its day has come.';

create function guard.lift_hold(an_id uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); held legal_hold;
begin
  select * into held from legal_hold where hold_id = an_id for update;
  if me.staff_id is null or held.hold_id is null or not guard.reaches(held.case_id, 'case.hold') then return 'not_found'; end if;
  if held.lifted_at is not null then return 'lifted_before'; end if;
  if held.lift_asked_by is null then
    update legal_hold set lift_asked_by = me.staff_id, lift_asked_at = guard.clock() where hold_id = an_id;
    return 'asked';
  end if;
  if held.lift_asked_by = me.staff_id then return 'own'; end if;
  update legal_hold set lifted_by = me.staff_id, lifted_at = guard.clock() where hold_id = an_id;
  return 'lifted';
end $$;
comment on function guard.lift_hold(uuid) is 'The first colleague asks to lift a hold, a second one lifts it.';

create function guard.ask_erasure(a_case uuid, an_id uuid, a_reason text, words bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); file case_file; moment timestamptz := guard.clock();
begin
  if me.staff_id is null or not guard.reaches(a_case, 'case.erase') then return 'not_found'; end if;
  if me.second_factor_at is null or me.second_factor_at < moment - interval '10 minutes' then return 'second_factor_needed'; end if;
  select * into file from case_file f where f.case_id = a_case for key share;
  if file.case_id is null then return 'not_found'; end if;
  if guard.is_held(a_case) then return 'on_hold'; end if;
  if file.status <> 'closed' then return 'still_open'; end if;
  update erasure_request set stopped_at = moment, stopped_by = asked_by
  where case_id = a_case and stopped_at is null and expires_at <= moment;
  if exists (select from erasure_request r where r.case_id = a_case and r.stopped_at is null) then return 'asked_before'; end if;
  insert into erasure_request (organisation_id, case_id, request_id, reason, asked_by, asked_at, expires_at, sealed_words)
  values (file.organisation_id, a_case, an_id, a_reason, me.staff_id, moment, moment + interval '24 hours', words);
  return 'asked';
end $$;
comment on function guard.ask_erasure(uuid, uuid, text, bytea) is 'Asks that a closed file be erased. It stands for twenty-four hours, for somebody else to agree.';

create function guard.stop_erasure(an_id uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); asked erasure_request;
begin
  select * into asked from erasure_request where request_id = an_id for update;
  if me.staff_id is null or asked.request_id is null or not guard.reaches(asked.case_id, 'case.hold') then return 'not_found'; end if;
  if asked.stopped_at is not null then return 'stopped_before'; end if;
  update erasure_request set stopped_at = guard.clock(), stopped_by = me.staff_id where request_id = an_id;
  return 'stopped';
end $$;
comment on function guard.stop_erasure(uuid) is 'Withdraws or refuses an erasure. Whoever may hold a file may stop it.';

-- The tables of a file are found in the catalogue, so that a table to come is erased too.
create function guard.tables_of_a_file() returns table (a_table regclass, with_key boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.oid::regclass, exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'case_file'::regclass)
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    -- The journal keeps codes for ever; what a connection entered with is gone when its request is.
    and c.relname not in ('case_file', 'journal', 'entered')
  order by c.relname
$$;
comment on function guard.tables_of_a_file() is 'Every table with rows of a file, and whether they are bound to it; the journal alone outlives it.';

create function guard.rows_hanging_on_a_file() returns table (a_table regclass, its_parent regclass, condition text)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.conrelid::regclass, k.confrelid::regclass,
    (select string_agg(format('child.%I = parent.%I', mine.attname, theirs.attname), ' and ')
     from unnest(k.conkey, k.confkey) as pairs (mine_number, their_number)
     join pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = pairs.mine_number
     join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = pairs.their_number)
  from pg_constraint k
  where k.contype = 'f' and k.confrelid in (select t.a_table from guard.tables_of_a_file() t)
    and k.conrelid not in (select t.a_table from guard.tables_of_a_file() t)
$$;
comment on function guard.rows_hanging_on_a_file() is 'Rows without a file of their own that hang on a row of one, as the messages of a report do.';

create function guard.rows_naming_a_file() returns table (a_table regclass, a_column name)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.conrelid::regclass, mine.attname
  from pg_constraint k
  cross join lateral unnest(k.conkey, k.confkey) as pairs (mine_number, their_number)
  join pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = pairs.mine_number
  join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = pairs.their_number
  where k.contype = 'f' and k.confrelid = 'case_file'::regclass and theirs.attname = 'case_id' and mine.attname <> 'case_id'
$$;
comment on function guard.rows_naming_a_file() is 'Rows of one file that name another one, as a merge does: they go with either.';

create function guard.erase_file(a_request uuid, an_erasure uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me record := guard.who(); asked erasure_request; file case_file; ended closure; moment timestamptz; t record;
  waiting regclass[]; again regclass[]; each regclass; gone bigint; total bigint := 0; keys int; tables_gone int := 0; pass int := 0;
begin
  -- Lock first, look after: of agreeing and withdrawing at once, one finds the other done.
  select * into asked from erasure_request where request_id = a_request for update;
  if me.staff_id is null or asked.request_id is null or not guard.reaches(asked.case_id, 'case.approve_erasure') then return 'not_found'; end if;
  moment := guard.clock();
  if me.second_factor_at is null or me.second_factor_at < moment - interval '10 minutes' then return 'second_factor_needed'; end if;
  if asked.asked_by = me.staff_id then return 'own'; end if;
  if asked.stopped_at is not null then return 'stopped'; end if;
  if asked.expires_at <= moment then return 'expired'; end if;
  select * into file from case_file f where f.case_id = asked.case_id for update;
  if guard.is_held(file.case_id) then return 'on_hold'; end if;
  if file.status <> 'closed' then return 'still_open'; end if;
  -- Whoever was merged into this file would stay behind, and nobody would know of whom.
  if exists (select from file_merge m where m.case_id = file.case_id and m.part = 'kept' and m.undone_at is null) then return 'merged'; end if;
  select * into ended from closure c where c.case_id = file.case_id and c.reopened_on is null;

  -- The key first: from here on nothing of the file can be read, whatever else happened to stay.
  delete from case_key where organisation_id = file.organisation_id and case_id = file.case_id;
  get diagnostics keys = row_count;
  for t in select h.a_table, h.its_parent, h.condition from guard.rows_hanging_on_a_file() h loop
    execute format('delete from %s as child using %s as parent where parent.case_id = $1 and %s', t.a_table, t.its_parent, t.condition) using file.case_id;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  for t in select n.a_table, n.a_column from guard.rows_naming_a_file() n loop
    execute format('delete from %s where %I = $1', t.a_table, t.a_column) using file.case_id;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  waiting := array(select x.a_table from guard.tables_of_a_file() x) || 'case_file'::regclass;
  while cardinality(waiting) > 0 loop
    pass := pass + 1;
    if pass > 12 then raise exception 'rows of a file hold each other: %', waiting; end if;
    again := '{}';
    foreach each in array waiting loop
      begin
        -- A row that others still point at waits for the next round.
        execute format('delete from %s where case_id = $1%s', each,
          case when each = 'case_file'::regclass or exists (select from guard.tables_of_a_file() x where x.a_table = each and x.with_key)
               then ' and organisation_id = $2' else '' end) using file.case_id, file.organisation_id;
        get diagnostics gone = row_count;
        total := total + gone;
        if gone > 0 then tables_gone := tables_gone + 1; end if;
      exception when foreign_key_violation then
        again := again || each;
      end;
    end loop;
    waiting := again;
  end loop;
  -- Replies remembered for a repeat hold ids of the file.
  delete from answered_request a where a.organisation_id = file.organisation_id and strpos(a.reply::text, file.case_id::text) > 0;
  insert into erasure (organisation_id, erasure_id, erased_on, key_gone_by, opened_year, closed_year, closure_reason, reason, asked_by,
                       approved_by, tables, rows_gone, keys_gone)
  values (file.organisation_id, an_erasure, (moment at time zone 'UTC')::date, (moment at time zone 'UTC')::date + 30,
          extract(year from file.opened_on), extract(year from coalesce(file.closed_on, moment::date)), coalesce(ended.reason, 'other'),
          asked.reason, asked.asked_by, me.staff_id, tables_gone, total + keys, keys);
  return 'erased';
end $$;
comment on function guard.erase_file(uuid, uuid) is
  'Erases a file when a second colleague agrees: its keys, then every row of it in every table, in one transaction. What stays is a count.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('is_held', 'place_hold', 'lift_hold', 'ask_erasure', 'stop_erasure', 'tables_of_a_file', 'rows_hanging_on_a_file', 'rows_naming_a_file', 'erase_file') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.place_hold(uuid, uuid, text, date, bytea), guard.lift_hold(uuid), guard.ask_erasure(uuid, uuid, text, bytea),
  guard.stop_erasure(uuid), guard.erase_file(uuid, uuid) to amparo_app;

-- One person alone destroys no key any more: erase_file is the only way.
drop policy shredded on case_key;
revoke delete on case_key from amparo_app;

-- Every wall lets the guard erase behind it: those that stand, and those to come.
do $$
declare t record; has_reading boolean;
begin
  for t in select x.a_table from guard.tables_of_a_file() x union select h.a_table from guard.rows_hanging_on_a_file() h union select 'case_file'::regclass loop
    execute format('create policy guard_erases on %s for delete to amparo_guard using (true)', t.a_table);
    has_reading := exists (select from pg_policy p where p.polrelid = t.a_table and p.polcmd in ('r', '*') and 'amparo_guard'::regrole = any(p.polroles));
    if not has_reading then execute format('create policy guard_reads on %s for select to amparo_guard using (true)', t.a_table); end if;
    execute format('grant select, delete on %s to amparo_guard', t.a_table);
  end loop;
end $$;
create policy guard_locks on case_file for update to amparo_guard using (true);
grant update (version) on case_file to amparo_guard;

create or replace function guard.wall(a_table regclass, a_section text default null) returns void
language plpgsql security invoker set search_path = public, pg_temp as $$
declare
  here constant text := 'case_id = (select e.case_id from entered e)';
  -- The section of a row: a literal of this function's caller, the row's own column, or the team's alone.
  section constant text := case a_section when 'by_row' then 'section' when 'team' then quote_literal('no_section') else quote_literal(a_section) end;
  opens text; writes text;
begin
  if a_section = 'team' then
    opens := format('case when %s then %s = any ((select e.marks from entered e)::text[]) else guard.sections_allowed(case_id, null) end', here, section);
    writes := format('organisation_id = (select e.organisation_id from entered e) and
      case when %s then cardinality((select e.writes from entered e)) > 0 else cardinality(guard.sections_of(case_id, ''case.write'')) > 0 end', here);
  else
    opens := format('case when %s then %s = any ((select e.opens from entered e)::text[]) else guard.opens(case_id, %2$s) end', here, section);
    writes := format('case when %s then %s = any ((select e.writes from entered e)::text[]) else guard.writes(case_id, %2$s) end', here, section);
  end if;
  execute format('alter table %s enable row level security', a_table);
  execute format('alter table %s force row level security', a_table);
  execute format('create policy kept_by_owner on %s to current_user using (true) with check (true)', a_table);
  execute format('create policy guard_reads on %s for select to amparo_guard using (true)', a_table);
  execute format('create policy walled_reading on %s for select to amparo_app using (%s)', a_table, opens);
  execute format('create policy walled_writing on %s for insert to amparo_app with check (%s)', a_table, writes);
  execute format('create policy walled_changing on %s for update to amparo_app using (%s) with check (%2$s)', a_table, writes);
  execute format('create policy walled_erasing on %s for delete to amparo_app using (guard.reaches(case_id, ''case.erase''))', a_table);
  execute format('create policy guard_erases on %s for delete to amparo_guard using (true)', a_table);
  execute format('grant select, delete on %s to amparo_guard', a_table);
  execute format('grant select, insert, update, delete on %s to amparo_app', a_table);
end $$;
