-- What happened in the eyes of the law goes along with a transfer, and money that is owed to her; the deadlines that follow are
-- reckoned anew in the house she comes to. Open deadlines are among what is told when a file changes hands or houses.

create or replace function guard.what_travels() returns table (a_table regclass, id_column name, section text, only_where text)
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
    ('proceeding', 'proceeding_id', 'law', 'true'),
    ('appointment', 'appointment_id', null, 'status = ''planned'' and starts_at > guard.clock()'),
    ('guided_steps', 'guided_id', 'law', 'true'),
    ('matter', 'matter_id', 'law', 'true'),
    ('protection_measure', 'measure_id', 'law', 'true'),
    ('hearing', 'hearing_id', 'law', 'true'),
    ('court_decision', 'decision_id', 'law', 'true'),
    ('court_appeal', 'appeal_id', 'law', 'true'),
    ('law_event', 'event_id', 'law', 'status = ''live'''),
    ('money_claim', 'claim_id', 'law', 'true')
$$;

do $$
declare t text;
begin
  foreach t in array array['law_file', 'law_event', 'money_claim'] loop
    execute format('create policy guard_brings on %I for insert to amparo_guard with check (true)', t);
    execute format('grant insert on %I to amparo_guard', t);
  end loop;
end $$;
grant select on law_file, law_deadline to amparo_guard;

create or replace function guard.settle_transfer(a_transfer uuid, a_closure uuid, a_keep date, a_review date, an_erasure date, some_refs jsonb, an_entry uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); o transfer_out := guard.moving_here(a_transfer); i transfer_in; r referral; written int; went uuid;
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
  -- Which law holds comes along with what happened; it is reckoned anew there, with that house's owners of each deadline.
  insert into law_file (organisation_id, case_id, jurisdictions, province, town, circumstances, next_look_on, reckoned_on, rules_mark, outcome_mark)
  select i.organisation_id, i.case_id, l.jurisdictions, l.province, l.town, l.circumstances, (guard.clock() at time zone 'UTC')::date, l.reckoned_on, '', ''
  from law_file l where l.organisation_id = o.organisation_id and l.case_id = o.case_id and 'law' = any (o.sections);
  -- What was planned is theirs now, led by whoever leads the file; here it is called off, and with it who was to interpret.
  insert into appointment_staff (organisation_id, case_id, appointment_id, staff_id, section, part, busy_from, busy_until, live)
  select a.organisation_id, a.case_id, a.appointment_id, i.led_by, a.section, 'leads', a.starts_at - make_interval(mins => a.away_before),
    a.ends_at + make_interval(mins => a.away_after), true
  from appointment a where a.organisation_id = i.organisation_id and a.case_id = i.case_id;
  insert into appointment_reminder (organisation_id, case_id, reminder_id, appointment_id, section, about)
  select a.organisation_id, a.case_id, gen_random_uuid(), a.appointment_id, a.section, 'new'
  from appointment a where a.organisation_id = i.organisation_id and a.case_id = i.case_id and a.reminder_wanted;
  for went in
    update appointment a set status = 'cancelled', changed_at = o.accepted_at, version = a.version + 1
    where a.organisation_id = o.organisation_id and a.case_id = o.case_id and a.status = 'planned' and a.starts_at > guard.clock()
      and a.section = any (o.sections) and some_refs ? a.appointment_id::text
    returning a.appointment_id
  loop
    update appointment_staff k set live = false
    where k.organisation_id = o.organisation_id and k.case_id = o.case_id and k.appointment_id = went;
    update appointment_reminder m set status = 'dropped'
    where m.organisation_id = o.organisation_id and m.case_id = o.case_id and m.appointment_id = went and m.status = 'waits';
  end loop;
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

create or replace function guard.open_on_the_day(an_organisation uuid, a_case uuid, but_sections text[])
returns jsonb
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
    union all select 'appointment', p.on_day, null from appointment p where p.organisation_id = an_organisation and p.case_id = a_case
      and p.status = 'planned' and p.starts_at > guard.clock() and p.section <> all (but_sections)
    -- Asked or confirmed for one that goes along: somebody tells them.
    union all select 'interpreter', b.on_day, null from interpreter_booking b where b.organisation_id = an_organisation and b.case_id = a_case
      and b.status in ('offered', 'confirmed') and b.starts_at > guard.clock() and b.section = any (but_sections)
    union all select 'deadline', d.due_on, d.rule_id from law_deadline d where d.organisation_id = an_organisation and d.case_id = a_case and d.open
      and not 'law' = any (but_sections)
    union all select 'document', d.expires_on, null from document d where d.organisation_id = an_organisation and d.case_id = a_case and d.status = 'live'
      and d.expires_on <= (guard.clock() at time zone 'UTC')::date + 90 and d.section <> all (but_sections)
    limit 200) m
$$;

create or replace function guard.open_matters(a_case uuid)
returns table(kind text, due_on date, code text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
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
      union all select 'deadline', d.due_on, d.rule_id from law_deadline d where d.organisation_id = o and d.case_id = a_case and d.open
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
end $$;
