// Asks a migrated database whether every wall around people's data stands, table by table. Each question answers the
// faults it found, in words.
import type pg from 'pg'

const mine = `n.nspname !~ '^(pg_|information_schema)' and not exists (
  select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** Roles that serve requests: whatever they own or may grant, an attacker behind the server would too. */
const serving = "array['amparo_app', 'amparo_door']"

const questions: Record<string, string> = {
  'is a table of an organisation without row-level security': `
    select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = relnamespace
    join pg_attribute a on attrelid = c.oid and attname = 'organisation_id' and not attisdropped
    where relkind in ('r', 'p') and ${mine} and not relrowsecurity`,

  'does not force row-level security on its owner': `
    select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = relnamespace
    join pg_attribute a on attrelid = c.oid and attname = 'organisation_id' and not attisdropped
    where relkind in ('r', 'p') and ${mine} and not relforcerowsecurity`,

  'has row-level security but no policy, so nobody decided who may read it': `
    select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p') and ${mine} and relrowsecurity
      and not exists (select from pg_policy where polrelid = c.oid)
      and exists (select from aclexplode(c.relacl) g where g.grantee::regrole::text = any(${serving}))`,

  'has no comment saying what it is for': `
    select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p', 'v') and ${mine} and obj_description(c.oid, 'pg_class') is null`,

  'is owned by a role that serves requests': `
    select c.oid::regclass::text as what from pg_class c where relowner::regrole::text = any(${serving})
    union all select p.oid::regprocedure::text from pg_proc p where proowner::regrole::text = any(${serving})
    union all select nspname::text from pg_namespace where nspowner::regrole::text = any(${serving})
    union all select datname::text from pg_database where datdba::regrole::text = any(${serving})`,

  'may be reached by everyone (granted to public)': `
    select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = relnamespace, aclexplode(relacl) g
    where g.grantee = 0 and ${mine}
    union all select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = pronamespace,
      aclexplode(coalesce(proacl, acldefault('f', proowner))) g
    where g.grantee = 0 and n.nspname !~ '^(pg_|information_schema)'
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,

  'lets everyone create things in it': `
    select nspname::text as what from pg_namespace n, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) g
    where g.grantee = 0 and g.privilege_type = 'CREATE' and nspname !~ '^(pg_|information_schema)'`,

  'is a materialized view: it keeps rows past the policies of their table': `
    select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'm' and ${mine}`,

  "is a view that reads with its owner's rights (security_invoker is off)": `
    select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'v' and ${mine} and not coalesce(reloptions::text ~ 'security_invoker=(true|on|1)', false)`,

  "runs with its owner's rights and no search_path of its own": `
    select p.oid::regprocedure::text as what from pg_proc p join pg_namespace n on n.oid = pronamespace
    where prosecdef and n.nspname !~ '^(pg_|information_schema)'
      and not coalesce(array_to_string(proconfig, ',') ~ 'search_path=', false)
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,

  'may do what no serving role may (superuser, bypass, create roles or databases)': `
    select rolname::text as what from pg_roles where rolname = any(${serving} || 'amparo_guard'::text)
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,

  'may be emptied at once by a serving role (truncate passes every policy)': `
    select c.oid::regclass::text as what from pg_class c, aclexplode(relacl) g
    where g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER') and g.grantee::regrole::text = any(${serving})`,
}

export const schemaFaults = async (client: Pick<pg.ClientBase, 'query'>): Promise<string[]> => {
  const faults: string[] = []
  for (const [fault, question] of Object.entries(questions)) {
    const { rows } = await client.query<{ what: string }>(question)
    faults.push(...rows.map(({ what }) => `${what} ${fault}`))
  }
  return faults.sort()
}
