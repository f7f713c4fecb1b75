-- A whole ward begins at the same moment, and is done at the same moment: beginning and counting travel together too, so that
-- nobody waits for a connection of their own.

drop function guard.door_module_begin(bytea, text, int, uuid, text, text);
drop function guard.door_module_count(bytea, text, int, int, int, boolean);

create function guard.door_module_begin(hashes bytea[], modules text[], versions int[], owners uuid[], languages text[], codes text[])
returns table (place int, answered jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  today date := (guard.clock() at time zone 'UTC')::date;
  i institution;
  o uuid;
  usual uuid := (select x.organisation_id from organisation x where x.kind = 'own' order by x.takes_reports desc, x.organisation_id limit 1);
begin
  -- Left lying for half a year: nobody comes back to it.
  delete from module_run r where r.finished_on is null and r.touched_on < today - 180;
  for n in 1 .. cardinality(hashes) loop
    select x.* into i from institution x where x.code = codes[n] and (owners[n] is null or x.organisation_id = owners[n]);
    o := coalesce(owners[n], i.organisation_id, usual);
    continue when o is null;
    insert into module_run (organisation_id, run_hash, module_id, module_version, language, institution_id, started_on, touched_on)
    values (o, hashes[n], modules[n], versions[n], languages[n], i.institution_id, today, today)
    on conflict do nothing;
    place := n;
    answered := 'true';
    return next;
  end loop;
end $$;
comment on function guard.door_module_begin(bytea[], text[], int[], uuid[], text[], text[]) is 'Somebody begins a module; the same form sent twice begins one. The code of an institution nobody has begins one without. Nothing in a house nobody has set up.';

create function guard.door_module_count(hashes bytea[], modules text[], some_tries int[], versions int[], percents int[], passes boolean[])
returns table (place int, answered jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  today date := (guard.clock() at time zone 'UTC')::date;
  r module_run;
begin
  for n in 1 .. cardinality(hashes) loop
    update module_run x
    set tries = x.tries + 1, percent = percents[n], module_version = versions[n], finished_on = coalesce(x.finished_on, today),
        passed_on = coalesce(x.passed_on, case when passes[n] then today end)
    where x.run_hash = hashes[n] and x.module_id = modules[n] and x.tries = some_tries[n]
    returning x.* into r;
    if found then
      place := n;
      answered := guard.module_run_told(r);
      return next;
    end if;
  end loop;
end $$;
comment on function guard.door_module_count(bytea[], text[], int[], int[], int[], boolean[]) is 'Every question was answered once more, and so many percent were right. Counted once for each time.';

do $$
declare f text;
begin
  foreach f in array array['door_module_begin(bytea[], text[], int[], uuid[], text[], text[])',
    'door_module_count(bytea[], text[], int[], int[], int[], boolean[])'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
    execute format('grant execute on function guard.%s to amparo_door', f);
  end loop;
end $$;
