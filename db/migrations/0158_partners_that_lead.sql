-- Which partner may lead files of its own: the organisation that runs the house lets it, and then its people may hold the
-- roles of a house.

alter table organisation add column leads_files boolean not null default false;
comment on column organisation.leads_files is 'A partner that may be handed files over for good and leads them as its own. Let so by the organisation that runs the house alone.';
grant update (leads_files, version) on organisation to amparo_guard;
create policy guard_lets_lead on organisation for update to amparo_guard using (kind = 'partner');

create function guard.roles_fit(an_organisation uuid, the_roles text[]) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select case when o.kind = 'own' then 'partner_worker' <> all (the_roles)
    else the_roles <@ (array['partner_worker', 'administrator'] || case when o.leads_files
      then array['director', 'coordinator', 'reference_worker', 'psychologist', 'lawyer', 'job_counsellor', 'trainer'] else array[]::text[] end) end
  from organisation o where o.organisation_id = an_organisation
$$;
comment on function guard.roles_fit(uuid, text[]) is
  'Whether people of this organisation may have these roles: a partner answers what reaches it, and the work of a file is for partners that lead files.';

create or replace function guard.change_staff(a_staff uuid, the_roles text[], an_office uuid, an_expected int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare s staff;
begin
  select * into s from staff where staff_id = a_staff for update;
  if s is null or not guard.manages(s.organisation_id, 'staff.manage') then return null; end if;
  if a_staff = (select guard.staff()) then return -1; end if;
  if not guard.roles_fit(s.organisation_id, the_roles) then return -1; end if;
  update staff set roles = the_roles, office_id = an_office, version = version + 1 where staff_id = a_staff and version = an_expected;
  if not found then return 0; end if;
  if not the_roles <@ s.roles then perform guard.note_raise(a_staff, s.organisation_id, the_roles); end if;
  return an_expected + 1;
end $$;

create or replace function guard.invite_staff(an_organisation uuid, a_staff uuid, an_office uuid, a_name text, an_email text, the_roles text[], a_language text, an_invitation uuid, a_token_hash bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not guard.manages(an_organisation, 'staff.manage') then return false; end if;
  if not guard.roles_fit(an_organisation, the_roles) then return false; end if;
  insert into staff (organisation_id, staff_id, office_id, name, email, roles, language)
  values (an_organisation, a_staff,
    coalesce(an_office, (select o.office_id from office o where o.organisation_id = an_organisation order by o.name, o.office_id limit 1)), a_name, an_email, the_roles, a_language);
  perform guard.make_invitation(a_staff, an_organisation, an_invitation, a_token_hash);
  perform guard.note_raise(a_staff, an_organisation, the_roles);
  return true;
end $$;

create function guard.let_lead(an_organisation uuid, a_yes boolean) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare o organisation;
begin
  if not guard.may('organisation.manage') or not guard.looks_after(an_organisation) then return 'not_found'; end if;
  select * into o from organisation where organisation_id = an_organisation for update;
  if o.kind <> 'partner' or an_organisation = (select guard.organisation()) then return 'not_found'; end if;
  -- Whoever leads somebody today goes on until that file is closed or handed on.
  if not a_yes and exists (select from case_file f where f.organisation_id = an_organisation and f.status = 'open') then return 'leads_somebody'; end if;
  if not a_yes and exists (select from staff s where s.organisation_id = an_organisation and s.status <> 'left'
    and not s.roles <@ array['partner_worker', 'administrator']) then return 'has_roles'; end if;
  update organisation set leads_files = a_yes, version = version + 1 where organisation_id = an_organisation;
  return 'done';
end $$;
comment on function guard.let_lead(uuid, boolean) is 'The organisation that runs the house lets a partner lead files, or no longer: never while it leads one.';

create function guard.who_may_lead() returns table (staff_id uuid, name text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if not guard.may('referrals.answer') or not exists (select from organisation o where o.organisation_id = me.organisation_id and o.leads_files) then return; end if;
  return query select s.staff_id, s.name from staff s
    where s.organisation_id = me.organisation_id and s.status = 'active' and s.roles && array['reference_worker', 'coordinator']
    order by s.name, s.staff_id;
end $$;
comment on function guard.who_may_lead() is 'Who of the organisation of whoever answers may be named as reference worker of a file that is handed over to it.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('roles_fit', 'let_lead', 'who_may_lead') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.let_lead(uuid, boolean), guard.who_may_lead() to amparo_app;
