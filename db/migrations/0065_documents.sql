-- Papers of a person: who holds each, until when it is valid, and the sealed files that show it.

create table document (
  organisation_id uuid not null,
  case_id uuid not null,
  document_id uuid not null,
  section text not null,
  type text not null check (type ~ '^[a-z_]{2,40}$'),
  held_by text not null
    check (held_by in ('person', 'organisation', 'police', 'court', 'other_organisation', 'relative', 'exploiter', 'lost', 'unknown')),
  seen text not null check (seen in ('original', 'copy', 'none')),
  expires_on date,
  status text not null default 'live' check (status in ('live', 'replaced', 'set_aside')),
  replaces_id uuid,
  sealed bytea not null,
  added_by uuid not null,
  added_at timestamptz not null default guard.clock(),
  version int not null default 1,
  primary key (organisation_id, case_id, document_id),
  unique (organisation_id, case_id, document_id, section),
  foreign key (organisation_id, case_id) references case_file,
  foreign key (organisation_id, case_id, replaces_id) references document (organisation_id, case_id, document_id),
  check (replaces_id <> document_id)
);
create index document_expiring on document (organisation_id, expires_on) where status = 'live' and expires_on is not null;
create index document_replaced on document (organisation_id, case_id, replaces_id) where replaces_id is not null;
comment on table document is 'A paper of the person: type, who holds the original, whether we saw it, until when it is valid. Number, issuer and words are sealed.';
comment on column document.held_by is 'Who has the original. `exploiter`: withheld by an employer or whoever exploited the person.';

create table document_content (
  organisation_id uuid not null,
  case_id uuid not null,
  content_id uuid not null,
  document_id uuid not null,
  section text not null,
  place int not null check (place between 1 and 60),
  parts int not null check (parts between 1 and 60),
  state text not null default 'arriving' check (state in ('arriving', 'kept', 'refused')),
  media text check (media in ('jpeg', 'png', 'pdf')),
  sealed bytea not null,
  begun_by uuid not null,
  begun_at timestamptz not null default guard.clock(),
  primary key (organisation_id, case_id, content_id),
  unique (organisation_id, case_id, content_id, section),
  foreign key (organisation_id, case_id, document_id, section)
    references document (organisation_id, case_id, document_id, section),
  check ((state = 'kept') = (media is not null))
);
create index document_content_of on document_content (organisation_id, case_id, document_id, place);
comment on table document_content is 'One file of a paper, a page photographed or a PDF: what its bytes were found to be, never what a name claimed. Size and hash are sealed.';

create table document_part (
  organisation_id uuid not null,
  case_id uuid not null,
  content_id uuid not null,
  section text not null,
  part int not null check (part between 0 and 59),
  sealed bytea not null check (octet_length(sealed) < 1048576),
  primary key (organisation_id, case_id, content_id, part),
  foreign key (organisation_id, case_id, content_id, section)
    references document_content (organisation_id, case_id, content_id, section)
);
alter table document_part alter column sealed set storage external;
comment on table document_part is 'The bytes of a file in sealed, padded parts. What was refused or never finished is emptied.';

select guard.wall('document', 'by_row');
select guard.wall('document_content', 'by_row');
select guard.wall('document_part', 'by_row');
