-- Whoever goes along to an appointment is out alone on the way: the same visit, tied to what it is for by a random id, which
-- says nothing to whoever may not open the file.

alter table lone_visit add column appointment_id uuid;
comment on column lone_visit.appointment_id is 'The appointment a colleague goes along to; who is told sees that there is one, never which.';
comment on table lone_visit is 'A colleague is out alone: until when, and who is told when nothing was heard. No person, no address; at most the id of an appointment.';
