-- Needs assessed, the plan in the person's words, actions with owner and date, follow-up.

create table assessment (
  organisation_id uuid not null,
  case_id uuid not null,
  assessment_id uuid not null,
  instrument text not null,
  instrument_version text not null,
  section text not null,
  taken_on date not null,
  taken_by uuid not null,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, assessment_id),
  foreign key (organisation_id, case_id) references case_file
);
create index assessment_latest on assessment (organisation_id, case_id, instrument, taken_on desc);
comment on table assessment is 'An instrument answered. The answers are sealed; a question may stay without one.';

create table plan (
  organisation_id uuid not null,
  case_id uuid not null,
  review_on date not null,
  reviewed_on date,
  version int not null default 1,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references case_file
);
create index plan_review_due on plan (organisation_id, review_on);
comment on table plan is 'The plan of a file and the day it is looked at again with the person.';

create table goal (
  organisation_id uuid not null,
  case_id uuid not null,
  goal_id uuid not null,
  need text not null,
  section text not null,
  status text not null default 'open' check (status in ('open', 'reached', 'changed', 'left')),
  set_on date not null,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, goal_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table goal is 'What the person wants, in her words, and the need it answers.';

create table plan_action (
  organisation_id uuid not null,
  case_id uuid not null,
  action_id uuid not null,
  goal_id uuid not null,
  section text not null,
  owner_kind text not null check (owner_kind in ('staff', 'person')),
  owner_id uuid,
  due_on date not null,
  done_on date,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, action_id),
  foreign key (organisation_id, case_id, goal_id) references goal (organisation_id, case_id, goal_id),
  check ((owner_kind = 'staff') = (owner_id is not null))
);
create index plan_action_due on plan_action (organisation_id, owner_id, due_on) where done_on is null;
create index plan_action_of_goal on plan_action (organisation_id, case_id, goal_id);
comment on table plan_action is 'A step towards a goal: who does it, by when, and whether it is done.';

create table follow_up (
  organisation_id uuid not null,
  case_id uuid not null,
  follow_up_id uuid not null,
  months int not null check (months between 0 and 60),
  due_on date not null,
  done_on date,
  answered boolean,
  done_by uuid,
  sealed bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, follow_up_id),
  unique (organisation_id, case_id, months),
  foreign key (organisation_id, case_id) references case_file
);
create index follow_up_due on follow_up (organisation_id, due_on) where done_on is null;
comment on table follow_up is 'How it goes 1, 3, 6 and 12 months on: planned, done, answered or not.';

do $$
declare t text;
begin
  foreach t in array array['assessment', 'plan', 'goal', 'plan_action', 'follow_up'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['assessment', 'goal', 'plan_action'] loop
    execute format('create policy opened on %I for select to amparo_app using (
      case when case_id = (select guard.current_case()) then section = any((select guard.current_sections())::text[]) else guard.opens(case_id, section) end)', t);
    execute format('create policy written on %I for insert to amparo_app with check (guard.writes(case_id, section))', t);
    execute format('create policy changed on %I for update to amparo_app using (guard.writes(case_id, section)) with check (guard.writes(case_id, section))', t);
  end loop;
  foreach t in array array['plan', 'follow_up'] loop
    execute format('create policy seen on %I for select to amparo_app using (guard.sees(case_id))', t);
    execute format('create policy written on %I for insert to amparo_app with check (guard.reaches(case_id, ''plan.write''))', t);
    execute format('create policy changed on %I for update to amparo_app using (guard.reaches(case_id, ''plan.write''))', t);
  end loop;
end $$;
grant select, insert, update (sealed, version) on assessment to amparo_app;
grant select, insert, update (review_on, reviewed_on, version) on plan to amparo_app;
grant select, insert, update (status, sealed, version) on goal to amparo_app;
grant select, insert, update (owner_kind, owner_id, due_on, done_on, sealed, version) on plan_action to amparo_app;
grant select, insert, update (due_on, done_on, answered, done_by, sealed, version) on follow_up to amparo_app;
