-- Whoever trains finds the sessions in their own calendar too: times, like everything else that leaves.

create or replace function guard.read_calendar_feed(a_hash bytea)
returns table (uid bytea, starts_at timestamptz, ends_at timestamptz, whole_day boolean, cancelled boolean, sequence int, changed_at timestamptz, language text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare c calendar_feed; moment timestamptz := guard.clock();
begin
  select x.* into c from calendar_feed x join staff s on s.organisation_id = x.organisation_id and s.staff_id = x.staff_id and s.status = 'active'
  where x.token_hash = a_hash and x.revoked_at is null;
  if c.staff_id is null then return; end if;
  update calendar_feed x set last_read_on = (moment at time zone 'UTC')::date
  where x.token_hash = a_hash and x.last_read_on is distinct from (moment at time zone 'UTC')::date;
  -- The first row says that the feed is open and in which language; the others are the times.
  return query select null::bytea, null::timestamptz, null::timestamptz, null::boolean, null::boolean, null::int, null::timestamptz, c.language;
  return query
    select sha256(a_hash || uuid_send(a.appointment_id)), a.starts_at, a.ends_at, false, a.status = 'cancelled', a.version - 1, a.changed_at, null::text
    from appointment_staff k join appointment a on a.organisation_id = k.organisation_id and a.case_id = k.case_id and a.appointment_id = k.appointment_id
    where k.organisation_id = c.organisation_id and k.staff_id = c.staff_id
      and k.busy_from between moment - interval '31 days' and moment + interval '200 days'
    order by a.starts_at limit 2000;
  return query
    select sha256(a_hash || uuid_send(d.deadline_id)), d.due_on::timestamp at time zone 'UTC', (d.due_on + 1)::timestamp at time zone 'UTC',
      true, false, d.version - 1, d.due_on::timestamp at time zone 'UTC', null::text
    from law_deadline d join case_file f on f.organisation_id = d.organisation_id and f.case_id = d.case_id and f.status = 'open'
    where d.organisation_id = c.organisation_id and (d.owner_id = c.staff_id or d.deputy_id = c.staff_id) and d.open and d.kind = 'deadline'
      and d.state <> 'suspended' and d.due_on between (moment at time zone 'UTC')::date - 31 and (moment at time zone 'UTC')::date + 200
    order by d.due_on, d.deadline_id limit 1000;
  return query
    select sha256(a_hash || uuid_send(e.session_id)), e.starts_at, e.ends_at, false, t.status = 'cancelled', t.version - 1, t.changed_at, null::text
    from training t join training_session e on e.organisation_id = t.organisation_id and e.training_id = t.training_id
    where t.organisation_id = c.organisation_id and c.staff_id = any (t.trainer_ids)
      and e.starts_at between moment - interval '31 days' and moment + interval '200 days'
    order by e.starts_at limit 500;
end $$;
comment on function guard.read_calendar_feed(bytea) is
  'The times of whoever opened this feed, for a calendar outside the house: no file, no person, no place, no word; of a deadline its day alone; of trainings the sessions of whoever gives them. Nothing for any other address.';
