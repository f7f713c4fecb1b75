-- Where the interpreter of an appointment has to be besides: an appointment is not moved to an hour at which somebody else
-- would be left without their words.

create function guard.taken_of_interpreters(a_case uuid, some_appointments uuid[], from_at timestamptz, until_at timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('agenda.read') or not guard.sees(a_case) then return; end if;
  return query
    select distinct o.starts_at, o.ends_at from interpreter_booking b
    join interpreter_booking o on o.organisation_id = b.organisation_id and o.interpreter_id = b.interpreter_id and o.status = 'confirmed'
      and o.appointment_id <> all (some_appointments) and o.starts_at < until_at and o.ends_at > from_at
    where b.organisation_id = me.organisation_id and b.case_id = a_case and b.appointment_id = any (some_appointments) and b.status = 'confirmed';
end $$;
comment on function guard.taken_of_interpreters(uuid, uuid[], timestamptz, timestamptz) is
  'When whoever interprets at these appointments has promised to be elsewhere: the hours alone.';
alter function guard.taken_of_interpreters(uuid, uuid[], timestamptz, timestamptz) owner to amparo_guard;
revoke all on function guard.taken_of_interpreters(uuid, uuid[], timestamptz, timestamptz) from public;
grant execute on function guard.taken_of_interpreters(uuid, uuid[], timestamptz, timestamptz) to amparo_app;
