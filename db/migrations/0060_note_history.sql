-- What a note says about the work besides its words, every version it ever had, and words that are covered.

alter table note
  add column minutes int check (minutes between 1 and 1440),
  add column contact text check (contact in ('visit', 'call', 'accompaniment', 'office', 'outreach', 'online')),
  add column happened_on date,
  add column changed_at timestamptz,
  add column changed_by uuid,
  add column covered_at timestamptz,
  add column covered_by uuid,
  add column cover_reason text check (cover_reason in ('third_party', 'wrong_file', 'person_asked', 'danger', 'not_needed')),
  add check ((covered_at is null) = (covered_by is null) and (covered_at is null) = (cover_reason is null));
comment on column note.minutes is 'Time the work took, for counting.';
comment on column note.happened_on is 'The day it happened, where it was not written the same day.';
comment on column note.covered_at is 'From then on nobody reads the words; a minute later they are destroyed, here and in every version.';
create index note_to_destroy on note (covered_at) where covered_at is not null and sealed <> ''::bytea;

create table note_version (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  version int not null,
  section text not null,
  author_id uuid not null,
  written_at timestamptz not null,
  sealed bytea not null,
  primary key (organisation_id, case_id, note_id, version),
  foreign key (organisation_id, case_id, note_id) references note on delete cascade
);
comment on table note_version is 'What a note said before each correction, sealed as it was. Written by the database itself with the correction, and by nobody else.';
select guard.wall('note_version', 'by_row');
revoke insert, update, delete on note_version from amparo_app;
create policy guard_keeps on note_version for insert to amparo_guard with check (true);
create policy guard_destroys on note_version for update to amparo_guard using (true);
grant insert, update (sealed) on note_version to amparo_guard;

create policy guard_destroys on note for update to amparo_guard using (covered_at is not null);
grant select, update (sealed) on note to amparo_guard;
grant update (covered_at, covered_by, cover_reason) on note to amparo_app;

-- The version a correction replaces is kept by the same statement that replaces it: there is no silent way around it.
create function guard.keep_note_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if old.covered_at is not null then
    -- Only the destroying itself, which leaves nothing.
    if new.sealed <> ''::bytea or new.version <> old.version then raise exception 'note_is_covered' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if new.version <> old.version + 1 or new.sealed = ''::bytea then raise exception 'note_changes_by_one' using errcode = 'check_violation'; end if;
  insert into note_version (organisation_id, case_id, note_id, version, section, author_id, written_at, sealed)
  values (old.organisation_id, old.case_id, old.note_id, old.version, old.section,
    coalesce(old.changed_by, old.author_id), coalesce(old.changed_at, old.written_at), old.sealed);
  new.changed_at := guard.clock();
  new.changed_by := guard.staff();
  return new;
end $$;
comment on function guard.keep_note_version() is 'Keeps what a note said before it is corrected, and by whom and when it is corrected.';
create trigger kept before update of sealed, version on note for each row execute function guard.keep_note_version();

-- Covered by whoever wrote it, for a week, or by whoever coordinates; taken back within the minute by the same hand.
create function guard.cover_note() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me uuid := guard.staff();
begin
  if old.covered_at is null then
    if not (guard.reaches(old.case_id, 'notes.cover_of_others')
        or (old.author_id = me and old.written_at > guard.clock() - interval '7 days')) then
      raise exception 'note_not_covered' using errcode = 'check_violation';
    end if;
    new.covered_at := guard.clock();
    new.covered_by := me;
  elsif new.covered_at is not null or old.covered_by is distinct from me
      or old.covered_at <= guard.clock() - interval '1 minute' or old.sealed = ''::bytea then
    raise exception 'note_stays_covered' using errcode = 'check_violation';
  end if;
  return new;
end $$;
comment on function guard.cover_note() is 'Who may cover the words of a note, and until when that is taken back.';
create trigger covered before update of covered_at, covered_by, cover_reason on note for each row execute function guard.cover_note();

create function guard.destroy_covered() returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare due record; destroyed int := 0;
begin
  for due in
    select n.organisation_id, n.case_id, n.note_id from note n
    where n.covered_at is not null and n.sealed <> ''::bytea and n.covered_at <= guard.clock() - interval '1 minute'
    limit 200 for update skip locked
  loop
    update note_version v set sealed = ''::bytea
    where v.organisation_id = due.organisation_id and v.case_id = due.case_id and v.note_id = due.note_id;
    update note n set sealed = ''::bytea
    where n.organisation_id = due.organisation_id and n.case_id = due.case_id and n.note_id = due.note_id;
    destroyed := destroyed + 1;
  end loop;
  return destroyed;
end $$;
comment on function guard.destroy_covered() is 'Destroys the words of notes covered a minute ago, with every version of them. Run by the server''s clock.';

do $$
declare f text;
begin
  foreach f in array array['keep_note_version()', 'cover_note()', 'destroy_covered()'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
  end loop;
end $$;
grant execute on function guard.destroy_covered() to amparo_app;
