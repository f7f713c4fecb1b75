-- Most who open a file or write a note come alone. A round of one in lists (0101) paid for the lists: taking them apart and
-- answering as rows cost a tenth of a note. Each of the two now has a second door for whoever comes alone, made from the
-- same text as the one for several, so that both decide alike.

-- In the order in which standings count, so that nothing is sorted to decide.
drop index case_access_of_staff;
create index case_access_of_staff on case_access (staff_id, case_id, kind desc, access_id)
  include (organisation_id, from_at, until_at, sections) where ended_at is null;

-- Only the latest link of each organisation: read through all links, as before, this grew with the journal.
create or replace function guard.journal_heads() returns table (organisation_id uuid, sequence bigint, hash bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.organisation_id, s.sequence, s.hash
  from organisation o cross join lateral (
    select l.sequence, l.hash from journal_seal l where l.organisation_id = o.organisation_id order by l.sequence desc limit 1) s
$$;

-- A file that was moved is seldom moved again within ten minutes: a statement that could move it pays for that each time.
create function guard.move_on(an_organisation uuid, a_case uuid, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update case_file f set last_activity_at = moment
  where f.organisation_id = an_organisation and f.case_id = a_case and f.last_activity_at < moment - interval '10 minutes';
  return true;
end $$;
comment on function guard.move_on(uuid, uuid, timestamptz) is 'Something happens in a file: it stands first in the lists again; always true.';
alter function guard.move_on(uuid, uuid, timestamptz) owner to amparo_guard;
revoke all on function guard.move_on(uuid, uuid, timestamptz) from public;

drop function guard.open_files(text[], uuid[], uuid[], int[]);
drop function guard.add_notes(text[], uuid[], uuid[], uuid[], bytea[], jsonb[], uuid[], text[], bytea[], int[], text[], int[], date[], uuid[], timestamptz[]);

-- As in 0101, with a standing that opens only in part told by one list instead of the meeting of two.
do $do$
declare
  settings text := 'language plpgsql volatile security definer set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off';
  whoever text := $whoever$join (
      select s.token_hash, s.session_id, s.second_factor_at, s.seen_at, s.ended_at, s.expires_at, m.staff_id, m.organisation_id, m.office_id, m.roles, m.status
      from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
    ) me on me.token_hash = sha256(convert_to(nullif(a.token, ''), 'UTF8')) and me.ended_at is null and me.status = 'active'
    cross join lateral (select greatest(clock_timestamp(), c.latest) as moment from clock_mark c offset 0) clock
    join case_file f on f.organisation_id = me.organisation_id and f.case_id = a.case_id$whoever$;
  standing text := $standing$from case_access x
        where x.staff_id = me.staff_id and x.case_id = a.case_id and x.organisation_id = me.organisation_id
          and x.ended_at is null and x.from_at <= clock.moment and (x.until_at is null or x.until_at > clock.moment)
        order by x.kind desc, x.access_id$standing$;
  by_office text := $by_office$case min(2 * array_position(me.roles, r.role) + (r.reach = 'all')::int) filter (where cardinality(r.sections) > 0
          and (r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id))) % 2 when 1 then 'all' when 0 then 'in_the_office' end as basis$by_office$;
  told text := $told$json_build_object(
    'actor', json_build_object('staff_id', d.staff_id, 'organisation_id', d.organisation_id, 'office_id', d.office_id,
      'roles', d.roles, 'session_id', d.session_id, 'second_factor_at', d.second_factor_at),
    'subject', json_build_object('organisation_id', d.organisation_id, 'office_id', d.file_office_id, 'created_by', d.created_by, 'live', d.live),
    'basis', d.basis, 'row', $told$;
  opening text := $opening$with decided as materialized (
    select a.place, a.entry_id, a.length, me.session_id, me.second_factor_at, me.seen_at, me.staff_id, me.organisation_id, me.office_id, me.roles,
      clock.moment, f.case_id, f.office_id as file_office_id, f.created_by, f.reference, f.stage, f.status, f.opened_on, f.closed_on, f.next_due_on,
      f.version, f.sealed_card, stands.live, stands.opened || wide.opened as opened, coalesce(stands.basis, wide.basis) as basis
    from {asked} a
    {whoever}
    cross join lateral (
      select coalesce(guard.all_of(r.sections) filter (where r.reach in ('all', 'in_the_office', 'on_the_case')), '{}') as may_open,
        coalesce(guard.all_of(r.sections) filter (where r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id)), '{}') as opened,
        {by_office}
      from access_rule r where r.action = 'case.open' and r.role = any(me.roles)
    ) wide
    cross join lateral (
      select coalesce(guard.all_of(y.through), '{}') as opened,
        (array_agg(y.kind || ':' || coalesce(y.basis, y.access_id)) filter (where cardinality(y.through) > 0))[1] as basis,
        coalesce(json_agg(json_build_object('kind', y.kind, 'access_id', y.access_id, 'basis', y.basis, 'sections', y.sections)), '[]') as live
      from (
        select x.kind, x.access_id, x.basis, x.sections,
          case when x.kind = 'break_glass' or x.sections <@ wide.may_open then x.sections
            else array(select one from unnest(x.sections) one where one = any(wide.may_open)) end as through
        {standing}
      ) y
    ) stands
    where me.expires_at > clock.moment and cardinality(stands.opened || wide.opened) > 0
  ), written as (
    insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, case_id, basis, sections)
    select d.organisation_id, d.entry_id, d.moment, d.staff_id, d.organisation_id, d.session_id, 'case.open', d.case_id, d.basis, d.opened from decided d
  )
  select {place}{told}json_build_object('organisation_id', d.organisation_id, 'case_id', d.case_id, 'office_id', d.file_office_id, 'reference', d.reference,
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
  where d.seen_at >= d.moment - interval '1 minute' or guard.wake(d.session_id, d.moment)$opening$;
  -- A request answered already breaks against what was remembered of it, and the ordinary way settles it. What was sealed
  -- with a key that has been changed since is not written at all.
  writing text := $writing$with decided as materialized (
    select a.*, me.session_id, me.second_factor_at, me.seen_at, me.staff_id, me.organisation_id, me.office_id, me.roles, clock.moment,
      f.office_id as file_office_id, f.created_by, f.last_activity_at, stands.live, coalesce(stands.basis, wide.basis) as basis
    from {asked} a
    {whoever}
    cross join lateral (
      select coalesce(guard.all_of(r.sections) filter (where r.reach in ('all', 'in_the_office', 'on_the_case')), '{}') as may_write,
        bool_or(a.section = any(r.sections)) filter (where r.reach = 'all' or (r.reach = 'in_the_office' and f.office_id = me.office_id)) as writes,
        {by_office}
      from access_rule r where r.action = 'case.write' and r.role = any(me.roles)
    ) wide
    cross join lateral (
      select bool_or(a.section = any(y.sections)) filter (where y.through) as writes,
        (array_agg(y.kind || ':' || coalesce(y.basis, y.access_id)) filter (where y.through))[1] as basis,
        coalesce(json_agg(json_build_object('kind', y.kind, 'access_id', y.access_id, 'basis', y.basis, 'sections', y.sections)), '[]') as live
      from (
        select x.kind, x.access_id, x.basis, x.sections, x.kind = 'team' and x.sections && wide.may_write as through
        {standing}
      ) y
    ) stands
    where me.expires_at > clock.moment and (wide.writes or (stands.writes and a.section = any(wide.may_write)))
      and a.key_version = (select k.version from case_key k
        where k.organisation_id = f.organisation_id and k.case_id = a.case_id order by k.version desc limit 1)
  ), noted as (
    insert into note (organisation_id, case_id, note_id, section, author_id, sealed, contact, minutes, happened_on, written_at)
    select d.organisation_id, d.case_id, d.note_id, d.section, d.staff_id, d.sealed, d.contact, d.minutes, d.happened_on, d.moment from decided d
  ), remarked as (
    insert into timeline_entry (organisation_id, case_id, entry_id, at, kind, section, actor_id, ref_id)
    select d.organisation_id, d.case_id, d.timeline_id, coalesce(d.at, d.moment), 'note_written', d.section, d.staff_id, d.note_id from decided d
  ), kept as (
    insert into answered_request (organisation_id, staff_id, idempotency_key, action, fingerprint, reply, at)
    select d.organisation_id, d.staff_id, d.request, 'case.write', d.print, d.reply, d.moment from decided d
  ), written as (
    insert into journal (organisation_id, entry_id, at, actor_id, actor_organisation_id, session_id, action, case_id, subject_id, basis, sections)
    select d.organisation_id, d.entry_id, d.moment, d.staff_id, d.organisation_id, d.session_id, 'case.write', d.case_id, d.note_id, d.basis, array[d.section]
    from decided d
  )
  select {place}{told}d.reply)
  from decided d
  where (d.seen_at >= d.moment - interval '1 minute' or guard.wake(d.session_id, d.moment))
    and (d.last_activity_at >= d.moment - interval '10 minutes' or guard.move_on(d.organisation_id, d.case_id, d.moment))$writing$;
  whole text;
  f text;
begin
  opening := replace(replace(replace(replace(opening, '{whoever}', whoever), '{by_office}', by_office), '{standing}', standing), '{told}', told);
  writing := replace(replace(replace(replace(writing, '{whoever}', whoever), '{by_office}', by_office), '{standing}', standing), '{told}', told);

  -- The entry of a reading is in the same transaction, but nobody waits until the disk has it: see decision 0012.
  whole := replace(opening, '{asked}', 'unnest(tokens, cases, entries, lengths) with ordinality');
  whole := replace(replace(whole, ' with ordinality a', ' with ordinality a(token, case_id, entry_id, length, place)'), '{place}', 'd.place, ');
  execute format($f$create function guard.open_files(tokens text[], cases uuid[], entries uuid[], lengths int[]) returns table (place bigint, answered json)
%s as %L$f$, settings, format(E'\n#variable_conflict use_column\nbegin\n  perform set_config(''synchronous_commit'', ''off'', true);\n  return query\n  %s;\nend ', whole));
  whole := replace(opening, '{asked}', '(select a_token as token, a_case as case_id, an_entry as entry_id, a_length as length, 1 as place)');
  execute format($f$create function guard.open_file(a_token text, a_case uuid, an_entry uuid, a_length int) returns json
%s as %L$f$, settings, format(E'\n#variable_conflict use_column\ndeclare answered json;\nbegin\n  perform set_config(''synchronous_commit'', ''off'', true);\n  %s\n  into answered;\n  return answered;\nend ',
    replace(whole, '{place}', '')));

  -- Counted through one by one, since taking fifteen lists apart side by side costs more than writing a note.
  whole := replace(writing, '{asked}', $asked$(
      select n as place, tokens[n] as token, cases[n] as case_id, entries[n] as entry_id, requests[n] as request, prints[n] as print,
        replies[n] as reply, notes[n] as note_id, sections[n] as section, seals[n] as sealed, key_versions[n] as key_version,
        contacts[n] as contact, durations[n] as minutes, days[n] as happened_on, places[n] as timeline_id, moments[n] as at
      from generate_series(1::bigint, cardinality(tokens)) n
    )$asked$);
  execute format($f$create function guard.add_notes(tokens text[], cases uuid[], entries uuid[], requests uuid[], prints bytea[], replies jsonb[], notes uuid[],
  sections text[], seals bytea[], key_versions int[], contacts text[], durations int[], days date[], places uuid[], moments timestamptz[])
returns table (place bigint, answered json)
%s as %L$f$, settings, format(E'\n#variable_conflict use_column\nbegin\n  return query\n  %s;\nend ', replace(whole, '{place}', 'd.place, ')));
  whole := replace(writing, '{asked}', $asked$(
      select a_token as token, a_case as case_id, an_entry as entry_id, a_request as request, a_print as print, a_reply as reply,
        a_note as note_id, a_section as section, a_seal as sealed, a_key_version as key_version, a_contact as contact,
        a_duration as minutes, a_day as happened_on, a_place as timeline_id, a_moment as at
    )$asked$);
  execute format($f$create function guard.add_note(a_token text, a_case uuid, an_entry uuid, a_request uuid, a_print bytea, a_reply jsonb, a_note uuid,
  a_section text, a_seal bytea, a_key_version int, a_contact text, a_duration int, a_day date, a_place uuid, a_moment timestamptz)
returns json
%s as %L$f$, settings, format(E'\n#variable_conflict use_column\ndeclare answered json;\nbegin\n  %s\n  into answered;\n  return answered;\nend ', replace(whole, '{place}', '')));

  foreach f in array array['open_files', 'open_file', 'add_notes', 'add_note'] loop
    execute format('comment on function %s is %L', ('guard.' || f)::regproc::regprocedure, case f
      when 'open_files' then 'Opens files of one''s own organisation, each for whoever asks for it: decides, reads what that opens and writes the journal entry. Nothing for whoever may not, or comes from elsewhere.'
      when 'open_file' then 'As guard.open_files, for whoever comes alone.'
      when 'add_notes' then 'Writes notes in files of one''s own organisation and all that goes with them. Nothing for whoever may not, or where the ordinary way has to settle something.'
      else 'As guard.add_notes, for whoever comes alone.' end);
    execute format('alter function %s owner to amparo_guard', ('guard.' || f)::regproc::regprocedure);
    execute format('revoke all on function %s from public', ('guard.' || f)::regproc::regprocedure);
    execute format('grant execute on function %s to amparo_app', ('guard.' || f)::regproc::regprocedure);
  end loop;
end $do$;
