-- Referrals end where they stand: one order of locks for all who touch one (consent first, then the referral), a
-- sender who takes one back closes what it opened, and a consent that carries two referrals outlives the first to end.

alter table referral add constraint a_no_says_why check (status <> 'declined' or decline_reason is not null);
alter table referral add constraint an_end_says_how check (status <> 'ended' or outcome is not null);

-- Only guard functions change a referral: a sender could otherwise write the partner's yes.
drop policy taken_back on referral;
revoke update on referral from amparo_app;

create function guard.close_access_of_referral(r referral) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update case_access a set ended_at = guard.clock()
  where a.organisation_id = r.organisation_id and a.case_id = r.case_id and a.basis = r.consent_id and a.kind = 'consent' and a.ended_at is null
    and not exists (select from referral o where o.consent_id = r.consent_id and o.referral_id <> r.referral_id and o.status = 'accepted')
$$;
comment on function guard.close_access_of_referral(referral) is
  'Ends what a referral opened, unless another accepted one stands on the same consent. Called with the consent locked.';
alter function guard.close_access_of_referral(referral) owner to amparo_guard;
revoke all on function guard.close_access_of_referral(referral) from public;

create or replace function guard.answer_referral(
  a_referral uuid, an_expected int, an_answer text, a_reason text, a_sealed bytea, an_entry uuid
) returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r referral; me record; held consent; stands_on uuid;
begin
  select * into me from guard.actor();
  if me is null or not guard.may('referrals.answer') then return 'not_found'; end if;
  select consent_id into stands_on from referral where referral_id = a_referral and to_organisation_id = me.organisation_id;
  if stands_on is null then return 'not_found'; end if;
  -- The consent before the referral, as a withdrawal takes them: the two wait for each other and never in a circle.
  if an_answer = 'ended' then
    select * into held from consent where consent_id = stands_on for update;
  else
    select * into held from consent where consent_id = stands_on for share;
  end if;
  select * into r from referral where referral_id = a_referral for update;
  if r.version <> an_expected or not ((an_answer in ('accepted', 'declined') and r.status = 'sent') or (an_answer = 'ended' and r.status = 'accepted')) then
    return 'conflict';
  end if;
  if an_answer in ('declined', 'ended') and coalesce(a_reason, '') = '' then return 'reason_needed'; end if;
  if an_answer = 'accepted' then
    if not guard.hold_consent(r.consent_id, r.case_id, me.organisation_id) then return 'consent_ended'; end if;
    insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, until_at, created_by)
    values (r.organisation_id, r.case_id, gen_random_uuid(), 'consent', me.organisation_id, 'partner', held.sections, held.consent_id,
            held.ends_on::timestamp at time zone 'UTC', me.staff_id);
  elsif an_answer = 'ended' then
    perform guard.close_access_of_referral(r);
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
end $$;

create function guard.withdraw_referral(a_referral uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r referral; me record;
begin
  select * into me from guard.actor();
  select * into r from referral where referral_id = a_referral and organisation_id = me.organisation_id;
  if r.referral_id is null or not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  perform from consent where consent_id = r.consent_id for update;
  select * into r from referral where referral_id = a_referral for update;
  if r.version <> an_expected or r.status not in ('sent', 'accepted') then return 'conflict'; end if;
  if r.status = 'accepted' then perform guard.close_access_of_referral(r); end if;
  update referral set status = 'withdrawn', version = version + 1 where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'referral_withdrawn', me.staff_id, a_referral, '{}');
  return 'withdrawn';
end $$;
comment on function guard.withdraw_referral(uuid, int, uuid) is
  'The sender takes a referral back: nothing more is shown of it, and what its acceptance opened closes at the same moment.';
alter function guard.withdraw_referral(uuid, int, uuid) owner to amparo_guard;
revoke all on function guard.withdraw_referral(uuid, int, uuid) from public;
grant execute on function guard.withdraw_referral(uuid, int, uuid) to amparo_app;
