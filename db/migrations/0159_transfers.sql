-- A file changes houses: on acceptance the receiving house gets a file of its own with what her consent names for good,
-- the sending one closes its own, in one transaction or not at all.

-- What she said may go along for good when another house accompanies her from then on. The rest may be read, or stays.
alter table consent add column for_good text[] not null default '{}';
alter table consent add constraint for_good_is_agreed check (for_good <@ sections and (cardinality(for_good) = 0 or recipient_organisation_id is not null));
comment on column consent.for_good is 'Sections that go along for good with a transfer; what is named in sections alone may be read until the day the consent ends.';

create table transfer_out (
  organisation_id uuid not null,
  case_id uuid not null,
  transfer_id uuid not null,
  referral_id uuid not null references referral (referral_id),
  to_organisation_id uuid not null references organisation,
  accepted_at timestamptz not null,
  sections text[] not null,
  was_status text not null,
  matters jsonb not null default '[]',
  closure_id uuid,
  undone_at timestamptz,
  moving xid8 not null default pg_current_xact_id(),
  primary key (organisation_id, case_id, transfer_id),
  unique (transfer_id),
  foreign key (organisation_id, case_id) references case_file
);
create index transfer_out_of_referral on transfer_out (referral_id);
comment on table transfer_out is 'That a file went to another house: when, which sections went along for good, and what was open that day, as kinds and days. It names no file of the other house.';
select guard.wall('transfer_out', 'team');
revoke insert, update, delete on transfer_out from amparo_app;

create table transfer_in (
  organisation_id uuid not null,
  case_id uuid not null,
  transfer_id uuid not null,
  from_organisation_id uuid not null references organisation,
  from_case_id uuid not null,
  consent_id uuid not null,
  accepted_at timestamptz not null,
  accepted_by uuid not null,
  led_by uuid not null,
  sections text[] not null,
  read_sections text[] not null,
  read_until date,
  came jsonb not null default '{}',
  lines int,
  read_at timestamptz,
  consent_ended_at timestamptz,
  moving xid8 not null default pg_current_xact_id(),
  primary key (organisation_id, case_id),
  unique (transfer_id),
  foreign key (organisation_id, case_id) references case_file
);
create index transfer_in_to_read on transfer_in (organisation_id, led_by) where read_at is null;
create index transfer_in_on_consent on transfer_in (consent_id);
comment on table transfer_in is 'Where a file came from, on which consent, what came with it and what may still be read there. It stays with the file when the first house''s is gone.';
select guard.wall('transfer_in', 'team');
revoke insert, update, delete on transfer_in from amparo_app;

do $$
declare t text;
begin
  foreach t in array array['transfer_out', 'transfer_in'] loop
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('grant insert, update, delete on %I to amparo_guard', t);
  end loop;
end $$;

-- What goes along: rows that name a section of the consent. A table to come is added here, or it stays behind.
create function guard.what_travels() returns table (a_table regclass, id_column name, section text, only_where text)
language sql stable security definer set search_path = public, pg_temp as $$
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
$$;
comment on function guard.what_travels() is 'Which rows of a file go along with a transfer: by table, its id, the section they belong to where no column says it, and which of them.';

do $$
declare t text;
begin
  foreach t in array array['alert', 'assessment', 'goal', 'plan_action', 'related_person', 'document', 'document_content', 'document_part', 'person_barriers',
    'exclusion', 'person_identity', 'proceeding', 'plan', 'closure', 'case_file'] loop
    execute format('create policy guard_brings on %I for insert to amparo_guard with check (true)', t);
  end loop;
end $$;
grant insert on alert, assessment, goal, plan_action, related_person, document, document_content, document_part, person_barriers, exclusion, person_identity,
  proceeding, plan, closure, case_file, safe_contact to amparo_guard;
grant update (status, closed_on, next_due_on) on case_file to amparo_guard;
create policy guard_reopens on closure for update to amparo_guard using (true);
grant update (reopened_on, reopened_by) on closure to amparo_guard;

create function guard.open_on_the_day(an_organisation uuid, a_case uuid, but_sections text[]) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'due_on', m.due_on, 'code', m.code) order by m.due_on nulls last, m.kind), '[]') from (
    select 'action' as kind, a.due_on, g.need as code from plan_action a join goal g using (organisation_id, case_id, goal_id)
    where a.organisation_id = an_organisation and a.case_id = a_case and a.done_on is null and g.status = 'open' and a.section <> all (but_sections)
    union all select 'follow_up', f.due_on, f.months::text from follow_up f where f.organisation_id = an_organisation and f.case_id = a_case and f.done_on is null
    union all select 'referral', r.answer_due_on, r.need from referral r where r.organisation_id = an_organisation and r.case_id = a_case
      and r.kind <> 'transfer' and r.status in ('sent', 'waiting', 'accepted')
    union all select 'consent', c.ends_on, c.purpose from consent c where c.organisation_id = an_organisation and c.case_id = a_case and c.withdrawn_at is null
      and c.ends_on > (guard.clock() at time zone 'UTC')::date and cardinality(c.for_good) = 0
    union all select 'conference_task', t.due_on, null from conference_task t where t.organisation_id = an_organisation and t.case_id = a_case and t.status in ('open', 'doing')
    union all select 'document', d.expires_on, null from document d where d.organisation_id = an_organisation and d.case_id = a_case and d.status = 'live'
      and d.expires_on <= (guard.clock() at time zone 'UTC')::date + 90 and d.section <> all (but_sections)
    limit 200) m
$$;
comment on function guard.open_on_the_day(uuid, uuid, text[]) is 'What stays open behind a file that is handed over, as kinds and days: all that does not go along.';

create function guard.take_over(a_referral uuid, an_expected int, a_transfer uuid, a_worker uuid, a_sealed bytea, an_entry uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.take_over(uuid, int, uuid, uuid, bytea, uuid) is
  'The receiving house accepts a transfer: the referral, the file''s end at the first house and its team''s, and what it takes to seal anew what goes along. The transaction ends well only when that was laid down.';

create function guard.moving_here(a_transfer uuid) returns transfer_out
language sql stable security definer set search_path = public, pg_temp as $$
  select o from transfer_out o where o.transfer_id = a_transfer and o.moving = pg_current_xact_id_if_assigned() and o.closure_id is null
    and o.to_organisation_id = (guard.who()).organisation_id
$$;
comment on function guard.moving_here(uuid) is 'A transfer that this very transaction accepted and has not finished; nothing afterwards and for nobody else.';

create function guard.lay_down_file(a_transfer uuid, a_case uuid, a_reference text, a_worker uuid, a_card bytea, a_stage text, a_consent uuid, reads text[], until date) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); o transfer_out := guard.moving_here(a_transfer);
begin
  if o.transfer_id is null then return false; end if;
  insert into case_file (organisation_id, case_id, office_id, reference, stage, opened_on, created_by, sealed_card)
  select me.organisation_id, a_case, s.office_id, a_reference, a_stage, (o.accepted_at at time zone 'UTC')::date, me.staff_id, a_card
  from staff s where s.organisation_id = me.organisation_id and s.staff_id = a_worker;
  insert into transfer_in (organisation_id, case_id, transfer_id, from_organisation_id, from_case_id, consent_id, accepted_at, accepted_by, led_by, sections, read_sections, read_until)
  values (me.organisation_id, a_case, a_transfer, o.organisation_id, o.case_id, a_consent, o.accepted_at, me.staff_id, a_worker, o.sections, reads, until);
  return true;
end $$;
comment on function guard.lay_down_file(uuid, uuid, text, uuid, bytea, text, uuid, text[], date) is 'The file of the receiving house begins, with the card sealed by its own key.';

create function guard.goes_along(a_transfer uuid) returns table (what text, id text, sealed bytea, plain jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.goes_along(uuid) is 'What goes along with a transfer that is being accepted: rows of the sections she named for good, still sealed by the first house.';

create function guard.bring_along(a_transfer uuid, what text, rows jsonb) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.bring_along(uuid, text, jsonb) is 'Lays rows that go along into the new file, sealed anew: of the sections she named for good, and no others.';

create function guard.parts_along(a_transfer uuid, a_content uuid) returns table (part int, section text, sealed bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare o transfer_out := guard.moving_here(a_transfer);
begin
  if o.transfer_id is null then return; end if;
  return query select p.part, p.section, p.sealed from document_part p
    where p.organisation_id = o.organisation_id and p.case_id = o.case_id and p.content_id = a_content and p.section = any (o.sections) order by p.part;
end $$;
comment on function guard.parts_along(uuid, uuid) is 'The parts of one paper that goes along.';

create function guard.bring_part(a_transfer uuid, a_content uuid, a_section text, a_part int, a_sealed bytea) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare o transfer_out := guard.moving_here(a_transfer);
begin
  insert into document_part (organisation_id, case_id, content_id, section, part, sealed)
  select i.organisation_id, i.case_id, a_content, a_section, a_part, a_sealed from transfer_in i
  where i.transfer_id = o.transfer_id and a_section = any (o.sections);
end $$;
comment on function guard.bring_part(uuid, uuid, text, int, bytea) is 'Lays one part of a paper into the new file, sealed anew.';

create function guard.settle_transfer(a_transfer uuid, a_closure uuid, a_keep date, a_review date, an_erasure date, some_refs jsonb, an_entry uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.settle_transfer(uuid, uuid, date, date, date, jsonb, uuid) is
  'Ends a transfer: the first house''s closure with its days, the story that came along, the reference worker of the receiving house.';

create function guard.transfer_is_whole() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from referral r where r.referral_id = new.referral_id and r.status = 'accepted') then return null; end if;
  if exists (select from transfer_out o join transfer_in i on i.transfer_id = o.transfer_id
    join case_access a on a.organisation_id = i.organisation_id and a.case_id = i.case_id and a.staff_id = i.led_by and a.function = 'reference_worker'
    where o.referral_id = new.referral_id and o.undone_at is null and o.closure_id is not null) then return null; end if;
  raise exception using errcode = '23000', message = 'a transfer that moved nothing';
end $$;
comment on function guard.transfer_is_whole() is 'A transfer is accepted with the new file or not at all: looked at when the transaction ends.';
create constraint trigger transfer_is_whole after update of status on referral deferrable initially deferred
  for each row when (new.kind = 'transfer' and new.status = 'accepted' and old.status <> 'accepted') execute function guard.transfer_is_whole();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('what_travels', 'open_on_the_day', 'take_over', 'moving_here', 'lay_down_file', 'goes_along',
             'bring_along', 'parts_along', 'bring_part', 'settle_transfer', 'transfer_is_whole') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.take_over(uuid, int, uuid, uuid, bytea, uuid),
  guard.lay_down_file(uuid, uuid, text, uuid, bytea, text, uuid, text[], date), guard.goes_along(uuid), guard.bring_along(uuid, text, jsonb), guard.parts_along(uuid, uuid),
  guard.bring_part(uuid, uuid, text, int, bytea), guard.settle_transfer(uuid, uuid, date, date, date, jsonb, uuid) to amparo_app;
