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

CREATE OR REPLACE FUNCTION guard.actor(OUT staff_id uuid, OUT organisation_id uuid, OUT office_id uuid, OUT roles text[], OUT session_id uuid, OUT second_factor_at timestamp with time zone)
 RETURNS SETOF record
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select m.staff_id, m.organisation_id, m.office_id, m.roles, s.session_id, s.second_factor_at
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
  where s.token_hash = sha256(convert_to(nullif(current_setting('amparo.token', true), ''), 'UTF8'))
    and s.ended_at is null and s.expires_at > guard.clock() and m.status = 'active'
$function$;
alter routine guard.actor() owner to amparo_guard;
comment on routine guard.actor() is 'Who the token of this transaction belongs to; no row for a forged, ended or expired one.';

CREATE OR REPLACE FUNCTION guard.answer_referral(a_referral uuid, an_expected integer, an_answer text, a_reason text, a_sealed bytea, an_entry uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare r referral; me record; held consent;
begin
  select * into me from guard.actor();
  if me is null or not guard.may('referrals.answer') then return 'not_found'; end if;
  select * into r from referral where referral_id = a_referral and to_organisation_id = me.organisation_id for update;
  if r is null then return 'not_found'; end if;
  if r.version <> an_expected or not ((an_answer in ('accepted', 'declined') and r.status = 'sent') or (an_answer = 'ended' and r.status = 'accepted')) then
    return 'conflict';
  end if;
  if an_answer = 'accepted' then
    select * into held from consent where consent_id = r.consent_id for share;
    if not guard.hold_consent(r.consent_id, r.case_id, me.organisation_id) then return 'consent_ended'; end if;
    insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, until_at, created_by)
    values (r.organisation_id, r.case_id, gen_random_uuid(), 'consent', me.organisation_id, 'partner', held.sections, held.consent_id,
            held.ends_on::timestamptz, me.staff_id);
  elsif an_answer = 'ended' then
    update case_access set ended_at = guard.clock() where basis = r.consent_id and kind = 'consent' and ended_at is null;
  end if;
  update referral set status = an_answer, version = version + 1,
    decline_reason = case when an_answer = 'declined' then a_reason end,
    outcome = case when an_answer = 'ended' then a_reason else outcome end,
    outcome_on = case when an_answer = 'ended' then (guard.clock() at time zone 'UTC')::date else outcome_on end,
    answered_at = coalesce(answered_at, guard.clock()), answered_by = me.staff_id, sealed_answer = coalesce(a_sealed, sealed_answer)
  where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'referral_' || an_answer, me.staff_id, a_referral, jsonb_build_object('reason', a_reason));
  return an_answer;
end $function$;
alter routine guard.answer_referral(uuid,integer,text,text,bytea,uuid) owner to amparo_guard;
comment on routine guard.answer_referral(uuid,integer,text,text,bytea,uuid) is 'The partner accepts, declines or ends. Acceptance holds the consent and opens exactly its sections until it ends.';

CREATE OR REPLACE FUNCTION guard.clock()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select greatest(clock_timestamp(), (select latest from clock_mark)) $function$;
alter routine guard.clock() owner to amparo_guard;
comment on routine guard.clock() is 'Now, or the latest moment ever seen when the machine''s clock was set back.';

CREATE OR REPLACE FUNCTION guard.close_withdrawn_referrals()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update referral set status = case when status in ('sent', 'accepted') then 'withdrawn' else status end, version = version + 1
  where consent_id = new.consent_id and status in ('sent', 'accepted');
  return new;
end $function$;
alter routine guard.close_withdrawn_referrals() owner to amparo_guard;
comment on routine guard.close_withdrawn_referrals() is 'A withdrawn consent closes the referrals that stand on it, at the partner''s too, at once.';

CREATE OR REPLACE FUNCTION guard.current_case()
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$ select nullif(current_setting('amparo.case', true), '')::uuid $function$;
alter routine guard.current_case() owner to amparo_guard;
comment on routine guard.current_case() is 'The file this request says it is about: a hint that spares work, never a right.';

CREATE OR REPLACE FUNCTION guard.current_sections()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select guard.sections_of(guard.current_case(), 'case.open') $function$;
alter routine guard.current_sections() owner to amparo_guard;
comment on routine guard.current_sections() is 'What the hinted file opens to whoever asks, decided once per query.';

CREATE OR REPLACE FUNCTION guard.door_add(a_lookup bytea, a_message uuid, a_sealed bytea)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with at_report as (select r.organisation_id, r.report_id from report r where r.lookup_id = a_lookup for update),
  added as (
    insert into report_message (organisation_id, report_id, message_id, direction, written_on, place, sealed)
    select a.organisation_id, a.report_id, a_message, 'to_desk', (guard.clock() at time zone 'UTC')::date,
      (select coalesce(max(m.place), 0) + 1 from report_message m where m.organisation_id = a.organisation_id and m.report_id = a.report_id), a_sealed
    from at_report a on conflict do nothing returning 1)
  select exists (select from at_report)
$function$;
alter routine guard.door_add(bytea,uuid,bytea) owner to amparo_guard;
comment on routine guard.door_add(bytea,uuid,bytea) is 'Adds to a report with its receipt; the same addition twice is one.';

CREATE OR REPLACE FUNCTION guard.door_keep(a_lookup bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ update report set kept = true where lookup_id = a_lookup $function$;
alter routine guard.door_keep(bytea) owner to amparo_guard;
comment on routine guard.door_keep(bytea) is 'The reporter says the receipt is kept.';

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
  where r.lookup_id = a_lookup order by m.place
$function$;
alter routine guard.door_return(bytea) owner to amparo_guard;
comment on routine guard.door_return(bytea) is 'What the holder of a receipt may read: answers sealed to the receipt, never the report itself.';

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
  return held is not null and held.withdrawn_at is null
     and (guard.clock() at time zone 'UTC')::date >= held.starts_on and (guard.clock() at time zone 'UTC')::date < held.ends_on;
end $function$;
alter routine guard.hold_consent(uuid,uuid,uuid) owner to amparo_guard;
comment on routine guard.hold_consent(uuid,uuid,uuid) is 'True while a consent is live, holding it so that a withdrawal waits until this disclosure is done. Isolation levels do not do that.';

CREATE OR REPLACE FUNCTION guard.is_unassigned_of_mine(a_case uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from case_file f where f.case_id = a_case and f.created_by = (select guard.staff()))
     and not exists (select from case_access a where a.case_id = a_case)
$function$;
alter routine guard.is_unassigned_of_mine(uuid) owner to amparo_guard;
comment on routine guard.is_unassigned_of_mine(uuid) is 'A file just opened by whoever asks, on which nobody stands yet: its opener may assign the first team.';

CREATE OR REPLACE FUNCTION guard.live_access(a_case uuid)
 RETURNS SETOF case_access
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.* from guard.actor() me join case_access a on a.case_id = a_case
  where (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
    and a.ended_at is null and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())
$function$;
alter routine guard.live_access(uuid) owner to amparo_guard;
comment on routine guard.live_access(uuid) is 'The live assignments, consents and break-glass openings through which whoever asks stands on a file.';

CREATE OR REPLACE FUNCTION guard.may(an_action text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select coalesce(guard.reach(an_action) <> 'never', false) $function$;
alter routine guard.may(text) owner to amparo_guard;
comment on routine guard.may(text) is 'Whether whoever asks may do an action at all, within some reach.';

CREATE OR REPLACE FUNCTION guard.my_case_ids()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with me as (select * from guard.actor()),
  allowed as (
    select coalesce(array_agg(distinct s), '{}') as sections from me
    join access_rule r on r.action = 'case.open' and r.role = any(me.roles) and r.reach in ('all', 'in_the_office', 'on_the_case'),
    unnest(r.sections) s
  )
  select coalesce(array_agg(distinct a.case_id), '{}') from me, allowed, case_access a
  where (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
    and a.ended_at is null and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())
    and case when a.kind = 'break_glass' then cardinality(a.sections) > 0 else a.sections && allowed.sections end
$function$;
alter routine guard.my_case_ids() owner to amparo_guard;
comment on routine guard.my_case_ids() is 'The files whoever asks stands on by team, consent or break-glass; the set is computed once per query.';

CREATE OR REPLACE FUNCTION guard.opens(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select a_section = any(guard.sections_of(a_case, 'case.open')) $function$;
alter routine guard.opens(uuid,text) owner to amparo_guard;
comment on routine guard.opens(uuid,text) is 'Whether whoever asks may read a section of a file.';

CREATE OR REPLACE FUNCTION guard.organisation()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select organisation_id from guard.actor() $function$;
alter routine guard.organisation() owner to amparo_guard;
comment on routine guard.organisation() is 'The organisation of whoever asks.';

CREATE OR REPLACE FUNCTION guard.reach(an_action text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.reach from guard.actor() me join access_rule r on r.action = an_action and r.role = any(me.roles)
  order by array_position(array['all', 'in_the_office', 'on_the_case', 'own', 'never'], r.reach) limit 1
$function$;
alter routine guard.reach(text) owner to amparo_guard;
comment on routine guard.reach(text) is 'The widest reach any role of whoever asks has for an action; null when no role has it.';

CREATE OR REPLACE FUNCTION guard.reaches(a_case uuid, an_action text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from guard.actor() me
    join access_rule r on r.action = an_action and r.role = any(me.roles)
    join case_file f on f.case_id = a_case
    where (r.reach = 'all' and f.organisation_id = me.organisation_id)
       or (r.reach = 'in_the_office' and f.organisation_id = me.organisation_id and f.office_id = me.office_id)
       or (r.reach in ('all', 'in_the_office', 'on_the_case')
           and exists (select from guard.live_access(a_case) a where a.kind <> 'break_glass'))
       or (r.reach = 'own' and f.organisation_id = me.organisation_id and f.created_by = me.staff_id))
$function$;
alter routine guard.reaches(uuid,text) owner to amparo_guard;
comment on routine guard.reaches(uuid,text) is 'Whether an action of whoever asks reaches this file. Break-glass reads; it reaches nothing else.';

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

CREATE OR REPLACE FUNCTION guard.same_person(matches bytea[])
 RETURNS TABLE(case_id uuid, visible boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare me record;
begin
  select * into me from guard.actor();
  if me is null or not guard.may('case.create') then return; end if;
  if (select count(*) from duplicate_question q
      where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.asked_at > guard.clock() - interval '1 hour') >= 20 then
    raise exception using errcode = 'AM429', message = 'too many duplicate questions';
  end if;
  insert into duplicate_question (organisation_id, staff_id) values (me.organisation_id, me.staff_id);
  return query select distinct case when guard.sees(b.case_id) then b.case_id end, guard.sees(b.case_id)
    from blind_match b where b.organisation_id = me.organisation_id and b.match = any(matches);
end $function$;
alter routine guard.same_person(bytea[]) owner to amparo_guard;
comment on routine guard.same_person(bytea[]) is 'The duplicate question: files carrying one of these marks. A file one may not open answers only that it exists.';

CREATE OR REPLACE FUNCTION guard.sections_allowed(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case when a_section is null then guard.sees(a_case) else guard.opens(a_case, a_section) end
$function$;
alter routine guard.sections_allowed(uuid,text) owner to amparo_guard;
comment on routine guard.sections_allowed(uuid,text) is 'Like opens; a row without a section is seen by everyone who may open the file.';

CREATE OR REPLACE FUNCTION guard.sections_of(a_case uuid, an_action text)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with me as (select * from guard.actor()),
  rules as (select r.reach, r.sections from me join access_rule r on r.action = an_action and r.role = any(me.roles)),
  file as (select f.organisation_id, f.office_id from case_file f where f.case_id = a_case)
  select coalesce(array_agg(distinct s), '{}') from (
    select unnest(rules.sections) as s from me, rules, file
    where file.organisation_id = me.organisation_id
      and (rules.reach = 'all' or (rules.reach = 'in_the_office' and file.office_id = me.office_id))
    union all
    select s from guard.live_access(a_case) a cross join unnest(a.sections) s
    where (a.kind = 'break_glass' and an_action = 'case.open')
       or (a.kind <> 'break_glass' and exists (
             select from rules where rules.reach in ('all', 'in_the_office', 'on_the_case') and s = any(rules.sections)))
  ) opened
$function$;
alter routine guard.sections_of(uuid,text) owner to amparo_guard;
comment on routine guard.sections_of(uuid,text) is 'The sections of a file an action opens to whoever asks: by the reach of their roles, and by live access narrowed to what their roles may see.';

CREATE OR REPLACE FUNCTION guard.sees(a_case uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select cardinality(guard.sections_of(a_case, 'case.open')) > 0 $function$;
alter routine guard.sees(uuid) owner to amparo_guard;
comment on routine guard.sees(uuid) is 'Whether whoever asks may open any section of a file, and so its card.';

CREATE OR REPLACE FUNCTION guard.staff()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select staff_id from guard.actor() $function$;
alter routine guard.staff() owner to amparo_guard;
comment on routine guard.staff() is 'The staff member who asks.';

CREATE OR REPLACE FUNCTION guard.subject_of(a_case uuid)
 RETURNS TABLE(organisation_id uuid, office_id uuid, created_by uuid, live jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select f.organisation_id, f.office_id, f.created_by,
    coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'access_id', a.access_id, 'basis', a.basis, 'sections', a.sections))
              from guard.live_access(a_case) a), '[]')
  from case_file f
  where f.case_id = a_case and (guard.sees(a_case) or guard.reaches(a_case, 'case.break_glass'))
$function$;
alter routine guard.subject_of(uuid) owner to amparo_guard;
comment on routine guard.subject_of(uuid) is 'What may() needs to know of a file, given only to whoever may open it or may break its glass.';

CREATE OR REPLACE FUNCTION guard.tick()
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with before as (select latest from clock_mark),
  moved as (update clock_mark set latest = clock_timestamp() where latest < clock_timestamp())
  select latest > clock_timestamp() + interval '1 minute' from before
$function$;
alter routine guard.tick() owner to amparo_guard;
comment on routine guard.tick() is 'Raises the high-water mark of time; true when the clock now stands more than a minute behind it.';

CREATE OR REPLACE FUNCTION guard.wide_office(OUT everywhere boolean, OUT office_id uuid)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(bool_or(r.reach = 'all'), false), (array_agg(me.office_id) filter (where r.reach = 'in_the_office'))[1]
  from guard.actor() me join access_rule r on r.action = 'case.open' and r.role = any(me.roles) and cardinality(r.sections) > 0
$function$;
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

CREATE OR REPLACE FUNCTION guard.writes(a_case uuid, a_section text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select a_section = any(guard.sections_of(a_case, 'case.write')) $function$;
alter routine guard.writes(uuid,text) owner to amparo_guard;
comment on routine guard.writes(uuid,text) is 'Whether whoever asks may write in a section of a file.';

grant execute on routine guard.actor() to amparo_app;
grant execute on routine guard.answer_referral(uuid,integer,text,text,bytea,uuid) to amparo_app;
grant execute on routine guard.clock() to amparo_app;
grant execute on routine guard.close_withdrawn_referrals() to public;
grant execute on routine guard.current_case() to amparo_app;
grant execute on routine guard.current_sections() to amparo_app;
grant execute on routine guard.door_add(bytea,uuid,bytea) to amparo_door;
grant execute on routine guard.door_keep(bytea) to amparo_door;
grant execute on routine guard.door_organisations() to amparo_door;
grant execute on routine guard.door_report(uuid,uuid,bytea,bytea,integer,text,bytea) to amparo_door;
grant execute on routine guard.door_return(bytea) to amparo_door;
grant execute on routine guard.hold_consent(uuid,uuid,uuid) to amparo_app;
grant execute on routine guard.is_unassigned_of_mine(uuid) to amparo_app;
grant execute on routine guard.live_access(uuid) to amparo_app;
grant execute on routine guard.may(text) to amparo_app;
grant execute on routine guard.my_case_ids() to amparo_app;
grant execute on routine guard.opens(uuid,text) to amparo_app;
grant execute on routine guard.organisation() to amparo_app;
grant execute on routine guard.reach(text) to amparo_app;
grant execute on routine guard.reaches(uuid,text) to amparo_app;
grant execute on routine guard.refuse_open_tables() to public;
grant execute on routine guard.same_person(bytea[]) to amparo_app;
grant execute on routine guard.sections_allowed(uuid,text) to amparo_app;
grant execute on routine guard.sections_of(uuid,text) to amparo_app;
grant execute on routine guard.sees(uuid) to amparo_app;
grant execute on routine guard.staff() to amparo_app;
grant execute on routine guard.subject_of(uuid) to amparo_app;
grant execute on routine guard.tick() to amparo_app;
grant execute on routine guard.wide_office() to amparo_app;
grant execute on routine guard.withdraw_consent(uuid) to amparo_app;
grant execute on routine guard.writes(uuid,text) to amparo_app;

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

create table answered_request (
  organisation_id uuid not null,
  staff_id uuid not null,
  idempotency_key uuid not null,
  action text not null,
  fingerprint bytea not null,
  reply jsonb not null,
  at timestamp with time zone not null default guard.clock(),
  constraint answered_request_pkey PRIMARY KEY (organisation_id, staff_id, idempotency_key),
  constraint answered_request_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table answered_request is 'Writes already done, by idempotency key: a repeated request gets the same reply (ids and versions only) and no second effect.';
CREATE INDEX answered_request_by_age ON public.answered_request USING btree (at);
alter table answered_request enable row level security;
alter table answered_request force row level security;
create policy guard_all on answered_request as permissive for all to amparo_guard
  using (true);
create policy kept_by_owner on answered_request as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_requests on answered_request as permissive for all to amparo_app
  using (((staff_id = ( SELECT guard.staff() AS staff)) AND (organisation_id = ( SELECT guard.organisation() AS organisation))))
  with check (((staff_id = ( SELECT guard.staff() AS staff)) AND (organisation_id = ( SELECT guard.organisation() AS organisation))));
grant delete, select on answered_request to amparo_guard;
grant insert, select on answered_request to amparo_app;

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
  constraint assessment_pkey PRIMARY KEY (organisation_id, case_id, assessment_id),
  constraint assessment_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table assessment is 'An instrument answered. The answers are sealed; a question may stay without one.';
CREATE INDEX assessment_latest ON public.assessment USING btree (organisation_id, case_id, instrument, taken_on DESC);
alter table assessment enable row level security;
alter table assessment force row level security;
create policy changed on assessment as permissive for update to amparo_app
  using (guard.writes(case_id, section))
  with check (guard.writes(case_id, section));
create policy kept_by_owner on assessment as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on assessment as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT guard.current_case() AS current_case)) THEN (section = ANY (( SELECT guard.current_sections() AS current_sections)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy written on assessment as permissive for insert to amparo_app
  with check (guard.writes(case_id, section));
grant insert, select on assessment to amparo_app;
grant update (sealed, version) on assessment to amparo_app;

create table blind_match (
  organisation_id uuid not null,
  match bytea not null,
  case_id uuid not null,
  constraint blind_match_pkey PRIMARY KEY (organisation_id, match, case_id),
  constraint blind_match_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table blind_match is 'Keyed marks of names and birth years, for the duplicate question at intake and nothing else.';
alter table blind_match enable row level security;
alter table blind_match force row level security;
create policy guard_all on blind_match as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on blind_match as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy marked on blind_match as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.is_unassigned_of_mine(case_id) OR (cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0))));
grant insert on blind_match to amparo_app;
grant select on blind_match to amparo_guard;

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
  constraint case_access_pkey PRIMARY KEY (organisation_id, case_id, access_id),
  constraint case_access_member_organisation_id_fkey FOREIGN KEY (member_organisation_id) REFERENCES organisation(organisation_id),
  constraint case_access_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint case_access_check CHECK (((kind = 'consent'::text) = (member_organisation_id IS NOT NULL))),
  constraint case_access_check1 CHECK (((kind = 'consent'::text) = (staff_id IS NULL))),
  constraint case_access_check2 CHECK (((kind = 'team'::text) OR (basis IS NOT NULL))),
  constraint case_access_check3 CHECK (((kind <> 'break_glass'::text) OR (until_at IS NOT NULL))),
  constraint case_access_kind_check CHECK ((kind = ANY (ARRAY['team'::text, 'consent'::text, 'break_glass'::text])))
);
comment on table case_access is 'Who may open which sections of a file, until when, and on what basis: team, consent or break-glass.';
CREATE INDEX case_access_of_member ON public.case_access USING btree (member_organisation_id, case_id) WHERE (ended_at IS NULL);
CREATE INDEX case_access_of_staff ON public.case_access USING btree (staff_id, case_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX one_reference_worker ON public.case_access USING btree (organisation_id, case_id) WHERE ((function = 'reference_worker'::text) AND (ended_at IS NULL));
alter table case_access enable row level security;
alter table case_access force row level security;
create policy guard_all on case_access as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on case_access as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_on_the_case on case_access as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT guard.current_case() AS current_case)) THEN (cardinality(( SELECT guard.current_sections() AS current_sections)) > 0)
    ELSE guard.sees(case_id)
END);
create policy team_is_assigned on case_access as permissive for insert to amparo_app
  with check (((kind = 'team'::text) AND (created_by = ( SELECT guard.staff() AS staff)) AND (organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.reaches(case_id, 'team.assign'::text) OR guard.is_unassigned_of_mine(case_id)) AND (EXISTS ( SELECT
   FROM staff m
  WHERE ((m.organisation_id = case_access.organisation_id) AND (m.staff_id = case_access.staff_id))))));
create policy team_is_ended on case_access as permissive for update to amparo_app
  using (((kind = 'team'::text) AND guard.reaches(case_id, 'team.assign'::text)));
grant insert, select on case_access to amparo_app;
grant insert, select on case_access to amparo_guard;
grant update (ended_at, until_at) on case_access to amparo_app;
grant update (ended_at, until_at) on case_access to amparo_guard;

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
CREATE INDEX case_by_due ON public.case_file USING btree (organisation_id, status, next_due_on, case_id) WHERE (next_due_on IS NOT NULL);
CREATE INDEX case_by_opening ON public.case_file USING btree (organisation_id, status, opened_on DESC, case_id);
CREATE INDEX case_by_stage ON public.case_file USING btree (organisation_id, stage, status, last_activity_at DESC, case_id);
CREATE INDEX case_of_office ON public.case_file USING btree (organisation_id, office_id, status, last_activity_at DESC, case_id);
alter table case_file enable row level security;
alter table case_file force row level security;
create policy guard_reads on case_file as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on case_file as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy kept_by_writers on case_file as permissive for update to amparo_app
  using ((cardinality(guard.sections_of(case_id, 'case.write'::text)) > 0))
  with check ((organisation_id = ( SELECT guard.organisation() AS organisation)));
create policy made_by_own_staff on case_file as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (created_by = ( SELECT guard.staff() AS staff)) AND guard.may('case.create'::text)));
create policy opened on case_file as permissive for select to amparo_app
  using (((case_id = ANY (( SELECT guard.my_case_ids() AS my_case_ids)::uuid[])) OR ((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (( SELECT wide_office.everywhere
   FROM guard.wide_office() wide_office(everywhere, office_id)) OR (office_id = ( SELECT o.office_id
   FROM guard.wide_office() o(everywhere, office_id)))))));
grant insert, select on case_file to amparo_app;
grant select on case_file to amparo_guard;
grant update (closed_on, last_activity_at, next_due_on, sealed_card, stage, status, version) on case_file to amparo_app;

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
create policy kept_by_owner on case_key as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy rewrapped on case_key as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('keys.rotate'::text)));
create policy shredded on case_key as permissive for delete to amparo_app
  using (guard.reaches(case_id, 'case.erase'::text));
create policy with_a_new_file on case_key as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.is_unassigned_of_mine(case_id) OR guard.reaches(case_id, 'case.rekey'::text))));
create policy with_the_file on case_key as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT guard.current_case() AS current_case)) THEN (cardinality(( SELECT guard.current_sections() AS current_sections)) > 0)
    ELSE guard.sees(case_id)
END);
grant delete, insert, select on case_key to amparo_app;
grant update (wrapped) on case_key to amparo_app;

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

create table consent (
  organisation_id uuid not null,
  case_id uuid not null,
  consent_id uuid not null,
  recipient_organisation_id uuid not null,
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
  constraint consent_pkey PRIMARY KEY (organisation_id, case_id, consent_id),
  constraint consent_consent_id_key UNIQUE (consent_id),
  constraint consent_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint consent_recipient_organisation_id_fkey FOREIGN KEY (recipient_organisation_id) REFERENCES organisation(organisation_id),
  constraint consent_check CHECK (((ends_on > starts_on) AND (ends_on <= (starts_on + 90)))),
  constraint consent_given_by_check CHECK ((given_by = ANY (ARRAY['person'::text, 'minor_with_guardian'::text, 'guardian'::text, 'court'::text]))),
  constraint consent_how_check CHECK ((how = ANY (ARRAY['spoken'::text, 'written'::text, 'signed'::text]))),
  constraint consent_sections_check CHECK ((cardinality(sections) > 0))
);
comment on table consent is 'A capability: file, recipient, sections, purpose, time, and how it was given. Nothing of it changes but its withdrawal.';
alter table consent enable row level security;
alter table consent force row level security;
create policy guard_all on consent as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on consent as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy recorded on consent as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (recorded_by = ( SELECT guard.staff() AS staff)) AND guard.reaches(case_id, 'consents.record'::text) AND (recipient_organisation_id <> organisation_id) AND (withdrawn_at IS NULL)));
create policy seen on consent as permissive for select to amparo_app
  using (guard.sees(case_id));
create policy withdrawn on consent as permissive for update to amparo_app
  using (guard.reaches(case_id, 'consents.withdraw'::text));
CREATE TRIGGER consent_withdrawn AFTER UPDATE OF withdrawn_at ON public.consent FOR EACH ROW WHEN (((new.withdrawn_at IS NOT NULL) AND (old.withdrawn_at IS NULL))) EXECUTE FUNCTION guard.close_withdrawn_referrals();
grant insert, select on consent to amparo_app;
grant select on consent to amparo_guard;
grant update (withdrawn_at) on consent to amparo_app;
grant update (withdrawn_at) on consent to amparo_guard;

create table directory_organisation (
  organisation_id uuid not null,
  provider_id uuid not null,
  record jsonb not null,
  imported_on date not null,
  version integer not null default 1,
  constraint directory_organisation_pkey PRIMARY KEY (organisation_id, provider_id),
  constraint directory_organisation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id)
);
comment on table directory_organisation is 'Organisations that offer services, as facts with source, date and confidence.';
alter table directory_organisation enable row level security;
alter table directory_organisation force row level security;
create policy changed on directory_organisation as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy kept on directory_organisation as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy kept_by_owner on directory_organisation as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on directory_organisation as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
grant insert, select on directory_organisation to amparo_app;
grant update (imported_on, record, version) on directory_organisation to amparo_app;

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
  constraint directory_service_pkey PRIMARY KEY (organisation_id, service_id),
  constraint directory_service_organisation_id_provider_id_fkey FOREIGN KEY (organisation_id, provider_id) REFERENCES directory_organisation(organisation_id, provider_id)
);
comment on table directory_service is 'Services as the directory knows them: whom they admit, in which languages, at what cost, where, and how sure that is.';
CREATE INDEX directory_service_of_provider ON public.directory_service USING btree (organisation_id, provider_id);
alter table directory_service enable row level security;
alter table directory_service force row level security;
create policy changed on directory_service as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy kept on directory_service as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('directory.edit'::text)));
create policy kept_by_owner on directory_service as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on directory_service as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
grant insert, select on directory_service to amparo_app;
grant select on directory_service to amparo_guard;
grant update (country, fingerprint, imported_on, kinds, record, status, version) on directory_service to amparo_app;

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
CREATE INDEX follow_up_due ON public.follow_up USING btree (organisation_id, due_on) WHERE (done_on IS NULL);
alter table follow_up enable row level security;
alter table follow_up force row level security;
create policy changed on follow_up as permissive for update to amparo_app
  using (guard.reaches(case_id, 'plan.write'::text));
create policy kept_by_owner on follow_up as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen on follow_up as permissive for select to amparo_app
  using (guard.sees(case_id));
create policy written on follow_up as permissive for insert to amparo_app
  with check (guard.reaches(case_id, 'plan.write'::text));
grant insert, select on follow_up to amparo_app;
grant update (answered, done_by, done_on, due_on, sealed, version) on follow_up to amparo_app;

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
  constraint goal_pkey PRIMARY KEY (organisation_id, case_id, goal_id),
  constraint goal_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint goal_status_check CHECK ((status = ANY (ARRAY['open'::text, 'reached'::text, 'changed'::text, 'left'::text])))
);
comment on table goal is 'What the person wants, in her words, and the need it answers.';
alter table goal enable row level security;
alter table goal force row level security;
create policy changed on goal as permissive for update to amparo_app
  using (guard.writes(case_id, section))
  with check (guard.writes(case_id, section));
create policy kept_by_owner on goal as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on goal as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT guard.current_case() AS current_case)) THEN (section = ANY (( SELECT guard.current_sections() AS current_sections)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy written on goal as permissive for insert to amparo_app
  with check (guard.writes(case_id, section));
grant insert, select on goal to amparo_app;
grant update (sealed, status, version) on goal to amparo_app;

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
  with check (guard.may('organisation.manage'::text));
create policy public_half on intake_key as permissive for select to amparo_door
  using ((retired_at IS NULL));
create policy rewrapped on intake_key as permissive for update to amparo_app
  using (guard.may('keys.rotate'::text));
create policy wrapped on intake_key as permissive for select to amparo_app
  using ((( SELECT guard.organisation() AS organisation) IS NOT NULL));
grant insert, select on intake_key to amparo_app;
grant select on intake_key to amparo_guard;
grant select (organisation_id, public_key, retired_at, version) on intake_key to amparo_door;
grant update (retired_at, wrapped_private) on intake_key to amparo_app;

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
  constraint journal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint journal_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
comment on table journal is 'Who did or saw what, on which basis. Insert-only, codes and ids alone; never a word a person told us.';
CREATE INDEX journal_in_commit_order ON public.journal USING btree (organisation_id, transaction_id, entry_id);
CREATE INDEX journal_of_case ON public.journal USING btree (organisation_id, case_id, at DESC) WHERE (case_id IS NOT NULL);
alter table journal enable row level security;
alter table journal force row level security;
create policy guard_all on journal as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on journal as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy own_deeds on journal as permissive for insert to amparo_app
  with check (((actor_id = ( SELECT guard.staff() AS staff)) AND (actor_organisation_id = ( SELECT guard.organisation() AS organisation))));
create policy read_by_reviewers on journal as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND
CASE
    WHEN (case_id IS NULL) THEN (guard.reach('journal.read'::text) = 'all'::text)
    ELSE guard.reaches(case_id, 'journal.read'::text)
END));
grant insert, select on journal to amparo_app;
grant insert, select on journal to amparo_guard;

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

create table migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);
comment on table migration is 'Which numbered SQL files this database has taken, and their fingerprint.';

create table note (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  section text not null,
  written_at timestamp with time zone not null default guard.clock(),
  author_id uuid not null,
  sealed bytea not null,
  version integer not null default 1,
  constraint note_pkey PRIMARY KEY (organisation_id, case_id, note_id),
  constraint note_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table note is 'The story and what follows, as notes in sections of the file.';
CREATE INDEX note_by_section ON public.note USING btree (organisation_id, case_id, section, written_at DESC);
alter table note enable row level security;
alter table note force row level security;
create policy changed on note as permissive for update to amparo_app
  using (guard.writes(case_id, section));
create policy kept_by_owner on note as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on note as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT guard.current_case() AS current_case)) THEN (section = ANY (( SELECT guard.current_sections() AS current_sections)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy written on note as permissive for insert to amparo_app
  with check ((guard.writes(case_id, section) AND (author_id = ( SELECT guard.staff() AS staff))));
grant insert, select on note to amparo_app;
grant update (sealed, version) on note to amparo_app;

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
create policy kept_by_owner on office as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made_by_administrators on office as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('organisation.manage'::text)));
create policy seen_by_colleagues on office as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
grant insert, select on office to amparo_app;
grant select on office to amparo_guard;
grant update (name, province, version) on office to amparo_app;

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
  constraint organisation_pkey PRIMARY KEY (organisation_id),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'partner'::text]))),
  constraint organisation_retention_months_check CHECK (((retention_months >= 1) AND (retention_months <= 600)))
);
comment on table organisation is 'The organisation that runs Amparo and the partner organisations it refers to.';
alter table organisation enable row level security;
alter table organisation force row level security;
create policy added_by_administrators on organisation as permissive for insert to amparo_app
  with check (((kind = 'partner'::text) AND guard.may('organisation.manage'::text)));
create policy changed_by_administrators on organisation as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('organisation.manage'::text)));
create policy guard_reads on organisation as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on organisation as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_staff on organisation as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) OR (takes_referrals AND (( SELECT guard.organisation() AS organisation) IS NOT NULL))));
grant insert, select on organisation to amparo_app;
grant select on organisation to amparo_guard;
grant update (country, language, languages, name, province, retention_months, takes_referrals, takes_reports, version) on organisation to amparo_app;

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
  with check (guard.may('organisation.manage'::text));
create policy rewrapped on organisation_key as permissive for update to amparo_app
  using (guard.may('keys.rotate'::text));
create policy wrapped on organisation_key as permissive for select to amparo_app
  using ((( SELECT guard.organisation() AS organisation) IS NOT NULL));
grant insert, select on organisation_key to amparo_app;
grant update (retired_at, wrapped) on organisation_key to amparo_app;

create table plan (
  organisation_id uuid not null,
  case_id uuid not null,
  review_on date not null,
  reviewed_on date,
  version integer not null default 1,
  constraint plan_pkey PRIMARY KEY (organisation_id, case_id),
  constraint plan_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id)
);
comment on table plan is 'The plan of a file and the day it is looked at again with the person.';
CREATE INDEX plan_review_due ON public.plan USING btree (organisation_id, review_on);
alter table plan enable row level security;
alter table plan force row level security;
create policy changed on plan as permissive for update to amparo_app
  using (guard.reaches(case_id, 'plan.write'::text));
create policy kept_by_owner on plan as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen on plan as permissive for select to amparo_app
  using (guard.sees(case_id));
create policy written on plan as permissive for insert to amparo_app
  with check (guard.reaches(case_id, 'plan.write'::text));
grant insert, select on plan to amparo_app;
grant update (review_on, reviewed_on, version) on plan to amparo_app;

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
  constraint plan_action_pkey PRIMARY KEY (organisation_id, case_id, action_id),
  constraint plan_action_organisation_id_case_id_goal_id_fkey FOREIGN KEY (organisation_id, case_id, goal_id) REFERENCES goal(organisation_id, case_id, goal_id),
  constraint plan_action_check CHECK (((owner_kind = 'staff'::text) = (owner_id IS NOT NULL))),
  constraint plan_action_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['staff'::text, 'person'::text])))
);
comment on table plan_action is 'A step towards a goal: who does it, by when, and whether it is done.';
CREATE INDEX plan_action_due ON public.plan_action USING btree (organisation_id, owner_id, due_on) WHERE (done_on IS NULL);
CREATE INDEX plan_action_of_goal ON public.plan_action USING btree (organisation_id, case_id, goal_id);
alter table plan_action enable row level security;
alter table plan_action force row level security;
create policy changed on plan_action as permissive for update to amparo_app
  using (guard.writes(case_id, section))
  with check (guard.writes(case_id, section));
create policy kept_by_owner on plan_action as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on plan_action as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT guard.current_case() AS current_case)) THEN (section = ANY (( SELECT guard.current_sections() AS current_sections)::text[]))
    ELSE guard.opens(case_id, section)
END);
create policy written on plan_action as permissive for insert to amparo_app
  with check (guard.writes(case_id, section));
grant insert, select on plan_action to amparo_app;
grant update (done_on, due_on, owner_id, owner_kind, sealed, version) on plan_action to amparo_app;

create table referral (
  organisation_id uuid not null,
  case_id uuid not null,
  referral_id uuid not null,
  to_organisation_id uuid not null,
  service_id uuid,
  need text not null,
  status text not null default 'sent'::text,
  decline_reason text,
  consent_id uuid not null,
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
  constraint referral_pkey PRIMARY KEY (organisation_id, case_id, referral_id),
  constraint referral_referral_id_key UNIQUE (referral_id),
  constraint referral_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent(consent_id),
  constraint referral_organisation_id_case_id_fkey FOREIGN KEY (organisation_id, case_id) REFERENCES case_file(organisation_id, case_id),
  constraint referral_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES organisation(organisation_id),
  constraint referral_status_check CHECK ((status = ANY (ARRAY['sent'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'ended'::text])))
);
comment on table referral is 'A referral: the minimal summary is sealed to the recipient''s intake key, everything else to the file; the consented slice opens on acceptance.';
CREATE INDEX referral_queue ON public.referral USING btree (to_organisation_id, status, sent_at DESC);
CREATE INDEX referral_waiting ON public.referral USING btree (organisation_id, status, answer_due_on);
alter table referral enable row level security;
alter table referral force row level security;
create policy guard_all on referral as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on referral as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen_by_recipient on referral as permissive for select to amparo_app
  using (((to_organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('referrals.answer'::text)));
create policy seen_by_sender on referral as permissive for select to amparo_app
  using (guard.sees(case_id));
create policy sent on referral as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (sent_by = ( SELECT guard.staff() AS staff)) AND (status = 'sent'::text) AND guard.reaches(case_id, 'referrals.send'::text) AND guard.hold_consent(consent_id, case_id, to_organisation_id)));
create policy taken_back on referral as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.reaches(case_id, 'referrals.send'::text)))
  with check ((status = ANY (ARRAY['sent'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'ended'::text])));
grant insert, select on referral to amparo_app;
grant select on referral to amparo_guard;
grant update (answered_at, answered_by, decline_reason, outcome, outcome_on, sealed_answer, status, version) on referral to amparo_guard;
grant update (outcome, outcome_on, sealed, status, version) on referral to amparo_app;

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
  constraint report_pkey PRIMARY KEY (organisation_id, report_id),
  constraint report_lookup_id_key UNIQUE (lookup_id),
  constraint report_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint report_status_check CHECK ((status = ANY (ARRAY['new'::text, 'in_triage'::text, 'file_opened'::text, 'answered'::text, 'closed'::text]))),
  constraint report_urgency_check CHECK ((urgency = ANY (ARRAY['now'::text, 'soon'::text, 'routine'::text])))
);
comment on table report is 'A possible case as reported. The text is sealed to the organisation''s intake key; times are days; no address is kept.';
CREATE INDEX report_by_status ON public.report USING btree (organisation_id, status, received_on DESC, report_id);
alter table report enable row level security;
alter table report force row level security;
create policy guard_all on report as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on report as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy triaged on report as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.read'::text)));
create policy worked on report as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text)));
grant insert, select on report to amparo_guard;
grant select on report to amparo_app;
grant update (case_id, closed_because, status, urgency, version) on report to amparo_app;
grant update (kept) on report to amparo_guard;

create table report_message (
  organisation_id uuid not null,
  report_id uuid not null,
  message_id uuid not null,
  direction text not null,
  written_on date not null,
  place integer not null,
  author_id uuid,
  sealed bytea not null,
  constraint report_message_pkey PRIMARY KEY (organisation_id, report_id, message_id),
  constraint report_message_organisation_id_report_id_place_key UNIQUE (organisation_id, report_id, place),
  constraint report_message_organisation_id_report_id_fkey FOREIGN KEY (organisation_id, report_id) REFERENCES report(organisation_id, report_id),
  constraint report_message_direction_check CHECK ((direction = ANY (ARRAY['to_desk'::text, 'to_reporter'::text])))
);
comment on table report_message is 'What the reporter added and what the desk answered, each sealed to the one who reads it.';
alter table report_message enable row level security;
alter table report_message force row level security;
create policy answered on report_message as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.triage'::text) AND (direction = 'to_reporter'::text) AND (author_id = ( SELECT guard.staff() AS staff))));
create policy guard_all on report_message as permissive for all to amparo_guard
  using (true)
  with check (true);
create policy kept_by_owner on report_message as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy triaged on report_message as permissive for select to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('reports.read'::text)));
grant insert, select on report_message to amparo_app;
grant insert, select on report_message to amparo_guard;

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
create policy kept_by_owner on safe_contact as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy seen on safe_contact as permissive for select to amparo_app
  using (guard.sees(case_id));
create policy written on safe_contact as permissive for insert to amparo_app
  with check (guard.writes(case_id, 'safety'::text));
grant insert, select on safe_contact to amparo_app;
grant update (allowed, confirm_again_on, sealed, version) on safe_contact to amparo_app;

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
  constraint staff_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'left'::text])))
);
comment on table staff is 'Who works here: the account, its office and the roles it composes.';
CREATE UNIQUE INDEX staff_email ON public.staff USING btree (lower(email));
alter table staff enable row level security;
alter table staff force row level security;
create policy changed_by_administrators on staff as permissive for update to amparo_app
  using (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND (guard.may('staff.manage'::text) OR (staff_id = ( SELECT guard.staff() AS staff)))));
create policy guard_reads on staff as permissive for select to amparo_guard
  using (true);
create policy kept_by_owner on staff as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy made_by_administrators on staff as permissive for insert to amparo_app
  with check (((organisation_id = ( SELECT guard.organisation() AS organisation)) AND guard.may('staff.manage'::text)));
create policy seen_by_colleagues on staff as permissive for select to amparo_app
  using ((organisation_id = ( SELECT guard.organisation() AS organisation)));
grant insert, select on staff to amparo_app;
grant select on staff to amparo_guard;
grant update (language, name, version) on staff to amparo_app;

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
CREATE INDEX timeline_latest ON public.timeline_entry USING btree (organisation_id, case_id, at DESC, entry_id);
alter table timeline_entry enable row level security;
alter table timeline_entry force row level security;
create policy guard_writes on timeline_entry as permissive for insert to amparo_guard
  with check (true);
create policy kept_by_owner on timeline_entry as permissive for all to amparo_owner
  using (true)
  with check (true);
create policy opened on timeline_entry as permissive for select to amparo_app
  using (
CASE
    WHEN (case_id = ( SELECT guard.current_case() AS current_case)) THEN ((section = ANY (( SELECT guard.current_sections() AS current_sections)::text[])) OR ((section IS NULL) AND (cardinality(( SELECT guard.current_sections() AS current_sections)) > 0)))
    ELSE guard.sections_allowed(case_id, section)
END);
create policy written on timeline_entry as permissive for insert to amparo_app
  with check (((actor_id = ( SELECT guard.staff() AS staff)) AND guard.reaches(case_id, 'timeline.add'::text)));
grant insert on timeline_entry to amparo_guard;
grant insert, select on timeline_entry to amparo_app;

create event trigger amparo_refuse_open_tables on ddl_command_end execute function guard.refuse_open_tables();
