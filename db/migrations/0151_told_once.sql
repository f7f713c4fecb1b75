-- What the person told, once: where the words stand (a note, or a part of one), who heard them, and to which professions
-- they may be retold. Nobody, unless the person said so. Whoever they may not be retold to is given no row that holds them.

create table telling (
  organisation_id uuid not null,
  case_id uuid not null,
  telling_id uuid not null,
  section text not null,
  note_id uuid not null,
  note_version int not null,
  written_by uuid not null,
  heard_by uuid,
  retell text[] not null default '{}' check (retell <@ array['accompany', 'health', 'law', 'mind', 'police']),
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  ended_at timestamptz,
  version int not null default 1,
  sealed bytea not null,
  primary key (organisation_id, case_id, telling_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, note_id) references note,
  foreign key (organisation_id, heard_by) references staff,
  foreign key (organisation_id, recorded_by) references staff
);
create index telling_of_note on telling (organisation_id, case_id, note_id) where ended_at is null;
comment on table telling is 'Something the person told: a note or a part of it, who heard it, and to whom it may be retold. What it is about, when and in which language is sealed. The words stay in the note.';
comment on column telling.retell is 'The professions the person lets it be retold to. Empty: nobody but those who heard it or wrote it down.';
comment on column telling.ended_at is 'The mark was taken back: it was no telling, or was marked by mistake.';
comment on column telling.heard_by is 'The colleague who heard it. None: somebody outside, named in the sealed part.';

create table telling_consent (
  organisation_id uuid not null,
  case_id uuid not null,
  consent_id uuid not null,
  telling_id uuid not null,
  retell text[] not null,
  asked_on date not null,
  how text not null check (how in ('spoken', 'written', 'signed')),
  language text not null,
  with_interpreter boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  primary key (organisation_id, case_id, consent_id),
  foreign key (organisation_id, case_id, telling_id) references telling,
  foreign key (organisation_id, recorded_by) references staff
);
create index telling_consent_of on telling_consent (organisation_id, case_id, telling_id, recorded_at desc);
comment on table telling_consent is 'What the person said about retelling something they told, each time they were asked. Only ever added.';

create table story_wish (
  organisation_id uuid not null,
  case_id uuid not null,
  wish_id uuid not null,
  written_by uuid not null,
  written_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, wish_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, written_by) references staff
);
comment on table story_wish is 'What the person wishes about a subject: to be asked themselves, or to be let alone with it. The latest of a subject holds; the subject is sealed.';

create function guard.profession(some_roles text[]) returns text[]
language sql immutable set search_path = public, pg_temp as $$
  select array_remove(array[
    case when some_roles && array['reference_worker', 'coordinator'] then 'accompany' end,
    case when 'psychologist' = any(some_roles) then 'mind' end,
    case when 'lawyer' = any(some_roles) then 'law' end], null)
$$;
comment on function guard.profession(text[]) is 'As which profession somebody of the house may be retold something. src/story/telling.rules.ts says the same; a test holds the two against each other.';

create function guard.profession_of_purpose(a_purpose text) returns text
language sql immutable set search_path = public, pg_temp as $$
  select case a_purpose when 'health' then 'health' when 'psychological' then 'mind' when 'legal' then 'law' when 'identification' then 'police' end
$$;
comment on function guard.profession_of_purpose(text) is 'As which profession a partner may be retold something, by what the consent to them is for.';

create function guard.tellings_standing(a_case uuid) returns table (telling_id uuid, note_id uuid, written_by uuid, stands text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); ours uuid; opened text[]; on_it boolean; mine text[];
begin
  if me.staff_id is null then return; end if;
  select f.organisation_id into ours from case_file f where f.case_id = a_case;
  opened := guard.sections_of(a_case, 'case.open');
  if ours is null or cardinality(opened) = 0 then return; end if;
  if ours = me.organisation_id then
    -- A place in the team or the reach of a role. Broken glass shows that something was told, and none of the words.
    on_it := guard.reaches(a_case, 'case.open');
    mine := guard.profession(me.roles);
    return query
      select t.telling_id, t.note_id, t.written_by, case
          when on_it and (me.staff_id in (t.heard_by, t.written_by, t.recorded_by)
            or (t.retell && mine and opened && array[t.section, 'story'])) then 'words'
          when t.section = any(opened) then 'head' end
      from telling t where t.organisation_id = ours and t.case_id = a_case and t.ended_at is null;
  else
    return query
      select t.telling_id, t.note_id, t.written_by, 'words'
      from telling t where t.organisation_id = ours and t.case_id = a_case and t.ended_at is null
        and opened && array[t.section, 'story'] and exists (
          select from case_access a join consent c on c.consent_id = a.basis
          where a.case_id = a_case and a.kind = 'consent' and (a.staff_id = me.staff_id or a.member_organisation_id = me.organisation_id)
            and a.ended_at is null and a.from_at <= guard.clock() and (a.until_at is null or a.until_at > guard.clock())
            and a.sections && array[t.section, 'story'] and guard.profession_of_purpose(c.purpose) = any(t.retell)
            and guard.consent_is_live(a.basis));
  end if;
end $$;
comment on function guard.tellings_standing(uuid) is
  'What whoever asks stands to each thing told in a file: words, head (that it was told, to whom and when), or nothing. A partner is told of nothing it may not read.';

create function guard.tellings_i_see() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(s.telling_id), '{}') from guard.tellings_standing(guard.current_case()) s where s.stands is not null
$$;
comment on function guard.tellings_i_see() is 'The tellings of the file this request is about that whoever asks may know of.';

create function guard.tellings_i_read() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(s.telling_id), '{}') from guard.tellings_standing(guard.current_case()) s where s.stands = 'words'
$$;
comment on function guard.tellings_i_read() is 'The tellings of the file this request is about whose words whoever asks may read.';

create function guard.notes_kept_from_me() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct t.note_id), '{}') from telling t
  left join guard.tellings_standing(guard.current_case()) s on s.telling_id = t.telling_id
  where t.case_id = guard.current_case() and t.ended_at is null and s.stands is distinct from 'words'
    and t.written_by is distinct from guard.staff()
$$;
comment on function guard.notes_kept_from_me() is 'Notes of the file this request is about that hold something told which may not be retold to whoever asks.';

create function guard.note_is_kept_from_me(a_case uuid, a_note uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from telling t left join guard.tellings_standing(a_case) s on s.telling_id = t.telling_id
    where t.case_id = a_case and t.note_id = a_note and t.ended_at is null and s.stands is distinct from 'words'
      and t.written_by is distinct from guard.staff())
$$;
comment on function guard.note_is_kept_from_me(uuid, uuid) is 'The same for one note of any file.';

create function guard.begin_telling() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n note;
begin
  select * into n from note x where x.organisation_id = new.organisation_id and x.case_id = new.case_id and x.note_id = new.note_id;
  if n.note_id is null or n.covered_at is not null or n.section <> new.section or new.note_version > n.version then
    raise exception 'no_such_words' using errcode = 'check_violation';
  end if;
  new.written_by := n.author_id;
  return new;
end $$;
comment on function guard.begin_telling() is 'What was told stands in a note of the same section, and whose words those are is said by the note.';

create function guard.keep_retelling() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare stands text; left_alone boolean;
begin
  select s.stands into stands from guard.tellings_standing(old.case_id) s where s.telling_id = old.telling_id;
  if old.ended_at is not null or new.version <> old.version + 1 then raise exception 'telling_changes_by_one' using errcode = 'check_violation'; end if;
  if stands = 'words' then return new; end if;
  -- Closing is open to everyone who may take a consent back.
  if new.ended_at is null and new.retell <@ old.retell and stands = 'head' and guard.reaches(old.case_id, 'consents.withdraw') then return new; end if;
  -- Where nobody who heard it walks with the person any more, whoever records consents asks the person anew.
  left_alone := not exists (select from case_access a join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.staff_id
    where a.case_id = old.case_id and a.kind = 'team' and a.ended_at is null and (a.until_at is null or a.until_at > guard.clock())
      and s.status = 'active' and a.staff_id in (old.heard_by, old.written_by, old.recorded_by));
  if new.ended_at is null and stands = 'head' and left_alone and guard.reaches(old.case_id, 'consents.record') then return new; end if;
  raise exception 'not_yours_to_open' using errcode = 'insufficient_privilege';
end $$;
comment on function guard.keep_retelling() is
  'Whoever may read something told may write down to whom else the person lets it be retold; whoever may not can only close it. Nobody opens it to themselves while somebody who heard it is still there to be asked.';

create function guard.words_of_telling(a_case uuid, a_telling uuid) returns table (sealed bytea, covered boolean, corrected boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare t telling; n note;
begin
  -- Held until this request is done: a wish taken back waits for it, or is seen by it.
  select * into t from telling x where x.case_id = a_case and x.telling_id = a_telling for share;
  if t.telling_id is null or not exists (
    select from guard.tellings_standing(a_case) s where s.telling_id = a_telling and s.stands = 'words') then return; end if;
  select * into n from note x where x.organisation_id = t.organisation_id and x.case_id = a_case and x.note_id = t.note_id;
  covered := n.covered_at is not null;
  corrected := n.version > t.note_version;
  sealed := case when covered then null when not corrected then n.sealed else (
    select v.sealed from note_version v where v.organisation_id = t.organisation_id and v.case_id = a_case
      and v.note_id = t.note_id and v.version = t.note_version) end;
  return next;
end $$;
comment on function guard.words_of_telling(uuid, uuid) is 'The sealed note something told stands in, as it was when it was marked, for whoever may read it; nothing for anybody else.';

create function guard.keeps_story(a_case uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select guard.reaches(a_case, 'case.open') and 'story' = any(guard.sections_of(a_case, 'case.open'))
    and cardinality(guard.sections_of(a_case, 'case.write')) > 0
    and exists (select from case_file f where f.case_id = a_case and f.organisation_id = guard.organisation())
$$;
comment on function guard.keeps_story(uuid) is 'Whether whoever asks walks with the person, opens the story and writes in the file at all: a lawyer and a psychologist, too, learn what the person wishes.';

do $$
declare
  here constant text := 'case_id = (select e.case_id from entered e)';
  ours constant text := 'organisation_id = (select e.organisation_id from entered e)';
  me constant text := '(select e.staff_id from entered e)';
  t text;
begin
  foreach t in array array['telling', 'telling_consent', 'story_wish'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_reads on %I for select to amparo_guard using (true)', t);
    execute format('create policy guard_erases on %I for delete to amparo_guard using (true)', t);
    execute format('grant select, delete on %I to amparo_guard', t);
    execute format('grant select, insert on %I to amparo_app', t);
  end loop;
  execute 'create policy guard_holds on telling for update to amparo_guard using (true) with check (false)';
  execute 'grant update (version) on telling to amparo_guard';

  execute format($p$create policy known_of on telling for select to amparo_app using (%s and telling_id = any ((select guard.tellings_i_see())::uuid[]))$p$, here);
  -- Only what one may read oneself is marked as told: the note is asked for through its own walls.
  execute format($p$create policy marked on telling for insert to amparo_app with check (%s and recorded_by = %s and ended_at is null
    and guard.writes(case_id, section) and exists (select from note n where n.organisation_id = telling.organisation_id
      and n.case_id = telling.case_id and n.note_id = telling.note_id))$p$, ours, me);
  execute format($p$create policy asked_again on telling for update to amparo_app
    using (%s and telling_id = any ((select guard.tellings_i_see())::uuid[])) with check (%s)$p$, here, ours);
  execute 'grant update (retell, ended_at, version) on telling to amparo_app';

  execute format($p$create policy known_of on telling_consent for select to amparo_app using (%s and telling_id = any ((select guard.tellings_i_see())::uuid[]))$p$, here);
  execute format($p$create policy asked on telling_consent for insert to amparo_app with check (%s and recorded_by = %s
    and telling_id = any ((select guard.tellings_i_see())::uuid[]))$p$, ours, me);

  execute $p$create policy told_to_the_team on story_wish for select to amparo_app using (guard.reaches(case_id, 'case.open') and guard.opens(case_id, 'story'))$p$;
  execute format($p$create policy written_by_the_team on story_wish for insert to amparo_app with check (%s and written_by = %s and guard.keeps_story(case_id))$p$, ours, me);

  -- A note that holds something told is kept from whoever it may not be retold to, with every earlier version of it.
  execute format($p$create policy told_stays_with_whom_it_was_told on note as restrictive for select to amparo_app using (
    case when %s then note_id <> all ((select guard.notes_kept_from_me())::uuid[]) else not guard.note_is_kept_from_me(case_id, note_id) end)$p$, here);
  execute format($p$create policy told_stays_with_whom_it_was_told on note_version as restrictive for select to amparo_app using (
    case when %s then note_id <> all ((select guard.notes_kept_from_me())::uuid[]) else not guard.note_is_kept_from_me(case_id, note_id) end)$p$, here);
end $$;

create trigger begin_telling before insert on telling for each row execute function guard.begin_telling();
create trigger keep_retelling before update on telling for each row execute function guard.keep_retelling();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('profession', 'profession_of_purpose', 'tellings_standing', 'tellings_i_see', 'tellings_i_read', 'notes_kept_from_me',
             'note_is_kept_from_me', 'begin_telling', 'keep_retelling', 'words_of_telling', 'keeps_story') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.tellings_standing(uuid), guard.tellings_i_see(), guard.tellings_i_read(), guard.notes_kept_from_me(),
  guard.note_is_kept_from_me(uuid, uuid), guard.words_of_telling(uuid, uuid), guard.keeps_story(uuid), guard.profession(text[]),
  guard.profession_of_purpose(text) to amparo_app;
