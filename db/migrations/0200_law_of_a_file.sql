-- The law in a file as dated rules see it: which law holds, what is so, what happened and when, and the deadlines that follow with
-- whoever answers for them. Codes and days lie plain, because deadlines are counted over all files; words and numbers are sealed.

create table law_file (
  organisation_id uuid not null,
  case_id uuid not null,
  jurisdictions text[] not null check (cardinality(jurisdictions) between 1 and 6),
  province text,
  town text,
  circumstances jsonb not null default '{}',
  next_look_on date,
  reckoned_on date not null,
  rules_mark text not null,
  outcome_mark text not null,
  version int not null default 1,
  primary key (organisation_id, case_id),
  unique (case_id),
  foreign key (organisation_id, case_id) references case_file
) with (fillfactor = 80);
create index law_file_to_look_at on law_file (next_look_on) where next_look_on is not null;
comment on table law_file is 'Which law holds in a file, where its days are counted, and what is so of it, in codes.';
comment on column law_file.next_look_on is 'The first day on which the reckoning, or who is rung, differs by itself.';
comment on column law_file.rules_mark is 'Of the rules and calendars it was last reckoned with: others are a new version of the law.';
comment on column law_file.outcome_mark is 'Of what was last reckoned, so that what came out the same is not written again.';

create table law_event (
  organisation_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  code text not null,
  jurisdiction text not null,
  happened_on date not null,
  happened_at text check (happened_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  matter_id uuid,
  authority text,
  document_id uuid,
  status text not null default 'live' check (status in ('live', 'withdrawn')),
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, event_id),
  unique (event_id),
  foreign key (organisation_id, case_id) references case_file
);
create index law_event_of_file on law_event (organisation_id, case_id, happened_on);
comment on table law_event is 'What happened in the eyes of the law, and when. sealed: the number of the registry, and words.';

create table law_event_before (
  organisation_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  version int not null,
  code text not null,
  jurisdiction text not null,
  happened_on date not null,
  happened_at text,
  matter_id uuid,
  authority text,
  document_id uuid,
  replaced_by uuid not null default guard.staff(),
  replaced_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, event_id, version),
  foreign key (organisation_id, case_id, event_id) references law_event
);
comment on table law_event_before is 'What an event said before somebody corrected or withdrew it, who did and when. Only ever added.';

create table law_deadline (
  organisation_id uuid not null,
  case_id uuid not null,
  deadline_id uuid not null,
  key text not null,
  pack text not null,
  rule_id text not null,
  rule_from date not null,
  track text not null,
  kind text not null,
  matter_id uuid,
  starts_on date not null,
  due_on date not null,
  due_at text,
  state text not null,
  silence text,
  silence_on date,
  closed_on date,
  gone boolean not null default false,
  open boolean not null,
  rings_on date,
  stage text check (stage in ('d30', 'd15', 'd7', 'd2', 'd0', 'overdue')),
  stage_on date,
  deputy_on date,
  office_id uuid not null,
  owner_id uuid,
  deputy_id uuid,
  chosen boolean not null default false,
  filed_on date,
  filed_document_id uuid,
  filed_event_id uuid,
  filed_by uuid,
  sealed_number bytea,
  aside_reason text check (aside_reason in ('does_not_apply', 'another_way', 'she_decided', 'done_elsewhere', 'other')),
  aside_on date,
  aside_due date,
  aside_by uuid,
  sealed_aside bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, deadline_id),
  unique (deadline_id),
  foreign key (organisation_id, case_id) references law_file,
  foreign key (organisation_id, owner_id) references staff (organisation_id, staff_id),
  foreign key (organisation_id, deputy_id) references staff (organisation_id, staff_id),
  check (open = false or gone = false),
  check ((filed_on is null) = (filed_by is null)),
  check (filed_on is null or filed_document_id is not null or sealed_number is not null),
  check ((aside_reason is null) = (aside_due is null))
);
create index law_deadline_open on law_deadline (organisation_id, due_on, deadline_id) where open;
create index law_deadline_of_office on law_deadline (organisation_id, office_id, due_on, deadline_id) where open;
create index law_deadline_of_owner on law_deadline (organisation_id, owner_id, due_on, deadline_id) where open;
create index law_deadline_of_deputy on law_deadline (organisation_id, deputy_id, due_on, deadline_id) where open;
create index law_deadline_ringing on law_deadline (organisation_id, case_id, due_on) where open;
comment on table law_deadline is 'A day the rules gave a file, and who answers for it. Written again with every reckoning by its key; what people added stays.';
comment on column law_deadline.gone is 'The rules no longer give it: what people added stays, should it come back, and it rings no longer.';
comment on column law_deadline.open is 'Somebody must still see to it: not met, not filed, not set aside for this very day.';
comment on column law_deadline.office_id is 'The office of the file, kept here so that the wall of an office is read in the order of its days.';
comment on column law_deadline.deputy_on is 'From this day on the deputy is rung where the owner did not acknowledge the stage.';
comment on column law_deadline.aside_due is 'The last day it had when it was set aside: another one rings again.';

create table law_alarm_heard (
  organisation_id uuid not null,
  case_id uuid not null,
  deadline_id uuid not null,
  due_on date not null,
  stage text not null check (stage in ('d30', 'd15', 'd7', 'd2', 'd0', 'overdue')),
  on_day date not null,
  by_id uuid not null default guard.staff(),
  at timestamptz not null default guard.clock(),
  primary key (organisation_id, case_id, deadline_id, due_on, stage, by_id, on_day),
  foreign key (organisation_id, case_id, deadline_id) references law_deadline
);
comment on table law_alarm_heard is 'Who acknowledged which stage of an alarm, and when. It closes nothing.';
comment on column law_alarm_heard.on_day is 'Overdue is acknowledged for one day; it rings again the next.';

create table law_change (
  organisation_id uuid not null,
  case_id uuid not null,
  change_id uuid not null,
  cause text not null check (cause in ('event', 'correction', 'withdrawal', 'circumstances', 'closing', 'law', 'day')),
  event_id uuid,
  by_id uuid default guard.staff(),
  at timestamptz not null default guard.clock(),
  changes jsonb not null,
  primary key (organisation_id, case_id, change_id),
  foreign key (organisation_id, case_id) references law_file
);
create index law_change_of_file on law_change (organisation_id, case_id, at desc);
comment on table law_change is 'What another reckoning changed, in codes and days: what became earlier, later, new, or had been missed before anybody knew.';

select guard.wall(t::regclass, 'law') from unnest(array['law_file', 'law_event', 'law_event_before', 'law_deadline', 'law_alarm_heard', 'law_change']) t;
-- What stood before, who acknowledged and what changed is only ever added.
revoke update on law_event_before, law_alarm_heard, law_change from amparo_app;
revoke update on law_event from amparo_app;
grant update (code, jurisdiction, happened_on, happened_at, matter_id, authority, document_id, status, sealed, version) on law_event to amparo_app;
create policy heard_by_oneself on law_alarm_heard as restrictive for insert to amparo_app with check (by_id = (select guard.staff()));
create policy replaced_by_oneself on law_event_before as restrictive for insert to amparo_app with check (replaced_by = (select guard.staff()));
create policy recorded_by_oneself on law_event as restrictive for insert to amparo_app with check (recorded_by = (select guard.staff()));

create function guard.law_owners(an_organisation uuid, a_case uuid, out owner_id uuid, out deputy_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare lawyer uuid; worker uuid; moment timestamptz := guard.clock();
begin
  select a.staff_id into lawyer from case_access a join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.staff_id
  where a.organisation_id = an_organisation and a.case_id = a_case and a.kind = 'team' and a.ended_at is null and a.from_at <= moment
    and (a.until_at is null or a.until_at > moment) and 'law' = any(a.sections) and 'lawyer' = any(s.roles) and s.status = 'active'
  order by a.from_at, a.staff_id limit 1;
  select a.staff_id into worker from case_access a
  where a.organisation_id = an_organisation and a.case_id = a_case and a.kind = 'team' and a.ended_at is null and a.function = 'reference_worker';
  owner_id := coalesce(lawyer, worker);
  deputy_id := case when lawyer is not null and worker <> lawyer then worker end;
end $$;
comment on function guard.law_owners(uuid, uuid) is 'Who answers for deadlines nobody was named for: the lawyer of the team, or else the reference worker; and who stands in.';

create function guard.give_deadline_an_owner() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select f.office_id into new.office_id from case_file f where f.organisation_id = new.organisation_id and f.case_id = new.case_id;
  if not new.chosen then
    select o.owner_id, o.deputy_id into new.owner_id, new.deputy_id from guard.law_owners(new.organisation_id, new.case_id) o;
  end if;
  return new;
end $$;
comment on function guard.give_deadline_an_owner() is 'No deadline begins without somebody who answers for it, in the office of its file.';
create trigger begins_with_an_owner before insert on law_deadline for each row execute function guard.give_deadline_an_owner();

create function guard.hand_deadlines_on(an_organisation uuid, a_case uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  with now_on as (
    select a.staff_id from case_access a where a.organisation_id = an_organisation and a.case_id = a_case and a.kind = 'team' and a.ended_at is null
      and (a.until_at is null or a.until_at > guard.clock()) and 'law' = any(a.sections)),
  usual as (select o.owner_id, o.deputy_id from guard.law_owners(an_organisation, a_case) o),
  wanted as (
    select d.deadline_id,
      case when d.chosen and d.owner_id in (select n.staff_id from now_on n) then d.owner_id else u.owner_id end as owner_id,
      case when d.chosen and d.deputy_id in (select n.staff_id from now_on n) then d.deputy_id else u.deputy_id end as deputy_id,
      d.chosen and d.owner_id in (select n.staff_id from now_on n) as chosen
    from law_deadline d cross join usual u where d.organisation_id = an_organisation and d.case_id = a_case and d.open)
  update law_deadline d set owner_id = w.owner_id, deputy_id = nullif(w.deputy_id, w.owner_id), chosen = coalesce(w.chosen, false), version = d.version + 1
  from wanted w where d.organisation_id = an_organisation and d.case_id = a_case and d.deadline_id = w.deadline_id
    and (d.owner_id, d.deputy_id, d.chosen) is distinct from (w.owner_id, nullif(w.deputy_id, w.owner_id), coalesce(w.chosen, false))
$$;
comment on function guard.hand_deadlines_on(uuid, uuid) is 'Open deadlines of whoever left the team pass to whoever answers by default. For functions of the guard.';

create function guard.team_takes_deadlines() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform guard.hand_deadlines_on(new.organisation_id, new.case_id);
  return null;
end $$;
comment on function guard.team_takes_deadlines() is 'Whoever joins or leaves a team takes deadlines up or gives them back with it.';
create trigger deadlines_go_with_the_team after insert or update of ended_at, until_at on case_access for each row
  when (new.kind = 'team') execute function guard.team_takes_deadlines();

create function guard.deadlines_go_with_their_file() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update law_deadline d set office_id = new.office_id where d.organisation_id = new.organisation_id and d.case_id = new.case_id;
  return null;
end $$;
comment on function guard.deadlines_go_with_their_file() is 'A file that moves to another office takes its deadlines to the wall there.';
create trigger deadlines_go_along after update of office_id on case_file for each row
  when (old.office_id is distinct from new.office_id) execute function guard.deadlines_go_with_their_file();

create policy guard_hands_on on law_deadline for update to amparo_guard using (true) with check (true);
grant update (owner_id, deputy_id, chosen, office_id, version) on law_deadline to amparo_guard;

create function guard.count_open_deadlines(a_case uuid) returns int
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not guard.sees(a_case) then return 0; end if;
  return (select count(*) from law_deadline d where d.case_id = a_case and d.open and d.kind = 'deadline');
end $$;
comment on function guard.count_open_deadlines(uuid) is 'How many deadlines of a file nobody closed or set aside: a number alone, for whoever would close the file.';

do $$
declare f text;
begin
  foreach f in array array['law_owners(uuid, uuid)', 'give_deadline_an_owner()', 'hand_deadlines_on(uuid, uuid)', 'team_takes_deadlines()',
    'deadlines_go_with_their_file()', 'count_open_deadlines(uuid)'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
  end loop;
end $$;
grant execute on function guard.count_open_deadlines(uuid) to amparo_app;
