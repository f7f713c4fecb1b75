-- Out alone: since when, until when one is expected, and who is told when nothing was heard. Where is said in the coarse, and
-- whom one visits not at all. Nothing is sent to anybody: the alarm stands on the page of the day.

create table lone_visit (
  organisation_id uuid not null,
  visit_id uuid not null,
  staff_id uuid not null,
  office_id uuid not null,
  tell_id uuid not null,
  place text not null check (place in ('where_somebody_lives', 'street', 'workplace', 'court_or_police', 'hospital', 'border_or_station', 'shelter', 'other')),
  province text,
  starts_at timestamptz not null default guard.clock(),
  expected_at timestamptz not null,
  checked_at timestamptz,
  ended_at timestamptz,
  answer text check (answer in ('looking', 'emergency', 'safe')),
  answered_by uuid,
  answered_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, visit_id),
  foreign key (organisation_id, staff_id) references staff,
  foreign key (organisation_id, office_id) references office,
  foreign key (organisation_id, tell_id) references staff,
  foreign key (organisation_id, answered_by) references staff,
  check (tell_id <> staff_id),
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
create unique index lone_visit_one_at_a_time on lone_visit (organisation_id, staff_id) where ended_at is null;
create index lone_visit_out on lone_visit (organisation_id, expected_at) where ended_at is null;
comment on table lone_visit is 'A colleague is out alone: until when, and who is told when nothing was heard. No file, no person, no address.';

create function guard.watches_office(an_office uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); how_far text := guard.reach('staff_care.see');
begin
  return coalesce(me.staff_id is not null and (how_far = 'all' or (how_far = 'in_the_office' and an_office = me.office_id)), false);
end $$;
comment on function guard.watches_office(uuid) is 'Whether whoever asks answers for those who are out alone from this office.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  me constant text := '(select guard.staff())';
begin
  execute 'alter table lone_visit enable row level security';
  execute 'alter table lone_visit force row level security';
  execute 'create policy kept_by_owner on lone_visit to current_user using (true) with check (true)';
  execute 'create policy guard_all on lone_visit to amparo_guard using (true) with check (true)';
  execute 'grant select, delete on lone_visit to amparo_guard';
  -- Whoever is to be told sees it while the colleague is out, and no longer.
  execute format($p$create policy out_now on lone_visit for select to amparo_app using (staff_id = %1$s
    or (%2$s and ended_at is null and (tell_id = %1$s or guard.watches_office(office_id))))$p$, me, ours);
  execute format($p$create policy gone_oneself on lone_visit for insert to amparo_app with check (%2$s and staff_id = %1$s and ended_at is null and answer is null
    and office_id = (select s.office_id from staff s where s.organisation_id = lone_visit.organisation_id and s.staff_id = %1$s)
    and exists (select from staff s where s.organisation_id = lone_visit.organisation_id and s.staff_id = lone_visit.tell_id and s.status = 'active'))$p$, me, ours);
  execute format('create policy heard_from_oneself on lone_visit for update to amparo_app using (staff_id = %1$s) with check (staff_id = %1$s)', me);
  execute 'grant select, insert on lone_visit to amparo_app';
  execute 'grant update (expected_at, checked_at, ended_at, version) on lone_visit to amparo_app';
  execute 'grant update (answer, answered_by, answered_at, ended_at, version) on lone_visit to amparo_guard';
end $$;

create function guard.answer_lone_visit(an_id uuid, an_expected int, an_answer text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); v lone_visit;
begin
  select * into v from lone_visit x where x.organisation_id = me.organisation_id and x.visit_id = an_id for update;
  if me.staff_id is null or v.visit_id is null or not (v.tell_id = me.staff_id or (v.staff_id <> me.staff_id and guard.watches_office(v.office_id))) then return 'not_found'; end if;
  if v.ended_at is not null then return 'ended'; end if;
  if v.version <> an_expected then return 'stale'; end if;
  update lone_visit x set answer = an_answer, answered_by = me.staff_id, answered_at = guard.clock(), version = version + 1,
    ended_at = case when an_answer = 'safe' then guard.clock() end
  where x.organisation_id = v.organisation_id and x.visit_id = an_id;
  return 'done';
end $$;
comment on function guard.answer_lone_visit(uuid, int, text) is
  'Whoever is told says what they do: looking for the colleague, emergency called, or heard from them and safe, which ends it.';

create function guard.lone_alarms(grace_minutes int) returns table (visit_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.visit_id from guard.who() me join lone_visit v on v.organisation_id = me.organisation_id and v.ended_at is null
  where v.expected_at + make_interval(mins => grace_minutes) < guard.clock()
    and (me.staff_id in (v.staff_id, v.tell_id) or guard.watches_office(v.office_id))
$$;
comment on function guard.lone_alarms(int) is 'Colleagues who are out alone and were expected back: for whoever is named, whoever coordinates, and the colleague.';

create function guard.forget_lone_visits(before timestamptz) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare gone int;
begin
  delete from lone_visit v where v.ended_at < before;
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function guard.forget_lone_visits(timestamptz) is 'Takes away visits that ended before a moment: where colleagues were is nobody''s to keep. Run by the server''s clock.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('watches_office', 'answer_lone_visit', 'lone_alarms', 'forget_lone_visits') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.watches_office(uuid), guard.answer_lone_visit(uuid, int, text), guard.lone_alarms(int) to amparo_app;
