-- How staff sign in, and how their accounts are made, changed and ended. The server reads none of these tables: the
-- definer functions below answer one question each, and whoever signs in or works on an account goes through them.

create table credential (
  organisation_id uuid not null,
  staff_id uuid not null,
  password_hash text,
  password_set_at timestamptz,
  sealed_totp bytea,
  totp_key_version int,
  totp_last_step bigint,
  totp_set_at timestamptz,
  primary key (organisation_id, staff_id),
  unique (staff_id),
  foreign key (organisation_id, staff_id) references staff,
  check ((sealed_totp is null) = (totp_key_version is null) and (sealed_totp is null) = (totp_last_step is null))
);
comment on table credential is 'How a staff member proves to be themselves: an Argon2id hash, and the sealed secret of one-time codes with the last time step used.';

create table recovery_code (
  organisation_id uuid not null,
  staff_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (organisation_id, staff_id, code_hash),
  foreign key (organisation_id, staff_id) references staff
);
comment on table recovery_code is 'Codes kept on paper for the day the telephone is lost; only hashes, each good once.';

create table passkey (
  organisation_id uuid not null,
  staff_id uuid not null,
  passkey_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null default 0,
  name text not null,
  made_at timestamptz not null default guard.clock(),
  used_at timestamptz,
  primary key (organisation_id, staff_id, passkey_id),
  unique (credential_id),
  foreign key (organisation_id, staff_id) references staff
);
comment on table passkey is 'Public halves of the passkeys of staff.';

create table invitation (
  organisation_id uuid not null,
  invitation_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null unique,
  made_by uuid not null,
  made_at timestamptz not null default guard.clock(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation_id, invitation_id),
  foreign key (organisation_id, staff_id) references staff
);
create index invitation_of_staff on invitation (organisation_id, staff_id);
comment on table invitation is 'Links that let someone make their account, good once and for a week; the link itself is never here.';

create table sign_in_challenge (
  challenge_hash bytea primary key,
  kind text not null check (kind in ('code', 'passkey', 'new_passkey')),
  staff_id uuid,
  expires_at timestamptz not null
);
create index sign_in_challenge_by_age on sign_in_challenge (expires_at);
comment on table sign_in_challenge is 'The middle of a sign-in, for a few minutes: what was asked and, once a password was right, of whom.';

create table sign_in_attempt (
  attempt_id uuid primary key default gen_random_uuid(),
  account_mark bytea not null,
  address_mark bytea not null,
  at timestamptz not null default guard.clock()
);
create index sign_in_attempt_on_account on sign_in_attempt (account_mark, at);
create index sign_in_attempt_from_address on sign_in_attempt (address_mark, at);
comment on table sign_in_attempt is 'Failed attempts of a day, by keyed marks of account and address, so that guessing is slowed and nobody is listed.';

do $$
declare t text;
begin
  foreach t in array array['credential', 'recovery_code', 'passkey', 'invitation', 'sign_in_challenge', 'sign_in_attempt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to amparo_guard', t);
  end loop;
end $$;

-- Accounts are made and changed by the functions below alone, so no administrator gives themselves a role on the side.
revoke insert on staff from amparo_app;
create policy guard_writes on staff for insert to amparo_guard with check (true);
create policy guard_changes on staff for update to amparo_guard using (true) with check (true);
create policy guard_writes on organisation for insert to amparo_guard with check (true);
create policy guard_writes on office for insert to amparo_guard with check (true);
grant insert, update (name, office_id, roles, status, language, version) on staff to amparo_guard;
grant insert on organisation, office to amparo_guard;

-- An unattended screen locks after 30 minutes: `expires_at` is always the nearer of that and twelve hours after signing in,
-- and whoever does something moves it on.
create function guard.touch_session() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session set seen_at = guard.clock(), expires_at = least(made_at + interval '12 hours', guard.clock() + interval '30 minutes')
  where session_id = new.session_id and ended_at is null and seen_at < guard.clock() - interval '1 minute';
  return new;
end $$;
comment on function guard.touch_session() is 'Whoever does something is present: a journal entry keeps its session awake, written at most once a minute.';
create trigger keeps_session_awake after insert on journal for each row when (new.session_id is not null) execute function guard.touch_session();
comment on column session.expires_at is 'The nearer of half an hour after the last deed and twelve hours after signing in.';

create function guard.may_try(an_account bytea, an_address bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not pg_try_advisory_xact_lock(hashtextextended(encode(an_account, 'hex'), 8)) then return 'busy'; end if;
  if (select count(*) from sign_in_attempt where account_mark = an_account and at > guard.clock() - interval '15 minutes') >= 10
    or (select count(*) from sign_in_attempt where address_mark = an_address and at > guard.clock() - interval '15 minutes') >= 50
  then return 'wait'; end if;
  return 'go';
end $$;
comment on function guard.may_try(bytea, bytea) is 'Whether one more attempt may be made now: one at a time per account, ten wrong ones in a quarter of an hour, fifty per address.';

create function guard.count_attempt(an_account bytea, an_address bytea, was_right boolean) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform guard.tick();
  if was_right then delete from sign_in_attempt where account_mark = an_account;
  else insert into sign_in_attempt (account_mark, address_mark) values (an_account, an_address);
  end if;
  delete from sign_in_attempt where at < guard.clock() - interval '1 day';
end $$;
comment on function guard.count_attempt(bytea, bytea, boolean) is 'Remembers a wrong attempt for a day; a right one clears the account.';

create function guard.sign_in_lookup(an_email text) returns table (staff_id uuid, password_hash text, second_factor boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.staff_id, c.password_hash, c.sealed_totp is not null or exists (select from passkey p where p.staff_id = m.staff_id)
  from staff m join credential c on c.organisation_id = m.organisation_id and c.staff_id = m.staff_id
  where lower(m.email) = lower(an_email) and m.status = 'active'
$$;
comment on function guard.sign_in_lookup(text) is 'What the server needs to check a password; nothing for who left, was only invited, or never was.';

create function guard.keep_challenge(a_hash bytea, a_kind text, a_staff uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  delete from sign_in_challenge where expires_at < guard.clock();
  insert into sign_in_challenge values (a_hash, a_kind, a_staff, guard.clock() + interval '5 minutes');
end $$;
comment on function guard.keep_challenge(bytea, text, uuid) is 'Begins the second half of a sign-in, or a passkey ceremony, for five minutes.';

create function guard.find_challenge(a_hash bytea, a_kind text) returns table (staff_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.staff_id from sign_in_challenge c where c.challenge_hash = a_hash and c.kind = a_kind and c.expires_at > guard.clock()
$$;
comment on function guard.find_challenge(bytea, text) is 'Of whom the second half is awaited.';

create function guard.take_challenge(a_hash bytea, a_kind text) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  with taken as (delete from sign_in_challenge c where c.challenge_hash = a_hash and c.kind = a_kind returning c.expires_at)
  select coalesce((select expires_at > guard.clock() from taken), false)
$$;
comment on function guard.take_challenge(bytea, text) is 'Uses a challenge up; true once and in time.';

create function guard.start_session(a_staff uuid, a_session uuid, a_token_hash bytea, a_device text, with_second_factor boolean) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform guard.tick();
  insert into session (token_hash, organisation_id, session_id, staff_id, device, made_at, seen_at, expires_at, second_factor_at)
  select a_token_hash, m.organisation_id, a_session, m.staff_id, left(a_device, 200), guard.clock(), guard.clock(),
    guard.clock() + interval '30 minutes', case when with_second_factor then guard.clock() end
  from staff m where m.staff_id = a_staff and m.status = 'active';
  return found;
end $$;
comment on function guard.start_session(uuid, uuid, bytea, text, boolean) is 'A signed-in device, for half an hour and, in use, for twelve hours at most; only for staff who work here now.';

create function guard.end_session() returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update session set ended_at = guard.clock() where session_id = (select session_id from guard.actor()) and ended_at is null;
  return found;
end $$;
comment on function guard.end_session() is 'Signs out the device that asks.';

create function guard.end_my_session(a_session uuid) returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare ended int;
begin
  update session s set ended_at = guard.clock() from guard.actor() me
  where s.staff_id = me.staff_id and s.session_id <> me.session_id and s.ended_at is null and (a_session is null or s.session_id = a_session);
  get diagnostics ended = row_count;
  return ended;
end $$;
comment on function guard.end_my_session(uuid) is 'Signs out one other device of whoever asks, or with null all others.';

create function guard.my_sessions() returns table (session_id uuid, device text, made_at timestamptz, seen_at timestamptz, expires_at timestamptz, this_one boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.session_id, s.device, s.made_at, s.seen_at, s.made_at + interval '12 hours', s.session_id = me.session_id
  from guard.actor() me join session s on s.organisation_id = me.organisation_id and s.staff_id = me.staff_id
  where s.ended_at is null and s.expires_at > guard.clock()
  order by s.made_at desc
$$;
comment on function guard.my_sessions() is 'Where whoever asks is signed in now.';

create function guard.show_second_factor() returns void language sql volatile security definer set search_path = public, pg_temp as
$$ update session set second_factor_at = guard.clock() where session_id = (select session_id from guard.actor()) $$;
comment on function guard.show_second_factor() is 'The second factor was just shown on this device.';

create function guard.my_credential() returns table (
  password_hash text, password_set_at timestamptz, sealed_totp bytea, totp_key_version int, totp_last_step bigint, totp_set_at timestamptz, codes_left int
) language sql stable security definer set search_path = public, pg_temp as $$
  select c.password_hash, c.password_set_at, c.sealed_totp, c.totp_key_version, c.totp_last_step, c.totp_set_at,
    (select count(*)::int from recovery_code r where r.staff_id = me.staff_id and r.used_at is null)
  from guard.actor() me join credential c on c.organisation_id = me.organisation_id and c.staff_id = me.staff_id
$$;
comment on function guard.my_credential() is 'What the server needs to check whoever asks again.';

create function guard.set_password(a_hash text) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  insert into credential (organisation_id, staff_id, password_hash, password_set_at)
  select organisation_id, staff_id, a_hash, guard.clock() from guard.actor()
  on conflict (organisation_id, staff_id) do update set password_hash = excluded.password_hash, password_set_at = excluded.password_set_at
$$;
comment on function guard.set_password(text) is 'A new password for whoever asks.';

create function guard.set_totp(a_sealed bytea, a_key_version int, a_step bigint) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into credential (organisation_id, staff_id, sealed_totp, totp_key_version, totp_last_step, totp_set_at)
  select organisation_id, staff_id, a_sealed, a_key_version, a_step, guard.clock() from guard.actor()
  on conflict (organisation_id, staff_id) do update set sealed_totp = excluded.sealed_totp, totp_key_version = excluded.totp_key_version,
    totp_last_step = excluded.totp_last_step, totp_set_at = excluded.totp_set_at
$$;
comment on function guard.set_totp(bytea, int, bigint) is 'A new authenticator for whoever asks; the code that proved it counts as used.';

create function guard.use_totp_step(a_step bigint) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update credential set totp_last_step = a_step where staff_id = (select guard.staff()) and totp_last_step < a_step;
  return found;
end $$;
comment on function guard.use_totp_step(bigint) is 'Uses up a one-time code: true once per time step, so a code seen over a shoulder is worth nothing.';

create function guard.set_recovery_codes(the_hashes bytea[]) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  delete from recovery_code where staff_id = (select guard.staff());
  insert into recovery_code (organisation_id, staff_id, code_hash) select organisation_id, staff_id, h from guard.actor(), unnest(the_hashes) h;
$$;
comment on function guard.set_recovery_codes(bytea[]) is 'New recovery codes for whoever asks; the former ones are worth nothing any more.';

create function guard.use_recovery_code(a_hash bytea) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update recovery_code set used_at = guard.clock() where staff_id = (select guard.staff()) and code_hash = a_hash and used_at is null;
  return found;
end $$;
comment on function guard.use_recovery_code(bytea) is 'Uses up a recovery code: true once.';

create function guard.passkey_of(a_credential bytea) returns table (staff_id uuid, public_key bytea, counter bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.staff_id, p.public_key, p.counter from passkey p
  join staff m on m.organisation_id = p.organisation_id and m.staff_id = p.staff_id and m.status = 'active'
  where p.credential_id = a_credential
$$;
comment on function guard.passkey_of(bytea) is 'The public half that checks a passkey, and whose it is.';

create function guard.used_passkey(a_credential bytea, a_counter bigint) returns void language sql volatile security definer set search_path = public, pg_temp as
$$ update passkey set counter = greatest(counter, a_counter), used_at = guard.clock() where credential_id = a_credential $$;
comment on function guard.used_passkey(bytea, bigint) is 'Remembers when a passkey was used, and its counter where it has one.';

create function guard.add_passkey(a_passkey uuid, a_credential bytea, a_public_key bytea, a_counter bigint, a_name text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into passkey (organisation_id, staff_id, passkey_id, credential_id, public_key, counter, name)
  select organisation_id, staff_id, a_passkey, a_credential, a_public_key, a_counter, a_name from guard.actor()
$$;
comment on function guard.add_passkey(uuid, bytea, bytea, bigint, text) is 'A passkey for whoever asks.';

create function guard.my_passkeys() returns table (passkey_id uuid, credential_id bytea, name text, made_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.passkey_id, p.credential_id, p.name, p.made_at, p.used_at from guard.actor() me
  join passkey p on p.organisation_id = me.organisation_id and p.staff_id = me.staff_id order by p.made_at
$$;
comment on function guard.my_passkeys() is 'The passkeys of whoever asks.';

create function guard.change_passkey(a_passkey uuid, a_name text) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if a_name is null then delete from passkey where passkey_id = a_passkey and staff_id = (select guard.staff());
  else update passkey set name = a_name where passkey_id = a_passkey and staff_id = (select guard.staff());
  end if;
  return found;
end $$;
comment on function guard.change_passkey(uuid, text) is 'Names a passkey of whoever asks anew; without a name it is removed.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname in (
    'touch_session', 'may_try', 'count_attempt', 'sign_in_lookup', 'keep_challenge', 'find_challenge', 'take_challenge',
    'start_session', 'end_session', 'end_my_session', 'my_sessions', 'show_second_factor', 'my_credential', 'set_password',
    'set_totp', 'use_totp_step', 'set_recovery_codes', 'use_recovery_code', 'passkey_of', 'used_passkey', 'add_passkey',
    'my_passkeys', 'change_passkey') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    if f <> 'guard.touch_session()'::regprocedure then
      execute format('grant execute on function %s to amparo_app', f);
    end if;
  end loop;
end $$;
