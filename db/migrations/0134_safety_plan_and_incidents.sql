-- The safety plan in the person's own words, version by version; what happened, with what followed from it; and attempts of
-- those who exploited the person to reach them.

create table safety_plan (
  organisation_id uuid not null,
  case_id uuid not null,
  plan_version int not null check (plan_version > 0),
  language text not null,
  made text not null check (made in ('with_the_person', 'told', 'without')),
  review_on date not null,
  written_by uuid not null default guard.staff(),
  written_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, plan_version),
  foreign key (organisation_id, case_id) references case_file
);
comment on table safety_plan is 'What helps the person when it gets worse, in their own words and language. Every version stays as it was written.';

create table incident (
  organisation_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  happened_on date not null,
  follow_up_on date,
  stay_entry_id uuid,
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamptz not null default guard.clock(),
  ended_at timestamptz,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, incident_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, stay_entry_id) references stay_entry,
  check (ended_at is null or follow_up_on is null)
);
create unique index incident_of_stay_entry on incident (organisation_id, case_id, stay_entry_id) where stay_entry_id is not null;
comment on table incident is 'Something that happened to the person or around them. It stays open until somebody says what became of it.';
comment on column incident.stay_entry_id is 'The incident the house wrote down, when this is the same: told once, linked and not repeated.';

create table incident_line (
  organisation_id uuid not null,
  case_id uuid not null,
  incident_id uuid not null,
  line_id uuid not null,
  at timestamptz not null default guard.clock(),
  by_id uuid not null default guard.staff(),
  sealed bytea not null,
  primary key (organisation_id, case_id, incident_id, line_id),
  foreign key (organisation_id, case_id, incident_id) references incident
);
comment on table incident_line is 'What followed an incident, line by line. Lines are only ever added.';

create table contact_attempt (
  organisation_id uuid not null,
  case_id uuid not null,
  attempt_id uuid not null,
  attempted_on date not null,
  document_id uuid,
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, attempt_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, document_id) references document
);
create index contact_attempt_of_file on contact_attempt (organisation_id, case_id, attempted_on desc);
comment on table contact_attempt is 'Somebody from before tried to reach the person: how, who, what was said, and what was done. None is ever changed.';

select guard.wall('safety_plan', 'safety'), guard.wall('incident', 'safety'), guard.wall('incident_line', 'safety'), guard.wall('contact_attempt', 'safety');
revoke update on safety_plan, incident, incident_line, contact_attempt from amparo_app;
grant update (follow_up_on, ended_at, sealed, version) on incident to amparo_app;
