-- A house that shares a unit lets whoever refers to it keep a place there for hours, or stand on its list. The place is taken
-- at once and by nobody else; the house confirms it or lets it go. No name travels: who it is stays with the file.

alter table place_unit add column shared boolean not null default false;
alter table place_unit add constraint shared_is_published check (not shared or published);
comment on column place_unit.shared is 'Whoever refers to this organisation may keep a place here for hours and put somebody on the list; the house confirms.';
grant update (shared) on place_unit to amparo_app;

alter table place_hold add column asked_by_organisation_id uuid references organisation, add column confirmed_at timestamptz, add column confirmed_by uuid,
  add column released_why text;
alter table place_hold add constraint only_what_was_asked_is_confirmed check (confirmed_at is null or asked_by_organisation_id is not null);
alter table place_waiting add column asked_by_organisation_id uuid references organisation, add column confirmed_at timestamptz, add column confirmed_by uuid;
alter table place_waiting add constraint only_what_was_asked_is_confirmed check (confirmed_at is null or asked_by_organisation_id is not null);
alter table place_waiting drop constraint place_waiting_ended_how_check;
alter table place_waiting add constraint place_waiting_ended_how_check check (ended_how in ('placed', 'elsewhere', 'gave_up', 'file_gone', 'not_taken'));
comment on column place_hold.asked_by_organisation_id is 'Another house keeps this place for somebody of its own; empty: the house itself does.';

create function guard.enter_shared_unit(a_unit uuid) returns place_unit
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); u place_unit;
begin
  if me.staff_id is null or not guard.may('places.keep') then return null; end if;
  select * into u from place_unit x where x.unit_id = a_unit and x.organisation_id <> me.organisation_id and x.shared and x.published
    and x.closed_on is null and guard.looks_after(x.organisation_id);
  if u.unit_id is null then return null; end if;
  -- In the order in which the house itself takes them.
  perform from place_unit x where x.organisation_id = u.organisation_id
    and (x.unit_id = a_unit or x.service_id = u.service_id) order by x.unit_id for update;
  perform guard.end_due_holds(u.organisation_id, a_unit);
  select * into u from place_unit x where x.unit_id = a_unit and x.shared and x.closed_on is null;
  return u;
end $$;
comment on function guard.enter_shared_unit(uuid) is 'Locks a unit another house shares with whoever refers to it; nothing where it shares none.';

create function guard.open_and_writes(a_case uuid, a_section text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from case_file f where f.case_id = a_case and f.organisation_id = (guard.who()).organisation_id and f.status = 'open')
    and guard.writes(a_case, a_section)
$$;
comment on function guard.open_and_writes(uuid, text) is 'Whether this is an open file of one''s own house whose section one writes in.';

create function guard.ask_for_place(a_hold uuid, a_unit uuid, some_hours int, a_case uuid, an_entry uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); u place_unit := guard.enter_shared_unit(a_unit); found uuid; moment timestamptz; part text := guard.section_of_kind(u.kind);
begin
  if u.unit_id is null then return '{"said": "not_found"}'; end if;
  if some_hours < 1 or some_hours > u.hold_hours then return jsonb_build_object('said', 'too_long', 'hours', u.hold_hours); end if;
  if not guard.open_and_writes(a_case, part) then return '{"said": "not_open"}'; end if;
  if exists (select from place_person p join place_hold h on h.hold_id = p.ref_id where p.case_id = a_case and h.unit_id = a_unit and h.ended_at is null) then
    return '{"said": "held_already"}';
  end if;
  found := guard.find_free_place(u, null);
  if found is null then return '{"said": "full"}'; end if;
  moment := guard.clock();
  insert into place_taken (organisation_id, unit_id, place_id, by_id) values (u.organisation_id, u.unit_id, found, a_hold);
  insert into place_hold (organisation_id, hold_id, unit_id, place_id, from_at, until_at, held_by, asked_by_organisation_id)
  values (u.organisation_id, a_hold, u.unit_id, found, moment, moment + make_interval(hours => some_hours), me.staff_id, me.organisation_id);
  insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
  values (me.organisation_id, a_case, a_hold, 'hold', part, u.organisation_id);
  perform guard.tell_of_place(a_hold, 'place_held', jsonb_build_object('hours', some_hours), an_entry);
  return '{"said": "done"}';
end $$;
comment on function guard.ask_for_place(uuid, uuid, int, uuid, uuid) is
  'Keeps a place in another house''s shared unit for somebody of one''s own files. It is taken at once; the house says yes or lets it go.';

create function guard.ask_to_wait(a_waiting uuid, a_unit uuid, a_case uuid, an_urgency text, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); u place_unit := guard.enter_shared_unit(a_unit); part text := guard.section_of_kind(u.kind);
begin
  if u.unit_id is null then return 'not_found'; end if;
  if not guard.open_and_writes(a_case, part) then return 'not_open'; end if;
  if exists (select from place_person p join place_waiting w on w.waiting_id = p.ref_id
             where p.case_id = a_case and w.unit_id = a_unit and w.ended_at is null) then return 'waits_already'; end if;
  insert into place_waiting (organisation_id, waiting_id, unit_id, urgency, written_by, asked_by_organisation_id)
  values (u.organisation_id, a_waiting, a_unit, an_urgency, me.staff_id, me.organisation_id);
  insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
  values (me.organisation_id, a_case, a_waiting, 'waiting', part, u.organisation_id);
  perform guard.tell_of_place(a_waiting, 'waiting_began', jsonb_build_object('place', u.kind), an_entry);
  return 'done';
end $$;
comment on function guard.ask_to_wait(uuid, uuid, uuid, text, uuid) is 'Puts somebody of one''s own files on the list of another house''s shared unit.';

create function guard.answer_asked(a_ref uuid, an_expected int, a_yes boolean, a_why text, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); h place_hold; w place_waiting; u place_unit; moment timestamptz;
begin
  select * into h from place_hold x where x.hold_id = a_ref and x.asked_by_organisation_id is not null;
  select * into w from place_waiting x where x.waiting_id = a_ref and x.asked_by_organisation_id is not null;
  u := guard.enter_unit(coalesce(h.unit_id, w.unit_id));
  if u.unit_id is null then return 'not_found'; end if;
  moment := guard.clock();
  if h.hold_id is not null then
    select * into h from place_hold x where x.hold_id = a_ref for update;
    if h.ended_at is not null then return 'hold_over'; end if;
    if h.version <> an_expected or (a_yes and h.confirmed_at is not null) then return 'stale'; end if;
    if a_yes then
      update place_hold set confirmed_at = moment, confirmed_by = me.staff_id, version = version + 1 where hold_id = a_ref;
    else
      update place_hold set ended_at = moment, ended_how = 'released', released_why = a_why, version = version + 1 where hold_id = a_ref;
      delete from place_taken where organisation_id = h.organisation_id and place_id = h.place_id and by_id = a_ref;
    end if;
  else
    select * into w from place_waiting x where x.waiting_id = a_ref for update;
    if w.ended_at is not null or w.version <> an_expected or (a_yes and w.confirmed_at is not null) then return 'stale'; end if;
    if a_yes then
      update place_waiting set confirmed_at = moment, confirmed_by = me.staff_id, version = version + 1 where waiting_id = a_ref;
    else
      update place_waiting set ended_at = moment, ended_how = 'not_taken', version = version + 1 where waiting_id = a_ref;
    end if;
  end if;
  perform guard.tell_of_place(a_ref, case when a_yes then 'place_confirmed' else 'place_refused' end, jsonb_build_object('refusal', a_why), an_entry);
  return 'done';
end $$;
comment on function guard.answer_asked(uuid, int, boolean, text, uuid) is 'The house confirms what another house keeps in its unit, or lets it go and says why, by a code.';

create function guard.let_go_asked(a_ref uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); p place_person; h place_hold; w place_waiting; moment timestamptz;
begin
  select * into p from place_person x where x.ref_id = a_ref and x.organisation_id = me.organisation_id and x.house_organisation_id <> me.organisation_id;
  if me.staff_id is null or p.ref_id is null or not guard.may('places.keep') or not guard.writes(p.case_id, p.section) then return 'not_found'; end if;
  select * into h from place_hold x where x.hold_id = a_ref and x.asked_by_organisation_id = me.organisation_id;
  select * into w from place_waiting x where x.waiting_id = a_ref and x.asked_by_organisation_id = me.organisation_id;
  if h.hold_id is null and w.waiting_id is null then return 'not_found'; end if;
  perform from place_unit x where x.unit_id = coalesce(h.unit_id, w.unit_id) for update;
  perform guard.end_due_holds(coalesce(h.organisation_id, w.organisation_id), coalesce(h.unit_id, w.unit_id));
  moment := guard.clock();
  if h.hold_id is not null then
    select * into h from place_hold x where x.hold_id = a_ref for update;
    if h.ended_at is not null then return 'hold_over'; end if;
    if h.version <> an_expected then return 'stale'; end if;
    update place_hold set ended_at = moment, ended_how = 'released', version = version + 1 where hold_id = a_ref;
    delete from place_taken where organisation_id = h.organisation_id and place_id = h.place_id and by_id = a_ref;
  else
    select * into w from place_waiting x where x.waiting_id = a_ref for update;
    if w.ended_at is not null or w.version <> an_expected then return 'stale'; end if;
    update place_waiting set ended_at = moment, ended_how = 'gave_up', version = version + 1 where waiting_id = a_ref;
  end if;
  perform guard.tell_of_place(a_ref, 'place_let_go', '{}', an_entry);
  return 'done';
end $$;
comment on function guard.let_go_asked(uuid, int, uuid) is 'Whoever asked lets a place of another house go again, or leaves its list.';

create function guard.asked_places(a_case uuid) returns table (ref_id uuid, what text, unit_id uuid, unit_name text, house_name text, asked_at timestamptz, until_at timestamptz,
  urgency text, confirmed_at timestamptz, ended_at timestamptz, ended_how text, released_why text, version int, section text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  return query
    select p.ref_id, p.what, u.unit_id, u.name, o.name, coalesce(h.from_at, w.since), h.until_at, w.urgency, coalesce(h.confirmed_at, w.confirmed_at),
      coalesce(h.ended_at, w.ended_at, case when h.until_at <= guard.clock() then h.until_at end),
      coalesce(h.ended_how, w.ended_how, case when h.until_at <= guard.clock() then 'expired' end), h.released_why, coalesce(h.version, w.version), p.section
    from place_person p left join place_hold h on h.hold_id = p.ref_id left join place_waiting w on w.waiting_id = p.ref_id
    join place_unit u on u.unit_id = coalesce(h.unit_id, w.unit_id) join organisation o on o.organisation_id = u.organisation_id
    where p.case_id = a_case and p.organisation_id = me.organisation_id and coalesce(h.asked_by_organisation_id, w.asked_by_organisation_id) = me.organisation_id
      and guard.opens(a_case, p.section)
    order by 6 desc limit 50;
end $$;
comment on function guard.asked_places(uuid) is 'What one''s own house keeps or waits for in units of others for the person of this file, for whoever opens that section.';

create function guard.askers_of_unit(a_unit uuid) returns table (ref_id uuid, organisation_name text, confirmed boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if not guard.may('places.read') then return; end if;
  return query
    select x.ref_id, o.name, x.confirmed from (
      select h.organisation_id, h.unit_id, h.hold_id as ref_id, h.asked_by_organisation_id as asker, h.confirmed_at is not null as confirmed
      from place_hold h where h.ended_at is null and h.until_at > guard.clock()
      union all select w.organisation_id, w.unit_id, w.waiting_id, w.asked_by_organisation_id, w.confirmed_at is not null from place_waiting w where w.ended_at is null) x
    join organisation o on o.organisation_id = x.asker
    where x.organisation_id = me.organisation_id and x.unit_id = a_unit;
end $$;
comment on function guard.askers_of_unit(uuid) is 'Which houses keep places in one''s own unit or stand on its list, and what of it is confirmed. Never for whom.';

create function guard.neighbours_in(u place_unit, a_case uuid)
returns table (organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare them uuid[]; each uuid;
begin
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
comment on function guard.neighbours_in(place_unit, uuid) is 'The newcomer and those who are there already, in a locked unit. For the guard''s own functions.';

create or replace function guard.neighbours(a_unit uuid, a_case uuid)
returns table (organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare u place_unit := guard.enter_unit(a_unit);
begin
  if u.unit_id is null or not guard.places_open_file(a_case, guard.section_of_kind(u.kind)) then return; end if;
  return query select * from guard.neighbours_in(u, a_case);
end $$;

create function guard.neighbours_of_asked(a_ref uuid)
returns table (organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare p place_person; at_unit uuid; u place_unit;
begin
  select coalesce(h.unit_id, w.unit_id) into at_unit from (select a_ref as id) r
    left join place_hold h on h.hold_id = r.id and h.asked_by_organisation_id is not null and h.ended_at is null
    left join place_waiting w on w.waiting_id = r.id and w.asked_by_organisation_id is not null and w.ended_at is null;
  u := guard.enter_unit(at_unit);
  select * into p from place_person x where x.ref_id = a_ref;
  if u.unit_id is null or p.ref_id is null then return; end if;
  return query select * from guard.neighbours_in(u, p.case_id);
end $$;
comment on function guard.neighbours_of_asked(uuid) is
  'Before a house confirms a place another one keeps: what it takes to see whether somebody would meet whom they must not. For the check alone, which never says who.';

create or replace function guard.release_hold(a_hold uuid, an_expected int) returns text
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
  -- A house that asked for it is told in her story.
  if h.asked_by_organisation_id is not null then perform guard.tell_of_place(a_hold, 'place_refused', '{}', gen_random_uuid()); end if;
  return 'done';
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('enter_shared_unit', 'open_and_writes', 'ask_for_place', 'ask_to_wait', 'answer_asked', 'let_go_asked', 'asked_places', 'askers_of_unit',
             'neighbours_in', 'neighbours_of_asked') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.ask_for_place(uuid, uuid, int, uuid, uuid), guard.ask_to_wait(uuid, uuid, uuid, text, uuid),
  guard.answer_asked(uuid, int, boolean, text, uuid), guard.let_go_asked(uuid, int, uuid), guard.asked_places(uuid), guard.askers_of_unit(uuid),
  guard.neighbours_of_asked(uuid) to amparo_app;
