-- The three roles beside the owner. A database administrator runs this once where Amparo may not create roles itself,
-- then gives amparo_app and amparo_door a way to log in, and `grant amparo_guard to <owner>`.
-- None of them may bypass row-level security, create roles or create databases.
do $$
begin
  if not exists (select from pg_roles where rolname = 'amparo_guard') then
    create role amparo_guard nologin noinherit nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'amparo_app') then
    create role amparo_app login noinherit nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'amparo_door') then
    create role amparo_door login noinherit nobypassrls;
  end if;
end $$;
do $$
begin
  execute format('grant amparo_guard to %I', current_user);
exception when others then
  -- A superuser needs no membership.
  null;
end $$;
