-- Whoever leaves the house is out at once, though an open file is never without a reference worker (0055): theirs pass to
-- who answers for the office, who hands them on in calm.

create or replace function guard.end_staff(a_staff uuid, an_expected int) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s staff; moment timestamptz := guard.clock(); theirs record; heir uuid;
begin
  select * into s from staff where staff_id = a_staff for update;
  if s is null or not guard.manages(s.organisation_id, 'staff.manage') then return null; end if;
  if a_staff = (select guard.staff()) then return -1; end if;
  update staff set status = 'left', version = version + 1 where staff_id = a_staff and version = an_expected;
  if not found then return 0; end if;
  perform guard.end_all_of(a_staff);
  for theirs in
    select a.organisation_id, a.case_id, a.access_id, a.sections, f.office_id from case_access a
    join case_file f on f.organisation_id = a.organisation_id and f.case_id = a.case_id
    where a.organisation_id = s.organisation_id and a.staff_id = a_staff and a.function = 'reference_worker' and a.ended_at is null and f.status = 'open'
    order by a.case_id
  loop
    perform pg_advisory_xact_lock(hashtextextended('amparo.reference_worker ' || theirs.case_id, 0));
    select c.staff_id into heir from staff c
    where c.organisation_id = s.organisation_id and c.status = 'active' and c.staff_id <> a_staff
      and c.roles && array['coordinator', 'director', 'reference_worker']
    order by c.office_id = theirs.office_id and 'coordinator' = any(c.roles) desc, 'coordinator' = any(c.roles) desc,
      'director' = any(c.roles) desc, c.office_id = theirs.office_id desc, c.staff_id limit 1;
    -- Nobody is left to pass it to: the rule of 0055 says so when the transaction ends.
    exit when heir is null;
    update case_access set ended_at = moment
    where organisation_id = theirs.organisation_id and case_id = theirs.case_id and ended_at is null
      and (access_id = theirs.access_id or (staff_id = heir and kind = 'team'));
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, from_at, created_by)
    values (theirs.organisation_id, theirs.case_id, gen_random_uuid(), 'team', heir, 'reference_worker', theirs.sections, moment, guard.staff());
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes) values
      (theirs.organisation_id, theirs.case_id, gen_random_uuid(), 'team_ended', guard.staff(), a_staff, '{}'),
      (theirs.organisation_id, theirs.case_id, gen_random_uuid(), 'team_assigned', guard.staff(), heir, '{"function": "reference_worker"}');
  end loop;
  update case_access set ended_at = moment where staff_id = a_staff and ended_at is null;
  delete from invitation where staff_id = a_staff and used_at is null;
  delete from passkey where staff_id = a_staff;
  delete from recovery_code where staff_id = a_staff;
  delete from credential where staff_id = a_staff;
  return an_expected + 1;
end $$;
comment on function guard.end_staff(uuid, int) is
  'Someone leaves: signed out everywhere, off every file, with nothing left to sign in with. Files they were the reference worker of pass to who answers for the office.';
