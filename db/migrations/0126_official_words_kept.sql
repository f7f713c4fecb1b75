-- Every version of official sentences that was ever brought in stays readable: an old answer is shown with the sentences
-- it was given to, whatever was brought in or taken out since.

create table instrument_text_version (
  organisation_id uuid not null references organisation,
  instrument text not null,
  language text not null,
  version int not null,
  instrument_version int not null,
  sentences jsonb not null,
  source text not null,
  licence_note text not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  primary key (organisation_id, instrument, language, version)
);
comment on table instrument_text_version is
  'Official sentences as they were shown at some time. Written by the database itself when sentences are brought in, and by nobody else.';
alter table instrument_text_version enable row level security;
alter table instrument_text_version force row level security;
create policy kept_by_owner on instrument_text_version to current_user using (true) with check (true);
create policy guard_keeps on instrument_text_version to amparo_guard using (true) with check (true);
create policy seen_by_those_who_ask on instrument_text_version for select to amparo_app using (
  organisation_id = (select guard.organisation()) and (guard.may('screening.ask') or guard.may('screening.words')));
grant select, insert on instrument_text_version to amparo_guard;
grant select on instrument_text_version to amparo_app;

-- Brought in again after they were taken out, sentences go on counting: no two texts share a version.
create function guard.number_instrument_text() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  select coalesce(max(v.version), 0) + 1 into new.version from instrument_text_version v
  where v.organisation_id = new.organisation_id and v.instrument = new.instrument and v.language = new.language;
  return new;
end $$;
comment on function guard.number_instrument_text() is 'Gives official sentences a version none had before them.';

create function guard.keep_instrument_text() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into instrument_text_version (organisation_id, instrument, language, version, instrument_version, sentences, source,
    licence_note, confirmed_by, confirmed_at)
  values (new.organisation_id, new.instrument, new.language, new.version, new.instrument_version, new.sentences, new.source,
    new.licence_note, new.confirmed_by, new.confirmed_at);
  return null;
end $$;
comment on function guard.keep_instrument_text() is 'Keeps each version of official sentences as it is brought in.';

do $$
declare f text;
begin
  foreach f in array array['number_instrument_text()', 'keep_instrument_text()'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
  end loop;
end $$;
create trigger numbered before insert on instrument_text for each row execute function guard.number_instrument_text();
create trigger kept after insert or update of version on instrument_text for each row execute function guard.keep_instrument_text();

insert into instrument_text_version (organisation_id, instrument, language, version, instrument_version, sentences, source,
  licence_note, confirmed_by, confirmed_at)
select organisation_id, instrument, language, version, instrument_version, sentences, source, licence_note, confirmed_by, confirmed_at
from instrument_text;
