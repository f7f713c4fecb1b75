// The weight of a file and of a caseload: sums of points from data/codes/case_weights.json, nothing hidden in them.
import type { Stage } from '#cases/case.ts'
import type { CodeEntry } from '#facts/facts.ts'
import type { Card } from '#people/card.ts'
import type { Carrier } from './weight.ts'

export type Points = Record<string, number>
export const pointsOf = (codes: CodeEntry[]): Points =>
  Object.fromEntries(codes.map(({ code, ...rest }) => [code, Number((rest as { points?: number }).points ?? 0)]))

const notTicked = (code: string): boolean => code.startsWith('stage_') || code === 'usual_capacity'
/** What a colleague may tick; the stage counts by itself. */
export const factorsOf = (points: Points): string[] => Object.keys(points).filter((code) => !notTicked(code))

export const ofStage = (points: Points, stage: Stage | string): number => points[`stage_${stage}`] ?? 0
export const ofFactors = (points: Points, factors: readonly string[]): number =>
  [...new Set(factors)].filter((code) => !notTicked(code)).reduce((sum, code) => sum + (points[code] ?? 0), 0)

/** What the card already says, proposed for ticking: whoever knows the person decides. */
export const proposedFactors = (card: Card, presumed_minor: boolean): string[] => [
  ...(presumed_minor ? ['minor'] : []),
  ...(card.interpreter_needed ? ['interpreter'] : []),
  ...(card.has_children_with_her ? ['children'] : []),
  ...(card.irregular_status === 'yes' ? ['papers'] : []),
]

export interface CaseloadRow {
  staff_id: string
  stage: string | null
  files: number
  points: number
  unweighed: number
  waiting: number
}
export interface Worker {
  staff_id: string
  name: string
  capacity: number | null
  version: number
}

/** One line per worker, whoever has most room first; those without a file stand in it as well. */
export const carriersOf = (points: Points, workers: Worker[], rows: CaseloadRow[]): Carrier[] =>
  workers
    .map(({ staff_id, name, capacity: own, version }): Carrier => {
      const capacity = own ?? points.usual_capacity ?? 0
      const carrier = { staff_id, name, files: 0, points: 0, unweighed: 0, waiting: 0, capacity, free: 0, version }
      for (const row of rows.filter((each) => each.staff_id === staff_id)) {
        carrier.files += row.files
        carrier.points += row.points + row.files * (row.stage ? ofStage(points, row.stage) : 0)
        carrier.unweighed += row.unweighed
        carrier.waiting += row.waiting
      }
      return { ...carrier, free: capacity - carrier.points }
    })
    .sort((a, b) => b.free - a.free || a.name.localeCompare(b.name))

/** Who gets the next file: the one with most room who has no hand-over waiting; nobody when nobody has room. */
export const nextToTake = (carriers: Carrier[]): string | null => {
  const withRoom = carriers.filter(({ free }) => free > 0)
  return (withRoom.find(({ waiting }) => waiting === 0) ?? withRoom[0])?.staff_id ?? null
}
