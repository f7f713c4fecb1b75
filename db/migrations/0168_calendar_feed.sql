-- A colleague's agenda in a calendar of their own. What leaves is times and whether one was cancelled; the address is known
-- here by its hash alone.

create table calendar_feed (
  organisation_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null unique,
  language text not null check (language in ('en', 'es', 'it')),
  created_at timestamptz not null default guard.clock(),
  revoked_at timestamptz,
  last_read_on date,
  primary key (organisation_id, staff_id),
  foreign key (organisation_id, staff_id) references staff
);
comment on table calendar_feed is 'Who reads their agenda in a calendar of their own, by the hash of a secret address; opening it anew closes the one before.';

do $$
declare me constant text := 'organisation_id = (select guard.organisation()) and staff_id = (select guard.staff())';
begin
  execute 'alter table calendar_feed enable row level security';
  execute 'alter table calendar_feed force row level security';
  execute 'create policy kept_by_owner on calendar_feed to current_user using (true) with check (true)';
  execute 'create policy guard_all on calendar_feed to amparo_guard using (true) with check (true)';
  execute 'grant select, update (last_read_on), delete on calendar_feed to amparo_guard';
  execute format('create policy ones_own on calendar_feed for select to amparo_app using (%s)', me);
  execute format('create policy opened_by_oneself on calendar_feed for insert to amparo_app with check (%s)', me);
  execute format('create policy changed_by_oneself on calendar_feed for update to amparo_app using (%s) with check (%1$s)', me);
  -- Nobody at a desk needs what it is found by, so nobody can read it.
  execute 'grant select (organisation_id, staff_id, language, created_at, revoked_at, last_read_on) on calendar_feed to amparo_app';
  execute 'grant insert, update (token_hash, language, created_at, revoked_at, last_read_on) on calendar_feed to amparo_app';
end $$;

create function guard.read_calendar_feed(a_hash bytea)
returns table (uid bytea, starts_at timestamptz, ends_at timestamptz, cancelled boolean, sequence int, changed_at timestamptz, language text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare c calendar_feed; moment timestamptz := guard.clock();
begin
  select x.* into c from calendar_feed x join staff s on s.organisation_id = x.organisation_id and s.staff_id = x.staff_id and s.status = 'active'
  where x.token_hash = a_hash and x.revoked_at is null;
  if c.staff_id is null then return; end if;
  update calendar_feed x set last_read_on = (moment at time zone 'UTC')::date
  where x.token_hash = a_hash and x.last_read_on is distinct from (moment at time zone 'UTC')::date;
  -- The first row says that the feed is open and in which language; the others are the times.
  return query select null::bytea, null::timestamptz, null::timestamptz, null::boolean, null::int, null::timestamptz, c.language;
  return query
    select sha256(a_hash || uuid_send(a.appointment_id)), a.starts_at, a.ends_at, a.status = 'cancelled', a.version - 1, a.changed_at, null::text
    from appointment_staff k join appointment a on a.organisation_id = k.organisation_id and a.case_id = k.case_id and a.appointment_id = k.appointment_id
    where k.organisation_id = c.organisation_id and k.staff_id = c.staff_id
      and k.busy_from between moment - interval '31 days' and moment + interval '200 days'
    order by a.starts_at limit 2000;
end $$;
comment on function guard.read_calendar_feed(bytea) is
  'The times of whoever opened this feed, for a calendar outside the house: no file, no person, no place, no word. Nothing for any other address.';

alter function guard.read_calendar_feed(bytea) owner to amparo_guard;
revoke all on function guard.read_calendar_feed(bytea) from public;
grant execute on function guard.read_calendar_feed(bytea) to amparo_door;
