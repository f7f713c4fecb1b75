-- Referring to somebody who has no account here: the person's consent names the recipient in words, the link and its code
-- open the little that leaves, acceptance opens exactly what the consent covers, and a withdrawal closes all of it at once.

alter table consent alter column recipient_organisation_id drop not null;
alter table consent add column recipient_service_id uuid, add column sealed_recipient bytea;
alter table consent add constraint one_recipient check ((recipient_organisation_id is null) = (sealed_recipient is not null));
alter table consent add constraint service_outside check (recipient_service_id is null or recipient_organisation_id is null);
comment on column consent.sealed_recipient is 'The recipient in the words the person heard, where it is no organisation of this house.';
drop policy recorded on consent;
create policy recorded on consent for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and recorded_by = (select guard.staff()) and guard.reaches(case_id, 'consents.record')
  and recipient_organisation_id is distinct from organisation_id and withdrawn_at is null
);

create function guard.hold_outside_consent(a_consent uuid, a_case uuid, a_service uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare held consent; today date := (guard.clock() at time zone 'UTC')::date;
begin
  select * into held from consent where consent_id = a_consent and case_id = a_case and recipient_service_id = a_service for share;
  return held.consent_id is not null and held.withdrawn_at is null and today >= held.starts_on and today < held.ends_on;
end $$;
comment on function guard.hold_outside_consent(uuid, uuid, uuid) is
  'True while a consent to this service outside is live, holding it so that a withdrawal waits until this disclosure is done.';

create table referral_external (
  organisation_id uuid not null,
  case_id uuid not null,
  external_id uuid not null,
  link_id uuid not null,
  service_id uuid not null,
  need text not null,
  consent_id uuid not null references consent (consent_id),
  status text not null default 'sent' check (status in ('sent', 'accepted', 'declined', 'withdrawn', 'ended')),
  decline_reason text,
  outcome text,
  outcome_on date,
  sent_by uuid not null,
  sent_at timestamptz not null default guard.clock(),
  answer_due_on date not null,
  answered_at timestamptz,
  asked_at timestamptz,
  sealed bytea not null,
  sealed_slice bytea not null,
  sealed_reply bytea,
  sealed_reply_here bytea,
  sealed_question bytea,
  sealed_answer bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, external_id),
  unique (external_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, link_id) references single_use_link,
  constraint a_no_says_why check (status <> 'declined' or decline_reason is not null),
  constraint an_end_says_how check (status <> 'ended' or outcome is not null)
);
create index referral_external_of_link on referral_external (organisation_id, link_id);
create index referral_external_waiting on referral_external (organisation_id, status, answer_due_on);
create index referral_external_on_consent on referral_external (consent_id);
comment on table referral_external is
  'A referral to a service outside, answered through a link: what the file keeps is sealed to the file, what the link opens to link and code, what came back to the house.';
select guard.wall('referral_external', 'team');
revoke insert, update on referral_external from amparo_app;
grant insert, update (sealed_slice, sealed_reply, sealed_reply_here, version) on referral_external to amparo_app;
create policy on_a_live_consent on referral_external as restrictive for insert to amparo_app with check (
  sent_by = (select guard.staff()) and status = 'sent' and guard.reaches(case_id, 'referrals.send')
  and guard.hold_outside_consent(consent_id, case_id, service_id)
);
create policy by_who_sends on referral_external as restrictive for update to amparo_app using (guard.reaches(case_id, 'referrals.send'));
create policy guard_changes on referral_external for update to amparo_guard using (true) with check (true);
grant update (status, decline_reason, outcome, outcome_on, answered_at, asked_at, sealed_slice, sealed_question, sealed_answer, version)
  on referral_external to amparo_guard;

create function guard.door_external_open(a_token bytea, a_check bytea, an_opening uuid, a_version int, a_reader bytea) returns table (
  external_id uuid, status text, until timestamptz, may_answer boolean, may_ask boolean, sealed bytea, sealed_slice bytea, sealed_reply bytea)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link; r referral_external;
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null then return; end if;
  select * into r from referral_external x where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
  if r.external_id is null or not guard.hold_outside_consent(r.consent_id, r.case_id, r.service_id) then return; end if;
  -- Read again now that the consent is held: what closed meanwhile stays closed.
  select * into r from referral_external x where x.external_id = r.external_id;
  if r.status not in ('sent', 'accepted') then return; end if;
  perform guard.note_opening(l, an_opening, a_version, a_reader);
  return query select r.external_id, r.status, l.expires_at, l.used_at is null, r.asked_at is null, l.sealed,
    case when r.status = 'accepted' then r.sealed_slice end, r.sealed_reply;
end $$;
comment on function guard.door_external_open(bytea, bytea, uuid, int, bytea) is
  'What an outside partner reads through its link: the summary; once it accepted, what the consent covers, until it ends. Every opening is written down.';

create function guard.door_external_answer(a_token bytea, a_check bytea, an_answer text, a_reason text, a_sealed bytea, an_entry uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link; r referral_external;
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null then return false; end if;
  select * into r from referral_external x where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
  -- One order for all: consent, referral, link.
  if r.external_id is null or not guard.hold_outside_consent(r.consent_id, r.case_id, r.service_id) then return false; end if;
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
end $$;
comment on function guard.door_external_answer(bytea, bytea, text, text, bytea, uuid) is
  'An outside partner accepts, declines, asks its one question or says how it ended. A code gives one answer; the consent is held meanwhile.';

create function guard.close_external(r referral_external, a_status text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update referral_external x set status = a_status, version = x.version + 1 where x.external_id = r.external_id;
  update single_use_link x set revoked_at = guard.clock(), version = x.version + 1
  where x.organisation_id = r.organisation_id and x.link_id = r.link_id and x.revoked_at is null;
end $$;
comment on function guard.close_external(referral_external, text) is 'Ends a referral outside and its link with it. Called with the consent locked.';

create function guard.withdraw_external(an_external uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); r referral_external;
begin
  select * into r from referral_external where external_id = an_external;
  if r.external_id is null or r.organisation_id is distinct from me.organisation_id or not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  perform 1 from consent where consent_id = r.consent_id for share;
  select * into r from referral_external where external_id = an_external for update;
  if r.version <> an_expected or r.status not in ('sent', 'accepted') then return 'conflict'; end if;
  perform guard.close_external(r, 'withdrawn');
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id)
  values (r.organisation_id, r.case_id, an_entry, 'referral_withdrawn', me.staff_id, r.external_id);
  return 'withdrawn';
end $$;
comment on function guard.withdraw_external(uuid, int, uuid) is 'The sender takes a referral outside back: its link opens nothing from then on.';

create function guard.close_withdrawn_externals() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform guard.close_external(r, 'withdrawn') from referral_external r
  where r.consent_id = new.consent_id and r.status in ('sent', 'accepted');
  return new;
end $$;
comment on function guard.close_withdrawn_externals() is 'A withdrawn consent closes the referrals outside that stand on it, and their links, at once.';
create trigger consent_withdrawn_outside after update of withdrawn_at on consent
  for each row when (new.withdrawn_at is not null and old.withdrawn_at is null) execute function guard.close_withdrawn_externals();

do $$
declare f text;
begin
  foreach f in array array['hold_outside_consent(uuid, uuid, uuid)', 'door_external_open(bytea, bytea, uuid, int, bytea)',
    'door_external_answer(bytea, bytea, text, text, bytea, uuid)', 'close_external(referral_external, text)',
    'withdraw_external(uuid, int, uuid)', 'close_withdrawn_externals()'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
  end loop;
end $$;
grant execute on function guard.hold_outside_consent(uuid, uuid, uuid), guard.withdraw_external(uuid, int, uuid) to amparo_app;
grant execute on function guard.door_external_open(bytea, bytea, uuid, int, bytea),
  guard.door_external_answer(bytea, bytea, text, text, bytea, uuid) to amparo_door;
