// Questions to one function of the database, asked together: whoever comes while others are being answered travels with
// the next round. What a transaction, its plans and its commit cost, they then cost many at once.

export interface Question {
  /** The function, as in `guard.open_files`: it takes a list for each of its parameters and answers by place. */
  of: string
  types: readonly string[]
  values: readonly unknown[]
  /** How many rounds of it go at a time. Two readings pass each other; two writings wait for each other's rows. */
  rounds: number
  /** How many travel in a round, where it is answered one after the other and longer rounds would only keep people waiting. */
  most?: number
}

export interface Answered<R> {
  /** Which of the questions, counted from one. */
  place: number
  answered: R
}

export type Ask<R> = (text: string, lists: unknown[][]) => Promise<Answered<R>[]>

interface Waiting<R> {
  question: Question
  resolve: (answered: R | undefined) => void
  reject: (error: unknown) => void
}

const textOf = ({ of, types }: Question): string =>
  `select place, answered from ${of}(${types.map((type, at) => `$${at + 1}::${type}[]`).join(', ')})`

const mostInARound = 16
/** A round that waits for somebody's lock holds up nobody else for longer than this. */
const patienceMs = 15
const mostRounds = 4
/** Writers who were answered together mostly come back together: the next round waits this long for them, and no longer. */
const gatherMs = 2

export class Together<R> {
  readonly #ask: Ask<R>
  readonly #waits: { patienceMs: number; gatherMs: number }
  #waiting: Waiting<R>[] = []
  #under_way = 0
  #timer: NodeJS.Timeout | undefined
  #gathering: NodeJS.Timeout | undefined
  /** How many are about: those of the last round and those who came while it was answered. */
  #about = 1
  /** `waits`: other times than the house's own, where a test must not depend on how fast its machine is. */
  constructor(ask: Ask<R>, waits: { patienceMs?: number; gatherMs?: number } = {}) {
    this.#ask = ask
    this.#waits = { patienceMs, gatherMs, ...waits }
  }

  /** What the function answers; nothing where it answers nothing. */
  ask(question: Question): Promise<R | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject })
      if (this.#under_way < question.rounds) this.#gather()
      else this.#beImpatient()
    })
  }

  // A write waits for the disk, and a second round for the disk a second time; a reading waits for nobody.
  #gather(): void {
    const [first] = this.#waiting
    if (!first) return
    if (first.question.rounds > 1 || this.#waiting.length >= Math.min(this.#about, mostInARound)) {
      this.#go()
      return
    }
    this.#gathering ??= setTimeout(() => {
      this.#about = this.#waiting.length
      this.#go()
    }, this.#waits.gatherMs)
  }

  #beImpatient(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#waiting.length > 0 && this.#under_way < mostRounds) this.#go()
    }, this.#waits.patienceMs)
    this.#timer.unref()
  }

  #go(): void {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    const round = this.#waiting.splice(0, this.#waiting[0]?.question.most ?? mostInARound)
    if (round.length === 0) return
    this.#under_way += 1
    void this.#answer(round).finally(() => {
      this.#under_way -= 1
      this.#about = round.length + this.#waiting.length
      this.#gather()
    })
  }

  async #round(round: Waiting<R>[]): Promise<void> {
    const { question } = round[0]!
    const lists = question.types.map((_, at) => round.map((each) => each.question.values[at]))
    const rows = await this.#ask(textOf(question), lists)
    const answers = new Map(rows.map(({ place, answered }) => [place, answered]))
    for (const [at, { resolve }] of round.entries()) resolve(answers.get(at + 1))
  }

  async #answer(round: Waiting<R>[]): Promise<void> {
    try {
      await this.#round(round)
    } catch (error) {
      if (round.length === 1) return round[0]!.reject(error)
      // What ails one must not reach the others. Nothing of the round was done, so each is asked alone.
      await Promise.all(round.map((each) => this.#answer([each])))
    }
  }
}
