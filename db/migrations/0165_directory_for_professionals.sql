-- What is kept to professionals has a reader: a health centre, a school, an office, whom direction or administration gives
-- a link and a code. It opens the directory as it stands, at that tier and no closer, until its day or until it is taken back.

alter table single_use_link
  drop constraint single_use_link_purpose_check,
  drop constraint single_use_link_of_a_file,
  add constraint single_use_link_purpose_check check (purpose in ('referral', 'service_update', 'own_answers', 'directory')),
  add constraint single_use_link_of_a_file check ((purpose in ('service_update', 'directory')) = (case_id is null)),
  add column for_whom text check (length(for_whom) between 1 and 200),
  add constraint single_use_link_for_an_institution check ((purpose = 'directory') = (for_whom is not null));
comment on column single_use_link.for_whom is 'The institution that reads the directory through this link, as whoever made it named it. Never a person.';
grant select (for_whom) on single_use_link to amparo_app;

drop policy seen on single_use_link;
create policy seen on single_use_link for select to amparo_app using (
  organisation_id = (select guard.organisation())
  and case when purpose = 'directory' then guard.may('directory.open')
           when case_id is null then guard.may('directory.read')
           when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
           else guard.sees(case_id) end
);
drop policy made on single_use_link;
create policy made on single_use_link for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and made_by = (select guard.staff()) and used_at is null and revoked_at is null
  and case when purpose = 'directory' then guard.may('directory.open')
           when case_id is null then guard.may('directory.ask')
           when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
           else guard.reaches(case_id, 'referrals.send') end
);
drop policy changed on single_use_link;
create policy changed on single_use_link for update to amparo_app
  using (organisation_id = (select guard.organisation())
    and case when purpose = 'directory' then guard.may('directory.open')
             when case_id is null then guard.may('directory.ask')
             when purpose = 'own_answers' then guard.reaches(case_id, 'assessments.give')
             else guard.reaches(case_id, 'referrals.send') end)
  with check (organisation_id = (select guard.organisation()));

create function guard.door_directory_enter(a_token bytea, a_check bytea) returns table (organisation_id uuid, mark text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link;
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null or l.purpose <> 'directory' then return; end if;
  perform guard.note_opening(l, null, null, null);
  return query select l.organisation_id, coalesce((select m.mark from directory_mark m where m.organisation_id = l.organisation_id), 0)::text;
end $$;
comment on function guard.door_directory_enter(bytea, bytea) is
  'Whose directory a link opens to professionals, and where it stands; nothing for any other link. Every look is written in the journal.';

create function guard.door_directory_read(a_token bytea, a_check bytea) returns table (kind text, record jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link; wider constant text[] := array['public', 'professionals'];
begin
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null or l.purpose <> 'directory' then return; end if;
  return query
    select 'provider', p.record - 'contacts' from directory_organisation p where p.organisation_id = l.organisation_id
    union all
    select 'service', s.record
      - array(select key from jsonb_each_text(coalesce(s.record -> 'tiers', '{}')) where value <> all (wider))
      - case when s.record #>> '{tiers,contacts}' = any (wider) then array[]::text[] else array['contacts'] end
      - case when (s.record ->> 'hidden_location')::boolean then array['places', 'addresses'] else array[]::text[] end
    from directory_service s where s.organisation_id = l.organisation_id;
end $$;
comment on function guard.door_directory_read(bytea, bytea) is
  'That directory without the fields kept to partners or to its own house, without names of people unless they are for professionals, and without the doors of shelters.';

do $$
declare f text;
begin
  foreach f in array array['door_directory_enter(bytea, bytea)', 'door_directory_read(bytea, bytea)'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
    execute format('grant execute on function guard.%s to amparo_door', f);
  end loop;
end $$;
