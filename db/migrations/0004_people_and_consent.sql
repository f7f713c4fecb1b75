-- What the file holds about the person: safe contact, notes in sections, consents, the timeline, the duplicate question.

create table safe_contact (
  organisation_id uuid not null,
  case_id uuid not null,
  allowed boolean not null default false,
  confirm_again_on date,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table safe_contact is 'Whether and how the person may be contacted; the default is no message at all. Channels, hours and words are sealed.';

create table note (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  section text not null,
  written_at timestamptz not null default guard.clock(),
  author_id uuid not null,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, note_id),
  foreign key (organisation_id, case_id) references case_file
);
create index note_by_section on note (organisation_id, case_id, section, written_at desc);
comment on table note is 'The story and what follows, as notes in sections of the file.';

create table timeline_entry (
  organisation_id uuid not null,
  case_id uuid not null,
  entry_id uuid not null,
  at timestamptz not null default guard.clock(),
  kind text not null,
  section text,
  actor_id uuid not null,
  ref_id uuid,
  codes jsonb not null default '{}',
  primary key (organisation_id, case_id, entry_id),
  foreign key (organisation_id, case_id) references case_file
);
create index timeline_latest on timeline_entry (organisation_id, case_id, at desc, entry_id);
comment on table timeline_entry is 'Everything that happened in a file, as codes that point at the rows; a row with a section is seen by those it is open to.';

create table consent (
  organisation_id uuid not null,
  case_id uuid not null,
  consent_id uuid not null,
  recipient_organisation_id uuid not null references organisation,
  sections text[] not null check (cardinality(sections) > 0),
  purpose text not null,
  given_by text not null check (given_by in ('person', 'minor_with_guardian', 'guardian', 'court')),
  how text not null check (how in ('spoken', 'written', 'signed')),
  language text not null,
  with_interpreter boolean not null default false,
  starts_on date not null,
  ends_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  withdrawn_at timestamptz,
  primary key (organisation_id, case_id, consent_id),
  unique (consent_id),
  foreign key (organisation_id, case_id) references case_file,
  check (ends_on > starts_on and ends_on <= starts_on + 90)
);
comment on table consent is 'A capability: file, recipient, sections, purpose, time, and how it was given. Nothing of it changes but its withdrawal.';

create table blind_match (
  organisation_id uuid not null,
  match bytea not null,
  case_id uuid not null,
  primary key (organisation_id, match, case_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table blind_match is 'Keyed marks of names and birth years, for the duplicate question at intake and nothing else.';

create table duplicate_question (
  organisation_id uuid not null,
  staff_id uuid not null,
  asked_at timestamptz not null default guard.clock()
);
create index duplicate_question_of_staff on duplicate_question (organisation_id, staff_id, asked_at);
comment on table duplicate_question is 'How often someone asked the duplicate question: twenty an hour, then no more.';

do $$
declare t text;
begin
  foreach t in array array['safe_contact', 'note', 'timeline_entry', 'consent', 'blind_match', 'duplicate_question'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

create policy seen on safe_contact for select to amparo_app using (guard.sees(case_id));
create policy written on safe_contact for insert to amparo_app with check (guard.writes(case_id, 'safety'));
create policy changed on safe_contact for update to amparo_app using (guard.writes(case_id, 'safety'));
grant select, insert, update (allowed, confirm_again_on, sealed, version) on safe_contact to amparo_app;

create policy opened on note for select to amparo_app using (
  case when case_id = (select guard.current_case()) then section = any((select guard.current_sections())::text[])
       else guard.opens(case_id, section) end
);
create policy written on note for insert to amparo_app with check (guard.writes(case_id, section) and author_id = (select guard.staff()));
create policy changed on note for update to amparo_app using (guard.writes(case_id, section));
grant select, insert, update (sealed, version) on note to amparo_app;

create policy opened on timeline_entry for select to amparo_app using (
  case when case_id = (select guard.current_case())
       then section = any((select guard.current_sections())::text[])
         or (section is null and organisation_id = (select guard.organisation()) and cardinality((select guard.current_sections())) > 0)
       else guard.sections_allowed(case_id, section) end
);
create policy written on timeline_entry for insert to amparo_app with check (
  actor_id = (select guard.staff()) and (guard.reaches(case_id, 'timeline.add') or guard.is_unassigned_of_mine(case_id))
);
grant select, insert on timeline_entry to amparo_app;

-- A partner sees what was consented to it, not what was consented to others.
create policy seen on consent for select to amparo_app using (
  (organisation_id = (select guard.organisation()) or recipient_organisation_id = (select guard.organisation())) and guard.sees(case_id)
);
create policy recorded on consent for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and recorded_by = (select guard.staff()) and guard.reaches(case_id, 'consents.record')
  and recipient_organisation_id <> organisation_id and withdrawn_at is null
);
-- Withdrawn through guard.withdraw_consent alone: it ends the access too, and nothing takes a withdrawal back.
grant select, insert on consent to amparo_app;
create policy guard_all on consent to amparo_guard using (true) with check (true);
grant select, update (withdrawn_at) on consent to amparo_guard;

create function guard.withdraw_consent(a_consent uuid) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found_consent consent; moment timestamptz;
begin
  -- Lock first, read the clock after: a disclosure in flight finishes before, or sees the withdrawal.
  select * into found_consent from consent where consent_id = a_consent for update;
  if found_consent is null or not guard.reaches(found_consent.case_id, 'consents.withdraw') then return null; end if;
  moment := guard.clock();
  update consent set withdrawn_at = moment where consent_id = a_consent and withdrawn_at is null;
  update case_access set ended_at = moment where basis = a_consent and kind = 'consent' and ended_at is null;
  return coalesce(found_consent.withdrawn_at, moment);
end $$;
comment on function guard.withdraw_consent(uuid) is 'Withdraws a consent and ends every access that stands on it, at one moment.';

create function guard.hold_consent(a_consent uuid, a_case uuid, a_recipient uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare held consent;
begin
  select * into held from consent
  where consent_id = a_consent and case_id = a_case and recipient_organisation_id = a_recipient for share;
  return held.consent_id is not null and held.withdrawn_at is null
     and (guard.clock() at time zone 'UTC')::date >= held.starts_on and (guard.clock() at time zone 'UTC')::date < held.ends_on;
end $$;
comment on function guard.hold_consent(uuid, uuid, uuid) is
  'True while a consent is live, holding it so that a withdrawal waits until this disclosure is done. Isolation levels do not do that.';

create policy guard_all on blind_match to amparo_guard using (true) with check (true);
create policy guard_all on duplicate_question to amparo_guard using (true) with check (true);
create policy marked on blind_match for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and (guard.is_unassigned_of_mine(case_id) or cardinality(guard.sections_of(case_id, 'case.write')) > 0)
);
grant insert on blind_match to amparo_app;
grant select on blind_match to amparo_guard;
grant select, insert, delete on duplicate_question to amparo_guard;

create function guard.same_person(matches bytea[]) returns table (case_id uuid, visible boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record;
begin
  select * into me from guard.actor();
  if me is null or not guard.may('case.create') then return; end if;
  if (select count(*) from duplicate_question q
      where q.organisation_id = me.organisation_id and q.staff_id = me.staff_id and q.asked_at > guard.clock() - interval '1 hour') >= 20 then
    raise exception using errcode = 'AM429', message = 'too many duplicate questions';
  end if;
  insert into duplicate_question (organisation_id, staff_id) values (me.organisation_id, me.staff_id);
  return query select distinct case when guard.sees(b.case_id) then b.case_id end, guard.sees(b.case_id)
    from blind_match b where b.organisation_id = me.organisation_id and b.match = any(matches);
end $$;
comment on function guard.same_person(bytea[]) is
  'The duplicate question: files carrying one of these marks. A file one may not open answers only that it exists.';

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('withdraw_consent', 'hold_consent', 'same_person') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
