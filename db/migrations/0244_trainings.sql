-- Trainings and workshops: who asked for one, when and where it takes place, who came without a name, and what they answered. Who
-- came and what was answered are kept under two hashes of one code, so that nobody with these tables can join the two.

create table training_request (
  organisation_id uuid not null references organisation,
  request_id uuid not null,
  received_at timestamptz not null default guard.clock(),
  sector text not null check (sector in ('health', 'tourism', 'shelter', 'social', 'labour_inspection', 'transport', 'school', 'police',
    'consulate', 'employer', 'community', 'other')),
  province text check (length(province) between 1 and 10),
  curriculum_id text check (curriculum_id ~ '^[a-z][a-z0-9-]{1,39}$'),
  how_many int not null check (how_many between 1 and 5000),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  mode text not null check (mode in ('place', 'online', 'either')),
  status text not null default 'new' check (status in ('new', 'talking', 'planned', 'declined')),
  institution_id uuid,
  institution_code text check (institution_code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  intake_version int not null,
  sealed bytea not null,
  note_version int,
  sealed_note bytea,
  version int not null default 1,
  primary key (organisation_id, request_id),
  foreign key (organisation_id, institution_id) references institution,
  check ((note_version is null) = (sealed_note is null))
);
create index training_request_newest on training_request (organisation_id, received_at desc, request_id);
comment on table training_request is 'An institution asks for a training through the public form. sealed, to the organisation: who asks and how to reach them; sealed_note: what the desk wrote down.';

create table training (
  organisation_id uuid not null references organisation,
  training_id uuid not null,
  curriculum_id text not null check (curriculum_id ~ '^[a-z][a-z0-9-]{1,39}$'),
  kind text not null check (kind in ('training', 'workshop')),
  sector text not null check (sector in ('health', 'tourism', 'shelter', 'social', 'labour_inspection', 'transport', 'school', 'police',
    'consulate', 'employer', 'community', 'other')),
  institution_id uuid,
  request_id uuid,
  mode text not null check (mode in ('place', 'online')),
  place text not null default '' check (length(place) <= 300),
  province text check (length(province) between 1 and 10),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  interpreter_language text check (interpreter_language ~ '^[a-z]{2,3}$'),
  capacity int not null check (capacity between 1 and 500),
  trainer_ids uuid[] not null default '{}' check (cardinality(trainer_ids) <= 8),
  materials text[] not null default '{}' check (cardinality(materials) <= 30),
  join_code text not null unique check (join_code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  status text not null default 'planned' check (status in ('planned', 'open', 'held', 'closed', 'cancelled')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  costs jsonb not null default '[]' check (jsonb_typeof(costs) = 'array' and jsonb_array_length(costs) <= 40),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  grant_line text not null default '' check (length(grant_line) <= 80),
  intake_version int not null,
  sealed bytea not null,
  planned_by uuid not null default guard.staff(),
  changed_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, training_id),
  foreign key (organisation_id, institution_id) references institution,
  foreign key (organisation_id, request_id) references training_request,
  foreign key (organisation_id, planned_by) references staff,
  check (starts_at < ends_at)
);
create index training_by_day on training (organisation_id, starts_at desc, training_id);
create index training_at_institution on training (organisation_id, institution_id, ends_at desc);
comment on table training is 'A training or workshop: what, where, when, in which language, by whom, what it cost. sealed, to the organisation: trainers from outside, who interprets, notes.';
comment on column training.join_code is 'Stands in the address where people register and later answer; whoever has it reads time and place.';

create table training_session (
  organisation_id uuid not null,
  training_id uuid not null,
  session_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  day_code text not null check (day_code ~ '^[0-9]{4}$'),
  walk_ins jsonb not null default '[]' check (jsonb_typeof(walk_ins) = 'array'),
  primary key (organisation_id, training_id, session_id),
  foreign key (organisation_id, training_id) references training,
  check (starts_at < ends_at)
);
create index training_session_by_time on training_session (organisation_id, starts_at);
comment on table training_session is 'One sitting of a training; day_code stands on the screen there, walk_ins counts heads without a seat, by what they do.';

create table training_seat (
  organisation_id uuid not null,
  training_id uuid not null,
  seat_number int not null check (seat_number between 1 and 5000),
  attendance_hash bytea not null check (length(attendance_hash) = 32),
  role_group text not null check (role_group in ('reception', 'care', 'social', 'teaching', 'cleaning', 'security', 'transport', 'management',
    'public_service', 'volunteer', 'community', 'other', 'not_said')),
  came uuid[] not null default '{}',
  certified boolean not null default false,
  primary key (organisation_id, training_id, seat_number),
  unique (organisation_id, training_id, attendance_hash),
  foreign key (organisation_id, training_id) references training
);
comment on table training_seat is 'Somebody who registered: a number in the room, the keyed hash of a code only they have, and the sessions they came to. No name, no time.';

create table training_answer (
  organisation_id uuid not null,
  training_id uuid not null,
  answers_hash bytea not null check (length(answers_hash) = 32),
  moment text not null check (moment in ('pre', 'post', 'survey', 'month3', 'month6')),
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 6000),
  score_right int check (score_right >= 0),
  score_of int check (score_of > 0 and score_right <= score_of),
  primary key (organisation_id, training_id, answers_hash, moment),
  foreign key (organisation_id, training_id) references training,
  check ((moment in ('pre', 'post')) = (score_of is not null)),
  check ((score_right is null) = (score_of is null))
);
comment on table training_answer is 'What somebody answered before, after and later, as codes, under another hash of their code than their seat has. No name, no time, never told of fewer than five.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
  reads constant text := '(select guard.may(''prevention.read''))';
  keeps constant text := '(select guard.may(''prevention.manage''))';
  t text;
begin
  foreach t in array array['training_request', 'training', 'training_session', 'training_seat', 'training_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy kept_by_owner on %I to current_user using (true) with check (true)', t);
    execute format('create policy guard_all on %I to amparo_guard using (true) with check (true)', t);
    execute format('create policy read_in_the_house on %I for select to amparo_app using (%s and %s)', t, ours,
      case when t in ('training_request', 'training_seat') then keeps else reads end);
    execute format('grant select on %I to amparo_app, amparo_guard', t);
  end loop;
  foreach t in array array['training', 'training_session'] loop
    execute format('create policy planned_by_keepers on %I for insert to amparo_app with check (%s and %s)', t, ours, keeps);
    execute format('create policy changed_by_keepers on %I for update to amparo_app using (%s and %s) with check (%2$s and %3$s)', t, ours, keeps);
  end loop;
  foreach t in array array['training_request', 'training_seat'] loop
    execute format('create policy changed_by_keepers on %I for update to amparo_app using (%s and %s) with check (%2$s and %3$s)', t, ours, keeps);
  end loop;
  execute format('create policy taken_off_by_keepers on training_session for delete to amparo_app using (%s and %s)', ours, keeps);
end $$;
create policy planned_by_oneself on training as restrictive for insert to amparo_app with check (planned_by = (select guard.staff()));

grant update (status, institution_id, note_version, sealed_note, version) on training_request to amparo_app;
grant insert (organisation_id, training_id, curriculum_id, kind, sector, institution_id, request_id, mode, place, province, language, interpreter_language,
  capacity, trainer_ids, materials, join_code, starts_at, ends_at, intake_version, sealed) on training to amparo_app;
grant update (curriculum_id, kind, sector, institution_id, mode, place, province, language, interpreter_language, capacity, trainer_ids, materials, status,
  starts_at, ends_at, costs, currency, grant_line, intake_version, sealed, changed_at, version) on training to amparo_app;
grant insert (organisation_id, training_id, session_id, starts_at, ends_at, day_code), update (starts_at, ends_at, walk_ins), delete on training_session to amparo_app;
grant update (came) on training_seat to amparo_app;
grant insert on training_request, training_seat, training_answer to amparo_guard;
grant update (came, certified) on training_seat to amparo_guard;
grant delete on training_seat to amparo_guard;
