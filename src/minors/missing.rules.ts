// The first hours after a child has left the place: which step is due when, and what is ticked.
import type { Moment } from '#kit/day.ts'
import type { StepTaken } from './missing.ts'

const hour = 3_600_000

export interface FirstStep {
  code: string
  due_at: Moment
  taken: StepTaken | null
  late: boolean
}

/** In the order they are due; a step not ticked in time is late, and can still be ticked. */
export const firstSteps = (
  steps: { code: string; within_hours: number }[],
  told: { left_at: Moment; steps: StepTaken[] },
  now: Moment,
): FirstStep[] =>
  steps
    .map(({ code, within_hours }) => {
      const due_at = new Date(Date.parse(told.left_at) + within_hours * hour).toISOString()
      const taken = told.steps.find((each) => each.code === code) ?? null
      return { code, due_at, taken, late: taken === null && due_at < now }
    })
    .toSorted((a, b) => a.due_at.localeCompare(b.due_at))

/** Ticked once, by the first who did it; taking the tick back leaves the others as they are. */
export const withStep = (taken: StepTaken[], step: StepTaken, done: boolean): StepTaken[] => {
  const others = taken.filter((each) => each.code !== step.code)
  if (!done) return others
  const before = taken.find((each) => each.code === step.code)
  return [...others, before ?? step]
}
