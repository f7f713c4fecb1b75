// Days of a receipt: when it ends, and when that is near enough to say.
import { addMonths, type Day, daysBetween } from '#kit/day.ts'
import type { Lifetimes } from './lifetime.ts'

type Rule = Pick<Lifetimes, 'lives' | 'renew' | 'notice'>

/** Every movement puts the end off, never brings it nearer. */
export const endAfter = (received_on: Day, moved: Day[], { lives }: Rule): Day =>
  [received_on, ...moved].map((day) => addMonths(day, lives.months)).reduce((a, b) => (a > b ? a : b))

/** On the day it ends it opens nothing any more. */
export const isOver = (expires_on: Day, today: Day): boolean => expires_on <= today

export const mayRenew = (expires_on: Day, today: Day, { renew }: Rule): boolean =>
  !isOver(expires_on, today) && daysBetween(today, expires_on) < renew.days

export const endsSoon = (expires_on: Day, today: Day, { notice }: Rule): boolean =>
  daysBetween(today, expires_on) <= notice.days
