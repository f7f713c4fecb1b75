-- What an erasure would take, told to whoever may agree to it; and where the journal says that it was done.

create function guard.rows_of_file(a_case uuid) returns table (what text, count bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare t record;
begin
  if not (guard.reaches(a_case, 'case.approve_erasure') or guard.reaches(a_case, 'case.erase')) then return; end if;
  for t in select x.a_table from guard.tables_of_a_file() x loop
    what := t.a_table::text;
    execute format('select count(*) from %s where case_id = $1', t.a_table) into count using a_case;
    if count > 0 then return next; end if;
  end loop;
end $$;
comment on function guard.rows_of_file(uuid) is 'How many rows of each kind a file has, for whoever asks for its erasure or has to agree: numbers, never what they say.';

create function guard.erasure_in_journal(an_erasure uuid, out entry_id uuid, out sequence bigint, out hash bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not guard.may('retention.read') then return; end if;
  select j.entry_id, s.sequence, s.hash into entry_id, sequence, hash
  from journal j left join journal_seal s on s.organisation_id = j.organisation_id and s.entry_id = j.entry_id
  where j.organisation_id = guard.organisation() and j.action = 'case.approve_erasure' and j.subject_id = an_erasure
  limit 1;
end $$;
comment on function guard.erasure_in_journal(uuid) is 'The entry of an erasure in the own journal, with its link in the chain once it is sealed.';

do $$
declare f regprocedure;
begin
  foreach f in array array['guard.rows_of_file(uuid)'::regprocedure, 'guard.erasure_in_journal(uuid)'::regprocedure] loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
create index journal_of_erasure on journal (organisation_id, subject_id) where action = 'case.approve_erasure';
