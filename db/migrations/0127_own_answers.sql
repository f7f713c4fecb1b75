-- She answers by herself: a colleague opens one instrument for her on a link with a code, for hours or days. The door reads
-- no file: what it goes on with is sealed to link and code, what she answers to the house, and the desk puts the two together.
-- An answer about her safety opens the protocol at once, with a line the desk sealed beforehand.

alter table single_use_link
  drop constraint single_use_link_purpose_check,
  drop constraint single_use_link_check,
  drop constraint single_use_link_check1,
  add constraint single_use_link_purpose_check check (purpose in ('referral', 'service_update', 'own_answers')),
  add constraint single_use_link_of_a_file check ((purpose = 'service_update') = (case_id is null)),
  -- She stands beside whoever shows her the one and says the other.
  add constraint single_use_link_two_ways check (link_by <> code_by or purpose = 'own_answers');

drop policy seen on single_use_link;
create policy seen on single_use_link for select to amparo_app using (
  organisation_id = (select guard.organisation())
  and case when case_id is null then guard.may('directory.read')
           when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
           else guard.sees(case_id) end
);
drop policy made on single_use_link;
create policy made on single_use_link for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and made_by = (select guard.staff()) and used_at is null and revoked_at is null
  and case when case_id is null then guard.may('directory.ask')
           when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
           else guard.reaches(case_id, 'referrals.send') end
);
drop policy changed on single_use_link;
create policy changed on single_use_link for update to amparo_app
  using (organisation_id = (select guard.organisation())
    and case when case_id is null then guard.may('directory.ask')
             when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
             else guard.reaches(case_id, 'referrals.send') end)
  with check (organisation_id = (select guard.organisation()));

create table own_answers (
  organisation_id uuid not null,
  case_id uuid not null,
  sitting_id uuid not null,
  link_id uuid not null,
  section text not null,
  state text not null default 'offered' check (state in ('offered', 'answering', 'put_off', 'stopped', 'done')),
  step int not null default 0,
  sealed_state bytea not null,
  home_version int,
  sealed_home bytea,
  zone text not null,
  left_out uuid[] not null,
  line_id uuid not null,
  sealed_line bytea not null,
  protocol_id uuid,
  changed_at timestamptz not null default guard.clock(),
  -- Put together with the sitting at the desk, or taken back: from then on nothing more comes in.
  closed_at timestamptz,
  primary key (organisation_id, case_id, link_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, sitting_id) references sitting,
  foreign key (organisation_id, link_id) references single_use_link,
  check ((sealed_home is null) = (home_version is null))
);
comment on column own_answers.left_out is 'Colleagues she must not meet, as known when the door was opened: a protocol that opens here does not tell them.';
create unique index own_answers_open on own_answers (organisation_id, case_id, sitting_id) where closed_at is null;
comment on table own_answers is
  'What she answers by herself on a link: sealed to link and code for going on, sealed to the house for the desk; how far she is; and the line of a protocol, sealed beforehand, for an answer about her safety.';
alter table own_answers enable row level security;
alter table own_answers force row level security;
create policy kept_by_owner on own_answers to current_user using (true) with check (true);
create policy guard_all on own_answers to amparo_guard using (true) with check (true);
create policy read_by_the_team on own_answers for select to amparo_app using (
  organisation_id = (select guard.organisation()) and guard.opens(case_id, section));
create policy opened_for_her on own_answers for insert to amparo_app with check (
  state = 'offered' and step = 0 and protocol_id is null and closed_at is null and guard.gives(case_id, section));
create policy put_together on own_answers for update to amparo_app
  using (closed_at is null and guard.gives(case_id, section)) with check (guard.gives(case_id, section));
grant select, delete, update (state, step, sealed_state, home_version, sealed_home, protocol_id, changed_at) on own_answers to amparo_guard;
-- What the door goes on with is for the door alone.
grant select (organisation_id, case_id, sitting_id, link_id, section, state, step, home_version, sealed_home, protocol_id, changed_at, closed_at)
  on own_answers to amparo_app;
grant insert, update (closed_at) on own_answers to amparo_app;

create function guard.own_answers_open(l single_use_link) returns own_answers
language sql stable security definer set search_path = public, pg_temp as $$
  select o from own_answers o
  where l.purpose = 'own_answers' and o.organisation_id = l.organisation_id and o.case_id = l.case_id and o.link_id = l.link_id
    and o.closed_at is null and o.state not in ('stopped', 'done')
$$;
comment on function guard.own_answers_open(single_use_link) is 'What a link lets her answer now; nothing once it is finished, stopped, taken back or put together.';

create function guard.door_own_open(a_token bytea, a_check bytea, is_first boolean) returns table (
  link_id uuid, step int, state text, sealed_state bytea, zone text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare l single_use_link; o own_answers;
begin
  l := guard.link_that_opens(a_token, a_check);
  o := guard.own_answers_open(l);
  if o.link_id is null then return; end if;
  if is_first then
    insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
    values (l.organisation_id, gen_random_uuid(), 'link.open', l.case_id, l.link_id, 'link');
  end if;
  return query select o.link_id, o.step, o.state, o.sealed_state, o.zone;
end $$;
comment on function guard.door_own_open(bytea, bytea, boolean) is 'How far she is on her link, sealed; the first opening of a visit stands in the journal.';

create function guard.door_own_keep(
  a_token bytea, a_check bytea, an_expected int, a_state text, a_sealed bytea, a_home_version int, a_home bytea, asked jsonb
) returns text language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link; o own_answers; opened jsonb;
begin
  -- Held to the end: two taps at once are one after the other.
  perform 1 from single_use_link x where x.token_hash = a_token for update;
  l := guard.link_that_opens(a_token, a_check);
  o := guard.own_answers_open(l);
  if o.link_id is null or a_state not in ('answering', 'put_off', 'stopped', 'done')
     or octet_length(a_sealed) > 400000 or octet_length(a_home) > 400000 or octet_length(asked::text) > 20000 then return null; end if;
  if o.step <> an_expected then return 'stale'; end if;
  if asked is not null and o.protocol_id is null then
    opened := guard.begin_protocol(l.organisation_id, l.case_id, l.made_by, asked || jsonb_build_object(
      'cause', 'instrument', 'ref_id', o.sitting_id, 'line_id', o.line_id, 'left_out', to_jsonb(o.left_out),
      'protocol_id', gen_random_uuid()), o.sealed_line);
  end if;
  update own_answers x set state = a_state, step = x.step + 1, sealed_state = a_sealed, home_version = a_home_version, sealed_home = a_home,
    protocol_id = coalesce(x.protocol_id, (opened ->> 'protocol_id')::uuid), changed_at = guard.clock()
  where x.organisation_id = o.organisation_id and x.case_id = o.case_id and x.link_id = o.link_id;
  if a_state in ('stopped', 'done') then
    update single_use_link x set used_at = guard.clock(), version = x.version + 1
    where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
    values (l.organisation_id, l.case_id, gen_random_uuid(), 'instrument_answered_alone', o.section, l.made_by, o.sitting_id,
      jsonb_build_object('own_door', a_state));
    insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
    values (l.organisation_id, gen_random_uuid(), 'link.answer', l.case_id, l.link_id, 'link');
  end if;
  return 'kept';
end $$;
comment on function guard.door_own_keep(bytea, bytea, int, text, bytea, int, bytea, jsonb) is
  'Keeps one step of hers, once; an answer about her safety opens the protocol in the same breath. Finished or stopped, the link is used up.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('own_answers_open', 'door_own_open', 'door_own_keep') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.door_own_open(bytea, bytea, boolean),
  guard.door_own_keep(bytea, bytea, int, text, bytea, int, bytea, jsonb) to amparo_door;
