-- What happens most touches fewer pages: each is written whole after a checkpoint, and each lookup of one costs as much as
-- the row it finds.

-- Nothing asks the remembered requests by age; every write of the house kept this index up.
drop index answered_request_by_age;

-- One index instead of two: the order in which a story is read tells its entries apart as well as their ids alone did.
alter table timeline_entry drop constraint timeline_entry_pkey;
drop index timeline_latest;
alter table timeline_entry add constraint timeline_entry_pkey primary key (organisation_id, case_id, at, entry_id);

-- The files of a colleague and their reference workers are told by the index alone: a list read a page for each of them.
drop index case_access_of_staff;
create index case_access_of_staff on case_access (staff_id, case_id) include (organisation_id, kind, from_at, until_at, sections)
  where ended_at is null;
drop index one_reference_worker;
create unique index one_reference_worker on case_access (organisation_id, case_id) include (staff_id)
  where function = 'reference_worker' and ended_at is null;

-- As in 0101. The questions are counted through one by one, since taking fifteen lists apart side by side costs more than
-- writing a note; and the note says itself when it was written, since asking the clock once more costs as much as its row.
create or replace function guard.add_notes(tokens text[], cases uuid[], entries uuid[], requests uuid[], prints bytea[], replies jsonb[], notes uuid[],
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
    from (
      select n as place, tokens[n] as token, cases[n] as case_id, entries[n] as entry_id, requests[n] as request, prints[n] as print,
        replies[n] as reply, notes[n] as note_id, sections[n] as section, seals[n] as sealed, key_versions[n] as key_version,
        contacts[n] as contact, durations[n] as minutes, days[n] as happened_on, places[n] as timeline_id, moments[n] as at
      from generate_series(1::bigint, cardinality(tokens)) n
    ) a
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
    insert into note (organisation_id, case_id, note_id, section, author_id, sealed, contact, minutes, happened_on, written_at)
    select d.organisation_id, d.case_id, d.note_id, d.section, d.staff_id, d.sealed, d.contact, d.minutes, d.happened_on, d.moment from decided d
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
