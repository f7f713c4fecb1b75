-- A question that comes as a POST because it is too long for an address, and is no write: who asks may ask, the journal
-- says that they did, and neither the question nor the answer is kept. The ordinary way keeps the answer to a POST, so
-- that a repeat gets the same; what was only asked needs no such memory.

-- Only what is about no file and no office may be asked in passing: an action that somebody has everywhere.
create function guard.ask_in_passing(tokens text[], entries uuid[], actions text[]) returns table (place bigint, answered json)
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with decided as materialized (
    select a.place, a.entry_id, a.action, me.session_id, me.second_factor_at, me.seen_at, me.staff_id, me.organisation_id, me.office_id, me.roles,
      clock.moment
    from unnest(tokens, entries, actions) with ordinality a(token, entry_id, action, place)
    join (
      select s.token_hash, s.session_id, s.second_factor_at, s.seen_at, s.ended_at, s.expires_at, m.staff_id, m.organisation_id, m.office_id, m.roles, m.status
      from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
    ) me on me.token_hash = sha256(convert_to(nullif(a.token, ''), 'UTF8')) and me.ended_at is null and me.status = 'active'
    cross join lateral (select greatest(clock_timestamp(), c.latest) as moment from clock_mark c offset 0) clock
    where me.expires_at > clock.moment
      and exists (select from access_rule x where x.action = a.action and x.reach = 'all' and x.role = any(me.roles))
  ), written as (
    insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, basis, sections)
    select d.organisation_id, d.entry_id, d.moment, d.staff_id, d.organisation_id, d.session_id, d.action, 'all', '{}' from decided d
  )
  select d.place, json_build_object(
    'actor', json_build_object('staff_id', d.staff_id, 'organisation_id', d.organisation_id, 'office_id', d.office_id,
      'roles', d.roles, 'session_id', d.session_id, 'second_factor_at', d.second_factor_at),
    'basis', 'all', 'row', json_build_object())
  from decided d
  where d.seen_at >= d.moment - interval '1 minute' or guard.wake(d.session_id, d.moment);
end $$;
comment on function guard.ask_in_passing(text[], uuid[], text[]) is
  'Lets people ask what is about no file, and journals that they asked. Keeps neither question nor answer; nothing for whoever may not.';

do $$
declare f regprocedure := 'guard.ask_in_passing(text[], uuid[], text[])'::regprocedure;
begin
  execute format('alter function %s owner to amparo_guard', f);
  execute format('revoke all on function %s from public', f);
  execute format('grant execute on function %s to amparo_app', f);
end $$;
