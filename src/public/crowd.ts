// How many may be in the door at once, and how many may come each second: above that a page made beforehand goes out,
// and the desk next to the door does not notice. Nobody is counted by name here.

export interface CrowdRule {
  /** Requests that are being answered. */
  inside: number
  /** That many at once after a quiet while, and so many more each second. */
  atOnce: number
  perSecond: number
}

export const usualCrowd: CrowdRule = { inside: 24, atOnce: 120, perSecond: 10 }

export class Crowd {
  readonly #rule: CrowdRule
  #inside = 0
  #left: number
  #at: number

  constructor(rule = usualCrowd, now = performance.now()) {
    this.#rule = rule
    this.#left = rule.atOnce
    this.#at = now
  }

  /** Whether one more may come in; who does says so when it leaves. */
  enter(now = performance.now()): boolean {
    const { inside, atOnce, perSecond } = this.#rule
    this.#left = Math.min(atOnce, this.#left + ((now - this.#at) / 1000) * perSecond)
    this.#at = now
    if (this.#inside >= inside || this.#left < 1) return false
    this.#left -= 1
    this.#inside += 1
    return true
  }

  leave(): void {
    this.#inside -= 1
  }

  get inside(): number {
    return this.#inside
  }
}
