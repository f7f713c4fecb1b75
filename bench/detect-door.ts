// The public door against a bare one: its page served, and a report accepted, at one connection and at several.
//   a page served      the first page in a language, compressed as a browser asks for it
//   a report accepted  sealed, hashed, weighed, stored and answered with its number; the bare one hashes and stores
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { againstFloor, type Figure } from './figures.ts'
import { fill } from './fill.ts'
import { load, type Wish } from './load.ts'
import { type Child, start } from './processes.ts'

const goal = 2
const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
const seconds = Number(process.env.BENCH_SECONDS ?? 2)
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const page: Wish['requests'] = () => ({ path: '/', headers: { 'accept-encoding': 'br', 'accept-language': 'bn' } })

const accepted = 'public report accepted'
let told = 0
const report: Wish['requests'] = () => ({
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'gzip', 'accept-language': 'es' },
  body: new URLSearchParams({
    ...{ do: 'report', l: 'es', form: 'someone', seed: randomBytes(32).toString('base64url') },
    ...{ what_happened: `Duerme en la cocina y nunca sale. ${told++}`, danger_now: 'unsure' },
  }).toString(),
})

const compare = async (
  name: string,
  connections: number,
  [house, floor]: [Child, Child],
  requests: Wish['requests'],
) => {
  const taken: { house: number[]; floor: number[] } = { house: [], floor: [] }
  for (let round = 0; round <= rounds; round++) {
    // A report takes as long as its hash: of few that fit into a second none may be whole.
    const least = name === accepted ? 6 : 1
    const wish = { connections, seconds: round === 0 ? least : Math.max(least, seconds), requests }
    const ours = await load({ url: house.url, ...wish })
    const bare = await load({ url: floor.url, ...wish })
    // The first round warms caches and compilers on both sides and counts for neither.
    if (round === 0) continue
    taken.house.push(ours.value)
    taken.floor.push(bare.value)
  }
  const figure = againstFloor(name, connections, median(taken.house), median(taken.floor), goal)
  const each = (1000 / figure.value).toFixed(figure.value > 100 ? 1 : 0)
  process.stdout.write(`${name}, ${connections}: ${each} a second, ${figure.ratio!.toFixed(2)} times the bare one\n`)
  return figure
}

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-'))
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }
  let [house, floor]: (Child | undefined)[] = []
  try {
    const opened = await openHouse(readEnvironment({ ...process.env, ...env }), false, () => {})
    const owner = opened.postgres.owner
    await fill(owner, opened.house.vault, 100, 500)
    const client = new pg.Client(owner)
    await client.connect()
    await client.query('update organisation set takes_reports = true')
    await client.end()
    await opened.close()
    house = await start('house-server.ts', env)
    const asked = await fetch(house.url, { headers: { 'accept-encoding': 'br', 'accept-language': 'bn' } })
    // What travels, not what it unpacks to.
    const size = Number(asked.headers.get('content-length') ?? 10_000)
    await asked.arrayBuffer()
    floor = await start('detect-floor.ts', { BENCH_OWNER: JSON.stringify(owner), BENCH_PAGE: String(size) })
    const both: [Child, Child] = [house, floor]
    const figures: Figure[] = []
    for (const connections of [1, 8, 32]) figures.push(await compare('public page served', connections, both, page))
    // Few at once: what a round leaves in the lane must not bring the next one to the page one waits on.
    for (const connections of [1, 4]) figures.push(await compare(accepted, connections, both, report))
    return figures
  } finally {
    await floor?.stop()
    await house?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
