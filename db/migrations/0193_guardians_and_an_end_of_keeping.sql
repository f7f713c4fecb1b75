-- Whoever stands for a child is held against an interpreter's name like everybody else named in the file. And a record of the
-- register ends: what says who somebody is goes, the row stays for the bookings and the books that point to it.

create or replace function guard.her_side(an_organisation uuid, a_case uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'keys', guard.wrapped_keys(an_organisation, a_case),
    'rule', (select encode(r.sealed, 'base64') from interpreting_rule r where r.organisation_id = an_organisation and r.case_id = a_case),
    'guardian', (select encode(g.sealed, 'base64') from guardian g where g.organisation_id = an_organisation and g.case_id = a_case),
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

alter table interpreter add column forgotten_on date;
alter table interpreter add constraint nothing_of_whoever_is_forgotten check (forgotten_on is null or (sealed = '' and province is null and status <> 'active'));
comment on column interpreter.forgotten_on is 'The end of keeping: from this day on the row says of nobody who they were. Bookings and books that point to it keep their days and sums.';

create or replace function guard.gate_facts(a_case uuid) returns table (her jsonb, interpreter jsonb, conflict_declared text)
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
    from interpreter i where i.organisation_id = org and i.forgotten_on is null;
end $$;

create function guard.interpreters_kept(an_organisation uuid, an_interpreter uuid)
returns table (organisation_id uuid, interpreter_id uuid, status text, changed_on date, last_on date, books_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.organisation_id, i.interpreter_id, i.status, (i.changed_at at time zone 'UTC')::date,
    greatest((select max(b.on_day) from interpreter_booking b where b.organisation_id = i.organisation_id and b.interpreter_id = i.interpreter_id),
      (select max(h.on_day) from volunteer_hours h where h.organisation_id = i.organisation_id and h.interpreter_id = i.interpreter_id)),
    greatest((select max(s.until_on) from interpreter_statement s where s.organisation_id = i.organisation_id and s.interpreter_id = i.interpreter_id),
      (select max(h.on_day) from volunteer_hours h where h.organisation_id = i.organisation_id and h.interpreter_id = i.interpreter_id))
  from interpreter i
  where i.forgotten_on is null and (an_organisation is null or i.organisation_id = an_organisation) and (an_interpreter is null or i.interpreter_id = an_interpreter)
$$;
comment on function guard.interpreters_kept(uuid, uuid) is
  'What the end of keeping is counted from: when a record was last written, worked or booked with, and until when the books know it. For the server''s clock, and for the guard''s own functions.';

create function guard.interpreter_kept(an_interpreter uuid) returns table (status text, changed_on date, last_on date, books_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.status, k.changed_on, k.last_on, k.books_on from guard.interpreters_kept(guard.organisation(), an_interpreter) k
  where guard.may('interpreters.manage') and guard.organisation() is not null
$$;
comment on function guard.interpreter_kept(uuid) is 'The same of one record of one''s own register, for whoever keeps it.';

create function guard.forget_interpreter(an_organisation uuid, an_interpreter uuid, a_day date) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t text;
begin
  foreach t in array array['interpreter_language', 'interpreter_vetting', 'interpreter_hours', 'interpreter_off', 'interpreter_rate'] loop
    execute format('delete from %I where organisation_id = $1 and interpreter_id = $2', t) using an_organisation, an_interpreter;
  end loop;
  update interpreter i set sealed = '', status = 'resting', gender = 'not_said', province = null, emergency = false, forgotten_on = a_day, version = i.version + 1
  where i.organisation_id = an_organisation and i.interpreter_id = an_interpreter and i.forgotten_on is null;
  delete from interpreter i where i.organisation_id = an_organisation and i.interpreter_id = an_interpreter
    and not exists (select from interpreter_booking b where b.organisation_id = an_organisation and b.interpreter_id = an_interpreter)
    and not exists (select from interpreter_statement s where s.organisation_id = an_organisation and s.interpreter_id = an_interpreter)
    and not exists (select from volunteer_hours h where h.organisation_id = an_organisation and h.interpreter_id = an_interpreter);
end $$;
comment on function guard.forget_interpreter(uuid, uuid, date) is
  'Takes everything away that says who an interpreter was; the row goes too when nothing points to it. Run by the server''s clock.';

create function guard.interpreter_booked(an_interpreter uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from interpreter_booking b
  where guard.may('interpreters.read') and b.organisation_id = guard.organisation() and b.interpreter_id = an_interpreter
$$;
comment on function guard.interpreter_booked(uuid) is 'How often an interpreter was asked, in whichever files. A number and nothing else.';

create policy kept_by_guard on volunteer_hours for select to amparo_guard using (true);
grant select on volunteer_hours to amparo_guard;
grant update (sealed, status, gender, province, emergency, forgotten_on) on interpreter to amparo_guard;
create index volunteer_hours_of on volunteer_hours (organisation_id, interpreter_id, on_day desc);
create index interpreter_statement_whose on interpreter_statement (organisation_id, interpreter_id, until_on desc);

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('interpreters_kept', 'interpreter_kept', 'forget_interpreter', 'interpreter_booked') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.interpreter_kept(uuid), guard.interpreter_booked(uuid) to amparo_app;
