-- A conversation through a receipt: what was fetched and what is unread, by days alone; and how long a receipt lives.

create table report_lifetime (
  only_one boolean primary key default true check (only_one),
  months int not null check (months between 1 and 60),
  renew_days int not null check (renew_days between 1 and 365),
  notice_days int not null check (notice_days between 1 and 365)
);
alter table report_lifetime enable row level security;
alter table report_lifetime force row level security;
comment on table report_lifetime is 'How long a receipt lives after the last movement, as data/triage/lifetimes.json says; written at every start.';
create policy kept_by_owner on report_lifetime to current_user using (true) with check (true);
create policy all_read on report_lifetime for select to amparo_app, amparo_guard using (true);
grant select on report_lifetime to amparo_app, amparo_guard;
insert into report_lifetime values (true, 12, 60, 30);

alter table report
  add column expires_on date,
  add column read_place int not null default 0;
comment on column report.expires_on is 'The day the receipt opens nothing any more. Every movement and every renewal puts it off; a report without a file is erased then.';
comment on column report.read_place is 'Up to which message the desk has read: whether by one colleague or another is in the journal.';
alter table report_message add column fetched_on date;
comment on column report_message.fetched_on is 'The day an answer was first opened with the receipt.';

create function guard.report_begins() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.expires_on := coalesce(new.expires_on, (new.received_on + make_interval(months => (select l.months from report_lifetime l)))::date);
  return new;
end $$;
comment on function guard.report_begins() is 'A report lives from the day it came in.';

create function guard.report_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update report r set expires_on = greatest(r.expires_on, (new.written_on + make_interval(months => (select l.months from report_lifetime l)))::date)
  where r.organisation_id = new.organisation_id and r.report_id = new.report_id;
  return null;
end $$;
comment on function guard.report_moves() is 'Whatever either side writes puts off the end.';

-- The rows there are already begin their life as if they had come in under this rule. An owner who is no superuser
-- passes no wall, so the guard does it.
grant update (expires_on) on report to amparo_guard;
set local role amparo_guard;
update report r set expires_on = (greatest(r.received_on, (select max(m.written_on) from report_message m
  where m.organisation_id = r.organisation_id and m.report_id = r.report_id)) + make_interval(months => 12))::date;
reset role;
alter table report alter column expires_on set not null;
create index report_ending on report (organisation_id, expires_on, report_id);

create trigger begins before insert on report for each row execute function guard.report_begins();
create trigger moves after insert on report_message for each row execute function guard.report_moves();

grant update (read_place) on report to amparo_app;
grant update (fetched_on) on report_message to amparo_guard;

-- What is erased at the end leaves its day and a fingerprint: whoever kept a proof can still show it.
create table report_ended (
  organisation_id uuid not null references organisation,
  fingerprint bytea not null,
  received_on date not null,
  ended_on date not null,
  primary key (organisation_id, fingerprint)
);
alter table report_ended enable row level security;
alter table report_ended force row level security;
comment on table report_ended is 'Reports erased at the end of their life: the day they came, the day they went and the SHA-256 of what was sealed. Nothing of what they said.';
create policy kept_by_owner on report_ended to current_user using (true) with check (true);
create policy guard_all on report_ended to amparo_guard using (true) with check (true);
grant select, insert on report_ended to amparo_guard;
grant delete on report, report_message to amparo_guard;

create function guard.report_goes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into report_ended (organisation_id, fingerprint, received_on, ended_on)
  values (old.organisation_id, sha256(old.sealed_body), old.received_on, (guard.clock() at time zone 'UTC')::date) on conflict do nothing;
  return old;
end $$;
comment on function guard.report_goes() is 'Whichever way a report is erased, a proof of having reported still belongs to one.';
create trigger goes before delete on report for each row execute function guard.report_goes();

-- A report told together with one that lives or became a file ends with that one, so the way up is followed.
create function guard.end_reports(most int default 200) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare today date := (guard.clock() at time zone 'UTC')::date; due record; t record; ended int := 0;
begin
  for due in
    select r.organisation_id, r.report_id from report r
    where r.expires_on <= today and r.case_id is null and not exists (
      with recursive up as (
        select p.report_id, p.case_id, p.merged_into, p.expires_on, 1 as steps from report p
        where p.organisation_id = r.organisation_id and p.report_id = r.merged_into
        union all
        select p.report_id, p.case_id, p.merged_into, p.expires_on, up.steps + 1 from up join report p
        on p.organisation_id = r.organisation_id and p.report_id = up.merged_into where up.steps < 20)
      select from up where up.case_id is not null or up.expires_on > today)
    order by r.expires_on, r.report_id limit most for update of r skip locked
  loop
    -- Tables that hang on a report and do not go by themselves; those to come are found in the catalogue too.
    for t in
      select k.conrelid::regclass as child from pg_constraint k
      where k.contype = 'f' and k.confrelid = 'report'::regclass and k.confdeltype = 'a' and k.conrelid <> k.confrelid
        and (select array_agg(a.attname::text order by a.attname) from pg_attribute a
             where a.attrelid = k.conrelid and a.attnum = any(k.conkey)) = array['organisation_id', 'report_id']
    loop
      execute format('delete from %s where organisation_id = $1 and report_id = $2', t.child) using due.organisation_id, due.report_id;
    end loop;
    delete from report where organisation_id = due.organisation_id and report_id = due.report_id;
    insert into journal (organisation_id, entry_id, action, subject_id, basis)
    values (due.organisation_id, gen_random_uuid(), 'report.ended', due.report_id, 'retention');
    ended := ended + 1;
  end loop;
  return ended;
end $$;
comment on function guard.end_reports(int) is
  'Erases reports without a file whose life is over: words, messages, files, decisions. Run by the house itself; only the clock decides.';

do $$
declare f text;
begin
  foreach f in array array['report_begins()', 'report_moves()', 'report_goes()', 'end_reports(int)'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
  end loop;
end $$;
