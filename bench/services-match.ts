// A match with its reasons for one need of one person, at one connection, against one plain SQL query that returns the
// same candidates: services of these kinds in this country that let her in, best first, fifteen of them, read from their
// records by a bare server.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { type Figure, within } from './figures.ts'
import { type Filled, fill } from './fill.ts'
import { fillDirectory } from './fill-directory.ts'
import { type Child, start } from './processes.ts'

const files = Number(process.env.BENCH_FILES ?? 100_000)
const services = Number(process.env.BENCH_SERVICES ?? 20_000)
const asked = Number(process.env.BENCH_MATCHES ?? 400)
const needs = {
  legal: ['legal', 'accreditation', 'reporting'],
  housing: ['shelter_emergency', 'shelter_long', 'flat', 'housing_access'],
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

interface Asking {
  house: (case_id: string, need: string) => Promise<number>
  floor: (kinds: string[]) => Promise<number>
}

const asking = (house: Child, floor: Child, at: Filled): Asking => {
  const timed = async (url: string, headers: Record<string, string>): Promise<number> => {
    const began = performance.now()
    const reply = await fetch(url, { headers })
    const body = await reply.json()
    const took = performance.now() - began
    const found = (body as { best?: unknown[]; rows?: unknown[] }).best ?? (body as { rows?: unknown[] }).rows
    if (!reply.ok || !found || found.length === 0) throw new Error(`${reply.status}: ${url} found nothing`)
    return took
  }
  const cookie = { cookie: `amparo=${encodeURIComponent(at.worker)}`, 'x-amparo': '1' }
  return {
    house: (case_id, need) => timed(`${house.url}/api/cases/${case_id}/matches?need=${need}&urgency=this_week`, cookie),
    floor: (kinds) =>
      timed(`${floor.url}/services?organisation_id=${at.organisation_id}&kinds=${kinds.join(',')}&province=28`, {}),
  }
}

const measure = async (
  name: string,
  { house, floor }: Asking,
  at: Filled,
  need: keyof typeof needs,
): Promise<Figure[]> => {
  const next = (turn: number): string => at.case_ids[turn % at.case_ids.length]!
  // The first of all reads the directory; a server that has been up for a day has compiled what it runs.
  for (let turn = 0; turn < asked; turn += 1) {
    await house(next(turn), need)
    await floor(needs[need])
  }
  const taken: { house: number[]; floor: number[] } = { house: [], floor: [] }
  for (let turn = 0; turn < asked; turn += 1) {
    taken.house.push(await house(next(turn), need))
    taken.floor.push(await floor(needs[need]))
  }
  const [value, bare] = [median(taken.house), median(taken.floor)]
  return [
    within(`match, ${name}: p50`, value, 'ms', 10),
    {
      ...{ name: `match, ${name}: against one query`, connections: 1, value, unit: 'ms', floor: bare },
      ...{ ratio: value / bare, goal: 1.5, holds: value / bare <= 1.5 },
    },
  ]
}

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-services-'))
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }
  let [house, floor]: (Child | undefined)[] = []
  try {
    const opened = await openHouse(readEnvironment({ ...process.env, ...env }), false, () => {})
    const at = await fill(opened.postgres.owner, opened.house.vault, files, files)
    const owner = opened.postgres.owner
    await fillDirectory(owner, at.organisation_id, services)
    await opened.close()
    house = await start('house-server.ts', env)
    floor = await start('floor-server.ts', { BENCH_OWNER: JSON.stringify(owner) })
    const ask = asking(house, floor, at)
    return [
      ...(await measure('a lawyer', ask, at, 'legal')),
      ...(await measure('a place to sleep', ask, at, 'housing')),
    ]
  } finally {
    await floor?.stop()
    await house?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
