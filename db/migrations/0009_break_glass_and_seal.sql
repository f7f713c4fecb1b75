-- Breaking the glass: one file, sixty minutes, a colleague told and asked to review. And the seal on the journal.

create table break_glass (
  organisation_id uuid not null,
  case_id uuid not null,
  break_glass_id uuid not null,
  staff_id uuid not null,
  reason text not null check (reason in ('danger', 'health', 'child', 'court', 'colleague_away', 'other')),
  opened_at timestamptz not null,
  until_at timestamptz not null,
  sealed_reason bytea,
  verdict text check (verdict in ('justified', 'not_justified')),
  reviewed_by uuid,
  reviewed_at timestamptz,
  primary key (organisation_id, case_id, break_glass_id),
  unique (break_glass_id),
  foreign key (organisation_id, case_id) references case_file,
  check (reviewed_by <> staff_id),
  check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (verdict is null)),
  check (until_at <= opened_at + interval '60 minutes')
);
create index break_glass_to_review on break_glass (organisation_id, opened_at) where reviewed_at is null;
create index break_glass_of_staff on break_glass (staff_id, opened_at) where reviewed_at is null;
alter table break_glass enable row level security;
alter table break_glass force row level security;
comment on table break_glass is 'Every breaking of the glass: who, which file, why, until when, and what the colleague who reviewed it found.';

create policy kept_by_owner on break_glass to current_user using (true) with check (true);
create policy guard_all on break_glass to amparo_guard using (true) with check (true);
create policy own_or_to_review on break_glass for select to amparo_app using (
  organisation_id = (select guard.organisation())
  and (staff_id = (select guard.staff()) or guard.reaches(case_id, 'break_glass.review'))
);
create policy explained on break_glass for update to amparo_app
  using (staff_id = (select guard.staff()) and sealed_reason is null and reviewed_at is null and guard.sees(case_id))
  with check (staff_id = (select guard.staff()) and sealed_reason is not null);
grant select, update (sealed_reason) on break_glass to amparo_app;
grant select, insert, update (verdict, reviewed_by, reviewed_at) on break_glass to amparo_guard;

create function guard.break_glass(a_case uuid, an_id uuid, a_reason text, an_entry uuid)
returns table (outcome text, until_at timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); moment timestamptz; file case_file; live case_access; what text[];
begin
  if me.staff_id is null or not guard.reaches(a_case, 'case.break_glass') then
    return query select 'not_found', null::timestamptz; return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('amparo.break_glass ' || me.staff_id, 0));
  moment := guard.clock();
  if me.second_factor_at is null or me.second_factor_at < moment - interval '10 minutes' then
    return query select 'second_factor_needed', null::timestamptz; return;
  end if;
  select * into file from case_file f where f.case_id = a_case;
  select * into live from case_access a
  where a.case_id = a_case and a.staff_id = me.staff_id and a.kind = 'break_glass' and a.ended_at is null and a.until_at > moment;
  if live.access_id is not null then return query select 'already_open', live.until_at; return; end if;
  if exists (select from break_glass b where b.staff_id = me.staff_id and b.reviewed_at is null and b.opened_at < moment - interval '72 hours') then
    return query select 'review_first', null::timestamptz; return;
  end if;
  what := array(select distinct s from access_rule r, unnest(r.sections) s
                where r.action = 'case.open' and r.role = any(me.roles) and r.reach in ('all', 'in_the_office', 'on_the_case') order by s);
  if cardinality(what) = 0 then return query select 'not_found', null::timestamptz; return; end if;
  insert into break_glass (organisation_id, case_id, break_glass_id, staff_id, reason, opened_at, until_at)
  values (file.organisation_id, a_case, an_id, me.staff_id, a_reason, moment, moment + interval '60 minutes');
  insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, basis, from_at, until_at, created_by)
  values (file.organisation_id, a_case, gen_random_uuid(), 'break_glass', me.staff_id, 'break_glass', what, an_id, moment,
          moment + interval '60 minutes', me.staff_id);
  insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id, ref_id, codes)
  values (file.organisation_id, a_case, an_entry, 'glass_broken', me.staff_id, an_id, jsonb_build_object('reason', a_reason));
  return query select 'opened', moment + interval '60 minutes';
end $$;
comment on function guard.break_glass(uuid, uuid, text, uuid) is
  'Opens one file for sixty minutes to someone not on it, for what their roles may see. Refused while an older one waits more than 72 hours for its review.';

create function guard.review_break_glass(an_id uuid, a_verdict text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); broken break_glass;
begin
  select * into broken from break_glass where break_glass_id = an_id for update;
  if me.staff_id is null or broken.break_glass_id is null or not guard.reaches(broken.case_id, 'break_glass.review') then
    return 'not_found';
  end if;
  if broken.staff_id = me.staff_id then return 'own'; end if;
  if broken.reviewed_at is not null then return 'reviewed'; end if;
  update break_glass set verdict = a_verdict, reviewed_by = me.staff_id, reviewed_at = guard.clock() where break_glass_id = an_id;
  if a_verdict = 'not_justified' then
    update case_access set ended_at = guard.clock() where basis = an_id and kind = 'break_glass' and ended_at is null;
  end if;
  return 'done';
end $$;
comment on function guard.review_break_glass(uuid, text) is 'A colleague, never the one who broke it, says whether it was right; what was not right ends at once.';

create function guard.journal_text(a_sequence bigint, j journal) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select string_agg(case when field is null then '-' else octet_length(convert_to(field, 'UTF8')) || ':' || field end, ',' order by place)
  from unnest(array[
    'amparo.journal.1', a_sequence::text, j.organisation_id::text, j.entry_id::text,
    to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), j.actor_id::text, j.actor_organisation_id::text,
    j.session_id::text, j.action, j.case_id::text, j.subject_id::text, j.basis, cardinality(j.sections)::text,
    array_to_string(j.sections, ' '), j.reason, j.outcome, j.transaction_id::text
  ]) with ordinality as fields (field, place)
$$;
comment on function guard.journal_text(bigint, journal) is
  'One entry as the text its seal covers: every field with its length before it, so that no two entries read alike.';

create function guard.seal_journal(most int default 1000, sweep boolean default false) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare horizon xid8; org uuid; from_transaction xid8; from_entry uuid; last journal_seal; last_entry journal; entry journal; head bytea; place bigint; done int := 0;
begin
  -- One sealer at a time. The horizon is read after the lock: whatever is older has ended, so the order is final.
  perform pg_advisory_xact_lock(hashtext('amparo.journal_seal'));
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  for org in select o.organisation_id from organisation o order by o.organisation_id loop
    last := null; last_entry := null;
    select * into last from journal_seal s where s.organisation_id = org order by s.sequence desc limit 1;
    select * into last_entry from journal j where j.organisation_id = org and j.entry_id = last.entry_id;
    head := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    place := coalesce(last.sequence, 0);
    -- After a restore into a new cluster transactions count from below again: a sweep asks for every entry.
    from_transaction := case when sweep then '0'::xid8 else coalesce(last_entry.transaction_id, '0'::xid8) end;
    from_entry := case when sweep then null else last_entry.entry_id end;
    for entry in
      select j.* from journal j
      where j.organisation_id = org and j.transaction_id < horizon
        and (j.transaction_id, j.entry_id) > (from_transaction, coalesce(from_entry, '00000000-0000-0000-0000-000000000000'))
        and not exists (select from journal_seal s where s.organisation_id = org and s.entry_id = j.entry_id)
      order by j.transaction_id, j.entry_id limit greatest(0, most - done)
    loop
      place := place + 1;
      head := sha256(head || convert_to(guard.journal_text(place, entry), 'UTF8'));
      insert into journal_seal (organisation_id, sequence, entry_id, hash) values (org, place, entry.entry_id, head);
      done := done + 1;
    end loop;
  end loop;
  return done;
end $$;
comment on function guard.seal_journal(int, boolean) is 'Links entries whose order is final into the hash chain of their organisation, in commit order; answers how many.';

create function guard.journal_heads() returns table (organisation_id uuid, sequence bigint, hash bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (s.organisation_id) s.organisation_id, s.sequence, s.hash from journal_seal s order by s.organisation_id, s.sequence desc
$$;
comment on function guard.journal_heads() is 'The latest link of each chain, to be written down outside the database.';

create function guard.decide_anew() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return null;
end $$;
comment on function guard.decide_anew() is 'Whatever was decided at the start of a request is forgotten when someone comes onto a file or goes off it.';
create trigger access_changed after insert or update or delete on case_access for each statement execute function guard.decide_anew();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'guard'::regnamespace
           and p.proname in ('decide_anew', 'break_glass', 'review_break_glass', 'journal_text', 'seal_journal', 'journal_heads') loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
revoke execute on function guard.journal_text(bigint, journal) from amparo_app;
