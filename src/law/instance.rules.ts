// One use of a rule in a file: what began it, how its days run, what closed it. What rings goes by the earliest way of reading
// the law; what is asserted (that silence has spoken, that something is over) goes by the latest.
import { holds } from '#facts/condition.rules.ts'
import type { DayNumber, PlaceDays } from './days.rules.ts'
import type { Laid } from './index.rules.ts'
import type { Circumstances } from './reckoning.ts'
import type { EventCode, PackId, Reading } from './rule.ts'
import { type Began, type Due, endOf, type Pause } from './term.rules.ts'

/** Something that happened: recorded by a colleague, or made by a rule. */
export interface Occurrence {
  code: EventCode
  jurisdiction: PackId
  day: DayNumber
  minute: number | null
  at: string | null
  matter_id: string | null
  event_id: string | null
  from_key: string | null
  /** What the keys of all it starts hang on. */
  anchor: string
  /** How many rules lie between it and what was recorded. */
  depth: number
}

export interface Counted {
  reading: Reading
  due: Due
}

export interface Instance {
  key: string
  laid: Laid
  start: Occurrence
  standing: boolean
  began: Began
  days: PlaceDays
  readings: readonly Reading[]
  /** The circumstances of the file chose another term than the ordinary one. */
  alternative: boolean
  /** The earliest first; empty where nothing is counted and while the clock stands still. */
  counted: Counted[]
  pauses: Pause[]
  pausedSince: Began | null
  restartedBy: Occurrence | null
  closedBy: Occurrence | null
  takenBy: Occurrence | null
  /** The day silence spoke, and the decision that came after it all the same. */
  silentSince: DayNumber | null
  /** Rises with every new count: what was planned for an older one is void. */
  stamp: number
}

const wholeDay = 1440
const orderOf = ({ due }: Counted): number => due.day * (wholeDay + 1) + (due.minute ?? wholeDay)

export const earliestOf = ({ counted }: Instance): Due | null => counted[0]?.due ?? null
export const latestOf = ({ counted }: Instance): Due | null => counted.at(-1)?.due ?? null

export const recount = (instance: Instance): void => {
  instance.stamp += 1
  if (instance.pausedSince) {
    instance.counted = []
    return
  }
  const counted = instance.readings.map((reading) => ({
    reading,
    due: endOf(instance.began, reading.term, instance.days, instance.pauses),
  }))
  instance.counted = counted.length > 1 ? counted.sort((a, b) => orderOf(a) - orderOf(b)) : counted
}

export const openInstance = (
  laid: Laid,
  start: Occurrence,
  days: PlaceDays,
  circumstances: Circumstances,
  standing: boolean,
): Instance => {
  const { rule, pack } = laid
  const other =
    rule.alternatives.length > 0 ? rule.alternatives.find(({ when }) => holds(when, circumstances)) : undefined
  const instance: Instance = {
    key: `${pack.id}:${rule.id}:${start.anchor}`,
    laid,
    start,
    standing,
    days,
    began: { day: start.day, minute: start.minute },
    readings: other ? other.readings : rule.readings,
    alternative: other !== undefined,
    counted: [],
    pauses: [],
    pausedSince: null,
    restartedBy: null,
    closedBy: null,
    takenBy: null,
    silentSince: null,
    stamp: 0,
  }
  if (instance.readings.length > 0) recount(instance)
  return instance
}

/** Nothing that happens changes it any more. */
export const isOver = ({ closedBy, takenBy }: Instance): boolean => closedBy !== null || takenBy !== null

/** Both of one matter, or one of them of the file as a whole. */
export const fits = (instance: Instance, { matter_id }: Occurrence): boolean =>
  instance.start.matter_id === matter_id || instance.start.matter_id === null || matter_id === null

export const pause = (instance: Instance, at: Began): void => {
  if (instance.pausedSince) return
  const due = earliestOf(instance)
  if (due && at.day > due.day) return
  instance.pausedSince = at
  recount(instance)
}

export const resume = (instance: Instance, at: Began): void => {
  if (!instance.pausedSince) return
  if (at.day > instance.pausedSince.day || at.minute !== instance.pausedSince.minute)
    instance.pauses.push({ from: instance.pausedSince, until: at })
  instance.pausedSince = null
  recount(instance)
}

/** What ran out before is not given anew. */
export const restart = (instance: Instance, by: Occurrence): void => {
  const due = latestOf(instance)
  if (instance.silentSince !== null || (due && by.day > due.day)) return
  instance.began = { day: by.day, minute: by.minute }
  instance.restartedBy = by
  instance.pauses = []
  instance.pausedSince = null
  recount(instance)
}

/**
 * Which of several open uses of one rule an event closes: that of its own matter; among those the one due first that is not
 * past, else the one that passed last. An event of no matter closes none where it might mean several matters.
 */
export const closedOf = (open: readonly Instance[], event: Occurrence): Instance | null => {
  const own = open.filter(({ start }) => start.matter_id === event.matter_id)
  const pool = own.length > 0 ? own : open.filter((instance) => fits(instance, event))
  if (own.length === 0 && new Set(pool.map(({ start }) => start.matter_id)).size > 1) return null
  const speaking = pool.filter(({ silentSince }) => silentSince === null)
  const among = speaking.length > 0 ? speaking : pool
  const dueDay = (instance: Instance) => latestOf(instance)?.day ?? Number.MAX_SAFE_INTEGER
  const ahead = among.filter((instance) => dueDay(instance) >= event.day)
  const sorted = [...(ahead.length > 0 ? ahead : among)].sort(
    (a, b) => dueDay(a) - dueDay(b) || a.start.day - b.start.day || (a.key < b.key ? -1 : 1),
  )
  return (ahead.length > 0 ? sorted[0] : sorted.at(-1)) ?? null
}
