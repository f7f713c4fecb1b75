-- Whether a lawyer may stand for somebody: those on the other side of a matter are held against the people this house
-- accompanies, the other sides of its other matters and the clients the lawyer had before. Keyed marks meet; no file is
-- named, and only the lawyer concerned and a coordinator are answered.

create table adverse_mark (
  organisation_id uuid not null,
  case_id uuid not null,
  matter_id uuid not null,
  match bytea not null,
  primary key (organisation_id, case_id, matter_id, match),
  foreign key (organisation_id, case_id, matter_id) references matter
);
create index adverse_mark_met on adverse_mark (organisation_id, match);
comment on table adverse_mark is 'Keyed marks of the names on the other side of a matter. Nobody reads them but the guard, to answer whether two meet.';

create table former_client (
  organisation_id uuid not null,
  staff_id uuid not null,
  client_id uuid not null,
  until_year int check (until_year between 1960 and 2100),
  intake_version int not null,
  sealed bytea not null,
  primary key (organisation_id, staff_id, client_id),
  foreign key (organisation_id, staff_id) references staff
);
comment on table former_client is 'Whom a lawyer stood for before, as the lawyer declares it. sealed, to the organisation: the name. For the lawyer alone.';

create table former_client_mark (
  organisation_id uuid not null,
  staff_id uuid not null,
  client_id uuid not null,
  match bytea not null,
  primary key (organisation_id, staff_id, client_id, match),
  foreign key (organisation_id, staff_id, client_id) references former_client on delete cascade
);
comment on table former_client_mark is 'Keyed marks of a former client''s name, for the conflict check of that lawyer alone.';

create table conflict_check (
  organisation_id uuid not null,
  case_id uuid not null,
  check_id uuid not null,
  matter_id uuid,
  lawyer_id uuid not null,
  checked_by uuid not null,
  checked_at timestamptz not null default guard.clock(),
  found text not null check (found in ('none', 'look_closer')),
  stale boolean not null default false,
  declared text check (declared in ('no_conflict', 'steps_back')),
  declared_at timestamptz,
  sealed bytea,
  cleared_by uuid,
  cleared_at timestamptz,
  sealed_clearing bytea,
  primary key (organisation_id, case_id, check_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, matter_id) references matter,
  foreign key (organisation_id, lawyer_id) references staff,
  constraint two_persons check (cleared_by <> lawyer_id),
  check ((declared is null) = (declared_at is null)),
  check ((cleared_by is null) = (cleared_at is null)),
  check (cleared_by is null or found = 'look_closer')
);
create index conflict_check_of_matter on conflict_check (organisation_id, case_id, matter_id, lawyer_id, checked_at desc);
comment on table conflict_check is 'Whether a lawyer''s standing on a matter, or on the file as a whole, was looked at, what the lawyer declared, and who cleared it where it had to be looked at closer. For that lawyer and a coordinator.';
comment on column conflict_check.stale is 'Those on the other side have changed since: it is looked at anew.';

do $$
declare
  home constant text := 'organisation_id = (select e.organisation_id from entered e)';
  me constant text := '(select e.staff_id from entered e)';
  t text;
begin
  foreach t in array array['adverse_mark', 'former_client', 'former_client_mark', 'conflict_check'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('grant select, insert, delete on %I to amparo_guard', t);
  end loop;
  execute 'grant update on conflict_check to amparo_guard';
  execute format('create policy ones_own on former_client for select to amparo_app using (%s and staff_id = %s)', home, me);
  execute format('create policy declared_by_oneself on former_client for insert to amparo_app with check (%s and staff_id = %s and guard.may(''former_clients.keep''))', home, me);
  execute format('create policy taken_back_by_oneself on former_client for delete to amparo_app using (%s and staff_id = %s)', home, me);
  execute 'grant select, insert, delete on former_client to amparo_app';
  execute format('create policy declared_by_oneself on former_client_mark for insert to amparo_app with check (%s and staff_id = %s)', home, me);
  execute 'grant insert on former_client_mark to amparo_app';
  execute format($p$create policy for_the_lawyer_and_a_coordinator on conflict_check for select to amparo_app using (%s and
    ((lawyer_id = %s and guard.reaches(case_id, 'conflicts.read')) or guard.reaches(case_id, 'conflicts.clear')))$p$, home, me);
  execute 'grant select on conflict_check to amparo_app';
end $$;

create function guard.coordinators_for(a_case uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  -- The same names whatever was met, and wherever: they tell nothing of another file.
  select string_agg(s.name, ', ' order by s.name) from case_file f join staff s on s.organisation_id = f.organisation_id and s.status = 'active'
    and ('coordinator' = any (s.roles) and s.office_id = f.office_id)
  where f.case_id = a_case and f.organisation_id = guard.organisation() and guard.sees(a_case)
$$;
comment on function guard.coordinators_for(uuid) is 'Who coordinates the office of a file one sees.';

create function guard.settle_lawyer(a_case uuid, a_matter uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare m matter; c conflict_check; becomes text;
begin
  select * into m from matter x where x.organisation_id = guard.organisation() and x.case_id = a_case and x.matter_id = a_matter for update;
  if m.matter_id is null or m.lawyer_kind <> 'colleague' then return m.lawyer_status; end if;
  select * into c from conflict_check x where x.organisation_id = m.organisation_id and x.case_id = a_case and x.matter_id = a_matter
    and x.lawyer_id = m.lawyer_id order by x.checked_at desc, x.check_id desc limit 1;
  becomes := case when c.check_id is not null and not c.stale and coalesce(c.declared = 'no_conflict', false)
    and (c.found = 'none' or c.cleared_at is not null) then 'confirmed' else 'proposed' end;
  if becomes <> m.lawyer_status then
    update matter set lawyer_status = becomes, version = version + 1 where organisation_id = m.organisation_id and case_id = a_case and matter_id = a_matter;
  end if;
  return becomes;
end $$;
comment on function guard.settle_lawyer(uuid, uuid) is 'Confirms the lawyer of a matter when the latest check holds, was declared, and was cleared where something met; and takes it back when it does not.';

create function guard.lay_parties(a_case uuid, a_matter uuid, matches bytea[]) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare home uuid := guard.organisation();
begin
  if not guard.writes(a_case, 'law') or not exists (select from matter m where m.organisation_id = home and m.case_id = a_case and m.matter_id = a_matter) then return false; end if;
  if array(select a.match from adverse_mark a where a.organisation_id = home and a.case_id = a_case and a.matter_id = a_matter order by 1)
     = array(select distinct x from unnest(matches) x order by 1) then return false; end if;
  delete from adverse_mark a where a.organisation_id = home and a.case_id = a_case and a.matter_id = a_matter;
  insert into adverse_mark (organisation_id, case_id, matter_id, match) select distinct home, a_case, a_matter, x from unnest(matches) x;
  update conflict_check c set stale = true where c.organisation_id = home and c.case_id = a_case and (c.matter_id = a_matter or c.matter_id is null) and not c.stale;
  perform guard.settle_lawyer(a_case, a_matter);
  return true;
end $$;
comment on function guard.lay_parties(uuid, uuid, bytea[]) is 'Keeps the marks of those on the other side. Where they changed, what was checked is looked at anew and nobody stays confirmed.';

create function guard.put_lawyer(a_case uuid, a_matter uuid, a_version int, a_kind text, a_lawyer uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare home uuid := guard.organisation(); m matter;
begin
  if not guard.writes(a_case, 'law') then return 'not_found'; end if;
  select * into m from matter x where x.organisation_id = home and x.case_id = a_case and x.matter_id = a_matter for update;
  if m.matter_id is null then return 'not_found'; end if;
  if m.version <> a_version then return 'stale'; end if;
  if a_kind = 'colleague' and not exists (
    select from staff s join case_access a on a.organisation_id = s.organisation_id and a.staff_id = s.staff_id
    where s.organisation_id = home and s.staff_id = a_lawyer and s.status = 'active' and 'lawyer' = any (s.roles) and a.case_id = a_case
      and a.kind = 'team' and 'law' = any (a.sections) and a.ended_at is null and a.from_at <= guard.clock()
      and (a.until_at is null or a.until_at > guard.clock())) then return 'not_on_the_file'; end if;
  update matter set lawyer_kind = a_kind, lawyer_id = case when a_kind = 'colleague' then a_lawyer end, version = version + 1,
    lawyer_status = case a_kind when 'none' then 'none' when 'colleague' then 'proposed' else 'named' end
  where organisation_id = home and case_id = a_case and matter_id = a_matter;
  return 'put';
end $$;
comment on function guard.put_lawyer(uuid, uuid, int, text, uuid) is 'Says who stands for her on a matter. A colleague is a lawyer on the team of the file, and proposed until the check is declared.';

create function guard.check_conflict(a_case uuid, a_matter uuid, a_lawyer uuid, a_check uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); asked int; asked_today int; same uuid[]; met boolean;
begin
  if me.staff_id is null or not guard.writes(a_case, 'law') then return null; end if;
  if a_matter is not null and not exists (select from matter m where m.organisation_id = me.organisation_id and m.case_id = a_case and m.matter_id = a_matter
    and m.lawyer_id = a_lawyer) then return null; end if;
  if a_matter is null and (a_lawyer <> me.staff_id or not guard.reaches(a_case, 'conflicts.read')) then return null; end if;
  -- Whom we accompany may be asked this way too: it counts with the questions for duplicates.
  perform pg_advisory_xact_lock(hashtextextended('amparo.duplicate_question ' || me.staff_id, 0));
  select count(*) filter (where q.asked_at > guard.clock() - interval '1 hour'), count(*) into asked, asked_today
  from duplicate_question q where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.asked_at > guard.clock() - interval '24 hours';
  if asked >= 20 or asked_today >= 60 then
    raise exception using errcode = 'AM429', message = 'too many questions';
  end if;
  insert into duplicate_question (organisation_id, staff_id) values (me.organisation_id, me.staff_id);
  -- Two files of one person are one.
  same := array(select g.other_case_id from file_merge g where g.organisation_id = me.organisation_id and g.case_id = a_case and g.undone_at is null) || a_case;
  met := exists (select from adverse_mark a join blind_match b on b.organisation_id = a.organisation_id and b.match = a.match
      where a.organisation_id = me.organisation_id and a.case_id = a_case and (a_matter is null or a.matter_id = a_matter) and b.case_id <> all (same))
    or exists (select from blind_match b join adverse_mark a on a.organisation_id = b.organisation_id and a.match = b.match
      where b.organisation_id = me.organisation_id and b.case_id = a_case and a.case_id <> all (same))
    or exists (select from former_client_mark c join adverse_mark a on a.organisation_id = c.organisation_id and a.match = c.match
      where c.organisation_id = me.organisation_id and c.staff_id = a_lawyer and a.case_id = a_case and (a_matter is null or a.matter_id = a_matter));
  insert into conflict_check (organisation_id, case_id, check_id, matter_id, lawyer_id, checked_by, found)
  values (me.organisation_id, a_case, a_check, a_matter, a_lawyer, me.staff_id, case when met then 'look_closer' else 'none' end);
  if a_matter is not null then perform guard.settle_lawyer(a_case, a_matter); end if;
  if me.staff_id <> a_lawyer and not guard.reaches(a_case, 'conflicts.clear') then return 'kept'; end if;
  return case when met then 'look_closer' else 'none' end;
end $$;
comment on function guard.check_conflict(uuid, uuid, uuid, uuid) is
  'Holds those on the other side against whom we accompany, whom we accompany against the other sides elsewhere, and the lawyer''s former clients. Says whether something met to that lawyer and a coordinator, and to anybody else that it was kept.';

create function guard.declare_conflict(a_case uuid, a_check uuid, what text, a_sealed bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); c conflict_check;
begin
  select * into c from conflict_check x where x.organisation_id = me.organisation_id and x.case_id = a_case and x.check_id = a_check for update;
  if c.check_id is null or c.lawyer_id <> me.staff_id or not guard.reaches(a_case, 'conflicts.read') then return 'not_found'; end if;
  if c.stale or c.declared is not null then return 'stale'; end if;
  update conflict_check set declared = what, declared_at = guard.clock(), sealed = a_sealed
  where organisation_id = me.organisation_id and case_id = a_case and check_id = a_check;
  if c.matter_id is null then return 'declared'; end if;
  if what = 'steps_back' then
    update matter set lawyer_kind = 'none', lawyer_id = null, lawyer_status = 'none', version = version + 1
    where organisation_id = me.organisation_id and case_id = a_case and matter_id = c.matter_id and lawyer_id = me.staff_id;
    return 'none';
  end if;
  return guard.settle_lawyer(a_case, c.matter_id);
end $$;
comment on function guard.declare_conflict(uuid, uuid, text, bytea) is 'The lawyer says that nothing stands against it, or steps back.';

create function guard.clear_conflict(a_case uuid, a_check uuid, a_sealed bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); c conflict_check;
begin
  select * into c from conflict_check x where x.organisation_id = me.organisation_id and x.case_id = a_case and x.check_id = a_check for update;
  if c.check_id is null or not guard.reaches(a_case, 'conflicts.clear') then return 'not_found'; end if;
  if c.lawyer_id = me.staff_id then return 'own'; end if;
  if c.stale or c.cleared_at is not null or c.found <> 'look_closer' then return 'stale'; end if;
  update conflict_check set cleared_by = me.staff_id, cleared_at = guard.clock(), sealed_clearing = a_sealed
  where organisation_id = me.organisation_id and case_id = a_case and check_id = a_check;
  if c.matter_id is null then return 'cleared'; end if;
  return guard.settle_lawyer(a_case, c.matter_id);
end $$;
comment on function guard.clear_conflict(uuid, uuid, bytea) is 'A coordinator who is not that lawyer looked closer, and nothing stands against it.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('coordinators_for', 'settle_lawyer', 'lay_parties', 'put_lawyer', 'check_conflict', 'declare_conflict', 'clear_conflict') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.coordinators_for(uuid), guard.lay_parties(uuid, uuid, bytea[]), guard.put_lawyer(uuid, uuid, int, text, uuid),
  guard.check_conflict(uuid, uuid, uuid, uuid), guard.declare_conflict(uuid, uuid, text, bytea), guard.clear_conflict(uuid, uuid, bytea) to amparo_app;
