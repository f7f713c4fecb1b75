-- Counting within one's own reach stays quick at 100,000 files, and a file is found by its reference in an emergency.

-- With the office in it, files are counted by stage without being read.
drop index case_by_stage;
create index case_by_stage on case_file (organisation_id, stage, status, last_activity_at desc, case_id) include (office_id);
create index case_by_closing on case_file (organisation_id, closed_on) where closed_on is not null;
create index follow_up_done on follow_up (organisation_id, done_on) where done_on is not null;

-- Asked of the file, whose policy decides for a whole list at once, and not row by row.
alter policy seen_by_sender on referral using (
  organisation_id = (select guard.organisation())
  and case when case_id = (select guard.current_case()) then cardinality((select guard.current_sections())) > 0
           else exists (select from case_file f where f.organisation_id = referral.organisation_id and f.case_id = referral.case_id) end
);

create table reference_question (
  organisation_id uuid not null,
  staff_id uuid not null,
  asked_at timestamptz not null default guard.clock()
);
create index reference_question_of_staff on reference_question (organisation_id, staff_id, asked_at);
alter table reference_question enable row level security;
alter table reference_question force row level security;
comment on table reference_question is 'How often someone looked for a file by its reference: ten times an hour, then no more, so that nobody guesses their way.';
create policy kept_by_owner on reference_question to current_user using (true) with check (true);
create policy guard_all on reference_question to amparo_guard using (true) with check (true);
grant select, insert on reference_question to amparo_guard;

create function guard.file_of_reference(a_reference text) returns table (case_id uuid, is_open boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('case.break_glass') then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('amparo.reference_question ' || me.staff_id, 0));
  if (select count(*) from reference_question q
      where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.asked_at > guard.clock() - interval '1 hour') >= 10 then
    raise exception using errcode = 'AM429', message = 'too many references';
  end if;
  insert into reference_question (organisation_id, staff_id) values (me.organisation_id, me.staff_id);
  return query select f.case_id, guard.sees(f.case_id) from case_file f
    where f.organisation_id = me.organisation_id and f.reference = a_reference and guard.reaches(f.case_id, 'case.break_glass');
end $$;
comment on function guard.file_of_reference(text) is
  'Which file of the own organisation carries a reference, for whoever may break its glass; every question counts, found or not.';
alter function guard.file_of_reference(text) owner to amparo_guard;
revoke all on function guard.file_of_reference(text) from public;
grant execute on function guard.file_of_reference(text) to amparo_app;
