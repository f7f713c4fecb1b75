// Brings a database to the shape this version needs: numbered SQL files, forward only, each in its own transaction.
// The roles come first; where the connecting user may not create them, the message says what an administrator must run.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { Problem } from './problem.ts'

const folder = new URL('../../db/migrations/', import.meta.url)
const rolesFile = new URL('../../db/roles.sql', import.meta.url)

interface Migration {
  name: string
  sql: string
  hash: string
}

const readMigrations = (): Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    })

const createRoles = async (client: pg.Client): Promise<void> => {
  const wanted = ['amparo_guard', 'amparo_app', 'amparo_door']
  const { rows } = await client.query('select rolname from pg_roles where rolname = any($1)', [wanted])
  if (rows.length === wanted.length) return
  try {
    await client.query(readFileSync(rolesFile, 'utf8'))
  } catch (error) {
    // Two databases of one cluster may create the roles at the same moment; the other one's work counts.
    const { rows: now } = await client.query('select rolname from pg_roles where rolname = any($1)', [wanted])
    if (now.length === wanted.length) return
    const code = (error as { code?: string }).code ?? ''
    throw new Problem('broken', 'database.roles_missing', {
      missing: wanted.length - now.length,
      run: 'db/roles.sql',
      owner: (await client.query('select current_user as owner')).rows[0].owner,
      code,
    })
  }
}

/** Without these an owner who is no superuser would stop half-way with an error nobody understands. */
const demandRights = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ owner: string; guards: boolean; owns: boolean }>(
    `select current_user as owner, pg_has_role(current_user, 'amparo_guard', 'member') as guards,
       pg_has_role(current_user, (select datdba from pg_database where datname = current_database()), 'member') as owns`,
  )
  const { owner, guards, owns } = rows[0]!
  if (!guards) throw new Problem('broken', 'database.guard_not_granted', { owner, run: 'db/roles.sql' })
  if (!owns) throw new Problem('broken', 'database.not_the_owner', { owner })
}

/** Older servers lack what the policies stand on. */
export const refuseTooOld = (version: number): void => {
  if (version < 150_000) throw new Problem('broken', 'database.too_old', { version: Math.floor(version / 10_000) })
}

/**
 * Applies what is missing. Two starters collide safely on the advisory lock.
 * Throws `database.too_old` below PostgreSQL 15, `database.roles_missing`, `database.guard_not_granted` or
 * `database.not_the_owner` with what an administrator must do, `database.migration_changed` when an applied file was
 * edited.
 */
export const migrate = async (
  connection: pg.ClientConfig,
  onProgress: (name: string) => void = () => {},
): Promise<{ applied: string[] }> => {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    )
    refuseTooOld(rows[0]!.version)
    await client.query('set statement_timeout = 0')
    await client.query("select pg_advisory_lock(hashtext('amparo.migrations'))")
    await createRoles(client)
    await demandRights(client)
    await client.query(
      `create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now());
       comment on table migration is 'Which numbered SQL files this database has taken, and their fingerprint.'`,
    )
    const done = new Map(
      (await client.query<{ name: string; hash: string }>('select name, hash from migration')).rows.map((row) => [
        row.name,
        row.hash,
      ]),
    )
    const applied: string[] = []
    for (const { name, sql, hash } of readMigrations()) {
      if (done.has(name)) {
        if (done.get(name) !== hash) throw new Problem('broken', 'database.migration_changed', { name })
        continue
      }
      onProgress(name)
      await client.query('begin')
      await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
      await client.query(sql)
      await client.query('commit')
      applied.push(name)
    }
    // Rights on a database do not travel with a template or a dump: take this one back at every start.
    await client.query(
      `do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`,
    )
    return { applied }
  } finally {
    await client.end()
  }
}
