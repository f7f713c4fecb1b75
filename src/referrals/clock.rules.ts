// The clock of a referral: until when it is looked at and answered, when a reminder is due, when the coordinator is told.
import { addDays, type Day, daysBetween, type Moment } from '#kit/day.ts'
import type { ClockState, Referral, Urgency } from './referral.ts'
import type { Clocks } from './referral-facts.ts'

const hourMs = 3_600_000
const after = (moment: Moment, hours: number): Moment => new Date(Date.parse(moment) + hours * hourMs).toISOString()
/** The day asked for counts whole. */
const endOf = (day: Day): Moment => `${addDays(day, 1)}T00:00:00.000Z`

/** The day an answer is asked for, unless the sender says otherwise. */
export const proposedDueDay = (urgency: Urgency, today: Day, { urgencies }: Pick<Clocks, 'urgencies'>): Day =>
  addDays(today, Math.floor(urgencies[urgency].answer_hours / 24))

export interface Hours {
  look_due_at: Moment
  answer_due_at: Moment
  escalate_at: Moment
}

/** A day the sender chose later than usual gives the partner longer; an earlier one less. */
export const hoursOf = (urgency: Urgency, sent_at: Moment, answer_due_on: Day, clocks: Clocks): Hours => {
  const { look_hours, answer_hours, escalate_hours } = clocks.urgencies[urgency]
  const usual = after(sent_at, answer_hours)
  const proposed = proposedDueDay(urgency, sent_at.slice(0, 10), clocks)
  const chosen = endOf(answer_due_on)
  const answer_due_at = answer_due_on > proposed ? chosen : usual < chosen ? usual : chosen
  const look = after(sent_at, look_hours)
  return {
    look_due_at: look < answer_due_at ? look : answer_due_at,
    answer_due_at,
    escalate_at: after(answer_due_at, escalate_hours),
  }
}

/** On a waiting list the next word is due by the day the partner named; a day later the coordinator is told. */
export const hoursOfWait = (expected_on: Day): Pick<Hours, 'answer_due_at' | 'escalate_at'> => ({
  answer_due_at: endOf(expected_on),
  escalate_at: endOf(addDays(expected_on, 1)),
})

type Running = Pick<Referral, 'status' | 'look_due_at' | 'answer_due_at' | 'looked_at' | 'answer_due_on'> & {
  escalate_at: Moment | null
}

export const clockState = (referral: Running, now: Moment): ClockState => {
  const { status, look_due_at, answer_due_at, escalate_at, looked_at, answer_due_on } = referral
  if (status !== 'sent' && status !== 'waiting') return 'stopped'
  const past = (moment: Moment) => Date.parse(now) >= Date.parse(moment)
  if (escalate_at && past(escalate_at)) return 'escalated'
  if (past(answer_due_at ?? endOf(answer_due_on))) return 'late'
  return status === 'sent' && !looked_at && look_due_at && past(look_due_at) ? 'not_looked' : 'runs'
}

/** Until when it can be undone: while it waits unseen, for the minutes the clock gives. */
export const undoUntil = (
  { status, sent_at, looked_at }: Pick<Referral, 'status' | 'sent_at' | 'looked_at'>,
  now: Moment,
  { undo_minutes }: Pick<Clocks, 'undo_minutes'>,
): Moment | null => {
  const until = after(sent_at, undo_minutes / 60)
  return status === 'sent' && !looked_at && Date.parse(now) < Date.parse(until) ? until : null
}

/** Until when a transfer can be undone; null when it no longer can. */
export const undoMoment = (
  accepted_at: Moment,
  now: Moment,
  { undo_minutes }: Pick<Clocks, 'undo_minutes'>,
): Moment | null => {
  const until = after(accepted_at, undo_minutes / 60)
  return Date.parse(now) < Date.parse(until) ? until : null
}

/** How long a partner may keep someone on its waiting list before it says something again. */
export const longestOnList = 180
export const expectedDayObstacle = (expected_on: Day | null, today: Day): string | null => {
  if (expected_on === null) return 'referral.expected_day_needed'
  const days = daysBetween(today, expected_on)
  return days < 1 || days > longestOnList ? 'referral.expected_day_out_of_range' : null
}
