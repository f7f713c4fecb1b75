-- What must not be forgotten about a person, a handful of words in sight on top of the file.

create table alert (
  organisation_id uuid not null,
  case_id uuid not null,
  alert_id uuid not null,
  section text not null,
  kind text not null check (kind in ('danger', 'allergy', 'health', 'deadline', 'interpreter', 'other')),
  since date not null,
  until_on date,
  written_by uuid not null,
  written_at timestamptz not null default guard.clock(),
  ended_at timestamptz,
  ended_by uuid,
  sealed bytea not null,
  primary key (organisation_id, case_id, alert_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((ended_at is null) = (ended_by is null))
);
create index alert_living on alert (organisation_id, case_id) where ended_at is null;
comment on table alert is 'Sticky facts of a file: kind, since, until and sealed words, each in a section. What is said does not change: one is ended and another written.';
select guard.wall('alert', 'by_row');
revoke update, delete on alert from amparo_app;
grant update (ended_at, ended_by) on alert to amparo_app;
