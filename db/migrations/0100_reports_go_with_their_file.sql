-- A report that became a file is erased with it, and so is everything that hangs on it: what was decided, passed on, tied,
-- sent along and kept of its life. The guard may erase behind walls written after 0075 as behind those before.
do $$
declare t record; has_reading boolean;
begin
  for t in select x.a_table from guard.tables_of_a_file() x union select h.a_table from guard.rows_hanging_on_a_file() h union
           -- What hangs on a part of a report goes by its own key when the report goes.
           select k.conrelid::regclass from pg_constraint k
           where k.contype = 'f' and k.confrelid in (select h.a_table from guard.rows_hanging_on_a_file() h) loop
    if not exists (select from pg_policy p where p.polrelid = t.a_table and p.polcmd in ('d', '*') and 'amparo_guard'::regrole = any(p.polroles)) then
      execute format('create policy guard_erases on %s for delete to amparo_guard using (true)', t.a_table);
    end if;
    has_reading := exists (select from pg_policy p where p.polrelid = t.a_table and p.polcmd in ('r', '*') and 'amparo_guard'::regrole = any(p.polroles));
    if not has_reading then execute format('create policy guard_reads on %s for select to amparo_guard using (true)', t.a_table); end if;
    execute format('grant select, delete on %s to amparo_guard', t.a_table);
  end loop;
end $$;
