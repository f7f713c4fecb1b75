// What each step of the door costs, and how much one address and all together may spend. Counted in memory, under names
// that mean nothing after a restart; when the common purse runs low nobody is refused: more is asked of the device, or
// more patience.
import { createHmac, randomBytes } from 'node:crypto'

/** In hundredths of a second of a processor, roughly: what waits for the slow hash costs most. */
export const costs: Record<string, number> = {
  report: 30,
  return: 30,
  add: 4,
  renew: 3,
  proof: 3,
  keep: 2,
  attach: 12,
  file: 30,
}
const anyStep = 1
export const costOf = (step: string): number => costs[step] ?? anyStep

export interface Purse {
  /** What it holds when nothing was spent for a while. */
  most: number
  /** What comes back each second. */
  perSecond: number
}

export interface Budget {
  address: Purse
  all: Purse
}

/** One address: 20 receipts at once, then one each half a minute. All together: 60 at once, then one each second. */
export const usualBudget: Budget = { address: { most: 600, perSecond: 1 }, all: { most: 1_800, perSecond: 30 } }

interface Holding {
  left: number
  at: number
}

const refilled = (holding: Holding, purse: Purse, now: number): number =>
  Math.min(purse.most, holding.left + (Math.max(0, now - holding.at) / 1000) * purse.perSecond)

/** 0 quiet, 1 busy, 2 very busy, 3 flooded. */
export type Pressure = 0 | 1 | 2 | 3

export const pressureOf = (left: number, fill: number): Pressure => {
  if (left <= 0.05 || fill > 0.75) return 3
  if (left <= 0.25 || fill > 0.5) return 2
  return left <= 0.5 || fill > 0.25 ? 1 : 0
}

export class Purses {
  readonly #budget: Budget
  readonly #all: Holding
  readonly #addresses = new Map<string, Holding>()
  readonly #key = randomBytes(32)
  readonly #places: number

  constructor(budget = usualBudget, now = Date.now(), places = 20_000) {
    this.#budget = budget
    this.#all = { left: budget.all.most, at: now }
    this.#places = places
  }

  get addresses(): number {
    return this.#addresses.size
  }

  /** Whether this address may still spend that much; then it is spent, there and in the common purse. */
  spend(address: string, cost: number, now = Date.now()): boolean {
    const { address: each } = this.#budget
    const name = createHmac('sha256', this.#key).update(address).digest('base64').slice(0, 16)
    const known = this.#addresses.get(name)
    const left = known ? refilled(known, each, now) : each.most
    if (left < cost) return false
    this.#addresses.delete(name)
    // When the memory is full, who came longest ago is forgotten first.
    if (this.#addresses.size >= this.#places) this.#addresses.delete(this.#addresses.keys().next().value!)
    this.#addresses.set(name, { left: left - cost, at: now })
    this.spendCommon(cost, now)
    return true
  }

  /** What was earned by work or patience weighs on the common purse all the same. */
  spendCommon(cost: number, now = Date.now()): void {
    this.#all.left = Math.max(0, refilled(this.#all, this.#budget.all, now) - cost)
    this.#all.at = now
  }

  /** The part of the common purse that is left, from 0 to 1. */
  left(now = Date.now()): number {
    const { all } = this.#budget
    return all.most === 0 ? 0 : refilled(this.#all, all, now) / all.most
  }
}
