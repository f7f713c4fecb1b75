-- A file that is open has one reference worker: one_reference_worker (0002) allows no second, this allows no day without.

alter table case_access add constraint reference_worker_without_end check (function <> 'reference_worker' or until_at is null);

create function guard.keep_a_reference_worker() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  -- Whoever ends the last one and whoever reopens the file wait for each other; what is read next is what stands then.
  perform pg_advisory_xact_lock(hashtextextended('amparo.reference_worker ' || new.case_id, 0));
  if exists (select from case_file f where f.organisation_id = new.organisation_id and f.case_id = new.case_id and f.status = 'open')
    and not exists (select from case_access a where a.organisation_id = new.organisation_id and a.case_id = new.case_id
                    and a.kind = 'team' and a.function = 'reference_worker' and a.ended_at is null) then
    raise exception using errcode = 'AM409', message = 'an open file has a reference worker';
  end if;
  return null;
end $$;
comment on function guard.keep_a_reference_worker() is 'Refuses, when a transaction ends, whatever would leave an open file without a reference worker.';

create constraint trigger a_reference_worker_stays after update of ended_at on case_access deferrable initially deferred
  for each row when (old.function = 'reference_worker' and old.ended_at is null and new.ended_at is not null)
  execute function guard.keep_a_reference_worker();
-- What the owner writes, a restore or a filling, brings files and teams apart; everyone else brings them together.
create constraint trigger a_file_opens_with_one after insert on case_file deferrable initially deferred
  for each row when (new.status = 'open' and current_user = 'amparo_app') execute function guard.keep_a_reference_worker();
create constraint trigger a_file_reopens_with_one after update of status on case_file deferrable initially deferred
  for each row when (new.status = 'open' and old.status <> 'open') execute function guard.keep_a_reference_worker();

-- Whoever only stands in for somebody (an access that leans on a cover and ends) gives themselves no longer stay.
create function guard.keep_cover_short() returns trigger
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me uuid := guard.staff(); longest timestamptz; moment timestamptz := guard.clock();
begin
  if new.staff_id is distinct from me or new.kind <> 'team' then return new; end if;
  select max(a.until_at) into longest from case_access a
  where a.organisation_id = new.organisation_id and a.case_id = new.case_id and a.staff_id = me and a.kind = 'team'
    and a.basis is not null and a.ended_at is null and a.until_at > moment;
  if longest is not null and coalesce(new.until_at, 'infinity') > longest
    and not exists (select from case_access a where a.organisation_id = new.organisation_id and a.case_id = new.case_id
                    and a.staff_id = me and a.kind = 'team' and a.ended_at is null and a.until_at is null)
    and coalesce(guard.reach('team.assign'), 'never') not in ('in_the_office', 'all') then
    raise exception using errcode = '42501', message = 'nobody prolongs their own cover';
  end if;
  return new;
end $$;
comment on function guard.keep_cover_short() is 'A colleague who stands in for another gives themselves no longer place on the file than the cover lasts.';
create trigger cover_stays_short before insert on case_access for each row when (current_user = 'amparo_app') execute function guard.keep_cover_short();

-- Files by their reference worker, for the caseload and for covers of all of somebody's files.
create index files_of_reference_worker on case_access (organisation_id, staff_id, case_id) where function = 'reference_worker' and ended_at is null;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('keep_a_reference_worker', 'keep_cover_short') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
