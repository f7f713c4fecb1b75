// Who is hashed next. The slow hash takes one at a time, so reporting and returning wait in lanes of their own and take
// turns: a flood of guessed receipts does not keep anybody from reporting. Whoever could not show work done on their
// device waits in the slow lane beside, which moves less often and never stands still. After each hash the machine has
// rest, so that the desk beside the door does not feel a queue.
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '#kit/problem.ts'

export const lanes = ['report', 'return', 'report_slow', 'return_slow'] as const
export type Lane = (typeof lanes)[number]

interface Rule {
  /** Turns in proportion to the others that wait. */
  share: number
  /** How many may wait; one more is asked to come again. */
  depth: number
  /** How long nothing is hashed afterwards, in times the hash took. Without a queue nobody notices. */
  rest: number
}

export const laneRules: Record<Lane, Rule> = {
  report: { share: 6, depth: 16, rest: 1 },
  return: { share: 3, depth: 8, rest: 2 },
  report_slow: { share: 2, depth: 16, rest: 8 },
  return_slow: { share: 1, depth: 8, rest: 8 },
}

/** A hash that was held up by something else must not hold up the next one eight times as long. */
const longestRest = 2_000

export class FairQueue {
  readonly #rules: Record<Lane, Rule>
  readonly #waiting = new Map<Lane, (() => void)[]>(lanes.map((lane) => [lane, []]))
  /** How much of its share each lane has had; the one that had least is next. */
  readonly #had = new Map<Lane, number>(lanes.map((lane) => [lane, 0]))
  #running = false
  #latest = 0

  constructor(rules = laneRules) {
    this.#rules = rules
  }

  /** From 0 (nobody waits) to 1 (every lane is full). */
  get fill(): number {
    const room = lanes.reduce((sum, lane) => sum + this.#rules[lane].depth, 0)
    return lanes.reduce((sum, lane) => sum + this.#waiting.get(lane)!.length, 0) / room
  }

  #next(): (() => void) | undefined {
    const asking = lanes.filter((lane) => this.#waiting.get(lane)!.length > 0)
    const [first] = asking.sort((a, b) => this.#had.get(a)! - this.#had.get(b)!)
    if (!first) return undefined
    this.#latest = this.#had.get(first)!
    this.#had.set(first, this.#latest + 1 / this.#rules[first].share)
    return this.#waiting.get(first)!.shift()
  }

  async run<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
    const line = this.#waiting.get(lane)!
    if (this.#running) {
      if (line.length >= this.#rules[lane].depth) throw new Problem('too_many', 'receipt.busy')
      // A lane that was empty saves nothing up for later.
      if (line.length === 0) this.#had.set(lane, Math.max(this.#had.get(lane)!, this.#latest))
      await new Promise<void>((go) => line.push(go))
    }
    this.#running = true
    const began = performance.now()
    try {
      return await work()
    } finally {
      void this.#handOn((performance.now() - began) * this.#rules[lane].rest)
    }
  }

  /** Whoever finishes hands its place over, so nobody slips in between. */
  async #handOn(rest: number): Promise<void> {
    if (rest >= 1) await pause(Math.min(rest, longestRest))
    const next = this.#next()
    if (next) next()
    else this.#running = false
  }
}
