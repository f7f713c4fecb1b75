-- Photographs, sound and papers of a report, both ways: sealed before they are written, to the organisation's intake key
-- when they come from the reporter, to the receipt's key when the desk sends them.

create table report_file (
  organisation_id uuid not null,
  report_id uuid not null,
  file_id uuid not null,
  direction text not null check (direction in ('to_desk', 'to_reporter')),
  arrived_on date not null,
  size_class text not null check (size_class in ('small', 'medium', 'large')),
  intake_version int,
  author_id uuid,
  sealed_meta bytea not null,
  primary key (organisation_id, report_id, file_id),
  foreign key (organisation_id, report_id) references report,
  check ((direction = 'to_desk') = (intake_version is not null) and (direction = 'to_reporter') = (author_id is not null)),
  check (octet_length(sealed_meta) < 4096)
);
comment on table report_file is 'A file that came with a report or was sent to its reporter. What it is, its size and its hash lie sealed; clear are its day and a coarse size.';

create table report_file_part (
  organisation_id uuid not null,
  report_id uuid not null,
  file_id uuid not null,
  copy text not null check (copy in ('shared', 'original')),
  part int not null check (part between 0 and 39),
  sealed bytea not null check (octet_length(sealed) < 1048576),
  primary key (organisation_id, report_id, file_id, copy, part),
  foreign key (organisation_id, report_id) references report,
  foreign key (organisation_id, report_id, file_id) references report_file on delete cascade
);
comment on table report_file_part is 'A file in sealed parts: the copy colleagues may see or hear, and the original as it came.';

alter table report_file enable row level security;
alter table report_file force row level security;
alter table report_file_part enable row level security;
alter table report_file_part force row level security;

create policy triaged on report_file for select to amparo_app using (organisation_id = (select guard.organisation()) and guard.may('reports.read'));
create policy sent on report_file for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('reports.triage') and direction = 'to_reporter' and author_id = (select guard.staff())
);
grant select, insert on report_file to amparo_app;

-- What the desk sent is sealed to the reporter: it is not even handed out again.
create policy triaged on report_file_part for select to amparo_app using (
  organisation_id = (select guard.organisation()) and guard.may('reports.read')
  and exists (select from report_file f where f.organisation_id = report_file_part.organisation_id and f.report_id = report_file_part.report_id
              and f.file_id = report_file_part.file_id and f.direction = 'to_desk')
);
create policy sent on report_file_part for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('reports.triage') and copy = 'shared'
  and exists (select from report_file f where f.organisation_id = report_file_part.organisation_id and f.report_id = report_file_part.report_id
              and f.file_id = report_file_part.file_id and f.direction = 'to_reporter' and f.author_id = (select guard.staff()))
);
grant select, insert on report_file_part to amparo_app;

create policy guard_all on report_file to amparo_guard using (true) with check (true);
create policy guard_all on report_file_part to amparo_guard using (true) with check (true);
grant select, insert, delete on report_file to amparo_guard;
grant select, insert, delete on report_file_part to amparo_guard;

-- The door role reads no table of files. These functions are all it can do, and a receipt whose life is over
-- (report.expires_on, which comes with 0093) opens nothing.
create function guard.door_file(a_lookup bytea, a_file uuid, an_intake_version int, a_size_class text, a_meta bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare today date := (guard.clock() at time zone 'UTC')::date; at_report record;
begin
  select r.organisation_id, r.report_id into at_report from report r where r.lookup_id = a_lookup and r.expires_on > today for update;
  if not found or (select count(*) from report_file f where f.organisation_id = at_report.organisation_id
                   and f.report_id = at_report.report_id and f.direction = 'to_desk') >= 20 then return false; end if;
  insert into report_file (organisation_id, report_id, file_id, direction, arrived_on, size_class, intake_version, sealed_meta)
  values (at_report.organisation_id, at_report.report_id, a_file, 'to_desk', today, a_size_class, an_intake_version, a_meta)
  on conflict do nothing;
  return found;
end $$;
comment on function guard.door_file(bytea, uuid, int, text, bytea) is
  'Adds a sealed file to a report with its receipt, up to twenty; false when it is there already, or there is no room, or no report.';

create function guard.door_file_part(a_lookup bytea, a_file uuid, a_copy text, a_part int, a_sealed bytea) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into report_file_part (organisation_id, report_id, file_id, copy, part, sealed)
  select f.organisation_id, f.report_id, f.file_id, a_copy, a_part, a_sealed
  from report r join report_file f on f.organisation_id = r.organisation_id and f.report_id = r.report_id
  where r.lookup_id = a_lookup and f.file_id = a_file and f.direction = 'to_desk'
    -- Only in the transaction that began the file: nobody adds to one that is there.
    and f.xmin = pg_current_xact_id()::xid
$$;
comment on function guard.door_file_part(bytea, uuid, text, int, bytea) is 'One sealed part of a file that is just being added.';

create function guard.door_files(a_lookup bytea) returns table (file_id uuid, arrived_on date, sealed_meta bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select f.file_id, f.arrived_on, f.sealed_meta
    from report r join report_file f on f.organisation_id = r.organisation_id and f.report_id = r.report_id
    where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date and f.direction = 'to_reporter'
    order by f.arrived_on, f.file_id;
end $$;
comment on function guard.door_files(bytea) is 'The files sent to the holder of a receipt, each sealed to it; never what the reporter sent.';

create function guard.door_file_parts(a_lookup bytea, a_file uuid) returns table (part int, sealed bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select p.part, p.sealed
    from report r join report_file f on f.organisation_id = r.organisation_id and f.report_id = r.report_id
    join report_file_part p on p.organisation_id = f.organisation_id and p.report_id = f.report_id and p.file_id = f.file_id
    where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date
      and f.file_id = a_file and f.direction = 'to_reporter'
    order by p.part;
end $$;
comment on function guard.door_file_parts(bytea, uuid) is 'The sealed parts of one file sent to the holder of a receipt.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname like 'door\_file%' loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_door', f);
  end loop;
end $$;
