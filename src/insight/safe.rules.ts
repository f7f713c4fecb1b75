// What may be said of people in numbers outside: nothing below the floor, all else rounded down to a multiple of it, and
// no total from which a hidden number could be worked out. Every number therefore reads "at least".
import type { SafeTable } from './gap.ts'

export interface Cut {
  /** How many codes it could have, those nobody has among them: who reads a release cannot tell which are empty. */
  codes: number
  /** Whether everybody is in exactly one of them, so that they add up to the whole. */
  adds_up: boolean
  counts: Record<string, number>
}

export const roundedDown = (count: number, floor: number): number => count - (count % floor)

const sumOf = (cells: Map<string, number>): number => [...cells.values()].reduce((sum, each) => sum + each, 0)

/** The same on every machine: of two as large, the one that comes first. */
const largest = (cells: Map<string, number>): string =>
  [...cells].reduce((most, each) => (each[1] > most[1] || (each[1] === most[1] && each[0] < most[0]) ? each : most))[0]

/**
 * Cells and a total that leave every hidden cell anything from nought to just under the floor. What is published says at
 * least so many are in the whole; a cut whose cells, filled to the brim, could hardly hold that many would give its
 * hidden cells away, so the others say less until it can.
 */
export const safeTable = (total: number, cuts: Record<string, Cut>, floor: number): SafeTable => {
  const slack = floor - 1
  const told = Object.entries(cuts).map(([name, { codes, adds_up, counts }]) => ({
    name,
    codes,
    adds_up,
    cells: new Map(
      Object.entries(counts)
        .map(([code, count]) => [code, roundedDown(count, floor)] as const)
        .filter(([, count]) => count > 0),
    ),
  }))
  const whole = told.filter(({ adds_up }) => adds_up)
  const room = () => Math.min(...whole.map(({ cells, codes }) => sumOf(cells) + slack * (codes - 1)))
  for (;;) {
    const over = whole.find(({ cells }) => sumOf(cells) > room())
    if (!over) break
    const code = largest(over.cells)
    const less = over.cells.get(code)! - floor
    if (less > 0) over.cells.set(code, less)
    else over.cells.delete(code)
  }
  const people = roundedDown(Math.min(total, room()), floor)
  return {
    people: people === 0 ? null : people,
    by: Object.fromEntries(
      told.map(({ name, cells }) => [
        name,
        Object.fromEntries(
          [...cells].map(([code, count]) => [code, Math.min(count, people)] as const).filter(([, count]) => count > 0),
        ),
      ]),
    ),
  }
}
