-- What she stated, in the words that were taken down. That there is a statement is known to whoever opens the law of the file;
-- the words are for who wrote them down and for the lawyer confirmed on the matter, and nobody else.

create table statement (
  organisation_id uuid not null,
  case_id uuid not null,
  statement_id uuid not null,
  matter_id uuid not null,
  hearing_id uuid,
  given_to text not null check (given_to in ('police', 'prosecutor', 'court', 'asylum_office', 'inspection', 'lawyer', 'other')),
  given_on date not null,
  author_id uuid not null,
  written_at timestamptz not null default guard.clock(),
  corrects_id uuid,
  primary key (organisation_id, case_id, statement_id),
  foreign key (organisation_id, case_id, matter_id) references matter,
  foreign key (organisation_id, case_id, hearing_id) references hearing,
  foreign key (organisation_id, case_id, corrects_id) references statement,
  foreign key (organisation_id, author_id) references staff
);
create index statement_of_matter on statement (organisation_id, case_id, matter_id, given_on);
comment on table statement is 'That a statement was given, when, to whom and who wrote it down. Never changed: a correction is another one that names it.';

create table statement_words (
  organisation_id uuid not null,
  case_id uuid not null,
  statement_id uuid not null,
  matter_id uuid not null,
  author_id uuid not null,
  sealed bytea not null,
  primary key (organisation_id, case_id, statement_id),
  foreign key (organisation_id, case_id, statement_id) references statement
);
comment on table statement_words is 'The words of a statement, sealed: for its author and for the lawyer confirmed on the matter.';

create function guard.reads_statement(a_case uuid, a_matter uuid, an_author uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me uuid := guard.staff();
begin
  -- A place in the team of one's own house that opens the law: no other reach, no consent and no broken glass.
  if me is null or not guard.reaches(a_case, 'statements.open') or not guard.opens(a_case, 'law') then return false; end if;
  if an_author = me then return true; end if;
  return exists (select from matter m where m.organisation_id = guard.organisation() and m.case_id = a_case and m.matter_id = a_matter
    and m.lawyer_id = me and m.lawyer_status = 'confirmed');
end $$;
comment on function guard.reads_statement(uuid, uuid, uuid) is
  'Whether whoever asks reads the words of this author''s statement on this matter: the author, and the lawyer confirmed on it.';

do $$
declare
  home constant text := 'organisation_id = (select e.organisation_id from entered e)';
  me constant text := '(select e.staff_id from entered e)';
  t text;
begin
  foreach t in array array['statement', 'statement_words'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_reads on %I for select to amparo_guard using (true)', t);
    execute format('create policy guard_erases on %I for delete to amparo_guard using (true)', t);
    execute format('grant select, delete on %I to amparo_guard', t);
    execute format('grant select, insert on %I to amparo_app', t);
  end loop;
  execute format($p$create policy known_to_the_section on statement for select to amparo_app using (%s and guard.opens(case_id, 'law'))$p$, home);
  execute format($p$create policy written_by_oneself on statement for insert to amparo_app with check (%s and author_id = %s
    and guard.writes(case_id, 'law') and guard.reaches(case_id, 'statements.open'))$p$, home, me);
  execute $p$create policy for_author_and_lawyer on statement_words for select to amparo_app using (guard.reads_statement(case_id, matter_id, author_id))$p$;
  execute format($p$create policy written_by_oneself on statement_words for insert to amparo_app with check (%s and author_id = %2$s
    and guard.writes(case_id, 'law') and guard.reaches(case_id, 'statements.open')
    and exists (select from statement s where s.organisation_id = statement_words.organisation_id and s.case_id = statement_words.case_id
      and s.statement_id = statement_words.statement_id and s.matter_id = statement_words.matter_id and s.author_id = %2$s))$p$, home, me);
end $$;

alter function guard.reads_statement(uuid, uuid, uuid) owner to amparo_guard;
revoke all on function guard.reads_statement(uuid, uuid, uuid) from public;
grant execute on function guard.reads_statement(uuid, uuid, uuid) to amparo_app;
