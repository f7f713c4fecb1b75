-- Booking an interpreter for an appointment. One who is confirmed is never in two places: the table itself refuses it. What was
-- booked is looked at again whenever something changes, by whoever changed it and without telling them whom it is about.

create table interpreter_booking (
  organisation_id uuid not null,
  case_id uuid not null,
  booking_id uuid not null,
  appointment_id uuid not null,
  interpreter_id uuid not null,
  interpreter_number bigint not null,
  section text not null,
  status text not null default 'offered' check (status in ('offered', 'declined', 'confirmed', 'stopped', 'cancelled', 'attended', 'missed', 'rated', 'paid')),
  mode text not null check (mode in ('in_person', 'telephone', 'video')),
  language text not null,
  dialect text,
  on_day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  offered_at timestamptz not null default guard.clock(),
  offered_by uuid not null default guard.staff(),
  answer text check (answer in ('yes', 'no')),
  answered_at timestamptz,
  conflict_declared text check (conflict_declared in ('none', 'doubt')),
  confirmed_at timestamptz,
  said_minutes int check (said_minutes between 1 and 1440),
  minutes int check (minutes between 1 and 1440),
  travel_km int check (travel_km between 0 and 2000),
  stop_reason text,
  stopped_at timestamptz,
  understood text check (understood in ('yes', 'partly', 'no', 'not_asked')),
  felt_safe text check (felt_safe in ('yes', 'partly', 'no', 'not_asked')),
  sealed bytea not null,
  sealed_meet bytea,
  sealed_feedback bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, booking_id),
  unique (booking_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, appointment_id) references appointment,
  foreign key (organisation_id, interpreter_id, interpreter_number) references interpreter (organisation_id, interpreter_id, number),
  check (starts_at < ends_at),
  check (status <> 'confirmed' or (answer = 'yes' and conflict_declared = 'none' and confirmed_at is not null)),
  check (status not in ('attended', 'rated', 'paid') or minutes is not null),
  check ((status = 'stopped') = (stop_reason is not null)),
  -- Ranges alone, so that no extension of PostgreSQL is needed.
  constraint interpreter_in_one_place exclude using gist (
    int8range(interpreter_number, interpreter_number, '[]') with &&, tstzrange(starts_at, ends_at) with &&) where (status = 'confirmed')
);
create unique index interpreter_booking_once on interpreter_booking (organisation_id, appointment_id, interpreter_id) where status in ('offered', 'confirmed');
create index interpreter_booking_of on interpreter_booking (organisation_id, appointment_id);
create index interpreter_booking_by on interpreter_booking (organisation_id, interpreter_id, starts_at desc);
create index interpreter_booking_live on interpreter_booking (organisation_id, ends_at) where status in ('offered', 'confirmed', 'stopped');
comment on table interpreter_booking is
  'One interpreter asked for one appointment, from the offer to what the person said of it. sealed: the name she is given for it, where to meet, words; sealed_meet: where to meet, for the link; sealed_feedback: what she said.';
comment on column interpreter_booking.stop_reason is 'Which gate it broke after it was booked, or what became of the appointment; in codes.';
comment on column interpreter_booking.said_minutes is 'As the interpreter wrote them behind the link; the house takes them over or not.';

alter table interpreter_booking enable row level security;
alter table interpreter_booking force row level security;
create policy kept_by_owner on interpreter_booking to current_user using (true) with check (true);
create policy guard_all on interpreter_booking to amparo_guard using (true) with check (true);
create policy seen_by_those_who_book on interpreter_booking for select to amparo_app using (
  organisation_id = (select guard.organisation()) and guard.reaches(case_id, 'interpreters.book') and guard.opens(case_id, section));
create policy offered on interpreter_booking for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and status = 'offered' and offered_by = (select guard.staff())
  and guard.reaches(case_id, 'interpreters.book') and guard.opens(case_id, section));
create policy carried_on on interpreter_booking for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.reaches(case_id, 'interpreters.book') and guard.opens(case_id, section))
  with check (organisation_id = (select guard.organisation()) and status <> 'stopped');
grant select, delete, update (status, answer, answered_at, conflict_declared, said_minutes, stop_reason, stopped_at, version) on interpreter_booking to amparo_guard;
grant select, insert on interpreter_booking to amparo_app;
-- Held while it is looked at; never changed from here.
create policy held_for_interpreting on appointment for update to amparo_guard using (true) with check (false);
grant update (version) on appointment to amparo_guard;
grant update (version) on interpreter to amparo_guard;
grant update (status, answer, answered_at, conflict_declared, confirmed_at, minutes, travel_km, understood, felt_safe, sealed, sealed_meet, sealed_feedback, version) on interpreter_booking to amparo_app;

create function guard.stamp_interpreter_booking() returns trigger
language plpgsql security invoker set search_path = public, pg_temp as $$
begin
  -- Whoever pays writes it through the guard.
  if new.status = 'paid' and old.status <> 'paid' and current_user = 'amparo_app' then
    raise exception using errcode = 'check_violation', message = 'not by hand';
  end if;
  if new.status <> old.status and not (
    (old.status = 'offered' and new.status in ('declined', 'confirmed', 'stopped', 'cancelled'))
    or (old.status = 'confirmed' and new.status in ('stopped', 'cancelled', 'attended', 'missed'))
    or (old.status = 'attended' and new.status in ('rated', 'paid'))
    or (old.status = 'rated' and new.status = 'paid')) then
    raise exception using errcode = 'check_violation', message = 'no such way';
  end if;
  return new;
end $$;
comment on function guard.stamp_interpreter_booking() is 'What ended stays as it ended: nobody is confirmed who declined or was stopped.';
create trigger interpreter_booking_stamped before update of status on interpreter_booking for each row execute function guard.stamp_interpreter_booking();

create function guard.interpreter_facts(i interpreter) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('interpreter_id', i.interpreter_id, 'status', i.status, 'gender', i.gender, 'modes', i.modes,
    'intake_version', i.intake_version, 'sealed', encode(i.sealed, 'base64'),
    'languages', coalesce((select jsonb_agg(jsonb_build_object('language', l.language, 'dialect', nullif(l.dialect, ''), 'level', l.level, 'both_ways', l.both_ways)
        order by l.language, l.dialect)
      from interpreter_language l where l.organisation_id = i.organisation_id and l.interpreter_id = i.interpreter_id), '[]'),
    'vetting', coalesce((select jsonb_agg(jsonb_build_object('step', v.step, 'done_on', v.done_on, 'valid_until', v.valid_until) order by v.step)
      from interpreter_vetting v where v.organisation_id = i.organisation_id and v.interpreter_id = i.interpreter_id), '[]'))
$$;
comment on function guard.interpreter_facts(interpreter) is 'What the gates look at in an interpreter. For the guard''s own functions.';

create function guard.her_side(an_organisation uuid, a_case uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'keys', (select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
       from case_key c where c.organisation_id = an_organisation and c.case_id = a_case),
    'rule', (select encode(r.sealed, 'base64') from interpreting_rule r where r.organisation_id = an_organisation and r.case_id = a_case),
    'named', coalesce((select jsonb_agg(jsonb_build_object('related_id', p.related_id, 'sealed', encode(p.sealed, 'base64')) order by p.related_id)
       from related_person p where p.organisation_id = an_organisation and p.case_id = a_case), '[]'),
    'exclusions', coalesce((select jsonb_agg(jsonb_build_object('exclusion_id', x.exclusion_id, 'since_on', x.since_on, 'until_on', x.until_on,
         'sealed', encode(x.sealed, 'base64')) order by x.exclusion_id)
       from exclusion x where x.organisation_id = an_organisation and x.case_id = a_case
         and (x.ended_at is null or (x.ended_by = guard.staff() and x.ended_at > guard.clock() - interval '24 hours'))), '[]'))
$$;
comment on function guard.her_side(uuid, uuid) is 'What the gates look at in a file, sealed as it lies. For the guard''s own functions.';

create function guard.hold_interpreting(a_case uuid, an_appointment uuid, some_interpreters uuid[])
returns table (organisation_id uuid, section text, mode text, status text, language text, dialect text, province text, on_day date, starts_at timestamptz, ends_at timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if not guard.reaches(a_case, 'interpreters.book') then return; end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('amparo.exclusions ' || a_case, 0));
  perform from interpreter i where i.organisation_id = guard.organisation() and i.interpreter_id = any (some_interpreters) order by i.interpreter_id for share;
  return query
    select a.organisation_id, a.section, a.mode, a.status, a.interpreter_language, a.interpreter_dialect, a.province, a.on_day, a.starts_at, a.ends_at
    from appointment a where a.case_id = a_case and a.appointment_id = an_appointment and a.organisation_id = guard.organisation()
      and guard.opens(a_case, a.section) for share;
end $$;
comment on function guard.hold_interpreting(uuid, uuid, uuid[]) is
  'Before an offer or a confirmation: the appointment, these interpreters and what the file says stay as they are until the end of the transaction.';

create function guard.gate_facts(a_case uuid) returns table (her jsonb, interpreter jsonb, conflict_declared text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare org uuid := guard.organisation(); hers jsonb;
begin
  if not guard.reaches(a_case, 'interpreters.book') or not guard.may('interpreters.read')
     or not exists (select from case_file f where f.case_id = a_case and f.organisation_id = org) then return; end if;
  hers := guard.her_side(org, a_case);
  return query select hers, null::jsonb, null::text;
  return query select null::jsonb, guard.interpreter_facts(i),
      -- A doubt once declared for this person is never forgotten.
      (select 'doubt' from interpreter_booking b where b.organisation_id = org and b.case_id = a_case and b.interpreter_id = i.interpreter_id
         and b.conflict_declared = 'doubt' limit 1)
    from interpreter i where i.organisation_id = org;
end $$;
comment on function guard.gate_facts(uuid) is
  'What it takes to say who may interpret for this person: for the check alone, which answers codes and never why in words.';

create function guard.bookings_to_look_at(a_case uuid, an_interpreter uuid) returns table (organisation_id uuid, case_id uuid, booking_id uuid, version int, status text, mode text,
  language text, dialect text, on_day date, conflict_declared text, her jsonb, interpreter jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare org uuid := guard.organisation(); them uuid[];
begin
  if a_case is not null and not guard.sees(a_case) then return; end if;
  if a_case is null and not guard.may('interpreters.manage') then return; end if;
  if org is null or (a_case is null and an_interpreter is null) then return; end if;
  them := array(select distinct b.interpreter_id from interpreter_booking b where b.organisation_id = org and b.status in ('offered', 'confirmed')
    and b.ends_at > guard.clock() and (a_case is null or b.case_id = a_case) and (an_interpreter is null or b.interpreter_id = an_interpreter));
  -- Of two who change something at once, the later one sees what both changed.
  perform from interpreter i where i.organisation_id = org and i.interpreter_id = any (them) order by i.interpreter_id for share;
  return query
    select b.organisation_id, b.case_id, b.booking_id, b.version, b.status, b.mode, b.language, b.dialect, b.on_day, b.conflict_declared,
      guard.her_side(b.organisation_id, b.case_id), guard.interpreter_facts(i)
    from interpreter_booking b join interpreter i on i.organisation_id = b.organisation_id and i.interpreter_id = b.interpreter_id
    where b.organisation_id = org and b.interpreter_id = any (them) and b.status in ('offered', 'confirmed') and b.ends_at > guard.clock()
      and (a_case is null or b.case_id = a_case);
end $$;
comment on function guard.bookings_to_look_at(uuid, uuid) is
  'What is booked for a person, or with an interpreter, and what it takes to see whether it still may be. For the check alone; whoever changed something learns nothing of it.';

create function guard.stop_booking(a_booking uuid, a_reason text, an_entry uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare b interpreter_booking;
begin
  select * into b from interpreter_booking x where x.booking_id = a_booking and x.organisation_id = guard.organisation() for update;
  if b.booking_id is null or b.status not in ('offered', 'confirmed')
     or not (guard.sees(b.case_id) or guard.may('interpreters.manage')) then return false; end if;
  update interpreter_booking x set status = 'stopped', stop_reason = a_reason, stopped_at = guard.clock(), version = x.version + 1
  where x.organisation_id = b.organisation_id and x.case_id = b.case_id and x.booking_id = b.booking_id;
  update single_use_link l set revoked_at = guard.clock(), version = l.version + 1
  where l.organisation_id = b.organisation_id and l.ref_id = b.booking_id and l.purpose = 'interpreter' and l.revoked_at is null;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id)
  values (b.organisation_id, b.case_id, an_entry, 'interpreter_stopped', b.section, guard.staff(), b.booking_id);
  insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, action, case_id, subject_id, basis, reason)
  values (b.organisation_id, gen_random_uuid(), guard.staff(), b.organisation_id, 'interpreters.book', b.case_id, b.booking_id, 'other', 'stopped');
  return true;
end $$;
comment on function guard.stop_booking(uuid, text, uuid) is 'Stops what was booked and now breaks a gate; its link opens nothing any more, and the page of the day says so.';

create function guard.interpreters_taken(a_from timestamptz, an_until timestamptz) returns table (interpreter_id uuid, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.interpreter_id, b.starts_at, b.ends_at from interpreter_booking b
  where guard.may('interpreters.book') and b.organisation_id = guard.organisation() and b.status = 'confirmed' and b.starts_at < an_until and b.ends_at > a_from
$$;
comment on function guard.interpreters_taken(timestamptz, timestamptz) is 'When interpreters are confirmed elsewhere: times alone.';

create function guard.interpreter_came(an_interpreter uuid) returns table (attended int, missed int, understood int, felt_safe int, asked int, last_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.attended, c.missed, case when c.asked < 3 then 0 else c.understood end, case when c.asked < 3 then 0 else c.felt_safe end,
    case when c.asked < 3 then 0 else c.asked end, c.last_on
  from (select count(*) filter (where b.status in ('attended', 'rated', 'paid'))::int as attended, count(*) filter (where b.status = 'missed')::int as missed,
      count(*) filter (where b.understood = 'yes')::int as understood, count(*) filter (where b.felt_safe = 'yes')::int as felt_safe,
      count(*) filter (where b.felt_safe in ('yes', 'partly', 'no'))::int as asked,
      max(b.on_day) filter (where b.status in ('attended', 'rated', 'paid')) as last_on
    from interpreter_booking b where guard.may('interpreters.read') and b.organisation_id = guard.organisation() and b.interpreter_id = an_interpreter) c
$$;
comment on function guard.interpreter_came(uuid) is 'How often an interpreter came, when last, and how people said it was once three were asked. Never for whom.';

create function guard.interpreter_needs(since timestamptz) returns table (language text, dialect text, needed int, unmet int, waiting int)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.interpreter_language, a.interpreter_dialect, count(*)::int,
    count(*) filter (where a.ends_at <= guard.clock() and not exists (select from interpreter_booking b where b.organisation_id = a.organisation_id
      and b.appointment_id = a.appointment_id and b.status in ('confirmed', 'attended', 'rated', 'paid')))::int,
    count(*) filter (where a.ends_at > guard.clock() and not exists (select from interpreter_booking b where b.organisation_id = a.organisation_id
      and b.appointment_id = a.appointment_id and b.status = 'confirmed'))::int
  from appointment a
  where guard.may('interpreters.manage') and a.organisation_id = guard.organisation() and a.interpreter_language is not null
    and a.starts_at >= since and a.status <> 'cancelled'
  group by 1, 2
$$;
comment on function guard.interpreter_needs(timestamptz) is 'How often each language was needed since a day, and how often nobody came: counts over the whole house, no file named.';

create function guard.appointment_and_its_interpreter() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare why text; b record;
begin
  why := case when new.status = 'cancelled' and old.status <> 'cancelled' then 'appointment_cancelled'
    when new.starts_at <> old.starts_at or new.ends_at <> old.ends_at then 'appointment_moved'
    when new.interpreter_language is distinct from old.interpreter_language or new.interpreter_dialect is distinct from old.interpreter_dialect
      or new.section <> old.section then 'needs_changed' end;
  if why is null then return null; end if;
  for b in select x.case_id, x.booking_id from interpreter_booking x where x.organisation_id = new.organisation_id and x.case_id = new.case_id
      and x.appointment_id = new.appointment_id and x.status in ('offered', 'confirmed') order by x.booking_id loop
    update interpreter_booking x set status = 'stopped', stop_reason = why, stopped_at = guard.clock(), version = x.version + 1
    where x.organisation_id = new.organisation_id and x.case_id = b.case_id and x.booking_id = b.booking_id;
    update single_use_link l set revoked_at = guard.clock(), version = l.version + 1
    where l.organisation_id = new.organisation_id and l.ref_id = b.booking_id and l.purpose = 'interpreter' and l.revoked_at is null;
  end loop;
  return null;
end $$;
comment on function guard.appointment_and_its_interpreter() is 'Whoever said yes said it to a time and a language: when these change, they are asked anew.';
create trigger appointment_and_its_interpreter after update on appointment for each row execute function guard.appointment_and_its_interpreter();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('stamp_interpreter_booking', 'interpreter_facts', 'her_side', 'hold_interpreting', 'gate_facts', 'bookings_to_look_at', 'stop_booking',
             'interpreters_taken', 'interpreter_came', 'interpreter_needs', 'appointment_and_its_interpreter') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.hold_interpreting(uuid, uuid, uuid[]), guard.gate_facts(uuid), guard.bookings_to_look_at(uuid, uuid), guard.stop_booking(uuid, text, uuid),
  guard.interpreters_taken(timestamptz, timestamptz), guard.interpreter_came(uuid), guard.interpreter_needs(timestamptz) to amparo_app;
