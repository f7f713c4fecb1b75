// Whether there is a place now: what the places of our house and its partners say comes first, then what the service
// itself told lately, then what the directory says of it.

import type { Availability } from '#directory/directory.ts'
import { type Day, daysBetween } from '#kit/day.ts'
import type { MatchUrgency } from './match.ts'
import type { Part } from './parts.ts'
import type { Sink } from './sink.rules.ts'

/** Of one service and one unit (a bed, a seat), from the places themselves. */
export interface FreePlaces {
  service_id: string
  unit: string
  free: number
  waiting: number
  /** Days the middle one of those who got a place had waited; null where too few did. */
  waited_days: number | null
}

interface Places {
  /** `awaited`: some are free, and at least as many people wait for them. */
  state: Availability | 'awaited'
  /** How many of what, where it is known; of open ones those that nobody waits for. */
  free: number | null
  unit: string | null
  waiting: number
  waited_days: number | null
}

/** A number of free places that was told longer ago than this says nothing. */
const daysPlacesHold = 14

const left = ({ free, waiting }: Pick<FreePlaces, 'free' | 'waiting'>): number => free - waiting

export const freeByService = (rows: readonly FreePlaces[]): Map<string, FreePlaces[]> => {
  const found = new Map<string, FreePlaces[]>()
  for (const row of rows) {
    const list = found.get(row.service_id) ?? []
    list.push(row)
    found.set(row.service_id, list)
  }
  return found
}

/** What the places themselves say of it: first what nobody waits for, then what is free at all. */
export const placesKept = (rows: readonly FreePlaces[]): Places => {
  const [best] = [...rows].sort((a, b) => left(b) - left(a) || b.free - a.free || (a.unit < b.unit ? -1 : 1))
  const some = rows.filter(({ free }) => free > 0).sort((a, b) => b.free - a.free || (a.unit < b.unit ? -1 : 1))
  if (best && best.free > 0 && left(best) > 0)
    return { state: 'open', free: left(best), unit: best.unit, waiting: best.waiting, waited_days: best.waited_days }
  const waits = rows.flatMap(({ waited_days }) => (waited_days === null ? [] : [waited_days]))
  const queue = {
    waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
    waited_days: waits.length > 0 ? Math.min(...waits) : null,
  }
  return some[0]
    ? { state: 'awaited', free: some[0].free, unit: some[0].unit, ...queue }
    : { state: 'full', free: null, unit: null, ...queue }
}

/** What the service told lately, or else what the directory says of it. */
export const placesTold = ({ capacity, availability }: Part<'places'>, today: Day): Places => {
  const told = capacity
    .filter(({ available, updated_on }) => available !== null && daysBetween(updated_on, today) <= daysPlacesHold)
    .map(({ unit, available }) => ({ service_id: '', unit, free: available!, waiting: 0, waited_days: null }))
  return told.length > 0
    ? placesKept(told)
    : { state: availability, free: null, unit: null, waiting: 0, waited_days: null }
}

/** Who needs it soon cannot wait for a place. */
export const weighPlaces = (places: Places, urgency: MatchUrgency, sink: Sink): void => {
  const { state, free, unit, waiting, waited_days } = places
  const urgent = urgency === 'today' || urgency === 'this_week'
  if (waited_days !== null && (state === 'full' || state === 'awaited'))
    sink.say('waited', () => ({ days: waited_days }))
  if (state === 'full') sink.stop('full', () => ({ waiting }))
  else if (state === 'awaited')
    sink.say(urgent ? 'free_but_awaited_urgent' : 'free_but_awaited', () => ({
      count: free ?? 0,
      units: unit === null ? [] : [unit],
      waiting,
    }))
  else if (free !== null && unit !== null)
    sink.say(urgent ? 'free_places_urgent' : 'free_places', () => ({ count: free, units: [unit] }))
  else if (state === 'open') sink.say(urgent ? 'open_urgent' : 'open')
  else if (state === 'waiting_list') sink.say(urgent ? 'waiting_list_urgent' : 'waiting_list')
  else sink.say(urgent ? 'availability_ask_urgent' : 'availability_ask')
}
