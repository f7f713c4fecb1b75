-- Risk looked at by people: how likely, how bad, why, and what is done about it. Numbers and words are sealed; the day of the
-- next look stands clear. And what makes somebody look again before that day.

create table risk (
  organisation_id uuid not null,
  case_id uuid not null,
  risk_id uuid not null,
  written_by uuid not null default guard.staff(),
  written_at timestamptz not null default guard.clock(),
  ended_at timestamptz,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, risk_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table risk is 'Something that may happen to the person, named; how likely and how bad stands in its scores.';

create table risk_look (
  organisation_id uuid not null,
  case_id uuid not null,
  look_id uuid not null,
  looked_by uuid not null default guard.staff(),
  looked_at timestamptz not null default guard.clock(),
  review_on date not null,
  causes text[] not null,
  sealed bytea not null,
  primary key (organisation_id, case_id, look_id),
  foreign key (organisation_id, case_id) references case_file
);
create index risk_look_latest on risk_look (organisation_id, case_id, looked_at desc);
comment on table risk_look is 'Each time somebody looked at the risk: why, and when it is looked at again. None is ever changed.';

create table risk_score (
  organisation_id uuid not null,
  case_id uuid not null,
  score_id uuid not null,
  risk_id uuid not null,
  look_id uuid not null,
  sealed bytea not null,
  primary key (organisation_id, case_id, score_id),
  unique (organisation_id, case_id, look_id, risk_id),
  foreign key (organisation_id, case_id, risk_id) references risk,
  foreign key (organisation_id, case_id, look_id) references risk_look
);
comment on table risk_score is 'How likely and how bad a risk was held to be on a look, with the reasons and the measures. None is ever changed.';

create table risk_trigger (
  organisation_id uuid not null,
  case_id uuid not null,
  trigger_id uuid not null,
  trigger text not null,
  on_day date not null,
  told_by uuid not null default guard.staff(),
  told_at timestamptz not null default guard.clock(),
  look_id uuid,
  sealed bytea not null,
  primary key (organisation_id, case_id, trigger_id),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, look_id) references risk_look
);
create index risk_trigger_open on risk_trigger (organisation_id, case_id, on_day) where look_id is null;
comment on table risk_trigger is 'A reason to look at the risk again, told by somebody for a day; answered by the look it led to.';

select guard.wall('risk', 'safety'), guard.wall('risk_look', 'safety'), guard.wall('risk_score', 'safety'), guard.wall('risk_trigger', 'safety');
revoke update on risk, risk_look, risk_score, risk_trigger from amparo_app;
grant update (ended_at, sealed, version) on risk to amparo_app;
grant update (look_id) on risk_trigger to amparo_app;
