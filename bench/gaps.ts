// What is missing, counted anew over 100,000 files and 20,000 services: the whole answer through the gate, with no release
// to lean on; and the same read from a release.
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pass } from '#gate/pass.ts'
import { readGaps } from '#insight/gap.api.ts'
import type { Gaps } from '#insight/gap.ts'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { type Figure, within } from './figures.ts'
import { fillDirectory } from './fill-directory.ts'

const files = Number(process.env.BENCH_FILES ?? 100_000)
const services = Number(process.env.BENCH_SERVICES ?? 20_000)
const turns = 5
const token = 'bench director'

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Codes alone: what is counted never opens a card. Two needs a person, every third turned away, every fifth waiting. */
const fillPeople = async (client: pg.Client, organisation_id: string): Promise<void> => {
  const [office_id, staff_id, partner_id] = [randomUUID(), randomUUID(), randomUUID()]
  await client.query('set statement_timeout = 0; set synchronous_commit = off')
  await client.query(
    `insert into organisation (organisation_id, kind, name, country, takes_referrals) values ($1, 'own', 'Bench', 'ES', false), ($2, 'partner', 'Partner', 'ES', true)`,
    [organisation_id, partner_id],
  )
  await client.query(`insert into office (organisation_id, office_id, name) values ($1, $2, 'Office')`, [
    organisation_id,
    office_id,
  ])
  await client.query(
    `insert into staff (organisation_id, staff_id, office_id, name, email, roles, status) values ($1, $2, $3, 'Director', 'bench@example.org', '{director}', 'active')`,
    [organisation_id, staff_id, office_id],
  )
  await client.query(
    `insert into session (token_hash, organisation_id, session_id, staff_id, expires_at, second_factor_at) values ($1, $2, gen_random_uuid(), $3, now() + interval '1 day', now())`,
    [createHash('sha256').update(token).digest(), organisation_id, staff_id],
  )
  await client.query(
    `insert into case_file (organisation_id, case_id, office_id, reference, opened_on, created_by, sealed_card)
     select $1, gen_random_uuid(), $2, 'B' || n, current_date - (n % 900)::int, $3, '' from generate_series(1, $4::int) n`,
    [organisation_id, office_id, staff_id, files],
  )
  await client.query(
    `insert into case_counted (organisation_id, case_id, province, sex, age_band, languages, counted_on)
     select organisation_id, case_id, lpad((1 + abs(hashtext(reference)) % 52)::text, 2, '0'),
       (array['women','women','men','other'])[1 + abs(hashtext(reference || 's')) % 4],
       (array['child','18_24','25_39','25_39','40_64'])[1 + abs(hashtext(reference || 'a')) % 5],
       array[(array['ne','bn','ur','hi','ro','es'])[1 + abs(hashtext(reference || 'l')) % 6], 'es'], current_date from case_file`,
  )
  const needs = `(array['housing','documents','legal','mind','work','language'])`
  await client.query(
    `insert into goal (organisation_id, case_id, goal_id, need, section, set_on, sealed)
     select organisation_id, case_id, gen_random_uuid(), ${needs}[1 + (abs(hashtext(reference)) + g) % 6], 'home', current_date - 40, '' from case_file, generate_series(1, 2) g`,
  )
  await client.query(
    `insert into access_barrier (organisation_id, case_id, barrier_id, section, need, kind, met_on, recorded_by)
     select organisation_id, case_id, gen_random_uuid(), 'home', ${needs}[1 + abs(hashtext(reference)) % 6],
       (array['full','no_papers','language','rule','cost'])[1 + abs(hashtext(reference || 'b')) % 5], current_date - 30, $1 from case_file where abs(hashtext(reference)) % 3 = 0`,
    [staff_id],
  )
  await client.query(
    `with made as (
       insert into consent (organisation_id, case_id, consent_id, recipient_organisation_id, sections, purpose, given_by, how, language, starts_on, ends_on, recorded_by)
       select organisation_id, case_id, gen_random_uuid(), $1, '{home}', 'shelter', 'person', 'spoken', 'ne', current_date, current_date + 30, $2
       from case_file where abs(hashtext(reference)) % 5 = 0 returning organisation_id, case_id, consent_id)
     insert into referral (organisation_id, case_id, referral_id, to_organisation_id, service_id, need, consent_id, sent_by, sent_at, answer_due_on, intake_version, sealed_summary, sealed)
     select organisation_id, case_id, gen_random_uuid(), $1, gen_random_uuid(), 'housing', consent_id, $2, now() - interval '20 days', current_date - 10, 1, '', '' from made`,
    [partner_id, staff_id],
  )
  await client.query('analyze')
  await client.query('checkpoint')
}

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-gaps-'))
  const environment = readEnvironment({ ...process.env, AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' })
  const { house, matrix, postgres, close } = await openHouse(environment, false, () => {})
  const client = new pg.Client(postgres.owner)
  client.on('error', () => {})
  try {
    await client.connect()
    const organisation_id = randomUUID()
    await fillPeople(client, organisation_id)
    await fillDirectory(postgres.owner, organisation_id, services)
    const visitor = { address: '127.0.0.1', device: 'bench', language: 'es' }
    const ask = async (): Promise<number> => {
      const began = performance.now()
      const { reply } = await pass(house, matrix, readGaps, {
        token,
        input: {},
        idempotency_key: randomUUID(),
        visitor,
        now: new Date(),
      })
      const took = performance.now() - began
      const { figures, gaps } = reply as Gaps
      if (gaps.length === 0 || figures.needs.every(({ people }) => people === null))
        throw new Error('nothing was counted')
      return took
    }
    // The first reads the directory; from then on it is kept.
    await ask()
    const [counted, released]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < turns; turn += 1) {
      await client.query('delete from gap_release')
      counted.push(await ask())
      released.push(await ask())
    }
    return [
      within(`gaps counted anew over ${files} files`, median(counted) / 1000, 's', 2),
      within('gaps read from a release', median(released) / 1000, 's', 1),
    ]
  } finally {
    await client.end()
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}
