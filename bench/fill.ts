// One organisation of 40 offices with 100,000 files and 500,000 timeline entries, sealed as the house seals them, so that
// what is measured is what a large user would have.
import { createHash } from 'node:crypto'
import pg from 'pg'
import { sections } from '#access/access.ts'
import { cardPlace } from '#cases/card.store.ts'
import { builderOver } from '#kit/database.ts'
import { sealJson } from '#vault/envelope.ts'
import { newCaseKey, wrapCaseKey } from '#vault/keys.ts'
import type { Vault } from '#vault/vault.store.ts'

export interface Filled {
  organisation_id: string
  /** Session tokens: a reference worker with a hundred files, a coordinator of an office with 2,500. */
  worker: string
  coordinator: string
  worker_id: string
  /** The coordinator's and the worker's office. */
  office_id: string
  /** Files the worker stands on. */
  case_ids: string[]
}

const idOf = (kind: string, number: number): string => {
  const hex = createHash('sha256').update(`${kind} ${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const offices = 40
const workersPerOffice = 25

export const fill = async (owner: pg.ClientConfig, vault: Vault, files: number, entries: number): Promise<Filled> => {
  const client = new pg.Client(owner)
  client.on('error', () => {})
  await client.connect()
  await client.query('set statement_timeout = 0; set synchronous_commit = off')
  const organisation_id = idOf('organisation', 0)
  await client.query(
    `insert into organisation (organisation_id, kind, name, country) values ($1, 'own', 'Bench', 'ES')`,
    [organisation_id],
  )
  const key = await vault.createOrganisation(builderOver(client), organisation_id)
  const rows = async (text: string, values: unknown[]) => void (await client.query(text, values))
  const office_ids = Array.from({ length: offices }, (_, place) => idOf('office', place))
  await rows(`insert into office (organisation_id, office_id, name) select $1, o, 'Office' from unnest($2::uuid[]) o`, [
    organisation_id,
    office_ids,
  ])
  const workers = Array.from({ length: offices * workersPerOffice }, (_, place) => idOf('worker', place))
  const coordinators = office_ids.map((_, place) => idOf('coordinator', place))
  const staff = [...workers, ...coordinators].map((staff_id, place) => ({
    staff_id,
    office_id: office_ids[place % offices],
    role: place < workers.length ? 'reference_worker' : 'coordinator',
  }))
  await rows(
    `insert into staff (organisation_id, staff_id, office_id, name, email, roles, status)
     select $1, s.staff_id, s.office_id, 'Colleague', s.staff_id || '@example.org', array[s.role], 'active'
     from jsonb_to_recordset($2) as s(staff_id uuid, office_id uuid, role text)`,
    [organisation_id, JSON.stringify(staff)],
  )
  const tokenOf = async (staff_id: string): Promise<string> => {
    const token = `bench ${staff_id}`
    await rows(
      `insert into session (token_hash, organisation_id, session_id, staff_id, expires_at, second_factor_at)
       values (sha256(convert_to($1, 'UTF8')), $2, gen_random_uuid(), $3, now() + interval '1 day', now())`,
      [token, organisation_id, staff_id],
    )
    return token
  }

  const languages = ['ne', 'bn', 'ur', 'hi', 'ro', 'es']
  const batch = 5_000
  for (let from = 0; from < files; from += batch) {
    const made = Array.from({ length: Math.min(batch, files - from) }, (_, place) => {
      const number = from + place
      const case_id = idOf('case', number)
      const caseKey = newCaseKey(organisation_id, case_id)
      const card = {
        alias: `Person ${number}`,
        languages: [languages[number % 6]],
        country: 'NP',
        birth_year: 1980 + (number % 25),
        age_in_doubt: false,
        gender: 'woman',
        interpreter_needed: true,
        province: '28',
        has_children_with_her: false,
        irregular_status: 'unknown',
      }
      return {
        case_id,
        office_id: office_ids[number % offices],
        worker: workers[number % workers.length],
        reference: `B${number}`,
        days: number % 900,
        stage: number % 3 === 0 ? 'support' : 'plan',
        card: sealJson(caseKey, cardPlace(organisation_id, case_id), card).toString('hex'),
        wrapped: wrapCaseKey(key, caseKey).toString('hex'),
      }
    })
    const json = JSON.stringify(made)
    const from_json = `jsonb_to_recordset($2) as c(case_id uuid, office_id uuid, worker uuid, reference text, days int, stage text, card text, wrapped text)`
    await rows(
      `insert into case_file (organisation_id, case_id, office_id, reference, stage, opened_on, last_activity_at, created_by, sealed_card)
       select $1, case_id, office_id, reference, stage, current_date - days, now() - days * interval '1 day' - random() * interval '20 hours', worker, decode(card, 'hex')
       from ${from_json}`,
      [organisation_id, json],
    )
    await rows(
      `insert into case_key (organisation_id, case_id, version, wrapped) select $1, case_id, 1, decode(wrapped, 'hex') from ${from_json}`,
      [organisation_id, json],
    )
    await rows(
      `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, function, sections, created_by)
       select $1, case_id, gen_random_uuid(), 'team', worker, 'reference_worker', $3, worker from ${from_json}`,
      [organisation_id, json, sections],
    )
    process.stdout.write(`\rfiles ${from + made.length}`)
  }
  // The measured worker's files carry the most, as files that are worked on do.
  await rows(
    `insert into timeline_entry (organisation_id, case_id, entry_id, at, kind, section, actor_id)
     select $1, f.case_id, gen_random_uuid(), now() - n * interval '7 hours' - random() * interval '7 hours', 'note_written',
            (array['story', 'safety', 'health', 'law', null])[1 + n % 5], f.created_by
     from case_file f cross join generate_series(1, case when f.created_by = $2 then 40 else 5 end) n`,
    [organisation_id, workers[0]],
  )
  const { rows: counted } = await client.query<{ count: string }>('select count(*) from timeline_entry')
  const missing = entries - Number(counted[0]!.count)
  if (missing > 0)
    await rows(
      `insert into timeline_entry (organisation_id, case_id, entry_id, at, kind, actor_id)
       select $1, case_id, gen_random_uuid(), now() - random() * interval '300 days', 'note_written', created_by from case_file limit $2`,
      [organisation_id, missing],
    )
  // As the database has done by itself where people have worked since yesterday, and would do in the middle of a measured turn.
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  const { rows: ids } = await client.query<{ case_id: string }>(
    'select case_id from case_file where created_by = $1 order by case_id',
    [workers[0]],
  )
  const filled = {
    organisation_id,
    worker: await tokenOf(workers[0]!),
    coordinator: await tokenOf(coordinators[0]!),
    worker_id: workers[0]!,
    office_id: office_ids[0]!,
    case_ids: ids.map((row) => row.case_id),
  }
  await client.end()
  process.stdout.write('\n')
  return filled
}
