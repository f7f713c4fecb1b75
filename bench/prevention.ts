// Five hundred people behind one address answer a question at the same moment, and each is shown the next one: how long the
// slowest twentieth waits, against a bare server that writes the same row and sends a page of the same size.
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { houseModules } from '#modules/modules.store.ts'
import { quizOf, stepsOf } from '#modules/way.rules.ts'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { againstFloor, type Figure } from './figures.ts'
import { fill } from './fill.ts'
import { type Child, start } from './processes.ts'

const people = 500
const goal = 2
const rounds = 13

interface Sent {
  method: 'GET' | 'POST'
  path: string
  body?: string
}
interface Came {
  status: number
  ms: number
  to: string
  bytes: number
}

/** As many sockets as there are people: each has a phone of their own. */
const sender = (url: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: people })
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const one = ({ method, path, body }: Sent): Promise<Came> =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      const headers = { 'accept-encoding': 'gzip', 'accept-language': 'es', ...(body !== undefined && type) }
      const asked = request(`${url}${path}`, { method, agent, headers }, (reply) => {
        let bytes = 0
        reply.on('data', (chunk: Buffer) => {
          bytes += chunk.length
        })
        reply.on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            ms: performance.now() - began,
            to: reply.headers.location ?? '',
            bytes,
          }),
        )
      })
      asked.on('error', reject)
      asked.end(body)
    })
  return { all: (sent: Sent[]) => Promise.all(sent.map(one)), close: () => agent.destroy() }
}

const p95 = (came: Came[]): number => came.map(({ ms }) => ms).sort((a, b) => a - b)[Math.ceil(came.length * 0.95) - 1]!
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

const demand = (came: Came[], status: number): Came[] => {
  const others = came.filter((each) => each.status !== status)
  if (others.length > 0) throw new Error(`${others.length} of ${came.length} were answered ${others[0]!.status}`)
  return came
}

const compare = async (house: Child, floor: Child): Promise<Figure[]> => {
  const [ours, bare] = [sender(house.url), sender(floor.url)]
  const { module } = houseModules()[0]!
  const { id, items } = quizOf(module)
  try {
    const begun = demand(
      await ours.all(
        Array.from({ length: people }, (_, n) => ({
          ...{ method: 'POST' as const, path: `/learn/${module.id}` },
          body: `do=begin&l=es&seed=${String(n).padStart(22, '0')}`,
        })),
      ),
      303,
    )
    // Everything before the quiz, so that the page after an answer is the next question.
    for (const { unit, item } of stepsOf(module)) {
      if (item) break
      const bodies =
        unit.kind === 'situation'
          ? unit.nodes.map((node) => [`/${node.id}`, `given=${node.choices[0]!.id}`])
          : [['', unit.kind === 'signs' ? unit.signs.map((sign) => `${sign.id}=${sign.is}`).join('&') : '']]
      for (const [part, body] of bodies)
        demand(
          await ours.all(
            begun.map(({ to }) => ({ method: 'POST' as const, path: `${to}/${unit.id}${part}`, body: body! })),
          ),
          303,
        )
    }
    const taken = { answered: [[], []] as number[][], shown: [[], []] as number[][] }
    for (let round = 0; round < rounds; round += 1) {
      const item = items[round % (items.length - 1)]!
      const next = items[(round % (items.length - 1)) + 1]!
      const body = `given=${item.options[round % item.options.length]!.id}`
      const answers = begun.map(({ to }) => ({ method: 'POST' as const, path: `${to}/${id}/${item.id}`, body }))
      const pages = begun.map(({ to }) => ({ method: 'GET' as const, path: `${to}/${id}/${next.id}` }))
      const here = p95(demand(await ours.all(answers), 303))
      const there = p95(demand(await bare.all(answers), 303))
      const shown = p95(demand(await ours.all(pages), 200))
      const sent = p95(demand(await bare.all(pages), 200))
      // The first rounds warm caches and compilers on both sides and count for neither.
      if (round < 2) continue
      taken.answered[0]!.push(here)
      taken.answered[1]!.push(there)
      taken.shown[0]!.push(shown)
      taken.shown[1]!.push(sent)
    }
    const figure = (name: string, [here, there]: number[][]) =>
      againstFloor(name, people, median(here!), median(there!), goal)
    return [figure('500 answer at once, p95', taken.answered), figure('500 see the next page, p95', taken.shown)]
  } finally {
    ours.close()
    bare.close()
  }
}

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-'))
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }
  let [house, floor]: (Child | undefined)[] = []
  try {
    const opened = await openHouse(readEnvironment({ ...process.env, ...env }), false, () => {})
    const owner = opened.postgres.owner
    await fill(owner, opened.house.vault, 20, 100)
    await opened.close()
    house = await start('house-server.ts', env)
    const [first] = houseModules()
    const looked = sender(house.url)
    const [page] = await looked.all([{ method: 'GET', path: `/learn/${first!.module.id}` }])
    looked.close()
    const answers = Object.fromEntries(
      stepsOf(first!.module).map(({ unit, item }) => [`${unit.id}.${item?.id}`, ['read']]),
    )
    floor = await start('prevention-floor.ts', {
      BENCH_OWNER: JSON.stringify(owner),
      BENCH_PAGE: String(page!.bytes),
      BENCH_ANSWERS: JSON.stringify(answers),
    })
    const figures = await compare(house, floor)
    for (const { name, value, ratio } of figures)
      process.stdout.write(`${name}: ${value.toFixed(0)} ms, ${ratio!.toFixed(2)} times the bare one\n`)
    return figures
  } finally {
    await floor?.stop()
    await house?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
