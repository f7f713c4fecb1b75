-- A reminder waits for a colleague's hand and for an hour the rule of contact allows. One that waits stays one, however often
-- the appointment is moved; moved after it left, one more waits that says so.

create table appointment_reminder (
  organisation_id uuid not null,
  case_id uuid not null,
  reminder_id uuid not null,
  appointment_id uuid not null,
  section text not null,
  about text not null check (about in ('new', 'moved')),
  status text not null default 'waits' check (status in ('waits', 'left', 'dropped')),
  departure_id uuid,
  left_at timestamptz,
  primary key (organisation_id, case_id, reminder_id),
  foreign key (organisation_id, case_id, appointment_id) references appointment,
  check ((status = 'left') = (departure_id is not null) and (status = 'left') = (left_at is not null))
);
create unique index appointment_reminder_that_waits on appointment_reminder (organisation_id, case_id, appointment_id) where status = 'waits';
create index appointment_reminder_of on appointment_reminder (organisation_id, case_id, appointment_id);
comment on table appointment_reminder is 'That the person wants to be reminded of an appointment, and when it left. When it may leave is decided by the rule of contact as it stands then.';
select guard.wall('appointment_reminder', 'by_row');
revoke update on appointment_reminder from amparo_app;
grant update (section, about, status, departure_id, left_at) on appointment_reminder to amparo_app;
create policy of_the_own_house on appointment_reminder as restrictive for select to amparo_app using (organisation_id = (select guard.organisation()));
