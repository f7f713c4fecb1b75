-- Groups: who leads them, when they meet, and in the file of each person that they take part. A group knows no list of
-- its participants but the one its leaders are given, by the names the participants chose for it.

create table care_group (
  organisation_id uuid not null references organisation,
  group_id uuid not null,
  office_id uuid not null,
  name text not null,
  purpose text not null,
  section text not null,
  language text not null,
  room text not null,
  most int not null check (most between 2 and 40),
  starts_on date not null,
  ends_on date,
  created_by uuid not null,
  version int not null default 1,
  primary key (organisation_id, group_id),
  unique (group_id),
  foreign key (organisation_id, office_id) references office,
  check (ends_on >= starts_on)
);
comment on table care_group is 'A group with a neutral name: what it is for, in which language and room. Who takes part stands in the files alone.';

create table care_group_leader (
  organisation_id uuid not null,
  group_id uuid not null,
  staff_id uuid not null,
  from_at timestamptz not null default guard.clock(),
  ended_at timestamptz,
  primary key (organisation_id, group_id, staff_id, from_at),
  foreign key (organisation_id, group_id) references care_group,
  foreign key (organisation_id, staff_id) references staff
);
create unique index leads_once on care_group_leader (organisation_id, group_id, staff_id) where ended_at is null;
comment on table care_group_leader is 'Who leads a group, and so is told who takes part.';

create table care_group_session (
  organisation_id uuid not null,
  group_id uuid not null,
  session_id uuid not null,
  on_day date not null,
  minutes int not null check (minutes between 10 and 600),
  status text not null check (status in ('planned', 'held', 'cancelled')),
  version int not null default 1,
  primary key (organisation_id, group_id, session_id),
  foreign key (organisation_id, group_id) references care_group
);
comment on table care_group_session is 'A day a group meets.';

create table group_member (
  organisation_id uuid not null,
  case_id uuid not null,
  member_id uuid not null,
  group_id uuid not null,
  section text not null,
  joined_on date not null,
  left_on date,
  outcome text,
  sealed_called bytea not null,
  sealed bytea not null,
  recorded_by uuid not null,
  version int not null default 1,
  primary key (organisation_id, case_id, member_id),
  unique (member_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, group_id) references care_group,
  check (left_on >= joined_on),
  check ((left_on is null) = (outcome is null))
);
create unique index takes_part_once on group_member (organisation_id, case_id, group_id) where left_on is null;
create index group_member_of_group on group_member (organisation_id, group_id) where left_on is null;
comment on table group_member is 'That somebody takes part in a group. What they want to be called there is sealed apart, for the leaders; what it was for them, in their words, is for the file.';

create table group_attendance (
  organisation_id uuid not null,
  case_id uuid not null,
  member_id uuid not null,
  group_id uuid not null,
  session_id uuid not null,
  section text not null,
  attendance text not null check (attendance in ('came', 'excused', 'did_not_come')),
  marked_by uuid not null,
  version int not null default 1,
  primary key (organisation_id, case_id, member_id, session_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, member_id) references group_member,
  foreign key (organisation_id, group_id, session_id) references care_group_session
);
comment on table group_attendance is 'Whether somebody came on a day a group met. Marked by a leader, read in the file.';

select guard.wall('group_member', 'by_row'), guard.wall('group_attendance', 'by_row');
revoke insert, update on group_member, group_attendance from amparo_app;
create policy guard_keeps on group_member to amparo_guard using (true) with check (true);
create policy guard_keeps on group_attendance to amparo_guard using (true) with check (true);
grant insert, update on group_member, group_attendance to amparo_guard;

create function guard.leads_group(a_group uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin
  return me.staff_id is not null and guard.may('groups.lead') and exists (select from care_group_leader l
    where l.organisation_id = me.organisation_id and l.group_id = a_group and l.staff_id = me.staff_id and l.ended_at is null);
end $$;
comment on function guard.leads_group(uuid) is 'Whether whoever asks leads this group today.';

create function guard.manages_groups_of(an_office uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); how_far text := guard.reach('groups.manage');
begin
  return coalesce(how_far = 'all' or (how_far = 'in_the_office' and me.office_id = an_office), false);
end $$;
comment on function guard.manages_groups_of(uuid) is 'Whether whoever asks makes and changes groups of this office.';

do $$
declare
  ours constant text := 'organisation_id = (select e.organisation_id from entered e)';
  t text;
begin
  foreach t in array array['care_group', 'care_group_leader', 'care_group_session'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_reads on %I for select to amparo_guard using (true)', t);
    execute format('grant select on %I to amparo_guard', t);
    execute format('grant select, insert on %I to amparo_app', t);
    execute format($p$create policy told_to_the_house on %I for select to amparo_app using (%s and guard.may('groups.read'))$p$, t, ours);
  end loop;
  execute format('create policy made on care_group for insert to amparo_app with check (%s and guard.manages_groups_of(office_id))', ours);
  execute format('create policy changed on care_group for update to amparo_app using (%s and guard.manages_groups_of(office_id)) with check (guard.manages_groups_of(office_id))', ours);
  execute 'grant update (name, language, room, most, starts_on, ends_on, version) on care_group to amparo_app';
  execute format('create policy named on care_group_leader for insert to amparo_app with check (%s and exists (select from care_group g
    where g.organisation_id = care_group_leader.organisation_id and g.group_id = care_group_leader.group_id and guard.manages_groups_of(g.office_id)))', ours);
  execute format('create policy ended on care_group_leader for update to amparo_app using (%s and exists (select from care_group g
    where g.organisation_id = care_group_leader.organisation_id and g.group_id = care_group_leader.group_id and guard.manages_groups_of(g.office_id)))
    with check (ended_at is not null)', ours);
  execute 'grant update (ended_at) on care_group_leader to amparo_app';
  execute format('create policy planned on care_group_session for insert to amparo_app with check (%s and guard.leads_group(group_id))', ours);
  execute format('create policy changed on care_group_session for update to amparo_app using (%s and guard.leads_group(group_id)) with check (guard.leads_group(group_id))', ours);
  execute 'grant update (on_day, minutes, status, version) on care_group_session to amparo_app';
end $$;
-- Whoever joins holds the row of the group while those who are there are looked at.
create policy held_by_guard on care_group for update to amparo_guard using (true) with check (true);
grant update (version) on care_group to amparo_guard;

create function guard.group_company(a_group uuid, a_case uuid)
returns table (organisation_id uuid, case_id uuid, newcomer boolean, sealed_card bytea, sealed_identity bytea, keys jsonb, exclusions jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); g care_group; them uuid[]; each uuid;
begin
  select * into g from care_group x where x.organisation_id = me.organisation_id and x.group_id = a_group for update;
  if g.group_id is null or not guard.writes(a_case, g.section) then return; end if;
  them := array(select m.case_id from group_member m where m.organisation_id = g.organisation_id and m.group_id = a_group
    and m.left_on is null and m.case_id <> a_case order by 1) || a_case;
  foreach each in array array(select distinct unnest(them) order by 1) loop
    perform pg_advisory_xact_lock_shared(hashtextextended('amparo.exclusions ' || each, 0));
  end loop;
  return query
    select f.organisation_id, f.case_id, f.case_id = a_case, f.sealed_card, i.sealed,
      (select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
         from case_key c where c.organisation_id = f.organisation_id and c.case_id = f.case_id),
      coalesce((select jsonb_agg(jsonb_build_object('exclusion_id', x.exclusion_id, 'since_on', x.since_on, 'until_on', x.until_on,
           'sealed', encode(x.sealed, 'base64')))
         from exclusion x where x.organisation_id = f.organisation_id and x.case_id = f.case_id
           and (x.ended_at is null or (x.ended_by = guard.staff() and x.ended_at > guard.clock() - interval '24 hours'))), '[]')
    from case_file f left join person_identity i on i.organisation_id = f.organisation_id and i.case_id = f.case_id
    where f.case_id = any(them);
end $$;
comment on function guard.group_company(uuid, uuid) is
  'What it takes to see whether somebody may meet those who take part in a group: for the check alone, which answers yes or no and never who.';

create function guard.join_group(a_member uuid, a_group uuid, a_case uuid, a_day date, called bytea, words bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); g care_group;
begin
  select * into g from care_group x where x.organisation_id = me.organisation_id and x.group_id = a_group for update;
  if g.group_id is null or not guard.writes(a_case, g.section)
    or not exists (select from case_file f where f.organisation_id = me.organisation_id and f.case_id = a_case) then return 'not_found'; end if;
  if g.ends_on < (guard.clock() at time zone 'UTC')::date then return 'over'; end if;
  if exists (select from group_member m where m.organisation_id = g.organisation_id and m.case_id = a_case and m.group_id = a_group and m.left_on is null) then
    return 'takes_part';
  end if;
  if (select count(*) from group_member m where m.organisation_id = g.organisation_id and m.group_id = a_group and m.left_on is null) >= g.most then
    return 'full';
  end if;
  insert into group_member (organisation_id, case_id, member_id, group_id, section, joined_on, sealed_called, sealed, recorded_by)
  values (g.organisation_id, a_case, a_member, a_group, g.section, a_day, called, words, me.staff_id);
  return 'done';
end $$;
comment on function guard.join_group(uuid, uuid, uuid, date, bytea, bytea) is 'Somebody joins a group, while it is open and has room.';

create function guard.leave_group(a_member uuid, an_expected int, a_day date, an_outcome text, words bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare m group_member;
begin
  select * into m from group_member x where x.member_id = a_member for update;
  if m.member_id is null or not guard.writes(m.case_id, m.section) then return 'not_found'; end if;
  if m.version <> an_expected or m.left_on is not null then return 'stale'; end if;
  if a_day < m.joined_on then return 'before_joining'; end if;
  update group_member set left_on = a_day, outcome = an_outcome, sealed = words, version = version + 1 where member_id = a_member;
  return 'done';
end $$;
comment on function guard.leave_group(uuid, int, date, text, bytea) is 'Somebody leaves a group: the day, and what it was for them.';

create function guard.led_members(a_group uuid)
returns table (organisation_id uuid, case_id uuid, member_id uuid, joined_on date, left_on date, sealed_called bytea, keys jsonb, attended jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if not guard.leads_group(a_group) then return; end if;
  return query
    select m.organisation_id, m.case_id, m.member_id, m.joined_on, m.left_on, m.sealed_called,
      (select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
         from case_key c where c.organisation_id = m.organisation_id and c.case_id = m.case_id),
      coalesce((select jsonb_agg(jsonb_build_object('session_id', a.session_id, 'attendance', a.attendance, 'version', a.version))
         from group_attendance a where a.organisation_id = m.organisation_id and a.case_id = m.case_id and a.member_id = m.member_id), '[]')
    from group_member m
    where m.organisation_id = guard.organisation() and m.group_id = a_group
    order by m.joined_on, m.member_id;
end $$;
comment on function guard.led_members(uuid) is 'Who takes part in a group, for its leaders: what each wants to be called there and when they came. The server opens that name and nothing else of the file.';

create function guard.mark_attendance(a_member uuid, a_session uuid, a_word text, an_expected int) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare m group_member; found_version int;
begin
  select * into m from group_member x where x.member_id = a_member;
  if m.member_id is null or m.organisation_id <> guard.organisation() or not guard.leads_group(m.group_id)
    or not exists (select from care_group_session s where s.organisation_id = m.organisation_id and s.group_id = m.group_id and s.session_id = a_session)
    then return 'not_found'; end if;
  select a.version into found_version from group_attendance a
  where a.organisation_id = m.organisation_id and a.case_id = m.case_id and a.member_id = a_member and a.session_id = a_session for update;
  if coalesce(found_version, 0) <> an_expected then return 'stale'; end if;
  insert into group_attendance as a (organisation_id, case_id, member_id, group_id, session_id, section, attendance, marked_by)
  values (m.organisation_id, m.case_id, a_member, m.group_id, a_session, m.section, a_word, guard.staff())
  on conflict (organisation_id, case_id, member_id, session_id)
    do update set attendance = excluded.attendance, marked_by = excluded.marked_by, version = a.version + 1 where a.version = an_expected;
  return case when found then 'done' else 'stale' end;
end $$;
comment on function guard.mark_attendance(uuid, uuid, text, int) is 'A leader marks whether somebody came.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('leads_group', 'manages_groups_of', 'group_company', 'join_group', 'leave_group', 'led_members', 'mark_attendance') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
