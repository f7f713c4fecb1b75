-- What was agreed with her stays as it was on that day: each version of the plan is frozen, section by section, with a
-- hash of every section and one hash of all, and a supervisor answers to that hash. Nothing of it is ever changed.

create table plan_version (
  organisation_id uuid not null,
  case_id uuid not null,
  number int not null check (number > 0),
  agreed_on date not null,
  how text not null check (how in ('spoken', 'signed')),
  language text not null,
  interpreter text not null check (interpreter in ('not_needed', 'professional', 'telephone', 'somebody_else')),
  copy text not null check (copy in ('taken', 'not_taken', 'not_safe', 'not_offered')),
  review_on date,
  hashes jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  agreed_by uuid not null,
  agreed_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, number),
  unique (organisation_id, case_id, number, hash),
  foreign key (organisation_id, case_id) references case_file
);
comment on table plan_version is 'A plan as it was agreed with the person: when, how, in which language, with which hashes. sealed: who interpreted, what she did not agree with, and what keeps the hash from being guessed.';
select guard.wall('plan_version', 'team');
create policy by_whoever_agrees on plan_version as restrictive for insert to amparo_app
  with check (agreed_by = (select e.staff_id from entered e) and guard.reaches(case_id, 'plan.agree'));
revoke update, delete on plan_version from amparo_app;

-- All eleven sections each time, empty ones too: how many there are tells nobody which of them say something.
create table plan_version_part (
  organisation_id uuid not null,
  case_id uuid not null,
  number int not null,
  section text not null,
  sealed bytea not null,
  primary key (organisation_id, case_id, number, section),
  foreign key (organisation_id, case_id, number) references plan_version
);
alter table plan_version_part enable row level security;
alter table plan_version_part force row level security;
comment on table plan_version_part is 'What a version of the plan says in one section of the file, for whoever of the own team opens that section.';
create policy kept_by_owner on plan_version_part to current_user using (true) with check (true);
create policy guard_reads on plan_version_part for select to amparo_guard using (true);
create policy guard_erases on plan_version_part for delete to amparo_guard using (true);
grant select, delete on plan_version_part to amparo_guard;
create policy opened on plan_version_part for select to amparo_app using (
  organisation_id = (select e.organisation_id from entered e)
  and case when case_id = (select e.case_id from entered e) then section = any ((select e.opens from entered e)::text[])
      else guard.opens(case_id, section) end);
-- Whoever agrees the plan with her reads all of it and writes in most of it: a therapist's goals are frozen as they stand.
create policy frozen_whole on plan_version_part for insert to amparo_app with check (
  organisation_id = (select e.organisation_id from entered e) and guard.reaches(case_id, 'plan.agree') and guard.opens(case_id, section)
  and exists (select from plan_version v where v.organisation_id = plan_version_part.organisation_id and v.case_id = plan_version_part.case_id
              and v.number = plan_version_part.number and v.agreed_by = (select e.staff_id from entered e)));
grant select, insert on plan_version_part to amparo_app;

create table plan_approval (
  organisation_id uuid not null,
  case_id uuid not null,
  approval_id uuid not null,
  number int not null,
  hash text not null,
  answer text not null check (answer in ('approved', 'returned')),
  sections text[] not null,
  answered_by uuid not null,
  answered_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, approval_id),
  -- What was approved is what was frozen, by its hash.
  foreign key (organisation_id, case_id, number, hash) references plan_version (organisation_id, case_id, number, hash)
);
create index plan_approval_of_version on plan_approval (organisation_id, case_id, number, answered_at desc);
alter table plan_approval enable row level security;
alter table plan_approval force row level security;
comment on table plan_approval is 'What a supervisor answered to a version of the plan, to which hash, and which sections were open to them. Never who agreed it.';
create policy kept_by_owner on plan_approval to current_user using (true) with check (true);
create policy guard_reads on plan_approval for select to amparo_guard using (true);
create policy guard_erases on plan_approval for delete to amparo_guard using (true);
grant select, delete on plan_approval to amparo_guard;
create policy seen_by_the_team on plan_approval for select to amparo_app using (
  case when case_id = (select e.case_id from entered e) then 'no_section' = any ((select e.marks from entered e)::text[])
  else guard.sections_allowed(case_id, null) end);
create policy answered_by_another on plan_approval for insert to amparo_app with check (
  organisation_id = (select e.organisation_id from entered e) and answered_by = (select e.staff_id from entered e)
  and guard.reaches(case_id, 'plan.approve')
  and exists (select from plan_version v where v.organisation_id = plan_approval.organisation_id and v.case_id = plan_approval.case_id
              and v.number = plan_approval.number and v.hash = plan_approval.hash and v.agreed_by <> plan_approval.answered_by)
  and not exists (select from plan_version v where v.organisation_id = plan_approval.organisation_id
                  and v.case_id = plan_approval.case_id and v.number > plan_approval.number));
grant select, insert on plan_approval to amparo_app;
