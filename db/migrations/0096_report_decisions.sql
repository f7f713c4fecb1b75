-- What becomes of a report, decision by decision, and which reports tell the same.

create table report_decision (
  organisation_id uuid not null,
  report_id uuid not null,
  decision_id uuid not null,
  place int not null,
  kind text not null check (kind in (
    'file_opened', 'linked', 'passed_on', 'labour_route', 'advised', 'no_indication', 'spam', 'merged', 'reopened')),
  decided_by uuid not null,
  decided_on date not null,
  case_id uuid,
  other_report_id uuid,
  pass_id uuid,
  sealed bytea,
  primary key (organisation_id, report_id, decision_id),
  unique (organisation_id, report_id, place),
  foreign key (organisation_id, report_id) references report on delete cascade
);
comment on table report_decision is 'Every decision on a report, in order and for good: a decision is taken back by another one. The reason is sealed to the organisation''s intake key.';

create table report_tie (
  organisation_id uuid not null,
  report_id uuid not null,
  other_id uuid not null,
  says text not null check (says in ('linked', 'not_same', 'undecided')),
  decided_by uuid not null,
  decided_on date not null,
  version int not null default 1,
  primary key (organisation_id, report_id, other_id),
  foreign key (organisation_id, report_id) references report on delete cascade,
  foreign key (organisation_id, other_id) references report on delete cascade,
  check (report_id < other_id)
);
create index report_tie_other on report_tie (organisation_id, other_id);
comment on table report_tie is 'Two reports somebody looked at side by side: they belong together, or they do not. No words.';

do $$
declare t regclass;
begin
  foreach t in array array['report_decision', 'report_tie']::regclass[] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy kept_by_owner on %s to current_user using (true) with check (true)', t);
    execute format('create policy triaged on %s for select to amparo_app using (organisation_id = (select guard.organisation()) and guard.may(''reports.read''))', t);
    execute format('grant select, insert on %s to amparo_app', t);
  end loop;
end $$;

create policy decided on report_decision for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('reports.triage') and decided_by = (select guard.staff())
  and (kind <> 'linked' or guard.sees(case_id))
);
create policy tied on report_tie for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('reports.triage') and decided_by = (select guard.staff())
);
create policy tied_again on report_tie for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('reports.triage'))
  with check (organisation_id = (select guard.organisation()) and decided_by = (select guard.staff()));
grant update (says, decided_by, decided_on, version) on report_tie to amparo_app;
