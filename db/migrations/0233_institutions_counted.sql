-- How a report is counted to an institution and joined to none. Whoever reads the whole database sees of every row which
-- transaction wrote it last. So counting one institution writes the row of every institution of the organisation and quarter
-- anew: which of them went up by one is in no row, no day and no transaction.

create function guard.count_to_institution(an_organisation uuid, a_code text, reports_more int, files_more int) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  -- One after the other: two that write all rows would wait for each other.
  perform pg_advisory_xact_lock(hashtextextended('institution_tally ' || an_organisation, 0));
  insert into institution_tally (organisation_id, institution_id, quarter)
  select i.organisation_id, i.institution_id, guard.quarter() from institution i where i.organisation_id = an_organisation
  on conflict do nothing;
  update institution_tally t
  set reports = t.reports + case when i.code = a_code then reports_more else 0 end,
      files = t.files + case when i.code = a_code then files_more else 0 end
  from institution i
  where i.organisation_id = t.organisation_id and i.institution_id = t.institution_id
    and t.organisation_id = an_organisation and t.quarter = guard.quarter();
end $$;
comment on function guard.count_to_institution(uuid, text, int, int) is 'Adds to the tally of the institution whose code this is, and writes all others anew as they were. A code nobody has does the same work and adds nothing.';

create function guard.door_count_report(an_organisation uuid, a_code text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select guard.count_to_institution(an_organisation, a_code, 1, 0)
$$;
comment on function guard.door_count_report(uuid, text) is 'A report was told through the poster with this code. It tells nothing back, not even whether there is one.';

create function guard.count_file_of_report(a_code text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not guard.may('reports.triage') then return; end if;
  perform guard.count_to_institution(guard.organisation(), a_code, 0, 1);
end $$;
comment on function guard.count_file_of_report(text) is 'A file was opened from a report told through the poster with this code.';

-- As before, and it says whether the report is new: sent twice, it is counted once.
drop function guard.door_report(uuid, uuid, bytea, bytea, int, text, bytea);
create function guard.door_report(
  an_organisation uuid, a_report uuid, a_lookup bytea, a_public_key bytea, an_intake_version int, a_language text, a_body bytea
) returns boolean language sql volatile security definer set search_path = public, pg_temp as $$
  with taken as (
    insert into report (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on, sealed_body)
    select o.organisation_id, a_report, a_lookup, a_public_key, an_intake_version, a_language, (guard.clock() at time zone 'UTC')::date, a_body
    from organisation o where o.organisation_id = an_organisation and o.takes_reports
    on conflict do nothing
    returning 1
  )
  select exists (select from taken)
$$;
comment on function guard.door_report(uuid, uuid, bytea, bytea, int, text, bytea) is 'Takes a sealed report; the same one twice is one. Says whether it was new.';

do $$
declare f text;
begin
  foreach f in array array['guard.count_to_institution(uuid, text, int, int)', 'guard.door_count_report(uuid, text)',
    'guard.count_file_of_report(text)', 'guard.door_report(uuid, uuid, bytea, bytea, int, text, bytea)'] loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.door_report(uuid, uuid, bytea, bytea, int, text, bytea) to amparo_door;
grant execute on function guard.door_count_report(uuid, text) to amparo_door;
grant execute on function guard.count_file_of_report(text) to amparo_app;
