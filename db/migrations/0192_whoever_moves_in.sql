-- Whoever moves in, or is called otherwise from now on, may bear the name of somebody booked to interpret for those who live there:
-- what is booked is looked at again in the same transaction. Only what that transaction itself changed is handed to the check.

create index place_taken_by on place_taken (by_id);

create function guard.found_in(some_units uuid[]) returns table (organisation_id uuid, case_id uuid, lives boolean, came boolean, renamed boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.organisation_id, p.case_id, bool_or(guard.section_of_kind(x.kind) = 'home'),
    coalesce(bool_or(t.xmin = m.this or x.xmin = m.this), false), coalesce(bool_or(i.xmin = m.this), false)
  from (select pg_current_xact_id_if_assigned()::xid as this) m, place_unit u
  join place_unit x on x.organisation_id = u.organisation_id and (x.unit_id = u.unit_id or x.service_id = u.service_id)
  join place_taken t on t.organisation_id = x.organisation_id and t.unit_id = x.unit_id
  join place_person p on p.ref_id = t.by_id
  left join person_identity i on i.organisation_id = p.organisation_id and i.case_id = p.case_id
  where u.unit_id = any (some_units)
  group by 1, 2
$$;
comment on function guard.found_in(uuid[]) is
  'Whom these units and the rooms of the same house hold, who of them lives there, and who came or was renamed in this transaction. For the guard''s own functions.';

create function guard.houses_of(a_case uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select k.unit_id from case_file f join place_person p on p.organisation_id = f.organisation_id and p.case_id = f.case_id
    join place_taken k on k.by_id = p.ref_id where f.case_id = a_case)
$$;
comment on function guard.houses_of(uuid) is 'The units somebody is found in. For the guard''s own functions.';

create or replace function guard.her_side(an_organisation uuid, a_case uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'keys', guard.wrapped_keys(an_organisation, a_case),
    'rule', (select encode(r.sealed, 'base64') from interpreting_rule r where r.organisation_id = an_organisation and r.case_id = a_case),
    'named', coalesce((select jsonb_agg(jsonb_build_object('related_id', p.related_id, 'sealed', encode(p.sealed, 'base64')) order by p.related_id)
       from related_person p where p.organisation_id = an_organisation and p.case_id = a_case), '[]'),
    -- Of whichever house their file is: who lives together lives together.
    'residents', coalesce((select jsonb_agg(jsonb_build_object('organisation_id', i.organisation_id, 'case_id', i.case_id,
         'keys', guard.wrapped_keys(i.organisation_id, i.case_id), 'sealed', encode(i.sealed, 'base64')) order by i.case_id)
       from person_identity i where (i.organisation_id, i.case_id) in (
         select r.organisation_id, r.case_id
         from guard.found_in(array(select u.unit_id from place_unit u where u.unit_id = any (guard.houses_of(a_case)) and guard.section_of_kind(u.kind) = 'home')) r
         where r.case_id <> a_case)), '[]'),
    'exclusions', coalesce((select jsonb_agg(jsonb_build_object('exclusion_id', x.exclusion_id, 'since_on', x.since_on, 'until_on', x.until_on,
         'sealed', encode(x.sealed, 'base64')) order by x.exclusion_id)
       from exclusion x where x.organisation_id = an_organisation and x.case_id = a_case
         and (x.ended_at is null or (x.ended_by = guard.staff() and x.ended_at > guard.clock() - interval '24 hours'))), '[]'))
$$;

create function guard.new_under_one_roof(some_units uuid[]) returns table (booking_id uuid, with_organisation_id uuid, with_case_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with found as materialized (select * from guard.found_in(some_units))
  select b.booking_id, o.organisation_id, o.case_id
  from found h join found o on o.case_id <> h.case_id
  join interpreter_booking b on b.organisation_id = h.organisation_id and b.case_id = h.case_id and b.status in ('offered', 'confirmed') and b.ends_at > guard.clock()
  where h.lives and (h.came or o.came or o.renamed)
$$;
comment on function guard.new_under_one_roof(uuid[]) is
  'What is booked for those who live in these houses, beside whoever is found there, where one of the two came or was renamed in this very transaction. For the guard''s own functions.';

create function guard.housemates_to_look_at(a_unit uuid, a_case uuid) returns table (booking_id uuid, interpreter_organisation_id uuid, interpreter_id uuid,
  intake_version int, sealed bytea, organisation_id uuid, case_id uuid, keys jsonb, sealed_identity bytea)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare units uuid[] := case when a_unit is null then guard.houses_of(a_case) else array[a_unit] end; files uuid[]; each uuid;
begin
  if a_unit is null and not exists (
    select from case_file f join person_identity i on i.organisation_id = f.organisation_id and i.case_id = f.case_id
    where f.case_id = a_case and i.xmin = pg_current_xact_id_if_assigned()::xid) then return; end if;
  if a_unit is not null and not exists (select from guard.found_in(units) r where r.came) then return; end if;
  -- The house first, then the files, each in one order, as whoever gives a place takes them: none waits for another in a ring.
  if a_unit is not null then
    perform from place_unit x join place_unit u on u.organisation_id = x.organisation_id and (x.unit_id = u.unit_id or x.service_id = u.service_id)
    where u.unit_id = a_unit order by x.unit_id for update of x;
  end if;
  files := array(select r.case_id from guard.found_in(units) r union select a_case where a_case is not null order by 1);
  foreach each in array files loop
    perform pg_advisory_xact_lock(hashtextextended('amparo.exclusions ' || each, 0));
  end loop;
  units := case when a_unit is null then guard.houses_of(a_case) else units end;
  if exists (select from guard.found_in(units) r where r.case_id <> all (files)) then
    raise exception using errcode = 'serialization_failure', message = 'somebody moved in meanwhile';
  end if;
  -- Of a name here and a name in the register that change at once, the later one sees both.
  perform from interpreter i where i.interpreter_id in (
    select b.interpreter_id from guard.new_under_one_roof(units) n join interpreter_booking b on b.booking_id = n.booking_id) order by i.interpreter_id for share;
  return query
    select b.booking_id, i.organisation_id, i.interpreter_id, i.intake_version, i.sealed, n.with_organisation_id, n.with_case_id,
      guard.wrapped_keys(n.with_organisation_id, n.with_case_id), p.sealed
    from guard.new_under_one_roof(units) n
    join interpreter_booking b on b.booking_id = n.booking_id
    join interpreter i on i.organisation_id = b.organisation_id and i.interpreter_id = b.interpreter_id
    join person_identity p on p.organisation_id = n.with_organisation_id and p.case_id = n.with_case_id
    order by b.booking_id, n.with_case_id;
end $$;
comment on function guard.housemates_to_look_at(uuid, uuid) is
  'After somebody came into this unit, or the person of this file was renamed: what is booked for those who live there, and the names it must not be. Only what this transaction changed, for the check alone; nobody is told whose it was.';

create or replace function guard.stop_booking(a_booking uuid, a_reason text, an_entry uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare b interpreter_booking; org uuid := guard.organisation();
begin
  select * into b from interpreter_booking x where x.booking_id = a_booking for update;
  if org is null or b.booking_id is null or b.status not in ('offered', 'confirmed') then return false; end if;
  if not (b.organisation_id = org and (guard.sees(b.case_id) or guard.may('interpreters.manage')))
    -- Whoever keeps the house she lives in may be of another one.
    and not (a_reason = 'named_in_file' and exists (select from guard.new_under_one_roof(guard.houses_of(b.case_id)) n where n.booking_id = b.booking_id)) then
    return false;
  end if;
  update interpreter_booking x set status = 'stopped', stop_reason = a_reason, stopped_at = guard.clock(), version = x.version + 1
  where x.organisation_id = b.organisation_id and x.case_id = b.case_id and x.booking_id = b.booking_id;
  update single_use_link l set revoked_at = guard.clock(), version = l.version + 1
  where l.organisation_id = b.organisation_id and l.ref_id = b.booking_id and l.purpose = 'interpreter' and l.revoked_at is null;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id)
  values (b.organisation_id, b.case_id, an_entry, 'interpreter_stopped', b.section, guard.staff(), b.booking_id);
  insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, action, case_id, subject_id, basis, reason)
  values (b.organisation_id, gen_random_uuid(), guard.staff(), org, 'interpreters.book', b.case_id, b.booking_id, 'other', 'stopped');
  return true;
end $$;

create or replace function guard.neighbours_in(u place_unit, a_case uuid)
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
  -- An exclusion or a booking that is being written is waited for, and the next one waits: what is booked is looked at afterwards,
  -- and of two who held this together neither could take it alone.
  foreach each in array array(select distinct unnest(them) order by 1) loop
    perform pg_advisory_xact_lock(hashtextextended('amparo.exclusions ' || each, 0));
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

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('found_in', 'houses_of', 'new_under_one_roof', 'housemates_to_look_at') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.housemates_to_look_at(uuid, uuid) to amparo_app;
