// The small puzzle a device solves under load, and the ticket of whoever cannot: waiting instead of reckoning. Both are
// signed with a key that lives as long as the server, bound to one form, and good once.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Pressure } from './limits-cost.ts'

/** Zero bits to find, and seconds to wait for who cannot reckon. */
export const demands: Record<Exclude<Pressure, 0>, { bits: number; seconds: number }> = {
  1: { bits: 12, seconds: 5 },
  2: { bits: 14, seconds: 15 },
  3: { bits: 16, seconds: 30 },
}

const lastsMs = 15 * 60_000

export interface Puzzle {
  /** `bits.at.signature`: what the page hashes together with numbers until enough zeros stand in front. */
  text: string
  bits: number
  seconds: number
}

export const zeroBits = (hash: Uint8Array): number => {
  let bits = 0
  for (const byte of hash) {
    bits += Math.clz32(byte) - 24
    if (byte !== 0) break
  }
  return bits
}

export class Works {
  readonly #key = randomBytes(32)
  /** Solved or waited for, and used; forgotten when they would no longer be taken anyway. */
  readonly #used = new Map<string, number>()

  #sign(bits: number, at: number, form: string): string {
    return createHmac('sha256', this.#key).update(`${bits}.${at}.${form}`).digest('base64url').slice(0, 22)
  }

  /** `form`: what makes this form this one, its seed or its receipt. */
  puzzle(pressure: Exclude<Pressure, 0>, form: string, now = Date.now()): Puzzle {
    const { bits, seconds } = demands[pressure]
    return { text: `${bits}.${now}.${this.#sign(bits, now, form)}`, bits, seconds }
  }

  #read(text: string, form: string, now: number): { bits: number; at: number } | undefined {
    const [bits, at, signature] = text.split('.')
    if (!/^\d{1,2}$/.test(bits ?? '') || !/^\d{13}$/.test(at ?? '') || signature?.length !== 22) return undefined
    const expected = this.#sign(Number(bits), Number(at), form)
    if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return undefined
    if (now - Number(at) > lastsMs || this.#used.has(signature)) return undefined
    return { bits: Number(bits), at: Number(at) }
  }

  #use(text: string, now: number): void {
    for (const [signature, until] of this.#used) {
      if (until > now) break
      this.#used.delete(signature)
    }
    this.#used.set(text.split('.')[2]!, now + lastsMs)
  }

  /** Whether the number solves the puzzle, once. What was asked when the form was sent counts, not what is asked now. */
  solved(text: string, number: string, form: string, now = Date.now()): boolean {
    const puzzle = this.#read(text, form, now)
    if (!puzzle || !/^\d{1,12}$/.test(number)) return false
    if (
      zeroBits(
        createHash('sha256')
          .update(text + number)
          .digest(),
      ) < puzzle.bits
    )
      return false
    this.#use(text, now)
    return true
  }

  /** Seconds left to wait with this ticket: 0 when it was waited for, nothing when it is no ticket of this form. */
  waits(text: string, form: string, now = Date.now()): number | undefined {
    const puzzle = this.#read(text, form, now)
    if (!puzzle) return undefined
    const demand = Object.values(demands).find((each) => each.bits === puzzle.bits)
    return demand && Math.max(0, Math.ceil((puzzle.at + demand.seconds * 1000 - now) / 1000))
  }

  /** The ticket was waited for and is let in: it opens nothing again. */
  spent(text: string, now = Date.now()): void {
    this.#use(text, now)
  }
}
