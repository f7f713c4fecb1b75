// Which happenings may be written down in a file, and which of them are likely next: those that would meet what is open,
// the soonest first.
import { isOver } from './lanes.rules.ts'
import type { Item } from './reckoning.ts'
import type { Pack, PackEvent, PackId, Track } from './rule.ts'

export interface Recordable extends PackEvent {
  jurisdiction: PackId
}

interface PackWithEvents {
  id: PackId
  events: PackEvent[]
}

/** One of each code: of the file's own law before those above it. */
export const recordable = (packs: PackWithEvents[], own: readonly PackId[]): Recordable[] => {
  const inOrder = [...packs].sort((a, b) => Number(own.includes(b.id)) - Number(own.includes(a.id)))
  const found = new Map<string, Recordable>()
  for (const { id, events } of inOrder)
    for (const event of events)
      if (event.recorded !== 'yielded' && !found.has(`${event.code}`))
        found.set(event.code, { ...event, jurisdiction: id })
  return [...found.values()]
}

interface Meets {
  id: string
  closes: string[]
  ends: string[]
}

const most = 5

export const likelyNext = (
  events: Recordable[],
  items: Pick<Item, 'rule_id' | 'state' | 'due_on' | 'kind'>[],
  rules: Meets[],
  happened: readonly string[],
): Recordable[] => {
  const open = items
    .filter((item) => !isOver(item))
    .sort((a, b) => (a.due_on ?? '9999').localeCompare(b.due_on ?? '9999'))
  const meeting = open.flatMap(({ rule_id }) => rules.find(({ id }) => id === rule_id)?.closes ?? [])
  const codes = [...new Set(meeting.length > 0 ? meeting : events.map(({ code }) => code))]
  return codes
    .filter((code) => !happened.includes(code))
    .flatMap((code) => events.find((event) => event.code === code) ?? [])
    .slice(0, most)
}

/** On which tracks each event of a pack tells, in the order its rules stand. */
export const eventTracks = ({ rules }: Pick<Pack, 'rules'>): Record<string, Track[]> => {
  const found: Record<string, Track[]> = {}
  for (const { track, starts, closes, ends } of rules)
    for (const code of [...starts, ...closes, ...ends]) {
      const known = found[code] ?? []
      if (!known.includes(track)) found[code] = [...known, track]
    }
  return found
}
