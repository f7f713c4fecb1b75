-- Looking back once a week at who opened files. The journal stays as it is, insert-only: these functions read it for
-- whoever answers for an office, and what they thought of it is kept beside.

-- Entries arrive in the order of time, so a summary per range of blocks finds a week among millions and costs writing nothing.
create index journal_by_time on journal using brin (at) with (pages_per_range = 16);

create table access_review (
  organisation_id uuid not null,
  review_id uuid not null,
  kind text not null check (kind in ('broken_glass', 'nothing_done', 'odd_hours', 'many_files')),
  staff_id uuid not null,
  case_id uuid,
  of_day date not null,
  word text not null,
  seen_by uuid not null,
  seen_at timestamptz not null default guard.clock(),
  primary key (organisation_id, review_id),
  foreign key (organisation_id, staff_id) references staff,
  check (seen_by <> staff_id)
);
create unique index access_review_once on access_review (organisation_id, of_day, kind, staff_id, coalesce(case_id, '00000000-0000-0000-0000-000000000000'));
alter table access_review enable row level security;
alter table access_review force row level security;
comment on table access_review is 'What a colleague who answers for the office found when looking back: which opening, and a word why it was seen as it was. Never changed.';
create policy kept_by_owner on access_review to current_user using (true) with check (true);
create policy seen_by_reviewers on access_review for select to amparo_app using (
  organisation_id = (select e.organisation_id from entered e) and guard.answers_for(staff_id, 'access.review')
);
create policy kept_by_reviewers on access_review for insert to amparo_app with check (
  organisation_id = (select e.organisation_id from entered e) and seen_by = (select e.staff_id from entered e) and guard.answers_for(staff_id, 'access.review')
);
grant select on access_review to amparo_app;
grant insert (organisation_id, review_id, kind, staff_id, case_id, of_day, word, seen_by) on access_review to amparo_app;

create function guard.opens_by_day(since timestamptz, until timestamptz, only_staff uuid[]) returns table (staff_id uuid, of_day date, files int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('access.review');
begin
  if me.staff_id is null or how_far is null or how_far not in ('all', 'in_the_office') then return; end if;
  return query
    select j.actor_id, (j.at at time zone 'UTC')::date, count(distinct j.case_id)::int
    from journal j join staff s on s.organisation_id = j.organisation_id and s.staff_id = j.actor_id
    where j.organisation_id = me.organisation_id and j.at >= since and j.at < until and j.action = 'case.open' and j.outcome = 'done'
      and j.case_id is not null and (how_far = 'all' or s.office_id = me.office_id) and (only_staff is null or s.staff_id = any(only_staff))
    group by 1, 2;
end $$;
comment on function guard.opens_by_day(timestamptz, timestamptz, uuid[]) is 'How many different files each colleague of the office opened on each day: counts for whoever reviews, no file named.';

create function guard.opens_to_review(since timestamptz, until timestamptz)
returns table (staff_id uuid, case_id uuid, reference text, basis text, moments text[], times int, worked boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('access.review');
begin
  if me.staff_id is null or how_far is null or how_far not in ('all', 'in_the_office') then return; end if;
  return query
    with opened as (
      select j.actor_id, j.case_id, f.reference, split_part(j.basis, ':', 1) as basis,
        array_agg(distinct to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:00:00"Z"')) as moments, count(*)::int as times, min(j.at) as first_at, max(j.at) as last_at
      from journal j
      join staff s on s.organisation_id = j.organisation_id and s.staff_id = j.actor_id
      join case_file f on f.organisation_id = j.organisation_id and f.case_id = j.case_id
      where j.organisation_id = me.organisation_id and j.at >= since and j.at < until and j.action = 'case.open' and j.outcome = 'done'
        and (how_far = 'all' or (f.office_id = me.office_id and s.office_id = me.office_id))
      group by 1, 2, 3, 4
    )
    select o.actor_id, o.case_id, o.reference, o.basis, o.moments, o.times,
      exists (select from journal w where w.organisation_id = me.organisation_id and w.case_id = o.case_id and w.actor_id = o.actor_id
        and w.at >= o.first_at - interval '7 days' and w.at < o.last_at + interval '7 days' and w.outcome = 'done'
        and w.action <> all (array['case.open', 'journal.read', 'case.break_glass', 'case.find_by_reference', 'services.match']))
    from opened o order by o.last_at desc limit 5000;
end $$;
comment on function guard.opens_to_review(timestamptz, timestamptz) is
  'Which colleague of the office opened which file, at which hours, on which basis, and whether they did anything in it within a week: for whoever reviews.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('opens_by_day', 'opens_to_review') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
