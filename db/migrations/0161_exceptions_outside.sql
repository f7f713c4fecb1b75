-- What the law lets be told without her consent may also be told to a service outside: the same summary, by a link and a
-- code, and nothing opens with its yes.

alter table lawful_exception alter column recipient_organisation_id drop not null;
alter table lawful_exception add column recipient_service_id uuid;
alter table lawful_exception add constraint one_recipient check ((recipient_organisation_id is null) <> (recipient_service_id is null));
comment on column lawful_exception.recipient_service_id is 'A service of the directory without an account here; its name as it was chosen is sealed with the words.';
alter policy asked on lawful_exception with check (
  organisation_id = (select guard.organisation()) and asked_by = (select guard.staff()) and guard.reaches(case_id, 'exceptions.ask')
  and recipient_organisation_id is distinct from organisation_id and answer is null and ended_at is null
  and ends_on > (guard.clock() at time zone 'UTC')::date and ends_on <= (guard.clock() at time zone 'UTC')::date + 14
);

create function guard.hold_outside_basis(a_consent uuid, an_exception uuid, a_case uuid, a_service uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare x lawful_exception;
begin
  if a_consent is not null then return an_exception is null and guard.hold_outside_consent(a_consent, a_case, a_service); end if;
  select * into x from lawful_exception where exception_id = an_exception and case_id = a_case and recipient_service_id = a_service for share;
  return x.exception_id is not null and guard.referral_stands(null, an_exception);
end $$;
comment on function guard.hold_outside_basis(uuid, uuid, uuid, uuid) is
  'True while what a referral outside stands on holds, her consent or a lawful exception to this very service, keeping it so until this transaction is done.';
alter function guard.hold_outside_basis(uuid, uuid, uuid, uuid) owner to amparo_guard;
revoke all on function guard.hold_outside_basis(uuid, uuid, uuid, uuid) from public;
grant execute on function guard.hold_outside_basis(uuid, uuid, uuid, uuid) to amparo_app;

alter table referral_external alter column consent_id drop not null;
alter table referral_external add column exception_id uuid references lawful_exception (exception_id);
alter table referral_external add constraint stands_on_one_thing check ((consent_id is null) <> (exception_id is null));
create index referral_external_on_exception on referral_external (exception_id) where exception_id is not null;
alter policy on_a_live_consent on referral_external with check (
  sent_by = (select guard.staff()) and status = 'sent' and guard.reaches(case_id, 'referrals.send')
  and guard.hold_outside_basis(consent_id, exception_id, case_id, service_id)
);

create or replace function guard.door_external_open(a_token bytea, a_check bytea, an_opening uuid, a_version int, a_reader bytea) returns table (
  external_id uuid, status text, until timestamptz, may_answer boolean, may_ask boolean, sealed bytea, sealed_slice bytea, sealed_reply bytea)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;

create or replace function guard.door_external_answer(a_token bytea, a_check bytea, an_answer text, a_reason text, a_sealed bytea, an_entry uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;

create or replace function guard.withdraw_external(an_external uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;

create or replace function guard.answer_exception(an_exception uuid, an_expected int, an_answer text) returns text
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
    perform guard.close_external(e, 'withdrawn') from referral_external e where e.exception_id = an_exception and e.status in ('sent', 'accepted');
    return 'done';
  end if;
  if an_answer not in ('approved', 'refused') or not guard.reaches(x.case_id, 'exceptions.approve') then return 'not_found'; end if;
  if x.asked_by = me.staff_id then return 'own'; end if;
  if x.version <> an_expected or x.answer is not null or x.ended_at is not null then return 'conflict'; end if;
  update lawful_exception set answer = an_answer, answered_by = me.staff_id, answered_at = guard.clock(), version = version + 1
    where exception_id = an_exception;
  return 'done';
end $$;
