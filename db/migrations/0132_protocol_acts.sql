-- What becomes of a protocol: seen by those it stands with, taken over, handed on, answered step by step, closed.

create function guard.has_duty(an_organisation uuid, an_office uuid, look_by timestamptz, untaken boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not guard.in_hours(an_organisation, an_office, guard.clock()) and exists (
    select from guard.duty_at(an_organisation, an_office, guard.clock()) d
    where d.staff_id = guard.staff() or (d.deputy_id = guard.staff() and untaken and guard.clock() >= look_by))
$$;
comment on function guard.has_duty(uuid, uuid, timestamptz, boolean) is 'Whether whoever asks has the duty of this office now, or is the deputy and nobody looked in time. The watch changes while a protocol waits.';

create function guard.protocol_stands(p protocol) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); office uuid;
begin
  if me.staff_id is null or p.organisation_id is distinct from me.organisation_id then return null; end if;
  if p.taken_by = me.staff_id and p.closed_at is null then return 'taker'; end if;
  if guard.opens(p.case_id, p.section) then return 'section'; end if;
  if me.staff_id = any(p.left_out) then return null; end if;
  if exists (select from protocol_told t where t.organisation_id = p.organisation_id and t.case_id = p.case_id and t.protocol_id = p.protocol_id
      and t.staff_id = me.staff_id and t.from_at <= guard.clock()
      -- Whoever was called for an hour is called no more once it is over.
      and (p.closed_at is null or t.told_as not in ('duty', 'deputy', 'handed'))) then return 'told'; end if;
  if p.closed_at is null then
    select f.office_id into office from case_file f where f.organisation_id = p.organisation_id and f.case_id = p.case_id;
    if guard.has_duty(p.organisation_id, office, p.look_by, p.taken_by is null) then return 'duty'; end if;
  end if;
  return case when p.opened_by = me.staff_id then 'opener' end;
end $$;
comment on function guard.protocol_stands(protocol) is
  'How whoever asks stands with a protocol: they have it, its section is open to them, they were told, have the duty now, or opened it. Null: it does not exist for them.';

create function guard.my_protocols()
returns table (protocol_id uuid, why text, opened_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); moment timestamptz := guard.clock();
begin
  if me.staff_id is null then return; end if;
  return query
    select w.protocol_id, w.why, w.opened_at
    from (
      select p.protocol_id, p.opened_at,
        case
          when p.taken_by = me.staff_id then 'mine'
          when p.handed_to = me.staff_id then 'handed'
          when p.close_asked_by <> me.staff_id and told.now then 'agree'
          -- Whoever took it and left the house left it to everybody.
          when (p.taken_by is null or not exists (select from staff s where s.organisation_id = p.organisation_id and s.staff_id = p.taken_by and s.status = 'active'))
            and (told.now or guard.has_duty(p.organisation_id, c.office_id, p.look_by, true) and not me.staff_id = any(p.left_out)) then 'take'
          when p.taken_by is null and p.opened_by = me.staff_id then 'opened'
          when p.taken_by is not null and moment > p.talk_by and told.leads then 'late'
        end as why
      from protocol p
      join case_file c on c.organisation_id = p.organisation_id and c.case_id = p.case_id
      cross join lateral (
        select coalesce(bool_or(t.from_at <= moment), false) as now,
          coalesce(bool_or(t.from_at <= moment and t.told_as in ('coordinator', 'director')), false) as leads
        from protocol_told t where t.organisation_id = p.organisation_id and t.case_id = p.case_id and t.protocol_id = p.protocol_id
          and t.staff_id = me.staff_id and not me.staff_id = any(p.left_out)) told
      where p.organisation_id = me.organisation_id and p.closed_at is null
    ) w where w.why is not null;
end $$;
comment on function guard.my_protocols() is
  'The open protocols that stand on the page of the day of whoever asks, and why.';

create function guard.protocols_to_oversee() returns table (protocol_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('protocol.oversee');
begin
  if me.staff_id is null or coalesce(how_far, 'never') not in ('all', 'in_the_office') then return; end if;
  return query select p.protocol_id from protocol p join case_file f on f.organisation_id = p.organisation_id and f.case_id = p.case_id
    where p.organisation_id = me.organisation_id and (how_far = 'all' or f.office_id = me.office_id) and not me.staff_id = any(p.left_out)
      and (p.closed_at is null or p.closed_at > guard.clock() - interval '30 days');
end $$;
comment on function guard.protocols_to_oversee() is 'The protocols of the offices whoever asks answers for: those that are open, and those closed in the last thirty days.';

create function guard.works_on_protocol(p protocol) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select p.taken_by is not null and (p.taken_by = guard.staff() or guard.writes(p.case_id, p.section))
$$;
comment on function guard.works_on_protocol(protocol) is 'Whether whoever asks may answer its steps: whoever took it, and colleagues who write in its section, once somebody took it.';

create function guard.protocols_of_file(a_case uuid) returns table (protocol_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.protocol_id from protocol p where p.case_id = a_case and p.organisation_id = guard.organisation() and guard.protocol_stands(p) is not null
  order by p.closed_at desc nulls first, p.opened_at desc limit 100
$$;
comment on function guard.protocols_of_file(uuid) is 'The protocols of a file that stand with whoever asks, open ones first.';

create function guard.show_protocol(an_id uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare p protocol; how text; words boolean;
begin
  select * into p from protocol x where x.protocol_id = an_id;
  how := guard.protocol_stands(p);
  if how is null and exists (select from guard.protocols_to_oversee() o where o.protocol_id = an_id) then how := 'told'; end if;
  if how is null then return null; end if;
  words := how in ('taker', 'section');
  return jsonb_build_object(
    'how', how,
    'words', words,
    'sees', guard.sees(p.case_id),
    'works', p.closed_at is null and guard.works_on_protocol(p),
    'head', to_jsonb(p) - 'left_out',
    'steps', (select jsonb_agg(to_jsonb(s) order by s.place) from protocol_step s where s.organisation_id = p.organisation_id and s.case_id = p.case_id and s.protocol_id = p.protocol_id),
    'told', (select coalesce(jsonb_agg(jsonb_build_object('staff_id', t.staff_id, 'as', t.told_as, 'from_at', t.from_at, 'telephone', t.telephone) order by t.from_at, t.told_as), '[]')
       from protocol_told t where t.organisation_id = p.organisation_id and t.case_id = p.case_id and t.protocol_id = p.protocol_id),
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('line_id', l.line_id, 'at', l.at, 'by', l.by_id, 'what', l.what, 'step', l.step, 'state', l.state, 'to', l.to_id,
         'sealed', case when words or l.by_id = guard.staff() then encode(l.sealed, 'base64') end) order by l.at, l.line_id), '[]')
       from protocol_line l where l.organisation_id = p.organisation_id and l.case_id = p.case_id and l.protocol_id = p.protocol_id),
    'names', (select coalesce(jsonb_object_agg(s.staff_id, s.name), '{}') from staff s where s.organisation_id = p.organisation_id and s.staff_id in (
         select p.opened_by union select p.taken_by union select p.handed_to union select p.closed_by union select p.close_asked_by
         union select t.staff_id from protocol_told t where t.protocol_id = p.protocol_id
         union select l.by_id from protocol_line l where l.protocol_id = p.protocol_id)),
    'card', (select encode(f.sealed_card, 'base64') from case_file f where f.organisation_id = p.organisation_id and f.case_id = p.case_id),
    'keys', (select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
       from case_key c where c.organisation_id = p.organisation_id and c.case_id = p.case_id));
end $$;
comment on function guard.show_protocol(uuid) is
  'A protocol as far as it stands with whoever asks: what was written only for those who have it or may open its section, and to each their own words. Card and keys are for the alias, which those who are told need to speak of the person.';

create function guard.enter_protocol(an_id uuid, an_expected int) returns table (p protocol, said text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found protocol;
begin
  select * into found from protocol x where x.protocol_id = an_id for update;
  if guard.protocol_stands(found) is null or not guard.may('protocol.take') then return query select null::protocol, 'not_found'; return; end if;
  if found.closed_at is not null then return query select found, 'closed'; return; end if;
  if an_expected is not null and found.version <> an_expected then return query select found, 'stale'; return; end if;
  return query select found, 'done';
end $$;
comment on function guard.enter_protocol(uuid, int) is 'Locks a protocol for one act of somebody it stands with.';

create function guard.add_protocol_line(p protocol, a_line uuid, what text, a_step text, a_state text, someone uuid, a_sealed bytea) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into protocol_line (organisation_id, case_id, protocol_id, line_id, section, at, by_id, what, step, state, to_id, sealed)
  values (p.organisation_id, p.case_id, p.protocol_id, a_line, p.section, guard.clock(), guard.staff(), what, a_step, a_state, someone, a_sealed)
$$;
comment on function guard.add_protocol_line(protocol, uuid, text, text, text, uuid, bytea) is 'One more line of how a protocol went.';

create function guard.tell_timeline_of_protocol(p protocol, a_kind text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  values (p.organisation_id, p.case_id, gen_random_uuid(), a_kind, p.section, guard.staff(), p.protocol_id, jsonb_build_object('protocol', p.kind))
$$;
comment on function guard.tell_timeline_of_protocol(protocol, text) is 'A line in the story of the file, in the section the protocol is about.';

create function guard.end_duty_access(p protocol) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update case_access a set ended_at = guard.clock() where a.organisation_id = p.organisation_id and a.case_id = p.case_id
    and a.kind = 'team' and a.function = 'duty' and a.basis = p.protocol_id and a.ended_at is null
$$;
comment on function guard.end_duty_access(protocol) is 'Closes the narrow opening a protocol gave: it is closed, or another has taken it.';

create function guard.take_protocol(an_id uuid, an_expected int, a_line uuid, a_sealed bytea, some_hours int) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); r record; needed text[]; moment timestamptz;
begin
  select * into r from guard.enter_protocol(an_id, an_expected);
  if r.said <> 'done' then return r.said; end if;
  if guard.protocol_stands(r.p) not in ('taker', 'section', 'told', 'duty') then return 'not_found'; end if;
  moment := guard.clock();
  perform guard.end_duty_access(r.p);
  update protocol x set taken_by = me.staff_id, taken_at = moment, handed_to = null, version = version + 1 where x.protocol_id = an_id;
  perform guard.add_protocol_line(r.p, a_line, 'taken', null, null, null, a_sealed);
  needed := array(select distinct unnest(array[(r.p).section, 'safety']));
  -- Narrow and with an end: two sections at most, for some hours, and only for whoever has no place on the file that opens them.
  if not needed <@ guard.sections_of((r.p).case_id, 'case.open') then
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, from_at, until_at, created_by)
    values ((r.p).organisation_id, (r.p).case_id, gen_random_uuid(), 'team', me.staff_id, 'duty', needed, an_id, moment,
            moment + make_interval(hours => least(some_hours, 24)), me.staff_id);
  end if;
  perform guard.tell_timeline_of_protocol(r.p, 'protocol_taken');
  return 'done';
end $$;
comment on function guard.take_protocol(uuid, int, uuid, bytea, int) is
  'Somebody it stands with takes a protocol over, from nobody or from a colleague. Without a place on the file they get a narrow one that ends: this section and safety, some hours, until the protocol is closed or taken by another.';

create function guard.hand_on_protocol(an_id uuid, an_expected int, someone uuid, a_line uuid, a_sealed bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r record;
begin
  select * into r from guard.enter_protocol(an_id, an_expected);
  if r.said <> 'done' then return r.said; end if;
  if (r.p).taken_by is distinct from guard.staff() then return 'not_taken'; end if;
  if someone = guard.staff() or someone = any((r.p).left_out) or not exists (
    select from staff s join access_rule a on a.action = 'protocol.take' and a.role = any(s.roles) and a.reach <> 'never'
    where s.organisation_id = (r.p).organisation_id and s.staff_id = someone and s.status = 'active') then return 'nobody'; end if;
  update protocol x set handed_to = someone, version = version + 1 where x.protocol_id = an_id;
  insert into protocol_told (organisation_id, case_id, protocol_id, staff_id, told_as, section, from_at)
  values ((r.p).organisation_id, (r.p).case_id, an_id, someone, 'handed', (r.p).section, guard.clock()) on conflict do nothing;
  perform guard.add_protocol_line(r.p, a_line, 'handed_on', null, null, someone, a_sealed);
  perform guard.tell_timeline_of_protocol(r.p, 'protocol_handed_on');
  return 'done';
end $$;
comment on function guard.hand_on_protocol(uuid, int, uuid, uuid, bytea) is
  'Whoever has a protocol asks a colleague to take it. Until the colleague does, it stays with whoever has it: no moment without a name.';

create function guard.answer_protocol_step(an_id uuid, an_expected int, a_step text, a_state text, a_line uuid, a_sealed bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r record;
begin
  select * into r from guard.enter_protocol(an_id, an_expected);
  if r.said <> 'done' then return r.said; end if;
  if not guard.works_on_protocol(r.p) then return 'not_taken'; end if;
  update protocol_step s set state = a_state, answered_by = case when a_state <> 'open' then guard.staff() end,
    answered_at = case when a_state <> 'open' then guard.clock() end
  where s.organisation_id = (r.p).organisation_id and s.case_id = (r.p).case_id and s.protocol_id = an_id and s.step = a_step;
  if not found then return 'no_step'; end if;
  -- What was asked to be closed is no longer what stands here.
  update protocol x set close_asked_by = null, version = version + 1 where x.protocol_id = an_id;
  perform guard.add_protocol_line(r.p, a_line, 'step', a_step, a_state, null, a_sealed);
  return 'done';
end $$;
comment on function guard.answer_protocol_step(uuid, int, text, text, uuid, bytea) is 'A step is done, not needed with the reason, or open again.';

create function guard.note_on_protocol(an_id uuid, a_line uuid, a_sealed bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r record;
begin
  select * into r from guard.enter_protocol(an_id, null);
  if r.said <> 'done' then return r.said; end if;
  if guard.protocol_stands(r.p) not in ('taker', 'section') then return 'not_taken'; end if;
  perform guard.add_protocol_line(r.p, a_line, 'note', null, null, null, a_sealed);
  return 'done';
end $$;
comment on function guard.note_on_protocol(uuid, uuid, bytea) is 'A note beside a protocol, sealed with the key of its file.';

create function guard.close_protocol(an_id uuid, an_expected int, an_answer text, a_line uuid, a_sealed bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); r record; alone boolean;
begin
  select * into r from guard.enter_protocol(an_id, an_expected);
  if r.said <> 'done' then return r.said; end if;
  if exists (select from protocol_step s where s.organisation_id = (r.p).organisation_id and s.case_id = (r.p).case_id and s.protocol_id = an_id and s.state = 'open') then
    return 'steps_open';
  end if;
  if an_answer = 'ask' then
    if not guard.works_on_protocol(r.p) then return 'not_taken'; end if;
    alone := (r.p).closing = 'not_opener' and (r.p).opened_by <> me.staff_id;
    update protocol x set close_asked_by = me.staff_id, closed_by = case when alone then me.staff_id end,
      closed_at = case when alone then guard.clock() end, version = version + 1 where x.protocol_id = an_id;
    perform guard.add_protocol_line(r.p, a_line, case when alone then 'closed' else 'close_asked' end, null, null, null, a_sealed);
    if not alone then return 'asked'; end if;
  else
    if (r.p).close_asked_by is null then return 'not_asked'; end if;
    if (r.p).close_asked_by = me.staff_id or guard.protocol_stands(r.p) not in ('taker', 'section', 'told') then return 'own'; end if;
    if an_answer = 'refuse' then
      update protocol x set close_asked_by = null, version = version + 1 where x.protocol_id = an_id;
      perform guard.add_protocol_line(r.p, a_line, 'close_refused', null, null, null, a_sealed);
      return 'refused';
    end if;
    if (r.p).closing = 'not_opener' and (r.p).opened_by = me.staff_id then return 'own'; end if;
    update protocol x set closed_by = me.staff_id, closed_at = guard.clock(), version = version + 1 where x.protocol_id = an_id;
    perform guard.add_protocol_line(r.p, a_line, 'closed', null, null, null, a_sealed);
  end if;
  perform guard.end_duty_access(r.p);
  perform guard.tell_timeline_of_protocol(r.p, 'protocol_closed');
  return 'closed_now';
end $$;
comment on function guard.close_protocol(uuid, int, text, uuid, bytea) is
  'Asks to close a protocol whose every step is answered, agrees to it as the second person, or refuses. Where the data lets one alone close, it is never whoever opened it.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('protocol_stands', 'has_duty', 'my_protocols', 'protocols_to_oversee', 'protocols_of_file', 'show_protocol', 'enter_protocol', 'add_protocol_line',
                             'tell_timeline_of_protocol', 'end_duty_access', 'take_protocol', 'hand_on_protocol', 'works_on_protocol',
                             'answer_protocol_step', 'note_on_protocol', 'close_protocol') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.my_protocols(), guard.protocols_to_oversee(), guard.protocols_of_file(uuid), guard.show_protocol(uuid), guard.take_protocol(uuid, int, uuid, bytea, int),
  guard.hand_on_protocol(uuid, int, uuid, uuid, bytea), guard.answer_protocol_step(uuid, int, text, text, uuid, bytea),
  guard.note_on_protocol(uuid, uuid, bytea), guard.close_protocol(uuid, int, text, uuid, bytea) to amparo_app;
