-- The append-only record of who saw or did what, and the memory of requests already answered.

create table journal (
  organisation_id uuid not null references organisation,
  entry_id uuid not null,
  at timestamptz not null default guard.clock(),
  actor_id uuid,
  actor_organisation_id uuid,
  session_id uuid,
  action text not null,
  case_id uuid,
  subject_id uuid,
  basis text not null,
  sections text[] not null default '{}',
  reason text,
  outcome text not null default 'done' check (outcome in ('done', 'refused')),
  transaction_id xid8 not null default pg_current_xact_id(),
  primary key (organisation_id, entry_id)
);
create index journal_in_commit_order on journal (organisation_id, transaction_id, entry_id);
create index journal_of_case on journal (organisation_id, case_id, at desc) where case_id is not null;
alter table journal enable row level security;
alter table journal force row level security;
comment on table journal is 'Who did or saw what, on which basis. Insert-only, codes and ids alone; never a word a person told us.';

create table journal_seal (
  organisation_id uuid not null references organisation,
  sequence bigint not null,
  entry_id uuid not null,
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  primary key (organisation_id, sequence),
  unique (organisation_id, entry_id)
);
alter table journal_seal enable row level security;
alter table journal_seal force row level security;
comment on table journal_seal is 'The hash chain over the journal in commit order: each link covers the one before and one entry.';

create table answered_request (
  organisation_id uuid not null references organisation,
  staff_id uuid not null,
  idempotency_key uuid not null,
  action text not null,
  fingerprint bytea not null,
  reply jsonb not null,
  at timestamptz not null default guard.clock(),
  primary key (organisation_id, staff_id, idempotency_key)
);
create index answered_request_by_age on answered_request (at);
alter table answered_request enable row level security;
alter table answered_request force row level security;
comment on table answered_request is 'Writes already done, by idempotency key: a repeated request gets the same reply (ids and versions only) and no second effect.';

-- In PL/pgSQL because the table of referrals comes later.
create function guard.stands_on(a_case uuid, an_organisation uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record;
begin
  select * into me from guard.actor();
  return exists (select from case_access a where a.case_id = a_case and a.organisation_id = an_organisation
                 and (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id))
      or exists (select from referral r where r.case_id = a_case and r.organisation_id = an_organisation
                 and r.to_organisation_id = me.organisation_id);
end $$;
comment on function guard.stands_on(uuid, uuid) is 'Whether whoever asks stands or stood on this file of another organisation, or was referred it, and so may tell its journal what they did.';
alter function guard.stands_on(uuid, uuid) owner to amparo_guard;
revoke all on function guard.stands_on(uuid, uuid) from public;
grant execute on function guard.stands_on(uuid, uuid) to amparo_app;

create policy own_deeds on journal for insert to amparo_app with check (
  actor_id = (select guard.staff()) and actor_organisation_id = (select guard.organisation())
  -- Another organisation's journal is written only about a file of theirs that one stands on.
  and (organisation_id = (select guard.organisation()) or (case_id is not null and guard.stands_on(case_id, organisation_id)))
);
create policy read_by_reviewers on journal for select to amparo_app using (
  organisation_id = (select guard.organisation())
  and case when case_id is null then guard.reach('journal.read') = 'all' else guard.reaches(case_id, 'journal.read') end
);
create policy guard_all on journal to amparo_guard using (true) with check (true);
create policy guard_all on journal_seal to amparo_guard using (true) with check (true);
create policy own_requests on answered_request to amparo_app
  using (staff_id = (select guard.staff()) and organisation_id = (select guard.organisation()))
  with check (staff_id = (select guard.staff()) and organisation_id = (select guard.organisation()));
create policy guard_all on answered_request to amparo_guard using (true);

grant select on journal to amparo_app;
-- Not the moment and not the transaction: those are the database's to say.
grant insert (organisation_id, entry_id, actor_id, actor_organisation_id, session_id, action, case_id, subject_id, basis, sections,
              reason, outcome) on journal to amparo_app;
grant select, insert on journal to amparo_guard;
grant select, insert on journal_seal to amparo_guard;
grant select, insert on answered_request to amparo_app;
grant select, delete on answered_request to amparo_guard;
