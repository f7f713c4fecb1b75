-- What runs before courts and offices: matters, the protection a judge or an office ordered, hearings, decisions and appeals.
-- Kinds, days and states lie plain, because days are counted by them; who is against whom, numbers and words are sealed.

create table matter (
  organisation_id uuid not null,
  case_id uuid not null,
  matter_id uuid not null,
  kind text not null check (kind in ('criminal', 'administrative', 'labour', 'asylum', 'family', 'compensation')),
  jurisdiction text not null check (jurisdiction ~ '^[A-Z]{2}$'),
  part text not null check (part in ('victim', 'witness', 'private_prosecutor', 'civil_party', 'applicant', 'appellant', 'worker', 'parent', 'respondent', 'accused')),
  status text not null default 'preparing' check (status in ('preparing', 'open', 'suspended', 'decided', 'appealed', 'ended')),
  opened_on date not null,
  ended_on date,
  lawyer_kind text not null default 'none' check (lawyer_kind in ('none', 'colleague', 'partner', 'outside')),
  lawyer_id uuid,
  lawyer_status text not null default 'none' check (lawyer_status in ('none', 'proposed', 'confirmed', 'named')),
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, matter_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, lawyer_id) references staff,
  check (ended_on >= opened_on),
  check ((lawyer_kind = 'colleague') = (lawyer_id is not null)),
  check ((lawyer_kind = 'none') = (lawyer_status = 'none')),
  check ((lawyer_kind in ('partner', 'outside')) = (lawyer_status = 'named'))
);
comment on table matter is 'What runs before a court or an office, and what part the person has in it. sealed: court or office, number, parties, a lawyer from outside, words.';
comment on column matter.lawyer_status is 'proposed: until the conflict check is answered and declared; confirmed; named: a lawyer of another house or from outside, who answers for it there. Written by the guard alone.';

create table protection_measure (
  organisation_id uuid not null,
  case_id uuid not null,
  measure_id uuid not null,
  matter_id uuid,
  kind text not null check (kind in ('stay_away', 'no_contact', 'leaves_home', 'identity_hidden', 'face_hidden', 'escort', 'device', 'shelter', 'custody', 'other')),
  from_on date not null,
  until_on date,
  ended_on date,
  exclusion_id uuid,
  recorded_by uuid not null default guard.staff(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, measure_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, matter_id) references matter,
  check (until_on >= from_on),
  check (ended_on >= from_on)
);
create index measure_of_matter on protection_measure (organisation_id, case_id, matter_id);
comment on table protection_measure is 'Protection somebody ordered: what, from when until when. sealed: against whom, how far, which places, by whom, number, words. exclusion_id: the exclusion of the file it was made.';

create table hearing (
  organisation_id uuid not null,
  case_id uuid not null,
  hearing_id uuid not null,
  matter_id uuid not null,
  kind text not null check (kind in ('statement', 'early_evidence', 'interview', 'examination', 'conciliation', 'oral', 'trial', 'other')),
  on_day date not null,
  at_time text check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  appointment_id uuid,
  status text not null default 'planned' check (status in ('planned', 'held', 'put_off', 'cancelled')),
  recorded_by uuid not null default guard.staff(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, hearing_id),
  foreign key (organisation_id, case_id, matter_id) references matter,
  foreign key (organisation_id, case_id, appointment_id) references appointment
);
create index hearing_of_matter on hearing (organisation_id, case_id, matter_id, on_day);
create index hearing_of_appointment on hearing (organisation_id, case_id, appointment_id) where appointment_id is not null;
comment on table hearing is 'When the person is heard, by whom one is awaited there, and the appointment of the agenda that brings her there. sealed: where, what was asked for her, what she wants to say, how it went.';

create table court_decision (
  organisation_id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  matter_id uuid not null,
  kind text not null check (kind in ('judgment', 'order', 'grant', 'refusal', 'inadmission', 'archived', 'settlement', 'other')),
  decided_on date not null,
  notified_on date,
  outcome text not null check (outcome in ('for_her', 'in_part', 'against_her', 'not_known')),
  law_event_id uuid,
  recorded_by uuid not null default guard.staff(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, decision_id),
  foreign key (organisation_id, case_id, matter_id) references matter,
  check (notified_on >= decided_on)
);
create index decision_of_matter on court_decision (organisation_id, case_id, matter_id, decided_on);
comment on table court_decision is 'What a court or an office decided, and when it was notified: from then on terms run. sealed: number, words. law_event_id: the event of the law that was recorded with it.';

create table court_appeal (
  organisation_id uuid not null,
  case_id uuid not null,
  appeal_id uuid not null,
  decision_id uuid not null,
  lodged_by text not null check (lodged_by in ('us', 'prosecutor', 'other_side')),
  lodged_on date not null,
  status text not null default 'open' check (status in ('open', 'admitted', 'won', 'lost', 'withdrawn')),
  recorded_by uuid not null default guard.staff(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, appeal_id),
  foreign key (organisation_id, case_id, decision_id) references court_decision
);
create index appeal_of_decision on court_appeal (organisation_id, case_id, decision_id);
comment on table court_appeal is 'An appeal against a decision: by whom, since when, how it stands. sealed: court, number, words.';

select guard.wall('matter', 'law'), guard.wall('protection_measure', 'law'), guard.wall('hearing', 'law'), guard.wall('court_decision', 'law'),
  guard.wall('court_appeal', 'law');

-- Who stands for her is said by the guard alone: a name is put there with its check or not at all.
revoke insert, update on matter from amparo_app;
grant insert (organisation_id, case_id, matter_id, kind, jurisdiction, part, status, opened_on, ended_on, sealed) on matter to amparo_app;
grant update (kind, jurisdiction, part, status, opened_on, ended_on, sealed, version) on matter to amparo_app;
create policy guard_changes on matter for update to amparo_guard using (true) with check (true);
grant update (lawyer_kind, lawyer_id, lawyer_status, version) on matter to amparo_guard;
