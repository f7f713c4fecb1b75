// Who is let in where people learn: a whole ward behind one address may begin and answer at once, and nobody finds somebody
// else's code by trying. What is kept for it lies in memory alone.
import type { Issued } from '#certificates/issue.ts'
import type { ShortCode } from '#institutions/sector.ts'
import { Crowd, type CrowdRule } from '../crowd.ts'
import { limit } from '../limits.ts'

export interface LearnLimits {
  crowd: CrowdRule
  /** How many may begin at one address in an hour. */
  begins: number
  /** How many codes that were not right before may be tried at one address in ten minutes. */
  codes: number
  /** How many certificates are made out at one address in an hour. */
  papers: number
}

/** Five hundred behind the wifi of one hospital, each with a page and an answer at once. */
export const usualLimits: LearnLimits = {
  crowd: { inside: 1_200, atOnce: 3_000, perSecond: 400 },
  begins: 1_500,
  codes: 1_000,
  papers: 600,
}

const minute = 60_000
const codeLasts = 120 * minute
const mostCodes = 20_000
const paperLasts = 15 * minute
const mostPapersHeld = 300

/** Forgets the oldest first, and everything after its time. */
class Remembered<T> {
  readonly #all = new Map<string, { value: T; until: number }>()
  readonly #lasts: number
  readonly #most: number
  constructor(lasts: number, most: number) {
    this.#lasts = lasts
    this.#most = most
  }
  keep(name: string, value: T, now = Date.now()): void {
    this.#all.delete(name)
    if (this.#all.size >= this.#most) this.#all.delete(this.#all.keys().next().value!)
    this.#all.set(name, { value, until: now + this.#lasts })
  }
  find(name: string, now = Date.now()): T | undefined {
    const found = this.#all.get(name)
    if (found && found.until > now) return found.value
    this.#all.delete(name)
    return undefined
  }
}

export class Doorkeeper {
  readonly crowd: Crowd
  readonly mayBegin: (address: string) => boolean
  readonly mayMakePaper: (address: string) => boolean
  readonly #mayTry: (address: string) => boolean
  readonly #right = new Remembered<true>(codeLasts, mostCodes)
  readonly #papers = new Remembered<Issued>(paperLasts, mostPapersHeld)

  constructor(limits: LearnLimits) {
    this.crowd = new Crowd(limits.crowd)
    this.mayBegin = limit(limits.begins, 60 * minute)
    this.mayMakePaper = limit(limits.papers, 60 * minute)
    this.#mayTry = limit(limits.codes, 10 * minute)
  }

  /** A code that opened something a while ago goes on opening it, however many others are tried beside it. */
  mayLook(address: string, code: ShortCode): boolean {
    return this.#right.find(code) ?? this.#mayTry(address)
  }
  wasRight(code: ShortCode): void {
    this.#right.keep(code, true)
  }

  /** For whoever takes it along now. Afterwards it is set anew for whoever types the name where certificates are verified. */
  holdPaper(code: ShortCode, issued: Issued): void {
    this.#papers.keep(`${code} ${issued.number}`, issued)
  }
  paperOf(code: ShortCode, number: string): Issued | undefined {
    return this.#papers.find(`${code} ${number}`)
  }
}
