-- A service answers for its own record through a link: "all is right" renews the day it is vouched until, a correction
-- waits as a suggestion for whoever keeps the directory. Both use the link up.

create policy guard_renews on directory_service for update to amparo_guard using (true) with check (true);
do $$ begin
  if not exists (select from pg_policy where polrelid = 'directory_service'::regclass and polcmd in ('r', '*')
                 and 'amparo_guard'::regrole = any(polroles)) then
    create policy guard_reads on directory_service for select to amparo_guard using (true);
  end if;
end $$;
grant update (record, version) on directory_service to amparo_guard;

create function guard.door_service_answer(
  a_token bytea, a_check bytea, a_suggestion uuid, the_changes jsonb, the_words text, the_days int
) returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare l single_use_link; today date := (guard.clock() at time zone 'UTC')::date; s directory_service;
begin
  perform 1 from single_use_link x where x.token_hash = a_token for update;
  l := guard.link_that_opens(a_token, a_check);
  if l.link_id is null or l.purpose <> 'service_update' or the_days not between 1 and 400
     or jsonb_typeof(the_changes) <> 'object' or length(the_changes::text) > 60000 or length(the_words) > 2000 then return false; end if;
  select * into s from directory_service x where x.organisation_id = l.organisation_id and x.service_id = l.ref_id for update;
  if s.service_id is null then return false; end if;
  if the_changes = '{}' and the_words is null then
    -- What it vouches for is what it was shown: a record that changed since is asked about anew.
    if exists (select from directory_change c where c.organisation_id = l.organisation_id and c.subject_id = l.ref_id
               and c.changed_at >= l.made_at and c.field <> 'assured') then return false; end if;
    perform set_config('amparo.directory_because', 'suggestion', true);
    update directory_service x set version = x.version + 1,
      record = x.record || jsonb_build_object('assured', jsonb_build_object('by', x.record ->> 'name', 'on', today, 'until', today + the_days))
    where x.organisation_id = l.organisation_id and x.service_id = l.ref_id;
  else
    insert into directory_suggestion (organisation_id, suggestion_id, service_id, by_kind, changes, words)
    values (l.organisation_id, a_suggestion, l.ref_id, 'service', the_changes, the_words);
  end if;
  update single_use_link x set used_at = guard.clock(), version = x.version + 1
  where x.organisation_id = l.organisation_id and x.link_id = l.link_id;
  insert into journal (organisation_id, entry_id, action, subject_id, basis)
  values (l.organisation_id, gen_random_uuid(), 'link.answer', l.ref_id, 'link');
  return true;
end $$;
comment on function guard.door_service_answer(bytea, bytea, uuid, jsonb, text, int) is
  'A service says through its link that its record is right, which renews the day it is vouched until, or what should be corrected.';
alter function guard.door_service_answer(bytea, bytea, uuid, jsonb, text, int) owner to amparo_guard;
revoke all on function guard.door_service_answer(bytea, bytea, uuid, jsonb, text, int) from public;
grant execute on function guard.door_service_answer(bytea, bytea, uuid, jsonb, text, int) to amparo_door;
