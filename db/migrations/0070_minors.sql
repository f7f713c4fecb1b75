-- The pathway of someone under 18, or who may be: who stands for the child, what was asked and decided before anyone
-- outside was told, what the child says to it, and the plan for the case that they leave the place.

create table minor_step (
  organisation_id uuid not null,
  case_id uuid not null,
  step text not null,
  section text not null,
  state text not null check (state in ('done', 'not_needed')),
  done_on date not null,
  marked_by uuid not null,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, step),
  foreign key (organisation_id, case_id) references case_file
);
comment on table minor_step is 'Steps of the pathway that a colleague marked done or not needed by hand.';

create table guardian (
  organisation_id uuid not null,
  case_id uuid not null,
  status text not null check (status in ('none', 'asked', 'appointed', 'conflict')),
  kind text not null check (kind in ('public_body', 'relative', 'other_person', 'none')),
  may_consent boolean not null,
  since_on date,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references case_file,
  constraint only_who_is_appointed_consents check (not may_consent or status = 'appointed')
);
comment on table guardian is 'Who stands for the child, and whether they may consent: not when suspected, in conflict, or not appointed.';

create table family_risk (
  organisation_id uuid not null,
  case_id uuid not null,
  family_risk_id uuid not null,
  outcome text not null check (outcome in ('safe', 'not_safe', 'not_clear')),
  assessed_on date not null,
  review_on date not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  primary key (organisation_id, case_id, family_risk_id),
  foreign key (organisation_id, case_id) references case_file
);
create index family_risk_latest on family_risk (organisation_id, case_id, recorded_at desc);
comment on table family_risk is 'Assessments of the risk in the family; the latest says whether it may be told. None is ever changed.';

create table missing_check (
  organisation_id uuid not null,
  case_id uuid not null,
  missing_check_id uuid not null,
  outcome text not null check (outcome in ('no_report', 'reported', 'not_told_yet')),
  asked text[] not null,
  checked_on date not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  primary key (organisation_id, case_id, missing_check_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table missing_check is 'Whether the child was reported missing, and who was asked. None is ever changed.';

create table best_interest (
  organisation_id uuid not null,
  case_id uuid not null,
  best_interest_id uuid not null,
  question text not null,
  heard text[] not null,
  decided_on date not null,
  review_on date not null,
  sealed bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  primary key (organisation_id, case_id, best_interest_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table best_interest is 'Best-interest decisions: who was heard, the view of the child, the options, what was decided. None is ever changed.';

create table assent (
  organisation_id uuid not null,
  case_id uuid not null,
  assent_id uuid not null,
  about text not null,
  answer text not null check (answer in ('yes', 'no', 'not_sure', 'could_not_say')),
  language text not null,
  explained_by text[] not null,
  asked_on date not null,
  asked_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  withdrawn_at timestamptz,
  sealed bytea not null,
  primary key (organisation_id, case_id, assent_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table assent is 'What the child answered when asked, beside any consent. Nothing of it changes but that the child takes it back.';

create table missing_plan (
  organisation_id uuid not null,
  case_id uuid not null,
  photo text not null check (photo in ('yes', 'only_police', 'no', 'not_asked')),
  made_with_child boolean not null,
  review_on date not null,
  sealed bytea not null,
  written_by uuid not null,
  written_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table missing_plan is 'The plan made beforehand for the case that the child leaves the place.';

create table missing_time (
  organisation_id uuid not null,
  case_id uuid not null,
  missing_id uuid not null,
  left_at timestamptz not null,
  told_by uuid not null,
  told_at timestamptz not null default guard.clock(),
  back_at timestamptz,
  steps jsonb not null default '[]',
  sealed bytea not null,
  sealed_talk bytea,
  version int not null default 1,
  primary key (organisation_id, case_id, missing_id),
  foreign key (organisation_id, case_id) references case_file,
  check (back_at >= left_at)
);
-- Of two colleagues who say so at once one is heard, and the first hours are counted once.
create unique index missing_once on missing_time (organisation_id, case_id) where back_at is null;
comment on table missing_time is 'Times the child had left the place: since when, what was done in the first hours, and the talk on coming back.';

select guard.wall('minor_step', 'by_row'), guard.wall('guardian', 'law'), guard.wall('family_risk', 'safety'),
  guard.wall('missing_check', 'safety'), guard.wall('best_interest', 'safety'), guard.wall('assent', 'identity'),
  guard.wall('missing_plan', 'safety'), guard.wall('missing_time', 'safety');
revoke update on family_risk, missing_check, best_interest, assent from amparo_app;
grant update (withdrawn_at) on assent to amparo_app;

create function guard.family_risk(a_case uuid) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not guard.sees(a_case) then return null; end if;
  return (select r.outcome from family_risk r
    where r.organisation_id = guard.organisation() and r.case_id = a_case order by r.recorded_at desc, r.family_risk_id limit 1);
end $$;
comment on function guard.family_risk(uuid) is
  'The outcome of the latest assessment of the risk in the family, for the own team, whatever sections are open to them.';

create function guard.minor_standing(a_case uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare home uuid := guard.organisation();
begin
  if not guard.sees(a_case) or not exists (select from case_file f where f.organisation_id = home and f.case_id = a_case) then return null; end if;
  return jsonb_build_object(
    'family_risk', guard.family_risk(a_case),
    'shown', jsonb_build_object(
      'missing_check', exists (select from missing_check r where r.organisation_id = home and r.case_id = a_case and r.outcome <> 'not_told_yet'),
      'assent', exists (select from assent r where r.organisation_id = home and r.case_id = a_case),
      'guardian_asked', exists (select from guardian r where r.organisation_id = home and r.case_id = a_case and r.status <> 'none'),
      'guardian_appointed', exists (select from guardian r where r.organisation_id = home and r.case_id = a_case and r.status = 'appointed' and r.may_consent),
      'family_risk', coalesce(guard.family_risk(a_case) <> 'not_clear', false),
      'best_interest', exists (select from best_interest r where r.organisation_id = home and r.case_id = a_case),
      'missing_plan', exists (select from missing_plan r where r.organisation_id = home and r.case_id = a_case)),
    'marks', coalesce((select jsonb_agg(jsonb_build_object('step', m.step, 'state', m.state)) from minor_step m
                       where m.organisation_id = home and m.case_id = a_case), '[]'));
end $$;
comment on function guard.minor_standing(uuid) is
  'How far the pathway of a file is, in codes alone, for the own team: its order holds whatever sections are open to whoever writes.';

create function guard.guardian_word(a_case uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found_word boolean;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('amparo.guardian ' || a_case, 0));
  if not guard.sees(a_case) then return 'may_not'; end if;
  select g.may_consent into found_word from guardian g where g.organisation_id = guard.organisation() and g.case_id = a_case;
  return case when found_word is null then 'unknown' when found_word then 'may' else 'may_not' end;
end $$;
comment on function guard.guardian_word(uuid) is
  'Whether the guardian of this file may consent, held until the transaction ends: a change waits for a consent under way.';

create function guard.guardian_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('amparo.guardian ' || new.case_id, 0));
  return new;
end $$;
comment on function guard.guardian_changes() is 'A change of the guardian waits for consents being recorded on their word, and sees them all.';
create trigger guardian_changes before insert or update on guardian for each row execute function guard.guardian_changes();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('family_risk', 'minor_standing', 'guardian_word', 'guardian_changes') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.family_risk(uuid), guard.minor_standing(uuid), guard.guardian_word(uuid) to amparo_app;

-- The second guard beside the consents' own answer: no consent stands on a guardian who may not consent.
create policy not_on_such_a_guardian on consent as restrictive for insert to amparo_app
  with check (given_by not in ('minor_with_guardian', 'guardian') or guard.guardian_word(case_id) <> 'may_not');
