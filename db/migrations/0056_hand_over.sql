-- A file changes hands: proposed with a checklist, read by whoever is asked, accepted or declined.

create table hand_over (
  organisation_id uuid not null,
  case_id uuid not null,
  hand_over_id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid not null,
  -- Codes of the file on the day it was proposed, for whoever may not open it yet.
  reference text not null,
  stage text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null default guard.clock(),
  -- The last day on which the former reference worker still sees the file; null: none.
  keeps_until date,
  checklist jsonb not null,
  sealed bytea,
  status text not null default 'proposed' check (status in ('proposed', 'accepted', 'declined', 'withdrawn')),
  reason text,
  answered_at timestamptz,
  contact_read_at timestamptz,
  exclusions_read_at timestamptz,
  primary key (organisation_id, case_id, hand_over_id),
  unique (hand_over_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, from_staff_id) references staff,
  foreign key (organisation_id, to_staff_id) references staff,
  check (from_staff_id <> to_staff_id),
  check ((status = 'proposed') = (answered_at is null)),
  check ((status = 'declined') = (reason is not null))
);
create unique index hand_over_proposed on hand_over (organisation_id, case_id) where status = 'proposed';
create index hand_over_waiting on hand_over (organisation_id, to_staff_id, proposed_at) where status = 'proposed';
create index hand_over_of_mine on hand_over (organisation_id, proposed_by, proposed_at desc);
create index hand_over_of_file on hand_over (organisation_id, case_id, proposed_at desc);
alter table hand_over enable row level security;
alter table hand_over force row level security;
comment on table hand_over is 'A file proposed to another reference worker: who asks whom, the checklist as codes, and the answer. What was said about it is sealed.';

create policy kept_by_owner on hand_over to current_user using (true) with check (true);
create policy guard_all on hand_over to amparo_guard using (true) with check (true);
create policy seen_by_both on hand_over for select to amparo_app using (
  organisation_id = (select e.organisation_id from entered e)
  and (to_staff_id = (select e.staff_id from entered e)
    or case when case_id = (select e.case_id from entered e) then (select cardinality(e.opens) > 0 from entered e)
       else exists (select from case_file f where f.organisation_id = hand_over.organisation_id and f.case_id = hand_over.case_id) end)
);
create policy proposed on hand_over for insert to amparo_app with check (
  organisation_id = (select e.organisation_id from entered e) and proposed_by = (select e.staff_id from entered e)
  and status = 'proposed' and guard.reaches(case_id, 'team.assign')
  and exists (select from case_access a where a.organisation_id = hand_over.organisation_id and a.case_id = hand_over.case_id
              and a.staff_id = hand_over.from_staff_id and a.function = 'reference_worker' and a.ended_at is null)
);
-- After taking over: the rule of contact and the exclusions were read.
create policy read_by_receiver on hand_over for update to amparo_app
  using (organisation_id = (select e.organisation_id from entered e) and to_staff_id = (select e.staff_id from entered e) and status = 'accepted')
  with check (organisation_id = (select e.organisation_id from entered e) and to_staff_id = (select e.staff_id from entered e) and status = 'accepted');
create policy erased on hand_over for delete to amparo_app using (guard.reaches(case_id, 'case.erase'));
grant select, delete on hand_over to amparo_app;
grant insert (organisation_id, case_id, hand_over_id, from_staff_id, to_staff_id, reference, stage, proposed_by, keeps_until, checklist, sealed) on hand_over to amparo_app;
grant update (contact_read_at, exclusions_read_at) on hand_over to amparo_app;
grant select, update (status, reason, answered_at) on hand_over to amparo_guard;

create function guard.answer_hand_over(an_id uuid, an_answer text, a_reason text, an_access uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.answer_hand_over(uuid, text, text, uuid) is
  'Whoever was asked takes the file over or declines it; whoever asked takes it back. On acceptance one reference worker goes and the next one comes, in one transaction.';

-- The open matters come from rooms told later in the house, whose code the team''s room may not lean on. Their tables it
-- may: so the matters are gathered here, as days and codes alone, and the one who is asked reads them before they may
-- open the file, without a word the person said.
create function guard.open_matters(a_case uuid) returns table (kind text, due_on date, code text)
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
    ) m order by m.due_on nulls last, m.kind limit 200;
end $$;
comment on function guard.open_matters(uuid) is
  'What is open in a file, as days and codes: for whoever may hand it over, and for whoever was asked to take it and has not answered.';

create policy guard_reads on safe_contact for select to amparo_guard using (true);
grant select on safe_contact to amparo_guard;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('answer_hand_over', 'open_matters') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
