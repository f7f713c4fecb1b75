-- How an organisation's people are invited, change their work and leave, and how partners are added. Each function asks
-- by itself who may; none lets anyone change their own roles.

create function guard.manages(an_organisation uuid, an_action text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from guard.actor() me join organisation mine on mine.organisation_id = me.organisation_id
    join organisation o on o.organisation_id = an_organisation
    where guard.may(an_action) and (o.organisation_id = me.organisation_id or (mine.kind = 'own' and o.kind = 'partner')))
$$;
comment on function guard.manages(uuid, text) is 'Whether whoever asks looks after this organisation: their own, or a partner of the house.';

create function guard.note_raise(a_staff uuid, an_organisation uuid, the_roles text[]) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, session_id, action, subject_id, basis, reason)
  select an_organisation, gen_random_uuid(), me.staff_id, me.organisation_id, me.session_id, 'staff.raised', a_staff, 'staff.manage', array_to_string(the_roles, ' ')
  from guard.actor() me where the_roles && array['administrator', 'director', 'coordinator']
$$;
comment on function guard.note_raise(uuid, uuid, text[]) is 'Journals that someone was given a role with wide reach.';

create function guard.make_invitation(a_staff uuid, an_organisation uuid, an_invitation uuid, a_token_hash bytea) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  delete from invitation where staff_id = a_staff and used_at is null;
  insert into invitation (organisation_id, invitation_id, staff_id, token_hash, made_by, expires_at)
  values (an_organisation, an_invitation, a_staff, a_token_hash, (select guard.staff()), guard.clock() + interval '7 days');
$$;
comment on function guard.make_invitation(uuid, uuid, uuid, bytea) is 'A link for a week; an earlier one of the same person is worth nothing any more.';

create function guard.invite_staff(
  an_organisation uuid, a_staff uuid, an_office uuid, a_name text, an_email text, the_roles text[], a_language text, an_invitation uuid, a_token_hash bytea
) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare of_kind text;
begin
  if not guard.manages(an_organisation, 'staff.manage') then return false; end if;
  select kind into of_kind from organisation where organisation_id = an_organisation;
  if of_kind = 'partner' and not the_roles <@ array['partner_worker', 'administrator'] then return false; end if;
  if of_kind = 'own' and 'partner_worker' = any(the_roles) then return false; end if;
  insert into staff (organisation_id, staff_id, office_id, name, email, roles, language)
  values (an_organisation, a_staff,
    coalesce(an_office, (select o.office_id from office o where o.organisation_id = an_organisation order by o.name, o.office_id limit 1)), a_name, an_email, the_roles, a_language);
  perform guard.make_invitation(a_staff, an_organisation, an_invitation, a_token_hash);
  perform guard.note_raise(a_staff, an_organisation, the_roles);
  return true;
end $$;
comment on function guard.invite_staff(uuid, uuid, uuid, text, text, text[], text, uuid, bytea) is 'Someone new, who may come in once they have used their link.';

create function guard.end_all_of(a_staff uuid) returns void language sql volatile security definer set search_path = public, pg_temp as
$$ update session set ended_at = guard.clock() where staff_id = a_staff and ended_at is null $$;
comment on function guard.end_all_of(uuid) is 'Signs someone out everywhere, at once.';

create function guard.renew_invitation(a_staff uuid, an_invitation uuid, a_token_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s staff;
begin
  select * into s from staff where staff_id = a_staff and staff_id <> (select guard.staff());
  if s is null or not guard.manages(s.organisation_id, 'staff.manage') then return false; end if;
  perform guard.end_all_of(a_staff);
  update staff set status = 'invited', version = version + 1 where staff_id = a_staff;
  perform guard.make_invitation(a_staff, s.organisation_id, an_invitation, a_token_hash);
  perform guard.note_raise(a_staff, s.organisation_id, s.roles);
  return true;
end $$;
comment on function guard.renew_invitation(uuid, uuid, bytea) is 'A new link for someone who lost theirs, lost every way to sign in, or comes back. They are signed out until they use it.';

create function guard.find_invitation(a_token_hash bytea) returns table (staff_id uuid, email text, name text, organisation_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.staff_id, s.email, s.name, o.name from invitation i
  join staff s on s.organisation_id = i.organisation_id and s.staff_id = i.staff_id and s.status = 'invited'
  join organisation o on o.organisation_id = i.organisation_id
  where i.token_hash = a_token_hash and i.used_at is null and i.expires_at > guard.clock()
$$;
comment on function guard.find_invitation(bytea) is 'Whom a link invites, as long as it is good.';

create function guard.accept_invitation(a_token_hash bytea, a_password_hash text) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare i invitation;
begin
  update invitation set used_at = guard.clock() where token_hash = a_token_hash and used_at is null and expires_at > guard.clock() returning * into i;
  if i is null then return null; end if;
  update staff set status = 'active', version = version + 1 where staff_id = i.staff_id and status = 'invited';
  if not found then return null; end if;
  delete from passkey where staff_id = i.staff_id;
  delete from recovery_code where staff_id = i.staff_id;
  delete from credential where staff_id = i.staff_id;
  insert into credential (organisation_id, staff_id, password_hash, password_set_at) values (i.organisation_id, i.staff_id, a_password_hash, guard.clock());
  return i.staff_id;
end $$;
comment on function guard.accept_invitation(bytea, text) is 'Uses a link up: the account opens with this password and with no factor from before.';

create function guard.change_staff(a_staff uuid, the_roles text[], an_office uuid, an_expected int) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s staff; of_kind text;
begin
  select * into s from staff where staff_id = a_staff for update;
  if s is null or not guard.manages(s.organisation_id, 'staff.manage') then return null; end if;
  if a_staff = (select guard.staff()) then return -1; end if;
  select kind into of_kind from organisation where organisation_id = s.organisation_id;
  if (of_kind = 'partner' and not the_roles <@ array['partner_worker', 'administrator']) or (of_kind = 'own' and 'partner_worker' = any(the_roles)) then return -1; end if;
  update staff set roles = the_roles, office_id = an_office, version = version + 1 where staff_id = a_staff and version = an_expected;
  if not found then return 0; end if;
  if not the_roles <@ s.roles then perform guard.note_raise(a_staff, s.organisation_id, the_roles); end if;
  return an_expected + 1;
end $$;
comment on function guard.change_staff(uuid, text[], uuid, int) is
  'Other roles or another office: the new version; 0 when it was changed meanwhile, -1 for one''s own or an impossible role, null for nobody one looks after.';

create function guard.end_staff(a_staff uuid, an_expected int) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s staff;
begin
  select * into s from staff where staff_id = a_staff for update;
  if s is null or not guard.manages(s.organisation_id, 'staff.manage') then return null; end if;
  if a_staff = (select guard.staff()) then return -1; end if;
  update staff set status = 'left', version = version + 1 where staff_id = a_staff and version = an_expected;
  if not found then return 0; end if;
  perform guard.end_all_of(a_staff);
  update case_access set ended_at = guard.clock() where staff_id = a_staff and ended_at is null;
  delete from invitation where staff_id = a_staff and used_at is null;
  delete from passkey where staff_id = a_staff;
  delete from recovery_code where staff_id = a_staff;
  delete from credential where staff_id = a_staff;
  return an_expected + 1;
end $$;
comment on function guard.end_staff(uuid, int) is 'Someone leaves: signed out everywhere, off every file, with nothing left to sign in with.';

create function guard.add_partner(
  an_organisation uuid, a_name text, a_country text, a_province text, the_languages text[], a_language text, an_office uuid
) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from guard.actor() me join organisation o on o.organisation_id = me.organisation_id where o.kind = 'own')
    or not guard.may('organisation.manage') then return false; end if;
  insert into organisation (organisation_id, kind, name, country, province, languages, takes_referrals, language)
  values (an_organisation, 'partner', a_name, a_country, a_province, the_languages, true, a_language);
  insert into office (organisation_id, office_id, name, province) values (an_organisation, an_office, a_name, a_province);
  return true;
end $$;
comment on function guard.add_partner(uuid, text, text, text, text[], text, uuid) is 'A partner organisation and its first office; only the organisation that runs the house adds partners.';

create function guard.staff_of(an_organisation uuid) returns table (
  organisation_id uuid, staff_id uuid, office_id uuid, office_name text, name text, email text, roles text[], status text, language text, version int, invited_until timestamptz
) language sql stable security definer set search_path = public, pg_temp as $$
  select s.organisation_id, s.staff_id, s.office_id, o.name, s.name, s.email, s.roles, s.status, s.language, s.version,
    (select max(i.expires_at) from invitation i where i.staff_id = s.staff_id and i.used_at is null and s.status = 'invited')
  from staff s join office o on o.organisation_id = s.organisation_id and o.office_id = s.office_id
  where s.organisation_id = an_organisation
    and (an_organisation = (select guard.organisation()) or guard.manages(an_organisation, 'staff.manage'))
  order by s.status = 'left', lower(s.name), s.staff_id
$$;
comment on function guard.staff_of(uuid) is 'The people of one''s own organisation, or of a partner one looks after.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname in (
    'manages', 'note_raise', 'make_invitation', 'invite_staff', 'end_all_of', 'renew_invitation', 'find_invitation',
    'accept_invitation', 'change_staff', 'end_staff', 'add_partner', 'staff_of') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    if f::text not similar to '%(note_raise|make_invitation|end_all_of)%' then
      execute format('grant execute on function %s to amparo_app', f);
    end if;
  end loop;
end $$;
