-- Appointments of the person, each in one section of the file, and the time of colleagues they take. The clock on the wall
-- there is the truth; the moments are what it comes to. Of time that is taken others learn the hours and nothing else.

create table appointment_series (
  organisation_id uuid not null,
  case_id uuid not null,
  series_id uuid not null,
  section text not null,
  unit text not null check (unit in ('day', 'week', 'month')),
  every int not null check (every between 1 and 12),
  weekdays int[] not null default '{}' check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  month_by text not null default 'date' check (month_by in ('date', 'weekday', 'last_weekday')),
  until_on date,
  most int check (most between 1 and 60),
  except_on date[] not null default '{}',
  holidays text not null default 'keep' check (holidays in ('keep', 'skip')),
  planned_by uuid not null default guard.staff(),
  primary key (organisation_id, case_id, series_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((until_on is null) <> (most is null))
);
comment on table appointment_series is 'By which rule an appointment comes again, as it was planned. Its appointments are rows of their own, made when it was planned.';

create table appointment (
  organisation_id uuid not null,
  case_id uuid not null,
  appointment_id uuid not null,
  section text not null,
  kind text not null check (kind in ('health', 'mind', 'police', 'court', 'lawyer', 'office', 'consulate', 'school', 'work', 'home', 'money', 'group', 'talk', 'other')),
  on_day date not null,
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes int not null check (minutes between 5 and 720),
  zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  mode text not null check (mode in ('in_person', 'telephone', 'video')),
  status text not null default 'planned' check (status in ('planned', 'held', 'no_show', 'cancelled')),
  reason_of text check (reason_of in ('hers', 'ours', 'theirs')),
  reason_why text check (reason_why in ('ill', 'afraid', 'did_not_want', 'not_told', 'no_way_there', 'no_childcare', 'at_work', 'no_interpreter',
    'nobody_to_go_along', 'closed', 'other_day', 'not_needed', 'not_safe', 'not_known')),
  province text,
  away_before int not null default 0 check (away_before between 0 and 480),
  away_after int not null default 0 check (away_after between 0 and 480),
  interpreter_language text,
  interpreter_dialect text,
  series_id uuid,
  moved int not null default 0,
  reminder_wanted boolean not null default false,
  planned_by uuid not null default guard.staff(),
  changed_at timestamptz not null default guard.clock(),
  closed_by uuid,
  sealed bytea not null,
  sealed_outcome bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, appointment_id),
  unique (appointment_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, series_id) references appointment_series,
  check (ends_at > starts_at),
  check ((reason_of is null) = (reason_why is null)),
  check (reason_of is null or status in ('no_show', 'cancelled'))
);
create index appointment_of_file on appointment (organisation_id, case_id, starts_at);
create index appointment_of_day on appointment (organisation_id, starts_at) where status in ('planned', 'held');
create index appointment_of_series on appointment (organisation_id, case_id, series_id, starts_at) where series_id is not null;
comment on table appointment is 'An appointment of the person: by the clock on the wall there, and what became of it. sealed: title, place, with whom, where one meets, what to bring, the way; sealed_outcome: what came of it.';
comment on column appointment.moved is 'How often its time was changed after it was planned.';
comment on column appointment.away_before is 'Minutes on the way there; away_after those on the way back. They are taken too.';

create table appointment_staff (
  organisation_id uuid not null,
  case_id uuid not null,
  appointment_id uuid not null,
  staff_id uuid not null,
  section text not null,
  part text not null check (part in ('leads', 'accompanies')),
  busy_from timestamptz not null,
  busy_until timestamptz not null,
  live boolean not null,
  primary key (organisation_id, case_id, appointment_id, staff_id),
  foreign key (organisation_id, case_id, appointment_id) references appointment,
  foreign key (organisation_id, staff_id) references staff
);
create index appointment_staff_busy on appointment_staff (organisation_id, staff_id, busy_from) include (busy_until) where live;
create index appointment_staff_of on appointment_staff (organisation_id, staff_id, busy_from);
comment on table appointment_staff is 'Which colleagues lead an appointment or go along, and the time it takes of theirs with the way there and back. Written by the guard alone.';

create table busy_time (
  organisation_id uuid not null,
  busy_id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('off', 'training', 'meeting')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  version int not null default 1,
  primary key (organisation_id, busy_id),
  foreign key (organisation_id, staff_id) references staff,
  check (ends_at > starts_at)
);
create index busy_time_of_staff on busy_time (organisation_id, staff_id, starts_at) include (ends_at);
comment on table busy_time is 'Time of a colleague that is not about a person: off, a training, a meeting. No words.';

select guard.wall('appointment_series', 'by_row'), guard.wall('appointment', 'by_row'), guard.wall('appointment_staff', 'by_row');
revoke update on appointment_series, appointment from amparo_app;
revoke insert, update on appointment_staff from amparo_app;
grant update (section, kind, on_day, at_time, minutes, zone, starts_at, ends_at, mode, status, reason_of, reason_why, province, away_before, away_after,
  interpreter_language, interpreter_dialect, moved, reminder_wanted, changed_at, closed_by, sealed, sealed_outcome, version) on appointment to amparo_app;
-- A partner that a consent lets read a section is not told when the person goes where.
create policy of_the_own_house on appointment_series as restrictive for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy of_the_own_house on appointment as restrictive for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy of_the_own_house on appointment_staff as restrictive for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy guard_writes on appointment_staff for insert to amparo_guard with check (true);
create policy guard_changes on appointment_staff for update to amparo_guard using (true) with check (true);
grant insert, update on appointment_staff to amparo_guard;

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  me constant text := 'staff_id = (select guard.staff())';
begin
  execute 'alter table busy_time enable row level security';
  execute 'alter table busy_time force row level security';
  execute 'create policy kept_by_owner on busy_time to current_user using (true) with check (true)';
  execute 'create policy guard_all on busy_time to amparo_guard using (true) with check (true)';
  execute 'grant select, delete on busy_time to amparo_guard';
  execute format('create policy ones_own on busy_time for select to amparo_app using (%s)', me);
  execute format('create policy kept_by_oneself on busy_time for insert to amparo_app with check (%s and %s)', ours, me);
  execute format('create policy changed_by_oneself on busy_time for update to amparo_app using (%s) with check (%s and %1$s)', me, ours);
  execute format('create policy given_back_by_oneself on busy_time for delete to amparo_app using (%s)', me);
  execute 'grant select, insert, delete on busy_time to amparo_app';
  execute 'grant update (kind, starts_at, ends_at, version) on busy_time to amparo_app';
end $$;

create function guard.hold_agenda(a_case uuid, people uuid[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); each text;
begin
  if me.staff_id is null or not guard.sees(a_case) then return; end if;
  -- Always in the same order, so that two who plan wait for each other and never both.
  for each in select distinct x::text from unnest(people || a_case) x order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended('amparo.agenda ' || each, 0));
  end loop;
end $$;
comment on function guard.hold_agenda(uuid, uuid[]) is 'Until this transaction ends nobody else plans for this person or these colleagues: what was free when it was looked at is free when it is written.';

create function guard.staff_of_appointment(an_appointment uuid, people uuid[], parts text[]) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); a appointment;
begin
  select * into a from appointment x where x.appointment_id = an_appointment and x.organisation_id = me.organisation_id;
  if a.appointment_id is null or not guard.writes(a.case_id, a.section) then return false; end if;
  if exists (select from unnest(people) p where not exists (
      select from staff s where s.organisation_id = a.organisation_id and s.staff_id = p and s.status = 'active')
      and not exists (select from appointment_staff k where k.appointment_id = an_appointment and k.organisation_id = a.organisation_id
        and k.case_id = a.case_id and k.staff_id = p)) then return false; end if;
  delete from appointment_staff k where k.organisation_id = a.organisation_id and k.case_id = a.case_id and k.appointment_id = an_appointment
    and k.staff_id <> all (people);
  insert into appointment_staff (organisation_id, case_id, appointment_id, staff_id, section, part, busy_from, busy_until, live)
  select a.organisation_id, a.case_id, an_appointment, p.staff_id, a.section, p.part, a.starts_at - make_interval(mins => a.away_before),
    a.ends_at + make_interval(mins => a.away_after), a.status in ('planned', 'held')
  from unnest(people, parts) p(staff_id, part)
  on conflict (organisation_id, case_id, appointment_id, staff_id) do update set section = excluded.section, part = excluded.part,
    busy_from = excluded.busy_from, busy_until = excluded.busy_until, live = excluded.live;
  return true;
end $$;
comment on function guard.staff_of_appointment(uuid, uuid[], text[]) is 'Says who leads an appointment and who goes along, and takes the time it costs them as the appointment has it now.';

create function guard.taken_of(people uuid[], from_at timestamptz, until_at timestamptz)
returns table (staff_id uuid, appointment_id uuid, kind text, starts_at timestamptz, ends_at timestamptz, away_before int, away_after int, live boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('agenda.read') then return; end if;
  return query
    select k.staff_id, k.appointment_id, 'busy', a.starts_at, a.ends_at, a.away_before, a.away_after, k.live
    from appointment_staff k join appointment a on a.organisation_id = k.organisation_id and a.case_id = k.case_id and a.appointment_id = k.appointment_id
    where k.organisation_id = me.organisation_id and k.staff_id = any(people) and k.busy_from < until_at
      and k.busy_from > from_at - interval '2 days' and k.busy_until > from_at
    union all
    select b.staff_id, null, b.kind, b.starts_at, b.ends_at, 0, 0, true from busy_time b
    where b.organisation_id = me.organisation_id and b.staff_id = any(people) and b.starts_at < until_at and b.ends_at > from_at;
end $$;
comment on function guard.taken_of(uuid[], timestamptz, timestamptz) is 'What stands in the agenda of colleagues of the house, by id and hours, and whether it still takes their time. An appointment takes less than two days.';

create function guard.taken_of_file(a_case uuid, from_at timestamptz, until_at timestamptz)
returns table (appointment_id uuid, starts_at timestamptz, ends_at timestamptz, away_before int, away_after int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('agenda.read') or not guard.sees(a_case) then return; end if;
  return query
    select a.appointment_id, a.starts_at, a.ends_at, a.away_before, a.away_after from appointment a
    where a.organisation_id = me.organisation_id and a.case_id = a_case and a.status in ('planned', 'held')
      and a.starts_at > from_at - interval '2 days' and a.starts_at - make_interval(mins => a.away_before) < until_at
      and a.ends_at + make_interval(mins => a.away_after) > from_at;
end $$;
comment on function guard.taken_of_file(uuid, timestamptz, timestamptz) is 'When the person of a file one sees is taken, in whichever section it stands: the hours alone.';

create function guard.free_busy(people uuid[], from_at timestamptz, until_at timestamptz) returns table (staff_id uuid, taken text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('agenda.read') then return; end if;
  return query
    select t.staff_id, string_agg((greatest(date_part('epoch', t.starts_at - from_at), 0) / 60)::int || '/' || (date_part('epoch', t.ends_at - from_at) / 60)::int, ' ')
    from (
      select k.staff_id, k.busy_from as starts_at, k.busy_until as ends_at from appointment_staff k
      where k.organisation_id = me.organisation_id and k.staff_id = any(people) and k.live and k.busy_from < until_at
        and k.busy_from > from_at - interval '2 days' and k.busy_until > from_at
      union all
      select b.staff_id, b.starts_at, b.ends_at from busy_time b
      where b.organisation_id = me.organisation_id and b.staff_id = any(people) and b.starts_at < until_at and b.ends_at > from_at
      order by 1, 2, 3) t
    group by t.staff_id;
end $$;
comment on function guard.free_busy(uuid[], timestamptz, timestamptz) is 'When colleagues of the house are taken, in minutes since the first moment, the earliest first: 540/600 720/780.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('hold_agenda', 'staff_of_appointment', 'taken_of', 'taken_of_file', 'free_busy') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
