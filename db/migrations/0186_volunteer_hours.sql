-- What volunteers give is counted where funders ask for it: minutes of interpreting from the bookings, and what was given beside
-- them, by kind of work. Nothing of it says for whom.

create table volunteer_hours (
  organisation_id uuid not null,
  hours_id uuid not null,
  interpreter_id uuid not null,
  on_day date not null,
  work text not null check (work in ('interpreting', 'written', 'training', 'waiting', 'other')),
  minutes int not null check (minutes between 1 and 1440),
  written_by uuid not null default guard.staff(),
  primary key (organisation_id, hours_id),
  unique (hours_id),
  foreign key (organisation_id, interpreter_id) references interpreter,
  foreign key (organisation_id, written_by) references staff
);
create index volunteer_hours_on on volunteer_hours (organisation_id, on_day desc);
comment on table volunteer_hours is 'Time a volunteer gave that is no booking: a day, a kind of work, minutes.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  pays constant text := '(select guard.may(''interpreters.pay''))';
begin
  execute 'alter table volunteer_hours enable row level security';
  execute 'alter table volunteer_hours force row level security';
  execute 'create policy kept_by_owner on volunteer_hours to current_user using (true) with check (true)';
  execute format('create policy read_by_payers on volunteer_hours for select to amparo_app using (%s and %s)', ours, pays);
  execute format('create policy written_by_payers on volunteer_hours for insert to amparo_app with check (%s and %s)', ours, pays);
  execute format('create policy taken_back_by_payers on volunteer_hours for delete to amparo_app using (%s and %s)', ours, pays);
  execute 'grant select, insert, delete on volunteer_hours to amparo_app';
end $$;

create function guard.volunteer_times(from_day date, until_day date) returns table (interpreter_id uuid, times int, minutes int)
language sql stable security definer set search_path = public, pg_temp as $$
  select came.interpreter_id, count(*)::int, sum(came.minutes)::int
  from (
    select distinct on (t.booking_id) t.interpreter_id, t.booking_id, t.minutes
    from (
      select b.interpreter_id, b.booking_id, b.minutes, b.organisation_id from interpreter_booking b
      where b.organisation_id = guard.organisation() and b.on_day between from_day and until_day and b.status in ('attended', 'rated', 'paid')
      union all
      -- Of a file that was erased the hours stay, where a statement had taken them down.
      select s.interpreter_id, l.booking_id, l.minutes, l.organisation_id from interpreter_statement_line l
      join interpreter_statement s on s.organisation_id = l.organisation_id and s.statement_id = l.statement_id
      where l.organisation_id = guard.organisation() and l.on_day between from_day and until_day and l.what = 'attended') t
    join interpreter i on i.organisation_id = t.organisation_id and i.interpreter_id = t.interpreter_id and i.kind = 'volunteer'
    order by t.booking_id) came
  where guard.may('interpreters.pay')
  group by came.interpreter_id
$$;
comment on function guard.volunteer_times(date, date) is 'How often and how long volunteers interpreted in a period: counts alone.';
alter function guard.volunteer_times(date, date) owner to amparo_guard;
revoke all on function guard.volunteer_times(date, date) from public;
grant execute on function guard.volunteer_times(date, date) to amparo_app;
