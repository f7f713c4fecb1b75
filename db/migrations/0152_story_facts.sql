-- What of the story is coded for the file, fact by fact, each only if somebody wants it: told, not known, or not wanted to be
-- said. What rests on something told is read by whoever may read that, and by nobody else. And to whom it was given on paper.

create table story_fact (
  organisation_id uuid not null,
  case_id uuid not null,
  fact_id uuid not null,
  telling_id uuid,
  replaces_id uuid,
  taken_back boolean not null default false,
  written_by uuid not null,
  written_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, fact_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, telling_id) references telling,
  foreign key (organisation_id, case_id, replaces_id) references story_fact,
  foreign key (organisation_id, written_by) references staff,
  unique (organisation_id, case_id, replaces_id),
  check (not taken_back or replaces_id is not null)
);
comment on table story_fact is 'One coded fact of the story, where it is from and how sure it is; all of that sealed. Never changed: a correction replaces it, and the row that is replaced by none holds.';
comment on column story_fact.telling_id is 'What was told that this rests on: who may not read that does not see this either.';

create table story_given (
  organisation_id uuid not null,
  case_id uuid not null,
  given_id uuid not null,
  profession text not null check (profession in ('person', 'accompany', 'health', 'law', 'mind', 'police')),
  given_by uuid not null,
  given_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, given_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, given_by) references staff
);
comment on table story_given is 'A summary of what was told, on paper for one named recipient: who gave it and when; to whom and which tellings is sealed.';

create function guard.begin_fact() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare before story_fact;
begin
  if new.replaces_id is null then return new; end if;
  select * into before from story_fact f
  where f.organisation_id = new.organisation_id and f.case_id = new.case_id and f.fact_id = new.replaces_id;
  -- A correction rests on what the corrected rests on, so that nobody is left with what was corrected where they may not look.
  if before.fact_id is null or before.taken_back or before.telling_id is distinct from new.telling_id then raise exception 'no_such_fact' using errcode = 'foreign_key_violation'; end if;
  -- Nobody replaces what they may not read. The demo and the tests write as the owner of the tables, for whom nobody asks.
  if before.telling_id is not null and guard.staff() is not null and not before.telling_id = any (guard.tellings_i_read()) then
    raise exception 'not_yours_to_replace' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
comment on function guard.begin_fact() is 'A fact replaces one that still stands, rests on the same, and may be read by whoever writes it.';

create function guard.keep_telling_of_facts() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if new.ended_at is not null and exists (select from story_fact f
    where f.organisation_id = new.organisation_id and f.case_id = new.case_id and f.telling_id = new.telling_id) then
    raise exception 'facts_rest_on_it' using errcode = 'check_violation';
  end if;
  return new;
end $$;
comment on function guard.keep_telling_of_facts() is 'What facts rest on stays something told: the mark is not taken back from under them.';

do $$
declare
  here constant text := 'case_id = (select e.case_id from entered e)';
  ours constant text := 'organisation_id = (select e.organisation_id from entered e)';
  me constant text := '(select e.staff_id from entered e)';
  t text;
begin
  foreach t in array array['story_fact', 'story_given'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_reads on %I for select to amparo_guard using (true)', t);
    execute format('create policy guard_erases on %I for delete to amparo_guard using (true)', t);
    execute format('grant select, delete on %I to amparo_guard', t);
    execute format('grant select, insert on %I to amparo_app', t);
  end loop;
  execute format($p$create policy told_to_those_who_read on story_fact for select to amparo_app using (%s and
    case when telling_id is null then guard.reaches(case_id, 'case.open') and guard.opens(case_id, 'story')
    else telling_id = any ((select guard.tellings_i_read())::uuid[]) end)$p$, here);
  execute format($p$create policy written_by_the_team on story_fact for insert to amparo_app with check (%s and written_by = %s
    and guard.keeps_story(case_id) and (telling_id is null or telling_id = any ((select guard.tellings_i_read())::uuid[])))$p$, ours, me);
  execute $p$create policy told_to_the_team on story_given for select to amparo_app using (guard.reaches(case_id, 'case.open') and guard.opens(case_id, 'story'))$p$;
  execute format($p$create policy written_by_the_team on story_given for insert to amparo_app with check (%s and given_by = %s
    and guard.keeps_story(case_id) and guard.reaches(case_id, 'story.give'))$p$, ours, me);
end $$;

create trigger begin_fact before insert on story_fact for each row execute function guard.begin_fact();
create trigger keep_telling_of_facts before update of ended_at on telling for each row execute function guard.keep_telling_of_facts();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('begin_fact', 'keep_telling_of_facts') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
