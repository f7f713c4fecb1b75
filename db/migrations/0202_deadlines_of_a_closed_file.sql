-- Deadlines of a file that is closed rest with it, and are open again when it is: on the wall stands what somebody here can do.

create function guard.law_rests_with_its_file() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.status = 'closed' then
    update law_deadline d set open = false, stage = null
    where d.organisation_id = new.organisation_id and d.case_id = new.case_id and d.open;
  else
    update law_deadline d set open = true
    where d.organisation_id = new.organisation_id and d.case_id = new.case_id and not d.gone and d.filed_on is null
      and d.aside_due is distinct from d.due_on and d.kind = 'deadline' and d.state in ('running', 'due', 'overdue', 'suspended');
    update law_file f set next_look_on = f.reckoned_on, outcome_mark = '' where f.organisation_id = new.organisation_id and f.case_id = new.case_id;
  end if;
  return null;
end $$;
comment on function guard.law_rests_with_its_file() is 'What is due of a closed file rings nobody; a file that is opened again rings at once and is looked at by the house.';
alter function guard.law_rests_with_its_file() owner to amparo_guard;
revoke all on function guard.law_rests_with_its_file() from public;
create trigger law_rests after update of status on case_file for each row
  when (old.status is distinct from new.status) execute function guard.law_rests_with_its_file();

create policy guard_looks_again on law_file for update to amparo_guard using (true) with check (true);
grant update (next_look_on, outcome_mark) on law_file to amparo_guard;
grant update (open, stage) on law_deadline to amparo_guard;
