-- What was gathered, step by step, for a lawyer who may ask that somebody is not punished, or that a record is cleared.

create table guided_steps (
  organisation_id uuid not null,
  case_id uuid not null,
  guided_id uuid not null,
  proceeding_id uuid not null,
  guide text not null,
  status text not null default 'begun' check (status in ('begun', 'with_counsel', 'set_aside')),
  sealed bytea not null,
  recorded_by uuid not null default guard.staff(),
  changed_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id, guided_id),
  unique (organisation_id, case_id, proceeding_id, guide),
  foreign key (organisation_id, case_id, proceeding_id) references proceeding
);
comment on table guided_steps is 'How far a guided checklist (data/non-punishment/guides) has come for one proceeding against the person. sealed: the answer to each step, with words. No verdict.';
select guard.wall('guided_steps', 'law');
