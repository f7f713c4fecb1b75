// How a file is cut into parts, and when a paper is called out before it ends.
import { type Day, daysBetween } from '#kit/day.ts'
import { partSize, warnDays } from './document.ts'

export const partsOf = (size: number): number => Math.ceil(size / partSize)

/** 0 for a part that a file of this size does not have. */
export const partLength = (size: number, part: number): number =>
  part < 0 || part >= partsOf(size) ? 0 : Math.min(partSize, size - part * partSize)

export const missingParts = (size: number, here: readonly number[]): number[] =>
  Array.from({ length: partsOf(size) }, (_, part) => part).filter((part) => !here.includes(part))

export type Validity = 'none' | 'valid' | 'soon' | 'ended'

/** On its last day a paper is still valid. */
export const validity = (expires_on: Day | null, today: Day): Validity => {
  if (!expires_on) return 'none'
  const left = daysBetween(today, expires_on)
  return left < 0 ? 'ended' : left <= warnDays ? 'soon' : 'valid'
}
