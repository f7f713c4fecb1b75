-- A question that comes as a POST because it is too long for an address, and is no write: who asks may ask, the journal
-- says that they did, and neither the question nor the answer is kept. The ordinary way keeps the answer to a POST, so
-- that a repeat gets the same; what was only asked needs no such memory.

create function guard.ask_in_passing(a_token text, an_entry uuid, an_action text) returns json
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me record;
begin
  select s.session_id, s.second_factor_at, s.seen_at, s.ended_at, s.expires_at, m.staff_id, m.organisation_id, m.office_id, m.roles, m.status,
         greatest(clock_timestamp(), c.latest) as moment into me
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id cross join clock_mark c
  where s.token_hash = sha256(convert_to(nullif(a_token, ''), 'UTF8'));
  if not found or me.ended_at is not null or me.expires_at <= me.moment or me.status <> 'active' then return null; end if;
  if me.seen_at < me.moment - interval '1 minute' then perform guard.wake(me.session_id, me.moment); end if;
  -- Only what is about no file and no office may be asked in passing.
  if not exists (select from access_rule x where x.action = an_action and x.reach = 'all' and x.role = any(me.roles)) then return null; end if;

  insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, case_id, subject_id, basis, sections)
  values (me.organisation_id, an_entry, me.moment, me.staff_id, me.organisation_id, me.session_id, an_action, null, null, 'all', '{}');

  return json_build_object(
    'actor', json_build_object('staff_id', me.staff_id, 'organisation_id', me.organisation_id, 'office_id', me.office_id,
      'roles', me.roles, 'session_id', me.session_id, 'second_factor_at', me.second_factor_at),
    'basis', 'all', 'row', json_build_object());
end $$;
comment on function guard.ask_in_passing(text, uuid, text) is
  'Lets somebody ask what is about no file, and journals that they asked. Keeps neither question nor answer; nothing for whoever may not.';

do $$
declare f regprocedure := 'guard.ask_in_passing(text, uuid, text)'::regprocedure;
begin
  execute format('alter function %s owner to amparo_guard', f);
  execute format('revoke all on function %s from public', f);
  execute format('grant execute on function %s to amparo_app', f);
end $$;
