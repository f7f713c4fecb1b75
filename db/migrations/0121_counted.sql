-- What is counted of a person without opening her card: five coarse codes per file, which nobody reads but the guard that
-- counts; and the figures once released, which stand for a month so that two of them cannot be held against each other.

create table case_counted (
  organisation_id uuid not null,
  case_id uuid not null,
  province text check (province ~ '^\d{2}$'),
  sex text not null check (sex in ('women', 'men', 'other', 'not_said')),
  age_band text not null check (age_band in ('child', '18_24', '25_39', '40_64', '65_and_over', 'not_known')),
  languages text[] not null default '{}',
  counted_on date not null,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references case_file
);
alter table case_counted enable row level security;
alter table case_counted force row level security;
comment on table case_counted is 'Five coarse codes of a card, for counting alone: no role that serves requests can read them, and they go with the file.';
create policy kept_by_owner on case_counted to current_user using (true) with check (true);
create policy guard_all on case_counted to amparo_guard using (true) with check (true);
create policy guard_erases on case_counted for delete to amparo_guard using (true);
grant select, insert, update, delete on case_counted to amparo_guard;

create function guard.keep_counted(a_case uuid, a_province text, a_sex text, an_age_band text, some_languages text[]) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); f case_file;
begin
  select * into f from case_file where case_id = a_case and organisation_id = me.organisation_id;
  if f.case_id is null then return; end if;
  -- Whoever opens a file counts it once; afterwards whoever may correct its card.
  if not (f.created_by = me.staff_id and not exists (select from case_counted c where c.organisation_id = f.organisation_id and c.case_id = f.case_id))
     and not guard.reaches(f.case_id, 'case.change') then return; end if;
  insert into case_counted as kept (organisation_id, case_id, province, sex, age_band, languages, counted_on)
  values (f.organisation_id, f.case_id, a_province, a_sex, an_age_band, some_languages, (guard.clock() at time zone 'UTC')::date)
  on conflict (organisation_id, case_id) do update
    set province = excluded.province, sex = excluded.sex, age_band = excluded.age_band, languages = excluded.languages, counted_on = excluded.counted_on;
end $$;
comment on function guard.keep_counted(uuid, text, text, text, text[]) is
  'Keeps the coarse codes of a card for counting, by whoever opens the file or may change its card. It tells nothing back.';

create table gap_release (
  organisation_id uuid not null references organisation,
  release_id uuid not null,
  made_on date not null,
  made_by uuid not null,
  figures jsonb not null,
  primary key (organisation_id, release_id)
);
create unique index gap_release_of_month on gap_release (organisation_id, date_trunc('month', made_on::timestamp));
alter table gap_release enable row level security;
alter table gap_release force row level security;
comment on table gap_release is 'Figures of what is missing, rounded and suppressed as they left: at most one of a month, so that nobody is found by the difference of two.';
create policy kept_by_owner on gap_release to current_user using (true) with check (true);
create policy read_by_whoever_answers_for_it on gap_release for select to amparo_app
  using (organisation_id = (select guard.organisation()) and (select guard.may('gaps.read')));
create policy released on gap_release for insert to amparo_app
  with check (organisation_id = (select guard.organisation()) and made_by = (select guard.staff()) and (select guard.may('gaps.read')));
grant select, insert on gap_release to amparo_app;

create function guard.count_gaps(since date, since_release date) returns table (cut text, need text, code text, people int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.organisation_id is null or not guard.may('gaps.read') then return; end if;
  return query
  with
  needs as materialized (
    select distinct g.case_id, g.need from goal g join case_file f on f.organisation_id = g.organisation_id and f.case_id = g.case_id
    where g.organisation_id = me.organisation_id and g.status = 'open' and f.status = 'open'
  ),
  told as materialized (
    select n.need, c.province, c.sex, c.age_band, c.languages from needs n
    join case_counted c on c.organisation_id = me.organisation_id and c.case_id = n.case_id
  ),
  barriers as materialized (
    select distinct b.case_id, b.need, coalesce(b.kind, 'no:' || b.decline_reason) as kind from access_barrier b
    where b.organisation_id = me.organisation_id and b.met_on >= since and b.taken_back_at is null
  ),
  refused as materialized (
    select b.case_id, b.need, c.province from (select distinct case_id, need from barriers) b
    join case_counted c on c.organisation_id = me.organisation_id and c.case_id = b.case_id
  ),
  waits as materialized (
    select distinct r.case_id, r.need from referral r
    where r.organisation_id = me.organisation_id and (r.status = 'waiting' or (r.status = 'sent' and r.answer_due_on < (guard.clock() at time zone 'UTC')::date))
  ),
  waiting as (
    select w.need, c.province from waits w join case_counted c on c.organisation_id = me.organisation_id and c.case_id = w.case_id
  )
  select 'needs_' || case when grouping(t.province) = 0 then 'province' when grouping(t.sex) = 0 then 'sex' when grouping(t.age_band) = 0 then 'age' else 'all' end,
    t.need, coalesce(case when grouping(t.province) = 0 then t.province end, case when grouping(t.sex) = 0 then t.sex end, case when grouping(t.age_band) = 0 then t.age_band end),
    count(*)::int
  from told t group by grouping sets ((t.need), (t.need, t.province), (t.need, t.sex), (t.need, t.age_band))
  union all
  select 'needs_language', t.need, l, count(*)::int from told t cross join lateral unnest(t.languages) l group by 2, 3
  union all
  select 'barriers_' || case when grouping(r.province) = 0 then 'province' else 'all' end, r.need, r.province, count(*)::int
  from refused r group by grouping sets ((r.need), (r.need, r.province))
  union all
  select 'barriers_kind', b.need, b.kind, count(*)::int from barriers b group by 2, 3
  union all
  select 'waits_' || case when grouping(w.province) = 0 then 'province' else 'all' end, w.need, w.province, count(*)::int
  from waiting w group by grouping sets ((w.need), (w.need, w.province))
  union all
  select 'moved', '', null, count(distinct m.case_id)::int from (
    select case_id from case_file f where f.organisation_id = me.organisation_id and f.opened_on > since_release
    union all select case_id from goal g where g.organisation_id = me.organisation_id and g.set_on > since_release
    union all select case_id from access_barrier b where b.organisation_id = me.organisation_id and b.met_on > since_release) m;
end $$;
comment on function guard.count_gaps(date, date) is
  'People with an open need, turned away since a day, or waiting, by need and one coarse code at a time: numbers alone, for whoever answers for the whole and may open no file for it. What may be said of them outside is decided by the rule of the release.';

create function guard.count_answers(since date) returns table (service_id uuid, accepted int, declined int, declined_full int, unanswered int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); today date := (guard.clock() at time zone 'UTC')::date;
begin
  if me.organisation_id is null or not guard.may('gaps.read') then return; end if;
  return query
  select a.service_id, count(*) filter (where a.status in ('accepted', 'ended'))::int,
    count(*) filter (where a.status = 'declined' and a.decline_reason <> 'full')::int,
    count(*) filter (where a.status = 'declined' and a.decline_reason = 'full')::int,
    count(*) filter (where a.status = 'sent' and a.answer_due_on < today)::int
  from (
    select r.service_id, r.status, r.decline_reason, r.answer_due_on from referral r
    where r.organisation_id = me.organisation_id and r.service_id is not null and r.sent_at >= since and r.status <> 'withdrawn'
    union all
    select x.service_id, x.status, x.decline_reason, x.answer_due_on from referral_external x
    where x.organisation_id = me.organisation_id and x.sent_at >= since and x.status <> 'withdrawn'
  ) a group by 1;
end $$;
comment on function guard.count_answers(date) is 'How each service answered since a day: how often it took someone, said no, was full, or said nothing. Services, not people.';

create trigger a_no_from_outside_is_a_barrier after update of status on referral_external
  for each row when (new.status = 'declined' and old.status <> 'declined') execute function guard.keep_barrier_of_no();

create or replace function guard.keep_barrier_of_no() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into access_barrier (organisation_id, case_id, barrier_id, section, need, decline_reason, referral_id, service_id, provider_id, province, met_on)
  values (new.organisation_id, new.case_id, gen_random_uuid(), guard.section_of_need(new.need), new.need, new.decline_reason,
    case tg_table_name when 'referral_external' then (to_jsonb(new) ->> 'external_id')::uuid else (to_jsonb(new) ->> 'referral_id')::uuid end, new.service_id,
    (select s.provider_id from directory_service s where s.organisation_id = new.organisation_id and s.service_id = new.service_id),
    (select c.province from case_counted c where c.organisation_id = new.organisation_id and c.case_id = new.case_id),
    (guard.clock() at time zone 'UTC')::date)
  on conflict do nothing;
  return new;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('keep_counted', 'count_gaps', 'count_answers') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
create index goal_open on goal (organisation_id, case_id, need) where status = 'open';
