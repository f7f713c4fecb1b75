-- What is known of someone's health, injuries drawn on a body chart for a court, and every earlier state of both.

create table health_record (
  organisation_id uuid not null,
  case_id uuid not null,
  record_id uuid not null,
  section text not null check (section in ('health', 'mind')),
  status text not null default 'live' check (status in ('live', 'ended', 'mistake')),
  alert_id uuid,
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id, record_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, alert_id) references alert
);
comment on table health_record is 'Medication, allergies, vaccinations, conditions, a pregnancy: which of them it is, too, is sealed. An allergy that stands on top of the file is there once: the sticky fact carries its words.';

create table injury_record (
  organisation_id uuid not null,
  case_id uuid not null,
  injury_id uuid not null,
  status text not null default 'live' check (status in ('live', 'set_aside')),
  examined_on date not null,
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id, injury_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table injury_record is 'Injuries seen on one day: by whom, with what consent, where on the body, what the person says of each and how well that fits. Sealed; amended only with its earlier states kept.';

create table care_version (
  organisation_id uuid not null,
  case_id uuid not null,
  section text not null,
  of_table text not null,
  row_id uuid not null,
  version int not null,
  status text not null,
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (organisation_id, case_id, of_table, row_id, version),
  foreign key (organisation_id, case_id) references case_file
);
comment on table care_version is 'What a record of health or injuries said before each change, sealed as it was. Written by the database itself with the change, and by nobody else.';

select guard.wall('health_record', 'by_row'), guard.wall('injury_record', 'health'), guard.wall('care_version', 'by_row');
revoke insert, update on care_version from amparo_app;
create policy guard_keeps on care_version for insert to amparo_guard with check (true);
grant insert on care_version to amparo_guard;

create function guard.keep_care_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare before jsonb := to_jsonb(old);
begin
  if new.version <> old.version + 1 then raise exception 'changes_by_one' using errcode = 'check_violation'; end if;
  insert into care_version (organisation_id, case_id, section, of_table, row_id, version, status, sealed, written_by, written_at)
  values (old.organisation_id, old.case_id, coalesce(before ->> 'section', 'health'), tg_table_name,
    coalesce(before ->> 'injury_id', before ->> 'record_id')::uuid, old.version, old.status, old.sealed, old.written_by, old.written_at);
  new.written_at := guard.clock();
  new.written_by := coalesce(guard.staff(), new.written_by);
  return new;
end $$;
comment on function guard.keep_care_version() is 'Keeps what a record said before it is changed: there is no silent way around it.';
alter function guard.keep_care_version() owner to amparo_guard;
revoke all on function guard.keep_care_version() from public;
create trigger kept before update on health_record for each row execute function guard.keep_care_version();
create trigger kept before update on injury_record for each row execute function guard.keep_care_version();
