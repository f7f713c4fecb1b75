// Where a page of the queue goes on. What comes in an address is read before the database hears of it.
import { Day } from '#kit/day.ts'
import { Id } from '#kit/id.ts'
import { type PageKey, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import type { Pile } from './report.ts'

const checked = (key: PageKey, day: string): PageKey => {
  if (!Day.safeParse(day).success || !Id.safeParse(key.id).success)
    throw new Problem('invalid', 'gate.not_allowed_value')
  return key
}

export const readDayKey = (after: string | undefined): PageKey | undefined => {
  const key = readPageKey(after)
  return key && checked(key, key.value)
}

/** What waits is sorted by urgency and clock, so both stand in the key: `0.2026-11-22`. */
export const readQueueKey = (pile: Pile, after: string | undefined): PageKey | undefined => {
  if (pile !== 'open' && pile !== 'answered') return readDayKey(after)
  const key = readPageKey(after)
  const [, day] = /^[012]\.(.+)$/.exec(key?.value ?? '') ?? []
  return key && checked(key, day ?? '')
}
