-- Small answers that look nothing up are reckoned at once, and not planned anew at each call: the same expressions.

do $$
declare f record;
begin
  for f in
    select p.oid, p.prosrc from pg_proc p
    where p.pronamespace = 'guard'::regnamespace and p.prolang = (select l.oid from pg_language l where l.lanname = 'sql')
      and p.proname in ('profession', 'profession_of_purpose', 'section_of_kind', 'section_of_need', 'states_something')
  loop
    execute replace(replace(pg_get_functiondef(f.oid), f.prosrc,
      format(E'\nbegin\n  return %s;\nend ', regexp_replace(btrim(f.prosrc, E' \n'), '^select ', ''))), 'LANGUAGE sql', 'LANGUAGE plpgsql');
  end loop;
end $$;
