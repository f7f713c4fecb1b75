-- The directory an organisation keeps, and referrals to partners that open only what a consent opens.

create table directory_organisation (
  organisation_id uuid not null references organisation,
  provider_id uuid not null,
  record jsonb not null,
  imported_on date not null,
  version int not null default 1,
  primary key (organisation_id, provider_id)
);
comment on table directory_organisation is 'Organisations that offer services, as facts with source, date and confidence.';

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
  version int not null default 1,
  primary key (organisation_id, service_id),
  foreign key (organisation_id, provider_id) references directory_organisation
);
create index directory_service_of_provider on directory_service (organisation_id, provider_id);
comment on table directory_service is 'Services as the directory knows them: whom they admit, in which languages, at what cost, where, and how sure that is.';

create table referral (
  organisation_id uuid not null,
  case_id uuid not null,
  referral_id uuid not null,
  to_organisation_id uuid not null references organisation,
  service_id uuid,
  need text not null,
  status text not null default 'sent' check (status in ('sent', 'accepted', 'declined', 'withdrawn', 'ended')),
  decline_reason text,
  consent_id uuid not null references consent (consent_id),
  sent_by uuid not null,
  sent_at timestamptz not null default guard.clock(),
  answer_due_on date not null,
  answered_at timestamptz,
  answered_by uuid,
  outcome text,
  outcome_on date,
  intake_version int not null,
  sealed_summary bytea not null,
  sealed bytea not null,
  sealed_answer bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, referral_id),
  unique (referral_id),
  foreign key (organisation_id, case_id) references case_file
);
create index referral_queue on referral (to_organisation_id, status, sent_at desc);
create index referral_waiting on referral (organisation_id, status, answer_due_on);
alter table referral enable row level security;
alter table referral force row level security;
comment on table referral is 'A referral: the minimal summary is sealed to the recipient''s intake key, everything else to the file; the consented slice opens on acceptance.';

alter table directory_organisation enable row level security;
alter table directory_organisation force row level security;
alter table directory_service enable row level security;
alter table directory_service force row level security;

create policy seen_by_staff on directory_organisation for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy seen_by_staff on directory_service for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy kept on directory_organisation for insert to amparo_app with check (organisation_id = (select guard.organisation()) and guard.may('directory.edit'));
create policy kept on directory_service for insert to amparo_app with check (organisation_id = (select guard.organisation()) and guard.may('directory.edit'));
create policy changed on directory_organisation for update to amparo_app using (organisation_id = (select guard.organisation()) and guard.may('directory.edit'));
create policy changed on directory_service for update to amparo_app using (organisation_id = (select guard.organisation()) and guard.may('directory.edit'));
grant select, insert, update (record, imported_on, version) on directory_organisation to amparo_app;
grant select, insert, update (status, kinds, country, record, fingerprint, imported_on, version) on directory_service to amparo_app;

create policy seen_by_sender on referral for select to amparo_app using (organisation_id = (select guard.organisation()) and guard.sees(case_id));
create policy seen_by_recipient on referral for select to amparo_app using (
  to_organisation_id = (select guard.organisation()) and guard.may('referrals.answer')
);
create policy sent on referral for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and sent_by = (select guard.staff()) and status = 'sent'
  and guard.reaches(case_id, 'referrals.send') and guard.hold_consent(consent_id, case_id, to_organisation_id)
);
create policy taken_back on referral for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.reaches(case_id, 'referrals.send'))
  with check (status in ('sent', 'accepted', 'declined', 'withdrawn', 'ended'));
grant select, insert, update (status, outcome, outcome_on, sealed, version) on referral to amparo_app;
create policy guard_all on referral to amparo_guard using (true) with check (true);
grant select, update (status, decline_reason, answered_at, answered_by, outcome, outcome_on, sealed_answer, version) on referral to amparo_guard;
grant insert on timeline_entry to amparo_guard;
create policy guard_writes on timeline_entry for insert to amparo_guard with check (true);
grant select on directory_service to amparo_guard;

create function guard.answer_referral(
  a_referral uuid, an_expected int, an_answer text, a_reason text, a_sealed bytea, an_entry uuid
) returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
            held.ends_on::timestamp at time zone 'UTC', me.staff_id);
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
end $$;
comment on function guard.answer_referral(uuid, int, text, text, bytea, uuid) is
  'The partner accepts, declines or ends. Acceptance holds the consent and opens exactly its sections until it ends.';
alter function guard.answer_referral(uuid, int, text, text, bytea, uuid) owner to amparo_guard;
revoke all on function guard.answer_referral(uuid, int, text, text, bytea, uuid) from public;
grant execute on function guard.answer_referral(uuid, int, text, text, bytea, uuid) to amparo_app;

create function guard.close_withdrawn_referrals() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update referral set status = case when status in ('sent', 'accepted') then 'withdrawn' else status end, version = version + 1
  where consent_id = new.consent_id and status in ('sent', 'accepted');
  return new;
end $$;
alter function guard.close_withdrawn_referrals() owner to amparo_guard;
revoke all on function guard.close_withdrawn_referrals() from public;
comment on function guard.close_withdrawn_referrals() is 'A withdrawn consent closes the referrals that stand on it, at the partner''s too, at once.';
create trigger consent_withdrawn after update of withdrawn_at on consent
  for each row when (new.withdrawn_at is not null and old.withdrawn_at is null) execute function guard.close_withdrawn_referrals();

-- The owner migrates, sets up, exports and rotates keys from the command line; it serves no request.
do $$
declare t text;
begin
  for t in select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity loop
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
  end loop;
end $$;
