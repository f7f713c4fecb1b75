-- A colleague stands in for another who is away: asked, agreed, and over by itself.

create table cover (
  organisation_id uuid not null,
  cover_id uuid not null,
  absent_id uuid not null,
  stand_in_id uuid not null,
  from_on date not null,
  until_on date not null,
  files int not null check (files > 0),
  asked_by uuid not null,
  asked_at timestamptz not null default guard.clock(),
  status text not null default 'asked' check (status in ('asked', 'agreed', 'declined', 'ended')),
  answered_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  primary key (organisation_id, cover_id),
  unique (cover_id),
  foreign key (organisation_id, absent_id) references staff,
  foreign key (organisation_id, stand_in_id) references staff,
  check (absent_id <> stand_in_id),
  check (until_on >= from_on and until_on <= from_on + 183),
  check ((status = 'ended') = (ended_at is not null))
);
create index cover_of_stand_in on cover (organisation_id, stand_in_id, until_on);
create index cover_of_absent on cover (organisation_id, absent_id, until_on);
create index cover_running on cover (organisation_id, until_on) where status in ('asked', 'agreed');
alter table cover enable row level security;
alter table cover force row level security;
comment on table cover is 'Who stands in for whom, from when until when, who asked and whether the colleague agreed. Why someone is away is nobody''s business here.';

create table cover_file (
  organisation_id uuid not null,
  case_id uuid not null,
  cover_id uuid not null,
  primary key (organisation_id, case_id, cover_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, cover_id) references cover
);
create index cover_file_of_cover on cover_file (organisation_id, cover_id);
comment on table cover_file is 'The files a cover is about.';
select guard.wall('cover_file', 'team');
revoke update on cover_file from amparo_app;

create function guard.answers_for(a_staff uuid, an_action text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); how_far text := guard.reach(an_action);
begin
  return coalesce(me.staff_id is not null and exists (select from staff s where s.organisation_id = me.organisation_id and s.staff_id = a_staff
    and (how_far = 'all' or (how_far = 'in_the_office' and s.office_id = me.office_id))), false);
end $$;
comment on function guard.answers_for(uuid, text) is 'Whether an action of whoever asks reaches this colleague: of the whole organisation, or of the same office.';

create policy kept_by_owner on cover to current_user using (true) with check (true);
create policy guard_all on cover to amparo_guard using (true) with check (true);
create policy seen_by_those_it_is_about on cover for select to amparo_app using (
  organisation_id = (select e.organisation_id from entered e)
  and ((select e.staff_id from entered e) in (absent_id, stand_in_id, asked_by) or guard.answers_for(absent_id, 'cover.ask'))
);
create policy asked on cover for insert to amparo_app with check (
  organisation_id = (select e.organisation_id from entered e) and asked_by = (select e.staff_id from entered e) and status = 'asked'
  and ((absent_id = (select e.staff_id from entered e) and guard.may('cover.ask')) or guard.answers_for(absent_id, 'cover.ask'))
);
grant select on cover to amparo_app;
grant insert (organisation_id, cover_id, absent_id, stand_in_id, from_on, until_on, files, asked_by) on cover to amparo_app;
grant select, update (status, answered_at, ended_at, ended_by) on cover to amparo_guard;

create function guard.answer_cover(an_id uuid, an_answer text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); c cover; moment timestamptz := guard.clock();
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
comment on function guard.answer_cover(uuid, text) is
  'Whoever was asked agrees to stand in, which opens the files for exactly that time, or declines; those it is about end it before its day.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('answers_for', 'answer_cover') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
