-- What stands between a person and a service, kept by its kind and without words, so that many such moments can be counted.

create table access_barrier (
  organisation_id uuid not null,
  case_id uuid not null,
  barrier_id uuid not null,
  section text not null,
  need text not null,
  kind text,
  decline_reason text,
  referral_id uuid,
  service_id uuid,
  provider_id uuid,
  province text check (province ~ '^\d{2}$'),
  met_on date not null,
  recorded_by uuid,
  recorded_at timestamptz not null default guard.clock(),
  taken_back_at timestamptz,
  version int not null default 1,
  primary key (organisation_id, case_id, barrier_id),
  foreign key (organisation_id, case_id) references case_file,
  check ((kind is null) <> (decline_reason is null)),
  check ((recorded_by is null) = (referral_id is not null))
);
create index access_barrier_by_day on access_barrier (organisation_id, met_on);
create unique index access_barrier_of_referral on access_barrier (organisation_id, case_id, referral_id) where referral_id is not null;
comment on table access_barrier is 'A service that could not be entered: the need, the kind of barrier, where and when. One a colleague tapped names its kind; one a partner''s no left behind keeps the reason of that no, which data translates into a kind.';
select guard.wall('access_barrier', 'by_row');
create policy guard_records on access_barrier for insert to amparo_guard with check (true);
grant insert on access_barrier to amparo_guard;

-- The section whose words these are, as data/codes/need_sections.json has it; a test holds the two together.
create function guard.section_of_need(a_need text) returns text language sql immutable set search_path = public, pg_temp as $$
  select case a_need when 'housing' then 'home' when 'safety' then 'safety' when 'health' then 'health' when 'mind' then 'mind'
    when 'legal' then 'law' when 'documents' then 'law' when 'language' then 'learning' when 'learning' then 'learning'
    when 'work' then 'work' when 'money' then 'money' else 'story' end
$$;
comment on function guard.section_of_need(text) is 'The section of the file a need belongs to.';
alter function guard.section_of_need(text) owner to amparo_guard;
revoke all on function guard.section_of_need(text) from public;

create function guard.keep_barrier_of_no() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into access_barrier (organisation_id, case_id, barrier_id, section, need, decline_reason, referral_id, service_id, provider_id, met_on)
  values (new.organisation_id, new.case_id, gen_random_uuid(), guard.section_of_need(new.need), new.need, new.decline_reason, new.referral_id, new.service_id,
    (select s.provider_id from directory_service s where s.organisation_id = new.organisation_id and s.service_id = new.service_id),
    (guard.clock() at time zone 'UTC')::date)
  on conflict do nothing;
  return new;
end $$;
comment on function guard.keep_barrier_of_no() is 'A partner''s no is a barrier met: it is kept as one without anybody typing it again.';
alter function guard.keep_barrier_of_no() owner to amparo_guard;
revoke all on function guard.keep_barrier_of_no() from public;
create trigger a_no_is_a_barrier after update of status on referral
  for each row when (new.status = 'declined' and old.status <> 'declined') execute function guard.keep_barrier_of_no();
