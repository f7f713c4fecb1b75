-- Search before create: the duplicate question by the sound of names in any script, whose names a reader may search, and
-- two files of one person brought together and taken apart again.

alter table blind_match add column scheme smallint not null default 1;
comment on column blind_match.scheme is 'By which rules the mark was made. Marks of an older scheme stay until their file is marked anew.';
create index blind_match_of_file on blind_match (organisation_id, case_id, scheme);

-- Two live merges never meet in one file but as two files merged into one: there is no chain and no circle.
create table file_merge (
  organisation_id uuid not null,
  case_id uuid not null,
  merge_id uuid not null,
  part text not null check (part in ('kept', 'merged')),
  other_case_id uuid not null check (other_case_id <> case_id),
  reason text not null check (reason in ('two_spellings', 'opened_twice', 'two_offices', 'two_aliases')),
  sealed_words bytea not null,
  before_status text not null check (before_status in ('open', 'closed')),
  before_closed_on date,
  merged_by uuid not null,
  merged_at timestamptz not null default guard.clock(),
  undone_by uuid,
  undone_at timestamptz,
  primary key (organisation_id, case_id, merge_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, other_case_id) references case_file (organisation_id, case_id),
  check ((undone_by is null) = (undone_at is null))
);
create unique index one_merge_of_a_file on file_merge (organisation_id, case_id) where part = 'merged' and undone_at is null;
create index merge_of_other on file_merge (organisation_id, other_case_id) where undone_at is null;
comment on table file_merge is 'Two files of one person: one is kept, the other is closed and points to it. One row in each file, so that the team of each is told. Each keeps its key, its team and what it holds; undoing restores the state the merged file had.';
select guard.wall('file_merge', 'team');
revoke update, delete on file_merge from amparo_app;
grant update (undone_by, undone_at) on file_merge to amparo_app;

create function guard.keep_merges_flat() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Both files, always in the same order: of two merges at once the second one waits and sees the first.
  perform pg_advisory_xact_lock(hashtextextended('amparo.merge ' || least(new.case_id, new.other_case_id), 0));
  perform pg_advisory_xact_lock(hashtextextended('amparo.merge ' || greatest(new.case_id, new.other_case_id), 0));
  if tg_op = 'UPDATE' then
    if not guard.reaches(new.case_id, 'case.merge') or new.undone_by is distinct from guard.staff() or old.undone_at is not null then
      raise exception using errcode = '42501', message = 'a merge is undone once, by whoever may merge';
    end if;
    return new;
  end if;
  if new.merged_by is distinct from guard.staff() or new.undone_at is not null or not guard.reaches(new.case_id, 'case.merge')
     or not guard.reaches(new.other_case_id, 'case.merge') or not guard.sees(new.case_id) or not guard.sees(new.other_case_id) then
    raise exception using errcode = '42501', message = 'both files must be open to whoever merges them';
  end if;
  if exists (
    select from file_merge m where m.organisation_id = new.organisation_id and m.undone_at is null and m.merge_id <> new.merge_id
      and (
        -- What is merged may not be merged again, nor have anything merged into it; what is kept may not be merged.
        (new.part = 'merged' and m.case_id = new.case_id)
        or (new.part = 'kept' and m.case_id = new.case_id and m.part = 'merged')
      )
  ) then
    raise exception using errcode = 'AM410', message = 'a file is merged once';
  end if;
  return new;
end $$;
comment on function guard.keep_merges_flat() is 'Who merges holds both files and may merge both; a merged file is not merged again and nothing is merged into it.';
create trigger merges_stay_flat before insert or update on file_merge for each row execute function guard.keep_merges_flat();

create function guard.keep_merged_closed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.status = 'open' and old.status = 'closed' and exists (
    select from file_merge m where m.organisation_id = new.organisation_id and m.case_id = new.case_id and m.part = 'merged' and m.undone_at is null
  ) then
    raise exception using errcode = 'AM410', message = 'a merged file is taken apart before it is opened again';
  end if;
  return new;
end $$;
comment on function guard.keep_merged_closed() is 'A merged file stays closed until the merge is undone.';
create trigger merged_stays_closed before update of status on case_file for each row execute function guard.keep_merged_closed();

-- Whose legal names whoever asks may search, for a whole list at once: what guard.opens decides file by file.
create function guard.identities_open() returns table (case_id uuid, version int)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare me record := guard.who(); moment timestamptz := guard.clock(); everywhere boolean := false; office uuid; narrowed boolean := false; r access_rule;
begin
  if me.staff_id is null then return; end if;
  for r in select * from access_rule x where x.action = 'case.open' and x.role = any(me.roles) and 'identity' = any(x.sections) loop
    everywhere := everywhere or r.reach = 'all';
    if r.reach = 'in_the_office' then office := me.office_id; end if;
    narrowed := narrowed or r.reach in ('all', 'in_the_office', 'on_the_case');
  end loop;
  return query
    select i.case_id, i.version from case_file f join person_identity i on i.organisation_id = f.organisation_id and i.case_id = f.case_id
    where f.organisation_id = me.organisation_id and (everywhere or f.office_id = office)
    union
    select i.case_id, i.version from case_access a join person_identity i on i.organisation_id = a.organisation_id and i.case_id = a.case_id
    where (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id) and 'identity' = any(a.sections)
      and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
      and (a.kind = 'break_glass' or narrowed) and (a.kind <> 'consent' or guard.consent_is_live(a.basis));
end $$;
comment on function guard.identities_open() is 'The files whose section identity is open to whoever asks, with the version of the identity, decided for all of them at once.';

drop function guard.same_person(bytea[]);
create function guard.perhaps_known(matches bytea[]) returns table (case_id uuid, ask text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); asked int; asked_today int;
begin
  if me.staff_id is null or not guard.may('case.ask_duplicates') then return; end if;
  -- Of two questions at once the second one counts the first.
  perform pg_advisory_xact_lock(hashtextextended('amparo.duplicate_question ' || me.staff_id, 0));
  select count(*) filter (where q.asked_at > guard.clock() - interval '1 hour'), count(*) into asked, asked_today
  from duplicate_question q
  where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.asked_at > guard.clock() - interval '24 hours';
  if asked >= 20 or asked_today >= 60 then
    raise exception using errcode = 'AM429', message = 'too many duplicate questions';
  end if;
  insert into duplicate_question (organisation_id, staff_id) values (me.organisation_id, me.staff_id);
  return query
    with met as (
      -- A merged file leads to the one that is kept.
      select distinct coalesce(m.other_case_id, b.case_id) as case_id
      from blind_match b
      left join file_merge m on m.organisation_id = b.organisation_id and m.case_id = b.case_id and m.part = 'merged' and m.undone_at is null
      where b.organisation_id = me.organisation_id and b.match = any(matches)
    ), seen as (select met.case_id, guard.sees(met.case_id) as visible from met)
    select s.case_id, null::text from seen s where s.visible
    union
    -- However many there are that do not open, the answer is one: whom to ask.
    select null::uuid, (
      select string_agg(distinct c.name, ', ') from staff c
      where c.organisation_id = me.organisation_id and c.status = 'active' and 'coordinator' = any(c.roles)
        and c.office_id in (select f.office_id from case_file f join seen x on x.case_id = f.case_id where not x.visible))
    where exists (select from seen s where not s.visible);
end $$;
comment on function guard.perhaps_known(bytea[]) is
  'The duplicate question: files carrying one of these marks, twenty times an hour and sixty a day. Files one may not open answer once, with whom to ask.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('keep_merges_flat', 'keep_merged_closed', 'identities_open', 'perhaps_known') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
