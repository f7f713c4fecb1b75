// The person's file: finding someone by a name in any script among 5,000 sealed files one may open. Figures of this bench:
//   search, first            every seal is broken once
//   search, half of all      names are remembered, rights are asked again
//   search, 95 of 100        the same, for the slower ones
//   open a file of 2,000 entries      against the bare server
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { sections } from '#access/access.ts'
import { cardPlace } from '#cases/card.store.ts'
import { builderOver } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { identityPlace } from '#people/identity.store.ts'
import { noIdentity } from '#people/identity.ts'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { sealJson } from '#vault/envelope.ts'
import { newCaseKey, wrapCaseKey } from '#vault/keys.ts'
import type { Vault } from '#vault/vault.store.ts'
import { type Figure, within } from './figures.ts'
import { type Filled, fill } from './fill.ts'
import { compare, pairs } from './house.ts'
import { type Child, start } from './processes.ts'

const files = Number(process.env.BENCH_NAMED_FILES ?? 5_000)

/** Names of every script: first words and last words of the table of true pairs, put together anew. */
const namesOf = (): string[] => {
  const table = readFileSync(join(import.meta.dirname, '../test/names/same.tsv'), 'utf8')
  const words = table
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .flatMap((line) => line.split('\t').slice(0, 2))
  return Array.from({ length: files }, (_, at) =>
    `${words[at % words.length]!} ${words[(at * 7 + 13) % words.length]!}`.slice(0, 60),
  )
}

/** One office with all of them, whose coordinator may open each by their role; every second one with a legal identity of two more names. */
const addNamed = async (owner: pg.ClientConfig, vault: Vault, at: Filled): Promise<void> => {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query('set statement_timeout = 0; set synchronous_commit = off')
  const { organisation_id, office_id, worker_id } = at
  const key = await vault.organisationKey(builderOver(client), organisation_id)
  const names = namesOf()
  const batch = 1_000
  for (let from = 0; from < names.length; from += batch) {
    const made = names.slice(from, from + batch).map((alias, place) => {
      const case_id = newId()
      const caseKey = newCaseKey(organisation_id, case_id)
      const card = {
        alias,
        languages: ['ne'],
        country: 'NP',
        birth_year: 1980 + (place % 25),
        age_in_doubt: false,
        gender: 'woman',
        interpreter_needed: true,
        province: '28',
        has_children_with_her: false,
        irregular_status: 'unknown',
      }
      const text = (step: number) => names[(from + place + step) % names.length]!
      const identity = {
        ...noIdentity,
        names: [
          { text: text(31), kind: 'legal', latin: '' },
          { text: text(57), kind: 'used', latin: '' },
        ],
      }
      return {
        case_id,
        reference: `F${from + place}`,
        card: sealJson(caseKey, cardPlace(organisation_id, case_id), card).toString('hex'),
        identity:
          place % 2 ? sealJson(caseKey, identityPlace(organisation_id, case_id), identity).toString('hex') : null,
        wrapped: wrapCaseKey(key, caseKey).toString('hex'),
      }
    })
    const rows = `jsonb_to_recordset($2) as c(case_id uuid, reference text, card text, identity text, wrapped text)`
    const values = [organisation_id, JSON.stringify(made)]
    await client.query(
      `insert into case_file (organisation_id, case_id, office_id, reference, opened_on, created_by, sealed_card)
       select $1, case_id, $3, reference, current_date, $4, decode(card, 'hex') from ${rows}`,
      [...values, office_id, worker_id],
    )
    await client.query(
      `insert into case_key (organisation_id, case_id, version, wrapped) select $1, case_id, 1, decode(wrapped, 'hex') from ${rows}`,
      values,
    )
    await client.query(
      `insert into person_identity (organisation_id, case_id, sealed) select $1, case_id, decode(identity, 'hex') from ${rows} where identity is not null`,
      values,
    )
    await client.query(
      `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, created_by)
       select $1, case_id, gen_random_uuid(), 'team', $3, 'reference_worker', $4, $3 from ${rows}`,
      [...values, worker_id, sections],
    )
  }
  await client.query('analyze')
  await client.end()
}

const entriesOfOne = 2_000
/** Files that were worked on for years: what one of them costs to open must not grow with its story. */
const addLongStories = async (owner: pg.ClientConfig, at: Filled): Promise<void> => {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(
    `insert into timeline_entry (organisation_id, case_id, entry_id, at, kind, section, actor_id)
     select $1, c, gen_random_uuid(), now() - n * interval '5 hours', 'note_written',
            (array['story', 'safety', 'health', 'law', null])[1 + n % 5], $2
     from unnest($3::uuid[]) c cross join generate_series(1, $4::int) n`,
    [at.organisation_id, at.worker_id, at.case_ids, entriesOfOne],
  )
  await client.query('analyze')
  await client.end()
}

const opening = (house: Child, floor: Child, at: Filled): Promise<Figure[]> => {
  const [open] = pairs(at)
  return compare(house, floor, [{ ...open!, name: `open a file of ${entriesOfOne} entries` }])
}

const asked = [
  'सुनीता',
  'Sunita Tamang',
  'Мария',
  'فاطمة',
  'মোহাম্মদ',
  '李小梅',
  'Oluwaseun',
  'Ștefania',
  'Kowalska',
  'Maria Fernandez',
]

const searches = async (house: Child, token: string): Promise<Figure[]> => {
  const search = async (words: string): Promise<number> => {
    const began = performance.now()
    const reply = await fetch(`${house.url}/api/people/search?words=${encodeURIComponent(words)}`, {
      headers: { cookie: `amparo=${encodeURIComponent(token)}`, 'x-amparo': '1' },
    })
    const { rows } = (await reply.json()) as { rows: unknown[] }
    if (!reply.ok || (rows.length === 0 && words !== 'Kowalska'))
      throw new Error(`${reply.status}: ${words} found nothing`)
    return performance.now() - began
  }
  const first = await search(asked[0]!)
  const taken: number[] = []
  for (let round = 0; round < 6; round += 1)
    for (const words of asked) {
      const ms = await search(words)
      if (round > 0) taken.push(ms)
    }
  taken.sort((a, b) => a - b)
  return [
    within(`search, ${files} files, first`, first, 'ms', 3_000),
    within(`search, ${files} files, half of all`, taken[Math.floor(taken.length / 2)]!, 'ms', 150),
    within(`search, ${files} files, 95 of 100`, taken[Math.floor(taken.length * 0.95)]!, 'ms', 150),
  ]
}

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-file-'))
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }
  let [house, floor]: (Child | undefined)[] = []
  try {
    const opened = await openHouse(readEnvironment({ ...process.env, ...env }), false, () => {})
    const at = await fill(opened.postgres.owner, opened.house.vault, 40, 200)
    const owner = opened.postgres.owner
    await addLongStories(owner, at)
    await addNamed(owner, opened.house.vault, at)
    await opened.close()
    house = await start('house-server.ts', env)
    floor = await start('floor-server.ts', { BENCH_OWNER: JSON.stringify(owner) })
    return [...(await searches(house, at.coordinator)), ...(await opening(house, floor, at))]
  } finally {
    await floor?.stop()
    await house?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
