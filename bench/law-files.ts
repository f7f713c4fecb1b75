// The law of all files with the database: read, reckoned and kept, as the house does by itself; and a page of the wall over them.
//   a day that comes     every file is looked at, as if each had something that differs by itself today
//   a law written anew   every file is looked at, and one in ten comes out otherwise, by one rule, and is written
//   the wall             a page of fifty and its counts, as a coordinator and a reference worker ask for them
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { countWall, listWall, type WallWish } from '#law/wall.store.ts'
import { readEnvironment } from '#server/environment.ts'
import { reckonLaw } from '#server/housekeeping.ts'
import { openHouse } from '#server/open.ts'
import { type Figure, within } from './figures.ts'
import { type Filled, fill } from './fill.ts'
import { filesOfLaw } from './law-reckoning.ts'

const files = Number(process.env.BENCH_FILES ?? 100_000)
const today = '2026-11-22'
const goalMs = 20_000
const wallGoalMs = 150
const atOnce = 5_000

/** What happened in each file; nothing is reckoned yet. */
const tell = async (client: pg.Client, organisation_id: string): Promise<void> => {
  const told = filesOfLaw()
  const { rows } = await client.query<{ case_id: string; worker: string }>(
    'select case_id, created_by as worker from case_file order by case_id',
  )
  for (let from = 0; from < rows.length; from += atOnce) {
    const batch = rows
      .slice(from, from + atOnce)
      .map((row, place) => ({ ...row, ...told[(from + place) % told.length]! }))
    await client.query(
      `insert into law_file (organisation_id, case_id, jurisdictions, province, town, circumstances, next_look_on, reckoned_on, rules_mark, outcome_mark)
       select $1, case_id, '{es}', province, town, circumstances, $3, $3, '', ''
       from jsonb_to_recordset($2) as f(case_id uuid, province text, town text, circumstances jsonb)`,
      [organisation_id, JSON.stringify(batch), today],
    )
    const events = batch.flatMap(({ case_id, worker, happenings }) =>
      happenings.map(({ code, on }) => ({ case_id, worker, event_id: newId(), code, on })),
    )
    await client.query(
      `insert into law_event (organisation_id, case_id, event_id, code, jurisdiction, happened_on, recorded_by, recorded_at, sealed)
       select $1, case_id, event_id, code, 'es', "on", worker, now(), '\\x00'
       from jsonb_to_recordset($2) as e(case_id uuid, worker uuid, event_id uuid, code text, "on" date)`,
      [organisation_id, JSON.stringify(events)],
    )
  }
  await client.query('vacuum analyze law_file')
  await client.query('vacuum analyze law_event')
}

const taking = async <T>(work: () => Promise<T>): Promise<{ ms: number; done: T }> => {
  const began = performance.now()
  const done = await work()
  return { ms: performance.now() - began, done }
}

/** As the server asks: a whole table is read only where no index serves. */
const wholeReads = async (owner: pg.ClientConfig, at: Filled): Promise<number> => {
  const client = new pg.Client({ ...owner, options: '-c enable_seqscan=off' })
  await client.connect()
  const open = 'select deadline_id from law_deadline where organisation_id = $1 and open'
  const page = 'order by due_on, deadline_id limit 51'
  const asked: [string, unknown[]][] = [
    [`${open} ${page}`, [at.organisation_id]],
    [`${open} and (due_on, deadline_id) > (date '2026-12-01', $1) ${page}`, [at.organisation_id]],
    [`${open} and owner_id = $2 ${page}`, [at.organisation_id, at.worker_id]],
    [`${open} and deputy_id = $2 ${page}`, [at.organisation_id, at.worker_id]],
    [`${open} and case_id = any($2::uuid[])`, [at.organisation_id, at.case_ids]],
    [`select case_id from law_file where case_id > $1 order by case_id limit 500`, [at.case_ids[0]]],
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

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-law-'))
  const opened = await openHouse(
    readEnvironment({ ...process.env, AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }),
    false,
    () => {},
  )
  try {
    const at = await fill(opened.postgres.owner, opened.house.vault, files, 0)
    const { owner } = opened.postgres
    const owning = { asOwner: opened.asOwner, owner }
    const client = new pg.Client(owner)
    await client.connect()
    await client.query('set statement_timeout = 0; set synchronous_commit = off')
    await tell(client, at.organisation_id)
    const first = await taking(() => reckonLaw(owning, today))
    const { rows } = await client.query<{ count: string }>('select count(*) from law_deadline')
    process.stdout.write(`${rows[0]!.count} deadlines written for the first time in ${Math.round(first.ms / 1000)} s\n`)
    await client.query('vacuum analyze law_deadline')
    await client.query('update law_file set next_look_on = $1', [today])
    await client.query('vacuum analyze law_file')
    const day = await taking(() => reckonLaw(owning, today))
    await client.query("update law_file set rules_mark = 'of then'")
    await client.query("update law_file set outcome_mark = 'of then' where abs(hashtext(case_id::text)) % 10 = 0")
    await client.query(
      `update law_deadline set due_on = due_on - 1 where rule_id = 'ES-07' and abs(hashtext(case_id::text)) % 10 = 0`,
    )
    await client.query('vacuum analyze law_file')
    const anew = await taking(() => reckonLaw(owning, today))
    if (first.done.files !== files || day.done.files !== files || anew.done.files !== files)
      throw new Error(JSON.stringify([first.done, day.done, anew.done]))
    process.stdout.write(`a law written anew: otherwise in ${anew.done.changed} files\n`)
    await client.query('vacuum analyze law_deadline')
    await client.end()
    const wall = async (token: string, wish: Omit<WallWish, 'organisation_id' | 'track' | 'until' | 'office_id'>) => {
      const whole = {
        ...wish,
        organisation_id: at.organisation_id,
        office_id: at.office_id,
        track: undefined,
        until: undefined,
      }
      const times: number[] = []
      for (let round = 0; round < 9; round += 1) {
        const { ms } = await taking(() =>
          opened.house.database.transaction({ token }, async (tx) => {
            await countWall(tx, whole, today, addDays(today, 7))
            const page = await listWall(tx, whole, today, undefined, 50)
            if (page.length === 0) throw new Error('an empty wall')
          }),
        )
        times.push(ms)
      }
      return median(times)
    }
    const mine = await wall(at.worker, { whose: 'mine', staff_id: at.worker_id, on_the_case: true })
    const office = await wall(at.coordinator, { whose: 'office', staff_id: newId(), on_the_case: false })
    const of = `law of ${files.toLocaleString('en')} files`
    return [
      within(`${of}, a day that comes, with the database`, day.ms, 'ms', goalMs),
      within(`${of}, a law written anew, with the database`, anew.ms, 'ms', goalMs),
      within('wall of a reference worker', mine, 'ms', wallGoalMs),
      within(`wall of an office among ${of}`, office, 'ms', wallGoalMs),
      within('law questions without an index', await wholeReads(owner, at), 'count', 0),
    ]
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
