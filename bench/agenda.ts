// Free and busy of two hundred colleagues over a month, as whoever plans asks for it, against the bare server that reads the
// same hours without a wall; and that no question of the agenda goes through a whole table.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { addDays } from '#kit/day.ts'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { againstFloor, type Figure, within } from './figures.ts'
import { type Filled, fill } from './fill.ts'
import { load, type Wish } from './load.ts'
import { type Child, start } from './processes.ts'

const files = Number(process.env.BENCH_FILES ?? 20_000)
const colleagues = 200
const goalMs = 50
/** The same hours read by whoever owns the table, without a wall, a journal or a check. */
const goalRatio = 2
const today = new Date().toISOString().slice(0, 10)
const until = addDays(today, 29)

/** A year around today, four a day for each colleague of the house: what is asked for is a twelfth of it. */
const addAppointments = async (owner: pg.ClientConfig, at: Filled): Promise<string[]> => {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query('set statement_timeout = 0; set synchronous_commit = off')
  const { rows } = await client.query<{ staff_id: string }>(
    "select staff_id from staff where organisation_id = $1 and 'reference_worker' = any(roles) order by staff_id limit $2",
    [at.organisation_id, colleagues],
  )
  const staff_ids = rows.map(({ staff_id }) => staff_id)
  await client.query(
    `with made as (
       insert into appointment (organisation_id, case_id, appointment_id, section, kind, on_day, at_time, minutes, zone, starts_at, ends_at, mode,
         away_before, away_after, planned_by, sealed)
       select $1, f.case_id, gen_random_uuid(), 'health', 'health', (d.day)::date, '10:00', 60, 'UTC',
         d.day + (8 + 2 * n) * interval '1 hour', d.day + (9 + 2 * n) * interval '1 hour', 'in_person', 15, 15, s.staff_id, '\\x00'
       from unnest($2::uuid[]) s(staff_id)
       cross join lateral (select case_id from case_file where organisation_id = $1 and created_by = s.staff_id order by case_id limit 1) f
       cross join generate_series($3::date - 180, $3::date + 185, interval '1 day') d(day) cross join generate_series(0, 3) n
       where extract(isodow from d.day) < 6
       returning organisation_id, case_id, appointment_id, planned_by, section, starts_at, ends_at)
     insert into appointment_staff (organisation_id, case_id, appointment_id, staff_id, section, part, busy_from, busy_until, live)
     select organisation_id, case_id, appointment_id, planned_by, section, 'leads', starts_at - interval '15 minutes', ends_at + interval '15 minutes', true from made`,
    [at.organisation_id, staff_ids, today],
  )
  await client.query('vacuum analyze appointment')
  await client.query('vacuum analyze appointment_staff')
  await client.end()
  return staff_ids
}

/** The plans of what is asked most, as the server asks: it reads a whole table only where no index serves. */
const wholeReads = async (owner: pg.ClientConfig, at: Filled, staff_ids: string[]): Promise<number> => {
  const client = new pg.Client({ ...owner, options: '-c enable_seqscan=off' })
  await client.connect()
  const asked: [string, unknown[]][] = [
    [
      `select k.staff_id, k.busy_from, k.busy_until from appointment_staff k where k.organisation_id = $1 and k.staff_id = any($2::uuid[]) and k.live
         and k.busy_from < now() + interval '30 days' and k.busy_from > now() - interval '2 days' and k.busy_until > now()`,
      [at.organisation_id, staff_ids],
    ],
    [
      `select starts_at, ends_at from appointment where organisation_id = $1 and case_id = $2 and status in ('planned', 'held')
         and starts_at > now() - interval '2 days' and starts_at < now() + interval '30 days'`,
      [at.organisation_id, at.case_ids[0]],
    ],
    [
      'select starts_at, ends_at from busy_time where organisation_id = $1 and staff_id = any($2::uuid[]) and starts_at < now()',
      [at.organisation_id, staff_ids],
    ],
    ['select staff_id from calendar_feed where token_hash = $1', [Buffer.alloc(32)]],
    [
      "select reminder_id from appointment_reminder where organisation_id = $1 and case_id = $2 and appointment_id = $3 and status = 'waits'",
      [at.organisation_id, at.case_ids[0], at.case_ids[0]],
    ],
  ]
  let whole = 0
  for (const [text, values] of asked) {
    const { rows } = await client.query(`explain (format json) ${text}`, values)
    if (JSON.stringify(rows).includes('"Seq Scan"')) {
      whole += 1
      process.stderr.write(`reads a whole table: ${text}\n`)
    }
  }
  await client.end()
  return whole
}

const name = `free and busy of ${colleagues}`
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** A planner asks one thing at a time, and a few plan at once; ours and the bare server in turns, the first turn to warm up. */
const inTurns = async (ours: Pick<Wish, 'url' | 'requests'>, bare: typeof ours): Promise<Figure[]> => {
  const seconds = Number(process.env.BENCH_SECONDS ?? 2)
  const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
  const figures: Figure[] = []
  for (const connections of [1, 4]) {
    const taken: [number[], number[]] = [[], []]
    for (let round = 0; round <= rounds; round += 1)
      for (const [place, each] of [ours, bare].entries()) {
        const { value } = await load({ ...each, connections, seconds })
        if (round > 0) taken[place]!.push(value)
      }
    figures.push(againstFloor(name, connections, median(taken[0]), median(taken[1]), goalRatio))
    process.stdout.write(`${name}, ${connections}: ${figures.at(-1)!.ratio!.toFixed(2)}\n`)
  }
  return figures
}

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-agenda-'))
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }
  let [house, floor]: (Child | undefined)[] = []
  try {
    const opened = await openHouse(readEnvironment({ ...process.env, ...env }), false, () => {})
    const at = await fill(opened.postgres.owner, opened.house.vault, files, files)
    const { owner } = opened.postgres
    const staff_ids = await addAppointments(owner, at)
    await opened.close()
    house = await start('house-server.ts', env)
    floor = await start('floor-server.ts', { BENCH_OWNER: JSON.stringify(owner) })
    const headers = {
      cookie: `amparo=${encodeURIComponent(at.worker)}`,
      'x-amparo': '1',
      'content-type': 'application/json',
    }
    const body = JSON.stringify({ staff_ids, from: today, until })
    const asked = () => ({ method: 'POST' as const, path: '/api/agenda/free-busy', headers, body })
    const bare = () => ({
      ...{ method: 'POST' as const, path: '/free-busy', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ organisation_id: at.organisation_id, staff_ids, from: today, until: addDays(until, 1) }),
    })
    const { people } = (await (
      await fetch(`${house.url}/api/agenda/free-busy`, { method: 'POST', headers, body })
    ).json()) as {
      people: { taken: string }[]
    }
    const spans = people.reduce((sum, { taken }) => sum + taken.split(' ').length, 0)
    if (people.length !== colleagues || spans < colleagues * 80)
      throw new Error(`${people.length} people, ${spans} times`)
    const figures = await inTurns({ url: house.url, requests: asked }, { url: floor.url, requests: bare })
    return [
      ...figures,
      within(`${name}, a month`, figures[0]!.value, 'ms', goalMs),
      within('agenda questions without an index', await wholeReads(owner, at, staff_ids), 'count', 0),
    ]
  } finally {
    await floor?.stop()
    await house?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
