-- What two houses say to each other inside a referral, and what they tick off together when she is handed over.

create table referral_message (
  organisation_id uuid not null,
  case_id uuid not null,
  referral_id uuid not null,
  message_id uuid not null,
  from_organisation_id uuid not null,
  sent_by uuid not null,
  sent_at timestamptz not null default guard.clock(),
  read_at timestamptz,
  read_by uuid,
  sealed_ours bytea not null,
  sealed_theirs bytea not null,
  primary key (organisation_id, case_id, referral_id, message_id),
  unique (message_id),
  foreign key (organisation_id, case_id, referral_id) references referral,
  foreign key (organisation_id, case_id) references case_file
);
comment on table referral_message is 'What two organisations write to each other inside a referral: sealed once to each. The partner reads it while what the referral stands on holds, and no longer.';

create table referral_step (
  organisation_id uuid not null,
  case_id uuid not null,
  referral_id uuid not null,
  step text not null,
  done_at timestamptz not null default guard.clock(),
  by_organisation_id uuid not null,
  by_staff_id uuid not null,
  primary key (organisation_id, case_id, referral_id, step),
  foreign key (organisation_id, case_id, referral_id) references referral,
  foreign key (organisation_id, case_id) references case_file
);
comment on table referral_step is 'What is done of a warm hand-over, ticked by either side: codes of data/referrals/handover.json and nothing of her.';

do $$
declare t text;
begin
  foreach t in array array['referral_message', 'referral_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    -- Asked of the referral, whose own policies decide who is on which side of it.
    execute format('create policy seen_by_sender on %I for select to amparo_app using (
      organisation_id = (select guard.organisation()) and exists (select from referral r
        where r.organisation_id = %1$I.organisation_id and r.case_id = %1$I.case_id and r.referral_id = %1$I.referral_id))', t);
    execute format('create policy seen_by_recipient on %I for select to amparo_app using (
      exists (select from referral r where r.referral_id = %1$I.referral_id and r.to_organisation_id = (select guard.organisation())
        and r.status in (''sent'', ''waiting'', ''accepted'') and guard.referral_stands(r.consent_id, r.exception_id)))', t);
    execute format('grant select on %I to amparo_app', t);
    execute format('grant select, insert, delete on %I to amparo_guard', t);
  end loop;
end $$;
grant update (read_at, read_by) on referral_message to amparo_guard;

create function guard.side_of_referral(a_referral uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); r referral;
begin
  select * into r from referral where referral_id = a_referral and undone_at is null;
  if me.staff_id is null or r.referral_id is null then return 'not_found'; end if;
  if r.organisation_id = me.organisation_id then
    if not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  elsif r.to_organisation_id <> me.organisation_id or not guard.may('referrals.answer') then return 'not_found';
  end if;
  -- Held, so that nothing is written after a withdrawal was acknowledged.
  if not guard.hold_referral_basis(r.consent_id, r.exception_id, r.case_id, r.to_organisation_id) then return 'over'; end if;
  select * into r from referral where referral_id = a_referral for share;
  if r.undone_at is not null then return 'not_found'; end if;
  if r.status not in ('sent', 'waiting', 'accepted') then return 'over'; end if;
  return case when r.organisation_id = me.organisation_id then 'sender' else 'recipient' end;
end $$;
comment on function guard.side_of_referral(uuid) is
  'On which side of a referral whoever asks stands, while it goes on and what it stands on holds; both are kept so until this transaction is done.';
alter function guard.side_of_referral(uuid) owner to amparo_guard;
revoke all on function guard.side_of_referral(uuid) from public;

create function guard.write_referral_message(a_referral uuid, a_message uuid, ours bytea, theirs bytea) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); side text := guard.side_of_referral(a_referral);
begin
  if side not in ('sender', 'recipient') then return side; end if;
  insert into referral_message (organisation_id, case_id, referral_id, message_id, from_organisation_id, sent_by, sealed_ours, sealed_theirs)
  select r.organisation_id, r.case_id, r.referral_id, a_message, me.organisation_id, me.staff_id, ours, theirs
  from referral r where r.referral_id = a_referral;
  return 'done';
end $$;
comment on function guard.write_referral_message(uuid, uuid, bytea, bytea) is 'Writes to the other side of a referral, while it goes on.';

create function guard.read_referral_messages(a_referral uuid) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); side text := guard.side_of_referral(a_referral); found int;
begin
  if side not in ('sender', 'recipient') then return 0; end if;
  update referral_message m set read_at = guard.clock(), read_by = me.staff_id
  where m.referral_id = a_referral and m.from_organisation_id <> me.organisation_id and m.read_at is null;
  get diagnostics found = row_count;
  return found;
end $$;
comment on function guard.read_referral_messages(uuid) is 'Marks what the other side wrote as read.';

create function guard.tick_referral_step(a_referral uuid, a_step text, is_done boolean) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); side text := guard.side_of_referral(a_referral);
begin
  if side not in ('sender', 'recipient') then return side; end if;
  if is_done then
    insert into referral_step (organisation_id, case_id, referral_id, step, by_organisation_id, by_staff_id)
    select r.organisation_id, r.case_id, r.referral_id, a_step, me.organisation_id, me.staff_id from referral r where r.referral_id = a_referral
    on conflict do nothing;
  else
    delete from referral_step s where s.referral_id = a_referral and s.step = a_step;
  end if;
  return 'done';
end $$;
comment on function guard.tick_referral_step(uuid, text, boolean) is 'Ticks a step of the warm hand-over, or takes the tick back; either side may.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('write_referral_message', 'read_referral_messages', 'tick_referral_step') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
