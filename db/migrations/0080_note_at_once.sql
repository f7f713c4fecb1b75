-- Writing a note in one statement, as opening a file is (0033): enter, decide, write the note and its place in the
-- story, keep the answer for a repeat, and journal. What it lets through is what case.write and the policies of 0030 do.

create policy guard_writes on note for insert to amparo_guard with check (true);
create policy guard_writes on answered_request for insert to amparo_guard with check (true);
grant insert on note to amparo_guard;
grant insert on answered_request to amparo_guard;
grant update (last_activity_at) on case_file to amparo_guard;

create function guard.add_note(a_token text, a_case uuid, an_entry uuid, a_request uuid, a_print bytea, an_action text, a_reply jsonb,
  a_note uuid, a_section text, a_sealed bytea, a_key_version int, a_contact text, some_minutes int, a_day date, a_place uuid, a_moment timestamptz)
returns json
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  me record; r record; a record; f record; moment timestamptz; through text[]; basis text;
  may_write text[] := '{}'; wide_write text[] := '{}'; wide_basis text; written text[] := '{}'; live jsonb := '[]';
begin
  select s.session_id, s.second_factor_at, s.seen_at, s.ended_at, s.expires_at, m.staff_id, m.organisation_id, m.office_id, m.roles, m.status,
         greatest(clock_timestamp(), c.latest) as moment into me
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id cross join clock_mark c
  where s.token_hash = sha256(convert_to(nullif(a_token, ''), 'UTF8'));
  moment := me.moment;
  if not found or me.ended_at is not null or me.expires_at <= moment or me.status <> 'active' then return null; end if;
  if me.seen_at < moment - interval '1 minute' then perform guard.wake(me.session_id, moment); end if;
  select x.organisation_id, x.office_id, x.created_by, x.last_activity_at into f
  from case_file x where x.organisation_id = me.organisation_id and x.case_id = a_case;
  if not found then return null; end if;

  for r in
    select x.reach, x.sections from access_rule x where x.action = 'case.write' and x.role = any(me.roles) order by array_position(me.roles, x.role)
  loop
    if r.reach in ('all', 'in_the_office', 'on_the_case') then may_write := may_write || r.sections; end if;
    if r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id) then
      if cardinality(r.sections) > 0 then wide_basis := coalesce(wide_basis, r.reach); end if;
      wide_write := wide_write || r.sections;
    end if;
  end loop;
  for a in
    select x.kind, x.access_id, x.basis, x.sections from case_access x
    where x.staff_id = me.staff_id and x.case_id = a_case and x.organisation_id = me.organisation_id
      and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
  loop
    live := live || jsonb_build_object('kind', a.kind, 'access_id', a.access_id, 'basis', a.basis, 'sections', a.sections);
    continue when a.kind <> 'team';
    if a.sections <@ may_write then through := a.sections;
    else through := array(select unnest(a.sections) intersect select unnest(may_write)); end if;
    if cardinality(through) > 0 then basis := coalesce(basis, a.kind || ':' || coalesce(a.basis, a.access_id)); end if;
    written := written || through;
  end loop;
  written := written || wide_write;
  basis := coalesce(basis, wide_basis);
  if a_section <> all(written) then return null; end if;
  -- What was answered already, or sealed with a key that has been changed since, the ordinary way settles.
  if exists (select from answered_request q
             where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.idempotency_key = a_request) then return null; end if;
  if a_key_version is distinct from (select k.version from case_key k
             where k.organisation_id = f.organisation_id and k.case_id = a_case order by k.version desc limit 1) then return null; end if;

  insert into note (organisation_id, case_id, note_id, section, author_id, sealed, contact, minutes, happened_on)
  values (f.organisation_id, a_case, a_note, a_section, me.staff_id, a_sealed, a_contact, some_minutes, a_day);
  insert into timeline_entry (organisation_id, case_id, entry_id, at, kind, section, actor_id, ref_id)
  values (f.organisation_id, a_case, a_place, coalesce(a_moment, moment), 'note_written', a_section, me.staff_id, a_note);
  if f.last_activity_at < moment - interval '10 minutes' then
    update case_file x set last_activity_at = moment where x.organisation_id = f.organisation_id and x.case_id = a_case;
  end if;
  insert into answered_request (organisation_id, staff_id, idempotency_key, action, fingerprint, reply, at)
  values (me.organisation_id, me.staff_id, a_request, an_action, a_print, a_reply, moment);
  insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, case_id, subject_id, basis, sections)
  values (f.organisation_id, an_entry, moment, me.staff_id, me.organisation_id, me.session_id, 'case.write', a_case, a_note, basis, array[a_section]);

  return json_build_object(
    'actor', json_build_object('staff_id', me.staff_id, 'organisation_id', me.organisation_id, 'office_id', me.office_id,
      'roles', me.roles, 'session_id', me.session_id, 'second_factor_at', me.second_factor_at),
    'subject', json_build_object('organisation_id', f.organisation_id, 'office_id', f.office_id, 'created_by', f.created_by, 'live', live),
    'basis', basis, 'row', a_reply);
end $$;
comment on function guard.add_note(text, uuid, uuid, uuid, bytea, text, jsonb, uuid, text, bytea, int, text, int, date, uuid, timestamptz) is
  'Writes a note in a file of one''s own organisation and all that goes with it. Nothing for whoever may not, or where the ordinary way has to settle something.';

do $$
declare f regprocedure := 'guard.add_note(text, uuid, uuid, uuid, bytea, text, jsonb, uuid, text, bytea, int, text, int, date, uuid, timestamptz)'::regprocedure;
begin
  execute format('alter function %s owner to amparo_guard', f);
  execute format('revoke all on function %s from public', f);
  execute format('grant execute on function %s to amparo_app', f);
end $$;
