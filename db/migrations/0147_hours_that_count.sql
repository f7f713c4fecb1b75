-- Something happened, and some help is of use only within hours of it. What and when is sealed; that hours are running
-- is known, so that it stands on the page of the day until it is answered.

create table care_event (
  organisation_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  next_closes_at timestamptz,
  sealed bytea not null,
  sealed_answers bytea not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id, event_id),
  foreign key (organisation_id, case_id) references case_file
);
create index care_event_running on care_event (organisation_id, next_closes_at) where next_closes_at is not null;
comment on table care_event is 'An event whose hours are counted, sealed, with what was answered for each of them. next_closes_at: when the first one without an answer may be over; empty once all are answered.';
select guard.wall('care_event', 'health');
