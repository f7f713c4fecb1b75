// When each set of questions is open. A test before is no test once the first session is over, and what was learned is asked
// for while it is fresh; three and six months later there are two months to answer.
import { addDays, addMonths, type Moment } from '#kit/day.ts'
import type { AskedMoment } from './questions.ts'
import type { Session, TrainingStatus } from './training.ts'

const hour = 3_600_000
const after = (at: Moment, hours: number): Moment => new Date(Date.parse(at) + hours * hour).toISOString()

export interface Window {
  /** Nothing: from the day one may register. */
  opens_at: Moment | null
  closes_at: Moment
}

type Times = readonly Pick<Session, 'starts_at' | 'ends_at'>[]
const inOrder = (sessions: Times) => [...sessions].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))

const months = { month3: 3, month6: 6 } as const
const daysToAnswer = 60

export const windowOf = (moment: AskedMoment, sessions: Times): Window => {
  const sorted = inOrder(sessions)
  const [first, last] = [sorted[0]!, sorted.at(-1)!]
  if (moment === 'pre') return { opens_at: null, closes_at: first.ends_at }
  if (moment === 'post' || moment === 'survey') return { opens_at: last.starts_at, closes_at: after(last.ends_at, 48) }
  const opens = addMonths(new Date(last.ends_at).toISOString().slice(0, 10), months[moment])
  return { opens_at: `${opens}T00:00:00Z`, closes_at: `${addDays(opens, daysToAnswer)}T00:00:00Z` }
}

export const isClosed = ({ closes_at }: Window, now: Moment): boolean => Date.parse(now) >= Date.parse(closes_at)

export const isOpen = (
  moment: AskedMoment,
  { sessions, status }: { sessions: Times; status: TrainingStatus },
  now: Moment,
): boolean => {
  if (status === 'planned' || status === 'cancelled') return false
  const window = windowOf(moment, sessions)
  const begun = window.opens_at === null || Date.parse(window.opens_at) <= Date.parse(now)
  return begun && !isClosed(window, now)
}

/** Of the whole, in minutes, how much of a hundred somebody was there. */
export const attendedPercent = (sessions: readonly Session[], came: readonly string[]): number => {
  const minutes = (of: readonly Session[]) =>
    of.reduce((sum, { starts_at, ends_at }) => sum + (Date.parse(ends_at) - Date.parse(starts_at)), 0)
  const all = minutes(sessions)
  return all === 0 ? 0 : Math.floor((100 * minutes(sessions.filter((each) => came.includes(each.session_id)))) / all)
}
