// The questions the dump asks PostgreSQL's catalogue. Each answers rows of `text`, most with the table's `oid`.
// Left out on purpose: what an extension brings, what the owner may do anyway, and PostgreSQL 18's named not-nulls.

const ours = (namespace: string, object: string, catalogue: string) => `
  ${namespace}.nspname !~ '^(pg_|information_schema)' and not exists (
    select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${object}.oid and d.deptype = 'e')`

const whom = `case when a.grantee = 0 then 'public' else a.grantee::regrole::text end`
const grouped = `string_agg(distinct lower(a.privilege_type), ', ' order by lower(a.privilege_type))`

/** An owner is named only where it is not simply whoever ran the migrations. */
const owner = (role: string) =>
  `case when ${role} = (select datdba from pg_database where datname = current_database()) or ${role}::regrole = current_user::regrole then '' else ${role}::regrole::text end`

export const sections = {
  roles: `
    select format('-- role %s: %s', rolname, concat_ws(', ',
      case when rolsuper then 'SUPERUSER' end, case when rolbypassrls then 'BYPASSRLS' end,
      case when rolcreaterole then 'CREATEROLE' end, case when rolcreatedb then 'CREATEDB' end,
      case when rolinherit then 'inherit' else 'noinherit' end, case when rolcanlogin then 'login' else 'nologin' end)) as text
    from pg_roles where rolname like 'amparo\\_%' and oid <> (select datdba from pg_database where datname = current_database()) order by rolname`,

  extensions: `
    select format('create extension %I schema %I;', extname, nspname) as text
    from pg_extension e join pg_namespace n on n.oid = extnamespace where extname <> 'plpgsql' order by extname`,

  schemas: `
    select text from (
      select nspname as name, 0 as place, format('create schema %I;', nspname) as text
      from pg_namespace where nspname !~ '^(pg_|information_schema|public$)'
      union all
      select nspname, 1, format('grant %s on schema %I to %s;', ${grouped}, nspname, ${whom})
      from pg_namespace n, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a
      where nspname !~ '^(pg_|information_schema)' and a.grantee <> nspowner group by nspname, a.grantee
    ) s order by name, place, text`,

  types: `
    select case when t.typtype = 'e'
      then format('create type %s as enum (%s);', t.oid::regtype,
        (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))
      else format('create domain %s as %s%s%s;', t.oid::regtype, format_type(t.typbasetype, t.typtypmod),
        case when t.typnotnull then ' not null' else '' end,
        (select string_agg(' ' || pg_get_constraintdef(c.oid), '' order by conname) from pg_constraint c
          where contypid = t.oid and contype = 'c')) end as text
    from pg_type t join pg_namespace n on n.oid = typnamespace
    where t.typtype in ('e', 'd') and ${ours('n', 't', 'pg_type')} order by t.oid::regtype::text`,

  sequences: `
    select text from (
      select c.oid::regclass::text as name, 0 as place, format('create sequence %s as %s;', c.oid::regclass, format_type(s.seqtypid, null)) as text
      from pg_class c join pg_sequence s on s.seqrelid = c.oid join pg_namespace n on n.oid = relnamespace where ${ours('n', 'c', 'pg_class')}
      union all
      select c.oid::regclass::text, 1, format('grant %s on sequence %s to %s;', ${grouped}, c.oid::regclass, ${whom})
      from pg_class c join pg_namespace n on n.oid = relnamespace, aclexplode(c.relacl) a
      where c.relkind = 'S' and a.grantee <> c.relowner and ${ours('n', 'c', 'pg_class')} group by c.oid, a.grantee
    ) s order by name, place, text`,

  functions: `
    select concat_ws(e'\\n', rtrim(pg_get_functiondef(p.oid), e' \\n') || ';',
      nullif(format('alter routine %s owner to %s;', p.oid::regprocedure, ${owner('p.proowner')}), format('alter routine %s owner to ;', p.oid::regprocedure)),
      (select format('comment on routine %s is %L;', p.oid::regprocedure, description) from pg_description d
        where d.objoid = p.oid and d.classoid = 'pg_proc'::regclass)) as text
    from pg_proc p join pg_namespace n on n.oid = pronamespace
    where p.prokind in ('f', 'p') and ${ours('n', 'p', 'pg_proc')} order by p.oid::regprocedure::text`,

  tables: `
    select c.oid::int, c.oid::regclass::text as name, obj_description(c.oid, 'pg_class') as comment, ${owner('c.relowner')} as owner,
      c.relkind as kind, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, c.reloptions as options,
      case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) end as view,
      case when c.relkind = 'p' then 'partition by ' || pg_get_partkeydef(c.oid)
        when c.relispartition then format('/* partition of %s %s */', (select inhparent::regclass from pg_inherits where inhrelid = c.oid limit 1), pg_get_expr(c.relpartbound, c.oid)) end as partition
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and ${ours('n', 'c', 'pg_class')} order by c.relkind in ('v', 'm'), c.oid::regclass::text`,

  columns: `
    select attrelid::int as oid, concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
      case when attcollation <> 0 and attcollation <> (select typcollation from pg_type where pg_type.oid = atttypid)
        then 'collate ' || attcollation::regcollation::text end,
      case when attnotnull then 'not null' end,
      case attidentity when 'a' then 'generated always as identity' when 'd' then 'generated by default as identity' end,
      case when attgenerated = 's' then format('generated always as (%s) stored', pg_get_expr(adbin, adrelid))
        when attgenerated = 'v' then format('generated always as (%s) virtual', pg_get_expr(adbin, adrelid))
        when adbin is not null then 'default ' || pg_get_expr(adbin, adrelid) end) as text
    from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attnum > 0 and not attisdropped order by attrelid, attnum`,

  constraints: `
    select conrelid::int as oid, format('constraint %I %s', conname, pg_get_constraintdef(oid)) as text from pg_constraint
    where conrelid <> 0 and contype in ('p', 'u', 'f', 'c', 'x') and conparentid = 0
    order by conrelid, array_position('{p,u,x,f,c}', contype::text), conname`,

  indexes: `
    select indrelid::int as oid, pg_get_indexdef(indexrelid) || ';' as text from pg_index
    where not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
    order by indrelid, indexrelid::regclass::text`,

  columnComments: `
    select objoid::int as oid, format('comment on column %s.%I is %L;', objoid::regclass, attname, description) as text
    from pg_description join pg_attribute on attrelid = objoid and attnum = objsubid
    where classoid = 'pg_class'::regclass and objsubid > 0 order by objoid, attnum`,

  policies: `
    select polrelid::int as oid, concat_ws(e'\\n  ', format('create policy %I on %s as %s for %s to %s', polname, polrelid::regclass,
        case when polpermissive then 'permissive' else 'restrictive' end,
        case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        (select string_agg(case when r = 0 then 'public' else r::regrole::text end, ', ' order by r::regrole::text) from unnest(polroles) r)),
      'using (' || pg_get_expr(polqual, polrelid) || ')', 'with check (' || pg_get_expr(polwithcheck, polrelid) || ')') || ';' as text
    from pg_policy order by polrelid, polname`,

  tableGrants: `
    select oid, text from (
      select c.oid::int, 0 as place, format('grant %s on %s to %s;', ${grouped}, c.oid::regclass, ${whom}) as text
      from pg_class c, aclexplode(c.relacl) a where a.grantee <> c.relowner and c.relkind in ('r', 'p', 'v', 'm') group by c.oid, a.grantee
      union all
      select oid::int, 1, format('grant %s (%s) on %s to %s;', privilege, string_agg(attname, ', ' order by attname), oid::regclass, grantee)
      from (select c.oid, lower(a.privilege_type) as privilege, quote_ident(attname) as attname, ${whom} as grantee
        from pg_class c join pg_attribute on attrelid = c.oid, aclexplode(attacl) a where attacl is not null) g
      group by oid, privilege, grantee
    ) s order by oid, place, text`,

  triggers: `
    select tgrelid::int as oid, pg_get_triggerdef(oid) || ';' as text from pg_trigger where not tgisinternal order by tgrelid, tgname`,

  eventTriggers: `
    select format('create event trigger %I on %s%s execute function %s();', evtname, evtevent,
      ' when tag in (' || (select string_agg(quote_literal(tag), ', ' order by tag) from unnest(evttags) tag) || ')', evtfoid::regproc) as text
    from pg_event_trigger order by evtname`,

  defaultGrants: `
    select format('alter default privileges%s grant %s on %s to %s;', ' in schema ' || nullif(defaclnamespace, 0)::regnamespace::text, ${grouped},
      case defaclobjtype when 'r' then 'tables' when 'f' then 'functions' when 'S' then 'sequences' when 'T' then 'types' else 'schemas' end, ${whom}) as text
    from pg_default_acl d, aclexplode(d.defaclacl) a where a.grantee <> d.defaclrole
    group by d.oid, defaclnamespace, defaclobjtype, a.grantee order by 1`,
}

/** A routine without a list of grants is open to everyone: that is PostgreSQL's default, so it is written out. */
export const objectGrants = `
  select format('grant %s on routine %s to %s;', ${grouped}, p.oid::regprocedure, ${whom}) as text
  from pg_proc p join pg_namespace n on n.oid = pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  where a.grantee <> p.proowner and ${ours('n', 'p', 'pg_proc')} group by p.oid, a.grantee order by p.oid::regprocedure::text, 1`
