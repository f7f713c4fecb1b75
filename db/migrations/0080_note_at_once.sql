-- Writing a note in one statement, as opening a file is (0033): enter, decide, write the note and its place in the
-- story, keep the answer for a repeat, and journal. What it lets through is what case.write and the policies of 0030 do.

create policy guard_writes on note for insert to amparo_guard with check (true);
create policy guard_writes on answered_request for insert to amparo_guard with check (true);
grant insert on note to amparo_guard;
grant insert on answered_request to amparo_guard;
grant update (last_activity_at) on case_file to amparo_guard;

create function guard.add_notes(tokens text[], cases uuid[], entries uuid[], requests uuid[], prints bytea[], replies jsonb[], notes uuid[],
  sections text[], seals bytea[], key_versions int[], contacts text[], durations int[], days date[], places uuid[], moments timestamptz[])
returns table (place bigint, answered json)
language plpgsql volatile security definer set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  return query
  with decided as materialized (
    select a.*, me.session_id, me.second_factor_at, me.seen_at, me.staff_id, me.organisation_id, me.office_id, me.roles, clock.moment,
      f.office_id as file_office_id, f.created_by, f.last_activity_at, stands.live, coalesce(stands.basis, wide.basis) as basis
    from unnest(tokens, cases, entries, requests, prints, replies, notes, sections, seals, key_versions, contacts, durations, days, places, moments)
      with ordinality a(token, case_id, entry_id, request, print, reply, note_id, section, sealed, key_version, contact, minutes, happened_on, timeline_id, at, place)
    join (
      select s.token_hash, s.session_id, s.second_factor_at, s.seen_at, s.ended_at, s.expires_at, m.staff_id, m.organisation_id, m.office_id, m.roles, m.status
      from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
    ) me on me.token_hash = sha256(convert_to(nullif(a.token, ''), 'UTF8')) and me.ended_at is null and me.status = 'active'
    cross join lateral (select greatest(clock_timestamp(), c.latest) as moment from clock_mark c offset 0) clock
    join case_file f on f.organisation_id = me.organisation_id and f.case_id = a.case_id
    cross join lateral (
      select coalesce(guard.all_of(r.sections) filter (where r.reach in ('all', 'in_the_office', 'on_the_case')), '{}') as may_write,
        coalesce(guard.all_of(r.sections) filter (where r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id)), '{}') as opened,
        case min(2 * array_position(me.roles, r.role) + (r.reach = 'all')::int) filter (where cardinality(r.sections) > 0
          and (r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id))) % 2 when 1 then 'all' when 0 then 'in_the_office' end as basis
      from access_rule r where r.action = 'case.write' and r.role = any(me.roles)
    ) wide
    cross join lateral (
      select coalesce(guard.all_of(y.through), '{}') as opened,
        (array_agg(y.kind || ':' || coalesce(y.basis, y.access_id)) filter (where cardinality(y.through) > 0))[1] as basis,
        coalesce(json_agg(json_build_object('kind', y.kind, 'access_id', y.access_id, 'basis', y.basis, 'sections', y.sections)), '[]') as live
      from (
        select x.kind, x.access_id, x.basis, x.sections,
          case when x.kind <> 'team' then '{}' when x.sections <@ wide.may_write then x.sections
            else array(select unnest(x.sections) intersect select unnest(wide.may_write)) end as through
        from case_access x
        where x.staff_id = me.staff_id and x.case_id = a.case_id and x.organisation_id = me.organisation_id
          and x.ended_at is null and x.from_at <= clock.moment and (x.until_at is null or x.until_at > clock.moment)
        order by x.kind desc, x.access_id
      ) y
    ) stands
    where me.expires_at > clock.moment and a.section = any(stands.opened || wide.opened)
      -- What was answered already, or sealed with a key that has been changed since, the ordinary way settles.
      and (select q.at from answered_request q
        where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.idempotency_key = a.request) is null
      and a.key_version = (select k.version from case_key k
        where k.organisation_id = f.organisation_id and k.case_id = a.case_id order by k.version desc limit 1)
  ), noted as (
    insert into note (organisation_id, case_id, note_id, section, author_id, sealed, contact, minutes, happened_on)
    select d.organisation_id, d.case_id, d.note_id, d.section, d.staff_id, d.sealed, d.contact, d.minutes, d.happened_on from decided d
  ), told as (
    insert into timeline_entry (organisation_id, case_id, entry_id, at, kind, section, actor_id, ref_id)
    select d.organisation_id, d.case_id, d.timeline_id, coalesce(d.at, d.moment), 'note_written', d.section, d.staff_id, d.note_id from decided d
  ), moved as (
    update case_file x set last_activity_at = d.moment from decided d
    where d.last_activity_at < d.moment - interval '10 minutes' and x.organisation_id = d.organisation_id and x.case_id = d.case_id
  ), kept as (
    insert into answered_request (organisation_id, staff_id, idempotency_key, action, fingerprint, reply, at)
    select d.organisation_id, d.staff_id, d.request, 'case.write', d.print, d.reply, d.moment from decided d
  ), written as (
    insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, case_id, subject_id, basis, sections)
    select d.organisation_id, d.entry_id, d.moment, d.staff_id, d.organisation_id, d.session_id, 'case.write', d.case_id, d.note_id, d.basis, array[d.section]
    from decided d
  )
  select d.place, json_build_object(
    'actor', json_build_object('staff_id', d.staff_id, 'organisation_id', d.organisation_id, 'office_id', d.office_id,
      'roles', d.roles, 'session_id', d.session_id, 'second_factor_at', d.second_factor_at),
    'subject', json_build_object('organisation_id', d.organisation_id, 'office_id', d.file_office_id, 'created_by', d.created_by, 'live', d.live),
    'basis', d.basis, 'row', d.reply)
  from decided d
  where d.seen_at >= d.moment - interval '1 minute' or guard.wake(d.session_id, d.moment);
end $$;

do $$
declare f regprocedure := 'guard.add_notes'::regproc;
begin
  execute format('comment on function %s is %L', f,
    'Writes notes in files of one''s own organisation and all that goes with them. Nothing for whoever may not, or where the ordinary way has to settle something.');
  execute format('alter function %s owner to amparo_guard', f);
  execute format('revoke all on function %s from public', f);
  execute format('grant execute on function %s to amparo_app', f);
end $$;
