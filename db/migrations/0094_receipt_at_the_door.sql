-- What whoever holds a receipt may do: read, add, prolong, prove. A receipt whose life is over opens what an invented
-- one opens; one that became a file ends on the same day as any other, or its life would tell that there is a file.

create or replace function guard.door_keep(a_lookup bytea) returns void language sql volatile security definer set search_path = public, pg_temp as
$$ update report set kept = true where lookup_id = a_lookup and expires_on > (guard.clock() at time zone 'UTC')::date $$;

create or replace function guard.door_return(a_lookup bytea) returns table (
  organisation_id uuid, report_id uuid, status text, message_id uuid, direction text, written_on date, sealed bytea,
  intake_version int, public_key bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.organisation_id, r.report_id, r.status, m.message_id, m.direction, m.written_on,
    case when m.direction = 'to_reporter' then m.sealed end, k.version, k.public_key
  from report r
  join lateral (select version, public_key from intake_key k where k.organisation_id = r.organisation_id and k.retired_at is null
                order by version desc limit 1) k on true
  left join report_message m on m.organisation_id = r.organisation_id and m.report_id = r.report_id
  where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date order by m.place
$$;

create or replace function guard.door_add(a_lookup bytea, a_message uuid, a_sealed bytea) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  with at_report as (select r.organisation_id, r.report_id from report r
                     where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date for update),
  added as (
    insert into report_message (organisation_id, report_id, message_id, direction, written_on, place, sealed)
    select a.organisation_id, a.report_id, a_message, 'to_desk', (guard.clock() at time zone 'UTC')::date,
      (select coalesce(max(m.place), 0) + 1 from report_message m where m.organisation_id = a.organisation_id and m.report_id = a.report_id), a_sealed
    from at_report a on conflict do nothing returning 1)
  select exists (select from at_report)
$$;

create function guard.door_fetched(a_lookup bytea) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update report_message m set fetched_on = (guard.clock() at time zone 'UTC')::date
  from report r where r.lookup_id = a_lookup and m.organisation_id = r.organisation_id and m.report_id = r.report_id
    and m.direction = 'to_reporter' and m.fetched_on is null
$$;
comment on function guard.door_fetched(bytea) is 'The answers were opened with the receipt: the desk sees the day of the first time, and no more.';

create function guard.door_renew(a_lookup bytea) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  with renewed as (
    update report r set expires_on = ((guard.clock() at time zone 'UTC')::date + make_interval(months => l.months))::date
    from report_lifetime l
    where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date
      and r.expires_on < (guard.clock() at time zone 'UTC')::date + l.renew_days
    returning 1)
  select exists (select from renewed)
$$;
comment on function guard.door_renew(bytea) is 'Puts off the end of a receipt that has few days left; nothing for any other.';

create function guard.door_receipt(a_lookup bytea) returns table (
  organisation text, received_on date, expires_on date, renewable boolean, answered boolean, fingerprint bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, r.received_on, r.expires_on, r.expires_on < (guard.clock() at time zone 'UTC')::date + l.renew_days,
    exists (select from report_message m where m.organisation_id = r.organisation_id and m.report_id = r.report_id and m.direction = 'to_reporter'),
    sha256(r.sealed_body)
  from report r join organisation o on o.organisation_id = r.organisation_id cross join report_lifetime l
  where r.lookup_id = a_lookup and r.expires_on > (guard.clock() at time zone 'UTC')::date
$$;
comment on function guard.door_receipt(bytea) is 'What the holder of a receipt may know of it: until when it lives, whether there is an answer, and the fingerprint of what was sealed.';

create index report_by_fingerprint on report (organisation_id, sha256(sealed_body));
create function guard.report_with_fingerprint(a_fingerprint bytea) returns date
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare org uuid := guard.organisation();
begin
  if org is null or not guard.may('reports.read') then return null; end if;
  return (select r.received_on from report r where r.organisation_id = org and sha256(r.sealed_body) = a_fingerprint
          union all select e.received_on from report_ended e where e.organisation_id = org and e.fingerprint = a_fingerprint limit 1);
end $$;
comment on function guard.report_with_fingerprint(bytea) is 'The day a report with this fingerprint came in to one''s own organisation, also when it was erased since; nothing for any other.';

do $$
declare f text;
begin
  foreach f in array array['door_fetched(bytea)', 'door_renew(bytea)', 'door_receipt(bytea)', 'report_with_fingerprint(bytea)'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
  end loop;
end $$;
grant execute on function guard.door_fetched(bytea), guard.door_renew(bytea), guard.door_receipt(bytea) to amparo_door;
grant execute on function guard.report_with_fingerprint(bytea) to amparo_app;
