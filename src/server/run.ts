// Serves until told to stop: listens, keeps the clock's high-water mark and the journal's seal, and closes in order.
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { headsFile, sealJournalEvery } from '#journal/heads.ts'
import { Problem } from '#kit/problem.ts'
import { type AppParts, buildApp } from './app.ts'
import { watchDoors } from './close-doors.ts'
import type { DemoStaff } from './demo-door.ts'
import type { Environment } from './environment.ts'
import {
  countFiles,
  endReports,
  forgetInterpreters,
  forgetRequests,
  forgetStaffCare,
  forgetTrainingRequests,
  readDirectories,
  reckonLaw,
  sweepErasures,
} from './housekeeping.ts'
import { type OpenedHouse, readVersion, type Say } from './open.ts'

export interface Served {
  url: string
  stop(): Promise<void>
}

const tickSeconds = 20
const sealSeconds = 10
const keepSeconds = 60

interface More extends Pick<AppParts, 'door_limits' | 'learn_limits'> {
  requests_per_minute?: number
  /** Who a demo's links sign in. */
  demo_staff?: DemoStaff
}

// Browsers keep passkeys to names: an address of digits has none.
const shownHost = (host: string): string =>
  host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host

export const serve = async (
  opened: OpenedHouse,
  environment: Environment,
  say: Say,
  more: More = {},
): Promise<Served> => {
  const { house, matrix, door } = opened
  let clockBehind = false
  const tick = async () => {
    const { rows } = await house.database.transaction({ token: '' }, (tx) =>
      sql<{ behind: boolean }>`select guard.tick() as behind`.execute(tx),
    )
    // What was covered in a note is destroyed once it can no longer be taken back.
    await house.database.transaction({ token: '' }, (tx) => sql`select guard.destroy_covered()`.execute(tx))
    const behind = rows[0]?.behind ?? false
    if (behind && !clockBehind) say('house.clock_behind')
    clockBehind = behind
  }
  await tick()
  const ticking = setInterval(() => void tick().catch(() => {}), tickSeconds * 1000)
  ticking.unref()
  let keeping = Promise.resolve()
  // The first round comes when the doors are open: taking many files along is nothing to wait for.
  let keptOn = ''
  const keepHouse = async () => {
    const today = new Date().toISOString().slice(0, 10)
    if (today !== keptOn) {
      await opened.turnSeason(today)
      await endReports(opened.asOwner)
      await forgetRequests(opened.asOwner, today)
      await forgetStaffCare(opened.asOwner, today)
      await forgetInterpreters(opened.asOwner, today)
      await forgetTrainingRequests(opened.asOwner, today)
      await countFiles(opened.asOwner, house.vault, today)
    }
    keptOn = today
    // In every round: a file that came from another house, or was opened again, is looked at before anybody asks.
    await reckonLaw({ asOwner: opened.asOwner, owner: opened.postgres.owner }, today)
    await sweepErasures(opened.asOwner)
  }
  const keepingHouse = setInterval(() => {
    keeping = keepHouse().catch(() => say('house.not_kept'))
  }, keepSeconds * 1000)
  keepingHouse.unref()
  const sealing = sealJournalEvery(
    {
      database: house.database,
      file: headsFile(environment.data_folder),
      sign: (bytes) => house.vault.fingerprint(bytes),
    },
    sealSeconds,
    () => say('house.journal_not_sealed'),
  )
  const app = await buildApp({
    house,
    matrix,
    door,
    ...more,
    more_answers: opened.set_up.answers,
    data_folder: environment.data_folder,
    desk_folder: environment.AMPARO_DESK,
    version: await readVersion(),
    is_clock_behind: () => clockBehind,
    report: (key, route, cause) => {
      say('house.broken', { key, route })
      // The stack names our own lines; the message of a driver may carry rows and stays out.
      const stack =
        cause instanceof Error
          ? (cause.stack ?? '')
              .split('\n')
              .filter((line) => /^\s+at /.test(line))
              .slice(0, 6)
              .join('\n')
          : ''
      if (stack) process.stderr.write(`${cause instanceof Error ? cause.name : ''}\n${stack}\n`)
    },
  })
  const closeDoors = watchDoors(app)
  await app.listen({ port: environment.PORT, host: environment.HOST }).catch(async (error: { code?: string }) => {
    clearInterval(ticking)
    clearInterval(keepingHouse)
    await app.close()
    if (error.code !== 'EADDRINUSE') throw error
    throw new Problem('conflict', 'house.port_taken', { port: environment.PORT })
  })
  // One that cannot be read is told to whoever asks for it.
  const reading = readDirectories(opened.asOwner).catch(() => {})
  const { port } = app.server.address() as AddressInfo
  const url = environment.AMPARO_PUBLIC_URL ?? `http://${shownHost(environment.HOST)}:${port}`
  return {
    url,
    stop: async () => {
      clearInterval(ticking)
      clearInterval(keepingHouse)
      await Promise.all([keeping, reading])
      await closeDoors()
      await sealing.stop()
      await opened.close()
    },
  }
}
