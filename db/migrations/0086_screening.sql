-- Screening: what an instrument's answers were consistent with, kept in a file as it was asked; and the official words of
-- an instrument, where an organisation may use them.

create table screening (
  organisation_id uuid not null,
  case_id uuid not null,
  screening_id uuid not null,
  instrument text not null,
  instrument_version int not null,
  taken_on date not null,
  taken_by uuid not null,
  age_group text not null check (age_group in ('adult', 'minor', 'unsure')),
  level text not null check (level in ('nothing_noted', 'some', 'consistent')),
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  primary key (organisation_id, case_id, screening_id),
  foreign key (organisation_id, case_id) references case_file
);
create index screening_latest on screening (organisation_id, case_id, taken_on desc, recorded_at desc);
comment on table screening is
  'Screenings and readings of signs kept in a file: the level in the clear, the answers and the safety gate sealed. None is ever changed.';
select guard.wall('screening', 'story');
revoke update on screening from amparo_app;

create table instrument_text (
  organisation_id uuid not null references organisation,
  instrument text not null,
  language text not null,
  instrument_version int not null,
  sentences jsonb not null check (jsonb_typeof(sentences) = 'object'),
  source text not null check (length(source) between 3 and 500),
  licence_note text not null check (length(licence_note) between 3 and 1000),
  confirmed_by uuid not null,
  confirmed_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, instrument, language)
);
comment on table instrument_text is
  'The official sentences of an instrument, brought in by an organisation that may use them: from where, under what, and who confirmed it.';
alter table instrument_text enable row level security;
alter table instrument_text force row level security;
create policy kept_by_owner on instrument_text to current_user using (true) with check (true);
create policy seen_by_those_who_screen on instrument_text for select to amparo_app
  using (organisation_id = (select guard.organisation()) and (guard.may('screening.ask') or guard.may('screening.words')));
create policy brought_in on instrument_text for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and confirmed_by = (select guard.staff()) and guard.may('screening.words'));
create policy brought_in_again on instrument_text for update to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('screening.words'))
  with check (organisation_id = (select guard.organisation()) and confirmed_by = (select guard.staff()));
create policy taken_out on instrument_text for delete to amparo_app
  using (organisation_id = (select guard.organisation()) and guard.may('screening.words'));
grant select, insert, delete, update (instrument_version, sentences, source, licence_note, confirmed_by, confirmed_at, version)
  on instrument_text to amparo_app;
