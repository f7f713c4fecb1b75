-- After a file was handed over: what each house is told, the five minutes in which it can be undone, and her word afterwards.

create function guard.transfers_received(which uuid[]) returns table (referral_id uuid, new_case_id uuid, led_by uuid, led_by_name text, accepted_at timestamptz,
  read_case_id uuid, read_until date, opens boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  if not guard.may('referrals.answer') then return; end if;
  return query select o.referral_id, i.case_id, i.led_by, coalesce(s.name, ''), i.accepted_at, case when i.read_until is not null then i.from_case_id end, i.read_until,
      guard.sees(i.case_id)
    from transfer_out o join transfer_in i on i.transfer_id = o.transfer_id left join staff s on s.organisation_id = i.organisation_id and s.staff_id = i.led_by
    where o.referral_id = any (which) and o.undone_at is null and i.organisation_id = me.organisation_id;
end $$;
comment on function guard.transfers_received(uuid[]) is 'Which file a transfer became here and who leads it, for whoever answers referrals of the receiving house.';

create function guard.handed_over_lately() returns table (referral_id uuid, reference text, to_name text, accepted_at timestamptz, sealed_answer bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who();
begin
  return query select r.referral_id, f.reference, t.name, o.accepted_at, r.sealed_answer
    from transfer_out o join referral r on r.referral_id = o.referral_id and r.organisation_id = o.organisation_id
    join case_file f on f.organisation_id = o.organisation_id and f.case_id = o.case_id join organisation t on t.organisation_id = o.to_organisation_id
    where o.organisation_id = me.organisation_id and o.undone_at is null and o.accepted_at > guard.clock() - interval '7 days'
      and (r.sent_by = me.staff_id or exists (select from case_access a where a.organisation_id = o.organisation_id and a.case_id = o.case_id
        and a.kind = 'team' and a.staff_id = me.staff_id and a.ended_at = o.accepted_at))
    order by o.accepted_at desc limit 20;
end $$;
comment on function guard.handed_over_lately() is
  'For a week, to whoever sent a transfer and to those whose place on the file ended with it: that the other house leads now, and its answer. Never the file.';

create function guard.house_of_transfer(a_transfer uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name from transfer_in i join organisation o on o.organisation_id = i.from_organisation_id
  where i.transfer_id = a_transfer and i.organisation_id = (guard.who()).organisation_id
$$;
comment on function guard.house_of_transfer(uuid) is 'The name of the house a file came from, for the house that leads it now.';

create function guard.read_arrival(a_case uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not guard.reaches(a_case, 'case.change') then return false; end if;
  update transfer_in set read_at = guard.clock() where case_id = a_case and read_at is null;
  return found;
end $$;
comment on function guard.read_arrival(uuid) is 'Whoever leads the file has read what came along.';

-- Erasing a file and undoing a transfer take the same rows away.
create function guard.rows_go(an_organisation uuid, a_case uuid, out total bigint, out tables_gone int, out keys int) returns record
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t record; waiting regclass[]; again regclass[]; each regclass; gone bigint; pass int := 0;
begin
  total := 0;
  tables_gone := 0;
  -- The key first: from here on nothing of the file can be read, whatever else happened to stay.
  delete from case_key where organisation_id = an_organisation and case_id = a_case;
  get diagnostics keys = row_count;
  for t in select h.a_table, h.its_parent, h.condition from guard.rows_hanging_on_a_file() h loop
    execute format('delete from %s as child using %s as parent where parent.case_id = $1 and %s', t.a_table, t.its_parent, t.condition) using a_case;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  for t in select n.a_table, n.a_column from guard.rows_naming_a_file() n loop
    execute format('delete from %s where %I = $1', t.a_table, t.a_column) using a_case;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  waiting := array(select x.a_table from guard.tables_of_a_file() x) || 'case_file'::regclass;
  while cardinality(waiting) > 0 loop
    pass := pass + 1;
    if pass > 12 then raise exception 'rows of a file hold each other: %', waiting; end if;
    again := '{}';
    foreach each in array waiting loop
      begin
        -- A row that others still point at waits for the next round.
        execute format('delete from %s where case_id = $1%s', each,
          case when each = 'case_file'::regclass or exists (select from guard.tables_of_a_file() x where x.a_table = each and x.with_key)
               then ' and organisation_id = $2' else '' end) using a_case, an_organisation;
        get diagnostics gone = row_count;
        total := total + gone;
        if gone > 0 then tables_gone := tables_gone + 1; end if;
      exception when foreign_key_violation then
        again := again || each;
      end;
    end loop;
    waiting := again;
  end loop;
  -- Replies remembered for a repeat hold ids of the file.
  delete from answered_request a where a.organisation_id = an_organisation and strpos(a.reply::text, a_case::text) > 0;
end $$;
comment on function guard.rows_go(uuid, uuid) is 'Takes every row of a file away in every table, its keys first. For the guard''s own functions, which decide whether.';

create or replace function guard.erase_file(a_request uuid, an_erasure uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); asked erasure_request; file case_file; ended closure; moment timestamptz; went record;
begin
  -- Lock first, look after: of agreeing and withdrawing at once, one finds the other done.
  select * into asked from erasure_request where request_id = a_request for update;
  if me.staff_id is null or asked.request_id is null or not guard.reaches(asked.case_id, 'case.approve_erasure') then return 'not_found'; end if;
  moment := guard.clock();
  if me.second_factor_at is null or me.second_factor_at < moment - interval '10 minutes' then return 'second_factor_needed'; end if;
  if asked.asked_by = me.staff_id then return 'own'; end if;
  if asked.stopped_at is not null then return 'stopped'; end if;
  if asked.expires_at <= moment then return 'expired'; end if;
  select * into file from case_file f where f.case_id = asked.case_id for update;
  if guard.is_held(file.case_id) then return 'on_hold'; end if;
  if file.status <> 'closed' then return 'still_open'; end if;
  -- Whoever was merged into this file would stay behind, and nobody would know of whom.
  if exists (select from file_merge m where m.case_id = file.case_id and m.part = 'kept' and m.undone_at is null) then return 'merged'; end if;
  select * into ended from closure c where c.case_id = file.case_id and c.reopened_on is null;
  select * into went from guard.rows_go(file.organisation_id, file.case_id);
  insert into erasure (organisation_id, erasure_id, erased_on, key_gone_by, opened_year, closed_year, closure_reason, reason, asked_by,
                       approved_by, tables, rows_gone, keys_gone)
  values (file.organisation_id, an_erasure, (moment at time zone 'UTC')::date, (moment at time zone 'UTC')::date + 30,
          extract(year from file.opened_on), extract(year from coalesce(file.closed_on, moment::date)), coalesce(ended.reason, 'other'),
          asked.reason, asked.asked_by, me.staff_id, went.tables_gone, went.total + went.keys, went.keys);
  return 'erased';
end $$;

create function guard.undo_transfer(a_referral uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); r referral; o transfer_out; i transfer_in; f case_file; moment timestamptz;
begin
  select * into r from referral where referral_id = a_referral and to_organisation_id = me.organisation_id and kind = 'transfer' and undone_at is null;
  if me.staff_id is null or r.referral_id is null or not guard.may('referrals.answer') then return 'not_found'; end if;
  perform from consent where consent_id = r.consent_id for update;
  select * into r from referral where referral_id = a_referral for update;
  if r.version <> an_expected or r.status <> 'accepted' then return 'conflict'; end if;
  select * into o from transfer_out x where x.referral_id = a_referral and x.undone_at is null;
  select * into i from transfer_in x where x.transfer_id = o.transfer_id;
  moment := guard.clock();
  if i.case_id is null or o.accepted_at < moment - interval '5 minutes' then return 'too_late'; end if;
  select * into f from case_file where organisation_id = o.organisation_id and case_id = o.case_id for update;
  perform from case_file where organisation_id = i.organisation_id and case_id = i.case_id for update;
  -- What somebody has begun to write here is not taken from them; what the first house has done since stays as it did it.
  if i.lines is distinct from (select count(*)::int from timeline_entry e where e.organisation_id = i.organisation_id and e.case_id = i.case_id)
    or f.status <> 'closed' or not exists (select from closure c where c.closure_id = o.closure_id and c.reopened_on is null) then return 'changed'; end if;
  perform guard.rows_go(i.organisation_id, i.case_id);
  perform guard.close_access_of_referral(r);
  update transfer_out set undone_at = moment where transfer_id = o.transfer_id;
  update closure set reopened_on = (moment at time zone 'UTC')::date, reopened_by = closed_by where closure_id = o.closure_id;
  update case_file set status = 'open', closed_on = null, last_activity_at = moment, version = version + 1
  where organisation_id = o.organisation_id and case_id = o.case_id;
  insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, from_at, until_at, created_by)
  select a.organisation_id, a.case_id, gen_random_uuid(), a.kind, a.staff_id, a.function, a.sections, a.basis, moment, a.until_at, a.created_by
  from case_access a where a.organisation_id = o.organisation_id and a.case_id = o.case_id and a.kind = 'team' and a.ended_at = o.accepted_at
    and (a.until_at is null or a.until_at > moment);
  update referral set status = o.was_status, version = version + 1, sealed_answer = null,
    answered_at = case when o.was_status = 'sent' then null else answered_at end where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (o.organisation_id, o.case_id, an_entry, 'transfer_undone', me.staff_id, a_referral, '{}');
  return 'undone';
end $$;
comment on function guard.undo_transfer(uuid, int, uuid) is
  'Within five minutes, and while nothing was written in the new file: it goes whole, and the first house leads as before, with the same team.';

-- Her word afterwards: what may be read there closes with the consent, what went for good stays, and the house that leads is told.
create function guard.tell_of_withdrawal() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, codes)
  select i.organisation_id, i.case_id, gen_random_uuid(), 'came_withdrawn', coalesce(guard.staff(), i.accepted_by), '{}' from transfer_in i where i.consent_id = new.consent_id;
  update transfer_in set consent_ended_at = guard.clock() where consent_id = new.consent_id;
  return new;
end $$;
comment on function guard.tell_of_withdrawal() is 'A consent that a file came over on is taken back: the house that leads it now is told.';
create trigger consent_withdrawn_after_transfer after update of withdrawn_at on consent
  for each row when (new.withdrawn_at is not null and old.withdrawn_at is null) execute function guard.tell_of_withdrawal();

create or replace function guard.withdraw_referral(a_referral uuid, an_expected int, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare r referral; me record;
begin
  select * into me from guard.actor();
  select * into r from referral where referral_id = a_referral and organisation_id = me.organisation_id;
  if r.referral_id is null or not guard.reaches(r.case_id, 'referrals.send') then return 'not_found'; end if;
  if r.consent_id is not null then perform from consent where consent_id = r.consent_id for update;
  else perform from lawful_exception where exception_id = r.exception_id for update;
  end if;
  select * into r from referral where referral_id = a_referral for update;
  if r.version <> an_expected or r.status not in ('sent', 'waiting', 'accepted') then return 'conflict'; end if;
  -- What was handed over is not taken back by whoever handed it over: her consent ends what may be read, and nothing else.
  if r.status = 'accepted' and r.kind = 'transfer' then return 'handed_over'; end if;
  if r.status = 'accepted' and r.consent_id is not null then perform guard.close_access_of_referral(r); end if;
  update referral set status = 'withdrawn', version = version + 1 where referral_id = a_referral;
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (r.organisation_id, r.case_id, an_entry, 'referral_withdrawn', me.staff_id, a_referral, '{}');
  return 'withdrawn';
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('transfers_received', 'handed_over_lately', 'house_of_transfer', 'read_arrival', 'rows_go', 'undo_transfer',
             'tell_of_withdrawal') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.transfers_received(uuid[]), guard.handed_over_lately(), guard.house_of_transfer(uuid), guard.read_arrival(uuid),
  guard.undo_transfer(uuid, int, uuid) to amparo_app;
