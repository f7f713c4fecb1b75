-- The same-day protocol: who was told, who took it over, what was answered. Everything that becomes of one is a function of
-- the guard, and a trigger beside them: no sequence of requests closes it with a step unanswered or nobody named.

create table protocol (
  organisation_id uuid not null,
  case_id uuid not null,
  protocol_id uuid not null,
  kind text not null check (kind in ('self_harm', 'danger', 'health', 'child')),
  section text not null,
  cause text not null check (cause in ('instrument', 'told', 'incident')),
  instrument text,
  item text,
  ref_id uuid,
  facts_version int not null,
  closing text not null check (closing in ('not_opener', 'two')),
  left_out uuid[] not null default '{}',
  opened_by uuid not null,
  opened_at timestamptz not null,
  look_by timestamptz not null,
  talk_by timestamptz not null,
  taken_by uuid,
  taken_at timestamptz,
  handed_to uuid,
  close_asked_by uuid,
  closed_by uuid,
  closed_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, case_id, protocol_id),
  unique (protocol_id),
  foreign key (organisation_id, case_id) references case_file,
  constraint taken_by_somebody_at_a_time check ((taken_by is null) = (taken_at is null)),
  constraint closed_by_somebody_named check ((closed_by is null) = (closed_at is null) and (closed_at is null or taken_by is not null)),
  constraint closed_by_two check (closed_at is null or closing <> 'two' or (close_asked_by is not null and close_asked_by <> closed_by)),
  constraint not_closed_by_its_opener check (closed_at is null or closing <> 'not_opener' or closed_by <> opened_by)
);
create unique index protocol_once on protocol (organisation_id, case_id, kind) where closed_at is null;
create index protocol_open on protocol (organisation_id, opened_at) where closed_at is null;
comment on table protocol is 'A same-day protocol: what opened it, by when somebody must look and talk, who has it, and who closed it.';
comment on column protocol.left_out is 'Colleagues the person must not meet: neither told nor called.';

create table protocol_step (
  organisation_id uuid not null,
  case_id uuid not null,
  protocol_id uuid not null,
  step text not null,
  place int not null,
  section text not null,
  state text not null default 'open' check (state in ('open', 'done', 'not_needed')),
  due_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  primary key (organisation_id, case_id, protocol_id, step),
  foreign key (organisation_id, case_id, protocol_id) references protocol,
  check ((state = 'open') = (answered_by is null) and (answered_by is null) = (answered_at is null))
);
comment on table protocol_step is 'What a protocol asks, as its checklist was that day, and how far each step is.';

create table protocol_told (
  organisation_id uuid not null,
  case_id uuid not null,
  protocol_id uuid not null,
  staff_id uuid not null,
  told_as text not null check (told_as in ('reference_worker', 'cover', 'psychologist', 'coordinator', 'duty', 'deputy', 'director', 'handed')),
  section text not null,
  from_at timestamptz not null,
  telephone text not null default '',
  primary key (organisation_id, case_id, protocol_id, staff_id, told_as),
  foreign key (organisation_id, case_id, protocol_id) references protocol
);
create index protocol_told_of_staff on protocol_told (staff_id, protocol_id);
comment on table protocol_told is 'On whose page of the day a protocol stands, as what, and from when: deputy and director only once nobody looked in time.';

create table protocol_line (
  organisation_id uuid not null,
  case_id uuid not null,
  protocol_id uuid not null,
  line_id uuid not null,
  section text not null,
  at timestamptz not null,
  by_id uuid not null,
  what text not null check (what in ('opened', 'again', 'taken', 'handed_on', 'step', 'note', 'close_asked', 'close_refused', 'closed')),
  step text,
  state text,
  to_id uuid,
  codes jsonb not null default '{}',
  sealed bytea not null,
  primary key (organisation_id, case_id, protocol_id, line_id),
  foreign key (organisation_id, case_id, protocol_id) references protocol
);
comment on table protocol_line is 'How a protocol went, line by line. Lines are only ever added.';

select guard.wall('protocol', 'by_row'), guard.wall('protocol_step', 'by_row'), guard.wall('protocol_told', 'by_row'), guard.wall('protocol_line', 'by_row');

do $$
declare t text;
begin
  foreach t in array array['protocol', 'protocol_step', 'protocol_told', 'protocol_line'] loop
    execute format('revoke insert, update on %I from amparo_app', t);
    -- A partner reads what a consent opens of the section; how the house looked after a fright is its own.
    execute format('create policy own_house on %I as restrictive for select to amparo_app using (organisation_id = (select guard.organisation()))', t);
    execute format('create policy guard_writes on %I for insert to amparo_guard with check (true)', t);
    execute format('grant insert on %I to amparo_guard', t);
  end loop;
end $$;
create policy guard_moves on protocol for update to amparo_guard using (true) with check (true);
create policy guard_answers on protocol_step for update to amparo_guard using (true) with check (true);
create policy guard_tells on protocol_told for update to amparo_guard using (true) with check (true);
grant update (look_by, talk_by, taken_by, taken_at, handed_to, close_asked_by, closed_by, closed_at, version) on protocol to amparo_guard;
grant update (state, due_at, answered_by, answered_at) on protocol_step to amparo_guard;
grant update (from_at, telephone) on protocol_told to amparo_guard;

create function guard.keep_protocol() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.closed_at is not null then raise exception using errcode = 'AM411', message = 'a closed protocol stays as it is'; end if;
  if new.closed_at is not null and exists (select from protocol_step s where s.organisation_id = new.organisation_id and s.case_id = new.case_id
      and s.protocol_id = new.protocol_id and s.state = 'open') then
    raise exception using errcode = 'AM411', message = 'a protocol closes when every step is answered';
  end if;
  return new;
end $$;
comment on function guard.keep_protocol() is 'Refuses to close a protocol with an open step, and to change one that is closed, whoever asks.';
create trigger protocol_closes_whole before update on protocol for each row execute function guard.keep_protocol();

create function guard.keep_protocol_step() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from protocol p where p.protocol_id = new.protocol_id and p.closed_at is not null) then
    raise exception using errcode = 'AM411', message = 'a closed protocol stays as it is';
  end if;
  return new;
end $$;
comment on function guard.keep_protocol_step() is 'Refuses steps, changed or new, in a protocol that is closed.';
create trigger step_of_an_open_protocol before insert or update on protocol_step for each row execute function guard.keep_protocol_step();

create function guard.keep_file_with_protocol() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from protocol p where p.organisation_id = new.organisation_id and p.case_id = new.case_id and p.closed_at is null) then
    raise exception using errcode = 'AM411', message = 'a file with an open protocol stays open';
  end if;
  return new;
end $$;
comment on function guard.keep_file_with_protocol() is 'A file is not closed over an open protocol.';
create trigger no_file_closes_over_a_protocol before update of status on case_file for each row
  when (new.status = 'closed' and old.status <> 'closed') execute function guard.keep_file_with_protocol();

create function guard.whom_to_tell(f case_file, a_section text) returns table (staff_id uuid, told_as text, telephone text, at_once boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare moment timestamptz := guard.clock();
begin
  return query
    select s.staff_id, w.told_as, w.telephone, w.at_once from (
      select a.staff_id, a.function as told_as, '' as telephone, true as at_once from case_access a
      where a.organisation_id = f.organisation_id and a.case_id = f.case_id and a.kind = 'team' and a.function in ('reference_worker', 'cover')
        and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
      union
      select a.staff_id, 'psychologist', '', true from case_access a join staff m on m.organisation_id = a.organisation_id and m.staff_id = a.staff_id
      where a.organisation_id = f.organisation_id and a.case_id = f.case_id and a.kind = 'team' and a.function <> 'duty' and 'psychologist' = any(m.roles)
        and a_section = any(a.sections) and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
      union
      select m.staff_id, 'coordinator', '', true from staff m
      where m.organisation_id = f.organisation_id and m.office_id = f.office_id and 'coordinator' = any(m.roles)
      union
      select d.staff_id, 'duty', d.telephone, true from guard.duty_at(f.organisation_id, f.office_id, moment) d
      where not guard.in_hours(f.organisation_id, f.office_id, moment)
      union
      select d.deputy_id, 'deputy', d.telephone, false from guard.duty_at(f.organisation_id, f.office_id, moment) d
      where d.deputy_id is not null and not guard.in_hours(f.organisation_id, f.office_id, moment)
      union
      select m.staff_id, 'director', '', false from staff m where m.organisation_id = f.organisation_id and 'director' = any(m.roles)
    ) w join staff s on s.organisation_id = f.organisation_id and s.staff_id = w.staff_id and s.status = 'active';
end $$;
comment on function guard.whom_to_tell(case_file, text) is
  'Who is told of a protocol: at once the reference worker, whoever stands in, the psychologist on the team, the coordinators of the office and, outside its hours, the duty; deputy and directors once nobody looked in time.';

create function guard.tell_of_protocol(p protocol) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare f case_file; somebody boolean;
begin
  select * into f from case_file x where x.organisation_id = p.organisation_id and x.case_id = p.case_id;
  somebody := exists (select from guard.whom_to_tell(f, p.section) w where w.at_once and not w.staff_id = any(p.left_out));
  insert into protocol_told (organisation_id, case_id, protocol_id, staff_id, told_as, section, from_at, telephone)
  select p.organisation_id, p.case_id, p.protocol_id, w.staff_id, w.told_as, p.section,
    -- With nobody else to tell, those of the second hour are told in the first.
    case when w.at_once or not somebody then guard.clock() else p.look_by end, max(w.telephone)
  from guard.whom_to_tell(f, p.section) w where not w.staff_id = any(p.left_out)
  group by w.staff_id, w.told_as, w.at_once
  on conflict (organisation_id, case_id, protocol_id, staff_id, told_as)
    do update set from_at = least(protocol_told.from_at, excluded.from_at), telephone = excluded.telephone;
end $$;
comment on function guard.tell_of_protocol(protocol) is 'Puts a protocol on the page of the day of everybody who must be told.';

create function guard.begin_protocol(an_organisation uuid, a_case uuid, someone uuid, asked jsonb, a_sealed bytea) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare p protocol; moment timestamptz; what text := 'opened'; of_cause jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('amparo.protocol ' || a_case, 0));
  moment := guard.clock();
  of_cause := jsonb_strip_nulls(jsonb_build_object('cause', asked ->> 'cause', 'instrument', asked ->> 'instrument', 'item', asked ->> 'item', 'ref', asked ->> 'ref_id'));
  select * into p from protocol x where x.protocol_id = (asked ->> 'protocol_id')::uuid;
  -- Told twice is told once.
  if p.protocol_id is not null then
    return case when p.organisation_id = an_organisation and p.case_id = a_case
      then jsonb_build_object('protocol_id', p.protocol_id, 'opened', false) end;
  end if;
  if asked ->> 'ref_id' is not null then
    select x.* into p from protocol_line l join protocol x on x.protocol_id = l.protocol_id
    where l.organisation_id = an_organisation and l.case_id = a_case and l.codes = of_cause limit 1;
    if p.protocol_id is not null then return jsonb_build_object('protocol_id', p.protocol_id, 'opened', false); end if;
  end if;
  select * into p from protocol x where x.organisation_id = an_organisation and x.case_id = a_case and x.kind = asked ->> 'kind'
    and x.closed_at is null for update;
  if p.protocol_id is not null then
    what := 'again';
    -- More of the same sitting belongs to the same fright. What was answered to another one is asked anew.
    if asked ->> 'ref_id' is null or not exists (select from protocol_line l where l.organisation_id = an_organisation and l.case_id = a_case
        and l.protocol_id = p.protocol_id and l.codes ->> 'ref' = asked ->> 'ref_id') then
      update protocol_step s set state = 'open', answered_by = null, answered_at = null, due_at = (n.step ->> 'due_at')::timestamptz
      from jsonb_array_elements(asked -> 'steps') n(step)
      where s.organisation_id = an_organisation and s.case_id = a_case and s.protocol_id = p.protocol_id and s.step = n.step ->> 'code';
      update protocol x set look_by = (asked ->> 'look_by')::timestamptz, talk_by = (asked ->> 'talk_by')::timestamptz, close_asked_by = null,
        version = version + 1 where x.protocol_id = p.protocol_id returning * into p;
    end if;
  else
    insert into protocol (organisation_id, case_id, protocol_id, kind, section, cause, instrument, item, ref_id, facts_version, closing,
                          left_out, opened_by, opened_at, look_by, talk_by)
    values (an_organisation, a_case, (asked ->> 'protocol_id')::uuid, asked ->> 'kind', asked ->> 'section', asked ->> 'cause',
            asked ->> 'instrument', asked ->> 'item', (asked ->> 'ref_id')::uuid, (asked ->> 'facts_version')::int, asked ->> 'closing',
            coalesce(array(select jsonb_array_elements_text(asked -> 'left_out')::uuid), '{}'), someone, moment,
            (asked ->> 'look_by')::timestamptz, (asked ->> 'talk_by')::timestamptz)
    returning * into p;
    insert into protocol_step (organisation_id, case_id, protocol_id, step, place, section, due_at)
    select an_organisation, a_case, p.protocol_id, n.step ->> 'code', n.place, p.section, (n.step ->> 'due_at')::timestamptz
    from jsonb_array_elements(asked -> 'steps') with ordinality n(step, place);
  end if;
  perform guard.tell_of_protocol(p);
  insert into protocol_line (organisation_id, case_id, protocol_id, line_id, section, at, by_id, what, codes, sealed)
  values (an_organisation, a_case, p.protocol_id, (asked ->> 'line_id')::uuid, p.section, moment, someone, what, of_cause, a_sealed);
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  values (an_organisation, a_case, gen_random_uuid(), 'protocol_opened', p.section, someone, p.protocol_id,
    jsonb_build_object('protocol', p.kind, 'protocol_cause', asked ->> 'cause'));
  return jsonb_build_object('protocol_id', p.protocol_id, 'opened', what = 'opened');
end $$;
comment on function guard.begin_protocol(uuid, uuid, uuid, jsonb, bytea) is
  'Opens a protocol, or joins the open one of its kind and asks its steps anew. For functions of the guard: they say who may. Where the person answers alone on her own door, someone is whoever opened that door.';

create function guard.open_protocol(a_case uuid, asked jsonb, a_sealed bytea) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); theirs uuid;
begin
  select f.organisation_id into theirs from case_file f where f.case_id = a_case;
  if me.staff_id is null or theirs is distinct from me.organisation_id or cardinality(guard.sections_of(a_case, 'case.write')) = 0 then return null; end if;
  return guard.begin_protocol(theirs, a_case, me.staff_id, asked, a_sealed);
end $$;
comment on function guard.open_protocol(uuid, jsonb, bytea) is 'Opens a protocol for whoever may write anything in the file: a fright is told by whoever hears it.';

create function guard.candidates_of_protocol(a_case uuid, a_section text) returns table (staff_id uuid, name text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare f case_file;
begin
  select * into f from case_file x where x.case_id = a_case;
  if f.organisation_id is distinct from guard.organisation() or not guard.sees(a_case) then return; end if;
  return query select distinct s.staff_id, s.name from guard.whom_to_tell(f, a_section) w
    join staff s on s.organisation_id = f.organisation_id and s.staff_id = w.staff_id;
end $$;
comment on function guard.candidates_of_protocol(uuid, text) is 'Who would be told of a protocol, so that whoever the person must not meet can be left out.';

create function guard.zone_of_file(a_case uuid) returns table (zone text, country text, province text)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.time_zone, o.country, coalesce(c.province, o.province) from case_file f
  join organisation o on o.organisation_id = f.organisation_id
  join office c on c.organisation_id = f.organisation_id and c.office_id = f.office_id
  left join office_hours h on h.organisation_id = f.organisation_id and h.office_id = f.office_id
  where f.case_id = a_case and guard.sees(a_case)
$$;
comment on function guard.zone_of_file(uuid) is 'By which clock the day of a file''s office ends: its own where it was set, and what its place is known by otherwise.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('keep_protocol', 'keep_protocol_step', 'keep_file_with_protocol', 'whom_to_tell', 'tell_of_protocol', 'begin_protocol',
                             'open_protocol', 'candidates_of_protocol', 'zone_of_file') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.open_protocol(uuid, jsonb, bytea), guard.candidates_of_protocol(uuid, text), guard.zone_of_file(uuid) to amparo_app;
