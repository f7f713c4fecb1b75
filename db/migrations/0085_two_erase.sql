-- It takes two people to erase, and guard.erase_file is their only way: nobody deletes a row behind a wall any more.

do $$
declare t regclass;
begin
  for t in select p.polrelid::regclass from pg_policy p where p.polname = 'walled_erasing' loop
    execute format('drop policy walled_erasing on %s', t);
    execute format('revoke delete on %s from amparo_app', t);
  end loop;
end $$;

create or replace function guard.wall(a_table regclass, a_section text default null) returns void
language plpgsql security invoker set search_path = public, pg_temp as $$
declare
  here constant text := 'case_id = (select e.case_id from entered e)';
  -- The section of a row: a literal of this function's caller, the row's own column, or the team's alone.
  section constant text := case a_section when 'by_row' then 'section' when 'team' then quote_literal('no_section') else quote_literal(a_section) end;
  opens text; writes text;
begin
  if a_section = 'team' then
    opens := format('case when %s then %s = any ((select e.marks from entered e)::text[]) else guard.sections_allowed(case_id, null) end', here, section);
    writes := format('organisation_id = (select e.organisation_id from entered e) and
      case when %s then cardinality((select e.writes from entered e)) > 0 else cardinality(guard.sections_of(case_id, ''case.write'')) > 0 end', here);
  else
    opens := format('case when %s then %s = any ((select e.opens from entered e)::text[]) else guard.opens(case_id, %2$s) end', here, section);
    writes := format('case when %s then %s = any ((select e.writes from entered e)::text[]) else guard.writes(case_id, %2$s) end', here, section);
  end if;
  execute format('alter table %s enable row level security', a_table);
  execute format('alter table %s force row level security', a_table);
  execute format('create policy kept_by_owner on %s to current_user using (true) with check (true)', a_table);
  execute format('create policy guard_reads on %s for select to amparo_guard using (true)', a_table);
  execute format('create policy walled_reading on %s for select to amparo_app using (%s)', a_table, opens);
  execute format('create policy walled_writing on %s for insert to amparo_app with check (%s)', a_table, writes);
  execute format('create policy walled_changing on %s for update to amparo_app using (%s) with check (%2$s)', a_table, writes);
  execute format('create policy guard_erases on %s for delete to amparo_guard using (true)', a_table);
  execute format('grant select, delete on %s to amparo_guard', a_table);
  execute format('grant select, insert, update on %s to amparo_app', a_table);
end $$;
