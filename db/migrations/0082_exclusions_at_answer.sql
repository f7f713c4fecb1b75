-- What the person must not meet is checked when a file is offered to a colleague. Whoever answers may not open the file
-- yet, so nothing can be compared then: when anything was written in between, whoever asked has to ask again, and the
-- check is made again with it, an approved way past it among the rest.

alter table exclusion add column changed_at timestamptz;
comment on column exclusion.changed_at is 'When what or until when was last changed; empty: never. The database writes it.';

create or replace function guard.stamp_exclusion() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.ended_at is not null then
    raise exception using errcode = '42501', message = 'an exclusion that ended is not changed';
  end if;
  if new.ended_at is not null then
    new.ended_at := guard.clock();
    new.ended_by := coalesce(guard.staff(), new.ended_by);
  else
    new.changed_at := guard.clock();
  end if;
  return new;
end $$;

create function guard.exclusions_changed(a_case uuid, since timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from exclusion x where x.case_id = a_case and x.ended_at is null and coalesce(x.changed_at, x.recorded_at) >= since
                 and (x.until_on is null or x.until_on >= (guard.clock() at time zone 'UTC')::date))
$$;
comment on function guard.exclusions_changed(uuid, timestamptz) is
  'Whether something the person must not meet was written or changed since an offer was checked. For the guard''s own functions: nobody else asks.';
alter function guard.exclusions_changed(uuid, timestamptz) owner to amparo_guard;
revoke all on function guard.exclusions_changed(uuid, timestamptz) from public;

create or replace function guard.answer_hand_over(an_id uuid, an_answer text, a_reason text, an_access uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); h hand_over; gone case_access; a_file case_file; moment timestamptz; first_line text;
begin
  select * into h from hand_over where hand_over_id = an_id;
  if me.staff_id is null or h.hand_over_id is null or h.organisation_id <> me.organisation_id then return 'not_found'; end if;
  if an_answer in ('accepted', 'declined') then
    if h.to_staff_id <> me.staff_id or not guard.may('hand_over.answer') then return 'not_found'; end if;
  elsif an_answer <> 'withdrawn' or not guard.reaches(h.case_id, 'team.assign') then return 'not_found';
  end if;
  -- One change of hands at a time; whoever waited looks at what stands now.
  perform pg_advisory_xact_lock(hashtextextended('amparo.reference_worker ' || h.case_id, 0));
  select * into h from hand_over where hand_over_id = an_id for update;
  if h.status <> 'proposed' then return 'answered'; end if;
  moment := guard.clock();
  if an_answer <> 'accepted' then
    update hand_over set status = an_answer, reason = case when an_answer = 'declined' then a_reason end, answered_at = moment where hand_over_id = an_id;
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
    values (h.organisation_id, h.case_id, gen_random_uuid(), 'hand_over_' || an_answer, me.staff_id, an_id, '{}');
    return 'done';
  end if;
  -- An exclusion that is being written is waited for.
  perform pg_advisory_xact_lock_shared(hashtextextended('amparo.exclusions ' || h.case_id, 0));
  if guard.exclusions_changed(h.case_id, h.proposed_at) then return 'to_check_again'; end if;
  select * into a_file from case_file f where f.organisation_id = h.organisation_id and f.case_id = h.case_id;
  select * into gone from case_access a where a.organisation_id = h.organisation_id and a.case_id = h.case_id
    and a.kind = 'team' and a.function = 'reference_worker' and a.ended_at is null for update;
  if a_file.status <> 'open' or gone.staff_id is distinct from h.from_staff_id then
    update hand_over set status = 'withdrawn', answered_at = moment where hand_over_id = an_id;
    return 'changed';
  end if;
  -- The former one's place as reference worker ends, and any lesser place of the new one, who sees the whole file now.
  update case_access a set ended_at = moment where a.organisation_id = h.organisation_id and a.case_id = h.case_id and a.kind = 'team'
    and a.ended_at is null and (a.access_id = gone.access_id or a.staff_id = h.to_staff_id);
  insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, from_at, created_by)
  values (h.organisation_id, h.case_id, an_access, 'team', h.to_staff_id, 'reference_worker',
    array['identity', 'story', 'safety', 'health', 'mind', 'law', 'home', 'learning', 'work', 'money', 'return'], moment, h.proposed_by);
  if h.keeps_until >= (moment at time zone 'UTC')::date then
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, from_at, until_at, created_by)
    values (h.organisation_id, h.case_id, gen_random_uuid(), 'team', h.from_staff_id, 'team_member', gone.sections, moment,
      (h.keeps_until + 1)::timestamp at time zone 'UTC', h.proposed_by);
  end if;
  update hand_over set status = 'accepted', answered_at = moment where hand_over_id = an_id;
  foreach first_line in array array['team_ended', 'team_assigned'] loop
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
    values (h.organisation_id, h.case_id, gen_random_uuid(), first_line, me.staff_id,
      case first_line when 'team_ended' then h.from_staff_id else h.to_staff_id end,
      case first_line when 'team_ended' then '{}'::jsonb else '{"function": "reference_worker"}' end);
  end loop;
  return 'done';
end $$;

create or replace function guard.answer_cover(an_id uuid, an_answer text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); c cover; moment timestamptz := guard.clock(); a_file uuid;
begin
  select * into c from cover where cover_id = an_id for update;
  if me.staff_id is null or c.cover_id is null or c.organisation_id <> me.organisation_id then return 'not_found'; end if;
  if an_answer = 'ended' then
    if me.staff_id not in (c.absent_id, c.stand_in_id, c.asked_by) and not guard.answers_for(c.absent_id, 'cover.ask') then return 'not_found'; end if;
    if c.status not in ('asked', 'agreed') then return 'answered'; end if;
    update cover set status = 'ended', ended_at = moment, ended_by = me.staff_id where cover_id = an_id;
    update case_access a set ended_at = moment where a.organisation_id = c.organisation_id and a.staff_id = c.stand_in_id
      and a.kind = 'team' and a.basis = an_id and a.ended_at is null;
    return 'done';
  end if;
  if an_answer not in ('agreed', 'declined') or c.stand_in_id <> me.staff_id or not guard.may('hand_over.answer') then return 'not_found'; end if;
  if c.status <> 'asked' or c.until_on < (moment at time zone 'UTC')::date then return 'answered'; end if;
  if an_answer = 'agreed' then
    for a_file in select x.case_id from cover_file x where x.organisation_id = c.organisation_id and x.cover_id = an_id order by x.case_id loop
      perform pg_advisory_xact_lock_shared(hashtextextended('amparo.exclusions ' || a_file, 0));
      if guard.exclusions_changed(a_file, c.asked_at) then return 'to_check_again'; end if;
    end loop;
  end if;
  update cover set status = an_answer, answered_at = moment where cover_id = an_id;
  if an_answer = 'agreed' then
    insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, from_at, until_at, created_by)
    select r.organisation_id, r.case_id, gen_random_uuid(), 'team', c.stand_in_id, 'cover', r.sections, an_id,
      greatest(moment, c.from_on::timestamp at time zone 'UTC'), (c.until_on + 1)::timestamp at time zone 'UTC', c.asked_by
    from cover_file x join case_access r on r.organisation_id = x.organisation_id and r.case_id = x.case_id and r.staff_id = c.absent_id
      and r.kind = 'team' and r.function = 'reference_worker' and r.ended_at is null
    where x.organisation_id = c.organisation_id and x.cover_id = an_id;
    insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
    select a.organisation_id, a.case_id, gen_random_uuid(), 'team_assigned', me.staff_id, c.stand_in_id, '{"function": "cover"}'
    from case_access a where a.organisation_id = c.organisation_id and a.staff_id = c.stand_in_id and a.basis = an_id and a.kind = 'team';
  end if;
  return 'done';
end $$;
