-- What may keep this person out of a service, asked once and kept by section; matching weighs it whole and names only
-- what its reader may read.

create table person_barriers (
  organisation_id uuid not null,
  case_id uuid not null,
  section text not null check (section in ('identity', 'health', 'mind', 'law', 'home', 'money')),
  changed_on date not null,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, section),
  foreign key (organisation_id, case_id) references case_file
);
comment on table person_barriers is
  'What may keep the person out of a service: papers, record, care, debts, whom she comes with, how far she can travel. One sealed row for each section of the file.';
select guard.wall('person_barriers', 'by_row');

create function guard.barriers_of(a_case uuid) returns setof person_barriers
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not guard.sees(a_case) then return; end if;
  return query select b.* from person_barriers b where b.case_id = a_case and b.organisation_id = guard.organisation();
end $$;
comment on function guard.barriers_of(uuid) is
  'What matching weighs for everyone of the own team, whatever sections are open to them: the answer names only what they may read.';
alter function guard.barriers_of(uuid) owner to amparo_guard;
revoke all on function guard.barriers_of(uuid) from public;
grant execute on function guard.barriers_of(uuid) to amparo_app;
