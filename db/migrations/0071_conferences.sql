-- A case conference: several houses speak of one person, each of its own part alone, and what is decided becomes tasks of
-- different houses. What a partner sees hangs on the consent it was invited on, and ends with it.

create table conference (
  organisation_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  meets_at timestamptz not null,
  status text not null default 'planned' check (status in ('planned', 'held', 'cancelled')),
  asked text not null check (asked in ('yes', 'not_yet', 'not_safe')),
  attends text not null check (attends in ('in_person', 'by_call', 'through_someone', 'not')),
  called_by uuid not null,
  sealed bytea not null,
  sealed_own bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, conference_id),
  unique (conference_id),
  foreign key (organisation_id, case_id) references case_file,
  constraint the_person_first check (status <> 'held' or asked <> 'not_yet')
);
comment on table conference is 'Meetings of several houses about one person. sealed: place and what the person wants said, for all invited; sealed_own: their other wishes, for the own team.';

create table conference_agency (
  organisation_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  agency_organisation_id uuid not null references organisation,
  consent_id uuid not null,
  named boolean not null,
  invited_at timestamptz not null default guard.clock(),
  primary key (organisation_id, case_id, conference_id, agency_organisation_id),
  foreign key (organisation_id, case_id, conference_id) references conference,
  foreign key (organisation_id, case_id, consent_id) references consent
);
create index conference_of_agency on conference_agency (agency_organisation_id, invited_at desc);
comment on table conference_agency is 'Partners invited to a conference, each on a consent; named: whether the person agreed that the others are told of it.';

create table conference_item (
  organisation_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  item_id uuid not null,
  section text not null,
  place int not null,
  sealed bytea not null,
  minuted_at timestamptz,
  minuted_by uuid,
  sealed_minutes bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, item_id),
  foreign key (organisation_id, case_id, conference_id) references conference
);
create index conference_item_of on conference_item (organisation_id, case_id, conference_id, place);
comment on table conference_item is 'What a conference speaks of, each item in one section of the file, with its minutes: seen by those the section is open to.';

create table conference_task (
  organisation_id uuid not null,
  case_id uuid not null,
  conference_id uuid not null,
  task_id uuid not null,
  item_id uuid not null,
  section text not null,
  owner_kind text not null check (owner_kind in ('staff', 'agency')),
  owner_id uuid,
  owner_organisation_id uuid references organisation,
  due_on date not null,
  status text not null default 'open' check (status in ('open', 'doing', 'done', 'cannot', 'dropped')),
  answered_at timestamptz,
  answered_by uuid,
  set_by uuid not null,
  sealed bytea not null,
  sealed_answer bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, task_id),
  unique (task_id),
  foreign key (organisation_id, case_id, conference_id) references conference,
  foreign key (organisation_id, case_id, item_id) references conference_item,
  constraint one_owner check ((owner_kind = 'staff' and owner_id is not null and owner_organisation_id is null)
    or (owner_kind = 'agency' and owner_id is null and owner_organisation_id is not null))
);
create index conference_task_of_staff on conference_task (organisation_id, owner_id, due_on) where status in ('open', 'doing');
create index conference_task_of_agency on conference_task (owner_organisation_id, due_on) where owner_organisation_id is not null;
comment on table conference_task is 'What a conference decided that someone does: a colleague, or a partner, who answers for it.';

select guard.wall('conference', 'team'), guard.wall('conference_agency', 'team'), guard.wall('conference_item', 'by_row'),
  guard.wall('conference_task', 'by_row');
-- Whom a task is for, and where an item stands, is said once.
revoke update on conference_agency, conference_item, conference_task from amparo_app;
grant update (named) on conference_agency to amparo_app;
grant update (place, sealed, minuted_at, minuted_by, sealed_minutes, version) on conference_item to amparo_app;
grant update (status, answered_at, answered_by, sealed_answer, version) on conference_task to amparo_app;
create policy answered_by_agency on conference_task for update to amparo_guard using (true) with check (true);
grant update (status, answered_at, answered_by, sealed_answer, version) on conference_task to amparo_guard;
-- An invitation may be taken back until the conference was held.
create policy taken_back_by_guard on conference_agency for delete to amparo_guard using (true);
grant delete on conference_agency to amparo_guard;

create function guard.keep_agency_answers() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.owner_kind = 'agency' and current_user = 'amparo_app'
     and (new.status not in (old.status, 'dropped') or new.sealed_answer is distinct from old.sealed_answer) then
    raise exception using errcode = '42501', message = 'a partner answers for its own tasks';
  end if;
  return new;
end $$;
comment on function guard.keep_agency_answers() is 'Nobody but the partner says what became of its task; the own team may only drop it.';
create trigger keep_agency_answers before update on conference_task for each row execute function guard.keep_agency_answers();

create function guard.my_conferences()
returns table (organisation_id uuid, case_id uuid, conference_id uuid, meets_at timestamptz, status text, attends text, sealed bytea, sections text[], agencies jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if me.staff_id is null or not guard.may('conferences.answer') then return; end if;
  -- Held while this is read: a withdrawal is acknowledged only when no reading is under way, and decides what follows.
  perform from consent c where c.consent_id in (select a.consent_id from conference_agency a where a.agency_organisation_id = me.organisation_id)
    and c.recipient_organisation_id = me.organisation_id and c.withdrawn_at is null order by c.consent_id for share;
  return query
    select k.organisation_id, k.case_id, k.conference_id, k.meets_at, k.status, k.attends, k.sealed, o.sections,
      (select jsonb_agg(jsonb_build_object('organisation_id', g.organisation_id, 'name', g.name) order by g.name)
       from conference_agency n join organisation g on g.organisation_id = n.agency_organisation_id
       where n.organisation_id = k.organisation_id and n.case_id = k.case_id and n.conference_id = k.conference_id
         and (n.agency_organisation_id = me.organisation_id or (n.named and guard.consent_is_live(n.consent_id))))
    from conference_agency a
    join consent c on c.organisation_id = a.organisation_id and c.case_id = a.case_id and c.consent_id = a.consent_id
    join conference k on k.organisation_id = a.organisation_id and k.case_id = a.case_id and k.conference_id = a.conference_id
    cross join lateral (select guard.sections_of(k.case_id, 'case.open') as sections) o
    where a.agency_organisation_id = me.organisation_id and c.recipient_organisation_id = me.organisation_id
      and guard.consent_is_live(c.consent_id) and cardinality(o.sections) > 0 and k.status <> 'cancelled'
      and exists (select from case_access x where x.case_id = k.case_id and x.kind = 'consent' and x.basis = c.consent_id and x.ended_at is null);
end $$;
comment on function guard.my_conferences() is
  'The conferences a partner is invited to while the consent it was invited on lives: when and where, what the person wants said, and the others as far as they may be named.';

create function guard.answer_conference_task(a_task uuid, an_expected int, a_status text, a_sealed bytea, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t conference_task; me record := guard.who();
begin
  if a_status not in ('doing', 'done', 'cannot') then return 'not_found'; end if;
  -- Holds the consents first, as a withdrawal takes them.
  select x.* into t from conference_task x join guard.my_conferences() k on k.conference_id = x.conference_id
  where x.task_id = a_task and x.owner_kind = 'agency' and x.owner_organisation_id = me.organisation_id and x.section = any(k.sections);
  if t.task_id is null then return 'not_found'; end if;
  select * into t from conference_task where task_id = a_task for update;
  if t.version <> an_expected or t.status = 'dropped' then return 'conflict'; end if;
  update conference_task set status = a_status, version = version + 1, answered_at = guard.clock(), answered_by = me.staff_id,
    sealed_answer = coalesce(a_sealed, sealed_answer) where task_id = a_task;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, section, actor_id, ref_id, codes)
  values (t.organisation_id, t.case_id, an_entry, 'conference_task_answered', t.section, me.staff_id, a_task, jsonb_build_object('task', a_status));
  return 'done';
end $$;
comment on function guard.answer_conference_task(uuid, int, text, bytea, uuid) is
  'A partner says what became of its task, while the consent it was invited on lives and opens the section of the task.';

create function guard.uninvite(a_conference uuid, an_agency uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare k conference;
begin
  select * into k from conference where conference_id = a_conference for update;
  if k.conference_id is null or k.status <> 'planned' or not guard.reaches(k.case_id, 'conferences.call') then return false; end if;
  delete from conference_agency where conference_id = a_conference and agency_organisation_id = an_agency;
  return found;
end $$;
comment on function guard.uninvite(uuid, uuid) is 'Takes an invitation back while the conference is still planned: its part closes at once.';
-- The guard locks the row while it decides.
create policy locked_by_guard on conference for update to amparo_guard using (true) with check (true);
grant update (version) on conference to amparo_guard;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('my_conferences', 'answer_conference_task', 'uninvite') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
  revoke all on function guard.keep_agency_answers() from public;
end $$;
