-- While a file is held, no word of it goes: no note is covered, and one covered before the hold keeps its words, unread,
-- until the hold is lifted.

create or replace function guard.cover_note() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me uuid := guard.staff();
begin
  if old.covered_at is null then
    if guard.is_held(old.case_id) then
      raise exception 'note_on_hold' using errcode = 'check_violation';
    end if;
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

create or replace function guard.destroy_covered() returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare due record; destroyed int := 0;
begin
  for due in
    select n.organisation_id, n.case_id, n.note_id from note n
    where n.covered_at is not null and n.sealed <> ''::bytea and n.covered_at <= guard.clock() - interval '1 minute'
      and not guard.is_held(n.case_id)
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
comment on function guard.destroy_covered() is
  'Destroys the words of notes covered a minute ago, with every version of them, but not while the file is held. Run by the server''s clock.';

create function guard.held(a_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select guard.sees(a_case) and guard.is_held(a_case)
$$;
comment on function guard.held(uuid) is 'Whether a hold stands on a file today, told to whoever sees the file.';
alter function guard.held(uuid) owner to amparo_guard;
revoke all on function guard.held(uuid) from public;
grant execute on function guard.held(uuid) to amparo_app;
