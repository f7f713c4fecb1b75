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
}

interface Places {
  state: Availability
  /** How many of what, where it is known. */
  free: number | null
  unit: string | null
  waiting: number
}

/** A number of free places that was told longer ago than this says nothing. */
const daysPlacesHold = 14

export const freeByService = (rows: readonly FreePlaces[]): Map<string, FreePlaces[]> => {
  const found = new Map<string, FreePlaces[]>()
  for (const row of rows) {
    const list = found.get(row.service_id) ?? []
    list.push(row)
    found.set(row.service_id, list)
  }
  for (const list of found.values()) list.sort((a, b) => b.free - a.free || (a.unit < b.unit ? -1 : 1))
  return found
}

const known = (rows: readonly { unit: string; free: number }[], waiting: number): Places => {
  const [most] = rows
  return most && most.free > 0
    ? { state: 'open', free: most.free, unit: most.unit, waiting }
    : { state: 'full', free: null, unit: null, waiting }
}

/** What the places themselves say of it. */
export const placesKept = (rows: readonly FreePlaces[]): Places =>
  known(
    rows,
    rows.reduce((sum, { waiting }) => sum + waiting, 0),
  )

/** What the service told lately, or else what the directory says of it. */
export const placesTold = ({ capacity, availability }: Part<'places'>, today: Day): Places => {
  const told = capacity
    .filter(({ available, updated_on }) => available !== null && daysBetween(updated_on, today) <= daysPlacesHold)
    .map(({ unit, available }) => ({ unit, free: available! }))
    .sort((a, b) => b.free - a.free || (a.unit < b.unit ? -1 : 1))
  if (told.length > 0) return known(told, 0)
  return { state: availability, free: null, unit: null, waiting: 0 }
}

/** Who needs it soon cannot wait for a place. */
export const weighPlaces = ({ state, free, unit, waiting }: Places, urgency: MatchUrgency, sink: Sink): void => {
  const urgent = urgency === 'today' || urgency === 'this_week'
  if (state === 'full') sink.stop('full', () => ({ waiting }))
  else if (free !== null && unit !== null)
    sink.say(urgent ? 'free_places_urgent' : 'free_places', () => ({ count: free, units: [unit] }))
  else if (state === 'open') sink.say(urgent ? 'open_urgent' : 'open')
  else if (state === 'waiting_list') sink.say(urgent ? 'waiting_list_urgent' : 'waiting_list')
  else sink.say(urgent ? 'availability_ask_urgent' : 'availability_ask')
}
