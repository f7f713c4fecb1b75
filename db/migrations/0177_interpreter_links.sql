-- The interpreter's own page: one appointment, under a name made for it, while it lasts and a day longer. Where to meet is told
-- once it is confirmed. The door reads no table: it gives what was sealed to link and code.

alter table single_use_link
  drop constraint single_use_link_purpose_check,
  add constraint single_use_link_purpose_check check (purpose in ('referral', 'service_update', 'own_answers', 'directory', 'interpreter'));

drop policy seen on single_use_link;
create policy seen on single_use_link for select to amparo_app using (
  organisation_id = (select guard.organisation())
  and case when purpose = 'directory' then guard.may('directory.open')
           when case_id is null then guard.may('directory.read')
           when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
           when purpose = 'interpreter' then guard.reaches(case_id, 'interpreters.book')
           else guard.sees(case_id) end
);
drop policy made on single_use_link;
create policy made on single_use_link for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and made_by = (select guard.staff()) and used_at is null and revoked_at is null
  and case when purpose = 'directory' then guard.may('directory.open')
           when case_id is null then guard.may('directory.ask')
           when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
           when purpose = 'interpreter' then guard.reaches(case_id, 'interpreters.book')
           else guard.reaches(case_id, 'referrals.send') end
);
drop policy changed on single_use_link;
create policy changed on single_use_link for update to amparo_app
  using (organisation_id = (select guard.organisation())
    and case when purpose = 'directory' then guard.may('directory.open')
             when case_id is null then guard.may('directory.ask')
             when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
             when purpose = 'interpreter' then guard.reaches(case_id, 'interpreters.book')
             else guard.reaches(case_id, 'referrals.send') end)
  with check (organisation_id = (select guard.organisation()));

create function guard.booking_behind(l single_use_link) returns interpreter_booking
language sql stable security definer set search_path = public, pg_temp as $$
  select b from interpreter_booking b
  where l.purpose = 'interpreter' and b.organisation_id = l.organisation_id and b.case_id = l.case_id and b.booking_id = l.ref_id
    and b.status in ('offered', 'confirmed', 'attended', 'rated') and b.ends_at + interval '24 hours' > guard.clock()
$$;
comment on function guard.booking_behind(single_use_link) is 'The one booking a link is about, while it stands and until a day after its end; nothing else, ever.';

create function guard.door_interpreter_open(a_token bytea, a_check bytea) returns table (
  booking_id uuid, status text, answer text, over boolean, said_minutes int, sealed bytea, sealed_meet bytea)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare l single_use_link; b interpreter_booking;
begin
  l := guard.link_that_opens(a_token, a_check);
  b := guard.booking_behind(l);
  if b.booking_id is null then return; end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.open', l.case_id, l.link_id, 'link');
  return query select b.booking_id, b.status, b.answer, b.ends_at <= guard.clock(), b.said_minutes, l.sealed,
    case when b.status = 'confirmed' then b.sealed_meet end;
end $$;
comment on function guard.door_interpreter_open(bytea, bytea) is 'What an interpreter sees behind the link, sealed; where to meet only once it is confirmed.';

create function guard.door_interpreter_answer(a_token bytea, a_check bytea, an_answer text, a_conflict text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link; b interpreter_booking; yes boolean := an_answer = 'yes' and a_conflict = 'none';
begin
  perform 1 from single_use_link x where x.token_hash = a_token for update;
  l := guard.link_that_opens(a_token, a_check);
  b := guard.booking_behind(l);
  if b.booking_id is null or an_answer not in ('yes', 'no') or (an_answer = 'yes' and a_conflict is null) or a_conflict not in ('none', 'doubt') then return false; end if;
  update interpreter_booking x set answer = case when yes then 'yes' else 'no' end, answered_at = guard.clock(), conflict_declared = a_conflict,
    status = case when yes then x.status else 'declined' end, version = x.version + 1
  where x.organisation_id = b.organisation_id and x.case_id = b.case_id and x.booking_id = b.booking_id
    and x.status = 'offered' and x.answer is null and x.starts_at > guard.clock();
  if not found then return false; end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.answer', l.case_id, l.link_id, 'link');
  return true;
end $$;
comment on function guard.door_interpreter_answer(bytea, bytea, text, text) is
  'The interpreter says yes or no, and whether anything ties them to the person. Whoever is in doubt does not come.';

create function guard.door_interpreter_minutes(a_token bytea, a_check bytea, some_minutes int) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link; b interpreter_booking;
begin
  l := guard.link_that_opens(a_token, a_check);
  b := guard.booking_behind(l);
  if b.booking_id is null or b.ends_at > guard.clock() or some_minutes not between 1 and 1440 then return false; end if;
  update interpreter_booking x set said_minutes = some_minutes, version = x.version + 1
  where x.organisation_id = b.organisation_id and x.case_id = b.case_id and x.booking_id = b.booking_id
    and x.status in ('confirmed', 'attended') and x.said_minutes is null;
  if not found then return false; end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.answer', l.case_id, l.link_id, 'link');
  return true;
end $$;
comment on function guard.door_interpreter_minutes(bytea, bytea, int) is 'How many minutes it took, as the interpreter says, once, after the end.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('booking_behind', 'door_interpreter_open', 'door_interpreter_answer', 'door_interpreter_minutes') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.door_interpreter_open(bytea, bytea), guard.door_interpreter_answer(bytea, bytea, text, text),
  guard.door_interpreter_minutes(bytea, bytea, int) to amparo_door;
