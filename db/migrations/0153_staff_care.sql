-- Those who accompany carry what they hear. What was hard is for the colleague alone; whoever supervises is told one thing:
-- that somebody may need rest, never from what. What was said when two talked it over is written nowhere.

create table hard_moment (
  organisation_id uuid not null,
  hard_id uuid not null,
  staff_id uuid not null,
  on_day date not null,
  kind text not null check (kind in ('told', 'session', 'incident', 'accompanying', 'court', 'threat', 'loss', 'other')),
  debrief text not null default 'offered' check (debrief in ('offered', 'not_now', 'asked', 'agreed', 'declined', 'done')),
  with_id uuid,
  outside boolean not null default false,
  asked_at timestamptz,
  done_on date,
  recorded_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, hard_id),
  foreign key (organisation_id, staff_id) references staff,
  foreign key (organisation_id, with_id) references staff,
  check (with_id <> staff_id),
  check (debrief not in ('asked', 'agreed', 'declined') or with_id is not null),
  check ((debrief = 'done') = (done_on is not null)),
  check (debrief <> 'done' or (with_id is not null) <> outside)
);
create index hard_moment_of_staff on hard_moment (organisation_id, staff_id, on_day desc);
create index hard_moment_asked on hard_moment (organisation_id, with_id) where debrief in ('asked', 'agreed');
comment on table hard_moment is 'That a day had something hard in it, as the colleague marks it, and whether it was talked over and with whom. No file, no person, no words.';

create table rest_said (
  organisation_id uuid not null,
  staff_id uuid not null,
  until_on date not null,
  version int not null default 1,
  primary key (organisation_id, staff_id),
  foreign key (organisation_id, staff_id) references staff
);
comment on table rest_said is 'A colleague says that rest is needed, until a day. Why is not asked.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  me constant text := 'staff_id = (select guard.staff())';
  t text;
begin
  foreach t in array array['hard_moment', 'rest_said'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('grant select, delete on %I to amparo_guard', t);
    execute format('create policy ones_own on %I for select to amparo_app using (%s)', t, me);
    execute format('create policy written_by_oneself on %I for insert to amparo_app with check (%s and %s)', t, ours, me);
    execute format('create policy changed_by_oneself on %I for update to amparo_app using (%s) with check (%s and %2$s)', t, me, ours);
    execute format('create policy taken_away_by_oneself on %I for delete to amparo_app using (%s)', t, me);
    execute format('grant select, insert, delete on %I to amparo_app', t);
  end loop;
end $$;
grant update (debrief, with_id, outside, asked_at, done_on, version) on hard_moment to amparo_app;
grant update (until_on, version) on rest_said to amparo_app;
grant update (debrief, version) on hard_moment to amparo_guard;

create function guard.exposure_of(an_organisation uuid, a_staff uuid, since date) returns table (hard int, protocols int, incidents int)
language sql stable security definer set search_path = public, pg_temp as $$
  select
    (select count(*)::int from hard_moment h where h.organisation_id = an_organisation and h.staff_id = a_staff and h.on_day >= since),
    (select count(*)::int from protocol p where p.organisation_id = an_organisation and p.taken_by = a_staff and p.taken_at >= since),
    (select count(*)::int from incident i where i.organisation_id = an_organisation and i.recorded_by = a_staff and i.recorded_at >= since)
$$;
comment on function guard.exposure_of(uuid, uuid, date) is 'What a colleague marked as hard, the protocols they took and the incidents they wrote down since a day: counts. For the functions below alone.';

create function guard.my_exposure(since date) returns table (hard int, protocols int, incidents int)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.* from guard.who() w, guard.exposure_of(w.organisation_id, w.staff_id, since) e where w.staff_id is not null
$$;
comment on function guard.my_exposure(date) is 'One''s own exposure, in counts.';

create function guard.my_caseload() returns table (stage text, files int, points int)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.stage, count(*)::int, coalesce(sum(w.points), 0)::int
  from guard.who() me
  join case_access a on a.organisation_id = me.organisation_id and a.staff_id = me.staff_id and a.kind = 'team'
    and a.function = 'reference_worker' and a.ended_at is null
  join case_file f on f.organisation_id = a.organisation_id and f.case_id = a.case_id and f.status = 'open'
  left join case_weight w on w.organisation_id = a.organisation_id and w.case_id = a.case_id
  group by f.stage
$$;
comment on function guard.my_caseload() is 'The files whose reference worker one is, by stage, with the points of what makes them heavier.';

create function guard.my_capacity() returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select c.points from guard.who() me join worker_capacity c on c.organisation_id = me.organisation_id and c.staff_id = me.staff_id
$$;
comment on function guard.my_capacity() is 'How many points one carries where that differs from the usual; nothing otherwise.';

create function guard.may_need_rest(since date, hard_points int, protocol_points int, incident_points int, from_points int)
returns table (staff_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('staff_care.see'); today date := (guard.clock() at time zone 'UTC')::date;
begin
  if me.staff_id is null or how_far is null or how_far not in ('all', 'in_the_office') then return; end if;
  return query
    select s.staff_id from staff s cross join lateral guard.exposure_of(s.organisation_id, s.staff_id, since) e
    where s.organisation_id = me.organisation_id and s.status = 'active' and s.staff_id <> me.staff_id
      and (how_far = 'all' or s.office_id = me.office_id)
      and (e.hard * hard_points + e.protocols * protocol_points + e.incidents * incident_points >= greatest(from_points, 1)
        or exists (select from rest_said r where r.organisation_id = s.organisation_id and r.staff_id = s.staff_id and r.until_on >= today));
end $$;
comment on function guard.may_need_rest(date, int, int, int, int) is
  'Who of those one supervises may need rest. No count, no reason and no difference between what somebody said and what was added up leaves this.';

create function guard.debriefs_asked_of_me() returns table (hard_id uuid, staff_id uuid, asked_at timestamptz, debrief text, version int)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.hard_id, h.staff_id, h.asked_at, h.debrief, h.version from guard.who() me
  join hard_moment h on h.organisation_id = me.organisation_id and h.with_id = me.staff_id and h.debrief in ('asked', 'agreed')
  order by h.asked_at
$$;
comment on function guard.debriefs_asked_of_me() is 'Colleagues who would like to talk something over with whoever asks. Of what it is about: nothing.';

create function guard.answer_debrief(an_id uuid, an_expected int, an_answer text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); h hard_moment;
begin
  select * into h from hard_moment x where x.organisation_id = me.organisation_id and x.hard_id = an_id for update;
  if me.staff_id is null or h.hard_id is null or h.with_id is distinct from me.staff_id or h.debrief not in ('asked', 'agreed') then return 'not_found'; end if;
  if h.version <> an_expected then return 'stale'; end if;
  if an_answer not in ('agreed', 'declined') then return 'not_found'; end if;
  update hard_moment x set debrief = an_answer, version = version + 1 where x.organisation_id = h.organisation_id and x.hard_id = an_id;
  return 'done';
end $$;
comment on function guard.answer_debrief(uuid, int, text) is 'Whoever was asked says that they take the time, or cannot.';

create function guard.forget_staff_care(before date) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare gone int; more int;
begin
  delete from hard_moment where on_day < before;
  get diagnostics gone = row_count;
  delete from rest_said where until_on < before;
  get diagnostics more = row_count;
  return gone + more;
end $$;
comment on function guard.forget_staff_care(date) is 'Takes away what was marked before a day: it is there to notice, not to be kept. Run by the server''s clock.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('exposure_of', 'my_exposure', 'my_caseload', 'my_capacity', 'may_need_rest', 'debriefs_asked_of_me', 'answer_debrief', 'forget_staff_care') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.my_exposure(date), guard.my_caseload(), guard.my_capacity(), guard.may_need_rest(date, int, int, int, int), guard.debriefs_asked_of_me(),
  guard.answer_debrief(uuid, int, text) to amparo_app;
