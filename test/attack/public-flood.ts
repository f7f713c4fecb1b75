// A flood at the public door while people work at the desk: their slowest answers may take 1.3 times as long as when it
// is quiet, and no more. Quiet and flooded moments alternate, so that whatever else the machine does strikes both.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from '#cases/case.ts'
import { aColleague, askAt, dataFolder, foundHouse, ownerOf } from '#test/served.ts'
import { listReports } from '#triage/report.ts'
import type { AttackResult } from './run.ts'

const say = (text: string) => process.stdout.write(`       ${text}\n`)
const rounds = Number(process.env.ATTACK_ROUNDS ?? 6)
const seconds = Number(process.env.ATTACK_SECONDS ?? 4)
const goal = 1.3
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const part = (values: number[], of: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * of))]!

const begin = <T>(file: string, env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; said: T }> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, file), {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
    child.once('message', (said) => resolve({ child, said: said as T }))
  })

/** Floods for a while; answers how many requests there were, by what became of them. */
const flood = async (url: string, work: () => Promise<void>) => {
  const child = fork(join(import.meta.dirname, 'flood-from.ts'), {
    env: { ...process.env, FLOOD_URL: url },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<{ sent: number; counted: Record<string, number> }>((resolve) =>
    child.once('message', (said) => resolve(said as never)),
  )
  // It has to have begun before anything is measured.
  await pause(1_000)
  await work()
  child.send('enough')
  return ended
}

interface Measured {
  quiet: number
  flooded: number
  ratio: number
  sent: number
  counted: Record<string, number>
}

const measure = async (wide: boolean, times: number): Promise<Measured> => {
  const place = dataFolder()
  const folder = join(place.path, 'house')
  mkdirSync(folder)
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1', ...(wide && { FLOOD_WIDE_OPEN: '1' }) }
  const { child, said } = await begin<{ url: string; link: string }>('flood-house.ts', env)
  try {
    const { url } = said
    const founded = await foundHouse({ ...said, pid: child.pid! } as never)
    const who = await aColleague(ownerOf(folder), founded, ['coordinator', 'intake'])
    // A colleague at work: a request each twentieth of a second, as a busy office sends them.
    const atTheDesk = async (): Promise<number[]> => {
      const taken: number[] = []
      const until = performance.now() + seconds * 1000
      while (performance.now() < until) {
        for (const [endpoint, input] of [
          [listFiles, { status: 'open' }],
          [listReports, { limit: 25 }],
        ] as const) {
          const began = performance.now()
          await askAt(url, endpoint as never, input, who)
          taken.push(performance.now() - began)
        }
        await pause(50)
      }
      return taken
    }
    await atTheDesk()
    const [quiet, flooded, ratios]: [number[], number[], number[]] = [[], [], []]
    const all = { sent: 0, counted: {} as Record<string, number> }
    for (let round = 0; round < times; round++) {
      const before = part(await atTheDesk(), 0.95)
      let during = 0
      const { sent, counted } = await flood(url, async () => {
        during = part(await atTheDesk(), 0.95)
      })
      // What the flood left behind is answered before the next quiet moment.
      await pause(2_500)
      const after = part(await atTheDesk(), 0.95)
      quiet.push((before + after) / 2)
      flooded.push(during)
      ratios.push(during / ((before + after) / 2))
      all.sent += sent
      for (const [kind, count] of Object.entries(counted)) all.counted[kind] = (all.counted[kind] ?? 0) + count
    }
    return { quiet: part(quiet, 0.5), flooded: part(flooded, 0.5), ratio: part(ratios, 0.5), ...all }
  } finally {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.disconnect()
    await gone
    place.remove()
  }
}

const tell = (name: string, { quiet, flooded, ratio, sent, counted }: Measured) => {
  const became = Object.entries(counted).map(([kind, count]) => `${count} ${kind}`)
  say(`${name}: ${sent} requests (${became.join(', ')})`)
  say(
    `${name}: desk p95 ${quiet.toFixed(1)} ms when quiet, ${flooded.toFixed(1)} ms flooded, ${ratio.toFixed(2)} times`,
  )
}

export const publicFlood = async (): Promise<AttackResult[]> => {
  const held = await measure(false, rounds)
  tell('flood', held)
  const wide = await measure(true, 2)
  tell('planted, a door wide open', wide)
  return [
    {
      name: `public: desk p95 under ${goal} times normal in a flood`,
      tried: held.sent,
      found: held.ratio < goal ? 0 : 1,
      planted: 1,
      noticed: wide.ratio >= goal ? 1 : 0,
    },
  ]
}
