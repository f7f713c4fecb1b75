// The first rows of an empty house, written by the owner of the database: nobody is signed in who could be allowed to.
import pg from 'pg'
import { builderOver, type Tx } from '#kit/database.ts'
import type { InputOf } from '#kit/endpoint.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { SetUpStep, setUp } from './set-up.ts'

/** One transaction as the owner; two set-ups at once wait for each other. */
export const asOwner = async <T>(
  owner: pg.ClientConfig,
  work: (tx: Tx, client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client(owner)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('amparo.set-up'))")
    const done = await work(builderOver(client), client)
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}

/** Until the kit is confirmed nobody was ever let in: the first administrator is still `invited`. */
export const findStep = async (client: pg.ClientBase): Promise<SetUpStep> => {
  const { rows } = await client.query<{ founded: boolean; entered: boolean }>(
    `select exists (select from organisation) as founded, exists (select from staff where status <> 'invited') as entered`,
  )
  if (!rows[0]?.founded) return 'organisation'
  return rows[0].entered ? 'done' : 'kit'
}

export const insertFirst = async (
  tx: Tx,
  client: pg.ClientBase,
  vault: Vault,
  input: InputOf<typeof setUp>,
  password_hash: string,
): Promise<void> => {
  const { organisation_id, office_id, staff_id, organisation, office, administrator } = input
  await client.query(
    `insert into organisation (organisation_id, kind, name, country, takes_reports, language) values ($1, 'own', $2, $3, $4, $5)`,
    [organisation_id, organisation.name, organisation.country, organisation.takes_reports, administrator.language],
  )
  await client.query('insert into office (organisation_id, office_id, name) values ($1, $2, $3)', [
    organisation_id,
    office_id,
    office.name,
  ])
  await client.query(
    `insert into staff (organisation_id, staff_id, office_id, name, email, roles, language) values ($1, $2, $3, $4, $5, '{administrator}', $6)`,
    [organisation_id, staff_id, office_id, administrator.name, administrator.email, administrator.language],
  )
  await client.query(
    'insert into credential (organisation_id, staff_id, password_hash, password_set_at) values ($1, $2, $3, guard.clock())',
    [organisation_id, staff_id, password_hash],
  )
  await vault.createOrganisation(tx, organisation_id)
}

export const openTheDoor = async (client: pg.ClientBase): Promise<void> => {
  await client.query(`update staff set status = 'active', version = version + 1 where status = 'invited'
    and not exists (select from staff where status <> 'invited')`)
}
