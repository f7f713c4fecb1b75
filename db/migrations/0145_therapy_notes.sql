-- What a therapist notes for the therapy: for its author, for the supervisor the author named, and for whom a recorded
-- decision handed it to. Nobody else, whatever their role or reach. Each author has a key of their own for each episode.

create table therapy_supervision (
  organisation_id uuid not null,
  case_id uuid not null,
  supervision_id uuid not null,
  episode_id uuid not null,
  therapist_id uuid not null,
  supervisor_id uuid not null,
  from_at timestamptz not null default guard.clock(),
  ended_at timestamptz,
  primary key (organisation_id, case_id, supervision_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, episode_id) references care_episode,
  foreign key (organisation_id, therapist_id) references staff,
  foreign key (organisation_id, supervisor_id) references staff,
  check (supervisor_id <> therapist_id)
);
create unique index one_supervisor on therapy_supervision (organisation_id, case_id, episode_id, therapist_id) where ended_at is null;
comment on table therapy_supervision is 'Whom a therapist named as supervisor of an episode. Only the therapist names; either of the two ends it.';

create table therapy_hand_over (
  organisation_id uuid not null,
  case_id uuid not null,
  hand_over_id uuid not null,
  episode_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  decided_by uuid not null,
  decided_at timestamptz not null default guard.clock(),
  asked text not null check (asked in ('agreed', 'could_not_be_asked')),
  ended_at timestamptz,
  sealed bytea not null,
  primary key (organisation_id, case_id, hand_over_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, episode_id) references care_episode,
  foreign key (organisation_id, from_id) references staff,
  foreign key (organisation_id, to_id) references staff,
  check (to_id <> from_id)
);
comment on table therapy_hand_over is 'A decision that what one therapist noted until that day is read by another: who decided, whether the person agreed, and why, sealed.';

create table therapy_key (
  organisation_id uuid not null,
  case_id uuid not null,
  episode_id uuid not null,
  author_id uuid not null,
  sealed bytea not null,
  primary key (organisation_id, case_id, episode_id, author_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, episode_id) references care_episode,
  foreign key (organisation_id, author_id) references staff
);
comment on table therapy_key is 'The key of what one therapist notes in one episode, sealed with the key of the file: it goes with the file, and the file''s key alone opens no note.';

create table therapy_note (
  organisation_id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  episode_id uuid not null,
  session_id uuid,
  author_id uuid not null,
  written_at timestamptz not null default guard.clock(),
  of_day date not null,
  reserved boolean not null,
  corrects_id uuid,
  sealed bytea not null,
  primary key (organisation_id, case_id, note_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, episode_id) references care_episode,
  foreign key (organisation_id, case_id, session_id) references care_session,
  foreign key (organisation_id, case_id, corrects_id) references therapy_note,
  foreign key (organisation_id, author_id) references staff
);
create index therapy_note_of_episode on therapy_note (organisation_id, case_id, episode_id, written_at desc, note_id desc);
comment on table therapy_note is 'What a therapist noted, sealed with a key of its own. Never changed: a correction is another note that names it. Reserved: the author''s own reflection, which stays out of a copy for the person.';

create function guard.reads_therapy_of(a_case uuid, an_episode uuid, an_author uuid, a_moment timestamptz) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me uuid := guard.staff();
begin
  -- A place in the team of one's own house and the role: no other reach, no consent and no broken glass.
  if me is null or not guard.reaches(a_case, 'therapy_notes.open') then return false; end if;
  if an_author = me then return true; end if;
  if exists (select from therapy_supervision s where s.case_id = a_case and s.episode_id = an_episode and s.therapist_id = an_author
             and s.supervisor_id = me and s.ended_at is null) then return true; end if;
  return exists (select from therapy_hand_over h where h.case_id = a_case and h.episode_id = an_episode and h.from_id = an_author
                 and h.to_id = me and h.ended_at is null and (a_moment is null or a_moment <= h.decided_at));
end $$;
comment on function guard.reads_therapy_of(uuid, uuid, uuid, timestamptz) is
  'Whether whoever asks reads what this therapist noted in this episode at that moment: the author, the named supervisor, or whom it was handed to.';

create function guard.is_therapist(a_case uuid, a_staff uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from staff s join case_access a on a.organisation_id = s.organisation_id and a.staff_id = s.staff_id
    where s.staff_id = a_staff and s.organisation_id = guard.organisation() and s.status = 'active' and 'psychologist' = any(s.roles)
      and a.case_id = a_case and a.kind = 'team' and a.ended_at is null and a.from_at <= guard.clock()
      and (a.until_at is null or a.until_at > guard.clock()) and 'mind' = any(a.sections))
$$;
comment on function guard.is_therapist(uuid, uuid) is 'Whether a colleague works as a psychologist on this file.';

do $$
declare
  me constant text := '(select e.staff_id from entered e)';
  t text;
begin
  foreach t in array array['therapy_supervision', 'therapy_hand_over', 'therapy_key', 'therapy_note'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_reads on %I for select to amparo_guard using (true)', t);
    execute format('create policy guard_erases on %I for delete to amparo_guard using (true)', t);
    execute format('grant select, delete on %I to amparo_guard', t);
    execute format('grant select, insert on %I to amparo_app', t);
  end loop;

  -- Who supervises and what was decided is known to whoever opens the section; what was noted is not.
  execute $p$create policy told_to_the_section on therapy_supervision for select to amparo_app using (guard.opens(case_id, 'mind'))$p$;
  execute format($p$create policy named_by_the_therapist on therapy_supervision for insert to amparo_app with check (
    organisation_id = (select e.organisation_id from entered e) and therapist_id = %1$s and guard.reaches(case_id, 'therapy_notes.write')
    and guard.is_therapist(case_id, supervisor_id)
    and exists (select from care_episode c where c.organisation_id = therapy_supervision.organisation_id and c.case_id = therapy_supervision.case_id
                and c.episode_id = therapy_supervision.episode_id and c.staff_id = %1$s))$p$, me);
  execute format($p$create policy ended_by_either on therapy_supervision for update to amparo_app
    using (%s in (therapist_id, supervisor_id)) with check (ended_at is not null)$p$, me);
  execute 'grant update (ended_at) on therapy_supervision to amparo_app';

  execute $p$create policy told_to_the_section on therapy_hand_over for select to amparo_app using (guard.opens(case_id, 'mind'))$p$;
  execute format($p$create policy decided_by_author_or_supervisor on therapy_hand_over for insert to amparo_app with check (
    organisation_id = (select e.organisation_id from entered e) and decided_by = %1$s and guard.reaches(case_id, 'therapy_notes.write')
    and guard.is_therapist(case_id, to_id)
    and (from_id = %1$s or (to_id <> %1$s and exists (select from therapy_supervision s where s.organisation_id = therapy_hand_over.organisation_id
      and s.case_id = therapy_hand_over.case_id and s.episode_id = therapy_hand_over.episode_id and s.therapist_id = from_id
      and s.supervisor_id = %1$s and s.ended_at is null))))$p$, me);
  execute format($p$create policy taken_back_by_the_author on therapy_hand_over for update to amparo_app
    using (%1$s in (from_id, decided_by)) with check (ended_at is not null)$p$, me);
  execute 'grant update (ended_at) on therapy_hand_over to amparo_app';

  execute $p$create policy for_those_who_read on therapy_key for select to amparo_app using (guard.reads_therapy_of(case_id, episode_id, author_id, null))$p$;
  execute format($p$create policy made_by_the_author on therapy_key for insert to amparo_app with check (
    organisation_id = (select e.organisation_id from entered e) and author_id = %s and guard.reaches(case_id, 'therapy_notes.write'))$p$, me);

  execute $p$create policy for_those_who_read on therapy_note for select to amparo_app using (guard.reads_therapy_of(case_id, episode_id, author_id, written_at))$p$;
  execute format($p$create policy written_by_the_therapist on therapy_note for insert to amparo_app with check (
    organisation_id = (select e.organisation_id from entered e) and author_id = %1$s and guard.reaches(case_id, 'therapy_notes.write')
    and exists (select from care_episode c where c.organisation_id = therapy_note.organisation_id and c.case_id = therapy_note.case_id
                and c.episode_id = therapy_note.episode_id and c.staff_id = %1$s and c.section = 'mind'))$p$, me);
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('reads_therapy_of', 'is_therapist') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
