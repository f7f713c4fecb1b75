// Somebody tries numbers at the door, or holds one that was found and wants to know whether it opens anything. Tried:
// guessing from one address and from many; and telling unknown, expired, erased and unanswered receipts apart by status,
// headers, size, text and time, over many interleaved samples of each.
import { costOf, usualBudget } from '#public/limits-cost.ts'
import { evenly } from '#public/send.ts'
import { FairQueue, laneRules, lanes } from '#public/slow-lane.ts'
import { doorOf, noLimits, type ReceiptKind, receiptKinds, type TestDoor, withoutNames } from '#test/door.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as reportApi from '#triage/report.api.ts'
import { newReceipt } from '#vault/receipt.ts'
import { argon2id } from '#vault/slow-hash.ts'
import type { AttackResult } from './run.ts'

const say = (text: string) => process.stdout.write(`       ${text}\n`)
const samples = Number(process.env.ATTACK_SAMPLES ?? 300)
const together = 40
const steps = ['return', 'add', 'renew', 'proof'] as const
type StepName = (typeof steps)[number]

interface Sample {
  took: number
  status: number
  bytes: number
  headers: string
  text: string
}
type Ask = (kind: ReceiptKind) => Promise<Sample>

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Whoever compares sees the time an answer takes in all: four kinds in turns, so that a busy moment strikes all alike. */
const gather = async (ask: Ask, each: number, atOnce = together): Promise<Map<ReceiptKind, Sample[]>> => {
  const found = new Map<ReceiptKind, Sample[]>(receiptKinds.map((kind) => [kind, []]))
  const turns = Array.from({ length: each }, (_, round) =>
    receiptKinds.map((_, place) => receiptKinds[(place + round) % receiptKinds.length]!),
  ).flat()
  const walk = async () => {
    for (let kind = turns.pop(); kind; kind = turns.pop()) found.get(kind)!.push(await ask(kind))
  }
  await Promise.all(Array.from({ length: atOnce }, walk))
  return found
}

/** What tells two kinds apart, in words; nothing when nothing does. Times are compared by their medians. */
const tells = (found: Map<ReceiptKind, Sample[]>): string[] => {
  const told = new Set<string>()
  const medians = [...found].map(([kind, all]) => ({ kind, ms: median(all.map((one) => one.took)) }))
  const slowest = medians.reduce((a, b) => (a.ms > b.ms ? a : b))
  const fastest = medians.reduce((a, b) => (a.ms < b.ms ? a : b))
  if (slowest.ms > fastest.ms * 1.05)
    told.add(`time: ${slowest.kind} ${slowest.ms.toFixed(0)} ms, ${fastest.kind} ${fastest.ms.toFixed(0)} ms`)
  for (const what of ['status', 'bytes', 'headers', 'text'] as const) {
    const seen = [...found].map(([kind, all]) => ({ kind, values: new Set(all.map((one) => String(one[what]))) }))
    const [first, ...others] = seen
    for (const other of others)
      for (const value of other.values) if (!first!.values.has(value)) told.add(`${what}: ${other.kind}`)
  }
  return [...told]
}

/** A few receipts of each kind, each asked many times: what one receipt does by chance is not its kind's. */
const someOfEach = async (door: TestDoor) => {
  const made = new Map<ReceiptKind, { receipt: string; lookup: string }[]>()
  for (const kind of receiptKinds) made.set(kind, await Promise.all([0, 1, 2].map(() => door.aReceipt(kind))))
  return (kind: ReceiptKind) => made.get(kind)![Math.floor(Math.random() * 3)]!
}

const asking = (
  door: TestDoor,
  pick: (kind: ReceiptKind) => { receipt: string; lookup: string },
  step: StepName,
): Ask => {
  return async (kind) => {
    const { receipt, lookup } = pick(kind)
    const form = { do: step, receipt, lookup, seed: door.seed(), ...(step === 'add' && { text: 'More words' }) }
    const began = performance.now()
    const { status, bytes, headers, text } = await door.post(form)
    return {
      took: performance.now() - began,
      status,
      bytes,
      headers: JSON.stringify(headers),
      text: withoutNames(text),
    }
  }
}

const compare = async (name: string, ask: Ask, each: number, atOnce: number): Promise<AttackResult> => {
  const found = await gather(ask, each, atOnce)
  const told = tells(found)
  for (const one of told) say(`${name}: ${one}`)
  const medians = [...found].map(([kind, all]) => `${kind} ${median(all.map((one) => one.took)).toFixed(0)}`)
  say(`${name}: ${each} samples of each; medians in ms: ${medians.join(', ')}`)
  return { name: `public: receipts told apart by ${name}`, tried: each * 4, found: told.length, planted: 0, noticed: 0 }
}

/** The slow hash takes as long for every number; a light one in its place lets everything else stand out. */
const light = {
  hash: (message: Buffer, nonce: Buffer) => argon2id(message, nonce, { memory: 8, passes: 1 }),
  queue: new FairQueue(
    Object.fromEntries(lanes.map((lane) => [lane, { ...laneRules[lane], depth: 1_000, rest: 0 }])) as typeof laneRules,
  ),
}

const uniformity = async (at: TestHouse): Promise<AttackResult[]> => {
  const results: AttackResult[] = []
  const door = await doorOf(at, { ...noLimits, watch: light })
  try {
    const pick = await someOfEach(door)
    for (const step of steps) results.push(await compare(step, asking(door, pick, step), samples, together))
    results.push(await planted(door, pick))
  } finally {
    await door.close()
  }
  const slow = await doorOf(at)
  try {
    const pick = await someOfEach(slow)
    const few = Math.ceil(samples / 10)
    results.push(await compare('return, with the slow hash', asking(slow, pick, 'return'), few, 1))
  } finally {
    await slow.close()
  }
  return results
}

/** The same comparison over doors that leak: each must be noticed, or the comparison is worth nothing. */
const planted = async (
  door: TestDoor,
  pick: (kind: ReceiptKind) => { receipt: string; lookup: string },
): Promise<AttackResult> => {
  const ask = asking(door, pick, 'proof')
  const honest = await ask('unknown')
  const each = 40
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const leaks: Record<string, Ask> = {
    'a fast way for unknown receipts': async (kind) => {
      const began = performance.now()
      await pause(kind === 'unknown' ? 5 : 60)
      return { ...honest, took: performance.now() - began }
    },
    'work that the clock does not even out': async (kind) => {
      const began = performance.now()
      await (kind === 'unknown' ? pause(20) : evenly(() => pause(20)))
      return { ...honest, took: performance.now() - began }
    },
    'a page of its own size': async (kind) => ({
      ...honest,
      bytes: honest.bytes + (kind === 'unanswered' ? 1_024 : 0),
    }),
    'a word that only an expired one gets': async (kind) => ({
      ...honest,
      text: kind === 'expired' ? `${honest.text} expired` : honest.text,
    }),
    'another status for an erased one': async (kind) => ({ ...honest, status: kind === 'erased' ? 404 : 200 }),
    'a header that only one of them has': async (kind) => ({
      ...honest,
      headers: kind === 'erased' ? `${honest.headers} x-gone` : honest.headers,
    }),
  }
  let noticed = 0
  for (const [name, leak] of Object.entries(leaks)) {
    const told = tells(await gather(leak, each))
    if (told.length > 0) noticed += 1
    else say(`not noticed: ${name}`)
  }
  const count = Object.keys(leaks).length
  return {
    name: 'public: planted ways to tell receipts apart',
    tried: count * each * 4,
    found: 0,
    planted: count,
    noticed,
  }
}

/** How many of these guesses reached the slow hash, from as many addresses, a few at once as a patient machine does. */
const guess = async (door: TestDoor, tries: number, addresses: number): Promise<number> => {
  let [reached, next] = [0, 0]
  const walk = async () => {
    for (let n = next++; n < tries; n = next++) {
      const reply = await door.app.inject({
        method: 'POST',
        url: '/',
        remoteAddress: `10.0.0.${n % addresses}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' },
        payload: new URLSearchParams({ do: 'return', l: 'en', receipt: newReceipt() }).toString(),
      })
      const opened = reply.statusCode === 200 && /name="lookup" value="[0-9a-f]{32}"/.test(reply.body)
      if (opened) reached += 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, walk))
  return reached
}

/** Of one address no more than this in ten minutes. */
const ofOne = 20
/** Of all together what the common purse holds and earns; then more is asked of the devices. */
const ofAll = (seconds: number): number =>
  Math.ceil((usualBudget.all.most + seconds * usualBudget.all.perSecond) / costOf('return'))

const enumeration = async (at: TestHouse): Promise<AttackResult[]> => {
  const results: AttackResult[] = []
  for (const [name, addresses] of [
    ['one address', 1],
    ['two hundred addresses', 200],
  ] as const) {
    const door = await doorOf(at, {})
    const tried = 400
    const began = performance.now()
    const reached = await guess(door, tried, addresses)
    const seconds = (performance.now() - began) / 1000
    await door.close()
    const allowed = addresses === 1 ? ofOne : ofAll(seconds)
    say(
      `guessing from ${name}: ${tried} tried in ${seconds.toFixed(0)} s, ${tried - reached} stopped, ${reached} reached the slow hash, allowed ${allowed}`,
    )
    const found = Math.max(0, reached - allowed)
    results.push({ name: `public: receipts guessed from ${name}`, tried, found, planted: 0, noticed: 0 })
  }
  // Planted: a door without any limit.
  const open = await doorOf(at, noLimits)
  const tried = 60
  const reached = await guess(open, tried, 1)
  await open.close()
  say(`planted, no limit: ${reached} of ${tried} reached the slow hash`)
  const noticed = reached > ofOne ? 1 : 0
  results.push({ name: 'public: planted door without limits', tried, found: 0, planted: 1, noticed })
  return results
}

export const publicReceipts = async (): Promise<AttackResult[]> => {
  const at = await testHouse(reportApi)
  try {
    return [...(await enumeration(at)), ...(await uniformity(at))]
  } finally {
    await at.close()
  }
}
