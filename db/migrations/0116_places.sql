-- Beds, rooms, seats: what an organisation has, what of it is taken, and who waits. Whether a place is taken is the
-- house's to know; who is there belongs to the file and lies apart from it, so that the count outlives the person.

create table place_unit (
  organisation_id uuid not null references organisation,
  unit_id uuid not null,
  service_id uuid,
  kind text not null check (kind in ('house', 'flat', 'room', 'course', 'programme')),
  unit text not null,
  name text not null,
  admits jsonb not null default '{}',
  admission jsonb not null default '{}',
  house_rules text not null default '',
  province text,
  hidden_location boolean not null default true,
  published boolean not null default false,
  hold_hours int not null default 24 check (hold_hours between 1 and 72),
  closed_on date,
  made_by uuid not null default guard.staff(),
  version int not null default 1,
  primary key (organisation_id, unit_id),
  unique (unit_id)
);
comment on table place_unit is 'A house, flat, room, course or programme with places, and whom it admits. Published: the organisation that refers to this one sees how many are free.';

create table place_address (
  organisation_id uuid not null,
  unit_id uuid not null,
  intake_version int not null,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, unit_id),
  foreign key (organisation_id, unit_id) references place_unit
);
comment on table place_address is 'Where a unit is. Sealed to its own organisation, read by those who work there, and by nobody else.';

create table place (
  organisation_id uuid not null,
  unit_id uuid not null,
  place_id uuid not null,
  label text not null,
  out_from date,
  out_until date,
  out_reason text check (out_reason in ('repair', 'cleaning', 'staff', 'safety', 'other')),
  gone_on date,
  version int not null default 1,
  primary key (organisation_id, place_id),
  unique (organisation_id, unit_id, place_id),
  unique (place_id),
  foreign key (organisation_id, unit_id) references place_unit,
  check ((out_from is null) = (out_reason is null) and (out_until is null or out_until >= out_from))
);
create index place_of_unit on place (organisation_id, unit_id) where gone_on is null;
comment on table place is 'One bed, room or seat; out of service from a day until a day.';

-- A place is taken once: whoever holds it or lives in it stands here, and two cannot.
create table place_taken (
  organisation_id uuid not null,
  unit_id uuid not null,
  place_id uuid not null,
  by_id uuid not null,
  primary key (organisation_id, place_id),
  unique (organisation_id, place_id, by_id),
  foreign key (organisation_id, unit_id, place_id) references place (organisation_id, unit_id, place_id)
);
create index place_taken_of_unit on place_taken (organisation_id, unit_id);
comment on table place_taken is 'Which places are taken, by which hold or stay. One row for each place at most: a second request for it finds no room.';

create table place_hold (
  organisation_id uuid not null,
  hold_id uuid not null,
  unit_id uuid not null,
  place_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  held_by uuid not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('used', 'released', 'expired')),
  live_place_id uuid generated always as (case when ended_at is null then place_id end) stored,
  version int not null default 1,
  primary key (organisation_id, hold_id),
  unique (hold_id),
  foreign key (organisation_id, unit_id) references place_unit,
  foreign key (organisation_id, live_place_id, hold_id) references place_taken (organisation_id, place_id, by_id),
  check (until_at > from_at and until_at <= from_at + interval '72 hours'),
  check ((ended_at is null) = (ended_how is null))
);
create index place_hold_live on place_hold (organisation_id, unit_id) where ended_at is null;
comment on table place_hold is 'A place kept for somebody for some hours. It ends by the clock; while it is live its place is taken.';

create table stay (
  organisation_id uuid not null,
  stay_id uuid not null,
  unit_id uuid not null,
  place_id uuid not null,
  from_on date not null,
  planned_until date,
  until_on date,
  destination text,
  away_from date,
  away_until date,
  began_by uuid not null,
  ended_by uuid,
  ended_at timestamptz,
  live_place_id uuid generated always as (case when ended_at is null then place_id end) stored,
  version int not null default 1,
  primary key (organisation_id, stay_id),
  unique (stay_id),
  foreign key (organisation_id, unit_id) references place_unit,
  foreign key (organisation_id, live_place_id, stay_id) references place_taken (organisation_id, place_id, by_id),
  check (until_on is null or until_on >= from_on),
  check (planned_until is null or planned_until >= from_on),
  check ((ended_at is null) = (until_on is null) and (ended_at is null) = (destination is null) and (ended_at is null) = (ended_by is null)),
  check ((away_from is null) = (away_until is null) and (away_until is null or away_until >= away_from))
);
create index stay_of_unit on stay (organisation_id, unit_id, from_on);
comment on table stay is 'That a place is or was lived in, from when until when and where the way led. Not who: that lies with the file and goes with it, the count stays.';

create table place_waiting (
  organisation_id uuid not null,
  waiting_id uuid not null,
  unit_id uuid not null,
  urgency text not null check (urgency in ('today', 'this_week', 'this_month', 'can_wait')),
  since timestamptz not null default guard.clock(),
  written_by uuid not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('placed', 'elsewhere', 'gave_up', 'file_gone')),
  version int not null default 1,
  primary key (organisation_id, waiting_id),
  unique (waiting_id),
  foreign key (organisation_id, unit_id) references place_unit,
  check ((ended_at is null) = (ended_how is null))
);
create index place_waiting_live on place_waiting (organisation_id, unit_id) where ended_at is null;
comment on table place_waiting is 'That somebody waits for a place of a unit, how urgently and since when. Not who: that lies with the file.';

create table place_night (
  organisation_id uuid not null,
  unit_id uuid not null,
  night date not null,
  places int not null,
  lived_in int not null,
  away int not null,
  held int not null,
  out_of_service int not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null default guard.clock(),
  primary key (organisation_id, unit_id, night),
  foreign key (organisation_id, unit_id) references place_unit
);
comment on table place_night is 'How many slept in a unit on one night, counted and confirmed by whoever was there. It stays as it was confirmed.';

-- The file's part: who a stay, a hold or a wait is about, and what is written about it.

create table place_person (
  organisation_id uuid not null,
  case_id uuid not null,
  ref_id uuid not null,
  what text not null check (what in ('stay', 'hold', 'waiting')),
  section text not null check (section in ('home', 'learning')),
  house_organisation_id uuid not null references organisation,
  written_at timestamptz not null default guard.clock(),
  primary key (organisation_id, case_id, ref_id),
  unique (ref_id),
  foreign key (organisation_id, case_id) references case_file
);
create index place_person_of_house on place_person (house_organisation_id, what);
comment on table place_person is 'Whose stay, hold or wait it is. Read by whoever opens that section of the file: in another house''s beds by nobody but the file''s own.';

create table stay_entry (
  organisation_id uuid not null,
  case_id uuid not null,
  entry_id uuid not null,
  stay_id uuid not null,
  section text not null check (section in ('home', 'learning')),
  house_organisation_id uuid not null references organisation,
  what text not null check (what in ('log', 'leave', 'back', 'incident')),
  code text,
  on_day date not null,
  until_on date,
  written_by uuid not null,
  written_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, entry_id),
  unique (entry_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((what = 'incident') = (code is not null)),
  check ((what = 'leave') = (until_on is not null))
);
create index stay_entry_of_stay on stay_entry (organisation_id, case_id, stay_id, on_day desc);
comment on table stay_entry is 'What is written about a stay: the log of the house, leaves, incidents. The words are sealed with the file''s key.';

do $$
declare
  t text;
  opened constant text := '(case when case_id = (select e.case_id from entered e) then section = any ((select e.opens from entered e)::text[])
    else guard.opens(case_id, section) end) and (organisation_id = (select guard.organisation()) or house_organisation_id = (select guard.organisation()))';
begin
  foreach t in array array['place_unit', 'place_address', 'place', 'place_taken', 'place_hold', 'stay', 'place_waiting', 'place_night', 'place_person', 'stay_entry'] loop
    execute format('alter table %I enable row level security; alter table %1$I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('grant select on %I to amparo_app', t);
    execute format('grant select, insert, update, delete on %I to amparo_guard', t);
  end loop;
  foreach t in array array['place', 'place_taken', 'place_hold', 'stay', 'place_waiting', 'place_night'] loop
    execute format('create policy of_the_house on %I for select to amparo_app using (organisation_id = (select guard.organisation()) and guard.may(''places.read''))', t);
  end loop;
  foreach t in array array['place_person', 'stay_entry'] loop
    execute format('create policy opened on %I for select to amparo_app using (%s)', t, opened);
  end loop;
end $$;
create policy of_the_house on place_unit for select to amparo_app using (
  guard.may('places.read') and (organisation_id = (select guard.organisation()) or (published and closed_on is null and guard.looks_after(organisation_id)))
);
create policy of_those_who_work_there on place_address for select to amparo_app using (
  organisation_id = (select guard.organisation()) and guard.may('places.keep')
);

create policy managed on place_unit for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('places.manage') and made_by = (select guard.staff())
);
create policy managed_again on place_unit for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('places.manage'))
  with check (organisation_id = (select guard.organisation()));
grant insert, update (service_id, kind, unit, name, admits, admission, house_rules, province, hidden_location, published, hold_hours, closed_on, version)
  on place_unit to amparo_app;
do $$
declare t text;
begin
  foreach t in array array['place', 'place_address'] loop
    execute format('create policy managed on %I for insert to amparo_app with check (organisation_id = (select guard.organisation()) and guard.may(''places.manage''))', t);
    execute format('create policy managed_again on %I for update to amparo_app
      using (organisation_id = (select guard.organisation()) and guard.may(''places.manage'')) with check (organisation_id = (select guard.organisation()))', t);
  end loop;
end $$;
grant insert, update (label, out_from, out_until, out_reason, version) on place to amparo_app;
grant insert, update (intake_version, sealed, version) on place_address to amparo_app;

create function guard.counts_of_units(the_units uuid[])
returns table (unit_id uuid, places int, lived_in int, away int, held int, out_of_service int, free int, waiting int)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.unit_id, count(p.place_id)::int,
    count(s.stay_id)::int,
    (count(s.stay_id) filter (where s.away_from <= today and s.away_until >= today))::int,
    count(h.hold_id)::int,
    (count(p.place_id) filter (where o.out and s.stay_id is null and h.hold_id is null))::int,
    (count(p.place_id) filter (where not o.out and s.stay_id is null and h.hold_id is null))::int,
    (select count(*)::int from place_waiting w where w.organisation_id = u.organisation_id and w.unit_id = u.unit_id and w.ended_at is null)
  from (select guard.clock() as moment, (guard.clock() at time zone 'UTC')::date as today) c
  cross join place_unit u
  left join place p on p.organisation_id = u.organisation_id and p.unit_id = u.unit_id and p.gone_on is null
  left join place_taken k on k.organisation_id = p.organisation_id and k.place_id = p.place_id
  left join stay s on s.organisation_id = k.organisation_id and s.stay_id = k.by_id and s.ended_at is null
  left join place_hold h on h.organisation_id = k.organisation_id and h.hold_id = k.by_id and h.ended_at is null and h.until_at > c.moment
  cross join lateral (select coalesce(p.out_from <= c.today and (p.out_until is null or p.out_until >= c.today), false) as out) o
  where u.unit_id = any(the_units)
  group by u.organisation_id, u.unit_id
$$;
comment on function guard.counts_of_units(uuid[]) is 'How many places a unit has now: lived in, held, out of service, free, and how many wait. For the guard''s own functions.';

create function guard.free_places(an_organisation uuid) returns table (service_id uuid, unit text, free int, waiting int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); shown uuid[];
begin
  if me.organisation_id is null or me.organisation_id is distinct from an_organisation or not guard.may('directory.read') then return; end if;
  shown := array(select u.unit_id from place_unit u where u.service_id is not null and u.closed_on is null
    and (u.organisation_id = me.organisation_id or (u.published and guard.looks_after(u.organisation_id))));
  if cardinality(shown) = 0 then return; end if;
  return query select u.service_id, u.unit, sum(c.free)::int, sum(c.waiting)::int
    from guard.counts_of_units(shown) c join place_unit u on u.unit_id = c.unit_id group by u.service_id, u.unit;
end $$;
comment on function guard.free_places(uuid) is
  'Free places and who waits, by service of the directory: of one''s own units, and of the units partners publish to the organisation that refers to them.';

create function guard.unit_counts() returns table (unit_id uuid, places int, lived_in int, away int, held int, out_of_service int, free int, waiting int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if not guard.may('places.read') then return; end if;
  return query select * from guard.counts_of_units(array(select u.unit_id from place_unit u where u.closed_on is null
    and (u.organisation_id = me.organisation_id or (u.published and guard.looks_after(u.organisation_id)))));
end $$;
comment on function guard.unit_counts() is 'The counts of every unit whoever asks may see: their own organisation''s, and what partners publish to it.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('counts_of_units', 'free_places', 'unit_counts') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.free_places(uuid), guard.unit_counts() to amparo_app;
