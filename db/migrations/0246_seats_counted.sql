-- How many have registered is told to everybody of the house who may read trainings; who sits where, to those who keep them.

create function guard.training_seats(a_training uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from training_seat s where s.organisation_id = guard.organisation() and s.training_id = a_training and guard.may('prevention.read')
$$;
comment on function guard.training_seats(uuid) is 'How many have registered for a training of one''s own house.';
alter function guard.training_seats(uuid) owner to amparo_guard;
revoke all on function guard.training_seats(uuid) from public;
grant execute on function guard.training_seats(uuid) to amparo_app;
