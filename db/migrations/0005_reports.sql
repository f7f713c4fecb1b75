-- Possible cases reported at the public door: sealed before any write, answered through the receipt alone.

create table report (
  organisation_id uuid not null references organisation,
  report_id uuid not null,
  lookup_id bytea not null,
  reporter_public_key bytea not null,
  intake_version int not null,
  language text not null,
  received_on date not null,
  kept boolean not null default false,
  status text not null default 'new' check (status in ('new', 'in_triage', 'file_opened', 'answered', 'closed')),
  urgency text check (urgency in ('now', 'soon', 'routine')),
  closed_because text,
  case_id uuid,
  sealed_body bytea not null,
  version int not null default 1,
  primary key (organisation_id, report_id),
  unique (lookup_id)
);
create index report_by_status on report (organisation_id, status, received_on desc, report_id);
comment on table report is 'A possible case as reported. The text is sealed to the organisation''s intake key; times are days; no address is kept.';

create table report_message (
  organisation_id uuid not null,
  report_id uuid not null,
  message_id uuid not null,
  direction text not null check (direction in ('to_desk', 'to_reporter')),
  written_on date not null,
  place int not null,
  author_id uuid,
  sealed bytea not null,
  primary key (organisation_id, report_id, message_id),
  unique (organisation_id, report_id, place),
  foreign key (organisation_id, report_id) references report
);
comment on table report_message is 'What the reporter added and what the desk answered, each sealed to the one who reads it.';

alter table report enable row level security;
alter table report force row level security;
alter table report_message enable row level security;
alter table report_message force row level security;

create policy triaged on report for select to amparo_app using (organisation_id = (select guard.organisation()) and guard.may('reports.read'));
create policy worked on report for update to amparo_app using (organisation_id = (select guard.organisation()) and guard.may('reports.triage'));
grant select, update (status, urgency, closed_because, case_id, version) on report to amparo_app;
create policy triaged on report_message for select to amparo_app using (organisation_id = (select guard.organisation()) and guard.may('reports.read'));
create policy answered on report_message for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('reports.triage') and direction = 'to_reporter' and author_id = (select guard.staff())
);
grant select, insert on report_message to amparo_app;

create policy guard_all on report to amparo_guard using (true) with check (true);
create policy guard_all on report_message to amparo_guard using (true) with check (true);
grant select, insert, update (kept) on report to amparo_guard;
grant select, insert on report_message to amparo_guard;

-- The door role reads no table of reports. These functions are all it can do.
create function guard.door_organisations() returns table (organisation_id uuid, name text, country text, intake_version int, public_key bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.organisation_id, o.name, o.country, k.version, k.public_key
  from organisation o join lateral (
    select version, public_key from intake_key k where k.organisation_id = o.organisation_id and k.retired_at is null order by version desc limit 1
  ) k on true
  where o.takes_reports order by o.name
$$;
comment on function guard.door_organisations() is 'Who takes reports here, and the public half of their intake key.';

create function guard.door_report(
  an_organisation uuid, a_report uuid, a_lookup bytea, a_public_key bytea, an_intake_version int, a_language text, a_body bytea
) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on, sealed_body)
  select o.organisation_id, a_report, a_lookup, a_public_key, an_intake_version, a_language, (guard.clock() at time zone 'UTC')::date, a_body
  from organisation o where o.organisation_id = an_organisation and o.takes_reports
  on conflict do nothing
$$;
comment on function guard.door_report(uuid, uuid, bytea, bytea, int, text, bytea) is 'Takes a sealed report; the same one twice is one.';

create function guard.door_keep(a_lookup bytea) returns void language sql volatile security definer set search_path = public, pg_temp as
$$ update report set kept = true where lookup_id = a_lookup $$;
comment on function guard.door_keep(bytea) is 'The reporter says the receipt is kept.';

create function guard.door_return(a_lookup bytea) returns table (
  organisation_id uuid, report_id uuid, status text, message_id uuid, direction text, written_on date, sealed bytea,
  intake_version int, public_key bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.organisation_id, r.report_id, r.status, m.message_id, m.direction, m.written_on,
    case when m.direction = 'to_reporter' then m.sealed end, k.version, k.public_key
  from report r
  join lateral (select version, public_key from intake_key k where k.organisation_id = r.organisation_id and k.retired_at is null
                order by version desc limit 1) k on true
  left join report_message m on m.organisation_id = r.organisation_id and m.report_id = r.report_id
  where r.lookup_id = a_lookup order by m.place
$$;
comment on function guard.door_return(bytea) is 'What the holder of a receipt may read: answers sealed to the receipt, never the report itself.';

create function guard.door_add(a_lookup bytea, a_message uuid, a_sealed bytea) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  with at_report as (select r.organisation_id, r.report_id from report r where r.lookup_id = a_lookup for update),
  added as (
    insert into report_message (organisation_id, report_id, message_id, direction, written_on, place, sealed)
    select a.organisation_id, a.report_id, a_message, 'to_desk', (guard.clock() at time zone 'UTC')::date,
      (select coalesce(max(m.place), 0) + 1 from report_message m where m.organisation_id = a.organisation_id and m.report_id = a.report_id), a_sealed
    from at_report a on conflict do nothing returning 1)
  select exists (select from at_report)
$$;
comment on function guard.door_add(bytea, uuid, bytea) is 'Adds to a report with its receipt; the same addition twice is one.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname like 'door\_%' loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_door', f);
  end loop;
end $$;
grant select on intake_key to amparo_guard;
create policy guard_reads on intake_key for select to amparo_guard using (true);
