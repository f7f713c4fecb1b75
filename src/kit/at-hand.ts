// Connections that stay at hand between requests: to borrow one from the pool anew takes longer than sealing a note, and
// one that was away for ten seconds comes back having forgotten every plan.
import type pg from 'pg'

/** Whoever was not needed for this long goes back to the pool, which ends it. */
const restMs = 60_000

/** A connection that somebody has in hand, or that waits to be taken. */
export class Lent {
  readonly client: pg.PoolClient
  readonly #gone: (lent: Lent) => void
  /** Why it cannot be used any more. */
  broken: Error | undefined
  isWaiting = false
  wasUsed = true
  constructor(client: pg.PoolClient, gone: (lent: Lent) => void) {
    this.client = client
    this.#gone = gone
    client.on('error', this.#hear)
  }
  readonly #hear = (error: Error): void => {
    this.broken = error
    if (this.isWaiting) this.#gone(this)
  }
  release(): void {
    this.client.off('error', this.#hear)
    this.client.release(this.broken)
  }
}

export class AtHand {
  readonly #pool: pg.Pool
  readonly #most: number
  #waiting: Lent[] = []
  #isClosed = false
  readonly #resting: NodeJS.Timeout

  /** Half of the pool at most: the rest is for whoever asks it directly. */
  constructor(pool: pg.Pool, rest = restMs) {
    this.#pool = pool
    this.#most = Math.floor(pool.options.max / 2)
    this.#resting = setInterval(() => this.#rest(), rest)
    this.#resting.unref()
  }

  /** The last one given back, which knows most; or one of the pool. */
  lend(): Lent | Promise<Lent> {
    const lent = this.#waiting.pop()
    if (!lent) return this.#fetch()
    lent.isWaiting = false
    return lent
  }

  async #fetch(): Promise<Lent> {
    return new Lent(await this.#pool.connect(), (lent) => this.#drop(lent))
  }

  /** Only what nothing befell: anything else is released, and the pool looks whether it still lives. */
  giveBack(lent: Lent): void {
    if (lent.broken || this.#isClosed || this.#pool.waitingCount > 0 || this.#waiting.length >= this.#most) {
      lent.release()
      return
    }
    lent.isWaiting = true
    lent.wasUsed = true
    this.#waiting.push(lent)
  }

  close(): void {
    this.#isClosed = true
    clearInterval(this.#resting)
    for (const lent of this.#waiting.splice(0)) lent.release()
  }

  #drop(lent: Lent): void {
    this.#waiting = this.#waiting.filter((other) => other !== lent)
    lent.release()
  }

  #rest(): void {
    for (const lent of this.#waiting.filter(({ wasUsed }) => !wasUsed)) this.#drop(lent)
    for (const lent of this.#waiting) lent.wasUsed = false
  }
}
