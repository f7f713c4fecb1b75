-- A goal can wait and has its place among the others; a step may be taken by a partner or by somebody else, too. A need
-- that asks and gets no goal gets a reason.

alter table goal drop constraint goal_status_check,
  add constraint goal_status_check check (status in ('open', 'waiting', 'reached', 'changed', 'left')),
  add column place int not null default 0 check (place between 0 and 10000),
  add column waits_until date;
comment on column goal.place is 'Her order: the lower comes first; of two alike the older.';
comment on column goal.waits_until is 'Until when a goal that waits is left in peace; then it is spoken of again.';
grant update (place, waits_until) on goal to amparo_app;

alter table plan_action drop constraint plan_action_owner_kind_check, drop constraint plan_action_check,
  add column owner_organisation_id uuid references organisation,
  add constraint plan_action_owner_kind_check check (owner_kind in ('staff', 'person', 'partner', 'other')),
  add constraint plan_action_one_owner check (
    (owner_kind = 'staff') = (owner_id is not null) and (owner_kind = 'partner') = (owner_organisation_id is not null));
comment on column plan_action.owner_organisation_id is 'The partner who takes the step. Somebody else is named in the sealed words alone.';
grant update (owner_organisation_id) on plan_action to amparo_app;

create table need_without_goal (
  organisation_id uuid not null,
  case_id uuid not null,
  without_id uuid not null,
  need text not null,
  section text not null,
  reason text not null check (reason in ('not_wanted', 'not_now', 'first_another', 'elsewhere', 'not_safe', 'not_so', 'other')),
  decided_on date not null,
  decided_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, without_id),
  foreign key (organisation_id, case_id) references case_file
);
create index need_without_goal_latest on need_without_goal (organisation_id, case_id, need, recorded_at desc);
comment on table need_without_goal is 'Why a need that asks for a goal has none. It holds until something newer asks; none is ever changed.';
select guard.wall('need_without_goal', 'by_row');
revoke update on need_without_goal from amparo_app;
