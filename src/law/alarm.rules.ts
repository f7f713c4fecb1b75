// When a deadline rings, and whom: its owner first, whoever stands in when the owner is silent or it is near, and everybody
// who answers for the law when it is very near. What is past rings every day until somebody closes it or says why not.
import { addDays, type Day, daysBetween } from '#kit/day.ts'
import type { AlarmStage } from './deadline.ts'
import type { Item } from './reckoning.ts'

export interface Ringing {
  kind: Item['kind']
  state: Item['state']
  starts_on: Day
  due_on: Day
  /** Of the rule: how many days before the end. */
  warn_days: readonly number[]
}

export interface StageNow {
  stage: AlarmStage | null
  /** Since when it is at this stage. */
  since: Day | null
  next_on: Day | null
  /** From this day on the deputy is rung where the owner is silent. */
  deputy_on: Day | null
}

const stageOfMark = (days: number): AlarmStage =>
  days <= 0 ? 'd0' : days <= 2 ? 'd2' : days <= 7 ? 'd7' : days <= 15 ? 'd15' : 'd30'

const near: readonly AlarmStage[] = ['d7', 'd2', 'd0', 'overdue']
const veryNear: readonly AlarmStage[] = ['d2', 'd0', 'overdue']

/** A deadline rings on its day whatever its rule says; a period that ends rings only where its rule asks for it. */
const marksOf = ({ kind, warn_days }: Ringing): number[] =>
  [...new Set([...warn_days, ...(kind === 'deadline' ? [0] : [])])].sort((a, b) => b - a)

const later = (a: Day, b: Day): Day => (a > b ? a : b)
const silent = { stage: null, since: null, next_on: null, deputy_on: null }

/** The owner has one whole working day to hear it. */
const dayAfterAWorkingDay = (since: Day, isWorking: (day: Day) => boolean): Day => {
  let day = since
  for (let tries = 0; tries < 30 && !isWorking(day); tries += 1) day = addDays(day, 1)
  day = addDays(day, 1)
  for (let tries = 0; tries < 30 && !isWorking(day); tries += 1) day = addDays(day, 1)
  return day
}

export const stageOn = (deadline: Ringing, today: Day, isWorking: (day: Day) => boolean): StageNow => {
  const { kind, state, starts_on, due_on } = deadline
  if (state === 'suspended') return silent
  const left = daysBetween(today, due_on)
  if (left < 0) {
    if (kind !== 'deadline') return silent
    const since = addDays(due_on, 1)
    return { stage: 'overdue', since, next_on: addDays(today, 1), deputy_on: since }
  }
  const marks = marksOf(deadline)
  const reached = marks.filter((mark) => mark >= left)
  if (reached.length === 0) return { ...silent, next_on: marks[0] === undefined ? null : addDays(due_on, -marks[0]) }
  const stage = stageOfMark(reached.at(-1)!)
  const first = marks.find((mark) => stageOfMark(mark) === stage)!
  const since = later(addDays(due_on, -first), starts_on)
  const next = marks.find((mark) => mark < left && stageOfMark(mark) !== stage)
  return {
    stage,
    since,
    next_on: next === undefined ? (kind === 'deadline' ? addDays(due_on, 1) : null) : addDays(due_on, -next),
    deputy_on: near.includes(stage) ? since : dayAfterAWorkingDay(since, isWorking),
  }
}

/** The first day on which it rings at all. */
export const firstRing = (deadline: Ringing): Day | null => {
  const [first] = marksOf(deadline)
  return first === undefined ? null : later(addDays(deadline.due_on, -first), deadline.starts_on)
}

export interface Heard {
  staff_id: string
  stage: AlarmStage
  due_on: Day
  on_day: Day
}

/** An acknowledgement counts for the stage and the last day it was given for; of what is overdue, for that day alone. */
export const heardNow = <H extends Heard>(
  heard: readonly H[],
  stage: AlarmStage | null,
  due_on: Day,
  today: Day,
): H[] =>
  heard.filter(
    (each) => each.stage === stage && each.due_on === due_on && (stage !== 'overdue' || each.on_day === today),
  )

export const whoIsRung = (
  { stage, deputy_on }: Pick<StageNow, 'stage' | 'deputy_on'>,
  { owner_id, deputy_id }: { owner_id: string | null; deputy_id: string | null },
  heardBy: readonly string[],
  today: Day,
): ('owner' | 'deputy' | 'team')[] => {
  if (stage === null) return []
  const ownerHeard = owner_id !== null && heardBy.includes(owner_id)
  const deputyCalled = near.includes(stage) || (!ownerHeard && deputy_on !== null && today >= deputy_on)
  return [
    ...(owner_id !== null && !ownerHeard ? (['owner'] as const) : []),
    ...(deputy_id !== null && deputyCalled && !heardBy.includes(deputy_id) ? (['deputy'] as const) : []),
    ...(veryNear.includes(stage) || owner_id === null ? (['team'] as const) : []),
  ]
}

export interface Standing {
  kind: Item['kind']
  state: Item['state']
  due_on: Day
  filed_on: Day | null
  aside_due: Day | null
  today: Day
}

const unmet: readonly Item['state'][] = ['running', 'due', 'overdue', 'suspended']
const holding: readonly Item['state'][] = ['running', 'due', 'suspended', 'stands', 'coming']

/** Whether somebody must still see to it. Only proof, a reason for this very day, or the law itself ends that. */
export const isOpen = ({ kind, state, due_on, filed_on, aside_due, today }: Standing): boolean => {
  if (filed_on !== null || aside_due === due_on) return false
  if (kind === 'deadline') return unmet.includes(state)
  return kind === 'period' && due_on >= today && holding.includes(state)
}
