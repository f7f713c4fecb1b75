// Reading signs: a thousand records in one request, over HTTP and through the gate as the desk asks. Figures of this bench:
//   1,000 records, half of all        as somebody looks through what came in; the first few warm what is compiled and cached
//   1,000 records, 95 of 100          the same, for the slower ones
//   1,000 records, the rule alone     without the way there and back
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSigns } from '#detection/decide.rules.ts'
import { mostAtOnce, type Seen } from '#detection/detection.ts'
import { ageGroups } from '#detection/reading.ts'
import { signsOf } from '#detection/signs.rules.ts'
import { loadFacts } from '#facts/load.ts'
import { newId } from '#kit/id.ts'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { type Figure, within } from './figures.ts'
import { fill } from './fill.ts'
import { type Child, start } from './processes.ts'

const goal = 100
const requests = 60

/** Between none and twenty signs each, the same on every run; every age, every sector. */
export const records = (): Seen[] => {
  const { indicators } = loadFacts()
  const codes = [...signsOf(indicators).all.keys()]
  const sectors = Object.keys(indicators).filter((id) => id.startsWith('sector-'))
  let seed = 20_261_122
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 8) % below
  }
  return Array.from({ length: mostAtOnce }, (_, turn) => ({
    signs: Array.from({ length: next(21) }, () => codes[next(codes.length)]!),
    age: ageGroups[turn % ageGroups.length]!,
    sector: sectors[turn % sectors.length]!,
  }))
}

const at = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!

const timed = async (work: () => unknown): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const askOf = (house: Child, token: string) => {
  const body = JSON.stringify({ records: records() })
  return async () => {
    const reply = await fetch(`${house.url}/api/detection/read`, {
      method: 'POST',
      headers: {
        cookie: `amparo=${encodeURIComponent(token)}`,
        'x-amparo': '1',
        'content-type': 'application/json',
        'idempotency-key': newId(),
      },
      body,
    })
    const { readings } = (await reply.json()) as { readings?: unknown[] }
    if (readings?.length !== mostAtOnce) throw new Error(`${reply.status}: not every record was read`)
  }
}

const ruleAlone = async (): Promise<number> => {
  const { indicators } = loadFacts()
  const all = records()
  const taken: number[] = []
  for (let turn = 0; turn < requests; turn++)
    taken.push(await timed(() => all.map((record) => readSigns(indicators, record))))
  return at(taken, 0.5)
}

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-'))
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }
  let house: Child | undefined
  try {
    const opened = await openHouse(readEnvironment({ ...process.env, ...env }), false, () => {})
    const { coordinator } = await fill(opened.postgres.owner, opened.house.vault, 100, 500)
    await opened.close()
    house = await start('house-server.ts', env)
    const ask = askOf(house, coordinator)
    for (let turn = 0; turn < 5; turn++) await ask()
    const taken: number[] = []
    for (let turn = 0; turn < requests; turn++) taken.push(await timed(ask))
    const name = '1,000 records read in one request'
    return [
      within(`${name}, half of all`, at(taken, 0.5), 'ms', goal),
      within(`${name}, 95 of 100`, at(taken, 0.95), 'ms', goal),
      within('1,000 records, the rule alone', await ruleAlone(), 'ms', goal),
    ]
  } finally {
    await house?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
