-- Written by `npm run migrations` from the migrations; do not edit. Reviewed to see who may do what.

-- role amparo_app: noinherit, login
-- role amparo_door: noinherit, login
-- role amparo_guard: noinherit, nologin

create schema guard;
grant create, usage on schema guard to amparo_guard;
grant usage on schema guard to amparo_app;
grant usage on schema guard to amparo_door;
grant usage on schema public to amparo_app;
grant usage on schema public to amparo_door;
grant usage on schema public to amparo_guard;

create sequence interpreter_number_seq as bigint;

CREATE OR REPLACE FUNCTION guard.accept_invitation(a_token_hash bytea, a_password_hash text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare i invitation;
begin
  update invitation set used_at = guard.clock() where token_hash = a_token_hash and used_at is null and expires_at > guard.clock() returning * into i;
  if i is null then return null; end if;
  update staff set status = 'active', version = version + 1 where staff_id = i.staff_id and status = 'invited';
  if not found then return null; end if;
  delete from passkey where staff_id = i.staff_id;
  delete from recovery_code where staff_id = i.staff_id;
  delete from credential where staff_id = i.staff_id;
  insert into credential (organisation_id, staff_id, password_hash, password_set_at) values (i.organisation_id, i.staff_id, a_password_hash, guard.clock());
  return i.staff_id;
end $function$;
alter routine guard.accept_invitation(bytea,text) owner to amparo_guard;
comment on routine guard.accept_invitation(bytea,text) is 'Uses a link up: the account opens with this password and with no factor from before.';

CREATE OR REPLACE FUNCTION guard.actor(OUT staff_id uuid, OUT organisation_id uuid, OUT office_id uuid, OUT roles text[], OUT session_id uuid, OUT second_factor_at timestamp with time zone)
 RETURNS SETOF record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who();
begin
  if me.staff_id is null then return; end if;
  staff_id := me.staff_id; organisation_id := me.organisation_id; office_id := me.office_id; roles := me.roles;
  session_id := me.session_id; second_factor_at := me.second_factor_at;
  return next;
end $function$;
alter routine guard.actor() owner to amparo_guard;
comment on routine guard.actor() is 'Who the token of this transaction belongs to; no row for a forged, ended or expired one.';

CREATE OR REPLACE FUNCTION guard.add_notes(tokens text[], cases uuid[], entries uuid[], requests uuid[], prints bytea[], replies jsonb[], notes uuid[], sections text[], seals bytea[], key_versions integer[], contacts text[], durations integer[], days date[], places uuid[], moments timestamp with time zone[])
 RETURNS TABLE(place bigint, answered json)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
end $function$;
alter routine guard.add_notes(text[],uuid[],uuid[],uuid[],bytea[],jsonb[],uuid[],text[],bytea[],integer[],text[],integer[],date[],uuid[],timestamp with time zone[]) owner to amparo_guard;
comment on routine guard.add_notes(text[],uuid[],uuid[],uuid[],bytea[],jsonb[],uuid[],text[],bytea[],integer[],text[],integer[],date[],uuid[],timestamp with time zone[]) is 'Writes notes in files of one''s own organisation and all that goes with them. Nothing for whoever may not, or where the ordinary way has to settle something.';

CREATE OR REPLACE FUNCTION guard.add_partner(an_organisation uuid, a_name text, a_country text, a_province text, the_languages text[], a_language text, an_office uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from guard.actor() me join organisation o on o.organisation_id = me.organisation_id where o.kind = 'own')
    or not guard.may('organisation.manage') then return false; end if;
  insert into organisation (organisation_id, kind, name, country, province, languages, takes_referrals, language)
  values (an_organisation, 'partner', a_name, a_country, a_province, the_languages, true, a_language);
  insert into office (organisation_id, office_id, name, province) values (an_organisation, an_office, a_name, a_province);
  return true;
end $function$;
alter routine guard.add_partner(uuid,text,text,text,text[],text,uuid) owner to amparo_guard;
comment on routine guard.add_partner(uuid,text,text,text,text[],text,uuid) is 'A partner organisation and its first office; only the organisation that runs the house adds partners.';

CREATE OR REPLACE FUNCTION guard.add_passkey(a_passkey uuid, a_credential bytea, a_public_key bytea, a_counter bigint, a_name text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into passkey (organisation_id, staff_id, passkey_id, credential_id, public_key, counter, name)
  select organisation_id, staff_id, a_passkey, a_credential, a_public_key, a_counter, a_name from guard.actor()
$function$;
alter routine guard.add_passkey(uuid,bytea,bytea,bigint,text) owner to amparo_guard;
comment on routine guard.add_passkey(uuid,bytea,bytea,bigint,text) is 'A passkey for whoever asks.';

CREATE OR REPLACE FUNCTION guard.add_protocol_line(p protocol, a_line uuid, what text, a_step text, a_state text, someone uuid, a_sealed bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into protocol_line (organisation_id, case_id, protocol_id, line_id, section, at, by_id, what, step, state, to_id, sealed)
  values (p.organisation_id, p.case_id, p.protocol_id, a_line, p.section, guard.clock(), guard.staff(), what, a_step, a_state, someone, a_sealed)
$function$;
alter routine guard.add_protocol_line(protocol,uuid,text,text,text,uuid,bytea) owner to amparo_guard;
comment on routine guard.add_protocol_line(protocol,uuid,text,text,text,uuid,bytea) is 'One more line of how a protocol went.';

CREATE OR REPLACE FUNCTION guard.answer_asked(a_ref uuid, an_expected integer, a_yes boolean, a_why text, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.answer_asked(uuid,integer,boolean,text,uuid) owner to amparo_guard;
comment on routine guard.answer_asked(uuid,integer,boolean,text,uuid) is 'The house confirms what another house keeps in its unit, or lets it go and says why, by a code.';

CREATE OR REPLACE FUNCTION guard.answer_conference_task(a_task uuid, an_expected integer, a_status text, a_sealed bytea, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare t conference_task; me record := guard.who();
begin
  if a_status not in ('doing', 'done', 'cannot') then return 'not_found'; end if;
  -- Holds the consents first, as a withdrawal takes them.
  select x.* into t from conference_task x join guard.my_conferences() k on k.conference_id = x.conference_id
  where x.task_id = a_task and x.owner_kind = 'agency' and x.owner_organisation_id = me.organisation_id and x.section = any(k.sections);
  if t.task_id is null then return 'not_found'; end if;
  select * into t from conference_task where task_id = a_task for update;
  if t.version <> an_expected or t.status = 'dropped' then return 'conflict'; end if;
  update conference_task set status = a_status, version = version + 1, answered_at = guard.clock(), answered_by = me.staff_id,
    sealed_answer = coalesce(a_sealed, sealed_answer) where task_id = a_task;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  values (t.organisation_id, t.case_id, an_entry, 'conference_task_answered', t.section, me.staff_id, a_task, jsonb_build_object('task', a_status));
  return 'done';
end $function$;
alter routine guard.answer_conference_task(uuid,integer,text,bytea,uuid) owner to amparo_guard;
comment on routine guard.answer_conference_task(uuid,integer,text,bytea,uuid) is 'A partner says what became of its task, while the consent it was invited on lives and opens the section of the task.';

CREATE OR REPLACE FUNCTION guard.answer_cover(an_id uuid, an_answer text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); c cover; moment timestamptz := guard.clock(); a_file uuid;
begin
  select * into c from cover where cover_id = an_id for update;
  if me.staff_id is null or c.cover_id is null or c.organisation_id <> me.organisation_id then return 'not_found'; end if;
  if an_answer = 'ended' then
    if me.staff_id not in (c.absent_id, c.stand_in_id, c.asked_by) and not guard.answers_for(c.absent_id, 'cover.ask') then return 'not_found'; end if;
    if c.status not in ('asked', 'agreed') then return 'answered'; end if;
    update cover set status = 'ended', ended_at = moment, ended_by = me.staff_id where cover_id = an_id;
    update case_access a set ended_at = moment where a.organisation_id = c.organisation_id and a.staff_id = c.stand_in_id
      and a.kind = 'team' and a.basis = an_id and a.ended_at is null;
    return 'done';
  end if;
  if an_answer not in ('agreed', 'declined') or c.stand_in_id <> me.staff_id or not guard.may('hand_over.answer') then return 'not_found'; end if;
  if c.status <> 'asked' or c.until_on < (moment at time zone 'UTC')::date then return 'answered'; end if;
  if an_answer = 'agreed' then
    for a_file in select x.case_id from cover_file x where x.organisation_id = c.organisation_id and x.cover_id = an_id order by x.case_id loop
      perform pg_advisory_xact_lock_shared(hashtextextended('amparo.exclusions ' || a_file, 0));
      if guard.exclusions_changed(a_file, c.asked_at) then return 'to_check_again'; end if;
    end loop;
  end if;
  update cover set status = an_answer, answered_at = moment where cover_id = an_id;
  if an_answer = 'agreed' then
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, from_at, until_at, created_by)
    select r.organisation_id, r.case_id, gen_random_uuid(), 'team', c.stand_in_id, 'cover', r.sections, an_id,
      greatest(moment, c.from_on::timestamp at time zone 'UTC'), (c.until_on + 1)::timestamp at time zone 'UTC', c.asked_by
    from cover_file x join case_access r on r.organisation_id = x.organisation_id and r.case_id = x.case_id and r.staff_id = c.absent_id
      and r.kind = 'team' and r.function = 'reference_worker' and r.ended_at is null
    where x.organisation_id = c.organisation_id and x.cover_id = an_id;
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
    select a.organisation_id, a.case_id, gen_random_uuid(), 'team_assigned', me.staff_id, c.stand_in_id, '{"function": "cover"}'
    from case_access a where a.organisation_id = c.organisation_id and a.staff_id = c.stand_in_id and a.basis = an_id and a.kind = 'team';
  end if;
  return 'done';
end $function$;
alter routine guard.answer_cover(uuid,text) owner to amparo_guard;
comment on routine guard.answer_cover(uuid,text) is 'Whoever was asked agrees to stand in, which opens the files for exactly that time, or declines; those it is about end it before its day.';

CREATE OR REPLACE FUNCTION guard.answer_debrief(an_id uuid, an_expected integer, an_answer text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); h hard_moment;
begin
  select * into h from hard_moment x where x.organisation_id = me.organisation_id and x.hard_id = an_id for update;
  if me.staff_id is null or h.hard_id is null or h.with_id is distinct from me.staff_id or h.debrief not in ('asked', 'agreed') then return 'not_found'; end if;
  if h.version <> an_expected then return 'stale'; end if;
  if an_answer not in ('agreed', 'declined') then return 'not_found'; end if;
  update hard_moment x set debrief = an_answer, version = version + 1 where x.organisation_id = h.organisation_id and x.hard_id = an_id;
  return 'done';
end $function$;
alter routine guard.answer_debrief(uuid,integer,text) owner to amparo_guard;
comment on routine guard.answer_debrief(uuid,integer,text) is 'Whoever was asked says that they take the time, or cannot.';

CREATE OR REPLACE FUNCTION guard.answer_exception(an_exception uuid, an_expected integer, an_answer text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); x lawful_exception; r record;
begin
  select * into x from lawful_exception where exception_id = an_exception for update;
  if me.staff_id is null or x.exception_id is null or x.organisation_id <> me.organisation_id then return 'not_found'; end if;
  if an_answer = 'ended' then
    if not guard.reaches(x.case_id, 'exceptions.ask') and not guard.reaches(x.case_id, 'exceptions.approve') then return 'not_found'; end if;
    if x.version <> an_expected or x.ended_at is not null then return 'conflict'; end if;
    update lawful_exception set ended_at = guard.clock(), version = version + 1 where exception_id = an_exception;
    for r in select referral_id from referral where exception_id = an_exception and status in ('sent', 'waiting', 'accepted') order by referral_id for update loop
      update referral set status = 'withdrawn', version = version + 1 where referral_id = r.referral_id;
    end loop;
    perform guard.close_external(e, 'withdrawn') from referral_external e where e.exception_id = an_exception and e.status in ('sent', 'accepted');
    return 'done';
  end if;
  if an_answer not in ('approved', 'refused') or not guard.reaches(x.case_id, 'exceptions.approve') then return 'not_found'; end if;
  if x.asked_by = me.staff_id then return 'own'; end if;
  if x.version <> an_expected or x.answer is not null or x.ended_at is not null then return 'conflict'; end if;
  update lawful_exception set answer = an_answer, answered_by = me.staff_id, answered_at = guard.clock(), version = version + 1
    where exception_id = an_exception;
  return 'done';
end $function$;
alter routine guard.answer_exception(uuid,integer,text) owner to amparo_guard;
comment on routine guard.answer_exception(uuid,integer,text) is 'A second colleague approves or refuses a lawful exception, or one of the two ends it: what stood on it closes at once.';

CREATE OR REPLACE FUNCTION guard.answer_hand_over(an_id uuid, an_answer text, a_reason text, an_access uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); h hand_over; gone case_access; a_file case_file; moment timestamptz; first_line text;
begin
  select * into h from hand_over where hand_over_id = an_id;
  if me.staff_id is null or h.hand_over_id is null or h.organisation_id <> me.organisation_id then return 'not_found'; end if;
  if an_answer in ('accepted', 'declined') then
    if h.to_staff_id <> me.staff_id or not guard.may('hand_over.answer') then return 'not_found'; end if;
  elsif an_answer <> 'withdrawn' or not guard.reaches(h.case_id, 'team.assign') then return 'not_found';
  end if;
  -- One change of hands at a time; whoever waited looks at what stands now.
  perform pg_advisory_xact_lock(hashtextextended('amparo.reference_worker ' || h.case_id, 0));
  select * into h from hand_over where hand_over_id = an_id for update;
  if h.status <> 'proposed' then return 'answered'; end if;
  moment := guard.clock();
  if an_answer <> 'accepted' then
    update hand_over set status = an_answer, reason = case when an_answer = 'declined' then a_reason end, answered_at = moment where hand_over_id = an_id;
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
    values (h.organisation_id, h.case_id, gen_random_uuid(), 'hand_over_' || an_answer, me.staff_id, an_id, '{}');
    return 'done';
  end if;
  -- An exclusion that is being written is waited for.
  perform pg_advisory_xact_lock_shared(hashtextextended('amparo.exclusions ' || h.case_id, 0));
  if guard.exclusions_changed(h.case_id, h.proposed_at) then return 'to_check_again'; end if;
  select * into a_file from case_file f where f.organisation_id = h.organisation_id and f.case_id = h.case_id;
  select * into gone from case_access a where a.organisation_id = h.organisation_id and a.case_id = h.case_id
    and a.kind = 'team' and a.function = 'reference_worker' and a.ended_at is null for update;
  if a_file.status <> 'open' or gone.staff_id is distinct from h.from_staff_id then
    update hand_over set status = 'withdrawn', answered_at = moment where hand_over_id = an_id;
    return 'changed';
  end if;
  -- The former one's place as reference worker ends, and any lesser place of the new one, who sees the whole file now.
  update case_access a set ended_at = moment where a.organisation_id = h.organisation_id and a.case_id = h.case_id and a.kind = 'team'
    and a.ended_at is null and (a.access_id = gone.access_id or a.staff_id = h.to_staff_id);
  insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, from_at, created_by)
  values (h.organisation_id, h.case_id, an_access, 'team', h.to_staff_id, 'reference_worker',
    array['identity', 'story', 'safety', 'health', 'mind', 'law', 'home', 'learning', 'work', 'money', 'return'], moment, h.proposed_by);
  if h.keeps_until >= (moment at time zone 'UTC')::date then
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, from_at, until_at, created_by)
    values (h.organisation_id, h.case_id, gen_random_uuid(), 'team', h.from_staff_id, 'team_member', gone.sections, moment,
      (h.keeps_until + 1)::timestamp at time zone 'UTC', h.proposed_by);
  end if;
  update hand_over set status = 'accepted', answered_at = moment where hand_over_id = an_id;
  foreach first_line in array array['team_ended', 'team_assigned'] loop
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
    values (h.organisation_id, h.case_id, gen_random_uuid(), first_line, me.staff_id,
      case first_line when 'team_ended' then h.from_staff_id else h.to_staff_id end,
      case first_line when 'team_ended' then '{}'::jsonb else '{"function": "reference_worker"}' end);
  end loop;
  return 'done';
end $function$;
alter routine guard.answer_hand_over(uuid,text,text,uuid) owner to amparo_guard;
comment on routine guard.answer_hand_over(uuid,text,text,uuid) is 'Whoever was asked takes the file over or declines it; whoever asked takes it back. On acceptance one reference worker goes and the next one comes, in one transaction.';

CREATE OR REPLACE FUNCTION guard.answer_lone_visit(an_id uuid, an_expected integer, an_answer text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); v lone_visit;
begin
  select * into v from lone_visit x where x.organisation_id = me.organisation_id and x.visit_id = an_id for update;
  if me.staff_id is null or v.visit_id is null or not (v.tell_id = me.staff_id or (v.staff_id <> me.staff_id and guard.watches_office(v.office_id))) then return 'not_found'; end if;
  if v.ended_at is not null then return 'ended'; end if;
  if v.version <> an_expected then return 'stale'; end if;
  update lone_visit x set answer = an_answer, answered_by = me.staff_id, answered_at = guard.clock(), version = version + 1,
    ended_at = case when an_answer = 'safe' then guard.clock() end
  where x.organisation_id = v.organisation_id and x.visit_id = an_id;
  return 'done';
end $function$;
alter routine guard.answer_lone_visit(uuid,integer,text) owner to amparo_guard;
comment on routine guard.answer_lone_visit(uuid,integer,text) is 'Whoever is told says what they do: looking for the colleague, emergency called, or heard from them and safe, which ends it.';

CREATE OR REPLACE FUNCTION guard.answer_protocol_step(an_id uuid, an_expected integer, a_step text, a_state text, a_line uuid, a_sealed bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r record;
begin
  select * into r from guard.enter_protocol(an_id, an_expected);
  if r.said <> 'done' then return r.said; end if;
  if not guard.works_on_protocol(r.p) then return 'not_taken'; end if;
  update protocol_step s set state = a_state, answered_by = case when a_state <> 'open' then guard.staff() end,
    answered_at = case when a_state <> 'open' then guard.clock() end
  where s.organisation_id = (r.p).organisation_id and s.case_id = (r.p).case_id and s.protocol_id = an_id and s.step = a_step;
  if not found then return 'no_step'; end if;
  -- What was asked to be closed is no longer what stands here.
  update protocol x set close_asked_by = null, version = version + 1 where x.protocol_id = an_id;
  perform guard.add_protocol_line(r.p, a_line, 'step', a_step, a_state, null, a_sealed);
  return 'done';
end $function$;
alter routine guard.answer_protocol_step(uuid,integer,text,text,uuid,bytea) owner to amparo_guard;
comment on routine guard.answer_protocol_step(uuid,integer,text,text,uuid,bytea) is 'A step is done, not needed with the reason, or open again.';

CREATE OR REPLACE FUNCTION guard.answer_referral(a_referral uuid, an_expected integer, an_answer text, a_reason text, a_sealed bytea, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r referral; me record; held consent; first referral; goes_on text[];
begin
  select * into me from guard.actor();
  if me is null or not guard.may('referrals.answer') then return 'not_found'; end if;
  select * into first from referral where referral_id = a_referral and to_organisation_id = me.organisation_id and undone_at is null;
  if first.referral_id is null then return 'not_found'; end if;
  -- What it stands on before the referral, as a withdrawal takes them: the two wait for each other and never in a circle.
  if first.consent_id is null then
    perform from lawful_exception where exception_id = first.exception_id for share;
  elsif an_answer = 'ended' then
    select * into held from consent where consent_id = first.consent_id for update;
  else
    select * into held from consent where consent_id = first.consent_id for share;
  end if;
  select * into r from referral where referral_id = a_referral for update;
  if r.undone_at is not null then return 'not_found'; end if;
  if r.version <> an_expected
     or not ((an_answer in ('accepted', 'declined') and r.status in ('sent', 'waiting')) or (an_answer = 'ended' and r.status = 'accepted')) then
    return 'conflict';
  end if;
  if an_answer in ('declined', 'ended') and coalesce(a_reason, '') = '' then return 'reason_needed'; end if;
  if an_answer = 'accepted' then
    if not guard.hold_referral_basis(r.consent_id, r.exception_id, r.case_id, me.organisation_id) then return 'consent_ended'; end if;
    if r.kind = 'transfer' and exists (select from referral o where o.organisation_id = r.organisation_id and o.case_id = r.case_id
         and o.kind = 'transfer' and o.status = 'accepted') then return 'conflict'; end if;
    -- A lawful exception tells what had to be told and opens nothing.
    if r.consent_id is not null then
      goes_on := case when r.sections is null then held.sections else array(select unnest(r.sections) intersect select unnest(held.sections)) end;
      insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, until_at, created_by, referral_id)
      values (r.organisation_id, r.case_id, gen_random_uuid(), 'consent', me.organisation_id, 'partner', goes_on, held.consent_id,
              least(held.ends_on, coalesce(r.until_on, held.ends_on))::timestamp at time zone 'UTC', me.staff_id, r.referral_id);
    end if;
  elsif an_answer = 'ended' and r.consent_id is not null then
    perform guard.close_access_of_referral(r);
  end if;
  -- The step of the plan it came from is done when the need is met; else it stays for whoever walks with her.
  if an_answer = 'ended' and a_reason = 'need_met' and r.action_id is not null then
    update plan_action a set done_on = (guard.clock() at time zone 'UTC')::date, version = version + 1
    where a.organisation_id = r.organisation_id and a.case_id = r.case_id and a.action_id = r.action_id and a.done_on is null;
  end if;
  update referral set status = an_answer, version = version + 1,
    decline_reason = case when an_answer = 'declined' then a_reason end,
    outcome = case when an_answer = 'ended' then a_reason else outcome end,
    outcome_on = case when an_answer = 'ended' then (guard.clock() at time zone 'UTC')::date else outcome_on end,
    looked_at = coalesce(looked_at, guard.clock()), looked_by = coalesce(looked_by, me.staff_id),
    answered_at = coalesce(answered_at, guard.clock()), answered_by = me.staff_id, sealed_answer = coalesce(a_sealed, sealed_answer)
  where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, case when r.kind = 'transfer' and an_answer = 'accepted' then 'transfer_accepted' else 'referral_' || an_answer end,
          me.staff_id, a_referral, jsonb_build_object('reason', a_reason, 'need', r.need));
  return an_answer;
end $function$;
alter routine guard.answer_referral(uuid,integer,text,text,bytea,uuid) owner to amparo_guard;
comment on routine guard.answer_referral(uuid,integer,text,text,bytea,uuid) is 'The partner accepts, declines or ends. Acceptance holds the consent and opens exactly its sections until it ends.';

CREATE OR REPLACE FUNCTION guard.answers_for(a_staff uuid, an_action text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); how_far text := guard.reach(an_action);
begin
  return coalesce(me.staff_id is not null and exists (select from staff s where s.organisation_id = me.organisation_id and s.staff_id = a_staff
    and (how_far = 'all' or (how_far = 'in_the_office' and s.office_id = me.office_id))), false);
end $function$;
alter routine guard.answers_for(uuid,text) owner to amparo_guard;
comment on routine guard.answers_for(uuid,text) is 'Whether an action of whoever asks reaches this colleague: of the whole organisation, or of the same office.';

CREATE OR REPLACE FUNCTION guard.appointment_and_its_interpreter()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare why text; b record;
begin
  why := case when new.status = 'cancelled' and old.status <> 'cancelled' then 'appointment_cancelled'
    when new.starts_at <> old.starts_at or new.ends_at <> old.ends_at then 'appointment_moved'
    when new.interpreter_language is distinct from old.interpreter_language or new.interpreter_dialect is distinct from old.interpreter_dialect
      or new.section <> old.section then 'needs_changed' end;
  if why is null then return null; end if;
  for b in select x.case_id, x.booking_id from interpreter_booking x where x.organisation_id = new.organisation_id and x.case_id = new.case_id
      and x.appointment_id = new.appointment_id and x.status in ('offered', 'confirmed') order by x.booking_id loop
    update interpreter_booking x set status = 'stopped', stop_reason = why, stopped_at = guard.clock(), version = x.version + 1
    where x.organisation_id = new.organisation_id and x.case_id = b.case_id and x.booking_id = b.booking_id;
    update single_use_link l set revoked_at = guard.clock(), version = l.version + 1
    where l.organisation_id = new.organisation_id and l.ref_id = b.booking_id and l.purpose = 'interpreter' and l.revoked_at is null;
  end loop;
  return null;
end $function$;
alter routine guard.appointment_and_its_interpreter() owner to amparo_guard;
comment on routine guard.appointment_and_its_interpreter() is 'Whoever said yes said it to a time and a language: when these change, they are asked anew.';

CREATE OR REPLACE FUNCTION guard.ask_erasure(a_case uuid, an_id uuid, a_reason text, words bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); file case_file; moment timestamptz := guard.clock();
begin
  if me.staff_id is null or not guard.reaches(a_case, 'case.erase') then return 'not_found'; end if;
  if me.second_factor_at is null or me.second_factor_at < moment - interval '10 minutes' then return 'second_factor_needed'; end if;
  select * into file from case_file f where f.case_id = a_case for key share;
  if file.case_id is null then return 'not_found'; end if;
  if guard.is_held(a_case) then return 'on_hold'; end if;
  if file.status <> 'closed' then return 'still_open'; end if;
  update erasure_request set stopped_at = moment, stopped_by = asked_by
  where case_id = a_case and stopped_at is null and expires_at <= moment;
  if exists (select from erasure_request r where r.case_id = a_case and r.stopped_at is null) then return 'asked_before'; end if;
  insert into erasure_request (organisation_id, case_id, request_id, reason, asked_by, asked_at, expires_at, sealed_words)
  values (file.organisation_id, a_case, an_id, a_reason, me.staff_id, moment, moment + interval '24 hours', words);
  return 'asked';
end $function$;
alter routine guard.ask_erasure(uuid,uuid,text,bytea) owner to amparo_guard;
comment on routine guard.ask_erasure(uuid,uuid,text,bytea) is 'Asks that a closed file be erased. It stands for twenty-four hours, for somebody else to agree.';

CREATE OR REPLACE FUNCTION guard.ask_for_place(a_hold uuid, a_unit uuid, some_hours integer, a_case uuid, an_entry uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.ask_for_place(uuid,uuid,integer,uuid,uuid) owner to amparo_guard;
comment on routine guard.ask_for_place(uuid,uuid,integer,uuid,uuid) is 'Keeps a place in another house''s shared unit for somebody of one''s own files. It is taken at once; the house says yes or lets it go.';

CREATE OR REPLACE FUNCTION guard.ask_for_transfer(a_referral uuid, an_expected integer, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r referral; me record := guard.who();
begin
  if me.staff_id is null or not guard.may('referrals.answer') then return 'not_found'; end if;
  select * into r from referral where referral_id = a_referral and to_organisation_id = me.organisation_id and undone_at is null for update;
  if r.referral_id is null then return 'not_found'; end if;
  if r.version <> an_expected or r.status <> 'accepted' or r.kind = 'transfer' then return 'conflict'; end if;
  if not guard.referral_stands(r.consent_id, r.exception_id) then return 'consent_ended'; end if;
  update referral set transfer_asked_at = guard.clock(), version = version + 1 where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'transfer_asked', me.staff_id, a_referral, '{}');
  return 'asked';
end $function$;
alter routine guard.ask_for_transfer(uuid,integer,uuid) owner to amparo_guard;
comment on routine guard.ask_for_transfer(uuid,integer,uuid) is 'A partner that helps her asks to accompany her from now on; only she and whoever accompanies her can say yes to that.';

CREATE OR REPLACE FUNCTION guard.ask_in_passing(tokens text[], entries uuid[], actions text[])
 RETURNS TABLE(place bigint, answered json)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;
alter routine guard.ask_in_passing(text[],uuid[],text[]) owner to amparo_guard;
comment on routine guard.ask_in_passing(text[],uuid[],text[]) is 'Lets people ask what is about no file, and journals that they asked. Keeps neither question nor answer; nothing for whoever may not.';

CREATE OR REPLACE FUNCTION guard.ask_referral_again(a_referral uuid, an_expected integer, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r referral; me record := guard.who();
begin
  select * into r from referral where referral_id = a_referral and organisation_id = me.organisation_id for update;
  if me.staff_id is null or r.referral_id is null or not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  if r.version <> an_expected or r.status not in ('sent', 'waiting') then return 'conflict'; end if;
  if not guard.referral_stands(r.consent_id, r.exception_id) then return 'consent_ended'; end if;
  update referral set asked_again_at = guard.clock(), version = version + 1 where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'referral_asked_again', me.staff_id, a_referral, '{}');
  return 'asked';
end $function$;
alter routine guard.ask_referral_again(uuid,integer,uuid) owner to amparo_guard;
comment on routine guard.ask_referral_again(uuid,integer,uuid) is 'The sender asks the partner again: for an answer, or whether a place has come free.';

CREATE OR REPLACE FUNCTION guard.ask_to_wait(a_waiting uuid, a_unit uuid, a_case uuid, an_urgency text, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.ask_to_wait(uuid,uuid,uuid,text,uuid) owner to amparo_guard;
comment on routine guard.ask_to_wait(uuid,uuid,uuid,text,uuid) is 'Puts somebody of one''s own files on the list of another house''s shared unit.';

CREATE OR REPLACE FUNCTION guard.asked_places(a_case uuid)
 RETURNS TABLE(ref_id uuid, what text, unit_id uuid, unit_name text, house_name text, asked_at timestamp with time zone, until_at timestamp with time zone, urgency text, confirmed_at timestamp with time zone, ended_at timestamp with time zone, ended_how text, released_why text, version integer, section text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.asked_places(uuid) owner to amparo_guard;
comment on routine guard.asked_places(uuid) is 'What one''s own house keeps or waits for in units of others for the person of this file, for whoever opens that section.';

CREATE OR REPLACE FUNCTION guard.askers_of_unit(a_unit uuid)
 RETURNS TABLE(ref_id uuid, organisation_name text, confirmed boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.askers_of_unit(uuid) owner to amparo_guard;
comment on routine guard.askers_of_unit(uuid) is 'Which houses keep places in one''s own unit or stand on its list, and what of it is confirmed. Never for whom.';

CREATE OR REPLACE FUNCTION guard.barriers_of(a_case uuid)
 RETURNS SETOF person_barriers
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not guard.sees(a_case) then return; end if;
  return query select b.* from person_barriers b where b.case_id = a_case and b.organisation_id = guard.organisation();
end $function$;
alter routine guard.barriers_of(uuid) owner to amparo_guard;
comment on routine guard.barriers_of(uuid) is 'What matching weighs for everyone of the own team, whatever sections are open to them: the answer names only what they may read.';

CREATE OR REPLACE FUNCTION guard.begin_fact()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare before story_fact;
begin
  if new.replaces_id is null then return new; end if;
  select * into before from story_fact f
  where f.organisation_id = new.organisation_id and f.case_id = new.case_id and f.fact_id = new.replaces_id;
  -- A correction rests on what the corrected rests on, so that nobody is left with what was corrected where they may not look.
  if before.fact_id is null or before.taken_back or before.telling_id is distinct from new.telling_id then raise exception 'no_such_fact' using errcode = 'foreign_key_violation'; end if;
  -- Nobody replaces what they may not read. The demo and the tests write as the owner of the tables, for whom nobody asks.
  if before.telling_id is not null and guard.staff() is not null and not before.telling_id = any (guard.tellings_i_read()) then
    raise exception 'not_yours_to_replace' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;
alter routine guard.begin_fact() owner to amparo_guard;
comment on routine guard.begin_fact() is 'A fact replaces one that still stands, rests on the same, and may be read by whoever writes it.';

CREATE OR REPLACE FUNCTION guard.begin_protocol(an_organisation uuid, a_case uuid, someone uuid, asked jsonb, a_sealed bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare p protocol; moment timestamptz; what text := 'opened'; of_cause jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('amparo.protocol ' || a_case, 0));
  moment := guard.clock();
  of_cause := jsonb_strip_nulls(jsonb_build_object('cause', asked ->> 'cause', 'instrument', asked ->> 'instrument', 'item', asked ->> 'item', 'ref', asked ->> 'ref_id'));
  select * into p from protocol x where x.protocol_id = (asked ->> 'protocol_id')::uuid;
  -- Told twice is told once.
  if p.protocol_id is not null then
    return case when p.organisation_id = an_organisation and p.case_id = a_case
      then jsonb_build_object('protocol_id', p.protocol_id, 'opened', false) end;
  end if;
  if asked ->> 'ref_id' is not null then
    select x.* into p from protocol_line l join protocol x on x.protocol_id = l.protocol_id
    where l.organisation_id = an_organisation and l.case_id = a_case and l.codes = of_cause limit 1;
    if p.protocol_id is not null then return jsonb_build_object('protocol_id', p.protocol_id, 'opened', false); end if;
  end if;
  select * into p from protocol x where x.organisation_id = an_organisation and x.case_id = a_case and x.kind = asked ->> 'kind'
    and x.closed_at is null for update;
  if p.protocol_id is not null then
    what := 'again';
    -- More of the same sitting belongs to the same fright. What was answered to another one is asked anew.
    if asked ->> 'ref_id' is null or not exists (select from protocol_line l where l.organisation_id = an_organisation and l.case_id = a_case
        and l.protocol_id = p.protocol_id and l.codes ->> 'ref' = asked ->> 'ref_id') then
      update protocol_step s set state = 'open', answered_by = null, answered_at = null, due_at = (n.step ->> 'due_at')::timestamptz
      from jsonb_array_elements(asked -> 'steps') n(step)
      where s.organisation_id = an_organisation and s.case_id = a_case and s.protocol_id = p.protocol_id and s.step = n.step ->> 'code';
      update protocol x set look_by = (asked ->> 'look_by')::timestamptz, talk_by = (asked ->> 'talk_by')::timestamptz, close_asked_by = null,
        version = version + 1 where x.protocol_id = p.protocol_id returning * into p;
    end if;
  else
    insert into protocol (organisation_id, case_id, protocol_id, kind, section, cause, instrument, item, ref_id, facts_version, closing,
                          left_out, opened_by, opened_at, look_by, talk_by)
    values (an_organisation, a_case, (asked ->> 'protocol_id')::uuid, asked ->> 'kind', asked ->> 'section', asked ->> 'cause',
            asked ->> 'instrument', asked ->> 'item', (asked ->> 'ref_id')::uuid, (asked ->> 'facts_version')::int, asked ->> 'closing',
            coalesce(array(select jsonb_array_elements_text(asked -> 'left_out')::uuid), '{}'), someone, moment,
            (asked ->> 'look_by')::timestamptz, (asked ->> 'talk_by')::timestamptz)
    returning * into p;
    insert into protocol_step (organisation_id, case_id, protocol_id, step, place, section, due_at)
    select an_organisation, a_case, p.protocol_id, n.step ->> 'code', n.place, p.section, (n.step ->> 'due_at')::timestamptz
    from jsonb_array_elements(asked -> 'steps') with ordinality n(step, place);
  end if;
  perform guard.tell_of_protocol(p);
  insert into protocol_line (organisation_id, case_id, protocol_id, line_id, section, at, by_id, what, codes, sealed)
  values (an_organisation, a_case, p.protocol_id, (asked ->> 'line_id')::uuid, p.section, moment, someone, what, of_cause, a_sealed);
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  values (an_organisation, a_case, gen_random_uuid(), 'protocol_opened', p.section, someone, p.protocol_id,
    jsonb_build_object('protocol', p.kind, 'protocol_cause', asked ->> 'cause'));
  return jsonb_build_object('protocol_id', p.protocol_id, 'opened', what = 'opened');
end $function$;
alter routine guard.begin_protocol(uuid,uuid,uuid,jsonb,bytea) owner to amparo_guard;
comment on routine guard.begin_protocol(uuid,uuid,uuid,jsonb,bytea) is 'Opens a protocol, or joins the open one of its kind and asks its steps anew. For functions of the guard: they say who may. Where the person answers alone on her own door, someone is whoever opened that door.';

CREATE OR REPLACE FUNCTION guard.begin_stay(a_stay uuid, a_unit uuid, a_place uuid, a_hold uuid, a_case uuid, a_from date, a_planned date, an_entry uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  u place_unit := guard.enter_unit(a_unit); h place_hold; found uuid; part text := guard.section_of_kind(u.kind); file case_file;
  today date := (guard.clock() at time zone 'UTC')::date;
begin
  if u.unit_id is null then return '{"said": "not_found"}'; end if;
  if u.closed_on is not null then return '{"said": "closed"}'; end if;
  if not guard.places_open_file(a_case, part) then return '{"said": "not_open"}'; end if;
  if a_from > today or a_from < today - 30 or a_planned < a_from then return '{"said": "day_out_of_range"}'; end if;
  perform pg_advisory_xact_lock(hashtextextended('amparo.stay ' || a_case, 0));
  select * into file from case_file f where f.case_id = a_case;
  if file.status <> 'open' then return '{"said": "file_closed"}'; end if;
  if exists (select from place_person p join stay s on s.stay_id = p.ref_id where p.case_id = a_case and p.what = 'stay' and s.ended_at is null
             and (p.section = 'home' and part = 'home' or s.unit_id = u.unit_id)) then return '{"said": "stays_already"}'; end if;
  if a_hold is not null then
    select * into h from place_hold x where x.hold_id = a_hold and x.organisation_id = u.organisation_id and x.unit_id = u.unit_id for update;
    if h.hold_id is null or h.ended_at is not null then return '{"said": "hold_over"}'; end if;
    if exists (select from place_person p where p.ref_id = a_hold and p.case_id <> a_case) then return '{"said": "held_for_another"}'; end if;
    found := h.place_id;
    update place_hold set ended_at = guard.clock(), ended_how = 'used', version = version + 1 where hold_id = a_hold;
    update place_taken set by_id = a_stay where organisation_id = u.organisation_id and place_id = found;
  else
    found := guard.find_free_place(u, a_place);
    if found is null then return jsonb_build_object('said', case when a_place is null then 'full' else 'taken' end); end if;
    insert into place_taken (organisation_id, unit_id, place_id, by_id) values (u.organisation_id, u.unit_id, found, a_stay);
  end if;
  insert into stay (organisation_id, stay_id, unit_id, place_id, from_on, planned_until, began_by)
  values (u.organisation_id, a_stay, u.unit_id, found, a_from, a_planned, guard.staff());
  insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
  values (file.organisation_id, a_case, a_stay, 'stay', part, u.organisation_id);
  update place_waiting w set ended_at = guard.clock(), ended_how = 'placed', version = w.version + 1
    where w.organisation_id = u.organisation_id and w.unit_id = u.unit_id and w.ended_at is null
      and exists (select from place_person p where p.ref_id = w.waiting_id and p.case_id = a_case);
  perform guard.tell_of_place(a_stay, 'stay_began', jsonb_build_object('place', u.kind), an_entry);
  return jsonb_build_object('said', 'done', 'place_id', found);
end $function$;
alter routine guard.begin_stay(uuid,uuid,uuid,uuid,uuid,date,date,uuid) owner to amparo_guard;
comment on routine guard.begin_stay(uuid,uuid,uuid,uuid,uuid,date,date,uuid) is 'Somebody moves in or begins a course: in this place, in the held one, or in the first that is free. Nobody lives in two houses at once.';

CREATE OR REPLACE FUNCTION guard.begin_telling()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare n note;
begin
  select * into n from note x where x.organisation_id = new.organisation_id and x.case_id = new.case_id and x.note_id = new.note_id;
  if n.note_id is null or n.covered_at is not null or n.section <> new.section or new.note_version > n.version then
    raise exception 'no_such_words' using errcode = 'check_violation';
  end if;
  new.written_by := n.author_id;
  return new;
end $function$;
alter routine guard.begin_telling() owner to amparo_guard;
comment on routine guard.begin_telling() is 'What was told stands in a note of the same section, and whose words those are is said by the note.';

CREATE OR REPLACE FUNCTION guard.booking_behind(l single_use_link)
 RETURNS interpreter_booking
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select b from interpreter_booking b
  where l.purpose = 'interpreter' and b.organisation_id = l.organisation_id and b.case_id = l.case_id and b.booking_id = l.ref_id
    and b.status in ('offered', 'confirmed', 'attended', 'rated') and b.ends_at + interval '24 hours' > guard.clock()
$function$;
alter routine guard.booking_behind(single_use_link) owner to amparo_guard;
comment on routine guard.booking_behind(single_use_link) is 'The one booking a link is about, while it stands and until a day after its end; nothing else, ever.';

CREATE OR REPLACE FUNCTION guard.bookings_to_look_at(a_case uuid, an_interpreter uuid)
 RETURNS TABLE(organisation_id uuid, case_id uuid, booking_id uuid, version integer, status text, mode text, language text, dialect text, on_day date, conflict_declared text, her jsonb, interpreter jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare org uuid := guard.organisation(); them uuid[];
begin
  if a_case is not null and not guard.sees(a_case) then return; end if;
  if a_case is null and not guard.may('interpreters.manage') then return; end if;
  if org is null or (a_case is null and an_interpreter is null) then return; end if;
  them := array(select distinct b.interpreter_id from interpreter_booking b where b.organisation_id = org and b.status in ('offered', 'confirmed')
    and b.ends_at > guard.clock() and (a_case is null or b.case_id = a_case) and (an_interpreter is null or b.interpreter_id = an_interpreter));
  -- Of two who change something at once, the later one sees what both changed.
  perform from interpreter i where i.organisation_id = org and i.interpreter_id = any (them) order by i.interpreter_id for share;
  return query
    select b.organisation_id, b.case_id, b.booking_id, b.version, b.status, b.mode, b.language, b.dialect, b.on_day, b.conflict_declared,
      guard.her_side(b.organisation_id, b.case_id), guard.interpreter_facts(i)
    from interpreter_booking b join interpreter i on i.organisation_id = b.organisation_id and i.interpreter_id = b.interpreter_id
    where b.organisation_id = org and b.interpreter_id = any (them) and b.status in ('offered', 'confirmed') and b.ends_at > guard.clock()
      and (a_case is null or b.case_id = a_case);
end $function$;
alter routine guard.bookings_to_look_at(uuid,uuid) owner to amparo_guard;
comment on routine guard.bookings_to_look_at(uuid,uuid) is 'What is booked for a person, or with an interpreter, and what it takes to see whether it still may be. For the check alone; whoever changed something learns nothing of it.';

CREATE OR REPLACE FUNCTION guard.break_glass(a_case uuid, an_id uuid, a_reason text, an_entry uuid)
 RETURNS TABLE(outcome text, until_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); moment timestamptz; file case_file; live case_access; what text[];
begin
  if me.staff_id is null or not guard.reaches(a_case, 'case.break_glass') then
    return query select 'not_found', null::timestamptz; return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('amparo.break_glass ' || me.staff_id, 0));
  moment := guard.clock();
  if me.second_factor_at is null or me.second_factor_at < moment - interval '10 minutes' then
    return query select 'second_factor_needed', null::timestamptz; return;
  end if;
  select * into file from case_file f where f.case_id = a_case;
  select * into live from case_access a
  where a.case_id = a_case and a.staff_id = me.staff_id and a.kind = 'break_glass' and a.ended_at is null and a.until_at > moment;
  if live.access_id is not null then return query select 'already_open', live.until_at; return; end if;
  if exists (select from break_glass b where b.staff_id = me.staff_id and b.reviewed_at is null and b.opened_at < moment - interval '72 hours') then
    return query select 'review_first', null::timestamptz; return;
  end if;
  what := array(select distinct s from access_rule r, unnest(r.sections) s
                where r.action = 'case.open' and r.role = any(me.roles) and r.reach in ('all', 'in_the_office', 'on_the_case') order by s);
  if cardinality(what) = 0 then return query select 'not_found', null::timestamptz; return; end if;
  insert into break_glass (organisation_id, case_id, break_glass_id, staff_id, reason, opened_at, until_at)
  values (file.organisation_id, a_case, an_id, me.staff_id, a_reason, moment, moment + interval '60 minutes');
  insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, from_at, until_at, created_by)
  values (file.organisation_id, a_case, gen_random_uuid(), 'break_glass', me.staff_id, 'break_glass', what, an_id, moment,
          moment + interval '60 minutes', me.staff_id);
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (file.organisation_id, a_case, an_entry, 'glass_broken', me.staff_id, an_id, jsonb_build_object('reason', a_reason));
  return query select 'opened', moment + interval '60 minutes';
end $function$;
alter routine guard.break_glass(uuid,uuid,text,uuid) owner to amparo_guard;
comment on routine guard.break_glass(uuid,uuid,text,uuid) is 'Opens one file for sixty minutes to someone not on it, for what their roles may see. Refused while an older one waits more than 72 hours for its review.';

CREATE OR REPLACE FUNCTION guard.bring_along(a_transfer uuid, what text, rows jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare o transfer_out := guard.moving_here(a_transfer); there transfer_in; t record; found int;
begin
  select * into there from transfer_in i where i.transfer_id = a_transfer;
  select w.a_table, w.id_column, w.section, w.only_where into t from guard.what_travels() w where w.a_table::text = what;
  if o.transfer_id is null or there.case_id is null or t.a_table is null then return 0; end if;
  execute format(
    'insert into %1$s select made.* from jsonb_array_elements($1) r
     join %1$s s on s.organisation_id = $2 and s.case_id = $3 and s.%2$I::text = r ->> ''from'' and %3$s = any ($4) and %4$s
     cross join lateral jsonb_populate_record(null::%1$s, to_jsonb(s) || (r -> ''row'')
       || jsonb_build_object(''organisation_id'', $5, ''case_id'', $6)) made', t.a_table, t.id_column, coalesce(quote_literal(t.section), 's.section'), t.only_where)
    using rows, o.organisation_id, o.case_id, o.sections, there.organisation_id, there.case_id;
  get diagnostics found = row_count;
  update transfer_in set came = came || jsonb_build_object(what, coalesce((came ->> what)::int, 0) + found) where transfer_id = a_transfer;
  return found;
end $function$;
alter routine guard.bring_along(uuid,text,jsonb) owner to amparo_guard;
comment on routine guard.bring_along(uuid,text,jsonb) is 'Lays rows that go along into the new file, sealed anew: of the sections she named for good, and no others.';

CREATE OR REPLACE FUNCTION guard.bring_part(a_transfer uuid, a_content uuid, a_section text, a_part integer, a_sealed bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare o transfer_out := guard.moving_here(a_transfer);
begin
  insert into document_part (organisation_id, case_id, content_id, section, part, sealed)
  select i.organisation_id, i.case_id, a_content, a_section, a_part, a_sealed from transfer_in i
  where i.transfer_id = o.transfer_id and a_section = any (o.sections);
end $function$;
alter routine guard.bring_part(uuid,uuid,text,integer,bytea) owner to amparo_guard;
comment on routine guard.bring_part(uuid,uuid,text,integer,bytea) is 'Lays one part of a paper into the new file, sealed anew.';

CREATE OR REPLACE FUNCTION guard.candidates_of_protocol(a_case uuid, a_section text)
 RETURNS TABLE(staff_id uuid, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare f case_file;
begin
  select * into f from case_file x where x.case_id = a_case;
  if f.organisation_id is distinct from guard.organisation() or not guard.sees(a_case) then return; end if;
  return query select distinct s.staff_id, s.name from guard.whom_to_tell(f, a_section) w
    join staff s on s.organisation_id = f.organisation_id and s.staff_id = w.staff_id;
end $function$;
alter routine guard.candidates_of_protocol(uuid,text) owner to amparo_guard;
comment on routine guard.candidates_of_protocol(uuid,text) is 'Who would be told of a protocol, so that whoever the person must not meet can be left out.';

CREATE OR REPLACE FUNCTION guard.caseload()
 RETURNS TABLE(staff_id uuid, stage text, files integer, points integer, unweighed integer, waiting integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('caseload.read');
begin
  if me.staff_id is null or how_far is null or how_far not in ('all', 'in_the_office') then return; end if;
  return query
    select a.staff_id, f.stage, count(*)::int, coalesce(sum(w.points), 0)::int, (count(*) filter (where w.case_id is null))::int, 0
    from case_access a
    join case_file f on f.organisation_id = a.organisation_id and f.case_id = a.case_id and f.status = 'open'
    left join case_weight w on w.organisation_id = a.organisation_id and w.case_id = a.case_id
    where a.organisation_id = me.organisation_id and a.kind = 'team' and a.function = 'reference_worker' and a.ended_at is null
      and (how_far = 'all' or f.office_id = me.office_id)
    group by a.staff_id, f.stage
    union all
    select h.to_staff_id, null, 0, 0, 0, count(*)::int
    from hand_over h join case_file f on f.organisation_id = h.organisation_id and f.case_id = h.case_id
    where h.organisation_id = me.organisation_id and h.status = 'proposed' and (how_far = 'all' or f.office_id = me.office_id)
    group by h.to_staff_id;
end $function$;
alter routine guard.caseload() owner to amparo_guard;
comment on routine guard.caseload() is 'Open files per reference worker and stage, with their points, and hand-overs that wait for each: sums only, within the reach of whoever plans.';

CREATE OR REPLACE FUNCTION guard.change_passkey(a_passkey uuid, a_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if a_name is null then delete from passkey where passkey_id = a_passkey and staff_id = (select guard.staff());
  else update passkey set name = a_name where passkey_id = a_passkey and staff_id = (select guard.staff());
  end if;
  return found;
end $function$;
alter routine guard.change_passkey(uuid,text) owner to amparo_guard;
comment on routine guard.change_passkey(uuid,text) is 'Names a passkey of whoever asks anew; without a name it is removed.';

CREATE OR REPLACE FUNCTION guard.change_staff(a_staff uuid, the_roles text[], an_office uuid, an_expected integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare s staff;
begin
  select * into s from staff where staff_id = a_staff for update;
  if s is null or not guard.manages(s.organisation_id, 'staff.manage') then return null; end if;
  if a_staff = (select guard.staff()) then return -1; end if;
  if not guard.roles_fit(s.organisation_id, the_roles) then return -1; end if;
  update staff set roles = the_roles, office_id = an_office, version = version + 1 where staff_id = a_staff and version = an_expected;
  if not found then return 0; end if;
  if not the_roles <@ s.roles then perform guard.note_raise(a_staff, s.organisation_id, the_roles); end if;
  return an_expected + 1;
end $function$;
alter routine guard.change_staff(uuid,text[],uuid,integer) owner to amparo_guard;
comment on routine guard.change_staff(uuid,text[],uuid,integer) is 'Other roles or another office: the new version; 0 when it was changed meanwhile, -1 for one''s own or an impossible role, null for nobody one looks after.';

CREATE OR REPLACE FUNCTION guard.check_departure()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' then
    -- The rule decides with hours and ways, which are sealed; what lies open is decided here once more.
    if new.outcome = 'left' and not exists (
      select from safe_contact s
      where s.organisation_id = new.organisation_id and s.case_id = new.case_id and s.allowed and s.version = new.rule_version
        and (s.confirm_again_on is null or (new.at at time zone 'UTC')::date <= s.confirm_again_on)
    ) then
      raise exception using errcode = '42501', message = 'the rule of contact does not let this leave';
    end if;
  elsif old.result is not null or new.result is null then
    raise exception using errcode = '42501', message = 'what came of it is written once';
  else
    new.result_at := guard.clock();
  end if;
  return new;
end $function$;
comment on routine guard.check_departure() is 'Nothing leaves on a rule that forbids all, was changed meanwhile or is long due to be asked again.';

CREATE OR REPLACE FUNCTION guard.clock()
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare mark timestamptz;
begin
  select latest into mark from clock_mark;
  return greatest(clock_timestamp(), mark);
end $function$;
alter routine guard.clock() owner to amparo_guard;
comment on routine guard.clock() is 'Now, or the latest moment ever seen when the machine''s clock was set back.';

CREATE OR REPLACE FUNCTION guard.close_access_of_referral(r referral)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update case_access a set ended_at = guard.clock()
  where a.organisation_id = r.organisation_id and a.case_id = r.case_id and a.basis = r.consent_id and a.kind = 'consent' and a.ended_at is null
    and (a.referral_id = r.referral_id or (a.referral_id is null
      and not exists (select from referral o where o.consent_id = r.consent_id and o.referral_id <> r.referral_id and o.status = 'accepted')))
$function$;
alter routine guard.close_access_of_referral(referral) owner to amparo_guard;
comment on routine guard.close_access_of_referral(referral) is 'Ends what a referral opened, unless another accepted one stands on the same consent. Called with the consent locked.';

CREATE OR REPLACE FUNCTION guard.close_external(r referral_external, a_status text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update referral_external x set status = a_status, version = x.version + 1 where x.external_id = r.external_id;
  update single_use_link x set revoked_at = guard.clock(), version = x.version + 1
  where x.organisation_id = r.organisation_id and x.link_id = r.link_id and x.revoked_at is null;
end $function$;
alter routine guard.close_external(referral_external,text) owner to amparo_guard;
comment on routine guard.close_external(referral_external,text) is 'Ends a referral outside and its link with it. Called with the consent locked.';

CREATE OR REPLACE FUNCTION guard.close_protocol(an_id uuid, an_expected integer, an_answer text, a_line uuid, a_sealed bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); r record; alone boolean;
begin
  select * into r from guard.enter_protocol(an_id, an_expected);
  if r.said <> 'done' then return r.said; end if;
  if exists (select from protocol_step s where s.organisation_id = (r.p).organisation_id and s.case_id = (r.p).case_id and s.protocol_id = an_id and s.state = 'open') then
    return 'steps_open';
  end if;
  if an_answer = 'ask' then
    if not guard.works_on_protocol(r.p) then return 'not_taken'; end if;
    alone := (r.p).closing = 'not_opener' and (r.p).opened_by <> me.staff_id;
    update protocol x set close_asked_by = me.staff_id, closed_by = case when alone then me.staff_id end,
      closed_at = case when alone then guard.clock() end, version = version + 1 where x.protocol_id = an_id;
    perform guard.add_protocol_line(r.p, a_line, case when alone then 'closed' else 'close_asked' end, null, null, null, a_sealed);
    if not alone then return 'asked'; end if;
  else
    if (r.p).close_asked_by is null then return 'not_asked'; end if;
    if (r.p).close_asked_by = me.staff_id or guard.protocol_stands(r.p) not in ('taker', 'section', 'told') then return 'own'; end if;
    if an_answer = 'refuse' then
      update protocol x set close_asked_by = null, version = version + 1 where x.protocol_id = an_id;
      perform guard.add_protocol_line(r.p, a_line, 'close_refused', null, null, null, a_sealed);
      return 'refused';
    end if;
    if (r.p).closing = 'not_opener' and (r.p).opened_by = me.staff_id then return 'own'; end if;
    update protocol x set closed_by = me.staff_id, closed_at = guard.clock(), version = version + 1 where x.protocol_id = an_id;
    perform guard.add_protocol_line(r.p, a_line, 'closed', null, null, null, a_sealed);
  end if;
  perform guard.end_duty_access(r.p);
  perform guard.tell_timeline_of_protocol(r.p, 'protocol_closed');
  return 'closed_now';
end $function$;
alter routine guard.close_protocol(uuid,integer,text,uuid,bytea) owner to amparo_guard;
comment on routine guard.close_protocol(uuid,integer,text,uuid,bytea) is 'Asks to close a protocol whose every step is answered, agrees to it as the second person, or refuses. Where the data lets one alone close, it is never whoever opened it.';

CREATE OR REPLACE FUNCTION guard.close_withdrawn_externals()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform guard.close_external(r, 'withdrawn') from referral_external r
  where r.consent_id = new.consent_id and r.status in ('sent', 'accepted');
  return new;
end $function$;
alter routine guard.close_withdrawn_externals() owner to amparo_guard;
comment on routine guard.close_withdrawn_externals() is 'A withdrawn consent closes the referrals outside that stand on it, and their links, at once.';

CREATE OR REPLACE FUNCTION guard.close_withdrawn_referrals()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  -- In the order in which a partner looks at several of them.
  perform from referral where consent_id = new.consent_id and status in ('sent', 'waiting', 'accepted') order by referral_id for update;
  update referral set status = 'withdrawn', version = version + 1
  where consent_id = new.consent_id and status in ('sent', 'waiting', 'accepted');
  return new;
end $function$;
alter routine guard.close_withdrawn_referrals() owner to amparo_guard;
comment on routine guard.close_withdrawn_referrals() is 'A withdrawn consent closes the referrals that stand on it, at the partner''s too, at once.';

CREATE OR REPLACE FUNCTION guard.confirm_night(a_unit uuid, a_night date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare u place_unit := guard.enter_unit(a_unit); today date := (guard.clock() at time zone 'UTC')::date; evening timestamptz := (a_night + time '22:00') at time zone 'UTC';
begin
  if u.unit_id is null then return 'not_found'; end if;
  if a_night > today or a_night < today - 7 then return 'day_out_of_range'; end if;
  insert into place_night (organisation_id, unit_id, night, places, lived_in, away, held, out_of_service, confirmed_by)
  select u.organisation_id, u.unit_id, a_night,
    (select count(*) from place p where p.organisation_id = u.organisation_id and p.unit_id = u.unit_id and (p.gone_on is null or p.gone_on > a_night)),
    count(*), count(*) filter (where s.away_from <= a_night and s.away_until >= a_night),
    (select count(*) from place_hold h where h.organisation_id = u.organisation_id and h.unit_id = u.unit_id
       and h.from_at <= greatest(evening, case when a_night = today then guard.clock() else evening end) and coalesce(h.ended_at, h.until_at) > evening),
    (select count(*) from place p where p.organisation_id = u.organisation_id and p.unit_id = u.unit_id and p.gone_on is null
       and p.out_from <= a_night and (p.out_until is null or p.out_until >= a_night)),
    guard.staff()
  from stay s where s.organisation_id = u.organisation_id and s.unit_id = u.unit_id
    and s.from_on <= a_night and (s.until_on is null or s.until_on > a_night)
  on conflict do nothing;
  return case when found then 'done' else 'confirmed_already' end;
end $function$;
alter routine guard.confirm_night(uuid,date) owner to amparo_guard;
comment on routine guard.confirm_night(uuid,date) is 'Counts who sleeps in a unit tonight, or slept there up to a week ago, and keeps it as confirmed.';

CREATE OR REPLACE FUNCTION guard.consent_is_live(a_consent uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare today date := (guard.clock() at time zone 'UTC')::date;
begin
  return exists (select from consent c where c.consent_id = a_consent and c.withdrawn_at is null
                 and c.starts_on <= today and c.ends_on > today);
end $function$;
alter routine guard.consent_is_live(uuid) owner to amparo_guard;
comment on routine guard.consent_is_live(uuid) is 'Whether a consent stands today: begun, not over, not withdrawn. Asked at every read that leans on one.';

CREATE OR REPLACE FUNCTION guard.count_answers(since date)
 RETURNS TABLE(service_id uuid, accepted integer, declined integer, declined_full integer, unanswered integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); today date := (guard.clock() at time zone 'UTC')::date;
begin
  if me.organisation_id is null or not guard.may('gaps.read') then return; end if;
  return query
  select a.service_id, count(*) filter (where a.status in ('accepted', 'ended'))::int,
    count(*) filter (where a.status = 'declined' and a.decline_reason <> 'full')::int,
    count(*) filter (where a.status = 'declined' and a.decline_reason = 'full')::int,
    count(*) filter (where a.status = 'sent' and a.answer_due_on < today)::int
  from (
    select r.service_id, r.status, r.decline_reason, r.answer_due_on from referral r
    where r.organisation_id = me.organisation_id and r.service_id is not null and r.sent_at >= since and r.status <> 'withdrawn'
    union all
    select x.service_id, x.status, x.decline_reason, x.answer_due_on from referral_external x
    where x.organisation_id = me.organisation_id and x.sent_at >= since and x.status <> 'withdrawn'
  ) a group by 1;
end $function$;
alter routine guard.count_answers(date) owner to amparo_guard;
comment on routine guard.count_answers(date) is 'How each service answered since a day: how often it took someone, said no, was full, or said nothing. Services, not people.';

CREATE OR REPLACE FUNCTION guard.count_attempt(an_account bytea, an_address bytea, was_right boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform guard.tick();
  if was_right then delete from sign_in_attempt where account_mark = an_account;
  else insert into sign_in_attempt (account_mark, address_mark) values (an_account, an_address);
  end if;
  delete from sign_in_attempt where at < guard.clock() - interval '1 day';
end $function$;
alter routine guard.count_attempt(bytea,bytea,boolean) owner to amparo_guard;
comment on routine guard.count_attempt(bytea,bytea,boolean) is 'Remembers a wrong attempt for a day; a right one clears the account.';

CREATE OR REPLACE FUNCTION guard.count_due_again()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare counted date := guard.next_due_in(new.organisation_id, new.case_id);
begin
  update case_file f set next_due_on = counted
  where f.organisation_id = new.organisation_id and f.case_id = new.case_id and f.next_due_on is distinct from counted;
  return null;
end $function$;
alter routine guard.count_due_again() owner to amparo_guard;
comment on routine guard.count_due_again() is 'Counts the next due day of a file anew after something that asks for another look at its plan, or that moves its phase.';

CREATE OR REPLACE FUNCTION guard.count_gaps(since date, since_release date)
 RETURNS TABLE(cut text, need text, code text, people integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET work_mem TO '64MB'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); today date := (guard.clock() at time zone 'UTC')::date;
begin
  if me.organisation_id is null or not guard.may('gaps.read') then return; end if;
  return query
  with
  needs as materialized (
    select distinct g.case_id, g.need from goal g join case_file f on f.organisation_id = g.organisation_id and f.case_id = g.case_id
    where g.organisation_id = me.organisation_id and g.status = 'open' and f.status = 'open'
  ),
  told as materialized (
    select n.need, c.province, c.sex, c.age_band, c.languages from needs n
    join case_counted c on c.organisation_id = me.organisation_id and c.case_id = n.case_id
  ),
  -- Counted once by everything together, then added up: the sums are over few rows.
  groups as materialized (
    select t.need, t.province, t.sex, t.age_band, count(*) as people from told t group by 1, 2, 3, 4
  ),
  tongues as materialized (
    select t.need, t.languages, count(*) as people from told t group by 1, 2
  ),
  barriers as materialized (
    select distinct b.case_id, b.need, coalesce(b.kind, 'no:' || b.decline_reason) as kind from access_barrier b
    where b.organisation_id = me.organisation_id and b.met_on >= since and b.taken_back_at is null
  ),
  refused as materialized (
    select b.case_id, b.need, c.province from (select distinct case_id, need from barriers) b
    join case_counted c on c.organisation_id = me.organisation_id and c.case_id = b.case_id
  ),
  waits as materialized (
    select distinct r.case_id, r.need from referral r
    where r.organisation_id = me.organisation_id and (r.status = 'waiting' or (r.status = 'sent' and r.answer_due_on < today))
  ),
  waiting as (
    select w.need, c.province from waits w join case_counted c on c.organisation_id = me.organisation_id and c.case_id = w.case_id
  )
  select 'needs_' || case when grouping(t.province) = 0 then 'province' when grouping(t.sex) = 0 then 'sex' when grouping(t.age_band) = 0 then 'age' else 'all' end,
    t.need, coalesce(case when grouping(t.province) = 0 then t.province end, case when grouping(t.sex) = 0 then t.sex end, case when grouping(t.age_band) = 0 then t.age_band end),
    sum(t.people)::int
  from groups t group by grouping sets ((t.need), (t.need, t.province), (t.need, t.sex), (t.need, t.age_band))
  union all
  select 'needs_language', t.need, l, sum(t.people)::int from tongues t cross join lateral unnest(t.languages) l group by 2, 3
  union all
  select 'barriers_' || case when grouping(r.province) = 0 then 'province' else 'all' end, r.need, r.province, count(*)::int
  from refused r group by grouping sets ((r.need), (r.need, r.province))
  union all
  select 'barriers_kind', b.need, b.kind, count(*)::int from barriers b group by 2, 3
  union all
  select 'waits_' || case when grouping(w.province) = 0 then 'province' else 'all' end, w.need, w.province, count(*)::int
  from waiting w group by grouping sets ((w.need), (w.need, w.province))
  union all
  select 'moved', '', null, count(distinct m.case_id)::int from (
    select case_id from case_file f where f.organisation_id = me.organisation_id and f.opened_on > since_release
    union all select case_id from goal g where g.organisation_id = me.organisation_id and g.set_on > since_release
    union all select case_id from access_barrier b where b.organisation_id = me.organisation_id and b.met_on > since_release) m;
end $function$;
alter routine guard.count_gaps(date,date) owner to amparo_guard;
comment on routine guard.count_gaps(date,date) is 'People with an open need, turned away since a day, or waiting, by need and one coarse code at a time: numbers alone, for whoever answers for the whole and may open no file for it. What may be said of them outside is decided by the rule of the release.';

CREATE OR REPLACE FUNCTION guard.count_open_deadlines(a_case uuid)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not guard.sees(a_case) then return 0; end if;
  return (select count(*) from law_deadline d where d.case_id = a_case and d.open and d.kind = 'deadline');
end $function$;
alter routine guard.count_open_deadlines(uuid) owner to amparo_guard;
comment on routine guard.count_open_deadlines(uuid) is 'How many deadlines of a file nobody closed or set aside: a number alone, for whoever would close the file.';

CREATE OR REPLACE FUNCTION guard.counts_of_units(the_units uuid[])
 RETURNS TABLE(unit_id uuid, places integer, lived_in integer, away integer, held integer, out_of_service integer, free integer, waiting integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select u.unit_id, count(p.place_id)::int,
    count(s.stay_id)::int,
    (count(s.stay_id) filter (where s.away_from <= today and s.away_until >= today))::int,
    count(h.hold_id)::int,
    (count(p.place_id) filter (where o.out and s.stay_id is null and h.hold_id is null))::int,
    (count(p.place_id) filter (where not o.out and s.stay_id is null and h.hold_id is null))::int,
    (select count(*)::int from place_waiting w where w.organisation_id = u.organisation_id and w.unit_id = u.unit_id and w.ended_at is null)
  from (select guard.clock() as moment, (guard.clock() at time zone 'UTC')::date as today) c
  cross join place_unit u
  left join place p on p.organisation_id = u.organisation_id and p.unit_id = u.unit_id and p.gone_on is null
  left join place_taken k on k.organisation_id = p.organisation_id and k.place_id = p.place_id
  left join stay s on s.organisation_id = k.organisation_id and s.stay_id = k.by_id and s.ended_at is null
  left join place_hold h on h.organisation_id = k.organisation_id and h.hold_id = k.by_id and h.ended_at is null and h.until_at > c.moment
  cross join lateral (select coalesce(p.out_from <= c.today and (p.out_until is null or p.out_until >= c.today), false) as out) o
  where u.unit_id = any(the_units)
  group by u.organisation_id, u.unit_id
$function$;
alter routine guard.counts_of_units(uuid[]) owner to amparo_guard;
comment on routine guard.counts_of_units(uuid[]) is 'How many places a unit has now: lived in, held, out of service, free, and how many wait. For the guard''s own functions.';

CREATE OR REPLACE FUNCTION guard.cover_note()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me uuid := guard.staff();
begin
  if old.covered_at is null then
    if guard.is_held(old.case_id) then
      raise exception 'note_on_hold' using errcode = 'check_violation';
    end if;
    if not (guard.reaches(old.case_id, 'notes.cover_of_others')
        or (old.author_id = me and old.written_at > guard.clock() - interval '7 days')) then
      raise exception 'note_not_covered' using errcode = 'check_violation';
    end if;
    new.covered_at := guard.clock();
    new.covered_by := me;
  elsif new.covered_at is not null or old.covered_by is distinct from me
      or old.covered_at <= guard.clock() - interval '1 minute' or old.sealed = ''::bytea then
    raise exception 'note_stays_covered' using errcode = 'check_violation';
  end if;
  return new;
end $function$;
alter routine guard.cover_note() owner to amparo_guard;
comment on routine guard.cover_note() is 'Who may cover the words of a note, and until when that is taken back.';

CREATE OR REPLACE FUNCTION guard.current_case()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(pg_catalog.current_setting('amparo.case', true), '')::pg_catalog.uuid $function$;
alter routine guard.current_case() owner to amparo_guard;
comment on routine guard.current_case() is 'The file this request says it is about: a hint that spares work, never a right.';

CREATE OR REPLACE FUNCTION guard.current_sections()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare e entered := guard.settled();
begin
  if e.case_id = guard.current_case() then return e.opens; end if;
  return guard.sections_of(guard.current_case(), 'case.open');
end $function$;
alter routine guard.current_sections() owner to amparo_guard;
comment on routine guard.current_sections() is 'What the hinted file opens to whoever asks, decided once per query.';

CREATE OR REPLACE FUNCTION guard.current_writes()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare e entered := guard.settled();
begin
  if e.case_id = guard.current_case() then return e.writes; end if;
  return guard.sections_of(guard.current_case(), 'case.write');
end $function$;
alter routine guard.current_writes() owner to amparo_guard;
comment on routine guard.current_writes() is 'The sections of the hinted file whoever asks may write in, decided once per request.';

CREATE OR REPLACE FUNCTION guard.debriefs_asked_of_me()
 RETURNS TABLE(hard_id uuid, staff_id uuid, asked_at timestamp with time zone, debrief text, version integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select h.hard_id, h.staff_id, h.asked_at, h.debrief, h.version from guard.who() me
  join hard_moment h on h.organisation_id = me.organisation_id and h.with_id = me.staff_id and h.debrief in ('asked', 'agreed')
  order by h.asked_at
$function$;
alter routine guard.debriefs_asked_of_me() owner to amparo_guard;
comment on routine guard.debriefs_asked_of_me() is 'Colleagues who would like to talk something over with whoever asks. Of what it is about: nothing.';

CREATE OR REPLACE FUNCTION guard.decide_anew()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare token text := nullif(current_setting('amparo.token', true), '');
begin
  delete from entered where pid = pg_backend_pid();
  if token is not null then perform guard.enter(token, guard.current_case()); end if;
  return null;
end $function$;
alter routine guard.decide_anew() owner to amparo_guard;
comment on routine guard.decide_anew() is 'Whatever was decided at the start of a request is forgotten when someone comes onto a file or goes off it.';

CREATE OR REPLACE FUNCTION guard.destroy_covered()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare due record; destroyed int := 0;
begin
  for due in
    select n.organisation_id, n.case_id, n.note_id from note n
    where n.covered_at is not null and n.sealed <> ''::bytea and n.covered_at <= guard.clock() - interval '1 minute'
      and not guard.is_held(n.case_id)
    limit 200 for update skip locked
  loop
    update note_version v set sealed = ''::bytea
    where v.organisation_id = due.organisation_id and v.case_id = due.case_id and v.note_id = due.note_id;
    update note n set sealed = ''::bytea
    where n.organisation_id = due.organisation_id and n.case_id = due.case_id and n.note_id = due.note_id;
    destroyed := destroyed + 1;
  end loop;
  return destroyed;
end $function$;
alter routine guard.destroy_covered() owner to amparo_guard;
comment on routine guard.destroy_covered() is 'Destroys the words of notes covered a minute ago, with every version of them, but not while the file is held. Run by the server''s clock.';

CREATE OR REPLACE FUNCTION guard.directories_for_partner()
 RETURNS TABLE(organisation_id uuid, mark bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.organisation_id, m.mark
  from directory_sharing s join directory_mark m on m.organisation_id = s.organisation_id
  where s.with_partners and (select guard.may('directory.read'))
    and (select o.kind = 'partner' from organisation o where o.organisation_id = (select guard.organisation()))
$function$;
alter routine guard.directories_for_partner() owner to amparo_guard;
comment on routine guard.directories_for_partner() is 'The directories a partner may read now, and where each stands.';

CREATE OR REPLACE FUNCTION guard.directory_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  new.changed_at := guard.clock();
  return new;
end $function$;
alter routine guard.directory_changed() owner to amparo_guard;
comment on routine guard.directory_changed() is 'A record that changed says when.';

CREATE OR REPLACE FUNCTION guard.door_add(a_lookup bytea, a_message uuid, a_sealed bytea)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with at_report as (select r.organisation_id, r.report_id from report r
                     where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date for update),
  added as (
    insert into report_message (organisation_id, report_id, message_id, direction, written_on, place, sealed)
    select a.organisation_id, a.report_id, a_message, 'to_desk', (guard.clock() at time zone 'UTC')::date,
      (select coalesce(max(m.place), 0) + 1 from report_message m where m.organisation_id = a.organisation_id and m.report_id = a.report_id), a_sealed
    from at_report a on conflict do nothing returning 1)
  select exists (select from at_report)
$function$;
alter routine guard.door_add(bytea,uuid,bytea) owner to amparo_guard;
comment on routine guard.door_add(bytea,uuid,bytea) is 'Adds to a report with its receipt; the same addition twice is one.';

CREATE OR REPLACE FUNCTION guard.door_directory()
 RETURNS TABLE(kind text, organisation_id uuid, record jsonb, changed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select 'provider', p.organisation_id, p.record - 'contacts', p.changed_at
  from directory_organisation p join directory_opening o on o.organisation_id = p.organisation_id and o.open
  union all
  select 'service', s.organisation_id,
    s.record
      - array(select key from jsonb_each_text(coalesce(s.record -> 'tiers', '{}')) where value <> 'public')
      - case when s.record #>> '{tiers,contacts}' = 'public' then array[]::text[] else array['contacts'] end
      - case when (s.record ->> 'hidden_location')::boolean then array['places', 'addresses'] else array[]::text[] end,
    s.changed_at
  from directory_service s join directory_opening o on o.organisation_id = s.organisation_id and o.open
$function$;
alter routine guard.door_directory() owner to amparo_guard;
comment on routine guard.door_directory() is 'The opened directories for whoever has no account: without the fields kept to a smaller circle and without the doors of shelters.';

CREATE OR REPLACE FUNCTION guard.door_directory_enter(a_token bytea, a_check bytea)
 RETURNS TABLE(organisation_id uuid, mark text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link;
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null or l.purpose <> 'directory' then return; end if;
  perform guard.note_opening(l, null, null, null);
  return query select l.organisation_id, coalesce((select m.mark from directory_mark m where m.organisation_id = l.organisation_id), 0)::text;
end $function$;
alter routine guard.door_directory_enter(bytea,bytea) owner to amparo_guard;
comment on routine guard.door_directory_enter(bytea,bytea) is 'Whose directory a link opens to professionals, and where it stands; nothing for any other link. Every look is written in the journal.';

CREATE OR REPLACE FUNCTION guard.door_directory_mark()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select string_agg(concat(o.organisation_id, ' ', m.mark, ' ', o.version), ' ' order by o.organisation_id)
  from directory_opening o left join directory_mark m on m.organisation_id = o.organisation_id
  where o.open
$function$;
alter routine guard.door_directory_mark() owner to amparo_guard;
comment on routine guard.door_directory_mark() is 'Moves whenever an opened directory changes; null: none is open.';

CREATE OR REPLACE FUNCTION guard.door_directory_read(a_token bytea, a_check bytea)
 RETURNS TABLE(kind text, record jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link; wider constant text[] := array['public', 'professionals'];
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null or l.purpose <> 'directory' then return; end if;
  return query
    select 'provider', p.record - 'contacts' from directory_organisation p where p.organisation_id = l.organisation_id
    union all
    select 'service', s.record
      - array(select key from jsonb_each_text(coalesce(s.record -> 'tiers', '{}')) where value <> all (wider))
      - case when s.record #>> '{tiers,contacts}' = any (wider) then array[]::text[] else array['contacts'] end
      - case when (s.record ->> 'hidden_location')::boolean then array['places', 'addresses'] else array[]::text[] end
    from directory_service s where s.organisation_id = l.organisation_id;
end $function$;
alter routine guard.door_directory_read(bytea,bytea) owner to amparo_guard;
comment on routine guard.door_directory_read(bytea,bytea) is 'That directory without the fields kept to partners or to its own house, without names of people unless they are for professionals, and without the doors of shelters.';

CREATE OR REPLACE FUNCTION guard.door_external_answer(a_token bytea, a_check bytea, an_answer text, a_reason text, a_sealed bytea, an_entry uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link; r referral_external;
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null then return false; end if;
  select * into r from referral_external x where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
  -- One order for all: what it stands on, referral, link.
  if r.external_id is null or not guard.hold_outside_basis(r.consent_id, r.exception_id, r.case_id, r.service_id) then return false; end if;
  select * into r from referral_external x where x.external_id = r.external_id for update;
  perform 1 from single_use_link x where x.organisation_id = l.organisation_id and x.link_id = l.link_id for update;
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null then return false; end if;
  if an_answer = 'asked' then
    if r.status not in ('sent', 'accepted') or r.asked_at is not null or a_sealed is null then return false; end if;
    update referral_external x set asked_at = guard.clock(), sealed_question = a_sealed, version = x.version + 1 where x.external_id = r.external_id;
  else
    if l.used_at is not null or not (an_answer in ('accepted', 'declined') and r.status = 'sent' or an_answer = 'ended' and r.status = 'accepted')
       or (an_answer <> 'accepted' and coalesce(a_reason, '') !~ '^[a-z_]{1,60}$') then return false; end if;
    update referral_external x set status = an_answer, version = x.version + 1,
      decline_reason = case when an_answer = 'declined' then a_reason end,
      outcome = case when an_answer = 'ended' then a_reason end,
      outcome_on = case when an_answer = 'ended' then (guard.clock() at time zone 'UTC')::date end,
      answered_at = coalesce(x.answered_at, guard.clock()), sealed_answer = coalesce(a_sealed, x.sealed_answer)
    where x.external_id = r.external_id;
    update single_use_link x set used_at = guard.clock(), version = x.version + 1
    where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
    values (r.organisation_id, r.case_id, an_entry, 'referral_' || an_answer, l.link_id, r.external_id, jsonb_build_object('reason', a_reason));
  end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (r.organisation_id, gen_random_uuid(), 'link.answer', r.case_id, r.external_id, 'link');
  return true;
end $function$;
alter routine guard.door_external_answer(bytea,bytea,text,text,bytea,uuid) owner to amparo_guard;
comment on routine guard.door_external_answer(bytea,bytea,text,text,bytea,uuid) is 'An outside partner accepts, declines, asks its one question or says how it ended. A code gives one answer; the consent is held meanwhile.';

CREATE OR REPLACE FUNCTION guard.door_external_open(a_token bytea, a_check bytea, an_opening uuid, a_version integer, a_reader bytea)
 RETURNS TABLE(external_id uuid, status text, until timestamp with time zone, may_answer boolean, may_ask boolean, sealed bytea, sealed_slice bytea, sealed_reply bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link; r referral_external;
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null then return; end if;
  select * into r from referral_external x where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
  if r.external_id is null or not guard.hold_outside_basis(r.consent_id, r.exception_id, r.case_id, r.service_id) then return; end if;
  -- Read again now that the consent is held: what closed meanwhile stays closed.
  select * into r from referral_external x where x.external_id = r.external_id;
  if r.status not in ('sent', 'accepted') then return; end if;
  perform guard.note_opening(l, an_opening, a_version, a_reader);
  return query select r.external_id, r.status, l.expires_at, l.used_at is null, r.asked_at is null, l.sealed,
    case when r.status = 'accepted' then r.sealed_slice end, r.sealed_reply;
end $function$;
alter routine guard.door_external_open(bytea,bytea,uuid,integer,bytea) owner to amparo_guard;
comment on routine guard.door_external_open(bytea,bytea,uuid,integer,bytea) is 'What an outside partner reads through its link: the summary; once it accepted, what the consent covers, until it ends. Every opening is written down.';

CREATE OR REPLACE FUNCTION guard.door_fetched(a_lookup bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update report_message m set fetched_on = (guard.clock() at time zone 'UTC')::date
  from report r where r.lookup_id = a_lookup and m.organisation_id = r.organisation_id and m.report_id = r.report_id
    and m.direction = 'to_reporter' and m.fetched_on is null
$function$;
alter routine guard.door_fetched(bytea) owner to amparo_guard;
comment on routine guard.door_fetched(bytea) is 'The answers were opened with the receipt: the desk sees the day of the first time, and no more.';

CREATE OR REPLACE FUNCTION guard.door_file(a_lookup bytea, a_file uuid, an_intake_version integer, a_size_class text, a_meta bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare today date := (guard.clock() at time zone 'UTC')::date; at_report record;
begin
  select r.organisation_id, r.report_id into at_report from report r where r.lookup_id = a_lookup and r.expires_on > today for update;
  if not found or (select count(*) from report_file f where f.organisation_id = at_report.organisation_id
                   and f.report_id = at_report.report_id and f.direction = 'to_desk') >= 20 then return false; end if;
  insert into report_file (organisation_id, report_id, file_id, direction, arrived_on, size_class, intake_version, sealed_meta)
  values (at_report.organisation_id, at_report.report_id, a_file, 'to_desk', today, a_size_class, an_intake_version, a_meta)
  on conflict do nothing;
  return found;
end $function$;
alter routine guard.door_file(bytea,uuid,integer,text,bytea) owner to amparo_guard;
comment on routine guard.door_file(bytea,uuid,integer,text,bytea) is 'Adds a sealed file to a report with its receipt, up to twenty; false when it is there already, or there is no room, or no report.';

CREATE OR REPLACE FUNCTION guard.door_file_part(a_lookup bytea, a_file uuid, a_copy text, a_part integer, a_sealed bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into report_file_part (organisation_id, report_id, file_id, copy, part, sealed)
  select f.organisation_id, f.report_id, f.file_id, a_copy, a_part, a_sealed
  from report r join report_file f on f.organisation_id = r.organisation_id and f.report_id = r.report_id
  where r.lookup_id = a_lookup and f.file_id = a_file and f.direction = 'to_desk'
    -- Only in the transaction that began the file: nobody adds to one that is there.
    and f.xmin = pg_current_xact_id()::xid
$function$;
alter routine guard.door_file_part(bytea,uuid,text,integer,bytea) owner to amparo_guard;
comment on routine guard.door_file_part(bytea,uuid,text,integer,bytea) is 'One sealed part of a file that is just being added.';

CREATE OR REPLACE FUNCTION guard.door_file_parts(a_lookup bytea, a_file uuid)
 RETURNS TABLE(part integer, sealed bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  return query select p.part, p.sealed
    from report r join report_file f on f.organisation_id = r.organisation_id and f.report_id = r.report_id
    join report_file_part p on p.organisation_id = f.organisation_id and p.report_id = f.report_id and p.file_id = f.file_id
    where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date
      and f.file_id = a_file and f.direction = 'to_reporter'
    order by p.part;
end $function$;
alter routine guard.door_file_parts(bytea,uuid) owner to amparo_guard;
comment on routine guard.door_file_parts(bytea,uuid) is 'The sealed parts of one file sent to the holder of a receipt.';

CREATE OR REPLACE FUNCTION guard.door_files(a_lookup bytea)
 RETURNS TABLE(file_id uuid, arrived_on date, sealed_meta bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  return query select f.file_id, f.arrived_on, f.sealed_meta
    from report r join report_file f on f.organisation_id = r.organisation_id and f.report_id = r.report_id
    where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date and f.direction = 'to_reporter'
    order by f.arrived_on, f.file_id;
end $function$;
alter routine guard.door_files(bytea) owner to amparo_guard;
comment on routine guard.door_files(bytea) is 'The files sent to the holder of a receipt, each sealed to it; never what the reporter sent.';

CREATE OR REPLACE FUNCTION guard.door_interpreter_answer(a_token bytea, a_check bytea, an_answer text, a_conflict text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link; b interpreter_booking; yes boolean := an_answer = 'yes' and a_conflict = 'none';
begin
  perform 1 from single_use_link x where x.token_hash = a_token for update;
  l := guard.link_that_opens(a_token, a_check);
  b := guard.booking_behind(l);
  if b.booking_id is null or an_answer not in ('yes', 'no') or (an_answer = 'yes' and a_conflict is null) or a_conflict not in ('none', 'doubt') then return false; end if;
  update interpreter_booking x set answer = case when yes then 'yes' else 'no' end, answered_at = guard.clock(), conflict_declared = a_conflict,
    status = case when yes then x.status else 'declined' end, version = x.version + 1
  where x.organisation_id = b.organisation_id and x.case_id = b.case_id and x.booking_id = b.booking_id
    and x.status = 'offered' and x.answer is null and x.starts_at > guard.clock();
  if not found then return false; end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.answer', l.case_id, l.link_id, 'link');
  return true;
end $function$;
alter routine guard.door_interpreter_answer(bytea,bytea,text,text) owner to amparo_guard;
comment on routine guard.door_interpreter_answer(bytea,bytea,text,text) is 'The interpreter says yes or no, and whether anything ties them to the person. Whoever is in doubt does not come.';

CREATE OR REPLACE FUNCTION guard.door_interpreter_minutes(a_token bytea, a_check bytea, some_minutes integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link; b interpreter_booking;
begin
  l := guard.link_that_opens(a_token, a_check);
  b := guard.booking_behind(l);
  if b.booking_id is null or b.ends_at > guard.clock() or some_minutes not between 1 and 1440 then return false; end if;
  update interpreter_booking x set said_minutes = some_minutes, version = x.version + 1
  where x.organisation_id = b.organisation_id and x.case_id = b.case_id and x.booking_id = b.booking_id
    and x.status in ('confirmed', 'attended') and x.said_minutes is null;
  if not found then return false; end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.answer', l.case_id, l.link_id, 'link');
  return true;
end $function$;
alter routine guard.door_interpreter_minutes(bytea,bytea,integer) owner to amparo_guard;
comment on routine guard.door_interpreter_minutes(bytea,bytea,integer) is 'How many minutes it took, as the interpreter says, once, after the end.';

CREATE OR REPLACE FUNCTION guard.door_interpreter_open(a_token bytea, a_check bytea)
 RETURNS TABLE(booking_id uuid, status text, answer text, over boolean, said_minutes integer, sealed bytea, sealed_meet bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare l single_use_link; b interpreter_booking;
begin
  l := guard.link_that_opens(a_token, a_check);
  b := guard.booking_behind(l);
  if b.booking_id is null then return; end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.open', l.case_id, l.link_id, 'link');
  return query select b.booking_id, b.status, b.answer, b.ends_at <= guard.clock(), b.said_minutes, l.sealed,
    case when b.status = 'confirmed' then b.sealed_meet end;
end $function$;
alter routine guard.door_interpreter_open(bytea,bytea) owner to amparo_guard;
comment on routine guard.door_interpreter_open(bytea,bytea) is 'What an interpreter sees behind the link, sealed; where to meet only once it is confirmed.';

CREATE OR REPLACE FUNCTION guard.door_keep(a_lookup bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ update report set kept = true where lookup_id = a_lookup and expires_on > (guard.clock() at time zone 'UTC')::date $function$;
alter routine guard.door_keep(bytea) owner to amparo_guard;
comment on routine guard.door_keep(bytea) is 'The reporter says the receipt is kept.';

CREATE OR REPLACE FUNCTION guard.door_link_open(a_token bytea, a_check bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link;
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null or l.purpose <> 'service_update' then return null; end if;
  perform guard.note_opening(l, null, null, null);
  return l.sealed;
end $function$;
alter routine guard.door_link_open(bytea,bytea) owner to amparo_guard;
comment on routine guard.door_link_open(bytea,bytea) is 'What a link to a service''s own record carries, sealed; nothing for any other.';

CREATE OR REPLACE FUNCTION guard.door_link_try(a_token bytea, a_check bytea)
 RETURNS TABLE(purpose text, organisation text, intake_version integer, intake_key bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link;
begin
  -- Held to the end: tries at once are counted one after the other.
  select * into l from single_use_link x where x.token_hash = a_token for update;
  if l.link_id is null or l.revoked_at is not null or l.expires_at <= guard.clock() or l.tries_left = 0 then return; end if;
  if l.code_check <> a_check then
    update single_use_link set tries_left = tries_left - 1, version = version + 1
    where organisation_id = l.organisation_id and link_id = l.link_id;
    insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis, outcome)
    values (l.organisation_id, gen_random_uuid(), 'link.open', l.case_id, l.link_id, 'link', 'refused');
    return;
  end if;
  if (guard.link_that_opens(a_token, a_check)).link_id is null then return; end if;
  return query
    select l.purpose, o.name, k.version, k.public_key
    from organisation o join lateral (
      select i.version, i.public_key from intake_key i
      where i.organisation_id = o.organisation_id and i.retired_at is null order by i.version desc limit 1) k on true
    where o.organisation_id = l.organisation_id;
end $function$;
alter routine guard.door_link_try(bytea,bytea) owner to amparo_guard;
comment on routine guard.door_link_try(bytea,bytea) is 'Tries a code on a link: what it is for and whom to seal to; nothing for an unknown, expired, revoked, used or exhausted one, and a try less for a wrong code.';

CREATE OR REPLACE FUNCTION guard.door_organisations()
 RETURNS TABLE(organisation_id uuid, name text, country text, intake_version integer, public_key bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o.organisation_id, o.name, o.country, k.version, k.public_key
  from organisation o join lateral (
    select version, public_key from intake_key k where k.organisation_id = o.organisation_id and k.retired_at is null order by version desc limit 1
  ) k on true
  where o.takes_reports order by o.name
$function$;
alter routine guard.door_organisations() owner to amparo_guard;
comment on routine guard.door_organisations() is 'Who takes reports here, and the public half of their intake key.';

CREATE OR REPLACE FUNCTION guard.door_own_keep(a_token bytea, a_check bytea, an_expected integer, a_state text, a_sealed bytea, a_home_version integer, a_home bytea, asked jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link; o own_answers; opened jsonb;
begin
  -- Held to the end: two taps at once are one after the other.
  perform 1 from single_use_link x where x.token_hash = a_token for update;
  l := guard.link_that_opens(a_token, a_check);
  o := guard.own_answers_open(l);
  if o.link_id is null or a_state not in ('answering', 'put_off', 'stopped', 'done')
     or octet_length(a_sealed) > 400000 or octet_length(a_home) > 400000 or octet_length(asked::text) > 20000 then return null; end if;
  if o.step <> an_expected then return 'stale'; end if;
  if asked is not null and o.protocol_id is null then
    opened := guard.begin_protocol(l.organisation_id, l.case_id, l.made_by, asked || jsonb_build_object(
      'cause', 'instrument', 'ref_id', o.sitting_id, 'line_id', o.line_id, 'left_out', to_jsonb(o.left_out),
      'protocol_id', gen_random_uuid()), o.sealed_line);
  end if;
  update own_answers x set state = a_state, step = x.step + 1, sealed_state = a_sealed, home_version = a_home_version, sealed_home = a_home,
    protocol_id = coalesce(x.protocol_id, (opened ->> 'protocol_id')::uuid), changed_at = guard.clock()
  where x.organisation_id = o.organisation_id and x.case_id = o.case_id and x.link_id = o.link_id;
  if a_state in ('stopped', 'done') then
    update single_use_link x set used_at = guard.clock(), version = x.version + 1
    where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
    values (l.organisation_id, l.case_id, gen_random_uuid(), 'instrument_answered_alone', o.section, l.made_by, o.sitting_id,
      jsonb_build_object('own_door', a_state));
    insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
    values (l.organisation_id, gen_random_uuid(), 'link.answer', l.case_id, l.link_id, 'link');
  end if;
  return 'kept';
end $function$;
alter routine guard.door_own_keep(bytea,bytea,integer,text,bytea,integer,bytea,jsonb) owner to amparo_guard;
comment on routine guard.door_own_keep(bytea,bytea,integer,text,bytea,integer,bytea,jsonb) is 'Keeps one step of hers, once; an answer about her safety opens the protocol in the same breath. Finished or stopped, the link is used up.';

CREATE OR REPLACE FUNCTION guard.door_own_open(a_token bytea, a_check bytea, is_first boolean)
 RETURNS TABLE(link_id uuid, step integer, state text, sealed_state bytea, zone text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare l single_use_link; o own_answers;
begin
  l := guard.link_that_opens(a_token, a_check);
  o := guard.own_answers_open(l);
  if o.link_id is null then return; end if;
  if is_first then
    insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
    values (l.organisation_id, gen_random_uuid(), 'link.open', l.case_id, l.link_id, 'link');
  end if;
  return query select o.link_id, o.step, o.state, o.sealed_state, o.zone;
end $function$;
alter routine guard.door_own_open(bytea,bytea,boolean) owner to amparo_guard;
comment on routine guard.door_own_open(bytea,bytea,boolean) is 'How far she is on her link, sealed; the first opening of a visit stands in the journal.';

CREATE OR REPLACE FUNCTION guard.door_receipt(a_lookup bytea)
 RETURNS TABLE(organisation text, received_on date, expires_on date, renewable boolean, answered boolean, fingerprint bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o.name, r.received_on, r.expires_on, r.expires_on < (guard.clock() at time zone 'UTC')::date + l.renew_days,
    exists (select from report_message m where m.organisation_id = r.organisation_id and m.report_id = r.report_id and m.direction = 'to_reporter'),
    sha256(r.sealed_body)
  from report r join organisation o on o.organisation_id = r.organisation_id cross join report_lifetime l
  where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date
$function$;
alter routine guard.door_receipt(bytea) owner to amparo_guard;
comment on routine guard.door_receipt(bytea) is 'What the holder of a receipt may know of it: until when it lives, whether there is an answer, and the fingerprint of what was sealed.';

CREATE OR REPLACE FUNCTION guard.door_renew(a_lookup bytea)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with renewed as (
    update report r set expires_on = ((guard.clock() at time zone 'UTC')::date + make_interval(months => l.months))::date
    from report_lifetime l
    where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date
      and r.expires_on < (guard.clock() at time zone 'UTC')::date + l.renew_days
    returning 1)
  select exists (select from renewed)
$function$;
alter routine guard.door_renew(bytea) owner to amparo_guard;
comment on routine guard.door_renew(bytea) is 'Puts off the end of a receipt that has few days left; nothing for any other.';

CREATE OR REPLACE FUNCTION guard.door_report(an_organisation uuid, a_report uuid, a_lookup bytea, a_public_key bytea, an_intake_version integer, a_language text, a_body bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on, sealed_body)
  select o.organisation_id, a_report, a_lookup, a_public_key, an_intake_version, a_language, (guard.clock() at time zone 'UTC')::date, a_body
  from organisation o where o.organisation_id = an_organisation and o.takes_reports
  on conflict do nothing
$function$;
alter routine guard.door_report(uuid,uuid,bytea,bytea,integer,text,bytea) owner to amparo_guard;
comment on routine guard.door_report(uuid,uuid,bytea,bytea,integer,text,bytea) is 'Takes a sealed report; the same one twice is one.';

CREATE OR REPLACE FUNCTION guard.door_return(a_lookup bytea)
 RETURNS TABLE(organisation_id uuid, report_id uuid, status text, message_id uuid, direction text, written_on date, sealed bytea, intake_version integer, public_key bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.organisation_id, r.report_id, r.status, m.message_id, m.direction, m.written_on,
    case when m.direction = 'to_reporter' then m.sealed end, k.version, k.public_key
  from report r
  join lateral (select version, public_key from intake_key k where k.organisation_id = r.organisation_id and k.retired_at is null
                order by version desc limit 1) k on true
  left join report_message m on m.organisation_id = r.organisation_id and m.report_id = r.report_id
  where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date order by m.place
$function$;
alter routine guard.door_return(bytea) owner to amparo_guard;
comment on routine guard.door_return(bytea) is 'What the holder of a receipt may read: answers sealed to the receipt, never the report itself.';

CREATE OR REPLACE FUNCTION guard.door_salt()
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select salt from receipt_salt $function$;
alter routine guard.door_salt() owner to amparo_guard;
comment on routine guard.door_salt() is 'The salt the public door hashes receipts with.';

CREATE OR REPLACE FUNCTION guard.door_service_answer(a_token bytea, a_check bytea, a_suggestion uuid, the_changes jsonb, the_words text, the_days integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare l single_use_link; today date := (guard.clock() at time zone 'UTC')::date; s directory_service;
begin
  perform 1 from single_use_link x where x.token_hash = a_token for update;
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null or l.purpose <> 'service_update' or the_days not between 1 and 400
     or jsonb_typeof(the_changes) <> 'object' or length(the_changes::text) > 60000 or length(the_words) > 2000 then return false; end if;
  select * into s from directory_service x where x.organisation_id = l.organisation_id and x.service_id = l.ref_id for update;
  if s.service_id is null then return false; end if;
  if the_changes = '{}' and the_words is null then
    -- What it vouches for is what it was shown: a record that changed since is asked about anew.
    if exists (select from directory_change c where c.organisation_id = l.organisation_id and c.subject_id = l.ref_id
               and c.changed_at >= l.made_at and c.field <> 'assured') then return false; end if;
    perform set_config('amparo.directory_because', 'suggestion', true);
    update directory_service x set version = x.version + 1,
      record = x.record || jsonb_build_object('assured', jsonb_build_object('by', x.record ->> 'name', 'on', today, 'until', today + the_days))
    where x.organisation_id = l.organisation_id and x.service_id = l.ref_id;
  else
    insert into directory_suggestion (organisation_id, suggestion_id, service_id, by_kind, changes, words)
    values (l.organisation_id, a_suggestion, l.ref_id, 'service', the_changes, the_words);
  end if;
  update single_use_link x set used_at = guard.clock(), version = x.version + 1
  where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
  insert into journal (organisation_id, entry_id, action, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.answer', l.ref_id, 'link');
  return true;
end $function$;
alter routine guard.door_service_answer(bytea,bytea,uuid,jsonb,text,integer) owner to amparo_guard;
comment on routine guard.door_service_answer(bytea,bytea,uuid,jsonb,text,integer) is 'A service says through its link that its record is right, which renews the day it is vouched until, or what should be corrected.';

CREATE OR REPLACE FUNCTION guard.door_weigh(a_lookup bytea, a_suggestion text, a_days integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update report set suggested = a_suggestion, due_on = received_on + least(greatest(a_days, 0), 30)
  where lookup_id = a_lookup and suggested is null and status = 'new'
$function$;
alter routine guard.door_weigh(bytea,text,integer) owner to amparo_guard;
comment on routine guard.door_weigh(bytea,text,integer) is 'How urgent a report just taken looks, and by when it is acknowledged: said once, before anybody has read it.';

CREATE OR REPLACE FUNCTION guard.duty_at(an_organisation uuid, an_office uuid, a_moment timestamp with time zone)
 RETURNS TABLE(turn_id uuid, staff_id uuid, deputy_id uuid, telephone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with found as (
    select distinct t.turn_id, t.office_id, t.telephone,
      case when s.status = 'active' then t.staff_id else t.deputy_id end as staff_id,
      case when s.status = 'active' and d.status = 'active' then t.deputy_id end as deputy_id
    from duty_turn t
    join staff s on s.organisation_id = t.organisation_id and s.staff_id = t.staff_id
    left join staff d on d.organisation_id = t.organisation_id and d.staff_id = t.deputy_id
    cross join lateral (select a_moment at time zone t.time_zone as here) l
    cross join lateral (values (l.here::date), (l.here::date - 1)) as begun(on_day)
    where t.organisation_id = an_organisation and (t.office_id is null or t.office_id = an_office) and t.ended_at is null
      and (s.status = 'active' or d.status = 'active')
      and begun.on_day >= t.from_on and (t.until_on is null or begun.on_day <= t.until_on)
      and extract(isodow from begun.on_day)::int = any(t.weekdays)
      and case t.free_days when 'too' then true when 'only' then guard.is_free_day(an_organisation, an_office, begun.on_day)
          else not guard.is_free_day(an_organisation, an_office, begun.on_day) end
      and l.here >= begun.on_day + t.from_time::time
      and l.here < begun.on_day + t.until_time::time + case when t.until_time <= t.from_time then interval '1 day' else interval '0' end
  )
  select f.turn_id, f.staff_id, f.deputy_id, f.telephone from found f
  where f.office_id is not null or not exists (select from found g where g.office_id is not null)
$function$;
alter routine guard.duty_at(uuid,uuid,timestamp with time zone) owner to amparo_guard;
comment on routine guard.duty_at(uuid,uuid,timestamp with time zone) is 'Who has the duty of an office at a moment: its own turns, or those of the whole organisation where it has none then. src/safety/duty.rules.ts says the same.';

CREATE OR REPLACE FUNCTION guard.end_all_of(a_staff uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ update session set ended_at = guard.clock() where staff_id = a_staff and ended_at is null $function$;
alter routine guard.end_all_of(uuid) owner to amparo_guard;
comment on routine guard.end_all_of(uuid) is 'Signs someone out everywhere, at once.';

CREATE OR REPLACE FUNCTION guard.end_due_holds(an_organisation uuid, a_unit uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with due as (
    update place_hold h set ended_at = guard.clock(), ended_how = 'expired', version = version + 1
    where h.organisation_id = an_organisation and h.unit_id = a_unit and h.ended_at is null and h.until_at <= guard.clock()
    returning h.place_id, h.hold_id)
  delete from place_taken k using due where k.organisation_id = an_organisation and k.place_id = due.place_id and k.by_id = due.hold_id
$function$;
alter routine guard.end_due_holds(uuid,uuid) owner to amparo_guard;
comment on routine guard.end_due_holds(uuid,uuid) is 'Lets go of the places whose hours are over. Called with the unit locked.';

CREATE OR REPLACE FUNCTION guard.end_duty_access(p protocol)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update case_access a set ended_at = guard.clock() where a.organisation_id = p.organisation_id and a.case_id = p.case_id
    and a.kind = 'team' and a.function = 'duty' and a.basis = p.protocol_id and a.ended_at is null
$function$;
alter routine guard.end_duty_access(protocol) owner to amparo_guard;
comment on routine guard.end_duty_access(protocol) is 'Closes the narrow opening a protocol gave: it is closed, or another has taken it.';

CREATE OR REPLACE FUNCTION guard.end_my_session(a_session uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare ended int;
begin
  update session s set ended_at = guard.clock() from guard.actor() me
  where s.staff_id = me.staff_id and s.session_id <> me.session_id and s.ended_at is null and (a_session is null or s.session_id = a_session);
  get diagnostics ended = row_count;
  return ended;
end $function$;
alter routine guard.end_my_session(uuid) owner to amparo_guard;
comment on routine guard.end_my_session(uuid) is 'Signs out one other device of whoever asks, or with null all others.';

CREATE OR REPLACE FUNCTION guard.end_reports(most integer DEFAULT 200)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare today date := (guard.clock() at time zone 'UTC')::date; due record; t record; ended int := 0;
begin
  for due in
    select r.organisation_id, r.report_id from report r
    where r.expires_on <= today and r.case_id is null and not exists (
      with recursive up as (
        select p.report_id, p.case_id, p.merged_into, p.expires_on, 1 as steps from report p
        where p.organisation_id = r.organisation_id and p.report_id = r.merged_into
        union all
        select p.report_id, p.case_id, p.merged_into, p.expires_on, up.steps + 1 from up join report p
        on p.organisation_id = r.organisation_id and p.report_id = up.merged_into where up.steps < 20)
      select from up where up.case_id is not null or up.expires_on > today)
    order by r.expires_on, r.report_id limit most for update of r skip locked
  loop
    -- Tables that hang on a report and do not go by themselves; those to come are found in the catalogue too.
    for t in
      select k.conrelid::regclass as child from pg_constraint k
      where k.contype = 'f' and k.confrelid = 'report'::regclass and k.confdeltype = 'a' and k.conrelid <> k.confrelid
        and (select array_agg(a.attname::text order by a.attname) from pg_attribute a
             where a.attrelid = k.conrelid and a.attnum = any(k.conkey)) = array['organisation_id', 'report_id']
    loop
      execute format('delete from %s where organisation_id = $1 and report_id = $2', t.child) using due.organisation_id, due.report_id;
    end loop;
    delete from report where organisation_id = due.organisation_id and report_id = due.report_id;
    insert into journal (organisation_id, entry_id, action, subject_id, basis)
    values (due.organisation_id, gen_random_uuid(), 'report.ended', due.report_id, 'retention');
    ended := ended + 1;
  end loop;
  return ended;
end $function$;
alter routine guard.end_reports(integer) owner to amparo_guard;
comment on routine guard.end_reports(integer) is 'Erases reports without a file whose life is over: words, messages, files, decisions. Run by the house itself; only the clock decides.';

CREATE OR REPLACE FUNCTION guard.end_session()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update session set ended_at = guard.clock() where session_id = (select session_id from guard.actor()) and ended_at is null;
  return found;
end $function$;
alter routine guard.end_session() owner to amparo_guard;
comment on routine guard.end_session() is 'Signs out the device that asks.';

CREATE OR REPLACE FUNCTION guard.end_staff(a_staff uuid, an_expected integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare s staff; moment timestamptz := guard.clock(); theirs record; heir uuid;
begin
  select * into s from staff where staff_id = a_staff for update;
  if s is null or not guard.manages(s.organisation_id, 'staff.manage') then return null; end if;
  if a_staff = (select guard.staff()) then return -1; end if;
  update staff set status = 'left', version = version + 1 where staff_id = a_staff and version = an_expected;
  if not found then return 0; end if;
  perform guard.end_all_of(a_staff);
  for theirs in
    select a.organisation_id, a.case_id, a.access_id, a.sections, f.office_id from case_access a
    join case_file f on f.organisation_id = a.organisation_id and f.case_id = a.case_id
    where a.organisation_id = s.organisation_id and a.staff_id = a_staff and a.function = 'reference_worker' and a.ended_at is null and f.status = 'open'
    order by a.case_id
  loop
    perform pg_advisory_xact_lock(hashtextextended('amparo.reference_worker ' || theirs.case_id, 0));
    select c.staff_id into heir from staff c
    where c.organisation_id = s.organisation_id and c.status = 'active' and c.staff_id <> a_staff
      and c.roles && array['coordinator', 'director', 'reference_worker']
    order by c.office_id = theirs.office_id and 'coordinator' = any(c.roles) desc, 'coordinator' = any(c.roles) desc,
      'director' = any(c.roles) desc, c.office_id = theirs.office_id desc, c.staff_id limit 1;
    -- Nobody is left to pass it to: the rule of 0055 says so when the transaction ends.
    exit when heir is null;
    update case_access set ended_at = moment
    where organisation_id = theirs.organisation_id and case_id = theirs.case_id and ended_at is null
      and (access_id = theirs.access_id or (staff_id = heir and kind = 'team'));
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, from_at, created_by)
    values (theirs.organisation_id, theirs.case_id, gen_random_uuid(), 'team', heir, 'reference_worker', theirs.sections, moment, guard.staff());
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes) values
      (theirs.organisation_id, theirs.case_id, gen_random_uuid(), 'team_ended', guard.staff(), a_staff, '{}'),
      (theirs.organisation_id, theirs.case_id, gen_random_uuid(), 'team_assigned', guard.staff(), heir, '{"function": "reference_worker"}');
  end loop;
  update case_access set ended_at = moment where staff_id = a_staff and ended_at is null;
  delete from invitation where staff_id = a_staff and used_at is null;
  delete from passkey where staff_id = a_staff;
  delete from recovery_code where staff_id = a_staff;
  delete from credential where staff_id = a_staff;
  return an_expected + 1;
end $function$;
alter routine guard.end_staff(uuid,integer) owner to amparo_guard;
comment on routine guard.end_staff(uuid,integer) is 'Someone leaves: signed out everywhere, off every file, with nothing left to sign in with. Files they were the reference worker of pass to who answers for the office.';

CREATE OR REPLACE FUNCTION guard.end_stay(a_stay uuid, an_expected integer, a_day date, a_destination text, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare s stay; u place_unit; today date := (guard.clock() at time zone 'UTC')::date;
begin
  select * into s from stay x where x.stay_id = a_stay;
  u := guard.enter_unit(s.unit_id);
  if u.unit_id is null then return 'not_found'; end if;
  select * into s from stay x where x.stay_id = a_stay for update;
  if s.ended_at is not null or s.version <> an_expected then return 'stale'; end if;
  if a_day > today or a_day < s.from_on then return 'day_out_of_range'; end if;
  update stay set until_on = a_day, destination = a_destination, ended_at = guard.clock(), ended_by = guard.staff(),
    away_from = null, away_until = null, version = version + 1 where stay_id = a_stay;
  delete from place_taken where organisation_id = s.organisation_id and place_id = s.place_id and by_id = a_stay;
  perform guard.tell_of_place(a_stay, 'stay_ended', jsonb_build_object('place', u.kind, 'destination', a_destination), an_entry);
  return 'done';
end $function$;
alter routine guard.end_stay(uuid,integer,date,text,uuid) owner to amparo_guard;
comment on routine guard.end_stay(uuid,integer,date,text,uuid) is 'Somebody moves on: the day, and where to. The place is free at once. The house may do it also when the file is closed to it.';

CREATE OR REPLACE FUNCTION guard.end_waiting(a_waiting uuid, an_expected integer, how text, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare w place_waiting; u place_unit;
begin
  select * into w from place_waiting x where x.waiting_id = a_waiting;
  u := guard.enter_unit(w.unit_id);
  if u.unit_id is null then return 'not_found'; end if;
  select * into w from place_waiting x where x.waiting_id = a_waiting for update;
  if w.ended_at is not null or w.version <> an_expected then return 'stale'; end if;
  update place_waiting set ended_at = guard.clock(), ended_how = how, version = version + 1 where waiting_id = a_waiting;
  perform guard.tell_of_place(a_waiting, 'waiting_ended', jsonb_build_object('how', how), an_entry);
  return 'done';
end $function$;
alter routine guard.end_waiting(uuid,integer,text,uuid) owner to amparo_guard;
comment on routine guard.end_waiting(uuid,integer,text,uuid) is 'Takes somebody off a waiting list: found a place elsewhere, or gave up.';

CREATE OR REPLACE FUNCTION guard.enter(a_token text, a_case uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  moment timestamptz := guard.clock(); me record; file case_file; r record; a case_access; through text[]; reached boolean;
  wide_open text[] := '{}'; wide_write text[] := '{}'; may_open text[] := '{}'; may_write text[] := '{}';
  opened text[] := '{}'; written text[] := '{}'; live jsonb := '[]'; marks text[]; glass boolean := false; everywhere boolean := false; wide_office uuid; mine uuid[] := '{}';
begin
  perform set_config('amparo.token', a_token, true), set_config('amparo.case', coalesce(a_case::text, ''), true);
  select m.staff_id, m.organisation_id, m.office_id, m.roles, s.session_id, s.second_factor_at, s.seen_at into me
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
  where s.token_hash = sha256(convert_to(nullif(a_token, ''), 'UTF8')) and s.ended_at is null and s.expires_at > moment and m.status = 'active';
  if not found then return null; end if;
  if me.seen_at < moment - interval '1 minute' then perform guard.wake(me.session_id, moment); end if;

  if a_case is not null then
    select * into file from case_file f where f.case_id = a_case;
    if file.organisation_id <> me.organisation_id then
      -- A partner holds the consent it reads on: a withdrawal is acknowledged only when no such reading is under way, and
      -- what is opened is decided after the wait.
      perform from consent c where c.case_id = a_case and c.recipient_organisation_id = me.organisation_id and c.withdrawn_at is null
        for share;
      moment := guard.clock();
    end if;
  end if;
  for r in
    select x.action, x.reach, x.sections from access_rule x
    where x.action in ('case.open', 'case.write', 'case.break_glass') and x.role = any(me.roles)
  loop
    reached := coalesce(file.organisation_id = me.organisation_id, false)
      and (r.reach = 'all' or (r.reach = 'in_the_office' and file.office_id = me.office_id));
    if r.action = 'case.break_glass' then
      glass := glass or reached or coalesce(r.reach = 'own' and file.organisation_id = me.organisation_id and file.created_by = me.staff_id, false);
    elsif r.action = 'case.open' then
      if reached then wide_open := wide_open || r.sections; end if;
      if r.reach in ('all', 'in_the_office', 'on_the_case') then may_open := may_open || r.sections; end if;
      if cardinality(r.sections) > 0 then
        everywhere := everywhere or r.reach = 'all';
        if r.reach = 'in_the_office' then wide_office := me.office_id; end if;
      end if;
    else
      if reached then wide_write := wide_write || r.sections; end if;
      if r.reach in ('all', 'in_the_office', 'on_the_case') then may_write := may_write || r.sections; end if;
    end if;
  end loop;
  if a_case is not null then
    for a in
      select x.* from case_access x
      where x.case_id = a_case and (x.staff_id = me.staff_id or x.member_organisation_id = me.organisation_id)
        and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
        and (x.kind <> 'consent' or guard.consent_is_live(x.basis))
    loop
      live := live || jsonb_build_object('kind', a.kind, 'access_id', a.access_id, 'basis', a.basis, 'sections', a.sections);
      if a.kind = 'break_glass' or a.sections <@ may_open then
        through := a.sections;
      else
        through := array(select unnest(a.sections) intersect select unnest(may_open));
      end if;
      opened := opened || through;
      if a.kind = 'team' then
        if a.sections <@ may_write then through := a.sections;
        else through := array(select unnest(a.sections) intersect select unnest(may_write)); end if;
        written := written || through;
      end if;
    end loop;
    opened := opened || wide_open;
    written := written || wide_write;
  end if;

  -- The files one stands on; a request about one file that opens it needs no others decided beforehand.
  if a_case is null then
    mine := array(
      select x.case_id from case_access x
      where (x.staff_id = me.staff_id or x.member_organisation_id = me.organisation_id)
        and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
        and (x.kind <> 'consent' or guard.consent_is_live(x.basis))
        and case when x.kind = 'break_glass' then cardinality(x.sections) > 0 else x.sections && may_open end);
  end if;
  -- What belongs to no section is for the own team alone.
  marks := case when file.organisation_id = me.organisation_id and cardinality(opened) > 0 then opened || 'no_section'::text else opened end;
  insert into entered (pid, transaction_id, staff_id, organisation_id, office_id, roles, session_id, second_factor_at, case_id, opens,
                       writes, marks, everywhere, wide_office_id, my_cases)
  values (pg_backend_pid(), pg_current_xact_id(), me.staff_id, me.organisation_id, me.office_id, me.roles, me.session_id,
          me.second_factor_at, a_case, opened, written, marks, everywhere, wide_office, mine)
  on conflict (pid) do update set transaction_id = excluded.transaction_id, staff_id = excluded.staff_id,
    organisation_id = excluded.organisation_id, office_id = excluded.office_id, roles = excluded.roles,
    session_id = excluded.session_id, second_factor_at = excluded.second_factor_at, case_id = excluded.case_id,
    opens = excluded.opens, writes = excluded.writes, marks = excluded.marks, everywhere = excluded.everywhere,
    wide_office_id = excluded.wide_office_id, my_cases = excluded.my_cases;
  return jsonb_build_object(
    'actor', jsonb_build_object('staff_id', me.staff_id, 'organisation_id', me.organisation_id, 'office_id', me.office_id,
      'roles', me.roles, 'session_id', me.session_id, 'second_factor_at', me.second_factor_at),
    'subject', case when cardinality(opened) > 0 or glass then
      jsonb_build_object('organisation_id', file.organisation_id, 'office_id', file.office_id, 'created_by', file.created_by, 'live', live) end);
end $function$;
alter routine guard.enter(text,uuid) owner to amparo_guard;
comment on routine guard.enter(text,uuid) is 'The first statement of every request: says who asks and what may() needs to know of the file, and writes down for the policies what it settled.';

CREATE OR REPLACE FUNCTION guard.enter_protocol(an_id uuid, an_expected integer)
 RETURNS TABLE(p protocol, said text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare found protocol;
begin
  select * into found from protocol x where x.protocol_id = an_id for update;
  if guard.protocol_stands(found) is null or not guard.may('protocol.take') then return query select null::protocol, 'not_found'; return; end if;
  if found.closed_at is not null then return query select found, 'closed'; return; end if;
  if an_expected is not null and found.version <> an_expected then return query select found, 'stale'; return; end if;
  return query select found, 'done';
end $function$;
alter routine guard.enter_protocol(uuid,integer) owner to amparo_guard;
comment on routine guard.enter_protocol(uuid,integer) is 'Locks a protocol for one act of somebody it stands with.';

CREATE OR REPLACE FUNCTION guard.enter_shared_unit(a_unit uuid)
 RETURNS place_unit
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.enter_shared_unit(uuid) owner to amparo_guard;
comment on routine guard.enter_shared_unit(uuid) is 'Locks a unit another house shares with whoever refers to it; nothing where it shares none.';

CREATE OR REPLACE FUNCTION guard.enter_unit(a_unit uuid)
 RETURNS place_unit
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); u place_unit;
begin
  if me.staff_id is null or not guard.may('places.keep') then return null; end if;
  select * into u from place_unit x where x.unit_id = a_unit and x.organisation_id = me.organisation_id;
  if u.unit_id is null then return null; end if;
  -- Rooms of one service are one house: whoever comes into one of them waits for whoever comes into another.
  perform from place_unit x where x.organisation_id = me.organisation_id
    and (x.unit_id = a_unit or x.service_id = u.service_id) order by x.unit_id for update;
  perform guard.end_due_holds(me.organisation_id, a_unit);
  select * into u from place_unit x where x.unit_id = a_unit;
  return u;
end $function$;
alter routine guard.enter_unit(uuid) owner to amparo_guard;
comment on routine guard.enter_unit(uuid) is 'Locks a unit of one''s own organisation until the end of the transaction; nothing for whoever keeps no places there.';

CREATE OR REPLACE FUNCTION guard.erase_file(a_request uuid, an_erasure uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); asked erasure_request; file case_file; ended closure; moment timestamptz; went record;
begin
  -- Lock first, look after: of agreeing and withdrawing at once, one finds the other done.
  select * into asked from erasure_request where request_id = a_request for update;
  if me.staff_id is null or asked.request_id is null or not guard.reaches(asked.case_id, 'case.approve_erasure') then return 'not_found'; end if;
  moment := guard.clock();
  if me.second_factor_at is null or me.second_factor_at < moment - interval '10 minutes' then return 'second_factor_needed'; end if;
  if asked.asked_by = me.staff_id then return 'own'; end if;
  if asked.stopped_at is not null then return 'stopped'; end if;
  if asked.expires_at <= moment then return 'expired'; end if;
  select * into file from case_file f where f.case_id = asked.case_id for update;
  if guard.is_held(file.case_id) then return 'on_hold'; end if;
  if file.status <> 'closed' then return 'still_open'; end if;
  -- Whoever was merged into this file would stay behind, and nobody would know of whom.
  if exists (select from file_merge m where m.case_id = file.case_id and m.part = 'kept' and m.undone_at is null) then return 'merged'; end if;
  select * into ended from closure c where c.case_id = file.case_id and c.reopened_on is null;
  select * into went from guard.rows_go(file.organisation_id, file.case_id);
  insert into erasure (organisation_id, erasure_id, erased_on, key_gone_by, opened_year, closed_year, closure_reason, reason, asked_by,
                       approved_by, tables, rows_gone, keys_gone)
  values (file.organisation_id, an_erasure, (moment at time zone 'UTC')::date, (moment at time zone 'UTC')::date + 30,
          extract(year from file.opened_on), extract(year from coalesce(file.closed_on, moment::date)), coalesce(ended.reason, 'other'),
          asked.reason, asked.asked_by, me.staff_id, went.tables_gone, went.total + went.keys, went.keys);
  return 'erased';
end $function$;
alter routine guard.erase_file(uuid,uuid) owner to amparo_guard;
comment on routine guard.erase_file(uuid,uuid) is 'Erases a file when a second colleague agrees: its keys, then every row of it in every table, in one transaction. What stays is a count.';

CREATE OR REPLACE FUNCTION guard.erasure_in_journal(an_erasure uuid, OUT entry_id uuid, OUT sequence bigint, OUT hash bytea)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not guard.may('retention.read') then return; end if;
  select j.entry_id, s.sequence, s.hash into entry_id, sequence, hash
  from journal j left join journal_seal s on s.organisation_id = j.organisation_id and s.entry_id = j.entry_id
  where j.organisation_id = guard.organisation() and j.action = 'case.approve_erasure' and j.subject_id = an_erasure
  limit 1;
end $function$;
alter routine guard.erasure_in_journal(uuid) owner to amparo_guard;
comment on routine guard.erasure_in_journal(uuid) is 'The entry of an erasure in the own journal, with its link in the chain once it is sealed.';

CREATE OR REPLACE FUNCTION guard.exclusions_changed(a_case uuid, since timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from exclusion x where x.case_id = a_case and x.ended_at is null and coalesce(x.changed_at, x.recorded_at) >= since
                 and (x.until_on is null or x.until_on >= (guard.clock() at time zone 'UTC')::date))
$function$;
alter routine guard.exclusions_changed(uuid,timestamp with time zone) owner to amparo_guard;
comment on routine guard.exclusions_changed(uuid,timestamp with time zone) is 'Whether something the person must not meet was written or changed since an offer was checked. For the guard''s own functions: nobody else asks.';

CREATE OR REPLACE FUNCTION guard.exclusions_of(a_case uuid)
 RETURNS SETOF exclusion
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who();
begin
  if not guard.sees(a_case) then return; end if;
  return query select x.* from exclusion x
    where x.case_id = a_case and x.organisation_id = me.organisation_id
      and (x.ended_at is null or (x.ended_by = me.staff_id and x.ended_at > guard.clock() - interval '24 hours'));
end $function$;
alter routine guard.exclusions_of(uuid) owner to amparo_guard;
comment on routine guard.exclusions_of(uuid) is 'What an assignment is checked against, for everyone of the own team: whoever may not read the section is refused all the same. Who ends one is still held to it for a day.';

CREATE OR REPLACE FUNCTION guard.exposure_of(an_organisation uuid, a_staff uuid, since date)
 RETURNS TABLE(hard integer, protocols integer, incidents integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select
    (select count(*)::int from hard_moment h where h.organisation_id = an_organisation and h.staff_id = a_staff and h.on_day >= since),
    (select count(*)::int from protocol p where p.organisation_id = an_organisation and p.taken_by = a_staff and p.taken_at >= since),
    (select count(*)::int from incident i where i.organisation_id = an_organisation and i.recorded_by = a_staff and i.recorded_at >= since)
$function$;
alter routine guard.exposure_of(uuid,uuid,date) owner to amparo_guard;
comment on routine guard.exposure_of(uuid,uuid,date) is 'What a colleague marked as hard, the protocols they took and the incidents they wrote down since a day: counts. For the functions below alone.';

CREATE OR REPLACE FUNCTION guard.family_risk(a_case uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not guard.sees(a_case) then return null; end if;
  return (select r.outcome from family_risk r
    where r.organisation_id = guard.organisation() and r.case_id = a_case order by r.recorded_at desc, r.family_risk_id limit 1);
end $function$;
alter routine guard.family_risk(uuid) owner to amparo_guard;
comment on routine guard.family_risk(uuid) is 'The outcome of the latest assessment of the risk in the family, for the own team, whatever sections are open to them.';

CREATE OR REPLACE FUNCTION guard.fields_of_record(a_record jsonb)
 RETURNS TABLE(field text, value jsonb)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select e.key, e.value from jsonb_each(a_record) e where e.key not in ('admits', 'admission', 'tiers')
  union all select 'admits.' || e.key, e.value from jsonb_each(coalesce(a_record -> 'admits', '{}')) e
  union all select 'admission.' || e.key, e.value from jsonb_each(coalesce(a_record -> 'admission', '{}')) e
  union all select 'tiers.' || e.key, e.value from jsonb_each(coalesce(a_record -> 'tiers', '{}')) e
$function$;
alter routine guard.fields_of_record(jsonb) owner to amparo_guard;
comment on routine guard.fields_of_record(jsonb) is 'A record of the directory field by field.';

CREATE OR REPLACE FUNCTION guard.file_of_reference(a_reference text)
 RETURNS TABLE(case_id uuid, is_open boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('case.break_glass') then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('amparo.reference_question ' || me.staff_id, 0));
  if (select count(*) from reference_question q
      where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.asked_at > guard.clock() - interval '1 hour') >= 10 then
    raise exception using errcode = 'AM429', message = 'too many references';
  end if;
  insert into reference_question (organisation_id, staff_id) values (me.organisation_id, me.staff_id);
  return query select f.case_id, guard.sees(f.case_id) from case_file f
    where f.organisation_id = me.organisation_id and f.reference = a_reference and guard.reaches(f.case_id, 'case.break_glass');
end $function$;
alter routine guard.file_of_reference(text) owner to amparo_guard;
comment on routine guard.file_of_reference(text) is 'Which file of the own organisation carries a reference, for whoever may break its glass; every question counts, found or not.';

CREATE OR REPLACE FUNCTION guard.find_challenge(a_hash bytea, a_kind text)
 RETURNS TABLE(staff_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.staff_id from sign_in_challenge c where c.challenge_hash = a_hash and c.kind = a_kind and c.expires_at > guard.clock()
$function$;
alter routine guard.find_challenge(bytea,text) owner to amparo_guard;
comment on routine guard.find_challenge(bytea,text) is 'Of whom the second half is awaited.';

CREATE OR REPLACE FUNCTION guard.find_free_place(u place_unit, a_place uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.place_id from place p, (select (guard.clock() at time zone 'UTC')::date as today) c
  where p.organisation_id = u.organisation_id and p.unit_id = u.unit_id and p.gone_on is null and (a_place is null or p.place_id = a_place)
    and not coalesce(p.out_from <= c.today and (p.out_until is null or p.out_until >= c.today), false)
    and not exists (select from place_taken k where k.organisation_id = p.organisation_id and k.place_id = p.place_id)
  order by p.label, p.place_id limit 1
$function$;
alter routine guard.find_free_place(place_unit,uuid) owner to amparo_guard;
comment on routine guard.find_free_place(place_unit,uuid) is 'A place of a locked unit that nobody holds or lives in: this one, or the first.';

CREATE OR REPLACE FUNCTION guard.find_invitation(a_token_hash bytea)
 RETURNS TABLE(staff_id uuid, email text, name text, organisation_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.staff_id, s.email, s.name, o.name from invitation i
  join staff s on s.organisation_id = i.organisation_id and s.staff_id = i.staff_id and s.status = 'invited'
  join organisation o on o.organisation_id = i.organisation_id
  where i.token_hash = a_token_hash and i.used_at is null and i.expires_at > guard.clock()
$function$;
alter routine guard.find_invitation(bytea) owner to amparo_guard;
comment on routine guard.find_invitation(bytea) is 'Whom a link invites, as long as it is good.';

CREATE OR REPLACE FUNCTION guard.forget_kept_rows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  gone text[] := array[new.service_id::text];
  more text[];
begin
  -- Its locations, then whatever hangs on anything that goes.
  select gone || coalesce(array_agg(said ->> 'location_id') filter (where said ? 'location_id'), '{}') into gone
  from directory_kept
  where organisation_id = new.organisation_id and resource = 'service_at_location' and said ->> 'service_id' = new.service_id::text;
  loop
    select array_agg(row_id) into more from directory_kept k
    where k.organisation_id = new.organisation_id and k.resource <> 'organization' and not k.row_id = any(gone)
      and (k.said ->> 'service_id' = any(gone) or k.said ->> 'location_id' = any(gone) or k.said ->> 'service_at_location_id' = any(gone)
        or k.said ->> 'contact_id' = any(gone) or k.said ->> 'phone_id' = any(gone) or k.said ->> 'link_id' = any(gone)
        or k.said ->> 'resource_id' = any(gone));
    exit when more is null;
    gone := gone || more;
  end loop;
  delete from directory_kept where organisation_id = new.organisation_id and resource <> 'organization' and row_id = any(gone);
  return new;
end $function$;
alter routine guard.forget_kept_rows() owner to amparo_guard;
comment on routine guard.forget_kept_rows() is 'A service that becomes a hidden location takes with it every row an import left of it.';

CREATE OR REPLACE FUNCTION guard.forget_lone_visits(before timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare gone int;
begin
  delete from lone_visit v where v.ended_at < before;
  get diagnostics gone = row_count;
  return gone;
end $function$;
alter routine guard.forget_lone_visits(timestamp with time zone) owner to amparo_guard;
comment on routine guard.forget_lone_visits(timestamp with time zone) is 'Takes away visits that ended before a moment: where colleagues were is nobody''s to keep. Run by the server''s clock.';

CREATE OR REPLACE FUNCTION guard.forget_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if new.imported is not null then
    new.imported := new.imported || '{"places": [], "addresses": [], "hidden_location": true}';
  end if;
  with at as (
    select k.said ->> 'location_id' as id from directory_kept k
    where k.organisation_id = new.organisation_id and k.resource = 'service_at_location' and k.said ->> 'service_id' = new.service_id::text
  )
  delete from directory_kept k
  where k.organisation_id = new.organisation_id and (
    (k.resource = 'service_at_location' and k.said ->> 'service_id' = new.service_id::text)
    or (k.resource = 'location' and k.row_id in (select id from at))
    or k.said ->> 'location_id' in (select id from at) or k.said ->> 'link_id' in (select id from at)
  );
  return new;
end $function$;
alter routine guard.forget_place() owner to amparo_guard;
comment on routine guard.forget_place() is 'A location that becomes hidden is taken out of what was imported.';

CREATE OR REPLACE FUNCTION guard.forget_staff_care(before date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare gone int; more int;
begin
  delete from hard_moment where on_day < before;
  get diagnostics gone = row_count;
  delete from rest_said where until_on < before;
  get diagnostics more = row_count;
  return gone + more;
end $function$;
alter routine guard.forget_staff_care(date) owner to amparo_guard;
comment on routine guard.forget_staff_care(date) is 'Takes away what was marked before a day: it is there to notice, not to be kept. Run by the server''s clock.';

CREATE OR REPLACE FUNCTION guard.found_in(some_units uuid[])
 RETURNS TABLE(organisation_id uuid, case_id uuid, lives boolean, came boolean, renamed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.organisation_id, p.case_id, bool_or(guard.section_of_kind(x.kind) = 'home'),
    coalesce(bool_or(t.xmin = m.this or x.xmin = m.this), false), coalesce(bool_or(i.xmin = m.this), false)
  from (select pg_current_xact_id_if_assigned()::xid as this) m, place_unit u
  join place_unit x on x.organisation_id = u.organisation_id and (x.unit_id = u.unit_id or x.service_id = u.service_id)
  join place_taken t on t.organisation_id = x.organisation_id and t.unit_id = x.unit_id
  join place_person p on p.ref_id = t.by_id
  left join person_identity i on i.organisation_id = p.organisation_id and i.case_id = p.case_id
  where u.unit_id = any (some_units)
  group by 1, 2
$function$;
alter routine guard.found_in(uuid[]) owner to amparo_guard;
comment on routine guard.found_in(uuid[]) is 'Whom these units and the rooms of the same house hold, who of them lives there, and who came or was renamed in this transaction. For the guard''s own functions.';

CREATE OR REPLACE FUNCTION guard.free_busy(people uuid[], from_at timestamp with time zone, until_at timestamp with time zone)
 RETURNS TABLE(staff_id uuid, taken text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('agenda.read') then return; end if;
  return query
    select t.staff_id, string_agg((greatest(date_part('epoch', t.starts_at - from_at), 0) / 60)::int || '/' || (date_part('epoch', t.ends_at - from_at) / 60)::int, ' ')
    from (
      select k.staff_id, k.busy_from as starts_at, k.busy_until as ends_at from appointment_staff k
      where k.organisation_id = me.organisation_id and k.staff_id = any(people) and k.live and k.busy_from < until_at
        and k.busy_from > from_at - interval '2 days' and k.busy_until > from_at
      union all
      select b.staff_id, b.starts_at, b.ends_at from busy_time b
      where b.organisation_id = me.organisation_id and b.staff_id = any(people) and b.starts_at < until_at and b.ends_at > from_at
      order by 1, 2, 3) t
    group by t.staff_id;
end $function$;
alter routine guard.free_busy(uuid[],timestamp with time zone,timestamp with time zone) owner to amparo_guard;
comment on routine guard.free_busy(uuid[],timestamp with time zone,timestamp with time zone) is 'When colleagues of the house are taken, in minutes since the first moment, the earliest first: 540/600 720/780.';

CREATE OR REPLACE FUNCTION guard.free_places(an_organisation uuid)
 RETURNS TABLE(service_id uuid, unit text, free integer, waiting integer, waited_days integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); shown uuid[];
begin
  if me.organisation_id is null or me.organisation_id is distinct from an_organisation or not guard.may('directory.read') then return; end if;
  shown := array(select u.unit_id from place_unit u where u.service_id is not null and u.closed_on is null
    and (u.organisation_id = me.organisation_id or (u.published and guard.looks_after(u.organisation_id))));
  if cardinality(shown) = 0 then return; end if;
  return query select u.service_id, u.unit, sum(c.free)::int, sum(c.waiting)::int,
      (select case when count(*) >= 3 then
          ceil(percentile_cont(0.5) within group (order by extract(epoch from w.ended_at - w.since)) / 86400)::int end
       from place_waiting w join place_unit v on v.organisation_id = w.organisation_id and v.unit_id = w.unit_id
       where w.unit_id = any (shown) and v.service_id = u.service_id and v.unit = u.unit
         and w.ended_how = 'placed' and w.ended_at > guard.clock() - interval '1 year')
    from guard.counts_of_units(shown) c join place_unit u on u.unit_id = c.unit_id group by u.service_id, u.unit;
end $function$;
alter routine guard.free_places(uuid) owner to amparo_guard;
comment on routine guard.free_places(uuid) is 'Free places, who waits and how many days the middle one of at least three waited before a place, by service of the directory: of one''s own units, and of the units partners publish to the organisation that refers to them.';

CREATE OR REPLACE FUNCTION guard.gate_facts(a_case uuid)
 RETURNS TABLE(her jsonb, interpreter jsonb, conflict_declared text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
    from interpreter i where i.organisation_id = org;
end $function$;
alter routine guard.gate_facts(uuid) owner to amparo_guard;
comment on routine guard.gate_facts(uuid) is 'What it takes to say who may interpret for this person: for the check alone, which answers codes and never why in words.';

CREATE OR REPLACE FUNCTION guard.give_deadline_an_owner()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not new.chosen then
    select o.owner_id, o.deputy_id into new.owner_id, new.deputy_id from guard.law_owners(new.organisation_id, new.case_id) o;
  end if;
  return new;
end $function$;
alter routine guard.give_deadline_an_owner() owner to amparo_guard;
comment on routine guard.give_deadline_an_owner() is 'No deadline begins without somebody who answers for it.';

CREATE OR REPLACE FUNCTION guard.gives(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a_section = any(guard.sections_of(a_case, 'assessments.give'))
$function$;
alter routine guard.gives(uuid,text) owner to amparo_guard;
comment on routine guard.gives(uuid,text) is 'Whether whoever asks may give instruments of this section in this file.';

CREATE OR REPLACE FUNCTION guard.goes_along(a_transfer uuid)
 RETURNS TABLE(what text, id text, sealed bytea, plain jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare o transfer_out := guard.moving_here(a_transfer); t record;
begin
  if o.transfer_id is null then return; end if;
  for t in select * from guard.what_travels() loop
    return query execute format(
      'select %L::text, s.%I::text, s.sealed, to_jsonb(s) - array[''sealed'', ''organisation_id'', ''case_id'']
       from %s s where s.organisation_id = $1 and s.case_id = $2 and %s = any ($3) and %s order by 2',
      t.a_table::text, t.id_column, t.a_table, coalesce(quote_literal(t.section), 's.section'), t.only_where)
      using o.organisation_id, o.case_id, o.sections;
  end loop;
end $function$;
alter routine guard.goes_along(uuid) owner to amparo_guard;
comment on routine guard.goes_along(uuid) is 'What goes along with a transfer that is being accepted: rows of the sections she named for good, still sealed by the first house.';

CREATE OR REPLACE FUNCTION guard.group_company(a_group uuid, a_case uuid)
 RETURNS TABLE(organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); g care_group; them uuid[]; each uuid;
begin
  select * into g from care_group x where x.organisation_id = me.organisation_id and x.group_id = a_group for update;
  if g.group_id is null or not guard.writes(a_case, g.section) then return; end if;
  them := array(select m.case_id from group_member m where m.organisation_id = g.organisation_id and m.group_id = a_group
    and m.left_on is null and m.case_id <> a_case order by 1) || a_case;
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
end $function$;
alter routine guard.group_company(uuid,uuid) owner to amparo_guard;
comment on routine guard.group_company(uuid,uuid) is 'What it takes to see whether somebody may meet those who take part in a group: for the check alone, which answers yes or no and never who.';

CREATE OR REPLACE FUNCTION guard.guardian_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('amparo.guardian ' || new.case_id, 0));
  return new;
end $function$;
alter routine guard.guardian_changes() owner to amparo_guard;
comment on routine guard.guardian_changes() is 'A change of the guardian waits for consents being recorded on their word, and sees them all.';

CREATE OR REPLACE FUNCTION guard.guardian_word(a_case uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare found_word boolean;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('amparo.guardian ' || a_case, 0));
  if not guard.sees(a_case) then return 'may_not'; end if;
  select g.may_consent into found_word from guardian g where g.organisation_id = guard.organisation() and g.case_id = a_case;
  return case when found_word is null then 'unknown' when found_word then 'may' else 'may_not' end;
end $function$;
alter routine guard.guardian_word(uuid) owner to amparo_guard;
comment on routine guard.guardian_word(uuid) is 'Whether the guardian of this file may consent, held until the transaction ends: a change waits for a consent under way.';

CREATE OR REPLACE FUNCTION guard.hand_deadlines_on(an_organisation uuid, a_case uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with now_on as (
    select a.staff_id from case_access a where a.organisation_id = an_organisation and a.case_id = a_case and a.kind = 'team' and a.ended_at is null
      and (a.until_at is null or a.until_at > guard.clock()) and 'law' = any(a.sections)),
  usual as (select o.owner_id, o.deputy_id from guard.law_owners(an_organisation, a_case) o),
  wanted as (
    select d.deadline_id,
      case when d.chosen and d.owner_id in (select n.staff_id from now_on n) then d.owner_id else u.owner_id end as owner_id,
      case when d.chosen and d.deputy_id in (select n.staff_id from now_on n) then d.deputy_id else u.deputy_id end as deputy_id,
      d.chosen and d.owner_id in (select n.staff_id from now_on n) as chosen
    from law_deadline d cross join usual u where d.organisation_id = an_organisation and d.case_id = a_case and d.open)
  update law_deadline d set owner_id = w.owner_id, deputy_id = nullif(w.deputy_id, w.owner_id), chosen = coalesce(w.chosen, false), version = d.version + 1
  from wanted w where d.organisation_id = an_organisation and d.case_id = a_case and d.deadline_id = w.deadline_id
    and (d.owner_id, d.deputy_id, d.chosen) is distinct from (w.owner_id, nullif(w.deputy_id, w.owner_id), coalesce(w.chosen, false))
$function$;
alter routine guard.hand_deadlines_on(uuid,uuid) owner to amparo_guard;
comment on routine guard.hand_deadlines_on(uuid,uuid) is 'Open deadlines of whoever left the team pass to whoever answers by default. For functions of the guard.';

CREATE OR REPLACE FUNCTION guard.hand_on_protocol(an_id uuid, an_expected integer, someone uuid, a_line uuid, a_sealed bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r record;
begin
  select * into r from guard.enter_protocol(an_id, an_expected);
  if r.said <> 'done' then return r.said; end if;
  if (r.p).taken_by is distinct from guard.staff() then return 'not_taken'; end if;
  if someone = guard.staff() or someone = any((r.p).left_out) or not exists (
    select from staff s join access_rule a on a.action = 'protocol.take' and a.role = any(s.roles) and a.reach <> 'never'
    where s.organisation_id = (r.p).organisation_id and s.staff_id = someone and s.status = 'active') then return 'nobody'; end if;
  update protocol x set handed_to = someone, version = version + 1 where x.protocol_id = an_id;
  insert into protocol_told (organisation_id, case_id, protocol_id, staff_id, told_as, section, from_at)
  values ((r.p).organisation_id, (r.p).case_id, an_id, someone, 'handed', (r.p).section, guard.clock()) on conflict do nothing;
  perform guard.add_protocol_line(r.p, a_line, 'handed_on', null, null, someone, a_sealed);
  perform guard.tell_timeline_of_protocol(r.p, 'protocol_handed_on');
  return 'done';
end $function$;
alter routine guard.hand_on_protocol(uuid,integer,uuid,uuid,bytea) owner to amparo_guard;
comment on routine guard.hand_on_protocol(uuid,integer,uuid,uuid,bytea) is 'Whoever has a protocol asks a colleague to take it. Until the colleague does, it stays with whoever has it: no moment without a name.';

CREATE OR REPLACE FUNCTION guard.handed_over_lately()
 RETURNS TABLE(referral_id uuid, reference text, to_name text, accepted_at timestamp with time zone, sealed_answer bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  return query select r.referral_id, f.reference, t.name, o.accepted_at, r.sealed_answer
    from transfer_out o join referral r on r.referral_id = o.referral_id and r.organisation_id = o.organisation_id
    join case_file f on f.organisation_id = o.organisation_id and f.case_id = o.case_id join organisation t on t.organisation_id = o.to_organisation_id
    where o.organisation_id = me.organisation_id and o.undone_at is null and o.accepted_at > guard.clock() - interval '7 days'
      and (r.sent_by = me.staff_id or exists (select from case_access a where a.organisation_id = o.organisation_id and a.case_id = o.case_id
        and a.kind = 'team' and a.staff_id = me.staff_id and a.ended_at = o.accepted_at))
    order by o.accepted_at desc limit 20;
end $function$;
alter routine guard.handed_over_lately() owner to amparo_guard;
comment on routine guard.handed_over_lately() is 'For a week, to whoever sent a transfer and to those whose place on the file ended with it: that the other house leads now, and its answer. Never the file.';

CREATE OR REPLACE FUNCTION guard.has_duty(an_organisation uuid, an_office uuid, look_by timestamp with time zone, untaken boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select not guard.in_hours(an_organisation, an_office, guard.clock()) and exists (
    select from guard.duty_at(an_organisation, an_office, guard.clock()) d
    where d.staff_id = guard.staff() or (d.deputy_id = guard.staff() and untaken and guard.clock() >= look_by))
$function$;
alter routine guard.has_duty(uuid,uuid,timestamp with time zone,boolean) owner to amparo_guard;
comment on routine guard.has_duty(uuid,uuid,timestamp with time zone,boolean) is 'Whether whoever asks has the duty of this office now, or is the deputy and nobody looked in time. The watch changes while a protocol waits.';

CREATE OR REPLACE FUNCTION guard.held(a_case uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select guard.sees(a_case) and guard.is_held(a_case)
$function$;
alter routine guard.held(uuid) owner to amparo_guard;
comment on routine guard.held(uuid) is 'Whether a hold stands on a file today, told to whoever sees the file.';

CREATE OR REPLACE FUNCTION guard.her_side(an_organisation uuid, a_case uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
$function$;
alter routine guard.her_side(uuid,uuid) owner to amparo_guard;
comment on routine guard.her_side(uuid,uuid) is 'What the gates look at in a file, sealed as it lies. For the guard''s own functions.';

CREATE OR REPLACE FUNCTION guard.hold_agenda(a_case uuid, people uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); each text;
begin
  if me.staff_id is null or not guard.sees(a_case) then return; end if;
  -- Always in the same order, so that two who plan wait for each other and never both.
  for each in select distinct x::text from unnest(people || a_case) x order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended('amparo.agenda ' || each, 0));
  end loop;
end $function$;
alter routine guard.hold_agenda(uuid,uuid[]) owner to amparo_guard;
comment on routine guard.hold_agenda(uuid,uuid[]) is 'Until this transaction ends nobody else plans for this person or these colleagues: what was free when it was looked at is free when it is written.';

CREATE OR REPLACE FUNCTION guard.hold_consent(a_consent uuid, a_case uuid, a_recipient uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare held consent;
begin
  select * into held from consent
  where consent_id = a_consent and case_id = a_case and recipient_organisation_id = a_recipient for share;
  return held.consent_id is not null and held.withdrawn_at is null
     and (guard.clock() at time zone 'UTC')::date >= held.starts_on and (guard.clock() at time zone 'UTC')::date < held.ends_on;
end $function$;
alter routine guard.hold_consent(uuid,uuid,uuid) owner to amparo_guard;
comment on routine guard.hold_consent(uuid,uuid,uuid) is 'True while a consent is live, holding it so that a withdrawal waits until this disclosure is done. Isolation levels do not do that.';

CREATE OR REPLACE FUNCTION guard.hold_interpreting(a_case uuid, an_appointment uuid, some_interpreters uuid[])
 RETURNS TABLE(organisation_id uuid, section text, mode text, status text, language text, dialect text, province text, on_day date, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if not guard.reaches(a_case, 'interpreters.book') then return; end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('amparo.exclusions ' || a_case, 0));
  perform from interpreter i where i.organisation_id = guard.organisation() and i.interpreter_id = any (some_interpreters) order by i.interpreter_id for share;
  return query
    select a.organisation_id, a.section, a.mode, a.status, a.interpreter_language, a.interpreter_dialect, a.province, a.on_day, a.starts_at, a.ends_at
    from appointment a where a.case_id = a_case and a.appointment_id = an_appointment and a.organisation_id = guard.organisation()
      and guard.opens(a_case, a.section) for share;
end $function$;
alter routine guard.hold_interpreting(uuid,uuid,uuid[]) owner to amparo_guard;
comment on routine guard.hold_interpreting(uuid,uuid,uuid[]) is 'Before an offer or a confirmation: the appointment, these interpreters and what the file says stay as they are until the end of the transaction.';

CREATE OR REPLACE FUNCTION guard.hold_outside_basis(a_consent uuid, an_exception uuid, a_case uuid, a_service uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare x lawful_exception;
begin
  if a_consent is not null then return an_exception is null and guard.hold_outside_consent(a_consent, a_case, a_service); end if;
  select * into x from lawful_exception where exception_id = an_exception and case_id = a_case and recipient_service_id = a_service for share;
  return x.exception_id is not null and guard.referral_stands(null, an_exception);
end $function$;
alter routine guard.hold_outside_basis(uuid,uuid,uuid,uuid) owner to amparo_guard;
comment on routine guard.hold_outside_basis(uuid,uuid,uuid,uuid) is 'True while what a referral outside stands on holds, her consent or a lawful exception to this very service, keeping it so until this transaction is done.';

CREATE OR REPLACE FUNCTION guard.hold_outside_consent(a_consent uuid, a_case uuid, a_service uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare held consent; today date := (guard.clock() at time zone 'UTC')::date;
begin
  select * into held from consent where consent_id = a_consent and case_id = a_case and recipient_service_id = a_service for share;
  return held.consent_id is not null and held.withdrawn_at is null and today >= held.starts_on and today < held.ends_on;
end $function$;
alter routine guard.hold_outside_consent(uuid,uuid,uuid) owner to amparo_guard;
comment on routine guard.hold_outside_consent(uuid,uuid,uuid) is 'True while a consent to this service outside is live, holding it so that a withdrawal waits until this disclosure is done.';

CREATE OR REPLACE FUNCTION guard.hold_place(a_hold uuid, a_unit uuid, a_place uuid, some_hours integer, a_case uuid, an_entry uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare u place_unit := guard.enter_unit(a_unit); found uuid; moment timestamptz; part text := guard.section_of_kind(u.kind);
begin
  if u.unit_id is null then return '{"said": "not_found"}'; end if;
  if u.closed_on is not null then return '{"said": "closed"}'; end if;
  if some_hours < 1 or some_hours > u.hold_hours then return jsonb_build_object('said', 'too_long', 'hours', u.hold_hours); end if;
  if a_case is not null and not guard.places_open_file(a_case, part) then return '{"said": "not_open"}'; end if;
  found := guard.find_free_place(u, a_place);
  if found is null then return jsonb_build_object('said', case when a_place is null then 'full' else 'taken' end); end if;
  moment := guard.clock();
  insert into place_taken (organisation_id, unit_id, place_id, by_id) values (u.organisation_id, u.unit_id, found, a_hold);
  insert into place_hold (organisation_id, hold_id, unit_id, place_id, from_at, until_at, held_by)
  values (u.organisation_id, a_hold, u.unit_id, found, moment, moment + make_interval(hours => some_hours), guard.staff());
  if a_case is not null then
    insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
    select f.organisation_id, a_case, a_hold, 'hold', part, u.organisation_id from case_file f where f.case_id = a_case;
    perform guard.tell_of_place(a_hold, 'place_held', jsonb_build_object('hours', some_hours), an_entry);
  end if;
  return jsonb_build_object('said', 'done', 'place_id', found);
end $function$;
alter routine guard.hold_place(uuid,uuid,uuid,integer,uuid,uuid) owner to amparo_guard;
comment on routine guard.hold_place(uuid,uuid,uuid,integer,uuid,uuid) is 'Keeps a free place for some hours, for a person or for whoever a colleague is speaking of.';

CREATE OR REPLACE FUNCTION guard.hold_referral_basis(a_consent uuid, an_exception uuid, a_case uuid, a_recipient uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare x lawful_exception;
begin
  if a_consent is not null then return an_exception is null and guard.hold_consent(a_consent, a_case, a_recipient); end if;
  select * into x from lawful_exception where exception_id = an_exception and case_id = a_case and recipient_organisation_id = a_recipient for share;
  return x.exception_id is not null and guard.referral_stands(null, an_exception);
end $function$;
alter routine guard.hold_referral_basis(uuid,uuid,uuid,uuid) owner to amparo_guard;
comment on routine guard.hold_referral_basis(uuid,uuid,uuid,uuid) is 'True while what a referral stands on holds, keeping it so until this transaction is done.';

CREATE OR REPLACE FUNCTION guard.hold_safe_contact(a_case uuid)
 RETURNS TABLE(sealed bytea, version integer, at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me record := guard.who();
  held safe_contact;
begin
  if not guard.sees(a_case) then return; end if;
  select * into held from safe_contact s where s.organisation_id = me.organisation_id and s.case_id = a_case for share;
  -- The clock is read after the wait: an hour that passed meanwhile has passed.
  return query select held.sealed, held.version, guard.clock();
end $function$;
alter routine guard.hold_safe_contact(uuid) owner to amparo_guard;
comment on routine guard.hold_safe_contact(uuid) is 'The rule of contact of a file, held so that a change waits until what leaves has left, and the moment that counts for it.';

CREATE OR REPLACE FUNCTION guard.house_of_transfer(a_transfer uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o.name from transfer_in i join organisation o on o.organisation_id = i.from_organisation_id
  where i.transfer_id = a_transfer and i.organisation_id = (guard.who()).organisation_id
$function$;
alter routine guard.house_of_transfer(uuid) owner to amparo_guard;
comment on routine guard.house_of_transfer(uuid) is 'The name of the house a file came from, for the house that leads it now.';

CREATE OR REPLACE FUNCTION guard.housemates_to_look_at(a_unit uuid, a_case uuid)
 RETURNS TABLE(booking_id uuid, interpreter_organisation_id uuid, interpreter_id uuid, intake_version integer, sealed bytea, organisation_id uuid, case_id uuid, keys jsonb, sealed_identity bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.housemates_to_look_at(uuid,uuid) owner to amparo_guard;
comment on routine guard.housemates_to_look_at(uuid,uuid) is 'After somebody came into this unit, or the person of this file was renamed: what is booked for those who live there, and the names it must not be. Only what this transaction changed, for the check alone; nobody is told whose it was.';

CREATE OR REPLACE FUNCTION guard.houses_of(a_case uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array(select k.unit_id from case_file f join place_person p on p.organisation_id = f.organisation_id and p.case_id = f.case_id
    join place_taken k on k.by_id = p.ref_id where f.case_id = a_case)
$function$;
alter routine guard.houses_of(uuid) owner to amparo_guard;
comment on routine guard.houses_of(uuid) is 'The units somebody is found in. For the guard''s own functions.';

CREATE OR REPLACE FUNCTION guard.identities_open()
 RETURNS TABLE(case_id uuid, version integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); moment timestamptz := guard.clock(); everywhere boolean := false; office uuid; narrowed boolean := false; r access_rule;
begin
  if me.staff_id is null then return; end if;
  for r in select * from access_rule x where x.action = 'case.open' and x.role = any(me.roles) and 'identity' = any(x.sections) loop
    everywhere := everywhere or r.reach = 'all';
    if r.reach = 'in_the_office' then office := me.office_id; end if;
    narrowed := narrowed or r.reach in ('all', 'in_the_office', 'on_the_case');
  end loop;
  return query
    select i.case_id, i.version from case_file f join person_identity i on i.organisation_id = f.organisation_id and i.case_id = f.case_id
    where f.organisation_id = me.organisation_id and (everywhere or f.office_id = office)
    union
    select i.case_id, i.version from case_access a join person_identity i on i.organisation_id = a.organisation_id and i.case_id = a.case_id
    where (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id) and 'identity' = any(a.sections)
      and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
      and (a.kind = 'break_glass' or narrowed) and (a.kind <> 'consent' or guard.consent_is_live(a.basis));
end $function$;
alter routine guard.identities_open() owner to amparo_guard;
comment on routine guard.identities_open() is 'The files whose section identity is open to whoever asks, with the version of the identity, decided for all of them at once.';

CREATE OR REPLACE FUNCTION guard.in_hours(an_organisation uuid, an_office uuid, a_moment timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from office_hours o
    cross join lateral (select a_moment at time zone o.time_zone as here) l
    cross join lateral jsonb_to_recordset(o.hours) as h(weekdays int[], "from" text, until text)
    where o.organisation_id = an_organisation and o.office_id = an_office
      and extract(isodow from l.here)::int = any(h.weekdays)
      and l.here::time >= h."from"::time and l.here::time < h.until::time
      and not guard.is_free_day(an_organisation, an_office, l.here::date))
$function$;
alter routine guard.in_hours(uuid,uuid,timestamp with time zone) owner to amparo_guard;
comment on routine guard.in_hours(uuid,uuid,timestamp with time zone) is 'Whether an office is open at a moment, by its own clock. src/safety/duty.rules.ts says the same; a test holds the two against each other.';

CREATE OR REPLACE FUNCTION guard.interpreter_came(an_interpreter uuid)
 RETURNS TABLE(attended integer, missed integer, understood integer, felt_safe integer, asked integer, last_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.attended, c.missed, case when c.asked < 3 then 0 else c.understood end, case when c.asked < 3 then 0 else c.felt_safe end,
    case when c.asked < 3 then 0 else c.asked end, c.last_on
  from (select count(*) filter (where b.status in ('attended', 'rated', 'paid'))::int as attended, count(*) filter (where b.status = 'missed')::int as missed,
      count(*) filter (where b.understood = 'yes')::int as understood, count(*) filter (where b.felt_safe = 'yes')::int as felt_safe,
      count(*) filter (where b.felt_safe in ('yes', 'partly', 'no'))::int as asked,
      max(b.on_day) filter (where b.status in ('attended', 'rated', 'paid')) as last_on
    from interpreter_booking b where guard.may('interpreters.read') and b.organisation_id = guard.organisation() and b.interpreter_id = an_interpreter) c
$function$;
alter routine guard.interpreter_came(uuid) owner to amparo_guard;
comment on routine guard.interpreter_came(uuid) is 'How often an interpreter came, when last, and how people said it was once three were asked. Never for whom.';

CREATE OR REPLACE FUNCTION guard.interpreter_facts(i interpreter)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select jsonb_build_object('interpreter_id', i.interpreter_id, 'status', i.status, 'gender', i.gender, 'modes', i.modes,
    'intake_version', i.intake_version, 'sealed', encode(i.sealed, 'base64'),
    'languages', coalesce((select jsonb_agg(jsonb_build_object('language', l.language, 'dialect', nullif(l.dialect, ''), 'level', l.level, 'both_ways', l.both_ways)
        order by l.language, l.dialect)
      from interpreter_language l where l.organisation_id = i.organisation_id and l.interpreter_id = i.interpreter_id), '[]'),
    'vetting', coalesce((select jsonb_agg(jsonb_build_object('step', v.step, 'done_on', v.done_on, 'valid_until', v.valid_until) order by v.step)
      from interpreter_vetting v where v.organisation_id = i.organisation_id and v.interpreter_id = i.interpreter_id), '[]'))
$function$;
alter routine guard.interpreter_facts(interpreter) owner to amparo_guard;
comment on routine guard.interpreter_facts(interpreter) is 'What the gates look at in an interpreter. For the guard''s own functions.';

CREATE OR REPLACE FUNCTION guard.interpreter_needs(since timestamp with time zone)
 RETURNS TABLE(language text, dialect text, needed integer, unmet integer, waiting integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.interpreter_language, a.interpreter_dialect, count(*)::int,
    count(*) filter (where a.ends_at <= guard.clock() and not exists (select from interpreter_booking b where b.organisation_id = a.organisation_id
      and b.appointment_id = a.appointment_id and b.status in ('confirmed', 'attended', 'rated', 'paid')))::int,
    count(*) filter (where a.ends_at > guard.clock() and not exists (select from interpreter_booking b where b.organisation_id = a.organisation_id
      and b.appointment_id = a.appointment_id and b.status = 'confirmed'))::int
  from appointment a
  where guard.may('interpreters.manage') and a.organisation_id = guard.organisation() and a.interpreter_language is not null
    and a.starts_at >= since and a.status <> 'cancelled'
  group by 1, 2
$function$;
alter routine guard.interpreter_needs(timestamp with time zone) owner to amparo_guard;
comment on routine guard.interpreter_needs(timestamp with time zone) is 'How often each language was needed since a day, and how often nobody came: counts over the whole house, no file named.';

CREATE OR REPLACE FUNCTION guard.interpreter_work(an_interpreter uuid, from_day date, until_day date)
 RETURNS TABLE(interpreter_id uuid, booking_id uuid, on_day date, mode text, what text, minutes integer, travel_km integer, minutes_before integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select b.interpreter_id, b.booking_id, b.on_day, b.mode,
    case when b.status in ('attended', 'rated') then 'attended' else 'late_cancel' end,
    case when b.status in ('attended', 'rated') then b.minutes else (extract(epoch from b.ends_at - b.starts_at) / 60)::int end,
    coalesce(b.travel_km, 0),
    case when b.status in ('cancelled', 'stopped') then greatest(floor(extract(epoch from b.starts_at - coalesce(b.cancelled_at, b.stopped_at)) / 60), 0)::int end
  from interpreter_booking b
  where guard.may('interpreters.pay') and b.organisation_id = guard.organisation()
    and (an_interpreter is null or b.interpreter_id = an_interpreter) and b.on_day between from_day and until_day
    and (b.status in ('attended', 'rated')
      or (b.confirmed_at is not null and (b.cancelled_at is not null
        or (b.status = 'stopped' and b.stop_reason in ('appointment_moved', 'appointment_cancelled', 'needs_changed')))))
    and not exists (select from interpreter_statement_line l where l.organisation_id = b.organisation_id and l.booking_id = b.booking_id)
$function$;
alter routine guard.interpreter_work(uuid,date,date) owner to amparo_guard;
comment on routine guard.interpreter_work(uuid,date,date) is 'What was interpreted in a period, or called off after it was confirmed, and stands in no statement: days and minutes. For whom, in which language and where stays in the files.';

CREATE OR REPLACE FUNCTION guard.interpreters_taken(a_from timestamp with time zone, an_until timestamp with time zone)
 RETURNS TABLE(interpreter_id uuid, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select b.interpreter_id, b.starts_at, b.ends_at from interpreter_booking b
  where guard.may('interpreters.book') and b.organisation_id = guard.organisation() and b.status = 'confirmed' and b.starts_at < an_until and b.ends_at > a_from
$function$;
alter routine guard.interpreters_taken(timestamp with time zone,timestamp with time zone) owner to amparo_guard;
comment on routine guard.interpreters_taken(timestamp with time zone,timestamp with time zone) is 'When interpreters are confirmed elsewhere: times alone.';

CREATE OR REPLACE FUNCTION guard.invite_staff(an_organisation uuid, a_staff uuid, an_office uuid, a_name text, an_email text, the_roles text[], a_language text, an_invitation uuid, a_token_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not guard.manages(an_organisation, 'staff.manage') then return false; end if;
  if not guard.roles_fit(an_organisation, the_roles) then return false; end if;
  insert into staff (organisation_id, staff_id, office_id, name, email, roles, language)
  values (an_organisation, a_staff,
    coalesce(an_office, (select o.office_id from office o where o.organisation_id = an_organisation order by o.name, o.office_id limit 1)), a_name, an_email, the_roles, a_language);
  perform guard.make_invitation(a_staff, an_organisation, an_invitation, a_token_hash);
  perform guard.note_raise(a_staff, an_organisation, the_roles);
  return true;
end $function$;
alter routine guard.invite_staff(uuid,uuid,uuid,text,text,text[],text,uuid,bytea) owner to amparo_guard;
comment on routine guard.invite_staff(uuid,uuid,uuid,text,text,text[],text,uuid,bytea) is 'Someone new, who may come in once they have used their link.';

CREATE OR REPLACE FUNCTION guard.is_free_day(an_organisation uuid, an_office uuid, a_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from duty_free_day d where d.organisation_id = an_organisation and d.on_day = a_day
    and (d.office_id is null or d.office_id = an_office))
$function$;
alter routine guard.is_free_day(uuid,uuid,date) owner to amparo_guard;
comment on routine guard.is_free_day(uuid,uuid,date) is 'Whether an office is closed on a day because that day is free.';

CREATE OR REPLACE FUNCTION guard.is_held(a_case uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from legal_hold h where h.case_id = a_case and h.lifted_at is null
                 and (h.until_on is null or h.until_on > (guard.clock() at time zone 'UTC')::date))
$function$;
alter routine guard.is_held(uuid) owner to amparo_guard;
comment on routine guard.is_held(uuid) is 'Whether a hold stands on a file today.';

CREATE OR REPLACE FUNCTION guard.is_therapist(a_case uuid, a_staff uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from staff s join case_access a on a.organisation_id = s.organisation_id and a.staff_id = s.staff_id
    where s.staff_id = a_staff and s.organisation_id = guard.organisation() and s.status = 'active' and 'psychologist' = any(s.roles)
      and a.case_id = a_case and a.kind = 'team' and a.ended_at is null and a.from_at <= guard.clock()
      and (a.until_at is null or a.until_at > guard.clock()) and 'mind' = any(a.sections))
$function$;
alter routine guard.is_therapist(uuid,uuid) owner to amparo_guard;
comment on routine guard.is_therapist(uuid,uuid) is 'Whether a colleague works as a psychologist on this file.';

CREATE OR REPLACE FUNCTION guard.is_unassigned_of_mine(a_case uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  return (
  select exists (select from case_file f where f.case_id = a_case and f.created_by = (select guard.staff()))
     and not exists (select from case_access a where a.case_id = a_case)
  );
end $function$;
alter routine guard.is_unassigned_of_mine(uuid) owner to amparo_guard;
comment on routine guard.is_unassigned_of_mine(uuid) is 'A file just opened by whoever asks, on which nobody stands yet: its opener may assign the first team.';

CREATE OR REPLACE FUNCTION guard.join_group(a_member uuid, a_group uuid, a_case uuid, a_day date, called bytea, words bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); g care_group;
begin
  select * into g from care_group x where x.organisation_id = me.organisation_id and x.group_id = a_group for update;
  if g.group_id is null or not guard.writes(a_case, g.section)
    or not exists (select from case_file f where f.organisation_id = me.organisation_id and f.case_id = a_case) then return 'not_found'; end if;
  if g.ends_on < (guard.clock() at time zone 'UTC')::date then return 'over'; end if;
  if exists (select from group_member m where m.organisation_id = g.organisation_id and m.case_id = a_case and m.group_id = a_group and m.left_on is null) then
    return 'takes_part';
  end if;
  if (select count(*) from group_member m where m.organisation_id = g.organisation_id and m.group_id = a_group and m.left_on is null) >= g.most then
    return 'full';
  end if;
  insert into group_member (organisation_id, case_id, member_id, group_id, section, joined_on, sealed_called, sealed, recorded_by)
  values (g.organisation_id, a_case, a_member, a_group, g.section, a_day, called, words, me.staff_id);
  return 'done';
end $function$;
alter routine guard.join_group(uuid,uuid,uuid,date,bytea,bytea) owner to amparo_guard;
comment on routine guard.join_group(uuid,uuid,uuid,date,bytea,bytea) is 'Somebody joins a group, while it is open and has room.';

CREATE OR REPLACE FUNCTION guard.journal_heads()
 RETURNS TABLE(organisation_id uuid, sequence bigint, hash bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select distinct on (s.organisation_id) s.organisation_id, s.sequence, s.hash from journal_seal s order by s.organisation_id, s.sequence desc
$function$;
alter routine guard.journal_heads() owner to amparo_guard;
comment on routine guard.journal_heads() is 'The latest link of each chain, to be written down outside the database.';

CREATE OR REPLACE FUNCTION guard.journal_text(a_sequence bigint, j journal)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select string_agg(case when field is null then '-' else octet_length(convert_to(field, 'UTF8')) || ':' || field end, ',' order by place)
  from unnest(array[
    'amparo.journal.1', a_sequence::text, j.organisation_id::text, j.entry_id::text,
    to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), j.actor_id::text, j.actor_organisation_id::text,
    j.session_id::text, j.action, j.case_id::text, j.subject_id::text, j.basis, cardinality(j.sections)::text,
    array_to_string(j.sections, ' '), j.reason, j.outcome, j.transaction_id::text
  ]) with ordinality as fields (field, place)
$function$;
alter routine guard.journal_text(bigint,journal) owner to amparo_guard;
comment on routine guard.journal_text(bigint,journal) is 'One entry as the text its seal covers: every field with its length before it, so that no two entries read alike.';

CREATE OR REPLACE FUNCTION guard.keep_a_reference_worker()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  -- Whoever ends the last one and whoever reopens the file wait for each other; what is read next is what stands then.
  perform pg_advisory_xact_lock(hashtextextended('amparo.reference_worker ' || new.case_id, 0));
  if exists (select from case_file f where f.organisation_id = new.organisation_id and f.case_id = new.case_id and f.status = 'open')
    and not exists (select from case_access a where a.organisation_id = new.organisation_id and a.case_id = new.case_id
                    and a.kind = 'team' and a.function = 'reference_worker' and a.ended_at is null) then
    raise exception using errcode = 'AM409', message = 'an open file has a reference worker';
  end if;
  return null;
end $function$;
alter routine guard.keep_a_reference_worker() owner to amparo_guard;
comment on routine guard.keep_a_reference_worker() is 'Refuses, when a transaction ends, whatever would leave an open file without a reference worker.';

CREATE OR REPLACE FUNCTION guard.keep_access_ended()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception using errcode = '42501', message = 'an access that ended stays ended';
  end if;
  if new.staff_id = guard.staff() and coalesce(new.until_at, 'infinity') > coalesce(old.until_at, 'infinity') then
    raise exception using errcode = '42501', message = 'nobody prolongs their own access';
  end if;
  return new;
end $function$;
alter routine guard.keep_access_ended() owner to amparo_guard;
comment on routine guard.keep_access_ended() is 'What ended stays ended, and nobody prolongs their own access.';

CREATE OR REPLACE FUNCTION guard.keep_agency_answers()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.owner_kind = 'agency' and current_user = 'amparo_app'
     and (new.status not in (old.status, 'dropped') or new.sealed_answer is distinct from old.sealed_answer) then
    raise exception using errcode = '42501', message = 'a partner answers for its own tasks';
  end if;
  return new;
end $function$;
comment on routine guard.keep_agency_answers() is 'Nobody but the partner says what became of its task; the own team may only drop it.';

CREATE OR REPLACE FUNCTION guard.keep_assessment_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if new.version <> old.version + 1 then raise exception 'assessment_changes_by_one' using errcode = 'check_violation'; end if;
  insert into assessment_version (organisation_id, case_id, assessment_id, version, section, written_by, written_at, sealed)
  values (old.organisation_id, old.case_id, old.assessment_id, old.version, old.section,
    coalesce(old.changed_by, old.taken_by), coalesce(old.changed_at, old.recorded_at), old.sealed);
  new.changed_at := guard.clock();
  new.changed_by := guard.staff();
  return new;
end $function$;
alter routine guard.keep_assessment_version() owner to amparo_guard;
comment on routine guard.keep_assessment_version() is 'Keeps what an assessment said before it is amended, and by whom and when it is amended.';

CREATE OR REPLACE FUNCTION guard.keep_barrier_of_no()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into access_barrier (organisation_id, case_id, barrier_id, section, need, decline_reason, referral_id, service_id, provider_id, province, met_on)
  values (new.organisation_id, new.case_id, gen_random_uuid(), guard.section_of_need(new.need), new.need, new.decline_reason,
    case tg_table_name when 'referral_external' then (to_jsonb(new) ->> 'external_id')::uuid else (to_jsonb(new) ->> 'referral_id')::uuid end, new.service_id,
    (select s.provider_id from directory_service s where s.organisation_id = new.organisation_id and s.service_id = new.service_id),
    (select c.province from case_counted c where c.organisation_id = new.organisation_id and c.case_id = new.case_id),
    (guard.clock() at time zone 'UTC')::date)
  on conflict do nothing;
  return new;
end $function$;
alter routine guard.keep_barrier_of_no() owner to amparo_guard;
comment on routine guard.keep_barrier_of_no() is 'A partner''s no is a barrier met: it is kept as one without anybody typing it again.';

CREATE OR REPLACE FUNCTION guard.keep_care_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare before jsonb := to_jsonb(old);
begin
  if new.version <> old.version + 1 then raise exception 'changes_by_one' using errcode = 'check_violation'; end if;
  insert into care_version (organisation_id, case_id, section, of_table, row_id, version, status, sealed, written_by, written_at)
  values (old.organisation_id, old.case_id, coalesce(before ->> 'section', 'health'), tg_table_name,
    coalesce(before ->> 'injury_id', before ->> 'record_id')::uuid, old.version, old.status, old.sealed, old.written_by, old.written_at);
  new.written_at := guard.clock();
  new.written_by := coalesce(guard.staff(), new.written_by);
  return new;
end $function$;
alter routine guard.keep_care_version() owner to amparo_guard;
comment on routine guard.keep_care_version() is 'Keeps what a record said before it is changed: there is no silent way around it.';

CREATE OR REPLACE FUNCTION guard.keep_challenge(a_hash bytea, a_kind text, a_staff uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  delete from sign_in_challenge where expires_at < guard.clock();
  insert into sign_in_challenge values (a_hash, a_kind, a_staff, guard.clock() + interval '5 minutes');
end $function$;
alter routine guard.keep_challenge(bytea,text,uuid) owner to amparo_guard;
comment on routine guard.keep_challenge(bytea,text,uuid) is 'Begins the second half of a sign-in, or a passkey ceremony, for five minutes.';

CREATE OR REPLACE FUNCTION guard.keep_counted(a_case uuid, a_province text, a_sex text, an_age_band text, some_languages text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); f case_file;
begin
  select * into f from case_file where case_id = a_case and organisation_id = me.organisation_id;
  if f.case_id is null then return; end if;
  -- Whoever opens a file counts it once; afterwards whoever may correct its card.
  if not (f.created_by = me.staff_id and not exists (select from case_counted c where c.organisation_id = f.organisation_id and c.case_id = f.case_id))
     and not guard.reaches(f.case_id, 'case.change') then return; end if;
  insert into case_counted as kept (organisation_id, case_id, province, sex, age_band, languages, counted_on)
  values (f.organisation_id, f.case_id, a_province, a_sex, an_age_band, some_languages, (guard.clock() at time zone 'UTC')::date)
  on conflict (organisation_id, case_id) do update
    set province = excluded.province, sex = excluded.sex, age_band = excluded.age_band, languages = excluded.languages, counted_on = excluded.counted_on;
end $function$;
alter routine guard.keep_counted(uuid,text,text,text,text[]) owner to amparo_guard;
comment on routine guard.keep_counted(uuid,text,text,text,text[]) is 'Keeps the coarse codes of a card for counting, by whoever opens the file or may change its card. It tells nothing back.';

CREATE OR REPLACE FUNCTION guard.keep_cover_short()
 RETURNS trigger
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me uuid := guard.staff(); longest timestamptz; moment timestamptz := guard.clock();
begin
  if new.staff_id is distinct from me or new.kind <> 'team' then return new; end if;
  select max(a.until_at) into longest from case_access a
  where a.organisation_id = new.organisation_id and a.case_id = new.case_id and a.staff_id = me and a.kind = 'team'
    and a.basis is not null and a.ended_at is null and a.until_at > moment;
  if longest is not null and coalesce(new.until_at, 'infinity') > longest
    and not exists (select from case_access a where a.organisation_id = new.organisation_id and a.case_id = new.case_id
                    and a.staff_id = me and a.kind = 'team' and a.ended_at is null and a.until_at is null)
    and coalesce(guard.reach('team.assign'), 'never') not in ('in_the_office', 'all') then
    raise exception using errcode = '42501', message = 'nobody prolongs their own cover';
  end if;
  return new;
end $function$;
alter routine guard.keep_cover_short() owner to amparo_guard;
comment on routine guard.keep_cover_short() is 'A colleague who stands in for another gives themselves no longer place on the file than the cover lasts.';

CREATE OR REPLACE FUNCTION guard.keep_directory_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  who uuid := guard.staff();
  reason text := coalesce(nullif(current_setting('amparo.directory_because', true), ''), case when who is null then 'import' else 'edit' end);
  what text := tg_argv[0];
  id uuid := (to_jsonb(new) ->> (what || '_id'))::uuid;
  hidden boolean := coalesce((new.record ->> 'hidden_location')::boolean, false);
begin
  if tg_op = 'INSERT' then
    -- A whole directory taken in from a file is no change of each of its records.
    if who is not null then
      insert into directory_change (organisation_id, subject, subject_id, field, because, by_staff_id, changed_at, record_version)
      values (new.organisation_id, what, id, 'added', reason, who, guard.clock(), new.version);
    end if;
    return null;
  end if;
  if hidden and not coalesce((old.record ->> 'hidden_location')::boolean, false) then
    update directory_change set before = null, after = null
    where organisation_id = new.organisation_id and subject_id = id and field in ('places', 'addresses', 'areas');
  end if;
  insert into directory_change (organisation_id, subject, subject_id, field, before, after, because, by_staff_id, changed_at, record_version)
  select new.organisation_id, what, id, field,
    case when hidden and field in ('places', 'addresses', 'areas') then null else b.value end,
    case when hidden and field in ('places', 'addresses', 'areas') then null else a.value end,
    reason, who, guard.clock(), new.version
  from guard.fields_of_record(old.record) b full join guard.fields_of_record(new.record) a using (field)
  where a.value is distinct from b.value and (guard.states_something(a.value) or guard.states_something(b.value));
  return null;
end $function$;
alter routine guard.keep_directory_change() owner to amparo_guard;
comment on routine guard.keep_directory_change() is 'Writes the history of the directory, whoever changes it and by which way.';

CREATE OR REPLACE FUNCTION guard.keep_file_with_protocol()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from protocol p where p.organisation_id = new.organisation_id and p.case_id = new.case_id and p.closed_at is null) then
    raise exception using errcode = 'AM411', message = 'a file with an open protocol stays open';
  end if;
  return new;
end $function$;
alter routine guard.keep_file_with_protocol() owner to amparo_guard;
comment on routine guard.keep_file_with_protocol() is 'A file is not closed over an open protocol.';

CREATE OR REPLACE FUNCTION guard.keep_instrument_text()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into instrument_text_version (organisation_id, instrument, language, version, instrument_version, sentences, source,
    licence_note, confirmed_by, confirmed_at)
  values (new.organisation_id, new.instrument, new.language, new.version, new.instrument_version, new.sentences, new.source,
    new.licence_note, new.confirmed_by, new.confirmed_at);
  return null;
end $function$;
alter routine guard.keep_instrument_text() owner to amparo_guard;
comment on routine guard.keep_instrument_text() is 'Keeps each version of official sentences as it is brought in.';

CREATE OR REPLACE FUNCTION guard.keep_merged_closed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if new.status = 'open' and old.status = 'closed' and exists (
    select from file_merge m where m.organisation_id = new.organisation_id and m.case_id = new.case_id and m.part = 'merged' and m.undone_at is null
  ) then
    raise exception using errcode = 'AM410', message = 'a merged file is taken apart before it is opened again';
  end if;
  return new;
end $function$;
alter routine guard.keep_merged_closed() owner to amparo_guard;
comment on routine guard.keep_merged_closed() is 'A merged file stays closed until the merge is undone.';

CREATE OR REPLACE FUNCTION guard.keep_merges_flat()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  -- Both files, always in the same order: of two merges at once the second one waits and sees the first.
  perform pg_advisory_xact_lock(hashtextextended('amparo.merge ' || least(new.case_id, new.other_case_id), 0));
  perform pg_advisory_xact_lock(hashtextextended('amparo.merge ' || greatest(new.case_id, new.other_case_id), 0));
  if tg_op = 'UPDATE' then
    if not guard.reaches(new.case_id, 'case.merge') or new.undone_by is distinct from guard.staff() or old.undone_at is not null then
      raise exception using errcode = '42501', message = 'a merge is undone once, by whoever may merge';
    end if;
    return new;
  end if;
  if new.merged_by is distinct from guard.staff() or new.undone_at is not null or not guard.reaches(new.case_id, 'case.merge')
     or not guard.reaches(new.other_case_id, 'case.merge') or not guard.sees(new.case_id) or not guard.sees(new.other_case_id) then
    raise exception using errcode = '42501', message = 'both files must be open to whoever merges them';
  end if;
  if exists (
    select from file_merge m where m.organisation_id = new.organisation_id and m.undone_at is null and m.merge_id <> new.merge_id
      and (
        -- What is merged may not be merged again, nor have anything merged into it; what is kept may not be merged.
        (new.part = 'merged' and m.case_id = new.case_id)
        or (new.part = 'kept' and m.case_id = new.case_id and m.part = 'merged')
      )
  ) then
    raise exception using errcode = 'AM410', message = 'a file is merged once';
  end if;
  return new;
end $function$;
alter routine guard.keep_merges_flat() owner to amparo_guard;
comment on routine guard.keep_merges_flat() is 'Who merges holds both files and may merge both; a merged file is not merged again and nothing is merged into it.';

CREATE OR REPLACE FUNCTION guard.keep_note_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.covered_at is not null then
    -- Only the destroying itself, which leaves nothing.
    if new.sealed <> ''::bytea or new.version <> old.version then raise exception 'note_is_covered' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if new.version <> old.version + 1 or new.sealed = ''::bytea then raise exception 'note_changes_by_one' using errcode = 'check_violation'; end if;
  insert into note_version (organisation_id, case_id, note_id, version, section, author_id, written_at, sealed)
  values (old.organisation_id, old.case_id, old.note_id, old.version, old.section,
    coalesce(old.changed_by, old.author_id), coalesce(old.changed_at, old.written_at), old.sealed);
  new.changed_at := guard.clock();
  new.changed_by := guard.staff();
  return new;
end $function$;
alter routine guard.keep_note_version() owner to amparo_guard;
comment on routine guard.keep_note_version() is 'Keeps what a note said before it is corrected, and by whom and when it is corrected.';

CREATE OR REPLACE FUNCTION guard.keep_protocol()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.closed_at is not null then raise exception using errcode = 'AM411', message = 'a closed protocol stays as it is'; end if;
  if new.closed_at is not null and exists (select from protocol_step s where s.organisation_id = new.organisation_id and s.case_id = new.case_id
      and s.protocol_id = new.protocol_id and s.state = 'open') then
    raise exception using errcode = 'AM411', message = 'a protocol closes when every step is answered';
  end if;
  return new;
end $function$;
alter routine guard.keep_protocol() owner to amparo_guard;
comment on routine guard.keep_protocol() is 'Refuses to close a protocol with an open step, and to change one that is closed, whoever asks.';

CREATE OR REPLACE FUNCTION guard.keep_protocol_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from protocol p where p.protocol_id = new.protocol_id and p.closed_at is not null) then
    raise exception using errcode = 'AM411', message = 'a closed protocol stays as it is';
  end if;
  return new;
end $function$;
alter routine guard.keep_protocol_step() owner to amparo_guard;
comment on routine guard.keep_protocol_step() is 'Refuses steps, changed or new, in a protocol that is closed.';

CREATE OR REPLACE FUNCTION guard.keep_retelling()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare stands text; left_alone boolean;
begin
  select s.stands into stands from guard.tellings_standing(old.case_id) s where s.telling_id = old.telling_id;
  if old.ended_at is not null or new.version <> old.version + 1 then raise exception 'telling_changes_by_one' using errcode = 'check_violation'; end if;
  if stands = 'words' then return new; end if;
  -- Closing is open to everyone who may take a consent back.
  if new.ended_at is null and new.retell <@ old.retell and stands = 'head' and guard.reaches(old.case_id, 'consents.withdraw') then return new; end if;
  -- Where nobody who heard it walks with the person any more, whoever records consents asks the person anew.
  left_alone := not exists (select from case_access a join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.staff_id
    where a.case_id = old.case_id and a.kind = 'team' and a.ended_at is null and (a.until_at is null or a.until_at > guard.clock())
      and s.status = 'active' and a.staff_id in (old.heard_by, old.written_by, old.recorded_by));
  if new.ended_at is null and stands = 'head' and left_alone and guard.reaches(old.case_id, 'consents.record') then return new; end if;
  raise exception 'not_yours_to_open' using errcode = 'insufficient_privilege';
end $function$;
alter routine guard.keep_retelling() owner to amparo_guard;
comment on routine guard.keep_retelling() is 'Whoever may read something told may write down to whom else the person lets it be retold; whoever may not can only close it. Nobody opens it to themselves while somebody who heard it is still there to be asked.';

CREATE OR REPLACE FUNCTION guard.keep_sitting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.state <> 'open' or new.version <> old.version + 1 then
    raise exception 'sitting_is_over_or_stale' using errcode = 'check_violation';
  end if;
  new.changed_at := guard.clock();
  new.changed_by := guard.staff();
  return new;
end $function$;
alter routine guard.keep_sitting() owner to amparo_guard;
comment on routine guard.keep_sitting() is 'A sitting changes one version at a time, while it is open, and says who changed it.';

CREATE OR REPLACE FUNCTION guard.keep_telling_of_facts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if new.ended_at is not null and exists (select from story_fact f
    where f.organisation_id = new.organisation_id and f.case_id = new.case_id and f.telling_id = new.telling_id) then
    raise exception 'facts_rest_on_it' using errcode = 'check_violation';
  end if;
  return new;
end $function$;
alter routine guard.keep_telling_of_facts() owner to amparo_guard;
comment on routine guard.keep_telling_of_facts() is 'What facts rest on stays something told: the mark is not taken back from under them.';

CREATE OR REPLACE FUNCTION guard.keep_therapist()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who();
begin
  if me.staff_id is null then return new; end if;
  if new.section <> 'mind' then return new; end if;
  if tg_op = 'UPDATE' and old.staff_id is not distinct from new.staff_id and old.planned_sessions is not distinct from new.planned_sessions then
    return new;
  end if;
  if new.planned_sessions is not null and new.staff_id is distinct from me.staff_id then
    raise exception 'planned_by_the_therapist' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'UPDATE' and old.staff_id is not null and old.staff_id <> me.staff_id and new.staff_id is distinct from me.staff_id then
    raise exception 'therapist_changes_themselves' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;
alter routine guard.keep_therapist() owner to amparo_guard;
comment on routine guard.keep_therapist() is 'Nobody plans sessions for a therapist, and nobody puts another in a therapist''s place.';

CREATE OR REPLACE FUNCTION guard.keeps_office(an_office uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); how_far text := guard.reach('duty.keep');
begin
  return coalesce(me.staff_id is not null and (how_far = 'all' or (how_far = 'in_the_office' and an_office = me.office_id)), false);
end $function$;
alter routine guard.keeps_office(uuid) owner to amparo_guard;
comment on routine guard.keeps_office(uuid) is 'Whether whoever asks keeps the hours and the duty of this office; of all of them together only with the widest reach.';

CREATE OR REPLACE FUNCTION guard.keeps_story(a_case uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select guard.reaches(a_case, 'case.open') and 'story' = any(guard.sections_of(a_case, 'case.open'))
    and cardinality(guard.sections_of(a_case, 'case.write')) > 0
    and exists (select from case_file f where f.case_id = a_case and f.organisation_id = guard.organisation())
$function$;
alter routine guard.keeps_story(uuid) owner to amparo_guard;
comment on routine guard.keeps_story(uuid) is 'Whether whoever asks walks with the person, opens the story and writes in the file at all: a lawyer and a psychologist, too, learn what the person wishes.';

CREATE OR REPLACE FUNCTION guard.law_owners(an_organisation uuid, a_case uuid, OUT owner_id uuid, OUT deputy_id uuid)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare lawyer uuid; worker uuid; moment timestamptz := guard.clock();
begin
  select a.staff_id into lawyer from case_access a join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.staff_id
  where a.organisation_id = an_organisation and a.case_id = a_case and a.kind = 'team' and a.ended_at is null and a.from_at <= moment
    and (a.until_at is null or a.until_at > moment) and 'law' = any(a.sections) and 'lawyer' = any(s.roles) and s.status = 'active'
  order by a.from_at, a.staff_id limit 1;
  select a.staff_id into worker from case_access a
  where a.organisation_id = an_organisation and a.case_id = a_case and a.kind = 'team' and a.ended_at is null and a.function = 'reference_worker';
  owner_id := coalesce(lawyer, worker);
  deputy_id := case when lawyer is not null and worker <> lawyer then worker end;
end $function$;
alter routine guard.law_owners(uuid,uuid) owner to amparo_guard;
comment on routine guard.law_owners(uuid,uuid) is 'Who answers for deadlines nobody was named for: the lawyer of the team, or else the reference worker; and who stands in.';

CREATE OR REPLACE FUNCTION guard.lay_down_file(a_transfer uuid, a_case uuid, a_reference text, a_worker uuid, a_card bytea, a_stage text, a_consent uuid, reads text[], until date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); o transfer_out := guard.moving_here(a_transfer);
begin
  if o.transfer_id is null then return false; end if;
  insert into case_file (organisation_id, case_id, office_id, reference, stage, opened_on, created_by, sealed_card)
  select me.organisation_id, a_case, s.office_id, a_reference, a_stage, (o.accepted_at at time zone 'UTC')::date, me.staff_id, a_card
  from staff s where s.organisation_id = me.organisation_id and s.staff_id = a_worker;
  insert into transfer_in (organisation_id, case_id, transfer_id, from_organisation_id, from_case_id, consent_id, accepted_at, accepted_by, led_by, sections, read_sections, read_until)
  values (me.organisation_id, a_case, a_transfer, o.organisation_id, o.case_id, a_consent, o.accepted_at, me.staff_id, a_worker, o.sections, reads, until);
  return true;
end $function$;
alter routine guard.lay_down_file(uuid,uuid,text,uuid,bytea,text,uuid,text[],date) owner to amparo_guard;
comment on routine guard.lay_down_file(uuid,uuid,text,uuid,bytea,text,uuid,text[],date) is 'The file of the receiving house begins, with the card sealed by its own key.';

CREATE OR REPLACE FUNCTION guard.leads_group(a_group uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who();
begin
  return me.staff_id is not null and guard.may('groups.lead') and exists (select from care_group_leader l
    where l.organisation_id = me.organisation_id and l.group_id = a_group and l.staff_id = me.staff_id and l.ended_at is null);
end $function$;
alter routine guard.leads_group(uuid) owner to amparo_guard;
comment on routine guard.leads_group(uuid) is 'Whether whoever asks leads this group today.';

CREATE OR REPLACE FUNCTION guard.leave()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ delete from entered where pid = pg_backend_pid() $function$;
alter routine guard.leave() owner to amparo_guard;
comment on routine guard.leave() is 'Forgets what this connection entered with: what follows is decided anew.';

CREATE OR REPLACE FUNCTION guard.leave_group(a_member uuid, an_expected integer, a_day date, an_outcome text, words bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare m group_member;
begin
  select * into m from group_member x where x.member_id = a_member for update;
  if m.member_id is null or not guard.writes(m.case_id, m.section) then return 'not_found'; end if;
  if m.version <> an_expected or m.left_on is not null then return 'stale'; end if;
  if a_day < m.joined_on then return 'before_joining'; end if;
  update group_member set left_on = a_day, outcome = an_outcome, sealed = words, version = version + 1 where member_id = a_member;
  return 'done';
end $function$;
alter routine guard.leave_group(uuid,integer,date,text,bytea) owner to amparo_guard;
comment on routine guard.leave_group(uuid,integer,date,text,bytea) is 'Somebody leaves a group: the day, and what it was for them.';

CREATE OR REPLACE FUNCTION guard.led_members(a_group uuid)
 RETURNS TABLE(organisation_id uuid, case_id uuid, member_id uuid, joined_on date, left_on date, sealed_called bytea, keys jsonb, attended jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if not guard.leads_group(a_group) then return; end if;
  return query
    select m.organisation_id, m.case_id, m.member_id, m.joined_on, m.left_on, m.sealed_called,
      (select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
         from case_key c where c.organisation_id = m.organisation_id and c.case_id = m.case_id),
      coalesce((select jsonb_agg(jsonb_build_object('session_id', a.session_id, 'attendance', a.attendance, 'version', a.version))
         from group_attendance a where a.organisation_id = m.organisation_id and a.case_id = m.case_id and a.member_id = m.member_id), '[]')
    from group_member m
    where m.organisation_id = guard.organisation() and m.group_id = a_group
    order by m.joined_on, m.member_id;
end $function$;
alter routine guard.led_members(uuid) owner to amparo_guard;
comment on routine guard.led_members(uuid) is 'Who takes part in a group, for its leaders: what each wants to be called there and when they came. The server opens that name and nothing else of the file.';

CREATE OR REPLACE FUNCTION guard.let_go_asked(a_ref uuid, an_expected integer, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.let_go_asked(uuid,integer,uuid) owner to amparo_guard;
comment on routine guard.let_go_asked(uuid,integer,uuid) is 'Whoever asked lets a place of another house go again, or leaves its list.';

CREATE OR REPLACE FUNCTION guard.let_go_of_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update place_waiting set ended_at = guard.clock(), ended_how = 'file_gone', version = version + 1 where waiting_id = old.ref_id and ended_at is null;
  update place_hold set ended_at = guard.clock(), ended_how = 'released', version = version + 1 where hold_id = old.ref_id and ended_at is null;
  delete from place_taken k using place_hold h where h.hold_id = old.ref_id and k.organisation_id = h.organisation_id and k.by_id = h.hold_id;
  return old;
end $function$;
alter routine guard.let_go_of_place() owner to amparo_guard;
comment on routine guard.let_go_of_place() is 'Who is erased waits no more and holds nothing. A bed lived in stays taken until the house says otherwise: somebody sleeps there.';

CREATE OR REPLACE FUNCTION guard.let_lead(an_organisation uuid, a_yes boolean)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare o organisation;
begin
  if not guard.may('organisation.manage') or not guard.looks_after(an_organisation) then return 'not_found'; end if;
  select * into o from organisation where organisation_id = an_organisation for update;
  if o.kind <> 'partner' or an_organisation = (select guard.organisation()) then return 'not_found'; end if;
  -- Whoever leads somebody today goes on until that file is closed or handed on.
  if not a_yes and exists (select from case_file f where f.organisation_id = an_organisation and f.status = 'open') then return 'leads_somebody'; end if;
  if not a_yes and exists (select from staff s where s.organisation_id = an_organisation and s.status <> 'left'
    and not s.roles <@ array['partner_worker', 'administrator']) then return 'has_roles'; end if;
  update organisation set leads_files = a_yes, version = version + 1 where organisation_id = an_organisation;
  return 'done';
end $function$;
alter routine guard.let_lead(uuid,boolean) owner to amparo_guard;
comment on routine guard.let_lead(uuid,boolean) is 'The organisation that runs the house lets a partner lead files, or no longer: never while it leads one.';

CREATE OR REPLACE FUNCTION guard.lift_hold(an_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); held legal_hold;
begin
  select * into held from legal_hold where hold_id = an_id for update;
  if me.staff_id is null or held.hold_id is null or not guard.reaches(held.case_id, 'case.hold') then return 'not_found'; end if;
  if held.lifted_at is not null then return 'lifted_before'; end if;
  if held.lift_asked_by is null then
    update legal_hold set lift_asked_by = me.staff_id, lift_asked_at = guard.clock() where hold_id = an_id;
    return 'asked';
  end if;
  if held.lift_asked_by = me.staff_id then return 'own'; end if;
  update legal_hold set lifted_by = me.staff_id, lifted_at = guard.clock() where hold_id = an_id;
  return 'lifted';
end $function$;
alter routine guard.lift_hold(uuid) owner to amparo_guard;
comment on routine guard.lift_hold(uuid) is 'The first colleague asks to lift a hold, a second one lifts it.';

CREATE OR REPLACE FUNCTION guard.link_that_opens(a_token bytea, a_check bytea)
 RETURNS single_use_link
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select l from single_use_link l
  where l.token_hash = a_token and l.code_check = a_check and l.tries_left > 0 and l.revoked_at is null
    and l.expires_at > guard.clock() and (l.purpose = 'referral' or l.used_at is null)
$function$;
alter routine guard.link_that_opens(bytea,bytea) owner to amparo_guard;
comment on routine guard.link_that_opens(bytea,bytea) is 'The link that this token and this code open now; nothing for any other, for whatever reason.';

CREATE OR REPLACE FUNCTION guard.list_files(tokens text[], entries uuid[], statuses text[], stages text[], mine boolean[], before_moments timestamp with time zone[], before_cases uuid[], lengths integer[])
 RETURNS TABLE(place bigint, answered json)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
end $function$;
alter routine guard.list_files(text[],uuid[],text[],text[],boolean[],timestamp with time zone[],uuid[],integer[]) owner to amparo_guard;
comment on routine guard.list_files(text[],uuid[],text[],text[],boolean[],timestamp with time zone[],uuid[],integer[]) is 'For whoever asks, one page of the files one works on or of one''s office, latest activity first, with what each row shows. Nothing for whoever may not, or needs the ordinary way.';

CREATE OR REPLACE FUNCTION guard.live_access(a_case uuid)
 RETURNS SETOF case_access
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare found_access case_access; me record := guard.who();
begin
  for found_access in
    select a.* from case_access a
    where a.case_id = a_case and (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
      and a.ended_at is null and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())
      and (a.kind <> 'consent' or guard.consent_is_live(a.basis))
  loop
    return next found_access;
  end loop;
end $function$;
alter routine guard.live_access(uuid) owner to amparo_guard;
comment on routine guard.live_access(uuid) is 'The live assignments, consents and break-glass openings through which whoever asks stands on a file.';

CREATE OR REPLACE FUNCTION guard.lone_alarms(grace_minutes integer)
 RETURNS TABLE(visit_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select v.visit_id from guard.who() me join lone_visit v on v.organisation_id = me.organisation_id and v.ended_at is null
  where v.expected_at + make_interval(mins => grace_minutes) < guard.clock()
    and (me.staff_id in (v.staff_id, v.tell_id) or guard.watches_office(v.office_id))
$function$;
alter routine guard.lone_alarms(integer) owner to amparo_guard;
comment on routine guard.lone_alarms(integer) is 'Colleagues who are out alone and were expected back: for whoever is named, whoever coordinates, and the colleague.';

CREATE OR REPLACE FUNCTION guard.look_at_referrals(which uuid[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); r referral; moment timestamptz := guard.clock();
begin
  if me.staff_id is null or not guard.may('referrals.answer') then return; end if;
  -- One order for all who look; an undoing under way is waited for and then looked at again.
  for r in select * from referral where referral_id = any(which) and to_organisation_id = me.organisation_id order by referral_id for update loop
    if r.undone_at is not null then continue; end if;
    if r.looked_at is null and r.status = 'sent' and guard.referral_stands(r.consent_id, r.exception_id) then
      update referral set looked_at = moment, looked_by = me.staff_id where referral_id = r.referral_id;
    end if;
    return next r.referral_id;
  end loop;
end $function$;
alter routine guard.look_at_referrals(uuid[]) owner to amparo_guard;
comment on routine guard.look_at_referrals(uuid[]) is 'Marks the first look of the partner at referrals it is about to be shown, and answers which of them may be shown: not one that was just undone.';

CREATE OR REPLACE FUNCTION guard.looks_after(an_organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select an_organisation = guard.organisation()
      or exists (select from organisation mine, organisation theirs
                 where mine.organisation_id = guard.organisation() and mine.kind = 'own'
                   and theirs.organisation_id = an_organisation and theirs.kind = 'partner')
$function$;
alter routine guard.looks_after(uuid) owner to amparo_guard;
comment on routine guard.looks_after(uuid) is 'One''s own organisation, or a partner seen from the organisation that runs Amparo; never the other way round.';

CREATE OR REPLACE FUNCTION guard.make_invitation(a_staff uuid, an_organisation uuid, an_invitation uuid, a_token_hash bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from invitation where staff_id = a_staff and used_at is null;
  insert into invitation (organisation_id, invitation_id, staff_id, token_hash, made_by, expires_at)
  values (an_organisation, an_invitation, a_staff, a_token_hash, (select guard.staff()), guard.clock() + interval '7 days');
$function$;
alter routine guard.make_invitation(uuid,uuid,uuid,bytea) owner to amparo_guard;
comment on routine guard.make_invitation(uuid,uuid,uuid,bytea) is 'A link for a week; an earlier one of the same person is worth nothing any more.';

CREATE OR REPLACE FUNCTION guard.manages(an_organisation uuid, an_action text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from guard.actor() me join organisation mine on mine.organisation_id = me.organisation_id
    join organisation o on o.organisation_id = an_organisation
    where guard.may(an_action) and (o.organisation_id = me.organisation_id or (mine.kind = 'own' and o.kind = 'partner')))
$function$;
alter routine guard.manages(uuid,text) owner to amparo_guard;
comment on routine guard.manages(uuid,text) is 'Whether whoever asks looks after this organisation: their own, or a partner of the house.';

CREATE OR REPLACE FUNCTION guard.manages_groups_of(an_office uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); how_far text := guard.reach('groups.manage');
begin
  return coalesce(how_far = 'all' or (how_far = 'in_the_office' and me.office_id = an_office), false);
end $function$;
alter routine guard.manages_groups_of(uuid) owner to amparo_guard;
comment on routine guard.manages_groups_of(uuid) is 'Whether whoever asks makes and changes groups of this office.';

CREATE OR REPLACE FUNCTION guard.mark_attendance(a_member uuid, a_session uuid, a_word text, an_expected integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare m group_member; found_version int;
begin
  select * into m from group_member x where x.member_id = a_member;
  if m.member_id is null or m.organisation_id <> guard.organisation() or not guard.leads_group(m.group_id)
    or not exists (select from care_group_session s where s.organisation_id = m.organisation_id and s.group_id = m.group_id and s.session_id = a_session)
    then return 'not_found'; end if;
  select a.version into found_version from group_attendance a
  where a.organisation_id = m.organisation_id and a.case_id = m.case_id and a.member_id = a_member and a.session_id = a_session for update;
  if coalesce(found_version, 0) <> an_expected then return 'stale'; end if;
  insert into group_attendance as a (organisation_id, case_id, member_id, group_id, session_id, section, attendance, marked_by)
  values (m.organisation_id, m.case_id, a_member, m.group_id, a_session, m.section, a_word, guard.staff())
  on conflict (organisation_id, case_id, member_id, session_id)
    do update set attendance = excluded.attendance, marked_by = excluded.marked_by, version = a.version + 1 where a.version = an_expected;
  return case when found then 'done' else 'stale' end;
end $function$;
alter routine guard.mark_attendance(uuid,uuid,text,integer) owner to amparo_guard;
comment on routine guard.mark_attendance(uuid,uuid,text,integer) is 'A leader marks whether somebody came.';

CREATE OR REPLACE FUNCTION guard.mark_bookings_paid(a_statement uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare marked int;
begin
  if not guard.may('interpreters.pay') then return 0; end if;
  update interpreter_booking b set status = 'paid', version = b.version + 1
  from interpreter_statement_line l join interpreter_statement s on s.organisation_id = l.organisation_id and s.statement_id = l.statement_id
  where s.statement_id = a_statement and s.organisation_id = guard.organisation() and s.status = 'paid'
    and b.organisation_id = l.organisation_id and b.booking_id = l.booking_id and b.status in ('attended', 'rated');
  get diagnostics marked = row_count;
  return marked;
end $function$;
alter routine guard.mark_bookings_paid(uuid) owner to amparo_guard;
comment on routine guard.mark_bookings_paid(uuid) is 'What stands in a paid statement is paid in the files too; whoever pays learns how many and not which.';

CREATE OR REPLACE FUNCTION guard.match_house(a_known text, a_full text[], a_hers text[])
 RETURNS json
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare home uuid := guard.organisation();
begin
  if home is null then return null; end if;
  return json_build_object(
    'mark', (select m.mark from directory_mark m where m.organisation_id = home),
    'free', coalesce((select json_agg(p) from guard.free_places(home) p where p.service_id is not null), '[]'),
    'answers', guard.service_answers(a_known, a_full, a_hers),
    'partners', coalesce((
      select json_agg(json_build_object('organisation_id', o.organisation_id, 'name', o.name) order by o.name)
      from organisation o where o.kind = 'partner' and o.takes_referrals), '[]'));
end $function$;
alter routine guard.match_house(text,text[],text[]) owner to amparo_guard;
comment on routine guard.match_house(text,text[],text[]) is 'What all questions of one house to its directory share at this minute: where the directory stands, free places, how services answered, and its partners by name.';

CREATE OR REPLACE FUNCTION guard.match_person(a_case uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  if not guard.sees(a_case) then return null; end if;
  return (
    select json_build_object('sealed_card', encode(f.sealed_card, 'base64'),
      'keys', (
        select json_agg(json_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64')) order by k.version desc)
        from case_key k where k.organisation_id = f.organisation_id and k.case_id = f.case_id),
      'exclusions', coalesce((
        select json_agg(json_build_object('exclusion_id', x.exclusion_id, 'since_on', x.since_on, 'until_on', x.until_on,
          'sealed', encode(x.sealed, 'base64'))) from guard.exclusions_of(a_case) x), '[]'),
      'barriers', coalesce((
        select json_agg(json_build_object('section', b.section, 'changed_on', b.changed_on, 'sealed', encode(b.sealed, 'base64'), 'version', b.version))
        from guard.barriers_of(a_case) b), '[]'))
    from case_file f where f.case_id = a_case);
end $function$;
alter routine guard.match_person(uuid) owner to amparo_guard;
comment on routine guard.match_person(uuid) is 'What matching weighs of one person, sealed, with the keys of the file: for whoever opens any section of it. The answer names only what they may read.';

CREATE OR REPLACE FUNCTION guard.may(an_action text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ begin return coalesce(guard.reach(an_action) <> 'never', false); end $function$;
alter routine guard.may(text) owner to amparo_guard;
comment on routine guard.may(text) is 'Whether whoever asks may do an action at all, within some reach.';

CREATE OR REPLACE FUNCTION guard.may_need_rest(since date, hard_points integer, protocol_points integer, incident_points integer, from_points integer)
 RETURNS TABLE(staff_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('staff_care.see'); today date := (guard.clock() at time zone 'UTC')::date;
begin
  if me.staff_id is null or how_far is null or how_far not in ('all', 'in_the_office') then return; end if;
  return query
    select s.staff_id from staff s cross join lateral guard.exposure_of(s.organisation_id, s.staff_id, since) e
    where s.organisation_id = me.organisation_id and s.status = 'active' and s.staff_id <> me.staff_id
      and (how_far = 'all' or s.office_id = me.office_id)
      and (e.hard * hard_points + e.protocols * protocol_points + e.incidents * incident_points >= greatest(from_points, 1)
        or exists (select from rest_said r where r.organisation_id = s.organisation_id and r.staff_id = s.staff_id and r.until_on >= today));
end $function$;
alter routine guard.may_need_rest(date,integer,integer,integer,integer) owner to amparo_guard;
comment on routine guard.may_need_rest(date,integer,integer,integer,integer) is 'Who of those one supervises may need rest. No count, no reason and no difference between what somebody said and what was added up leaves this.';

CREATE OR REPLACE FUNCTION guard.may_try(an_account bytea, an_address bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not pg_try_advisory_xact_lock(hashtextextended(encode(an_account, 'hex'), 8)) then return 'busy'; end if;
  if (select count(*) from sign_in_attempt where account_mark = an_account and at > guard.clock() - interval '15 minutes') >= 10
    or (select count(*) from sign_in_attempt where address_mark = an_address and at > guard.clock() - interval '15 minutes') >= 50
  then return 'wait'; end if;
  return 'go';
end $function$;
alter routine guard.may_try(bytea,bytea) owner to amparo_guard;
comment on routine guard.may_try(bytea,bytea) is 'Whether one more attempt may be made now: one at a time per account, ten wrong ones in a quarter of an hour, fifty per address.';

CREATE OR REPLACE FUNCTION guard.minor_standing(a_case uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare home uuid := guard.organisation();
begin
  if not guard.sees(a_case) or not exists (select from case_file f where f.organisation_id = home and f.case_id = a_case) then return null; end if;
  return jsonb_build_object(
    'family_risk', guard.family_risk(a_case),
    'shown', jsonb_build_object(
      'missing_check', exists (select from missing_check r where r.organisation_id = home and r.case_id = a_case and r.outcome <> 'not_told_yet'),
      'assent', exists (select from assent r where r.organisation_id = home and r.case_id = a_case),
      'guardian_asked', exists (select from guardian r where r.organisation_id = home and r.case_id = a_case and r.status <> 'none'),
      'guardian_appointed', exists (select from guardian r where r.organisation_id = home and r.case_id = a_case and r.status = 'appointed' and r.may_consent),
      'family_risk', coalesce(guard.family_risk(a_case) <> 'not_clear', false),
      'best_interest', exists (select from best_interest r where r.organisation_id = home and r.case_id = a_case),
      'missing_plan', exists (select from missing_plan r where r.organisation_id = home and r.case_id = a_case)),
    'marks', coalesce((select jsonb_agg(jsonb_build_object('step', m.step, 'state', m.state)) from minor_step m
                       where m.organisation_id = home and m.case_id = a_case), '[]'));
end $function$;
alter routine guard.minor_standing(uuid) owner to amparo_guard;
comment on routine guard.minor_standing(uuid) is 'How far the pathway of a file is, in codes alone, for the own team: its order holds whatever sections are open to whoever writes.';

CREATE OR REPLACE FUNCTION guard.move_directory_mark()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into directory_mark as kept (organisation_id, mark) select distinct organisation_id, 1 from written
  on conflict (organisation_id) do update set mark = kept.mark + 1;
  return null;
end $function$;
alter routine guard.move_directory_mark() owner to amparo_guard;
comment on routine guard.move_directory_mark() is 'The directory of an organisation changed.';

CREATE OR REPLACE FUNCTION guard.move_waiting(a_waiting uuid, an_expected integer, a_place integer, a_reason text, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); w place_waiting; u place_unit;
begin
  select * into w from place_waiting x where x.waiting_id = a_waiting;
  u := guard.enter_unit(w.unit_id);
  if u.unit_id is null then return 'not_found'; end if;
  select * into w from place_waiting x where x.waiting_id = a_waiting for update;
  if w.ended_at is not null or w.version <> an_expected then return 'stale'; end if;
  update place_waiting set hand_place = a_place, move_reason = case when a_place is not null then a_reason end,
    moved_by = case when a_place is not null then me.staff_id end, moved_at = case when a_place is not null then guard.clock() end, version = version + 1
  where waiting_id = a_waiting;
  perform guard.tell_of_place(a_waiting, 'waiting_moved', jsonb_build_object('waiting_move', a_reason), an_entry);
  return 'done';
end $function$;
alter routine guard.move_waiting(uuid,integer,integer,text,uuid) owner to amparo_guard;
comment on routine guard.move_waiting(uuid,integer,integer,text,uuid) is 'Puts somebody elsewhere on the list of one''s own unit, with a reason; or back to where the rule has them.';

CREATE OR REPLACE FUNCTION guard.moving_here(a_transfer uuid)
 RETURNS transfer_out
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o from transfer_out o where o.transfer_id = a_transfer and o.moving = pg_current_xact_id_if_assigned() and o.closure_id is null
    and o.to_organisation_id = (guard.who()).organisation_id
$function$;
alter routine guard.moving_here(uuid) owner to amparo_guard;
comment on routine guard.moving_here(uuid) is 'A transfer that this very transaction accepted and has not finished; nothing afterwards and for nobody else.';

CREATE OR REPLACE FUNCTION guard.my_capacity()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.points from guard.who() me join worker_capacity c on c.organisation_id = me.organisation_id and c.staff_id = me.staff_id
$function$;
alter routine guard.my_capacity() owner to amparo_guard;
comment on routine guard.my_capacity() is 'How many points one carries where that differs from the usual; nothing otherwise.';

CREATE OR REPLACE FUNCTION guard.my_case_ids()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare me record := guard.who(); moment timestamptz := guard.clock(); narrowed text[];
begin
  if me.staff_id is null then return '{}'; end if;
  narrowed := array(select unnest(r.sections) from access_rule r
    where r.action = 'case.open' and r.role = any(me.roles) and r.reach in ('all', 'in_the_office', 'on_the_case'));
  return array(
    select a.case_id from case_access a
    where (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
      and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
      and (a.kind <> 'consent' or guard.consent_is_live(a.basis))
      and case when a.kind = 'break_glass' then cardinality(a.sections) > 0 else a.sections && narrowed end);
end $function$;
alter routine guard.my_case_ids() owner to amparo_guard;
comment on routine guard.my_case_ids() is 'The files whoever asks stands on by team, consent or break-glass; the set is computed once per query.';

CREATE OR REPLACE FUNCTION guard.my_caseload()
 RETURNS TABLE(stage text, files integer, points integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select f.stage, count(*)::int, coalesce(sum(w.points), 0)::int
  from guard.who() me
  join case_access a on a.organisation_id = me.organisation_id and a.staff_id = me.staff_id and a.kind = 'team'
    and a.function = 'reference_worker' and a.ended_at is null
  join case_file f on f.organisation_id = a.organisation_id and f.case_id = a.case_id and f.status = 'open'
  left join case_weight w on w.organisation_id = a.organisation_id and w.case_id = a.case_id
  group by f.stage
$function$;
alter routine guard.my_caseload() owner to amparo_guard;
comment on routine guard.my_caseload() is 'The files whose reference worker one is, by stage, with the points of what makes them heavier.';

CREATE OR REPLACE FUNCTION guard.my_conferences()
 RETURNS TABLE(organisation_id uuid, case_id uuid, conference_id uuid, meets_at timestamp with time zone, status text, attends text, sealed bytea, sections text[], agencies jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('conferences.answer') then return; end if;
  -- Held while this is read: a withdrawal is acknowledged only when no reading is under way, and decides what follows.
  perform from consent c where c.consent_id in (select a.consent_id from conference_agency a where a.agency_organisation_id = me.organisation_id)
    and c.recipient_organisation_id = me.organisation_id and c.withdrawn_at is null order by c.consent_id for share;
  return query
    select k.organisation_id, k.case_id, k.conference_id, k.meets_at, k.status, k.attends, k.sealed, o.sections,
      (select jsonb_agg(jsonb_build_object('organisation_id', g.organisation_id, 'name', g.name) order by g.name)
       from conference_agency n join organisation g on g.organisation_id = n.agency_organisation_id
       where n.organisation_id = k.organisation_id and n.case_id = k.case_id and n.conference_id = k.conference_id
         and (n.agency_organisation_id = me.organisation_id or (n.named and guard.consent_is_live(n.consent_id))))
    from conference_agency a
    join consent c on c.organisation_id = a.organisation_id and c.case_id = a.case_id and c.consent_id = a.consent_id
    join conference k on k.organisation_id = a.organisation_id and k.case_id = a.case_id and k.conference_id = a.conference_id
    cross join lateral (select guard.sections_of(k.case_id, 'case.open') as sections) o
    where a.agency_organisation_id = me.organisation_id and c.recipient_organisation_id = me.organisation_id
      and guard.consent_is_live(c.consent_id) and cardinality(o.sections) > 0 and k.status <> 'cancelled'
      and exists (select from case_access x where x.case_id = k.case_id and x.kind = 'consent' and x.basis = c.consent_id and x.ended_at is null);
end $function$;
alter routine guard.my_conferences() owner to amparo_guard;
comment on routine guard.my_conferences() is 'The conferences a partner is invited to while the consent it was invited on lives: when and where, what the person wants said, and the others as far as they may be named.';

CREATE OR REPLACE FUNCTION guard.my_credential()
 RETURNS TABLE(password_hash text, password_set_at timestamp with time zone, sealed_totp bytea, totp_key_version integer, totp_last_step bigint, totp_set_at timestamp with time zone, codes_left integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.password_hash, c.password_set_at, c.sealed_totp, c.totp_key_version, c.totp_last_step, c.totp_set_at,
    (select count(*)::int from recovery_code r where r.staff_id = me.staff_id and r.used_at is null)
  from guard.actor() me join credential c on c.organisation_id = me.organisation_id and c.staff_id = me.staff_id
$function$;
alter routine guard.my_credential() owner to amparo_guard;
comment on routine guard.my_credential() is 'What the server needs to check whoever asks again.';

CREATE OR REPLACE FUNCTION guard.my_exposure(since date)
 RETURNS TABLE(hard integer, protocols integer, incidents integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select e.* from guard.who() w, guard.exposure_of(w.organisation_id, w.staff_id, since) e where w.staff_id is not null
$function$;
alter routine guard.my_exposure(date) owner to amparo_guard;
comment on routine guard.my_exposure(date) is 'One''s own exposure, in counts.';

CREATE OR REPLACE FUNCTION guard.my_passkeys()
 RETURNS TABLE(passkey_id uuid, credential_id bytea, name text, made_at timestamp with time zone, used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.passkey_id, p.credential_id, p.name, p.made_at, p.used_at from guard.actor() me
  join passkey p on p.organisation_id = me.organisation_id and p.staff_id = me.staff_id order by p.made_at
$function$;
alter routine guard.my_passkeys() owner to amparo_guard;
comment on routine guard.my_passkeys() is 'The passkeys of whoever asks.';

CREATE OR REPLACE FUNCTION guard.my_protocols()
 RETURNS TABLE(protocol_id uuid, why text, opened_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); moment timestamptz := guard.clock();
begin
  if me.staff_id is null then return; end if;
  return query
    select w.protocol_id, w.why, w.opened_at
    from (
      select p.protocol_id, p.opened_at,
        case
          when p.taken_by = me.staff_id then 'mine'
          when p.handed_to = me.staff_id then 'handed'
          when p.close_asked_by <> me.staff_id and told.now then 'agree'
          -- Whoever took it and left the house left it to everybody.
          when (p.taken_by is null or not exists (select from staff s where s.organisation_id = p.organisation_id and s.staff_id = p.taken_by and s.status = 'active'))
            and (told.now or guard.has_duty(p.organisation_id, c.office_id, p.look_by, true) and not me.staff_id = any(p.left_out)) then 'take'
          when p.taken_by is null and p.opened_by = me.staff_id then 'opened'
          when p.taken_by is not null and moment > p.talk_by and told.leads then 'late'
        end as why
      from protocol p
      join case_file c on c.organisation_id = p.organisation_id and c.case_id = p.case_id
      cross join lateral (
        select coalesce(bool_or(t.from_at <= moment), false) as now,
          coalesce(bool_or(t.from_at <= moment and t.told_as in ('coordinator', 'director')), false) as leads
        from protocol_told t where t.organisation_id = p.organisation_id and t.case_id = p.case_id and t.protocol_id = p.protocol_id
          and t.staff_id = me.staff_id and not me.staff_id = any(p.left_out)) told
      where p.organisation_id = me.organisation_id and p.closed_at is null
    ) w where w.why is not null;
end $function$;
alter routine guard.my_protocols() owner to amparo_guard;
comment on routine guard.my_protocols() is 'The open protocols that stand on the page of the day of whoever asks, and why.';

CREATE OR REPLACE FUNCTION guard.my_sessions()
 RETURNS TABLE(session_id uuid, device text, made_at timestamp with time zone, seen_at timestamp with time zone, expires_at timestamp with time zone, this_one boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.session_id, s.device, s.made_at, s.seen_at, s.made_at + interval '12 hours', s.session_id = me.session_id
  from guard.actor() me join session s on s.organisation_id = me.organisation_id and s.staff_id = me.staff_id
  where s.ended_at is null and s.expires_at > guard.clock()
  order by s.made_at desc
$function$;
alter routine guard.my_sessions() owner to amparo_guard;
comment on routine guard.my_sessions() is 'Where whoever asks is signed in now.';

CREATE OR REPLACE FUNCTION guard.neighbours(a_unit uuid, a_case uuid)
 RETURNS TABLE(organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare u place_unit := guard.enter_unit(a_unit);
begin
  if u.unit_id is null or not guard.places_open_file(a_case, guard.section_of_kind(u.kind)) then return; end if;
  return query select * from guard.neighbours_in(u, a_case);
end $function$;
alter routine guard.neighbours(uuid,uuid) owner to amparo_guard;
comment on routine guard.neighbours(uuid,uuid) is 'What it takes to see whether somebody may live with those who are there already: for the check alone, which answers yes or no and never who.';

CREATE OR REPLACE FUNCTION guard.neighbours_in(u place_unit, a_case uuid)
 RETURNS TABLE(organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.neighbours_in(place_unit,uuid) owner to amparo_guard;
comment on routine guard.neighbours_in(place_unit,uuid) is 'The newcomer and those who are there already, in a locked unit. For the guard''s own functions.';

CREATE OR REPLACE FUNCTION guard.neighbours_of_asked(a_ref uuid)
 RETURNS TABLE(organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.neighbours_of_asked(uuid) owner to amparo_guard;
comment on routine guard.neighbours_of_asked(uuid) is 'Before a house confirms a place another one keeps: what it takes to see whether somebody would meet whom they must not. For the check alone, which never says who.';

CREATE OR REPLACE FUNCTION guard.new_under_one_roof(some_units uuid[])
 RETURNS TABLE(booking_id uuid, with_organisation_id uuid, with_case_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with found as materialized (select * from guard.found_in(some_units))
  select b.booking_id, o.organisation_id, o.case_id
  from found h join found o on o.case_id <> h.case_id
  join interpreter_booking b on b.organisation_id = h.organisation_id and b.case_id = h.case_id and b.status in ('offered', 'confirmed') and b.ends_at > guard.clock()
  where h.lives and (h.came or o.came or o.renamed)
$function$;
alter routine guard.new_under_one_roof(uuid[]) owner to amparo_guard;
comment on routine guard.new_under_one_roof(uuid[]) is 'What is booked for those who live in these houses, beside whoever is found there, where one of the two came or was renamed in this very transaction. For the guard''s own functions.';

CREATE OR REPLACE FUNCTION guard.next_due_in(an_organisation uuid, a_case uuid)
 RETURNS date
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select least(
    (select min(a.due_on) from plan_action a join goal g using (organisation_id, case_id, goal_id)
      where a.organisation_id = an_organisation and a.case_id = a_case and a.done_on is null and g.status = 'open'),
    (select p.review_on from plan p where p.organisation_id = an_organisation and p.case_id = a_case),
    guard.next_review_of(an_organisation, a_case),
    (select min(f.due_on) from follow_up f where f.organisation_id = an_organisation and f.case_id = a_case and f.done_on is null))
$function$;
alter routine guard.next_due_in(uuid,uuid) owner to amparo_guard;
comment on routine guard.next_due_in(uuid,uuid) is 'The earliest open action, review or follow-up of a file, in every section. For functions of the guard.';

CREATE OR REPLACE FUNCTION guard.next_due_of(a_case uuid)
 RETURNS date
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare of_case record;
begin
  select organisation_id into of_case from case_file where case_id = a_case;
  if of_case is null or not guard.sees(a_case) then return null; end if;
  return guard.next_due_in(of_case.organisation_id, a_case);
end $function$;
alter routine guard.next_due_of(uuid) owner to amparo_guard;
comment on routine guard.next_due_of(uuid) is 'The earliest open action, review or follow-up of a file, in every section; a day and nothing else.';

CREATE OR REPLACE FUNCTION guard.next_review_of(an_organisation uuid, a_case uuid)
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with known as (
    select f.stage, p.review_on, coalesce(p.reviewed_at, p.reviewed_on::timestamp at time zone 'UTC') as reviewed_at, g.begun_on, g.wakes_on,
      exists (select from place_person h join stay s on s.stay_id = h.ref_id
        where h.organisation_id = an_organisation and h.case_id = a_case and h.what = 'stay' and s.ended_at is null) as stay,
      exists (select from protocol o where o.organisation_id = an_organisation and o.case_id = a_case and o.closed_at is null) as protocol_open
    from case_file f
    left join plan p on p.organisation_id = f.organisation_id and p.case_id = f.case_id
    left join lateral (
      select min(o.set_on) as begun_on, min(o.waits_until) filter (where o.status = 'waiting') as wakes_on from goal o
      where o.organisation_id = an_organisation and o.case_id = a_case and o.status in ('open', 'waiting')) g on true
    where f.organisation_id = an_organisation and f.case_id = a_case and f.status = 'open'
  )
  select least(
    coalesce(k.review_on, coalesce((k.reviewed_at at time zone 'UTC')::date, k.begun_on) + guard.usual_review_days(k.stage, k.stay, k.protocol_open)),
    k.wakes_on,
    (select min((e.at at time zone 'UTC')::date + guard.review_after_days(e.kind)) from timeline_entry e
      where e.organisation_id = an_organisation and e.case_id = a_case and guard.review_after_days(e.kind) is not null
        and e.at > coalesce(k.reviewed_at, coalesce(k.begun_on, k.review_on)::timestamp at time zone 'UTC')))
  from known k where k.review_on is not null or k.begun_on is not null
$function$;
alter routine guard.next_review_of(uuid,uuid) owner to amparo_guard;
comment on routine guard.next_review_of(uuid,uuid) is 'The day a plan is looked at again: agreed, usual, after something happened, or when a goal wakes. For functions of the guard.';

CREATE OR REPLACE FUNCTION guard.note_is_kept_from_me(a_case uuid, a_note uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from telling t left join guard.tellings_standing(a_case) s on s.telling_id = t.telling_id
    where t.case_id = a_case and t.note_id = a_note and t.ended_at is null and s.stands is distinct from 'words'
      and t.written_by is distinct from guard.staff())
$function$;
alter routine guard.note_is_kept_from_me(uuid,uuid) owner to amparo_guard;
comment on routine guard.note_is_kept_from_me(uuid,uuid) is 'The same for one note of any file.';

CREATE OR REPLACE FUNCTION guard.note_on_protocol(an_id uuid, a_line uuid, a_sealed bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r record;
begin
  select * into r from guard.enter_protocol(an_id, null);
  if r.said <> 'done' then return r.said; end if;
  if guard.protocol_stands(r.p) not in ('taker', 'section') then return 'not_taken'; end if;
  perform guard.add_protocol_line(r.p, a_line, 'note', null, null, null, a_sealed);
  return 'done';
end $function$;
alter routine guard.note_on_protocol(uuid,uuid,bytea) owner to amparo_guard;
comment on routine guard.note_on_protocol(uuid,uuid,bytea) is 'A note beside a protocol, sealed with the key of its file.';

CREATE OR REPLACE FUNCTION guard.note_opening(l single_use_link, an_opening uuid, a_version integer, a_reader bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if l.case_id is not null then
    insert into link_opening (organisation_id, case_id, opening_id, link_id, reader_version, sealed_reader)
    values (l.organisation_id, l.case_id, an_opening, l.link_id, a_version, a_reader) on conflict do nothing;
  end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.open', l.case_id, l.link_id, 'link');
end $function$;
alter routine guard.note_opening(single_use_link,uuid,integer,bytea) owner to amparo_guard;
comment on routine guard.note_opening(single_use_link,uuid,integer,bytea) is 'Writes down that a link was opened, in the file it leads into and in the journal.';

CREATE OR REPLACE FUNCTION guard.note_raise(a_staff uuid, an_organisation uuid, the_roles text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, session_id, action, subject_id, basis, reason)
  select an_organisation, gen_random_uuid(), me.staff_id, me.organisation_id, me.session_id, 'staff.raised', a_staff, 'staff.manage', array_to_string(the_roles, ' ')
  from guard.actor() me where the_roles && array['administrator', 'director', 'coordinator']
$function$;
alter routine guard.note_raise(uuid,uuid,text[]) owner to amparo_guard;
comment on routine guard.note_raise(uuid,uuid,text[]) is 'Journals that someone was given a role with wide reach.';

CREATE OR REPLACE FUNCTION guard.notes_kept_from_me()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(distinct t.note_id), '{}') from telling t
  left join guard.tellings_standing(guard.current_case()) s on s.telling_id = t.telling_id
  where t.case_id = guard.current_case() and t.ended_at is null and s.stands is distinct from 'words'
    and t.written_by is distinct from guard.staff()
$function$;
alter routine guard.notes_kept_from_me() owner to amparo_guard;
comment on routine guard.notes_kept_from_me() is 'Notes of the file this request is about that hold something told which may not be retold to whoever asks.';

CREATE OR REPLACE FUNCTION guard.number_instrument_text()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  select coalesce(max(v.version), 0) + 1 into new.version from instrument_text_version v
  where v.organisation_id = new.organisation_id and v.instrument = new.instrument and v.language = new.language;
  return new;
end $function$;
alter routine guard.number_instrument_text() owner to amparo_guard;
comment on routine guard.number_instrument_text() is 'Gives official sentences a version none had before them.';

CREATE OR REPLACE FUNCTION guard.open_and_writes(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from case_file f where f.case_id = a_case and f.organisation_id = (guard.who()).organisation_id and f.status = 'open')
    and guard.writes(a_case, a_section)
$function$;
alter routine guard.open_and_writes(uuid,text) owner to amparo_guard;
comment on routine guard.open_and_writes(uuid,text) is 'Whether this is an open file of one''s own house whose section one writes in.';

CREATE OR REPLACE FUNCTION guard.open_files(tokens text[], cases uuid[], entries uuid[], lengths integer[])
 RETURNS TABLE(place bigint, answered json)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
end $function$;
alter routine guard.open_files(text[],uuid[],uuid[],integer[]) owner to amparo_guard;
comment on routine guard.open_files(text[],uuid[],uuid[],integer[]) is 'Opens files of one''s own organisation, each for whoever asks for it: decides, reads what that opens and writes the journal entry. Nothing for whoever may not, or comes from elsewhere.';

CREATE OR REPLACE FUNCTION guard.open_matters(a_case uuid)
 RETURNS TABLE(kind text, due_on date, code text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); o uuid;
begin
  select f.organisation_id into o from case_file f where f.case_id = a_case;
  if me.staff_id is null or o is distinct from me.organisation_id or not (guard.reaches(a_case, 'team.assign') or exists (
    select from hand_over h where h.organisation_id = o and h.case_id = a_case and h.to_staff_id = me.staff_id and h.status = 'proposed'
      and guard.may('hand_over.answer'))) then
    return;
  end if;
  return query
    select m.kind, m.due_on, m.code from (
      select 'action' as kind, a.due_on, g.need as code from plan_action a join goal g using (organisation_id, case_id, goal_id)
      where a.organisation_id = o and a.case_id = a_case and a.done_on is null and g.status = 'open'
      union all select 'review', p.review_on, null from plan p where p.organisation_id = o and p.case_id = a_case
      union all select 'follow_up', f.due_on, f.months::text from follow_up f where f.organisation_id = o and f.case_id = a_case and f.done_on is null
      union all select 'referral', r.answer_due_on, r.need from referral r where r.organisation_id = o and r.case_id = a_case and r.status = 'sent'
      union all select 'consent', c.ends_on, c.purpose from consent c where c.organisation_id = o and c.case_id = a_case and c.withdrawn_at is null
        and c.ends_on > (guard.clock() at time zone 'UTC')::date and c.ends_on <= (guard.clock() at time zone 'UTC')::date + 30
      union all select 'contact', s.confirm_again_on, case when s.allowed then 'allowed' else 'none' end from safe_contact s
        where s.organisation_id = o and s.case_id = a_case
      union all select 'conference_task', t.due_on, null from conference_task t
        where t.organisation_id = o and t.case_id = a_case and t.status in ('open', 'doing')
      union all select 'appointment', p.on_day, null from appointment p
        where p.organisation_id = o and p.case_id = a_case and p.status = 'planned' and p.starts_at > guard.clock()
      union all select 'document', d.expires_on, null from document d where d.organisation_id = o and d.case_id = a_case and d.status = 'live'
        and d.expires_on <= (guard.clock() at time zone 'UTC')::date + 90
      -- That there is one, and no more: what frightens is told with the file.
      union all select 'protocol', (p.look_by at time zone 'UTC')::date, null from protocol p
        where p.organisation_id = o and p.case_id = a_case and p.closed_at is null
      union all select 'risk', (select l.review_on from risk_look l where l.organisation_id = o and l.case_id = a_case order by l.looked_at desc limit 1), null
        where exists (select from risk_look l where l.organisation_id = o and l.case_id = a_case)
      union all select 'incident', i.follow_up_on, null from incident i where i.organisation_id = o and i.case_id = a_case and i.ended_at is null
      union all select 'safety_plan', (select x.review_on from safety_plan x where x.organisation_id = o and x.case_id = a_case order by x.plan_version desc limit 1), null
        where exists (select from safety_plan x where x.organisation_id = o and x.case_id = a_case)
    ) m order by m.due_on nulls last, m.kind limit 200;
end $function$;
alter routine guard.open_matters(uuid) owner to amparo_guard;
comment on routine guard.open_matters(uuid) is 'What is open in a file, as days and codes: for whoever may hand it over, and for whoever was asked to take it and has not answered.';

CREATE OR REPLACE FUNCTION guard.open_on_the_day(an_organisation uuid, a_case uuid, but_sections text[])
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'due_on', m.due_on, 'code', m.code) order by m.due_on nulls last, m.kind), '[]') from (
    select 'action' as kind, a.due_on, g.need as code from plan_action a join goal g using (organisation_id, case_id, goal_id)
    where a.organisation_id = an_organisation and a.case_id = a_case and a.done_on is null and g.status = 'open' and a.section <> all (but_sections)
    union all select 'follow_up', f.due_on, f.months::text from follow_up f where f.organisation_id = an_organisation and f.case_id = a_case and f.done_on is null
    union all select 'referral', r.answer_due_on, r.need from referral r where r.organisation_id = an_organisation and r.case_id = a_case
      and r.kind <> 'transfer' and r.status in ('sent', 'waiting', 'accepted')
    union all select 'consent', c.ends_on, c.purpose from consent c where c.organisation_id = an_organisation and c.case_id = a_case and c.withdrawn_at is null
      and c.ends_on > (guard.clock() at time zone 'UTC')::date and cardinality(c.for_good) = 0
    union all select 'conference_task', t.due_on, null from conference_task t where t.organisation_id = an_organisation and t.case_id = a_case and t.status in ('open', 'doing')
    union all select 'appointment', p.on_day, null from appointment p where p.organisation_id = an_organisation and p.case_id = a_case
      and p.status = 'planned' and p.starts_at > guard.clock()
    union all select 'document', d.expires_on, null from document d where d.organisation_id = an_organisation and d.case_id = a_case and d.status = 'live'
      and d.expires_on <= (guard.clock() at time zone 'UTC')::date + 90 and d.section <> all (but_sections)
    limit 200) m
$function$;
alter routine guard.open_on_the_day(uuid,uuid,text[]) owner to amparo_guard;
comment on routine guard.open_on_the_day(uuid,uuid,text[]) is 'What stays open behind a file that is handed over, as kinds and days: all that does not go along.';

CREATE OR REPLACE FUNCTION guard.open_protocol(a_case uuid, asked jsonb, a_sealed bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); theirs uuid;
begin
  select f.organisation_id into theirs from case_file f where f.case_id = a_case;
  if me.staff_id is null or theirs is distinct from me.organisation_id or cardinality(guard.sections_of(a_case, 'case.write')) = 0 then return null; end if;
  return guard.begin_protocol(theirs, a_case, me.staff_id, asked, a_sealed);
end $function$;
alter routine guard.open_protocol(uuid,jsonb,bytea) owner to amparo_guard;
comment on routine guard.open_protocol(uuid,jsonb,bytea) is 'Opens a protocol for whoever may write anything in the file: a fright is told by whoever hears it.';

CREATE OR REPLACE FUNCTION guard.opens(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if a_case = guard.current_case() then return a_section = any(guard.current_sections()); end if;
  return a_section = any(guard.sections_of(a_case, 'case.open'));
end $function$;
alter routine guard.opens(uuid,text) owner to amparo_guard;
comment on routine guard.opens(uuid,text) is 'Whether whoever asks may read a section of a file.';

CREATE OR REPLACE FUNCTION guard.opens_by_day(since timestamp with time zone, until timestamp with time zone, only_staff uuid[])
 RETURNS TABLE(staff_id uuid, of_day date, files integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('access.review');
begin
  if me.staff_id is null or how_far is null or how_far not in ('all', 'in_the_office') then return; end if;
  return query
    select j.actor_id, (j.at at time zone 'UTC')::date, count(distinct j.case_id)::int
    from journal j join staff s on s.organisation_id = j.organisation_id and s.staff_id = j.actor_id
    where j.organisation_id = me.organisation_id and j.at >= since and j.at < until and j.action = 'case.open' and j.outcome = 'done'
      and j.case_id is not null and (how_far = 'all' or s.office_id = me.office_id) and (only_staff is null or s.staff_id = any(only_staff))
    group by 1, 2;
end $function$;
alter routine guard.opens_by_day(timestamp with time zone,timestamp with time zone,uuid[]) owner to amparo_guard;
comment on routine guard.opens_by_day(timestamp with time zone,timestamp with time zone,uuid[]) is 'How many different files each colleague of the office opened on each day: counts for whoever reviews, no file named.';

CREATE OR REPLACE FUNCTION guard.opens_to_review(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(staff_id uuid, case_id uuid, reference text, basis text, moments text[], times integer, worked boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('access.review');
begin
  if me.staff_id is null or how_far is null or how_far not in ('all', 'in_the_office') then return; end if;
  return query
    with opened as (
      select j.actor_id, j.case_id, f.reference, split_part(j.basis, ':', 1) as basis,
        array_agg(distinct to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:00:00"Z"')) as moments, count(*)::int as times, min(j.at) as first_at, max(j.at) as last_at
      from journal j
      join staff s on s.organisation_id = j.organisation_id and s.staff_id = j.actor_id
      join case_file f on f.organisation_id = j.organisation_id and f.case_id = j.case_id
      where j.organisation_id = me.organisation_id and j.at >= since and j.at < until and j.action = 'case.open' and j.outcome = 'done'
        and (how_far = 'all' or (f.office_id = me.office_id and s.office_id = me.office_id))
      group by 1, 2, 3, 4
    )
    select o.actor_id, o.case_id, o.reference, o.basis, o.moments, o.times,
      exists (select from journal w where w.organisation_id = me.organisation_id and w.case_id = o.case_id and w.actor_id = o.actor_id
        and w.at >= o.first_at - interval '7 days' and w.at < o.last_at + interval '7 days' and w.outcome = 'done'
        and w.action <> all (array['case.open', 'journal.read', 'case.break_glass', 'case.find_by_reference', 'services.match']))
    from opened o order by o.last_at desc limit 5000;
end $function$;
alter routine guard.opens_to_review(timestamp with time zone,timestamp with time zone) owner to amparo_guard;
comment on routine guard.opens_to_review(timestamp with time zone,timestamp with time zone) is 'Which colleague of the office opened which file, at which hours, on which basis, and whether they did anything in it within a week: for whoever reviews.';

CREATE OR REPLACE FUNCTION guard.organisation()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who();
begin
  return me.organisation_id;
end $function$;
alter routine guard.organisation() owner to amparo_guard;
comment on routine guard.organisation() is 'The organisation of whoever asks.';

CREATE OR REPLACE FUNCTION guard.own_answers_open(l single_use_link)
 RETURNS own_answers
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select o from own_answers o
  where l.purpose = 'own_answers' and o.organisation_id = l.organisation_id and o.case_id = l.case_id and o.link_id = l.link_id
    and o.closed_at is null and o.state not in ('stopped', 'done')
$function$;
alter routine guard.own_answers_open(single_use_link) owner to amparo_guard;
comment on routine guard.own_answers_open(single_use_link) is 'What a link lets her answer now; nothing once it is finished, stopped, taken back or put together.';

CREATE OR REPLACE FUNCTION guard.partner_directory()
 RETURNS TABLE(kind text, record jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select 'provider', p.record
  from directory_organisation p join guard.directories_for_partner() d on d.organisation_id = p.organisation_id
  union all
  select 'service',
    s.record - array(select key from jsonb_each_text(coalesce(s.record -> 'tiers', '{}')) where value = 'own')
      - case when (s.record ->> 'hidden_location')::boolean then array['places', 'addresses'] else array[]::text[] end
  from directory_service s join guard.directories_for_partner() d on d.organisation_id = s.organisation_id
$function$;
alter routine guard.partner_directory() owner to amparo_guard;
comment on routine guard.partner_directory() is 'Those directories without the fields kept to their own house and without the places of hidden locations.';

CREATE OR REPLACE FUNCTION guard.parts_along(a_transfer uuid, a_content uuid)
 RETURNS TABLE(part integer, section text, sealed bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare o transfer_out := guard.moving_here(a_transfer);
begin
  if o.transfer_id is null then return; end if;
  return query select p.part, p.section, p.sealed from document_part p
    where p.organisation_id = o.organisation_id and p.case_id = o.case_id and p.content_id = a_content and p.section = any (o.sections) order by p.part;
end $function$;
alter routine guard.parts_along(uuid,uuid) owner to amparo_guard;
comment on routine guard.parts_along(uuid,uuid) is 'The parts of one paper that goes along.';

CREATE OR REPLACE FUNCTION guard.passkey_of(a_credential bytea)
 RETURNS TABLE(staff_id uuid, public_key bytea, counter bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.staff_id, p.public_key, p.counter from passkey p
  join staff m on m.organisation_id = p.organisation_id and m.staff_id = p.staff_id and m.status = 'active'
  where p.credential_id = a_credential
$function$;
alter routine guard.passkey_of(bytea) owner to amparo_guard;
comment on routine guard.passkey_of(bytea) is 'The public half that checks a passkey, and whose it is.';

CREATE OR REPLACE FUNCTION guard.perhaps_known(matches bytea[])
 RETURNS TABLE(case_id uuid, ask text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); asked int; asked_today int;
begin
  if me.staff_id is null or not guard.may('case.ask_duplicates') then return; end if;
  -- Of two questions at once the second one counts the first.
  perform pg_advisory_xact_lock(hashtextextended('amparo.duplicate_question ' || me.staff_id, 0));
  select count(*) filter (where q.asked_at > guard.clock() - interval '1 hour'), count(*) into asked, asked_today
  from duplicate_question q
  where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.asked_at > guard.clock() - interval '24 hours';
  if asked >= 20 or asked_today >= 60 then
    raise exception using errcode = 'AM429', message = 'too many duplicate questions';
  end if;
  insert into duplicate_question (organisation_id, staff_id) values (me.organisation_id, me.staff_id);
  return query
    with met as (
      -- A merged file leads to the one that is kept.
      select distinct coalesce(m.other_case_id, b.case_id) as case_id
      from blind_match b
      left join file_merge m on m.organisation_id = b.organisation_id and m.case_id = b.case_id and m.part = 'merged' and m.undone_at is null
      where b.organisation_id = me.organisation_id and b.match = any(matches)
    ), seen as (select met.case_id, guard.sees(met.case_id) as visible from met)
    select s.case_id, null::text from seen s where s.visible
    union
    -- However many there are that do not open, the answer is one: whom to ask.
    select null::uuid, (
      select string_agg(distinct c.name, ', ') from staff c
      where c.organisation_id = me.organisation_id and c.status = 'active' and 'coordinator' = any(c.roles)
        and c.office_id in (select f.office_id from case_file f join seen x on x.case_id = f.case_id where not x.visible))
    where exists (select from seen s where not s.visible);
end $function$;
alter routine guard.perhaps_known(bytea[]) owner to amparo_guard;
comment on routine guard.perhaps_known(bytea[]) is 'The duplicate question: files carrying one of these marks, twenty times an hour and sixty a day. Files one may not open answer once, with whom to ask.';

CREATE OR REPLACE FUNCTION guard.place_hold(a_case uuid, an_id uuid, a_reason text, an_until date, words bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); org uuid;
begin
  if me.staff_id is null or not guard.reaches(a_case, 'case.hold') then return 'not_found'; end if;
  -- Whoever erases holds the file's row: a hold comes before it or finds nothing.
  select f.organisation_id into org from case_file f where f.case_id = a_case for key share;
  if org is null then return 'not_found'; end if;
  insert into legal_hold (organisation_id, case_id, hold_id, reason, until_on, placed_by, sealed_words)
  values (org, a_case, an_id, a_reason, an_until, me.staff_id, words);
  return 'placed';
end $function$;
alter routine guard.place_hold(uuid,uuid,text,date,bytea) owner to amparo_guard;
comment on routine guard.place_hold(uuid,uuid,text,date,bytea) is 'Puts a file on hold: nothing of it is erased until two people lift it, or its day has come.';

CREATE OR REPLACE FUNCTION guard.places_open_file(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); theirs uuid;
begin
  select f.organisation_id into theirs from case_file f where f.case_id = a_case;
  if theirs is null or me.staff_id is null then return false; end if;
  -- One's own team writes in the section; a partner is let in by a live consent that opens it.
  if theirs = me.organisation_id then return guard.writes(a_case, a_section); end if;
  return guard.opens(a_case, a_section);
end $function$;
alter routine guard.places_open_file(uuid,text) owner to amparo_guard;
comment on routine guard.places_open_file(uuid,text) is 'Whether whoever keeps places may give this person one: by their place in the team, or by a live consent to their house.';

CREATE OR REPLACE FUNCTION guard.profession(some_roles text[])
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select array_remove(array[
    case when some_roles && array['reference_worker', 'coordinator'] then 'accompany' end,
    case when 'psychologist' = any(some_roles) then 'mind' end,
    case when 'lawyer' = any(some_roles) then 'law' end], null)
$function$;
alter routine guard.profession(text[]) owner to amparo_guard;
comment on routine guard.profession(text[]) is 'As which profession somebody of the house may be retold something. src/story/telling.rules.ts says the same; a test holds the two against each other.';

CREATE OR REPLACE FUNCTION guard.profession_of_purpose(a_purpose text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case a_purpose when 'health' then 'health' when 'psychological' then 'mind' when 'legal' then 'law' when 'identification' then 'police' end
$function$;
alter routine guard.profession_of_purpose(text) owner to amparo_guard;
comment on routine guard.profession_of_purpose(text) is 'As which profession a partner may be retold something, by what the consent to them is for.';

CREATE OR REPLACE FUNCTION guard.protocol_stands(p protocol)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); office uuid;
begin
  if me.staff_id is null or p.organisation_id is distinct from me.organisation_id then return null; end if;
  if p.taken_by = me.staff_id and p.closed_at is null then return 'taker'; end if;
  if guard.opens(p.case_id, p.section) then return 'section'; end if;
  if me.staff_id = any(p.left_out) then return null; end if;
  if exists (select from protocol_told t where t.organisation_id = p.organisation_id and t.case_id = p.case_id and t.protocol_id = p.protocol_id
      and t.staff_id = me.staff_id and t.from_at <= guard.clock()
      -- Whoever was called for an hour is called no more once it is over.
      and (p.closed_at is null or t.told_as not in ('duty', 'deputy', 'handed'))) then return 'told'; end if;
  if p.closed_at is null then
    select f.office_id into office from case_file f where f.organisation_id = p.organisation_id and f.case_id = p.case_id;
    if guard.has_duty(p.organisation_id, office, p.look_by, p.taken_by is null) then return 'duty'; end if;
  end if;
  return case when p.opened_by = me.staff_id then 'opener' end;
end $function$;
alter routine guard.protocol_stands(protocol) owner to amparo_guard;
comment on routine guard.protocol_stands(protocol) is 'How whoever asks stands with a protocol: they have it, its section is open to them, they were told, have the duty now, or opened it. Null: it does not exist for them.';

CREATE OR REPLACE FUNCTION guard.protocols_of_file(a_case uuid)
 RETURNS TABLE(protocol_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.protocol_id from protocol p where p.case_id = a_case and p.organisation_id = guard.organisation() and guard.protocol_stands(p) is not null
  order by p.closed_at desc nulls first, p.opened_at desc limit 100
$function$;
alter routine guard.protocols_of_file(uuid) owner to amparo_guard;
comment on routine guard.protocols_of_file(uuid) is 'The protocols of a file that stand with whoever asks, open ones first.';

CREATE OR REPLACE FUNCTION guard.protocols_to_oversee()
 RETURNS TABLE(protocol_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('protocol.oversee');
begin
  if me.staff_id is null or coalesce(how_far, 'never') not in ('all', 'in_the_office') then return; end if;
  return query select p.protocol_id from protocol p join case_file f on f.organisation_id = p.organisation_id and f.case_id = p.case_id
    where p.organisation_id = me.organisation_id and (how_far = 'all' or f.office_id = me.office_id) and not me.staff_id = any(p.left_out)
      and (p.closed_at is null or p.closed_at > guard.clock() - interval '30 days');
end $function$;
alter routine guard.protocols_to_oversee() owner to amparo_guard;
comment on routine guard.protocols_to_oversee() is 'The protocols of the offices whoever asks answers for: those that are open, and those closed in the last thirty days.';

CREATE OR REPLACE FUNCTION guard.put_on_waiting_list(a_referral uuid, an_expected integer, an_expected_on date, a_due timestamp with time zone, an_escalation timestamp with time zone, a_sealed bytea, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r referral; me record := guard.who();
begin
  if me.staff_id is null or not guard.may('referrals.answer') then return 'not_found'; end if;
  select * into r from referral where referral_id = a_referral and to_organisation_id = me.organisation_id and undone_at is null for update;
  if r.referral_id is null then return 'not_found'; end if;
  if r.version <> an_expected or r.status not in ('sent', 'waiting') then return 'conflict'; end if;
  if not guard.referral_stands(r.consent_id, r.exception_id) then return 'consent_ended'; end if;
  if an_expected_on is null or an_expected_on <= (guard.clock() at time zone 'UTC')::date then return 'reason_needed'; end if;
  update referral set status = 'waiting', expected_on = an_expected_on, answer_due_at = a_due, escalate_at = an_escalation, version = version + 1,
    looked_at = coalesce(looked_at, guard.clock()), looked_by = coalesce(looked_by, me.staff_id),
    answered_at = coalesce(answered_at, guard.clock()), answered_by = me.staff_id, sealed_answer = coalesce(a_sealed, sealed_answer)
  where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'referral_waiting', me.staff_id, a_referral, jsonb_build_object('expected_on', an_expected_on));
  return 'waiting';
end $function$;
alter routine guard.put_on_waiting_list(uuid,integer,date,timestamp with time zone,timestamp with time zone,bytea,uuid) owner to amparo_guard;
comment on routine guard.put_on_waiting_list(uuid,integer,date,timestamp with time zone,timestamp with time zone,bytea,uuid) is 'The partner has no place yet: on its waiting list, until a day it says. Asked again, it says yes, no, or another day.';

CREATE OR REPLACE FUNCTION guard.reach(an_action text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who();
begin
  return (select r.reach from access_rule r where r.action = an_action and r.role = any(me.roles)
    order by array_position(array['all', 'in_the_office', 'on_the_case', 'own', 'never'], r.reach) limit 1);
end $function$;
alter routine guard.reach(text) owner to amparo_guard;
comment on routine guard.reach(text) is 'The widest reach any role of whoever asks has for an action; null when no role has it.';

CREATE OR REPLACE FUNCTION guard.reaches(a_case uuid, an_action text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare me record := guard.who();
begin
  return exists (
    select from access_rule r join case_file f on f.case_id = a_case
    where r.action = an_action and r.role = any(me.roles)
      and ((r.reach = 'all' and f.organisation_id = me.organisation_id)
        or (r.reach = 'in_the_office' and f.organisation_id = me.organisation_id and f.office_id = me.office_id)
        or (r.reach = 'own' and f.organisation_id = me.organisation_id and f.created_by = me.staff_id)
        or (r.reach in ('all', 'in_the_office', 'on_the_case')
            and exists (select from case_access a
                        where a.case_id = a_case and a.staff_id = me.staff_id and a.kind = 'team' and a.ended_at is null
                          and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())))));
end $function$;
alter routine guard.reaches(uuid,text) owner to amparo_guard;
comment on routine guard.reaches(uuid,text) is 'Whether an action of whoever asks reaches this file. Break-glass and consents read; they reach nothing else.';

CREATE OR REPLACE FUNCTION guard.read_arrival(a_case uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not guard.reaches(a_case, 'case.change') then return false; end if;
  update transfer_in set read_at = guard.clock() where case_id = a_case and read_at is null;
  return found;
end $function$;
alter routine guard.read_arrival(uuid) owner to amparo_guard;
comment on routine guard.read_arrival(uuid) is 'Whoever leads the file has read what came along.';

CREATE OR REPLACE FUNCTION guard.read_calendar_feed(a_hash bytea)
 RETURNS TABLE(uid bytea, starts_at timestamp with time zone, ends_at timestamp with time zone, cancelled boolean, sequence integer, changed_at timestamp with time zone, language text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare c calendar_feed; moment timestamptz := guard.clock();
begin
  select x.* into c from calendar_feed x join staff s on s.organisation_id = x.organisation_id and s.staff_id = x.staff_id and s.status = 'active'
  where x.token_hash = a_hash and x.revoked_at is null;
  if c.staff_id is null then return; end if;
  update calendar_feed x set last_read_on = (moment at time zone 'UTC')::date
  where x.token_hash = a_hash and x.last_read_on is distinct from (moment at time zone 'UTC')::date;
  -- The first row says that the feed is open and in which language; the others are the times.
  return query select null::bytea, null::timestamptz, null::timestamptz, null::boolean, null::int, null::timestamptz, c.language;
  return query
    select sha256(a_hash || uuid_send(a.appointment_id)), a.starts_at, a.ends_at, a.status = 'cancelled', a.version - 1, a.changed_at, null::text
    from appointment_staff k join appointment a on a.organisation_id = k.organisation_id and a.case_id = k.case_id and a.appointment_id = k.appointment_id
    where k.organisation_id = c.organisation_id and k.staff_id = c.staff_id
      and k.busy_from between moment - interval '31 days' and moment + interval '200 days'
    order by a.starts_at limit 2000;
end $function$;
alter routine guard.read_calendar_feed(bytea) owner to amparo_guard;
comment on routine guard.read_calendar_feed(bytea) is 'The times of whoever opened this feed, for a calendar outside the house: no file, no person, no place, no word. Nothing for any other address.';

CREATE OR REPLACE FUNCTION guard.read_referral_messages(a_referral uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); side text := guard.side_of_referral(a_referral); found int;
begin
  if side not in ('sender', 'recipient') then return 0; end if;
  update referral_message m set read_at = guard.clock(), read_by = me.staff_id
  where m.referral_id = a_referral and m.from_organisation_id <> me.organisation_id and m.read_at is null;
  get diagnostics found = row_count;
  return found;
end $function$;
alter routine guard.read_referral_messages(uuid) owner to amparo_guard;
comment on routine guard.read_referral_messages(uuid) is 'Marks what the other side wrote as read.';

CREATE OR REPLACE FUNCTION guard.reads_therapy_of(a_case uuid, an_episode uuid, an_author uuid, a_moment timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me uuid := guard.staff();
begin
  -- A place in the team of one's own house and the role: no other reach, no consent and no broken glass.
  if me is null or not guard.reaches(a_case, 'therapy_notes.open') then return false; end if;
  if an_author = me then return true; end if;
  if exists (select from therapy_supervision s where s.case_id = a_case and s.episode_id = an_episode and s.therapist_id = an_author
             and s.supervisor_id = me and s.ended_at is null) then return true; end if;
  return exists (select from therapy_hand_over h where h.case_id = a_case and h.episode_id = an_episode and h.from_id = an_author
                 and h.to_id = me and h.ended_at is null and (a_moment is null or a_moment <= h.decided_at));
end $function$;
alter routine guard.reads_therapy_of(uuid,uuid,uuid,timestamp with time zone) owner to amparo_guard;
comment on routine guard.reads_therapy_of(uuid,uuid,uuid,timestamp with time zone) is 'Whether whoever asks reads what this therapist noted in this episode at that moment: the author, the named supervisor, or whom it was handed to.';

CREATE OR REPLACE FUNCTION guard.receipt_salt()
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not guard.may('reports.triage') then return null; end if;
  return (select salt from receipt_salt);
end $function$;
alter routine guard.receipt_salt() owner to amparo_guard;
comment on routine guard.receipt_salt() is 'The salt of the receipts, for whoever types a report for a caller and gives a receipt out.';

CREATE OR REPLACE FUNCTION guard.referral_stands(a_consent uuid, an_exception uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if a_consent is not null then return guard.consent_is_live(a_consent); end if;
  return exists (select from lawful_exception x where x.exception_id = an_exception and x.answer = 'approved' and x.ended_at is null
                 and x.ends_on > (guard.clock() at time zone 'UTC')::date);
end $function$;
alter routine guard.referral_stands(uuid,uuid) owner to amparo_guard;
comment on routine guard.referral_stands(uuid,uuid) is 'Whether what a referral stands on holds today: her consent, or a lawful exception that a second colleague approved.';

CREATE OR REPLACE FUNCTION guard.refuse_open_tables()
 RETURNS event_trigger
 LANGUAGE plpgsql
AS $function$
declare made record;
begin
  for made in select * from pg_event_trigger_ddl_commands() loop
    if made.command_tag = 'CREATE MATERIALIZED VIEW' then
      raise exception 'materialised views hold rows without policies: %', made.object_identity;
    end if;
    if made.command_tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO') and made.schema_name = 'public' then
      execute format('alter table %s enable row level security', made.object_identity);
      execute format('alter table %s force row level security', made.object_identity);
    end if;
  end loop;
end $function$;
comment on routine guard.refuse_open_tables() is 'Forces row-level security on every new table and refuses materialised views.';

CREATE OR REPLACE FUNCTION guard.release_hold(a_hold uuid, an_expected integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.release_hold(uuid,integer) owner to amparo_guard;
comment on routine guard.release_hold(uuid,integer) is 'Lets a held place go before its hours are over.';

CREATE OR REPLACE FUNCTION guard.remove_place(a_place uuid, an_expected integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); p place;
begin
  select * into p from place x where x.place_id = a_place and x.organisation_id = me.organisation_id;
  if p.place_id is null or not guard.may('places.manage') then return 'not_found'; end if;
  perform from place_unit x where x.unit_id = p.unit_id for update;
  perform guard.end_due_holds(p.organisation_id, p.unit_id);
  select * into p from place x where x.place_id = a_place for update;
  if p.gone_on is not null or p.version <> an_expected then return 'stale'; end if;
  if exists (select from place_taken k where k.organisation_id = p.organisation_id and k.place_id = a_place) then return 'taken'; end if;
  update place set gone_on = (guard.clock() at time zone 'UTC')::date, version = version + 1 where place_id = a_place;
  return 'done';
end $function$;
alter routine guard.remove_place(uuid,integer) owner to amparo_guard;
comment on routine guard.remove_place(uuid,integer) is 'A bed or seat that is no more; never one that is taken.';

CREATE OR REPLACE FUNCTION guard.renew_invitation(a_staff uuid, an_invitation uuid, a_token_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare s staff;
begin
  select * into s from staff where staff_id = a_staff and staff_id <> (select guard.staff());
  if s is null or not guard.manages(s.organisation_id, 'staff.manage') then return false; end if;
  perform guard.end_all_of(a_staff);
  update staff set status = 'invited', version = version + 1 where staff_id = a_staff;
  perform guard.make_invitation(a_staff, s.organisation_id, an_invitation, a_token_hash);
  perform guard.note_raise(a_staff, s.organisation_id, s.roles);
  return true;
end $function$;
alter routine guard.renew_invitation(uuid,uuid,bytea) owner to amparo_guard;
comment on routine guard.renew_invitation(uuid,uuid,bytea) is 'A new link for someone who lost theirs, lost every way to sign in, or comes back. They are signed out until they use it.';

CREATE OR REPLACE FUNCTION guard.report_begins()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  new.expires_on := coalesce(new.expires_on, (new.received_on + make_interval(months => (select l.months from report_lifetime l)))::date);
  return new;
end $function$;
alter routine guard.report_begins() owner to amparo_guard;
comment on routine guard.report_begins() is 'A report lives from the day it came in.';

CREATE OR REPLACE FUNCTION guard.report_goes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into report_ended (organisation_id, fingerprint, received_on, ended_on)
  values (old.organisation_id, sha256(old.sealed_body), old.received_on, (guard.clock() at time zone 'UTC')::date) on conflict do nothing;
  return old;
end $function$;
alter routine guard.report_goes() owner to amparo_guard;
comment on routine guard.report_goes() is 'Whichever way a report is erased, a proof of having reported still belongs to one.';

CREATE OR REPLACE FUNCTION guard.report_moves()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update report r set expires_on = greatest(r.expires_on, (new.written_on + make_interval(months => (select l.months from report_lifetime l)))::date)
  where r.organisation_id = new.organisation_id and r.report_id = new.report_id;
  return null;
end $function$;
alter routine guard.report_moves() owner to amparo_guard;
comment on routine guard.report_moves() is 'Whatever either side writes puts off the end.';

CREATE OR REPLACE FUNCTION guard.report_with_fingerprint(a_fingerprint bytea)
 RETURNS date
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare org uuid := guard.organisation();
begin
  if org is null or not guard.may('reports.read') then return null; end if;
  return (select r.received_on from report r where r.organisation_id = org and sha256(r.sealed_body) = a_fingerprint
          union all select e.received_on from report_ended e where e.organisation_id = org and e.fingerprint = a_fingerprint limit 1);
end $function$;
alter routine guard.report_with_fingerprint(bytea) owner to amparo_guard;
comment on routine guard.report_with_fingerprint(bytea) is 'The day a report with this fingerprint came in to one''s own organisation, also when it was erased since; nothing for any other.';

CREATE OR REPLACE FUNCTION guard.review_after_days(a_kind text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when a_kind in ('protocol_closed', 'contact_attempt_recorded', 'person_back') then 3
    when a_kind in ('risk_trigger_told', 'incident_recorded', 'best_interest_decided', 'family_risk_assessed', 'stay_ended') then 7
    when a_kind in ('risk_looked_at', 'proceeding_changed', 'conference_held') then 14
  end
$function$;
alter routine guard.review_after_days(text) owner to amparo_guard;
comment on routine guard.review_after_days(text) is 'Within how many days a plan is looked at again after something of this kind; empty: it asks for none.';

CREATE OR REPLACE FUNCTION guard.review_break_glass(an_id uuid, a_verdict text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); broken break_glass;
begin
  select * into broken from break_glass where break_glass_id = an_id for update;
  if me.staff_id is null or broken.break_glass_id is null or not guard.reaches(broken.case_id, 'break_glass.review') then
    return 'not_found';
  end if;
  if broken.staff_id = me.staff_id then return 'own'; end if;
  if broken.reviewed_at is not null then return 'reviewed'; end if;
  update break_glass set verdict = a_verdict, reviewed_by = me.staff_id, reviewed_at = guard.clock() where break_glass_id = an_id;
  if a_verdict = 'not_justified' then
    update case_access set ended_at = guard.clock() where basis = an_id and kind = 'break_glass' and ended_at is null;
  end if;
  return 'done';
end $function$;
alter routine guard.review_break_glass(uuid,text) owner to amparo_guard;
comment on routine guard.review_break_glass(uuid,text) is 'A colleague, never the one who broke it, says whether it was right; what was not right ends at once.';

CREATE OR REPLACE FUNCTION guard.roles_fit(an_organisation uuid, the_roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case when o.kind = 'own' then 'partner_worker' <> all (the_roles)
    else the_roles <@ (array['partner_worker', 'administrator'] || case when o.leads_files
      then array['director', 'coordinator', 'reference_worker', 'psychologist', 'lawyer', 'job_counsellor', 'trainer'] else array[]::text[] end) end
  from organisation o where o.organisation_id = an_organisation
$function$;
alter routine guard.roles_fit(uuid,text[]) owner to amparo_guard;
comment on routine guard.roles_fit(uuid,text[]) is 'Whether people of this organisation may have these roles: a partner answers what reaches it, and the work of a file is for partners that lead files.';

CREATE OR REPLACE FUNCTION guard.rows_go(an_organisation uuid, a_case uuid, OUT total bigint, OUT tables_gone integer, OUT keys integer)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare t record; waiting regclass[]; again regclass[]; each regclass; gone bigint; pass int := 0;
begin
  total := 0;
  tables_gone := 0;
  -- The key first: from here on nothing of the file can be read, whatever else happened to stay.
  delete from case_key where organisation_id = an_organisation and case_id = a_case;
  get diagnostics keys = row_count;
  for t in select h.a_table, h.its_parent, h.condition from guard.rows_hanging_on_a_file() h loop
    execute format('delete from %s as child using %s as parent where parent.case_id = $1 and %s', t.a_table, t.its_parent, t.condition) using a_case;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  for t in select n.a_table, n.a_column from guard.rows_naming_a_file() n loop
    execute format('delete from %s where %I = $1', t.a_table, t.a_column) using a_case;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  waiting := array(select x.a_table from guard.tables_of_a_file() x) || 'case_file'::regclass;
  while cardinality(waiting) > 0 loop
    pass := pass + 1;
    if pass > 12 then raise exception 'rows of a file hold each other: %', waiting; end if;
    again := '{}';
    foreach each in array waiting loop
      begin
        -- A row that others still point at waits for the next round.
        execute format('delete from %s where case_id = $1%s', each,
          case when each = 'case_file'::regclass or exists (select from guard.tables_of_a_file() x where x.a_table = each and x.with_key)
               then ' and organisation_id = $2' else '' end) using a_case, an_organisation;
        get diagnostics gone = row_count;
        total := total + gone;
        if gone > 0 then tables_gone := tables_gone + 1; end if;
      exception when foreign_key_violation then
        again := again || each;
      end;
    end loop;
    waiting := again;
  end loop;
  -- Replies remembered for a repeat hold ids of the file.
  delete from answered_request a where a.organisation_id = an_organisation and strpos(a.reply::text, a_case::text) > 0;
end $function$;
alter routine guard.rows_go(uuid,uuid) owner to amparo_guard;
comment on routine guard.rows_go(uuid,uuid) is 'Takes every row of a file away in every table, its keys first. For the guard''s own functions, which decide whether.';

CREATE OR REPLACE FUNCTION guard.rows_hanging_on_a_file()
 RETURNS TABLE(a_table regclass, its_parent regclass, condition text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select k.conrelid::regclass, k.confrelid::regclass,
    (select string_agg(format('child.%I = parent.%I', mine.attname, theirs.attname), ' and ')
     from unnest(k.conkey, k.confkey) as pairs (mine_number, their_number)
     join pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = pairs.mine_number
     join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = pairs.their_number)
  from pg_constraint k
  where k.contype = 'f' and k.confrelid in (select t.a_table from guard.tables_of_a_file() t)
    and k.conrelid not in (select t.a_table from guard.tables_of_a_file() t)
$function$;
alter routine guard.rows_hanging_on_a_file() owner to amparo_guard;
comment on routine guard.rows_hanging_on_a_file() is 'Rows without a file of their own that hang on a row of one, as the messages of a report do.';

CREATE OR REPLACE FUNCTION guard.rows_naming_a_file()
 RETURNS TABLE(a_table regclass, a_column name)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select k.conrelid::regclass, mine.attname
  from pg_constraint k
  cross join lateral unnest(k.conkey, k.confkey) as pairs (mine_number, their_number)
  join pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = pairs.mine_number
  join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = pairs.their_number
  where k.contype = 'f' and k.confrelid = 'case_file'::regclass and theirs.attname = 'case_id' and mine.attname <> 'case_id'
$function$;
alter routine guard.rows_naming_a_file() owner to amparo_guard;
comment on routine guard.rows_naming_a_file() is 'Rows of one file that name another one, as a merge does: they go with either.';

CREATE OR REPLACE FUNCTION guard.rows_of_file(a_case uuid)
 RETURNS TABLE(what text, count bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare t record;
begin
  if not (guard.reaches(a_case, 'case.approve_erasure') or guard.reaches(a_case, 'case.erase')) then return; end if;
  for t in select x.a_table from guard.tables_of_a_file() x loop
    what := t.a_table::text;
    execute format('select count(*) from %s where case_id = $1', t.a_table) into count using a_case;
    if count > 0 then return next; end if;
  end loop;
end $function$;
alter routine guard.rows_of_file(uuid) owner to amparo_guard;
comment on routine guard.rows_of_file(uuid) is 'How many rows of each kind a file has, for whoever asks for its erasure or has to agree: numbers, never what they say.';

CREATE OR REPLACE FUNCTION guard.seal_journal(most integer DEFAULT 1000, sweep boolean DEFAULT false)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare horizon xid8; org uuid; from_transaction xid8; from_entry uuid; last journal_seal; last_entry journal; entry journal; head bytea; place bigint; done int := 0;
begin
  -- One sealer at a time. The horizon is read after the lock: whatever is older has ended, so the order is final.
  perform pg_advisory_xact_lock(hashtext('amparo.journal_seal'));
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  for org in select o.organisation_id from organisation o order by o.organisation_id loop
    last := null; last_entry := null;
    select * into last from journal_seal s where s.organisation_id = org order by s.sequence desc limit 1;
    select * into last_entry from journal j where j.organisation_id = org and j.entry_id = last.entry_id;
    head := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    place := coalesce(last.sequence, 0);
    -- After a restore into a new cluster transactions count from below again: a sweep asks for every entry.
    from_transaction := case when sweep then '0'::xid8 else coalesce(last_entry.transaction_id, '0'::xid8) end;
    from_entry := case when sweep then null else last_entry.entry_id end;
    for entry in
      select j.* from journal j
      where j.organisation_id = org and j.transaction_id < horizon
        and (j.transaction_id, j.entry_id) > (from_transaction, coalesce(from_entry, '00000000-0000-0000-0000-000000000000'))
        and not exists (select from journal_seal s where s.organisation_id = org and s.entry_id = j.entry_id)
      order by j.transaction_id, j.entry_id limit greatest(0, most - done)
    loop
      place := place + 1;
      head := sha256(head || convert_to(guard.journal_text(place, entry), 'UTF8'));
      insert into journal_seal (organisation_id, sequence, entry_id, hash) values (org, place, entry.entry_id, head);
      done := done + 1;
    end loop;
  end loop;
  return done;
end $function$;
alter routine guard.seal_journal(integer,boolean) owner to amparo_guard;
comment on routine guard.seal_journal(integer,boolean) is 'Links entries whose order is final into the hash chain of their organisation, in commit order; answers how many.';

CREATE OR REPLACE FUNCTION guard.section_of_kind(a_kind text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$ select case when a_kind in ('course', 'programme') then 'learning' else 'home' end $function$;
alter routine guard.section_of_kind(text) owner to amparo_guard;
comment on routine guard.section_of_kind(text) is 'The section of the file a place belongs to: where someone lives, or what they learn.';

CREATE OR REPLACE FUNCTION guard.section_of_need(a_need text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case a_need when 'housing' then 'home' when 'safety' then 'safety' when 'health' then 'health' when 'mind' then 'mind'
    when 'legal' then 'law' when 'documents' then 'law' when 'language' then 'learning' when 'learning' then 'learning'
    when 'work' then 'work' when 'money' then 'money' else 'story' end
$function$;
alter routine guard.section_of_need(text) owner to amparo_guard;
comment on routine guard.section_of_need(text) is 'The section of the file a need belongs to.';

CREATE OR REPLACE FUNCTION guard.sections_allowed(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  return (
  select case when a_section is not null then guard.opens(a_case, a_section)
    else guard.sees(a_case) and exists (select from case_file f where f.case_id = a_case and f.organisation_id = (select guard.organisation())) end
  );
end $function$;
alter routine guard.sections_allowed(uuid,text) owner to amparo_guard;
comment on routine guard.sections_allowed(uuid,text) is 'Like opens; a row without a section is seen by every colleague who may open the file, never by a partner.';

CREATE OR REPLACE FUNCTION guard.sections_of(a_case uuid, an_action text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare me record := guard.who(); moment timestamptz := guard.clock(); f_organisation uuid; f_office uuid; wide text[] := '{}'; narrowed text[] := '{}'; opened text[] := '{}'; r access_rule; a case_access;
begin
  if me.staff_id is null then return opened; end if;
  select f.organisation_id, f.office_id into f_organisation, f_office from case_file f where f.case_id = a_case;
  for r in select * from access_rule x where x.action = an_action and x.role = any(me.roles) loop
    if f_organisation = me.organisation_id and (r.reach = 'all' or (r.reach = 'in_the_office' and f_office = me.office_id)) then
      wide := wide || r.sections;
    end if;
    if r.reach in ('all', 'in_the_office', 'on_the_case') then narrowed := narrowed || r.sections; end if;
  end loop;
  for a in
    select x.* from case_access x
    where x.case_id = a_case and (x.staff_id = me.staff_id or x.member_organisation_id = me.organisation_id)
      and x.ended_at is null and x.from_at <= moment and (x.until_at is null or x.until_at > moment)
      and (x.kind <> 'consent' or guard.consent_is_live(x.basis))
  loop
    if a.kind = 'team' or (a.kind = 'consent' and an_action = 'case.open') then
      opened := opened || array(select unnest(a.sections) intersect select unnest(narrowed));
    elsif a.kind = 'break_glass' and an_action = 'case.open' then
      opened := opened || a.sections;
    end if;
  end loop;
  return opened || wide;
end $function$;
alter routine guard.sections_of(uuid,text) owner to amparo_guard;
comment on routine guard.sections_of(uuid,text) is 'The sections of a file an action opens to whoever asks: by the reach of their roles, and by live access narrowed to what their roles may see.';

CREATE OR REPLACE FUNCTION guard.sees(a_case uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if a_case = guard.current_case() then return cardinality(guard.current_sections()) > 0; end if;
  return cardinality(guard.sections_of(a_case, 'case.open')) > 0;
end $function$;
alter routine guard.sees(uuid) owner to amparo_guard;
comment on routine guard.sees(uuid) is 'Whether whoever asks may open any section of a file, and so its card.';

CREATE OR REPLACE FUNCTION guard.service_answers(a_known text, a_full text[], a_hers text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  home uuid := guard.organisation();
  here date := (guard.clock() at time zone 'UTC')::date;
  mark text;
begin
  if home is null or not guard.may('directory.read') then return null; end if;
  mark := concat_ws(' ', here,
    (select r.answered_at from referral r
     where r.organisation_id = home and r.service_id is not null and r.answered_at is not null order by r.answered_at desc limit 1),
    (select x.answered_at from referral_external x
     where x.organisation_id = home and x.answered_at is not null order by x.answered_at desc limit 1));
  if mark = a_known then return jsonb_build_object('mark', mark, 'rows', null); end if;
  return jsonb_build_object('mark', mark, 'rows', coalesce((
    select jsonb_agg(to_jsonb(c)) from (
      select a.service_id,
        count(*) filter (where a.status in ('accepted', 'ended', 'waiting') or (a.status = 'withdrawn' and a.answered_at is not null)) as accepted,
        count(*) filter (where a.status = 'declined' and not coalesce(a.decline_reason = any (a_full), false)) as declined,
        count(*) filter (where a.status = 'declined' and a.decline_reason = any (a_full)) as declined_full,
        count(*) filter (where a.status = 'sent' and a.answer_due_on < here) as unanswered
      from (
        select r.service_id, r.status, r.decline_reason, r.answered_at, r.answer_due_on from referral r
        where r.organisation_id = home and r.service_id is not null and r.undone_at is null and r.sent_at > guard.clock() - interval '1 year'
        union all
        select x.service_id, x.status, x.decline_reason, x.answered_at, x.answer_due_on from referral_external x
        where x.organisation_id = home and x.sent_at > guard.clock() - interval '1 year') a
      where not (a.status = 'declined' and coalesce(a.decline_reason = any (a_hers), false))
      group by a.service_id) c
    where c.accepted + c.declined + c.declined_full + c.unanswered > 0), '[]'));
end $function$;
alter routine guard.service_answers(text,text[],text[]) owner to amparo_guard;
comment on routine guard.service_answers(text,text[],text[]) is 'Of the own referrals of a year, to organisations here and by link: how many a service took, declined, declined for want of a place and left without a word. Counts alone, and nothing when they are as the caller knows them.';

CREATE OR REPLACE FUNCTION guard.services_of_house(some_words text)
 RETURNS TABLE(service_id uuid, name text, provider text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); mine organisation; looked_for text := '%' || replace(replace(replace(some_words, '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  if me.organisation_id is null or not guard.may('places.manage') then return; end if;
  select * into mine from organisation o where o.organisation_id = me.organisation_id;
  return query
    select s.service_id, s.record ->> 'name', p.record ->> 'name'
    from directory_service s
    join directory_organisation p on p.organisation_id = s.organisation_id and p.provider_id = s.provider_id
    join organisation o on o.organisation_id = s.organisation_id
    where (s.organisation_id = mine.organisation_id
        or (mine.kind = 'partner' and o.kind = 'own' and (p.provider_id = mine.organisation_id or lower(p.record ->> 'name') = lower(mine.name))))
      and s.record ->> 'name' ilike looked_for
    order by 2, 1 limit 20;
end $function$;
alter routine guard.services_of_house(text) owner to amparo_guard;
comment on routine guard.services_of_house(text) is 'Services a unit may be of, twenty at a time, for whoever manages places: of one''s own directory, and a partner''s own services in the directory that leads to it.';

CREATE OR REPLACE FUNCTION guard.set_password(a_hash text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into credential (organisation_id, staff_id, password_hash, password_set_at)
  select organisation_id, staff_id, a_hash, guard.clock() from guard.actor()
  on conflict (organisation_id, staff_id) do update set password_hash = excluded.password_hash, password_set_at = excluded.password_set_at
$function$;
alter routine guard.set_password(text) owner to amparo_guard;
comment on routine guard.set_password(text) is 'A new password for whoever asks.';

CREATE OR REPLACE FUNCTION guard.set_recovery_codes(the_hashes bytea[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from recovery_code where staff_id = (select guard.staff());
  insert into recovery_code (organisation_id, staff_id, code_hash) select organisation_id, staff_id, h from guard.actor(), unnest(the_hashes) h;
$function$;
alter routine guard.set_recovery_codes(bytea[]) owner to amparo_guard;
comment on routine guard.set_recovery_codes(bytea[]) is 'New recovery codes for whoever asks; the former ones are worth nothing any more.';

CREATE OR REPLACE FUNCTION guard.set_totp(a_sealed bytea, a_key_version integer, a_step bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into credential (organisation_id, staff_id, sealed_totp, totp_key_version, totp_last_step, totp_set_at)
  select organisation_id, staff_id, a_sealed, a_key_version, a_step, guard.clock() from guard.actor()
  on conflict (organisation_id, staff_id) do update set sealed_totp = excluded.sealed_totp, totp_key_version = excluded.totp_key_version,
    totp_last_step = excluded.totp_last_step, totp_set_at = excluded.totp_set_at
$function$;
alter routine guard.set_totp(bytea,integer,bigint) owner to amparo_guard;
comment on routine guard.set_totp(bytea,integer,bigint) is 'A new authenticator for whoever asks; the code that proved it counts as used.';

CREATE OR REPLACE FUNCTION guard.settle_transfer(a_transfer uuid, a_closure uuid, a_keep date, a_review date, an_erasure date, some_refs jsonb, an_entry uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); o transfer_out := guard.moving_here(a_transfer); i transfer_in; r referral; written int;
begin
  select * into i from transfer_in x where x.transfer_id = a_transfer;
  if o.transfer_id is null or i.case_id is null or not exists (select from case_key k where k.organisation_id = i.organisation_id and k.case_id = i.case_id) then return false; end if;
  select * into r from referral x where x.referral_id = o.referral_id;
  insert into closure (organisation_id, case_id, closure_id, reason, closed_on, closed_by, keep_until, review_on, erase_on, left_open)
  values (o.organisation_id, o.case_id, a_closure, 'transferred', (o.accepted_at at time zone 'UTC')::date, r.sent_by, a_keep, a_review, an_erasure, jsonb_array_length(o.matters));
  update transfer_out set closure_id = a_closure where transfer_id = a_transfer;
  -- Her story comes along in its own days, marked as having come.
  insert into timeline_entry (organisation_id, case_id, entry_id, at, kind, section, actor_id, ref_id, codes)
  select i.organisation_id, i.case_id, gen_random_uuid(), e.at, e.kind, e.section, e.actor_id, (some_refs ->> e.ref_id::text)::uuid, e.codes || '{"came": 1}'
  from timeline_entry e where e.organisation_id = o.organisation_id and e.case_id = o.case_id and e.section = any (o.sections);
  insert into plan (organisation_id, case_id, review_on, reviewed_on)
  select i.organisation_id, i.case_id, p.review_on, p.reviewed_on from plan p
  where p.organisation_id = o.organisation_id and p.case_id = o.case_id
    and exists (select from goal g where g.organisation_id = i.organisation_id and g.case_id = i.case_id);
  update case_file f set next_due_on = (
    select min(d.due_on) from (
      select a.due_on from plan_action a join goal g using (organisation_id, case_id, goal_id)
      where a.organisation_id = i.organisation_id and a.case_id = i.case_id and a.done_on is null and g.status = 'open'
      union all select p.review_on from plan p where p.organisation_id = i.organisation_id and p.case_id = i.case_id) d)
  where f.organisation_id = i.organisation_id and f.case_id = i.case_id;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (i.organisation_id, i.case_id, an_entry, 'file_came', me.staff_id, a_transfer, '{}'),
    (i.organisation_id, i.case_id, gen_random_uuid(), 'team_assigned', me.staff_id, i.led_by, '{"function": "reference_worker"}');
  -- The team last: it closes the door behind whoever accepted.
  insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, created_by)
  values (i.organisation_id, i.case_id, gen_random_uuid(), 'team', i.led_by, 'reference_worker',
    array['identity', 'story', 'safety', 'health', 'mind', 'law', 'home', 'learning', 'work', 'money', 'return'], me.staff_id);
  select count(*) into written from timeline_entry e where e.organisation_id = i.organisation_id and e.case_id = i.case_id;
  update transfer_in set lines = written where transfer_id = a_transfer;
  insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, session_id, action, case_id, subject_id, basis, sections)
  values (i.organisation_id, gen_random_uuid(), me.staff_id, me.organisation_id, me.session_id, 'referrals.answer', i.case_id, a_transfer, 'transfer', i.sections);
  return true;
end $function$;
alter routine guard.settle_transfer(uuid,uuid,date,date,date,jsonb,uuid) owner to amparo_guard;
comment on routine guard.settle_transfer(uuid,uuid,date,date,date,jsonb,uuid) is 'Ends a transfer: the first house''s closure with its days, the story that came along, the reference worker of the receiving house.';

CREATE OR REPLACE FUNCTION guard.settled()
 RETURNS entered
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare e entered;
begin
  select * into e from entered x where x.pid = pg_backend_pid() and x.transaction_id = pg_current_xact_id_if_assigned();
  return e;
end $function$;
alter routine guard.settled() owner to amparo_guard;
comment on routine guard.settled() is 'What this transaction entered with, or nothing.';

CREATE OR REPLACE FUNCTION guard.show_protocol(an_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare p protocol; how text; words boolean;
begin
  select * into p from protocol x where x.protocol_id = an_id;
  how := guard.protocol_stands(p);
  if how is null and exists (select from guard.protocols_to_oversee() o where o.protocol_id = an_id) then how := 'told'; end if;
  if how is null then return null; end if;
  words := how in ('taker', 'section');
  return jsonb_build_object(
    'how', how,
    'words', words,
    'sees', guard.sees(p.case_id),
    'works', p.closed_at is null and guard.works_on_protocol(p),
    'head', to_jsonb(p) - 'left_out',
    'steps', (select jsonb_agg(to_jsonb(s) order by s.place) from protocol_step s where s.organisation_id = p.organisation_id and s.case_id = p.case_id and s.protocol_id = p.protocol_id),
    'told', (select coalesce(jsonb_agg(jsonb_build_object('staff_id', t.staff_id, 'as', t.told_as, 'from_at', t.from_at, 'telephone', t.telephone) order by t.from_at, t.told_as), '[]')
       from protocol_told t where t.organisation_id = p.organisation_id and t.case_id = p.case_id and t.protocol_id = p.protocol_id),
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('line_id', l.line_id, 'at', l.at, 'by', l.by_id, 'what', l.what, 'step', l.step, 'state', l.state, 'to', l.to_id,
         'sealed', case when words or l.by_id = guard.staff() then encode(l.sealed, 'base64') end) order by l.at, l.line_id), '[]')
       from protocol_line l where l.organisation_id = p.organisation_id and l.case_id = p.case_id and l.protocol_id = p.protocol_id),
    'names', (select coalesce(jsonb_object_agg(s.staff_id, s.name), '{}') from staff s where s.organisation_id = p.organisation_id and s.staff_id in (
         select p.opened_by union select p.taken_by union select p.handed_to union select p.closed_by union select p.close_asked_by
         union select t.staff_id from protocol_told t where t.protocol_id = p.protocol_id
         union select l.by_id from protocol_line l where l.protocol_id = p.protocol_id)),
    'card', (select encode(f.sealed_card, 'base64') from case_file f where f.organisation_id = p.organisation_id and f.case_id = p.case_id),
    'keys', (select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
       from case_key c where c.organisation_id = p.organisation_id and c.case_id = p.case_id));
end $function$;
alter routine guard.show_protocol(uuid) owner to amparo_guard;
comment on routine guard.show_protocol(uuid) is 'A protocol as far as it stands with whoever asks: what was written only for those who have it or may open its section, and to each their own words. Card and keys are for the alias, which those who are told need to speak of the person.';

CREATE OR REPLACE FUNCTION guard.show_second_factor()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ update session set second_factor_at = guard.clock() where session_id = (select session_id from guard.actor()) $function$;
alter routine guard.show_second_factor() owner to amparo_guard;
comment on routine guard.show_second_factor() is 'The second factor was just shown on this device.';

CREATE OR REPLACE FUNCTION guard.side_of_referral(a_referral uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); r referral;
begin
  select * into r from referral where referral_id = a_referral and undone_at is null;
  if me.staff_id is null or r.referral_id is null then return 'not_found'; end if;
  if r.organisation_id = me.organisation_id then
    if not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  elsif r.to_organisation_id <> me.organisation_id or not guard.may('referrals.answer') then return 'not_found';
  end if;
  -- Held, so that nothing is written after a withdrawal was acknowledged.
  if not guard.hold_referral_basis(r.consent_id, r.exception_id, r.case_id, r.to_organisation_id) then return 'over'; end if;
  select * into r from referral where referral_id = a_referral for share;
  if r.undone_at is not null then return 'not_found'; end if;
  if r.status not in ('sent', 'waiting', 'accepted') then return 'over'; end if;
  return case when r.organisation_id = me.organisation_id then 'sender' else 'recipient' end;
end $function$;
alter routine guard.side_of_referral(uuid) owner to amparo_guard;
comment on routine guard.side_of_referral(uuid) is 'On which side of a referral whoever asks stands, while it goes on and what it stands on holds; both are kept so until this transaction is done.';

CREATE OR REPLACE FUNCTION guard.sign_in_lookup(an_email text)
 RETURNS TABLE(staff_id uuid, password_hash text, second_factor boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select m.staff_id, c.password_hash, c.sealed_totp is not null or exists (select from passkey p where p.staff_id = m.staff_id)
  from staff m join credential c on c.organisation_id = m.organisation_id and c.staff_id = m.staff_id
  where lower(m.email) = lower(an_email) and m.status = 'active'
$function$;
alter routine guard.sign_in_lookup(text) owner to amparo_guard;
comment on routine guard.sign_in_lookup(text) is 'What the server needs to check a password; nothing for who left, was only invited, or never was.';

CREATE OR REPLACE FUNCTION guard.signs_noted(a_case uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare home uuid := guard.organisation();
begin
  if not guard.sees(a_case) or not guard.opens(a_case, 'law') then return null; end if;
  return exists (select from screening s where s.organisation_id = home and s.case_id = a_case and s.level <> 'nothing_noted')
    or exists (select from report r where r.organisation_id = home and r.case_id = a_case)
    or exists (select from timeline_entry t where t.organisation_id = home and t.case_id = a_case and t.kind = 'file_from_report');
end $function$;
alter routine guard.signs_noted(uuid) owner to amparo_guard;
comment on routine guard.signs_noted(uuid) is 'Whether signs were noted for this file, by a screening or by the report it came from: one word, for the own team who opens its law.';

CREATE OR REPLACE FUNCTION guard.spend_place_override(a_case uuid, a_unit uuid, a_mark bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare u place_unit := guard.enter_unit(a_unit); spent exclusion_override;
begin
  if u.unit_id is null or not guard.places_open_file(a_case, guard.section_of_kind(u.kind)) then return null; end if;
  update exclusion_override set used_at = guard.clock(), version = version + 1
  where case_id = a_case and override_id = (
    select o.override_id from exclusion_override o where o.case_id = a_case and o.assignment = a_mark and o.answer = 'approved'
      and o.used_at is null and o.expires_at > guard.clock() order by o.expires_at limit 1 for update)
  returning * into spent;
  if spent.override_id is null then return null; end if;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  values (spent.organisation_id, a_case, gen_random_uuid(), 'override_used', 'safety', guard.staff(), spent.override_id, '{}');
  return spent.override_id;
end $function$;
alter routine guard.spend_place_override(uuid,uuid,bytea) owner to amparo_guard;
comment on routine guard.spend_place_override(uuid,uuid,bytea) is 'Uses up an exception two colleagues of the file''s own house agreed on, for this one unit; also where a partner''s house receives the person.';

CREATE OR REPLACE FUNCTION guard.staff()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who();
begin
  return me.staff_id;
end $function$;
alter routine guard.staff() owner to amparo_guard;
comment on routine guard.staff() is 'The staff member who asks.';

CREATE OR REPLACE FUNCTION guard.staff_of(an_organisation uuid)
 RETURNS TABLE(organisation_id uuid, staff_id uuid, office_id uuid, office_name text, name text, email text, roles text[], status text, language text, version integer, invited_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.organisation_id, s.staff_id, s.office_id, o.name, s.name, s.email, s.roles, s.status, s.language, s.version,
    (select max(i.expires_at) from invitation i where i.staff_id = s.staff_id and i.used_at is null and s.status = 'invited')
  from staff s join office o on o.organisation_id = s.organisation_id and o.office_id = s.office_id
  where s.organisation_id = an_organisation
    and (an_organisation = (select guard.organisation()) or guard.manages(an_organisation, 'staff.manage'))
  order by s.status = 'left', lower(s.name), s.staff_id
$function$;
alter routine guard.staff_of(uuid) owner to amparo_guard;
comment on routine guard.staff_of(uuid) is 'The people of one''s own organisation, or of a partner one looks after.';

CREATE OR REPLACE FUNCTION guard.staff_of_appointment(an_appointment uuid, people uuid[], parts text[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); a appointment;
begin
  select * into a from appointment x where x.appointment_id = an_appointment and x.organisation_id = me.organisation_id;
  if a.appointment_id is null or not guard.writes(a.case_id, a.section) then return false; end if;
  if exists (select from unnest(people) p where not exists (
      select from staff s where s.organisation_id = a.organisation_id and s.staff_id = p and s.status = 'active')
      and not exists (select from appointment_staff k where k.appointment_id = an_appointment and k.organisation_id = a.organisation_id
        and k.case_id = a.case_id and k.staff_id = p)) then return false; end if;
  delete from appointment_staff k where k.organisation_id = a.organisation_id and k.case_id = a.case_id and k.appointment_id = an_appointment
    and k.staff_id <> all (people);
  insert into appointment_staff (organisation_id, case_id, appointment_id, staff_id, section, part, busy_from, busy_until, live)
  select a.organisation_id, a.case_id, an_appointment, p.staff_id, a.section, p.part, a.starts_at - make_interval(mins => a.away_before),
    a.ends_at + make_interval(mins => a.away_after), a.status in ('planned', 'held')
  from unnest(people, parts) p(staff_id, part)
  on conflict (organisation_id, case_id, appointment_id, staff_id) do update set section = excluded.section, part = excluded.part,
    busy_from = excluded.busy_from, busy_until = excluded.busy_until, live = excluded.live;
  return true;
end $function$;
alter routine guard.staff_of_appointment(uuid,uuid[],text[]) owner to amparo_guard;
comment on routine guard.staff_of_appointment(uuid,uuid[],text[]) is 'Says who leads an appointment and who goes along, and takes the time it costs them as the appointment has it now.';

CREATE OR REPLACE FUNCTION guard.stamp_called_off()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if new.status = 'cancelled' and old.status = 'confirmed' then new.cancelled_at := guard.clock(); end if;
  return new;
end $function$;
alter routine guard.stamp_called_off() owner to amparo_guard;
comment on routine guard.stamp_called_off() is 'Whoever was confirmed and is called off may be owed a share: the moment is the database''s.';

CREATE OR REPLACE FUNCTION guard.stamp_exclusion()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.ended_at is not null then
    raise exception using errcode = '42501', message = 'an exclusion that ended is not changed';
  end if;
  if new.ended_at is not null then
    new.ended_at := guard.clock();
    new.ended_by := coalesce(guard.staff(), new.ended_by);
  else
    new.changed_at := guard.clock();
  end if;
  return new;
end $function$;
comment on routine guard.stamp_exclusion() is 'Who ended an exclusion and when.';

CREATE OR REPLACE FUNCTION guard.stamp_interpreter()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if new.status = 'active' and old.status <> 'active' and (
    select count(*) from interpreter_vetting v where v.organisation_id = new.organisation_id and v.interpreter_id = new.interpreter_id
      and v.step in ('identity', 'background', 'confidentiality', 'interview')
      and (v.valid_until is null or v.valid_until >= (guard.clock() at time zone 'UTC')::date)) < 4 then
    raise exception using errcode = 'check_violation', message = 'not vetted';
  end if;
  return new;
end $function$;
alter routine guard.stamp_interpreter() owner to amparo_guard;
comment on routine guard.stamp_interpreter() is 'Nobody is taken into service before everything was looked at.';

CREATE OR REPLACE FUNCTION guard.stamp_interpreter_booking()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  -- Whoever pays writes it through the guard.
  if new.status = 'paid' and old.status <> 'paid' and current_user = 'amparo_app' then
    raise exception using errcode = 'check_violation', message = 'not by hand';
  end if;
  if new.status <> old.status and not (
    (old.status = 'offered' and new.status in ('declined', 'confirmed', 'stopped', 'cancelled'))
    or (old.status = 'confirmed' and new.status in ('stopped', 'cancelled', 'attended', 'missed'))
    or (old.status = 'attended' and new.status in ('rated', 'paid'))
    or (old.status = 'rated' and new.status = 'paid')) then
    raise exception using errcode = 'check_violation', message = 'no such way';
  end if;
  return new;
end $function$;
alter routine guard.stamp_interpreter_booking() owner to amparo_guard;
comment on routine guard.stamp_interpreter_booking() is 'What ended stays as it ended: nobody is confirmed who declined or was stopped.';

CREATE OR REPLACE FUNCTION guard.stamp_override()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if new.answer is distinct from old.answer then
    if old.answer is not null then raise exception using errcode = '42501', message = 'it was answered already'; end if;
    new.answered_at := guard.clock();
    new.answered_by := coalesce(guard.staff(), new.answered_by);
    if not guard.reaches(new.case_id, 'exclusions.approve') and guard.staff() is not null then
      raise exception using errcode = '42501', message = 'not theirs to approve';
    end if;
    if new.answer = 'approved' then new.expires_at := new.answered_at + interval '24 hours'; end if;
  end if;
  if new.used_at is distinct from old.used_at then
    if old.used_at is not null then raise exception using errcode = '42501', message = 'it was used already'; end if;
    new.used_at := guard.clock();
  end if;
  return new;
end $function$;
comment on routine guard.stamp_override() is 'Who answered, when, and until when it holds; a used or answered one stays as it is.';

CREATE OR REPLACE FUNCTION guard.stamp_statement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if old.status <> 'draft' and (old.status = 'paid' or new.status <> 'paid'
      or (new.total_cents, new.hash, new.issued_at, new.issued_by) is distinct from (old.total_cents, old.hash, old.issued_at, old.issued_by)) then
    raise exception using errcode = 'check_violation', message = 'frozen';
  end if;
  if old.status = 'draft' and new.status <> 'draft' and (new.status <> 'issued' or new.total_cents is distinct from (
      select sum(l.amount_cents) from interpreter_statement_line l
      where l.organisation_id = new.organisation_id and l.statement_id = new.statement_id)) then
    raise exception using errcode = 'check_violation', message = 'the lines are not the total';
  end if;
  return new;
end $function$;
alter routine guard.stamp_statement() owner to amparo_guard;
comment on routine guard.stamp_statement() is 'A statement is issued once, with the sum of its lines, and after that only its payment is written.';

CREATE OR REPLACE FUNCTION guard.stamp_statement_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare head interpreter_statement; line interpreter_statement_line := case when tg_op = 'DELETE' then old else new end;
begin
  select * into head from interpreter_statement s where s.organisation_id = line.organisation_id and s.statement_id = line.statement_id for share;
  if head.status <> 'draft' then raise exception using errcode = 'check_violation', message = 'frozen'; end if;
  return line;
end $function$;
alter routine guard.stamp_statement_line() owner to amparo_guard;
comment on routine guard.stamp_statement_line() is 'Lines come, change and go in a draft alone.';

CREATE OR REPLACE FUNCTION guard.stands_here(a_case uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare e entered := guard.settled();
begin
  -- Entered without a file, my_cases holds every file one stands on; only a request about another file asks anew.
  return e.case_id is not null and a_case = any(guard.my_case_ids());
end $function$;
alter routine guard.stands_here(uuid) owner to amparo_guard;
comment on routine guard.stands_here(uuid) is 'Whether whoever asks about one file stands on this other one.';

CREATE OR REPLACE FUNCTION guard.stands_on(a_case uuid, an_organisation uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record;
begin
  select * into me from guard.actor();
  return exists (select from case_access a where a.case_id = a_case and a.organisation_id = an_organisation
                 and (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id))
      or exists (select from referral r where r.case_id = a_case and r.organisation_id = an_organisation
                 and r.to_organisation_id = me.organisation_id);
end $function$;
alter routine guard.stands_on(uuid,uuid) owner to amparo_guard;
comment on routine guard.stands_on(uuid,uuid) is 'Whether whoever asks stands or stood on this file of another organisation, or was referred it, and so may tell its journal what they did.';

CREATE OR REPLACE FUNCTION guard.start_session(a_staff uuid, a_session uuid, a_token_hash bytea, a_device text, with_second_factor boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform guard.tick();
  insert into session (token_hash, organisation_id, session_id, staff_id, device, made_at, seen_at, expires_at, second_factor_at)
  select a_token_hash, m.organisation_id, a_session, m.staff_id, left(a_device, 200), guard.clock(), guard.clock(),
    guard.clock() + interval '30 minutes', case when with_second_factor then guard.clock() end
  from staff m where m.staff_id = a_staff and m.status = 'active';
  return found;
end $function$;
alter routine guard.start_session(uuid,uuid,bytea,text,boolean) owner to amparo_guard;
comment on routine guard.start_session(uuid,uuid,bytea,text,boolean) is 'A signed-in device, for half an hour and, in use, for twelve hours at most; only for staff who work here now.';

CREATE OR REPLACE FUNCTION guard.states_something(a_value jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(jsonb_path_exists(a_value,
    '$.** ? ((@.type() == "string" && @ != "unknown") || @.type() == "number" || (@.type() == "boolean" && @ == true))'), false)
$function$;
alter routine guard.states_something(jsonb) owner to amparo_guard;
comment on routine guard.states_something(jsonb) is 'Whether anybody said anything in this field: empty, unknown and false are "not stated".';

CREATE OR REPLACE FUNCTION guard.stays_of(a_case uuid)
 RETURNS TABLE(stay_id uuid, house_organisation_id uuid, house_name text, unit_id uuid, unit_name text, kind text, section text, from_on date, planned_until date, until_on date, destination text, away_until date, version integer, keeps boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); keeps boolean := guard.may('places.keep');
begin
  return query
    select s.stay_id, s.organisation_id, o.name, u.unit_id, u.name, u.kind, p.section, s.from_on, s.planned_until, s.until_on, s.destination, s.away_until, s.version,
      keeps and s.organisation_id = me.organisation_id and guard.places_open_file(a_case, p.section)
    from place_person p join stay s on s.stay_id = p.ref_id join place_unit u on u.unit_id = s.unit_id join organisation o on o.organisation_id = s.organisation_id
    where p.case_id = a_case and p.what = 'stay' and guard.opens(a_case, p.section) and me.organisation_id in (p.organisation_id, p.house_organisation_id)
    order by s.from_on desc, s.stay_id;
end $function$;
alter routine guard.stays_of(uuid) owner to amparo_guard;
comment on routine guard.stays_of(uuid) is 'Where the person of a file stays, stayed and learns: for whoever opens that section; a partner finds only its own house.';

CREATE OR REPLACE FUNCTION guard.stop_booking(a_booking uuid, a_reason text, an_entry uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine guard.stop_booking(uuid,text,uuid) owner to amparo_guard;
comment on routine guard.stop_booking(uuid,text,uuid) is 'Stops what was booked and now breaks a gate; its link opens nothing any more, and the page of the day says so.';

CREATE OR REPLACE FUNCTION guard.stop_erasure(an_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); asked erasure_request;
begin
  select * into asked from erasure_request where request_id = an_id for update;
  if me.staff_id is null or asked.request_id is null or not guard.reaches(asked.case_id, 'case.hold') then return 'not_found'; end if;
  if asked.stopped_at is not null then return 'stopped_before'; end if;
  update erasure_request set stopped_at = guard.clock(), stopped_by = me.staff_id where request_id = an_id;
  return 'stopped';
end $function$;
alter routine guard.stop_erasure(uuid) owner to amparo_guard;
comment on routine guard.stop_erasure(uuid) is 'Withdraws or refuses an erasure. Whoever may hold a file may stop it.';

CREATE OR REPLACE FUNCTION guard.subject_of(a_case uuid)
 RETURNS TABLE(organisation_id uuid, office_id uuid, created_by uuid, live jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return query
  select f.organisation_id, f.office_id, f.created_by,
    coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'access_id', a.access_id, 'basis', a.basis, 'sections', a.sections))
              from guard.live_access(a_case) a), '[]')
  from case_file f
  where f.case_id = a_case and (guard.sees(a_case) or guard.reaches(a_case, 'case.break_glass'))
  ;
end $function$;
alter routine guard.subject_of(uuid) owner to amparo_guard;
comment on routine guard.subject_of(uuid) is 'What may() needs to know of a file, given only to whoever may open it or may break its glass.';

CREATE OR REPLACE FUNCTION guard.tables_of_a_file()
 RETURNS TABLE(a_table regclass, with_key boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.oid::regclass, exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'case_file'::regclass)
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    -- The journal keeps codes for ever; what a connection entered with is gone when its request is.
    and c.relname not in ('case_file', 'journal', 'entered')
  order by c.relname
$function$;
alter routine guard.tables_of_a_file() owner to amparo_guard;
comment on routine guard.tables_of_a_file() is 'Every table with rows of a file, and whether they are bound to it; the journal alone outlives it.';

CREATE OR REPLACE FUNCTION guard.take_challenge(a_hash bytea, a_kind text)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with taken as (delete from sign_in_challenge c where c.challenge_hash = a_hash and c.kind = a_kind returning c.expires_at)
  select coalesce((select expires_at > guard.clock() from taken), false)
$function$;
alter routine guard.take_challenge(bytea,text) owner to amparo_guard;
comment on routine guard.take_challenge(bytea,text) is 'Uses a challenge up; true once and in time.';

CREATE OR REPLACE FUNCTION guard.take_over(a_referral uuid, an_expected integer, a_transfer uuid, a_worker uuid, a_sealed bytea, an_entry uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me record := guard.who(); first referral; r referral; held consent; f case_file; moment timestamptz; today date; chosen text[]; goes text[]; reads text[]; until date; earlier referral;
begin
  select * into first from referral where referral_id = a_referral and to_organisation_id = me.organisation_id and kind = 'transfer' and undone_at is null;
  if me.staff_id is null or first.referral_id is null or not guard.may('referrals.answer') then return '{"said": "not_found"}'; end if;
  if not exists (select from guard.who_may_lead() w where w.staff_id = a_worker) then return '{"said": "nobody_leads"}'; end if;
  -- Consent, referral, file: in the order in which whoever withdraws takes them.
  select * into held from consent where consent_id = first.consent_id for share;
  perform pg_advisory_xact_lock(hashtextextended('amparo.reference_worker ' || first.case_id, 0));
  select * into r from referral where referral_id = a_referral for update;
  if r.undone_at is not null then return '{"said": "not_found"}'; end if;
  if r.version <> an_expected or r.status not in ('sent', 'waiting') then return '{"said": "conflict"}'; end if;
  if not guard.hold_referral_basis(r.consent_id, null, r.case_id, me.organisation_id) then return '{"said": "consent_ended"}'; end if;
  -- Whoever is writing in the file is waited for: what they write goes along.
  select * into f from case_file where organisation_id = r.organisation_id and case_id = r.case_id for update;
  if f.status <> 'open' then return '{"said": "conflict"}'; end if;
  if exists (select from protocol p where p.organisation_id = r.organisation_id and p.case_id = r.case_id and p.closed_at is null) then return '{"said": "not_now"}'; end if;
  chosen := case when r.sections is null then held.sections else array(select unnest(r.sections) intersect select unnest(held.sections)) end;
  goes := array(select s from unnest(held.for_good) s where s = any (chosen));
  reads := array(select s from unnest(chosen) s where s <> all (goes));
  if cardinality(goes) = 0 then return '{"said": "nothing_goes"}'; end if;
  moment := guard.clock();
  today := (moment at time zone 'UTC')::date;
  -- Whoever led before, until she came back here, leads no longer.
  for earlier in select * from referral x where x.organisation_id = r.organisation_id and x.case_id = r.case_id and x.kind = 'transfer'
    and x.status = 'accepted' for update loop
    perform guard.close_access_of_referral(earlier);
    update referral set status = 'ended', outcome = 'went_on_elsewhere', outcome_on = today, version = version + 1 where referral_id = earlier.referral_id;
  end loop;
  until := case when cardinality(reads) > 0 then least(held.ends_on, coalesce(r.until_on, held.ends_on)) end;

  insert into transfer_out (organisation_id, case_id, transfer_id, referral_id, to_organisation_id, accepted_at, sections, was_status, matters)
  values (r.organisation_id, r.case_id, a_transfer, a_referral, me.organisation_id, moment, goes, r.status,
    guard.open_on_the_day(r.organisation_id, r.case_id, goes));
  update referral set status = 'accepted', version = version + 1, looked_at = coalesce(looked_at, moment), looked_by = coalesce(looked_by, me.staff_id),
    answered_at = coalesce(answered_at, moment), answered_by = me.staff_id, sealed_answer = coalesce(a_sealed, sealed_answer)
  where referral_id = a_referral;
  update hand_over set status = 'withdrawn', answered_at = moment
  where organisation_id = r.organisation_id and case_id = r.case_id and status = 'proposed';
  update case_access set ended_at = moment where organisation_id = r.organisation_id and case_id = r.case_id and kind = 'team' and ended_at is null;
  if cardinality(reads) > 0 then
    insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, until_at, created_by, referral_id)
    values (r.organisation_id, r.case_id, gen_random_uuid(), 'consent', me.organisation_id, 'partner', reads, held.consent_id, until::timestamp at time zone 'UTC',
      me.staff_id, a_referral);
  end if;
  update case_file set status = 'closed', closed_on = today, last_activity_at = moment, version = version + 1
  where organisation_id = r.organisation_id and case_id = r.case_id;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'transfer_accepted', me.staff_id, a_referral, jsonb_build_object('need', r.need)),
    (r.organisation_id, r.case_id, gen_random_uuid(), 'file_closed', me.staff_id, a_transfer, '{"reason": "transferred"}');
  return jsonb_build_object('said', 'accepted', 'organisation_id', r.organisation_id, 'case_id', r.case_id, 'consent_id', held.consent_id, 'stage', f.stage,
    'sections', goes, 'read_sections', reads, 'read_until', until, 'sealed_card', encode(f.sealed_card, 'base64'),
    'keys', (select jsonb_agg(jsonb_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64')) order by k.version desc)
      from case_key k where k.organisation_id = f.organisation_id and k.case_id = f.case_id),
    'house', (select jsonb_build_object('months', o.retention_months, 'country', o.country) from organisation o where o.organisation_id = r.organisation_id));
end $function$;
alter routine guard.take_over(uuid,integer,uuid,uuid,bytea,uuid) owner to amparo_guard;
comment on routine guard.take_over(uuid,integer,uuid,uuid,bytea,uuid) is 'The receiving house accepts a transfer: the referral, the file''s end at the first house and its team''s, and what it takes to seal anew what goes along. The transaction ends well only when that was laid down.';

CREATE OR REPLACE FUNCTION guard.take_passed_report(a_pass uuid, an_expected integer, an_answer text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); found report_pass;
begin
  if me.staff_id is null or not guard.may('reports.take') then return 'not_found'; end if;
  select * into found from report_pass p
    where p.pass_id = a_pass and p.to_organisation_id = me.organisation_id and p.ended_on is null for update;
  if found.pass_id is null then return 'not_found'; end if;
  if found.version <> an_expected then return 'stale'; end if;
  update report_pass set taken = an_answer, taken_by = me.staff_id, taken_on = (guard.clock() at time zone 'UTC')::date,
    version = version + 1 where pass_id = a_pass;
  return 'done';
end $function$;
alter routine guard.take_passed_report(uuid,integer,text) owner to amparo_guard;
comment on routine guard.take_passed_report(uuid,integer,text) is 'The partner says whether it takes up a report passed to it: its own, while it has not been taken back.';

CREATE OR REPLACE FUNCTION guard.take_protocol(an_id uuid, an_expected integer, a_line uuid, a_sealed bytea, some_hours integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); r record; needed text[]; moment timestamptz;
begin
  select * into r from guard.enter_protocol(an_id, an_expected);
  if r.said <> 'done' then return r.said; end if;
  if guard.protocol_stands(r.p) not in ('taker', 'section', 'told', 'duty') then return 'not_found'; end if;
  moment := guard.clock();
  perform guard.end_duty_access(r.p);
  update protocol x set taken_by = me.staff_id, taken_at = moment, handed_to = null, version = version + 1 where x.protocol_id = an_id;
  perform guard.add_protocol_line(r.p, a_line, 'taken', null, null, null, a_sealed);
  needed := array(select distinct unnest(array[(r.p).section, 'safety']));
  -- Narrow and with an end: two sections at most, for some hours, and only for whoever has no place on the file that opens them.
  if not needed <@ guard.sections_of((r.p).case_id, 'case.open') then
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, from_at, until_at, created_by)
    values ((r.p).organisation_id, (r.p).case_id, gen_random_uuid(), 'team', me.staff_id, 'duty', needed, an_id, moment,
            moment + make_interval(hours => least(some_hours, 24)), me.staff_id);
  end if;
  perform guard.tell_timeline_of_protocol(r.p, 'protocol_taken');
  return 'done';
end $function$;
alter routine guard.take_protocol(uuid,integer,uuid,bytea,integer) owner to amparo_guard;
comment on routine guard.take_protocol(uuid,integer,uuid,bytea,integer) is 'Somebody it stands with takes a protocol over, from nobody or from a colleague. Without a place on the file they get a narrow one that ends: this section and safety, some hours, until the protocol is closed or taken by another.';

CREATE OR REPLACE FUNCTION guard.taken_of(people uuid[], from_at timestamp with time zone, until_at timestamp with time zone)
 RETURNS TABLE(staff_id uuid, appointment_id uuid, kind text, starts_at timestamp with time zone, ends_at timestamp with time zone, away_before integer, away_after integer, live boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('agenda.read') then return; end if;
  return query
    select k.staff_id, k.appointment_id, 'busy', a.starts_at, a.ends_at, a.away_before, a.away_after, k.live
    from appointment_staff k join appointment a on a.organisation_id = k.organisation_id and a.case_id = k.case_id and a.appointment_id = k.appointment_id
    where k.organisation_id = me.organisation_id and k.staff_id = any(people) and k.busy_from < until_at
      and k.busy_from > from_at - interval '2 days' and k.busy_until > from_at
    union all
    select b.staff_id, null, b.kind, b.starts_at, b.ends_at, 0, 0, true from busy_time b
    where b.organisation_id = me.organisation_id and b.staff_id = any(people) and b.starts_at < until_at and b.ends_at > from_at;
end $function$;
alter routine guard.taken_of(uuid[],timestamp with time zone,timestamp with time zone) owner to amparo_guard;
comment on routine guard.taken_of(uuid[],timestamp with time zone,timestamp with time zone) is 'What stands in the agenda of colleagues of the house, by id and hours, and whether it still takes their time. An appointment takes less than two days.';

CREATE OR REPLACE FUNCTION guard.taken_of_file(a_case uuid, from_at timestamp with time zone, until_at timestamp with time zone)
 RETURNS TABLE(appointment_id uuid, starts_at timestamp with time zone, ends_at timestamp with time zone, away_before integer, away_after integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('agenda.read') or not guard.sees(a_case) then return; end if;
  return query
    select a.appointment_id, a.starts_at, a.ends_at, a.away_before, a.away_after from appointment a
    where a.organisation_id = me.organisation_id and a.case_id = a_case and a.status in ('planned', 'held')
      and a.starts_at > from_at - interval '2 days' and a.starts_at - make_interval(mins => a.away_before) < until_at
      and a.ends_at + make_interval(mins => a.away_after) > from_at;
end $function$;
alter routine guard.taken_of_file(uuid,timestamp with time zone,timestamp with time zone) owner to amparo_guard;
comment on routine guard.taken_of_file(uuid,timestamp with time zone,timestamp with time zone) is 'When the person of a file one sees is taken, in whichever section it stands: the hours alone.';

CREATE OR REPLACE FUNCTION guard.taken_of_interpreters(a_case uuid, some_appointments uuid[], from_at timestamp with time zone, until_at timestamp with time zone)
 RETURNS TABLE(starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('agenda.read') or not guard.sees(a_case) then return; end if;
  return query
    select distinct o.starts_at, o.ends_at from interpreter_booking b
    join interpreter_booking o on o.organisation_id = b.organisation_id and o.interpreter_id = b.interpreter_id and o.status = 'confirmed'
      and o.appointment_id <> all (some_appointments) and o.starts_at < until_at and o.ends_at > from_at
    where b.organisation_id = me.organisation_id and b.case_id = a_case and b.appointment_id = any (some_appointments) and b.status = 'confirmed';
end $function$;
alter routine guard.taken_of_interpreters(uuid,uuid[],timestamp with time zone,timestamp with time zone) owner to amparo_guard;
comment on routine guard.taken_of_interpreters(uuid,uuid[],timestamp with time zone,timestamp with time zone) is 'When whoever interprets at these appointments has promised to be elsewhere: the hours alone.';

CREATE OR REPLACE FUNCTION guard.team_takes_deadlines()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform guard.hand_deadlines_on(new.organisation_id, new.case_id);
  return null;
end $function$;
alter routine guard.team_takes_deadlines() owner to amparo_guard;
comment on routine guard.team_takes_deadlines() is 'Whoever joins or leaves a team takes deadlines up or gives them back with it.';

CREATE OR REPLACE FUNCTION guard.tell_of_place(a_ref uuid, a_kind text, some_codes jsonb, an_entry uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  select p.organisation_id, p.case_id, an_entry, a_kind, p.section, guard.staff(), a_ref, jsonb_strip_nulls(some_codes)
  from place_person p where p.ref_id = a_ref
$function$;
alter routine guard.tell_of_place(uuid,text,jsonb,uuid) owner to amparo_guard;
comment on routine guard.tell_of_place(uuid,text,jsonb,uuid) is 'A line in the story of the file a stay, hold or wait is about; nothing where the file is gone.';

CREATE OR REPLACE FUNCTION guard.tell_of_protocol(p protocol)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare f case_file; somebody boolean;
begin
  select * into f from case_file x where x.organisation_id = p.organisation_id and x.case_id = p.case_id;
  somebody := exists (select from guard.whom_to_tell(f, p.section) w where w.at_once and not w.staff_id = any(p.left_out));
  insert into protocol_told (organisation_id, case_id, protocol_id, staff_id, told_as, section, from_at, telephone)
  select p.organisation_id, p.case_id, p.protocol_id, w.staff_id, w.told_as, p.section,
    -- With nobody else to tell, those of the second hour are told in the first.
    case when w.at_once or not somebody then guard.clock() else p.look_by end, max(w.telephone)
  from guard.whom_to_tell(f, p.section) w where not w.staff_id = any(p.left_out)
  group by w.staff_id, w.told_as, w.at_once
  on conflict (organisation_id, case_id, protocol_id, staff_id, told_as)
    do update set from_at = least(protocol_told.from_at, excluded.from_at), telephone = excluded.telephone;
end $function$;
alter routine guard.tell_of_protocol(protocol) owner to amparo_guard;
comment on routine guard.tell_of_protocol(protocol) is 'Puts a protocol on the page of the day of everybody who must be told.';

CREATE OR REPLACE FUNCTION guard.tell_of_withdrawal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, codes)
  select i.organisation_id, i.case_id, gen_random_uuid(), 'came_withdrawn', coalesce(guard.staff(), i.accepted_by), '{}' from transfer_in i where i.consent_id = new.consent_id;
  update transfer_in set consent_ended_at = guard.clock() where consent_id = new.consent_id;
  return new;
end $function$;
alter routine guard.tell_of_withdrawal() owner to amparo_guard;
comment on routine guard.tell_of_withdrawal() is 'A consent that a file came over on is taken back: the house that leads it now is told.';

CREATE OR REPLACE FUNCTION guard.tell_timeline_of_protocol(p protocol, a_kind text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  values (p.organisation_id, p.case_id, gen_random_uuid(), a_kind, p.section, guard.staff(), p.protocol_id, jsonb_build_object('protocol', p.kind))
$function$;
alter routine guard.tell_timeline_of_protocol(protocol,text) owner to amparo_guard;
comment on routine guard.tell_timeline_of_protocol(protocol,text) is 'A line in the story of the file, in the section the protocol is about.';

CREATE OR REPLACE FUNCTION guard.tellings_i_read()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(s.telling_id), '{}') from guard.tellings_standing(guard.current_case()) s where s.stands = 'words'
$function$;
alter routine guard.tellings_i_read() owner to amparo_guard;
comment on routine guard.tellings_i_read() is 'The tellings of the file this request is about whose words whoever asks may read.';

CREATE OR REPLACE FUNCTION guard.tellings_i_see()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(s.telling_id), '{}') from guard.tellings_standing(guard.current_case()) s where s.stands is not null
$function$;
alter routine guard.tellings_i_see() owner to amparo_guard;
comment on routine guard.tellings_i_see() is 'The tellings of the file this request is about that whoever asks may know of.';

CREATE OR REPLACE FUNCTION guard.tellings_standing(a_case uuid)
 RETURNS TABLE(telling_id uuid, note_id uuid, written_by uuid, stands text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who(); ours uuid; opened text[]; on_it boolean; mine text[];
begin
  if me.staff_id is null then return; end if;
  select f.organisation_id into ours from case_file f where f.case_id = a_case;
  opened := guard.sections_of(a_case, 'case.open');
  if ours is null or cardinality(opened) = 0 then return; end if;
  if ours = me.organisation_id then
    -- A place in the team or the reach of a role. Broken glass shows that something was told, and none of the words.
    on_it := guard.reaches(a_case, 'case.open');
    mine := guard.profession(me.roles);
    return query
      select t.telling_id, t.note_id, t.written_by, case
          when on_it and (me.staff_id in (t.heard_by, t.written_by, t.recorded_by)
            or (t.retell && mine and opened && array[t.section, 'story'])) then 'words'
          when t.section = any(opened) then 'head' end
      from telling t where t.organisation_id = ours and t.case_id = a_case and t.ended_at is null;
  else
    return query
      select t.telling_id, t.note_id, t.written_by, 'words'
      from telling t where t.organisation_id = ours and t.case_id = a_case and t.ended_at is null
        and opened && array[t.section, 'story'] and exists (
          select from case_access a join consent c on c.consent_id = a.basis
          where a.case_id = a_case and a.kind = 'consent' and (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
            and a.ended_at is null and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())
            and a.sections && array[t.section, 'story'] and guard.profession_of_purpose(c.purpose) = any(t.retell)
            and guard.consent_is_live(a.basis));
  end if;
end $function$;
alter routine guard.tellings_standing(uuid) owner to amparo_guard;
comment on routine guard.tellings_standing(uuid) is 'What whoever asks stands to each thing told in a file: words, head (that it was told, to whom and when), or nothing. A partner is told of nothing it may not read.';

CREATE OR REPLACE FUNCTION guard.tick()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare before timestamptz;
begin
  select latest into before from clock_mark;
  update clock_mark set latest = clock_timestamp() where latest < clock_timestamp();
  -- What connections that are gone had entered.
  delete from entered e where not exists (select from pg_stat_activity a where a.pid = e.pid);
  return before > clock_timestamp() + interval '1 minute';
end $function$;
alter routine guard.tick() owner to amparo_guard;
comment on routine guard.tick() is 'Raises the high-water mark of time; true when the clock now stands more than a minute behind it.';

CREATE OR REPLACE FUNCTION guard.tick_referral_step(a_referral uuid, a_step text, is_done boolean)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); side text := guard.side_of_referral(a_referral);
begin
  if side not in ('sender', 'recipient') then return side; end if;
  if is_done then
    insert into referral_step (organisation_id, case_id, referral_id, step, by_organisation_id, by_staff_id)
    select r.organisation_id, r.case_id, r.referral_id, a_step, me.organisation_id, me.staff_id from referral r where r.referral_id = a_referral
    on conflict do nothing;
  else
    delete from referral_step s where s.referral_id = a_referral and s.step = a_step;
  end if;
  return 'done';
end $function$;
alter routine guard.tick_referral_step(uuid,text,boolean) owner to amparo_guard;
comment on routine guard.tick_referral_step(uuid,text,boolean) is 'Ticks a step of the warm hand-over, or takes the tick back; either side may.';

CREATE OR REPLACE FUNCTION guard.transfer_is_whole()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from referral r where r.referral_id = new.referral_id and r.status = 'accepted') then return null; end if;
  if exists (select from transfer_out o join transfer_in i on i.transfer_id = o.transfer_id
    join case_access a on a.organisation_id = i.organisation_id and a.case_id = i.case_id and a.staff_id = i.led_by and a.function = 'reference_worker'
    where o.referral_id = new.referral_id and o.undone_at is null and o.closure_id is not null) then return null; end if;
  raise exception using errcode = '23000', message = 'a transfer that moved nothing';
end $function$;
alter routine guard.transfer_is_whole() owner to amparo_guard;
comment on routine guard.transfer_is_whole() is 'A transfer is accepted with the new file or not at all: looked at when the transaction ends.';

CREATE OR REPLACE FUNCTION guard.transfers_received(which uuid[])
 RETURNS TABLE(referral_id uuid, new_case_id uuid, led_by uuid, led_by_name text, accepted_at timestamp with time zone, read_case_id uuid, read_until date, opens boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  if not guard.may('referrals.answer') then return; end if;
  return query select o.referral_id, i.case_id, i.led_by, coalesce(s.name, ''), i.accepted_at, case when i.read_until is not null then i.from_case_id end, i.read_until,
      guard.sees(i.case_id)
    from transfer_out o join transfer_in i on i.transfer_id = o.transfer_id left join staff s on s.organisation_id = i.organisation_id and s.staff_id = i.led_by
    where o.referral_id = any (which) and o.undone_at is null and i.organisation_id = me.organisation_id;
end $function$;
alter routine guard.transfers_received(uuid[]) owner to amparo_guard;
comment on routine guard.transfers_received(uuid[]) is 'Which file a transfer became here and who leads it, for whoever answers referrals of the receiving house.';

CREATE OR REPLACE FUNCTION guard.undo_referral(a_referral uuid, an_expected integer, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r referral; me record := guard.who();
begin
  select * into r from referral where referral_id = a_referral and organisation_id = me.organisation_id for update;
  if me.staff_id is null or r.referral_id is null or not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  if r.version <> an_expected or r.status <> 'sent' then return 'conflict'; end if;
  if r.looked_at is not null then return 'seen'; end if;
  if r.sent_at < guard.clock() - interval '5 minutes' then return 'too_late'; end if;
  update referral set status = 'withdrawn', undone_at = guard.clock(), version = version + 1 where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'referral_undone', me.staff_id, a_referral, '{}');
  return 'undone';
end $function$;
alter routine guard.undo_referral(uuid,integer,uuid) owner to amparo_guard;
comment on routine guard.undo_referral(uuid,integer,uuid) is 'Undoes a referral within five minutes while nobody at the partner has seen it: to the partner there never was one.';

CREATE OR REPLACE FUNCTION guard.undo_transfer(a_referral uuid, an_expected integer, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); r referral; o transfer_out; i transfer_in; f case_file; moment timestamptz;
begin
  select * into r from referral where referral_id = a_referral and to_organisation_id = me.organisation_id and kind = 'transfer' and undone_at is null;
  if me.staff_id is null or r.referral_id is null or not guard.may('referrals.answer') then return 'not_found'; end if;
  perform from consent where consent_id = r.consent_id for update;
  select * into r from referral where referral_id = a_referral for update;
  if r.version <> an_expected or r.status <> 'accepted' then return 'conflict'; end if;
  select * into o from transfer_out x where x.referral_id = a_referral and x.undone_at is null;
  select * into i from transfer_in x where x.transfer_id = o.transfer_id;
  moment := guard.clock();
  if i.case_id is null or o.accepted_at < moment - interval '5 minutes' then return 'too_late'; end if;
  select * into f from case_file where organisation_id = o.organisation_id and case_id = o.case_id for update;
  perform from case_file where organisation_id = i.organisation_id and case_id = i.case_id for update;
  -- What somebody has begun to write here is not taken from them; what the first house has done since stays as it did it.
  if i.lines is distinct from (select count(*)::int from timeline_entry e where e.organisation_id = i.organisation_id and e.case_id = i.case_id)
    or f.status <> 'closed' or not exists (select from closure c where c.closure_id = o.closure_id and c.reopened_on is null) then return 'changed'; end if;
  perform guard.rows_go(i.organisation_id, i.case_id);
  perform guard.close_access_of_referral(r);
  update transfer_out set undone_at = moment where transfer_id = o.transfer_id;
  update closure set reopened_on = (moment at time zone 'UTC')::date, reopened_by = closed_by where closure_id = o.closure_id;
  update case_file set status = 'open', closed_on = null, last_activity_at = moment, version = version + 1
  where organisation_id = o.organisation_id and case_id = o.case_id;
  insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, from_at, until_at, created_by)
  select a.organisation_id, a.case_id, gen_random_uuid(), a.kind, a.staff_id, a.function, a.sections, a.basis, moment, a.until_at, a.created_by
  from case_access a where a.organisation_id = o.organisation_id and a.case_id = o.case_id and a.kind = 'team' and a.ended_at = o.accepted_at
    and (a.until_at is null or a.until_at > moment);
  update referral set status = o.was_status, version = version + 1, sealed_answer = null,
    answered_at = case when o.was_status = 'sent' then null else answered_at end where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (o.organisation_id, o.case_id, an_entry, 'transfer_undone', me.staff_id, a_referral, '{}');
  return 'undone';
end $function$;
alter routine guard.undo_transfer(uuid,integer,uuid) owner to amparo_guard;
comment on routine guard.undo_transfer(uuid,integer,uuid) is 'Within five minutes, and while nothing was written in the new file: it goes whole, and the first house leads as before, with the same team.';

CREATE OR REPLACE FUNCTION guard.uninvite(a_conference uuid, an_agency uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare k conference;
begin
  select * into k from conference where conference_id = a_conference for update;
  if k.conference_id is null or k.status <> 'planned' or not guard.reaches(k.case_id, 'conferences.call') then return false; end if;
  delete from conference_agency where conference_id = a_conference and agency_organisation_id = an_agency;
  return found;
end $function$;
alter routine guard.uninvite(uuid,uuid) owner to amparo_guard;
comment on routine guard.uninvite(uuid,uuid) is 'Takes an invitation back while the conference is still planned: its part closes at once.';

CREATE OR REPLACE FUNCTION guard.unit_counts()
 RETURNS TABLE(unit_id uuid, places integer, lived_in integer, away integer, held integer, out_of_service integer, free integer, waiting integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  if not guard.may('places.read') then return; end if;
  return query select * from guard.counts_of_units(array(select u.unit_id from place_unit u where u.closed_on is null
    and (u.organisation_id = me.organisation_id or (u.published and guard.looks_after(u.organisation_id)))));
end $function$;
alter routine guard.unit_counts() owner to amparo_guard;
comment on routine guard.unit_counts() is 'The counts of every unit whoever asks may see: their own organisation''s, and what partners publish to it.';

CREATE OR REPLACE FUNCTION guard.use_recovery_code(a_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update recovery_code set used_at = guard.clock() where staff_id = (select guard.staff()) and code_hash = a_hash and used_at is null;
  return found;
end $function$;
alter routine guard.use_recovery_code(bytea) owner to amparo_guard;
comment on routine guard.use_recovery_code(bytea) is 'Uses up a recovery code: true once.';

CREATE OR REPLACE FUNCTION guard.use_totp_step(a_step bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update credential set totp_last_step = a_step where staff_id = (select guard.staff()) and totp_last_step < a_step;
  return found;
end $function$;
alter routine guard.use_totp_step(bigint) owner to amparo_guard;
comment on routine guard.use_totp_step(bigint) is 'Uses up a one-time code: true once per time step, so a code seen over a shoulder is worth nothing.';

CREATE OR REPLACE FUNCTION guard.used_passkey(a_credential bytea, a_counter bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ update passkey set counter = greatest(counter, a_counter), used_at = guard.clock() where credential_id = a_credential $function$;
alter routine guard.used_passkey(bytea,bigint) owner to amparo_guard;
comment on routine guard.used_passkey(bytea,bigint) is 'Remembers when a passkey was used, and its counter where it has one.';

CREATE OR REPLACE FUNCTION guard.usual_review_days(a_stage text, a_stay boolean, a_protocol boolean)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when a_protocol or a_stage in ('detection', 'first_contact') then 7
    when a_stay or a_stage in ('assessment', 'plan', 'support') then 28
    else 91
  end
$function$;
alter routine guard.usual_review_days(text,boolean,boolean) owner to amparo_guard;
comment on routine guard.usual_review_days(text,boolean,boolean) is 'After how many days a plan is usually looked at again, by the phase of the file.';

CREATE OR REPLACE FUNCTION guard.volunteer_times(from_day date, until_day date)
 RETURNS TABLE(interpreter_id uuid, times integer, minutes integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select came.interpreter_id, count(*)::int, sum(came.minutes)::int
  from (
    select distinct on (t.booking_id) t.interpreter_id, t.booking_id, t.minutes
    from (
      select b.interpreter_id, b.booking_id, b.minutes, b.organisation_id from interpreter_booking b
      where b.organisation_id = guard.organisation() and b.on_day between from_day and until_day and b.status in ('attended', 'rated', 'paid')
      union all
      -- Of a file that was erased the hours stay, where a statement had taken them down.
      select s.interpreter_id, l.booking_id, l.minutes, l.organisation_id from interpreter_statement_line l
      join interpreter_statement s on s.organisation_id = l.organisation_id and s.statement_id = l.statement_id
      where l.organisation_id = guard.organisation() and l.on_day between from_day and until_day and l.what = 'attended') t
    join interpreter i on i.organisation_id = t.organisation_id and i.interpreter_id = t.interpreter_id and i.kind = 'volunteer'
    order by t.booking_id) came
  where guard.may('interpreters.pay')
  group by came.interpreter_id
$function$;
alter routine guard.volunteer_times(date,date) owner to amparo_guard;
comment on routine guard.volunteer_times(date,date) is 'How often and how long volunteers interpreted in a period: counts alone.';

CREATE OR REPLACE FUNCTION guard.wait_for_place(a_waiting uuid, a_unit uuid, a_case uuid, an_urgency text, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare u place_unit := guard.enter_unit(a_unit); part text := guard.section_of_kind(u.kind);
begin
  if u.unit_id is null then return 'not_found'; end if;
  if u.closed_on is not null then return 'closed'; end if;
  if not guard.places_open_file(a_case, part) then return 'not_open'; end if;
  if exists (select from place_person p join place_waiting w on w.waiting_id = p.ref_id
             where p.case_id = a_case and w.unit_id = a_unit and w.ended_at is null) then return 'waits_already'; end if;
  insert into place_waiting (organisation_id, waiting_id, unit_id, urgency, written_by) values (u.organisation_id, a_waiting, a_unit, an_urgency, guard.staff());
  insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id)
  select f.organisation_id, a_case, a_waiting, 'waiting', part, u.organisation_id from case_file f where f.case_id = a_case;
  perform guard.tell_of_place(a_waiting, 'waiting_began', jsonb_build_object('place', u.kind), an_entry);
  return 'done';
end $function$;
alter routine guard.wait_for_place(uuid,uuid,uuid,text,uuid) owner to amparo_guard;
comment on routine guard.wait_for_place(uuid,uuid,uuid,text,uuid) is 'Puts a person on the waiting list of a unit.';

CREATE OR REPLACE FUNCTION guard.waiting_elsewhere(a_service uuid)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not guard.may('services.waiting') then return 0; end if;
  return (select count(distinct r.case_id)::int from referral r
    where r.organisation_id = guard.organisation() and r.service_id = a_service and r.status in ('sent', 'waiting')
      and r.undone_at is null and not guard.sees(r.case_id));
end $function$;
alter routine guard.waiting_elsewhere(uuid) owner to amparo_guard;
comment on routine guard.waiting_elsewhere(uuid) is 'How many people of the organisation wait for a service whose files the asking colleague may not open: a number, and nobody''s name.';

CREATE OR REPLACE FUNCTION guard.wake(a_session uuid, moment timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update session set seen_at = moment, expires_at = least(made_at + interval '12 hours', moment + interval '30 minutes')
  where session_id = a_session and ended_at is null and seen_at < moment - interval '1 minute';
  return true;
end $function$;
alter routine guard.wake(uuid,timestamp with time zone) owner to amparo_guard;
comment on routine guard.wake(uuid,timestamp with time zone) is 'Keeps the session of whoever does something awake; always true.';

CREATE OR REPLACE FUNCTION guard.wall(a_table regclass, a_section text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  here constant text := 'case_id = (select e.case_id from entered e)';
  -- The section of a row: a literal of this function's caller, the row's own column, or the team's alone.
  section constant text := case a_section when 'by_row' then 'section' when 'team' then quote_literal('no_section') else quote_literal(a_section) end;
  opens text; writes text;
begin
  if a_section = 'team' then
    opens := format('case when %s then %s = any ((select e.marks from entered e)::text[]) else guard.sections_allowed(case_id, null) end', here, section);
    writes := format('organisation_id = (select e.organisation_id from entered e) and
      case when %s then cardinality((select e.writes from entered e)) > 0 else cardinality(guard.sections_of(case_id, ''case.write'')) > 0 end', here);
  else
    opens := format('case when %s then %s = any ((select e.opens from entered e)::text[]) else guard.opens(case_id, %2$s) end', here, section);
    writes := format('case when %s then %s = any ((select e.writes from entered e)::text[]) else guard.writes(case_id, %2$s) end', here, section);
  end if;
  execute format('alter table %s enable row level security', a_table);
  execute format('alter table %s force row level security', a_table);
  execute format('create policy kept_by_owner on %s to current_user using (true) with check (true)', a_table);
  execute format('create policy guard_reads on %s for select to amparo_guard using (true)', a_table);
  execute format('create policy walled_reading on %s for select to amparo_app using (%s)', a_table, opens);
  execute format('create policy walled_writing on %s for insert to amparo_app with check (%s)', a_table, writes);
  execute format('create policy walled_changing on %s for update to amparo_app using (%s) with check (%2$s)', a_table, writes);
  execute format('create policy guard_erases on %s for delete to amparo_guard using (true)', a_table);
  execute format('grant select, delete on %s to amparo_guard', a_table);
  execute format('grant select, insert, update on %s to amparo_app', a_table);
end $function$;
comment on routine guard.wall(regclass,text) is 'Walls a table of a file: `by_row` where rows name their section, `team` for what the own team alone sees, or one section for all rows. Run by migrations.';

CREATE OR REPLACE FUNCTION guard.watches_office(an_office uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); how_far text := guard.reach('staff_care.see');
begin
  return coalesce(me.staff_id is not null and (how_far = 'all' or (how_far = 'in_the_office' and an_office = me.office_id)), false);
end $function$;
alter routine guard.watches_office(uuid) owner to amparo_guard;
comment on routine guard.watches_office(uuid) is 'Whether whoever asks answers for those who are out alone from this office.';

CREATE OR REPLACE FUNCTION guard.what_travels()
 RETURNS TABLE(a_table regclass, id_column name, section text, only_where text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  -- What she told stays where she told it: the marks of who may be retold it would not go along with the words.
  values ('note'::regclass, 'note_id'::name, null, 'covered_at is null and not exists (select from telling t where t.organisation_id = s.organisation_id
      and t.case_id = s.case_id and t.note_id = s.note_id and t.ended_at is null)'),
    ('alert', 'alert_id', null, 'ended_at is null'),
    ('assessment', 'assessment_id', null, 'true'),
    ('goal', 'goal_id', null, 'true'),
    ('plan_action', 'action_id', null, 'true'),
    ('related_person', 'related_id', null, 'true'),
    ('document', 'document_id', null, 'status <> ''set_aside'''),
    ('document_content', 'content_id', null, 'state = ''kept'' and exists (select from document d where d.organisation_id = s.organisation_id
      and d.case_id = s.case_id and d.document_id = s.document_id and d.status <> ''set_aside'')'),
    ('person_barriers', 'section', null, 'true'),
    ('safe_contact', 'case_id', 'safety', 'true'),
    ('exclusion', 'exclusion_id', 'safety', 'ended_at is null'),
    ('person_identity', 'case_id', 'identity', 'true'),
    ('proceeding', 'proceeding_id', 'law', 'true')
$function$;
alter routine guard.what_travels() owner to amparo_guard;
comment on routine guard.what_travels() is 'Which rows of a file go along with a transfer: by table, its id, the section they belong to where no column says it, and which of them.';

CREATE OR REPLACE FUNCTION guard.who(OUT staff_id uuid, OUT organisation_id uuid, OUT office_id uuid, OUT roles text[], OUT session_id uuid, OUT second_factor_at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare e entered := guard.settled();
begin
  if e.staff_id is not null then
    staff_id := e.staff_id; organisation_id := e.organisation_id; office_id := e.office_id; roles := e.roles;
    session_id := e.session_id; second_factor_at := e.second_factor_at;
    return;
  end if;
  select m.staff_id, m.organisation_id, m.office_id, m.roles, s.session_id, s.second_factor_at
  into staff_id, organisation_id, office_id, roles, session_id, second_factor_at
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
  where s.token_hash = sha256(convert_to(nullif(current_setting('amparo.token', true), ''), 'UTF8'))
    and s.ended_at is null and s.expires_at > guard.clock() and m.status = 'active';
end $function$;
alter routine guard.who() owner to amparo_guard;
comment on routine guard.who() is 'Who the token of this transaction belongs to, or nulls. A value and not a set, and planned once: this runs several times in every request.';

CREATE OR REPLACE FUNCTION guard.who_may_lead()
 RETURNS TABLE(staff_id uuid, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  if not guard.may('referrals.answer') or not exists (select from organisation o where o.organisation_id = me.organisation_id and o.leads_files) then return; end if;
  return query select s.staff_id, s.name from staff s
    where s.organisation_id = me.organisation_id and s.status = 'active' and s.roles && array['reference_worker', 'coordinator']
    order by s.name, s.staff_id;
end $function$;
alter routine guard.who_may_lead() owner to amparo_guard;
comment on routine guard.who_may_lead() is 'Who of the organisation of whoever answers may be named as reference worker of a file that is handed over to it.';

CREATE OR REPLACE FUNCTION guard.whom_to_tell(f case_file, a_section text)
 RETURNS TABLE(staff_id uuid, told_as text, telephone text, at_once boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare moment timestamptz := guard.clock();
begin
  return query
    select s.staff_id, w.told_as, w.telephone, w.at_once from (
      select a.staff_id, a.function as told_as, '' as telephone, true as at_once from case_access a
      where a.organisation_id = f.organisation_id and a.case_id = f.case_id and a.kind = 'team' and a.function in ('reference_worker', 'cover')
        and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
      union
      select a.staff_id, 'psychologist', '', true from case_access a join staff m on m.organisation_id = a.organisation_id and m.staff_id = a.staff_id
      where a.organisation_id = f.organisation_id and a.case_id = f.case_id and a.kind = 'team' and a.function <> 'duty' and 'psychologist' = any(m.roles)
        and a_section = any(a.sections) and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
      union
      select m.staff_id, 'coordinator', '', true from staff m
      where m.organisation_id = f.organisation_id and m.office_id = f.office_id and 'coordinator' = any(m.roles)
      union
      select d.staff_id, 'duty', d.telephone, true from guard.duty_at(f.organisation_id, f.office_id, moment) d
      where not guard.in_hours(f.organisation_id, f.office_id, moment)
      union
      select d.deputy_id, 'deputy', d.telephone, false from guard.duty_at(f.organisation_id, f.office_id, moment) d
      where d.deputy_id is not null and not guard.in_hours(f.organisation_id, f.office_id, moment)
      union
      select m.staff_id, 'director', '', false from staff m where m.organisation_id = f.organisation_id and 'director' = any(m.roles)
    ) w join staff s on s.organisation_id = f.organisation_id and s.staff_id = w.staff_id and s.status = 'active';
end $function$;
alter routine guard.whom_to_tell(case_file,text) owner to amparo_guard;
comment on routine guard.whom_to_tell(case_file,text) is 'Who is told of a protocol: at once the reference worker, whoever stands in, the psychologist on the team, the coordinators of the office and, outside its hours, the duty; deputy and directors once nobody looked in time.';

CREATE OR REPLACE FUNCTION guard.wide_office(OUT everywhere boolean, OUT office_id uuid)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare me record := guard.who();
begin
  select coalesce(bool_or(r.reach = 'all'), false), (array_agg(me.office_id) filter (where r.reach = 'in_the_office'))[1]
  into everywhere, office_id
  from access_rule r where r.action = 'case.open' and r.role = any(me.roles) and cardinality(r.sections) > 0;
end $function$;
alter routine guard.wide_office() owner to amparo_guard;
comment on routine guard.wide_office() is 'Whether whoever asks may open every file of their organisation, or those of one office.';

CREATE OR REPLACE FUNCTION guard.withdraw_consent(a_consent uuid)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare found_consent consent; moment timestamptz;
begin
  -- Lock first, read the clock after: a disclosure in flight finishes before, or sees the withdrawal.
  select * into found_consent from consent where consent_id = a_consent for update;
  if found_consent is null or not guard.reaches(found_consent.case_id, 'consents.withdraw') then return null; end if;
  moment := guard.clock();
  update consent set withdrawn_at = moment where consent_id = a_consent and withdrawn_at is null;
  update case_access set ended_at = moment where basis = a_consent and kind = 'consent' and ended_at is null;
  return coalesce(found_consent.withdrawn_at, moment);
end $function$;
alter routine guard.withdraw_consent(uuid) owner to amparo_guard;
comment on routine guard.withdraw_consent(uuid) is 'Withdraws a consent and ends every access that stands on it, at one moment.';

CREATE OR REPLACE FUNCTION guard.withdraw_external(an_external uuid, an_expected integer, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); r referral_external;
begin
  select * into r from referral_external where external_id = an_external;
  if r.external_id is null or r.organisation_id is distinct from me.organisation_id or not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  if r.consent_id is not null then perform 1 from consent where consent_id = r.consent_id for share;
  else perform 1 from lawful_exception where exception_id = r.exception_id for share;
  end if;
  select * into r from referral_external where external_id = an_external for update;
  if r.version <> an_expected or r.status not in ('sent', 'accepted') then return 'conflict'; end if;
  perform guard.close_external(r, 'withdrawn');
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id)
  values (r.organisation_id, r.case_id, an_entry, 'referral_withdrawn', me.staff_id, r.external_id);
  return 'withdrawn';
end $function$;
alter routine guard.withdraw_external(uuid,integer,uuid) owner to amparo_guard;
comment on routine guard.withdraw_external(uuid,integer,uuid) is 'The sender takes a referral outside back: its link opens nothing from then on.';

CREATE OR REPLACE FUNCTION guard.withdraw_referral(a_referral uuid, an_expected integer, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r referral; me record;
begin
  select * into me from guard.actor();
  select * into r from referral where referral_id = a_referral and organisation_id = me.organisation_id;
  if r.referral_id is null or not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  if r.consent_id is not null then perform from consent where consent_id = r.consent_id for update;
  else perform from lawful_exception where exception_id = r.exception_id for update;
  end if;
  select * into r from referral where referral_id = a_referral for update;
  if r.version <> an_expected or r.status not in ('sent', 'waiting', 'accepted') then return 'conflict'; end if;
  -- What was handed over is not taken back by whoever handed it over: her consent ends what may be read, and nothing else.
  if r.status = 'accepted' and r.kind = 'transfer' then return 'handed_over'; end if;
  if r.status = 'accepted' and r.consent_id is not null then perform guard.close_access_of_referral(r); end if;
  update referral set status = 'withdrawn', version = version + 1 where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'referral_withdrawn', me.staff_id, a_referral, '{}');
  return 'withdrawn';
end $function$;
alter routine guard.withdraw_referral(uuid,integer,uuid) owner to amparo_guard;
comment on routine guard.withdraw_referral(uuid,integer,uuid) is 'The sender takes a referral back: nothing more is shown of it, and what its acceptance opened closes at the same moment.';

CREATE OR REPLACE FUNCTION guard.words_of_telling(a_case uuid, a_telling uuid)
 RETURNS TABLE(sealed bytea, covered boolean, corrected boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
declare t telling; n note;
begin
  -- Held until this request is done: a wish taken back waits for it, or is seen by it.
  select * into t from telling x where x.case_id = a_case and x.telling_id = a_telling for share;
  if t.telling_id is null or not exists (
    select from guard.tellings_standing(a_case) s where s.telling_id = a_telling and s.stands = 'words') then return; end if;
  select * into n from note x where x.organisation_id = t.organisation_id and x.case_id = a_case and x.note_id = t.note_id;
  covered := n.covered_at is not null;
  corrected := n.version > t.note_version;
  sealed := case when covered then null when not corrected then n.sealed else (
    select v.sealed from note_version v where v.organisation_id = t.organisation_id and v.case_id = a_case
      and v.note_id = t.note_id and v.version = t.note_version) end;
  return next;
end $function$;
alter routine guard.words_of_telling(uuid,uuid) owner to amparo_guard;
comment on routine guard.words_of_telling(uuid,uuid) is 'The sealed note something told stands in, as it was when it was marked, for whoever may read it; nothing for anybody else.';

CREATE OR REPLACE FUNCTION guard.works_on_protocol(p protocol)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.taken_by is not null and (p.taken_by = guard.staff() or guard.writes(p.case_id, p.section))
$function$;
alter routine guard.works_on_protocol(protocol) owner to amparo_guard;
comment on routine guard.works_on_protocol(protocol) is 'Whether whoever asks may answer its steps: whoever took it, and colleagues who write in its section, once somebody took it.';

CREATE OR REPLACE FUNCTION guard.wrapped_keys(an_organisation uuid, a_case uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
  from case_key c where c.organisation_id = an_organisation and c.case_id = a_case
$function$;
alter routine guard.wrapped_keys(uuid,uuid) owner to amparo_guard;
comment on routine guard.wrapped_keys(uuid,uuid) is 'The wrapped keys of a file, latest first. For the guard''s own functions.';

CREATE OR REPLACE FUNCTION guard.write_referral_message(a_referral uuid, a_message uuid, ours bytea, theirs bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record := guard.who(); side text := guard.side_of_referral(a_referral);
begin
  if side not in ('sender', 'recipient') then return side; end if;
  insert into referral_message (organisation_id, case_id, referral_id, message_id, from_organisation_id, sent_by, sealed_ours, sealed_theirs)
  select r.organisation_id, r.case_id, r.referral_id, a_message, me.organisation_id, me.staff_id, ours, theirs
  from referral r where r.referral_id = a_referral;
  return 'done';
end $function$;
alter routine guard.write_referral_message(uuid,uuid,bytea,bytea) owner to amparo_guard;
comment on routine guard.write_referral_message(uuid,uuid,bytea,bytea) is 'Writes to the other side of a referral, while it goes on.';

CREATE OR REPLACE FUNCTION guard.write_stay_entry(an_entry uuid, a_stay uuid, a_what text, a_code text, a_day date, an_until date, a_sealed bytea, a_line uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare s stay; u place_unit; p place_person; today date := (guard.clock() at time zone 'UTC')::date;
begin
  select * into s from stay x where x.stay_id = a_stay;
  u := guard.enter_unit(s.unit_id);
  select * into p from place_person x where x.ref_id = a_stay and x.what = 'stay';
  if u.unit_id is null or p.ref_id is null or not guard.places_open_file(p.case_id, p.section) then return 'not_found'; end if;
  select * into s from stay x where x.stay_id = a_stay for update;
  if a_day > today + (case when a_what = 'leave' then 30 else 0 end) or a_day < s.from_on or a_day < today - 60 or an_until < a_day or an_until > a_day + 90 then
    return 'day_out_of_range';
  end if;
  if s.ended_at is not null and (a_what in ('leave', 'back') or s.until_on < today - 30) then return 'over'; end if;
  if a_what = 'back' and s.away_from is null then return 'not_away'; end if;
  insert into stay_entry (organisation_id, case_id, entry_id, stay_id, section, house_organisation_id, what, code, on_day, until_on, written_by, sealed)
  values (p.organisation_id, p.case_id, an_entry, a_stay, p.section, u.organisation_id, a_what, a_code, a_day, an_until, guard.staff(), a_sealed);
  if a_what = 'leave' then
    update stay set away_from = a_day, away_until = an_until, version = version + 1 where stay_id = a_stay;
  elsif a_what = 'back' then
    update stay set away_from = null, away_until = null, version = version + 1 where stay_id = a_stay;
  end if;
  if a_what <> 'log' then
    perform guard.tell_of_place(a_stay, 'stay_' || a_what, jsonb_build_object('incident', a_code), a_line);
  end if;
  return 'done';
end $function$;
alter routine guard.write_stay_entry(uuid,uuid,text,text,date,date,bytea,uuid) owner to amparo_guard;
comment on routine guard.write_stay_entry(uuid,uuid,text,text,date,date,bytea,uuid) is 'The house writes about a stay: a line of the log, a leave, a return, an incident. Only while the file is open to it.';

CREATE OR REPLACE FUNCTION guard.writes(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if a_case = guard.current_case() then return a_section = any(guard.current_writes()); end if;
  return a_section = any(guard.sections_of(a_case, 'case.write'));
end $function$;
alter routine guard.writes(uuid,text) owner to amparo_guard;
comment on routine guard.writes(uuid,text) is 'Whether whoever asks may write in a section of a file.';

CREATE OR REPLACE FUNCTION guard.zone_of_file(a_case uuid)
 RETURNS TABLE(zone text, country text, province text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select h.time_zone, o.country, coalesce(c.province, o.province) from case_file f
  join organisation o on o.organisation_id = f.organisation_id
  join office c on c.organisation_id = f.organisation_id and c.office_id = f.office_id
  left join office_hours h on h.organisation_id = f.organisation_id and h.office_id = f.office_id
  where f.case_id = a_case and guard.sees(a_case)
$function$;
alter routine guard.zone_of_file(uuid) owner to amparo_guard;
comment on routine guard.zone_of_file(uuid) is 'By which clock the day of a file''s office ends: its own where it was set, and what its place is known by otherwise.';

grant execute on routine guard.accept_invitation(bytea,text) to amparo_app;
grant execute on routine guard.actor() to amparo_app;
grant execute on routine guard.add_notes(text[],uuid[],uuid[],uuid[],bytea[],jsonb[],uuid[],text[],bytea[],integer[],text[],integer[],date[],uuid[],timestamp with time zone[]) to amparo_app;
grant execute on routine guard.add_partner(uuid,text,text,text,text[],text,uuid) to amparo_app;
grant execute on routine guard.add_passkey(uuid,bytea,bytea,bigint,text) to amparo_app;
grant execute on routine guard.answer_asked(uuid,integer,boolean,text,uuid) to amparo_app;
grant execute on routine guard.answer_conference_task(uuid,integer,text,bytea,uuid) to amparo_app;
grant execute on routine guard.answer_cover(uuid,text) to amparo_app;
grant execute on routine guard.answer_debrief(uuid,integer,text) to amparo_app;
grant execute on routine guard.answer_exception(uuid,integer,text) to amparo_app;
grant execute on routine guard.answer_hand_over(uuid,text,text,uuid) to amparo_app;
grant execute on routine guard.answer_lone_visit(uuid,integer,text) to amparo_app;
grant execute on routine guard.answer_protocol_step(uuid,integer,text,text,uuid,bytea) to amparo_app;
grant execute on routine guard.answer_referral(uuid,integer,text,text,bytea,uuid) to amparo_app;
grant execute on routine guard.answers_for(uuid,text) to amparo_app;
grant execute on routine guard.ask_erasure(uuid,uuid,text,bytea) to amparo_app;
grant execute on routine guard.ask_for_place(uuid,uuid,integer,uuid,uuid) to amparo_app;
grant execute on routine guard.ask_for_transfer(uuid,integer,uuid) to amparo_app;
grant execute on routine guard.ask_in_passing(text[],uuid[],text[]) to amparo_app;
grant execute on routine guard.ask_referral_again(uuid,integer,uuid) to amparo_app;
grant execute on routine guard.ask_to_wait(uuid,uuid,uuid,text,uuid) to amparo_app;
grant execute on routine guard.asked_places(uuid) to amparo_app;
grant execute on routine guard.askers_of_unit(uuid) to amparo_app;
grant execute on routine guard.barriers_of(uuid) to amparo_app;
grant execute on routine guard.begin_stay(uuid,uuid,uuid,uuid,uuid,date,date,uuid) to amparo_app;
grant execute on routine guard.bookings_to_look_at(uuid,uuid) to amparo_app;
grant execute on routine guard.break_glass(uuid,uuid,text,uuid) to amparo_app;
grant execute on routine guard.bring_along(uuid,text,jsonb) to amparo_app;
grant execute on routine guard.bring_part(uuid,uuid,text,integer,bytea) to amparo_app;
grant execute on routine guard.candidates_of_protocol(uuid,text) to amparo_app;
grant execute on routine guard.caseload() to amparo_app;
grant execute on routine guard.change_passkey(uuid,text) to amparo_app;
grant execute on routine guard.change_staff(uuid,text[],uuid,integer) to amparo_app;
grant execute on routine guard.clock() to amparo_app;
grant execute on routine guard.close_protocol(uuid,integer,text,uuid,bytea) to amparo_app;
grant execute on routine guard.confirm_night(uuid,date) to amparo_app;
grant execute on routine guard.consent_is_live(uuid) to amparo_app;
grant execute on routine guard.count_answers(date) to amparo_app;
grant execute on routine guard.count_attempt(bytea,bytea,boolean) to amparo_app;
grant execute on routine guard.count_gaps(date,date) to amparo_app;
grant execute on routine guard.count_open_deadlines(uuid) to amparo_app;
grant execute on routine guard.current_case() to amparo_app;
grant execute on routine guard.current_sections() to amparo_app;
grant execute on routine guard.current_writes() to amparo_app;
grant execute on routine guard.debriefs_asked_of_me() to amparo_app;
grant execute on routine guard.decide_anew() to amparo_app;
grant execute on routine guard.destroy_covered() to amparo_app;
grant execute on routine guard.directories_for_partner() to amparo_app;
grant execute on routine guard.door_add(bytea,uuid,bytea) to amparo_door;
grant execute on routine guard.door_directory() to amparo_door;
grant execute on routine guard.door_directory_enter(bytea,bytea) to amparo_door;
grant execute on routine guard.door_directory_mark() to amparo_door;
grant execute on routine guard.door_directory_read(bytea,bytea) to amparo_door;
grant execute on routine guard.door_external_answer(bytea,bytea,text,text,bytea,uuid) to amparo_door;
grant execute on routine guard.door_external_open(bytea,bytea,uuid,integer,bytea) to amparo_door;
grant execute on routine guard.door_fetched(bytea) to amparo_door;
grant execute on routine guard.door_file(bytea,uuid,integer,text,bytea) to amparo_door;
grant execute on routine guard.door_file_part(bytea,uuid,text,integer,bytea) to amparo_door;
grant execute on routine guard.door_file_parts(bytea,uuid) to amparo_door;
grant execute on routine guard.door_files(bytea) to amparo_door;
grant execute on routine guard.door_interpreter_answer(bytea,bytea,text,text) to amparo_door;
grant execute on routine guard.door_interpreter_minutes(bytea,bytea,integer) to amparo_door;
grant execute on routine guard.door_interpreter_open(bytea,bytea) to amparo_door;
grant execute on routine guard.door_keep(bytea) to amparo_door;
grant execute on routine guard.door_link_open(bytea,bytea) to amparo_door;
grant execute on routine guard.door_link_try(bytea,bytea) to amparo_door;
grant execute on routine guard.door_organisations() to amparo_door;
grant execute on routine guard.door_own_keep(bytea,bytea,integer,text,bytea,integer,bytea,jsonb) to amparo_door;
grant execute on routine guard.door_own_open(bytea,bytea,boolean) to amparo_door;
grant execute on routine guard.door_receipt(bytea) to amparo_door;
grant execute on routine guard.door_renew(bytea) to amparo_door;
grant execute on routine guard.door_report(uuid,uuid,bytea,bytea,integer,text,bytea) to amparo_door;
grant execute on routine guard.door_return(bytea) to amparo_door;
grant execute on routine guard.door_salt() to amparo_door;
grant execute on routine guard.door_service_answer(bytea,bytea,uuid,jsonb,text,integer) to amparo_door;
grant execute on routine guard.door_weigh(bytea,text,integer) to amparo_door;
grant execute on routine guard.end_my_session(uuid) to amparo_app;
grant execute on routine guard.end_session() to amparo_app;
grant execute on routine guard.end_staff(uuid,integer) to amparo_app;
grant execute on routine guard.end_stay(uuid,integer,date,text,uuid) to amparo_app;
grant execute on routine guard.end_waiting(uuid,integer,text,uuid) to amparo_app;
grant execute on routine guard.enter(text,uuid) to amparo_app;
grant execute on routine guard.enter_unit(uuid) to amparo_app;
grant execute on routine guard.erase_file(uuid,uuid) to amparo_app;
grant execute on routine guard.erasure_in_journal(uuid) to amparo_app;
grant execute on routine guard.exclusions_of(uuid) to amparo_app;
grant execute on routine guard.family_risk(uuid) to amparo_app;
grant execute on routine guard.file_of_reference(text) to amparo_app;
grant execute on routine guard.find_challenge(bytea,text) to amparo_app;
grant execute on routine guard.find_invitation(bytea) to amparo_app;
grant execute on routine guard.free_busy(uuid[],timestamp with time zone,timestamp with time zone) to amparo_app;
grant execute on routine guard.free_places(uuid) to amparo_app;
grant execute on routine guard.gate_facts(uuid) to amparo_app;
grant execute on routine guard.gives(uuid,text) to amparo_app;
grant execute on routine guard.goes_along(uuid) to amparo_app;
grant execute on routine guard.group_company(uuid,uuid) to amparo_app;
grant execute on routine guard.guardian_word(uuid) to amparo_app;
grant execute on routine guard.hand_on_protocol(uuid,integer,uuid,uuid,bytea) to amparo_app;
grant execute on routine guard.handed_over_lately() to amparo_app;
grant execute on routine guard.held(uuid) to amparo_app;
grant execute on routine guard.hold_agenda(uuid,uuid[]) to amparo_app;
grant execute on routine guard.hold_consent(uuid,uuid,uuid) to amparo_app;
grant execute on routine guard.hold_interpreting(uuid,uuid,uuid[]) to amparo_app;
grant execute on routine guard.hold_outside_basis(uuid,uuid,uuid,uuid) to amparo_app;
grant execute on routine guard.hold_outside_consent(uuid,uuid,uuid) to amparo_app;
grant execute on routine guard.hold_place(uuid,uuid,uuid,integer,uuid,uuid) to amparo_app;
grant execute on routine guard.hold_referral_basis(uuid,uuid,uuid,uuid) to amparo_app;
grant execute on routine guard.hold_safe_contact(uuid) to amparo_app;
grant execute on routine guard.house_of_transfer(uuid) to amparo_app;
grant execute on routine guard.housemates_to_look_at(uuid,uuid) to amparo_app;
grant execute on routine guard.identities_open() to amparo_app;
grant execute on routine guard.interpreter_came(uuid) to amparo_app;
grant execute on routine guard.interpreter_needs(timestamp with time zone) to amparo_app;
grant execute on routine guard.interpreter_work(uuid,date,date) to amparo_app;
grant execute on routine guard.interpreters_taken(timestamp with time zone,timestamp with time zone) to amparo_app;
grant execute on routine guard.invite_staff(uuid,uuid,uuid,text,text,text[],text,uuid,bytea) to amparo_app;
grant execute on routine guard.is_therapist(uuid,uuid) to amparo_app;
grant execute on routine guard.is_unassigned_of_mine(uuid) to amparo_app;
grant execute on routine guard.join_group(uuid,uuid,uuid,date,bytea,bytea) to amparo_app;
grant execute on routine guard.journal_heads() to amparo_app;
grant execute on routine guard.keep_access_ended() to amparo_app;
grant execute on routine guard.keep_challenge(bytea,text,uuid) to amparo_app;
grant execute on routine guard.keep_counted(uuid,text,text,text,text[]) to amparo_app;
grant execute on routine guard.keep_merged_closed() to amparo_app;
grant execute on routine guard.keep_merges_flat() to amparo_app;
grant execute on routine guard.keeps_office(uuid) to amparo_app;
grant execute on routine guard.keeps_story(uuid) to amparo_app;
grant execute on routine guard.lay_down_file(uuid,uuid,text,uuid,bytea,text,uuid,text[],date) to amparo_app;
grant execute on routine guard.leads_group(uuid) to amparo_app;
grant execute on routine guard.leave() to amparo_app;
grant execute on routine guard.leave_group(uuid,integer,date,text,bytea) to amparo_app;
grant execute on routine guard.led_members(uuid) to amparo_app;
grant execute on routine guard.let_go_asked(uuid,integer,uuid) to amparo_app;
grant execute on routine guard.let_lead(uuid,boolean) to amparo_app;
grant execute on routine guard.lift_hold(uuid) to amparo_app;
grant execute on routine guard.list_files(text[],uuid[],text[],text[],boolean[],timestamp with time zone[],uuid[],integer[]) to amparo_app;
grant execute on routine guard.live_access(uuid) to amparo_app;
grant execute on routine guard.lone_alarms(integer) to amparo_app;
grant execute on routine guard.look_at_referrals(uuid[]) to amparo_app;
grant execute on routine guard.looks_after(uuid) to amparo_app;
grant execute on routine guard.manages(uuid,text) to amparo_app;
grant execute on routine guard.manages_groups_of(uuid) to amparo_app;
grant execute on routine guard.mark_attendance(uuid,uuid,text,integer) to amparo_app;
grant execute on routine guard.mark_bookings_paid(uuid) to amparo_app;
grant execute on routine guard.match_house(text,text[],text[]) to amparo_app;
grant execute on routine guard.match_person(uuid) to amparo_app;
grant execute on routine guard.may(text) to amparo_app;
grant execute on routine guard.may_need_rest(date,integer,integer,integer,integer) to amparo_app;
grant execute on routine guard.may_try(bytea,bytea) to amparo_app;
grant execute on routine guard.minor_standing(uuid) to amparo_app;
grant execute on routine guard.move_waiting(uuid,integer,integer,text,uuid) to amparo_app;
grant execute on routine guard.my_capacity() to amparo_app;
grant execute on routine guard.my_case_ids() to amparo_app;
grant execute on routine guard.my_caseload() to amparo_app;
grant execute on routine guard.my_conferences() to amparo_app;
grant execute on routine guard.my_credential() to amparo_app;
grant execute on routine guard.my_exposure(date) to amparo_app;
grant execute on routine guard.my_passkeys() to amparo_app;
grant execute on routine guard.my_protocols() to amparo_app;
grant execute on routine guard.my_sessions() to amparo_app;
grant execute on routine guard.neighbours(uuid,uuid) to amparo_app;
grant execute on routine guard.neighbours_of_asked(uuid) to amparo_app;
grant execute on routine guard.next_due_of(uuid) to amparo_app;
grant execute on routine guard.note_is_kept_from_me(uuid,uuid) to amparo_app;
grant execute on routine guard.note_on_protocol(uuid,uuid,bytea) to amparo_app;
grant execute on routine guard.notes_kept_from_me() to amparo_app;
grant execute on routine guard.open_files(text[],uuid[],uuid[],integer[]) to amparo_app;
grant execute on routine guard.open_matters(uuid) to amparo_app;
grant execute on routine guard.open_protocol(uuid,jsonb,bytea) to amparo_app;
grant execute on routine guard.opens(uuid,text) to amparo_app;
grant execute on routine guard.opens_by_day(timestamp with time zone,timestamp with time zone,uuid[]) to amparo_app;
grant execute on routine guard.opens_to_review(timestamp with time zone,timestamp with time zone) to amparo_app;
grant execute on routine guard.organisation() to amparo_app;
grant execute on routine guard.partner_directory() to amparo_app;
grant execute on routine guard.parts_along(uuid,uuid) to amparo_app;
grant execute on routine guard.passkey_of(bytea) to amparo_app;
grant execute on routine guard.perhaps_known(bytea[]) to amparo_app;
grant execute on routine guard.place_hold(uuid,uuid,text,date,bytea) to amparo_app;
grant execute on routine guard.profession(text[]) to amparo_app;
grant execute on routine guard.profession_of_purpose(text) to amparo_app;
grant execute on routine guard.protocols_of_file(uuid) to amparo_app;
grant execute on routine guard.protocols_to_oversee() to amparo_app;
grant execute on routine guard.put_on_waiting_list(uuid,integer,date,timestamp with time zone,timestamp with time zone,bytea,uuid) to amparo_app;
grant execute on routine guard.reach(text) to amparo_app;
grant execute on routine guard.reaches(uuid,text) to amparo_app;
grant execute on routine guard.read_arrival(uuid) to amparo_app;
grant execute on routine guard.read_calendar_feed(bytea) to amparo_door;
grant execute on routine guard.read_referral_messages(uuid) to amparo_app;
grant execute on routine guard.reads_therapy_of(uuid,uuid,uuid,timestamp with time zone) to amparo_app;
grant execute on routine guard.receipt_salt() to amparo_app;
grant execute on routine guard.referral_stands(uuid,uuid) to amparo_app;
grant execute on routine guard.release_hold(uuid,integer) to amparo_app;
grant execute on routine guard.remove_place(uuid,integer) to amparo_app;
grant execute on routine guard.renew_invitation(uuid,uuid,bytea) to amparo_app;
grant execute on routine guard.report_with_fingerprint(bytea) to amparo_app;
grant execute on routine guard.review_after_days(text) to amparo_app;
grant execute on routine guard.review_break_glass(uuid,text) to amparo_app;
grant execute on routine guard.rows_of_file(uuid) to amparo_app;
grant execute on routine guard.seal_journal(integer,boolean) to amparo_app;
grant execute on routine guard.sections_allowed(uuid,text) to amparo_app;
grant execute on routine guard.sections_of(uuid,text) to amparo_app;
grant execute on routine guard.sees(uuid) to amparo_app;
grant execute on routine guard.service_answers(text,text[],text[]) to amparo_app;
grant execute on routine guard.services_of_house(text) to amparo_app;
grant execute on routine guard.set_password(text) to amparo_app;
grant execute on routine guard.set_recovery_codes(bytea[]) to amparo_app;
grant execute on routine guard.set_totp(bytea,integer,bigint) to amparo_app;
grant execute on routine guard.settle_transfer(uuid,uuid,date,date,date,jsonb,uuid) to amparo_app;
grant execute on routine guard.show_protocol(uuid) to amparo_app;
grant execute on routine guard.show_second_factor() to amparo_app;
grant execute on routine guard.sign_in_lookup(text) to amparo_app;
grant execute on routine guard.signs_noted(uuid) to amparo_app;
grant execute on routine guard.spend_place_override(uuid,uuid,bytea) to amparo_app;
grant execute on routine guard.staff() to amparo_app;
grant execute on routine guard.staff_of(uuid) to amparo_app;
grant execute on routine guard.staff_of_appointment(uuid,uuid[],text[]) to amparo_app;
grant execute on routine guard.stands_here(uuid) to amparo_app;
grant execute on routine guard.stands_on(uuid,uuid) to amparo_app;
grant execute on routine guard.start_session(uuid,uuid,bytea,text,boolean) to amparo_app;
grant execute on routine guard.stays_of(uuid) to amparo_app;
grant execute on routine guard.stop_booking(uuid,text,uuid) to amparo_app;
grant execute on routine guard.stop_erasure(uuid) to amparo_app;
grant execute on routine guard.subject_of(uuid) to amparo_app;
grant execute on routine guard.take_challenge(bytea,text) to amparo_app;
grant execute on routine guard.take_over(uuid,integer,uuid,uuid,bytea,uuid) to amparo_app;
grant execute on routine guard.take_passed_report(uuid,integer,text) to amparo_app;
grant execute on routine guard.take_protocol(uuid,integer,uuid,bytea,integer) to amparo_app;
grant execute on routine guard.taken_of(uuid[],timestamp with time zone,timestamp with time zone) to amparo_app;
grant execute on routine guard.taken_of_file(uuid,timestamp with time zone,timestamp with time zone) to amparo_app;
grant execute on routine guard.taken_of_interpreters(uuid,uuid[],timestamp with time zone,timestamp with time zone) to amparo_app;
grant execute on routine guard.tellings_i_read() to amparo_app;
grant execute on routine guard.tellings_i_see() to amparo_app;
grant execute on routine guard.tellings_standing(uuid) to amparo_app;
grant execute on routine guard.tick() to amparo_app;
grant execute on routine guard.tick_referral_step(uuid,text,boolean) to amparo_app;
grant execute on routine guard.transfers_received(uuid[]) to amparo_app;
grant execute on routine guard.undo_referral(uuid,integer,uuid) to amparo_app;
grant execute on routine guard.undo_transfer(uuid,integer,uuid) to amparo_app;
grant execute on routine guard.uninvite(uuid,uuid) to amparo_app;
grant execute on routine guard.unit_counts() to amparo_app;
grant execute on routine guard.use_recovery_code(bytea) to amparo_app;
grant execute on routine guard.use_totp_step(bigint) to amparo_app;
grant execute on routine guard.used_passkey(bytea,bigint) to amparo_app;
grant execute on routine guard.usual_review_days(text,boolean,boolean) to amparo_app;
grant execute on routine guard.volunteer_times(date,date) to amparo_app;
grant execute on routine guard.wait_for_place(uuid,uuid,uuid,text,uuid) to amparo_app;
grant execute on routine guard.waiting_elsewhere(uuid) to amparo_app;
grant execute on routine guard.watches_office(uuid) to amparo_app;
grant execute on routine guard.who() to amparo_app;
grant execute on routine guard.who_may_lead() to amparo_app;
grant execute on routine guard.wide_office() to amparo_app;
grant execute on routine guard.withdraw_consent(uuid) to amparo_app;
grant execute on routine guard.withdraw_external(uuid,integer,uuid) to amparo_app;
grant execute on routine guard.withdraw_referral(uuid,integer,uuid) to amparo_app;
grant execute on routine guard.words_of_telling(uuid,uuid) to amparo_app;
grant execute on routine guard.write_referral_message(uuid,uuid,bytea,bytea) to amparo_app;
grant execute on routine guard.write_stay_entry(uuid,uuid,text,text,date,date,bytea,uuid) to amparo_app;
grant execute on routine guard.writes(uuid,text) to amparo_app;
grant execute on routine guard.zone_of_file(uuid) to amparo_app;

create table access_barrier (
  organisation_id uuid not null,
  case_id uuid not null,
  barrier_id uuid not null,
  section text not null,
  need text not null,
  kind text,
  decline_reason text,
  referral_id uuid,
  service_id uuid,
  provider_id uuid,
  province text,
  met_on date not null,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default guard.clock(),
  taken_back_at timestamp with time zone,
  version integer not null default 1,
  constraint access_barrier_pkey PRIMARY KEY (organisation_id, case_id, barrier_id),
  constraint access_barrier_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint access_barrier_check CHECK (((kind IS NULL) <> (decline_reason IS NULL))),
  constraint access_barrier_check1 CHECK (((recorded_by IS NULL) = (referral_id IS NOT NULL))),
  constraint access_barrier_province_check CHECK ((province ~ '^\d{2}$'::text))
);
comment on table access_barrier is 'A service that could not be entered: the need, the kind of barrier, where and when. One a colleague tapped names its kind; one a partner''s no left behind keeps the reason of that no, which data translates into a kind.';
CREATE INDEX access_barrier_by_day ON public.access_barrier USING btree (organisation_id, met_on);
CREATE UNIQUE INDEX access_barrier_of_referral ON public.access_barrier USING btree (organisation_id, case_id, referral_id) WHERE (referral_id IS NOT NULL);
alter table access_barrier enable row level security;
alter table access_barrier force row level security;
create policy guard_erases on access_barrier as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on access_barrier as permissive for select to amparo_guard
  using (true);
create policy guard_records on access_barrier as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on access_barrier as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on access_barrier as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on access_barrier as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on access_barrier as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on access_barrier to amparo_guard;
grant insert, select, update on access_barrier to amparo_app;

create table access_review (
  organisation_id uuid not null,
  review_id uuid not null,
  kind text not null,
  staff_id uuid not null,
  case_id uuid,
  of_day date not null,
  word text not null,
  seen_by uuid not null,
  seen_at timestamp with time zone not null default guard.clock(),
  constraint access_review_pkey PRIMARY KEY (organisation_id, review_id),
  constraint access_review_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint access_review_check CHECK ((seen_by <> staff_id)),
  constraint access_review_kind_check CHECK ((kind = ANY (ARRAY['broken_glass'::text, 'nothing_done'::text, 'odd_hours'::text, 'many_files'::text])))
);
comment on table access_review is 'What a colleague who answers for the office found when looking back: which opening, and a word why it was seen as it was. Never changed.';
CREATE UNIQUE INDEX access_review_once ON public.access_review USING btree (organisation_id, of_day, kind, staff_id, COALESCE(case_id, '00000000-0000-0000-0000-000000000000'::uuid));
alter table access_review enable row level security;
alter table access_review force row level security;
create policy guard_erases on access_review as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on access_review as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on access_review as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy kept_by_reviewers on access_review as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (seen_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.answers_for(staff_id, 'access.review'::text)));
create policy seen_by_reviewers on access_review as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.answers_for(staff_id, 'access.review'::text)));
grant delete, select on access_review to amparo_guard;
grant select on access_review to amparo_app;
grant insert (case_id, kind, of_day, organisation_id, review_id, seen_by, staff_id, word) on access_review to amparo_app;

create table access_rule (
  role text not null,
  action text not null,
  reach text not null,
  sections text[] not null default '{}'::text[],
  constraint access_rule_pkey PRIMARY KEY (action, role),
  constraint access_rule_reach_check CHECK ((reach = ANY (ARRAY['own'::text, 'on_the_case'::text, 'in_the_office'::text, 'all'::text, 'never'::text])))
);
comment on table access_rule is 'data/access/matrix.json as published by the server at start: per action and role, how far it reaches.';
alter table access_rule enable row level security;
alter table access_rule force row level security;
create policy guard_reads on access_rule as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on access_rule as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy published on access_rule as permissive for select to amparo_app
  using (true);
grant select on access_rule to amparo_app;
grant select on access_rule to amparo_guard;

create table alert (
  organisation_id uuid not null,
  case_id uuid not null,
  alert_id uuid not null,
  section text not null,
  kind text not null,
  since date not null,
  until_on date,
  written_by uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  ended_at timestamp with time zone,
  ended_by uuid,
  sealed bytea not null,
  constraint alert_pkey PRIMARY KEY (organisation_id, case_id, alert_id),
  constraint alert_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint alert_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint alert_kind_check CHECK ((kind = ANY (ARRAY['danger'::text, 'allergy'::text, 'health'::text, 'deadline'::text, 'interpreter'::text, 'other'::text])))
);
comment on table alert is 'Sticky facts of a file: kind, since, until and sealed words, each in a section. What is said does not change: one is ended and another written.';
CREATE INDEX alert_living ON public.alert USING btree (organisation_id, case_id) WHERE (ended_at IS NULL);
alter table alert enable row level security;
alter table alert force row level security;
create policy guard_brings on alert as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on alert as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on alert as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on alert as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on alert as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on alert as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on alert as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on alert to amparo_guard;
grant insert, select on alert to amparo_app;
grant update (ended_at, ended_by) on alert to amparo_app;

create table answered_request (
  organisation_id uuid not null,
  staff_id uuid not null,
  idempotency_key uuid not null,
  action text not null,
  fingerprint bytea not null,
  reply jsonb not null,
  at timestamp with time zone not null default guard.clock(),
  constraint answered_request_pkey PRIMARY KEY (organisation_id, staff_id, idempotency_key)
);
comment on table answered_request is 'Writes already done, by idempotency key: a repeated request gets the same reply (ids and versions only) and no second effect.';
CREATE INDEX answered_request_by_age ON public.answered_request USING btree (at);
alter table answered_request enable row level security;
alter table answered_request force row level security;
create policy guard_all on answered_request as permissive for all to amparo_guard
  using (true);
create policy guard_writes on answered_request as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on answered_request as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_requests on answered_request as permissive for all to amparo_app
  using (((staff_id = ( SELECT e.staff_id
   FROM entered e)) AND (organisation_id = ( SELECT e.organisation_id
   FROM entered e))))
  with check (((staff_id = ( SELECT e.staff_id
   FROM entered e)) AND (organisation_id = ( SELECT e.organisation_id
   FROM entered e))));
grant delete, insert, select on answered_request to amparo_guard;
grant insert, select on answered_request to amparo_app;

create table appointment (
  organisation_id uuid not null,
  case_id uuid not null,
  appointment_id uuid not null,
  section text not null,
  kind text not null,
  on_day date not null,
  at_time text not null,
  minutes integer not null,
  zone text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  mode text not null,
  status text not null default 'planned'::text,
  reason_of text,
  reason_why text,
  province text,
  away_before integer not null default 0,
  away_after integer not null default 0,
  interpreter_language text,
  interpreter_dialect text,
  series_id uuid,
  moved integer not null default 0,
  reminder_wanted boolean not null default false,
  planned_by uuid not null default guard.staff(),
  changed_at timestamp with time zone not null default guard.clock(),
  closed_by uuid,
  sealed bytea not null,
  sealed_outcome bytea,
  version integer not null default 1,
  constraint appointment_pkey PRIMARY KEY (organisation_id, case_id, appointment_id),
  constraint appointment_appointment_id_key UNIQUE (appointment_id),
  constraint appointment_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint appointment_organisation_id_case_id_series_id_fkey FOREIGN KEY (organisation_id, case_id, series_id) REFERENCES appointment_series(organisation_id, case_id, series_id),
  constraint appointment_at_time_check CHECK ((at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint appointment_away_after_check CHECK (((away_after >= 0) AND (away_after <= 480))),
  constraint appointment_away_before_check CHECK (((away_before >= 0) AND (away_before <= 480))),
  constraint appointment_check CHECK ((ends_at > starts_at)),
  constraint appointment_check1 CHECK (((reason_of IS NULL) = (reason_why IS NULL))),
  constraint appointment_check2 CHECK (((reason_of IS NULL) OR (status = ANY (ARRAY['no_show'::text, 'cancelled'::text])))),
  constraint appointment_kind_check CHECK ((kind = ANY (ARRAY['health'::text, 'mind'::text, 'police'::text, 'court'::text, 'lawyer'::text, 'office'::text, 'consulate'::text, 'school'::text, 'work'::text, 'home'::text, 'money'::text, 'group'::text, 'talk'::text, 'other'::text]))),
  constraint appointment_minutes_check CHECK (((minutes >= 5) AND (minutes <= 720))),
  constraint appointment_mode_check CHECK ((mode = ANY (ARRAY['in_person'::text, 'telephone'::text, 'video'::text]))),
  constraint appointment_reason_of_check CHECK ((reason_of = ANY (ARRAY['hers'::text, 'ours'::text, 'theirs'::text]))),
  constraint appointment_reason_why_check CHECK ((reason_why = ANY (ARRAY['ill'::text, 'afraid'::text, 'did_not_want'::text, 'not_told'::text, 'no_way_there'::text, 'no_childcare'::text, 'at_work'::text, 'no_interpreter'::text, 'nobody_to_go_along'::text, 'closed'::text, 'other_day'::text, 'not_needed'::text, 'not_safe'::text, 'not_known'::text]))),
  constraint appointment_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'held'::text, 'no_show'::text, 'cancelled'::text])))
);
comment on table appointment is 'An appointment of the person: by the clock on the wall there, and what became of it. sealed: title, place, with whom, where one meets, what to bring, the way; sealed_outcome: what came of it.';
comment on column appointment.away_before is 'Minutes on the way there; away_after those on the way back. They are taken too.';
comment on column appointment.moved is 'How often its time was changed after it was planned.';
CREATE INDEX appointment_of_day ON public.appointment USING btree (organisation_id, starts_at) WHERE (status = ANY (ARRAY['planned'::text, 'held'::text]));
CREATE INDEX appointment_of_file ON public.appointment USING btree (organisation_id, case_id, starts_at);
CREATE INDEX appointment_of_series ON public.appointment USING btree (organisation_id, case_id, series_id, starts_at) WHERE (series_id IS NOT NULL);
alter table appointment enable row level security;
alter table appointment force row level security;
create policy guard_erases on appointment as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on appointment as permissive for select to amparo_guard
  using (true);
create policy held_for_interpreting on appointment as permissive for update to amparo_guard
  using (true)
  with check (false);
create policy kept_by_owner on appointment as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_own_house on appointment as restrictive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy walled_changing on appointment as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on appointment as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on appointment as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
CREATE TRIGGER appointment_and_its_interpreter AFTER UPDATE ON public.appointment FOR EACH ROW EXECUTE FUNCTION guard.appointment_and_its_interpreter();
grant delete, select on appointment to amparo_guard;
grant insert, select on appointment to amparo_app;
grant update (at_time, away_after, away_before, changed_at, closed_by, ends_at, interpreter_dialect, interpreter_language, kind, minutes, mode, moved, on_day, province, reason_of, reason_why, reminder_wanted, sealed, sealed_outcome, section, starts_at, status, version, zone) on appointment to amparo_app;
grant update (version) on appointment to amparo_guard;

create table appointment_reminder (
  organisation_id uuid not null,
  case_id uuid not null,
  reminder_id uuid not null,
  appointment_id uuid not null,
  section text not null,
  about text not null,
  status text not null default 'waits'::text,
  departure_id uuid,
  left_at timestamp with time zone,
  constraint appointment_reminder_pkey PRIMARY KEY (organisation_id, case_id, reminder_id),
  constraint appointment_reminder_organisation_id_case_id_appointment_i_fkey FOREIGN KEY (organisation_id, case_id, appointment_id) REFERENCES appointment(organisation_id, case_id, appointment_id),
  constraint appointment_reminder_about_check CHECK ((about = ANY (ARRAY['new'::text, 'moved'::text]))),
  constraint appointment_reminder_check CHECK ((((status = 'left'::text) = (departure_id IS NOT NULL)) AND ((status = 'left'::text) = (left_at IS NOT NULL)))),
  constraint appointment_reminder_status_check CHECK ((status = ANY (ARRAY['waits'::text, 'left'::text, 'dropped'::text])))
);
comment on table appointment_reminder is 'That the person wants to be reminded of an appointment, and when it left. When it may leave is decided by the rule of contact as it stands then.';
CREATE INDEX appointment_reminder_of ON public.appointment_reminder USING btree (organisation_id, case_id, appointment_id);
CREATE UNIQUE INDEX appointment_reminder_that_waits ON public.appointment_reminder USING btree (organisation_id, case_id, appointment_id) WHERE (status = 'waits'::text);
alter table appointment_reminder enable row level security;
alter table appointment_reminder force row level security;
create policy guard_erases on appointment_reminder as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on appointment_reminder as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on appointment_reminder as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_own_house on appointment_reminder as restrictive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy walled_changing on appointment_reminder as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on appointment_reminder as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on appointment_reminder as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, select on appointment_reminder to amparo_guard;
grant insert, select on appointment_reminder to amparo_app;
grant update (about, departure_id, left_at, section, status) on appointment_reminder to amparo_app;

create table appointment_series (
  organisation_id uuid not null,
  case_id uuid not null,
  series_id uuid not null,
  section text not null,
  unit text not null,
  every integer not null,
  weekdays integer[] not null default '{}'::integer[],
  month_by text not null default 'date'::text,
  until_on date,
  most integer,
  except_on date[] not null default '{}'::date[],
  holidays text not null default 'keep'::text,
  planned_by uuid not null default guard.staff(),
  constraint appointment_series_pkey PRIMARY KEY (organisation_id, case_id, series_id),
  constraint appointment_series_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint appointment_series_check CHECK (((until_on IS NULL) <> (most IS NULL))),
  constraint appointment_series_every_check CHECK (((every >= 1) AND (every <= 12))),
  constraint appointment_series_holidays_check CHECK ((holidays = ANY (ARRAY['keep'::text, 'skip'::text]))),
  constraint appointment_series_month_by_check CHECK ((month_by = ANY (ARRAY['date'::text, 'weekday'::text, 'last_weekday'::text]))),
  constraint appointment_series_most_check CHECK (((most >= 1) AND (most <= 60))),
  constraint appointment_series_unit_check CHECK ((unit = ANY (ARRAY['day'::text, 'week'::text, 'month'::text]))),
  constraint appointment_series_weekdays_check CHECK ((weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]))
);
comment on table appointment_series is 'By which rule an appointment comes again, as it was planned. Its appointments are rows of their own, made when it was planned.';
alter table appointment_series enable row level security;
alter table appointment_series force row level security;
create policy guard_erases on appointment_series as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on appointment_series as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on appointment_series as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_own_house on appointment_series as restrictive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy walled_changing on appointment_series as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on appointment_series as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on appointment_series as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, select on appointment_series to amparo_guard;
grant insert, select on appointment_series to amparo_app;

create table appointment_staff (
  organisation_id uuid not null,
  case_id uuid not null,
  appointment_id uuid not null,
  staff_id uuid not null,
  section text not null,
  part text not null,
  busy_from timestamp with time zone not null,
  busy_until timestamp with time zone not null,
  live boolean not null,
  constraint appointment_staff_pkey PRIMARY KEY (organisation_id, case_id, appointment_id, staff_id),
  constraint appointment_staff_organisation_id_case_id_appointment_id_fkey FOREIGN KEY (organisation_id, case_id, appointment_id) REFERENCES appointment(organisation_id, case_id, appointment_id),
  constraint appointment_staff_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint appointment_staff_part_check CHECK ((part = ANY (ARRAY['leads'::text, 'accompanies'::text])))
);
comment on table appointment_staff is 'Which colleagues lead an appointment or go along, and the time it takes of theirs with the way there and back. Written by the guard alone.';
CREATE INDEX appointment_staff_busy ON public.appointment_staff USING btree (organisation_id, staff_id, busy_from) INCLUDE (busy_until) WHERE live;
CREATE INDEX appointment_staff_of ON public.appointment_staff USING btree (organisation_id, staff_id, busy_from);
alter table appointment_staff enable row level security;
alter table appointment_staff force row level security;
create policy guard_changes on appointment_staff as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on appointment_staff as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on appointment_staff as permissive for select to amparo_guard
  using (true);
create policy guard_writes on appointment_staff as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on appointment_staff as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_own_house on appointment_staff as restrictive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy walled_changing on appointment_staff as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on appointment_staff as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on appointment_staff as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select, update on appointment_staff to amparo_guard;
grant select on appointment_staff to amparo_app;

create table asked_about (
  organisation_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  asked_on date not null,
  way text not null,
  asker text not null,
  told_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint asked_about_pkey PRIMARY KEY (organisation_id, case_id, event_id),
  constraint asked_about_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table asked_about is 'Somebody asked about the person, and nothing was confirmed: the day, by which way, what kind of asker; who and what they said is sealed.';
CREATE INDEX asked_about_of_file ON public.asked_about USING btree (organisation_id, case_id, asked_on DESC, event_id DESC);
alter table asked_about enable row level security;
alter table asked_about force row level security;
create policy guard_erases on asked_about as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on asked_about as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on asked_about as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on asked_about as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on asked_about as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on asked_about as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on asked_about to amparo_guard;
grant insert, select on asked_about to amparo_app;

create table assent (
  organisation_id uuid not null,
  case_id uuid not null,
  assent_id uuid not null,
  about text not null,
  answer text not null,
  language text not null,
  explained_by text[] not null,
  asked_on date not null,
  asked_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  withdrawn_at timestamp with time zone,
  sealed bytea not null,
  constraint assent_pkey PRIMARY KEY (organisation_id, case_id, assent_id),
  constraint assent_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint assent_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'not_sure'::text, 'could_not_say'::text])))
);
comment on table assent is 'What the child answered when asked, beside any consent. Nothing of it changes but that the child takes it back.';
alter table assent enable row level security;
alter table assent force row level security;
create policy guard_erases on assent as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on assent as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on assent as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on assent as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('identity'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'identity'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('identity'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'identity'::text)
END);
create policy walled_reading on assent as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('identity'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'identity'::text)
END);
create policy walled_writing on assent as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('identity'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'identity'::text)
END);
grant delete, select on assent to amparo_guard;
grant insert, select on assent to amparo_app;
grant update (withdrawn_at) on assent to amparo_app;

create table assessment (
  organisation_id uuid not null,
  case_id uuid not null,
  assessment_id uuid not null,
  instrument text not null,
  instrument_version text not null,
  section text not null,
  taken_on date not null,
  taken_by uuid not null,
  sealed bytea not null,
  version integer not null default 1,
  recorded_at timestamp with time zone not null default guard.clock(),
  changed_at timestamp with time zone,
  changed_by uuid,
  constraint assessment_pkey PRIMARY KEY (organisation_id, case_id, assessment_id),
  constraint assessment_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table assessment is 'An instrument answered. The answers are sealed; a question may stay without one.';
comment on column assessment.recorded_at is 'Orders two talks of one day.';
comment on column assessment.changed_at is 'When it was last amended.';
CREATE INDEX assessment_latest ON public.assessment USING btree (organisation_id, case_id, instrument, taken_on DESC);
alter table assessment enable row level security;
alter table assessment force row level security;
create policy changed on assessment as permissive for update to amparo_app
  using ((guard.writes(case_id, section) OR guard.gives(case_id, section)))
  with check ((guard.writes(case_id, section) OR guard.gives(case_id, section)));
create policy guard_brings on assessment as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on assessment as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on assessment as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on assessment as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on assessment as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy written on assessment as permissive for insert to amparo_app
  with check (((taken_by = ( SELECT guard.staff() AS staff)) AND (guard.writes(case_id, section) OR guard.gives(case_id, section))));
CREATE TRIGGER kept BEFORE UPDATE OF sealed, version ON public.assessment FOR EACH ROW EXECUTE FUNCTION guard.keep_assessment_version();
grant delete, insert, select on assessment to amparo_guard;
grant insert, select on assessment to amparo_app;
grant update (sealed, version) on assessment to amparo_app;

create table assessment_version (
  organisation_id uuid not null,
  case_id uuid not null,
  assessment_id uuid not null,
  version integer not null,
  section text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  sealed bytea not null,
  constraint assessment_version_pkey PRIMARY KEY (organisation_id, case_id, assessment_id, version),
  constraint assessment_version_organisation_id_case_id_assessment_id_fkey FOREIGN KEY (organisation_id, case_id, assessment_id) REFERENCES assessment(organisation_id, case_id, assessment_id) ON DELETE CASCADE
);
comment on table assessment_version is 'What an assessment said before each amendment, sealed as it was. Written by the database itself with the amendment, and by nobody else.';
alter table assessment_version enable row level security;
alter table assessment_version force row level security;
create policy guard_erases on assessment_version as permissive for delete to amparo_guard
  using (true);
create policy guard_keeps on assessment_version as permissive for insert to amparo_guard
  with check (true);
create policy guard_reads on assessment_version as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on assessment_version as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on assessment_version as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on assessment_version as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on assessment_version as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on assessment_version to amparo_guard;
grant select on assessment_version to amparo_app;

create table best_interest (
  organisation_id uuid not null,
  case_id uuid not null,
  best_interest_id uuid not null,
  question text not null,
  heard text[] not null,
  decided_on date not null,
  review_on date not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  constraint best_interest_pkey PRIMARY KEY (organisation_id, case_id, best_interest_id),
  constraint best_interest_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table best_interest is 'Best-interest decisions: who was heard, the view of the child, the options, what was decided. None is ever changed.';
alter table best_interest enable row level security;
alter table best_interest force row level security;
create policy guard_erases on best_interest as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on best_interest as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on best_interest as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on best_interest as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on best_interest as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on best_interest as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on best_interest to amparo_guard;
grant insert, select on best_interest to amparo_app;

create table blind_match (
  organisation_id uuid not null,
  match bytea not null,
  case_id uuid not null,
  scheme smallint not null default 1,
  constraint blind_match_pkey PRIMARY KEY (organisation_id, match, case_id),
  constraint blind_match_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table blind_match is 'Keyed marks of names and birth years, for the duplicate question at intake and nothing else.';
comment on column blind_match.scheme is 'By which rules the mark was made. Marks of an older scheme stay until their file is marked anew.';
CREATE INDEX blind_match_of_file ON public.blind_match USING btree (organisation_id, case_id, scheme);
alter table blind_match enable row level security;
alter table blind_match force row level security;
create policy guard_all on blind_match as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on blind_match as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on blind_match as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy marked on blind_match as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.is_unassigned_of_mine(case_id) OR (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0))));
grant delete, select on blind_match to amparo_guard;
grant insert on blind_match to amparo_app;

create table break_glass (
  organisation_id uuid not null,
  case_id uuid not null,
  break_glass_id uuid not null,
  staff_id uuid not null,
  reason text not null,
  opened_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  sealed_reason bytea,
  verdict text,
  reviewed_by uuid,
  reviewed_at timestamp with time zone,
  constraint break_glass_pkey PRIMARY KEY (organisation_id, case_id, break_glass_id),
  constraint break_glass_break_glass_id_key UNIQUE (break_glass_id),
  constraint break_glass_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint break_glass_check CHECK ((reviewed_by <> staff_id)),
  constraint break_glass_check1 CHECK ((((reviewed_at IS NULL) = (reviewed_by IS NULL)) AND ((reviewed_at IS NULL) = (verdict IS NULL)))),
  constraint break_glass_check2 CHECK ((until_at <= (opened_at + '01:00:00'::interval))),
  constraint break_glass_reason_check CHECK ((reason = ANY (ARRAY['danger'::text, 'health'::text, 'child'::text, 'court'::text, 'colleague_away'::text, 'other'::text]))),
  constraint break_glass_verdict_check CHECK ((verdict = ANY (ARRAY['justified'::text, 'not_justified'::text])))
);
comment on table break_glass is 'Every breaking of the glass: who, which file, why, until when, and what the colleague who reviewed it found.';
CREATE INDEX break_glass_of_staff ON public.break_glass USING btree (staff_id, opened_at) WHERE (reviewed_at IS NULL);
CREATE INDEX break_glass_to_review ON public.break_glass USING btree (organisation_id, opened_at) WHERE (reviewed_at IS NULL);
alter table break_glass enable row level security;
alter table break_glass force row level security;
create policy explained on break_glass as permissive for update to amparo_app
  using (((staff_id = ( SELECT guard.staff() AS staff)) AND (sealed_reason IS NULL) AND (reviewed_at IS NULL) AND guard.sees(case_id)))
  with check (((staff_id = ( SELECT guard.staff() AS staff)) AND (sealed_reason IS NOT NULL)));
create policy guard_all on break_glass as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on break_glass as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on break_glass as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_or_to_review on break_glass as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ((staff_id = ( SELECT guard.staff() AS staff)) OR guard.reaches(case_id, 'break_glass.review'::text))));
grant delete, insert, select on break_glass to amparo_guard;
grant select on break_glass to amparo_app;
grant update (reviewed_at, reviewed_by, verdict) on break_glass to amparo_guard;
grant update (sealed_reason) on break_glass to amparo_app;

create table busy_time (
  organisation_id uuid not null,
  busy_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  version integer not null default 1,
  constraint busy_time_pkey PRIMARY KEY (organisation_id, busy_id),
  constraint busy_time_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint busy_time_check CHECK ((ends_at > starts_at)),
  constraint busy_time_kind_check CHECK ((kind = ANY (ARRAY['off'::text, 'training'::text, 'meeting'::text])))
);
comment on table busy_time is 'Time of a colleague that is not about a person: off, a training, a meeting. No words.';
CREATE INDEX busy_time_of_staff ON public.busy_time USING btree (organisation_id, staff_id, starts_at) INCLUDE (ends_at);
alter table busy_time enable row level security;
alter table busy_time force row level security;
create policy changed_by_oneself on busy_time as permissive for update to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
create policy given_back_by_oneself on busy_time as permissive for delete to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)));
create policy guard_all on busy_time as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_oneself on busy_time as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
create policy kept_by_owner on busy_time as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy ones_own on busy_time as permissive for select to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)));
grant delete, insert, select on busy_time to amparo_app;
grant delete, select on busy_time to amparo_guard;
grant update (ends_at, kind, starts_at, version) on busy_time to amparo_app;

create table calendar_feed (
  organisation_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  language text not null,
  created_at timestamp with time zone not null default guard.clock(),
  revoked_at timestamp with time zone,
  last_read_on date,
  constraint calendar_feed_pkey PRIMARY KEY (organisation_id, staff_id),
  constraint calendar_feed_token_hash_key UNIQUE (token_hash),
  constraint calendar_feed_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint calendar_feed_language_check CHECK ((language = ANY (ARRAY['en'::text, 'es'::text, 'it'::text])))
);
comment on table calendar_feed is 'Who reads their agenda in a calendar of their own, by the hash of a secret address; opening it anew closes the one before.';
alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy changed_by_oneself on calendar_feed as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
create policy guard_all on calendar_feed as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on calendar_feed as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy ones_own on calendar_feed as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
create policy opened_by_oneself on calendar_feed as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
grant delete, select on calendar_feed to amparo_guard;
grant insert on calendar_feed to amparo_app;
grant select (created_at, language, last_read_on, organisation_id, revoked_at, staff_id) on calendar_feed to amparo_app;
grant update (created_at, language, last_read_on, revoked_at, token_hash) on calendar_feed to amparo_app;
grant update (last_read_on) on calendar_feed to amparo_guard;

create table care_episode (
  organisation_id uuid not null,
  case_id uuid not null,
  episode_id uuid not null,
  section text not null,
  provider text not null,
  staff_id uuid,
  referral_id uuid,
  status text not null default 'open'::text,
  opened_on date not null,
  closed_on date,
  planned_sessions integer,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint care_episode_pkey PRIMARY KEY (organisation_id, case_id, episode_id),
  constraint care_episode_organisation_id_case_id_episode_id_section_key UNIQUE (organisation_id, case_id, episode_id, section),
  constraint care_episode_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint care_episode_organisation_id_case_id_referral_id_fkey FOREIGN KEY (organisation_id, case_id, referral_id) REFERENCES referral(organisation_id, case_id, referral_id),
  constraint care_episode_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint care_episode_check CHECK (((provider = 'own'::text) = (staff_id IS NOT NULL))),
  constraint care_episode_check1 CHECK (((provider = 'service'::text) = (referral_id IS NOT NULL))),
  constraint care_episode_check2 CHECK (((status = 'closed'::text) = (closed_on IS NOT NULL))),
  constraint care_episode_check3 CHECK ((closed_on >= opened_on)),
  constraint care_episode_check4 CHECK (((planned_sessions IS NULL) OR (provider = 'own'::text))),
  constraint care_episode_planned_sessions_check CHECK (((planned_sessions >= 1) AND (planned_sessions <= 400))),
  constraint care_episode_provider_check CHECK ((provider = ANY (ARRAY['own'::text, 'service'::text, 'outside'::text]))),
  constraint care_episode_section_check CHECK ((section = ANY (ARRAY['health'::text, 'mind'::text]))),
  constraint care_episode_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
);
comment on table care_episode is 'Care of body or mind from when until when, and who gives it. What kind it is, what for and why it ended is sealed.';
comment on column care_episode.planned_sessions is 'How many times the therapist plans to meet. Set by the therapist, counted from nothing.';
alter table care_episode enable row level security;
alter table care_episode force row level security;
create policy guard_erases on care_episode as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on care_episode as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on care_episode as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on care_episode as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on care_episode as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on care_episode as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
CREATE TRIGGER keep_therapist BEFORE INSERT OR UPDATE ON public.care_episode FOR EACH ROW EXECUTE FUNCTION guard.keep_therapist();
grant delete, select on care_episode to amparo_guard;
grant insert, select, update on care_episode to amparo_app;

create table care_event (
  organisation_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  next_closes_at timestamp with time zone,
  sealed bytea not null,
  sealed_answers bytea not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint care_event_pkey PRIMARY KEY (organisation_id, case_id, event_id),
  constraint care_event_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table care_event is 'An event whose hours are counted, sealed, with what was answered for each of them. next_closes_at: when the first one without an answer may be over; empty once all are answered.';
CREATE INDEX care_event_running ON public.care_event USING btree (organisation_id, next_closes_at) WHERE (next_closes_at IS NOT NULL);
alter table care_event enable row level security;
alter table care_event force row level security;
create policy guard_erases on care_event as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on care_event as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on care_event as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on care_event as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('health'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'health'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('health'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'health'::text)
END);
create policy walled_reading on care_event as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('health'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'health'::text)
END);
create policy walled_writing on care_event as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('health'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'health'::text)
END);
grant delete, select on care_event to amparo_guard;
grant insert, select, update on care_event to amparo_app;

create table care_group (
  organisation_id uuid not null,
  group_id uuid not null,
  office_id uuid not null,
  name text not null,
  purpose text not null,
  section text not null,
  language text not null,
  room text not null,
  most integer not null,
  starts_on date not null,
  ends_on date,
  created_by uuid not null,
  version integer not null default 1,
  constraint care_group_pkey PRIMARY KEY (organisation_id, group_id),
  constraint care_group_group_id_key UNIQUE (group_id),
  constraint care_group_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint care_group_organisation_id_office_id_fkey FOREIGN KEY (organisation_id, office_id) REFERENCES office(organisation_id, office_id),
  constraint care_group_check CHECK ((ends_on >= starts_on)),
  constraint care_group_most_check CHECK (((most >= 2) AND (most <= 40)))
);
comment on table care_group is 'A group with a neutral name: what it is for, in which language and room. Who takes part stands in the files alone.';
alter table care_group enable row level security;
alter table care_group force row level security;
create policy changed on care_group as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.manages_groups_of(office_id)))
  with check (guard.manages_groups_of(office_id));
create policy guard_reads on care_group as permissive for select to amparo_guard
  using (true);
create policy held_by_guard on care_group as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on care_group as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made on care_group as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.manages_groups_of(office_id)));
create policy told_to_the_house on care_group as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.may('groups.read'::text)));
grant insert, select on care_group to amparo_app;
grant select on care_group to amparo_guard;
grant update (ends_on, language, most, name, room, starts_on, version) on care_group to amparo_app;
grant update (version) on care_group to amparo_guard;

create table care_group_leader (
  organisation_id uuid not null,
  group_id uuid not null,
  staff_id uuid not null,
  from_at timestamp with time zone not null default guard.clock(),
  ended_at timestamp with time zone,
  constraint care_group_leader_pkey PRIMARY KEY (organisation_id, group_id, staff_id, from_at),
  constraint care_group_leader_organisation_id_group_id_fkey FOREIGN KEY (organisation_id, group_id) REFERENCES care_group(organisation_id, group_id),
  constraint care_group_leader_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);
comment on table care_group_leader is 'Who leads a group, and so is told who takes part.';
CREATE UNIQUE INDEX leads_once ON public.care_group_leader USING btree (organisation_id, group_id, staff_id) WHERE (ended_at IS NULL);
alter table care_group_leader enable row level security;
alter table care_group_leader force row level security;
create policy ended on care_group_leader as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (EXISTS ( SELECT
   FROM care_group g
  WHERE ((g.organisation_id = care_group_leader.organisation_id) AND (g.group_id = care_group_leader.group_id) AND guard.manages_groups_of(g.office_id))))))
  with check ((ended_at IS NOT NULL));
create policy guard_reads on care_group_leader as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on care_group_leader as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy named on care_group_leader as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (EXISTS ( SELECT
   FROM care_group g
  WHERE ((g.organisation_id = care_group_leader.organisation_id) AND (g.group_id = care_group_leader.group_id) AND guard.manages_groups_of(g.office_id))))));
create policy told_to_the_house on care_group_leader as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.may('groups.read'::text)));
grant insert, select on care_group_leader to amparo_app;
grant select on care_group_leader to amparo_guard;
grant update (ended_at) on care_group_leader to amparo_app;

create table care_group_session (
  organisation_id uuid not null,
  group_id uuid not null,
  session_id uuid not null,
  on_day date not null,
  minutes integer not null,
  status text not null,
  version integer not null default 1,
  constraint care_group_session_pkey PRIMARY KEY (organisation_id, group_id, session_id),
  constraint care_group_session_organisation_id_group_id_fkey FOREIGN KEY (organisation_id, group_id) REFERENCES care_group(organisation_id, group_id),
  constraint care_group_session_minutes_check CHECK (((minutes >= 10) AND (minutes <= 600))),
  constraint care_group_session_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])))
);
comment on table care_group_session is 'A day a group meets.';
alter table care_group_session enable row level security;
alter table care_group_session force row level security;
create policy changed on care_group_session as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.leads_group(group_id)))
  with check (guard.leads_group(group_id));
create policy guard_reads on care_group_session as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on care_group_session as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy planned on care_group_session as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.leads_group(group_id)));
create policy told_to_the_house on care_group_session as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.may('groups.read'::text)));
grant insert, select on care_group_session to amparo_app;
grant select on care_group_session to amparo_guard;
grant update (minutes, on_day, status, version) on care_group_session to amparo_app;

create table care_session (
  organisation_id uuid not null,
  case_id uuid not null,
  session_id uuid not null,
  episode_id uuid not null,
  section text not null,
  on_day date not null,
  minutes integer,
  attendance text not null,
  reason text,
  interpreter text not null,
  place text not null,
  moved_to uuid,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint care_session_pkey PRIMARY KEY (organisation_id, case_id, session_id),
  constraint care_session_organisation_id_case_id_episode_id_section_fkey FOREIGN KEY (organisation_id, case_id, episode_id, section) REFERENCES care_episode(organisation_id, case_id, episode_id, section),
  constraint care_session_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint care_session_attendance_check CHECK ((attendance = ANY (ARRAY['planned'::text, 'came'::text, 'cancelled'::text, 'cancelled_by_us'::text, 'did_not_come'::text, 'moved'::text]))),
  constraint care_session_check CHECK (((attendance = 'moved'::text) = (moved_to IS NOT NULL))),
  constraint care_session_interpreter_check CHECK ((interpreter = ANY (ARRAY['not_needed'::text, 'in_person'::text, 'by_telephone'::text, 'on_screen'::text, 'somebody_else'::text, 'missing'::text]))),
  constraint care_session_minutes_check CHECK (((minutes >= 5) AND (minutes <= 600))),
  constraint care_session_place_check CHECK ((place = ANY (ARRAY['office'::text, 'their_place'::text, 'health_centre'::text, 'telephone'::text, 'screen'::text, 'outside'::text, 'elsewhere'::text])))
);
comment on table care_session is 'A time one meets or met in an episode: the day, whether the person came, with which interpreter and where in the coarse. What was spoken of is not here.';
CREATE INDEX care_session_of_episode ON public.care_session USING btree (organisation_id, case_id, episode_id, on_day DESC);
alter table care_session enable row level security;
alter table care_session force row level security;
create policy guard_erases on care_session as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on care_session as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on care_session as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on care_session as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on care_session as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on care_session as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, select on care_session to amparo_guard;
grant insert, select, update on care_session to amparo_app;

create table care_version (
  organisation_id uuid not null,
  case_id uuid not null,
  section text not null,
  of_table text not null,
  row_id uuid not null,
  version integer not null,
  status text not null,
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint care_version_pkey PRIMARY KEY (organisation_id, case_id, of_table, row_id, version),
  constraint care_version_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table care_version is 'What a record of health or injuries said before each change, sealed as it was. Written by the database itself with the change, and by nobody else.';
alter table care_version enable row level security;
alter table care_version force row level security;
create policy guard_erases on care_version as permissive for delete to amparo_guard
  using (true);
create policy guard_keeps on care_version as permissive for insert to amparo_guard
  with check (true);
create policy guard_reads on care_version as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on care_version as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on care_version as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on care_version as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on care_version as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on care_version to amparo_guard;
grant select on care_version to amparo_app;

create table case_access (
  organisation_id uuid not null,
  case_id uuid not null,
  access_id uuid not null,
  kind text not null,
  staff_id uuid,
  member_organisation_id uuid,
  function text not null default 'team_member'::text,
  sections text[] not null,
  basis uuid,
  from_at timestamp with time zone not null default now(),
  until_at timestamp with time zone,
  ended_at timestamp with time zone,
  created_by uuid not null,
  referral_id uuid,
  constraint case_access_pkey PRIMARY KEY (organisation_id, case_id, access_id),
  constraint case_access_member_organisation_id_fkey FOREIGN KEY (member_organisation_id) REFERENCES organisation(organisation_id),
  constraint case_access_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint case_access_check CHECK (((kind = 'consent'::text) = (member_organisation_id IS NOT NULL))),
  constraint case_access_check1 CHECK (((kind = 'consent'::text) = (staff_id IS NULL))),
  constraint case_access_check2 CHECK (((kind = 'team'::text) OR (basis IS NOT NULL))),
  constraint case_access_check3 CHECK (((kind <> 'break_glass'::text) OR (until_at IS NOT NULL))),
  constraint case_access_kind_check CHECK ((kind = ANY (ARRAY['team'::text, 'consent'::text, 'break_glass'::text]))),
  constraint reference_worker_without_end CHECK (((function <> 'reference_worker'::text) OR (until_at IS NULL)))
);
comment on table case_access is 'Who may open which sections of a file, until when, and on what basis: team, consent or break-glass.';
comment on column case_access.referral_id is 'The referral whose acceptance opened this.';
CREATE INDEX case_access_of_member ON public.case_access USING btree (member_organisation_id, case_id) WHERE (ended_at IS NULL);
CREATE INDEX case_access_of_staff ON public.case_access USING btree (staff_id, case_id) WHERE (ended_at IS NULL);
CREATE INDEX files_of_reference_worker ON public.case_access USING btree (organisation_id, staff_id, case_id) WHERE ((function = 'reference_worker'::text) AND (ended_at IS NULL));
CREATE UNIQUE INDEX one_reference_worker ON public.case_access USING btree (organisation_id, case_id) WHERE ((function = 'reference_worker'::text) AND (ended_at IS NULL));
alter table case_access enable row level security;
alter table case_access force row level security;
create policy guard_all on case_access as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on case_access as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on case_access as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_on_the_case on case_access as permissive for select to amparo_app
  using ((((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) OR (member_organisation_id = ( SELECT e.organisation_id
   FROM entered e))) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.opens) > 0)
       FROM entered e)
    ELSE ((case_id = ANY (( SELECT e.my_cases
       FROM entered e)::uuid[])) OR (EXISTS ( SELECT
       FROM case_file f
      WHERE ((f.organisation_id = case_access.organisation_id) AND (f.case_id = case_access.case_id)))))
END));
create policy team_is_assigned on case_access as permissive for insert to amparo_app
  with check (((kind = 'team'::text) AND (created_by = ( SELECT guard.staff() AS staff)) AND (organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.reaches(case_id, 'team.assign'::text) OR guard.is_unassigned_of_mine(case_id)) AND (EXISTS ( SELECT
   FROM staff m
  WHERE ((m.organisation_id = case_access.organisation_id) AND (m.staff_id = case_access.staff_id)))) AND ((staff_id <> ( SELECT guard.staff() AS staff)) OR (sections <@ guard.sections_of(case_id, 'case.open'::text)) OR guard.is_unassigned_of_mine(case_id))));
create policy team_is_ended on case_access as permissive for update to amparo_app
  using (((kind = 'team'::text) AND guard.reaches(case_id, 'team.assign'::text)));
CREATE CONSTRAINT TRIGGER a_reference_worker_stays AFTER UPDATE OF ended_at ON public.case_access DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.function = 'reference_worker'::text) AND (old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION guard.keep_a_reference_worker();
CREATE TRIGGER access_changed AFTER INSERT OR DELETE OR UPDATE ON public.case_access FOR EACH STATEMENT EXECUTE FUNCTION guard.decide_anew();
CREATE TRIGGER access_only_ends BEFORE UPDATE ON public.case_access FOR EACH ROW EXECUTE FUNCTION guard.keep_access_ended();
CREATE TRIGGER cover_stays_short BEFORE INSERT ON public.case_access FOR EACH ROW WHEN ((CURRENT_USER = 'amparo_app'::name)) EXECUTE FUNCTION guard.keep_cover_short();
CREATE TRIGGER deadlines_go_with_the_team AFTER INSERT OR UPDATE OF ended_at, until_at ON public.case_access FOR EACH ROW WHEN ((new.kind = 'team'::text)) EXECUTE FUNCTION guard.team_takes_deadlines();
grant delete, insert, select on case_access to amparo_guard;
grant insert, select on case_access to amparo_app;
grant update (ended_at, until_at) on case_access to amparo_app;
grant update (ended_at, until_at) on case_access to amparo_guard;

create table case_counted (
  organisation_id uuid not null,
  case_id uuid not null,
  province text,
  sex text not null,
  age_band text not null,
  languages text[] not null default '{}'::text[],
  counted_on date not null,
  constraint case_counted_pkey PRIMARY KEY (organisation_id, case_id),
  constraint case_counted_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint case_counted_age_band_check CHECK ((age_band = ANY (ARRAY['child'::text, '18_24'::text, '25_39'::text, '40_64'::text, '65_and_over'::text, 'not_known'::text]))),
  constraint case_counted_province_check CHECK ((province ~ '^\d{2}$'::text)),
  constraint case_counted_sex_check CHECK ((sex = ANY (ARRAY['women'::text, 'men'::text, 'other'::text, 'not_said'::text])))
);
comment on table case_counted is 'Five coarse codes of a card, for counting alone: no role that serves requests can read them, and they go with the file.';
alter table case_counted enable row level security;
alter table case_counted force row level security;
create policy guard_all on case_counted as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on case_counted as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on case_counted as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select, update on case_counted to amparo_guard;

create table case_file (
  organisation_id uuid not null,
  case_id uuid not null,
  office_id uuid not null,
  reference text not null,
  stage text not null default 'first_contact'::text,
  status text not null default 'open'::text,
  opened_on date not null,
  closed_on date,
  last_activity_at timestamp with time zone not null default now(),
  next_due_on date,
  created_by uuid not null,
  sealed_card bytea not null,
  version integer not null default 1,
  constraint case_file_pkey PRIMARY KEY (organisation_id, case_id),
  constraint case_file_case_id_key UNIQUE (case_id),
  constraint case_file_organisation_id_reference_key UNIQUE (organisation_id, reference),
  constraint case_file_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint case_file_organisation_id_office_id_fkey FOREIGN KEY (organisation_id, office_id) REFERENCES office(organisation_id, office_id),
  constraint case_file_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
);
comment on table case_file is 'One person''s accompaniment. Codes and dates are clear for counting; the card (alias, languages, country, birth year) is sealed.';
CREATE INDEX case_by_activity ON public.case_file USING btree (organisation_id, status, last_activity_at DESC, case_id);
CREATE INDEX case_by_closing ON public.case_file USING btree (organisation_id, closed_on) WHERE (closed_on IS NOT NULL);
CREATE INDEX case_by_due ON public.case_file USING btree (organisation_id, status, next_due_on, case_id) WHERE (next_due_on IS NOT NULL);
CREATE INDEX case_by_opening ON public.case_file USING btree (organisation_id, status, opened_on DESC, case_id);
CREATE INDEX case_by_stage ON public.case_file USING btree (organisation_id, stage, status, last_activity_at DESC, case_id) INCLUDE (office_id);
CREATE INDEX case_of_office ON public.case_file USING btree (organisation_id, office_id, status, last_activity_at DESC, case_id);
alter table case_file enable row level security;
alter table case_file force row level security;
create policy guard_brings on case_file as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on case_file as permissive for delete to amparo_guard
  using (true);
create policy guard_locks on case_file as permissive for update to amparo_guard
  using (true);
create policy guard_reads on case_file as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on case_file as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy kept_by_writers on case_file as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.writes) > 0)
       FROM entered e)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END)
  with check ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy made_by_own_staff on case_file as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (created_by = ( SELECT guard.staff() AS staff)) AND guard.may('case.create'::text)));
create policy opened on case_file as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.opens) > 0)
       FROM entered e)
    ELSE (((organisation_id = ( SELECT e.organisation_id
       FROM entered e)) AND (( SELECT e.everywhere
       FROM entered e) OR (office_id = ( SELECT e.wide_office_id
       FROM entered e)))) OR (case_id = ANY (( SELECT e.my_cases
       FROM entered e)::uuid[])) OR guard.stands_here(case_id))
END);
CREATE CONSTRAINT TRIGGER a_file_opens_with_one AFTER INSERT ON public.case_file DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.status = 'open'::text) AND (CURRENT_USER = 'amparo_app'::name))) EXECUTE FUNCTION guard.keep_a_reference_worker();
CREATE CONSTRAINT TRIGGER a_file_reopens_with_one AFTER UPDATE OF status ON public.case_file DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.status = 'open'::text) AND (old.status <> 'open'::text))) EXECUTE FUNCTION guard.keep_a_reference_worker();
CREATE TRIGGER merged_stays_closed BEFORE UPDATE OF status ON public.case_file FOR EACH ROW EXECUTE FUNCTION guard.keep_merged_closed();
CREATE TRIGGER no_file_closes_over_a_protocol BEFORE UPDATE OF status ON public.case_file FOR EACH ROW WHEN (((new.status = 'closed'::text) AND (old.status <> 'closed'::text))) EXECUTE FUNCTION guard.keep_file_with_protocol();
grant delete, insert, select on case_file to amparo_guard;
grant insert, select on case_file to amparo_app;
grant update (closed_on, last_activity_at, next_due_on, sealed_card, stage, status, version) on case_file to amparo_app;
grant update (closed_on, last_activity_at, next_due_on, status, version) on case_file to amparo_guard;

create table case_key (
  organisation_id uuid not null,
  case_id uuid not null,
  version integer not null,
  wrapped bytea not null,
  made_at timestamp with time zone not null default now(),
  constraint case_key_pkey PRIMARY KEY (organisation_id, case_id, version),
  constraint case_key_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table case_key is 'The key of one file, wrapped by its organisation''s key. Deleting these rows erases what the file sealed.';
alter table case_key enable row level security;
alter table case_key force row level security;
create policy guard_erases on case_key as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on case_key as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_at_once on case_key as permissive for select to amparo_guard
  using (true);
create policy rewrapped on case_key as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('keys.rotate'::text)));
create policy with_a_new_file on case_key as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.is_unassigned_of_mine(case_id) OR guard.reaches(case_id, 'case.rekey'::text))));
create policy with_the_file on case_key as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.opens) > 0)
       FROM entered e)
    ELSE ((case_id = ANY (( SELECT e.my_cases
       FROM entered e)::uuid[])) OR (EXISTS ( SELECT
       FROM case_file f
      WHERE ((f.organisation_id = case_key.organisation_id) AND (f.case_id = case_key.case_id)))))
END);
grant delete, select on case_key to amparo_guard;
grant insert, select on case_key to amparo_app;
grant update (wrapped) on case_key to amparo_app;

create table case_weight (
  organisation_id uuid not null,
  case_id uuid not null,
  points integer not null,
  sealed bytea not null,
  weighed_by uuid not null,
  weighed_on date not null,
  version integer not null default 1,
  constraint case_weight_pkey PRIMARY KEY (organisation_id, case_id),
  constraint case_weight_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint case_weight_points_check CHECK (((points >= 0) AND (points <= 100)))
);
comment on table case_weight is 'What makes a file heavy beyond its stage: the sum in points, and sealed what it is made of.';
alter table case_weight enable row level security;
alter table case_weight force row level security;
create policy guard_erases on case_weight as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on case_weight as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on case_weight as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on case_weight as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on case_weight as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on case_weight as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, select on case_weight to amparo_guard;
grant insert, select, update on case_weight to amparo_app;

create table clock_mark (
  only_one boolean not null default true,
  latest timestamp with time zone not null default now(),
  constraint clock_mark_pkey PRIMARY KEY (only_one),
  constraint clock_mark_only_one_check CHECK (only_one)
);
comment on table clock_mark is 'The latest moment ever seen: a clock set back revives no consent, session or assignment.';
alter table clock_mark enable row level security;
alter table clock_mark force row level security;
create policy guard_all on clock_mark as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on clock_mark as permissive for all to amparo_owner
  using (true)
  with check (true);
grant select on clock_mark to amparo_guard;
grant update (latest) on clock_mark to amparo_guard;

create table closure (
  organisation_id uuid not null,
  case_id uuid not null,
  closure_id uuid not null,
  reason text not null,
  tries integer,
  closed_on date not null,
  closed_by uuid not null,
  keep_until date,
  review_on date not null,
  erase_on date not null,
  left_open integer not null default 0,
  reopened_on date,
  reopened_by uuid,
  version integer not null default 1,
  constraint closure_pkey PRIMARY KEY (organisation_id, case_id, closure_id),
  constraint closure_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint closure_check CHECK (((reopened_on IS NULL) = (reopened_by IS NULL))),
  constraint closure_check1 CHECK (((review_on <= erase_on) AND ((keep_until IS NULL) OR (keep_until <= erase_on)))),
  constraint closure_left_open_check CHECK ((left_open >= 0)),
  constraint closure_tries_check CHECK (((tries >= 1) AND (tries <= 100)))
);
comment on table closure is 'Why and when a file was closed or reopened, in codes, and until when it is kept: what data/retention said on that day.';
CREATE UNIQUE INDEX closed_once ON public.closure USING btree (organisation_id, case_id) WHERE (reopened_on IS NULL);
CREATE INDEX closure_by_review ON public.closure USING btree (organisation_id, review_on, case_id) WHERE (reopened_on IS NULL);
alter table closure enable row level security;
alter table closure force row level security;
create policy guard_brings on closure as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on closure as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on closure as permissive for select to amparo_guard
  using (true);
create policy guard_reopens on closure as permissive for update to amparo_guard
  using (true);
create policy kept_by_owner on closure as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on closure as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on closure as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on closure as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, insert, select on closure to amparo_guard;
grant insert, select, update on closure to amparo_app;
grant update (reopened_by, reopened_on) on closure to amparo_guard;

create table conference (
  organisation_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  meets_at timestamp with time zone not null,
  status text not null default 'planned'::text,
  asked text not null,
  attends text not null,
  called_by uuid not null,
  sealed bytea not null,
  sealed_own bytea not null,
  version integer not null default 1,
  constraint conference_pkey PRIMARY KEY (organisation_id, case_id, conference_id),
  constraint conference_conference_id_key UNIQUE (conference_id),
  constraint conference_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint conference_asked_check CHECK ((asked = ANY (ARRAY['yes'::text, 'not_yet'::text, 'not_safe'::text]))),
  constraint conference_attends_check CHECK ((attends = ANY (ARRAY['in_person'::text, 'by_call'::text, 'through_someone'::text, 'not'::text]))),
  constraint conference_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text]))),
  constraint the_person_first CHECK (((status <> 'held'::text) OR (asked <> 'not_yet'::text)))
);
comment on table conference is 'Meetings of several houses about one person. sealed: place and what the person wants said, for all invited; sealed_own: their other wishes, for the own team.';
alter table conference enable row level security;
alter table conference force row level security;
create policy guard_erases on conference as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on conference as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on conference as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy locked_by_guard on conference as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy walled_changing on conference as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on conference as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on conference as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, select on conference to amparo_guard;
grant insert, select, update on conference to amparo_app;
grant update (version) on conference to amparo_guard;

create table conference_agency (
  organisation_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  agency_organisation_id uuid not null,
  consent_id uuid not null,
  named boolean not null,
  invited_at timestamp with time zone not null default guard.clock(),
  constraint conference_agency_pkey PRIMARY KEY (organisation_id, case_id, conference_id, agency_organisation_id),
  constraint conference_agency_agency_organisation_id_fkey FOREIGN KEY (agency_organisation_id) REFERENCES organisation(organisation_id),
  constraint conference_agency_organisation_id_case_id_conference_id_fkey FOREIGN KEY (organisation_id, case_id, conference_id) REFERENCES conference(organisation_id, case_id, conference_id),
  constraint conference_agency_organisation_id_case_id_consent_id_fkey FOREIGN KEY (organisation_id, case_id, consent_id) REFERENCES consent(organisation_id, case_id, consent_id)
);
comment on table conference_agency is 'Partners invited to a conference, each on a consent; named: whether the person agreed that the others are told of it.';
CREATE INDEX conference_of_agency ON public.conference_agency USING btree (agency_organisation_id, invited_at DESC);
alter table conference_agency enable row level security;
alter table conference_agency force row level security;
create policy guard_erases on conference_agency as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on conference_agency as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on conference_agency as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy taken_back_by_guard on conference_agency as permissive for delete to amparo_guard
  using (true);
create policy walled_changing on conference_agency as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on conference_agency as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on conference_agency as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, select on conference_agency to amparo_guard;
grant insert, select on conference_agency to amparo_app;
grant update (named) on conference_agency to amparo_app;

create table conference_item (
  organisation_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  item_id uuid not null,
  section text not null,
  place integer not null,
  sealed bytea not null,
  minuted_at timestamp with time zone,
  minuted_by uuid,
  sealed_minutes bytea,
  version integer not null default 1,
  constraint conference_item_pkey PRIMARY KEY (organisation_id, case_id, item_id),
  constraint conference_item_organisation_id_case_id_conference_id_fkey FOREIGN KEY (organisation_id, case_id, conference_id) REFERENCES conference(organisation_id, case_id, conference_id)
);
comment on table conference_item is 'What a conference speaks of, each item in one section of the file, with its minutes: seen by those the section is open to.';
CREATE INDEX conference_item_of ON public.conference_item USING btree (organisation_id, case_id, conference_id, place);
alter table conference_item enable row level security;
alter table conference_item force row level security;
create policy guard_erases on conference_item as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on conference_item as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on conference_item as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on conference_item as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on conference_item as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on conference_item as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, select on conference_item to amparo_guard;
grant insert, select on conference_item to amparo_app;
grant update (minuted_at, minuted_by, place, sealed, sealed_minutes, version) on conference_item to amparo_app;

create table conference_task (
  organisation_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  task_id uuid not null,
  item_id uuid not null,
  section text not null,
  owner_kind text not null,
  owner_id uuid,
  owner_organisation_id uuid,
  due_on date not null,
  status text not null default 'open'::text,
  answered_at timestamp with time zone,
  answered_by uuid,
  set_by uuid not null,
  sealed bytea not null,
  sealed_answer bytea,
  version integer not null default 1,
  constraint conference_task_pkey PRIMARY KEY (organisation_id, case_id, task_id),
  constraint conference_task_task_id_key UNIQUE (task_id),
  constraint conference_task_organisation_id_case_id_conference_id_fkey FOREIGN KEY (organisation_id, case_id, conference_id) REFERENCES conference(organisation_id, case_id, conference_id),
  constraint conference_task_organisation_id_case_id_item_id_fkey FOREIGN KEY (organisation_id, case_id, item_id) REFERENCES conference_item(organisation_id, case_id, item_id),
  constraint conference_task_owner_organisation_id_fkey FOREIGN KEY (owner_organisation_id) REFERENCES organisation(organisation_id),
  constraint conference_task_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['staff'::text, 'agency'::text]))),
  constraint conference_task_status_check CHECK ((status = ANY (ARRAY['open'::text, 'doing'::text, 'done'::text, 'cannot'::text, 'dropped'::text]))),
  constraint one_owner CHECK ((((owner_kind = 'staff'::text) AND (owner_id IS NOT NULL) AND (owner_organisation_id IS NULL)) OR ((owner_kind = 'agency'::text) AND (owner_id IS NULL) AND (owner_organisation_id IS NOT NULL))))
);
comment on table conference_task is 'What a conference decided that someone does: a colleague, or a partner, who answers for it.';
CREATE INDEX conference_task_of_agency ON public.conference_task USING btree (owner_organisation_id, due_on) WHERE (owner_organisation_id IS NOT NULL);
CREATE INDEX conference_task_of_staff ON public.conference_task USING btree (organisation_id, owner_id, due_on) WHERE (status = ANY (ARRAY['open'::text, 'doing'::text]));
alter table conference_task enable row level security;
alter table conference_task force row level security;
create policy answered_by_agency on conference_task as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on conference_task as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on conference_task as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on conference_task as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on conference_task as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on conference_task as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on conference_task as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
CREATE TRIGGER keep_agency_answers BEFORE UPDATE ON public.conference_task FOR EACH ROW EXECUTE FUNCTION guard.keep_agency_answers();
grant delete, select on conference_task to amparo_guard;
grant insert, select on conference_task to amparo_app;
grant update (answered_at, answered_by, sealed_answer, status, version) on conference_task to amparo_app;
grant update (answered_at, answered_by, sealed_answer, status, version) on conference_task to amparo_guard;

create table consent (
  organisation_id uuid not null,
  case_id uuid not null,
  consent_id uuid not null,
  recipient_organisation_id uuid,
  sections text[] not null,
  purpose text not null,
  given_by text not null,
  how text not null,
  language text not null,
  with_interpreter boolean not null default false,
  starts_on date not null,
  ends_on date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  withdrawn_at timestamp with time zone,
  recipient_service_id uuid,
  sealed_recipient bytea,
  for_good text[] not null default '{}'::text[],
  constraint consent_pkey PRIMARY KEY (organisation_id, case_id, consent_id),
  constraint consent_consent_id_key UNIQUE (consent_id),
  constraint consent_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint consent_recipient_organisation_id_fkey FOREIGN KEY (recipient_organisation_id) REFERENCES organisation(organisation_id),
  constraint consent_check CHECK (((ends_on > starts_on) AND (ends_on <= (starts_on + 90)))),
  constraint consent_given_by_check CHECK ((given_by = ANY (ARRAY['person'::text, 'minor_with_guardian'::text, 'guardian'::text, 'court'::text]))),
  constraint consent_how_check CHECK ((how = ANY (ARRAY['spoken'::text, 'written'::text, 'signed'::text]))),
  constraint consent_sections_check CHECK ((cardinality(sections) > 0)),
  constraint for_good_is_agreed CHECK (((for_good <@ sections) AND ((cardinality(for_good) = 0) OR (recipient_organisation_id IS NOT NULL)))),
  constraint one_recipient CHECK (((recipient_organisation_id IS NULL) = (sealed_recipient IS NOT NULL))),
  constraint service_outside CHECK (((recipient_service_id IS NULL) OR (recipient_organisation_id IS NULL)))
);
comment on table consent is 'A capability: file, recipient, sections, purpose, time, and how it was given. Nothing of it changes but its withdrawal.';
comment on column consent.sealed_recipient is 'The recipient in the words the person heard, where it is no organisation of this house.';
comment on column consent.for_good is 'Sections that go along for good with a transfer; what is named in sections alone may be read until the day the consent ends.';
CREATE INDEX consent_of_recipient ON public.consent USING btree (recipient_organisation_id, case_id) WHERE (withdrawn_at IS NULL);
alter table consent enable row level security;
alter table consent force row level security;
create policy guard_all on consent as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on consent as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on consent as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy not_on_such_a_guardian on consent as restrictive for insert to amparo_app
  with check (((given_by <> ALL (ARRAY['minor_with_guardian'::text, 'guardian'::text])) OR (guard.guardian_word(case_id) <> 'may_not'::text)));
create policy recorded on consent as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (recorded_by = ( SELECT guard.staff() AS staff)) AND guard.reaches(case_id, 'consents.record'::text) AND (recipient_organisation_id IS DISTINCT FROM organisation_id) AND (withdrawn_at IS NULL)));
create policy seen on consent as permissive for select to amparo_app
  using ((((organisation_id = ( SELECT guard.organisation() AS organisation)) OR (recipient_organisation_id = ( SELECT guard.organisation() AS organisation))) AND guard.sees(case_id)));
CREATE TRIGGER consent_withdrawn AFTER UPDATE OF withdrawn_at ON public.consent FOR EACH ROW WHEN (((new.withdrawn_at IS NOT NULL) AND (old.withdrawn_at IS NULL))) EXECUTE FUNCTION guard.close_withdrawn_referrals();
CREATE TRIGGER consent_withdrawn_after_transfer AFTER UPDATE OF withdrawn_at ON public.consent FOR EACH ROW WHEN (((new.withdrawn_at IS NOT NULL) AND (old.withdrawn_at IS NULL))) EXECUTE FUNCTION guard.tell_of_withdrawal();
CREATE TRIGGER consent_withdrawn_outside AFTER UPDATE OF withdrawn_at ON public.consent FOR EACH ROW WHEN (((new.withdrawn_at IS NOT NULL) AND (old.withdrawn_at IS NULL))) EXECUTE FUNCTION guard.close_withdrawn_externals();
grant delete, select on consent to amparo_guard;
grant insert, select on consent to amparo_app;
grant update (withdrawn_at) on consent to amparo_guard;

create table contact_attempt (
  organisation_id uuid not null,
  case_id uuid not null,
  attempt_id uuid not null,
  attempted_on date not null,
  document_id uuid,
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint contact_attempt_pkey PRIMARY KEY (organisation_id, case_id, attempt_id),
  constraint contact_attempt_organisation_id_case_id_document_id_fkey FOREIGN KEY (organisation_id, case_id, document_id) REFERENCES document(organisation_id, case_id, document_id),
  constraint contact_attempt_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table contact_attempt is 'Somebody from before tried to reach the person: how, who, what was said, and what was done. None is ever changed.';
CREATE INDEX contact_attempt_of_file ON public.contact_attempt USING btree (organisation_id, case_id, attempted_on DESC);
alter table contact_attempt enable row level security;
alter table contact_attempt force row level security;
create policy guard_erases on contact_attempt as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on contact_attempt as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on contact_attempt as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on contact_attempt as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on contact_attempt as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on contact_attempt as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on contact_attempt to amparo_guard;
grant insert, select on contact_attempt to amparo_app;

create table cover (
  organisation_id uuid not null,
  cover_id uuid not null,
  absent_id uuid not null,
  stand_in_id uuid not null,
  from_on date not null,
  until_on date not null,
  files integer not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default guard.clock(),
  status text not null default 'asked'::text,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint cover_pkey PRIMARY KEY (organisation_id, cover_id),
  constraint cover_cover_id_key UNIQUE (cover_id),
  constraint cover_organisation_id_absent_id_fkey FOREIGN KEY (organisation_id, absent_id) REFERENCES staff(organisation_id, staff_id),
  constraint cover_organisation_id_stand_in_id_fkey FOREIGN KEY (organisation_id, stand_in_id) REFERENCES staff(organisation_id, staff_id),
  constraint cover_check CHECK ((absent_id <> stand_in_id)),
  constraint cover_check1 CHECK (((until_on >= from_on) AND (until_on <= (from_on + 183)))),
  constraint cover_check2 CHECK (((status = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint cover_files_check CHECK ((files > 0)),
  constraint cover_status_check CHECK ((status = ANY (ARRAY['asked'::text, 'agreed'::text, 'declined'::text, 'ended'::text])))
);
comment on table cover is 'Who stands in for whom, from when until when, who asked and whether the colleague agreed. Why someone is away is nobody''s business here.';
CREATE INDEX cover_of_absent ON public.cover USING btree (organisation_id, absent_id, until_on);
CREATE INDEX cover_of_stand_in ON public.cover USING btree (organisation_id, stand_in_id, until_on);
CREATE INDEX cover_running ON public.cover USING btree (organisation_id, until_on) WHERE (status = ANY (ARRAY['asked'::text, 'agreed'::text]));
alter table cover enable row level security;
alter table cover force row level security;
create policy asked on cover as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (asked_by = ( SELECT e.staff_id
   FROM entered e)) AND (status = 'asked'::text) AND (((absent_id = ( SELECT e.staff_id
   FROM entered e)) AND guard.may('cover.ask'::text)) OR guard.answers_for(absent_id, 'cover.ask'::text))));
create policy guard_all on cover as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on cover as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_those_it_is_about on cover as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND ((((( SELECT e.staff_id
   FROM entered e) = absent_id) OR (( SELECT e.staff_id
   FROM entered e) = stand_in_id)) OR (( SELECT e.staff_id
   FROM entered e) = asked_by)) OR guard.answers_for(absent_id, 'cover.ask'::text))));
grant select on cover to amparo_app;
grant select on cover to amparo_guard;
grant insert (absent_id, asked_by, cover_id, files, from_on, organisation_id, stand_in_id, until_on) on cover to amparo_app;
grant update (answered_at, ended_at, ended_by, status) on cover to amparo_guard;

create table cover_file (
  organisation_id uuid not null,
  case_id uuid not null,
  cover_id uuid not null,
  constraint cover_file_pkey PRIMARY KEY (organisation_id, case_id, cover_id),
  constraint cover_file_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint cover_file_organisation_id_cover_id_fkey FOREIGN KEY (organisation_id, cover_id) REFERENCES cover(organisation_id, cover_id)
);
comment on table cover_file is 'The files a cover is about.';
CREATE INDEX cover_file_of_cover ON public.cover_file USING btree (organisation_id, cover_id);
alter table cover_file enable row level security;
alter table cover_file force row level security;
create policy guard_erases on cover_file as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on cover_file as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on cover_file as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on cover_file as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on cover_file as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on cover_file as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, select on cover_file to amparo_guard;
grant insert, select on cover_file to amparo_app;

create table credential (
  organisation_id uuid not null,
  staff_id uuid not null,
  password_hash text,
  password_set_at timestamp with time zone,
  sealed_totp bytea,
  totp_key_version integer,
  totp_last_step bigint,
  totp_set_at timestamp with time zone,
  constraint credential_pkey PRIMARY KEY (organisation_id, staff_id),
  constraint credential_staff_id_key UNIQUE (staff_id),
  constraint credential_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint credential_check CHECK ((((sealed_totp IS NULL) = (totp_key_version IS NULL)) AND ((sealed_totp IS NULL) = (totp_last_step IS NULL))))
);
comment on table credential is 'How a staff member proves to be themselves: an Argon2id hash, and the sealed secret of one-time codes with the last time step used.';
alter table credential enable row level security;
alter table credential force row level security;
create policy guard_all on credential as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on credential as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select, update on credential to amparo_guard;

create table departure (
  organisation_id uuid not null,
  case_id uuid not null,
  departure_id uuid not null,
  kind text not null,
  channel text not null,
  outcome text not null,
  because text not null,
  template text,
  at timestamp with time zone not null default guard.clock(),
  actor_id uuid not null default guard.staff(),
  rule_version integer not null,
  result text,
  result_at timestamp with time zone,
  sealed bytea not null,
  version integer not null default 1,
  constraint departure_pkey PRIMARY KEY (organisation_id, case_id, departure_id),
  constraint departure_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint departure_channel_check CHECK ((channel = ANY (ARRAY['call'::text, 'sms'::text, 'chat'::text, 'email'::text, 'letter'::text, 'through_someone'::text]))),
  constraint departure_check CHECK (((outcome = 'left'::text) OR (result IS NULL))),
  constraint departure_check1 CHECK (((outcome = 'left'::text) = (because = 'contact.named_by_her'::text))),
  constraint departure_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'reminder'::text, 'call'::text, 'letter'::text, 'calendar_entry'::text]))),
  constraint departure_outcome_check CHECK ((outcome = ANY (ARRAY['left'::text, 'refused'::text]))),
  constraint departure_result_check CHECK ((result = ANY (ARRAY['sent'::text, 'not_sent'::text, 'reached'::text, 'not_reached'::text, 'someone_else'::text])))
);
comment on table departure is 'What left towards the person or was refused, by whom and on which version of the rule. Where it went and its words are sealed. Nothing is taken back.';
CREATE INDEX departure_by_day ON public.departure USING btree (organisation_id, case_id, at DESC);
alter table departure enable row level security;
alter table departure force row level security;
create policy guard_erases on departure as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on departure as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on departure as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on departure as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on departure as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on departure as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
CREATE TRIGGER departure_checked BEFORE INSERT OR UPDATE ON public.departure FOR EACH ROW EXECUTE FUNCTION guard.check_departure();
grant delete, select on departure to amparo_guard;
grant select on departure to amparo_app;
grant insert (because, case_id, channel, departure_id, kind, organisation_id, outcome, rule_version, sealed, template) on departure to amparo_app;
grant update (result, version) on departure to amparo_app;

create table directory_change (
  organisation_id uuid not null,
  change_id uuid not null default gen_random_uuid(),
  subject text not null,
  subject_id uuid not null,
  field text not null,
  before jsonb,
  after jsonb,
  because text not null,
  by_staff_id uuid,
  changed_at timestamp with time zone not null,
  record_version integer not null,
  constraint directory_change_pkey PRIMARY KEY (organisation_id, change_id),
  constraint directory_change_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint directory_change_because_check CHECK ((because = ANY (ARRAY['edit'::text, 'suggestion'::text, 'import'::text]))),
  constraint directory_change_subject_check CHECK ((subject = ANY (ARRAY['service'::text, 'provider'::text])))
);
comment on table directory_change is 'What was changed in a record of the directory, field by field, when and by whom; written by the database itself. Of a hidden location no place is kept.';
CREATE INDEX directory_change_of ON public.directory_change USING btree (organisation_id, subject_id, changed_at DESC);
alter table directory_change enable row level security;
alter table directory_change force row level security;
create policy guard_all on directory_change as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on directory_change as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on directory_change as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
grant insert, select on directory_change to amparo_guard;
grant select on directory_change to amparo_app;
grant update (after, before) on directory_change to amparo_guard;

create table directory_door (
  organisation_id uuid not null,
  service_id uuid not null,
  intake_version integer not null,
  sealed bytea not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint directory_door_pkey PRIMARY KEY (organisation_id, service_id),
  constraint directory_door_organisation_id_service_id_fkey FOREIGN KEY (organisation_id, service_id) REFERENCES directory_service(organisation_id, service_id)
);
comment on table directory_door is 'Where a hidden location is, sealed to the organisation that keeps the directory: no list, match, map, export or calendar reads this table.';
alter table directory_door enable row level security;
alter table directory_door force row level security;
create policy kept_by_owner on directory_door as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy rewritten on directory_door as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('directory.door'::text) AS may) AND ( SELECT guard.may('directory.edit'::text) AS may)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (changed_by = ( SELECT guard.staff() AS staff))));
create policy told on directory_door as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('directory.door'::text) AS may)));
create policy written on directory_door as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('directory.door'::text) AS may) AND ( SELECT guard.may('directory.edit'::text) AS may) AND (changed_by = ( SELECT guard.staff() AS staff))));
grant insert, select on directory_door to amparo_app;
grant update (changed_at, changed_by, intake_version, sealed, version) on directory_door to amparo_app;

create table directory_kept (
  organisation_id uuid not null,
  resource text not null,
  row_id text not null,
  place integer not null,
  said jsonb not null,
  constraint directory_kept_pkey PRIMARY KEY (organisation_id, resource, row_id),
  constraint directory_kept_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table directory_kept is 'Every row of an imported HSDS package as it came, by table; never one that tells the door of a shelter. It comes out again in our own export, and nowhere else.';
alter table directory_kept enable row level security;
alter table directory_kept force row level security;
create policy edited on directory_kept as permissive for all to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy guard_forgets on directory_kept as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on directory_kept as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on directory_kept as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select on directory_kept to amparo_app;
grant delete, select on directory_kept to amparo_guard;
grant update (place, said) on directory_kept to amparo_app;

create table directory_mark (
  organisation_id uuid not null,
  mark bigint not null,
  constraint directory_mark_pkey PRIMARY KEY (organisation_id),
  constraint directory_mark_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table directory_mark is 'Moves with every change of the directory, so that a server knows when what it keeps of it is old.';
alter table directory_mark enable row level security;
alter table directory_mark force row level security;
create policy guard_all on directory_mark as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on directory_mark as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on directory_mark as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
grant insert, select, update on directory_mark to amparo_guard;
grant select on directory_mark to amparo_app;

create table directory_opening (
  organisation_id uuid not null,
  open boolean not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint directory_opening_pkey PRIMARY KEY (organisation_id),
  constraint directory_opening_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table directory_opening is 'Whether other systems may read the public tier of the directory without an account; closed unless a row says otherwise.';
alter table directory_opening enable row level security;
alter table directory_opening force row level security;
create policy changed on directory_opening as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.open'::text)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (changed_by = ( SELECT guard.staff() AS staff))));
create policy guard_reads on directory_opening as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on directory_opening as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on directory_opening as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.open'::text) AND (changed_by = ( SELECT guard.staff() AS staff))));
create policy seen_by_staff on directory_opening as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
grant insert, select on directory_opening to amparo_app;
grant select on directory_opening to amparo_guard;
grant update (changed_at, changed_by, open, version) on directory_opening to amparo_app;

create table directory_organisation (
  organisation_id uuid not null,
  provider_id uuid not null,
  record jsonb not null,
  imported_on date not null,
  version integer not null default 1,
  imported jsonb,
  changed_at timestamp with time zone not null default guard.clock(),
  constraint directory_organisation_pkey PRIMARY KEY (organisation_id, provider_id),
  constraint directory_organisation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table directory_organisation is 'Organisations that offer services, as facts with source, date and confidence.';
comment on column directory_organisation.imported is 'The record as the last import said it; null: nobody imported it. What differs was changed here by hand.';
comment on column directory_organisation.changed_at is 'When the record last changed, for whoever asks only for what is new.';
alter table directory_organisation enable row level security;
alter table directory_organisation force row level security;
create policy changed on directory_organisation as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy guard_reads_open on directory_organisation as permissive for select to amparo_guard
  using (true);
create policy kept on directory_organisation as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy kept_by_owner on directory_organisation as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on directory_organisation as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
CREATE TRIGGER added AFTER INSERT ON public.directory_organisation FOR EACH ROW EXECUTE FUNCTION guard.keep_directory_change('provider');
CREATE TRIGGER changed AFTER UPDATE OF record ON public.directory_organisation FOR EACH ROW WHEN ((old.record IS DISTINCT FROM new.record)) EXECUTE FUNCTION guard.keep_directory_change('provider');
CREATE TRIGGER moved_by_insert AFTER INSERT ON public.directory_organisation REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION guard.move_directory_mark();
CREATE TRIGGER moved_by_update AFTER UPDATE ON public.directory_organisation REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION guard.move_directory_mark();
CREATE TRIGGER record_changed BEFORE UPDATE ON public.directory_organisation FOR EACH ROW WHEN ((old.record IS DISTINCT FROM new.record)) EXECUTE FUNCTION guard.directory_changed();
grant insert, select on directory_organisation to amparo_app;
grant select on directory_organisation to amparo_guard;
grant update (imported, imported_on, record, version) on directory_organisation to amparo_app;

create table directory_service (
  organisation_id uuid not null,
  service_id uuid not null,
  provider_id uuid not null,
  status text not null,
  kinds text[] not null,
  country text not null,
  record jsonb not null,
  fingerprint bytea not null,
  imported_on date not null,
  version integer not null default 1,
  imported jsonb,
  changed_at timestamp with time zone not null default guard.clock(),
  constraint directory_service_pkey PRIMARY KEY (organisation_id, service_id),
  constraint directory_service_organisation_id_provider_id_fkey FOREIGN KEY (organisation_id, provider_id) REFERENCES directory_organisation(organisation_id, provider_id)
);
comment on table directory_service is 'Services as the directory knows them: whom they admit, in which languages, at what cost, where, and how sure that is.';
comment on column directory_service.imported is 'The record as the last import said it; null: nobody imported it. What differs was changed here by hand.';
comment on column directory_service.changed_at is 'When the record last changed, for whoever asks only for what is new.';
CREATE INDEX directory_service_of_provider ON public.directory_service USING btree (organisation_id, provider_id);
alter table directory_service enable row level security;
alter table directory_service force row level security;
create policy changed on directory_service as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy guard_reads_open on directory_service as permissive for select to amparo_guard
  using (true);
create policy guard_renews on directory_service as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy kept on directory_service as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy kept_by_owner on directory_service as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on directory_service as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
CREATE TRIGGER added AFTER INSERT ON public.directory_service FOR EACH ROW EXECUTE FUNCTION guard.keep_directory_change('service');
CREATE TRIGGER changed AFTER UPDATE OF record ON public.directory_service FOR EACH ROW WHEN ((old.record IS DISTINCT FROM new.record)) EXECUTE FUNCTION guard.keep_directory_change('service');
CREATE TRIGGER kept_rows_forgotten BEFORE UPDATE OF record ON public.directory_service FOR EACH ROW WHEN ((COALESCE(((new.record ->> 'hidden_location'::text))::boolean, false) AND (NOT COALESCE(((old.record ->> 'hidden_location'::text))::boolean, false)))) EXECUTE FUNCTION guard.forget_kept_rows();
CREATE TRIGGER moved_by_insert AFTER INSERT ON public.directory_service REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION guard.move_directory_mark();
CREATE TRIGGER moved_by_update AFTER UPDATE ON public.directory_service REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION guard.move_directory_mark();
CREATE TRIGGER place_forgotten BEFORE UPDATE OF record ON public.directory_service FOR EACH ROW WHEN (((((new.record ->> 'hidden_location'::text))::boolean IS TRUE) AND (((old.record ->> 'hidden_location'::text))::boolean IS NOT TRUE))) EXECUTE FUNCTION guard.forget_place();
CREATE TRIGGER record_changed BEFORE UPDATE ON public.directory_service FOR EACH ROW WHEN ((old.record IS DISTINCT FROM new.record)) EXECUTE FUNCTION guard.directory_changed();
grant insert, select on directory_service to amparo_app;
grant select on directory_service to amparo_guard;
grant update (country, fingerprint, imported, imported_on, kinds, record, status, version) on directory_service to amparo_app;
grant update (record, version) on directory_service to amparo_guard;

create table directory_sharing (
  organisation_id uuid not null,
  with_partners boolean not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint directory_sharing_pkey PRIMARY KEY (organisation_id),
  constraint directory_sharing_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table directory_sharing is 'Whether partner organisations may read the directory at their tier; not, unless a row says so.';
alter table directory_sharing enable row level security;
alter table directory_sharing force row level security;
create policy changed on directory_sharing as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('directory.open'::text) AS may)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (changed_by = ( SELECT guard.staff() AS staff))));
create policy guard_reads on directory_sharing as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on directory_sharing as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on directory_sharing as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy shared on directory_sharing as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('directory.open'::text) AS may) AND (changed_by = ( SELECT guard.staff() AS staff))));
grant insert, select on directory_sharing to amparo_app;
grant select on directory_sharing to amparo_guard;
grant update (changed_at, changed_by, version, with_partners) on directory_sharing to amparo_app;

create table directory_suggestion (
  organisation_id uuid not null,
  suggestion_id uuid not null,
  service_id uuid not null,
  by_kind text not null,
  by_staff_id uuid,
  changes jsonb not null,
  words text,
  made_at timestamp with time zone not null default guard.clock(),
  decided_at timestamp with time zone,
  decided_by uuid,
  decision text,
  version integer not null default 1,
  constraint directory_suggestion_pkey PRIMARY KEY (organisation_id, suggestion_id),
  constraint directory_suggestion_organisation_id_service_id_fkey FOREIGN KEY (organisation_id, service_id) REFERENCES directory_service(organisation_id, service_id),
  constraint directory_suggestion_by_kind_check CHECK ((by_kind = ANY (ARRAY['worker'::text, 'service'::text]))),
  constraint directory_suggestion_check CHECK (((by_kind = 'worker'::text) = (by_staff_id IS NOT NULL))),
  constraint directory_suggestion_check1 CHECK ((((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decided_by IS NULL)))),
  constraint directory_suggestion_decision_check CHECK ((decision = ANY (ARRAY['taken'::text, 'refused'::text])))
);
comment on table directory_suggestion is 'What a colleague or the service itself says should be corrected in the directory, until somebody who may edit takes or refuses it.';
CREATE INDEX directory_suggestion_of ON public.directory_suggestion USING btree (organisation_id, service_id, made_at DESC);
CREATE INDEX directory_suggestion_open ON public.directory_suggestion USING btree (organisation_id, made_at DESC) WHERE (decision IS NULL);
alter table directory_suggestion enable row level security;
alter table directory_suggestion force row level security;
create policy decided on directory_suggestion as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('directory.edit'::text) AS may) AND (decision IS NULL)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (decided_by = ( SELECT guard.staff() AS staff))));
create policy decided_by_editors on directory_suggestion as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('directory.edit'::text) AS may)));
create policy guard_all on directory_suggestion as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on directory_suggestion as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_words on directory_suggestion as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (by_staff_id = ( SELECT guard.staff() AS staff))));
create policy proposed on directory_suggestion as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('directory.suggest'::text) AS may) AND (by_kind = 'worker'::text) AND (by_staff_id = ( SELECT guard.staff() AS staff)) AND (decision IS NULL)));
grant insert, select on directory_suggestion to amparo_app;
grant insert, select on directory_suggestion to amparo_guard;
grant update (decided_at, decided_by, decision, version) on directory_suggestion to amparo_app;

create table directory_upload (
  organisation_id uuid not null,
  upload_id uuid not null,
  name text not null,
  size integer not null,
  settings jsonb not null default '{}'::jsonb,
  made_by uuid not null,
  made_at timestamp with time zone not null default guard.clock(),
  taken_at timestamp with time zone,
  version integer not null default 1,
  constraint directory_upload_pkey PRIMARY KEY (organisation_id, upload_id),
  constraint directory_upload_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint directory_upload_name_check CHECK ((length(name) <= 200)),
  constraint directory_upload_size_check CHECK (((size >= 1) AND (size <= 16777216)))
);
comment on table directory_upload is 'A file somebody wants to import, between its arrival and its taking; its bytes go when it is taken or after a week.';
alter table directory_upload enable row level security;
alter table directory_upload force row level security;
create policy edited on directory_upload as permissive for all to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy kept_by_owner on directory_upload as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select on directory_upload to amparo_app;
grant update (settings, taken_at, version) on directory_upload to amparo_app;

create table directory_upload_part (
  organisation_id uuid not null,
  upload_id uuid not null,
  part integer not null,
  bytes bytea not null,
  constraint directory_upload_part_pkey PRIMARY KEY (organisation_id, upload_id, part),
  constraint directory_upload_part_organisation_id_upload_id_fkey FOREIGN KEY (organisation_id, upload_id) REFERENCES directory_upload(organisation_id, upload_id) ON DELETE CASCADE,
  constraint directory_upload_part_bytes_check CHECK ((length(bytes) <= 524288)),
  constraint directory_upload_part_part_check CHECK (((part >= 0) AND (part <= 63)))
);
comment on table directory_upload_part is 'The bytes of a file to import, in parts of half a megabyte.';
alter table directory_upload_part enable row level security;
alter table directory_upload_part force row level security;
create policy edited on directory_upload_part as permissive for all to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy kept_by_owner on directory_upload_part as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select on directory_upload_part to amparo_app;

create table document (
  organisation_id uuid not null,
  case_id uuid not null,
  document_id uuid not null,
  section text not null,
  type text not null,
  held_by text not null,
  seen text not null,
  expires_on date,
  status text not null default 'live'::text,
  replaces_id uuid,
  sealed bytea not null,
  added_by uuid not null,
  added_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint document_pkey PRIMARY KEY (organisation_id, case_id, document_id),
  constraint document_organisation_id_case_id_document_id_section_key UNIQUE (organisation_id, case_id, document_id, section),
  constraint document_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint document_organisation_id_case_id_replaces_id_fkey FOREIGN KEY (organisation_id, case_id, replaces_id) REFERENCES document(organisation_id, case_id, document_id),
  constraint document_check CHECK ((replaces_id <> document_id)),
  constraint document_held_by_check CHECK ((held_by = ANY (ARRAY['person'::text, 'organisation'::text, 'police'::text, 'court'::text, 'other_organisation'::text, 'relative'::text, 'exploiter'::text, 'lost'::text, 'unknown'::text]))),
  constraint document_seen_check CHECK ((seen = ANY (ARRAY['original'::text, 'copy'::text, 'none'::text]))),
  constraint document_status_check CHECK ((status = ANY (ARRAY['live'::text, 'replaced'::text, 'set_aside'::text]))),
  constraint document_type_check CHECK ((type ~ '^[a-z_]{2,40}$'::text))
);
comment on table document is 'A paper of the person: type, who holds the original, whether we saw it, until when it is valid. Number, issuer and words are sealed.';
comment on column document.held_by is 'Who has the original. `exploiter`: withheld by an employer or whoever exploited the person.';
CREATE INDEX document_expiring ON public.document USING btree (organisation_id, expires_on) WHERE ((status = 'live'::text) AND (expires_on IS NOT NULL));
CREATE INDEX document_replaced ON public.document USING btree (organisation_id, case_id, replaces_id) WHERE (replaces_id IS NOT NULL);
alter table document enable row level security;
alter table document force row level security;
create policy guard_brings on document as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on document as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on document as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on document as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on document as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on document as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on document as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on document to amparo_guard;
grant insert, select, update on document to amparo_app;

create table document_content (
  organisation_id uuid not null,
  case_id uuid not null,
  content_id uuid not null,
  document_id uuid not null,
  section text not null,
  place integer not null,
  parts integer not null,
  state text not null default 'arriving'::text,
  media text,
  sealed bytea not null,
  begun_by uuid not null,
  begun_at timestamp with time zone not null default guard.clock(),
  constraint document_content_pkey PRIMARY KEY (organisation_id, case_id, content_id),
  constraint document_content_organisation_id_case_id_content_id_section_key UNIQUE (organisation_id, case_id, content_id, section),
  constraint document_content_organisation_id_case_id_document_id_secti_fkey FOREIGN KEY (organisation_id, case_id, document_id, section) REFERENCES document(organisation_id, case_id, document_id, section),
  constraint document_content_check CHECK (((state = 'kept'::text) = (media IS NOT NULL))),
  constraint document_content_media_check CHECK ((media = ANY (ARRAY['jpeg'::text, 'png'::text, 'pdf'::text]))),
  constraint document_content_parts_check CHECK (((parts >= 1) AND (parts <= 60))),
  constraint document_content_place_check CHECK (((place >= 1) AND (place <= 60))),
  constraint document_content_state_check CHECK ((state = ANY (ARRAY['arriving'::text, 'kept'::text, 'refused'::text])))
);
comment on table document_content is 'One file of a paper, a page photographed or a PDF: what its bytes were found to be, never what a name claimed. Size and hash are sealed.';
CREATE INDEX document_content_of ON public.document_content USING btree (organisation_id, case_id, document_id, place);
alter table document_content enable row level security;
alter table document_content force row level security;
create policy guard_brings on document_content as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on document_content as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on document_content as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on document_content as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on document_content as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on document_content as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on document_content as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on document_content to amparo_guard;
grant insert, select, update on document_content to amparo_app;

create table document_part (
  organisation_id uuid not null,
  case_id uuid not null,
  content_id uuid not null,
  section text not null,
  part integer not null,
  sealed bytea not null,
  constraint document_part_pkey PRIMARY KEY (organisation_id, case_id, content_id, part),
  constraint document_part_organisation_id_case_id_content_id_section_fkey FOREIGN KEY (organisation_id, case_id, content_id, section) REFERENCES document_content(organisation_id, case_id, content_id, section),
  constraint document_part_part_check CHECK (((part >= 0) AND (part <= 59))),
  constraint document_part_sealed_check CHECK ((octet_length(sealed) < 1048576))
);
comment on table document_part is 'The bytes of a file in sealed, padded parts. What was refused or never finished is emptied.';
alter table document_part enable row level security;
alter table document_part force row level security;
create policy guard_brings on document_part as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on document_part as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on document_part as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on document_part as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on document_part as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on document_part as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on document_part as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on document_part to amparo_guard;
grant insert, select, update on document_part to amparo_app;

create table duplicate_question (
  organisation_id uuid not null,
  staff_id uuid not null,
  asked_at timestamp with time zone not null default guard.clock()
);
comment on table duplicate_question is 'How often someone asked the duplicate question: twenty an hour, then no more.';
CREATE INDEX duplicate_question_of_staff ON public.duplicate_question USING btree (organisation_id, staff_id, asked_at);
alter table duplicate_question enable row level security;
alter table duplicate_question force row level security;
create policy guard_all on duplicate_question as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on duplicate_question as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select on duplicate_question to amparo_guard;

create table duty_free_day (
  organisation_id uuid not null,
  free_day_id uuid not null,
  office_id uuid,
  on_day date not null,
  name text not null,
  kept_by uuid not null default guard.staff(),
  constraint duty_free_day_pkey PRIMARY KEY (organisation_id, free_day_id),
  constraint duty_free_day_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint duty_free_day_organisation_id_office_id_fkey FOREIGN KEY (organisation_id, office_id) REFERENCES office(organisation_id, office_id)
);
comment on table duty_free_day is 'A day on which an office, or every office of the organisation, is closed.';
CREATE UNIQUE INDEX duty_free_day_once ON public.duty_free_day USING btree (organisation_id, on_day, office_id) NULLS NOT DISTINCT;
alter table duty_free_day enable row level security;
alter table duty_free_day force row level security;
create policy guard_reads on duty_free_day as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on duty_free_day as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy kept_for_an_office on duty_free_day as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.keeps_office(office_id)));
create policy read_by_the_house on duty_free_day as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('duty.read'::text)));
create policy taken_back on duty_free_day as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.keeps_office(office_id)));
grant delete, insert, select on duty_free_day to amparo_app;
grant select on duty_free_day to amparo_guard;

create table duty_turn (
  organisation_id uuid not null,
  turn_id uuid not null,
  office_id uuid,
  staff_id uuid not null,
  deputy_id uuid,
  telephone text not null default ''::text,
  time_zone text not null,
  from_on date not null,
  until_on date,
  weekdays integer[] not null,
  from_time text not null,
  until_time text not null,
  free_days text not null default 'too'::text,
  ended_at timestamp with time zone,
  kept_by uuid not null default guard.staff(),
  version integer not null default 1,
  constraint duty_turn_pkey PRIMARY KEY (organisation_id, turn_id),
  constraint duty_turn_organisation_id_deputy_id_fkey FOREIGN KEY (organisation_id, deputy_id) REFERENCES staff(organisation_id, staff_id),
  constraint duty_turn_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint duty_turn_organisation_id_office_id_fkey FOREIGN KEY (organisation_id, office_id) REFERENCES office(organisation_id, office_id),
  constraint duty_turn_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint duty_turn_check CHECK (((until_on IS NULL) OR (until_on >= from_on))),
  constraint duty_turn_check1 CHECK (((deputy_id IS NULL) OR (deputy_id <> staff_id))),
  constraint duty_turn_free_days_check CHECK ((free_days = ANY (ARRAY['too'::text, 'only'::text, 'never'::text]))),
  constraint duty_turn_from_time_check CHECK ((from_time ~ '^([01][0-9]|2[0-3]):(00|15|30|45)$'::text)),
  constraint duty_turn_until_time_check CHECK ((until_time ~ '^([01][0-9]|2[0-3]):(00|15|30|45)$'::text)),
  constraint duty_turn_weekdays_check CHECK (((cardinality(weekdays) > 0) AND (weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7])))
);
comment on table duty_turn is 'Who is called in which hours outside the office''s own, and who when they do not answer. A turn until an hour not after its first reaches into the next day. No office: for all of them that have no turn of their own then.';
CREATE INDEX duty_turn_live ON public.duty_turn USING btree (organisation_id, office_id) WHERE (ended_at IS NULL);
alter table duty_turn enable row level security;
alter table duty_turn force row level security;
create policy changed_for_an_office on duty_turn as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.keeps_office(office_id)))
  with check (guard.keeps_office(office_id));
create policy guard_reads on duty_turn as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on duty_turn as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy kept_for_an_office on duty_turn as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.keeps_office(office_id)));
create policy read_by_the_house on duty_turn as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('duty.read'::text)));
grant insert, select on duty_turn to amparo_app;
grant select on duty_turn to amparo_guard;
grant update (deputy_id, ended_at, free_days, from_on, from_time, kept_by, staff_id, telephone, time_zone, until_on, until_time, version, weekdays) on duty_turn to amparo_app;

create table entered (
  pid integer not null,
  transaction_id xid8 not null,
  staff_id uuid not null,
  organisation_id uuid not null,
  office_id uuid not null,
  roles text[] not null,
  session_id uuid not null,
  second_factor_at timestamp with time zone,
  case_id uuid,
  opens text[] not null,
  writes text[] not null,
  marks text[] not null,
  everywhere boolean not null,
  wide_office_id uuid,
  my_cases uuid[] not null,
  constraint entered_pkey PRIMARY KEY (pid)
);
comment on table entered is 'What guard.enter settled for the transaction each connection is in: who asks, and what the file it is about opens. Written by the guard alone; good for that transaction and no other.';
alter table entered enable row level security;
alter table entered force row level security;
create policy guard_all on entered as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on entered as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_this_transaction on entered as permissive for select to amparo_app
  using (((pid = pg_backend_pid()) AND (transaction_id = pg_current_xact_id_if_assigned())));
grant delete, insert, select, update on entered to amparo_guard;
grant select on entered to amparo_app;

create table erasure (
  organisation_id uuid not null,
  erasure_id uuid not null,
  erased_on date not null,
  key_gone_by date not null,
  opened_year integer not null,
  closed_year integer not null,
  closure_reason text not null,
  reason text not null,
  asked_by uuid not null,
  approved_by uuid not null,
  tables integer not null,
  rows_gone integer not null,
  keys_gone integer not null,
  swept_at timestamp with time zone,
  constraint erasure_pkey PRIMARY KEY (organisation_id, erasure_id),
  constraint erasure_organisation_id_approved_by_fkey FOREIGN KEY (organisation_id, approved_by) REFERENCES staff(organisation_id, staff_id),
  constraint erasure_organisation_id_asked_by_fkey FOREIGN KEY (organisation_id, asked_by) REFERENCES staff(organisation_id, staff_id),
  constraint erasure_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint erasure_check CHECK ((asked_by <> approved_by))
);
comment on table erasure is 'What is left of an erased file: that there was one, its years, why it was closed, which two colleagues erased it. Nothing leads from here to anybody.';
CREATE INDEX erasure_by_day ON public.erasure USING btree (organisation_id, erased_on DESC, erasure_id);
CREATE INDEX erasure_to_sweep ON public.erasure USING btree (erased_on) WHERE (swept_at IS NULL);
alter table erasure enable row level security;
alter table erasure force row level security;
create policy guard_all on erasure as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on erasure as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy told_to_reviewers on erasure as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.may('retention.read'::text)));
grant insert, select on erasure to amparo_guard;
grant select on erasure to amparo_app;

create table erasure_request (
  organisation_id uuid not null,
  case_id uuid not null,
  request_id uuid not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default guard.clock(),
  expires_at timestamp with time zone not null,
  sealed_words bytea,
  stopped_by uuid,
  stopped_at timestamp with time zone,
  constraint erasure_request_pkey PRIMARY KEY (organisation_id, case_id, request_id),
  constraint erasure_request_request_id_key UNIQUE (request_id),
  constraint erasure_request_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint erasure_request_check CHECK (((stopped_at IS NULL) = (stopped_by IS NULL))),
  constraint erasure_request_check1 CHECK ((expires_at <= (asked_at + '24:00:00'::interval)))
);
comment on table erasure_request is 'Somebody asked that a file be erased; another has twenty-four hours to agree. It goes with the file.';
CREATE INDEX erasure_waiting ON public.erasure_request USING btree (organisation_id, asked_at) WHERE (stopped_at IS NULL);
CREATE UNIQUE INDEX one_live_request ON public.erasure_request USING btree (organisation_id, case_id) WHERE (stopped_at IS NULL);
alter table erasure_request enable row level security;
alter table erasure_request force row level security;
create policy guard_erases on erasure_request as permissive for delete to amparo_guard
  using (true);
create policy guard_keeps on erasure_request as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_reads on erasure_request as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on erasure_request as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on erasure_request as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on erasure_request as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on erasure_request as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, insert, select, update on erasure_request to amparo_guard;
grant select on erasure_request to amparo_app;

create table exclusion (
  organisation_id uuid not null,
  case_id uuid not null,
  exclusion_id uuid not null,
  kind text not null,
  since_on date not null,
  until_on date,
  recorded_at timestamp with time zone not null default guard.clock(),
  recorded_by uuid not null default guard.staff(),
  ended_at timestamp with time zone,
  ended_by uuid,
  sealed bytea not null,
  version integer not null default 1,
  changed_at timestamp with time zone,
  constraint exclusion_pkey PRIMARY KEY (organisation_id, case_id, exclusion_id),
  constraint exclusion_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint exclusion_check CHECK (((until_on IS NULL) OR (until_on >= since_on))),
  constraint exclusion_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint exclusion_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'staff'::text, 'organisation'::text, 'service'::text, 'place'::text, 'area'::text, 'community'::text, 'route'::text])))
);
comment on table exclusion is 'Whom, where or what the person must not meet. Sealed but for its kind and days; section safety. What was written is ended, never erased.';
comment on column exclusion.changed_at is 'When what or until when was last changed; empty: never. The database writes it.';
alter table exclusion enable row level security;
alter table exclusion force row level security;
create policy guard_brings on exclusion as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on exclusion as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on exclusion as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on exclusion as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on exclusion as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on exclusion as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on exclusion as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
CREATE TRIGGER exclusion_stamped BEFORE UPDATE ON public.exclusion FOR EACH ROW EXECUTE FUNCTION guard.stamp_exclusion();
grant delete, insert, select on exclusion to amparo_guard;
grant select on exclusion to amparo_app;
grant insert (case_id, exclusion_id, kind, organisation_id, sealed, since_on, until_on) on exclusion to amparo_app;
grant update (ended_at, sealed, until_on, version) on exclusion to amparo_app;

create table exclusion_override (
  organisation_id uuid not null,
  case_id uuid not null,
  override_id uuid not null,
  assignment bytea not null,
  requested_at timestamp with time zone not null default guard.clock(),
  requested_by uuid not null default guard.staff(),
  answer text,
  answered_at timestamp with time zone,
  answered_by uuid,
  expires_at timestamp with time zone,
  used_at timestamp with time zone,
  sealed bytea not null,
  version integer not null default 1,
  constraint exclusion_override_pkey PRIMARY KEY (organisation_id, case_id, override_id),
  constraint exclusion_override_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint exclusion_override_answer_check CHECK ((answer = ANY (ARRAY['approved'::text, 'declined'::text]))),
  constraint exclusion_override_check CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL)))),
  constraint exclusion_override_check1 CHECK (((used_at IS NULL) OR COALESCE(((answer = 'approved'::text) AND (used_at < expires_at)), false))),
  constraint two_persons CHECK ((answered_by <> requested_by))
);
comment on table exclusion_override is 'One assignment that may pass an exclusion once, within 24 hours of a second colleague''s approval. The assignment is kept as a keyed mark; the reason is sealed.';
CREATE INDEX exclusion_override_waiting ON public.exclusion_override USING btree (organisation_id, case_id) WHERE (answer IS NULL);
alter table exclusion_override enable row level security;
alter table exclusion_override force row level security;
create policy guard_erases on exclusion_override as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on exclusion_override as permissive for select to amparo_guard
  using (true);
create policy guard_spends on exclusion_override as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on exclusion_override as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on exclusion_override as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on exclusion_override as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on exclusion_override as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
CREATE TRIGGER exclusion_override_stamped BEFORE UPDATE ON public.exclusion_override FOR EACH ROW EXECUTE FUNCTION guard.stamp_override();
grant delete, select on exclusion_override to amparo_guard;
grant select on exclusion_override to amparo_app;
grant insert (assignment, case_id, organisation_id, override_id, sealed) on exclusion_override to amparo_app;
grant update (answer, used_at, version) on exclusion_override to amparo_app;
grant update (used_at, version) on exclusion_override to amparo_guard;

create table exit_interview (
  organisation_id uuid not null,
  case_id uuid not null,
  interview_id uuid not null,
  held_on date not null,
  written_by uuid not null,
  sealed bytea not null,
  version integer not null default 1,
  constraint exit_interview_pkey PRIMARY KEY (organisation_id, case_id, interview_id),
  constraint exit_interview_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table exit_interview is 'What the person said at the end, in their words, sealed: what helped, what harmed, whether and how they may be contacted later.';
alter table exit_interview enable row level security;
alter table exit_interview force row level security;
create policy guard_erases on exit_interview as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on exit_interview as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on exit_interview as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on exit_interview as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('story'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'story'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('story'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'story'::text)
END);
create policy walled_reading on exit_interview as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('story'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'story'::text)
END);
create policy walled_writing on exit_interview as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('story'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'story'::text)
END);
grant delete, select on exit_interview to amparo_guard;
grant insert, select, update on exit_interview to amparo_app;

create table family_risk (
  organisation_id uuid not null,
  case_id uuid not null,
  family_risk_id uuid not null,
  outcome text not null,
  assessed_on date not null,
  review_on date not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  constraint family_risk_pkey PRIMARY KEY (organisation_id, case_id, family_risk_id),
  constraint family_risk_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint family_risk_outcome_check CHECK ((outcome = ANY (ARRAY['safe'::text, 'not_safe'::text, 'not_clear'::text])))
);
comment on table family_risk is 'Assessments of the risk in the family; the latest says whether it may be told. None is ever changed.';
CREATE INDEX family_risk_latest ON public.family_risk USING btree (organisation_id, case_id, recorded_at DESC);
alter table family_risk enable row level security;
alter table family_risk force row level security;
create policy guard_erases on family_risk as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on family_risk as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on family_risk as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on family_risk as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on family_risk as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on family_risk as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on family_risk to amparo_guard;
grant insert, select on family_risk to amparo_app;

create table file_merge (
  organisation_id uuid not null,
  case_id uuid not null,
  merge_id uuid not null,
  part text not null,
  other_case_id uuid not null,
  reason text not null,
  sealed_words bytea not null,
  before_status text not null,
  before_closed_on date,
  merged_by uuid not null,
  merged_at timestamp with time zone not null default guard.clock(),
  undone_by uuid,
  undone_at timestamp with time zone,
  constraint file_merge_pkey PRIMARY KEY (organisation_id, case_id, merge_id),
  constraint file_merge_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint file_merge_organisation_id_other_case_id_fkey FOREIGN KEY (organisation_id, other_case_id) REFERENCES case_file(organisation_id, case_id),
  constraint file_merge_before_status_check CHECK ((before_status = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint file_merge_check CHECK ((other_case_id <> case_id)),
  constraint file_merge_check1 CHECK (((undone_by IS NULL) = (undone_at IS NULL))),
  constraint file_merge_part_check CHECK ((part = ANY (ARRAY['kept'::text, 'merged'::text]))),
  constraint file_merge_reason_check CHECK ((reason = ANY (ARRAY['two_spellings'::text, 'opened_twice'::text, 'two_offices'::text, 'two_aliases'::text])))
);
comment on table file_merge is 'Two files of one person: one is kept, the other is closed and points to it. One row in each file, so that the team of each is told. Each keeps its key, its team and what it holds; undoing restores the state the merged file had.';
CREATE INDEX merge_of_other ON public.file_merge USING btree (organisation_id, other_case_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX one_merge_of_a_file ON public.file_merge USING btree (organisation_id, case_id) WHERE ((part = 'merged'::text) AND (undone_at IS NULL));
alter table file_merge enable row level security;
alter table file_merge force row level security;
create policy guard_erases on file_merge as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on file_merge as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on file_merge as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on file_merge as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on file_merge as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on file_merge as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
CREATE TRIGGER merges_stay_flat BEFORE INSERT OR UPDATE ON public.file_merge FOR EACH ROW EXECUTE FUNCTION guard.keep_merges_flat();
grant delete, select on file_merge to amparo_guard;
grant insert, select on file_merge to amparo_app;
grant update (undone_at, undone_by) on file_merge to amparo_app;

create table follow_up (
  organisation_id uuid not null,
  case_id uuid not null,
  follow_up_id uuid not null,
  months integer not null,
  due_on date not null,
  done_on date,
  answered boolean,
  done_by uuid,
  sealed bytea,
  version integer not null default 1,
  constraint follow_up_pkey PRIMARY KEY (organisation_id, case_id, follow_up_id),
  constraint follow_up_organisation_id_case_id_months_key UNIQUE (organisation_id, case_id, months),
  constraint follow_up_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint follow_up_months_check CHECK (((months >= 0) AND (months <= 60)))
);
comment on table follow_up is 'How it goes 1, 3, 6 and 12 months on: planned, done, answered or not.';
CREATE INDEX follow_up_done ON public.follow_up USING btree (organisation_id, done_on) WHERE (done_on IS NOT NULL);
CREATE INDEX follow_up_due ON public.follow_up USING btree (organisation_id, due_on) WHERE (done_on IS NULL);
alter table follow_up enable row level security;
alter table follow_up force row level security;
create policy changed on follow_up as permissive for update to amparo_app
  using (guard.reaches(case_id, 'plan.write'::text));
create policy guard_erases on follow_up as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on follow_up as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on follow_up as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen on follow_up as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.opens) > 0)
       FROM entered e)
    ELSE ((case_id = ANY (( SELECT e.my_cases
       FROM entered e)::uuid[])) OR guard.sees(case_id))
END);
create policy written on follow_up as permissive for insert to amparo_app
  with check (guard.reaches(case_id, 'plan.write'::text));
grant delete, select on follow_up to amparo_guard;
grant insert, select on follow_up to amparo_app;
grant update (answered, done_by, done_on, due_on, sealed, version) on follow_up to amparo_app;

create table gap_release (
  organisation_id uuid not null,
  release_id uuid not null,
  made_on date not null,
  made_by uuid not null,
  figures jsonb not null,
  constraint gap_release_pkey PRIMARY KEY (organisation_id, release_id),
  constraint gap_release_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table gap_release is 'Figures of what is missing, rounded and suppressed as they left: at most one of a month, so that nobody is found by the difference of two.';
CREATE UNIQUE INDEX gap_release_of_month ON public.gap_release USING btree (organisation_id, date_trunc('month'::text, (made_on)::timestamp without time zone));
alter table gap_release enable row level security;
alter table gap_release force row level security;
create policy kept_by_owner on gap_release as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_by_whoever_answers_for_it on gap_release as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('gaps.read'::text) AS may)));
create policy released on gap_release as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (made_by = ( SELECT guard.staff() AS staff)) AND ( SELECT guard.may('gaps.read'::text) AS may)));
grant insert, select on gap_release to amparo_app;

create table goal (
  organisation_id uuid not null,
  case_id uuid not null,
  goal_id uuid not null,
  need text not null,
  section text not null,
  status text not null default 'open'::text,
  set_on date not null,
  sealed bytea not null,
  version integer not null default 1,
  place integer not null default 0,
  waits_until date,
  constraint goal_pkey PRIMARY KEY (organisation_id, case_id, goal_id),
  constraint goal_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint goal_place_check CHECK (((place >= 0) AND (place <= 10000))),
  constraint goal_status_check CHECK ((status = ANY (ARRAY['open'::text, 'waiting'::text, 'reached'::text, 'changed'::text, 'left'::text])))
);
comment on table goal is 'What the person wants, in her words, and the need it answers.';
comment on column goal.place is 'Her order: the lower comes first; of two alike the older.';
comment on column goal.waits_until is 'Until when a goal that waits is left in peace; then it is spoken of again.';
CREATE INDEX goal_open ON public.goal USING btree (organisation_id, case_id, need) WHERE (status = 'open'::text);
alter table goal enable row level security;
alter table goal force row level security;
create policy changed on goal as permissive for update to amparo_app
  using (guard.writes(case_id, section))
  with check (guard.writes(case_id, section));
create policy guard_brings on goal as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on goal as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on goal as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on goal as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on goal as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy written on goal as permissive for insert to amparo_app
  with check (guard.writes(case_id, section));
grant delete, insert, select on goal to amparo_guard;
grant insert, select on goal to amparo_app;
grant update (place, sealed, status, version, waits_until) on goal to amparo_app;

create table group_attendance (
  organisation_id uuid not null,
  case_id uuid not null,
  member_id uuid not null,
  group_id uuid not null,
  session_id uuid not null,
  section text not null,
  attendance text not null,
  marked_by uuid not null,
  version integer not null default 1,
  constraint group_attendance_pkey PRIMARY KEY (organisation_id, case_id, member_id, session_id),
  constraint group_attendance_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint group_attendance_organisation_id_case_id_member_id_fkey FOREIGN KEY (organisation_id, case_id, member_id) REFERENCES group_member(organisation_id, case_id, member_id),
  constraint group_attendance_organisation_id_group_id_session_id_fkey FOREIGN KEY (organisation_id, group_id, session_id) REFERENCES care_group_session(organisation_id, group_id, session_id),
  constraint group_attendance_attendance_check CHECK ((attendance = ANY (ARRAY['came'::text, 'excused'::text, 'did_not_come'::text])))
);
comment on table group_attendance is 'Whether somebody came on a day a group met. Marked by a leader, read in the file.';
alter table group_attendance enable row level security;
alter table group_attendance force row level security;
create policy guard_erases on group_attendance as permissive for delete to amparo_guard
  using (true);
create policy guard_keeps on group_attendance as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_reads on group_attendance as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on group_attendance as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on group_attendance as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on group_attendance as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on group_attendance as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select, update on group_attendance to amparo_guard;
grant select on group_attendance to amparo_app;

create table group_member (
  organisation_id uuid not null,
  case_id uuid not null,
  member_id uuid not null,
  group_id uuid not null,
  section text not null,
  joined_on date not null,
  left_on date,
  outcome text,
  sealed_called bytea not null,
  sealed bytea not null,
  recorded_by uuid not null,
  version integer not null default 1,
  constraint group_member_pkey PRIMARY KEY (organisation_id, case_id, member_id),
  constraint group_member_member_id_key UNIQUE (member_id),
  constraint group_member_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint group_member_organisation_id_group_id_fkey FOREIGN KEY (organisation_id, group_id) REFERENCES care_group(organisation_id, group_id),
  constraint group_member_check CHECK ((left_on >= joined_on)),
  constraint group_member_check1 CHECK (((left_on IS NULL) = (outcome IS NULL)))
);
comment on table group_member is 'That somebody takes part in a group. What they want to be called there is sealed apart, for the leaders; what it was for them, in their words, is for the file.';
CREATE INDEX group_member_of_group ON public.group_member USING btree (organisation_id, group_id) WHERE (left_on IS NULL);
CREATE UNIQUE INDEX takes_part_once ON public.group_member USING btree (organisation_id, case_id, group_id) WHERE (left_on IS NULL);
alter table group_member enable row level security;
alter table group_member force row level security;
create policy guard_erases on group_member as permissive for delete to amparo_guard
  using (true);
create policy guard_keeps on group_member as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_reads on group_member as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on group_member as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on group_member as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on group_member as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on group_member as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select, update on group_member to amparo_guard;
grant select on group_member to amparo_app;

create table guardian (
  organisation_id uuid not null,
  case_id uuid not null,
  status text not null,
  kind text not null,
  may_consent boolean not null,
  since_on date,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint guardian_pkey PRIMARY KEY (organisation_id, case_id),
  constraint guardian_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint guardian_kind_check CHECK ((kind = ANY (ARRAY['public_body'::text, 'relative'::text, 'other_person'::text, 'none'::text]))),
  constraint guardian_status_check CHECK ((status = ANY (ARRAY['none'::text, 'asked'::text, 'appointed'::text, 'conflict'::text]))),
  constraint only_who_is_appointed_consents CHECK (((NOT may_consent) OR (status = 'appointed'::text)))
);
comment on table guardian is 'Who stands for the child, and whether they may consent: not when suspected, in conflict, or not appointed.';
alter table guardian enable row level security;
alter table guardian force row level security;
create policy guard_erases on guardian as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on guardian as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on guardian as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on guardian as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
create policy walled_reading on guardian as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'law'::text)
END);
create policy walled_writing on guardian as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
CREATE TRIGGER guardian_changes BEFORE INSERT OR UPDATE ON public.guardian FOR EACH ROW EXECUTE FUNCTION guard.guardian_changes();
grant delete, select on guardian to amparo_guard;
grant insert, select, update on guardian to amparo_app;

create table hand_over (
  organisation_id uuid not null,
  case_id uuid not null,
  hand_over_id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid not null,
  reference text not null,
  stage text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null default guard.clock(),
  keeps_until date,
  checklist jsonb not null,
  sealed bytea,
  status text not null default 'proposed'::text,
  reason text,
  answered_at timestamp with time zone,
  contact_read_at timestamp with time zone,
  exclusions_read_at timestamp with time zone,
  constraint hand_over_pkey PRIMARY KEY (organisation_id, case_id, hand_over_id),
  constraint hand_over_hand_over_id_key UNIQUE (hand_over_id),
  constraint hand_over_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint hand_over_organisation_id_from_staff_id_fkey FOREIGN KEY (organisation_id, from_staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint hand_over_organisation_id_to_staff_id_fkey FOREIGN KEY (organisation_id, to_staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint hand_over_check CHECK ((from_staff_id <> to_staff_id)),
  constraint hand_over_check1 CHECK (((status = 'proposed'::text) = (answered_at IS NULL))),
  constraint hand_over_check2 CHECK (((status = 'declined'::text) = (reason IS NOT NULL))),
  constraint hand_over_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
);
comment on table hand_over is 'A file proposed to another reference worker: who asks whom, the checklist as codes, and the answer. What was said about it is sealed.';
CREATE INDEX hand_over_of_file ON public.hand_over USING btree (organisation_id, case_id, proposed_at DESC);
CREATE INDEX hand_over_of_mine ON public.hand_over USING btree (organisation_id, proposed_by, proposed_at DESC);
CREATE UNIQUE INDEX hand_over_proposed ON public.hand_over USING btree (organisation_id, case_id) WHERE (status = 'proposed'::text);
CREATE INDEX hand_over_waiting ON public.hand_over USING btree (organisation_id, to_staff_id, proposed_at) WHERE (status = 'proposed'::text);
alter table hand_over enable row level security;
alter table hand_over force row level security;
create policy erased on hand_over as permissive for delete to amparo_app
  using (guard.reaches(case_id, 'case.erase'::text));
create policy guard_all on hand_over as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on hand_over as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on hand_over as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy proposed on hand_over as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (proposed_by = ( SELECT e.staff_id
   FROM entered e)) AND (status = 'proposed'::text) AND guard.reaches(case_id, 'team.assign'::text) AND (EXISTS ( SELECT
   FROM case_access a
  WHERE ((a.organisation_id = hand_over.organisation_id) AND (a.case_id = hand_over.case_id) AND (a.staff_id = hand_over.from_staff_id) AND (a.function = 'reference_worker'::text) AND (a.ended_at IS NULL))))));
create policy read_by_receiver on hand_over as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (to_staff_id = ( SELECT e.staff_id
   FROM entered e)) AND (status = 'accepted'::text)))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (to_staff_id = ( SELECT e.staff_id
   FROM entered e)) AND (status = 'accepted'::text)));
create policy seen_by_both on hand_over as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND ((to_staff_id = ( SELECT e.staff_id
   FROM entered e)) OR
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.opens) > 0)
       FROM entered e)
    ELSE (EXISTS ( SELECT
       FROM case_file f
      WHERE ((f.organisation_id = hand_over.organisation_id) AND (f.case_id = hand_over.case_id))))
END)));
grant delete, select on hand_over to amparo_app;
grant delete, select on hand_over to amparo_guard;
grant insert (case_id, checklist, from_staff_id, hand_over_id, keeps_until, organisation_id, proposed_by, reference, sealed, stage, to_staff_id) on hand_over to amparo_app;
grant update (answered_at, reason, status) on hand_over to amparo_guard;
grant update (contact_read_at, exclusions_read_at) on hand_over to amparo_app;

create table hard_moment (
  organisation_id uuid not null,
  hard_id uuid not null,
  staff_id uuid not null,
  on_day date not null,
  kind text not null,
  debrief text not null default 'offered'::text,
  with_id uuid,
  outside boolean not null default false,
  asked_at timestamp with time zone,
  done_on date,
  recorded_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint hard_moment_pkey PRIMARY KEY (organisation_id, hard_id),
  constraint hard_moment_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint hard_moment_organisation_id_with_id_fkey FOREIGN KEY (organisation_id, with_id) REFERENCES staff(organisation_id, staff_id),
  constraint hard_moment_check CHECK ((with_id <> staff_id)),
  constraint hard_moment_check1 CHECK (((debrief <> ALL (ARRAY['asked'::text, 'agreed'::text, 'declined'::text])) OR (with_id IS NOT NULL))),
  constraint hard_moment_check2 CHECK (((debrief = 'done'::text) = (done_on IS NOT NULL))),
  constraint hard_moment_check3 CHECK (((debrief <> 'done'::text) OR ((with_id IS NOT NULL) <> outside))),
  constraint hard_moment_debrief_check CHECK ((debrief = ANY (ARRAY['offered'::text, 'not_now'::text, 'asked'::text, 'agreed'::text, 'declined'::text, 'done'::text]))),
  constraint hard_moment_kind_check CHECK ((kind = ANY (ARRAY['told'::text, 'session'::text, 'incident'::text, 'accompanying'::text, 'court'::text, 'threat'::text, 'loss'::text, 'other'::text])))
);
comment on table hard_moment is 'That a day had something hard in it, as the colleague marks it, and whether it was talked over and with whom. No file, no person, no words.';
CREATE INDEX hard_moment_asked ON public.hard_moment USING btree (organisation_id, with_id) WHERE (debrief = ANY (ARRAY['asked'::text, 'agreed'::text]));
CREATE INDEX hard_moment_of_staff ON public.hard_moment USING btree (organisation_id, staff_id, on_day DESC);
alter table hard_moment enable row level security;
alter table hard_moment force row level security;
create policy changed_by_oneself on hard_moment as permissive for update to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
create policy guard_all on hard_moment as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on hard_moment as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy ones_own on hard_moment as permissive for select to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)));
create policy taken_away_by_oneself on hard_moment as permissive for delete to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)));
create policy written_by_oneself on hard_moment as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
grant delete, insert, select on hard_moment to amparo_app;
grant delete, select on hard_moment to amparo_guard;
grant update (asked_at, debrief, done_on, outside, version, with_id) on hard_moment to amparo_app;
grant update (debrief, version) on hard_moment to amparo_guard;

create table health_record (
  organisation_id uuid not null,
  case_id uuid not null,
  record_id uuid not null,
  section text not null,
  status text not null default 'live'::text,
  alert_id uuid,
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint health_record_pkey PRIMARY KEY (organisation_id, case_id, record_id),
  constraint health_record_organisation_id_case_id_alert_id_fkey FOREIGN KEY (organisation_id, case_id, alert_id) REFERENCES alert(organisation_id, case_id, alert_id),
  constraint health_record_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint health_record_section_check CHECK ((section = ANY (ARRAY['health'::text, 'mind'::text]))),
  constraint health_record_status_check CHECK ((status = ANY (ARRAY['live'::text, 'ended'::text, 'mistake'::text])))
);
comment on table health_record is 'Medication, allergies, vaccinations, conditions, a pregnancy: which of them it is, too, is sealed. An allergy that stands on top of the file is there once: the sticky fact carries its words.';
alter table health_record enable row level security;
alter table health_record force row level security;
create policy guard_erases on health_record as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on health_record as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on health_record as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on health_record as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on health_record as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on health_record as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
CREATE TRIGGER kept BEFORE UPDATE ON public.health_record FOR EACH ROW EXECUTE FUNCTION guard.keep_care_version();
grant delete, select on health_record to amparo_guard;
grant insert, select, update on health_record to amparo_app;

create table incident (
  organisation_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  happened_on date not null,
  follow_up_on date,
  stay_entry_id uuid,
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamp with time zone not null default guard.clock(),
  ended_at timestamp with time zone,
  sealed bytea not null,
  version integer not null default 1,
  constraint incident_pkey PRIMARY KEY (organisation_id, case_id, incident_id),
  constraint incident_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint incident_organisation_id_case_id_stay_entry_id_fkey FOREIGN KEY (organisation_id, case_id, stay_entry_id) REFERENCES stay_entry(organisation_id, case_id, entry_id),
  constraint incident_check CHECK (((ended_at IS NULL) OR (follow_up_on IS NULL)))
);
comment on table incident is 'Something that happened to the person or around them. It stays open until somebody says what became of it.';
comment on column incident.stay_entry_id is 'The incident the house wrote down, when this is the same: told once, linked and not repeated.';
CREATE UNIQUE INDEX incident_of_stay_entry ON public.incident USING btree (organisation_id, case_id, stay_entry_id) WHERE (stay_entry_id IS NOT NULL);
alter table incident enable row level security;
alter table incident force row level security;
create policy guard_erases on incident as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on incident as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on incident as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on incident as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on incident as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on incident as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on incident to amparo_guard;
grant insert, select on incident to amparo_app;
grant update (ended_at, follow_up_on, sealed, version) on incident to amparo_app;

create table incident_line (
  organisation_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  line_id uuid not null,
  at timestamp with time zone not null default guard.clock(),
  by_id uuid not null default guard.staff(),
  sealed bytea not null,
  constraint incident_line_pkey PRIMARY KEY (organisation_id, case_id, incident_id, line_id),
  constraint incident_line_organisation_id_case_id_incident_id_fkey FOREIGN KEY (organisation_id, case_id, incident_id) REFERENCES incident(organisation_id, case_id, incident_id)
);
comment on table incident_line is 'What followed an incident, line by line. Lines are only ever added.';
alter table incident_line enable row level security;
alter table incident_line force row level security;
create policy guard_erases on incident_line as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on incident_line as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on incident_line as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on incident_line as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on incident_line as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on incident_line as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on incident_line to amparo_guard;
grant insert, select on incident_line to amparo_app;

create table injury_record (
  organisation_id uuid not null,
  case_id uuid not null,
  injury_id uuid not null,
  status text not null default 'live'::text,
  examined_on date not null,
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint injury_record_pkey PRIMARY KEY (organisation_id, case_id, injury_id),
  constraint injury_record_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint injury_record_status_check CHECK ((status = ANY (ARRAY['live'::text, 'set_aside'::text])))
);
comment on table injury_record is 'Injuries seen on one day: by whom, with what consent, where on the body, what the person says of each and how well that fits. Sealed; amended only with its earlier states kept.';
alter table injury_record enable row level security;
alter table injury_record force row level security;
create policy guard_erases on injury_record as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on injury_record as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on injury_record as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on injury_record as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('health'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'health'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('health'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'health'::text)
END);
create policy walled_reading on injury_record as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('health'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'health'::text)
END);
create policy walled_writing on injury_record as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('health'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'health'::text)
END);
CREATE TRIGGER kept BEFORE UPDATE ON public.injury_record FOR EACH ROW EXECUTE FUNCTION guard.keep_care_version();
grant delete, select on injury_record to amparo_guard;
grant insert, select, update on injury_record to amparo_app;

create table instrument_text (
  organisation_id uuid not null,
  instrument text not null,
  language text not null,
  instrument_version integer not null,
  sentences jsonb not null,
  source text not null,
  licence_note text not null,
  confirmed_by uuid not null,
  confirmed_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint instrument_text_pkey PRIMARY KEY (organisation_id, instrument, language),
  constraint instrument_text_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint instrument_text_licence_note_check CHECK (((length(licence_note) >= 3) AND (length(licence_note) <= 1000))),
  constraint instrument_text_sentences_check CHECK ((jsonb_typeof(sentences) = 'object'::text)),
  constraint instrument_text_source_check CHECK (((length(source) >= 3) AND (length(source) <= 500)))
);
comment on table instrument_text is 'The official sentences of an instrument, brought in by an organisation that may use them: from where, under what, and who confirmed it.';
alter table instrument_text enable row level security;
alter table instrument_text force row level security;
create policy brought_in on instrument_text as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (confirmed_by = ( SELECT guard.staff() AS staff)) AND guard.may('screening.words'::text)));
create policy brought_in_again on instrument_text as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('screening.words'::text)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (confirmed_by = ( SELECT guard.staff() AS staff))));
create policy kept_by_owner on instrument_text as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_those_who_screen on instrument_text as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.may('screening.ask'::text) OR guard.may('screening.words'::text))));
create policy taken_out on instrument_text as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('screening.words'::text)));
CREATE TRIGGER kept AFTER INSERT OR UPDATE OF version ON public.instrument_text FOR EACH ROW EXECUTE FUNCTION guard.keep_instrument_text();
CREATE TRIGGER numbered BEFORE INSERT ON public.instrument_text FOR EACH ROW EXECUTE FUNCTION guard.number_instrument_text();
grant delete, insert, select on instrument_text to amparo_app;
grant update (confirmed_at, confirmed_by, instrument_version, licence_note, sentences, source, version) on instrument_text to amparo_app;

create table instrument_text_version (
  organisation_id uuid not null,
  instrument text not null,
  language text not null,
  version integer not null,
  instrument_version integer not null,
  sentences jsonb not null,
  source text not null,
  licence_note text not null,
  confirmed_by uuid not null,
  confirmed_at timestamp with time zone not null,
  constraint instrument_text_version_pkey PRIMARY KEY (organisation_id, instrument, language, version),
  constraint instrument_text_version_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table instrument_text_version is 'Official sentences as they were shown at some time. Written by the database itself when sentences are brought in, and by nobody else.';
alter table instrument_text_version enable row level security;
alter table instrument_text_version force row level security;
create policy guard_keeps on instrument_text_version as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on instrument_text_version as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_those_who_ask on instrument_text_version as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.may('screening.ask'::text) OR guard.may('screening.words'::text))));
grant insert, select on instrument_text_version to amparo_guard;
grant select on instrument_text_version to amparo_app;

create table intake_key (
  organisation_id uuid not null,
  version integer not null,
  public_key bytea not null,
  wrapped_private bytea not null,
  made_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone,
  constraint intake_key_pkey PRIMARY KEY (organisation_id, version),
  constraint intake_key_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table intake_key is 'Where anonymous reports and referral summaries are sealed to; the private half is wrapped by the organisation key.';
alter table intake_key enable row level security;
alter table intake_key force row level security;
create policy guard_reads on intake_key as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on intake_key as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made_for_a_partner on intake_key as permissive for insert to amparo_app
  with check ((guard.may('organisation.manage'::text) AND guard.looks_after(organisation_id)));
create policy public_half on intake_key as permissive for select to amparo_door
  using ((retired_at IS NULL));
create policy rewrapped on intake_key as permissive for update to amparo_app
  using ((guard.may('keys.rotate'::text) AND guard.looks_after(organisation_id)));
create policy wrapped on intake_key as permissive for select to amparo_app
  using ((( SELECT guard.organisation() AS organisation) IS NOT NULL));
grant insert, select on intake_key to amparo_app;
grant select on intake_key to amparo_guard;
grant select (organisation_id, public_key, retired_at, version) on intake_key to amparo_door;
grant update (retired_at, wrapped_private) on intake_key to amparo_app;

create table interpreter (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  number bigint not null generated always as identity,
  kind text not null,
  gender text not null,
  status text not null default 'applied'::text,
  province text,
  modes text[] not null,
  emergency boolean not null default false,
  zone text not null,
  intake_version integer not null,
  sealed bytea not null,
  changed_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint interpreter_pkey PRIMARY KEY (organisation_id, interpreter_id),
  constraint interpreter_organisation_id_interpreter_id_number_key UNIQUE (organisation_id, interpreter_id, number),
  constraint interpreter_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint interpreter_gender_check CHECK ((gender = ANY (ARRAY['woman'::text, 'man'::text, 'non_binary'::text, 'not_said'::text]))),
  constraint interpreter_kind_check CHECK ((kind = ANY (ARRAY['freelance'::text, 'agency'::text, 'volunteer'::text, 'telephone'::text]))),
  constraint interpreter_modes_check CHECK (((modes <@ ARRAY['in_person'::text, 'telephone'::text, 'video'::text]) AND (cardinality(modes) > 0))),
  constraint interpreter_status_check CHECK ((status = ANY (ARRAY['applied'::text, 'vetting'::text, 'active'::text, 'resting'::text, 'blocked'::text])))
);
comment on table interpreter is 'Somebody who interprets for this organisation, and how far they were looked at. sealed, to the organisation: names, telephone, year of birth, communities, notes, why somebody was blocked.';
comment on column interpreter.number is 'Another name of the same row, never shown: a range index needs a number where it has no operator for ids.';
alter table interpreter enable row level security;
alter table interpreter force row level security;
create policy changed_by_keepers on interpreter as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
create policy guard_all on interpreter as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_in_the_house on interpreter as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.read'::text) AS may)));
create policy written_by_keepers on interpreter as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
CREATE TRIGGER interpreter_stamped BEFORE UPDATE OF status ON public.interpreter FOR EACH ROW EXECUTE FUNCTION guard.stamp_interpreter();
grant delete, select on interpreter to amparo_guard;
grant select on interpreter to amparo_app;
grant insert (emergency, gender, intake_version, interpreter_id, kind, modes, organisation_id, province, sealed, zone) on interpreter to amparo_app;
grant update (changed_at, emergency, gender, intake_version, kind, modes, province, sealed, status, version, zone) on interpreter to amparo_app;
grant update (version) on interpreter to amparo_guard;

create table interpreter_booking (
  organisation_id uuid not null,
  case_id uuid not null,
  booking_id uuid not null,
  appointment_id uuid not null,
  interpreter_id uuid not null,
  interpreter_number bigint not null,
  section text not null,
  status text not null default 'offered'::text,
  mode text not null,
  language text not null,
  dialect text,
  on_day date not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  offered_at timestamp with time zone not null default guard.clock(),
  offered_by uuid not null default guard.staff(),
  answer text,
  answered_at timestamp with time zone,
  conflict_declared text,
  confirmed_at timestamp with time zone,
  said_minutes integer,
  minutes integer,
  travel_km integer,
  stop_reason text,
  stopped_at timestamp with time zone,
  understood text,
  felt_safe text,
  sealed bytea not null,
  sealed_meet bytea,
  sealed_feedback bytea,
  version integer not null default 1,
  cancelled_at timestamp with time zone,
  constraint interpreter_booking_pkey PRIMARY KEY (organisation_id, case_id, booking_id),
  constraint interpreter_booking_booking_id_key UNIQUE (booking_id),
  constraint interpreter_in_one_place EXCLUDE USING gist (int8range(interpreter_number, interpreter_number, '[]'::text) WITH &&, tstzrange(starts_at, ends_at) WITH &&) WHERE ((status = 'confirmed'::text)),
  constraint interpreter_booking_organisation_id_case_id_appointment_id_fkey FOREIGN KEY (organisation_id, case_id, appointment_id) REFERENCES appointment(organisation_id, case_id, appointment_id),
  constraint interpreter_booking_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint interpreter_booking_organisation_id_interpreter_id_interpr_fkey FOREIGN KEY (organisation_id, interpreter_id, interpreter_number) REFERENCES interpreter(organisation_id, interpreter_id, number),
  constraint interpreter_booking_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text]))),
  constraint interpreter_booking_check CHECK ((starts_at < ends_at)),
  constraint interpreter_booking_check1 CHECK (((status <> 'confirmed'::text) OR ((answer = 'yes'::text) AND (conflict_declared = 'none'::text) AND (confirmed_at IS NOT NULL)))),
  constraint interpreter_booking_check2 CHECK (((status <> ALL (ARRAY['attended'::text, 'rated'::text, 'paid'::text])) OR (minutes IS NOT NULL))),
  constraint interpreter_booking_check3 CHECK (((status = 'stopped'::text) = (stop_reason IS NOT NULL))),
  constraint interpreter_booking_conflict_declared_check CHECK ((conflict_declared = ANY (ARRAY['none'::text, 'doubt'::text]))),
  constraint interpreter_booking_felt_safe_check CHECK ((felt_safe = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text, 'not_asked'::text]))),
  constraint interpreter_booking_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440))),
  constraint interpreter_booking_mode_check CHECK ((mode = ANY (ARRAY['in_person'::text, 'telephone'::text, 'video'::text]))),
  constraint interpreter_booking_said_minutes_check CHECK (((said_minutes >= 1) AND (said_minutes <= 1440))),
  constraint interpreter_booking_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'declined'::text, 'confirmed'::text, 'stopped'::text, 'cancelled'::text, 'attended'::text, 'missed'::text, 'rated'::text, 'paid'::text]))),
  constraint interpreter_booking_travel_km_check CHECK (((travel_km >= 0) AND (travel_km <= 2000))),
  constraint interpreter_booking_understood_check CHECK ((understood = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text, 'not_asked'::text])))
);
comment on table interpreter_booking is 'One interpreter asked for one appointment, from the offer to what the person said of it. sealed: the name she is given for it, where to meet, words; sealed_meet: where to meet, for the link; sealed_feedback: what she said.';
comment on column interpreter_booking.said_minutes is 'As the interpreter wrote them behind the link; the house takes them over or not.';
comment on column interpreter_booking.stop_reason is 'Which gate it broke after it was booked, or what became of the appointment; in codes.';
comment on column interpreter_booking.cancelled_at is 'When somebody who was confirmed was told that they need not come.';
CREATE INDEX interpreter_booking_by ON public.interpreter_booking USING btree (organisation_id, interpreter_id, starts_at DESC);
CREATE INDEX interpreter_booking_live ON public.interpreter_booking USING btree (organisation_id, ends_at) WHERE (status = ANY (ARRAY['offered'::text, 'confirmed'::text, 'stopped'::text]));
CREATE INDEX interpreter_booking_of ON public.interpreter_booking USING btree (organisation_id, appointment_id);
CREATE UNIQUE INDEX interpreter_booking_once ON public.interpreter_booking USING btree (organisation_id, appointment_id, interpreter_id) WHERE (status = ANY (ARRAY['offered'::text, 'confirmed'::text]));
alter table interpreter_booking enable row level security;
alter table interpreter_booking force row level security;
create policy carried_on on interpreter_booking as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.reaches(case_id, 'interpreters.book'::text) AND guard.opens(case_id, section)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (status <> 'stopped'::text)));
create policy guard_all on interpreter_booking as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_booking as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy offered on interpreter_booking as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (status = 'offered'::text) AND (offered_by = ( SELECT guard.staff() AS staff)) AND guard.reaches(case_id, 'interpreters.book'::text) AND guard.opens(case_id, section)));
create policy seen_by_those_who_book on interpreter_booking as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.reaches(case_id, 'interpreters.book'::text) AND guard.opens(case_id, section)));
CREATE TRIGGER interpreter_booking_called_off BEFORE UPDATE OF status ON public.interpreter_booking FOR EACH ROW EXECUTE FUNCTION guard.stamp_called_off();
CREATE TRIGGER interpreter_booking_stamped BEFORE UPDATE OF status ON public.interpreter_booking FOR EACH ROW EXECUTE FUNCTION guard.stamp_interpreter_booking();
grant delete, select on interpreter_booking to amparo_guard;
grant insert, select on interpreter_booking to amparo_app;
grant update (answer, answered_at, confirmed_at, conflict_declared, felt_safe, minutes, sealed, sealed_feedback, sealed_meet, status, travel_km, understood, version) on interpreter_booking to amparo_app;
grant update (answer, answered_at, conflict_declared, said_minutes, status, stop_reason, stopped_at, version) on interpreter_booking to amparo_guard;

create table interpreter_grant (
  organisation_id uuid not null,
  grant_code text not null,
  name text not null,
  from_on date not null,
  until_on date,
  version integer not null default 1,
  constraint interpreter_grant_pkey PRIMARY KEY (organisation_id, grant_code),
  constraint interpreter_grant_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint interpreter_grant_check CHECK ((until_on >= from_on)),
  constraint interpreter_grant_grant_code_check CHECK ((grant_code ~ '^[A-Z0-9][A-Z0-9./-]{0,23}$'::text)),
  constraint interpreter_grant_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
comment on table interpreter_grant is 'Lines of the books that may bear what interpreters cost, by the code the funder gave them.';
alter table interpreter_grant enable row level security;
alter table interpreter_grant force row level security;
create policy changed_by_payers on interpreter_grant as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy guard_all on interpreter_grant as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_grant as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_by_payers on interpreter_grant as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy written_by_payers on interpreter_grant as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
grant insert, select on interpreter_grant to amparo_app;
grant select on interpreter_grant to amparo_guard;
grant update (from_on, name, until_on, version) on interpreter_grant to amparo_app;

create table interpreter_hours (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  weekday smallint not null,
  from_time text not null,
  until_time text not null,
  constraint interpreter_hours_pkey PRIMARY KEY (organisation_id, interpreter_id, weekday, from_time),
  constraint interpreter_hours_organisation_id_interpreter_id_fkey FOREIGN KEY (organisation_id, interpreter_id) REFERENCES interpreter(organisation_id, interpreter_id),
  constraint interpreter_hours_check CHECK ((from_time < until_time)),
  constraint interpreter_hours_from_time_check CHECK ((from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint interpreter_hours_until_time_check CHECK ((until_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'::text)),
  constraint interpreter_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
comment on table interpreter_hours is 'When an interpreter can every week, by the clock on their wall.';
alter table interpreter_hours enable row level security;
alter table interpreter_hours force row level security;
create policy guard_all on interpreter_hours as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_hours as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_in_the_house on interpreter_hours as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.read'::text) AS may)));
create policy replaced_by_keepers on interpreter_hours as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
create policy written_by_keepers on interpreter_hours as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
grant delete, insert, select on interpreter_hours to amparo_app;
grant delete, select on interpreter_hours to amparo_guard;

create table interpreter_language (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  language text not null,
  dialect text not null default ''::text,
  level text not null,
  both_ways boolean not null,
  constraint interpreter_language_pkey PRIMARY KEY (organisation_id, interpreter_id, language, dialect),
  constraint interpreter_language_organisation_id_interpreter_id_fkey FOREIGN KEY (organisation_id, interpreter_id) REFERENCES interpreter(organisation_id, interpreter_id),
  constraint interpreter_language_level_check CHECK ((level = ANY (ARRAY['native'::text, 'professional'::text, 'good'::text, 'basic'::text])))
);
comment on table interpreter_language is 'What an interpreter speaks, how well, and whether into it as well as out of it. An empty dialect: the language as such.';
alter table interpreter_language enable row level security;
alter table interpreter_language force row level security;
create policy guard_all on interpreter_language as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_language as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_in_the_house on interpreter_language as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.read'::text) AS may)));
create policy replaced_by_keepers on interpreter_language as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
create policy written_by_keepers on interpreter_language as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
grant delete, insert, select on interpreter_language to amparo_app;
grant delete, select on interpreter_language to amparo_guard;

create table interpreter_off (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  from_on date not null,
  until_on date not null,
  constraint interpreter_off_pkey PRIMARY KEY (organisation_id, interpreter_id, from_on),
  constraint interpreter_off_organisation_id_interpreter_id_fkey FOREIGN KEY (organisation_id, interpreter_id) REFERENCES interpreter(organisation_id, interpreter_id),
  constraint interpreter_off_check CHECK ((from_on <= until_on))
);
comment on table interpreter_off is 'Days on which an interpreter is away. Why is not asked.';
alter table interpreter_off enable row level security;
alter table interpreter_off force row level security;
create policy guard_all on interpreter_off as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_off as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_in_the_house on interpreter_off as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.read'::text) AS may)));
create policy replaced_by_keepers on interpreter_off as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
create policy written_by_keepers on interpreter_off as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
grant delete, insert, select on interpreter_off to amparo_app;
grant delete, select on interpreter_off to amparo_guard;

create table interpreter_rate (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  from_on date not null,
  mode text not null default ''::text,
  cents integer not null,
  unit_minutes integer not null,
  minimum_minutes integer not null,
  rounding text not null,
  travel_cents_per_km integer not null default 0,
  currency text not null,
  constraint interpreter_rate_pkey PRIMARY KEY (organisation_id, interpreter_id, from_on, mode),
  constraint interpreter_rate_organisation_id_interpreter_id_fkey FOREIGN KEY (organisation_id, interpreter_id) REFERENCES interpreter(organisation_id, interpreter_id),
  constraint interpreter_rate_cents_check CHECK ((cents >= 0)),
  constraint interpreter_rate_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint interpreter_rate_minimum_minutes_check CHECK (((minimum_minutes >= 0) AND (minimum_minutes <= 480))),
  constraint interpreter_rate_mode_check CHECK ((mode = ANY (ARRAY[''::text, 'in_person'::text, 'telephone'::text, 'video'::text]))),
  constraint interpreter_rate_rounding_check CHECK ((rounding = ANY (ARRAY['up'::text, 'nearest'::text]))),
  constraint interpreter_rate_travel_cents_per_km_check CHECK ((travel_cents_per_km >= 0)),
  constraint interpreter_rate_unit_minutes_check CHECK (((unit_minutes >= 1) AND (unit_minutes <= 480)))
);
comment on table interpreter_rate is 'What an interpreter is paid from a day on, for one way of interpreting or, empty, for all. For whoever keeps the register and whoever pays.';
alter table interpreter_rate enable row level security;
alter table interpreter_rate force row level security;
create policy guard_all on interpreter_rate as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_rate as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_in_the_house on interpreter_rate as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (( SELECT guard.may('interpreters.manage'::text) AS may) OR ( SELECT guard.may('interpreters.pay'::text) AS may))));
create policy replaced_by_keepers on interpreter_rate as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
create policy written_by_keepers on interpreter_rate as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
grant delete, insert, select on interpreter_rate to amparo_app;
grant delete, select on interpreter_rate to amparo_guard;

create table interpreter_statement (
  organisation_id uuid not null,
  statement_id uuid not null,
  interpreter_id uuid not null,
  from_on date not null,
  until_on date not null,
  status text not null default 'draft'::text,
  currency text not null,
  total_cents integer not null default 0,
  hash text,
  made_by uuid not null default guard.staff(),
  issued_by uuid,
  issued_at timestamp with time zone,
  paid_by uuid,
  paid_on date,
  version integer not null default 1,
  constraint interpreter_statement_pkey PRIMARY KEY (organisation_id, statement_id),
  constraint interpreter_statement_statement_id_key UNIQUE (statement_id),
  constraint interpreter_statement_organisation_id_interpreter_id_fkey FOREIGN KEY (organisation_id, interpreter_id) REFERENCES interpreter(organisation_id, interpreter_id),
  constraint interpreter_statement_organisation_id_issued_by_fkey FOREIGN KEY (organisation_id, issued_by) REFERENCES staff(organisation_id, staff_id),
  constraint interpreter_statement_organisation_id_made_by_fkey FOREIGN KEY (organisation_id, made_by) REFERENCES staff(organisation_id, staff_id),
  constraint interpreter_statement_organisation_id_paid_by_fkey FOREIGN KEY (organisation_id, paid_by) REFERENCES staff(organisation_id, staff_id),
  constraint interpreter_statement_check CHECK ((from_on <= until_on)),
  constraint interpreter_statement_check1 CHECK ((((status = 'draft'::text) = (hash IS NULL)) AND ((hash IS NULL) = (issued_at IS NULL)) AND ((hash IS NULL) = (issued_by IS NULL)))),
  constraint interpreter_statement_check2 CHECK ((((status = 'paid'::text) = (paid_on IS NOT NULL)) AND ((paid_on IS NULL) = (paid_by IS NULL)))),
  constraint interpreter_statement_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint interpreter_statement_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint interpreter_statement_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'paid'::text]))),
  constraint interpreter_statement_total_cents_check CHECK ((total_cents >= 0))
);
comment on table interpreter_statement is 'What an interpreter is owed for a period: gathered, frozen with a hash over every figure when issued, then paid. Nothing in it says for whom.';
CREATE INDEX interpreter_statement_of ON public.interpreter_statement USING btree (organisation_id, until_on DESC, from_on DESC);
alter table interpreter_statement enable row level security;
alter table interpreter_statement force row level security;
create policy changed_by_payers on interpreter_statement as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy draft_taken_away on interpreter_statement as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may) AND (status = 'draft'::text)));
create policy guard_all on interpreter_statement as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_statement as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_by_payers on interpreter_statement as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy written_by_payers on interpreter_statement as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
CREATE TRIGGER interpreter_statement_stamped BEFORE UPDATE ON public.interpreter_statement FOR EACH ROW EXECUTE FUNCTION guard.stamp_statement();
grant delete, insert, select on interpreter_statement to amparo_app;
grant select on interpreter_statement to amparo_guard;
grant update (hash, issued_at, issued_by, paid_by, paid_on, status, total_cents, version) on interpreter_statement to amparo_app;
grant update (version) on interpreter_statement to amparo_guard;

create table interpreter_statement_line (
  organisation_id uuid not null,
  statement_id uuid not null,
  booking_id uuid not null,
  on_day date not null,
  what text not null,
  minutes integer not null,
  paid_minutes integer not null,
  percent integer not null,
  time_cents integer not null,
  travel_cents integer not null,
  amount_cents integer not null,
  grant_code text,
  constraint interpreter_statement_line_pkey PRIMARY KEY (organisation_id, statement_id, booking_id),
  constraint interpreter_statement_line_organisation_id_grant_code_fkey FOREIGN KEY (organisation_id, grant_code) REFERENCES interpreter_grant(organisation_id, grant_code),
  constraint interpreter_statement_line_organisation_id_statement_id_fkey FOREIGN KEY (organisation_id, statement_id) REFERENCES interpreter_statement(organisation_id, statement_id) ON DELETE CASCADE,
  constraint interpreter_statement_line_check CHECK ((amount_cents = (time_cents + travel_cents))),
  constraint interpreter_statement_line_minutes_check CHECK ((minutes >= 0)),
  constraint interpreter_statement_line_paid_minutes_check CHECK ((paid_minutes >= 0)),
  constraint interpreter_statement_line_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
  constraint interpreter_statement_line_time_cents_check CHECK ((time_cents >= 0)),
  constraint interpreter_statement_line_travel_cents_check CHECK ((travel_cents >= 0)),
  constraint interpreter_statement_line_what_check CHECK ((what = ANY (ARRAY['attended'::text, 'late_cancel'::text])))
);
comment on table interpreter_statement_line is 'One booking in one statement at most. When the file is erased the booking goes and its number here leads nowhere; the books stay.';
CREATE UNIQUE INDEX booking_in_one_statement ON public.interpreter_statement_line USING btree (organisation_id, booking_id);
alter table interpreter_statement_line enable row level security;
alter table interpreter_statement_line force row level security;
create policy changed_by_payers on interpreter_statement_line as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy guard_all on interpreter_statement_line as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_statement_line as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy left_out on interpreter_statement_line as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy read_by_payers on interpreter_statement_line as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy written_by_payers on interpreter_statement_line as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
CREATE TRIGGER interpreter_statement_line_stamped BEFORE INSERT OR DELETE OR UPDATE ON public.interpreter_statement_line FOR EACH ROW EXECUTE FUNCTION guard.stamp_statement_line();
grant delete, insert, select on interpreter_statement_line to amparo_app;
grant select on interpreter_statement_line to amparo_guard;
grant update (grant_code) on interpreter_statement_line to amparo_app;

create table interpreter_terms (
  organisation_id uuid not null,
  from_on date not null,
  cancel_hours integer not null,
  cancel_percent integer not null,
  travel_fixed_cents integer,
  set_by uuid not null default guard.staff(),
  constraint interpreter_terms_pkey PRIMARY KEY (organisation_id, from_on),
  constraint interpreter_terms_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint interpreter_terms_organisation_id_set_by_fkey FOREIGN KEY (organisation_id, set_by) REFERENCES staff(organisation_id, staff_id),
  constraint interpreter_terms_cancel_hours_check CHECK (((cancel_hours >= 0) AND (cancel_hours <= 168))),
  constraint interpreter_terms_cancel_percent_check CHECK (((cancel_percent >= 0) AND (cancel_percent <= 100))),
  constraint interpreter_terms_travel_fixed_cents_check CHECK (((travel_fixed_cents >= 0) AND (travel_fixed_cents <= 1000000)))
);
comment on table interpreter_terms is 'From a day on: how late something is called off to be paid at which share, and what the way is paid where not by kilometres.';
alter table interpreter_terms enable row level security;
alter table interpreter_terms force row level security;
create policy changed_by_payers on interpreter_terms as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy guard_all on interpreter_terms as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_terms as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_by_payers on interpreter_terms as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy written_by_payers on interpreter_terms as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
grant insert, select on interpreter_terms to amparo_app;
grant select on interpreter_terms to amparo_guard;
grant update (cancel_hours, cancel_percent, set_by, travel_fixed_cents) on interpreter_terms to amparo_app;

create table interpreter_vetting (
  organisation_id uuid not null,
  interpreter_id uuid not null,
  step text not null,
  done_on date not null,
  valid_until date,
  by_id uuid not null default guard.staff(),
  constraint interpreter_vetting_pkey PRIMARY KEY (organisation_id, interpreter_id, step),
  constraint interpreter_vetting_organisation_id_by_id_fkey FOREIGN KEY (organisation_id, by_id) REFERENCES staff(organisation_id, staff_id),
  constraint interpreter_vetting_organisation_id_interpreter_id_fkey FOREIGN KEY (organisation_id, interpreter_id) REFERENCES interpreter(organisation_id, interpreter_id),
  constraint interpreter_vetting_check CHECK ((valid_until >= done_on)),
  constraint interpreter_vetting_step_check CHECK ((step = ANY (ARRAY['identity'::text, 'background'::text, 'confidentiality'::text, 'interview'::text, 'training'::text])))
);
comment on table interpreter_vetting is 'Which steps of the vetting were done, when, by whom, and until when each holds.';
alter table interpreter_vetting enable row level security;
alter table interpreter_vetting force row level security;
create policy guard_all on interpreter_vetting as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreter_vetting as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_in_the_house on interpreter_vetting as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.read'::text) AS may)));
create policy replaced_by_keepers on interpreter_vetting as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
create policy written_by_keepers on interpreter_vetting as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.manage'::text) AS may)));
grant delete, insert, select on interpreter_vetting to amparo_app;
grant delete, select on interpreter_vetting to amparo_guard;

create table interpreting_rule (
  organisation_id uuid not null,
  case_id uuid not null,
  sealed bytea not null,
  changed_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint interpreting_rule_pkey PRIMARY KEY (organisation_id, case_id),
  constraint interpreting_rule_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table interpreting_rule is 'What a person asked for when somebody interprets for her: who, in which dialect, who never, how she is called. Sealed with the key of her file.';
alter table interpreting_rule enable row level security;
alter table interpreting_rule force row level security;
create policy changed_by_those_who_book on interpreting_rule as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.reaches(case_id, 'interpreters.book'::text)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.reaches(case_id, 'interpreters.book'::text)));
create policy guard_all on interpreting_rule as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on interpreting_rule as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_by_those_who_book on interpreting_rule as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.reaches(case_id, 'interpreters.book'::text)));
create policy written_by_those_who_book on interpreting_rule as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.reaches(case_id, 'interpreters.book'::text)));
grant delete, select on interpreting_rule to amparo_guard;
grant insert, select on interpreting_rule to amparo_app;
grant update (changed_at, sealed, version) on interpreting_rule to amparo_app;

create table invitation (
  organisation_id uuid not null,
  invitation_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  made_by uuid not null,
  made_at timestamp with time zone not null default guard.clock(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (organisation_id, invitation_id),
  constraint invitation_token_hash_key UNIQUE (token_hash),
  constraint invitation_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);
comment on table invitation is 'Links that let someone make their account, good once and for a week; the link itself is never here.';
CREATE INDEX invitation_of_staff ON public.invitation USING btree (organisation_id, staff_id);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy guard_all on invitation as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on invitation as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select, update on invitation to amparo_guard;

create table journal (
  organisation_id uuid not null,
  entry_id uuid not null,
  at timestamp with time zone not null default guard.clock(),
  actor_id uuid,
  actor_organisation_id uuid,
  session_id uuid,
  action text not null,
  case_id uuid,
  subject_id uuid,
  basis text not null,
  sections text[] not null default '{}'::text[],
  reason text,
  outcome text not null default 'done'::text,
  transaction_id xid8 not null default pg_current_xact_id(),
  constraint journal_pkey PRIMARY KEY (organisation_id, entry_id),
  constraint journal_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
comment on table journal is 'Who did or saw what, on which basis. Insert-only, codes and ids alone; never a word a person told us.';
CREATE INDEX journal_by_time ON public.journal USING brin (at) WITH (pages_per_range='16');
CREATE INDEX journal_in_commit_order ON public.journal USING btree (organisation_id, transaction_id, entry_id);
CREATE INDEX journal_of_case ON public.journal USING btree (organisation_id, case_id, at DESC) WHERE (case_id IS NOT NULL);
CREATE INDEX journal_of_erasure ON public.journal USING btree (organisation_id, subject_id) WHERE (action = 'case.approve_erasure'::text);
alter table journal enable row level security;
alter table journal force row level security;
create policy guard_all on journal as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on journal as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_deeds on journal as permissive for insert to amparo_app
  with check (((actor_id = ( SELECT e.staff_id
   FROM entered e)) AND (actor_organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND ((organisation_id = actor_organisation_id) OR ((case_id IS NOT NULL) AND guard.stands_on(case_id, organisation_id)))));
create policy read_by_reviewers on journal as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND
CASE
    WHEN (case_id IS NULL) THEN (guard.reach('journal.read'::text) = 'all'::text)
    ELSE guard.reaches(case_id, 'journal.read'::text)
END));
grant insert, select on journal to amparo_guard;
grant select on journal to amparo_app;
grant insert (action, actor_id, actor_organisation_id, basis, case_id, entry_id, organisation_id, outcome, reason, sections, session_id, subject_id) on journal to amparo_app;

create table journal_seal (
  organisation_id uuid not null,
  sequence bigint not null,
  entry_id uuid not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null default clock_timestamp(),
  constraint journal_seal_pkey PRIMARY KEY (organisation_id, sequence),
  constraint journal_seal_organisation_id_entry_id_key UNIQUE (organisation_id, entry_id),
  constraint journal_seal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table journal_seal is 'The hash chain over the journal in commit order: each link covers the one before and one entry.';
alter table journal_seal enable row level security;
alter table journal_seal force row level security;
create policy guard_all on journal_seal as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on journal_seal as permissive for all to amparo_owner
  using (true)
  with check (true);
grant insert, select on journal_seal to amparo_guard;

create table law_alarm_heard (
  organisation_id uuid not null,
  case_id uuid not null,
  deadline_id uuid not null,
  due_on date not null,
  stage text not null,
  on_day date not null,
  by_id uuid not null default guard.staff(),
  at timestamp with time zone not null default guard.clock(),
  constraint law_alarm_heard_pkey PRIMARY KEY (organisation_id, case_id, deadline_id, due_on, stage, by_id, on_day),
  constraint law_alarm_heard_organisation_id_case_id_deadline_id_fkey FOREIGN KEY (organisation_id, case_id, deadline_id) REFERENCES law_deadline(organisation_id, case_id, deadline_id),
  constraint law_alarm_heard_stage_check CHECK ((stage = ANY (ARRAY['d30'::text, 'd15'::text, 'd7'::text, 'd2'::text, 'd0'::text, 'overdue'::text])))
);
comment on table law_alarm_heard is 'Who acknowledged which stage of an alarm, and when. It closes nothing.';
comment on column law_alarm_heard.on_day is 'Overdue is acknowledged for one day; it rings again the next.';
alter table law_alarm_heard enable row level security;
alter table law_alarm_heard force row level security;
create policy guard_erases on law_alarm_heard as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on law_alarm_heard as permissive for select to amparo_guard
  using (true);
create policy heard_by_oneself on law_alarm_heard as restrictive for insert to amparo_app
  with check ((by_id = ( SELECT guard.staff() AS staff)));
create policy kept_by_owner on law_alarm_heard as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on law_alarm_heard as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
create policy walled_reading on law_alarm_heard as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'law'::text)
END);
create policy walled_writing on law_alarm_heard as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
grant delete, select on law_alarm_heard to amparo_guard;
grant insert, select on law_alarm_heard to amparo_app;

create table law_change (
  organisation_id uuid not null,
  case_id uuid not null,
  change_id uuid not null,
  cause text not null,
  event_id uuid,
  by_id uuid default guard.staff(),
  at timestamp with time zone not null default guard.clock(),
  changes jsonb not null,
  constraint law_change_pkey PRIMARY KEY (organisation_id, case_id, change_id),
  constraint law_change_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES law_file(organisation_id, case_id),
  constraint law_change_cause_check CHECK ((cause = ANY (ARRAY['event'::text, 'correction'::text, 'withdrawal'::text, 'circumstances'::text, 'closing'::text, 'law'::text, 'day'::text])))
);
comment on table law_change is 'What another reckoning changed, in codes and days: what became earlier, later, new, or had been missed before anybody knew.';
CREATE INDEX law_change_of_file ON public.law_change USING btree (organisation_id, case_id, at DESC);
alter table law_change enable row level security;
alter table law_change force row level security;
create policy guard_erases on law_change as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on law_change as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on law_change as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on law_change as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
create policy walled_reading on law_change as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'law'::text)
END);
create policy walled_writing on law_change as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
grant delete, select on law_change to amparo_guard;
grant insert, select on law_change to amparo_app;

create table law_deadline (
  organisation_id uuid not null,
  case_id uuid not null,
  deadline_id uuid not null,
  key text not null,
  pack text not null,
  rule_id text not null,
  rule_from date not null,
  track text not null,
  kind text not null,
  matter_id uuid,
  starts_on date not null,
  due_on date not null,
  due_at text,
  state text not null,
  silence text,
  silence_on date,
  closed_on date,
  reviewed boolean not null,
  gone boolean not null default false,
  open boolean not null,
  rings_on date,
  stage text,
  stage_on date,
  deputy_on date,
  owner_id uuid,
  deputy_id uuid,
  chosen boolean not null default false,
  filed_on date,
  filed_document_id uuid,
  filed_event_id uuid,
  filed_by uuid,
  sealed_number bytea,
  aside_reason text,
  aside_on date,
  aside_due date,
  aside_by uuid,
  sealed_aside bytea,
  version integer not null default 1,
  constraint law_deadline_pkey PRIMARY KEY (organisation_id, case_id, deadline_id),
  constraint law_deadline_deadline_id_key UNIQUE (deadline_id),
  constraint law_deadline_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES law_file(organisation_id, case_id),
  constraint law_deadline_organisation_id_deputy_id_fkey FOREIGN KEY (organisation_id, deputy_id) REFERENCES staff(organisation_id, staff_id),
  constraint law_deadline_organisation_id_owner_id_fkey FOREIGN KEY (organisation_id, owner_id) REFERENCES staff(organisation_id, staff_id),
  constraint law_deadline_aside_reason_check CHECK ((aside_reason = ANY (ARRAY['does_not_apply'::text, 'another_way'::text, 'she_decided'::text, 'done_elsewhere'::text, 'other'::text]))),
  constraint law_deadline_check CHECK (((open = false) OR (gone = false))),
  constraint law_deadline_check1 CHECK (((filed_on IS NULL) = (filed_by IS NULL))),
  constraint law_deadline_check2 CHECK (((filed_on IS NULL) OR (filed_document_id IS NOT NULL) OR (sealed_number IS NOT NULL))),
  constraint law_deadline_check3 CHECK (((aside_reason IS NULL) = (aside_due IS NULL))),
  constraint law_deadline_stage_check CHECK ((stage = ANY (ARRAY['d30'::text, 'd15'::text, 'd7'::text, 'd2'::text, 'd0'::text, 'overdue'::text])))
);
comment on table law_deadline is 'A day the rules gave a file, and who answers for it. Written again with every reckoning by its key; what people added stays.';
comment on column law_deadline.gone is 'The rules no longer give it: what people added stays, should it come back, and it rings no longer.';
comment on column law_deadline.open is 'Somebody must still see to it: not met, not filed, not set aside for this very day.';
comment on column law_deadline.deputy_on is 'From this day on the deputy is rung where the owner did not acknowledge the stage.';
comment on column law_deadline.aside_due is 'The last day it had when it was set aside: another one rings again.';
CREATE INDEX law_deadline_of_deputy ON public.law_deadline USING btree (organisation_id, deputy_id, due_on, deadline_id) WHERE open;
CREATE INDEX law_deadline_of_owner ON public.law_deadline USING btree (organisation_id, owner_id, due_on, deadline_id) WHERE open;
CREATE INDEX law_deadline_open ON public.law_deadline USING btree (organisation_id, due_on, deadline_id) WHERE open;
CREATE INDEX law_deadline_ringing ON public.law_deadline USING btree (organisation_id, case_id, due_on) WHERE open;
alter table law_deadline enable row level security;
alter table law_deadline force row level security;
create policy guard_erases on law_deadline as permissive for delete to amparo_guard
  using (true);
create policy guard_hands_on on law_deadline as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy guard_reads on law_deadline as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on law_deadline as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on law_deadline as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
create policy walled_reading on law_deadline as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'law'::text)
END);
create policy walled_writing on law_deadline as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
CREATE TRIGGER begins_with_an_owner BEFORE INSERT ON public.law_deadline FOR EACH ROW EXECUTE FUNCTION guard.give_deadline_an_owner();
grant delete, select on law_deadline to amparo_guard;
grant insert, select, update on law_deadline to amparo_app;
grant update (chosen, deputy_id, owner_id, version) on law_deadline to amparo_guard;

create table law_event (
  organisation_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  code text not null,
  jurisdiction text not null,
  happened_on date not null,
  happened_at text,
  matter_id uuid,
  authority text,
  document_id uuid,
  status text not null default 'live'::text,
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  version integer not null default 1,
  constraint law_event_pkey PRIMARY KEY (organisation_id, case_id, event_id),
  constraint law_event_event_id_key UNIQUE (event_id),
  constraint law_event_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint law_event_happened_at_check CHECK ((happened_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint law_event_status_check CHECK ((status = ANY (ARRAY['live'::text, 'withdrawn'::text])))
);
comment on table law_event is 'What happened in the eyes of the law, and when. sealed: the number of the registry, and words.';
CREATE INDEX law_event_of_file ON public.law_event USING btree (organisation_id, case_id, happened_on);
alter table law_event enable row level security;
alter table law_event force row level security;
create policy guard_erases on law_event as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on law_event as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on law_event as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy recorded_by_oneself on law_event as restrictive for insert to amparo_app
  with check ((recorded_by = ( SELECT guard.staff() AS staff)));
create policy walled_changing on law_event as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
create policy walled_reading on law_event as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'law'::text)
END);
create policy walled_writing on law_event as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
grant delete, select on law_event to amparo_guard;
grant insert, select on law_event to amparo_app;
grant update (authority, code, document_id, happened_at, happened_on, jurisdiction, matter_id, sealed, status, version) on law_event to amparo_app;

create table law_event_before (
  organisation_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  version integer not null,
  code text not null,
  jurisdiction text not null,
  happened_on date not null,
  happened_at text,
  matter_id uuid,
  authority text,
  document_id uuid,
  replaced_by uuid not null default guard.staff(),
  replaced_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint law_event_before_pkey PRIMARY KEY (organisation_id, case_id, event_id, version),
  constraint law_event_before_organisation_id_case_id_event_id_fkey FOREIGN KEY (organisation_id, case_id, event_id) REFERENCES law_event(organisation_id, case_id, event_id)
);
comment on table law_event_before is 'What an event said before somebody corrected or withdrew it, who did and when. Only ever added.';
alter table law_event_before enable row level security;
alter table law_event_before force row level security;
create policy guard_erases on law_event_before as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on law_event_before as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on law_event_before as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy replaced_by_oneself on law_event_before as restrictive for insert to amparo_app
  with check ((replaced_by = ( SELECT guard.staff() AS staff)));
create policy walled_changing on law_event_before as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
create policy walled_reading on law_event_before as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'law'::text)
END);
create policy walled_writing on law_event_before as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
grant delete, select on law_event_before to amparo_guard;
grant insert, select on law_event_before to amparo_app;

create table law_file (
  organisation_id uuid not null,
  case_id uuid not null,
  jurisdictions text[] not null,
  province text,
  town text,
  circumstances jsonb not null default '{}'::jsonb,
  next_look_on date,
  reckoned_on date not null,
  rules_mark text not null,
  outcome_mark text not null,
  version integer not null default 1,
  constraint law_file_pkey PRIMARY KEY (organisation_id, case_id),
  constraint law_file_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint law_file_jurisdictions_check CHECK (((cardinality(jurisdictions) >= 1) AND (cardinality(jurisdictions) <= 6)))
);
comment on table law_file is 'Which law holds in a file, where its days are counted, and what is so of it, in codes.';
comment on column law_file.next_look_on is 'The first day on which the reckoning, or who is rung, differs by itself.';
comment on column law_file.rules_mark is 'Of the rules and calendars it was last reckoned with: others are a new version of the law.';
comment on column law_file.outcome_mark is 'Of what was last reckoned, so that what came out the same is not written again.';
CREATE INDEX law_file_by_rules ON public.law_file USING btree (rules_mark, jurisdictions);
CREATE INDEX law_file_to_look_at ON public.law_file USING btree (next_look_on) WHERE (next_look_on IS NOT NULL);
alter table law_file enable row level security;
alter table law_file force row level security;
create policy guard_erases on law_file as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on law_file as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on law_file as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on law_file as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
create policy walled_reading on law_file as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'law'::text)
END);
create policy walled_writing on law_file as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
grant delete, select on law_file to amparo_guard;
grant insert, select, update on law_file to amparo_app;

create table law_review (
  organisation_id uuid not null,
  review_id uuid not null,
  pack_id text not null,
  rule_id text not null,
  rule_from date not null,
  rule_hash text not null,
  verdict text not null,
  name text not null,
  on_day date not null,
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamp with time zone not null default guard.clock(),
  intake_version integer not null,
  sealed bytea not null,
  constraint law_review_pkey PRIMARY KEY (organisation_id, review_id),
  constraint law_review_review_id_key UNIQUE (review_id),
  constraint law_review_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint law_review_organisation_id_recorded_by_fkey FOREIGN KEY (organisation_id, recorded_by) REFERENCES staff(organisation_id, staff_id),
  constraint law_review_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint law_review_pack_id_check CHECK ((pack_id = ANY (ARRAY['es'::text, 'eu'::text, 'coe'::text, 'it'::text, 'uk'::text, 'us'::text]))),
  constraint law_review_rule_hash_check CHECK ((rule_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint law_review_rule_id_check CHECK ((rule_id ~ '^[A-Z]{2,3}-[A-Z]?[0-9]{1,3}[a-z]?$'::text)),
  constraint law_review_verdict_check CHECK ((verdict = ANY (ARRAY['stands'::text, 'wrong'::text, 'look_again'::text])))
);
comment on table law_review is 'What a lawyer of this organisation said of exactly this text of a rule, and signed. sealed, to the organisation: in which words. It speaks of the law alone, of no person accompanied.';
CREATE INDEX law_review_of ON public.law_review USING btree (organisation_id, pack_id, rule_id, rule_from, on_day DESC);
alter table law_review enable row level security;
alter table law_review force row level security;
create policy kept_by_owner on law_review as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_in_the_house on law_review as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy signed_by_reviewers on law_review as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('law.review'::text) AS may) AND (recorded_by = ( SELECT guard.staff() AS staff))));
grant select on law_review to amparo_app;
grant insert (intake_version, name, on_day, organisation_id, pack_id, review_id, rule_from, rule_hash, rule_id, sealed, verdict) on law_review to amparo_app;

create table lawful_exception (
  organisation_id uuid not null,
  case_id uuid not null,
  exception_id uuid not null,
  recipient_organisation_id uuid,
  basis text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default guard.clock(),
  ends_on date not null,
  answer text,
  answered_by uuid,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  sealed bytea not null,
  version integer not null default 1,
  recipient_service_id uuid,
  constraint lawful_exception_pkey PRIMARY KEY (organisation_id, case_id, exception_id),
  constraint lawful_exception_exception_id_key UNIQUE (exception_id),
  constraint lawful_exception_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint lawful_exception_recipient_organisation_id_fkey FOREIGN KEY (recipient_organisation_id) REFERENCES organisation(organisation_id),
  constraint a_second_person CHECK ((answered_by IS DISTINCT FROM asked_by)),
  constraint lawful_exception_answer_check CHECK ((answer = ANY (ARRAY['approved'::text, 'refused'::text]))),
  constraint lawful_exception_check CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL)))),
  constraint one_recipient CHECK (((recipient_organisation_id IS NULL) <> (recipient_service_id IS NULL)))
);
comment on table lawful_exception is 'Where the law lets something be told to one organisation without her consent: on which basis, asked by one colleague and approved by another, for days. It carries a summary and never opens the file.';
comment on column lawful_exception.recipient_service_id is 'A service of the directory without an account here; its name as it was chosen is sealed with the words.';
alter table lawful_exception enable row level security;
alter table lawful_exception force row level security;
create policy asked on lawful_exception as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (asked_by = ( SELECT guard.staff() AS staff)) AND guard.reaches(case_id, 'exceptions.ask'::text) AND (recipient_organisation_id IS DISTINCT FROM organisation_id) AND (answer IS NULL) AND (ended_at IS NULL) AND (ends_on > ((guard.clock() AT TIME ZONE 'UTC'::text))::date) AND (ends_on <= (((guard.clock() AT TIME ZONE 'UTC'::text))::date + 14))));
create policy guard_all on lawful_exception as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on lawful_exception as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen on lawful_exception as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.sees(case_id)));
grant delete, select on lawful_exception to amparo_guard;
grant insert, select on lawful_exception to amparo_app;
grant update (answer, answered_at, answered_by, ended_at, version) on lawful_exception to amparo_guard;

create table legal_hold (
  organisation_id uuid not null,
  case_id uuid not null,
  hold_id uuid not null,
  reason text not null,
  until_on date,
  placed_by uuid not null,
  placed_at timestamp with time zone not null default guard.clock(),
  sealed_words bytea,
  lift_asked_by uuid,
  lift_asked_at timestamp with time zone,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  constraint legal_hold_pkey PRIMARY KEY (organisation_id, case_id, hold_id),
  constraint legal_hold_hold_id_key UNIQUE (hold_id),
  constraint legal_hold_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint legal_hold_check CHECK ((lifted_by <> lift_asked_by)),
  constraint legal_hold_check1 CHECK ((((lifted_at IS NULL) = (lifted_by IS NULL)) AND ((lift_asked_at IS NULL) = (lift_asked_by IS NULL)))),
  constraint legal_hold_check2 CHECK (((lifted_at IS NULL) OR (lift_asked_at IS NOT NULL)))
);
comment on table legal_hold is 'While one stands, nothing of the file is erased: who placed it, why, until when, and the two people who lift it.';
alter table legal_hold enable row level security;
alter table legal_hold force row level security;
create policy guard_erases on legal_hold as permissive for delete to amparo_guard
  using (true);
create policy guard_keeps on legal_hold as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_reads on legal_hold as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on legal_hold as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on legal_hold as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on legal_hold as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on legal_hold as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, insert, select, update on legal_hold to amparo_guard;
grant select on legal_hold to amparo_app;

create table link_opening (
  organisation_id uuid not null,
  case_id uuid not null,
  opening_id uuid not null,
  link_id uuid not null,
  opened_at timestamp with time zone not null default guard.clock(),
  reader_version integer not null,
  sealed_reader bytea not null,
  constraint link_opening_pkey PRIMARY KEY (organisation_id, case_id, opening_id),
  constraint link_opening_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint link_opening_organisation_id_link_id_fkey FOREIGN KEY (organisation_id, link_id) REFERENCES single_use_link(organisation_id, link_id)
);
comment on table link_opening is 'Each time a link into a file was opened with its code: when, and who said to be reading, sealed to the house. Written by the guard alone.';
CREATE INDEX link_opening_of ON public.link_opening USING btree (organisation_id, link_id, opened_at DESC);
alter table link_opening enable row level security;
alter table link_opening force row level security;
create policy guard_erases on link_opening as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on link_opening as permissive for select to amparo_guard
  using (true);
create policy guard_writes on link_opening as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on link_opening as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on link_opening as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on link_opening as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on link_opening as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, insert, select on link_opening to amparo_guard;
grant select on link_opening to amparo_app;

create table lone_visit (
  organisation_id uuid not null,
  visit_id uuid not null,
  staff_id uuid not null,
  office_id uuid not null,
  tell_id uuid not null,
  place text not null,
  province text,
  starts_at timestamp with time zone not null default guard.clock(),
  expected_at timestamp with time zone not null,
  checked_at timestamp with time zone,
  ended_at timestamp with time zone,
  answer text,
  answered_by uuid,
  answered_at timestamp with time zone,
  version integer not null default 1,
  appointment_id uuid,
  constraint lone_visit_pkey PRIMARY KEY (organisation_id, visit_id),
  constraint lone_visit_organisation_id_answered_by_fkey FOREIGN KEY (organisation_id, answered_by) REFERENCES staff(organisation_id, staff_id),
  constraint lone_visit_organisation_id_office_id_fkey FOREIGN KEY (organisation_id, office_id) REFERENCES office(organisation_id, office_id),
  constraint lone_visit_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint lone_visit_organisation_id_tell_id_fkey FOREIGN KEY (organisation_id, tell_id) REFERENCES staff(organisation_id, staff_id),
  constraint lone_visit_answer_check CHECK ((answer = ANY (ARRAY['looking'::text, 'emergency'::text, 'safe'::text]))),
  constraint lone_visit_check CHECK ((tell_id <> staff_id)),
  constraint lone_visit_check1 CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL)))),
  constraint lone_visit_place_check CHECK ((place = ANY (ARRAY['where_somebody_lives'::text, 'street'::text, 'workplace'::text, 'court_or_police'::text, 'hospital'::text, 'border_or_station'::text, 'shelter'::text, 'other'::text])))
);
comment on table lone_visit is 'A colleague is out alone: until when, and who is told when nothing was heard. No person, no address; at most the id of an appointment.';
comment on column lone_visit.appointment_id is 'The appointment a colleague goes along to; who is told sees that there is one, never which.';
CREATE UNIQUE INDEX lone_visit_one_at_a_time ON public.lone_visit USING btree (organisation_id, staff_id) WHERE (ended_at IS NULL);
CREATE INDEX lone_visit_out ON public.lone_visit USING btree (organisation_id, expected_at) WHERE (ended_at IS NULL);
alter table lone_visit enable row level security;
alter table lone_visit force row level security;
create policy gone_oneself on lone_visit as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff)) AND (ended_at IS NULL) AND (answer IS NULL) AND (office_id = ( SELECT s.office_id
   FROM staff s
  WHERE ((s.organisation_id = lone_visit.organisation_id) AND (s.staff_id = ( SELECT guard.staff() AS staff))))) AND (EXISTS ( SELECT
   FROM staff s
  WHERE ((s.organisation_id = lone_visit.organisation_id) AND (s.staff_id = lone_visit.tell_id) AND (s.status = 'active'::text))))));
create policy guard_all on lone_visit as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy heard_from_oneself on lone_visit as permissive for update to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)))
  with check ((staff_id = ( SELECT guard.staff() AS staff)));
create policy kept_by_owner on lone_visit as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy out_now on lone_visit as permissive for select to amparo_app
  using (((staff_id = ( SELECT guard.staff() AS staff)) OR ((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (ended_at IS NULL) AND ((tell_id = ( SELECT guard.staff() AS staff)) OR guard.watches_office(office_id)))));
grant delete, select on lone_visit to amparo_guard;
grant insert, select on lone_visit to amparo_app;
grant update (answer, answered_at, answered_by, ended_at, version) on lone_visit to amparo_guard;
grant update (checked_at, ended_at, expected_at, version) on lone_visit to amparo_app;

create table migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);
comment on table migration is 'Which numbered SQL files this database has taken, and their fingerprint.';

create table minor_step (
  organisation_id uuid not null,
  case_id uuid not null,
  step text not null,
  section text not null,
  state text not null,
  done_on date not null,
  marked_by uuid not null,
  sealed bytea not null,
  version integer not null default 1,
  constraint minor_step_pkey PRIMARY KEY (organisation_id, case_id, step),
  constraint minor_step_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint minor_step_state_check CHECK ((state = ANY (ARRAY['done'::text, 'not_needed'::text])))
);
comment on table minor_step is 'Steps of the pathway that a colleague marked done or not needed by hand.';
alter table minor_step enable row level security;
alter table minor_step force row level security;
create policy guard_erases on minor_step as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on minor_step as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on minor_step as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on minor_step as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on minor_step as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on minor_step as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, select on minor_step to amparo_guard;
grant insert, select, update on minor_step to amparo_app;

create table missing_check (
  organisation_id uuid not null,
  case_id uuid not null,
  missing_check_id uuid not null,
  outcome text not null,
  asked text[] not null,
  checked_on date not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  constraint missing_check_pkey PRIMARY KEY (organisation_id, case_id, missing_check_id),
  constraint missing_check_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint missing_check_outcome_check CHECK ((outcome = ANY (ARRAY['no_report'::text, 'reported'::text, 'not_told_yet'::text])))
);
comment on table missing_check is 'Whether the child was reported missing, and who was asked. None is ever changed.';
alter table missing_check enable row level security;
alter table missing_check force row level security;
create policy guard_erases on missing_check as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on missing_check as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on missing_check as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on missing_check as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on missing_check as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on missing_check as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on missing_check to amparo_guard;
grant insert, select on missing_check to amparo_app;

create table missing_plan (
  organisation_id uuid not null,
  case_id uuid not null,
  photo text not null,
  made_with_child boolean not null,
  review_on date not null,
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  version integer not null default 1,
  constraint missing_plan_pkey PRIMARY KEY (organisation_id, case_id),
  constraint missing_plan_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint missing_plan_photo_check CHECK ((photo = ANY (ARRAY['yes'::text, 'only_police'::text, 'no'::text, 'not_asked'::text])))
);
comment on table missing_plan is 'The plan made beforehand for the case that the child leaves the place.';
alter table missing_plan enable row level security;
alter table missing_plan force row level security;
create policy guard_erases on missing_plan as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on missing_plan as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on missing_plan as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on missing_plan as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on missing_plan as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on missing_plan as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on missing_plan to amparo_guard;
grant insert, select, update on missing_plan to amparo_app;

create table missing_time (
  organisation_id uuid not null,
  case_id uuid not null,
  missing_id uuid not null,
  left_at timestamp with time zone not null,
  told_by uuid not null,
  told_at timestamp with time zone not null default guard.clock(),
  back_at timestamp with time zone,
  steps jsonb not null default '[]'::jsonb,
  sealed bytea not null,
  sealed_talk bytea,
  version integer not null default 1,
  constraint missing_time_pkey PRIMARY KEY (organisation_id, case_id, missing_id),
  constraint missing_time_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint missing_time_check CHECK ((back_at >= left_at))
);
comment on table missing_time is 'Times the child had left the place: since when, what was done in the first hours, and the talk on coming back.';
CREATE UNIQUE INDEX missing_once ON public.missing_time USING btree (organisation_id, case_id) WHERE (back_at IS NULL);
alter table missing_time enable row level security;
alter table missing_time force row level security;
create policy guard_erases on missing_time as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on missing_time as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on missing_time as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on missing_time as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on missing_time as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on missing_time as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on missing_time to amparo_guard;
grant insert, select, update on missing_time to amparo_app;

create table need_without_goal (
  organisation_id uuid not null,
  case_id uuid not null,
  without_id uuid not null,
  need text not null,
  section text not null,
  reason text not null,
  decided_on date not null,
  decided_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint need_without_goal_pkey PRIMARY KEY (organisation_id, case_id, without_id),
  constraint need_without_goal_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint need_without_goal_reason_check CHECK ((reason = ANY (ARRAY['not_wanted'::text, 'not_now'::text, 'first_another'::text, 'elsewhere'::text, 'not_safe'::text, 'not_so'::text, 'other'::text])))
);
comment on table need_without_goal is 'Why a need that asks for a goal has none. It holds until something newer asks; none is ever changed.';
CREATE INDEX need_without_goal_latest ON public.need_without_goal USING btree (organisation_id, case_id, need, recorded_at DESC);
alter table need_without_goal enable row level security;
alter table need_without_goal force row level security;
create policy guard_erases on need_without_goal as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on need_without_goal as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on need_without_goal as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on need_without_goal as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on need_without_goal as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on need_without_goal as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, select on need_without_goal to amparo_guard;
grant insert, select on need_without_goal to amparo_app;

create table note (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  section text not null,
  written_at timestamp with time zone not null default guard.clock(),
  author_id uuid not null,
  sealed bytea not null,
  version integer not null default 1,
  minutes integer,
  contact text,
  happened_on date,
  changed_at timestamp with time zone,
  changed_by uuid,
  covered_at timestamp with time zone,
  covered_by uuid,
  cover_reason text,
  constraint note_pkey PRIMARY KEY (organisation_id, case_id, note_id),
  constraint note_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint note_check CHECK ((((covered_at IS NULL) = (covered_by IS NULL)) AND ((covered_at IS NULL) = (cover_reason IS NULL)))),
  constraint note_contact_check CHECK ((contact = ANY (ARRAY['visit'::text, 'call'::text, 'accompaniment'::text, 'office'::text, 'outreach'::text, 'online'::text]))),
  constraint note_cover_reason_check CHECK ((cover_reason = ANY (ARRAY['third_party'::text, 'wrong_file'::text, 'person_asked'::text, 'danger'::text, 'not_needed'::text]))),
  constraint note_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440)))
);
comment on table note is 'The story and what follows, as notes in sections of the file.';
comment on column note.minutes is 'Time the work took, for counting.';
comment on column note.happened_on is 'The day it happened, where it was not written the same day.';
comment on column note.covered_at is 'From then on nobody reads the words; a minute later they are destroyed, here and in every version.';
CREATE INDEX note_by_section ON public.note USING btree (organisation_id, case_id, section, written_at DESC);
CREATE INDEX note_to_destroy ON public.note USING btree (covered_at) WHERE ((covered_at IS NOT NULL) AND (sealed <> '\x'::bytea));
alter table note enable row level security;
alter table note force row level security;
create policy changed on note as permissive for update to amparo_app
  using (guard.writes(case_id, section));
create policy guard_destroys on note as permissive for update to amparo_guard
  using ((covered_at IS NOT NULL));
create policy guard_erases on note as permissive for delete to amparo_guard
  using (true);
create policy guard_writes on note as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on note as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on note as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy read_at_once on note as permissive for select to amparo_guard
  using (true);
create policy told_stays_with_whom_it_was_told on note as restrictive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (note_id <> ALL (( SELECT guard.notes_kept_from_me() AS notes_kept_from_me)::uuid[]))
    ELSE (NOT guard.note_is_kept_from_me(case_id, note_id))
END);
create policy written on note as permissive for insert to amparo_app
  with check (((author_id = ( SELECT e.staff_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END));
CREATE TRIGGER covered BEFORE UPDATE OF covered_at, covered_by, cover_reason ON public.note FOR EACH ROW EXECUTE FUNCTION guard.cover_note();
CREATE TRIGGER kept BEFORE UPDATE OF sealed, version ON public.note FOR EACH ROW EXECUTE FUNCTION guard.keep_note_version();
grant delete, insert, select on note to amparo_guard;
grant insert, select on note to amparo_app;
grant update (cover_reason, covered_at, covered_by, sealed, version) on note to amparo_app;
grant update (sealed) on note to amparo_guard;

create table note_version (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  version integer not null,
  section text not null,
  author_id uuid not null,
  written_at timestamp with time zone not null,
  sealed bytea not null,
  constraint note_version_pkey PRIMARY KEY (organisation_id, case_id, note_id, version),
  constraint note_version_organisation_id_case_id_note_id_fkey FOREIGN KEY (organisation_id, case_id, note_id) REFERENCES note(organisation_id, case_id, note_id) ON DELETE CASCADE
);
comment on table note_version is 'What a note said before each correction, sealed as it was. Written by the database itself with the correction, and by nobody else.';
alter table note_version enable row level security;
alter table note_version force row level security;
create policy guard_destroys on note_version as permissive for update to amparo_guard
  using (true);
create policy guard_erases on note_version as permissive for delete to amparo_guard
  using (true);
create policy guard_keeps on note_version as permissive for insert to amparo_guard
  with check (true);
create policy guard_reads on note_version as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on note_version as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy told_stays_with_whom_it_was_told on note_version as restrictive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (note_id <> ALL (( SELECT guard.notes_kept_from_me() AS notes_kept_from_me)::uuid[]))
    ELSE (NOT guard.note_is_kept_from_me(case_id, note_id))
END);
create policy walled_changing on note_version as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on note_version as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on note_version as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on note_version to amparo_guard;
grant select on note_version to amparo_app;
grant update (sealed) on note_version to amparo_guard;

create table office (
  organisation_id uuid not null,
  office_id uuid not null,
  name text not null,
  province text,
  version integer not null default 1,
  constraint office_pkey PRIMARY KEY (organisation_id, office_id),
  constraint office_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table office is 'A place or team of an organisation; the reach in_the_office ends at it.';
alter table office enable row level security;
alter table office force row level security;
create policy changed_by_administrators on office as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('organisation.manage'::text)));
create policy guard_reads on office as permissive for select to amparo_guard
  using (true);
create policy guard_writes on office as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on office as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made_by_administrators on office as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('organisation.manage'::text)));
create policy seen_by_colleagues on office as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
grant insert, select on office to amparo_app;
grant insert, select on office to amparo_guard;
grant update (name, province, version) on office to amparo_app;

create table office_hours (
  organisation_id uuid not null,
  office_id uuid not null,
  time_zone text not null,
  hours jsonb not null default '[]'::jsonb,
  kept_by uuid not null default guard.staff(),
  version integer not null default 1,
  constraint office_hours_pkey PRIMARY KEY (organisation_id, office_id),
  constraint office_hours_organisation_id_office_id_fkey FOREIGN KEY (organisation_id, office_id) REFERENCES office(organisation_id, office_id)
);
comment on table office_hours is 'When an office is open, by its own clock: [{weekdays, from, until}]. Outside of it the duty is called. No row: always outside.';
alter table office_hours enable row level security;
alter table office_hours force row level security;
create policy changed_for_an_office on office_hours as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.keeps_office(office_id)))
  with check (guard.keeps_office(office_id));
create policy guard_reads on office_hours as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on office_hours as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy kept_for_an_office on office_hours as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.keeps_office(office_id)));
create policy read_by_the_house on office_hours as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('duty.read'::text)));
grant insert, select on office_hours to amparo_app;
grant select on office_hours to amparo_guard;
grant update (hours, kept_by, time_zone, version) on office_hours to amparo_app;

create table organisation (
  organisation_id uuid not null,
  kind text not null,
  name text not null,
  country text not null,
  province text,
  languages text[] not null default '{}'::text[],
  takes_reports boolean not null default false,
  takes_referrals boolean not null default false,
  language text not null default 'es'::text,
  retention_months integer not null default 60,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  leads_files boolean not null default false,
  constraint organisation_pkey PRIMARY KEY (organisation_id),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'partner'::text]))),
  constraint organisation_retention_months_check CHECK (((retention_months >= 1) AND (retention_months <= 600)))
);
comment on table organisation is 'The organisation that runs Amparo and the partner organisations it refers to.';
comment on column organisation.leads_files is 'A partner that may be handed files over for good and leads them as its own. Let so by the organisation that runs the house alone.';
alter table organisation enable row level security;
alter table organisation force row level security;
create policy added_by_administrators on organisation as permissive for insert to amparo_app
  with check (((kind = 'partner'::text) AND guard.may('organisation.manage'::text) AND (EXISTS ( SELECT
   FROM organisation mine
  WHERE ((mine.organisation_id = ( SELECT guard.organisation() AS organisation)) AND (mine.kind = 'own'::text))))));
create policy changed_by_administrators on organisation as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('organisation.manage'::text)));
create policy guard_lets_lead on organisation as permissive for update to amparo_guard
  using ((kind = 'partner'::text));
create policy guard_reads on organisation as permissive for select to amparo_guard
  using (true);
create policy guard_writes on organisation as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on organisation as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on organisation as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) OR (takes_referrals AND (( SELECT guard.organisation() AS organisation) IS NOT NULL))));
grant insert, select on organisation to amparo_app;
grant insert, select on organisation to amparo_guard;
grant update (country, language, languages, name, province, retention_months, takes_referrals, takes_reports, version) on organisation to amparo_app;
grant update (leads_files, version) on organisation to amparo_guard;

create table organisation_key (
  organisation_id uuid not null,
  version integer not null,
  wrapped bytea not null,
  made_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone,
  constraint organisation_key_pkey PRIMARY KEY (organisation_id, version),
  constraint organisation_key_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table organisation_key is 'Organisation keys, wrapped by the root key, which never lies in the database.';
alter table organisation_key enable row level security;
alter table organisation_key force row level security;
create policy kept_by_owner on organisation_key as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made_for_a_partner on organisation_key as permissive for insert to amparo_app
  with check ((guard.may('organisation.manage'::text) AND guard.looks_after(organisation_id)));
create policy rewrapped on organisation_key as permissive for update to amparo_app
  using ((guard.may('keys.rotate'::text) AND guard.looks_after(organisation_id)));
create policy wrapped on organisation_key as permissive for select to amparo_app
  using ((( SELECT guard.organisation() AS organisation) IS NOT NULL));
grant insert, select on organisation_key to amparo_app;
grant update (retired_at, wrapped) on organisation_key to amparo_app;

create table own_answers (
  organisation_id uuid not null,
  case_id uuid not null,
  sitting_id uuid not null,
  link_id uuid not null,
  section text not null,
  state text not null default 'offered'::text,
  step integer not null default 0,
  sealed_state bytea not null,
  home_version integer,
  sealed_home bytea,
  zone text not null,
  left_out uuid[] not null,
  line_id uuid not null,
  sealed_line bytea not null,
  protocol_id uuid,
  changed_at timestamp with time zone not null default guard.clock(),
  closed_at timestamp with time zone,
  constraint own_answers_pkey PRIMARY KEY (organisation_id, case_id, link_id),
  constraint own_answers_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint own_answers_organisation_id_case_id_sitting_id_fkey FOREIGN KEY (organisation_id, case_id, sitting_id) REFERENCES sitting(organisation_id, case_id, sitting_id),
  constraint own_answers_organisation_id_link_id_fkey FOREIGN KEY (organisation_id, link_id) REFERENCES single_use_link(organisation_id, link_id),
  constraint own_answers_check CHECK (((sealed_home IS NULL) = (home_version IS NULL))),
  constraint own_answers_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'answering'::text, 'put_off'::text, 'stopped'::text, 'done'::text])))
);
comment on table own_answers is 'What she answers by herself on a link: sealed to link and code for going on, sealed to the house for the desk; how far she is; and the line of a protocol, sealed beforehand, for an answer about her safety.';
comment on column own_answers.left_out is 'Colleagues she must not meet, as known when the door was opened: a protocol that opens here does not tell them.';
CREATE UNIQUE INDEX own_answers_open ON public.own_answers USING btree (organisation_id, case_id, sitting_id) WHERE (closed_at IS NULL);
alter table own_answers enable row level security;
alter table own_answers force row level security;
create policy guard_all on own_answers as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on own_answers as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened_for_her on own_answers as permissive for insert to amparo_app
  with check (((state = 'offered'::text) AND (step = 0) AND (protocol_id IS NULL) AND (closed_at IS NULL) AND guard.gives(case_id, section)));
create policy put_together on own_answers as permissive for update to amparo_app
  using (((closed_at IS NULL) AND guard.gives(case_id, section)))
  with check (guard.gives(case_id, section));
create policy read_by_the_team on own_answers as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.opens(case_id, section)));
grant delete, select on own_answers to amparo_guard;
grant insert on own_answers to amparo_app;
grant select (case_id, changed_at, closed_at, home_version, link_id, organisation_id, protocol_id, sealed_home, section, sitting_id, state, step) on own_answers to amparo_app;
grant update (changed_at, home_version, protocol_id, sealed_home, sealed_state, state, step) on own_answers to amparo_guard;
grant update (closed_at) on own_answers to amparo_app;

create table passkey (
  organisation_id uuid not null,
  staff_id uuid not null,
  passkey_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null default 0,
  name text not null,
  made_at timestamp with time zone not null default guard.clock(),
  used_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (organisation_id, staff_id, passkey_id),
  constraint passkey_credential_id_key UNIQUE (credential_id),
  constraint passkey_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);
comment on table passkey is 'Public halves of the passkeys of staff.';
alter table passkey enable row level security;
alter table passkey force row level security;
create policy guard_all on passkey as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on passkey as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select, update on passkey to amparo_guard;

create table path_move (
  organisation_id uuid not null,
  case_id uuid not null,
  move_id uuid not null,
  follows_id uuid,
  path text not null,
  step text,
  decided_on date not null,
  decided_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint path_move_pkey PRIMARY KEY (organisation_id, case_id, move_id),
  constraint path_move_organisation_id_case_id_follows_id_key UNIQUE NULLS NOT DISTINCT (organisation_id, case_id, follows_id),
  constraint path_move_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint path_move_organisation_id_case_id_follows_id_fkey FOREIGN KEY (organisation_id, case_id, follows_id) REFERENCES path_move(organisation_id, case_id, move_id)
);
comment on table path_move is 'Every move on a programme path, in order: to which step, or off the path; why, what she said to it and what was missing then is sealed. None is ever changed.';
alter table path_move enable row level security;
alter table path_move force row level security;
create policy by_whoever_may_change on path_move as restrictive for insert to amparo_app
  with check (((decided_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.reaches(case_id, 'case.change'::text)));
create policy guard_erases on path_move as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on path_move as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on path_move as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on path_move as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on path_move as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on path_move as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, select on path_move to amparo_guard;
grant insert, select on path_move to amparo_app;

create table person_barriers (
  organisation_id uuid not null,
  case_id uuid not null,
  section text not null,
  changed_on date not null,
  sealed bytea not null,
  version integer not null default 1,
  constraint person_barriers_pkey PRIMARY KEY (organisation_id, case_id, section),
  constraint person_barriers_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint person_barriers_section_check CHECK ((section = ANY (ARRAY['identity'::text, 'health'::text, 'mind'::text, 'law'::text, 'home'::text, 'money'::text])))
);
comment on table person_barriers is 'What may keep the person out of a service: papers, record, care, debts, whom she comes with, how far she can travel. One sealed row for each section of the file.';
alter table person_barriers enable row level security;
alter table person_barriers force row level security;
create policy guard_brings on person_barriers as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on person_barriers as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on person_barriers as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on person_barriers as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on person_barriers as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on person_barriers as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on person_barriers as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on person_barriers to amparo_guard;
grant insert, select, update on person_barriers to amparo_app;

create table person_identity (
  organisation_id uuid not null,
  case_id uuid not null,
  sealed bytea not null,
  version integer not null default 1,
  constraint person_identity_pkey PRIMARY KEY (organisation_id, case_id),
  constraint person_identity_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table person_identity is 'The legal identity: names in every script, birth, nationalities, languages, and what is known of the age. One sealed row per file, in section identity.';
alter table person_identity enable row level security;
alter table person_identity force row level security;
create policy guard_brings on person_identity as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on person_identity as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on person_identity as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on person_identity as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on person_identity as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('identity'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'identity'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('identity'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'identity'::text)
END);
create policy walled_reading on person_identity as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('identity'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'identity'::text)
END);
create policy walled_writing on person_identity as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('identity'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'identity'::text)
END);
grant delete, insert, select on person_identity to amparo_guard;
grant insert, select, update on person_identity to amparo_app;

create table place (
  organisation_id uuid not null,
  unit_id uuid not null,
  place_id uuid not null,
  label text not null,
  out_from date,
  out_until date,
  out_reason text,
  gone_on date,
  version integer not null default 1,
  constraint place_pkey PRIMARY KEY (organisation_id, place_id),
  constraint place_organisation_id_unit_id_place_id_key UNIQUE (organisation_id, unit_id, place_id),
  constraint place_place_id_key UNIQUE (place_id),
  constraint place_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES place_unit(organisation_id, unit_id),
  constraint place_check CHECK ((((out_from IS NULL) = (out_reason IS NULL)) AND ((out_until IS NULL) OR (out_until >= out_from)))),
  constraint place_out_reason_check CHECK ((out_reason = ANY (ARRAY['repair'::text, 'cleaning'::text, 'staff'::text, 'safety'::text, 'other'::text])))
);
comment on table place is 'One bed, room or seat; out of service from a day until a day.';
CREATE INDEX place_of_unit ON public.place USING btree (organisation_id, unit_id) WHERE (gone_on IS NULL);
alter table place enable row level security;
alter table place force row level security;
create policy guard_all on place as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on place as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy managed on place as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.manage'::text)));
create policy managed_again on place as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.manage'::text)))
  with check ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy of_the_house on place as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.read'::text)));
grant delete, insert, select, update on place to amparo_guard;
grant insert, select on place to amparo_app;
grant update (label, out_from, out_reason, out_until, version) on place to amparo_app;

create table place_address (
  organisation_id uuid not null,
  unit_id uuid not null,
  intake_version integer not null,
  sealed bytea not null,
  version integer not null default 1,
  constraint place_address_pkey PRIMARY KEY (organisation_id, unit_id),
  constraint place_address_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES place_unit(organisation_id, unit_id)
);
comment on table place_address is 'Where a unit is. Sealed to its own organisation, read by those who work there, and by nobody else.';
alter table place_address enable row level security;
alter table place_address force row level security;
create policy guard_all on place_address as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on place_address as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy managed on place_address as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.manage'::text)));
create policy managed_again on place_address as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.manage'::text)))
  with check ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy of_those_who_work_there on place_address as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.keep'::text)));
grant delete, insert, select, update on place_address to amparo_guard;
grant insert, select on place_address to amparo_app;
grant update (intake_version, sealed, version) on place_address to amparo_app;

create table place_hold (
  organisation_id uuid not null,
  hold_id uuid not null,
  unit_id uuid not null,
  place_id uuid not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  held_by uuid not null,
  ended_at timestamp with time zone,
  ended_how text,
  live_place_id uuid generated always as (
CASE
    WHEN (ended_at IS NULL) THEN place_id
    ELSE NULL::uuid
END) stored,
  version integer not null default 1,
  asked_by_organisation_id uuid,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  released_why text,
  constraint place_hold_pkey PRIMARY KEY (organisation_id, hold_id),
  constraint place_hold_hold_id_key UNIQUE (hold_id),
  constraint place_hold_asked_by_organisation_id_fkey FOREIGN KEY (asked_by_organisation_id) REFERENCES organisation(organisation_id),
  constraint place_hold_organisation_id_live_place_id_hold_id_fkey FOREIGN KEY (organisation_id, live_place_id, hold_id) REFERENCES place_taken(organisation_id, place_id, by_id),
  constraint place_hold_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES place_unit(organisation_id, unit_id),
  constraint only_what_was_asked_is_confirmed CHECK (((confirmed_at IS NULL) OR (asked_by_organisation_id IS NOT NULL))),
  constraint place_hold_check CHECK (((until_at > from_at) AND (until_at <= (from_at + '72:00:00'::interval)))),
  constraint place_hold_check1 CHECK (((ended_at IS NULL) = (ended_how IS NULL))),
  constraint place_hold_ended_how_check CHECK ((ended_how = ANY (ARRAY['used'::text, 'released'::text, 'expired'::text])))
);
comment on table place_hold is 'A place kept for somebody for some hours. It ends by the clock; while it is live its place is taken.';
comment on column place_hold.asked_by_organisation_id is 'Another house keeps this place for somebody of its own; empty: the house itself does.';
CREATE INDEX place_hold_live ON public.place_hold USING btree (organisation_id, unit_id) WHERE (ended_at IS NULL);
alter table place_hold enable row level security;
alter table place_hold force row level security;
create policy guard_all on place_hold as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on place_hold as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_house on place_hold as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.read'::text)));
grant delete, insert, select, update on place_hold to amparo_guard;
grant select on place_hold to amparo_app;

create table place_night (
  organisation_id uuid not null,
  unit_id uuid not null,
  night date not null,
  places integer not null,
  lived_in integer not null,
  away integer not null,
  held integer not null,
  out_of_service integer not null,
  confirmed_by uuid not null,
  confirmed_at timestamp with time zone not null default guard.clock(),
  constraint place_night_pkey PRIMARY KEY (organisation_id, unit_id, night),
  constraint place_night_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES place_unit(organisation_id, unit_id)
);
comment on table place_night is 'How many slept in a unit on one night, counted and confirmed by whoever was there. It stays as it was confirmed.';
alter table place_night enable row level security;
alter table place_night force row level security;
create policy guard_all on place_night as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on place_night as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_house on place_night as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.read'::text)));
grant delete, insert, select, update on place_night to amparo_guard;
grant select on place_night to amparo_app;

create table place_person (
  organisation_id uuid not null,
  case_id uuid not null,
  ref_id uuid not null,
  what text not null,
  section text not null,
  house_organisation_id uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  constraint place_person_pkey PRIMARY KEY (organisation_id, case_id, ref_id),
  constraint place_person_ref_id_key UNIQUE (ref_id),
  constraint place_person_house_organisation_id_fkey FOREIGN KEY (house_organisation_id) REFERENCES organisation(organisation_id),
  constraint place_person_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint place_person_section_check CHECK ((section = ANY (ARRAY['home'::text, 'learning'::text]))),
  constraint place_person_what_check CHECK ((what = ANY (ARRAY['stay'::text, 'hold'::text, 'waiting'::text])))
);
comment on table place_person is 'Whose stay, hold or wait it is. Read by whoever opens that section of the file: in another house''s beds by nobody but the file''s own.';
CREATE INDEX place_person_of_house ON public.place_person USING btree (house_organisation_id, what);
alter table place_person enable row level security;
alter table place_person force row level security;
create policy guard_all on place_person as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on place_person as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on place_person as permissive for select to amparo_app
  using ((
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END AND ((organisation_id = ( SELECT guard.organisation() AS organisation)) OR (house_organisation_id = ( SELECT guard.organisation() AS organisation)))));
CREATE TRIGGER person_gone AFTER DELETE ON public.place_person FOR EACH ROW EXECUTE FUNCTION guard.let_go_of_place();
grant delete, insert, select, update on place_person to amparo_guard;
grant select on place_person to amparo_app;

create table place_taken (
  organisation_id uuid not null,
  unit_id uuid not null,
  place_id uuid not null,
  by_id uuid not null,
  constraint place_taken_pkey PRIMARY KEY (organisation_id, place_id),
  constraint place_taken_organisation_id_place_id_by_id_key UNIQUE (organisation_id, place_id, by_id),
  constraint place_taken_organisation_id_unit_id_place_id_fkey FOREIGN KEY (organisation_id, unit_id, place_id) REFERENCES place(organisation_id, unit_id, place_id)
);
comment on table place_taken is 'Which places are taken, by which hold or stay. One row for each place at most: a second request for it finds no room.';
CREATE INDEX place_taken_by ON public.place_taken USING btree (by_id);
CREATE INDEX place_taken_of_unit ON public.place_taken USING btree (organisation_id, unit_id);
alter table place_taken enable row level security;
alter table place_taken force row level security;
create policy guard_all on place_taken as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on place_taken as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_house on place_taken as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.read'::text)));
grant delete, insert, select, update on place_taken to amparo_guard;
grant select on place_taken to amparo_app;

create table place_unit (
  organisation_id uuid not null,
  unit_id uuid not null,
  service_id uuid,
  kind text not null,
  unit text not null,
  name text not null,
  admits jsonb not null default '{}'::jsonb,
  admission jsonb not null default '{}'::jsonb,
  house_rules text not null default ''::text,
  province text,
  hidden_location boolean not null default true,
  published boolean not null default false,
  hold_hours integer not null default 24,
  closed_on date,
  made_by uuid not null default guard.staff(),
  version integer not null default 1,
  shared boolean not null default false,
  constraint place_unit_pkey PRIMARY KEY (organisation_id, unit_id),
  constraint place_unit_unit_id_key UNIQUE (unit_id),
  constraint place_unit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint place_unit_hold_hours_check CHECK (((hold_hours >= 1) AND (hold_hours <= 72))),
  constraint place_unit_kind_check CHECK ((kind = ANY (ARRAY['house'::text, 'flat'::text, 'room'::text, 'course'::text, 'programme'::text]))),
  constraint shared_is_published CHECK (((NOT shared) OR published))
);
comment on table place_unit is 'A house, flat, room, course or programme with places, and whom it admits. Published: the organisation that refers to this one sees how many are free.';
comment on column place_unit.shared is 'Whoever refers to this organisation may keep a place here for hours and put somebody on the list; the house confirms.';
alter table place_unit enable row level security;
alter table place_unit force row level security;
create policy guard_all on place_unit as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on place_unit as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy managed on place_unit as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.manage'::text) AND (made_by = ( SELECT guard.staff() AS staff))));
create policy managed_again on place_unit as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.manage'::text)))
  with check ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy of_the_house on place_unit as permissive for select to amparo_app
  using ((guard.may('places.read'::text) AND ((organisation_id = ( SELECT guard.organisation() AS organisation)) OR (published AND (closed_on IS NULL) AND guard.looks_after(organisation_id)))));
grant delete, insert, select, update on place_unit to amparo_guard;
grant insert, select on place_unit to amparo_app;
grant update (admission, admits, closed_on, hidden_location, hold_hours, house_rules, kind, name, province, published, service_id, shared, unit, version) on place_unit to amparo_app;

create table place_waiting (
  organisation_id uuid not null,
  waiting_id uuid not null,
  unit_id uuid not null,
  urgency text not null,
  since timestamp with time zone not null default guard.clock(),
  written_by uuid not null,
  ended_at timestamp with time zone,
  ended_how text,
  version integer not null default 1,
  asked_by_organisation_id uuid,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  hand_place integer,
  moved_by uuid,
  moved_at timestamp with time zone,
  move_reason text,
  constraint place_waiting_pkey PRIMARY KEY (organisation_id, waiting_id),
  constraint place_waiting_waiting_id_key UNIQUE (waiting_id),
  constraint place_waiting_asked_by_organisation_id_fkey FOREIGN KEY (asked_by_organisation_id) REFERENCES organisation(organisation_id),
  constraint place_waiting_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES place_unit(organisation_id, unit_id),
  constraint moved_with_a_reason CHECK ((((hand_place IS NULL) = (move_reason IS NULL)) AND ((hand_place IS NULL) = (moved_by IS NULL)) AND ((hand_place IS NULL) = (moved_at IS NULL)))),
  constraint only_what_was_asked_is_confirmed CHECK (((confirmed_at IS NULL) OR (asked_by_organisation_id IS NOT NULL))),
  constraint place_waiting_check CHECK (((ended_at IS NULL) = (ended_how IS NULL))),
  constraint place_waiting_ended_how_check CHECK ((ended_how = ANY (ARRAY['placed'::text, 'elsewhere'::text, 'gave_up'::text, 'file_gone'::text, 'not_taken'::text]))),
  constraint place_waiting_hand_place_check CHECK (((hand_place >= 1) AND (hand_place <= 500))),
  constraint place_waiting_move_reason_check CHECK ((move_reason ~ '^[a-z_]{1,40}$'::text)),
  constraint place_waiting_urgency_check CHECK ((urgency = ANY (ARRAY['today'::text, 'this_week'::text, 'this_month'::text, 'can_wait'::text])))
);
comment on table place_waiting is 'That somebody waits for a place of a unit, how urgently and since when. Not who: that lies with the file.';
comment on column place_waiting.hand_place is 'Where somebody put this on the list by hand; empty: where the rule has it.';
CREATE INDEX place_waiting_live ON public.place_waiting USING btree (organisation_id, unit_id) WHERE (ended_at IS NULL);
CREATE INDEX place_waiting_placed ON public.place_waiting USING btree (organisation_id, unit_id, ended_at) WHERE (ended_how = 'placed'::text);
alter table place_waiting enable row level security;
alter table place_waiting force row level security;
create policy guard_all on place_waiting as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on place_waiting as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_house on place_waiting as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.read'::text)));
grant delete, insert, select, update on place_waiting to amparo_guard;
grant select on place_waiting to amparo_app;

create table plan (
  organisation_id uuid not null,
  case_id uuid not null,
  review_on date not null,
  reviewed_on date,
  version integer not null default 1,
  reviewed_at timestamp with time zone,
  constraint plan_pkey PRIMARY KEY (organisation_id, case_id),
  constraint plan_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table plan is 'The plan of a file and the day it is looked at again with the person.';
comment on column plan.reviewed_at is 'The moment of the last look: what happens after it may ask for another.';
CREATE INDEX plan_review_due ON public.plan USING btree (organisation_id, review_on);
alter table plan enable row level security;
alter table plan force row level security;
create policy changed on plan as permissive for update to amparo_app
  using (guard.reaches(case_id, 'plan.write'::text));
create policy guard_brings on plan as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on plan as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on plan as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on plan as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen on plan as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.opens) > 0)
       FROM entered e)
    ELSE ((case_id = ANY (( SELECT e.my_cases
       FROM entered e)::uuid[])) OR guard.sees(case_id))
END);
create policy written on plan as permissive for insert to amparo_app
  with check (guard.reaches(case_id, 'plan.write'::text));
grant delete, insert, select on plan to amparo_guard;
grant insert, select on plan to amparo_app;
grant update (review_on, reviewed_at, reviewed_on, version) on plan to amparo_app;

create table plan_action (
  organisation_id uuid not null,
  case_id uuid not null,
  action_id uuid not null,
  goal_id uuid not null,
  section text not null,
  owner_kind text not null,
  owner_id uuid,
  due_on date not null,
  done_on date,
  sealed bytea not null,
  version integer not null default 1,
  owner_organisation_id uuid,
  constraint plan_action_pkey PRIMARY KEY (organisation_id, case_id, action_id),
  constraint plan_action_organisation_id_case_id_goal_id_fkey FOREIGN KEY (organisation_id, case_id, goal_id) REFERENCES goal(organisation_id, case_id, goal_id),
  constraint plan_action_owner_organisation_id_fkey FOREIGN KEY (owner_organisation_id) REFERENCES organisation(organisation_id),
  constraint plan_action_one_owner CHECK ((((owner_kind = 'staff'::text) = (owner_id IS NOT NULL)) AND ((owner_kind = 'partner'::text) = (owner_organisation_id IS NOT NULL)))),
  constraint plan_action_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['staff'::text, 'person'::text, 'partner'::text, 'other'::text])))
);
comment on table plan_action is 'A step towards a goal: who does it, by when, and whether it is done.';
comment on column plan_action.owner_organisation_id is 'The partner who takes the step. Somebody else is named in the sealed words alone.';
CREATE INDEX plan_action_due ON public.plan_action USING btree (organisation_id, owner_id, due_on) WHERE (done_on IS NULL);
CREATE INDEX plan_action_of_goal ON public.plan_action USING btree (organisation_id, case_id, goal_id);
alter table plan_action enable row level security;
alter table plan_action force row level security;
create policy changed on plan_action as permissive for update to amparo_app
  using (guard.writes(case_id, section))
  with check (guard.writes(case_id, section));
create policy guard_brings on plan_action as permissive for insert to amparo_guard
  with check (true);
create policy guard_closes on plan_action as permissive for update to amparo_guard
  using (true);
create policy guard_erases on plan_action as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on plan_action as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on plan_action as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on plan_action as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy written on plan_action as permissive for insert to amparo_app
  with check (guard.writes(case_id, section));
grant delete, insert, select on plan_action to amparo_guard;
grant insert, select on plan_action to amparo_app;
grant update (done_on, due_on, owner_id, owner_kind, owner_organisation_id, sealed, version) on plan_action to amparo_app;
grant update (done_on, version) on plan_action to amparo_guard;

create table plan_approval (
  organisation_id uuid not null,
  case_id uuid not null,
  approval_id uuid not null,
  number integer not null,
  hash text not null,
  answer text not null,
  sections text[] not null,
  answered_by uuid not null,
  answered_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint plan_approval_pkey PRIMARY KEY (organisation_id, case_id, approval_id),
  constraint plan_approval_organisation_id_case_id_number_hash_fkey FOREIGN KEY (organisation_id, case_id, number, hash) REFERENCES plan_version(organisation_id, case_id, number, hash),
  constraint plan_approval_answer_check CHECK ((answer = ANY (ARRAY['approved'::text, 'returned'::text])))
);
comment on table plan_approval is 'What a supervisor answered to a version of the plan, to which hash, and which sections were open to them. Never who agreed it.';
CREATE INDEX plan_approval_of_version ON public.plan_approval USING btree (organisation_id, case_id, number, answered_at DESC);
alter table plan_approval enable row level security;
alter table plan_approval force row level security;
create policy answered_by_another on plan_approval as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (answered_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.reaches(case_id, 'plan.approve'::text) AND (EXISTS ( SELECT
   FROM plan_version v
  WHERE ((v.organisation_id = plan_approval.organisation_id) AND (v.case_id = plan_approval.case_id) AND (v.number = plan_approval.number) AND (v.hash = plan_approval.hash) AND (v.agreed_by <> plan_approval.answered_by)))) AND (NOT (EXISTS ( SELECT
   FROM plan_version v
  WHERE ((v.organisation_id = plan_approval.organisation_id) AND (v.case_id = plan_approval.case_id) AND (v.number > plan_approval.number)))))));
create policy guard_erases on plan_approval as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on plan_approval as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on plan_approval as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_the_team on plan_approval as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
grant delete, select on plan_approval to amparo_guard;
grant insert, select on plan_approval to amparo_app;

create table plan_version (
  organisation_id uuid not null,
  case_id uuid not null,
  number integer not null,
  agreed_on date not null,
  how text not null,
  language text not null,
  interpreter text not null,
  copy text not null,
  review_on date,
  hashes jsonb not null,
  hash text not null,
  agreed_by uuid not null,
  agreed_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint plan_version_pkey PRIMARY KEY (organisation_id, case_id, number),
  constraint plan_version_organisation_id_case_id_number_hash_key UNIQUE (organisation_id, case_id, number, hash),
  constraint plan_version_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint plan_version_copy_check CHECK ((copy = ANY (ARRAY['taken'::text, 'not_taken'::text, 'not_safe'::text, 'not_offered'::text]))),
  constraint plan_version_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint plan_version_how_check CHECK ((how = ANY (ARRAY['spoken'::text, 'signed'::text]))),
  constraint plan_version_interpreter_check CHECK ((interpreter = ANY (ARRAY['not_needed'::text, 'professional'::text, 'telephone'::text, 'somebody_else'::text]))),
  constraint plan_version_number_check CHECK ((number > 0))
);
comment on table plan_version is 'A plan as it was agreed with the person: when, how, in which language, with which hashes. sealed: who interpreted, what she did not agree with, and what keeps the hash from being guessed.';
alter table plan_version enable row level security;
alter table plan_version force row level security;
create policy by_whoever_agrees on plan_version as restrictive for insert to amparo_app
  with check (((agreed_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.reaches(case_id, 'plan.agree'::text)));
create policy guard_erases on plan_version as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on plan_version as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on plan_version as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on plan_version as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on plan_version as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on plan_version as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, select on plan_version to amparo_guard;
grant insert, select on plan_version to amparo_app;

create table plan_version_part (
  organisation_id uuid not null,
  case_id uuid not null,
  number integer not null,
  section text not null,
  sealed bytea not null,
  constraint plan_version_part_pkey PRIMARY KEY (organisation_id, case_id, number, section),
  constraint plan_version_part_organisation_id_case_id_number_fkey FOREIGN KEY (organisation_id, case_id, number) REFERENCES plan_version(organisation_id, case_id, number)
);
comment on table plan_version_part is 'What a version of the plan says in one section of the file, for whoever of the own team opens that section.';
alter table plan_version_part enable row level security;
alter table plan_version_part force row level security;
create policy frozen_whole on plan_version_part as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.reaches(case_id, 'plan.agree'::text) AND guard.opens(case_id, section) AND (EXISTS ( SELECT
   FROM plan_version v
  WHERE ((v.organisation_id = plan_version_part.organisation_id) AND (v.case_id = plan_version_part.case_id) AND (v.number = plan_version_part.number) AND (v.agreed_by = ( SELECT e.staff_id
           FROM entered e)))))));
create policy guard_erases on plan_version_part as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on plan_version_part as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on plan_version_part as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on plan_version_part as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END));
grant delete, select on plan_version_part to amparo_guard;
grant insert, select on plan_version_part to amparo_app;

create table proceeding (
  organisation_id uuid not null,
  case_id uuid not null,
  proceeding_id uuid not null,
  kind text not null,
  jurisdiction text not null,
  began_on date not null,
  status text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  version integer not null default 1,
  constraint proceeding_pkey PRIMARY KEY (organisation_id, case_id, proceeding_id),
  constraint proceeding_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint proceeding_jurisdiction_check CHECK ((jurisdiction ~ '^[A-Z]{2}$'::text)),
  constraint proceeding_kind_check CHECK ((kind = ANY (ARRAY['arrest'::text, 'fine'::text, 'charge'::text, 'conviction'::text, 'removal_order'::text, 'detention'::text, 'refusal_of_entry'::text]))),
  constraint proceeding_status_check CHECK ((status = ANY (ARRAY['open'::text, 'suspended'::text, 'ended'::text])))
);
comment on table proceeding is 'Arrests, fines, charges, convictions and orders against the person: kind, country, day and status in the clear, authority, number and words sealed.';
alter table proceeding enable row level security;
alter table proceeding force row level security;
create policy guard_brings on proceeding as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on proceeding as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on proceeding as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on proceeding as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on proceeding as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
create policy walled_reading on proceeding as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'law'::text)
END);
create policy walled_writing on proceeding as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('law'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'law'::text)
END);
grant delete, insert, select on proceeding to amparo_guard;
grant insert, select, update on proceeding to amparo_app;

create table protocol (
  organisation_id uuid not null,
  case_id uuid not null,
  protocol_id uuid not null,
  kind text not null,
  section text not null,
  cause text not null,
  instrument text,
  item text,
  ref_id uuid,
  facts_version integer not null,
  closing text not null,
  left_out uuid[] not null default '{}'::uuid[],
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  look_by timestamp with time zone not null,
  talk_by timestamp with time zone not null,
  taken_by uuid,
  taken_at timestamp with time zone,
  handed_to uuid,
  close_asked_by uuid,
  closed_by uuid,
  closed_at timestamp with time zone,
  version integer not null default 1,
  constraint protocol_pkey PRIMARY KEY (organisation_id, case_id, protocol_id),
  constraint protocol_protocol_id_key UNIQUE (protocol_id),
  constraint protocol_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint closed_by_somebody_named CHECK ((((closed_by IS NULL) = (closed_at IS NULL)) AND ((closed_at IS NULL) OR (taken_by IS NOT NULL)))),
  constraint closed_by_two CHECK (((closed_at IS NULL) OR (closing <> 'two'::text) OR ((close_asked_by IS NOT NULL) AND (close_asked_by <> closed_by)))),
  constraint not_closed_by_its_opener CHECK (((closed_at IS NULL) OR (closing <> 'not_opener'::text) OR (closed_by <> opened_by))),
  constraint protocol_cause_check CHECK ((cause = ANY (ARRAY['instrument'::text, 'told'::text, 'incident'::text]))),
  constraint protocol_closing_check CHECK ((closing = ANY (ARRAY['not_opener'::text, 'two'::text]))),
  constraint protocol_kind_check CHECK ((kind = ANY (ARRAY['self_harm'::text, 'danger'::text, 'health'::text, 'child'::text]))),
  constraint taken_by_somebody_at_a_time CHECK (((taken_by IS NULL) = (taken_at IS NULL)))
);
comment on table protocol is 'A same-day protocol: what opened it, by when somebody must look and talk, who has it, and who closed it.';
comment on column protocol.left_out is 'Colleagues the person must not meet: neither told nor called.';
CREATE UNIQUE INDEX protocol_once ON public.protocol USING btree (organisation_id, case_id, kind) WHERE (closed_at IS NULL);
CREATE INDEX protocol_open ON public.protocol USING btree (organisation_id, opened_at) WHERE (closed_at IS NULL);
alter table protocol enable row level security;
alter table protocol force row level security;
create policy guard_erases on protocol as permissive for delete to amparo_guard
  using (true);
create policy guard_moves on protocol as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy guard_reads on protocol as permissive for select to amparo_guard
  using (true);
create policy guard_writes on protocol as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on protocol as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_house on protocol as restrictive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy walled_changing on protocol as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on protocol as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on protocol as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
CREATE TRIGGER protocol_closes_whole BEFORE UPDATE ON public.protocol FOR EACH ROW EXECUTE FUNCTION guard.keep_protocol();
grant delete, insert, select on protocol to amparo_guard;
grant select on protocol to amparo_app;
grant update (close_asked_by, closed_at, closed_by, handed_to, look_by, taken_at, taken_by, talk_by, version) on protocol to amparo_guard;

create table protocol_line (
  organisation_id uuid not null,
  case_id uuid not null,
  protocol_id uuid not null,
  line_id uuid not null,
  section text not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  what text not null,
  step text,
  state text,
  to_id uuid,
  codes jsonb not null default '{}'::jsonb,
  sealed bytea not null,
  constraint protocol_line_pkey PRIMARY KEY (organisation_id, case_id, protocol_id, line_id),
  constraint protocol_line_organisation_id_case_id_protocol_id_fkey FOREIGN KEY (organisation_id, case_id, protocol_id) REFERENCES protocol(organisation_id, case_id, protocol_id),
  constraint protocol_line_what_check CHECK ((what = ANY (ARRAY['opened'::text, 'again'::text, 'taken'::text, 'handed_on'::text, 'step'::text, 'note'::text, 'close_asked'::text, 'close_refused'::text, 'closed'::text])))
);
comment on table protocol_line is 'How a protocol went, line by line. Lines are only ever added.';
alter table protocol_line enable row level security;
alter table protocol_line force row level security;
create policy guard_erases on protocol_line as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on protocol_line as permissive for select to amparo_guard
  using (true);
create policy guard_writes on protocol_line as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on protocol_line as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_house on protocol_line as restrictive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy walled_changing on protocol_line as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on protocol_line as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on protocol_line as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on protocol_line to amparo_guard;
grant select on protocol_line to amparo_app;

create table protocol_step (
  organisation_id uuid not null,
  case_id uuid not null,
  protocol_id uuid not null,
  step text not null,
  place integer not null,
  section text not null,
  state text not null default 'open'::text,
  due_at timestamp with time zone not null,
  answered_by uuid,
  answered_at timestamp with time zone,
  constraint protocol_step_pkey PRIMARY KEY (organisation_id, case_id, protocol_id, step),
  constraint protocol_step_organisation_id_case_id_protocol_id_fkey FOREIGN KEY (organisation_id, case_id, protocol_id) REFERENCES protocol(organisation_id, case_id, protocol_id),
  constraint protocol_step_check CHECK ((((state = 'open'::text) = (answered_by IS NULL)) AND ((answered_by IS NULL) = (answered_at IS NULL)))),
  constraint protocol_step_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'not_needed'::text])))
);
comment on table protocol_step is 'What a protocol asks, as its checklist was that day, and how far each step is.';
alter table protocol_step enable row level security;
alter table protocol_step force row level security;
create policy guard_answers on protocol_step as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on protocol_step as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on protocol_step as permissive for select to amparo_guard
  using (true);
create policy guard_writes on protocol_step as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on protocol_step as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_house on protocol_step as restrictive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy walled_changing on protocol_step as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on protocol_step as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on protocol_step as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
CREATE TRIGGER step_of_an_open_protocol BEFORE INSERT OR UPDATE ON public.protocol_step FOR EACH ROW EXECUTE FUNCTION guard.keep_protocol_step();
grant delete, insert, select on protocol_step to amparo_guard;
grant select on protocol_step to amparo_app;
grant update (answered_at, answered_by, due_at, state) on protocol_step to amparo_guard;

create table protocol_told (
  organisation_id uuid not null,
  case_id uuid not null,
  protocol_id uuid not null,
  staff_id uuid not null,
  told_as text not null,
  section text not null,
  from_at timestamp with time zone not null,
  telephone text not null default ''::text,
  constraint protocol_told_pkey PRIMARY KEY (organisation_id, case_id, protocol_id, staff_id, told_as),
  constraint protocol_told_organisation_id_case_id_protocol_id_fkey FOREIGN KEY (organisation_id, case_id, protocol_id) REFERENCES protocol(organisation_id, case_id, protocol_id),
  constraint protocol_told_told_as_check CHECK ((told_as = ANY (ARRAY['reference_worker'::text, 'cover'::text, 'psychologist'::text, 'coordinator'::text, 'duty'::text, 'deputy'::text, 'director'::text, 'handed'::text])))
);
comment on table protocol_told is 'On whose page of the day a protocol stands, as what, and from when: deputy and director only once nobody looked in time.';
CREATE INDEX protocol_told_of_staff ON public.protocol_told USING btree (staff_id, protocol_id);
alter table protocol_told enable row level security;
alter table protocol_told force row level security;
create policy guard_erases on protocol_told as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on protocol_told as permissive for select to amparo_guard
  using (true);
create policy guard_tells on protocol_told as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy guard_writes on protocol_told as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on protocol_told as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_house on protocol_told as restrictive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy walled_changing on protocol_told as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on protocol_told as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on protocol_told as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on protocol_told to amparo_guard;
grant select on protocol_told to amparo_app;
grant update (from_at, telephone) on protocol_told to amparo_guard;

create table receipt_salt (
  only_one boolean not null default true,
  salt bytea not null default uuid_send(gen_random_uuid()),
  constraint receipt_salt_pkey PRIMARY KEY (only_one),
  constraint receipt_salt_only_one_check CHECK (only_one)
);
comment on table receipt_salt is 'The salt of the slow hash over receipts. It never changes: every receipt out there depends on it.';
alter table receipt_salt enable row level security;
alter table receipt_salt force row level security;
create policy guard_reads on receipt_salt as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on receipt_salt as permissive for all to amparo_owner
  using (true)
  with check (true);
grant select on receipt_salt to amparo_guard;

create table recovery_code (
  organisation_id uuid not null,
  staff_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (organisation_id, staff_id, code_hash),
  constraint recovery_code_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);
comment on table recovery_code is 'Codes kept on paper for the day the telephone is lost; only hashes, each good once.';
alter table recovery_code enable row level security;
alter table recovery_code force row level security;
create policy guard_all on recovery_code as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on recovery_code as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select, update on recovery_code to amparo_guard;

create table reference_question (
  organisation_id uuid not null,
  staff_id uuid not null,
  asked_at timestamp with time zone not null default guard.clock()
);
comment on table reference_question is 'How often someone looked for a file by its reference: ten times an hour, then no more, so that nobody guesses their way.';
CREATE INDEX reference_question_of_staff ON public.reference_question USING btree (organisation_id, staff_id, asked_at);
alter table reference_question enable row level security;
alter table reference_question force row level security;
create policy guard_all on reference_question as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on reference_question as permissive for all to amparo_owner
  using (true)
  with check (true);
grant insert, select on reference_question to amparo_guard;

create table referral (
  organisation_id uuid not null,
  case_id uuid not null,
  referral_id uuid not null,
  to_organisation_id uuid not null,
  service_id uuid,
  need text not null,
  status text not null default 'sent'::text,
  decline_reason text,
  consent_id uuid,
  sent_by uuid not null,
  sent_at timestamp with time zone not null default guard.clock(),
  answer_due_on date not null,
  answered_at timestamp with time zone,
  answered_by uuid,
  outcome text,
  outcome_on date,
  intake_version integer not null,
  sealed_summary bytea not null,
  sealed bytea not null,
  sealed_answer bytea,
  version integer not null default 1,
  exception_id uuid,
  kind text not null default 'referral'::text,
  urgency text,
  sections text[],
  until_on date,
  look_due_at timestamp with time zone,
  answer_due_at timestamp with time zone,
  escalate_at timestamp with time zone,
  looked_at timestamp with time zone,
  looked_by uuid,
  expected_on date,
  asked_again_at timestamp with time zone,
  transfer_asked_at timestamp with time zone,
  follows_id uuid,
  goal_id uuid,
  action_id uuid,
  undone_at timestamp with time zone,
  constraint referral_pkey PRIMARY KEY (organisation_id, case_id, referral_id),
  constraint referral_referral_id_key UNIQUE (referral_id),
  constraint referral_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent(consent_id),
  constraint referral_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES lawful_exception(exception_id),
  constraint referral_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint referral_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES organisation(organisation_id),
  constraint a_no_says_why CHECK (((status <> 'declined'::text) OR (decline_reason IS NOT NULL))),
  constraint a_transfer_is_agreed CHECK (((kind = 'referral'::text) OR (consent_id IS NOT NULL))),
  constraint a_wait_says_until_when CHECK (((status <> 'waiting'::text) OR (expected_on IS NOT NULL))),
  constraint an_end_says_how CHECK (((status <> 'ended'::text) OR (outcome IS NOT NULL))),
  constraint referral_kind_check CHECK ((kind = ANY (ARRAY['referral'::text, 'transfer'::text]))),
  constraint referral_status_check CHECK ((status = ANY (ARRAY['sent'::text, 'waiting'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'ended'::text]))),
  constraint referral_urgency_check CHECK ((urgency = ANY (ARRAY['today'::text, 'this_week'::text, 'this_month'::text, 'can_wait'::text]))),
  constraint stands_on_one_thing CHECK (((consent_id IS NULL) <> (exception_id IS NULL)))
);
comment on table referral is 'A referral: the minimal summary is sealed to the recipient''s intake key, everything else to the file; the consented slice opens on acceptance.';
comment on column referral.sections is 'What the sender chose of the consent; empty: all of it. Acceptance opens no more than the consent still holds.';
comment on column referral.looked_at is 'When the partner was first shown the summary. Until then, and for five minutes, the sender can undo it unseen.';
comment on column referral.undone_at is 'Undone before anyone at the partner saw it: to the partner there never was such a referral.';
CREATE UNIQUE INDEX one_accompanies ON public.referral USING btree (organisation_id, case_id) WHERE ((kind = 'transfer'::text) AND (status = 'accepted'::text));
CREATE INDEX referral_answered ON public.referral USING btree (organisation_id, answered_at DESC) WHERE ((service_id IS NOT NULL) AND (answered_at IS NOT NULL));
CREATE INDEX referral_follows ON public.referral USING btree (organisation_id, case_id, follows_id) WHERE (follows_id IS NOT NULL);
CREATE INDEX referral_for_service ON public.referral USING btree (organisation_id, service_id, status) WHERE (service_id IS NOT NULL);
CREATE INDEX referral_late ON public.referral USING btree (organisation_id, escalate_at) WHERE (status = ANY (ARRAY['sent'::text, 'waiting'::text]));
CREATE INDEX referral_queue ON public.referral USING btree (to_organisation_id, status, sent_at DESC);
CREATE INDEX referral_waiting ON public.referral USING btree (organisation_id, status, answer_due_on);
alter table referral enable row level security;
alter table referral force row level security;
create policy guard_all on referral as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on referral as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on referral as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_recipient on referral as permissive for select to amparo_app
  using (((to_organisation_id = ( SELECT guard.organisation() AS organisation)) AND (undone_at IS NULL) AND guard.may('referrals.answer'::text)));
create policy seen_by_sender on referral as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND
CASE
    WHEN (case_id = ( SELECT guard.current_case() AS current_case)) THEN (cardinality(( SELECT guard.current_sections() AS current_sections)) > 0)
    ELSE (EXISTS ( SELECT
       FROM case_file f
      WHERE ((f.organisation_id = referral.organisation_id) AND (f.case_id = referral.case_id))))
END));
create policy sent on referral as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (sent_by = ( SELECT guard.staff() AS staff)) AND (status = 'sent'::text) AND (looked_at IS NULL) AND (undone_at IS NULL) AND (asked_again_at IS NULL) AND (transfer_asked_at IS NULL) AND (expected_on IS NULL) AND (answered_at IS NULL) AND (outcome IS NULL) AND (sealed_answer IS NULL) AND guard.reaches(case_id, 'referrals.send'::text) AND guard.hold_referral_basis(consent_id, exception_id, case_id, to_organisation_id)));
CREATE TRIGGER a_no_is_a_barrier AFTER UPDATE OF status ON public.referral FOR EACH ROW WHEN (((new.status = 'declined'::text) AND (old.status <> 'declined'::text))) EXECUTE FUNCTION guard.keep_barrier_of_no();
CREATE CONSTRAINT TRIGGER transfer_is_whole AFTER UPDATE OF status ON public.referral DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.kind = 'transfer'::text) AND (new.status = 'accepted'::text) AND (old.status <> 'accepted'::text))) EXECUTE FUNCTION guard.transfer_is_whole();
grant delete, select on referral to amparo_guard;
grant insert, select on referral to amparo_app;
grant update (answer_due_at, answered_at, answered_by, asked_again_at, decline_reason, escalate_at, expected_on, look_due_at, looked_at, looked_by, outcome, outcome_on, sealed_answer, status, transfer_asked_at, undone_at, version) on referral to amparo_guard;

create table referral_external (
  organisation_id uuid not null,
  case_id uuid not null,
  external_id uuid not null,
  link_id uuid not null,
  service_id uuid not null,
  need text not null,
  consent_id uuid,
  status text not null default 'sent'::text,
  decline_reason text,
  outcome text,
  outcome_on date,
  sent_by uuid not null,
  sent_at timestamp with time zone not null default guard.clock(),
  answer_due_on date not null,
  answered_at timestamp with time zone,
  asked_at timestamp with time zone,
  sealed bytea not null,
  sealed_slice bytea not null,
  sealed_reply bytea,
  sealed_reply_here bytea,
  sealed_question bytea,
  sealed_answer bytea,
  version integer not null default 1,
  exception_id uuid,
  constraint referral_external_pkey PRIMARY KEY (organisation_id, case_id, external_id),
  constraint referral_external_external_id_key UNIQUE (external_id),
  constraint referral_external_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent(consent_id),
  constraint referral_external_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES lawful_exception(exception_id),
  constraint referral_external_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint referral_external_organisation_id_link_id_fkey FOREIGN KEY (organisation_id, link_id) REFERENCES single_use_link(organisation_id, link_id),
  constraint a_no_says_why CHECK (((status <> 'declined'::text) OR (decline_reason IS NOT NULL))),
  constraint an_end_says_how CHECK (((status <> 'ended'::text) OR (outcome IS NOT NULL))),
  constraint referral_external_status_check CHECK ((status = ANY (ARRAY['sent'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'ended'::text]))),
  constraint stands_on_one_thing CHECK (((consent_id IS NULL) <> (exception_id IS NULL)))
);
comment on table referral_external is 'A referral to a service outside, answered through a link: what the file keeps is sealed to the file, what the link opens to link and code, what came back to the house.';
CREATE INDEX referral_external_answered ON public.referral_external USING btree (organisation_id, answered_at DESC) WHERE (answered_at IS NOT NULL);
CREATE INDEX referral_external_of_link ON public.referral_external USING btree (organisation_id, link_id);
CREATE INDEX referral_external_on_consent ON public.referral_external USING btree (consent_id);
CREATE INDEX referral_external_on_exception ON public.referral_external USING btree (exception_id) WHERE (exception_id IS NOT NULL);
CREATE INDEX referral_external_waiting ON public.referral_external USING btree (organisation_id, status, answer_due_on);
alter table referral_external enable row level security;
alter table referral_external force row level security;
create policy by_who_sends on referral_external as restrictive for update to amparo_app
  using (guard.reaches(case_id, 'referrals.send'::text));
create policy guard_changes on referral_external as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on referral_external as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on referral_external as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on referral_external as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy on_a_live_consent on referral_external as restrictive for insert to amparo_app
  with check (((sent_by = ( SELECT guard.staff() AS staff)) AND (status = 'sent'::text) AND guard.reaches(case_id, 'referrals.send'::text) AND guard.hold_outside_basis(consent_id, exception_id, case_id, service_id)));
create policy walled_changing on referral_external as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on referral_external as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on referral_external as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
CREATE TRIGGER a_no_from_outside_is_a_barrier AFTER UPDATE OF status ON public.referral_external FOR EACH ROW WHEN (((new.status = 'declined'::text) AND (old.status <> 'declined'::text))) EXECUTE FUNCTION guard.keep_barrier_of_no();
grant delete, select on referral_external to amparo_guard;
grant insert, select on referral_external to amparo_app;
grant update (answered_at, asked_at, decline_reason, outcome, outcome_on, sealed_answer, sealed_question, sealed_slice, status, version) on referral_external to amparo_guard;
grant update (sealed_reply, sealed_reply_here, sealed_slice, version) on referral_external to amparo_app;

create table referral_message (
  organisation_id uuid not null,
  case_id uuid not null,
  referral_id uuid not null,
  message_id uuid not null,
  from_organisation_id uuid not null,
  sent_by uuid not null,
  sent_at timestamp with time zone not null default guard.clock(),
  read_at timestamp with time zone,
  read_by uuid,
  sealed_ours bytea not null,
  sealed_theirs bytea not null,
  constraint referral_message_pkey PRIMARY KEY (organisation_id, case_id, referral_id, message_id),
  constraint referral_message_message_id_key UNIQUE (message_id),
  constraint referral_message_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint referral_message_organisation_id_case_id_referral_id_fkey FOREIGN KEY (organisation_id, case_id, referral_id) REFERENCES referral(organisation_id, case_id, referral_id)
);
comment on table referral_message is 'What two organisations write to each other inside a referral: sealed once to each. The partner reads it while what the referral stands on holds, and no longer.';
alter table referral_message enable row level security;
alter table referral_message force row level security;
create policy guard_all on referral_message as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on referral_message as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_recipient on referral_message as permissive for select to amparo_app
  using ((EXISTS ( SELECT
   FROM referral r
  WHERE ((r.referral_id = referral_message.referral_id) AND (r.to_organisation_id = ( SELECT guard.organisation() AS organisation)) AND (r.status = ANY (ARRAY['sent'::text, 'waiting'::text, 'accepted'::text])) AND guard.referral_stands(r.consent_id, r.exception_id)))));
create policy seen_by_sender on referral_message as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (EXISTS ( SELECT
   FROM referral r
  WHERE ((r.organisation_id = referral_message.organisation_id) AND (r.case_id = referral_message.case_id) AND (r.referral_id = referral_message.referral_id))))));
grant delete, insert, select on referral_message to amparo_guard;
grant select on referral_message to amparo_app;
grant update (read_at, read_by) on referral_message to amparo_guard;

create table referral_step (
  organisation_id uuid not null,
  case_id uuid not null,
  referral_id uuid not null,
  step text not null,
  done_at timestamp with time zone not null default guard.clock(),
  by_organisation_id uuid not null,
  by_staff_id uuid not null,
  constraint referral_step_pkey PRIMARY KEY (organisation_id, case_id, referral_id, step),
  constraint referral_step_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint referral_step_organisation_id_case_id_referral_id_fkey FOREIGN KEY (organisation_id, case_id, referral_id) REFERENCES referral(organisation_id, case_id, referral_id)
);
comment on table referral_step is 'What is done of a warm hand-over, ticked by either side: codes of data/referrals/handover.json and nothing of her.';
alter table referral_step enable row level security;
alter table referral_step force row level security;
create policy guard_all on referral_step as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on referral_step as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_recipient on referral_step as permissive for select to amparo_app
  using ((EXISTS ( SELECT
   FROM referral r
  WHERE ((r.referral_id = referral_step.referral_id) AND (r.to_organisation_id = ( SELECT guard.organisation() AS organisation)) AND (r.status = ANY (ARRAY['sent'::text, 'waiting'::text, 'accepted'::text])) AND guard.referral_stands(r.consent_id, r.exception_id)))));
create policy seen_by_sender on referral_step as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (EXISTS ( SELECT
   FROM referral r
  WHERE ((r.organisation_id = referral_step.organisation_id) AND (r.case_id = referral_step.case_id) AND (r.referral_id = referral_step.referral_id))))));
grant delete, insert, select on referral_step to amparo_guard;
grant select on referral_step to amparo_app;

create table related_person (
  organisation_id uuid not null,
  case_id uuid not null,
  related_id uuid not null,
  section text not null,
  emergency boolean not null default false,
  added_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  version integer not null default 1,
  constraint related_person_pkey PRIMARY KEY (organisation_id, case_id, related_id),
  constraint related_person_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint related_person_check CHECK (((NOT emergency) OR (section <> 'safety'::text))),
  constraint related_person_section_check CHECK ((section = ANY (ARRAY['identity'::text, 'home'::text, 'safety'::text])))
);
comment on table related_person is 'The people around: family (section identity), household and dependants (home), and those who are not accompanied and stand apart (safety): suspects, employers, landlords. Everything said about them is sealed.';
CREATE UNIQUE INDEX related_person_emergency ON public.related_person USING btree (organisation_id, case_id) WHERE emergency;
alter table related_person enable row level security;
alter table related_person force row level security;
create policy guard_brings on related_person as permissive for insert to amparo_guard
  with check (true);
create policy guard_erases on related_person as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on related_person as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on related_person as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on related_person as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
create policy walled_reading on related_person as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy walled_writing on related_person as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, section)
END);
grant delete, insert, select on related_person to amparo_guard;
grant insert, select, update on related_person to amparo_app;

create table report (
  organisation_id uuid not null,
  report_id uuid not null,
  lookup_id bytea not null,
  reporter_public_key bytea not null,
  intake_version integer not null,
  language text not null,
  received_on date not null,
  kept boolean not null default false,
  status text not null default 'new'::text,
  urgency text,
  closed_because text,
  case_id uuid,
  sealed_body bytea not null,
  version integer not null default 1,
  expires_on date not null,
  read_place integer not null default 0,
  suggested text,
  acknowledged_on date,
  answered_on date,
  due_on date,
  merged_into uuid,
  typed_by uuid,
  pile text not null generated always as (
CASE
    WHEN (status = ANY (ARRAY['new'::text, 'in_triage'::text])) THEN 'open'::text
    ELSE status
END) stored,
  rank smallint not null generated always as (
CASE COALESCE(urgency, suggested, 'soon'::text)
    WHEN 'now'::text THEN 0
    WHEN 'soon'::text THEN 1
    ELSE 2
END) stored,
  clock_on date not null generated always as (COALESCE(due_on, received_on)) stored,
  constraint report_pkey PRIMARY KEY (organisation_id, report_id),
  constraint report_lookup_id_key UNIQUE (lookup_id),
  constraint report_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint report_organisation_id_merged_into_fkey FOREIGN KEY (organisation_id, merged_into) REFERENCES report(organisation_id, report_id) ON DELETE SET NULL (merged_into),
  constraint report_check CHECK ((merged_into <> report_id)),
  constraint report_status_check CHECK ((status = ANY (ARRAY['new'::text, 'in_triage'::text, 'file_opened'::text, 'answered'::text, 'closed'::text]))),
  constraint report_suggested_check CHECK ((suggested = ANY (ARRAY['now'::text, 'soon'::text, 'routine'::text]))),
  constraint report_urgency_check CHECK ((urgency = ANY (ARRAY['now'::text, 'soon'::text, 'routine'::text])))
);
comment on table report is 'A possible case as reported. The text is sealed to the organisation''s intake key; times are days; no address is kept.';
comment on column report.expires_on is 'The day the receipt opens nothing any more. Every movement and every renewal puts it off; a report without a file is erased then.';
comment on column report.read_place is 'Up to which message the desk has read: whether by one colleague or another is in the journal.';
comment on column report.suggested is 'How urgent the answers alone look, by data/triage/urgency.json: one of three codes, written by the door before it seals the words.';
comment on column report.due_on is 'The day by which the next thing is due: to acknowledge, to answer, to close. Nothing where a decision closed it.';
comment on column report.merged_into is 'The report this one tells the same as. Each keeps its own receipt and its own conversation.';
comment on column report.typed_by is 'The colleague who typed what somebody told on the telephone or in person.';
CREATE INDEX report_by_fingerprint ON public.report USING btree (organisation_id, sha256(sealed_body));
CREATE INDEX report_by_status ON public.report USING btree (organisation_id, status, received_on DESC, report_id);
CREATE INDEX report_due ON public.report USING btree (organisation_id, due_on, report_id) WHERE (due_on IS NOT NULL);
CREATE INDEX report_ending ON public.report USING btree (organisation_id, expires_on, report_id);
CREATE INDEX report_latest ON public.report USING btree (organisation_id, received_on DESC, report_id);
CREATE INDEX report_merged ON public.report USING btree (organisation_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX report_not_weighed ON public.report USING btree (organisation_id) WHERE (suggested IS NULL);
CREATE INDEX report_queue ON public.report USING btree (organisation_id, pile, rank, clock_on, report_id);
alter table report enable row level security;
alter table report force row level security;
create policy guard_all on report as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on report as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on report as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy triaged on report as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('reports.read'::text) AS may)));
create policy typed on report as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text) AND (typed_by = ( SELECT guard.staff() AS staff)) AND (status = 'new'::text) AND (case_id IS NULL) AND (merged_into IS NULL)));
create policy worked on report as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('reports.triage'::text) AS may)));
CREATE TRIGGER begins BEFORE INSERT ON public.report FOR EACH ROW EXECUTE FUNCTION guard.report_begins();
CREATE TRIGGER goes BEFORE DELETE ON public.report FOR EACH ROW EXECUTE FUNCTION guard.report_goes();
grant delete, insert, select on report to amparo_guard;
grant select on report to amparo_app;
grant insert (acknowledged_on, due_on, intake_version, kept, language, lookup_id, organisation_id, received_on, report_id, reporter_public_key, sealed_body, suggested, typed_by) on report to amparo_app;
grant update (acknowledged_on, answered_on, case_id, closed_because, due_on, kept, merged_into, read_place, status, suggested, urgency, version) on report to amparo_app;
grant update (due_on, expires_on, kept, suggested) on report to amparo_guard;

create table report_decision (
  organisation_id uuid not null,
  report_id uuid not null,
  decision_id uuid not null,
  place integer not null,
  kind text not null,
  decided_by uuid not null,
  decided_on date not null,
  case_id uuid,
  other_report_id uuid,
  pass_id uuid,
  sealed bytea,
  constraint report_decision_pkey PRIMARY KEY (organisation_id, report_id, decision_id),
  constraint report_decision_organisation_id_report_id_place_key UNIQUE (organisation_id, report_id, place),
  constraint report_decision_organisation_id_report_id_fkey FOREIGN KEY (organisation_id, report_id) REFERENCES report(organisation_id, report_id) ON DELETE CASCADE,
  constraint report_decision_kind_check CHECK ((kind = ANY (ARRAY['file_opened'::text, 'linked'::text, 'passed_on'::text, 'labour_route'::text, 'advised'::text, 'no_indication'::text, 'spam'::text, 'merged'::text, 'reopened'::text])))
);
comment on table report_decision is 'Every decision on a report, in order and for good: a decision is taken back by another one. The reason is sealed to the organisation''s intake key.';
alter table report_decision enable row level security;
alter table report_decision force row level security;
create policy decided on report_decision as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text) AND (decided_by = ( SELECT guard.staff() AS staff)) AND ((kind <> 'linked'::text) OR guard.sees(case_id))));
create policy guard_erases on report_decision as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on report_decision as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on report_decision as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy triaged on report_decision as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('reports.read'::text) AS may)));
grant delete, select on report_decision to amparo_guard;
grant insert, select on report_decision to amparo_app;

create table report_ended (
  organisation_id uuid not null,
  fingerprint bytea not null,
  received_on date not null,
  ended_on date not null,
  constraint report_ended_pkey PRIMARY KEY (organisation_id, fingerprint),
  constraint report_ended_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table report_ended is 'Reports erased at the end of their life: the day they came, the day they went and the SHA-256 of what was sealed. Nothing of what they said.';
alter table report_ended enable row level security;
alter table report_ended force row level security;
create policy guard_all on report_ended as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on report_ended as permissive for all to amparo_owner
  using (true)
  with check (true);
grant insert, select on report_ended to amparo_guard;

create table report_file (
  organisation_id uuid not null,
  report_id uuid not null,
  file_id uuid not null,
  direction text not null,
  arrived_on date not null,
  size_class text not null,
  intake_version integer,
  author_id uuid,
  sealed_meta bytea not null,
  constraint report_file_pkey PRIMARY KEY (organisation_id, report_id, file_id),
  constraint report_file_organisation_id_report_id_fkey FOREIGN KEY (organisation_id, report_id) REFERENCES report(organisation_id, report_id),
  constraint report_file_check CHECK ((((direction = 'to_desk'::text) = (intake_version IS NOT NULL)) AND ((direction = 'to_reporter'::text) = (author_id IS NOT NULL)))),
  constraint report_file_direction_check CHECK ((direction = ANY (ARRAY['to_desk'::text, 'to_reporter'::text]))),
  constraint report_file_sealed_meta_check CHECK ((octet_length(sealed_meta) < 4096)),
  constraint report_file_size_class_check CHECK ((size_class = ANY (ARRAY['small'::text, 'medium'::text, 'large'::text])))
);
comment on table report_file is 'A file that came with a report or was sent to its reporter. What it is, its size and its hash lie sealed; clear are its day and a coarse size.';
alter table report_file enable row level security;
alter table report_file force row level security;
create policy guard_all on report_file as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy sent on report_file as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text) AND (direction = 'to_reporter'::text) AND (author_id = ( SELECT guard.staff() AS staff))));
create policy triaged on report_file as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.read'::text)));
grant delete, insert, select on report_file to amparo_guard;
grant insert, select on report_file to amparo_app;

create table report_file_part (
  organisation_id uuid not null,
  report_id uuid not null,
  file_id uuid not null,
  copy text not null,
  part integer not null,
  sealed bytea not null,
  constraint report_file_part_pkey PRIMARY KEY (organisation_id, report_id, file_id, copy, part),
  constraint report_file_part_organisation_id_report_id_file_id_fkey FOREIGN KEY (organisation_id, report_id, file_id) REFERENCES report_file(organisation_id, report_id, file_id) ON DELETE CASCADE,
  constraint report_file_part_organisation_id_report_id_fkey FOREIGN KEY (organisation_id, report_id) REFERENCES report(organisation_id, report_id),
  constraint report_file_part_copy_check CHECK ((copy = ANY (ARRAY['shared'::text, 'original'::text]))),
  constraint report_file_part_part_check CHECK (((part >= 0) AND (part <= 39))),
  constraint report_file_part_sealed_check CHECK ((octet_length(sealed) < 1048576))
);
comment on table report_file_part is 'A file in sealed parts: the copy colleagues may see or hear, and the original as it came.';
alter table report_file_part enable row level security;
alter table report_file_part force row level security;
create policy guard_all on report_file_part as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy sent on report_file_part as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text) AND (copy = 'shared'::text) AND (EXISTS ( SELECT
   FROM report_file f
  WHERE ((f.organisation_id = report_file_part.organisation_id) AND (f.report_id = report_file_part.report_id) AND (f.file_id = report_file_part.file_id) AND (f.direction = 'to_reporter'::text) AND (f.author_id = ( SELECT guard.staff() AS staff)))))));
create policy triaged on report_file_part as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.read'::text) AND (EXISTS ( SELECT
   FROM report_file f
  WHERE ((f.organisation_id = report_file_part.organisation_id) AND (f.report_id = report_file_part.report_id) AND (f.file_id = report_file_part.file_id) AND (f.direction = 'to_desk'::text))))));
grant delete, insert, select on report_file_part to amparo_guard;
grant insert, select on report_file_part to amparo_app;

create table report_lifetime (
  only_one boolean not null default true,
  months integer not null,
  renew_days integer not null,
  notice_days integer not null,
  constraint report_lifetime_pkey PRIMARY KEY (only_one),
  constraint report_lifetime_months_check CHECK (((months >= 1) AND (months <= 60))),
  constraint report_lifetime_notice_days_check CHECK (((notice_days >= 1) AND (notice_days <= 365))),
  constraint report_lifetime_only_one_check CHECK (only_one),
  constraint report_lifetime_renew_days_check CHECK (((renew_days >= 1) AND (renew_days <= 365)))
);
comment on table report_lifetime is 'How long a receipt lives after the last movement, as data/triage/lifetimes.json says; written at every start.';
alter table report_lifetime enable row level security;
alter table report_lifetime force row level security;
create policy all_read on report_lifetime as permissive for select to amparo_app, amparo_guard
  using (true);
create policy kept_by_owner on report_lifetime as permissive for all to amparo_owner
  using (true)
  with check (true);
grant select on report_lifetime to amparo_app;
grant select on report_lifetime to amparo_guard;

create table report_message (
  organisation_id uuid not null,
  report_id uuid not null,
  message_id uuid not null,
  direction text not null,
  written_on date not null,
  place integer not null,
  author_id uuid,
  sealed bytea not null,
  fetched_on date,
  constraint report_message_pkey PRIMARY KEY (organisation_id, report_id, message_id),
  constraint report_message_organisation_id_report_id_place_key UNIQUE (organisation_id, report_id, place),
  constraint report_message_organisation_id_report_id_fkey FOREIGN KEY (organisation_id, report_id) REFERENCES report(organisation_id, report_id),
  constraint report_message_direction_check CHECK ((direction = ANY (ARRAY['to_desk'::text, 'to_reporter'::text])))
);
comment on table report_message is 'What the reporter added and what the desk answered, each sealed to the one who reads it.';
comment on column report_message.fetched_on is 'The day an answer was first opened with the receipt.';
alter table report_message enable row level security;
alter table report_message force row level security;
create policy answered on report_message as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text) AND (direction = 'to_reporter'::text) AND (author_id = ( SELECT guard.staff() AS staff))));
create policy guard_all on report_message as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on report_message as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on report_message as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy triaged on report_message as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('reports.read'::text) AS may)));
CREATE TRIGGER moves AFTER INSERT ON public.report_message FOR EACH ROW EXECUTE FUNCTION guard.report_moves();
grant delete, insert, select on report_message to amparo_guard;
grant insert, select on report_message to amparo_app;
grant update (fetched_on) on report_message to amparo_guard;

create table report_pass (
  organisation_id uuid not null,
  report_id uuid not null,
  pass_id uuid not null,
  to_organisation_id uuid,
  outside text,
  legal_basis text not null,
  wish text not null,
  shared text[] not null,
  passed_by uuid not null,
  passed_on date not null,
  ended_on date,
  intake_version integer,
  sealed bytea,
  record_version integer not null,
  sealed_record bytea not null,
  taken text,
  taken_by uuid,
  taken_on date,
  version integer not null default 1,
  constraint report_pass_pkey PRIMARY KEY (organisation_id, report_id, pass_id),
  constraint report_pass_pass_id_key UNIQUE (pass_id),
  constraint report_pass_organisation_id_report_id_fkey FOREIGN KEY (organisation_id, report_id) REFERENCES report(organisation_id, report_id) ON DELETE CASCADE,
  constraint report_pass_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES organisation(organisation_id),
  constraint report_pass_check CHECK (((to_organisation_id IS NULL) <> (outside IS NULL))),
  constraint report_pass_check1 CHECK ((((to_organisation_id IS NULL) = (sealed IS NULL)) AND ((sealed IS NULL) = (intake_version IS NULL)))),
  constraint report_pass_outside_check CHECK ((outside = ANY (ARRAY['emergency'::text, 'police'::text, 'child_protection'::text, 'labour_inspectorate'::text, 'specialised_organisation'::text, 'health'::text, 'other'::text]))),
  constraint report_pass_taken_check CHECK ((taken = ANY (ARRAY['taken'::text, 'not_ours'::text]))),
  constraint report_pass_wish_check CHECK ((wish = ANY (ARRAY['agreed'::text, 'not_asked'::text, 'did_not_want'::text])))
);
comment on table report_pass is 'A report passed on: which parts, to whom, on which legal basis and with which wish of the reporter. What a partner reads is sealed to the partner; the record of it to the house that passed it.';
CREATE INDEX report_pass_queue ON public.report_pass USING btree (to_organisation_id, passed_on DESC, pass_id) WHERE (to_organisation_id IS NOT NULL);
alter table report_pass enable row level security;
alter table report_pass force row level security;
create policy ending on report_pass as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('reports.triage'::text) AS may)))
  with check ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy guard_all on report_pass as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on report_pass as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy passed on report_pass as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('reports.read'::text) AS may)));
create policy passing on report_pass as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text) AND (passed_by = ( SELECT guard.staff() AS staff)) AND (to_organisation_id IS DISTINCT FROM organisation_id) AND (ended_on IS NULL) AND (taken IS NULL) AND (taken_by IS NULL) AND (taken_on IS NULL)));
create policy received on report_pass as permissive for select to amparo_app
  using (((to_organisation_id = ( SELECT guard.organisation() AS organisation)) AND (ended_on IS NULL) AND ( SELECT guard.may('reports.take'::text) AS may)));
grant delete, select on report_pass to amparo_guard;
grant insert, select on report_pass to amparo_app;
grant update (ended_on, version) on report_pass to amparo_app;
grant update (taken, taken_by, taken_on, version) on report_pass to amparo_guard;

create table report_tie (
  organisation_id uuid not null,
  report_id uuid not null,
  other_id uuid not null,
  says text not null,
  decided_by uuid not null,
  decided_on date not null,
  version integer not null default 1,
  constraint report_tie_pkey PRIMARY KEY (organisation_id, report_id, other_id),
  constraint report_tie_organisation_id_other_id_fkey FOREIGN KEY (organisation_id, other_id) REFERENCES report(organisation_id, report_id) ON DELETE CASCADE,
  constraint report_tie_organisation_id_report_id_fkey FOREIGN KEY (organisation_id, report_id) REFERENCES report(organisation_id, report_id) ON DELETE CASCADE,
  constraint report_tie_check CHECK ((report_id < other_id)),
  constraint report_tie_says_check CHECK ((says = ANY (ARRAY['linked'::text, 'not_same'::text, 'undecided'::text])))
);
comment on table report_tie is 'Two reports somebody looked at side by side: they belong together, or they do not. No words.';
CREATE INDEX report_tie_other ON public.report_tie USING btree (organisation_id, other_id);
alter table report_tie enable row level security;
alter table report_tie force row level security;
create policy guard_erases on report_tie as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on report_tie as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on report_tie as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy tied on report_tie as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text) AND (decided_by = ( SELECT guard.staff() AS staff))));
create policy tied_again on report_tie as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('reports.triage'::text) AS may)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (decided_by = ( SELECT guard.staff() AS staff))));
create policy triaged on report_tie as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('reports.read'::text) AS may)));
grant delete, select on report_tie to amparo_guard;
grant insert, select on report_tie to amparo_app;
grant update (decided_by, decided_on, says, version) on report_tie to amparo_app;

create table rest_said (
  organisation_id uuid not null,
  staff_id uuid not null,
  until_on date not null,
  version integer not null default 1,
  constraint rest_said_pkey PRIMARY KEY (organisation_id, staff_id),
  constraint rest_said_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);
comment on table rest_said is 'A colleague says that rest is needed, until a day. Why is not asked.';
alter table rest_said enable row level security;
alter table rest_said force row level security;
create policy changed_by_oneself on rest_said as permissive for update to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)))
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
create policy guard_all on rest_said as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on rest_said as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy ones_own on rest_said as permissive for select to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)));
create policy taken_away_by_oneself on rest_said as permissive for delete to amparo_app
  using ((staff_id = ( SELECT guard.staff() AS staff)));
create policy written_by_oneself on rest_said as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (staff_id = ( SELECT guard.staff() AS staff))));
grant delete, insert, select on rest_said to amparo_app;
grant delete, select on rest_said to amparo_guard;
grant update (until_on, version) on rest_said to amparo_app;

create table risk (
  organisation_id uuid not null,
  case_id uuid not null,
  risk_id uuid not null,
  written_by uuid not null default guard.staff(),
  written_at timestamp with time zone not null default guard.clock(),
  ended_at timestamp with time zone,
  sealed bytea not null,
  version integer not null default 1,
  constraint risk_pkey PRIMARY KEY (organisation_id, case_id, risk_id),
  constraint risk_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table risk is 'Something that may happen to the person, named; how likely and how bad stands in its scores.';
alter table risk enable row level security;
alter table risk force row level security;
create policy guard_erases on risk as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on risk as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on risk as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on risk as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on risk as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on risk as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on risk to amparo_guard;
grant insert, select on risk to amparo_app;
grant update (ended_at, sealed, version) on risk to amparo_app;

create table risk_look (
  organisation_id uuid not null,
  case_id uuid not null,
  look_id uuid not null,
  looked_by uuid not null default guard.staff(),
  looked_at timestamp with time zone not null default guard.clock(),
  review_on date not null,
  causes text[] not null,
  sealed bytea not null,
  constraint risk_look_pkey PRIMARY KEY (organisation_id, case_id, look_id),
  constraint risk_look_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table risk_look is 'Each time somebody looked at the risk: why, and when it is looked at again. None is ever changed.';
CREATE INDEX risk_look_latest ON public.risk_look USING btree (organisation_id, case_id, looked_at DESC);
alter table risk_look enable row level security;
alter table risk_look force row level security;
create policy guard_erases on risk_look as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on risk_look as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on risk_look as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on risk_look as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on risk_look as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on risk_look as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on risk_look to amparo_guard;
grant insert, select on risk_look to amparo_app;

create table risk_score (
  organisation_id uuid not null,
  case_id uuid not null,
  score_id uuid not null,
  risk_id uuid not null,
  look_id uuid not null,
  sealed bytea not null,
  constraint risk_score_pkey PRIMARY KEY (organisation_id, case_id, score_id),
  constraint risk_score_organisation_id_case_id_look_id_risk_id_key UNIQUE (organisation_id, case_id, look_id, risk_id),
  constraint risk_score_organisation_id_case_id_look_id_fkey FOREIGN KEY (organisation_id, case_id, look_id) REFERENCES risk_look(organisation_id, case_id, look_id),
  constraint risk_score_organisation_id_case_id_risk_id_fkey FOREIGN KEY (organisation_id, case_id, risk_id) REFERENCES risk(organisation_id, case_id, risk_id)
);
comment on table risk_score is 'How likely and how bad a risk was held to be on a look, with the reasons and the measures. None is ever changed.';
alter table risk_score enable row level security;
alter table risk_score force row level security;
create policy guard_erases on risk_score as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on risk_score as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on risk_score as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on risk_score as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on risk_score as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on risk_score as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on risk_score to amparo_guard;
grant insert, select on risk_score to amparo_app;

create table risk_trigger (
  organisation_id uuid not null,
  case_id uuid not null,
  trigger_id uuid not null,
  trigger text not null,
  on_day date not null,
  told_by uuid not null default guard.staff(),
  told_at timestamp with time zone not null default guard.clock(),
  look_id uuid,
  sealed bytea not null,
  constraint risk_trigger_pkey PRIMARY KEY (organisation_id, case_id, trigger_id),
  constraint risk_trigger_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint risk_trigger_organisation_id_case_id_look_id_fkey FOREIGN KEY (organisation_id, case_id, look_id) REFERENCES risk_look(organisation_id, case_id, look_id)
);
comment on table risk_trigger is 'A reason to look at the risk again, told by somebody for a day; answered by the look it led to.';
CREATE INDEX risk_trigger_open ON public.risk_trigger USING btree (organisation_id, case_id, on_day) WHERE (look_id IS NULL);
alter table risk_trigger enable row level security;
alter table risk_trigger force row level security;
create policy guard_erases on risk_trigger as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on risk_trigger as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on risk_trigger as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on risk_trigger as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on risk_trigger as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on risk_trigger as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on risk_trigger to amparo_guard;
grant insert, select on risk_trigger to amparo_app;
grant update (look_id) on risk_trigger to amparo_app;

create table safe_contact (
  organisation_id uuid not null,
  case_id uuid not null,
  allowed boolean not null default false,
  confirm_again_on date,
  sealed bytea not null,
  version integer not null default 1,
  constraint safe_contact_pkey PRIMARY KEY (organisation_id, case_id),
  constraint safe_contact_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table safe_contact is 'Whether and how the person may be contacted; the default is no message at all. Channels, hours and words are sealed.';
alter table safe_contact enable row level security;
alter table safe_contact force row level security;
create policy changed on safe_contact as permissive for update to amparo_app
  using (guard.writes(case_id, 'safety'::text));
create policy guard_erases on safe_contact as permissive for delete to amparo_guard
  using (true);
create policy guard_holds on safe_contact as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_reads on safe_contact as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on safe_contact as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_at_once on safe_contact as permissive for select to amparo_guard
  using (true);
create policy seen on safe_contact as permissive for select to amparo_app
  using ((((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) OR guard.opens(case_id, 'safety'::text)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.opens) > 0)
       FROM entered e)
    ELSE ((case_id = ANY (( SELECT e.my_cases
       FROM entered e)::uuid[])) OR guard.sees(case_id))
END));
create policy written on safe_contact as permissive for insert to amparo_app
  with check (guard.writes(case_id, 'safety'::text));
grant delete, insert, select on safe_contact to amparo_guard;
grant insert, select on safe_contact to amparo_app;
grant update (allowed, confirm_again_on, sealed, version) on safe_contact to amparo_app;
grant update (version) on safe_contact to amparo_guard;

create table safety_plan (
  organisation_id uuid not null,
  case_id uuid not null,
  plan_version integer not null,
  language text not null,
  made text not null,
  review_on date not null,
  written_by uuid not null default guard.staff(),
  written_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint safety_plan_pkey PRIMARY KEY (organisation_id, case_id, plan_version),
  constraint safety_plan_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint safety_plan_made_check CHECK ((made = ANY (ARRAY['with_the_person'::text, 'told'::text, 'without'::text]))),
  constraint safety_plan_plan_version_check CHECK ((plan_version > 0))
);
comment on table safety_plan is 'What helps the person when it gets worse, in their own words and language. Every version stays as it was written.';
alter table safety_plan enable row level security;
alter table safety_plan force row level security;
create policy guard_erases on safety_plan as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on safety_plan as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on safety_plan as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on safety_plan as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
create policy walled_reading on safety_plan as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'safety'::text)
END);
create policy walled_writing on safety_plan as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('safety'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'safety'::text)
END);
grant delete, select on safety_plan to amparo_guard;
grant insert, select on safety_plan to amparo_app;

create table screening (
  organisation_id uuid not null,
  case_id uuid not null,
  screening_id uuid not null,
  instrument text not null,
  instrument_version integer not null,
  taken_on date not null,
  taken_by uuid not null,
  age_group text not null,
  level text not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint screening_pkey PRIMARY KEY (organisation_id, case_id, screening_id),
  constraint screening_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint screening_age_group_check CHECK ((age_group = ANY (ARRAY['adult'::text, 'minor'::text, 'unsure'::text]))),
  constraint screening_level_check CHECK ((level = ANY (ARRAY['nothing_noted'::text, 'some'::text, 'consistent'::text])))
);
comment on table screening is 'Screenings and readings of signs kept in a file: the level in the clear, the answers and the safety gate sealed. None is ever changed.';
CREATE INDEX screening_latest ON public.screening USING btree (organisation_id, case_id, taken_on DESC, recorded_at DESC);
alter table screening enable row level security;
alter table screening force row level security;
create policy guard_erases on screening as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on screening as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on screening as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on screening as permissive for update to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('story'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'story'::text)
END)
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('story'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'story'::text)
END);
create policy walled_reading on screening as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('story'::text = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, 'story'::text)
END);
create policy walled_writing on screening as permissive for insert to amparo_app
  with check (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('story'::text = ANY (( SELECT e.writes
       FROM entered e)::text[]))
    ELSE guard.writes(case_id, 'story'::text)
END);
grant delete, select on screening to amparo_guard;
grant insert, select on screening to amparo_app;

create table session (
  token_hash bytea not null,
  organisation_id uuid not null,
  session_id uuid not null,
  staff_id uuid not null,
  device text not null default ''::text,
  made_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  second_factor_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_session_id_key UNIQUE (session_id),
  constraint session_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id)
);
comment on table session is 'Signed-in devices. Only the hash of a token is kept; the token is the database''s idea of who asks.';
comment on column session.expires_at is 'The nearer of half an hour after the last deed and twelve hours after signing in.';
CREATE INDEX session_of_staff ON public.session USING btree (organisation_id, staff_id);
alter table session enable row level security;
alter table session force row level security;
create policy guard_all on session as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on session as permissive for all to amparo_owner
  using (true)
  with check (true);
grant insert, select, update on session to amparo_guard;

create table sign_in_attempt (
  attempt_id uuid not null default gen_random_uuid(),
  account_mark bytea not null,
  address_mark bytea not null,
  at timestamp with time zone not null default guard.clock(),
  constraint sign_in_attempt_pkey PRIMARY KEY (attempt_id)
);
comment on table sign_in_attempt is 'Failed attempts of a day, by keyed marks of account and address, so that guessing is slowed and nobody is listed.';
CREATE INDEX sign_in_attempt_from_address ON public.sign_in_attempt USING btree (address_mark, at);
CREATE INDEX sign_in_attempt_on_account ON public.sign_in_attempt USING btree (account_mark, at);
alter table sign_in_attempt enable row level security;
alter table sign_in_attempt force row level security;
create policy guard_all on sign_in_attempt as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on sign_in_attempt as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select, update on sign_in_attempt to amparo_guard;

create table sign_in_challenge (
  challenge_hash bytea not null,
  kind text not null,
  staff_id uuid,
  expires_at timestamp with time zone not null,
  constraint sign_in_challenge_pkey PRIMARY KEY (challenge_hash),
  constraint sign_in_challenge_kind_check CHECK ((kind = ANY (ARRAY['code'::text, 'passkey'::text, 'new_passkey'::text])))
);
comment on table sign_in_challenge is 'The middle of a sign-in, for a few minutes: what was asked and, once a password was right, of whom.';
CREATE INDEX sign_in_challenge_by_age ON public.sign_in_challenge USING btree (expires_at);
alter table sign_in_challenge enable row level security;
alter table sign_in_challenge force row level security;
create policy guard_all on sign_in_challenge as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on sign_in_challenge as permissive for all to amparo_owner
  using (true)
  with check (true);
grant delete, insert, select, update on sign_in_challenge to amparo_guard;

create table single_use_link (
  organisation_id uuid not null,
  link_id uuid not null,
  case_id uuid,
  purpose text not null,
  ref_id uuid not null,
  token_hash bytea not null,
  link_key bytea not null,
  code_salt bytea not null,
  code_key bytea not null,
  code_check bytea not null,
  tries_left smallint not null default 5,
  link_by text not null,
  code_by text not null,
  sealed bytea not null,
  made_by uuid not null,
  made_at timestamp with time zone not null default guard.clock(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  version integer not null default 1,
  for_whom text,
  constraint single_use_link_pkey PRIMARY KEY (organisation_id, link_id),
  constraint single_use_link_token_hash_key UNIQUE (token_hash),
  constraint single_use_link_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint single_use_link_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint single_use_link_check2 CHECK ((expires_at <= (made_at + '92 days'::interval))),
  constraint single_use_link_code_by_check CHECK ((code_by = ANY (ARRAY['phone'::text, 'in_person'::text, 'post'::text]))),
  constraint single_use_link_code_check_check CHECK ((octet_length(code_check) = 32)),
  constraint single_use_link_code_key_check CHECK ((octet_length(code_key) = 32)),
  constraint single_use_link_code_salt_check CHECK ((octet_length(code_salt) = 16)),
  constraint single_use_link_for_an_institution CHECK (((purpose = 'directory'::text) = (for_whom IS NOT NULL))),
  constraint single_use_link_for_whom_check CHECK (((length(for_whom) >= 1) AND (length(for_whom) <= 200))),
  constraint single_use_link_link_by_check CHECK ((link_by = ANY (ARRAY['email'::text, 'message'::text, 'post'::text, 'in_person'::text]))),
  constraint single_use_link_link_key_check CHECK ((octet_length(link_key) = 32)),
  constraint single_use_link_of_a_file CHECK (((purpose = ANY (ARRAY['service_update'::text, 'directory'::text])) = (case_id IS NULL))),
  constraint single_use_link_purpose_check CHECK ((purpose = ANY (ARRAY['referral'::text, 'service_update'::text, 'own_answers'::text, 'directory'::text, 'interpreter'::text]))),
  constraint single_use_link_token_hash_check CHECK ((octet_length(token_hash) = 32)),
  constraint single_use_link_tries_left_check CHECK (((tries_left >= 0) AND (tries_left <= 5))),
  constraint single_use_link_two_ways CHECK (((link_by <> code_by) OR (purpose = 'own_answers'::text)))
);
comment on table single_use_link is 'A link for somebody without an account: what it is for, until when, how many tries of its code are left, which ways link and code travelled. What it opens is sealed to two keys, one of the link and one of the code; neither is kept.';
comment on column single_use_link.for_whom is 'The institution that reads the directory through this link, as whoever made it named it. Never a person.';
CREATE INDEX single_use_link_of ON public.single_use_link USING btree (organisation_id, ref_id, made_at DESC);
alter table single_use_link enable row level security;
alter table single_use_link force row level security;
create policy changed on single_use_link as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND
CASE
    WHEN (purpose = 'directory'::text) THEN guard.may('directory.open'::text)
    WHEN (case_id IS NULL) THEN guard.may('directory.ask'::text)
    WHEN (purpose = 'own_answers'::text) THEN guard.reaches(case_id, 'assessments.give'::text)
    WHEN (purpose = 'interpreter'::text) THEN guard.reaches(case_id, 'interpreters.book'::text)
    ELSE guard.reaches(case_id, 'referrals.send'::text)
END))
  with check ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy guard_all on single_use_link as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on single_use_link as permissive for delete to amparo_guard
  using (true);
create policy kept_by_owner on single_use_link as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made on single_use_link as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (made_by = ( SELECT guard.staff() AS staff)) AND (used_at IS NULL) AND (revoked_at IS NULL) AND
CASE
    WHEN (purpose = 'directory'::text) THEN guard.may('directory.open'::text)
    WHEN (case_id IS NULL) THEN guard.may('directory.ask'::text)
    WHEN (purpose = 'own_answers'::text) THEN guard.reaches(case_id, 'assessments.give'::text)
    WHEN (purpose = 'interpreter'::text) THEN guard.reaches(case_id, 'interpreters.book'::text)
    ELSE guard.reaches(case_id, 'referrals.send'::text)
END));
create policy seen on single_use_link as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND
CASE
    WHEN (purpose = 'directory'::text) THEN guard.may('directory.open'::text)
    WHEN (case_id IS NULL) THEN guard.may('directory.read'::text)
    WHEN (purpose = 'own_answers'::text) THEN guard.reaches(case_id, 'assessments.give'::text)
    WHEN (purpose = 'interpreter'::text) THEN guard.reaches(case_id, 'interpreters.book'::text)
    ELSE guard.sees(case_id)
END));
grant delete, select on single_use_link to amparo_guard;
grant insert on single_use_link to amparo_app;
grant select (case_id, code_by, code_key, code_salt, expires_at, for_whom, link_by, link_id, link_key, made_at, made_by, organisation_id, purpose, ref_id, revoked_at, tries_left, used_at, version) on single_use_link to amparo_app;
grant update (code_by, code_check, code_key, revoked_at, sealed, tries_left, used_at, version) on single_use_link to amparo_app;
grant update (revoked_at, tries_left, used_at, version) on single_use_link to amparo_guard;

create table sitting (
  organisation_id uuid not null,
  case_id uuid not null,
  sitting_id uuid not null,
  instrument text not null,
  instrument_version integer not null,
  section text not null,
  state text not null default 'open'::text,
  taken_on date not null,
  begun_by uuid not null,
  begun_at timestamp with time zone not null default guard.clock(),
  changed_by uuid,
  changed_at timestamp with time zone,
  version integer not null default 1,
  sealed bytea not null,
  constraint sitting_pkey PRIMARY KEY (organisation_id, case_id, sitting_id),
  constraint sitting_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint sitting_state_check CHECK ((state = ANY (ARRAY['open'::text, 'stopped'::text, 'finished'::text])))
);
comment on table sitting is 'An instrument being given, over days and by several of the team: its answers so far, the languages, who interpreted and what was said when it was put off or stopped, all sealed. Finished, its answers lie in assessment.';
CREATE INDEX sitting_of_day ON public.sitting USING btree (organisation_id, case_id, taken_on DESC);
CREATE UNIQUE INDEX sitting_open ON public.sitting USING btree (organisation_id, case_id, instrument) WHERE (state = 'open'::text);
alter table sitting enable row level security;
alter table sitting force row level security;
create policy begun on sitting as permissive for insert to amparo_app
  with check (((begun_by = ( SELECT guard.staff() AS staff)) AND (state = 'open'::text) AND guard.gives(case_id, section)));
create policy gone_on_with on sitting as permissive for update to amparo_app
  using (((state = 'open'::text) AND guard.gives(case_id, section)))
  with check (guard.gives(case_id, section));
create policy guard_erases on sitting as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on sitting as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on sitting as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_by_the_team on sitting as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.opens(case_id, section)));
CREATE TRIGGER kept BEFORE UPDATE ON public.sitting FOR EACH ROW EXECUTE FUNCTION guard.keep_sitting();
grant delete, select on sitting to amparo_guard;
grant insert, select on sitting to amparo_app;
grant update (sealed, state, taken_on, version) on sitting to amparo_app;

create table staff (
  organisation_id uuid not null,
  staff_id uuid not null,
  office_id uuid not null,
  name text not null,
  email text not null,
  roles text[] not null,
  status text not null default 'invited'::text,
  language text not null default 'es'::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint staff_pkey PRIMARY KEY (organisation_id, staff_id),
  constraint staff_staff_id_key UNIQUE (staff_id),
  constraint staff_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint staff_organisation_id_office_id_fkey FOREIGN KEY (organisation_id, office_id) REFERENCES office(organisation_id, office_id),
  constraint known_roles CHECK ((roles <@ ARRAY['director'::text, 'coordinator'::text, 'reference_worker'::text, 'psychologist'::text, 'lawyer'::text, 'job_counsellor'::text, 'trainer'::text, 'intake'::text, 'administrator'::text, 'partner_worker'::text])),
  constraint staff_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'left'::text])))
);
comment on table staff is 'Who works here: the account, its office and the roles it composes.';
CREATE UNIQUE INDEX staff_email ON public.staff USING btree (lower(email));
alter table staff enable row level security;
alter table staff force row level security;
create policy changed_by_administrators on staff as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.may('staff.manage'::text) OR (staff_id = ( SELECT guard.staff() AS staff)))));
create policy guard_changes on staff as permissive for update to amparo_guard
  using (true)
  with check (true);
create policy guard_reads on staff as permissive for select to amparo_guard
  using (true);
create policy guard_writes on staff as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on staff as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made_by_administrators on staff as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('staff.manage'::text)));
create policy seen_by_colleagues on staff as permissive for select to amparo_app
  using ((organisation_id = ( SELECT e.organisation_id
   FROM entered e)));
grant insert, select on staff to amparo_guard;
grant select on staff to amparo_app;
grant update (language, name, office_id, roles, status, version) on staff to amparo_guard;
grant update (language, name, version) on staff to amparo_app;

create table stay (
  organisation_id uuid not null,
  stay_id uuid not null,
  unit_id uuid not null,
  place_id uuid not null,
  from_on date not null,
  planned_until date,
  until_on date,
  destination text,
  away_from date,
  away_until date,
  began_by uuid not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  live_place_id uuid generated always as (
CASE
    WHEN (ended_at IS NULL) THEN place_id
    ELSE NULL::uuid
END) stored,
  version integer not null default 1,
  constraint stay_pkey PRIMARY KEY (organisation_id, stay_id),
  constraint stay_stay_id_key UNIQUE (stay_id),
  constraint stay_organisation_id_live_place_id_stay_id_fkey FOREIGN KEY (organisation_id, live_place_id, stay_id) REFERENCES place_taken(organisation_id, place_id, by_id),
  constraint stay_organisation_id_unit_id_fkey FOREIGN KEY (organisation_id, unit_id) REFERENCES place_unit(organisation_id, unit_id),
  constraint stay_check CHECK (((until_on IS NULL) OR (until_on >= from_on))),
  constraint stay_check1 CHECK (((planned_until IS NULL) OR (planned_until >= from_on))),
  constraint stay_check2 CHECK ((((ended_at IS NULL) = (until_on IS NULL)) AND ((ended_at IS NULL) = (destination IS NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL)))),
  constraint stay_check3 CHECK ((((away_from IS NULL) = (away_until IS NULL)) AND ((away_until IS NULL) OR (away_until >= away_from))))
);
comment on table stay is 'That a place is or was lived in, from when until when and where the way led. Not who: that lies with the file and goes with it, the count stays.';
CREATE INDEX stay_of_unit ON public.stay USING btree (organisation_id, unit_id, from_on);
alter table stay enable row level security;
alter table stay force row level security;
create policy guard_all on stay as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on stay as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy of_the_house on stay as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('places.read'::text)));
grant delete, insert, select, update on stay to amparo_guard;
grant select on stay to amparo_app;

create table stay_entry (
  organisation_id uuid not null,
  case_id uuid not null,
  entry_id uuid not null,
  stay_id uuid not null,
  section text not null,
  house_organisation_id uuid not null,
  what text not null,
  code text,
  on_day date not null,
  until_on date,
  written_by uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint stay_entry_pkey PRIMARY KEY (organisation_id, case_id, entry_id),
  constraint stay_entry_entry_id_key UNIQUE (entry_id),
  constraint stay_entry_house_organisation_id_fkey FOREIGN KEY (house_organisation_id) REFERENCES organisation(organisation_id),
  constraint stay_entry_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint stay_entry_check CHECK (((what = 'incident'::text) = (code IS NOT NULL))),
  constraint stay_entry_check1 CHECK (((what = 'leave'::text) = (until_on IS NOT NULL))),
  constraint stay_entry_section_check CHECK ((section = ANY (ARRAY['home'::text, 'learning'::text]))),
  constraint stay_entry_what_check CHECK ((what = ANY (ARRAY['log'::text, 'leave'::text, 'back'::text, 'incident'::text])))
);
comment on table stay_entry is 'What is written about a stay: the log of the house, leaves, incidents. The words are sealed with the file''s key.';
CREATE INDEX stay_entry_of_stay ON public.stay_entry USING btree (organisation_id, case_id, stay_id, on_day DESC);
alter table stay_entry enable row level security;
alter table stay_entry force row level security;
create policy guard_all on stay_entry as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on stay_entry as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on stay_entry as permissive for select to amparo_app
  using ((
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (section = ANY (( SELECT e.opens
       FROM entered e)::text[]))
    ELSE guard.opens(case_id, section)
END AND ((organisation_id = ( SELECT guard.organisation() AS organisation)) OR (house_organisation_id = ( SELECT guard.organisation() AS organisation)))));
grant delete, insert, select, update on stay_entry to amparo_guard;
grant select on stay_entry to amparo_app;

create table story_fact (
  organisation_id uuid not null,
  case_id uuid not null,
  fact_id uuid not null,
  telling_id uuid,
  replaces_id uuid,
  taken_back boolean not null default false,
  written_by uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint story_fact_pkey PRIMARY KEY (organisation_id, case_id, fact_id),
  constraint story_fact_organisation_id_case_id_replaces_id_key UNIQUE (organisation_id, case_id, replaces_id),
  constraint story_fact_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint story_fact_organisation_id_case_id_replaces_id_fkey FOREIGN KEY (organisation_id, case_id, replaces_id) REFERENCES story_fact(organisation_id, case_id, fact_id),
  constraint story_fact_organisation_id_case_id_telling_id_fkey FOREIGN KEY (organisation_id, case_id, telling_id) REFERENCES telling(organisation_id, case_id, telling_id),
  constraint story_fact_organisation_id_written_by_fkey FOREIGN KEY (organisation_id, written_by) REFERENCES staff(organisation_id, staff_id),
  constraint story_fact_check CHECK (((NOT taken_back) OR (replaces_id IS NOT NULL)))
);
comment on table story_fact is 'One coded fact of the story, where it is from and how sure it is; all of that sealed. Never changed: a correction replaces it, and the row that is replaced by none holds.';
comment on column story_fact.telling_id is 'What was told that this rests on: who may not read that does not see this either.';
alter table story_fact enable row level security;
alter table story_fact force row level security;
create policy guard_erases on story_fact as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on story_fact as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on story_fact as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy told_to_those_who_read on story_fact as permissive for select to amparo_app
  using (((case_id = ( SELECT e.case_id
   FROM entered e)) AND
CASE
    WHEN (telling_id IS NULL) THEN (guard.reaches(case_id, 'case.open'::text) AND guard.opens(case_id, 'story'::text))
    ELSE (telling_id = ANY (( SELECT guard.tellings_i_read() AS tellings_i_read)::uuid[]))
END));
create policy written_by_the_team on story_fact as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (written_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.keeps_story(case_id) AND ((telling_id IS NULL) OR (telling_id = ANY (( SELECT guard.tellings_i_read() AS tellings_i_read)::uuid[])))));
CREATE TRIGGER begin_fact BEFORE INSERT ON public.story_fact FOR EACH ROW EXECUTE FUNCTION guard.begin_fact();
grant delete, select on story_fact to amparo_guard;
grant insert, select on story_fact to amparo_app;

create table story_given (
  organisation_id uuid not null,
  case_id uuid not null,
  given_id uuid not null,
  profession text not null,
  given_by uuid not null,
  given_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint story_given_pkey PRIMARY KEY (organisation_id, case_id, given_id),
  constraint story_given_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint story_given_organisation_id_given_by_fkey FOREIGN KEY (organisation_id, given_by) REFERENCES staff(organisation_id, staff_id),
  constraint story_given_profession_check CHECK ((profession = ANY (ARRAY['person'::text, 'accompany'::text, 'health'::text, 'law'::text, 'mind'::text, 'police'::text])))
);
comment on table story_given is 'A summary of what was told, on paper for one named recipient: who gave it and when; to whom and which tellings is sealed.';
alter table story_given enable row level security;
alter table story_given force row level security;
create policy guard_erases on story_given as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on story_given as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on story_given as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy told_to_the_team on story_given as permissive for select to amparo_app
  using ((guard.reaches(case_id, 'case.open'::text) AND guard.opens(case_id, 'story'::text)));
create policy written_by_the_team on story_given as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (given_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.keeps_story(case_id) AND guard.reaches(case_id, 'story.give'::text)));
grant delete, select on story_given to amparo_guard;
grant insert, select on story_given to amparo_app;

create table story_wish (
  organisation_id uuid not null,
  case_id uuid not null,
  wish_id uuid not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint story_wish_pkey PRIMARY KEY (organisation_id, case_id, wish_id),
  constraint story_wish_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint story_wish_organisation_id_written_by_fkey FOREIGN KEY (organisation_id, written_by) REFERENCES staff(organisation_id, staff_id)
);
comment on table story_wish is 'What the person wishes about a subject: to be asked themselves, or to be let alone with it. The latest of a subject holds; the subject is sealed.';
alter table story_wish enable row level security;
alter table story_wish force row level security;
create policy guard_erases on story_wish as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on story_wish as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on story_wish as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy told_to_the_team on story_wish as permissive for select to amparo_app
  using ((guard.reaches(case_id, 'case.open'::text) AND guard.opens(case_id, 'story'::text)));
create policy written_by_the_team on story_wish as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (written_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.keeps_story(case_id)));
grant delete, select on story_wish to amparo_guard;
grant insert, select on story_wish to amparo_app;

create table supervision_note (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  supervisor_id uuid not null,
  worker_id uuid not null,
  author_id uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  sealed bytea not null,
  constraint supervision_note_pkey PRIMARY KEY (organisation_id, case_id, note_id),
  constraint supervision_note_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint supervision_note_organisation_id_supervisor_id_fkey FOREIGN KEY (organisation_id, supervisor_id) REFERENCES staff(organisation_id, staff_id),
  constraint supervision_note_organisation_id_worker_id_fkey FOREIGN KEY (organisation_id, worker_id) REFERENCES staff(organisation_id, staff_id),
  constraint supervision_note_check CHECK ((supervisor_id <> worker_id)),
  constraint supervision_note_check1 CHECK (((author_id = supervisor_id) OR (author_id = worker_id)))
);
comment on table supervision_note is 'What a supervisor and a worker say to each other about the work with a file. For the two of them and nobody else; never changed.';
CREATE INDEX supervision_of_file ON public.supervision_note USING btree (organisation_id, case_id, written_at DESC, note_id DESC);
alter table supervision_note enable row level security;
alter table supervision_note force row level security;
create policy between_the_two on supervision_note as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND ((( SELECT e.staff_id
   FROM entered e) = supervisor_id) OR (( SELECT e.staff_id
   FROM entered e) = worker_id)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ( SELECT (cardinality(e.opens) > 0)
       FROM entered e)
    ELSE guard.sees(case_id)
END));
create policy erased on supervision_note as permissive for delete to amparo_app
  using (guard.reaches(case_id, 'case.erase'::text));
create policy guard_erases on supervision_note as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on supervision_note as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on supervision_note as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy said_by_one_of_the_two on supervision_note as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (author_id = ( SELECT e.staff_id
   FROM entered e)) AND guard.reaches(case_id, 'supervision.keep'::text) AND (EXISTS ( SELECT
   FROM staff s
  WHERE ((s.organisation_id = supervision_note.organisation_id) AND (s.staff_id = supervision_note.supervisor_id) AND (s.roles && ARRAY['coordinator'::text, 'director'::text])))) AND (EXISTS ( SELECT
   FROM case_access a
  WHERE ((a.organisation_id = supervision_note.organisation_id) AND (a.case_id = supervision_note.case_id) AND (a.staff_id = supervision_note.worker_id) AND (a.kind = 'team'::text) AND (a.ended_at IS NULL))))));
grant delete, insert, select on supervision_note to amparo_app;
grant delete, select on supervision_note to amparo_guard;

create table telling (
  organisation_id uuid not null,
  case_id uuid not null,
  telling_id uuid not null,
  section text not null,
  note_id uuid not null,
  note_version integer not null,
  written_by uuid not null,
  heard_by uuid,
  retell text[] not null default '{}'::text[],
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  ended_at timestamp with time zone,
  version integer not null default 1,
  sealed bytea not null,
  constraint telling_pkey PRIMARY KEY (organisation_id, case_id, telling_id),
  constraint telling_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint telling_organisation_id_case_id_note_id_fkey FOREIGN KEY (organisation_id, case_id, note_id) REFERENCES note(organisation_id, case_id, note_id),
  constraint telling_organisation_id_heard_by_fkey FOREIGN KEY (organisation_id, heard_by) REFERENCES staff(organisation_id, staff_id),
  constraint telling_organisation_id_recorded_by_fkey FOREIGN KEY (organisation_id, recorded_by) REFERENCES staff(organisation_id, staff_id),
  constraint telling_retell_check CHECK ((retell <@ ARRAY['accompany'::text, 'health'::text, 'law'::text, 'mind'::text, 'police'::text]))
);
comment on table telling is 'Something the person told: a note or a part of it, who heard it, and to whom it may be retold. What it is about, when and in which language is sealed. The words stay in the note.';
comment on column telling.heard_by is 'The colleague who heard it. None: somebody outside, named in the sealed part.';
comment on column telling.retell is 'The professions the person lets it be retold to. Empty: nobody but those who heard it or wrote it down.';
comment on column telling.ended_at is 'The mark was taken back: it was no telling, or was marked by mistake.';
CREATE INDEX telling_of_note ON public.telling USING btree (organisation_id, case_id, note_id) WHERE (ended_at IS NULL);
alter table telling enable row level security;
alter table telling force row level security;
create policy asked_again on telling as permissive for update to amparo_app
  using (((case_id = ( SELECT e.case_id
   FROM entered e)) AND (telling_id = ANY (( SELECT guard.tellings_i_see() AS tellings_i_see)::uuid[]))))
  with check ((organisation_id = ( SELECT e.organisation_id
   FROM entered e)));
create policy guard_erases on telling as permissive for delete to amparo_guard
  using (true);
create policy guard_holds on telling as permissive for update to amparo_guard
  using (true)
  with check (false);
create policy guard_reads on telling as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on telling as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy known_of on telling as permissive for select to amparo_app
  using (((case_id = ( SELECT e.case_id
   FROM entered e)) AND (telling_id = ANY (( SELECT guard.tellings_i_see() AS tellings_i_see)::uuid[]))));
create policy marked on telling as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (recorded_by = ( SELECT e.staff_id
   FROM entered e)) AND (ended_at IS NULL) AND guard.writes(case_id, section) AND (EXISTS ( SELECT
   FROM note n
  WHERE ((n.organisation_id = telling.organisation_id) AND (n.case_id = telling.case_id) AND (n.note_id = telling.note_id))))));
CREATE TRIGGER begin_telling BEFORE INSERT ON public.telling FOR EACH ROW EXECUTE FUNCTION guard.begin_telling();
CREATE TRIGGER keep_retelling BEFORE UPDATE ON public.telling FOR EACH ROW EXECUTE FUNCTION guard.keep_retelling();
CREATE TRIGGER keep_telling_of_facts BEFORE UPDATE OF ended_at ON public.telling FOR EACH ROW EXECUTE FUNCTION guard.keep_telling_of_facts();
grant delete, select on telling to amparo_guard;
grant insert, select on telling to amparo_app;
grant update (ended_at, retell, version) on telling to amparo_app;
grant update (version) on telling to amparo_guard;

create table telling_consent (
  organisation_id uuid not null,
  case_id uuid not null,
  consent_id uuid not null,
  telling_id uuid not null,
  retell text[] not null,
  asked_on date not null,
  how text not null,
  language text not null,
  with_interpreter boolean not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default guard.clock(),
  constraint telling_consent_pkey PRIMARY KEY (organisation_id, case_id, consent_id),
  constraint telling_consent_organisation_id_case_id_telling_id_fkey FOREIGN KEY (organisation_id, case_id, telling_id) REFERENCES telling(organisation_id, case_id, telling_id),
  constraint telling_consent_organisation_id_recorded_by_fkey FOREIGN KEY (organisation_id, recorded_by) REFERENCES staff(organisation_id, staff_id),
  constraint telling_consent_how_check CHECK ((how = ANY (ARRAY['spoken'::text, 'written'::text, 'signed'::text])))
);
comment on table telling_consent is 'What the person said about retelling something they told, each time they were asked. Only ever added.';
CREATE INDEX telling_consent_of ON public.telling_consent USING btree (organisation_id, case_id, telling_id, recorded_at DESC);
alter table telling_consent enable row level security;
alter table telling_consent force row level security;
create policy asked on telling_consent as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (recorded_by = ( SELECT e.staff_id
   FROM entered e)) AND (telling_id = ANY (( SELECT guard.tellings_i_see() AS tellings_i_see)::uuid[]))));
create policy guard_erases on telling_consent as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on telling_consent as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on telling_consent as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy known_of on telling_consent as permissive for select to amparo_app
  using (((case_id = ( SELECT e.case_id
   FROM entered e)) AND (telling_id = ANY (( SELECT guard.tellings_i_see() AS tellings_i_see)::uuid[]))));
grant delete, select on telling_consent to amparo_guard;
grant insert, select on telling_consent to amparo_app;

create table therapy_hand_over (
  organisation_id uuid not null,
  case_id uuid not null,
  hand_over_id uuid not null,
  episode_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null default guard.clock(),
  asked text not null,
  ended_at timestamp with time zone,
  sealed bytea not null,
  constraint therapy_hand_over_pkey PRIMARY KEY (organisation_id, case_id, hand_over_id),
  constraint therapy_hand_over_organisation_id_case_id_episode_id_fkey FOREIGN KEY (organisation_id, case_id, episode_id) REFERENCES care_episode(organisation_id, case_id, episode_id),
  constraint therapy_hand_over_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint therapy_hand_over_organisation_id_from_id_fkey FOREIGN KEY (organisation_id, from_id) REFERENCES staff(organisation_id, staff_id),
  constraint therapy_hand_over_organisation_id_to_id_fkey FOREIGN KEY (organisation_id, to_id) REFERENCES staff(organisation_id, staff_id),
  constraint therapy_hand_over_asked_check CHECK ((asked = ANY (ARRAY['agreed'::text, 'could_not_be_asked'::text]))),
  constraint therapy_hand_over_check CHECK ((to_id <> from_id))
);
comment on table therapy_hand_over is 'A decision that what one therapist noted until that day is read by another: who decided, whether the person agreed, and why, sealed.';
alter table therapy_hand_over enable row level security;
alter table therapy_hand_over force row level security;
create policy decided_by_author_or_supervisor on therapy_hand_over as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (decided_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.reaches(case_id, 'therapy_notes.write'::text) AND guard.is_therapist(case_id, to_id) AND ((from_id = ( SELECT e.staff_id
   FROM entered e)) OR ((to_id <> ( SELECT e.staff_id
   FROM entered e)) AND (EXISTS ( SELECT
   FROM therapy_supervision s
  WHERE ((s.organisation_id = therapy_hand_over.organisation_id) AND (s.case_id = therapy_hand_over.case_id) AND (s.episode_id = therapy_hand_over.episode_id) AND (s.therapist_id = therapy_hand_over.from_id) AND (s.supervisor_id = ( SELECT e.staff_id
           FROM entered e)) AND (s.ended_at IS NULL))))))));
create policy guard_erases on therapy_hand_over as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on therapy_hand_over as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on therapy_hand_over as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy taken_back_by_the_author on therapy_hand_over as permissive for update to amparo_app
  using (((( SELECT e.staff_id
   FROM entered e) = from_id) OR (( SELECT e.staff_id
   FROM entered e) = decided_by)))
  with check ((ended_at IS NOT NULL));
create policy told_to_the_section on therapy_hand_over as permissive for select to amparo_app
  using (guard.opens(case_id, 'mind'::text));
grant delete, select on therapy_hand_over to amparo_guard;
grant insert, select on therapy_hand_over to amparo_app;
grant update (ended_at) on therapy_hand_over to amparo_app;

create table therapy_key (
  organisation_id uuid not null,
  case_id uuid not null,
  episode_id uuid not null,
  author_id uuid not null,
  sealed bytea not null,
  constraint therapy_key_pkey PRIMARY KEY (organisation_id, case_id, episode_id, author_id),
  constraint therapy_key_organisation_id_author_id_fkey FOREIGN KEY (organisation_id, author_id) REFERENCES staff(organisation_id, staff_id),
  constraint therapy_key_organisation_id_case_id_episode_id_fkey FOREIGN KEY (organisation_id, case_id, episode_id) REFERENCES care_episode(organisation_id, case_id, episode_id),
  constraint therapy_key_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table therapy_key is 'The key of what one therapist notes in one episode, sealed with the key of the file: it goes with the file, and the file''s key alone opens no note.';
alter table therapy_key enable row level security;
alter table therapy_key force row level security;
create policy for_those_who_read on therapy_key as permissive for select to amparo_app
  using (guard.reads_therapy_of(case_id, episode_id, author_id, NULL::timestamp with time zone));
create policy guard_erases on therapy_key as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on therapy_key as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on therapy_key as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made_by_the_author on therapy_key as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (author_id = ( SELECT e.staff_id
   FROM entered e)) AND guard.reaches(case_id, 'therapy_notes.write'::text)));
grant delete, select on therapy_key to amparo_guard;
grant insert, select on therapy_key to amparo_app;

create table therapy_note (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  episode_id uuid not null,
  session_id uuid,
  author_id uuid not null,
  written_at timestamp with time zone not null default guard.clock(),
  of_day date not null,
  reserved boolean not null,
  corrects_id uuid,
  sealed bytea not null,
  constraint therapy_note_pkey PRIMARY KEY (organisation_id, case_id, note_id),
  constraint therapy_note_organisation_id_author_id_fkey FOREIGN KEY (organisation_id, author_id) REFERENCES staff(organisation_id, staff_id),
  constraint therapy_note_organisation_id_case_id_corrects_id_fkey FOREIGN KEY (organisation_id, case_id, corrects_id) REFERENCES therapy_note(organisation_id, case_id, note_id),
  constraint therapy_note_organisation_id_case_id_episode_id_fkey FOREIGN KEY (organisation_id, case_id, episode_id) REFERENCES care_episode(organisation_id, case_id, episode_id),
  constraint therapy_note_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint therapy_note_organisation_id_case_id_session_id_fkey FOREIGN KEY (organisation_id, case_id, session_id) REFERENCES care_session(organisation_id, case_id, session_id)
);
comment on table therapy_note is 'What a therapist noted, sealed with a key of its own. Never changed: a correction is another note that names it. Reserved: the author''s own reflection, which stays out of a copy for the person.';
CREATE INDEX therapy_note_of_episode ON public.therapy_note USING btree (organisation_id, case_id, episode_id, written_at DESC, note_id DESC);
alter table therapy_note enable row level security;
alter table therapy_note force row level security;
create policy for_those_who_read on therapy_note as permissive for select to amparo_app
  using (guard.reads_therapy_of(case_id, episode_id, author_id, written_at));
create policy guard_erases on therapy_note as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on therapy_note as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on therapy_note as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy written_by_the_therapist on therapy_note as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (author_id = ( SELECT e.staff_id
   FROM entered e)) AND guard.reaches(case_id, 'therapy_notes.write'::text) AND (EXISTS ( SELECT
   FROM care_episode c
  WHERE ((c.organisation_id = therapy_note.organisation_id) AND (c.case_id = therapy_note.case_id) AND (c.episode_id = therapy_note.episode_id) AND (c.staff_id = ( SELECT e.staff_id
           FROM entered e)) AND (c.section = 'mind'::text))))));
grant delete, select on therapy_note to amparo_guard;
grant insert, select on therapy_note to amparo_app;

create table therapy_supervision (
  organisation_id uuid not null,
  case_id uuid not null,
  supervision_id uuid not null,
  episode_id uuid not null,
  therapist_id uuid not null,
  supervisor_id uuid not null,
  from_at timestamp with time zone not null default guard.clock(),
  ended_at timestamp with time zone,
  constraint therapy_supervision_pkey PRIMARY KEY (organisation_id, case_id, supervision_id),
  constraint therapy_supervision_organisation_id_case_id_episode_id_fkey FOREIGN KEY (organisation_id, case_id, episode_id) REFERENCES care_episode(organisation_id, case_id, episode_id),
  constraint therapy_supervision_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint therapy_supervision_organisation_id_supervisor_id_fkey FOREIGN KEY (organisation_id, supervisor_id) REFERENCES staff(organisation_id, staff_id),
  constraint therapy_supervision_organisation_id_therapist_id_fkey FOREIGN KEY (organisation_id, therapist_id) REFERENCES staff(organisation_id, staff_id),
  constraint therapy_supervision_check CHECK ((supervisor_id <> therapist_id))
);
comment on table therapy_supervision is 'Whom a therapist named as supervisor of an episode. Only the therapist names; either of the two ends it.';
CREATE UNIQUE INDEX one_supervisor ON public.therapy_supervision USING btree (organisation_id, case_id, episode_id, therapist_id) WHERE (ended_at IS NULL);
alter table therapy_supervision enable row level security;
alter table therapy_supervision force row level security;
create policy ended_by_either on therapy_supervision as permissive for update to amparo_app
  using (((( SELECT e.staff_id
   FROM entered e) = therapist_id) OR (( SELECT e.staff_id
   FROM entered e) = supervisor_id)))
  with check ((ended_at IS NOT NULL));
create policy guard_erases on therapy_supervision as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on therapy_supervision as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on therapy_supervision as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy named_by_the_therapist on therapy_supervision as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (therapist_id = ( SELECT e.staff_id
   FROM entered e)) AND guard.reaches(case_id, 'therapy_notes.write'::text) AND guard.is_therapist(case_id, supervisor_id) AND (EXISTS ( SELECT
   FROM care_episode c
  WHERE ((c.organisation_id = therapy_supervision.organisation_id) AND (c.case_id = therapy_supervision.case_id) AND (c.episode_id = therapy_supervision.episode_id) AND (c.staff_id = ( SELECT e.staff_id
           FROM entered e)))))));
create policy told_to_the_section on therapy_supervision as permissive for select to amparo_app
  using (guard.opens(case_id, 'mind'::text));
grant delete, select on therapy_supervision to amparo_guard;
grant insert, select on therapy_supervision to amparo_app;
grant update (ended_at) on therapy_supervision to amparo_app;

create table timeline_entry (
  organisation_id uuid not null,
  case_id uuid not null,
  entry_id uuid not null,
  at timestamp with time zone not null default guard.clock(),
  kind text not null,
  section text,
  actor_id uuid not null,
  ref_id uuid,
  codes jsonb not null default '{}'::jsonb,
  constraint timeline_entry_pkey PRIMARY KEY (organisation_id, case_id, entry_id),
  constraint timeline_entry_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table timeline_entry is 'Everything that happened in a file, as codes that point at the rows; a row with a section is seen by those it is open to.';
CREATE INDEX timeline_latest ON public.timeline_entry USING btree (organisation_id, case_id, at DESC, entry_id DESC);
alter table timeline_entry enable row level security;
alter table timeline_entry force row level security;
create policy guard_erases on timeline_entry as permissive for delete to amparo_guard
  using (true);
create policy guard_writes on timeline_entry as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on timeline_entry as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on timeline_entry as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (COALESCE(section, 'no_section'::text) = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, section)
END);
create policy read_at_once on timeline_entry as permissive for select to amparo_guard
  using (true);
create policy written on timeline_entry as permissive for insert to amparo_app
  with check (((actor_id = ( SELECT guard.staff() AS staff)) AND (guard.reaches(case_id, 'timeline.add'::text) OR guard.is_unassigned_of_mine(case_id))));
CREATE CONSTRAINT TRIGGER asks_for_a_look AFTER INSERT ON public.timeline_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['protocol_closed'::text, 'contact_attempt_recorded'::text, 'person_back'::text, 'risk_trigger_told'::text, 'incident_recorded'::text, 'best_interest_decided'::text, 'family_risk_assessed'::text, 'stay_ended'::text, 'risk_looked_at'::text, 'proceeding_changed'::text, 'conference_held'::text, 'stage_changed'::text, 'stay_began'::text, 'protocol_opened'::text, 'file_came'::text, 'file_reopened'::text]))) EXECUTE FUNCTION guard.count_due_again();
grant delete, insert, select on timeline_entry to amparo_guard;
grant insert, select on timeline_entry to amparo_app;

create table transfer_in (
  organisation_id uuid not null,
  case_id uuid not null,
  transfer_id uuid not null,
  from_organisation_id uuid not null,
  from_case_id uuid not null,
  consent_id uuid not null,
  accepted_at timestamp with time zone not null,
  accepted_by uuid not null,
  led_by uuid not null,
  sections text[] not null,
  read_sections text[] not null,
  read_until date,
  came jsonb not null default '{}'::jsonb,
  lines integer,
  read_at timestamp with time zone,
  consent_ended_at timestamp with time zone,
  moving xid8 not null default pg_current_xact_id(),
  constraint transfer_in_pkey PRIMARY KEY (organisation_id, case_id),
  constraint transfer_in_transfer_id_key UNIQUE (transfer_id),
  constraint transfer_in_from_organisation_id_fkey FOREIGN KEY (from_organisation_id) REFERENCES organisation(organisation_id),
  constraint transfer_in_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table transfer_in is 'Where a file came from, on which consent, what came with it and what may still be read there. It stays with the file when the first house''s is gone.';
CREATE INDEX transfer_in_on_consent ON public.transfer_in USING btree (consent_id);
CREATE INDEX transfer_in_to_read ON public.transfer_in USING btree (organisation_id, led_by) WHERE (read_at IS NULL);
alter table transfer_in enable row level security;
alter table transfer_in force row level security;
create policy guard_all on transfer_in as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on transfer_in as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on transfer_in as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on transfer_in as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on transfer_in as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on transfer_in as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on transfer_in as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, insert, select, update on transfer_in to amparo_guard;
grant select on transfer_in to amparo_app;

create table transfer_out (
  organisation_id uuid not null,
  case_id uuid not null,
  transfer_id uuid not null,
  referral_id uuid not null,
  to_organisation_id uuid not null,
  accepted_at timestamp with time zone not null,
  sections text[] not null,
  was_status text not null,
  matters jsonb not null default '[]'::jsonb,
  closure_id uuid,
  undone_at timestamp with time zone,
  moving xid8 not null default pg_current_xact_id(),
  constraint transfer_out_pkey PRIMARY KEY (organisation_id, case_id, transfer_id),
  constraint transfer_out_transfer_id_key UNIQUE (transfer_id),
  constraint transfer_out_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint transfer_out_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral(referral_id),
  constraint transfer_out_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES organisation(organisation_id)
);
comment on table transfer_out is 'That a file went to another house: when, which sections went along for good, and what was open that day, as kinds and days. It names no file of the other house.';
CREATE INDEX transfer_out_of_referral ON public.transfer_out USING btree (referral_id);
alter table transfer_out enable row level security;
alter table transfer_out force row level security;
create policy guard_all on transfer_out as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy guard_erases on transfer_out as permissive for delete to amparo_guard
  using (true);
create policy guard_reads on transfer_out as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on transfer_out as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy walled_changing on transfer_out as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END))
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
create policy walled_reading on transfer_out as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN ('no_section'::text = ANY (( SELECT e.marks
       FROM entered e)::text[]))
    ELSE guard.sections_allowed(case_id, NULL::text)
END);
create policy walled_writing on transfer_out as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND
CASE
    WHEN (case_id = ( SELECT e.case_id
       FROM entered e)) THEN (cardinality(( SELECT e.writes
       FROM entered e)) > 0)
    ELSE (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0)
END));
grant delete, insert, select, update on transfer_out to amparo_guard;
grant select on transfer_out to amparo_app;

create table volunteer_hours (
  organisation_id uuid not null,
  hours_id uuid not null,
  interpreter_id uuid not null,
  on_day date not null,
  work text not null,
  minutes integer not null,
  written_by uuid not null default guard.staff(),
  constraint volunteer_hours_pkey PRIMARY KEY (organisation_id, hours_id),
  constraint volunteer_hours_hours_id_key UNIQUE (hours_id),
  constraint volunteer_hours_organisation_id_interpreter_id_fkey FOREIGN KEY (organisation_id, interpreter_id) REFERENCES interpreter(organisation_id, interpreter_id),
  constraint volunteer_hours_organisation_id_written_by_fkey FOREIGN KEY (organisation_id, written_by) REFERENCES staff(organisation_id, staff_id),
  constraint volunteer_hours_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440))),
  constraint volunteer_hours_work_check CHECK ((work = ANY (ARRAY['interpreting'::text, 'written'::text, 'training'::text, 'waiting'::text, 'other'::text])))
);
comment on table volunteer_hours is 'Time a volunteer gave that is no booking: a day, a kind of work, minutes.';
CREATE INDEX volunteer_hours_on ON public.volunteer_hours USING btree (organisation_id, on_day DESC);
alter table volunteer_hours enable row level security;
alter table volunteer_hours force row level security;
create policy kept_by_owner on volunteer_hours as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy read_by_payers on volunteer_hours as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy taken_back_by_payers on volunteer_hours as permissive for delete to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
create policy written_by_payers on volunteer_hours as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND ( SELECT guard.may('interpreters.pay'::text) AS may)));
grant delete, insert, select on volunteer_hours to amparo_app;

create table worker_capacity (
  organisation_id uuid not null,
  staff_id uuid not null,
  points integer not null,
  set_by uuid not null,
  version integer not null default 1,
  constraint worker_capacity_pkey PRIMARY KEY (organisation_id, staff_id),
  constraint worker_capacity_organisation_id_staff_id_fkey FOREIGN KEY (organisation_id, staff_id) REFERENCES staff(organisation_id, staff_id),
  constraint worker_capacity_points_check CHECK (((points >= 0) AND (points <= 300)))
);
comment on table worker_capacity is 'How many points of work a colleague carries, where it differs from the usual.';
alter table worker_capacity enable row level security;
alter table worker_capacity force row level security;
create policy changed_by_those_who_plan on worker_capacity as permissive for update to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND guard.answers_for(staff_id, 'caseload.read'::text)))
  with check ((set_by = ( SELECT e.staff_id
   FROM entered e)));
create policy guard_reads on worker_capacity as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on worker_capacity as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_those_who_plan on worker_capacity as permissive for select to amparo_app
  using (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND ((staff_id = ( SELECT e.staff_id
   FROM entered e)) OR guard.answers_for(staff_id, 'caseload.read'::text))));
create policy set_by_those_who_plan on worker_capacity as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT e.organisation_id
   FROM entered e)) AND (set_by = ( SELECT e.staff_id
   FROM entered e)) AND guard.answers_for(staff_id, 'caseload.read'::text)));
grant insert, select on worker_capacity to amparo_app;
grant select on worker_capacity to amparo_guard;
grant update (points, set_by, version) on worker_capacity to amparo_app;

create event trigger amparo_refuse_open_tables on ddl_command_end execute function guard.refuse_open_tables();
