-- How heavy a file is, what supervisor and worker say about the work, and who asked about a person.

create table case_weight (
  organisation_id uuid not null,
  case_id uuid not null,
  -- The sum alone is clear, for counting; what it is made of is sealed.
  points int not null check (points between 0 and 100),
  sealed bytea not null,
  weighed_by uuid not null,
  weighed_on date not null,
  version int not null default 1,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table case_weight is 'What makes a file heavy beyond its stage: the sum in points, and sealed what it is made of.';
select guard.wall('case_weight', 'team');

create table worker_capacity (
  organisation_id uuid not null,
  staff_id uuid not null,
  points int not null check (points between 0 and 300),
  set_by uuid not null,
  version int not null default 1,
  primary key (organisation_id, staff_id),
  foreign key (organisation_id, staff_id) references staff
);
alter table worker_capacity enable row level security;
alter table worker_capacity force row level security;
comment on table worker_capacity is 'How many points of work a colleague carries, where it differs from the usual.';
create policy kept_by_owner on worker_capacity to current_user using (true) with check (true);
create policy guard_reads on worker_capacity for select to amparo_guard using (true);
create policy seen_by_those_who_plan on worker_capacity for select to amparo_app using (
  organisation_id = (select e.organisation_id from entered e)
  and (staff_id = (select e.staff_id from entered e) or guard.answers_for(staff_id, 'caseload.read'))
);
create policy set_by_those_who_plan on worker_capacity for insert to amparo_app with check (
  organisation_id = (select e.organisation_id from entered e) and set_by = (select e.staff_id from entered e) and guard.answers_for(staff_id, 'caseload.read')
);
create policy changed_by_those_who_plan on worker_capacity for update to amparo_app
  using (organisation_id = (select e.organisation_id from entered e) and guard.answers_for(staff_id, 'caseload.read'))
  with check (set_by = (select e.staff_id from entered e));
grant select, insert, update (points, set_by, version) on worker_capacity to amparo_app;
grant select on worker_capacity to amparo_guard;

create function guard.caseload() returns table (staff_id uuid, stage text, files int, points int, unweighed int, waiting int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); how_far text := guard.reach('caseload.read');
begin
  if me.staff_id is null or how_far is null or how_far not in ('all', 'in_the_office') then return; end if;
  return query
    select a.staff_id, f.stage, count(*)::int, coalesce(sum(w.points), 0)::int, (count(*) filter (where w.case_id is null))::int, 0
    from case_access a
    join case_file f on f.organisation_id = a.organisation_id and f.case_id = a.case_id and f.status = 'open'
    left join case_weight w on w.organisation_id = a.organisation_id and w.case_id = a.case_id
    where a.organisation_id = me.organisation_id and a.kind = 'team' and a.function = 'reference_worker' and a.ended_at is null
      and (how_far = 'all' or f.office_id = me.office_id)
    group by a.staff_id, f.stage
    union all
    select h.to_staff_id, null, 0, 0, 0, count(*)::int
    from hand_over h join case_file f on f.organisation_id = h.organisation_id and f.case_id = h.case_id
    where h.organisation_id = me.organisation_id and h.status = 'proposed' and (how_far = 'all' or f.office_id = me.office_id)
    group by h.to_staff_id;
end $$;
comment on function guard.caseload() is 'Open files per reference worker and stage, with their points, and hand-overs that wait for each: sums only, within the reach of whoever plans.';

create table supervision_note (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  supervisor_id uuid not null,
  worker_id uuid not null,
  author_id uuid not null,
  written_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, note_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, supervisor_id) references staff,
  foreign key (organisation_id, worker_id) references staff,
  check (supervisor_id <> worker_id),
  check (author_id in (supervisor_id, worker_id))
);
create index supervision_of_file on supervision_note (organisation_id, case_id, written_at desc, note_id desc);
alter table supervision_note enable row level security;
alter table supervision_note force row level security;
comment on table supervision_note is 'What a supervisor and a worker say to each other about the work with a file. For the two of them and nobody else; never changed.';
create policy kept_by_owner on supervision_note to current_user using (true) with check (true);
create policy between_the_two on supervision_note for select to amparo_app using (
  organisation_id = (select e.organisation_id from entered e)
  and (select e.staff_id from entered e) in (supervisor_id, worker_id)
  and case when case_id = (select e.case_id from entered e) then (select cardinality(e.opens) > 0 from entered e) else guard.sees(case_id) end
);
create policy said_by_one_of_the_two on supervision_note for insert to amparo_app with check (
  organisation_id = (select e.organisation_id from entered e) and author_id = (select e.staff_id from entered e)
  and guard.reaches(case_id, 'supervision.keep')
  -- The supervisor is someone who answers for the office; the worker is someone who stands on the file.
  and exists (select from staff s where s.organisation_id = supervision_note.organisation_id and s.staff_id = supervisor_id and s.roles && array['coordinator', 'director'])
  and exists (select from case_access a where a.organisation_id = supervision_note.organisation_id and a.case_id = supervision_note.case_id
              and a.staff_id = worker_id and a.kind = 'team' and a.ended_at is null)
);
create policy erased on supervision_note for delete to amparo_app using (guard.reaches(case_id, 'case.erase'));
grant select, insert, delete on supervision_note to amparo_app;

create table asked_about (
  organisation_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  asked_on date not null,
  way text not null,
  asker text not null,
  told_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, event_id),
  foreign key (organisation_id, case_id) references case_file
);
create index asked_about_of_file on asked_about (organisation_id, case_id, asked_on desc, event_id desc);
comment on table asked_about is 'Somebody asked about the person, and nothing was confirmed: the day, by which way, what kind of asker; who and what they said is sealed.';
select guard.wall('asked_about', 'safety');
revoke update on asked_about from amparo_app;

do $$
begin
  alter function guard.caseload() owner to amparo_guard;
  revoke all on function guard.caseload() from public;
  grant execute on function guard.caseload() to amparo_app;
end $$;
