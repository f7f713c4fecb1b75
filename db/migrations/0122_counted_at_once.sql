-- Counting over 100,000 files is one pass over their codes, with room to sort them in memory.

create or replace function guard.count_gaps(since date, since_release date) returns table (cut text, need text, code text, people int)
language plpgsql stable security definer set search_path = public, pg_temp set work_mem = '64MB' as $$
#variable_conflict use_column
declare me record := guard.who(); today date := (guard.clock() at time zone 'UTC')::date;
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
  -- Counted once by everything together, then added up: the sums are over few rows.
  groups as materialized (
    select t.need, t.province, t.sex, t.age_band, count(*) as people from told t group by 1, 2, 3, 4
  ),
  tongues as materialized (
    select t.need, t.languages, count(*) as people from told t group by 1, 2
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
    where r.organisation_id = me.organisation_id and (r.status = 'waiting' or (r.status = 'sent' and r.answer_due_on < today))
  ),
  waiting as (
    select w.need, c.province from waits w join case_counted c on c.organisation_id = me.organisation_id and c.case_id = w.case_id
  )
  select 'needs_' || case when grouping(t.province) = 0 then 'province' when grouping(t.sex) = 0 then 'sex' when grouping(t.age_band) = 0 then 'age' else 'all' end,
    t.need, coalesce(case when grouping(t.province) = 0 then t.province end, case when grouping(t.sex) = 0 then t.sex end, case when grouping(t.age_band) = 0 then t.age_band end),
    sum(t.people)::int
  from groups t group by grouping sets ((t.need), (t.need, t.province), (t.need, t.sex), (t.need, t.age_band))
  union all
  select 'needs_language', t.need, l, sum(t.people)::int from tongues t cross join lateral unnest(t.languages) l group by 2, 3
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
