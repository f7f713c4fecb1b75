// What the house does by itself for those who left: it turns the seasons of the keys, sweeps up after an erasure, and
// erases reports whose life is over. It reckons the deadlines of the day, and reads the directory before anybody asks for it.
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { countAgain } from '#cases/counted.api.ts'
import { loadDirectory } from '#directory/service.api.ts'
import { keepingFacts } from '#interpreters/interpreting-facts.ts'
import { keptUntil } from '#interpreters/keeping.rules.ts'
import { forgetInterpreter, listKept } from '#interpreters/register.store.ts'
import { builderOver } from '#kit/database.ts'
import { addDays, type Day } from '#kit/day.ts'
import { countToReckon, halves, handDeadlinesOn, type ReckonedAgain } from '#law/reckon-again.api.ts'
import { readyToMatch } from '#matching/index.rules.ts'
import { forgetWhoAsked } from '#prevention/request.store.ts'
import { staffCareFacts } from '#team/staff-care-facts.ts'
import { isSeasonOver, keptSeasons, latestSeason, type Season } from '#vault/season.rules.ts'
import { newSeason, writeSeasons } from '#vault/season.ts'
import type { Vault } from '#vault/vault.store.ts'
import { type LawShare, reckonShare } from './law-worker.ts'

type AsOwner = <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>

export interface SeasonKeeper {
  asOwner: AsOwner
  vault: Vault
  /** The list the vault holds: changed in place, so that it sees a new season at once. */
  seasons: Season[]
  file: string
}

/** The new key is on disk before anything is under it: what is sealed from now on goes under it. */
export const beginSeason = async (seasons: Season[], file: string, today: Day): Promise<void> => {
  if (!isSeasonOver(seasons, today)) return
  const next = newSeason(seasons, today)
  await writeSeasons(file, [...seasons, next])
  seasons.push(next)
}

/** Takes every file along, while the house is at work; an old key goes only when nothing is under it any more. */
export const keepSeasons = async ({ asOwner, vault, seasons, file }: SeasonKeeper, today: Day): Promise<void> => {
  await beginSeason(seasons, file, today)
  const { number } = latestSeason(seasons)!
  const { in_use } = await asOwner(async (client) => {
    await client.query('begin')
    const turned = await vault.turnSeason(builderOver(client), number)
    await client.query('commit')
    return turned
  })
  const kept = keptSeasons(seasons, today, in_use)
  if (kept.length === seasons.length) return
  await writeSeasons(file, kept)
  seasons.splice(0, seasons.length, ...kept)
}

/** Rows that were deleted leave their tables for good, and the write-ahead log goes on in a new file. */
const clearOut = async (client: pg.Client, tables: string[]): Promise<void> => {
  for (const name of tables) await client.query(`vacuum (truncate) ${name}`)
  // A cluster of one's own may not let its owner do these two: the season of the keys covers for them.
  for (const tidy of ['checkpoint', 'select pg_switch_wal()', 'checkpoint']) await client.query(tidy).catch(() => {})
}

/**
 * After an erasure: rows that were deleted are cleared out of their tables and the write-ahead log goes on in a new
 * file. The key is gone already; this shortens how long the noise it left lies about. Answers how many were swept.
 */
export const sweepErasures = (asOwner: AsOwner): Promise<number> =>
  asOwner(async (client) => {
    const { rows } = await client.query<{ erasure_id: string }>('select erasure_id from erasure where swept_at is null')
    if (rows.length === 0) return 0
    const tables = await client.query<{ name: string }>(
      "select a_table::text as name from guard.tables_of_a_file() union select 'case_file' union select 'answered_request'",
    )
    await clearOut(
      client,
      tables.rows.map((row) => row.name),
    )
    const swept = rows.map((row) => row.erasure_id)
    await client.query('update erasure set swept_at = now() where erasure_id = any($1)', [swept])
    return rows.length
  })

const endedAtOnce = 200

/** Reports without a file whose receipt has ended are erased, with all that hangs on them. Answers how many. */
export const endReports = (asOwner: AsOwner): Promise<number> =>
  asOwner(async (client) => {
    let all = 0
    for (let ended = endedAtOnce; ended === endedAtOnce; all += ended) {
      const { rows } = await client.query<{ ended: number }>('select guard.end_reports($1) as ended', [endedAtOnce])
      ended = rows[0]?.ended ?? 0
    }
    if (all === 0) return 0
    const tables = await client.query<{ name: string }>(
      `select 'report' as name union select k.conrelid::regclass::text from pg_constraint k
       where k.contype = 'f' and k.confrelid = 'report'::regclass`,
    )
    await clearOut(
      client,
      tables.rows.map((row) => row.name),
    )
    return all
  })

/** A repeat comes within minutes, a draft that lay on a device within weeks. */
const requestsKeptDays = 30

/** Requests that were answered long ago are remembered for nobody. Answers how many went. */
export const forgetRequests = (asOwner: AsOwner, today: Day): Promise<number> =>
  asOwner(async (client) => {
    const until = `${addDays(today, -requestsKeptDays)}T00:00:00Z`
    return (await client.query('delete from answered_request where at < $1', [until])).rowCount ?? 0
  })

/** Marks of hard days and visits alone are there to notice, not to be kept. Answers how many went. */
export const forgetStaffCare = (asOwner: AsOwner, today: Day): Promise<number> =>
  asOwner(async (client) => {
    const { kept_days, out_alone } = staffCareFacts
    const { rows } = await client.query<{ gone: number }>(
      'select guard.forget_staff_care($1) + guard.forget_lone_visits($2) as gone',
      [addDays(today, -kept_days), `${addDays(today, -out_alone.kept_days)}T00:00:00Z`],
    )
    return rows[0]?.gone ?? 0
  })

/** Records of the register whose keeping has ended say of nobody who they were. Answers how many went. */
export const forgetInterpreters = (asOwner: AsOwner, today: Day): Promise<number> =>
  asOwner(async (client) => {
    const tx = builderOver(client)
    const ended = (await listKept(tx)).filter((each) => keptUntil(each, keepingFacts) < today)
    for (const { organisation_id, interpreter_id } of ended)
      await forgetInterpreter(tx, organisation_id, interpreter_id, today)
    if (ended.length > 0) await clearOut(client, ['interpreter', 'interpreter_language', 'interpreter_vetting'])
    return ended.length
  })

/** A training follows within months of being asked for; who asked is then on the register, or nobody's business any more. */
const whoAskedKeptDays = 365

/** Who asked for a training a year ago is forgotten; that somebody did is still counted. Answers how many. */
export const forgetTrainingRequests = (asOwner: AsOwner, today: Day): Promise<number> =>
  asOwner(async (client) => {
    const forgotten = await forgetWhoAsked(builderOver(client), addDays(today, -whoAskedKeptDays))
    if (forgotten > 0) await clearOut(client, ['training_request'])
    return forgotten
  })

/** Counts files of an older house, or those whose people have grown older; a batch each, so that nothing waits long. */
export const countFiles = (asOwner: AsOwner, vault: Vault, today: Day, rest?: number): Promise<number> =>
  asOwner((client) => countAgain(builderOver(client), vault, today, rest))

/** In a thread beside this one. */
const inAThread = (workerData: LawShare): Promise<ReckonedAgain> =>
  new Promise((done, failed) => {
    const worker = new Worker(new URL('./law-worker.ts', import.meta.url), { workerData })
    worker.once('message', done)
    worker.once('error', failed)
  })

/** Fewer are looked at sooner than threads begin. */
const worthThreads = 2_000

/**
 * Deadlines as the day and the law of today make them; how many files were looked at, and in how many it came out otherwise.
 * Two halves of them side by side, in threads where they are many.
 */
export const reckonLaw = async (
  { asOwner, owner }: { asOwner: AsOwner; owner: pg.ClientConfig },
  today: Day,
  from = worthThreads,
): Promise<ReckonedAgain> => {
  const due = await asOwner(async (client) => {
    const tx = builderOver(client)
    await handDeadlinesOn(tx)
    return countToReckon(tx, today, from)
  })
  if (due === 0) return { files: 0, changed: 0 }
  const shares = await Promise.all(
    halves.map((share) =>
      due >= from ? inAThread({ owner, today, share }) : asOwner((client) => reckonShare(client, today, share)),
    ),
  )
  return {
    files: shares.reduce((sum, { files }) => sum + files, 0),
    changed: shares.reduce((sum, { changed }) => sum + changed, 0),
  }
}

const breathe = () => new Promise<void>((done) => setImmediate(done))

/** Twenty thousand services take seconds to read and check: after a start the house does it by itself, in small bites. */
export const readDirectories = (asOwner: AsOwner): Promise<void> =>
  asOwner(async (client) => {
    const { rows } = await client.query<{ organisation_id: string }>('select organisation_id from directory_mark')
    for (const { organisation_id } of rows) {
      const { services } = await loadDirectory(builderOver(client), organisation_id)
      await readyToMatch(services, breathe)
    }
  })
