-- Certificates as they were signed, and whether they still hold. No name is kept: the credential carries a hash whose salt
-- comes out of the signing key, so that whoever has this table alone cannot even try names.

create table certificate (
  organisation_id uuid not null references organisation,
  certificate_id uuid not null unique,
  number text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  kind text not null check (kind in ('training', 'module')),
  achievement text not null check (achievement ~ '^[a-z][a-z0-9_-]{1,59}$'),
  achievement_version int not null check (achievement_version > 0),
  title text not null check (length(title) between 3 and 200),
  language text not null check (language in ('en', 'es', 'it')),
  hours numeric(6, 2) not null check (hours > 0),
  issued_on date not null,
  expires_on date check (expires_on > issued_on),
  institution_id uuid,
  key_version int not null,
  status_list int not null check (status_list > 0),
  status_index int not null check (status_index between 0 and 131071),
  name_check bytea not null check (length(name_check) = 32),
  credential jsonb not null,
  revoked_on date,
  revoke_reason text check (revoke_reason in ('issued_wrongly', 'wrong_person', 'not_passed', 'asked_for', 'key_in_doubt')),
  version int not null default 1,
  primary key (organisation_id, certificate_id),
  unique (organisation_id, key_version, status_list, status_index),
  foreign key (organisation_id, key_version) references signing_key,
  foreign key (organisation_id, institution_id) references institution,
  check ((revoked_on is null) = (revoke_reason is null))
);
create index certificate_in_order on certificate (organisation_id, issued_on desc, certificate_id desc);
create index certificate_ending on certificate (organisation_id, expires_on) where revoked_on is null and expires_on is not null;
comment on table certificate is 'What somebody has in writing that they learned: what, when, until when, and the signed credential without the salt of the name. Nobody''s name, address or answers.';
comment on column certificate.institution_id is 'Where the holder works, if they came by its code. Counted; joined to no answer.';
comment on column certificate.name_check is 'A keyed hash of the name as people type it, for whoever asks on the public page whether it is this one. The key is the signing key''s.';
comment on column certificate.status_index is 'Its place in the status list, drawn at random so that the place says nothing about who came when.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  -- What is told at the desk; the credential and what a name is checked by stay with the door.
  shown constant text := 'organisation_id, certificate_id, number, kind, achievement, achievement_version, title, language, hours, issued_on, expires_on, institution_id, key_version, status_list, status_index, revoked_on, revoke_reason, version';
begin
  execute 'alter table certificate enable row level security';
  execute 'alter table certificate force row level security';
  execute 'create policy kept_by_owner on certificate to current_user using (true) with check (true)';
  execute 'create policy guard_all on certificate to amparo_guard using (true) with check (true)';
  execute 'grant select, insert on certificate to amparo_guard';
  execute format('create policy read_in_the_house on certificate for select to amparo_app using (%s and (select guard.may(''prevention.read'')))', ours);
  execute format('create policy revoked_by_keepers on certificate for update to amparo_app using (%s and (select guard.may(''certificates.manage''))) with check (%1$s)', ours);
  execute format('grant select (%s) on certificate to amparo_app', shown);
  execute 'grant update (revoked_on, revoke_reason, version) on certificate to amparo_app';
end $$;

create function guard.keep_certificate(
  an_organisation uuid, a_certificate uuid, a_number text, a_kind text, an_achievement text, an_achievement_version int, a_title text,
  a_language text, some_hours numeric, an_issue_day date, an_end date, an_institution uuid, a_key_version int, a_list int, an_index int,
  a_check bytea, a_credential jsonb)
returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare kept uuid;
begin
  -- A colleague writes for their own house; the public door has no session, and writes for whom it was asked.
  if guard.organisation() is not null and (guard.organisation() <> an_organisation
    or not (guard.may('prevention.manage') or guard.may('certificates.manage'))) then return false; end if;
  insert into certificate (organisation_id, certificate_id, number, kind, achievement, achievement_version, title, language, hours, issued_on,
    expires_on, institution_id, key_version, status_list, status_index, name_check, credential)
  values (an_organisation, a_certificate, a_number, a_kind, an_achievement, an_achievement_version, a_title, a_language, some_hours, an_issue_day,
    an_end, an_institution, a_key_version, a_list, an_index, a_check, a_credential)
  on conflict do nothing returning certificate_id into kept;
  return kept is not null;
end $$;
comment on function guard.keep_certificate(uuid, uuid, text, text, text, int, text, text, numeric, date, date, uuid, int, int, int, bytea, jsonb) is
  'Writes a certificate that was signed outside; false when its number or its place in the list is taken. A row that no key of the organisation signed is told to nobody: see the page that checks it.';

create function guard.next_status_list(an_organisation uuid, a_key_version int) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select 1 + (count(*) / 65536)::int from certificate c where c.organisation_id = an_organisation and c.key_version = a_key_version
$$;
comment on function guard.next_status_list(uuid, int) is 'The status list a new certificate goes into: a list is left when it is half full, so that a place drawn at random is mostly free.';

create function guard.find_certificate(a_number text, a_certificate uuid) returns table (
  organisation_id uuid, certificate_id uuid, number text, language text, issued_on date, expires_on date, key_version int,
  name_check bytea, credential jsonb, revoked_on date, revoke_reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.organisation_id, c.certificate_id, c.number, c.language, c.issued_on, c.expires_on, c.key_version, c.name_check, c.credential,
    c.revoked_on, c.revoke_reason
  from certificate c where c.number = a_number or c.certificate_id = a_certificate
$$;
comment on function guard.find_certificate(text, uuid) is 'One certificate for whoever holds its number or its id; both are drawn at random and long.';

create function guard.status_list(an_organisation uuid, a_key_version int, a_list int) returns table (status_index int, revoked boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  (select c.status_index, false from certificate c
   where c.organisation_id = an_organisation and c.key_version = a_key_version and c.status_list = a_list limit 1)
  union all
  (select c.status_index, true from certificate c
   where c.organisation_id = an_organisation and c.key_version = a_key_version and c.status_list = a_list and c.revoked_on is not null)
$$;
comment on function guard.status_list(uuid, int, int) is 'The places of a list that are revoked, behind one row that says that there is such a list.';

do $$
declare f regprocedure;
begin
  foreach f in array array['guard.keep_certificate(uuid,uuid,text,text,text,int,text,text,numeric,date,date,uuid,int,int,int,bytea,jsonb)',
    'guard.next_status_list(uuid,int)', 'guard.find_certificate(text,uuid)', 'guard.status_list(uuid,int,int)']::regprocedure[] loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_door', f);
  end loop;
end $$;
grant execute on function guard.keep_certificate(uuid, uuid, text, text, text, int, text, text, numeric, date, date, uuid, int, int, int, bytea, jsonb) to amparo_app;
grant execute on function guard.next_status_list(uuid, int) to amparo_app;
