-- Where on which path the person is, decided by somebody with a reason each time; and from when on a review counts.

create table path_move (
  organisation_id uuid not null,
  case_id uuid not null,
  move_id uuid not null,
  follows_id uuid,
  path text not null,
  step text,
  decided_on date not null,
  decided_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, move_id),
  -- Of two colleagues who decide at once one is heard; the other sees what stands first.
  unique nulls not distinct (organisation_id, case_id, follows_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, follows_id) references path_move
);
comment on table path_move is 'Every move on a programme path, in order: to which step, or off the path; why, what she said to it and what was missing then is sealed. None is ever changed.';
select guard.wall('path_move', 'team');
create policy by_whoever_may_change on path_move as restrictive for insert to amparo_app
  with check (decided_by = (select e.staff_id from entered e) and guard.reaches(case_id, 'case.change'));
revoke update, delete on path_move from amparo_app;

alter table plan add column reviewed_at timestamptz;
comment on column plan.reviewed_at is 'The moment of the last look: what happens after it may ask for another.';
grant update (reviewed_at) on plan to amparo_app;
