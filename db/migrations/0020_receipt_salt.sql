-- What makes the receipts of this installation its own: the same twenty digits open nothing anywhere else.

create table receipt_salt (
  only_one boolean primary key default true check (only_one),
  salt bytea not null default uuid_send(gen_random_uuid())
);
alter table receipt_salt enable row level security;
alter table receipt_salt force row level security;
comment on table receipt_salt is 'The salt of the slow hash over receipts. It never changes: every receipt out there depends on it.';

create policy kept_by_owner on receipt_salt to current_user using (true) with check (true);
create policy guard_reads on receipt_salt for select to amparo_guard using (true);
grant select on receipt_salt to amparo_guard;
insert into receipt_salt default values;

create function guard.door_salt() returns bytea language sql stable security definer set search_path = public, pg_temp as
$$ select salt from receipt_salt $$;
comment on function guard.door_salt() is 'The salt the public door hashes receipts with.';
alter function guard.door_salt() owner to amparo_guard;
revoke all on function guard.door_salt() from public;
grant execute on function guard.door_salt() to amparo_door;
