-- A referral keeps its hours, its way back and its story: chosen sections until a day, a waiting list as an answer, five
-- minutes in which it can be undone unseen, the one it follows, the step of the plan it came from, and what it stands on.

create table lawful_exception (
  organisation_id uuid not null,
  case_id uuid not null,
  exception_id uuid not null,
  recipient_organisation_id uuid not null references organisation,
  basis text not null,
  asked_by uuid not null,
  asked_at timestamptz not null default guard.clock(),
  ends_on date not null,
  answer text check (answer in ('approved', 'refused')),
  answered_by uuid,
  answered_at timestamptz,
  ended_at timestamptz,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, exception_id),
  unique (exception_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)),
  constraint a_second_person check (answered_by is distinct from asked_by)
);
alter table lawful_exception enable row level security;
alter table lawful_exception force row level security;
comment on table lawful_exception is 'Where the law lets something be told to one organisation without her consent: on which basis, asked by one colleague and approved by another, for days. It carries a summary and never opens the file.';
create policy kept_by_owner on lawful_exception to current_user using (true) with check (true);
create policy guard_all on lawful_exception to amparo_guard using (true) with check (true);
grant select, delete, update (answer, answered_by, answered_at, ended_at, version) on lawful_exception to amparo_guard;
create policy seen on lawful_exception for select to amparo_app using (
  organisation_id = (select guard.organisation()) and guard.sees(case_id)
);
create policy asked on lawful_exception for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and asked_by = (select guard.staff()) and guard.reaches(case_id, 'exceptions.ask')
  and recipient_organisation_id <> organisation_id and answer is null and ended_at is null
  and ends_on > (guard.clock() at time zone 'UTC')::date and ends_on <= (guard.clock() at time zone 'UTC')::date + 14
);
grant select, insert on lawful_exception to amparo_app;

create function guard.answer_exception(an_exception uuid, an_expected int, an_answer text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
    return 'done';
  end if;
  if an_answer not in ('approved', 'refused') or not guard.reaches(x.case_id, 'exceptions.approve') then return 'not_found'; end if;
  if x.asked_by = me.staff_id then return 'own'; end if;
  if x.version <> an_expected or x.answer is not null or x.ended_at is not null then return 'conflict'; end if;
  update lawful_exception set answer = an_answer, answered_by = me.staff_id, answered_at = guard.clock(), version = version + 1
    where exception_id = an_exception;
  return 'done';
end $$;
comment on function guard.answer_exception(uuid, int, text) is 'A second colleague approves or refuses a lawful exception, or one of the two ends it: what stood on it closes at once.';

-- Who looked first, and the story around a referral.
alter table referral alter column consent_id drop not null;
alter table referral add column exception_id uuid references lawful_exception (exception_id);
alter table referral add constraint stands_on_one_thing check ((consent_id is null) <> (exception_id is null));
alter table referral add column kind text not null default 'referral' check (kind in ('referral', 'transfer'));
alter table referral add constraint a_transfer_is_agreed check (kind = 'referral' or consent_id is not null);
alter table referral add column urgency text check (urgency in ('today', 'this_week', 'this_month', 'can_wait'));
alter table referral add column sections text[];
alter table referral add column until_on date;
alter table referral add column look_due_at timestamptz;
alter table referral add column answer_due_at timestamptz;
alter table referral add column escalate_at timestamptz;
alter table referral add column looked_at timestamptz;
alter table referral add column looked_by uuid;
alter table referral add column expected_on date;
alter table referral add column asked_again_at timestamptz;
alter table referral add column transfer_asked_at timestamptz;
alter table referral add column follows_id uuid;
alter table referral add column goal_id uuid;
alter table referral add column action_id uuid;
alter table referral add column undone_at timestamptz;
alter table referral drop constraint referral_status_check;
alter table referral add constraint referral_status_check check (status in ('sent', 'waiting', 'accepted', 'declined', 'withdrawn', 'ended'));
alter table referral add constraint a_wait_says_until_when check (status <> 'waiting' or expected_on is not null);
create index referral_follows on referral (organisation_id, case_id, follows_id) where follows_id is not null;
create index referral_late on referral (organisation_id, escalate_at) where status in ('sent', 'waiting');
-- One organisation at a time accompanies her.
create unique index one_accompanies on referral (organisation_id, case_id) where kind = 'transfer' and status = 'accepted';
comment on column referral.looked_at is 'When the partner was first shown the summary. Until then, and for five minutes, the sender can undo it unseen.';
comment on column referral.undone_at is 'Undone before anyone at the partner saw it: to the partner there never was such a referral.';
comment on column referral.sections is 'What the sender chose of the consent; empty: all of it. Acceptance opens no more than the consent still holds.';
grant update (looked_at, looked_by, expected_on, asked_again_at, transfer_asked_at, undone_at, look_due_at, answer_due_at, escalate_at) on referral to amparo_guard;

alter policy seen_by_recipient on referral using (
  to_organisation_id = (select guard.organisation()) and undone_at is null and guard.may('referrals.answer')
);

create function guard.referral_stands(a_consent uuid, an_exception uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if a_consent is not null then return guard.consent_is_live(a_consent); end if;
  return exists (select from lawful_exception x where x.exception_id = an_exception and x.answer = 'approved' and x.ended_at is null
                 and x.ends_on > (guard.clock() at time zone 'UTC')::date);
end $$;
comment on function guard.referral_stands(uuid, uuid) is 'Whether what a referral stands on holds today: her consent, or a lawful exception that a second colleague approved.';

create function guard.hold_referral_basis(a_consent uuid, an_exception uuid, a_case uuid, a_recipient uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare x lawful_exception;
begin
  if a_consent is not null then return an_exception is null and guard.hold_consent(a_consent, a_case, a_recipient); end if;
  select * into x from lawful_exception where exception_id = an_exception and case_id = a_case and recipient_organisation_id = a_recipient for share;
  return x.exception_id is not null and guard.referral_stands(null, an_exception);
end $$;
comment on function guard.hold_referral_basis(uuid, uuid, uuid, uuid) is
  'True while what a referral stands on holds, keeping it so until this transaction is done.';

drop policy sent on referral;
create policy sent on referral for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and sent_by = (select guard.staff()) and status = 'sent'
  and looked_at is null and undone_at is null and asked_again_at is null and transfer_asked_at is null and expected_on is null
  and answered_at is null and outcome is null and sealed_answer is null
  and guard.reaches(case_id, 'referrals.send') and guard.hold_referral_basis(consent_id, exception_id, case_id, to_organisation_id)
);

-- What each acceptance opened is known by it, so that ending one leaves the other as it is.
alter table case_access add column referral_id uuid;
comment on column case_access.referral_id is 'The referral whose acceptance opened this.';

create or replace function guard.close_access_of_referral(r referral) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update case_access a set ended_at = guard.clock()
  where a.organisation_id = r.organisation_id and a.case_id = r.case_id and a.basis = r.consent_id and a.kind = 'consent' and a.ended_at is null
    and (a.referral_id = r.referral_id or (a.referral_id is null
      and not exists (select from referral o where o.consent_id = r.consent_id and o.referral_id <> r.referral_id and o.status = 'accepted')))
$$;

create function guard.look_at_referrals(which uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.look_at_referrals(uuid[]) is
  'Marks the first look of the partner at referrals it is about to be shown, and answers which of them may be shown: not one that was just undone.';

create function guard.undo_referral(a_referral uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.undo_referral(uuid, int, uuid) is
  'Undoes a referral within five minutes while nobody at the partner has seen it: to the partner there never was one.';

create or replace function guard.answer_referral(
  a_referral uuid, an_expected int, an_answer text, a_reason text, a_sealed bytea, an_entry uuid
) returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
create policy guard_closes on plan_action for update to amparo_guard using (true);
grant update (done_on, version) on plan_action to amparo_guard;

create function guard.put_on_waiting_list(
  a_referral uuid, an_expected int, an_expected_on date, a_due timestamptz, an_escalation timestamptz, a_sealed bytea, an_entry uuid
) returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.put_on_waiting_list(uuid, int, date, timestamptz, timestamptz, bytea, uuid) is
  'The partner has no place yet: on its waiting list, until a day it says. Asked again, it says yes, no, or another day.';

create function guard.ask_referral_again(a_referral uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.ask_referral_again(uuid, int, uuid) is 'The sender asks the partner again: for an answer, or whether a place has come free.';

create function guard.ask_for_transfer(a_referral uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function guard.ask_for_transfer(uuid, int, uuid) is 'A partner that helps her asks to accompany her from now on; only she and whoever accompanies her can say yes to that.';

create or replace function guard.withdraw_referral(a_referral uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
  if r.status = 'accepted' and r.consent_id is not null then perform guard.close_access_of_referral(r); end if;
  update referral set status = 'withdrawn', version = version + 1 where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'referral_withdrawn', me.staff_id, a_referral, '{}');
  return 'withdrawn';
end $$;

create or replace function guard.close_withdrawn_referrals() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- In the order in which a partner looks at several of them.
  perform from referral where consent_id = new.consent_id and status in ('sent', 'waiting', 'accepted') order by referral_id for update;
  update referral set status = 'withdrawn', version = version + 1
  where consent_id = new.consent_id and status in ('sent', 'waiting', 'accepted');
  return new;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('answer_exception', 'referral_stands', 'hold_referral_basis', 'look_at_referrals', 'undo_referral',
                             'put_on_waiting_list', 'ask_referral_again', 'ask_for_transfer') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
