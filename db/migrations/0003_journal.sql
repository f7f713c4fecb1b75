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

create policy own_deeds on journal for insert to amparo_app with check (
  actor_id = (select guard.staff()) and actor_organisation_id = (select guard.organisation())
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

grant select, insert on journal to amparo_app;
grant select, insert on journal to amparo_guard;
grant select, insert on journal_seal to amparo_guard;
grant select, insert on answered_request to amparo_app;
grant select, delete on answered_request to amparo_guard;
