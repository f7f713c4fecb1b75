-- What of a report was passed on, to whom, on which legal basis. A partner of the house reads its own part and no more.

create table report_pass (
  organisation_id uuid not null,
  report_id uuid not null,
  pass_id uuid not null,
  to_organisation_id uuid references organisation,
  outside text check (outside in (
    'emergency', 'police', 'child_protection', 'labour_inspectorate', 'specialised_organisation', 'health', 'other')),
  legal_basis text not null,
  wish text not null check (wish in ('agreed', 'not_asked', 'did_not_want')),
  shared text[] not null,
  passed_by uuid not null,
  passed_on date not null,
  ended_on date,
  intake_version int,
  sealed bytea,
  record_version int not null,
  sealed_record bytea not null,
  taken text check (taken in ('taken', 'not_ours')),
  taken_by uuid,
  taken_on date,
  version int not null default 1,
  primary key (organisation_id, report_id, pass_id),
  unique (pass_id),
  foreign key (organisation_id, report_id) references report on delete cascade,
  check ((to_organisation_id is null) <> (outside is null)),
  check ((to_organisation_id is null) = (sealed is null) and (sealed is null) = (intake_version is null))
);
create index report_pass_queue on report_pass (to_organisation_id, passed_on desc, pass_id) where to_organisation_id is not null;
alter table report_pass enable row level security;
alter table report_pass force row level security;
comment on table report_pass is 'A report passed on: which parts, to whom, on which legal basis and with which wish of the reporter. What a partner reads is sealed to the partner; the record of it to the house that passed it.';

create policy kept_by_owner on report_pass to current_user using (true) with check (true);
create policy guard_all on report_pass to amparo_guard using (true) with check (true);
grant select, update (taken, taken_by, taken_on, version) on report_pass to amparo_guard;
create policy passed on report_pass for select to amparo_app using (
  organisation_id = (select guard.organisation()) and guard.may('reports.read')
);
create policy received on report_pass for select to amparo_app using (
  to_organisation_id = (select guard.organisation()) and ended_on is null and guard.may('reports.take')
);
create policy passing on report_pass for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('reports.triage') and passed_by = (select guard.staff())
  and to_organisation_id is distinct from organisation_id
  and ended_on is null and taken is null and taken_by is null and taken_on is null
);
create policy ending on report_pass for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('reports.triage'))
  with check (organisation_id = (select guard.organisation()));
grant select, insert, update (ended_on, version) on report_pass to amparo_app;

create function guard.take_passed_report(a_pass uuid, an_expected int, an_answer text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); found report_pass;
begin
  if me.staff_id is null or not guard.may('reports.take') then return 'not_found'; end if;
  select * into found from report_pass p
    where p.pass_id = a_pass and p.to_organisation_id = me.organisation_id and p.ended_on is null for update;
  if found.pass_id is null then return 'not_found'; end if;
  if found.version <> an_expected then return 'stale'; end if;
  update report_pass set taken = an_answer, taken_by = me.staff_id, taken_on = (guard.clock() at time zone 'UTC')::date,
    version = version + 1 where pass_id = a_pass;
  return 'done';
end $$;
comment on function guard.take_passed_report(uuid, int, text) is 'The partner says whether it takes up a report passed to it: its own, while it has not been taken back.';
alter function guard.take_passed_report(uuid, int, text) owner to amparo_guard;
revoke all on function guard.take_passed_report(uuid, int, text) from public;
grant execute on function guard.take_passed_report(uuid, int, text) to amparo_app;
