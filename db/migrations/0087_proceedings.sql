-- Proceedings against the person: what was opened, where, and whether it still stands. Where one meets signs of trafficking
-- the file shows the rule that may protect her from punishment.

create table proceeding (
  organisation_id uuid not null,
  case_id uuid not null,
  proceeding_id uuid not null,
  kind text not null check (kind in ('arrest', 'fine', 'charge', 'conviction', 'removal_order', 'detention', 'refusal_of_entry')),
  jurisdiction text not null check (jurisdiction ~ '^[A-Z]{2}$'),
  began_on date not null,
  status text not null check (status in ('open', 'suspended', 'ended')),
  recorded_by uuid not null,
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, proceeding_id),
  foreign key (organisation_id, case_id) references case_file
);
comment on table proceeding is
  'Arrests, fines, charges, convictions and orders against the person: kind, country, day and status in the clear, authority, number and words sealed.';
select guard.wall('proceeding', 'law');

create function guard.signs_noted(a_case uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare home uuid := guard.organisation();
begin
  if not guard.sees(a_case) or not guard.opens(a_case, 'law') then return null; end if;
  return exists (select from screening s where s.organisation_id = home and s.case_id = a_case and s.level <> 'nothing_noted')
    or exists (select from report r where r.organisation_id = home and r.case_id = a_case)
    or exists (select from timeline_entry t where t.organisation_id = home and t.case_id = a_case and t.kind = 'file_from_report');
end $$;
comment on function guard.signs_noted(uuid) is
  'Whether signs were noted for this file, by a screening or by the report it came from: one word, for the own team who opens its law.';
alter function guard.signs_noted(uuid) owner to amparo_guard;
revoke all on function guard.signs_noted(uuid) from public;
grant execute on function guard.signs_noted(uuid) to amparo_app;
