// What is said of one use of a rule on a day: its state, its days, and every step that led there.
import type { Day } from '#kit/day.ts'
import { type DayNumber, toDay } from './days.rules.ts'
import { earliestOf, type Instance, isOver, latestOf, type Occurrence } from './instance.rules.ts'
import type { Item, ItemState, Step } from './reckoning.ts'
import { timeOf } from './term.rules.ts'

const step = (code: string, values: Step['values'] = {}): Step => ({ code, values })
const timeOrNull = (minute: number | null): string | null => (minute === null ? null : timeOf(minute))

/** Closed after every way of reading its last day; where hours are counted and both are known, by the minute. */
const wasInTime = (due: { day: DayNumber; minute: number | null } | null, { day, minute }: Occurrence): boolean =>
  due === null || day < due.day || (day === due.day && (due.minute === null || minute === null || minute <= due.minute))

/** Its version of a rule that holds without a start is over. */
const isOutOfForce = ({ standing, laid }: Instance, today: Day): boolean => standing && laid.validUntil < today

const stateOfDeadline = (instance: Instance, today: DayNumber): ItemState => {
  const [first, last] = [earliestOf(instance), latestOf(instance)]
  if (!first || !last || today < first.day) return 'running'
  if (today === first.day) return 'due'
  const bound = instance.counted[0]!.reading.term.bound
  // What an authority aims at, and what may only be done later than a day, is nothing she can miss.
  if (bound === 'aim' || bound === 'at_least') return today > last.day ? 'ended' : 'running'
  return 'overdue'
}

const stateOf = (instance: Instance, today: DayNumber): ItemState => {
  const { rule } = instance.laid
  const owed = rule.kind === 'deadline'
  if (instance.start.day > today) return 'coming'
  if (instance.silentSince !== null) return 'silence'
  if (instance.takenBy) return owed || rule.kind === 'duty' ? 'taken_away' : 'ended'
  if (instance.closedBy) {
    if (owed) return wasInTime(latestOf(instance), instance.closedBy) ? 'met' : 'late'
    return rule.kind === 'duty' ? 'met' : 'ended'
  }
  if (isOutOfForce(instance, toDay(today))) return 'ended'
  if (instance.pausedSince) return 'suspended'
  if (owed) return stateOfDeadline(instance, today)
  const last = latestOf(instance)
  if (!last || today <= last.day) return 'stands'
  // A stretch of at least so many days goes on until something ends it, unless its end is itself what happens.
  const goesOn =
    rule.kind !== 'bar' &&
    instance.counted[0]!.reading.term.bound === 'at_least' &&
    !rule.yields.some(({ at }) => at === 'end')
  return goesOn ? 'stands' : 'ended'
}

const closingSteps = (instance: Instance): Step[] => {
  const { closedBy, takenBy, silentSince, laid } = instance
  const steps: Step[] = []
  if (silentSince !== null) steps.push(step('silence', { means: laid.rule.silence!.means, on: toDay(silentSince) }))
  if (takenBy) steps.push(step('taken_away', { event: takenBy.code, on: toDay(takenBy.day) }))
  if (!closedBy) return steps
  const values = { event: closedBy.code, on: toDay(closedBy.day) }
  if (silentSince !== null) return [...steps, step('decided_after_silence', values)]
  if (!wasInTime(latestOf(instance), closedBy)) return [...steps, step('closed_late', values)]
  steps.push(step('closed', values))
  if (!wasInTime(earliestOf(instance), closedBy)) steps.push(step('in_time_by_one_reading', values))
  return steps
}

const stepsOf = (instance: Instance, today: DayNumber): Step[] => {
  const { start, laid, counted, pausedSince, restartedBy } = instance
  const { rule } = laid
  const steps: Step[] = []
  const on = toDay(start.day)
  if (instance.standing) steps.push(step('holds_from', { on }))
  else if (start.at) steps.push(step('started_at', { event: start.code, on, at: start.at }))
  else steps.push(step(start.event_id ? 'started' : 'started_by_rule', { event: start.code, on }))
  steps.push(step('version', { from: rule.valid_from }))
  if (instance.alternative) steps.push(step('alternative'))
  if (restartedBy) steps.push(step('restarted', { event: restartedBy.code, on: toDay(restartedBy.day) }))
  const [first] = counted
  if (first) {
    steps.push(...first.due.steps)
    for (const { reading, due } of counted.slice(1))
      steps.push(step('other_reading', { reading: reading.code, on: toDay(due.day) }))
    if (counted.length > 1) steps.push(step('earliest', { reading: first.reading.code, on: toDay(first.due.day) }))
    const { bound } = first.reading.term
    if (bound === 'at_least') steps.push(step('at_least', { on: toDay(first.due.day) }))
    const isPast = !isOver(instance) && today > first.due.day
    if (bound === 'aim') steps.push(step(isPast ? 'aim_passed' : 'aim', { on: toDay(first.due.day) }))
  }
  if (pausedSince) steps.push(step('suspended_since', { from: toDay(pausedSince.day) }))
  if (instance.standing && rule.valid_until) steps.push(step('version_ends', { on: rule.valid_until }))
  return [...steps, ...closingSteps(instance)]
}

export const itemOf = (instance: Instance, today: DayNumber): Item => {
  const { key, laid, start, counted, closedBy, takenBy, silentSince } = instance
  const { rule, pack } = laid
  const first = earliestOf(instance)
  const end = takenBy ?? closedBy
  // One literal: tens of them are made for every file there is.
  return {
    key,
    pack: pack.id,
    rule_id: rule.id,
    rule_from: rule.valid_from,
    track: rule.track,
    kind: rule.kind,
    matter_id: start.matter_id,
    started_by: {
      code: start.code,
      on: toDay(start.day),
      at: start.at,
      event_id: start.event_id,
      from_key: start.from_key,
    },
    starts_on: toDay(start.day),
    due_on: first ? toDay(first.day) : null,
    due_at: first ? timeOrNull(first.minute) : null,
    readings: counted.map(({ reading, due }) => ({
      code: reading.code,
      due_on: toDay(due.day),
      due_at: timeOrNull(due.minute),
    })),
    state: stateOf(instance, today),
    closed_by: end ? { event_id: end.event_id, code: end.code, on: toDay(end.day) } : null,
    silence: silentSince === null ? null : { means: rule.silence!.means, on: toDay(silentSince) },
    reviewed: rule.reviewed_by !== null,
    steps: stepsOf(instance, today),
  }
}
