-- What an organisation signs certificates with. The private half is wrapped by the organisation's key, which the root key
-- opens, which never lies here. A key that was changed stays: what it signed is checked with it for as long as it holds.

create table signing_key (
  organisation_id uuid not null references organisation,
  version int not null check (version > 0),
  public_key bytea not null check (length(public_key) = 32),
  wrapped_private bytea not null,
  made_at timestamptz not null default guard.clock(),
  retired_at timestamptz,
  primary key (organisation_id, version)
);
comment on table signing_key is 'Ed25519 key pairs an organisation signs certificates with; the private half is wrapped by its organisation key. The highest version signs, the others still check.';

alter table signing_key enable row level security;
alter table signing_key force row level security;
create policy kept_by_owner on signing_key to current_user using (true) with check (true);
create policy guard_reads on signing_key for select to amparo_guard using (true);
create policy guard_reads on organisation_key for select to amparo_guard using (true);
create policy read_in_the_house on signing_key for select to amparo_app using (organisation_id = (select guard.organisation()));
create policy made_for_a_partner on signing_key for insert to amparo_app
  with check (guard.may('organisation.manage') and guard.looks_after(organisation_id));
create policy made_by_keepers on signing_key for insert to amparo_app
  with check (organisation_id = (select guard.organisation()) and guard.may('certificates.manage'));
create policy rewrapped on signing_key for update to amparo_app using (guard.may('keys.rotate') and guard.looks_after(organisation_id));
create policy retired_by_keepers on signing_key for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('certificates.manage'));
grant select, insert, update (wrapped_private, retired_at) on signing_key to amparo_app;
grant select on signing_key, organisation_key to amparo_guard;

create function guard.signing_keys(an_organisation uuid) returns table (
  name text, version int, public_key bytea, wrapped_private bytea, retired_at timestamptz, wrapped_version int, wrapped_organisation bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, s.version, s.public_key, s.wrapped_private, s.retired_at, k.version, k.wrapped
  from signing_key s
  join organisation o on o.organisation_id = s.organisation_id
  -- Behind two letters and the season, four bytes of what is wrapped say which organisation key opens it.
  join organisation_key k on k.organisation_id = s.organisation_id
    and k.version = get_byte(s.wrapped_private, 6) * 16777216 + get_byte(s.wrapped_private, 7) * 65536
      + get_byte(s.wrapped_private, 8) * 256 + get_byte(s.wrapped_private, 9)
  where s.organisation_id = an_organisation
  order by s.version desc
$$;
comment on function guard.signing_keys(uuid) is
  'Who signs, with the wrapped keys, latest first: noise to whoever lacks the root key. The public door has no session, and a certificate is signed with nobody at a desk.';

alter function guard.signing_keys(uuid) owner to amparo_guard;
revoke all on function guard.signing_keys(uuid) from public;
grant execute on function guard.signing_keys(uuid) to amparo_app, amparo_door;
