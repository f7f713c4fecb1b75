-- What the public door may do with trainings: it reads no table, and calls these. Whoever has the code of a training reads when
-- and where; whoever has the code of a seat comes, answers and certifies for that seat alone.

create function guard.door_training_host() returns table (organisation_id uuid, name text, country text, intake_version int, public_key bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.organisation_id, o.name, o.country, k.version, k.public_key from organisation o
  join lateral (select i.version, i.public_key from intake_key i where i.organisation_id = o.organisation_id and i.retired_at is null
    order by i.version desc limit 1) k on true
  where o.kind = 'own' order by o.created_at, o.organisation_id limit 1
$$;
comment on function guard.door_training_host() is 'Who gives trainings here, and the public half of its intake key.';

create function guard.door_training_ask(a_request uuid, an_organisation uuid, a_sector text, a_province text, a_curriculum text, heads int, a_language text,
  a_mode text, a_code text, a_version int, a_sealed bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from guard.door_training_host() h where h.organisation_id = an_organisation) then return false; end if;
  insert into training_request (organisation_id, request_id, sector, province, curriculum_id, how_many, language, mode, institution_id, institution_code,
    intake_version, sealed)
  values (an_organisation, a_request, a_sector, a_province, a_curriculum, heads, a_language, a_mode,
    (select i.institution_id from institution i where i.organisation_id = an_organisation and i.code = a_code), a_code, a_version, a_sealed)
  on conflict do nothing;
  return true;
end $$;
comment on function guard.door_training_ask(uuid, uuid, text, text, text, int, text, text, text, int, bytea) is 'Takes a sealed request for a training; the same one twice is one.';

create function guard.training_behind(a_join text) returns training
language sql stable security definer set search_path = public, pg_temp as $$
  select * from training t where t.join_code = a_join and t.status <> 'planned'
$$;
comment on function guard.training_behind(text) is 'The training whose code somebody has, once people may register.';

create function guard.door_training(a_join text) returns table (
  organisation_id uuid, organisation text, training_id uuid, curriculum_id text, kind text, status text, mode text, place text, language text,
  interpreter_language text, institution_id uuid, institution text, institution_code text, steps jsonb, sessions jsonb, is_full boolean, now timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.organisation_id, o.name, t.training_id, t.curriculum_id, t.kind, t.status, t.mode, t.place, t.language, t.interpreter_language,
    t.institution_id, i.name, i.code, coalesce(p.steps, '[]'),
    (select jsonb_agg(jsonb_build_object('session_id', s.session_id, 'starts_at', to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'ends_at', to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by s.starts_at)
      from training_session s where s.organisation_id = t.organisation_id and s.training_id = t.training_id),
    (select count(*) from training_seat c where c.organisation_id = t.organisation_id and c.training_id = t.training_id) >= t.capacity, guard.clock()
  from guard.training_behind(a_join) t
  join organisation o on o.organisation_id = t.organisation_id
  left join institution i on i.organisation_id = t.organisation_id and i.institution_id = t.institution_id
  left join lateral (select w.steps from institution_pathway w where w.organisation_id = i.organisation_id and w.institution_id = i.institution_id
    order by w.version desc limit 1) p on true
  where t.training_id is not null
$$;
comment on function guard.door_training(text) is 'What whoever has the code of a training may read: what, when, where, whether there is room, and the pathway agreed with the institution.';

create function guard.door_training_register(a_join text, a_hash bytea, a_group text) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t training; seat int;
begin
  -- One after the other, so that the last place is given once.
  perform pg_advisory_xact_lock(hashtextextended('amparo.training ' || a_join, 0));
  t := guard.training_behind(a_join);
  if t.status is distinct from 'open' or t.ends_at < guard.clock() then return null; end if;
  select s.seat_number into seat from training_seat s where s.organisation_id = t.organisation_id and s.training_id = t.training_id and s.attendance_hash = a_hash;
  if seat is not null then return seat; end if;
  select count(*) into seat from training_seat s where s.organisation_id = t.organisation_id and s.training_id = t.training_id;
  if seat >= t.capacity then return null; end if;
  insert into training_seat (organisation_id, training_id, seat_number, attendance_hash, role_group)
  select t.organisation_id, t.training_id, coalesce(max(s.seat_number), 0) + 1, a_hash, a_group
  from training_seat s where s.organisation_id = t.organisation_id and s.training_id = t.training_id
  returning seat_number into seat;
  return seat;
end $$;
comment on function guard.door_training_register(text, bytea, text) is 'Gives a seat while there is one, the same code the same seat; nothing when it is full or over.';

create function guard.door_training_seat(a_join text, a_hash bytea) returns table (seat_number int, came uuid[], certified boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.seat_number, s.came, s.certified from guard.training_behind(a_join) t
  join training_seat s on s.organisation_id = t.organisation_id and s.training_id = t.training_id
  where s.attendance_hash = a_hash
$$;
comment on function guard.door_training_seat(text, bytea) is 'The seat of whoever holds its code.';

create function guard.door_training_come(a_join text, a_hash bytea, a_day_code text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t training := guard.training_behind(a_join); s training_session;
begin
  if t.training_id is null or t.status not in ('open', 'held') then return false; end if;
  select * into s from training_session x where x.organisation_id = t.organisation_id and x.training_id = t.training_id and x.day_code = a_day_code
    and guard.clock() between x.starts_at - interval '1 hour' and x.ends_at + interval '2 hours' order by x.starts_at limit 1;
  if s.session_id is null then return false; end if;
  update training_seat x set came = array_append(array_remove(x.came, s.session_id), s.session_id)
  where x.organisation_id = t.organisation_id and x.training_id = t.training_id and x.attendance_hash = a_hash;
  return found;
end $$;
comment on function guard.door_training_come(text, bytea, text) is 'Whoever types the code that stands on the screen, around the time of the session, came.';

create function guard.door_training_leave(a_join text, a_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t training := guard.training_behind(a_join);
begin
  if t.status is distinct from 'open' then return false; end if;
  delete from training_seat s where s.organisation_id = t.organisation_id and s.training_id = t.training_id and s.attendance_hash = a_hash and s.came = '{}';
  return found;
end $$;
comment on function guard.door_training_leave(text, bytea) is 'Gives a seat back, unless its holder came already.';

create function guard.door_training_answers(a_join text, a_hash bytea) returns table (moment text, score_right int, score_of int)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.moment, a.score_right, a.score_of from guard.training_behind(a_join) t
  join training_answer a on a.organisation_id = t.organisation_id and a.training_id = t.training_id
  where a.answers_hash = a_hash
$$;
comment on function guard.door_training_answers(text, bytea) is 'Which questions somebody has answered, and with which result.';

create function guard.door_training_answer(a_join text, a_hash bytea, a_moment text, the_answers jsonb, a_right int, an_of int) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t training := guard.training_behind(a_join);
begin
  if t.training_id is null or t.status = 'cancelled' then return false; end if;
  insert into training_answer (organisation_id, training_id, answers_hash, moment, answers, score_right, score_of)
  values (t.organisation_id, t.training_id, a_hash, a_moment, the_answers, a_right, an_of) on conflict do nothing;
  return true;
end $$;
comment on function guard.door_training_answer(text, bytea, text, jsonb, int, int) is 'Keeps the answers of a moment, once: what was answered first stays.';

create function guard.door_training_certify(a_join text, a_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t training := guard.training_behind(a_join);
begin
  if t.training_id is null or t.status = 'cancelled' then return false; end if;
  update training_seat s set certified = true where s.organisation_id = t.organisation_id and s.training_id = t.training_id
    and s.attendance_hash = a_hash and not s.certified and s.came <> '{}';
  return found;
end $$;
comment on function guard.door_training_certify(text, bytea) is 'True once for each seat: of two certificates made at once one is handed out.';

do $$
declare f text;
begin
  foreach f in array array[
    'guard.door_training_host()', 'guard.door_training_ask(uuid, uuid, text, text, text, int, text, text, text, int, bytea)', 'guard.training_behind(text)',
    'guard.door_training(text)', 'guard.door_training_register(text, bytea, text)', 'guard.door_training_seat(text, bytea)',
    'guard.door_training_come(text, bytea, text)', 'guard.door_training_leave(text, bytea)', 'guard.door_training_answers(text, bytea)',
    'guard.door_training_answer(text, bytea, text, jsonb, int, int)', 'guard.door_training_certify(text, bytea)'] loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    continue when f = 'guard.training_behind(text)';
    execute format('grant execute on function %s to amparo_door', f);
  end loop;
end $$;
