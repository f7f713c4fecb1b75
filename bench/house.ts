// The house at 100,000 files: opening a file, saving a note, the People list; cold start, memory and first loads.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { newId } from '#kit/id.ts'
import { readEnvironment } from '#server/environment.ts'
import { countFiles } from '#server/housekeeping.ts'
import { openHouse } from '#server/open.ts'
import { firstLoad } from '#test/desk/first-load.ts'
import { againstFloor, type Figure, within } from './figures.ts'
import { type Filled, fill } from './fill.ts'
import { load, type Wish } from './load.ts'
import { type Child, familyOf, memoryOf, start } from './processes.ts'

const files = Number(process.env.BENCH_FILES ?? 100_000)
const entries = files * 5
const goal = 2

type Requests = Wish['requests']
export interface Pair {
  name: string
  house: Requests
  floor: Requests
}

export const pairs = (at: Filled): Pair[] => {
  let turn = 0
  const next = (): string => at.case_ids[turn++ % at.case_ids.length]!
  const as = (token: string) => ({ cookie: `amparo=${encodeURIComponent(token)}`, 'x-amparo': '1' })
  const json = { 'content-type': 'application/json' }
  const text = 'She slept well and asks whether the appointment with the lawyer can be moved to the afternoon. '.repeat(
    3,
  )
  const { organisation_id } = at
  const office_id = at.office_id
  return [
    {
      name: 'open a file, last 20 entries',
      house: () => ({ path: `/api/cases/${next()}`, headers: as(at.worker) }),
      floor: () => ({ path: `/file/${next()}` }),
    },
    {
      name: 'save a note',
      house: () => ({
        method: 'POST',
        path: `/api/cases/${next()}/notes`,
        headers: { ...as(at.worker), ...json, 'idempotency-key': newId() },
        body: JSON.stringify({ note_id: newId(), section: 'story', text }),
      }),
      floor: () => ({
        method: 'POST',
        path: `/file/${next()}/notes`,
        headers: json,
        body: JSON.stringify({ note_id: newId(), organisation_id, author_id: at.worker_id, section: 'story', text }),
      }),
    },
    {
      name: 'People, 25 of one worker',
      house: () => ({ path: '/api/cases?stage=plan', headers: as(at.worker) }),
      floor: () => ({ path: `/files?organisation_id=${organisation_id}&staff_id=${at.worker_id}` }),
    },
    {
      name: 'People, 25 of an office',
      house: () => ({ path: '/api/cases?stage=plan', headers: as(at.coordinator) }),
      floor: () => ({ path: `/files?organisation_id=${organisation_id}&office_id=${office_id}` }),
    },
  ]
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/**
 * Each pair at one, eight and thirty-two connections, ours and the bare server in turns, each first every other time. A
 * machine's own speed wanders by half within a minute: turns are short, each gives a ratio of its own, and the middle one
 * of these counts.
 */
export const compare = async (house: Child, floor: Child, pairs: Pair[]): Promise<Figure[]> => {
  const seconds = Number(process.env.BENCH_SECONDS ?? 1)
  const rounds = Number(process.env.BENCH_ROUNDS ?? 9)
  const figures: Figure[] = []
  for (const pair of pairs) {
    const sides = [
      { url: house.url, requests: pair.house },
      { url: floor.url, requests: pair.floor },
    ] as const
    // A server that has been up for a day is warm: at one connection a round is too few requests to compile for.
    for (const side of sides) await load({ ...side, connections: 32, seconds: 4 })
    for (const connections of [1, 8, 32]) {
      const taken: [house: number[], floor: number[]] = [[], []]
      for (let round = 0; round <= rounds; round++) {
        const turns = round % 2 === 0 ? [0, 1] : [1, 0]
        const values = [0, 0]
        for (const turn of turns) values[turn] = (await load({ ...sides[turn]!, connections, seconds })).value
        // The first round warms caches and compilers on both sides and counts for neither.
        if (round === 0) continue
        for (const turn of turns) taken[turn]!.push(values[turn]!)
      }
      const ratio = median(taken[0].map((value, round) => value / taken[1][round]!))
      figures.push(againstFloor(pair.name, connections, median(taken[0]), median(taken[1]), goal, ratio))
      process.stdout.write(`${pair.name}, ${connections}: ${ratio.toFixed(2)}\n`)
    }
  }
  return figures
}

const coldStart = async (folder: string): Promise<number> => {
  const began = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/cli/main.ts'), 'serve'], {
    env: { ...process.env, AMPARO_DATA: folder, PORT: '18099' },
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    while (performance.now() - began < 30_000 && child.exitCode === null) {
      const isReady = await fetch('http://127.0.0.1:18099/readyz').then(
        (reply) => reply.ok,
        () => false,
      )
      if (isReady) return (performance.now() - began) / 1000
      await pause(10)
    }
    throw new Error('the house was not ready within 30 s')
  } finally {
    child.kill('SIGINT')
    await ended
  }
}

/** The language and the first screen count too, though the page does not link them. */
const deskSize = (): number => firstLoad(join(import.meta.dirname, '../dist/desk')).brotli / 1000

const publicSize = async (url: string): Promise<number> =>
  gzipSync(Buffer.from(await (await fetch(`${url}/`)).arrayBuffer())).length / 1000

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-'))
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }
  let [house, floor]: (Child | undefined)[] = []
  try {
    const opened = await openHouse(readEnvironment({ ...process.env, ...env }), false, () => {})
    const at = await fill(opened.postgres.owner, opened.house.vault, files, entries)
    const owner = opened.postgres.owner
    // What the house does by itself once a day is done, as it is where people have worked since yesterday.
    const today = new Date().toISOString().slice(0, 10)
    await opened.turnSeason(today)
    await countFiles(opened.asOwner, opened.house.vault, today, 0)
    await opened.close()
    // The first start after an update compiles what it runs; the others are what a morning is like.
    const cold = median([await coldStart(folder), await coldStart(folder), await coldStart(folder)])
    house = await start('house-server.ts', env)
    await pause(3_000)
    const idle = familyOf(house.process.pid!).reduce((sum, pid) => sum + memoryOf(pid), 0)
    floor = await start('floor-server.ts', { BENCH_OWNER: JSON.stringify(owner) })
    const figures = await compare(house, floor, pairs(at))
    return [
      ...figures,
      within('cold start to first answer', cold, 's', 3),
      within('idle memory, server and database', idle, 'MB', 350),
      within('desk, first load of JavaScript', deskSize(), 'kB', 180),
      within('public page in all', await publicSize(house.url), 'kB', 14),
    ]
  } finally {
    await floor?.stop()
    await house?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
