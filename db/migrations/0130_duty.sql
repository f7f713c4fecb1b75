-- Whom one calls when the office is closed: its hours, the days it is free, and who has the duty of which hours. Times are
-- what the clock on the wall says there, so a turn keeps its hours when summer time begins or ends.

create table office_hours (
  organisation_id uuid not null,
  office_id uuid not null,
  time_zone text not null,
  hours jsonb not null default '[]',
  kept_by uuid not null default guard.staff(),
  version int not null default 1,
  primary key (organisation_id, office_id),
  foreign key (organisation_id, office_id) references office
);
comment on table office_hours is 'When an office is open, by its own clock: [{weekdays, from, until}]. Outside of it the duty is called. No row: always outside.';

create table duty_free_day (
  organisation_id uuid not null references organisation,
  free_day_id uuid not null,
  office_id uuid,
  on_day date not null,
  name text not null,
  kept_by uuid not null default guard.staff(),
  primary key (organisation_id, free_day_id),
  foreign key (organisation_id, office_id) references office
);
create unique index duty_free_day_once on duty_free_day (organisation_id, on_day, office_id) nulls not distinct;
comment on table duty_free_day is 'A day on which an office, or every office of the organisation, is closed.';

create table duty_turn (
  organisation_id uuid not null references organisation,
  turn_id uuid not null,
  office_id uuid,
  staff_id uuid not null,
  deputy_id uuid,
  telephone text not null default '',
  time_zone text not null,
  from_on date not null,
  until_on date,
  weekdays int[] not null check (cardinality(weekdays) > 0 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  from_time text not null check (from_time ~ '^([01][0-9]|2[0-3]):(00|15|30|45)$'),
  until_time text not null check (until_time ~ '^([01][0-9]|2[0-3]):(00|15|30|45)$'),
  free_days text not null default 'too' check (free_days in ('too', 'only', 'never')),
  ended_at timestamptz,
  kept_by uuid not null default guard.staff(),
  version int not null default 1,
  primary key (organisation_id, turn_id),
  foreign key (organisation_id, office_id) references office,
  foreign key (organisation_id, staff_id) references staff,
  foreign key (organisation_id, deputy_id) references staff,
  check (until_on is null or until_on >= from_on),
  check (deputy_id is null or deputy_id <> staff_id)
);
create index duty_turn_live on duty_turn (organisation_id, office_id) where ended_at is null;
comment on table duty_turn is 'Who is called in which hours outside the office''s own, and who when they do not answer. A turn until an hour not after its first reaches into the next day. No office: for all of them that have no turn of their own then.';

create function guard.keeps_office(an_office uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); how_far text := guard.reach('duty.keep');
begin
  return coalesce(me.staff_id is not null and (how_far = 'all' or (how_far = 'in_the_office' and an_office = me.office_id)), false);
end $$;
comment on function guard.keeps_office(uuid) is 'Whether whoever asks keeps the hours and the duty of this office; of all of them together only with the widest reach.';

create function guard.is_free_day(an_organisation uuid, an_office uuid, a_day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from duty_free_day d where d.organisation_id = an_organisation and d.on_day = a_day
    and (d.office_id is null or d.office_id = an_office))
$$;
comment on function guard.is_free_day(uuid, uuid, date) is 'Whether an office is closed on a day because that day is free.';

create function guard.in_hours(an_organisation uuid, an_office uuid, a_moment timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from office_hours o
    cross join lateral (select a_moment at time zone o.time_zone as here) l
    cross join lateral jsonb_to_recordset(o.hours) as h(weekdays int[], "from" text, until text)
    where o.organisation_id = an_organisation and o.office_id = an_office
      and extract(isodow from l.here)::int = any(h.weekdays)
      and l.here::time >= h."from"::time and l.here::time < h.until::time
      and not guard.is_free_day(an_organisation, an_office, l.here::date))
$$;
comment on function guard.in_hours(uuid, uuid, timestamptz) is 'Whether an office is open at a moment, by its own clock. src/safety/duty.rules.ts says the same; a test holds the two against each other.';

create function guard.duty_at(an_organisation uuid, an_office uuid, a_moment timestamptz)
returns table (turn_id uuid, staff_id uuid, deputy_id uuid, telephone text)
language sql stable security definer set search_path = public, pg_temp as $$
  with found as (
    select distinct t.turn_id, t.office_id, t.telephone,
      case when s.status = 'active' then t.staff_id else t.deputy_id end as staff_id,
      case when s.status = 'active' and d.status = 'active' then t.deputy_id end as deputy_id
    from duty_turn t
    join staff s on s.organisation_id = t.organisation_id and s.staff_id = t.staff_id
    left join staff d on d.organisation_id = t.organisation_id and d.staff_id = t.deputy_id
    cross join lateral (select a_moment at time zone t.time_zone as here) l
    cross join lateral (values (l.here::date), (l.here::date - 1)) as begun(on_day)
    where t.organisation_id = an_organisation and (t.office_id is null or t.office_id = an_office) and t.ended_at is null
      and (s.status = 'active' or d.status = 'active')
      and begun.on_day >= t.from_on and (t.until_on is null or begun.on_day <= t.until_on)
      and extract(isodow from begun.on_day)::int = any(t.weekdays)
      and case t.free_days when 'too' then true when 'only' then guard.is_free_day(an_organisation, an_office, begun.on_day)
          else not guard.is_free_day(an_organisation, an_office, begun.on_day) end
      and l.here >= begun.on_day + t.from_time::time
      and l.here < begun.on_day + t.until_time::time + case when t.until_time <= t.from_time then interval '1 day' else interval '0' end
  )
  select f.turn_id, f.staff_id, f.deputy_id, f.telephone from found f
  where f.office_id is not null or not exists (select from found g where g.office_id is not null)
$$;
comment on function guard.duty_at(uuid, uuid, timestamptz) is 'Who has the duty of an office at a moment: its own turns, or those of the whole organisation where it has none then. src/safety/duty.rules.ts says the same.';

do $$
declare t text; f regprocedure;
begin
  foreach t in array array['office_hours', 'duty_free_day', 'duty_turn'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_reads on %I for select to amparo_guard using (true)', t);
    execute format('create policy read_by_the_house on %I for select to amparo_app
      using (organisation_id = (select guard.organisation()) and guard.may(''duty.read''))', t);
    execute format('create policy kept_for_an_office on %I for insert to amparo_app
      with check (organisation_id = (select guard.organisation()) and guard.keeps_office(office_id))', t);
    execute format('grant select on %I to amparo_guard', t);
    execute format('grant select, insert on %I to amparo_app', t);
  end loop;
  foreach t in array array['office_hours', 'duty_turn'] loop
    execute format('create policy changed_for_an_office on %I for update to amparo_app
      using (organisation_id = (select guard.organisation()) and guard.keeps_office(office_id)) with check (guard.keeps_office(office_id))', t);
  end loop;
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('keeps_office', 'is_free_day', 'in_hours', 'duty_at') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
create policy taken_back on duty_free_day for delete to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.keeps_office(office_id));
grant delete on duty_free_day to amparo_app;
grant update (time_zone, hours, kept_by, version) on office_hours to amparo_app;
grant update (staff_id, deputy_id, telephone, time_zone, from_on, until_on, weekdays, from_time, until_time, free_days, ended_at, kept_by, version)
  on duty_turn to amparo_app;
grant execute on function guard.keeps_office(uuid) to amparo_app;
