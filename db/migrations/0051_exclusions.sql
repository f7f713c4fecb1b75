-- Whom and what a person must not meet, and the one way past it: asked by one colleague, approved by another, once.

create table exclusion (
  organisation_id uuid not null,
  case_id uuid not null,
  exclusion_id uuid not null,
  kind text not null check (kind in ('person', 'staff', 'organisation', 'service', 'place', 'area', 'community', 'route')),
  since_on date not null,
  until_on date,
  recorded_at timestamptz not null default guard.clock(),
  recorded_by uuid not null default guard.staff(),
  ended_at timestamptz,
  ended_by uuid,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, exclusion_id),
  foreign key (organisation_id, case_id) references case_file,
  check (until_on is null or until_on >= since_on),
  check ((ended_at is null) = (ended_by is null))
);
comment on table exclusion is
  'Whom, where or what the person must not meet. Sealed but for its kind and days; section safety. What was written is ended, never erased.';
select guard.wall('exclusion', 'safety');
revoke insert, update on exclusion from amparo_app;
grant insert (organisation_id, case_id, exclusion_id, kind, since_on, until_on, sealed) on exclusion to amparo_app;
grant update (until_on, ended_at, sealed, version) on exclusion to amparo_app;

create table exclusion_override (
  organisation_id uuid not null,
  case_id uuid not null,
  override_id uuid not null,
  assignment bytea not null,
  requested_at timestamptz not null default guard.clock(),
  requested_by uuid not null default guard.staff(),
  answer text check (answer in ('approved', 'declined')),
  answered_at timestamptz,
  answered_by uuid,
  expires_at timestamptz,
  used_at timestamptz,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, override_id),
  foreign key (organisation_id, case_id) references case_file,
  constraint two_persons check (answered_by <> requested_by),
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)),
  -- An unknown is a no: a check that answers neither lets the row in.
  check (used_at is null or coalesce(answer = 'approved' and used_at < expires_at, false))
);
create index exclusion_override_waiting on exclusion_override (organisation_id, case_id) where answer is null;
comment on table exclusion_override is
  'One assignment that may pass an exclusion once, within 24 hours of a second colleague''s approval. The assignment is kept as a keyed mark; the reason is sealed.';
select guard.wall('exclusion_override', 'safety');
revoke insert, update, delete on exclusion_override from amparo_app;
grant insert (organisation_id, case_id, override_id, assignment, sealed) on exclusion_override to amparo_app;
grant update (answer, used_at, version) on exclusion_override to amparo_app;
grant delete on exclusion_override to amparo_app;

-- Who and when are stamped by the database, so that nobody signs for somebody else.
create function guard.stamp_exclusion() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.ended_at is not null then
    raise exception using errcode = '42501', message = 'an exclusion that ended is not changed';
  end if;
  if new.ended_at is not null then
    new.ended_at := guard.clock();
    new.ended_by := coalesce(guard.staff(), new.ended_by);
  end if;
  return new;
end $$;
comment on function guard.stamp_exclusion() is 'Who ended an exclusion and when.';
revoke all on function guard.stamp_exclusion() from public;
create trigger exclusion_stamped before update on exclusion for each row execute function guard.stamp_exclusion();

create function guard.stamp_override() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.answer is distinct from old.answer then
    if old.answer is not null then raise exception using errcode = '42501', message = 'it was answered already'; end if;
    new.answered_at := guard.clock();
    new.answered_by := coalesce(guard.staff(), new.answered_by);
    if not guard.reaches(new.case_id, 'exclusions.approve') and guard.staff() is not null then
      raise exception using errcode = '42501', message = 'not theirs to approve';
    end if;
    if new.answer = 'approved' then new.expires_at := new.answered_at + interval '24 hours'; end if;
  end if;
  if new.used_at is distinct from old.used_at then
    if old.used_at is not null then raise exception using errcode = '42501', message = 'it was used already'; end if;
    new.used_at := guard.clock();
  end if;
  return new;
end $$;
comment on function guard.stamp_override() is 'Who answered, when, and until when it holds; a used or answered one stays as it is.';
revoke all on function guard.stamp_override() from public;
create trigger exclusion_override_stamped before update on exclusion_override for each row execute function guard.stamp_override();

create function guard.exclusions_of(a_case uuid) returns setof exclusion
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin
  if not guard.sees(a_case) then return; end if;
  return query select x.* from exclusion x
    where x.case_id = a_case and x.organisation_id = me.organisation_id
      and (x.ended_at is null or (x.ended_by = me.staff_id and x.ended_at > guard.clock() - interval '24 hours'));
end $$;
comment on function guard.exclusions_of(uuid) is
  'What an assignment is checked against, for everyone of the own team: whoever may not read the section is refused all the same. Who ends one is still held to it for a day.';
alter function guard.exclusions_of(uuid) owner to amparo_guard;
revoke all on function guard.exclusions_of(uuid) from public;
grant execute on function guard.exclusions_of(uuid) to amparo_app;
