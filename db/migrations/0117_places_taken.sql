-- Taking a place, leaving it, waiting for it: each in one function that locks the unit first, so that of two who ask for
-- the last bed the second finds it taken and nobody is refused while one is free.

create function guard.section_of_kind(a_kind text) returns text language sql immutable set search_path = public, pg_temp as
$$ select case when a_kind in ('course', 'programme') then 'learning' else 'home' end $$;
comment on function guard.section_of_kind(text) is 'The section of the file a place belongs to: where someone lives, or what they learn.';

create function guard.places_open_file(a_case uuid, a_section text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); theirs uuid;
begin
  select f.organisation_id into theirs from case_file f where f.case_id = a_case;
  if theirs is null or me.staff_id is null then return false; end if;
  -- One's own team writes in the section; a partner is let in by a live consent that opens it.
  if theirs = me.organisation_id then return guard.writes(a_case, a_section); end if;
  return guard.opens(a_case, a_section);
end $$;
comment on function guard.places_open_file(uuid, text) is 'Whether whoever keeps places may give this person one: by their place in the team, or by a live consent to their house.';

create function guard.end_due_holds(an_organisation uuid, a_unit uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  with due as (
    update place_hold h set ended_at = guard.clock(), ended_how = 'expired', version = version + 1
    where h.organisation_id = an_organisation and h.unit_id = a_unit and h.ended_at is null and h.until_at <= guard.clock()
    returning h.place_id, h.hold_id)
  delete from place_taken k using due where k.organisation_id = an_organisation and k.place_id = due.place_id and k.by_id = due.hold_id
$$;
comment on function guard.end_due_holds(uuid, uuid) is 'Lets go of the places whose hours are over. Called with the unit locked.';

create function guard.enter_unit(a_unit uuid) returns place_unit
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); u place_unit;
begin
  if me.staff_id is null or not guard.may('places.keep') then return null; end if;
  select * into u from place_unit x where x.unit_id = a_unit and x.organisation_id = me.organisation_id;
  if u.unit_id is null then return null; end if;
  -- Rooms of one service are one house: whoever comes into one of them waits for whoever comes into another.
  perform from place_unit x where x.organisation_id = me.organisation_id
    and (x.unit_id = a_unit or x.service_id = u.service_id) order by x.unit_id for update;
  perform guard.end_due_holds(me.organisation_id, a_unit);
  select * into u from place_unit x where x.unit_id = a_unit;
  return u;
end $$;
comment on function guard.enter_unit(uuid) is 'Locks a unit of one''s own organisation until the end of the transaction; nothing for whoever keeps no places there.';

create function guard.neighbours(a_unit uuid, a_case uuid)
returns table (organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare u place_unit := guard.enter_unit(a_unit); them uuid[]; each uuid;
begin
  if u.unit_id is null or not guard.places_open_file(a_case, guard.section_of_kind(u.kind)) then return; end if;
  them := array(
    select p.case_id from place_taken k
    join place_unit x on x.organisation_id = k.organisation_id and x.unit_id = k.unit_id
    join place_person p on p.ref_id = k.by_id
    where k.organisation_id = u.organisation_id and (x.unit_id = u.unit_id or x.service_id = u.service_id) and p.case_id <> a_case
    order by 1) || a_case;
  -- An exclusion that is being written is waited for.
  foreach each in array array(select distinct unnest(them) order by 1) loop
    perform pg_advisory_xact_lock_shared(hashtextextended('amparo.exclusions ' || each, 0));
  end loop;
  return query
    select f.organisation_id, f.case_id, f.case_id = a_case, f.sealed_card, i.sealed,
      (select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
         from case_key c where c.organisation_id = f.organisation_id and c.case_id = f.case_id),
      coalesce((select jsonb_agg(jsonb_build_object('exclusion_id', x.exclusion_id, 'since_on', x.since_on, 'until_on', x.until_on,
           'sealed', encode(x.sealed, 'base64')))
         from exclusion x where x.organisation_id = f.organisation_id and x.case_id = f.case_id
           and (x.ended_at is null or (x.ended_by = guard.staff() and x.ended_at > guard.clock() - interval '24 hours'))), '[]')
    from case_file f left join person_identity i on i.organisation_id = f.organisation_id and i.case_id = f.case_id
    where f.case_id = any(them);
end $$;
comment on function guard.neighbours(uuid, uuid) is
  'What it takes to see whether somebody may live with those who are there already: for the check alone, which answers yes or no and never who.';

create function guard.tell_of_place(a_ref uuid, a_kind text, some_codes jsonb, an_entry uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  select p.organisation_id, p.case_id, an_entry, a_kind, p.section, guard.staff(), a_ref, jsonb_strip_nulls(some_codes)
  from place_person p where p.ref_id = a_ref
$$;
comment on function guard.tell_of_place(uuid, text, jsonb, uuid) is 'A line in the story of the file a stay, hold or wait is about; nothing where the file is gone.';

create function guard.find_free_place(u place_unit, a_place uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.place_id from place p, (select (guard.clock() at time zone 'UTC')::date as today) c
  where p.organisation_id = u.organisation_id and p.unit_id = u.unit_id and p.gone_on is null and (a_place is null or p.place_id = a_place)
    and not coalesce(p.out_from <= c.today and (p.out_until is null or p.out_until >= c.today), false)
    and not exists (select from place_taken k where k.organisation_id = p.organisation_id and k.place_id = p.place_id)
  order by p.label, p.place_id limit 1
$$;
comment on function guard.find_free_place(place_unit, uuid) is 'A place of a locked unit that nobody holds or lives in: this one, or the first.';

create function guard.hold_place(a_hold uuid, a_unit uuid, a_place uuid, some_hours int, a_case uuid, an_entry uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare u place_unit := guard.enter_unit(a_unit); found uuid; moment timestamptz; part text := guard.section_of_kind(u.kind);
begin
  if u.unit_id is null then return '{"said": "not_found"}'; end if;
  if u.closed_on is not null then return '{"said": "closed"}'; end if;
  if some_hours < 1 or some_hours > u.hold_hours then return jsonb_build_object('said', 'too_long', 'hours', u.hold_hours); end if;
  if a_case is not null and not guard.places_open_file(a_case, part) then return '{"said": "not_open"}'; end if;
  found := guard.find_free_place(u, a_place);
  if found is null then return jsonb_build_object('said', case when a_place is null then 'full' else 'taken' end); end if;
  moment := guard.clock();
  insert into place_taken (organisation_id, unit_id, place_id, by_id) values (u.organisation_id, u.unit_id, found, a_hold);
  insert into place_hold (organisation_id, hold_id, unit_id, place_id, from_at, until_at, held_by)
  values (u.organisation_id, a_hold, u.unit_id, found, moment, moment + make_interval(hours => some_hours), guard.staff());
  if a_case is not null then
    insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
    select f.organisation_id, a_case, a_hold, 'hold', part, u.organisation_id from case_file f where f.case_id = a_case;
    perform guard.tell_of_place(a_hold, 'place_held', jsonb_build_object('hours', some_hours), an_entry);
  end if;
  return jsonb_build_object('said', 'done', 'place_id', found);
end $$;
comment on function guard.hold_place(uuid, uuid, uuid, int, uuid, uuid) is 'Keeps a free place for some hours, for a person or for whoever a colleague is speaking of.';

create function guard.release_hold(a_hold uuid, an_expected int) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare h place_hold; u place_unit;
begin
  select * into h from place_hold x where x.hold_id = a_hold;
  u := guard.enter_unit(h.unit_id);
  if u.unit_id is null then return 'not_found'; end if;
  select * into h from place_hold x where x.hold_id = a_hold for update;
  if h.ended_at is not null or h.version <> an_expected then return 'stale'; end if;
  update place_hold set ended_at = guard.clock(), ended_how = 'released', version = version + 1 where hold_id = a_hold;
  delete from place_taken where organisation_id = h.organisation_id and place_id = h.place_id and by_id = a_hold;
  return 'done';
end $$;
comment on function guard.release_hold(uuid, int) is 'Lets a held place go before its hours are over.';

create function guard.begin_stay(
  a_stay uuid, a_unit uuid, a_place uuid, a_hold uuid, a_case uuid, a_from date, a_planned date, an_entry uuid
) returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  u place_unit := guard.enter_unit(a_unit); h place_hold; found uuid; part text := guard.section_of_kind(u.kind); file case_file;
  today date := (guard.clock() at time zone 'UTC')::date;
begin
  if u.unit_id is null then return '{"said": "not_found"}'; end if;
  if u.closed_on is not null then return '{"said": "closed"}'; end if;
  if not guard.places_open_file(a_case, part) then return '{"said": "not_open"}'; end if;
  if a_from > today or a_from < today - 30 or a_planned < a_from then return '{"said": "day_out_of_range"}'; end if;
  perform pg_advisory_xact_lock(hashtextextended('amparo.stay ' || a_case, 0));
  select * into file from case_file f where f.case_id = a_case;
  if file.status <> 'open' then return '{"said": "file_closed"}'; end if;
  if exists (select from place_person p join stay s on s.stay_id = p.ref_id where p.case_id = a_case and p.what = 'stay' and s.ended_at is null
             and (p.section = 'home' and part = 'home' or s.unit_id = u.unit_id)) then return '{"said": "stays_already"}'; end if;
  if a_hold is not null then
    select * into h from place_hold x where x.hold_id = a_hold and x.organisation_id = u.organisation_id and x.unit_id = u.unit_id for update;
    if h.hold_id is null or h.ended_at is not null then return '{"said": "hold_over"}'; end if;
    if exists (select from place_person p where p.ref_id = a_hold and p.case_id <> a_case) then return '{"said": "held_for_another"}'; end if;
    found := h.place_id;
    update place_hold set ended_at = guard.clock(), ended_how = 'used', version = version + 1 where hold_id = a_hold;
    update place_taken set by_id = a_stay where organisation_id = u.organisation_id and place_id = found;
  else
    found := guard.find_free_place(u, a_place);
    if found is null then return jsonb_build_object('said', case when a_place is null then 'full' else 'taken' end); end if;
    insert into place_taken (organisation_id, unit_id, place_id, by_id) values (u.organisation_id, u.unit_id, found, a_stay);
  end if;
  insert into stay (organisation_id, stay_id, unit_id, place_id, from_on, planned_until, began_by)
  values (u.organisation_id, a_stay, u.unit_id, found, a_from, a_planned, guard.staff());
  insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
  values (file.organisation_id, a_case, a_stay, 'stay', part, u.organisation_id);
  update place_waiting w set ended_at = guard.clock(), ended_how = 'placed', version = w.version + 1
    where w.organisation_id = u.organisation_id and w.unit_id = u.unit_id and w.ended_at is null
      and exists (select from place_person p where p.ref_id = w.waiting_id and p.case_id = a_case);
  perform guard.tell_of_place(a_stay, 'stay_began', jsonb_build_object('place', u.kind), an_entry);
  return jsonb_build_object('said', 'done', 'place_id', found);
end $$;
comment on function guard.begin_stay(uuid, uuid, uuid, uuid, uuid, date, date, uuid) is
  'Somebody moves in or begins a course: in this place, in the held one, or in the first that is free. Nobody lives in two houses at once.';

create function guard.end_stay(a_stay uuid, an_expected int, a_day date, a_destination text, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s stay; u place_unit; today date := (guard.clock() at time zone 'UTC')::date;
begin
  select * into s from stay x where x.stay_id = a_stay;
  u := guard.enter_unit(s.unit_id);
  if u.unit_id is null then return 'not_found'; end if;
  select * into s from stay x where x.stay_id = a_stay for update;
  if s.ended_at is not null or s.version <> an_expected then return 'stale'; end if;
  if a_day > today or a_day < s.from_on then return 'day_out_of_range'; end if;
  update stay set until_on = a_day, destination = a_destination, ended_at = guard.clock(), ended_by = guard.staff(),
    away_from = null, away_until = null, version = version + 1 where stay_id = a_stay;
  delete from place_taken where organisation_id = s.organisation_id and place_id = s.place_id and by_id = a_stay;
  perform guard.tell_of_place(a_stay, 'stay_ended', jsonb_build_object('place', u.kind, 'destination', a_destination), an_entry);
  return 'done';
end $$;
comment on function guard.end_stay(uuid, int, date, text, uuid) is 'Somebody moves on: the day, and where to. The place is free at once. The house may do it also when the file is closed to it.';

create function guard.write_stay_entry(
  an_entry uuid, a_stay uuid, a_what text, a_code text, a_day date, an_until date, a_sealed bytea, a_line uuid
) returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s stay; u place_unit; p place_person; today date := (guard.clock() at time zone 'UTC')::date;
begin
  select * into s from stay x where x.stay_id = a_stay;
  u := guard.enter_unit(s.unit_id);
  select * into p from place_person x where x.ref_id = a_stay and x.what = 'stay';
  if u.unit_id is null or p.ref_id is null or not guard.places_open_file(p.case_id, p.section) then return 'not_found'; end if;
  select * into s from stay x where x.stay_id = a_stay for update;
  if a_day > today + (case when a_what = 'leave' then 30 else 0 end) or a_day < s.from_on or a_day < today - 60 or an_until < a_day or an_until > a_day + 90 then
    return 'day_out_of_range';
  end if;
  if s.ended_at is not null and (a_what in ('leave', 'back') or s.until_on < today - 30) then return 'over'; end if;
  if a_what = 'back' and s.away_from is null then return 'not_away'; end if;
  insert into stay_entry (organisation_id, case_id, entry_id, stay_id, section, house_organisation_id, what, code, on_day, until_on, written_by, sealed)
  values (p.organisation_id, p.case_id, an_entry, a_stay, p.section, u.organisation_id, a_what, a_code, a_day, an_until, guard.staff(), a_sealed);
  if a_what = 'leave' then
    update stay set away_from = a_day, away_until = an_until, version = version + 1 where stay_id = a_stay;
  elsif a_what = 'back' then
    update stay set away_from = null, away_until = null, version = version + 1 where stay_id = a_stay;
  end if;
  if a_what <> 'log' then
    perform guard.tell_of_place(a_stay, 'stay_' || a_what, jsonb_build_object('incident', a_code), a_line);
  end if;
  return 'done';
end $$;
comment on function guard.write_stay_entry(uuid, uuid, text, text, date, date, bytea, uuid) is
  'The house writes about a stay: a line of the log, a leave, a return, an incident. Only while the file is open to it.';

create function guard.wait_for_place(a_waiting uuid, a_unit uuid, a_case uuid, an_urgency text, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare u place_unit := guard.enter_unit(a_unit); part text := guard.section_of_kind(u.kind);
begin
  if u.unit_id is null then return 'not_found'; end if;
  if u.closed_on is not null then return 'closed'; end if;
  if not guard.places_open_file(a_case, part) then return 'not_open'; end if;
  if exists (select from place_person p join place_waiting w on w.waiting_id = p.ref_id
             where p.case_id = a_case and w.unit_id = a_unit and w.ended_at is null) then return 'waits_already'; end if;
  insert into place_waiting (organisation_id, waiting_id, unit_id, urgency, written_by) values (u.organisation_id, a_waiting, a_unit, an_urgency, guard.staff());
  insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
  select f.organisation_id, a_case, a_waiting, 'waiting', part, u.organisation_id from case_file f where f.case_id = a_case;
  perform guard.tell_of_place(a_waiting, 'waiting_began', jsonb_build_object('place', u.kind), an_entry);
  return 'done';
end $$;
comment on function guard.wait_for_place(uuid, uuid, uuid, text, uuid) is 'Puts a person on the waiting list of a unit.';

create function guard.end_waiting(a_waiting uuid, an_expected int, how text, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare w place_waiting; u place_unit;
begin
  select * into w from place_waiting x where x.waiting_id = a_waiting;
  u := guard.enter_unit(w.unit_id);
  if u.unit_id is null then return 'not_found'; end if;
  select * into w from place_waiting x where x.waiting_id = a_waiting for update;
  if w.ended_at is not null or w.version <> an_expected then return 'stale'; end if;
  update place_waiting set ended_at = guard.clock(), ended_how = how, version = version + 1 where waiting_id = a_waiting;
  perform guard.tell_of_place(a_waiting, 'waiting_ended', jsonb_build_object('how', how), an_entry);
  return 'done';
end $$;
comment on function guard.end_waiting(uuid, int, text, uuid) is 'Takes somebody off a waiting list: found a place elsewhere, or gave up.';

create function guard.remove_place(a_place uuid, an_expected int) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); p place;
begin
  select * into p from place x where x.place_id = a_place and x.organisation_id = me.organisation_id;
  if p.place_id is null or not guard.may('places.manage') then return 'not_found'; end if;
  perform from place_unit x where x.unit_id = p.unit_id for update;
  perform guard.end_due_holds(p.organisation_id, p.unit_id);
  select * into p from place x where x.place_id = a_place for update;
  if p.gone_on is not null or p.version <> an_expected then return 'stale'; end if;
  if exists (select from place_taken k where k.organisation_id = p.organisation_id and k.place_id = a_place) then return 'taken'; end if;
  update place set gone_on = (guard.clock() at time zone 'UTC')::date, version = version + 1 where place_id = a_place;
  return 'done';
end $$;
comment on function guard.remove_place(uuid, int) is 'A bed or seat that is no more; never one that is taken.';

create function guard.confirm_night(a_unit uuid, a_night date) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare u place_unit := guard.enter_unit(a_unit); today date := (guard.clock() at time zone 'UTC')::date; evening timestamptz := (a_night + time '22:00') at time zone 'UTC';
begin
  if u.unit_id is null then return 'not_found'; end if;
  if a_night > today or a_night < today - 7 then return 'day_out_of_range'; end if;
  insert into place_night (organisation_id, unit_id, night, places, lived_in, away, held, out_of_service, confirmed_by)
  select u.organisation_id, u.unit_id, a_night,
    (select count(*) from place p where p.organisation_id = u.organisation_id and p.unit_id = u.unit_id and (p.gone_on is null or p.gone_on > a_night)),
    count(*), count(*) filter (where s.away_from <= a_night and s.away_until >= a_night),
    (select count(*) from place_hold h where h.organisation_id = u.organisation_id and h.unit_id = u.unit_id
       and h.from_at <= greatest(evening, case when a_night = today then guard.clock() else evening end) and coalesce(h.ended_at, h.until_at) > evening),
    (select count(*) from place p where p.organisation_id = u.organisation_id and p.unit_id = u.unit_id and p.gone_on is null
       and p.out_from <= a_night and (p.out_until is null or p.out_until >= a_night)),
    guard.staff()
  from stay s where s.organisation_id = u.organisation_id and s.unit_id = u.unit_id
    and s.from_on <= a_night and (s.until_on is null or s.until_on > a_night)
  on conflict do nothing;
  return case when found then 'done' else 'confirmed_already' end;
end $$;
comment on function guard.confirm_night(uuid, date) is 'Counts who sleeps in a unit tonight, or slept there up to a week ago, and keeps it as confirmed.';

create function guard.stays_of(a_case uuid) returns table (
  stay_id uuid, house_organisation_id uuid, house_name text, unit_id uuid, unit_name text, kind text, section text, from_on date, planned_until date,
  until_on date, destination text, away_until date, version int, keeps boolean
) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); keeps boolean := guard.may('places.keep');
begin
  return query
    select s.stay_id, s.organisation_id, o.name, u.unit_id, u.name, u.kind, p.section, s.from_on, s.planned_until, s.until_on, s.destination, s.away_until, s.version,
      keeps and s.organisation_id = me.organisation_id and guard.places_open_file(a_case, p.section)
    from place_person p join stay s on s.stay_id = p.ref_id join place_unit u on u.unit_id = s.unit_id join organisation o on o.organisation_id = s.organisation_id
    where p.case_id = a_case and p.what = 'stay' and guard.opens(a_case, p.section) and me.organisation_id in (p.organisation_id, p.house_organisation_id)
    order by s.from_on desc, s.stay_id;
end $$;
comment on function guard.stays_of(uuid) is 'Where the person of a file stays, stayed and learns: for whoever opens that section; a partner finds only its own house.';

create function guard.spend_place_override(a_case uuid, a_unit uuid, a_mark bytea) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare u place_unit := guard.enter_unit(a_unit); spent exclusion_override;
begin
  if u.unit_id is null or not guard.places_open_file(a_case, guard.section_of_kind(u.kind)) then return null; end if;
  update exclusion_override set used_at = guard.clock(), version = version + 1
  where case_id = a_case and override_id = (
    select o.override_id from exclusion_override o where o.case_id = a_case and o.assignment = a_mark and o.answer = 'approved'
      and o.used_at is null and o.expires_at > guard.clock() order by o.expires_at limit 1 for update)
  returning * into spent;
  if spent.override_id is null then return null; end if;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  values (spent.organisation_id, a_case, gen_random_uuid(), 'override_used', 'safety', guard.staff(), spent.override_id, '{}');
  return spent.override_id;
end $$;
comment on function guard.spend_place_override(uuid, uuid, bytea) is 'Uses up an exception two colleagues of the file''s own house agreed on, for this one unit; also where a partner''s house receives the person.';
create policy guard_spends on exclusion_override for update to amparo_guard using (true) with check (true);
grant update (used_at, version) on exclusion_override to amparo_guard;

create function guard.let_go_of_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update place_waiting set ended_at = guard.clock(), ended_how = 'file_gone', version = version + 1 where waiting_id = old.ref_id and ended_at is null;
  update place_hold set ended_at = guard.clock(), ended_how = 'released', version = version + 1 where hold_id = old.ref_id and ended_at is null;
  delete from place_taken k using place_hold h where h.hold_id = old.ref_id and k.organisation_id = h.organisation_id and k.by_id = h.hold_id;
  return old;
end $$;
comment on function guard.let_go_of_place() is 'Who is erased waits no more and holds nothing. A bed lived in stays taken until the house says otherwise: somebody sleeps there.';
create trigger person_gone after delete on place_person for each row execute function guard.let_go_of_place();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('section_of_kind', 'places_open_file', 'end_due_holds', 'enter_unit', 'neighbours', 'tell_of_place', 'find_free_place', 'hold_place',
             'release_hold', 'begin_stay', 'end_stay', 'write_stay_entry', 'wait_for_place', 'end_waiting', 'remove_place', 'confirm_night', 'stays_of',
             'spend_place_override', 'let_go_of_place') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.enter_unit(uuid), guard.neighbours(uuid, uuid), guard.hold_place(uuid, uuid, uuid, int, uuid, uuid), guard.release_hold(uuid, int),
  guard.begin_stay(uuid, uuid, uuid, uuid, uuid, date, date, uuid), guard.end_stay(uuid, int, date, text, uuid),
  guard.write_stay_entry(uuid, uuid, text, text, date, date, bytea, uuid), guard.wait_for_place(uuid, uuid, uuid, text, uuid),
  guard.end_waiting(uuid, int, text, uuid), guard.remove_place(uuid, int), guard.confirm_night(uuid, date), guard.stays_of(uuid),
  guard.spend_place_override(uuid, uuid, bytea) to amparo_app;
