// Five beds and five hundred who ask for one at the same moment, over the real server: five get one, everybody else is
// told that it is full, and what was answered stands, also when the server is killed in the middle.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { beginStay, holdPlace } from '#places/stay.ts'
import { addUnit } from '#places/unit.ts'
import { aCard } from '#test/gate.ts'
import {
  aColleague,
  askAt,
  asOwnerOf,
  dataFolder,
  foundHouse,
  ownerOf,
  type Replied,
  type ServedHouse,
  serveHouse,
} from '#test/served.ts'
import type { FaultResult } from './run.ts'

interface Colleague {
  staff_id: string
  token: string
}
/** One request for a bed: the same intention keeps its key, so that asking again is asking the same. */
interface Ask {
  by: Colleague
  id: string
  key: string
  case_id: string | null
}
interface Scene {
  env: NodeJS.ProcessEnv
  folder: string
  house: ServedHouse
  colleagues: Colleague[]
  files: string[]
}

const beds = 5
const today = () => new Date().toISOString().slice(0, 10)
const say = (text: string) => process.stdout.write(`  ${text}\n`)

const inTurns = async <T>(count: number, atOnce: number, work: (n: number) => Promise<T>): Promise<T[]> => {
  const done: T[] = []
  let next = 0
  const turn = async () => {
    while (next < count) {
      const n = next++
      done[n] = await work(n)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, turn))
  return done
}

const makeFiles = async ({ house, colleagues }: Pick<Scene, 'house' | 'colleagues'>, count: number) =>
  inTurns(count, 6, async (n) => {
    const by = colleagues[n % colleagues.length]!
    const new_case_id = newId()
    const input = { new_case_id, card: aCard(), reference_worker_id: by.staff_id }
    const { status, body } = await askAt(house.url, createFile, input, by)
    if (status !== 200) throw new Error(`no file: ${JSON.stringify(body)}`)
    return new_case_id
  })

const makeUnit = async ({ house, colleagues }: Scene): Promise<string> => {
  const unit_id = newId()
  const places = Array.from({ length: beds }, (_, n) => ({ place_id: newId(), label: `Bed ${n + 1}` }))
  const input = { unit_id, kind: 'house', unit: 'bed', name: 'Casa', places }
  const { status, body } = await askAt(house.url, addUnit, input, colleagues[0]!)
  if (status !== 200) throw new Error(`no unit: ${JSON.stringify(body)}`)
  return unit_id
}

const asksFor = ({ colleagues, files }: Scene, count: number): Ask[] =>
  Array.from({ length: count }, (_, n) => ({
    by: colleagues[n % colleagues.length]!,
    id: newId(),
    key: newId(),
    // Every second one moves somebody in, the others hold a bed; each file belongs to the colleague who asks.
    case_id: n % 2 === 0 ? (files[n] ?? null) : null,
  }))

const send = (url: string, unit_id: string, { by, id, key, case_id }: Ask): Promise<Replied> =>
  case_id
    ? askAt(url, beginStay, { unit_id, stay_id: id, of_case_id: case_id, from_on: today() }, { ...by, key })
    : askAt(url, holdPlace, { unit_id, hold_id: id, hours: 4 }, { ...by, key })

type Answered = { ask: Ask; reply: Replied | null }
const rush = async (url: string, unit_id: string, asks: Ask[], onReply = () => {}): Promise<Answered[]> =>
  Promise.all(
    asks.map(async (ask) => {
      const reply = await send(url, unit_id, ask).catch(() => null)
      if (reply) onReply()
      return { ask, reply }
    }),
  )

/** Each thing that is not as it must be, in words. */
const faultsOf = async ({ folder }: Scene, unit_id: string, answered: Answered[]): Promise<string[]> => {
  const won = answered.filter(({ reply }) => reply?.status === 200)
  const full = answered.filter(({ reply }) => reply?.status === 409 && reply.body.key === 'place.full')
  const faults: string[] = []
  if (won.length !== beds) faults.push(`${won.length} won`)
  const odd = answered.length - won.length - full.length
  const oddOnes = answered.filter((each) => !won.includes(each) && !full.includes(each))
  if (odd > 0) faults.push(`${odd} were told something else: ${JSON.stringify(oddOnes[0]?.reply?.body ?? null)}`)
  if (new Set(won.map(({ reply }) => reply!.body.place_id)).size !== won.length) faults.push('one bed was given twice')
  const rows = await asOwnerOf(ownerOf(folder), async (client) => {
    const found = await client.query(
      `select k.by_id, k.place_id, (select count(*)::int from stay s where s.place_id = k.place_id and s.ended_at is null)
         + (select count(*)::int from place_hold h where h.place_id = k.place_id and h.ended_at is null) as live
       from place_taken k where k.unit_id = $1`,
      [unit_id],
    )
    const written = await client.query(
      'select stay_id as id from stay where unit_id = $1 union all select hold_id from place_hold where unit_id = $1',
      [unit_id],
    )
    return { taken: found.rows, written: written.rows.map(({ id }) => id as string) }
  })
  if (rows.taken.length !== beds || rows.taken.some(({ live }) => live !== 1))
    faults.push(`${rows.taken.length} places are taken, ${rows.taken.map(({ live }) => live)} times`)
  for (const { ask, reply } of won) {
    const row = rows.taken.find(({ by_id }) => by_id === ask.id)
    if (row?.place_id !== reply!.body.place_id) faults.push('what was answered does not stand')
  }
  const ids = new Set(won.map(({ ask }) => ask.id))
  if (rows.written.some((id) => !ids.has(id))) faults.push('somebody who was told no has a row')
  return faults
}

const tell = (name: string, tried: number, faults: string[], took: number): FaultResult => {
  for (const fault of faults) say(`${name}: ${fault}`)
  say(`${name}: ${tried} requests in ${(took / 1000).toFixed(1)} s`)
  return { name, tried, found: faults.length, planted: 0, noticed: 0 }
}

const allAtOnce = async (scene: Scene, count: number): Promise<FaultResult> => {
  const unit_id = await makeUnit(scene)
  const begun = performance.now()
  const answered = await rush(scene.house.url, unit_id, asksFor(scene, count))
  const took = performance.now() - begun
  return tell(`${count} at once for ${beds} beds`, count, await faultsOf(scene, unit_id, answered), took)
}

/** The server dies after the first answers; it starts again and everybody asks once more what they asked. */
const killedInTheMiddle = async (scene: Scene, count: number, after: number): Promise<FaultResult> => {
  const unit_id = await makeUnit(scene)
  const asks = asksFor(scene, count)
  let replies = 0
  const begun = performance.now()
  const first = await rush(scene.house.url, unit_id, asks, () => {
    replies += 1
    if (replies === after) process.kill(scene.house.pid, 'SIGKILL')
  })
  const cut = first.filter(({ reply }) => reply === null).length
  scene.house = await serveHouse(scene.env)
  const again = await rush(scene.house.url, unit_id, asks)
  // A server that has just started says when it is not ready yet; what it says is to ask again, and so everybody does.
  let later = 0
  for (let round = 0; round < 20; round += 1) {
    const waiting = again.filter(({ reply }) => reply === null || reply.status === 503)
    if (waiting.length === 0) break
    later += waiting.length
    const told = await rush(
      scene.house.url,
      unit_id,
      waiting.map(({ ask }) => ask),
    )
    for (const [n, { reply }] of told.entries()) waiting[n]!.reply = reply
  }
  const took = performance.now() - begun
  const faults = await faultsOf(scene, unit_id, again)
  if (cut === 0) faults.push('nobody was cut off: the server was not killed in the middle')
  // What was acknowledged before the end is the same after it.
  const changed = first.filter(
    ({ reply }, n) => reply?.status === 200 && reply.body.place_id !== again[n]?.reply?.body.place_id,
  )
  if (changed.length > 0) faults.push(`${changed.length} acknowledged before are not there after`)
  say(`killed after ${after} answers: ${cut} of ${count} were cut off and asked again, ${later} once more`)
  return tell(`${count} for ${beds} beds, the server killed in the middle`, count * 2, faults, took)
}

/** Without what keeps a place to one, the same rush has to show it. */
const plants: { name: string; make: string }[] = [
  {
    name: 'a taken place counts as free and the table takes it twice',
    make: `alter table stay drop constraint stay_organisation_id_live_place_id_stay_id_fkey;
      alter table place_hold drop constraint place_hold_organisation_id_live_place_id_hold_id_fkey;
      alter table place_taken drop constraint place_taken_pkey;`,
  },
]

const planted = async (scene: Scene, count: number): Promise<FaultResult> => {
  let noticed = 0
  for (const { name, make } of plants) {
    await asOwnerOf(ownerOf(scene.folder), async (client) => {
      await client.query(make)
      const { rows } = await client.query(
        "select pg_get_functiondef(p.oid) as text from pg_proc p where p.pronamespace = 'guard'::regnamespace and p.proname = 'find_free_place'",
      )
      const before = String(rows[0]?.text)
      const after = before.replace(/and not exists \(select from place_taken[^)]*\)/, '')
      if (before === after) throw new Error('nothing was planted')
      await client.query(after)
    })
    const unit_id = await makeUnit(scene)
    const faults = await faultsOf(scene, unit_id, await rush(scene.house.url, unit_id, asksFor(scene, count)))
    if (faults.length > 0) noticed += 1
    else say(`not noticed: ${name}`)
  }
  return { name: 'a place given twice would be seen', tried: count, found: 0, planted: plants.length, noticed }
}

const requests = 500
export const places = async (): Promise<FaultResult[]> => {
  const place = dataFolder()
  const folder = join(place.path, 'house')
  mkdirSync(folder)
  const env = { AMPARO_DATA: folder }
  const house = await serveHouse(env)
  const scene: Scene = { env, folder, house, colleagues: [], files: [] }
  try {
    const founded = await foundHouse(house)
    scene.colleagues = await inTurns(25, 4, () =>
      aColleague(ownerOf(folder), founded, ['coordinator', 'reference_worker']),
    )
    say(`${requests} files are opened, so that everybody has somebody to bring`)
    scene.files = await makeFiles(scene, requests)
    const first = await allAtOnce(scene, requests)
    // Whoever lives somewhere now stays there: the next rush brings others.
    await asOwnerOf(ownerOf(folder), (client) =>
      client.query(
        `update stay set ended_at = now(), until_on = current_date, destination = 'not_known', ended_by = began_by where ended_at is null;
         delete from place_taken k using stay s where s.stay_id = k.by_id`,
      ),
    )
    const second = await killedInTheMiddle(scene, requests, 12)
    return [first, second, await planted(scene, 40)]
  } finally {
    await scene.house.stop('SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 300))
    place.remove()
  }
}
