-- What happens most happens in one statement (0033, 0080), and whatever comes at the same time now comes in the same one:
-- the functions take lists and answer by place, each question with its own session and its own decision.

drop function guard.open_file(text, uuid, uuid, int);
drop function guard.list_files(text, uuid, text, text, boolean, timestamptz, uuid, int);
drop function guard.add_note(text, uuid, uuid, uuid, bytea, text, jsonb, uuid, text, bytea, int, text, int, date, uuid, timestamptz);
drop function guard.wake(uuid, timestamptz);

-- A session ends twelve hours after signing in, however long it is kept awake.
create function guard.wake(a_session uuid, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update session set seen_at = moment, expires_at = least(made_at + interval '12 hours', moment + interval '30 minutes')
  where session_id = a_session and ended_at is null and seen_at < moment - interval '1 minute';
  return true;
end $$;
comment on function guard.wake(uuid, timestamptz) is 'Keeps the session of whoever does something awake; always true.';

create aggregate guard.all_of(anycompatiblearray) (sfunc = array_cat, stype = anycompatiblearray, initcond = '{}');
comment on aggregate guard.all_of(anycompatiblearray) is 'The lists of several rows as one list, in the order of the rows.';
alter aggregate guard.all_of(anycompatiblearray) owner to amparo_guard;
revoke all on function guard.all_of(anycompatiblearray) from public;

-- In the order in which a story is read, so that its latest entries need no sorting.
drop index timeline_latest;
create index timeline_latest on timeline_entry (organisation_id, case_id, at desc, entry_id desc);

-- A plan is made once and kept while the tables grow: every row is reached by its index, never by reading a table whole.
-- One statement for as many openings as come at a time. PL/pgSQL would set up each of its own expressions anew in every
-- transaction, which costs more than reading the rows.
create function guard.open_files(tokens text[], cases uuid[], entries uuid[], lengths int[]) returns table (place bigint, answered json)
language plpgsql volatile security definer set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  -- The entry of a reading is in the same transaction, but nobody waits until the disk has it: see decision 0012.
  perform set_config('synchronous_commit', 'off', true);
  return query
  with decided as materialized (
    select a.place, a.entry_id, a.length, me.session_id, me.second_factor_at, me.seen_at, me.staff_id, me.organisation_id, me.office_id, me.roles,
      clock.moment, f.case_id, f.office_id as file_office_id, f.created_by, f.reference, f.stage, f.status, f.opened_on, f.closed_on, f.next_due_on,
      f.version, f.sealed_card, stands.live, stands.opened || wide.opened as opened, coalesce(stands.basis, wide.basis) as basis
    from unnest(tokens, cases, entries, lengths) with ordinality a(token, case_id, entry_id, length, place)
    join (
      select s.token_hash, s.session_id, s.second_factor_at, s.seen_at, s.ended_at, s.expires_at, m.staff_id, m.organisation_id, m.office_id, m.roles, m.status
      from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
    ) me on me.token_hash = sha256(convert_to(nullif(a.token, ''), 'UTF8')) and me.ended_at is null and me.status = 'active'
    cross join lateral (select greatest(clock_timestamp(), c.latest) as moment from clock_mark c offset 0) clock
    join case_file f on f.organisation_id = me.organisation_id and f.case_id = a.case_id
    cross join lateral (
      select coalesce(guard.all_of(r.sections) filter (where r.reach in ('all', 'in_the_office', 'on_the_case')), '{}') as may_open,
        coalesce(guard.all_of(r.sections) filter (where r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id)), '{}') as opened,
        case min(2 * array_position(me.roles, r.role) + (r.reach = 'all')::int) filter (where cardinality(r.sections) > 0
          and (r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id))) % 2 when 1 then 'all' when 0 then 'in_the_office' end as basis
      from access_rule r where r.action = 'case.open' and r.role = any(me.roles)
    ) wide
    cross join lateral (
      select coalesce(guard.all_of(y.through), '{}') as opened,
        (array_agg(y.kind || ':' || coalesce(y.basis, y.access_id)) filter (where cardinality(y.through) > 0))[1] as basis,
        coalesce(json_agg(json_build_object('kind', y.kind, 'access_id', y.access_id, 'basis', y.basis, 'sections', y.sections)), '[]') as live
      from (
        select x.kind, x.access_id, x.basis, x.sections,
          case when x.kind = 'break_glass' or x.sections <@ wide.may_open then x.sections
            else array(select unnest(x.sections) intersect select unnest(wide.may_open)) end as through
        from case_access x
        where x.staff_id = me.staff_id and x.case_id = a.case_id and x.organisation_id = me.organisation_id
          and x.ended_at is null and x.from_at <= clock.moment and (x.until_at is null or x.until_at > clock.moment)
        order by x.kind desc, x.access_id
      ) y
    ) stands
    where me.expires_at > clock.moment and cardinality(stands.opened || wide.opened) > 0
  ), written as (
    insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, case_id, basis, sections)
    select d.organisation_id, d.entry_id, d.moment, d.staff_id, d.organisation_id, d.session_id, 'case.open', d.case_id, d.basis, d.opened from decided d
  )
  select d.place, json_build_object(
    'actor', json_build_object('staff_id', d.staff_id, 'organisation_id', d.organisation_id, 'office_id', d.office_id,
      'roles', d.roles, 'session_id', d.session_id, 'second_factor_at', d.second_factor_at),
    'subject', json_build_object('organisation_id', d.organisation_id, 'office_id', d.file_office_id, 'created_by', d.created_by, 'live', d.live),
    'basis', d.basis,
    'row', json_build_object('organisation_id', d.organisation_id, 'case_id', d.case_id, 'office_id', d.file_office_id, 'reference', d.reference,
      'stage', d.stage, 'status', d.status, 'opened_on', d.opened_on, 'closed_on', d.closed_on, 'next_due_on', d.next_due_on, 'version', d.version,
      'sealed_card', encode(d.sealed_card, 'base64'),
      'keys', (
        select json_agg(json_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64'))) from (
          select k.version, k.wrapped from case_key k
          where k.organisation_id = d.organisation_id and k.case_id = d.case_id order by k.version desc) k),
      'team', (
        select json_agg(json_build_object('access_id', x.access_id, 'kind', x.kind, 'staff_id', x.staff_id,
          'organisation_id', x.member_organisation_id, 'function', x.function, 'sections', x.sections, 'until_at', x.until_at,
          'name', coalesce(
            (select m.name from staff m where m.organisation_id = x.organisation_id and m.staff_id = x.staff_id),
            (select o.name from organisation o where o.organisation_id = x.member_organisation_id), '')) order by x.function, x.from_at)
        from case_access x
        where x.organisation_id = d.organisation_id and x.case_id = d.case_id and x.ended_at is null and (x.until_at is null or x.until_at > d.moment)),
      'contact', (
        select json_build_object('sealed', encode(c.sealed, 'base64'), 'version', c.version)
        from safe_contact c where c.organisation_id = d.organisation_id and c.case_id = d.case_id),
      'timeline', (
        select json_build_object('entry_id', array_agg(e.entry_id), 'at', array_agg(e.at), 'kind', array_agg(e.kind), 'section', array_agg(e.section),
          'actor_id', array_agg(e.actor_id), 'ref_id', array_agg(e.ref_id), 'codes', array_agg(e.codes))
        from (
          select t.entry_id, t.at, t.kind, t.section, t.actor_id, t.ref_id, t.codes from timeline_entry t
          where t.organisation_id = d.organisation_id and t.case_id = d.case_id and (t.section is null or t.section = any(d.opened))
          order by t.at desc, t.entry_id desc limit d.length) e)))
  from decided d
  where d.seen_at >= d.moment - interval '1 minute' or guard.wake(d.session_id, d.moment);
end $$;
comment on function guard.open_files(text[], uuid[], uuid[], int[]) is
  'Opens files of one''s own organisation, each for whoever asks for it: decides, reads what that opens and writes the journal entry. Nothing for whoever may not, or comes from elsewhere.';

create function guard.list_files(tokens text[], entries uuid[], statuses text[], stages text[], mine boolean[],
  before_moments timestamptz[], before_cases uuid[], lengths int[]) returns table (place bigint, answered json)
language plpgsql volatile security definer set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare a record; me record; page record;
begin
  perform set_config('synchronous_commit', 'off', true);
  for a in
    select * from unnest(tokens, entries, statuses, stages, mine, before_moments, before_cases, lengths)
      with ordinality q(token, entry_id, status, stage, mine, before_at, before_case, length, place)
  loop
    select s.session_id, s.second_factor_at, s.seen_at, m.staff_id, m.organisation_id, m.office_id, m.roles, clock.moment, rules.* into me
    from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
    cross join lateral (select greatest(clock_timestamp(), c.latest) as moment from clock_mark c offset 0) clock
    cross join lateral (
      select max(case x.reach when 'all' then 3 when 'in_the_office' then 2 when 'on_the_case' then 1 end) filter (where x.action = 'case.list') as widest,
        bool_or(x.reach = 'in_the_office') filter (where x.action = 'case.open' and cardinality(x.sections) > 0) as in_office,
        coalesce(guard.all_of(x.sections) filter (where x.action = 'case.open' and x.reach in ('all', 'in_the_office', 'on_the_case')), '{}') as may_open
      from access_rule x where x.action in ('case.list', 'case.open') and x.role = any(m.roles)
    ) rules
    where s.token_hash = sha256(convert_to(nullif(a.token, ''), 'UTF8')) and s.ended_at is null and s.expires_at > clock.moment and m.status = 'active'
      -- What a consent opened to the whole organisation, the ordinary way lists.
      and not exists (select from case_access x where x.member_organisation_id = m.organisation_id and x.ended_at is null);
    if not found then continue; end if;
    if me.seen_at < me.moment - interval '1 minute' then perform guard.wake(me.session_id, me.moment); end if;

    if me.widest = 1 or (me.widest is not null and a.mine) then
      with listed as (
        select f.case_id, f.reference, f.stage, f.status, f.opened_on, f.last_activity_at, f.next_due_on, f.sealed_card
        from case_file f
        where f.organisation_id = me.organisation_id and f.status = a.status and (a.stage is null or f.stage = a.stage)
          and f.case_id in (
            select x.case_id from case_access x
            where x.staff_id = me.staff_id and x.organisation_id = me.organisation_id
              and x.ended_at is null and x.from_at <= me.moment and (x.until_at is null or x.until_at > me.moment)
              and case when x.kind = 'break_glass' then cardinality(x.sections) > 0 else x.sections && me.may_open end)
          and (a.before_at is null or (f.last_activity_at, f.case_id) < (a.before_at, a.before_case))
        order by f.last_activity_at desc, f.case_id desc limit a.length)
      select json_build_object('case_id', array_agg(p.case_id), 'reference', array_agg(p.reference), 'stage', array_agg(p.stage), 'status', array_agg(p.status),
        'opened_on', array_agg(p.opened_on), 'last_activity_at', array_agg(p.last_activity_at), 'next_due_on', array_agg(p.next_due_on),
        'sealed_card', array_agg(encode(p.sealed_card, 'base64')), 'key_version', array_agg(p.key_version), 'wrapped', array_agg(encode(p.wrapped, 'base64')),
        'reference_worker', array_agg(p.reference_worker)) as told into page
      from (
        select l.*, k.version as key_version, k.wrapped, (
          select s.name from case_access x join staff s on s.organisation_id = x.organisation_id and s.staff_id = x.staff_id
          where x.organisation_id = me.organisation_id and x.case_id = l.case_id and x.function = 'reference_worker' and x.ended_at is null limit 1
        ) as reference_worker
        from listed l cross join lateral (
          select k.version, k.wrapped from case_key k
          where k.organisation_id = me.organisation_id and k.case_id = l.case_id order by k.version desc limit 1) k
        order by l.last_activity_at desc, l.case_id desc) p;
    elsif me.widest = 2 and me.in_office then
      with listed as (
        select f.case_id, f.reference, f.stage, f.status, f.opened_on, f.last_activity_at, f.next_due_on, f.sealed_card
        from case_file f
        where f.organisation_id = me.organisation_id and f.office_id = me.office_id and f.status = a.status and (a.stage is null or f.stage = a.stage)
          and (a.before_at is null or (f.last_activity_at, f.case_id) < (a.before_at, a.before_case))
        order by f.last_activity_at desc, f.case_id desc limit a.length)
      select json_build_object('case_id', array_agg(p.case_id), 'reference', array_agg(p.reference), 'stage', array_agg(p.stage), 'status', array_agg(p.status),
        'opened_on', array_agg(p.opened_on), 'last_activity_at', array_agg(p.last_activity_at), 'next_due_on', array_agg(p.next_due_on),
        'sealed_card', array_agg(encode(p.sealed_card, 'base64')), 'key_version', array_agg(p.key_version), 'wrapped', array_agg(encode(p.wrapped, 'base64')),
        'reference_worker', array_agg(p.reference_worker)) as told into page
      from (
        select l.*, k.version as key_version, k.wrapped, (
          select s.name from case_access x join staff s on s.organisation_id = x.organisation_id and s.staff_id = x.staff_id
          where x.organisation_id = me.organisation_id and x.case_id = l.case_id and x.function = 'reference_worker' and x.ended_at is null limit 1
        ) as reference_worker
        from listed l cross join lateral (
          select k.version, k.wrapped from case_key k
          where k.organisation_id = me.organisation_id and k.case_id = l.case_id order by k.version desc limit 1) k
        order by l.last_activity_at desc, l.case_id desc) p;
    else
      continue;
    end if;
    insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, basis, sections)
    values (me.organisation_id, a.entry_id, me.moment, me.staff_id, me.organisation_id, me.session_id, 'case.list',
      (array['on_the_case', 'in_the_office', 'all'])[me.widest], '{}');
    place := a.place;
    answered := json_build_object(
      'actor', json_build_object('staff_id', me.staff_id, 'organisation_id', me.organisation_id, 'office_id', me.office_id,
        'roles', me.roles, 'session_id', me.session_id, 'second_factor_at', me.second_factor_at),
      'basis', (array['on_the_case', 'in_the_office', 'all'])[me.widest], 'row', page.told);
    return next;
  end loop;
end $$;
comment on function guard.list_files(text[], uuid[], text[], text[], boolean[], timestamptz[], uuid[], int[]) is
  'For whoever asks, one page of the files one works on or of one''s office, latest activity first, with what each row shows. Nothing for whoever may not, or needs the ordinary way.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname in ('open_files', 'list_files', 'wake') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    if f <> 'guard.wake(uuid, timestamptz)'::regprocedure then execute format('grant execute on function %s to amparo_app', f); end if;
  end loop;
end $$;

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
