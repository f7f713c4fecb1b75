-- Care of body and mind: episodes with whoever gives it, and the times one met.

create table care_episode (
  organisation_id uuid not null,
  case_id uuid not null,
  episode_id uuid not null,
  section text not null check (section in ('health', 'mind')),
  provider text not null check (provider in ('own', 'service', 'outside')),
  staff_id uuid,
  referral_id uuid,
  status text not null default 'open' check (status in ('open', 'closed')),
  opened_on date not null,
  closed_on date,
  planned_sessions int check (planned_sessions between 1 and 400),
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id, episode_id),
  unique (organisation_id, case_id, episode_id, section),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, staff_id) references staff,
  foreign key (organisation_id, case_id, referral_id) references referral,
  check ((provider = 'own') = (staff_id is not null)),
  check ((provider = 'service') = (referral_id is not null)),
  check ((status = 'closed') = (closed_on is not null)),
  check (closed_on >= opened_on),
  check (planned_sessions is null or provider = 'own')
);
comment on table care_episode is 'Care of body or mind from when until when, and who gives it. What kind it is, what for and why it ended is sealed.';
comment on column care_episode.planned_sessions is 'How many times the therapist plans to meet. Set by the therapist, counted from nothing.';

create table care_session (
  organisation_id uuid not null,
  case_id uuid not null,
  session_id uuid not null,
  episode_id uuid not null,
  section text not null,
  on_day date not null,
  minutes int check (minutes between 5 and 600),
  attendance text not null check (attendance in ('planned', 'came', 'cancelled', 'cancelled_by_us', 'did_not_come', 'moved')),
  reason text,
  interpreter text not null check (interpreter in ('not_needed', 'in_person', 'by_telephone', 'on_screen', 'somebody_else', 'missing')),
  place text not null check (place in ('office', 'their_place', 'health_centre', 'telephone', 'screen', 'outside', 'elsewhere')),
  moved_to uuid,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id, session_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, episode_id, section) references care_episode (organisation_id, case_id, episode_id, section),
  check ((attendance = 'moved') = (moved_to is not null))
);
create index care_session_of_episode on care_session (organisation_id, case_id, episode_id, on_day desc);
comment on table care_session is 'A time one meets or met in an episode: the day, whether the person came, with which interpreter and where in the coarse. What was spoken of is not here.';

select guard.wall('care_episode', 'by_row'), guard.wall('care_session', 'by_row');

-- Who is therapist and how often one plans to meet is the therapist's own to say. Somebody else of the section may take
-- an episode over for themselves, and gets nothing of what was noted before by that (0145).
create function guard.keep_therapist() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who();
begin
  if me.staff_id is null then return new; end if;
  if new.section <> 'mind' then return new; end if;
  if tg_op = 'UPDATE' and old.staff_id is not distinct from new.staff_id and old.planned_sessions is not distinct from new.planned_sessions then
    return new;
  end if;
  if new.planned_sessions is not null and new.staff_id is distinct from me.staff_id then
    raise exception 'planned_by_the_therapist' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'UPDATE' and old.staff_id is not null and old.staff_id <> me.staff_id and new.staff_id is distinct from me.staff_id then
    raise exception 'therapist_changes_themselves' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
comment on function guard.keep_therapist() is 'Nobody plans sessions for a therapist, and nobody puts another in a therapist''s place.';
alter function guard.keep_therapist() owner to amparo_guard;
revoke all on function guard.keep_therapist() from public;
create trigger keep_therapist before insert or update on care_episode for each row execute function guard.keep_therapist();
