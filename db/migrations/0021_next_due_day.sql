-- The next due day of a file counts every section, also those the colleague who changes something does not open.

alter table assessment add column recorded_at timestamptz not null default guard.clock();
comment on column assessment.recorded_at is 'Orders two talks of one day.';

do $$
declare t text;
begin
  foreach t in array array['plan', 'goal', 'plan_action', 'follow_up'] loop
    execute format('create policy guard_reads on %I for select to amparo_guard using (true)', t);
    execute format('grant select on %I to amparo_guard', t);
  end loop;
end $$;

-- Volatile: asked in an update it looks at what stands after the row of the file was locked, so two colleagues who
-- change different sections at once do not overwrite each other's day.
create function guard.next_due_of(a_case uuid) returns date
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare of_case record;
begin
  select organisation_id into of_case from case_file where case_id = a_case;
  if of_case is null or not guard.sees(a_case) then return null; end if;
  return least(
    (select min(a.due_on) from plan_action a join goal g using (organisation_id, case_id, goal_id)
      where a.organisation_id = of_case.organisation_id and a.case_id = a_case and a.done_on is null and g.status = 'open'),
    (select p.review_on from plan p where p.organisation_id = of_case.organisation_id and p.case_id = a_case),
    (select min(f.due_on) from follow_up f
      where f.organisation_id = of_case.organisation_id and f.case_id = a_case and f.done_on is null)
  );
end $$;
comment on function guard.next_due_of(uuid) is
  'The earliest open action, review or follow-up of a file, in every section; a day and nothing else.';
alter function guard.next_due_of(uuid) owner to amparo_guard;
revoke all on function guard.next_due_of(uuid) from public;
grant execute on function guard.next_due_of(uuid) to amparo_app;
