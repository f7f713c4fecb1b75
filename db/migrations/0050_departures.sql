-- What left towards a person, or was refused: every message, call, reminder, letter and calendar entry passes here.

create policy guard_holds on safe_contact to amparo_guard using (true) with check (true);
grant select, update (version) on safe_contact to amparo_guard;

create function guard.hold_safe_contact(a_case uuid) returns table (sealed bytea, version int, at timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me record := guard.who();
  held safe_contact;
begin
  if not guard.sees(a_case) then return; end if;
  select * into held from safe_contact s where s.organisation_id = me.organisation_id and s.case_id = a_case for share;
  -- The clock is read after the wait: an hour that passed meanwhile has passed.
  return query select held.sealed, held.version, guard.clock();
end $$;
comment on function guard.hold_safe_contact(uuid) is
  'The rule of contact of a file, held so that a change waits until what leaves has left, and the moment that counts for it.';
alter function guard.hold_safe_contact(uuid) owner to amparo_guard;
revoke all on function guard.hold_safe_contact(uuid) from public;
grant execute on function guard.hold_safe_contact(uuid) to amparo_app;

create table departure (
  organisation_id uuid not null,
  case_id uuid not null,
  departure_id uuid not null,
  kind text not null check (kind in ('message', 'reminder', 'call', 'letter', 'calendar_entry')),
  channel text not null check (channel in ('call', 'sms', 'chat', 'email', 'letter', 'through_someone')),
  outcome text not null check (outcome in ('left', 'refused')),
  because text not null,
  template text,
  at timestamptz not null default guard.clock(),
  actor_id uuid not null default guard.staff(),
  rule_version int not null,
  result text check (result in ('sent', 'not_sent', 'reached', 'not_reached', 'someone_else')),
  result_at timestamptz,
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, departure_id),
  foreign key (organisation_id, case_id) references case_file,
  check (outcome = 'left' or result is null),
  check ((outcome = 'left') = (because = 'contact.named_by_her'))
);
create index departure_by_day on departure (organisation_id, case_id, at desc);
comment on table departure is
  'What left towards the person or was refused, by whom and on which version of the rule. Where it went and its words are sealed. Nothing is taken back.';
select guard.wall('departure', 'team');
-- Who and when are the database's to say; afterwards only what came of it is written, once.
revoke insert, update on departure from amparo_app;
grant insert (organisation_id, case_id, departure_id, kind, channel, outcome, because, template, rule_version, sealed) on departure to amparo_app;
grant update (result, version) on departure to amparo_app;

create function guard.check_departure() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    -- The rule decides with hours and ways, which are sealed; what lies open is decided here once more.
    if new.outcome = 'left' and not exists (
      select from safe_contact s
      where s.organisation_id = new.organisation_id and s.case_id = new.case_id and s.allowed and s.version = new.rule_version
        and (s.confirm_again_on is null or (new.at at time zone 'UTC')::date <= s.confirm_again_on)
    ) then
      raise exception using errcode = '42501', message = 'the rule of contact does not let this leave';
    end if;
  elsif old.result is not null or new.result is null then
    raise exception using errcode = '42501', message = 'what came of it is written once';
  else
    new.result_at := guard.clock();
  end if;
  return new;
end $$;
comment on function guard.check_departure() is 'Nothing leaves on a rule that forbids all, was changed meanwhile or is long due to be asked again.';
revoke all on function guard.check_departure() from public;
create trigger departure_checked before insert or update on departure for each row execute function guard.check_departure();
