// Questions to one function of the database, asked together: whoever comes while others are being answered travels with
// the next round. What a transaction, its plans and its commit cost, they then cost many at once.

export interface Question {
  /** The function, as in `guard.open_files`: it takes a list for each of its parameters and answers by place. */
  of: string
  /** The same for one who comes alone, as in `guard.open_file`, where there is one: it takes the values themselves. */
  alone?: string
  types: readonly string[]
  values: readonly unknown[]
  /** How many rounds of it go at a time: one, where whoever comes meanwhile is better answered with the next. */
  rounds: number
  /** Whether a round waits for the disk, so that it is worth waiting for others. */
  writes?: boolean
  /** How many travel in a round, where it is answered one after the other and longer rounds would only keep people waiting. */
  most?: number
}

export interface Answered<R> {
  /** Which of the questions, counted from one. */
  place: number
  /** Null where one who comes alone is answered nothing; the others are left out. */
  answered: R | null
}

/** One statement with its values: lists, or those of the one who comes alone. */
export type Ask<R> = (text: string, values: unknown[]) => Promise<Answered<R>[]>

interface Waiting<R> {
  question: Question
  resolve: (answered: R | undefined) => void
  reject: (error: unknown) => void
}

const parametersOf = (types: readonly string[], many: string): string =>
  types.map((type, at) => `$${at + 1}::${type}${many}`).join(', ')

const textOf = ({ of, types }: Question): string => `select place, answered from ${of}(${parametersOf(types, '[]')})`

const textAlone = ({ alone, types }: Question): string =>
  `select 1 as place, ${alone}(${parametersOf(types, '')}) as answered`

const mostInARound = 16
/** A round that waits for somebody's lock holds up nobody else for longer than this. */
const patienceMs = 15
const mostRounds = 4
/** Writers who were answered together mostly come back together: the next round waits this long for half, and no longer. */
const gatherMs = 2
/** A round of four that takes twice as long, and one of twelve that takes four times as long, waited for the disk. */
const slowMs = 1.5

type Waits = Record<'patienceMs' | 'gatherMs' | 'slowMs', number>

export class Together<R> {
  readonly #ask: Ask<R>
  readonly #waits: Waits
  #waiting: Waiting<R>[] = []
  /** Of the one function it asks, and of the same for one. */
  #text: string | undefined
  #alone: string | undefined
  #under_way = 0
  #in_flight = 0
  #timer: NodeJS.Timeout | undefined
  #gathering: NodeJS.Timeout | undefined
  #soon: NodeJS.Immediate | undefined
  /** How many are about: those of the last rounds and those who came while they were answered. */
  #about = 1
  /** How long a round took of late, for each four of it and itself. */
  #tookMs = 0
  /** `waits`: other times than the house's own, where a test must not depend on how fast its machine is. */
  constructor(ask: Ask<R>, waits: Partial<Waits> = {}) {
    this.#ask = ask
    this.#waits = { patienceMs, gatherMs, slowMs, ...waits }
  }

  /** What the function answers; nothing where it answers nothing. */
  ask(question: Question): Promise<R | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject })
      if (this.#under_way >= question.rounds) this.#beImpatient()
      else if (question.writes) this.#gather()
      // Whoever came over the wire in the same moment comes along.
      else
        this.#soon ??= setImmediate(() => {
          this.#soon = undefined
          this.#goOn()
        })
    })
  }

  get #waitsForDisk(): boolean {
    return this.#tookMs > this.#waits.slowMs
  }

  /** Half of those who are about: while the database answers one half, the server tells the other what it was answered. */
  get #half(): number {
    return Math.ceil(this.#about / 2)
  }

  // A write waits for the disk, and a second round for the disk a second time: where the disk is what takes long, all who
  // are about travel in one. A reading waits for nobody.
  #gather(): void {
    const many = Math.min(this.#waitsForDisk ? this.#about : this.#half, mostInARound)
    if (this.#waiting.length >= many) this.#go(many)
    else this.#gathering ??= setTimeout(() => this.#go(this.#waiting.length), this.#waits.gatherMs)
  }

  #goOn(): void {
    while (this.#waiting.length > 0 && this.#under_way < this.#waiting[0]!.question.rounds) {
      if (this.#waiting[0]!.question.writes) {
        this.#gather()
        return
      }
      this.#about = Math.max(this.#about, this.#waiting.length)
      this.#go(this.#half)
    }
  }

  #beImpatient(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#waiting.length > 0 && this.#under_way < mostRounds) this.#go(this.#waiting.length)
    }, this.#waits.patienceMs)
    this.#timer.unref()
  }

  #go(many: number): void {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    const round = this.#waiting.splice(0, Math.min(many, this.#waiting[0]?.question.most ?? mostInARound))
    if (round.length === 0) return
    this.#under_way += 1
    this.#in_flight += round.length
    this.#about = this.#in_flight + this.#waiting.length
    const began = performance.now()
    void this.#answer(round, () => {
      this.#tookMs = (3 * this.#tookMs + (performance.now() - began) / (1 + round.length / 4)) / 4
      this.#under_way -= 1
      this.#about = this.#in_flight + this.#waiting.length
      this.#in_flight -= round.length
      this.#goOn()
    })
  }

  #askFor(round: Waiting<R>[], question: Question): Promise<Answered<R>[]> {
    if (round.length === 1 && question.alone) {
      this.#alone ??= textAlone(question)
      return this.#ask(this.#alone, [...question.values])
    }
    this.#text ??= textOf(question)
    return this.#ask(
      this.#text,
      question.types.map((_, at) => round.map((each) => each.question.values[at])),
    )
  }

  async #answer(round: Waiting<R>[], over: () => void): Promise<void> {
    const { question } = round[0]!
    try {
      const rows = await this.#askFor(round, question)
      // The next ones set out first: the database has something to do while these are told.
      over()
      const answers = new Map(rows.map(({ place, answered }) => [place, answered]))
      for (const [at, { resolve }] of round.entries()) resolve(answers.get(at + 1) ?? undefined)
    } catch (error) {
      if (round.length === 1) {
        over()
        return round[0]!.reject(error)
      }
      // What ails one must not reach the others. Nothing of the round was done, so each is asked alone.
      let left = round.length
      for (const each of round) void this.#answer([each], () => --left === 0 && over())
    }
  }
}
