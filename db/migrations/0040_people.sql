-- Who the person is, opened on purpose, and the people around them.

create table person_identity (
  organisation_id uuid not null,
  case_id uuid not null,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table person_identity is 'The legal identity: names in every script, birth, nationalities, languages, and what is known of the age. One sealed row per file, in section identity.';
select guard.wall('person_identity', 'identity');

create table related_person (
  organisation_id uuid not null,
  case_id uuid not null,
  related_id uuid not null,
  section text not null check (section in ('identity', 'home', 'safety')),
  emergency boolean not null default false check (not emergency or section <> 'safety'),
  added_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, related_id),
  foreign key (organisation_id, case_id) references case_file
);
create unique index related_person_emergency on related_person (organisation_id, case_id) where emergency;
comment on table related_person is 'The people around: family (section identity), household and dependants (home), and those who are not accompanied and stand apart (safety): suspects, employers, landlords. Everything said about them is sealed.';
select guard.wall('related_person', 'by_row');
