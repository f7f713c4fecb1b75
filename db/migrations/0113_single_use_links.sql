-- Links for somebody without an account: an outside partner who answers a referral, a service that vouches for its own
-- record. A link opens nothing without a code that travels another way, five tries are all there are, and what it opens
-- is sealed so that neither this table nor the code alone reads it. The door may only call functions.

create table single_use_link (
  organisation_id uuid not null references organisation,
  link_id uuid not null,
  case_id uuid,
  purpose text not null check (purpose in ('referral', 'service_update')),
  ref_id uuid not null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  link_key bytea not null check (octet_length(link_key) = 32),
  code_salt bytea not null check (octet_length(code_salt) = 16),
  code_key bytea not null check (octet_length(code_key) = 32),
  code_check bytea not null check (octet_length(code_check) = 32),
  tries_left smallint not null default 5 check (tries_left between 0 and 5),
  link_by text not null check (link_by in ('email', 'message', 'post', 'in_person')),
  code_by text not null check (code_by in ('phone', 'in_person', 'post')),
  sealed bytea not null,
  made_by uuid not null,
  made_at timestamptz not null default guard.clock(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, link_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((purpose = 'referral') = (case_id is not null)),
  check (link_by <> code_by),
  check (expires_at <= made_at + interval '92 days')
);
create index single_use_link_of on single_use_link (organisation_id, ref_id, made_at desc);
alter table single_use_link enable row level security;
alter table single_use_link force row level security;
comment on table single_use_link is
  'A link for somebody without an account: what it is for, until when, how many tries of its code are left, which ways link and code travelled. What it opens is sealed to two keys, one of the link and one of the code; neither is kept.';

create policy kept_by_owner on single_use_link to current_user using (true) with check (true);
create policy guard_all on single_use_link to amparo_guard using (true) with check (true);
create policy guard_erases on single_use_link for delete to amparo_guard using (true);
grant select, delete, update (tries_left, used_at, revoked_at, version) on single_use_link to amparo_guard;
create policy seen on single_use_link for select to amparo_app using (
  organisation_id = (select guard.organisation())
  and case when case_id is null then guard.may('directory.read') else guard.sees(case_id) end
);
create policy made on single_use_link for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and made_by = (select guard.staff()) and used_at is null and revoked_at is null
  and case when case_id is null then guard.may('directory.ask') else guard.reaches(case_id, 'referrals.send') end
);
create policy changed on single_use_link for update to amparo_app
  using (organisation_id = (select guard.organisation())
    and case when case_id is null then guard.may('directory.ask') else guard.reaches(case_id, 'referrals.send') end)
  with check (organisation_id = (select guard.organisation()));
-- Nobody at a desk needs what a link is found or opened by, so nobody can read it.
grant select (organisation_id, link_id, case_id, purpose, ref_id, link_key, code_salt, code_key, tries_left, link_by, code_by,
  made_by, made_at, expires_at, used_at, revoked_at, version) on single_use_link to amparo_app;
grant insert, update (code_key, code_check, code_by, sealed, tries_left, used_at, revoked_at, version) on single_use_link to amparo_app;

create table link_opening (
  organisation_id uuid not null,
  case_id uuid not null,
  opening_id uuid not null,
  link_id uuid not null,
  opened_at timestamptz not null default guard.clock(),
  reader_version int not null,
  sealed_reader bytea not null,
  primary key (organisation_id, case_id, opening_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, link_id) references single_use_link
);
create index link_opening_of on link_opening (organisation_id, link_id, opened_at desc);
comment on table link_opening is
  'Each time a link into a file was opened with its code: when, and who said to be reading, sealed to the house. Written by the guard alone.';
select guard.wall('link_opening', 'team');
revoke insert, update on link_opening from amparo_app;
grant insert on link_opening to amparo_guard;
create policy guard_writes on link_opening for insert to amparo_guard with check (true);

create function guard.link_that_opens(a_token bytea, a_check bytea) returns single_use_link
language sql volatile security definer set search_path = public, pg_temp as $$
  select l from single_use_link l
  where l.token_hash = a_token and l.code_check = a_check and l.tries_left > 0 and l.revoked_at is null
    and l.expires_at > guard.clock() and (l.purpose = 'referral' or l.used_at is null)
$$;
comment on function guard.link_that_opens(bytea, bytea) is 'The link that this token and this code open now; nothing for any other, for whatever reason.';

create function guard.door_link_try(a_token bytea, a_check bytea) returns table (
  purpose text, organisation text, intake_version int, intake_key bytea)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link;
begin
  -- Held to the end: tries at once are counted one after the other.
  select * into l from single_use_link x where x.token_hash = a_token for update;
  if l.link_id is null or l.revoked_at is not null or l.expires_at <= guard.clock() or l.tries_left = 0 then return; end if;
  if l.code_check <> a_check then
    update single_use_link set tries_left = tries_left - 1, version = version + 1
    where organisation_id = l.organisation_id and link_id = l.link_id;
    insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis, outcome)
    values (l.organisation_id, gen_random_uuid(), 'link.open', l.case_id, l.link_id, 'link', 'refused');
    return;
  end if;
  if (guard.link_that_opens(a_token, a_check)).link_id is null then return; end if;
  return query
    select l.purpose, o.name, k.version, k.public_key
    from organisation o join lateral (
      select i.version, i.public_key from intake_key i
      where i.organisation_id = o.organisation_id and i.retired_at is null order by i.version desc limit 1) k on true
    where o.organisation_id = l.organisation_id;
end $$;
comment on function guard.door_link_try(bytea, bytea) is
  'Tries a code on a link: what it is for and whom to seal to; nothing for an unknown, expired, revoked, used or exhausted one, and a try less for a wrong code.';

create function guard.note_opening(l single_use_link, an_opening uuid, a_version int, a_reader bytea) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if l.case_id is not null then
    insert into link_opening (organisation_id, case_id, opening_id, link_id, reader_version, sealed_reader)
    values (l.organisation_id, l.case_id, an_opening, l.link_id, a_version, a_reader) on conflict do nothing;
  end if;
  insert into journal (organisation_id, entry_id, action, case_id, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.open', l.case_id, l.link_id, 'link');
end $$;
comment on function guard.note_opening(single_use_link, uuid, int, bytea) is 'Writes down that a link was opened, in the file it leads into and in the journal.';

create function guard.door_link_open(a_token bytea, a_check bytea) returns bytea
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link;
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null or l.purpose <> 'service_update' then return null; end if;
  perform guard.note_opening(l, null, null, null);
  return l.sealed;
end $$;
comment on function guard.door_link_open(bytea, bytea) is 'What a link to a service''s own record carries, sealed; nothing for any other.';

do $$
declare f text;
begin
  foreach f in array array['link_that_opens(bytea, bytea)', 'door_link_try(bytea, bytea)',
    'note_opening(single_use_link, uuid, int, bytea)', 'door_link_open(bytea, bytea)'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
  end loop;
end $$;
grant execute on function guard.door_link_try(bytea, bytea), guard.door_link_open(bytea, bytea) to amparo_door;
