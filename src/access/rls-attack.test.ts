// Attacks on the database itself, over real connections of the two serving roles: what the server would never send.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type Attack, attacks, cast, type Hand } from '#test/access/attacks.ts'
import type { World } from '#test/access/world.ts'
import { createProbes, rowsOf, timesOf, tokenOf } from '#test/access/world-rows.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { loadMatrix, publishMatrix } from './access.store.ts'
import { sections } from './access.ts'

const member = (roles: World['staff'][0]['roles'], organisation = 0): World['staff'][0] => ({
  organisation,
  office: 0,
  roles,
  status: 'active',
  session: 'live',
})
const standing = { file: 0, until: null, from: -300, ended: false }
const world: World = {
  clock_ahead: 0,
  partners: 2,
  chance: 0,
  staff: [
    member(['psychologist', 'intake']),
    member(['trainer']),
    member(['coordinator']),
    member(['partner_worker', 'lawyer'], 1),
    member(['director']),
  ],
  files: [
    { organisation: 0, office: 0, created_by: 2 },
    { organisation: 0, office: 1, created_by: 4 },
  ],
  team: [
    { ...standing, staff: cast.on_the_case, sections: [...sections], until: 300 },
    { ...standing, staff: cast.outsider, sections: [...sections], ended: true },
  ],
  glass: [],
  consents: [
    { file: 0, recipient: 1, sections: ['home'], starts: -10, lasts: 60, withdrawn: false, accepted: { ...standing } },
    { file: 0, recipient: 1, sections: ['law'], starts: -10, lasts: 60, withdrawn: true, accepted: null },
    { file: 0, recipient: 2, sections: ['law'], starts: -10, lasts: 60, withdrawn: false, accepted: { ...standing } },
  ],
}

let database: TestDatabase
const connections = new Map<string, pg.Client>()
before(async () => {
  database = await testDatabase()
  const owner = await database.owner.connect()
  await publishMatrix(owner, loadMatrix())
  await createProbes(owner)
  const times = timesOf(world)
  await owner.query('select probe.write($1, $2)', [JSON.stringify(rowsOf(world, times)), times.now.toISOString()])
  // Something to take in every section of every file.
  await owner.query(
    `insert into note (organisation_id, case_id, note_id, section, author_id, sealed)
     select organisation_id, case_id, gen_random_uuid(), section, created_by, '\\x01' from case_file, unnest($1::text[]) section`,
    [sections],
  )
  // A clone does not inherit what a migration said about its database.
  await owner.query(`revoke temporary on database ${database.name} from public`)
  await owner.query('analyze')
  owner.release()
  for (const role of ['amparo_app', 'amparo_door']) {
    const client = new pg.Client(database.connection(role) as pg.ClientConfig)
    client.on('error', () => {})
    await client.connect()
    connections.set(role, client)
  }
})
after(async () => {
  for (const client of connections.values()) await client.end()
  await database.drop()
})

const tokenFor = (hand: Hand): string => (hand === 'nobody' || hand === 'door' ? '' : tokenOf(cast[hand]))
/** What may be refused: rights, policies, triggers. Any other error would hide that the attempt itself is wrong. */
const refusals = new Set(['42501', '22023', '55000', '23514', '42P17'])

/** Undefined when stopped; otherwise what came of it. */
const attempt = async ({ hand, sql }: Attack): Promise<string | undefined> => {
  const client = connections.get(hand === 'door' ? 'amparo_door' : 'amparo_app')!
  await client.query('begin')
  try {
    // Hands come in as the server lets them in; whoever did not enter sees nothing, which would prove too little.
    if (hand !== 'door') await client.query('select guard.enter($1, null)', [tokenFor(hand)])
    const answered = await client.query(sql)
    const last = Array.isArray(answered) ? answered.at(-1) : answered
    return (last.rowCount ?? 1) > 0 ? `${last.command} ${last.rowCount}` : undefined
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return code && refusals.has(code) ? undefined : `${code} ${message}`
  } finally {
    await client.query('rollback')
  }
}

test('what the hands may do, they can do: the attacks fail for the right reason', async () => {
  const works: Attack[] = [
    { hand: 'on_the_case', name: 'reads', sql: "select from note where section = 'learning'" },
    { hand: 'coordinator', name: 'reads', sql: 'select from note' },
    { hand: 'partner', name: 'reads', sql: "select from note where section = 'home'" },
    { hand: 'coordinator', name: 'ends', sql: 'update case_access set ended_at = now() where ended_at is null' },
  ]
  for (const one of works) assert.notEqual(await attempt(one), undefined, `${one.hand} ${one.name}`)
})

test('every direct attack is stopped', async () => {
  const through: string[] = []
  for (const attack of attacks) {
    const outcome = await attempt(attack)
    if (outcome !== undefined) through.push(`${attack.hand}: ${attack.name}: ${outcome}`)
  }
  console.log(`rls-attack: tried ${attacks.length}, stopped ${attacks.length - through.length}`)
  assert.deepEqual(through, [])
})
