-- Paying interpreters. A statement knows days, minutes, sums and grant lines: no file, no alias, no place, no language. Issued, no
-- figure of it changes; one booking stands in one statement at most. Whoever pays opens no file for it.

create table interpreter_terms (
  organisation_id uuid not null references organisation,
  from_on date not null,
  cancel_hours int not null check (cancel_hours between 0 and 168),
  cancel_percent int not null check (cancel_percent between 0 and 100),
  travel_fixed_cents int check (travel_fixed_cents between 0 and 1000000),
  set_by uuid not null default guard.staff(),
  primary key (organisation_id, from_on),
  foreign key (organisation_id, set_by) references staff
);
comment on table interpreter_terms is 'From a day on: how late something is called off to be paid at which share, and what the way is paid where not by kilometres.';

create table interpreter_grant (
  organisation_id uuid not null references organisation,
  grant_code text not null check (grant_code ~ '^[A-Z0-9][A-Z0-9./-]{0,23}$'),
  name text not null check (length(name) between 1 and 80),
  from_on date not null,
  until_on date,
  version int not null default 1,
  primary key (organisation_id, grant_code),
  check (until_on >= from_on)
);
comment on table interpreter_grant is 'Lines of the books that may bear what interpreters cost, by the code the funder gave them.';

create table interpreter_statement (
  organisation_id uuid not null,
  statement_id uuid not null,
  interpreter_id uuid not null,
  from_on date not null,
  until_on date not null,
  status text not null default 'draft' check (status in ('draft', 'issued', 'paid')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  total_cents int not null default 0 check (total_cents >= 0),
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  made_by uuid not null default guard.staff(),
  issued_by uuid,
  issued_at timestamptz,
  paid_by uuid,
  paid_on date,
  version int not null default 1,
  primary key (organisation_id, statement_id),
  unique (statement_id),
  foreign key (organisation_id, interpreter_id) references interpreter,
  foreign key (organisation_id, made_by) references staff,
  foreign key (organisation_id, issued_by) references staff,
  foreign key (organisation_id, paid_by) references staff,
  check (from_on <= until_on),
  check ((status = 'draft') = (hash is null) and (hash is null) = (issued_at is null) and (hash is null) = (issued_by is null)),
  check ((status = 'paid') = (paid_on is not null) and (paid_on is null) = (paid_by is null))
);
create index interpreter_statement_of on interpreter_statement (organisation_id, until_on desc, from_on desc);
comment on table interpreter_statement is 'What an interpreter is owed for a period: gathered, frozen with a hash over every figure when issued, then paid. Nothing in it says for whom.';

create table interpreter_statement_line (
  organisation_id uuid not null,
  statement_id uuid not null,
  booking_id uuid not null,
  on_day date not null,
  what text not null check (what in ('attended', 'late_cancel')),
  minutes int not null check (minutes >= 0),
  paid_minutes int not null check (paid_minutes >= 0),
  percent int not null check (percent between 0 and 100),
  time_cents int not null check (time_cents >= 0),
  travel_cents int not null check (travel_cents >= 0),
  amount_cents int not null check (amount_cents = time_cents + travel_cents),
  grant_code text,
  primary key (organisation_id, statement_id, booking_id),
  foreign key (organisation_id, statement_id) references interpreter_statement on delete cascade,
  foreign key (organisation_id, grant_code) references interpreter_grant
);
create unique index booking_in_one_statement on interpreter_statement_line (organisation_id, booking_id);
comment on table interpreter_statement_line is 'One booking in one statement at most. When the file is erased the booking goes and its number here leads nowhere; the books stay.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  pays constant text := '(select guard.may(''interpreters.pay''))';
  t text;
begin
  foreach t in array array['interpreter_terms', 'interpreter_grant', 'interpreter_statement', 'interpreter_statement_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('create policy read_by_payers on %I for select to amparo_app using (%s and %s)', t, ours, pays);
    execute format('create policy written_by_payers on %I for insert to amparo_app with check (%s and %s)', t, ours, pays);
    execute format('create policy changed_by_payers on %1$I for update to amparo_app using (%2$s and %3$s) with check (%2$s and %3$s)', t, ours, pays);
    execute format('grant select on %I to amparo_guard', t);
    execute format('grant select, insert on %I to amparo_app', t);
  end loop;
  execute format('create policy draft_taken_away on interpreter_statement for delete to amparo_app using (%s and %s and status = ''draft'')', ours, pays);
  execute format('create policy left_out on interpreter_statement_line for delete to amparo_app using (%s and %s)', ours, pays);
  execute format('alter policy read_in_the_house on interpreter_rate using (%s and ((select guard.may(''interpreters.manage'')) or %s))', ours, pays);
end $$;
grant update (cancel_hours, cancel_percent, travel_fixed_cents, set_by) on interpreter_terms to amparo_app;
grant update (name, from_on, until_on, version) on interpreter_grant to amparo_app;
grant delete, update (status, total_cents, hash, issued_by, issued_at, paid_by, paid_on, version) on interpreter_statement to amparo_app;
grant delete, update (grant_code) on interpreter_statement_line to amparo_app;
grant update (version) on interpreter_statement to amparo_guard;

alter table interpreter_booking add column cancelled_at timestamptz;
comment on column interpreter_booking.cancelled_at is 'When somebody who was confirmed was told that they need not come.';

create function guard.stamp_called_off() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.status = 'cancelled' and old.status = 'confirmed' then new.cancelled_at := guard.clock(); end if;
  return new;
end $$;
comment on function guard.stamp_called_off() is 'Whoever was confirmed and is called off may be owed a share: the moment is the database''s.';
create trigger interpreter_booking_called_off before update of status on interpreter_booking for each row execute function guard.stamp_called_off();

create function guard.stamp_statement() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.status <> 'draft' and (old.status = 'paid' or new.status <> 'paid'
      or (new.total_cents, new.hash, new.issued_at, new.issued_by) is distinct from (old.total_cents, old.hash, old.issued_at, old.issued_by)) then
    raise exception using errcode = 'check_violation', message = 'frozen';
  end if;
  if old.status = 'draft' and new.status <> 'draft' and (new.status <> 'issued' or new.total_cents is distinct from (
      select sum(l.amount_cents) from interpreter_statement_line l
      where l.organisation_id = new.organisation_id and l.statement_id = new.statement_id)) then
    raise exception using errcode = 'check_violation', message = 'the lines are not the total';
  end if;
  return new;
end $$;
comment on function guard.stamp_statement() is 'A statement is issued once, with the sum of its lines, and after that only its payment is written.';
create trigger interpreter_statement_stamped before update on interpreter_statement for each row execute function guard.stamp_statement();

create function guard.stamp_statement_line() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare head interpreter_statement; line interpreter_statement_line := case when tg_op = 'DELETE' then old else new end;
begin
  select * into head from interpreter_statement s where s.organisation_id = line.organisation_id and s.statement_id = line.statement_id for share;
  if head.status <> 'draft' then raise exception using errcode = 'check_violation', message = 'frozen'; end if;
  return line;
end $$;
comment on function guard.stamp_statement_line() is 'Lines come, change and go in a draft alone.';
create trigger interpreter_statement_line_stamped before insert or update or delete on interpreter_statement_line
  for each row execute function guard.stamp_statement_line();

create function guard.interpreter_work(an_interpreter uuid, from_day date, until_day date)
returns table (interpreter_id uuid, booking_id uuid, on_day date, mode text, what text, minutes int, travel_km int, minutes_before int)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.interpreter_id, b.booking_id, b.on_day, b.mode,
    case when b.status in ('attended', 'rated') then 'attended' else 'late_cancel' end,
    case when b.status in ('attended', 'rated') then b.minutes else (extract(epoch from b.ends_at - b.starts_at) / 60)::int end,
    coalesce(b.travel_km, 0),
    case when b.status in ('cancelled', 'stopped') then greatest(floor(extract(epoch from b.starts_at - coalesce(b.cancelled_at, b.stopped_at)) / 60), 0)::int end
  from interpreter_booking b
  where guard.may('interpreters.pay') and b.organisation_id = guard.organisation()
    and (an_interpreter is null or b.interpreter_id = an_interpreter) and b.on_day between from_day and until_day
    and (b.status in ('attended', 'rated')
      or (b.confirmed_at is not null and (b.cancelled_at is not null
        or (b.status = 'stopped' and b.stop_reason in ('appointment_moved', 'appointment_cancelled', 'needs_changed')))))
    and not exists (select from interpreter_statement_line l where l.organisation_id = b.organisation_id and l.booking_id = b.booking_id)
$$;
comment on function guard.interpreter_work(uuid, date, date) is
  'What was interpreted in a period, or called off after it was confirmed, and stands in no statement: days and minutes. For whom, in which language and where stays in the files.';

create function guard.mark_bookings_paid(a_statement uuid) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare marked int;
begin
  if not guard.may('interpreters.pay') then return 0; end if;
  update interpreter_booking b set status = 'paid', version = b.version + 1
  from interpreter_statement_line l join interpreter_statement s on s.organisation_id = l.organisation_id and s.statement_id = l.statement_id
  where s.statement_id = a_statement and s.organisation_id = guard.organisation() and s.status = 'paid'
    and b.organisation_id = l.organisation_id and b.booking_id = l.booking_id and b.status in ('attended', 'rated');
  get diagnostics marked = row_count;
  return marked;
end $$;
comment on function guard.mark_bookings_paid(uuid) is 'What stands in a paid statement is paid in the files too; whoever pays learns how many and not which.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('stamp_called_off', 'stamp_statement', 'stamp_statement_line', 'interpreter_work', 'mark_bookings_paid') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.interpreter_work(uuid, date, date), guard.mark_bookings_paid(uuid) to amparo_app;
