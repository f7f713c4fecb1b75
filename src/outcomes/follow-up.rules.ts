// The days on which she is asked how it goes.
import { addMonths, type Day } from '#kit/day.ts'
import { usualMonths } from './follow-up.ts'

export interface PlannedFollowUp {
  months: number
  due_on: Day
}

export const usualFollowUps = (from_on: Day): PlannedFollowUp[] =>
  usualMonths.map((months) => ({ months, due_on: addMonths(from_on, months) }))

/** The follow-up that comes next: the earliest not done. */
export const nextFollowUp = <Row extends { due_on: Day; done_on: Day | null }>(rows: Row[]): Row | null =>
  rows.filter(({ done_on }) => done_on === null).sort((a, b) => (a.due_on < b.due_on ? -1 : 1))[0] ?? null
